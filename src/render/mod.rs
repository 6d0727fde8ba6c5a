//! Draws any [`Document`](crate::document::Document) in any format, with one file per format.

pub mod annotations;
pub mod badge;
mod command;
pub mod csv;
mod draw;
pub mod excerpt;
pub mod findings;
pub mod format;
mod grid;
pub mod html;
mod ink;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod terminal;
mod xml;

pub use draw::{NoSurface, NotDrawn, Surface, draw, result, write};
