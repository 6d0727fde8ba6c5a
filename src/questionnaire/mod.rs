//! [`Questionnaire`]: an assessment as a conversation. It knows what to ask, what an answer changes in the profile's
//! text, and what to show.
//!
//! It does not depend on a terminal or a file. An interface turns what the operator does into an [`Event`], a
//! [`Conversation`] applies it and saves the file, and a [`QuestionView`] is what an interface shows. There are two
//! interfaces: [`mod@line`], which needs nothing but lines of text, and `screen`, which fills a terminal.

mod answering;
mod changes;
mod conversation;
mod effects;
mod event;
mod field;
mod kept;
pub mod keys;
pub mod line;
mod outlook;
mod question;
#[cfg(feature = "tui")]
pub mod screen;
mod search;
mod view;
pub mod wording;

pub use answering::addresses;
pub use conversation::{Composer, Conversation, NotSaved, Store};
pub use event::{Event, INTENTS};
pub use field::AnswerField;
pub use outlook::{OverviewSubject, summary};
pub use question::{Only, Question, Selection};
pub use search::Found;
pub use view::{AnswerChoice, AnswerCount, ClauseLine, Notice, Prompt, QuestionView, TrackLine};

use std::{collections::BTreeSet, rc::Rc};

use self::{
    answering::{AnswerSubject, Changed, Obstacle},
    changes::{Changes, Description, Done},
    effects::Contradiction,
    event::After,
    field::without_by,
    question::numbered,
    wording::{NAME_NEEDED, NO_CLAUSES, NOT_AVAILABLE, NOTHING_CHANGED},
};
use crate::document::words;
use registry_maturity_core::{
    assessment::Assessment,
    catalogue::{Accounts, Capability, CapabilityId, Catalogue, Hosting, Level, RulingId, TrackId},
    date::Date,
    profile::{self, Answer, Edit, Intent, Profile, Status},
    text::{Problem, Source, cut, likely_address, web_address},
};

/// An assessment in progress.
#[derive(Clone, Debug)]
pub struct Questionnaire {
    source: Source,
    profile: Rc<Profile>,
    selection: Selection,
    /// The questions that this selection has asked so far. They stay selected once answered, so that the operator can
    /// go back.
    selected: Vec<Question>,
    question: Question,
    pending: Option<Pending>,
    notices: Vec<Notice>,
    /// The notices that report an unchanged profile.
    unchanged: Vec<String>,
    /// The contradictions between answers that the last event brought.
    contradictions: Vec<Contradiction>,
    changes: Changes,
    /// What the last event changed, as a sentence.
    done: Option<String>,
    /// The capability whose answer the last event gave, confirmed or dated.
    dated: Option<CapabilityId>,
    input: InputMode,
}

