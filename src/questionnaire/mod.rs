//! [`Questionnaire`]: an assessment as a conversation: what to ask, what an answer changes in the profile's text, what
//! to show.
//!
//! It knows no terminal and no file. A face turns what somebody does into an [`Event`], a [`Conversation`] carries it
//! out and keeps the file, and a [`View`] says what there is to see. There are two faces: [`mod@line`], which needs
//! nothing but lines of text, and `screen`, which fills a terminal.

mod answering;
mod conversation;
mod effects;
mod event;
mod field;
pub mod line;
mod question;
#[cfg(feature = "tui")]
pub mod screen;
mod search;
mod view;

pub use conversation::{Composer, Conversation, NotSaved, Store};
pub use event::Event;
pub use field::Field;
pub use question::{Only, Question, Selection};
pub use search::Found;
pub use view::{Choice, ClauseLine, Notice, Progress, Prompt, TrackLine, View};

use std::rc::Rc;

use self::answering::{Changed, Refusal, Subject};
use registry_maturity_core::{
    assessment::assess,
    catalogue::{Accounts, Capability, Catalogue, Taxonomy},
    profile::{self, Assessed, Edit, Intent, Profile, Registry, Status},
    text::{Problem, Source, Span},
};

/// So many changes can be taken back.
const UNDO_DEPTH: usize = 200;
/// The texts before and after the changes that can be taken back are no longer than this together.
const UNDO_BYTES: usize = 16 << 20;

/// Where an assessment stands.
#[derive(Clone, Debug)]
pub struct Questionnaire {
    source: Source,
    profile: Profile,
    selection: Selection,
    question: Question,
    pending: Option<Pending>,
    notices: Vec<Notice>,
    changes: Vec<UndoEntry>,
}

/// An answer that still needs its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending {
    NotApplicable,
    Declined,
}

/// A change that was made, and what takes it back.
#[derive(Clone, Debug)]
struct UndoEntry {
    question: Question,
    before: Rc<str>,
    after: Rc<str>,
    inverse: Edit,
}

impl UndoEntry {
    fn bytes(&self) -> usize {
        self.before.len() + self.after.len()
    }
}

impl Questionnaire {
    /// The questionnaire for a profile, at the first question that has no answer.
    ///
    /// A text of nothing but blanks is a profile that is still to be begun.
    ///
    /// # Errors
    /// Everything that is wrong in the text.
    pub fn begin(source: Source, selection: Selection) -> Result<Questionnaire, Vec<Problem>> {
        let profile = read(&source)?;
        let mut questionnaire = Questionnaire {
            source,
            profile,
            selection,
            question: Question::Name,
            pending: None,
            notices: Vec::new(),
            changes: Vec::new(),
        };
        questionnaire.question = questionnaire.first();
        Ok(questionnaire)
    }

