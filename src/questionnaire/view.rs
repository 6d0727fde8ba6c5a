//! [`View`]: what there is to see, as plain data: every face shows this and nothing else.

use std::collections::BTreeSet;

use super::{Event, Field, Only, Pending, Question, Questionnaire, UndoEntry};
use crate::document::{self, Fact, Score, Text, words};
use registry_maturity_core::{
    assessment::{Assessment, Finding, assess},
    catalogue::{Accounts, Capability, Clause, Hosting},
    profile::{Answer, Edit, Judgement, Status},
};

/// What there is to see.
#[derive(Clone, Debug)]
pub struct View {
    /// What the registry is called; empty while it has no name.
    pub registry: String,
    /// How much is answered.
    pub progress: Progress,
    /// Where the tracks stand.
    pub tracks: Vec<TrackLine>,
    /// Where the question stands: its track and level, its number.
    pub place: String,
    /// What the question is about.
    pub title: String,
    /// The capability's id, as commands take it.
    pub id: Option<&'static str>,
    /// The question.
    pub question: String,
    /// What helps to answer it at once: what counts as met, what only as partial.
    pub guidance: Vec<Fact>,
    /// What helps further: why it is asked, how others did it.
    pub background: Vec<Fact>,
    /// The capability's clauses.
    pub clauses: Vec<ClauseLine>,
    /// What can be answered.
    pub choices: Vec<Choice>,
    /// What is said beside it so far.
    pub answer: Vec<Fact>,
    /// The reason that is asked for, before anything else.
    pub prompt: Option<Prompt>,
    /// What the last event led to.
    pub notices: Vec<Notice>,
}

/// How much is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The capabilities that apply and have an answer.
    pub answered: usize,
    /// The capabilities that apply.
    pub all: usize,
    /// In which state questions are asked.
    pub only: Only,
}

/// A track in the margin.
#[derive(Clone, Debug)]
pub struct TrackLine {
    /// Where it stands.
    pub score: Score,
    /// Its capabilities that have an answer.
    pub answered: usize,
    /// Its capabilities.
    pub all: usize,
    /// Whether the question is of this track.
    pub is_current: bool,
}

/// A clause of the capability that is asked about.
#[derive(Clone, Debug)]
pub struct ClauseLine {
    /// Its id, as commands take it.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// How far it is met; none where nothing was said.
    pub status: Option<Status>,
    /// Whether it decides.
    pub is_required: bool,
    /// Whether it is asked about now.
    pub is_current: bool,
}

/// Something that can be answered.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The word for it.
    pub word: &'static str,
    /// What it means.
    pub label: String,
    /// Whether it is the answer now.
    pub is_chosen: bool,
    /// What choosing it does.
    pub event: Event,
}

/// A reason that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked.
    pub question: &'static str,
    /// The note that is there already.
    pub present: String,
}

/// Something to be said after an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An answer is in the file.
    Saved(String),
    /// What follows from it.
    Told(String),
    /// Something was not done.
    Refused(String),
}

impl Notice {
    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Notice::Saved(text) | Notice::Told(text) | Notice::Refused(text) => text,
        }
    }
}

impl Questionnaire {
    /// What there is to see.
    #[must_use]
    pub fn view(&self) -> View {
        let assessment = assess(&self.profile);
        let mut view = View {
            registry: self.profile.registry.name.clone(),
            progress: self.progress(&assessment),
            tracks: self.tracks(&assessment),
            place: self.place(&assessment),
            title: String::new(),
            id: None,
            question: String::new(),
            guidance: Vec::new(),
            background: Vec::new(),
            clauses: Vec::new(),
            choices: Vec::new(),
            answer: Vec::new(),
            prompt: self.prompt(),
            notices: self.notices.clone(),
        };
        match self.question {
            Question::Name => self.show_name(&mut view),
            Question::Accounts => self.show_accounts(&mut view),
            Question::Hosting => self.show_hosting(&mut view),
            Question::End => self.show_end(&mut view, &assessment),
            Question::Capability(_) | Question::Clause(..) => self.show_capability(&mut view),
        }
        view
    }

