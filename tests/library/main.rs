//! The library as other programs use it, in this process.

mod architecture;
mod catalogue;
mod gate;
mod pairs;
mod examples;
mod progress;
mod questionnaire;
mod scoring;
#[cfg(feature = "tui")]
mod screen;
#[cfg(feature = "tui")]
#[path = "../support/tricks.rs"]
mod tricks;
