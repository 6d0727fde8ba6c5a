//! [`Event`]: everything that can be done in the questionnaire, in either interface.

use std::collections::BTreeSet;

use super::{
    field::AnswerField,
    question::{Only, Question},
};
use registry_maturity_core::{
    catalogue::{Hosting, Level, RulingId, TrackId},
    profile::{Intent, Status},
};

/// Something that the operator does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Moves on to the next question.
    Next,
    /// Moves on to the next capability, past the other clauses of this one.
    PastClauses,
    /// Goes back to the previous question.
    Back,
    /// Goes to a question.
    Go(Question),
    /// Asks about the capability as a whole.
    Whole,
    /// Asks about the capability clause by clause.
    ByClause,
    /// Asks only what is in this state.
    Only(Only),
    /// Asks only about these tracks, or about all of them if the list is empty.
    Tracks(Vec<TrackId>),
    /// Sets the registry's name. The first name creates the profile.
    Name(String),
    /// Sets the registry's address; an empty text removes it.
    Address(String),
    /// Sets who assesses; an empty text removes it.
    Assessor(String),
    /// Sets the day of the assessment; an empty text means today.
    AssessedOn(String),
    /// Says whether there are user accounts, with the registry's own log-in; `None` removes the answer.
    Accounts(Option<bool>),
    /// Says that there are user accounts, and that these services provide log-in. Without a name, asks for one.
    Providers(Vec<String>),
    /// Says what the registry hosts; `None` removes the answer.
    Hosting(Option<BTreeSet<Hosting>>),
    /// Assesses a track that the taxonomy leaves out; asks for the reason.
    AlsoAssess(TrackId),
    /// Leaves it out again.
    LeaveOut(TrackId),
    /// Sets the level that a track should reach; `None` removes it.
    Target(TrackId, Option<Level>),
    /// Says how far it is met.
    Status(Status),
    /// Says that it is met, and that the identity provider named in the taxonomy provides it.
    Provided,
    /// Answers as this ruling decides.
    Ruling(RulingId),
    /// Says what is intended; `None` removes the intent.
    Intent(Option<Intent>),
    /// Answers the [prompt](super::Prompt).
    Reason(String),
    /// Leaves the prompt without an answer.
    NoReason,
    /// Writes a field; an empty text removes it.
    Write(AnswerField, String),
    /// Adds evidence: one address or path per line, or several addresses separated by spaces.
    AddEvidence(String),
    /// Removes the evidence with this number, from 1.
    RemoveEvidence(usize),
    /// Removes the whole plan.
    RemovePlan,
    /// Confirms that the answer still holds today.
    StillTrue,
    /// Removes the whole answer, with its evidence, note and plan.
    Clear,
    /// Undoes the last change.
    Undo,
    /// Redoes the change that was undone last.
    Redo,
    /// Handles all of these as one change, or none of them if one is refused. Undoing and redoing cannot be among them.
    Together(Vec<Event>),
}

/// Where to go once something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// Stays at the question.
    Stay,
    /// To the next question.
    Next,
    /// To the next capability, past the other clauses of this one.
    PastClauses,
}

impl After {
    /// The event that does nothing but move on in this way; `None` to stay.
    #[cfg(feature = "tui")]
    pub(super) fn event(self) -> Option<Event> {
        match self {
            After::Stay => None,
            After::Next => Some(Event::Next),
            After::PastClauses => Some(Event::PastClauses),
        }
    }
}

impl Event {
    /// Where to go after an answer to a question.
    pub(super) const fn after(&self) -> After {
        match self {
            // The review is that of the answer with all of its parts.
            Event::StillTrue => After::PastClauses,
            _ => After::Next,
        }
    }

    /// Whether it says who provides what the answer is about.
    pub(super) fn names_provider(&self) -> bool {
        match self {
            Event::Provided | Event::Write(AnswerField::DelegatedTo, _) => true,
            Event::Together(events) => events.iter().any(Event::names_provider),
            _ => false,
        }
    }
}

/// The intents as interfaces offer them: the word, what it means, and the intent.
pub const INTENTS: [(&str, &str, Option<Intent>); 4] = [
    (Intent::Planned.id(), Intent::Planned.meaning(), Some(Intent::Planned)),
    (Intent::Exploring.id(), Intent::Exploring.meaning(), Some(Intent::Exploring)),
    (Intent::Declined.id(), Intent::Declined.meaning(), Some(Intent::Declined)),
    ("none", "no intent", None),
];
