//! [`QuestionView`]: what an interface shows, as plain data. Every interface shows this and nothing else.

use std::collections::BTreeSet;

use super::{
    AnswerField, Event, NOT_KNOWN, Only, Pending, Question, Questionnaire, Selection,
    answering::{AN_INTENT, AnswerSubject, Obstacle},
    effects, keys,
    question::{numbered, why_stale},
    search,
    wording::{ASKS_FOR_NAME, NOT_AVAILABLE, THE_REGISTRY},
};
use crate::document::{self, Fact, Score, Text, labels, words};
use registry_maturity_core::{
    assessment::Assessment,
    catalogue::{Accounts, Capability, Clause, ClauseId, Hosting, Ruling},
    date::Date,
    profile::{
        Answer, Rating, Status,
        keys::{INTENT, RULING},
    },
};

/// What an interface shows.
#[derive(Clone, Debug)]
pub struct QuestionView {
    /// The registry's name; empty until the profile is created.
    pub registry: String,
    /// How much is answered.
    pub progress: AnswerCount,
    /// The tracks with their levels.
    pub tracks: Vec<TrackLine>,
    /// The question's track, level and number.
    pub place: String,
    /// What is asked, if it is not everything: the state of the questions and their tracks.
    pub narrowed: Option<String>,
    /// The title of the capability, also at its clauses, or of what is asked about the registry.
    pub title: String,
    /// The capability's id, as commands take it; `None` for questions about the registry.
    pub id: Option<&'static str>,
    /// What is asked, in a sentence; at the end, what is still open.
    pub question: String,
    /// Why the answer is due for review, as a sentence; `None` if it is not.
    pub due: Option<String>,
    /// What counts as met and as partial, and how to answer.
    pub guidance: Vec<Fact>,
    /// Why it is asked, and how others did it.
    pub background: Vec<Fact>,
    /// The capability's clauses, in the catalogue's order; empty if it has none.
    pub clauses: Vec<ClauseLine>,
    /// The answers to choose from.
    pub choices: Vec<AnswerChoice>,
    /// The rulings that decide cases of this question; if it asks about a clause, those about the capability as a whole
    /// come last.
    pub rulings: Vec<&'static Ruling>,
    /// The answer so far, in words; empty if the question has no answers to choose from.
    pub given: String,
    /// The rest of the answer so far: evidence, note, plan and so on.
    pub answer: Vec<Fact>,
    /// A text that has to be given before anything else.
    pub prompt: Option<Prompt>,
    /// The messages about the last event.
    pub notices: Vec<Notice>,
}

impl QuestionView {
    /// The status that a ruling decides, and for what, if not for what is asked.
    #[must_use]
    pub fn ruling_status(&self, ruling: &Ruling) -> String {
        let is_about_clause = self.clauses.iter().any(|clause| clause.is_current);
        let about = if is_about_clause && ruling.clause.is_none() { ", as a whole" } else { "" };
        format!("{}{about}", words::status(ruling.status))
    }
}

/// How much is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerCount {
    /// The capabilities that apply and have an answer.
    pub answered: usize,
    /// The capabilities that apply.
    pub all: usize,
    /// The state of the questions that are asked.
    pub only: Only,
}

/// A track in the overview of tracks.
#[derive(Clone, Debug)]
pub struct TrackLine {
    /// Its levels, as answered so far.
    pub score: Score,
    /// How many of its capabilities have an answer.
    pub answered: usize,
    /// How many capabilities it has.
    pub all: usize,
    /// Whether the question is of this track.
    pub is_current: bool,
}

/// A clause of the capability that is asked about.
#[derive(Clone, Debug)]
pub struct ClauseLine {
    /// Its id, as commands take it.
    pub id: &'static str,
    /// What it asks for, in a few words.
    pub title: &'static str,
    /// How far it is met; `None` if that is not answered.
    pub status: Option<Status>,
    /// Whether it decides the capability's status.
    pub is_required: bool,
    /// Whether it is asked about now.
    pub is_current: bool,
}

/// An answer that the operator can choose.
#[derive(Clone, Debug)]
pub struct AnswerChoice {
    /// Its key on the screen, and the letter for it line by line.
    pub key: char,
    /// The word for it line by line.
    pub word: &'static str,
    /// What it means, as the interface shows it.
    pub label: String,
    /// Whether it is the current answer.
    pub is_chosen: bool,
    /// What choosing it does.
    pub event: Event,
}

