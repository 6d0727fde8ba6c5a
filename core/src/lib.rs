//! Assesses how far a package registry meets the OpenSSF "Principles for Package Repository Security".
//!
//! Operators answer for each capability of the principles in a YAML file, the profile. This library reads it, works out
//! the level of each track, and plans how to reach the next one:
//!
//! ```
//! use registry_maturity_core::profile::Profile;
//!
//! # let text = "principles: \"0.1\"\nregistry: {name: Example Index}\ntaxonomy: {accounts: false, hosting: [builds]}\n\
//! #             answers: {pinned-dependencies: met}\n";
//! let profile = Profile::parse(text)?;
//! for track in profile.assess().tracks() {
//!     println!("{track}"); // CLI Tooling: level 1 (1/1 0/1 0/3)
//! }
//! # let lines: Vec<String> = profile.assess().tracks().map(ToString::to_string).collect();
//! # assert_eq!(lines[0], "Authentication: does not apply");
//! # assert_eq!(lines[3], "CLI Tooling: level 1 (1/1 0/1 0/3)");
//! # Ok::<(), registry_maturity_core::profile::InvalidProfile>(())
//! ```
//!
//! # How data flows
//!
//! 1. The [`catalogue`] says what the principles ask for, a [`profile`] what an operator answered, and the [`scope`]
//!    which tracks apply.
//! 2. The [`assessment`] follows: the status of each capability, the level of each track, and what blocks the next one.
//! 3. From assessments come [`warnings`], the [`progress`] from one to the next, the [`check`] that gates a build, a
//!    [`comparison`] of registries, a [`history`], a [`roadmap`], and the [`proposal`] for funding it.
//!
//! The modules are listed in this order, and each depends only on those above it. Nothing here opens a file, prints, or
//! reads the clock, the environment or the terminal: the same input gives the same result.
//!
//! # Where to go next
//!
//! - [`Profile::parse`](profile::Profile::parse) returns every problem of a text, each with its place and what to write
//!   instead.
//! - [`profile::edit`] changes one answer and keeps the comments and the layout of the rest.
//! - [`check::judge`] decides whether a profile falls short of required levels, an earlier profile, or its own review dates.
//! - [`Catalogue::latest`](catalogue::Catalogue::latest) has everything that the principles ask for, as data.
//! - The `registry-maturity` package draws all of this, for terminals, browsers and other programs.

// Building blocks.
pub mod text;
pub mod date;
pub mod age;
pub mod amount;
mod yaml;

// Questions, answers and the assessment.
pub mod catalogue;
pub mod profile;
pub mod evidence;
pub mod scope;
pub mod assessment;
pub mod warnings;

// Results that are made from assessments.
pub mod progress;
pub mod check;
pub mod comparison;
pub mod history;
pub mod roadmap;
pub mod proposal;