    /// What a field says here, to be edited.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<String> {
        self.subject()?.field(field)
    }

    /// Whether evidence, notes, plans and the like can be given here.
    #[must_use]
    pub fn takes_fields(&self) -> bool {
        self.subject().is_some()
    }

    /// What was just saved.
    pub(super) fn acknowledgement(&self, event: &Event) -> String {
        match event {
            Event::Write(field, text) => {
                let done = if text.trim().is_empty() { "Removed" } else { "Saved" };
                format!("{done}: {}.", words::lower_first(field.name()))
            }
            Event::AddEvidence(_) => "Saved: evidence.".to_owned(),
            Event::Status(_) | Event::Reason(_) | Event::Accounts(_) | Event::Hosting(_) => {
                let view = self.view();
                let chosen = view.choices.iter().filter(|choice| choice.is_chosen);
                let chosen: Vec<&str> = chosen.map(|choice| choice.label.as_str()).collect();
                let reviewed = if self.was_reviewed_by_answering() { "; reviewed today" } else { "" };
                format!("Saved: {}{reviewed}.", chosen.join(", "))
            }
            _ => "Saved.".to_owned(),
        }
    }

    /// Whether the last change, an answer, moved the day on which somebody last looked.
    fn was_reviewed_by_answering(&self) -> bool {
        let Some(UndoEntry { inverse: Edit::Answer(id, Some(before)), .. }) = self.changes.last() else {
            return false;
        };
        self.profile.answers.get(id).is_some_and(|now| now.reviewed != before.reviewed)
    }

    fn progress(&self, assessment: &Assessment<'_>) -> Progress {
        let findings = || assessment.tracks.iter().flat_map(|track| &track.findings);
        Progress {
            answered: findings().filter(|finding| is_answered(finding)).count(),
            all: findings().count(),
            only: self.selection.only,
        }
    }

    fn tracks(&self, assessment: &Assessment<'_>) -> Vec<TrackLine> {
        let current = self.question.capability(self.profile.catalogue).map(|capability| capability.id);
        let lines = assessment.tracks.iter().map(|track| TrackLine {
            score: document::score(self.profile.catalogue, track),
            answered: track.findings.iter().filter(|finding| is_answered(finding)).count(),
            all: track.findings.len(),
            is_current: track.track.capabilities.iter().any(|capability| Some(capability.id) == current),
        });
        lines.collect()
    }

    fn place(&self, assessment: &Assessment<'_>) -> String {
        let catalogue = self.profile.catalogue;
        let about = match self.question.capability(catalogue) {
            Some(capability) => {
                let track = catalogue.track_of(capability.id).name;
                format!("{track}, level {}", capability.level)
            }
            None if self.question == Question::End => return "The end".to_owned(),
            None => "The registry".to_owned(),
        };
        let questions = self.selection.questions(assessment);
        match questions.iter().position(|question| *question == self.question) {
            Some(at) => format!("{about}, question {} of {}", at + 1, questions.len()),
            None => about,
        }
    }

    fn prompt(&self) -> Option<Prompt> {
        let question = match self.pending? {
            Pending::NotApplicable => "Why does it not apply?",
            Pending::Declined => "Why will it not be done?",
        };
        let of_capability = || self.profile.answers.get(&self.capability()?.id)?.note.clone();
        let present = match self.pending? {
            Pending::NotApplicable => self.field(Field::Note),
            Pending::Declined => of_capability(),
        };
        Some(Prompt { question, present: present.unwrap_or_default() })
    }

    fn show_name(&self, view: &mut View) {
        view.title = "The registry's name".to_owned();
        view.question = "What is the registry called?".to_owned();
        if self.is_begun() {
            view.answer = vec![Fact::new("Name", self.profile.registry.name.clone())];
        }
    }

    fn show_accounts(&self, view: &mut View) {
        let asked = &self.profile.catalogue.taxonomy.accounts;
        view.title = "User accounts".to_owned();
        view.question = asked.question.to_owned();
        view.guidance = vec![Fact::new("Help", asked.help)];
        let given = self.profile.taxonomy.accounts.as_ref().map(Accounts::exist);
        let choice = |word, label: &str, accounts| Choice {
            word,
            label: label.to_owned(),
            is_chosen: given == accounts,
            event: Event::Accounts(accounts),
        };
        view.choices = vec![
            choice("yes", "yes", Some(true)),
            choice("no", "no", Some(false)),
            choice("unknown", "not known yet", None),
        ];
    }

    fn show_hosting(&self, view: &mut View) {
        let asked = &self.profile.catalogue.taxonomy.hosting;
        view.title = "Hosting".to_owned();
        view.question = asked.question.to_owned();
        view.guidance = vec![Fact::new("Help", asked.help)];
        let given = self.profile.taxonomy.hosting.clone().unwrap_or_default();
        view.choices = asked
            .choices
            .iter()
            .map(|choice| Choice {
                word: choice.hosting.id(),
                label: words::lower_first(choice.title),
                is_chosen: given.contains(&choice.hosting),
                event: Event::Hosting(toggled(given.clone(), choice.hosting)),
            })
            .collect();
        view.choices.push(Choice {
            word: "unknown",
            label: "not known yet".to_owned(),
            is_chosen: given.is_empty(),
            event: Event::Hosting(None),
        });
        view.background =
            asked.choices.iter().map(|choice| Fact::new(choice.hosting.id(), choice.help)).collect();
    }

    fn show_end(&self, view: &mut View, assessment: &Assessment<'_>) {
        let open = view.progress.all - view.progress.answered;
        let gaps = assessment.tracks.iter().flat_map(|track| &track.findings).filter(|f| f.is_gap()).count();
        view.title = "No more questions".to_owned();
        view.question = match (self.selection.only, open) {
            (Only::All | Only::Unanswered, 0) => "Everything that applies has an answer.".to_owned(),
            (_, 0) => "There is nothing more of what was to be asked.".to_owned(),
            (_, open) => format!(
                "There is nothing more to ask this way; {} without an answer.",
                words::count(open, "capability is", "capabilities are")
            ),
        };
        view.answer = vec![Fact::new("Gaps", gaps.to_string())];
    }

    fn show_capability(&self, view: &mut View) {
        let Some(subject) = self.subject() else { return };
        let (capability, clause) = (subject.capability, subject.clause);
        view.id = Some(capability.id.as_str());
        view.title = capability.title.to_owned();
        view.question = clause.map_or(capability.question, |clause| clause.question).to_owned();
        view.guidance = vec![
            Fact::new("Counts as met", words::sentence(capability.met)),
            Fact::new("Only partly", words::sentence(capability.partial)),
        ];
        view.background = background(capability);
        view.clauses =
            capability.clauses.iter().map(|other| clause_line(subject.answer, other, clause)).collect();
        let given = given(subject.answer, clause);
        view.choices = Status::ALL
            .into_iter()
            .map(|status| Choice {
                word: status.id(),
                label: words::status(status).to_owned(),
                is_chosen: given == Some(status),
                event: Event::Status(status),
            })
            .collect();
        view.answer = answered(subject.answer, |field| subject.field(field));
    }
}

