//! Any [`Document`](crate::document::Document) in any format: one file a format.

pub mod excerpt;
mod ink;
pub mod terminal;
