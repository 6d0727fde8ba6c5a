//! Know, show and improve the security maturity of a package registry.
//!
//! Data takes one way. The [`catalogue`] says what the principles ask; a [`profile`] says what an operator answered;
//! the [`scope`] says what of it applies; the [`assessment`] judges. Of judged profiles a [`gate`], a [`roadmap`], a
//! [`comparison`], a [`history`] or the [`progress`] between two is made; a [`document`] finds the words for any of
//! them, and [`render`] draws them in a format. The [`questionnaire`] changes a profile's text, and so joins at the
//! start.
//!
//! The modules stand here in that order, and each names only those above it. Nothing in the library opens a file,
//! prints, or reads the clock, the environment or the terminal: the same input gives the same bytes.

// What everything is made of.
pub mod visible;
pub mod address;
pub mod suggest;
pub mod amount;
pub mod level;
pub mod date;
pub mod age;
pub mod problem;
pub mod taxonomy;

// What is asked, what was answered, and what follows.
pub mod catalogue;
pub mod profile;
pub mod scope;
pub mod assessment;
pub mod warnings;

// What is made of assessments.
pub mod progress;
pub mod gate;
pub mod roadmap;
pub mod comparison;
pub mod history;

// How it is told.
pub mod document;
pub mod schema;
pub mod json;
pub mod render;

// How it is asked.
pub mod questionnaire;
