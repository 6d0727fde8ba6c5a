//! Know, show and improve the security maturity of a package registry.
//!
//! [`registry_maturity_core`] judges; this library words, draws and asks. A [`document`] finds the words for what was
//! judged, and [`render`] draws it in a format; [`json`] and [`schema`] are for machines. The [`questionnaire`] changes a
//! profile's text, which is then read and judged like any other.
//!
//! The modules are listed in the order in which data flows, and each depends only on those above it. Nothing in the
//! library opens a file, prints, or reads the clock, the environment or the terminal: the same input gives the same bytes.

// How it is shown.
pub mod document;
pub mod schema;
pub mod json;
pub mod render;

// How it is asked.
pub mod questionnaire;
