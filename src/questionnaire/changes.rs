//! [`Changes`]: the changes of the profile's text, for undo and redo.

use std::{fmt, rc::Rc};

use super::{
    Event, Notice, Question, Questionnaire, answering::Changed, effects, first_message, view::NOT_ANSWERED,
};
use crate::document::words;
use registry_maturity_core::{
    catalogue::CapabilityId,
    profile::{self, Edit, Profile},
};

/// The maximum number of changes to undo.
const UNDO_DEPTH: usize = 200;
/// The maximum total size of the texts before and after these changes.
const UNDO_BYTES: usize = 16 << 20;

/// The changes that were made and undone, both with the newest last.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    made: Vec<MadeChange>,
    undone: Vec<MadeChange>,
}

/// One change.
#[derive(Clone, Debug)]
struct MadeChange {
    /// The question at which it was made.
    question: Question,
    what: Description,
    before: Rc<str>,
    after: Rc<str>,
    edits: Vec<Edit>,
    /// The edits that undo it, in order.
    inverse: Vec<Edit>,
}

/// The description of a change, for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    parts: Vec<String>,
    /// The id of the capability or clause.
    about: Option<String>,
}

impl Description {
    pub(super) fn new(what: impl Into<String>) -> Description {
        Description { parts: vec![what.into()], about: None }
    }

    pub(super) fn about(what: impl Into<String>, id: &impl ToString) -> Description {
        Description { about: Some(id.to_string()), ..Description::new(what) }
    }

    /// Adds another change, and names the id only once if it is the same.
    fn add(&mut self, other: Description) {
        if self.about != other.about {
            *self = Description::new(self.to_string());
            self.parts.push(other.to_string());
        } else {
            self.parts.extend(other.parts);
        }
    }
}

impl fmt::Display for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.parts.join(", "))?;
        self.about.as_ref().map_or(Ok(()), |id| write!(f, " ({id})"))
    }
}

impl Changes {
    /// Forgets the oldest changes beyond the limits.
    pub(super) fn trim(&mut self) {
        let size = |change: &MadeChange| change.before.len() + change.after.len();
        let mut bytes: usize = self.made.iter().map(size).sum();
        while self.made.len() > UNDO_DEPTH || bytes > UNDO_BYTES {
            bytes -= size(&self.made.remove(0));
        }
    }

    /// Merges the changes after the first `count` into one, made at this question.
    fn merge(&mut self, count: usize, question: Question) {
        let mut parts = self.made.split_off(count.min(self.made.len())).into_iter();
        let Some(mut whole) = parts.next() else { return };
        whole.question = question;
        for part in parts {
            whole.what.add(part.what);
            whole.after = part.after;
            whole.edits.extend(part.edits);
            whole.inverse.splice(0..0, part.inverse);
        }
        self.made.push(whole);
    }
}

impl Questionnaire {
    /// Makes a change that is not an answer to a capability.
    pub(super) fn change(&mut self, what: Description, edit: Edit) {
        if !self.make(what, vec![edit]) && !self.has_refused() {
            self.mention("No change: this is already set.");
        }
    }

    /// Saves an answer with its date, and reports what had to be removed.
    pub(super) fn give(&mut self, what: Description, id: CapabilityId, changed: Changed) {
        let Changed { answer, is_given, dropped, remarks } = changed;
        let today = self.selection.as_of;
        let overdue = answer.review_by.filter(|day| is_given && *day < today);
        let edit = match is_given {
            true => Edit::Give(id, answer, today),
            false => Edit::Answer(id, Some(answer)),
        };
        if !self.make(what, vec![edit]) {
            if !self.has_refused() {
                self.mention("No change: this is already set.");
            }
            return;
        }
        self.notices.extend(remarks.into_iter().map(Notice::Told));
        if !dropped.is_empty() {
            let dropped = dropped.join(" and ");
            self.mention(format!("Removed, because it no longer applies: {dropped}. Undo brings it back."));
        }
        if let Some(day) = overdue {
            self.mention(format!("It stays due for review: `review-by` was {day}."));
        }
    }

    /// Makes edits as one change; `false` if the text stays the same.
    fn make(&mut self, what: Description, edits: Vec<Edit>) -> bool {
        let before: Rc<str> = self.text().into();
        let Some(inverse) = self.apply(&edits) else { return false };
        let after: Rc<str> = self.text().into();
        if after == before {
            return false;
        }
        self.done = Some(format!("Saved: {what}."));
        self.changes.undone.clear();
        self.changes.made.push(MadeChange { question: self.question, what, before, after, edits, inverse });
        true
    }

    /// Applies all edits to the text, or none. Returns the edits that undo them, or `None` if one was refused.
    fn apply(&mut self, edits: &[Edit]) -> Option<Vec<Edit>> {
        if !self.is_begun() {
            self.refuse(super::NO_NAME_YET);
            return None;
        }
        let mut text = self.text().to_owned();
        let mut profile = self.profile.clone();
        let mut back = Vec::new();
        for edit in edits {
            back.splice(0..0, inverse(edit, &profile));
            let changed = profile::edit(&text, edit).and_then(|text| Ok((text, profile.with(edit)?)));
            match changed {
                Ok(changed) => (text, profile) = changed,
                Err(error) => {
                    self.refuse(format!("{}: {error}.", self.source.name));
                    return None;
                }
            }
        }
        self.replace(text).then_some(back)
    }

