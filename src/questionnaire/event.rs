//! [`Event`]: everything that can be done in the questionnaire, whichever face it was done in.

use std::collections::BTreeSet;

use super::{
    field::Field,
    question::{Only, Question},
};
use registry_maturity_core::{
    catalogue::{Hosting, TrackId},
    profile::{Intent, Status},
};

/// Something that the operator does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Goes on to the question after this one.
    Next,
    /// Goes back to the question before this one.
    Back,
    /// Goes to a question.
    Go(Question),
    /// Asks about the capability as a whole.
    Whole,
    /// Asks about the capability clause by clause.
    ByClause,
    /// Asks only what is in this state.
    Only(Only),
    /// Asks only about these tracks; about all if none is named.
    Tracks(Vec<TrackId>),
    /// Says what the registry is called.
    Name(String),
    /// Says whether there are user accounts; nothing takes the answer back.
    Accounts(Option<bool>),
    /// Says what the registry takes in; nothing takes the answer back.
    Hosting(Option<BTreeSet<Hosting>>),
    /// Says how far it is met.
    Status(Status),
    /// Says what is meant to be done; nothing takes it back.
    Intent(Option<Intent>),
    /// Gives the reason that was asked for.
    Reason(String),
    /// Gives no reason, and leaves the answer as it was.
    NoReason,
    /// Writes a field; an empty text removes it.
    Write(Field, String),
    /// Adds a piece of evidence.
    AddEvidence(String),
    /// Removes the piece of evidence of this number, from 1.
    RemoveEvidence(usize),
    /// Says that the answer was looked at today and still holds.
    Reviewed,
    /// Takes the answer back.
    Clear,
    /// Takes the last change back.
    Undo,
}