fn is_answered(finding: &Finding<'_>) -> bool {
    finding.answer.is_some_and(|answer| answer.is_answered(finding.capability))
}

/// What hosting is with one kind more or less; source only excludes the others.
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
    let mut facts = vec![Fact::new("Why it matters", words::sentence(capability.why))];
    if !capability.examples.is_empty() {
        facts.push(Fact::new("How registries did it", Text::lines(examples)));
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

/// The status that was given in so many words.
fn given(answer: Option<&Answer>, clause: Option<&Clause>) -> Option<Status> {
    match (&answer?.judgement, clause) {
        (Judgement::Whole(status), None) => Some(*status),
        (Judgement::ByClause(clauses), Some(clause)) => clauses.get(&clause.id)?.status,
        (Judgement::Unanswered, _) | (Judgement::Whole(_), Some(_)) | (Judgement::ByClause(_), None) => None,
    }
}

/// What is said beside how far something is met.
fn answered(answer: Option<&Answer>, field: impl Fn(Field) -> Option<String>) -> Vec<Fact> {
    let Some(answer) = answer else { return Vec::new() };
    let mut facts = Vec::new();
    if let Some(intent) = answer.intent() {
        facts.push(Fact::new("Intent", words::intent(intent)));
    }
    for known in Field::ALL {
        let Some(text) = field(known) else { continue };
        let lines = text.lines().map(|line| Text::from(line.to_owned()));
        facts.push(Fact::new(known.name(), Text::lines(lines)));
    }
    facts
}