/// A text that has to be given before an answer can be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked, as a question.
    pub question: &'static str,
    /// What to write, in a sentence or two.
    pub hint: String,
    /// The current text, to be changed or kept; empty if there is none.
    pub present: String,
    /// Whether the text may have several lines.
    pub has_lines: bool,
}

/// A message after an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An answer is in the file.
    Saved(String),
    /// A consequence, or something else worth knowing.
    Info(String),
    /// Something was not done.
    Refused(String),
}

impl AnswerChoice {
    /// Whether several of the question's answers can hold at once.
    #[must_use]
    pub fn is_one_of_several(&self) -> bool {
        matches!(self.event, Event::Hosting(_)) && self.key != 'd'
    }
}

impl Notice {
    /// The message, without its kind.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Notice::Saved(text) | Notice::Info(text) | Notice::Refused(text) => text,
        }
    }
}

impl Questionnaire {
    /// What an interface shows.
    #[must_use]
    pub fn view(&self) -> QuestionView {
        let assessment = self.profile.assess();
        let mut view = QuestionView {
            registry: self.fact(Question::Name).unwrap_or_default(),
            progress: self.progress(&assessment),
            tracks: self.tracks(&assessment),
            place: self.place(&assessment),
            narrowed: self.narrowed(),
            title: String::new(),
            id: None,
            question: String::new(),
            due: None,
            guidance: Vec::new(),
            background: Vec::new(),
            clauses: Vec::new(),
            choices: Vec::new(),
            rulings: Vec::new(),
            given: String::new(),
            answer: Vec::new(),
            prompt: self.prompt(),
            notices: self.notices.clone(),
        };
        match self.question {
            Question::Name | Question::Address | Question::Assessor => self.show_fact(&mut view),
            Question::Accounts | Question::Hosting => {
                self.show_taxonomy(&mut view);
                view.given = given_in_words(&view, None);
            }
            Question::End => self.show_end(&mut view, &assessment),
            Question::Capability(_) | Question::Clause(..) => self.show_capability(&mut view, &assessment),
        }
        view
    }

    /// What a field says here, to be edited.
    #[must_use]
    pub fn field(&self, field: AnswerField) -> Option<String> {
        self.field_at(self.question, field)
    }

    /// What a field says at a question.
    #[must_use]
    pub fn field_at(&self, question: Question, field: AnswerField) -> Option<String> {
        self.subject_of(question)?.field(field)
    }

    /// What a field says for all parts of a capability, if only one of them is asked about and has a field of its own.
    #[must_use]
    pub(super) fn field_for_all(&self, field: AnswerField) -> Option<String> {
        let subject = self.subject()?;
        subject.clause.filter(|_| field.is_of_clauses())?;
        subject.whole().field(field)
    }

    /// Whether evidence, notes, plans and the like can be given here.
    #[must_use]
    pub fn takes_fields(&self) -> bool {
        self.subject().is_some()
    }

    /// Whether there is an answer that can be confirmed.
    pub(super) fn can_be_confirmed(&self) -> bool {
        self.capability().is_some() && self.question.is_answered(&self.profile)
    }

    /// Whether the profile has an answer to remove, even if only a part of one.
    #[must_use]
    pub fn can_be_cleared(&self) -> bool {
        self.capability().is_some_and(|capability| self.profile.answers().contains_key(&capability.id))
    }

    /// The date by which the answer here was to be reviewed, if it has passed.
    #[must_use]
    pub fn missed_review_here(&self) -> Option<Date> {
        self.missed_review(self.capability()?.id)
    }

    /// Whether only the capability as a whole can be said not to apply, because no other required clause applies.
    #[must_use]
    pub fn leaves_no_clause(&self) -> bool {
        let at_clause = self.subject().filter(|subject| subject.clause.is_some());
        at_clause.is_some_and(|subject| {
            matches!(subject.status(Status::NotApplicable, None), Err(Obstacle::Invalid(_)))
        })
    }

    /// Why a field cannot be written here, as a sentence; `None` if it can.
    #[must_use]
    pub fn why_closed(&self, field: AnswerField) -> Option<String> {
        self.obstacle(|subject| subject.takes(field))
    }

