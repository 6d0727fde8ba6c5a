//! The library as other programs use it, in this process.

mod architecture;
mod catalogue;
mod examples;
mod progress;
mod questionnaire;
mod scoring;
#[cfg(feature = "tui")]
mod screen;
#[path = "../support/mod.rs"]
mod support;