/// How the operator answers, which decides what messages can offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InputMode {
    /// On the full screen or the page, with an overview.
    Menus,
    /// With typed commands.
    Lines,
    /// One event from a command.
    Once,
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
        let profile = Rc::new(read(&source)?);
        let mut questionnaire = Questionnaire {
            source,
            profile,
            selection,
            selected: Vec::new(),
            question: Question::Name,
            pending: None,
            notices: Vec::new(),
            unchanged: Vec::new(),
            contradictions: Vec::new(),
            changes: Changes::default(),
            done: None,
            dated: None,
            input: InputMode::Menus,
        };
        questionnaire.selected = questionnaire.in_selection();
        questionnaire.question = questionnaire.first();
        Ok(questionnaire)
    }

    /// This questionnaire, for a single event: messages do not offer to undo it, or what else one could do here.
    #[must_use]
    pub fn for_one_event(self) -> Questionnaire {
        Questionnaire { input: InputMode::Once, ..self }
    }

    fn can_undo(&self) -> bool {
        self.input != InputMode::Once
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
        self.questions_in(&self.profile.assess())
    }

    /// Like [`Questionnaire::questions`], with an assessment of the profile that the caller already has.
    fn questions_in(&self, assessment: &Assessment<'_>) -> Vec<Question> {
        let everything = Selection { only: Only::All, ..self.selection.clone() };
        let mut questions = everything.questions(assessment);
        if self.selection.only != Only::All {
            let now = self.selection.questions(assessment);
            questions.retain(|question| now.contains(question) || self.was_selected(*question));
        }
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
        self.unchanged.clear();
        self.contradictions.clear();
        self.done = None;
        self.dated = None;
        self.selected = self.questions();
        let before = Rc::clone(&self.profile);
        self.carry_out(event);
        if !matches!(event, Event::Undo | Event::Redo) {
            self.point_out_what_is_kept(&before, event.names_provider());
        }
        self.point_out_due_review();
        self.changes.trim();
    }

    /// Moves on, and keeps the notices about this question.
    fn move_on(&mut self, after: After) {
        match after {
            After::Stay => {}
            After::Next => self.step(|rank, here| rank > here, false),
            After::PastClauses => self.step(|rank, here| (rank.0, rank.1) > (here.0, here.1), false),
        }
    }

    fn carry_out(&mut self, event: &Event) {
        let pending = self.pending.take();
        match event {
            Event::Next => self.move_on(After::Next),
            Event::PastClauses => self.move_on(After::PastClauses),
            Event::Back => self.step(|rank, here| rank < here, true),
            Event::Go(question) => self.go(*question),
            Event::Whole => self.whole(),
            Event::ByClause => self.by_clause(),
            Event::Only(only) => self.narrow(|selection| selection.only = *only),
            Event::Tracks(tracks) => self.narrow(|selection| selection.tracks.clone_from(tracks)),
            Event::Name(name) => self.name(name.trim()),
            Event::Address(address) => self.address(address.trim()),
            Event::Assessor(assessor) => self.assessor(assessor.trim()),
            Event::AssessedOn(day) => self.assessed_on(day.trim()),
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
            Event::NoReason => self.refuse(NOTHING_CHANGED),
            Event::Write(field, text) => self.write(*field, text),
            Event::AddEvidence(text) => {
                self.answer(Done::set("evidence"), |subject| subject.add_evidence(text));
            }
            Event::RemoveEvidence(number) => {
                let done = Done::removed(format!("evidence {number}"));
                self.answer(done, |subject| subject.remove_evidence(*number));
            }
            Event::RemovePlan => self.remove_plan(),
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
    fn take_in(&mut self, text: String) -> Result<(), Vec<Problem>> {
        let source = Source::new(self.source.name.clone(), text);
        // Once there is a profile, an empty file is a loss and not a new profile.
        let profile = if self.is_begun() { profile::read(&source)? } else { read(&source)? };
        self.profile = Rc::new(profile);
        self.source = source;
        Ok(())
    }

    fn notify(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// The first question to ask: the first without an answer, or, of a narrower selection, simply the first.
    fn first(&self) -> Question {
        let is_narrowed = self.selection.only != Only::All;
        let is_skipped = |question: &Question| match question {
            Question::Name => self.is_begun(),
            _ => {
                question.is_answered(&self.profile)
                    || self.is_begun() && question.is_optional()
                    || self.was_passed_over(*question)
            }
        };
        let mut open = self.questions().into_iter().filter(|question| is_narrowed || !is_skipped(question));
        open.next().unwrap_or(Question::End)
    }

    /// Whether it is about a clause that is only recommended, and a capability after it has an answer.
    fn was_passed_over(&self, question: Question) -> bool {
        let catalogue = self.profile.catalogue();
        let (Some(clause), Some(capability)) = (question.clause(catalogue), question.capability(catalogue))
        else {
            return false;
        };
        let answers = self.profile.answers();
        let is_answered = |id| Question::Capability(id).is_answered(&self.profile);
        let rank = |id| Question::Capability(id).rank(catalogue);
        !clause.required
            && is_answered(capability.id)
            && answers.keys().any(|id| rank(*id) > rank(capability.id) && is_answered(*id))
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
            _ => self.refuse(NO_CLAUSES),
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
        let none = questions.is_empty().then(|| self.narrowed()).flatten();
        let only = narrowed_to(none.as_deref());
        let all = words::count(registry + others, "question", "questions");
        self.mention(match (registry, others) {
            (0, _) => format!("{all} to ask{only}."),
            (_, 0) => format!("{all} to ask, about the registry."),
            (_, _) => format!("{all} to ask, {registry} of them about the registry."),
        });
        for track in self.selection.tracks.clone() {
            if let Some(why) = self.why_track_is_left_out(track) {
                self.mention(why);
            }
        }
    }

    fn name(&mut self, name: &str) {
        if name.is_empty() {
            return self.refuse(NAME_NEEDED);
        }
        if self.is_begun() {
            let edit = Edit::RegistryName(name.to_owned());
            return self.about_registry(Done::set(format!("name, {name}")), Question::Name, edit);
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
            let like = like_address(address);
            return self.refuse(format!("The address should begin with https://{like}."));
        }
        let url = (!address.is_empty()).then(|| address.to_owned());
        let done = fact_done("address", address);
        self.about_registry(done, Question::Address, Edit::RegistryUrl(url));
    }

    fn assessor(&mut self, assessor: &str) {
        let by = (!assessor.is_empty()).then(|| assessor.to_owned());
        let done = fact_done("assessor", assessor);
        self.about_registry(done, Question::Assessor, Edit::AssessedBy(by));
    }

    fn assessed_on(&mut self, text: &str) {
        let today = self.selection.as_of;
        let day = match text {
            "" => Ok(today),
            text => text.parse::<Date>(),
        };
        match day {
            Err(error) => {
                self.refuse(format!("Assessed on, “{}”: {error}.", cut(text, MAX_REPEATED)));
            }
            Ok(day) if day > today => self.refuse(format!(
                "{day} is in the future. Write the day on which the assessment was made, no later than {today}."
            )),
            Ok(day) => {
                let done = Done::set(format!("assessed on {day}"));
                let has_changed = self.change(Description::new(done, None), Edit::AssessedDate(Some(day)));
                let mut answers = self.profile.answers().values();
                if has_changed && answers.any(|answer| answer.reviewed.is_none()) {
                    self.mention("Answers without a review date of their own now count as reviewed on that day.");
                }
            }
        }
    }

    /// Answers a question about the registry, and moves on if that was the question.
    fn about_registry(&mut self, done: Done, question: Question, edit: Edit) {
        self.change(Description::new(done, None), edit);
        if self.question == question && !self.has_refused() {
            self.move_on(After::Next);
        }
    }

    fn accounts(&mut self, exist: Option<bool>) {
        let accounts = exist.map(|exist| if exist { Accounts::Present } else { Accounts::Absent });
        let done = match exist {
            Some(true) => "user accounts, yes",
            Some(false) => "user accounts, no",
            None => "user accounts, not known yet",
        };
        self.change(Description::new(Done::set(done), None), Edit::Accounts(accounts));
    }

    fn hosting(&mut self, hosting: Option<BTreeSet<Hosting>>) {
        let kinds =
            hosting.as_ref().map_or_else(|| NOT_KNOWN.to_owned(), |kinds| self.hosting_in_words(kinds));
        let done = Done::set(format!("hosting, {kinds}"));
        let (before, now) = (
            self.profile.taxonomy().hosting.clone().unwrap_or_default(),
            hosting.clone().unwrap_or_default(),
        );
        let excluded = &before - &now;
        let has_changed = self.change(Description::new(done, None), Edit::Hosting(hosting));
        if has_changed && !excluded.is_empty() && !now.is_subset(&before) {
            let excluded = self.hosting_in_words(&excluded);
            let info = format!("The new answer excludes what was set before: {excluded}.");
            self.notices.insert(0, Notice::Info(info));
        }
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
        self.change(Description::new(Done::set(done), None), Edit::Accounts(Some(accounts)));
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
            Some(_) => format!("{name} is assessed anyway"),
            None => format!("{name} is only assessed if the taxonomy says so"),
        };
        let edit = Edit::AlsoAssess(track, reason.map(str::to_owned));
        self.change(Description::new(Done::set(done), None), edit);
    }

    fn track_name(&self, track: TrackId) -> &'static str {
        let tracks = self.profile.catalogue().tracks;
        tracks.iter().find(|it| it.id == track).map_or("", |it| it.name)
    }

    fn target(&mut self, track: TrackId, level: Option<Level>) {
        let name = self.track_name(track);
        let done = match level {
            Some(level) => Done::set(format!("target level {level} for {name}")),
            None => Done::removed(format!("the target for {name}")),
        };
        self.change(Description::new(done, None), Edit::Target(track, level));
        if let (Some(_), Some(why)) = (level, self.why_track_is_left_out(track)) {
            self.mention(format!("The target has no effect now. {why}"));
        }
    }

    fn status(&mut self, status: Status, reason: Option<&str>) {
        self.answer(Done::set(words::status(status)), |subject| subject.status(status, reason));
    }

    fn provided(&mut self) {
        let Some(provider) = self.provider() else {
            return self.refuse("No identity provider is named, or this is not about log-in.");
        };
        let done = format!("{}, by {provider}", words::status(Status::Met));
        self.answer(Done::set(done), |subject| subject.provided(&provider));
    }

    fn ruling(&mut self, id: RulingId) {
        let Some(ruling) = self.capability().and_then(|capability| capability.ruling(id.as_str()).ok())
        else {
            return self.refuse(format!("This question has no ruling `{id}`."));
        };
        let question = if ruling.clause.is_none() { self.question.whole() } else { self.question };
        self.question = question;
        let done = format!("{}, by the ruling {id}", words::status(ruling.status));
        self.answer_about(question, Done::set(done), |subject| subject.ruling(ruling));
    }

    fn intent(&mut self, intent: Option<Intent>, reason: Option<&str>) {
        let answer = self.subject().and_then(|subject| subject.answer);
        let is_planned = |answer: &Answer| answer.plan.is_some() && answer.intent() == Some(Intent::Planned);
        if intent.is_none() && answer.is_some_and(is_planned) {
            return self.mention("It has a plan, so it counts as planned. Remove the plan to change that.");
        }
        let done = intent.map_or(Done::removed("the intent"), |intent| Done::set(words::intent(intent)));
        self.answer_whole(done, |subject| subject.intent(intent, reason));
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

    /// The capability whose answer contradicts the answer to this question since the last event.
    pub(super) fn contradicted_at(&self, question: Question) -> Option<CapabilityId> {
        let here = question.capability(self.profile.catalogue())?.id;
        self.contradictions.iter().find_map(|Contradiction { met, unmet }| {
            if *met == here { unmet.first().copied() } else { unmet.contains(&here).then_some(*met) }
        })
    }

    fn write(&mut self, field: AnswerField, text: &str) {
        let text = field.given(text);
        if let Some(none) = self.lacks(field).filter(|_| text.is_empty()) {
            return self.mention(none);
        }
        let done = match text {
            "" => Done::removed(format!("the {}", field.noun())),
            _ if field.has_lines() => Done::set(words::lower_first(field.label())),
            text => Done::set(format!("{} {}", words::lower_first(field.label()), cut(text, MAX_REPEATED))),
        };
        if field.is_of_clauses() {
            self.answer(done, |subject| subject.write(field, text));
        } else {
            self.answer_whole(done, |subject| subject.write(field, text));
        }
    }

    /// A sentence saying that a field is empty here; `None` if it is not.
    fn lacks(&self, field: AnswerField) -> Option<String> {
        let subject = self.subject()?;
        let noun = field.noun();
        match (subject.field(field), subject.clause, subject.whole().field(field)) {
            (Some(_), ..) => None,
            (None, Some(_), Some(_)) => Some(format!(
                "This clause has no {noun}. The {noun} on all parts belongs to {} as a whole.",
                subject.capability.id
            )),
            (None, ..) => Some(format!("There is no {noun}.")),
        }
    }

    fn remove_plan(&mut self) {
        let has_plan = self.subject().and_then(|subject| subject.answer).is_some_and(|it| it.plan.is_some());
        if !has_plan {
            return self.mention("There is no plan.");
        }
        self.answer_whole(Done::removed("the plan"), |subject| Ok(subject.without_plan()));
    }

    fn still_true(&mut self) {
        if !self.can_be_confirmed() {
            return self.refuse("There is no answer to confirm yet.");
        }
        let parts = if self.is_in_parts() { "all parts " } else { "" };
        let done = Done::set(format!("{parts}still true, reviewed {}", self.selection.as_of));
        self.answer_whole(done, |subject| Ok(subject.confirmed()));
    }

    fn clear(&mut self) {
        let (removed, about, edit) = match self.question {
            Question::Accounts => ("the answer about user accounts".to_owned(), None, Edit::Accounts(None)),
            Question::Hosting => ("the answer about hosting".to_owned(), None, Edit::Hosting(None)),
            Question::Capability(id) | Question::Clause(id, _) => {
                let parts = self.capability().map_or(0, |capability| capability.clauses.len());
                let all = if self.is_in_parts() { format!(" with its {parts} parts") } else { String::new() };
                (format!("the answer{all}"), Some(id.to_string()), Edit::Answer(id, None))
            }
            _ => return self.refuse("There is no answer to remove here."),
        };
        self.change(Description::new(Done::removed(removed), about), edit);
    }

    /// Applies a change to the answer. If that needs a reason, it stays pending.
    fn answer(&mut self, done: Done, change: impl FnOnce(AnswerSubject<'_>) -> Result<Changed, Obstacle>) {
        self.answer_about(self.question, done, change);
    }

    /// Like [`Questionnaire::answer`], for what an answer has only once, even if a clause is asked about.
    fn answer_whole(
        &mut self,
        done: Done,
        change: impl FnOnce(AnswerSubject<'_>) -> Result<Changed, Obstacle>,
    ) {
        self.answer_about(self.question.whole(), done, change);
    }

    fn answer_about(
        &mut self,
        question: Question,
        done: Done,
        change: impl FnOnce(AnswerSubject<'_>) -> Result<Changed, Obstacle>,
    ) {
        let Some(subject) = self.subject_of(question) else {
            return self.refuse(NOT_AVAILABLE);
        };
        let id = subject.capability.id;
        // Facts about the capability, given at a clause, apply to its other clauses too.
        let is_of_part = question == self.question;
        let about = if is_of_part { question.to_string() } else { format!("all parts of {question}") };
        let what = Description::new(done, Some(about));
        match change(subject) {
            Ok(changed) => self.give(what, id, changed),
            Err(Obstacle::ReasonNeeded(pending)) => self.pending = Some(pending),
            Err(Obstacle::Invalid(why)) => self.refuse(why),
        }
    }

    /// Whether the answer here says how far each clause is met.
    fn is_in_parts(&self) -> bool {
        self.subject().and_then(|subject| subject.answer).is_some_and(Answer::is_by_clause)
    }

    /// What is being answered; `None` for questions about the registry.
    fn subject(&self) -> Option<AnswerSubject<'_>> {
        self.subject_of(self.question)
    }

    fn subject_of(&self, question: Question) -> Option<AnswerSubject<'_>> {
        let capability = question.capability(self.profile.catalogue())?;
        let answer = self.profile.answers().get(&capability.id).map(|answer| &answer.value);
        let clause = question.clause(self.profile.catalogue());
        Some(AnswerSubject { capability, clause, answer, today: self.selection.as_of })
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
        self.notify(Notice::Info(text.into()));
    }

    fn refuse(&mut self, text: impl Into<String>) {
        self.notify(Notice::Refused(text.into()));
    }
}

const NOT_KNOWN: &str = "not known yet";
/// The maximum number of characters of a text that a message repeats.
pub const MAX_REPEATED: usize = 60;

/// A text as messages repeat it: its beginning, in one line, without full stops at its end.
fn repeated(text: &str) -> String {
    let line = text.lines().collect::<Vec<_>>().join(" ");
    cut(line.trim_end_matches('.'), MAX_REPEATED)
}

/// The address that is probably meant, to follow a sentence that asks for one; empty if there is none.
fn like_address(text: &str) -> String {
    likely_address(text).map_or(String::new(), |likely| format!(", like {likely}"))
}

/// What is asked if it is not everything, to follow a name or a number.
fn narrowed_to(only: Option<&str>) -> String {
    only.map_or(String::new(), |only| format!(" (only: {only})"))
}

const NO_NAME_YET: &str = "The registry's name comes first.";

/// Names in a text, separated by commas, line ends or `and`.
fn names(text: &str) -> Vec<String> {
    let parts = without_by(text).split([',', '\n']).flat_map(|part| part.split(" and "));
    parts.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// What was done to a text about the registry.
fn fact_done(name: &str, text: &str) -> Done {
    match text {
        "" => Done::removed(format!("the {name}")),
        text => Done::set(format!("{name}, {text}")),
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