    /// Why there can be no intent here, as a sentence; `None` if there can.
    #[must_use]
    pub fn why_no_intent(&self) -> Option<String> {
        self.obstacle(|subject| subject.takes_gap(AN_INTENT))
    }

    /// Why a text cannot be added to the evidence here, as a sentence; `None` if it can.
    #[must_use]
    pub(super) fn why_no_evidence(&self, text: &str) -> Option<String> {
        self.obstacle(|subject| subject.takes_evidence(text))
    }

    fn obstacle(&self, takes: impl FnOnce(AnswerSubject<'_>) -> Result<(), Obstacle>) -> Option<String> {
        let Some(subject) = self.subject() else { return Some(NOT_AVAILABLE.to_owned()) };
        match takes(subject) {
            Err(Obstacle::Invalid(why)) => Some(why),
            Ok(()) | Err(Obstacle::ReasonNeeded(_)) => None,
        }
    }

    fn progress(&self, assessment: &Assessment<'_>) -> AnswerCount {
        let findings = || assessment.findings();
        AnswerCount {
            answered: findings().filter(|finding| finding.is_answered()).count(),
            all: findings().count(),
            only: self.selection.only,
        }
    }

    fn tracks(&self, assessment: &Assessment<'_>) -> Vec<TrackLine> {
        let current = self.question.capability(self.profile.catalogue()).map(|capability| capability.id);
        let lines = assessment.tracks().map(|track| TrackLine {
            score: document::score(self.profile.catalogue(), track),
            answered: track.findings.iter().filter(|finding| finding.is_answered()).count(),
            all: track.findings.len(),
            is_current: track.track.capabilities.iter().any(|capability| Some(capability.id) == current),
        });
        lines.collect()
    }

    pub(super) fn narrowed(&self) -> Option<String> {
        let only = Some(self.selection.only).filter(|only| *only != Only::All).map(Only::id);
        let tracks = self.selection.tracks.iter().map(|track| self.track_name(*track));
        let parts: Vec<&str> = only.into_iter().chain(tracks).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn place(&self, assessment: &Assessment<'_>) -> String {
        let catalogue = self.profile.catalogue();
        let about = match self.question.capability(catalogue) {
            Some(capability) => {
                let track = catalogue.track_of(capability.id).name;
                format!("{track}, level {}", capability.level)
            }
            None if self.question == Question::End => return "The end".to_owned(),
            None => THE_REGISTRY.to_owned(),
        };
        let numbered = numbered(&self.questions_in(assessment), self.question.is_about_registry());
        match numbered.iter().position(|question| *question == self.question.whole()) {
            None => about,
            Some(at) => format!("{about}, question {} of {}", at + 1, numbered.len()),
        }
    }

    fn prompt(&self) -> Option<Prompt> {
        let pending = self.pending?;
        let (question, hint) = match pending {
            Pending::NotApplicable => ("Why does it not apply?", REASON.to_owned()),
            Pending::Declined => {
                let is_clause = matches!(self.question, Question::Clause(..));
                ("Why will it not be done?", if is_clause { REASON_FOR_ALL } else { REASON }.to_owned())
            }
            Pending::Providers => (
                "Who provides log-in?",
                "The names of the identity providers, with commas between them: GitHub, Google.".to_owned(),
            ),
            Pending::AlsoAssess(track) => (
                "Why should this track be assessed anyway?",
                format!("The track is {}. Reports give the reason.", self.track_name(track)),
            ),
        };
        let present = match pending {
            Pending::NotApplicable => self.field(AnswerField::Note),
            Pending::Declined => self.field_at(self.question.whole(), AnswerField::Note),
            Pending::Providers => {
                self.profile.taxonomy().accounts.as_ref().map(|accounts| accounts.providers().join(", "))
            }
            Pending::AlsoAssess(track) => {
                self.profile.also_assess().get(&track).map(|reason| reason.value.clone())
            }
        };
        let has_lines = matches!(pending, Pending::NotApplicable | Pending::Declined);
        Some(Prompt { question, hint, present: present.unwrap_or_default(), has_lines })
    }

    /// A text about the registry.
    fn show_fact(&self, view: &mut QuestionView) {
        let title = search::about_registry().into_iter().find(|it| it.question == self.question);
        let title = title.map_or("", |it| it.title);
        let question = match self.question {
            Question::Address => "What is its address on the web?",
            Question::Assessor => "Who makes this assessment?",
            _ => ASKS_FOR_NAME,
        };
        view.title = title.to_owned();
        view.question = question.to_owned();
        if let Some(present) = self.fact(self.question) {
            view.answer = vec![Fact::new(title, present)];
        }
    }

    /// What the profile says about the registry in answer to a question; `None` if nothing.
    #[must_use]
    pub fn fact(&self, question: Question) -> Option<String> {
        match question {
            Question::Name => self.is_begun().then(|| self.profile.registry().name.clone()),
            Question::Address => self.profile.registry().url.clone(),
            Question::Assessor => self.profile.assessed().by.clone(),
            _ => None,
        }
    }

    fn show_taxonomy(&self, view: &mut QuestionView) {
        match self.question {
            Question::Accounts => self.show_accounts(view),
            _ => self.show_hosting(view),
        }
    }

    fn show_accounts(&self, view: &mut QuestionView) {
        let asked = &self.profile.catalogue().taxonomy.accounts;
        view.title = labels::ACCOUNTS.to_owned();
        view.question = asked.question.to_owned();
        view.guidance = vec![Fact::new("Help", asked.help)];
        let given = self.profile.taxonomy().accounts.as_ref();
        let own = "yes, with the registry's own log-in".to_owned();
        let by_others = match given.map(Accounts::providers) {
            Some(providers @ [_, ..]) => words::accounts_by(providers),
            _ => "yes, with log-in by an identity provider, such as GitHub or Google".to_owned(),
        };
        let is_by_others = matches!(given, Some(Accounts::ProvidedBy(_)));
        view.choices = vec![
            choice('y', "yes", own, given == Some(&Accounts::Present), Event::Accounts(Some(true))),
            choice('p', "provider", by_others, is_by_others, Event::Providers(Vec::new())),
            choice(
                'n',
                "no",
                "no".to_owned(),
                given == Some(&Accounts::Absent),
                Event::Accounts(Some(false)),
            ),
            choice('d', "unknown", NOT_KNOWN.to_owned(), given.is_none(), Event::Accounts(None)),
        ];
    }

    fn show_hosting(&self, view: &mut QuestionView) {
        let asked = &self.profile.catalogue().taxonomy.hosting;
        view.title = labels::HOSTING.to_owned();
        view.question = asked.question.to_owned();
        view.guidance = vec![Fact::new("Help", asked.help)];
        let given = self.profile.taxonomy().hosting.clone().unwrap_or_default();
        let kinds = asked.choices.iter().zip('1'..).map(|(kind, key)| {
            let event = Event::Hosting(toggled(given.clone(), kind.hosting));
            let is_chosen = given.contains(&kind.hosting);
            choice(key, kind.hosting.id(), words::lower_first(kind.title), is_chosen, event)
        });
        view.choices = kinds.collect();
        let unknown = choice('d', "unknown", NOT_KNOWN.to_owned(), given.is_empty(), Event::Hosting(None));
        view.choices.push(unknown);
        view.background =
            asked.choices.iter().map(|choice| Fact::new(choice.hosting.id(), choice.help)).collect();
    }

    fn show_end(&self, view: &mut QuestionView, assessment: &Assessment<'_>) {
        let open = view.progress.all - view.progress.answered;
        let gaps = assessment.findings().filter(|f| f.is_gap()).count();
        view.title = "No more questions".to_owned();
        let standing = match open {
            0 => format!("Every capability has an answer.{}", self.open_recommended_parts(assessment)),
            _ => format!("{} no answer yet.", words::count(open, "capability has", "capabilities have")),
        };
        view.question = match view.narrowed {
            Some(_) => format!("There is nothing else to ask here. {standing}"),
            None => standing,
        };
        view.answer = vec![Fact::new(labels::GAPS, gaps.to_string())];
        let outlook = self.outlook();
        if !outlook.is_empty() {
            view.answer.push(Fact::new("Next", Text::lines(outlook.into_iter().map(Text::from))));
        }
        let contradictions = effects::contradictions(assessment);
        if !contradictions.is_empty() {
            view.answer
                .push(Fact::new("To resolve", Text::lines(contradictions.into_iter().map(Text::from))));
        }
        let then = "`registry-maturity score` shows all levels and gaps, `roadmap` puts the gaps in order, and `check` \
                    guards the levels in CI.";
        view.answer.push(Fact::new("Afterwards", then));
    }

    /// The parts without an answer that are only recommended, as a sentence after another; empty if there are none.
    fn open_recommended_parts(&self, assessment: &Assessment<'_>) -> String {
        let everything = Selection { only: Only::All, tracks: Vec::new(), ..self.selection.clone() };
        let open = everything.questions(assessment);
        let open = open.into_iter().filter(|question| !question.is_answered(&self.profile));
        let parts = open.filter_map(|question| question.clause(self.profile.catalogue()));
        let ids: Vec<&str> = parts.map(|part| part.id.as_str()).collect();
        if ids.is_empty() {
            return String::new();
        }
        let none = words::count(ids.len(), "recommended part has", "recommended parts have");
        format!(" {none} none: {}.", words::and(&ids))
    }

    fn show_capability(&self, view: &mut QuestionView, assessment: &Assessment<'_>) {
        let Some(subject) = self.subject() else { return };
        let (capability, clause) = (subject.capability, subject.clause);
        view.id = Some(capability.id.as_str());
        view.title = capability.title.to_owned();
        view.question = clause.map_or(capability.question, |clause| clause.question).to_owned();
        view.guidance = guidance(capability);
        if self.provider().is_some() {
            // Whose log-in it is decides how to answer, so that comes first.
            view.guidance.rotate_right(usize::from(capability.answering.is_some()));
        }
        view.background = background(capability);
        view.clauses =
            capability.clauses.iter().map(|other| clause_line(subject.answer, other, clause)).collect();
        let about =
            |wanted: Option<ClauseId>| capability.rulings.iter().filter(move |it| it.clause == wanted);
        view.rulings = match clause {
            Some(clause) => about(Some(clause.id)).chain(about(None)).collect(),
            None => about(None).collect(),
        };
        let status = given(subject.answer, clause);
        let provider = self.provider();
        let is_provided = status == Some(Status::Met)
            && provider.is_some()
            && subject.field(AnswerField::DelegatedTo) == provider;
        view.choices = self.statuses(status.filter(|_| !is_provided));
        if let Some(provider) = provider {
            let is_one = self.profile.taxonomy().accounts.as_ref().is_none_or(|it| it.providers().len() == 1);
            let provides = if is_one { "provides" } else { "provide" };
            let label = format!("{provider} {provides} this: met");
            view.choices.push(choice(keys::PROVIDED, "provided", label, is_provided, Event::Provided));
        }
        let finding = assessment.finding_of(capability.id);
        view.due = finding.and_then(|finding| why_stale(assessment, finding, self.selection.as_of));
        if view.due.is_some() && self.can_be_confirmed() {
            let what = if self.is_in_parts() { "all parts are still true" } else { "still true" };
            let label = format!("{what}: confirm the answer as it is");
            view.choices.push(choice(keys::STILL_TRUE, "still-true", label, false, Event::StillTrue));
        }
        view.given = given_in_words(view, subject.answer);
        view.answer = answered(subject);
        if let Some(ruling) = subject.cited() {
            view.answer.insert(0, Fact::new(RULING.label, format!("{} ({})", ruling.case, ruling.id)));
        }
    }

    fn statuses(&self, given: Option<Status>) -> Vec<AnswerChoice> {
        let choices = Status::ALL.into_iter().map(|status| {
            let label = words::status(status).to_owned();
            choice(words::key(status), status.id(), label, given == Some(status), Event::Status(status))
        });
        choices.collect()
    }
}

impl TrackLine {
    /// The track's levels and answers in one line.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.score.standing {
            Some(_) => format!("{}, {} of {} answered.", self.standing(), self.answered, self.all),
            None => format!("{}.", self.standing()),
        }
    }

