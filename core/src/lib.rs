//! The judgement of `registry-maturity`: how far a package registry meets the OpenSSF "Principles for Package
//! Repository Security".
//!
//! Data flows one way. The [`catalogue`] says what the principles ask for, a [`profile`] what an operator answered, and
//! the [`scope`] which of it applies; the [`assessment`] judges. From assessments come [`warnings`], the [`progress`]
//! between two, the [`check`] that gates a build, a [`comparison`], a [`history`], a
//! [`roadmap`], and the [`proposal`] that can be funded of it.
//!
//! The modules are listed in that order, and each depends only on those above it. Nothing here opens a file, prints, or
//! reads the clock, the environment or the terminal: the same input gives the same bytes.

// What everything is made of.
pub mod text;
pub mod date;
pub mod age;
pub mod amount;
mod yaml;

// What is asked, what was answered, and what follows.
pub mod catalogue;
pub mod profile;
pub mod evidence;
pub mod scope;
pub mod assessment;
pub mod warnings;

// What is made from assessments.
pub mod progress;
pub mod check;
pub mod comparison;
pub mod history;
pub mod roadmap;
pub mod proposal;
