//! [`Request`]: what the page asks for.

use registry_maturity::{
    document::Disclosure,
    questionnaire::{AnswerField, Event, Only, Questionnaire},
    render::format::Format,
};
use registry_maturity_core::{
    catalogue::{Level, UnknownId},
    date::Date,
};
use serde::Deserialize;

/// Something that the page asks for. The texts that belong to it follow the line of JSON.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Request {
    /// Opens a profile. Texts: the profile's bytes and, if that is another text, how it was when it was first opened.
    Open {
        /// The name of the file that was opened, for messages and downloads.
        name: String,
        /// Today in UTC, as YYYY-MM-DD: the date of answers that are given.
        as_of: String,
        /// The question to go to, instead of the first that is open.
        at: Option<String>,
    },
    /// Does something in the questionnaire. Text: the profile as it is kept.
    Act {
        action: OperatorAction,
        /// Whether to move on to the next question if it was done.
        #[serde(default)]
        moves_on: bool,
    },
    /// Takes back what was done last, because it could not be kept.
    Revert {
        /// Why it could not be kept, for the message.
        why: String,
    },
    /// What to show, unchanged.
    View,
    /// The questions that match all of these words, or every question if there are no words.
    List {
        /// Separated by spaces, in any order.
        words: String,
    },
    /// What a pasted text is: addresses, or something else. Text: what was pasted.
    Pasted,
    /// Adds a profile to those that are compared. Text: its bytes.
    Add {
        /// The name of its file, for messages and results.
        name: String,
    },
    /// Removes one of the profiles that are compared.
    Remove {
        /// Its place among them, from 0.
        at: usize,
    },
    /// A result in a format.
    Result {
        /// What it is about.
        of: RequestedResult,
        /// The format's name or alias, as `--format` takes it.
        format: String,
        /// How much readers may see: `public`, `usual` or `internal`.
        disclosure: String,
    },
    /// The program's own vocabulary: keys, filters, rules.
    Vocabulary,
}

/// What a result is about.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RequestedResult {
    /// Levels and gaps.
    Report,
    /// The gaps in order.
    Roadmap,
    /// The roadmap for sponsors.
    Fundable,
    /// The roadmap as a proposal.
    Grant,
    /// The profile beside others.
    Comparison,
    /// What changed since it was opened.
    #[serde(rename = "changes")]
    Progress,
    /// The page about the capability that is asked about.
    Capability,
    /// Everything that the principles ask for.
    Catalogue,
}

/// Something that the operator does, as the page words it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OperatorAction {
    /// Chooses the answer with this word, as the question offers it.
    Choose(String),
    Next,
    Back,
    /// Goes to the question with this id or number.
    Jump(String),
    Whole,
    ByClause,
    Only(String),
    /// Asks only about these tracks, or about all if the list is empty.
    Tracks(Vec<String>),
    Name(String),
    Address(String),
    Assessor(String),
    /// Assesses a track that the taxonomy leaves out; the reason is asked for.
    AlsoAssess(String),
    LeaveOut(String),
    Target(String, Option<u8>),
    Ruling(String),
    /// An intent, or `none`.
    Intent(String),
    Reason(String),
    NoReason,
    Write(String, String),
    AddEvidence(String),
    StillTrue,
    Clear,
    Undo,
    Redo,
    Together(Vec<OperatorAction>),
}

impl Request {
    /// The request in these bytes, and the texts that belong to it.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Request, Vec<&[u8]>), String> {
        let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
        let (line, rest) = bytes.split_at(end);
        let Framed { lengths, request } = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        let mut rest = rest.get(1..).unwrap_or_default();
        let mut parts = Vec::new();
        for length in lengths {
            let (part, others) = rest.split_at_checked(length).ok_or("a text is cut short")?;
            parts.push(part);
            rest = others;
        }
        Ok((request, parts))
    }
}

/// A request with the lengths of its texts, in bytes.
#[derive(Deserialize)]
struct Framed {
    #[serde(default)]
    lengths: Vec<usize>,
    request: Request,
}

