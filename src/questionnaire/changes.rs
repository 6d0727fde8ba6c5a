//! [`Changes`]: the changes of the profile's text, for undo and redo.

use std::rc::Rc;

use super::{
    Event, Notice, Question, Questionnaire,
    answering::Changed,
    effects::{self, Effects},
    first_message, kept,
};
use crate::document::words;
use registry_maturity_core::{
    catalogue::CapabilityId,
    date::Date,
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

/// A change with what undo and redo need.
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

/// The description of a change, for messages: what was set and what was removed, part by part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Description(Vec<Part>);

/// The changes to one answer, or to what is said about the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Part {
    set: Vec<String>,
    /// Each as the subject of a sentence: `the note`, `evidence 2`.
    removed: Vec<String>,
    /// The id of the capability or clause.
    about: Option<String>,
}

/// One change to an answer, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// What was set, in some cases with its value.
    Set(String),
    /// This was removed; with its article, if it has one.
    Removed(String),
}

impl Done {
    pub(super) fn set(what: impl Into<String>) -> Done {
        Done::Set(what.into())
    }

    pub(super) fn removed(what: impl Into<String>) -> Done {
        Done::Removed(what.into())
    }
}

impl Description {
    pub(super) fn new(done: Done, about: Option<String>) -> Description {
        let (set, removed) = match done {
            Done::Set(what) => (vec![what], Vec::new()),
            Done::Removed(what) => (Vec::new(), vec![what]),
        };
        Description(vec![Part { set, removed, about }])
    }

    fn add(&mut self, other: Description) {
        for part in other.0 {
            match self.0.last_mut().filter(|last| last.about == part.about) {
                Some(last) => {
                    last.set.extend(part.set);
                    last.removed.extend(part.removed);
                }
                None => self.0.push(part),
            }
        }
    }

    /// The id of what was changed, in brackets after a space; empty for the registry.
    fn about(&self) -> String {
        self.0.first().map_or(String::new(), Part::about)
    }

    /// The message if the profile already has this value. An answer may also name its provider.
    fn unchanged(&self, provider: Option<&str>) -> String {
        let about = self.about();
        if self.0.iter().all(|part| part.set.is_empty()) {
            return format!("There is nothing to remove{about}.");
        }
        let with = provider.map_or(String::new(), |name| format!(", with {name} as the provider"));
        format!("No change: this is already set{with}{about}.")
    }

    fn saved(&self) -> String {
        self.sentences("Saved: ", |removed, about| format!("Removed {}{about}.", words::and(removed)))
    }

    fn undone(&self) -> String {
        self.sentences("Undone: ", |removed, about| {
            let are = if removed.len() == 1 { "is" } else { "are" };
            format!("{} {are} back{about}.", words::sentence(&words::and(removed)))
        })
    }

    fn redone(&self) -> String {
        self.sentences("Redone: ", |removed, about| format!("Removed again: {}{about}.", words::and(removed)))
    }

    /// A sentence about what was set, and one for each part about what was removed. An id is repeated only where it
    /// would otherwise be unclear.
    fn sentences(&self, set: &str, removed: impl Fn(&[String], &str) -> String) -> String {
        let parts = self.0.iter().filter(|part| !part.set.is_empty());
        let parts: Vec<String> =
            parts.map(|part| format!("{}{}", part.set.join(", "), part.about())).collect();
        let set = (!parts.is_empty()).then(|| format!("{set}{}.", parts.join(", ")));
        let parts = self.0.iter().filter(|part| !part.removed.is_empty());
        let gone = parts.map(|part| {
            let is_clear = self.0.len() == 1 && !part.set.is_empty();
            removed(&part.removed, &if is_clear { String::new() } else { part.about() })
        });
        set.into_iter().chain(gone).collect::<Vec<_>>().join(" ")
    }
}

