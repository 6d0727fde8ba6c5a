//! Assesses how far a package registry meets the OpenSSF "Principles for Package Repository Security".
//!
//! An operator answers for each capability of the principles in a YAML file, the profile. This library reads the file,
//! works out the level of each track, and plans how to reach the next one:
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
//! 1. The [`catalogue`] holds what the principles ask for, and a [`profile`] holds an operator's answers with their
//!    [`evidence`]. Together they decide the [`scope`]: the tracks that apply.
//! 2. The [`assessment`] gives the status of each capability, the level of each track, and what blocks the next one.
//! 3. Everything else is made from assessments: [`warnings`], the [`progress`] from one to the next, the [`check`] that
//!    gates a build, a [`comparison`] of registries, a [`history`], a [`roadmap`], and a [`proposal`] for funding it.
//!
//! The source lists the modules in this order, and each depends only on those above it. Nothing here opens a file,
//! prints, or reads the clock, the environment or the terminal: the same input gives the same result.
//!
//! # Where to go next
//!
//! - [`Profile::parse`](profile::Profile::parse) reads a profile, or returns every problem with its place and what to
//!   write instead.
//! - [`profile::edit`] changes one answer and keeps the comments and the layout of the rest. The example `write` makes a
//!   whole profile with it.
//! - [`check::judge`] checks a profile against required levels, an earlier profile or review dates.
//! - [`Catalogue::latest`](catalogue::Catalogue::latest) has everything that the principles ask for, as data.
//! - The `registry-maturity` package presents all of this in terminals, browsers and files.
//!
//! # What can grow
//!
//! Types that will get new fields or variants are `#[non_exhaustive]`. Enums that are not, such as
//! [`Status`](catalogue::Status), can be matched without a wildcard, so that the compiler finds every place that a new
//! variant affects; such a variant is a breaking change.

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

/// The README's program compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
