//! [`Document`]: the content of a result, in a few kinds of blocks, before a format draws it.
//!
//! All wording is done here; `render` only draws it, and has words of its own only for the controls and pictures of a
//! page. Texts are unchanged: each format makes them safe itself, because only it knows what is dangerous.

mod capability;
mod colophon;
mod comparison;
pub mod check;
pub mod warning;
pub mod annotation;
mod history;
pub(crate) mod improvement;
mod matrix;
mod progress;
mod report;
mod roadmap;
mod scorecard;
mod site;
pub(crate) mod labels;
pub mod words;

pub use capability::{NO_PAGE, capability, catalogue, rule, rules, ruling, subjects};
pub use colophon::{Colophon, NAME, PROGRAM};
pub use comparison::{ComparisonView, Pages, comparison, comparison_sheet};
pub use history::history;
pub(crate) use matrix::MATRIX_COLUMNS;
pub use matrix::{Matrix, MatrixColumn, MatrixRow, MatrixTrack, Order};
pub use progress::{Sides, progress};
pub use report::{Disclosure, Filter, report, score};
pub use roadmap::{Manner, Style, roadmap, roadmap_sheet};
pub use scorecard::{Reach, Role, Rung, RungItem, Score, legend, levels, statuses};
pub(crate) use scorecard::{SCORE_COLUMNS, SUBJECT, could_be_means, described_by_track, level_change};
pub use site::{SiteRegistry, capability_page, changes, registry_page, with_changes};

use std::borrow::Cow;

use registry_maturity_core::{
    catalogue::{Capability, Catalogue, Edition, Level, Rule},
    date::Date,
    profile::{Intent, Status},
};

/// Content that any format can draw.
#[derive(Clone, Debug)]
pub struct Document {
    /// A registry's name, or a description of the whole document. Formats draw it first.
    pub title: String,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The edition that it is about. Its source, authors and licence are at the end.
    pub edition: &'static Edition,
    /// The items of its checklists that are shown first, in formats with filters.
    pub view: ChecklistView,
    /// The orders in which its tables and its matrix can be seen, the first one being how they are; empty if there is
    /// no choice.
    pub orders: Vec<Order>,
    /// The general rules that apply to its answers. Only formats with collapsed details show them.
    pub rules: &'static [Rule],
}

/// The items of a checklist that are shown first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChecklistView {
    /// Every capability.
    #[default]
    Everything,
    /// Only the gaps.
    Gaps,
}

/// A part of a [`Document`].
#[derive(Clone, Debug)]
pub enum Block {
    /// Begins a section, which ends at the next heading that is not deeper.
    Heading(Heading),
    /// Sentences, which formats wrap at their own width.
    Paragraph(Text),
    /// Pairs of a name and a value.
    Facts(Vec<Fact>),
    /// An unordered list.
    List(Vec<Text>),
    /// The levels of tracks.
    Scorecard(Vec<Score>),
    /// Capabilities with their statuses.
    Checklist(Vec<ChecklistItem>),
    /// Registries against capabilities.
    Matrix(Matrix),
    /// Rows of texts under named columns.
    Table(Table),
    /// A command to copy, in parts between which lines can break. Arguments are already quoted.
    Command(Vec<String>),
    /// Levels over time. The table that follows has the same content, so formats can leave it out.
    Chart(Chart),
}

/// The heading of a section.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 for headings below the title, 2 for those below them.
    pub depth: u8,
    /// The text, without markup.
    pub text: String,
    /// The id to link to.
    pub anchor: Option<String>,
}

/// A name with its value.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The name of its column in spreadsheets, which stays the same; empty for facts that are in none.
    pub column: &'static str,
    /// The name for readers.
    pub name: &'static str,
    /// The value, which can have links.
    pub value: Text,
}

/// A text, as a sequence of parts with different meanings.
#[derive(Clone, Debug, Default)]
pub struct Text(pub Vec<Inline>);

/// The words of a part of a [`Text`]. Those of the catalogue are borrowed from it.
pub type Words = Cow<'static, str>;

