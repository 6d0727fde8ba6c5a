//! Know, show and improve the security maturity of a package registry.
//!
//! [`registry_maturity_core`] assesses profiles. This library turns assessments into a [`document`], which [`render`]
//! draws in a format; [`json`] and [`schema`] are for machines. The [`questionnaire`] changes a profile's text, which
//! is then read and assessed like any other.
//!
//! The modules are listed in the order in which data flows, and each depends only on those above it. Nothing in the
//! library opens a file, prints, or reads the clock, the environment or the terminal: the same input gives the same
//! bytes.

// Output.
pub mod document;
pub mod schema;
pub mod json;
pub mod render;

// Questions.
pub mod questionnaire;
