//! Draws any [`Document`](crate::document::Document) in any format, with one file per format.

pub mod annotations;
pub mod badge;
mod command;
pub mod csv;
pub mod excerpt;
pub mod format;
mod grid;
pub mod html;
mod ink;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod terminal;
mod xml;
