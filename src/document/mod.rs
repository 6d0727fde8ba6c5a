//! [`Document`]: what is to be said, in a few kinds of blocks, before any format draws it.
//!
//! Words are chosen here, once; `render` draws them many times. Texts are as they were given: to make them safe is the
//! task of each format, which alone knows what is dangerous in it.

mod capability;
mod colophon;
mod comparison;
pub mod check;
pub mod warning;
pub mod annotation;
mod history;
mod progress;
mod report;
mod roadmap;
mod scorecard;
pub mod words;

pub use capability::{capability, catalogue, rules, ruling, subjects};
pub use colophon::{Colophon, NAME, PROGRAM};
pub use comparison::comparison;
pub use history::history;
pub use progress::{Sides, progress};
pub use report::{Disclosure, Filter, report, score};
pub use roadmap::{Manner, Style, roadmap, roadmap_sheet};
pub use scorecard::{Mark, Reach, Role, Rung, SCORE_COLUMNS, Score, legend, statuses};

use registry_maturity_core::{
    catalogue::{Catalogue, Edition, Level},
    date::Date,
    profile::{Intent, Status},
};

/// Something to be read, in any format.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// The edition that it speaks of: its source, authors and licence stand at the end.
    pub edition: &'static Edition,
    /// What is shown of its checklists before the reader chooses, in a format that lets readers choose.
    pub view: ChecklistView,
}

/// What is shown of a checklist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChecklistView {
    /// Every capability.
    #[default]
    Everything,
    /// The gaps alone.
    Gaps,
}

/// A part of a [`Document`].
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Text),
    /// Names with their values.
    Facts(Vec<Fact>),
    /// Points without an order.
    List(Vec<Text>),
    /// Where tracks stand.
    Scorecard(Vec<Score>),
    /// Capabilities, each with how far it is met.
    Checklist(Vec<ChecklistItem>),
    /// Anything else in rows and columns.
    Table(Table),
    /// A command to copy, in parts between which a line may be broken; arguments are quoted already.
    Command(Vec<String>),
    /// Levels over time; a table beside it says the same, so that a format may leave it out.
    Chart(Chart),
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 below the title, 2 below that.
    pub depth: u8,
    /// The words.
    pub text: String,
    /// The id to link to.
    pub anchor: Option<String>,
}

/// A name with its value.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The name.
    pub name: &'static str,
    /// The value.
    pub value: Text,
}

/// A line of text made of differently meant parts.
#[derive(Clone, Debug, Default)]
pub struct Text(pub Vec<Inline>);

/// A part of a [`Text`].
#[derive(Clone, Debug)]
pub enum Inline {
    /// Plain words.
    Plain(String),
    /// What should be seen first.
    Strong(String),
    /// What can be seen last.
    Quiet(String),
    /// What is to be typed, or an id.
    Code(String),
    /// An address or path; a link where it is safe to be one.
    Link {
        /// The words; the address itself where they are empty.
        text: String,
        /// The address.
        url: String,
    },
    /// How far something is met, in words.
    Status(Status, String),
    /// How far something is met, as a mark whose shape a format may choose.
    Mark(Status),
    /// A day, which is not broken where a line ends.
    Date(Date),
    /// Parts that stand each on a line of their own where there is room.
    Break,
}

/// A capability in a [`Block::Checklist`].
#[derive(Clone, Debug)]
pub struct ChecklistItem {
    /// Its id, for links and for quoting.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// Its track's id.
    pub track: &'static str,
    /// Its level.
    pub level: Level,
    /// How far it is met.
    pub status: Status,
    /// How far it is met, in words.
    pub state: Text,
    /// What readers should know of the answer.
    pub note: Option<String>,
    /// What its status means for the track's level.
    pub role: Option<Role>,
    /// Whether there is an answer at all.
    pub answered: bool,
    /// Whether it is met and shows evidence.
    pub evidenced: bool,
    /// What the operator means to do.
    pub intent: Option<Intent>,
    /// What stands beside it in a table; the same names for each item of a list.
    pub columns: Vec<Fact>,
    /// What is worth a look more, folded away where a format can; the same names for each item of a list, the value
    /// empty where there is nothing to tell.
    pub details: Vec<Fact>,
}

