//! Know, show and improve the security maturity of a package registry.
//!
//! [`registry_maturity_core`] assesses profiles. This library words the results, draws them, and asks the questions:
//!
//! ```
//! use registry_maturity::{
//!     document::{self, Filter},
//!     render::markdown::markdown,
//! };
//! use registry_maturity_core::profile::Profile;
//!
//! # let text = "principles: \"0.1\"\nregistry: {name: Example Index}\nanswers: {verified-email: met}\n";
//! let profile = Profile::parse(text)?;
//! let report = document::report(&profile.assess(), &Filter::default());
//! print!("{}", markdown(&report));
//! # assert!(markdown(&report).starts_with("# Example Index\n"));
//! # Ok::<(), registry_maturity_core::profile::InvalidProfile>(())
//! ```
//!
//! # How data flows
//!
//! A [`document`] is the wording of an assessment, or of anything made from assessments, and [`render`] draws it in a
//! format. [`json`] and [`schema`] are for programs. The [`questionnaire`] changes a profile's text, which is then read
//! and assessed like any other.
//!
//! The source lists the modules in this order, and each depends only on those above it. Nothing in the library opens a
//! file, prints, or reads the clock, the environment or the terminal: the same input gives the same bytes.
//!
//! # Where to go next
//!
//! - [`document::report`], [`document::roadmap`] and their neighbours make documents.
//! - [`render::draw`] draws one in any [`Format`](render::format::Format).
//! - A [`Conversation`](questionnaire::Conversation) asks the questions and saves each answer.

// Output.
pub mod document;
pub mod schema;
pub mod json;
pub mod render;

// Questions.
pub mod questionnaire;