    fn replace(&mut self, text: String) -> bool {
        if text.len() > profile::MAX_BYTES {
            self.refuse("The profile would be larger than 1 MiB, which is the most that is read.");
            return false;
        }
        let before = self.profile.clone();
        if let Err(problems) = self.take_in(text) {
            self.refuse(first_message(&problems));
            return false;
        }
        self.notices.extend(effects::between(&before, &self.profile).into_iter().map(Notice::Told));
        true
    }

    pub(super) fn undo(&mut self) {
        let Some(made) = self.changes.made.last().cloned() else {
            return self.refuse("Nothing was changed since this run began, so there is nothing to undo.");
        };
        let before = self.answer_at(made.question);
        if self.turn(&made.after, &made.before, &made.inverse) {
            self.question = made.question;
            self.done = Some(format!("Undone: {}.{}", made.what, self.answer_now(before)));
            self.changes.undone.extend(self.changes.made.pop());
        }
    }

    pub(super) fn redo(&mut self) {
        let Some(undone) = self.changes.undone.last().cloned() else {
            return self.refuse("There is nothing to redo.");
        };
        let before = self.answer_at(undone.question);
        if self.turn(&undone.before, &undone.after, &undone.edits) {
            self.question = undone.question;
            self.done = Some(format!("Redone: {}.{}", undone.what, self.answer_now(before)));
            self.changes.made.extend(self.changes.undone.pop());
        }
    }

    /// The answer to a question about a capability or a clause, in words.
    fn answer_at(&self, question: Question) -> Option<&'static str> {
        let catalogue = self.profile.catalogue();
        let capability = question.capability(catalogue)?;
        let answer = self.profile.answers().get(&capability.id);
        let Some(answer) = answer.filter(|_| question.is_answered(&self.profile)) else {
            return Some(NOT_ANSWERED);
        };
        Some(words::status(match question.clause(catalogue) {
            Some(clause) => answer.clause_status(clause.id),
            None => answer.status(capability),
        }))
    }

    /// The answer to the present question, as a sentence to follow another, unless it is still the same.
    fn answer_now(&self, before: Option<&str>) -> String {
        match self.answer_at(self.question).filter(|now| Some(*now) != before) {
            Some(now) => format!(" The answer is now: {now}."),
            None => String::new(),
        }
    }

    /// Replaces one text by another. If somebody else has changed the text since, only applies these edits.
    fn turn(&mut self, from: &str, to: &str, edits: &[Edit]) -> bool {
        if self.text() == from { self.replace(to.to_owned()) } else { self.apply(edits).is_some() }
    }

    /// Handles events as one change, or none of them if one is refused.
    pub(super) fn together(&mut self, events: &[Event]) {
        let before = self.clone();
        let mut notices = Vec::new();
        for event in events {
            match event {
                Event::Undo | Event::Redo | Event::Together(_) => {
                    self.refuse("This cannot be part of one change.");
                }
                event => self.carry_out(event),
            }
            if self.has_refused() {
                let refused = std::mem::take(&mut self.notices);
                *self = before;
                self.notices = refused;
                return;
            }
            notices.append(&mut self.notices);
        }
        notices.dedup();
        self.notices = notices;
        self.changes.merge(before.changes.made.len(), before.question);
        if !before.is_begun() {
            self.done = Some(self.created());
        } else if self.changes.made.len() > before.changes.made.len() {
            self.done = self.changes.made.last().map(|made| format!("Saved: {}.", made.what));
        }
    }
}

/// The edits that undo an edit of this profile.
fn inverse(edit: &Edit, profile: &Profile) -> Vec<Edit> {
    let answer = |id| Edit::Answer(id, profile.answers().get(&id).map(|answer| answer.value.clone()));
    vec![match edit {
        Edit::RegistryName(_) => Edit::RegistryName(profile.registry().name.clone()),
        Edit::RegistryUrl(_) => Edit::RegistryUrl(profile.registry().url.clone()),
        Edit::AssessedDate(_) => Edit::AssessedDate(profile.assessed().date),
        Edit::AssessedBy(_) => Edit::AssessedBy(profile.assessed().by.clone()),
        Edit::Accounts(_) => Edit::Accounts(profile.taxonomy().accounts.clone()),
        Edit::Hosting(_) => Edit::Hosting(profile.taxonomy().hosting.clone()),
        Edit::AlsoAssess(track, _) => {
            let reason = profile.also_assess().get(track);
            Edit::AlsoAssess(*track, reason.map(|reason| reason.value.clone()))
        }
        Edit::Target(track, _) => {
            Edit::Target(*track, profile.targets().get(track).map(|target| target.value))
        }
        Edit::Answer(id, _) => answer(*id),
        Edit::Give(id, ..) => return vec![answer(*id), Edit::AssessedDate(profile.assessed().date)],
    }]
}
