//! Any [`Document`](crate::document::Document) in any format: one file a format.

pub mod annotations;
pub mod excerpt;
pub mod terminal;