impl OperatorAction {
    /// The event that it means at the current question.
    pub(crate) fn event(self, questionnaire: &Questionnaire) -> Result<Event, String> {
        let catalogue = questionnaire.profile().catalogue();
        let track = |id: &str| catalogue.track(id).map(|track| track.id).map_err(|_| no_such("track", id));
        Ok(match self {
            OperatorAction::Choose(word) => {
                let choice = questionnaire.view().choices.into_iter().find(|choice| choice.word == word);
                choice.ok_or_else(|| no_such("answer", &word))?.event
            }
            OperatorAction::Next => Event::Next,
            OperatorAction::Back => Event::Back,
            OperatorAction::Jump(id) => Event::Go(questionnaire.find(&id)?),
            OperatorAction::Whole => Event::Whole,
            OperatorAction::ByClause => Event::ByClause,
            OperatorAction::Only(id) => {
                Event::Only(Only::from_id(&id).ok_or_else(|| no_such("filter", &id))?)
            }
            OperatorAction::Tracks(ids) => {
                Event::Tracks(ids.iter().map(|id| track(id)).collect::<Result<_, _>>()?)
            }
            OperatorAction::Name(text) => Event::Name(text),
            OperatorAction::Address(text) => Event::Address(text),
            OperatorAction::Assessor(text) => Event::Assessor(text),
            OperatorAction::AlsoAssess(id) => Event::AlsoAssess(track(&id)?),
            OperatorAction::LeaveOut(id) => Event::LeaveOut(track(&id)?),
            OperatorAction::Target(id, level) => {
                Event::Target(track(&id)?, level.map(self::level).transpose()?)
            }
            OperatorAction::Ruling(id) => {
                let ruling = questionnaire.view().rulings.into_iter().find(|ruling| ruling.id.as_str() == id);
                Event::Ruling(ruling.ok_or_else(|| no_such("ruling", &id))?.id)
            }
            OperatorAction::Intent(id) if id == "none" => Event::Intent(None),
            OperatorAction::Intent(id) => {
                Event::Intent(Some(id.parse().map_err(|error: UnknownId| error.to_string())?))
            }
            OperatorAction::Reason(text) => Event::Reason(text),
            OperatorAction::NoReason => Event::NoReason,
            OperatorAction::Write(word, text) => {
                Event::Write(AnswerField::from_word(&word).ok_or_else(|| no_such("field", &word))?, text)
            }
            OperatorAction::AddEvidence(text) => Event::AddEvidence(text),
            OperatorAction::StillTrue => Event::StillTrue,
            OperatorAction::Clear => Event::Clear,
            OperatorAction::Undo => Event::Undo,
            OperatorAction::Redo => Event::Redo,
            OperatorAction::Together(actions) => {
                let events = actions.into_iter().map(|action| action.event(questionnaire));
                Event::Together(events.collect::<Result<_, _>>()?)
            }
        })
    }
}

/// Today's date, as the page gives it.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error| format!("{text}: {error}"))
}

/// The format of this name.
pub(crate) fn format(name: &str) -> Result<Format, String> {
    Format::named(name).filter(|format| is_offered(*format)).ok_or_else(|| no_such("format", name))
}

/// Whether the page offers a format: it has no terminal, and gives each result as a whole.
pub(crate) fn is_offered(format: Format) -> bool {
    !format.is_on_screen() && !format.is_lines()
}

/// How much readers may see.
pub(crate) fn disclosure(word: &str) -> Result<Disclosure, String> {
    match word {
        "public" => Ok(Disclosure::Public),
        "usual" => Ok(Disclosure::Usual),
        "internal" => Ok(Disclosure::Internal),
        other => Err(no_such("disclosure", other)),
    }
}

fn level(number: u8) -> Result<Level, String> {
    Level::new(number).ok_or_else(|| no_such("level", &number.to_string()))
}

fn no_such(what: &str, id: &str) -> String {
    format!("There is no {what} `{id}`.")
}
