//! [`Questionnaire`]: an assessment as a conversation. It knows what to ask, what an answer changes in the profile's
//! text, and what to show.
//!
//! It does not depend on a terminal or a file. A face turns what the operator does into an [`Event`], a
//! [`Conversation`] applies it and saves the file, and a [`QuestionView`] is what a face shows. There are two faces:
//! [`mod@line`], which needs nothing but lines of text, and `screen`, which fills a terminal.

mod answering;
mod changes;
mod conversation;
mod effects;
mod event;
mod field;
pub mod keys;
pub mod line;
mod outlook;
mod question;
#[cfg(feature = "tui")]
pub mod screen;
mod search;
mod view;

pub use answering::addresses;
pub use conversation::{Composer, Conversation, NotSaved, Store};
pub use event::{Event, INTENTS};
pub use field::AnswerField;
pub use outlook::summary;
pub use question::{Only, Question, Selection};
pub use search::Found;
pub use view::{AnswerChoice, AnswerCount, ClauseLine, Notice, Prompt, QuestionView, TrackLine};

use std::collections::BTreeSet;

use self::{
    answering::{AnswerSubject, Changed, Obstacle},
    changes::{Changes, Description},
    question::numbered,
};
use crate::document::words;
use registry_maturity_core::{
    catalogue::{Accounts, Capability, CapabilityId, Catalogue, Hosting, Level, RulingId, TrackId},
    profile::{self, Edit, Intent, Profile, Status},
    text::{Problem, Source, cut, web_address},
    warnings::{Surroundings, WarningKind, warnings},
};

/// An assessment in progress.
#[derive(Clone, Debug)]
pub struct Questionnaire {
    source: Source,
    profile: Profile,
    selection: Selection,
    /// The questions that this selection has asked so far. They stay after their answers, so that one can go back.
    selected: Vec<Question>,
    question: Question,
    pending: Option<Pending>,
    notices: Vec<Notice>,
    changes: Changes,
    /// What the last event changed, as a sentence.
    done: Option<String>,
}

/// An answer that needs a text before it can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending {
    NotApplicable,
    Declined,
    Providers,
    AlsoAssess(TrackId),
}

impl Questionnaire {
    /// The questionnaire for a profile, at the first question without an answer.
    ///
    /// A text of nothing but white space is a profile that does not exist yet.
    ///
    /// # Errors
    /// Every problem of the text.
    pub fn begin(source: Source, selection: Selection) -> Result<Questionnaire, Vec<Problem>> {
        let profile = read(&source)?;
        let mut questionnaire = Questionnaire {
            source,
            profile,
            selection,
            selected: Vec::new(),
            question: Question::Name,
            pending: None,
            notices: Vec::new(),
            changes: Changes::default(),
            done: None,
        };
        questionnaire.selected = questionnaire.in_selection();
        questionnaire.question = questionnaire.first();
        Ok(questionnaire)
    }

