//! [`Overlay`]: what stands in the question's place for a while: a text being written, a choice, a search, a page.

use super::{entry::Entry, keys};
use crate::{
    document,
    questionnaire::{Event, Field, Found, Only, Question, Questionnaire, search::about_registry},
    render::terminal::{Terminal, terminal},
};
use registry_maturity_core::profile::Intent;

/// What stands in the question's place.
#[derive(Clone, Debug)]
pub(super) enum Overlay {
    /// A text that is being written.
    Writing(Writing),
    /// One of several things to choose.
    Menu(Menu),
    /// A search.
    Finder(Finder),
    /// Something to read.
    Page(Page),
}

/// A text that is being written, and what for.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    pub purpose: Purpose,
    pub entry: Entry,
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The registry's name.
    Name,
    /// The reason that is asked for, in answer to this.
    Reason(&'static str),
    /// A field of the answer.
    Field(Field),
}

/// One of several things to choose.
#[derive(Clone, Debug)]
pub(super) struct Menu {
    pub title: &'static str,
    pub items: Vec<Item>,
    pub at: usize,
}

/// Something to choose.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub label: String,
    /// What is said there now.
    pub value: String,
    pub choice: Choose,
}

/// What choosing it does.
#[derive(Clone, Debug)]
pub(super) enum Choose {
    Do(Event),
    Write(Field),
}

/// A search, and what it found.
#[derive(Clone, Debug, Default)]
pub(super) struct Finder {
    pub entry: Entry,
    pub at: usize,
}

/// Something to read.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub kind: Pages,
    pub scroll: usize,
}

/// What there is to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pages {
    Help,
    Explain,
    Tracks,
}

/// What a search leads to: a line, whether it can be gone to, and where.
pub(super) struct Hit {
    pub label: String,
    pub question: Question,
}

impl Purpose {
    /// Whether the text may have several lines.
    pub fn has_lines(self) -> bool {
        match self {
            Purpose::Name => false,
            Purpose::Reason(_) => true,
            Purpose::Field(field) => field.has_lines(),
        }
    }

    /// What it is called, and what to write.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Purpose::Name => ("What is the registry called?", ""),
            Purpose::Reason(question) => (question, "The reason becomes the note, which readers see."),
            Purpose::Field(field) => (field.name(), field.hint()),
        }
    }

    /// What the text does, once it is written.
    pub fn event(self, text: &str) -> Event {
        match self {
            Purpose::Name => Event::Name(text.to_owned()),
            Purpose::Reason(_) => Event::Reason(text.to_owned()),
            Purpose::Field(field) => Event::Write(field, text.to_owned()),
        }
    }
}

impl Writing {
    pub fn field(questionnaire: &Questionnaire, field: Field) -> Writing {
        let present = questionnaire.field(field).unwrap_or_default();
        Writing { purpose: Purpose::Field(field), entry: Entry::new(present) }
    }
}

impl Menu {
    fn new(title: &'static str, items: Vec<Item>) -> Menu {
        Menu { title, items, at: 0 }
    }

    pub fn intent() -> Menu {
        let items = [
            ("planned", "it will be done", Some(Intent::Planned)),
            ("exploring", "it is being looked into", Some(Intent::Exploring)),
            ("declined", "it will not be done; asks why", Some(Intent::Declined)),
            ("none", "nothing is said", None),
        ];
        let items = items.map(|(label, value, intent)| Item {
            label: label.to_owned(),
            value: value.to_owned(),
            choice: Choose::Do(Event::Intent(intent)),
        });
        Menu::new("What is meant to be done", items.into())
    }

    pub fn plan(questionnaire: &Questionnaire) -> Menu {
        Menu::new("The plan", Field::PLAN.map(|field| Item::field(questionnaire, field)).into())
    }

