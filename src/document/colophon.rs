//! The end of every document: the source of the principles, and the program that made the document.

use super::{Document, Text, words};
use registry_maturity_core::catalogue::Edition;

/// The name of the program.
pub const NAME: &str = "registry-maturity";
/// The program with its version.
pub const PROGRAM: &str = concat!("registry-maturity ", env!("CARGO_PKG_VERSION"));

/// The parts of a colophon, for formats that need them separately.
#[derive(Clone, Debug)]
pub struct Colophon {
    /// The principles, with their edition, authors, publisher and date.
    pub principles: String,
    /// The address of their text.
    pub source: &'static str,
    /// The name of their licence.
    pub licence: &'static str,
    /// The address of the licence's text.
    pub licence_url: &'static str,
    /// How this project changed them.
    pub adaptation: &'static str,
    /// The program and its version.
    pub program: &'static str,
}

impl Document {
    /// The colophon of this document.
    #[must_use]
    pub fn colophon(&self) -> Colophon {
        Colophon::of(self.edition)
    }
}

impl Colophon {
    /// The colophon of a document about this edition.
    #[must_use]
    pub fn of(edition: &Edition) -> Colophon {
        Colophon {
            principles: format!(
                "{} {}, {}, {}, {}",
                edition.title,
                edition.id,
                words::and(edition.authors),
                edition.publisher,
                edition.published
            ),
            source: edition.source,
            licence: edition.licence,
            licence_url: edition.licence_url,
            adaptation: edition.adaptation,
            program: PROGRAM,
        }
    }

    /// The colophon in a line or two, for formats with little room.
    #[must_use]
    pub fn short(edition: &Edition) -> Text {
        Text::new().quiet(format!(
            "{} {}, {}, {}, {} ({}). {PROGRAM}.",
            edition.title,
            edition.id,
            edition.authors.join(", "),
            edition.published,
            edition.source,
            edition.licence,
        ))
    }

    /// The colophon as sentences.
    #[must_use]
    pub fn text(&self) -> Text {
        Text::from(format!("{}: ", self.principles))
            .link("", self.source)
            .plain(". Licence: ")
            .link(self.licence, self.licence_url)
            .plain(format!(". {} {}.", self.adaptation, self.program))
    }
}