    /// The track's levels, and how far the next one is.
    pub(super) fn standing(&self) -> String {
        let name = self.score.name;
        let Some(levels) = self.score.named_levels() else {
            let why = self.score.reason.as_deref().unwrap_or("nothing applies");
            return format!("{name}: {}, {why}", words::NO_LEVEL);
        };
        let next = match self.score.next {
            Some((level, gaps)) => format!("{} to level {level}", words::count(gaps, "gap", "gaps")),
            None => "no gaps".to_owned(),
        };
        format!("{name}: {levels}, {next}")
    }
}

const REASON: &str = "The reason becomes the note, which readers see.";
const REASON_FOR_ALL: &str =
    "The intent is for the capability with all of its parts. The reason becomes its note, which readers see.";

fn choice(key: char, word: &'static str, label: String, is_chosen: bool, event: Event) -> AnswerChoice {
    AnswerChoice { key, word, label, is_chosen, event }
}

fn guidance(capability: &Capability) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new(words::COUNTS_AS_MET, words::sentence(capability.met)),
        Fact::new(words::ONLY_PARTLY, words::sentence(capability.partial)),
    ];
    facts.extend(
        capability.answering.map(|answering| Fact::new(labels::HOW_TO_ANSWER, words::sentence(answering))),
    );
    facts
}