impl Part {
    /// The id of what was changed, in brackets after a space; empty for the registry.
    fn about(&self) -> String {
        self.about.as_ref().map_or(String::new(), |id| format!(" ({id})"))
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
    /// Makes a change that is not an answer to a capability; `false` if the text stays the same.
    pub(super) fn change(&mut self, what: Description, edit: Edit) -> bool {
        let unchanged = what.unchanged(None);
        let has_changed = self.make(what, vec![edit]);
        if !has_changed {
            self.mention_unchanged(unchanged);
        }
        has_changed
    }

    /// Reports an unchanged profile, unless the change was refused.
    fn mention_unchanged(&mut self, why: String) {
        if !self.has_refused() {
            self.unchanged.push(why.clone());
            self.mention(why);
        }
    }

    /// Saves an answer with its date, and reports what had to be removed.
    pub(super) fn give(&mut self, what: Description, id: CapabilityId, changed: Changed) {
        let Changed { answer, is_given, is_dated, dropped, remarks } = changed;
        let today = self.selection.as_of;
        let provider = answer.delegated_to.clone().filter(|_| is_given);
        let edit = match is_given {
            true => Edit::Give(id, answer, today),
            false => Edit::Answer(id, Some(answer)),
        };
        if is_given || is_dated {
            self.dated = Some(id);
        }
        let unchanged = what.unchanged(provider.as_deref());
        if !self.make(what, vec![edit]) {
            return self.mention_unchanged(unchanged);
        }
        self.notices.extend(remarks.into_iter().map(Notice::Info));
        if !dropped.is_empty() {
            let undo = if self.can_undo() { " Undo brings this back." } else { "" };
            self.mention(format!("This also removed {}.{undo}", words::and(&dropped)));
        }
    }

    /// Points out what answers keep although it may no longer be true, and the texts that were replaced.
    pub(super) fn point_out_what_is_kept(&mut self, before: &Rc<Profile>, names_provider: bool) {
        if self.has_refused() || Rc::ptr_eq(before, &self.profile) {
            return;
        }
        let mut sentences = Vec::new();
        for (id, after) in self.profile.answers() {
            let (Some(before), Some(capability)) =
                (before.answers().get(id), Question::Capability(*id).capability(self.profile.catalogue()))
            else {
                continue;
            };
            if before.value == after.value {
                continue;
            }
            sentences.extend(kept::kept(capability, before, after));
            sentences.extend(kept::kept_provider(capability, before, after).filter(|_| !names_provider));
            let undo = if self.can_undo() { " Undo brings it back." } else { "" };
            let replaced = kept::replaced(capability, before, after).into_iter();
            sentences.extend(replaced.map(|sentence| format!("{sentence}{undo}")));
        }
        self.notices.extend(sentences.into_iter().map(Notice::Info));
    }

    /// Points out that the review of an answer is due, although the answer was just given, confirmed or dated.
    pub(super) fn point_out_due_review(&mut self) {
        let Some(id) = self.dated.filter(|_| !self.has_refused()) else { return };
        if let Some(day) = self.missed_review(id) {
            self.mention(format!(
                "{id} is still due for review: `review-by` is {day}, which has passed. Set a later date."
            ));
        }
    }

    /// The date by which an answer was to be reviewed, if it has passed.
    pub(super) fn missed_review(&self, id: CapabilityId) -> Option<Date> {
        let review_by = self.profile.answers().get(&id).and_then(|answer| answer.review_by);
        review_by.filter(|day| *day < self.selection.as_of)
    }

    /// Makes edits as one change; `false` if the text stays the same.
    fn make(&mut self, what: Description, edits: Vec<Edit>) -> bool {
        let before: Rc<str> = self.text().into();
        let Some(inverse) = self.apply(&edits) else { return false };
        let after: Rc<str> = self.text().into();
        if after == before {
            return false;
        }
        self.done = Some(what.saved());
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
        let mut profile = Profile::clone(&self.profile);
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
        let Effects { sentences, contradictions } = effects::between(&before, &self.profile, self.input);
        self.notices.extend(sentences.into_iter().map(Notice::Info));
        self.contradictions.extend(contradictions);
        true
    }

    pub(super) fn undo(&mut self) {
        let Some(made) = self.changes.made.last().cloned() else {
            return self.refuse("Nothing was changed since this run began, so there is nothing to undo.");
        };
        let before = self.answer_at(made.question);
        if self.replace_text(&made.after, &made.before, &made.inverse) {
            self.question = made.question;
            self.done = Some(made.what.undone() + &self.answer_now(before));
            self.changes.undone.extend(self.changes.made.pop());
        }
    }

    pub(super) fn redo(&mut self) {
        let Some(undone) = self.changes.undone.last().cloned() else {
            return self.refuse("There is nothing to redo.");
        };
        let before = self.answer_at(undone.question);
        if self.replace_text(&undone.before, &undone.after, &undone.edits) {
            self.question = undone.question;
            self.done = Some(undone.what.redone() + &self.answer_now(before));
            self.changes.made.extend(self.changes.undone.pop());
        }
    }

    /// The answer to a question about a capability or a clause, in words.
    fn answer_at(&self, question: Question) -> Option<&'static str> {
        let catalogue = self.profile.catalogue();
        let capability = question.capability(catalogue)?;
        let answer = self.profile.answers().get(&capability.id);
        let Some(answer) = answer.filter(|_| question.is_answered(&self.profile)) else {
            return Some(words::NOT_ANSWERED);
        };
        Some(words::status(match question.clause(catalogue) {
            Some(clause) => answer.clause_status(clause.id),
            None => answer.status(capability),
        }))
    }

    /// The answer to the current question, as a sentence to follow another, unless it is still the same.
    fn answer_now(&self, before: Option<&str>) -> String {
        match self.answer_at(self.question).filter(|now| Some(*now) != before) {
            Some(now) => format!(" The answer is now: {now}."),
            None => String::new(),
        }
    }

    /// Replaces one text with another. If somebody else has changed the text since, only applies these edits.
    fn replace_text(&mut self, from: &str, to: &str, edits: &[Edit]) -> bool {
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
        let has_changed = self.changes.made.len() > before.changes.made.len();
        notices.retain(|notice| !has_changed || !self.unchanged.iter().any(|why| why == notice.text()));
        notices.dedup();
        self.notices = notices;
        self.changes.merge(before.changes.made.len(), before.question);
        if !before.is_begun() {
            self.done = Some(self.created());
        } else if has_changed {
            self.done = self.changes.made.last().map(|made| made.what.saved());
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