    /// The profile's text, as it should be in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The profile, as far as it is answered.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Whether there is a profile already.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        !self.source.text.trim().is_empty()
    }

    /// Where it stands.
    #[must_use]
    pub fn question(&self) -> Question {
        self.question
    }

    /// Which questions are asked.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The questions that are asked, in order.
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        self.selection.questions(&assess(&self.profile))
    }

    /// Does what the operator asks for, and notes what there is to say about it.
    pub fn handle(&mut self, event: &Event) {
        self.notices.clear();
        let pending = self.pending.take();
        match event {
            Event::Next => self.step(|rank, here| rank > here, false),
            Event::Back => self.step(|rank, here| rank < here, true),
            Event::Go(question) => self.go(*question),
            Event::Whole => self.whole(),
            Event::ByClause => self.by_clause(),
            Event::Only(only) => self.narrow(|selection| selection.only = *only),
            Event::Tracks(tracks) => self.narrow(|selection| selection.tracks.clone_from(tracks)),
            Event::Name(name) => self.name(name),
            Event::Accounts(accounts) => self.accounts(*accounts),
            Event::Hosting(hosting) => self.make(&Edit::Hosting(hosting.clone())),
            Event::Status(status) => self.status(*status, None),
            Event::Intent(intent) => self.intent(*intent, None),
            Event::Reason(reason) => self.reason(pending, reason),
            Event::NoReason => self.refuse("Nothing was changed."),
            Event::Write(field, text) if text.trim().is_empty() && self.lacks(*field) => {
                self.told("There is none.");
            }
            Event::Write(field, text) => self.answer(|subject| subject.write(*field, text)),
            Event::AddEvidence(text) => self.answer(|subject| subject.add_evidence(text)),
            Event::RemoveEvidence(number) => self.answer(|subject| subject.remove_evidence(*number)),
            Event::Reviewed => self.reviewed(),
            Event::Clear => self.clear(),
            Event::Undo => self.undo(),
        }
    }

    /// Takes in what somebody else wrote into the file meanwhile.
    ///
    /// # Errors
    /// Everything that is wrong in it; nothing is taken in then.
    pub fn take_in(&mut self, text: String) -> Result<(), Vec<Problem>> {
        let source = Source::new(self.source.name.clone(), text);
        // Once there is a profile, an empty file is no new beginning but a loss.
        self.profile = if self.is_begun() { profile::read(&source)? } else { read(&source)? };
        self.source = source;
        Ok(())
    }

    /// Says something beside what it says itself.
    pub(crate) fn tell(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// The first question to ask: one without an answer, or, of a narrower selection, just the first.
    fn first(&self) -> Question {
        let is_narrowed = self.selection.only != Only::All;
        let asked = self.questions().into_iter();
        let mut open = asked.filter(|question| is_narrowed || !question.is_answered(&self.profile));
        open.next().unwrap_or(Question::End)
    }

    fn step(
        &mut self,
        on_the_way: impl Fn((usize, usize, usize), (usize, usize, usize)) -> bool,
        back: bool,
    ) {
        if !self.is_begun() {
            return self.refuse("The registry's name comes first: the profile begins with it.");
        }
        let catalogue = self.profile.catalogue;
        let here = self.question.rank(catalogue);
        let mut way: Vec<Question> =
            self.questions().into_iter().filter(|other| on_the_way(other.rank(catalogue), here)).collect();
        if back {
            way.reverse();
        }
        match way.first() {
            Some(question) => self.question = *question,
            None if back => self.refuse("This is the first question."),
            None => self.question = Question::End,
        }
    }

    fn go(&mut self, question: Question) {
        if !self.is_begun() {
            return self.refuse("The registry's name comes first: the profile begins with it.");
        }
        let applies = question
            .capability(self.profile.catalogue)
            .is_none_or(|capability| assess(&self.profile).finding(capability.id).is_some());
        if applies {
            self.question = question;
        } else {
            let why = self.why_left_out(question);
            self.refuse(why);
        }
    }

    fn whole(&mut self) {
        match self.question {
            Question::Clause(id, _) => self.question = Question::Capability(id),
            _ => self.refuse("This is already asked as a whole."),
        }
    }

    fn by_clause(&mut self) {
        match self.capability().map(|capability| (capability, capability.clauses)) {
            Some((capability, [first, ..])) => self.question = Question::Clause(capability.id, first.id),
            _ => self.refuse("It has no clauses."),
        }
    }

    fn narrow(&mut self, change: impl FnOnce(&mut Selection)) {
        change(&mut self.selection);
        let questions = self.questions();
        if !questions.contains(&self.question) && self.is_begun() {
            self.question = self.first();
        }
        let asked = crate::document::words::count(questions.len(), "question is", "questions are");
        self.tell(Notice::Told(format!("{asked} asked.")));
    }

    fn name(&mut self, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            return self.refuse("The registry needs a name.");
        }
        if self.is_begun() {
            return self.make(&Edit::RegistryName(name.to_owned()));
        }
        match self.take_in(profile::start(self.profile.catalogue, name)) {
            Ok(()) => {
                self.told(format!("The profile is begun: {}.", self.source.name));
                self.question = Question::Accounts;
            }
            Err(problems) => self.refuse(first_message(&problems)),
        }
    }

    fn status(&mut self, status: Status, reason: Option<&str>) {
        self.pending = Some(Pending::NotApplicable);
        self.answer(|subject| subject.status(status, reason));
    }

    fn intent(&mut self, intent: Option<Intent>, reason: Option<&str>) {
        self.pending = Some(Pending::Declined);
        self.answer(|subject| Subject { clause: None, ..subject }.intent(intent, reason));
    }

    fn reason(&mut self, pending: Option<Pending>, reason: &str) {
        let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
        match pending {
            None => self.refuse("No reason was asked for."),
            Some(Pending::NotApplicable) => self.status(Status::NotApplicable, reason),
            Some(Pending::Declined) => self.intent(Some(Intent::Declined), reason),
        }
    }

    /// A yes keeps the names of those who provide log-in.
    fn accounts(&mut self, exist: Option<bool>) {
        let present = self.profile.taxonomy.accounts.clone();
        self.make(&Edit::Accounts(exist.map(|exist| match (exist, present) {
            (false, _) => Accounts::Absent,
            (true, Some(present)) if present.exist() => present,
            (true, _) => Accounts::Present,
        })));
    }

    fn lacks(&self, field: Field) -> bool {
        self.subject().is_some_and(|subject| subject.field(field).is_none())
    }

    fn reviewed(&mut self) {
        let today = self.selection.as_of.to_string();
        if self.capability().is_some_and(|capability| !self.profile.answers.contains_key(&capability.id)) {
            return self.refuse("There is no answer yet to be looked at again.");
        }
        self.answer(|subject| subject.write(Field::Reviewed, &today));
    }

    fn clear(&mut self) {
        match self.question {
            Question::Accounts => self.make(&Edit::Accounts(None)),
            Question::Hosting => self.make(&Edit::Hosting(None)),
            Question::Capability(id) | Question::Clause(id, _) => self.make(&Edit::Answer(id, None)),
            Question::Name | Question::End => self.refuse("There is nothing to take back here."),
        }
    }

    /// Makes the change that a subject leads to. A reason that is needed stays pending.
    fn answer(&mut self, change: impl FnOnce(Subject<'_>) -> Result<Changed, Refusal>) {
        let pending = self.pending.take();
        let Some(subject) = self.subject() else {
            return self.refuse("Not available for this question.");
        };
        let id = subject.capability.id;
        match change(subject) {
            Ok(Changed { answer, dropped, remarks }) => {
                self.make(&Edit::Answer(id, Some(answer)));
                if self.has_refused() {
                    return;
                }
                self.notices.extend(remarks.into_iter().map(Notice::Told));
                if !dropped.is_empty() {
                    let dropped = dropped.join(" and ");
                    self.told(format!(
                        "Removed, because it no longer applies: {dropped}. `undo` brings it back."
                    ));
                }
            }
            Err(Refusal::ReasonNeeded) => self.pending = pending,
            Err(Refusal::Senseless(why)) => self.refuse(why),
        }
    }

    /// What can be answered here.
    fn subject(&self) -> Option<Subject<'_>> {
        let capability = self.capability()?;
        let answer = self.profile.answers.get(&capability.id).map(|answer| &answer.value);
        let clause = self.question.clause(self.profile.catalogue);
        Some(Subject { capability, clause, answer, today: self.selection.as_of })
    }

    fn capability(&self) -> Option<&'static Capability> {
        self.question.capability(self.profile.catalogue)
    }

    /// Changes the text, and says what follows from it.
    fn make(&mut self, edit: &Edit) {
        let inverse = self.inverse(edit);
        let before: Rc<str> = self.source.text.as_str().into();
        if !self.write(edit) {
            return;
        }
        let after: Rc<str> = self.source.text.as_str().into();
        if after == before {
            return self.told("It says so already.");
        }
        self.changes.push(UndoEntry { question: self.question, before, after, inverse });
        let mut bytes: usize = self.changes.iter().map(UndoEntry::bytes).sum();
        while self.changes.len() > UNDO_DEPTH || bytes > UNDO_BYTES {
            bytes -= self.changes.remove(0).bytes();
        }
    }

    fn write(&mut self, edit: &Edit) -> bool {
        if !self.is_begun() {
            self.refuse("The registry's name comes first: the profile begins with it.");
            return false;
        }
        match profile::edit(&self.source.text, edit) {
            Ok(text) => self.replace(text),
            Err(error) => {
                self.refuse(format!("{}: {error}.", self.source.name));
                false
            }
        }
    }

    fn replace(&mut self, text: String) -> bool {
        if text.len() > profile::MAX_BYTES {
            self.refuse("The profile would be larger than one may be, which is 1 MiB.");
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

    fn undo(&mut self) {
        let Some(made) = self.changes.last().cloned() else {
            return self.refuse("There is nothing to undo.");
        };
        // When the file changed meanwhile, only what was changed here is taken back.
        let undone = if *self.source.text == *made.after {
            self.replace(made.before.to_string())
        } else {
            self.write(&made.inverse)
        };
        if undone {
            self.changes.pop();
            self.question = made.question;
            self.told("Undone.");
        }
    }

    fn inverse(&self, edit: &Edit) -> Edit {
        match edit {
            Edit::RegistryName(_) => Edit::RegistryName(self.profile.registry.name.clone()),
            Edit::RegistryUrl(_) => Edit::RegistryUrl(self.profile.registry.url.clone()),
            Edit::AssessedDate(_) => Edit::AssessedDate(self.profile.assessed.date),
            Edit::AssessedBy(_) => Edit::AssessedBy(self.profile.assessed.by.clone()),
            Edit::Accounts(_) => Edit::Accounts(self.profile.taxonomy.accounts.clone()),
            Edit::Hosting(_) => Edit::Hosting(self.profile.taxonomy.hosting.clone()),
            Edit::Target(track, _) => {
                Edit::Target(*track, self.profile.targets.get(track).map(|target| target.value))
            }
            Edit::Answer(id, _) | Edit::Give(id, ..) => {
                Edit::Answer(*id, self.profile.answers.get(id).map(|answer| answer.value.clone()))
            }
        }
    }

    /// Whether the last thing asked for was not done.
    pub(super) fn has_refused(&self) -> bool {
        self.notices.iter().any(|notice| matches!(notice, Notice::Refused(_)))
    }

    fn told(&mut self, text: impl Into<String>) {
        self.tell(Notice::Told(text.into()));
    }

    fn refuse(&mut self, text: impl Into<String>) {
        self.tell(Notice::Refused(text.into()));
    }
}

/// The profile of a text; an empty one where there is no text yet.
fn read(source: &Source) -> Result<Profile, Vec<Problem>> {
    if source.text.trim().is_empty() { Ok(empty()) } else { profile::read(source) }
}

fn empty() -> Profile {
    Profile {
        catalogue: Catalogue::latest(),
        registry: Registry { name: String::new(), url: None },
        assessed: Assessed::default(),
        taxonomy: Taxonomy::default(),
        assessed_at: Span::default(),
        taxonomy_at: Span::default(),
        also_assess: Default::default(),
        targets: Default::default(),
        answers: Default::default(),
    }
}

fn first_message(problems: &[Problem]) -> String {
    problems.first().map_or_else(String::new, |problem| format!("{}.", problem.message()))
}