/// Levels over time.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What it shows, for those who do not see it.
    pub caption: String,
    /// The names of the steps, oldest first.
    pub steps: Vec<String>,
    /// The lines, each with as many levels as there are steps.
    pub lines: Vec<ChartLine>,
}

/// A line of a [`Chart`].
#[derive(Clone, Debug)]
pub struct ChartLine {
    /// Its name.
    pub name: &'static str,
    /// Its level at each step; none where there is none.
    pub levels: Vec<Option<Level>>,
}

/// Rows and columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it shows, for those who do not see it.
    pub caption: String,
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows; as many cells each as there are columns.
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
        }
    }

    /// Adds a heading.
    pub fn heading(&mut self, depth: u8, text: impl Into<String>, anchor: Option<&str>) {
        self.blocks.push(Block::Heading(Heading {
            depth,
            text: text.into(),
            anchor: anchor.map(str::to_owned),
        }));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }
}

impl Text {
    /// A text without parts.
    #[must_use]
    pub fn new() -> Text {
        Text::default()
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same with plain words after it.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Text {
        self.with(Inline::Plain(text.into()))
    }

    /// The same with words after it that should be seen first.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Text {
        self.with(Inline::Strong(text.into()))
    }

    /// The same with words after it that can be seen last.
    #[must_use]
    pub fn quiet(self, text: impl Into<String>) -> Text {
        self.with(Inline::Quiet(text.into()))
    }

    /// The same with something to type, or an id, after it.
    #[must_use]
    pub fn code(self, text: impl Into<String>) -> Text {
        self.with(Inline::Code(text.into()))
    }

    /// The same with an address after it, under words of its own if they are not empty.
    #[must_use]
    pub fn link(self, text: impl Into<String>, url: impl Into<String>) -> Text {
        self.with(Inline::Link { text: text.into(), url: url.into() })
    }

    /// The same with a day after it.
    #[must_use]
    pub fn date(self, date: Date) -> Text {
        self.with(Inline::Date(date))
    }

    /// The same with a part after it.
    #[must_use]
    pub fn with(mut self, part: Inline) -> Text {
        self.0.push(part);
        self
    }

    /// Several texts as one, each on a line of its own where there is room.
    pub fn lines(texts: impl IntoIterator<Item = Text>) -> Text {
        let mut all = Text::new();
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            if !all.is_empty() {
                all.0.push(Inline::Break);
            }
            all.0.extend(text.0);
        }
        all
    }

    /// The words alone, lines joined by a line feed.
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
                Inline::Date(date) => words += &date.to_string(),
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

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        if text.is_empty() { Text::new() } else { Text::new().plain(text) }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::new().plain(text)
    }
}

impl ChecklistItem {
    /// How far it is met, with the note below.
    #[must_use]
    pub fn state_and_note(&self) -> Text {
        let note = self.note.as_ref().map_or_else(Text::new, |note| Text::new().quiet(note));
        Text::lines([self.state.clone(), note])
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
        Fact { name, value: value.into() }
    }
}

/// The columns that say something of any item, as places in [`ChecklistItem::columns`] with their names.
#[must_use]
pub fn columns_in_use(items: &[ChecklistItem]) -> Vec<(usize, &'static str)> {
    let Some(first) = items.first() else { return Vec::new() };
    let says =
        |item: &ChecklistItem, at: usize| item.columns.get(at).is_some_and(|fact| !fact.value.is_empty());
    let used = first.columns.iter().enumerate().filter(|(at, _)| items.iter().any(|item| says(item, *at)));
    used.map(|(at, fact)| (at, fact.name)).collect()
}