/// The hosting with one kind added or removed; source only excludes the others.
fn toggled(mut given: BTreeSet<Hosting>, hosting: Hosting) -> Option<BTreeSet<Hosting>> {
    if !given.remove(&hosting) {
        given.retain(|other| (*other == Hosting::SourceOnly) == (hosting == Hosting::SourceOnly));
        given.insert(hosting);
    }
    (!given.is_empty()).then_some(given)
}

fn background(capability: &'static Capability) -> Vec<Fact> {
    let examples = capability
        .examples
        .iter()
        .map(|example| Text::new().strong(example.registry).plain(format!(": {}", example.how)));
    let mut facts = vec![Fact::new(labels::WHY_IT_MATTERS, words::sentence(capability.why))];
    if !capability.examples.is_empty() {
        facts.push(Fact::new(labels::HOW_REGISTRIES_DID_IT, Text::lines(examples)));
    }
    facts
}

fn clause_line(answer: Option<&Answer>, clause: &'static Clause, current: Option<&Clause>) -> ClauseLine {
    ClauseLine {
        id: clause.id.as_str(),
        title: clause.title,
        status: answer.and_then(|answer| answer.clause(clause.id)).and_then(|answer| answer.status),
        is_required: clause.required,
        is_current: current.is_some_and(|current| current.id == clause.id),
    }
}