    pub fn more(questionnaire: &Questionnaire) -> Menu {
        let fields = Field::ALL.into_iter().filter(|field| !field.is_of_plan());
        let mut items = vec![Item::event("Looked at today, still holds", Event::Reviewed)];
        items.extend(fields.map(|field| Item::field(questionnaire, field)));
        items.push(Item::event("Take the whole answer back", Event::Clear));
        Menu::new("The answer", items)
    }

    pub fn filter(questionnaire: &Questionnaire) -> Menu {
        let meanings = [
            "every question that applies",
            "what has no answer yet",
            "what is not met",
            "what nobody has looked at for a year",
        ];
        let states = Only::ALL.into_iter().zip(meanings).map(|(only, meaning)| Item {
            label: only.id().to_owned(),
            value: meaning.to_owned(),
            choice: Choose::Do(Event::Only(only)),
        });
        let mut items: Vec<Item> = states.collect();
        items.push(Item::event("every track", Event::Tracks(Vec::new())));
        let tracks = questionnaire.profile().catalogue.tracks.iter();
        items.extend(tracks.map(|track| Item::event(track.name, Event::Tracks(vec![track.id]))));
        Menu::new("What to ask", items)
    }
}

impl Item {
    fn field(questionnaire: &Questionnaire, field: Field) -> Item {
        let value = questionnaire.field(field).unwrap_or_default();
        Item { label: field.name().to_owned(), value, choice: Choose::Write(field) }
    }

    fn event(label: &str, event: Event) -> Item {
        Item { label: label.to_owned(), value: String::new(), choice: Choose::Do(event) }
    }
}

impl Finder {
    /// What there is to go to: what the words find, or everything.
    pub fn hits(&self, questionnaire: &Questionnaire) -> Vec<Hit> {
        let catalogue = questionnaire.profile().catalogue;
        let words = self.entry.text().trim();
        let hit = |found: Found, indent: &str| Hit {
            label: format!("{indent}{} ({})", found.title, found.id),
            question: found.question,
        };
        if !words.is_empty() {
            return questionnaire.search(words).into_iter().map(|found| hit(found, "")).collect();
        }
        let mut hits: Vec<Hit> = about_registry().into_iter().map(|found| hit(found, "")).collect();
        for track in catalogue.tracks {
            if let Ok(question) = questionnaire.find(track.id.as_str()) {
                hits.push(Hit { label: track.name.to_owned(), question });
            }
            hits.extend(track.capabilities.iter().map(|own| hit(Found::of(own), "  ")));
        }
        hits
    }
}

impl Page {
    pub fn new(kind: Pages) -> Page {
        Page { kind, scroll: 0 }
    }

    /// The page's lines, as wide as told.
    pub fn lines(&self, questionnaire: &Questionnaire, width: usize, unicode: bool) -> Vec<String> {
        match self.kind {
            Pages::Help => help(width),
            Pages::Explain => {
                let catalogue = questionnaire.profile().catalogue;
                let Some(capability) = questionnaire.question().capability(catalogue) else {
                    return vec!["There is no page about this.".to_owned()];
                };
                let look = Terminal { width, unicode, colour: false };
                terminal(&document::capability(catalogue, capability), look)
                    .lines()
                    .map(str::to_owned)
                    .collect()
            }
            Pages::Tracks => {
                let tracks = questionnaire.view().tracks;
                tracks.iter().flat_map(|track| wrapped(&track.in_words(), width, "", "  ")).collect()
            }
        }
    }
}

fn help(width: usize) -> Vec<String> {
    let answers = "m p u d x  answer the question: met, partly met, not met, not known, does not apply";
    let reviewed = "an answer that says when it was reviewed says today once it is given anew";
    let scroll = "↑ ↓ PgUp PgDn  move the text";
    let keys = keys::BINDINGS.iter().map(|binding| format!("{}  {}", binding.name, binding.meaning));
    let all = std::iter::once(answers.to_owned()).chain(keys).chain([scroll, reviewed].map(str::to_owned));
    all.flat_map(|line| wrapped(&line, width, "", "    ")).collect()
}

/// A line, wrapped at words.
pub(super) fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = textwrap::Options::new(width.max(8))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}
