//! Draws a document in the requested format.

use std::{error::Error, fmt};

use serde::Serialize;

use super::{
    badge::badge,
    csv::csv,
    format::Format,
    html,
    json::{NotJson, json},
    markdown,
    terminal::{self, Terminal},
};
use crate::document::Document;

/// Why a document can't be drawn.
#[derive(Debug)]
pub enum NotDrawn {
    /// A badge shows levels, and the document has none.
    NoLevels,
    /// The format is not for documents, or is for a screen and there is no surface.
    NotForDocuments(Format),
    /// The record cannot be represented as JSON.
    NotJson(NotJson),
    /// The document could not be written to the sink.
    NotWritten(fmt::Error),
}

impl fmt::Display for NotDrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotDrawn::NoLevels => f.write_str("a badge shows levels, and this profile has none"),
            NotDrawn::NotForDocuments(format) => write!(f, "this cannot be written as {}", format.row().name),
            NotDrawn::NotJson(error) => error.fmt(f),
            NotDrawn::NotWritten(error) => error.fmt(f),
        }
    }
}

impl Error for NotDrawn {}

/// Where formats for a screen are shown.
pub trait Surface {
    /// Writes a document as the screen shows it.
    ///
    /// # Errors
    /// If the sink fails.
    fn show(self, document: &Document, sink: &mut impl fmt::Write) -> fmt::Result;
}

impl Surface for Terminal {
    fn show(self, document: &Document, sink: &mut impl fmt::Write) -> fmt::Result {
        terminal::write(document, self, sink)
    }
}

/// Nothing to draw on. Programs without a terminal, such as the page, leave out its code.
#[derive(Clone, Copy, Debug)]
pub enum NoSurface {}

impl Surface for NoSurface {
    fn show(self, _: &Document, _: &mut impl fmt::Write) -> fmt::Result {
        match self {}
    }
}

/// A document in a format. `surface` is where formats for a screen are shown.
///
/// # Errors
/// If the format can't show the document.
pub fn draw(format: Format, document: &Document, surface: Option<impl Surface>) -> Result<String, NotDrawn> {
    let mut text = String::new();
    write(format, document, surface, &mut text)?;
    Ok(text)
}

/// Writes a document in a format, piece by piece if the format allows that.
///
/// # Errors
/// If the format can't show the document, or the sink fails.
pub fn write(
    format: Format,
    document: &Document,
    surface: Option<impl Surface>,
    sink: &mut impl fmt::Write,
) -> Result<(), NotDrawn> {
    let written = match (format, surface) {
        (Format::Terminal, Some(surface)) => surface.show(document, sink),
        (Format::Markdown, _) => markdown::write(document, sink),
        (Format::Html, _) => html::write(document, sink),
        (Format::Csv, _) => sink.write_str(&csv(document)),
        (Format::Badge, _) => sink.write_str(&badge(document).ok_or(NotDrawn::NoLevels)?),
        _ => return Err(NotDrawn::NotForDocuments(format)),
    };
    written.map_err(NotDrawn::NotWritten)
}

/// A result in a format: its record for JSON, and its document for all others.
///
/// # Errors
/// If the format can't show the result.
pub fn result<J: Serialize>(
    format: Format,
    surface: Option<impl Surface>,
    document: impl FnOnce() -> Document,
    record: impl FnOnce() -> J,
) -> Result<String, NotDrawn> {
    match format.layout() {
        Some(layout) => json(&record(), layout).map_err(NotDrawn::NotJson),
        None => draw(format, &document(), surface),
    }
}