/// A part of a [`Text`].
#[derive(Clone, Debug)]
pub enum Inline {
    /// Words without emphasis.
    Plain(Words),
    /// Words with emphasis, such as bold type.
    Strong(Words),
    /// Words of secondary importance, which some formats show in grey.
    Quiet(Words),
    /// Something to type, or an id.
    Code(Words),
    /// An address or path, which becomes a link if that is safe.
    Link {
        /// The text of the link; the address itself if this is empty.
        text: Words,
        /// An address or a path, as it is in the profile or the catalogue.
        url: Words,
    },
    /// A link to another page of the same site; only its text if there is no site.
    Page {
        /// The text of the link.
        text: Words,
        /// The path, from this page.
        path: Words,
    },
    /// A status in words.
    Status(Status, Words),
    /// A status as a mark, whose shape the format chooses.
    Mark(Status),
    /// An abbreviation, with the same in words for people who listen.
    Abbreviated {
        /// What readers see.
        short: String,
        /// The same spelled out, which screen readers read aloud instead.
        full: String,
    },
    /// A date, which no line break divides.
    Date(Date),
    /// A line break, in formats with room for it.
    Break,
}

/// A capability in a [`Block::Checklist`].
#[derive(Clone, Debug)]
pub struct ChecklistItem {
    /// The capability itself. Only formats with collapsed details show its boundary cases.
    pub capability: &'static Capability,
    /// The id of its track, by which pages filter.
    pub track: &'static str,
    /// The status that follows from its answer; unknown without one.
    pub status: Status,
    /// Its status in words.
    pub state: Text,
    /// The rulings that its answer cites, for formats without details.
    pub cited: Text,
    /// The note of its answer.
    pub note: Option<String>,
    /// The evidence of its answer and of its clauses, for formats without details.
    pub sources: Text,
    /// What its status means for the track's level.
    pub role: Option<Role>,
    /// Whether it is answered.
    pub answered: bool,
    /// Whether it is met with evidence.
    pub evidenced: bool,
    /// What the operator intends; `None` if the answer does not say.
    pub intent: Option<Intent>,
    /// Its other columns in a table. Every item of a list has the same ones.
    pub columns: Vec<Fact>,
    /// Its details, which are folded in formats that can do so. Every item of a list has the same ones, with an empty
    /// value if there is nothing to say.
    pub details: Vec<Fact>,
}

/// The levels of a registry's tracks over time.
#[derive(Clone, Debug)]
pub struct Chart {
    /// A description for people who cannot see it.
    pub caption: String,
    /// The names of the versions, oldest first.
    pub versions: Vec<String>,
    /// The lines, each with a level for each version.
    pub lines: Vec<ChartLine>,
}

/// A line of a [`Chart`].
#[derive(Clone, Debug)]
pub struct ChartLine {
    /// The track's name, which labels the line.
    pub name: &'static str,
    /// Its level at each step; `None` if it had none.
    pub levels: Vec<Option<Level>>,
}

/// A table, with a head for each column.
#[derive(Clone, Debug)]
pub struct Table {
    /// A description for people who cannot see it.
    pub caption: String,
    /// The heads of the columns, for readers.
    pub columns: Vec<String>,
    /// The rows, with a cell for each column.
    pub rows: Vec<Vec<Text>>,
}

impl Document {
    /// A document without blocks.
    pub fn new(title: impl Into<String>, catalogue: &'static Catalogue) -> Document {
        Document {
            title: title.into(),
            blocks: Vec::new(),
            edition: &catalogue.edition,
            view: ChecklistView::default(),
            orders: Vec::new(),
            rules: &[],
        }
    }

    /// Adds a [`Heading`] at the end. `anchor` is the id to link to.
    pub fn heading(&mut self, depth: u8, text: impl Into<String>, anchor: Option<&str>) {
        self.blocks.push(Block::Heading(Heading {
            depth,
            text: text.into(),
            anchor: anchor.map(str::to_owned),
        }));
    }

    /// Adds a [`Block::Paragraph`] at the end.
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }
}

impl Heading {
    /// The heading of a track in a matrix.
    pub(crate) fn of_track(track: &MatrixTrack) -> Heading {
        Heading { depth: 2, text: track.name.to_owned(), anchor: Some(track.id.to_owned()) }
    }
}

impl Text {
    /// A text without parts.
    #[must_use]
    pub fn new() -> Text {
        Text::default()
    }

