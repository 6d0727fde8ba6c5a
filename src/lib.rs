//! Know, show and improve the security maturity of a package registry.
//!
//! Data takes one way: the [`catalogue`] says what the principles ask; a [`profile`] says what an operator answered;
//! the [`scope`] says what of it applies; the [`assessment`] judges; a [`document`] finds the words; [`render`] draws
//! them in a format. The [`questionnaire`] asks for the answers, and judges each of them on the same way. The modules
//! stand here in that order, and each names only those above it.
//!
//! Nothing in the library opens a file, prints, reads the clock, the environment or the terminal, so the same
//! input gives the same bytes.

pub mod address;
pub mod age;
pub mod amount;
pub mod assessment;
pub mod catalogue;
pub mod comparison;
pub mod date;
pub mod document;
pub mod gate;
pub mod json;
pub mod level;
pub mod problem;
pub mod profile;
pub mod progress;
pub mod questionnaire;
pub mod render;
pub mod roadmap;
pub mod schema;
pub mod scope;
pub mod suggest;
pub mod taxonomy;
pub mod visible;
pub mod warnings;