/// The status in the answer itself.
fn given(answer: Option<&Answer>, clause: Option<&Clause>) -> Option<Status> {
    match (&answer?.rating, clause) {
        (Rating::Whole(status), None) => Some(*status),
        (Rating::Unanswered, _) | (Rating::Whole(_), Some(_)) | (Rating::ByClause(_), None) => None,
        (Rating::ByClause(clauses), Some(clause)) => clauses.get(&clause.id).and_then(|clause| clause.status),
    }
}

/// The answer so far: what is chosen, or how far each clause is met if the question is about all of them.
fn given_in_words(view: &QuestionView, answer: Option<&Answer>) -> String {
    if answer.is_some_and(Answer::is_by_clause) && !view.clauses.iter().any(|clause| clause.is_current) {
        let clauses = view
            .clauses
            .iter()
            .map(|clause| format!("{} {}", clause.id, words::status_if_answered(clause.status)));
        return clauses.collect::<Vec<_>>().join(", ");
    }
    let chosen = view.choices.iter().filter(|choice| choice.is_chosen);
    // The provider is shown among the other parts of the answer.
    let chosen: Vec<&str> = chosen
        .map(|choice| match choice.event {
            Event::Provided => words::status(Status::Met),
            _ => choice.label.as_str(),
        })
        .collect();
    if chosen.is_empty() { words::NOT_ANSWERED.to_owned() } else { words::and(&chosen) }
}

/// The parts of an answer other than its status. If a clause is asked about, its own come first, then those of the
/// capability with all of its parts.
fn answered(subject: AnswerSubject<'_>) -> Vec<Fact> {
    let Some(answer) = subject.answer else { return Vec::new() };
    let is_own = |field: &AnswerField| subject.clause.is_some() && field.is_of_clauses();
    let own = AnswerField::ALL.into_iter().filter(is_own);
    let own = own.filter_map(|field| Some(Fact::new(field.label(), field.in_words(&subject.field(field)?))));
    let intent = answer.intent().map(|intent| Fact::new(INTENT.label, words::intent(intent)));
    let shared = AnswerField::ALL.into_iter().filter_map(|field| {
        let name = if is_own(&field) { field.label_for_all() } else { field.label() };
        Some(Fact::new(name, field.in_words(&field.of(answer)?)))
    });
    own.chain(intent).chain(shared).collect()
}