    /// A copy of words that come from a profile.
    #[must_use]
    pub fn copy(words: &str) -> Text {
        if words.is_empty() { Text::new() } else { Text::new().plain(words.to_owned()) }
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it has several parts with line breaks between them, as opposed to a text that has line feeds in it.
    pub(crate) fn is_list(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Inline::Break))
    }

    /// Appends words without emphasis.
    #[must_use]
    pub fn plain(self, text: impl Into<Words>) -> Text {
        self.with(Inline::Plain(text.into()))
    }

    /// Appends words with emphasis.
    #[must_use]
    pub fn strong(self, text: impl Into<Words>) -> Text {
        self.with(Inline::Strong(text.into()))
    }

    /// Appends words of secondary importance.
    #[must_use]
    pub fn quiet(self, text: impl Into<Words>) -> Text {
        self.with(Inline::Quiet(text.into()))
    }

    /// Appends something to type, or an id.
    #[must_use]
    pub fn code(self, text: impl Into<Words>) -> Text {
        self.with(Inline::Code(text.into()))
    }

    /// Appends a link, with its own text unless that is empty.
    #[must_use]
    pub fn link(self, text: impl Into<Words>, url: impl Into<Words>) -> Text {
        self.with(Inline::Link { text: text.into(), url: url.into() })
    }

    /// Appends a date, which no line break divides.
    #[must_use]
    pub fn date(self, date: Date) -> Text {
        self.with(Inline::Date(date))
    }

    /// Appends a part of any kind.
    #[must_use]
    pub fn with(mut self, part: Inline) -> Text {
        self.0.push(part);
        self
    }

    /// Joins texts with line breaks.
    pub fn lines(texts: impl IntoIterator<Item = Text>) -> Text {
        let mut texts = texts.into_iter().filter(|text| !text.is_empty());
        let first = texts.next().unwrap_or_default();
        texts.fold(first, |mut all, text| {
            all.0.push(Inline::Break);
            all.0.extend(text.0);
            all
        })
    }

    /// The words without markup, with a line feed for each line break.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = String::new();
        for part in &self.0 {
            match part {
                Inline::Plain(text) | Inline::Strong(text) | Inline::Quiet(text) | Inline::Code(text) => {
                    words += text;
                }
                Inline::Status(_, text) => words += text,
                Inline::Mark(status) => words += words::mark(*status),
                Inline::Abbreviated { short, .. } => words += short,
                Inline::Date(date) => words += &date.to_string(),
                Inline::Page { text, .. } => words += text,
                Inline::Link { text, url } => words += if text.is_empty() { url } else { text },
                Inline::Break => words.push('\n'),
            }
        }
        words
    }
}

impl From<Date> for Text {
    fn from(date: Date) -> Text {
        Text::new().date(date)
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Text {
        if text.is_empty() { Text::new() } else { Text::new().plain(text) }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        if text.is_empty() { Text::new() } else { Text::new().plain(text) }
    }
}

impl ChecklistItem {
    /// The status in words, the cited rulings and the note, each on a line of its own.
    pub(crate) fn state_and_note(&self) -> Text {
        let note = self.note.as_ref().map_or_else(Text::new, |note| Text::new().quiet(words::note(note)));
        Text::lines([self.state.clone(), self.cited.clone(), note])
    }

    /// Whether it is a gap.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.status.is_gap()
    }
}

impl Fact {
    /// A name with its value.
    pub fn new(name: &'static str, value: impl Into<Text>) -> Fact {
        Fact { column: "", name, value: value.into() }
    }

    /// A name with its value, which has a column in spreadsheets.
    pub(crate) fn in_column(column: &'static str, name: &'static str, value: impl Into<Text>) -> Fact {
        Fact { column, ..Fact::new(name, value) }
    }
}

/// The heads of the columns of a checklist before those of [`ChecklistItem::columns`].
pub(crate) const ITEM_COLUMNS: [&str; 3] = [labels::LEVEL, labels::CAPABILITY, labels::STATE];

/// The columns that are not empty for every item: their indexes in [`ChecklistItem::columns`], with their names.
pub(crate) fn columns_in_use(items: &[ChecklistItem]) -> Vec<(usize, &'static str)> {
    let Some(first) = items.first() else { return Vec::new() };
    let says =
        |item: &ChecklistItem, at: usize| item.columns.get(at).is_some_and(|fact| !fact.value.is_empty());
    let used = first.columns.iter().enumerate().filter(|(at, _)| items.iter().any(|item| says(item, *at)));
    used.map(|(at, fact)| (at, fact.name)).collect()
}