    /// The profile's text, as it should be in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The profile with the answers so far.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Whether the profile has been created.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        !self.source.text.trim().is_empty()
    }

    /// The question that is asked now.
    #[must_use]
    pub fn question(&self) -> Question {
        self.question
    }

    /// Which questions are asked.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The questions that are asked, in order. A question that was selected is still asked when its answer no longer
    /// fits the selection.
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        let now = self.in_selection();
        let everything = Selection { only: Only::All, ..self.selection.clone() };
        let all = everything.questions(&self.profile.assess());
        let mut questions: Vec<Question> = all
            .into_iter()
            .filter(|question| now.contains(question) || self.was_selected(*question))
            .collect();
        if !self.is_begun() && questions.first() != Some(&Question::Name) {
            questions.insert(0, Question::Name);
        }
        questions
    }

    /// The questions that fit the selection as the answers are now.
    fn in_selection(&self) -> Vec<Question> {
        self.selection.questions(&self.profile.assess())
    }

    /// Whether a question was selected, as a whole or in parts.
    fn was_selected(&self, question: Question) -> bool {
        let is_it = |selected: &Question| match (selected, question) {
            (Question::Clause(..), Question::Clause(..)) => *selected == question,
            _ => selected.whole() == question.whole(),
        };
        self.selected.iter().any(is_it)
    }

    /// Handles an event, and collects notices about it.
    pub fn handle(&mut self, event: &Event) {
        self.notices.clear();
        self.done = None;
        self.selected = self.questions();
        self.carry_out(event);
        self.changes.trim();
    }

    /// Moves on to the next question, and keeps the notices about this one.
    fn move_on(&mut self) {
        self.step(|rank, here| rank > here, false);
    }

    fn carry_out(&mut self, event: &Event) {
        let pending = self.pending.take();
        match event {
            Event::Next => self.move_on(),
            Event::Back => self.step(|rank, here| rank < here, true),
            Event::Go(question) => self.go(*question),
            Event::Whole => self.whole(),
            Event::ByClause => self.by_clause(),
            Event::Only(only) => self.narrow(|selection| selection.only = *only),
            Event::Tracks(tracks) => self.narrow(|selection| selection.tracks.clone_from(tracks)),
            Event::Name(name) => self.name(name.trim()),
            Event::Address(address) => self.address(address.trim()),
            Event::Assessor(assessor) => self.assessor(assessor.trim()),
            Event::Accounts(exist) => self.accounts(*exist),
            Event::Providers(names) => self.providers(names),
            Event::Hosting(hosting) => self.hosting(hosting.clone()),
            Event::AlsoAssess(track) => self.ask_to_assess(*track),
            Event::LeaveOut(track) => self.also_assess(*track, None),
            Event::Target(track, level) => self.target(*track, *level),
            Event::Status(status) => self.status(*status, None),
            Event::Provided => self.provided(),
            Event::Ruling(id) => self.ruling(*id),
            Event::Intent(intent) => self.intent(*intent, None),
            Event::Reason(reason) => self.reason(pending, reason),
            Event::NoReason => self.refuse("Nothing was changed."),
            Event::Write(field, text) if text.trim().is_empty() && self.lacks(*field) => {
                self.mention("There is none.");
            }
            Event::Write(field, text) => {
                self.answer(field_done(*field, text), |subject| subject.write(*field, text));
            }
            Event::AddEvidence(text) => self.answer("evidence", |subject| subject.add_evidence(text)),
            Event::RemoveEvidence(number) => {
                self.answer("evidence removed", |subject| subject.remove_evidence(*number));
            }
            Event::StillTrue => self.still_true(),
            Event::Clear => self.clear(),
            Event::Undo => self.undo(),
            Event::Redo => self.redo(),
            Event::Together(events) => self.together(events),
        }
    }

    /// Adopts a text that somebody else wrote to the file.
    ///
    /// # Errors
    /// Every problem of the text, which is then not adopted.
    pub fn take_in(&mut self, text: String) -> Result<(), Vec<Problem>> {
        let source = Source::new(self.source.name.clone(), text);
        // Once there is a profile, an empty file is a loss and not a new profile.
        self.profile = if self.is_begun() { profile::read(&source)? } else { read(&source)? };
        self.source = source;
        Ok(())
    }

    /// Adds a notice.
    pub(crate) fn tell(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// The first question to ask: the first without an answer, or, of a narrower selection, simply the first.
    fn first(&self) -> Question {
        let is_narrowed = self.selection.only != Only::All;
        let is_skipped = |question: &Question| match question {
            Question::Name => self.is_begun(),
            _ => question.is_answered(&self.profile) || self.is_begun() && question.is_optional(),
        };
        let mut open = self.questions().into_iter().filter(|question| is_narrowed || !is_skipped(question));
        open.next().unwrap_or(Question::End)
    }

    fn step(
        &mut self,
        on_the_way: impl Fn((usize, usize, usize), (usize, usize, usize)) -> bool,
        back: bool,
    ) {
        if !self.is_begun() {
            return self.refuse(NO_NAME_YET);
        }
        let catalogue = self.profile.catalogue();
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
            return self.refuse(NO_NAME_YET);
        }
        let capability = question.capability(self.profile.catalogue());
        let applies =
            capability.is_none_or(|capability| self.profile.assess().finding_of(capability.id).is_some());
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
        if let Question::Clause(..) = self.question {
            return self.refuse("This is already asked clause by clause.");
        }
        match self.capability().map(|capability| (capability, capability.clauses)) {
            Some((capability, [first, ..])) => self.question = Question::Clause(capability.id, first.id),
            _ => self.refuse("It has no clauses."),
        }
    }

    fn narrow(&mut self, change: impl FnOnce(&mut Selection)) {
        change(&mut self.selection);
        self.selected = self.in_selection();
        let questions = self.questions();
        if !questions.contains(&self.question) && self.is_begun() {
            self.question = self.first();
        }
        let [registry, others] = [true, false].map(|about| numbered(&questions, about).len());
        let mut asked = Vec::new();
        if registry > 0 {
            asked.push(format!("{} about the registry", words::count(registry, "question", "questions")));
        }
        if others > 0 || registry == 0 {
            asked.push(words::count(others, "question", "questions"));
        }
        self.mention(format!("{} to ask.", words::and(&asked)));
        for track in self.selection.tracks.clone() {
            if let Some(why) = self.why_track_is_left_out(track) {
                self.mention(why);
            }
        }
    }

    fn name(&mut self, name: &str) {
        if name.is_empty() {
            return self.refuse("The registry needs a name.");
        }
        if self.is_begun() {
            let edit = Edit::RegistryName(name.to_owned());
            return self.about_registry("name", Some(name), Question::Name, edit);
        }
        match self.take_in(profile::start(self.profile.catalogue(), name)) {
            Ok(()) => {
                self.done = Some(self.created());
                self.question = Question::Address;
            }
            Err(problems) => self.refuse(first_message(&problems)),
        }
    }

    fn created(&self) -> String {
        format!("Created {}.", self.source.name)
    }

    fn address(&mut self, address: &str) {
        if !address.is_empty() && web_address(address).is_none() {
            let guess = format!("https://{address}");
            let hint = web_address(&guess).map_or(String::new(), |guess| format!(", like {guess}"));
            return self.refuse(format!("The address should begin with https://{hint}."));
        }
        let url = (!address.is_empty()).then(|| address.to_owned());
        self.about_registry("address", url.clone().as_deref(), Question::Address, Edit::RegistryUrl(url));
    }

    fn assessor(&mut self, assessor: &str) {
        let by = (!assessor.is_empty()).then(|| assessor.to_owned());
        self.about_registry("assessor", by.clone().as_deref(), Question::Assessor, Edit::AssessedBy(by));
    }

    /// Answers a question about the registry, and moves on if that was the question.
    fn about_registry(&mut self, what: &str, text: Option<&str>, question: Question, edit: Edit) {
        let done = text.map_or_else(|| format!("{what} removed"), |text| format!("{what}, {text}"));
        self.change(Description::new(done), edit);
        if self.question == question && !self.has_refused() {
            self.move_on();
        }
    }

    fn accounts(&mut self, exist: Option<bool>) {
        let accounts = exist.map(|exist| if exist { Accounts::Present } else { Accounts::Absent });
        let done = match exist {
            Some(true) => "user accounts, yes",
            Some(false) => "user accounts, no",
            None => "user accounts, not known yet",
        };
        self.change(Description::new(done), Edit::Accounts(accounts));
    }

    fn hosting(&mut self, hosting: Option<BTreeSet<Hosting>>) {
        let kinds =
            hosting.as_ref().map_or_else(|| NOT_KNOWN.to_owned(), |kinds| self.hosting_in_words(kinds));
        self.change(Description::new(format!("hosting, {kinds}")), Edit::Hosting(hosting));
    }

    fn hosting_in_words(&self, kinds: &BTreeSet<Hosting>) -> String {
        let choices = self.profile.catalogue().taxonomy.hosting.choices.iter();
        let kinds = choices.filter(|choice| kinds.contains(&choice.hosting));
        words::and(&kinds.map(|choice| words::lower_first(choice.title)).collect::<Vec<_>>())
    }

    fn providers(&mut self, names: &[String]) {
        if names.is_empty() {
            self.pending = Some(Pending::Providers);
            return;
        }
        let done = format!("log-in by {}", words::and(names));
        let accounts = Accounts::ProvidedBy(names.to_vec());
        self.change(Description::new(done), Edit::Accounts(Some(accounts)));
    }

    /// Asks why a track should be assessed although the taxonomy leaves it out.
    fn ask_to_assess(&mut self, track: TrackId) {
        if !self.is_begun() {
            return self.refuse(NO_NAME_YET);
        }
        if self.why_track_is_left_out(track).is_none() && !self.profile.also_assess().contains_key(&track) {
            return self.refuse(format!("{} is assessed anyway.", self.track_name(track)));
        }
        self.pending = Some(Pending::AlsoAssess(track));
    }

    fn also_assess(&mut self, track: TrackId, reason: Option<&str>) {
        let name = self.track_name(track);
        let done = match reason {
            Some(_) => format!("{name} is assessed all the same"),
            None => format!("{name} is only assessed if the taxonomy says so"),
        };
        self.change(Description::new(done), Edit::AlsoAssess(track, reason.map(str::to_owned)));
    }

    fn track_name(&self, track: TrackId) -> &'static str {
        let tracks = self.profile.catalogue().tracks;
        tracks.iter().find(|it| it.id == track).map_or("", |it| it.name)
    }

    fn target(&mut self, track: TrackId, level: Option<Level>) {
        let name = self.track_name(track);
        let done = match level {
            Some(level) => format!("target level {level} for {name}"),
            None => format!("no target for {name}"),
        };
        self.change(Description::new(done), Edit::Target(track, level));
        if let (Some(_), Some(why)) = (level, self.why_track_is_left_out(track)) {
            self.mention(format!("The target has no effect now. {why}"));
        }
    }

    fn status(&mut self, status: Status, reason: Option<&str>) {
        self.answer(words::status(status), |subject| subject.status(status, reason));
    }

    fn provided(&mut self) {
        let Some(provider) = self.provider() else {
            return self.refuse("No identity provider is named, or this is not about log-in.");
        };
        let done = format!("{}, by {provider}", words::status(Status::Met));
        self.answer(done, |subject| subject.provided(&provider));
    }

    fn ruling(&mut self, id: RulingId) {
        let Some(ruling) = self.capability().and_then(|capability| capability.ruling(id.as_str())) else {
            return self.refuse(format!("This question has no ruling `{id}`."));
        };
        if let (None, Question::Clause(capability, _)) = (ruling.clause, self.question) {
            self.question = Question::Capability(capability);
        }
        let done = format!("{}, by the ruling {id}", words::status(ruling.status));
        self.answer(done, |subject| subject.ruling(ruling));
    }

    fn intent(&mut self, intent: Option<Intent>, reason: Option<&str>) {
        let done = intent.map_or("no intent", words::intent);
        self.answer(done, |subject| AnswerSubject { clause: None, ..subject }.intent(intent, reason));
    }

    fn reason(&mut self, pending: Option<Pending>, text: &str) {
        let text = text.trim();
        if text.is_empty() && pending.is_some() {
            self.refuse(match pending {
                Some(Pending::Providers) => "The name of the provider is missing.",
                _ => "The reason is missing. Without one, this answer cannot be saved.",
            });
            self.pending = pending;
            return;
        }
        match pending {
            None => self.refuse("No reason was asked for."),
            Some(Pending::NotApplicable) => self.status(Status::NotApplicable, Some(text)),
            Some(Pending::Declined) => self.intent(Some(Intent::Declined), Some(text)),
            Some(Pending::Providers) => self.providers(&names(text)),
            Some(Pending::AlsoAssess(track)) => self.also_assess(track, Some(text)),
        }
    }

    /// The answer that the present one contradicts.
    pub(super) fn contradicted(&self) -> Option<CapabilityId> {
        let here = self.capability()?.id;
        let assessment = self.profile.assess();
        let found = warnings(&assessment, &Surroundings::default());
        found.iter().find_map(|warning| match &warning.kind {
            WarningKind::Contradiction { met, unmet, .. } if met.id == here => unmet.first().copied(),
            WarningKind::Contradiction { met, unmet, .. } if unmet.contains(&here) => Some(met.id),
            _ => None,
        })
    }

    fn lacks(&self, field: AnswerField) -> bool {
        self.subject().is_some_and(|subject| subject.field(field).is_none())
    }

    fn still_true(&mut self) {
        if !self.question.is_answered(&self.profile) || self.capability().is_none() {
            return self.refuse("There is no answer to confirm yet.");
        }
        self.answer("still true", |subject| Ok(subject.confirmed()));
    }

    fn clear(&mut self) {
        let (cleared, edit) = match self.question {
            Question::Accounts => ("user accounts".to_owned(), Edit::Accounts(None)),
            Question::Hosting => ("hosting".to_owned(), Edit::Hosting(None)),
            Question::Capability(id) | Question::Clause(id, _) => {
                let parts = self.capability().map_or(0, |capability| capability.clauses.len());
                let answer = self.profile.answers().get(&id);
                let is_in_parts = answer.is_some_and(|answer| answer.is_by_clause());
                let all = if is_in_parts { format!("all {parts} parts of ") } else { String::new() };
                (format!("{all}{id}"), Edit::Answer(id, None))
            }
            _ => return self.refuse("There is no answer to remove here."),
        };
        self.change(Description::new(format!("cleared {cleared}")), edit);
        if self.done.is_some() {
            self.done = Some(format!("Cleared: {cleared}."));
        }
    }

    /// Applies a change to the answer. If that needs a reason, it stays pending.
    fn answer(
        &mut self,
        what: impl Into<String>,
        change: impl FnOnce(AnswerSubject<'_>) -> Result<Changed, Obstacle>,
    ) {
        let Some(subject) = self.subject() else {
            return self.refuse("Not available for this question.");
        };
        let id = subject.capability.id;
        let what = match subject.clause {
            Some(clause) => Description::about(what, &format!("{id}/{}", clause.id)),
            None => Description::about(what, &id),
        };
        match change(subject) {
            Ok(changed) => self.give(what, id, changed),
            Err(Obstacle::ReasonNeeded(pending)) => self.pending = Some(pending),
            Err(Obstacle::Invalid(why)) => self.refuse(why),
        }
    }

    /// What is being answered; `None` for questions about the registry.
    fn subject(&self) -> Option<AnswerSubject<'_>> {
        let capability = self.capability()?;
        let answer = self.profile.answers().get(&capability.id).map(|answer| &answer.value);
        let clause = self.question.clause(self.profile.catalogue());
        Some(AnswerSubject { capability, clause, answer })
    }

    fn capability(&self) -> Option<&'static Capability> {
        self.question.capability(self.profile.catalogue())
    }

    /// The identity providers that the taxonomy names, if they can provide what is asked.
    fn provider(&self) -> Option<String> {
        let subject = self.subject()?;
        let can =
            subject.clause.map_or(subject.capability.identity_provider, |clause| clause.identity_provider);
        let providers = self.profile.taxonomy().accounts.as_ref()?.providers();
        (can && !providers.is_empty()).then(|| words::and(providers))
    }

    /// Whether the last event was refused.
    pub(super) fn has_refused(&self) -> bool {
        self.notices.iter().any(|notice| matches!(notice, Notice::Refused(_)))
    }

    /// Whether the last event was handled and needs no further input.
    pub(super) fn is_settled(&self) -> bool {
        !self.has_refused() && self.pending.is_none()
    }

    fn mention(&mut self, text: impl Into<String>) {
        self.tell(Notice::Told(text.into()));
    }

    fn refuse(&mut self, text: impl Into<String>) {
        self.tell(Notice::Refused(text.into()));
    }
}

const NOT_KNOWN: &str = "not known yet";
/// The most characters of a text that a message repeats.
const MOST_REPEATED: usize = 60;
const NO_NAME_YET: &str = "The registry's name comes first.";

/// Names in a text, separated by commas, line ends or `and`.
fn names(text: &str) -> Vec<String> {
    let parts = text.split([',', '\n']).flat_map(|part| part.split(" and "));
    parts.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn field_done(field: AnswerField, text: &str) -> String {
    let name = words::lower_first(field.label());
    match text.trim() {
        "" => format!("{name} removed"),
        _ if field.has_lines() => name,
        text => format!("{name} {}", cut(text, MOST_REPEATED)),
    }
}

/// The profile of a text; one without answers if there is no text yet.
fn read(source: &Source) -> Result<Profile, Vec<Problem>> {
    if source.text.trim().is_empty() {
        let text = profile::start(Catalogue::latest(), "A new registry");
        return profile::read(&Source::new(source.name.clone(), text));
    }
    profile::read(source)
}

fn first_message(problems: &[Problem]) -> String {
    problems.first().map_or_else(String::new, |problem| format!("{}.", problem.message()))
}
