//! [`Question`]: a place in the questionnaire, and which of them a [`Selection`] asks.

use registry_maturity_core::{
    age::Age,
    assessment::{Assessment, Finding},
    catalogue::{Capability, CapabilityId, Catalogue, Clause, ClauseId, TrackId},
    check::{self, Freshness},
    date::Date,
    profile::{Answer, Judgement, Profile, Status},
};

/// An answer that nobody has looked at for so long is stale.
const FRESH: Age = Age::months(12);

/// A place in the questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the registry is called.
    Name,
    /// Whether it has user accounts.
    Accounts,
    /// What it takes in.
    Hosting,
    /// A capability as a whole.
    Capability(CapabilityId),
    /// One clause of a capability.
    Clause(CapabilityId, ClauseId),
    /// Behind the last question.
    End,
}

/// Which questions are asked.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Those of these tracks, if any are named.
    pub tracks: Vec<TrackId>,
    /// Those in this state.
    pub only: Only,
    /// The day from which an answer's age counts.
    pub as_of: Date,
}

/// In which state a question must be to be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// Any.
    #[default]
    All,
    /// Not answered yet.
    Unanswered,
    /// Answered or not, but not met.
    Gaps,
    /// Known once, but not fresh any more, as `check --max-age 12mo` sees it.
    Stale,
}

impl Only {
    /// Every state, in the order in which they are offered.
    pub const ALL: [Only; 4] = [Only::All, Only::Unanswered, Only::Gaps, Only::Stale];

    /// The word for it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Only::All => "all",
            Only::Unanswered => "unanswered",
            Only::Gaps => "gaps",
            Only::Stale => "stale",
        }
    }

    /// The state of this word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Only> {
        Only::ALL.into_iter().find(|only| only.id() == id)
    }
}

impl Question {
    /// The capability that is asked about, if one is.
    #[must_use]
    pub fn capability(self, catalogue: &Catalogue) -> Option<&'static Capability> {
        match self {
            Question::Capability(id) | Question::Clause(id, _) => catalogue.capability(id.as_str()).ok(),
            _ => None,
        }
    }

    /// The clause that is asked about, if one is.
    #[must_use]
    pub fn clause(self, catalogue: &Catalogue) -> Option<&'static Clause> {
        match self {
            Question::Clause(_, clause) => self.capability(catalogue)?.clause(clause.as_str()),
            _ => None,
        }
    }

    /// Whether there is an answer to it. `unknown` is one: nobody knows. An empty value is none.
    #[must_use]
    pub fn is_answered(self, profile: &Profile) -> bool {
        match self {
            Question::Name => !profile.registry.name.is_empty(),
            Question::Accounts => profile.taxonomy.accounts.is_some(),
            Question::Hosting => profile.taxonomy.hosting.is_some(),
            Question::Capability(id) => {
                profile.answers.get(&id).is_some_and(|answer| answer.judgement != Judgement::Unanswered)
            }
            Question::Clause(id, clause) => {
                profile.answers.get(&id).is_some_and(|answer| match &answer.judgement {
                    Judgement::Unanswered => false,
                    Judgement::Whole(_) => true,
                    Judgement::ByClause(_) => {
                        answer.clause(clause).is_some_and(|clause| clause.status.is_some())
                    }
                })
            }
            Question::End => true,
        }
    }

    /// Where it stands among all questions that there could be.
    #[must_use]
    pub fn rank(self, catalogue: &Catalogue) -> (usize, usize, usize) {
        let capability = |id| catalogue.capabilities().position(|capability| capability.id == id);
        match self {
            Question::Name => (0, 0, 0),
            Question::Accounts => (1, 0, 0),
            Question::Hosting => (2, 0, 0),
            Question::Capability(id) => (3, capability(id).unwrap_or(0), 0),
            Question::Clause(id, clause) => {
                let clauses = self.capability(catalogue).map_or(&[][..], |capability| capability.clauses);
                let at = clauses.iter().position(|other| other.id == clause);
                (3, capability(id).unwrap_or(0), at.unwrap_or(0) + 1)
            }
            Question::End => (4, 0, 0),
        }
    }
}

impl Selection {
    /// The questions to ask, in the order of the catalogue.
    #[must_use]
    pub fn questions(&self, assessment: &Assessment<'_>) -> Vec<Question> {
        let profile = assessment.profile;
        let about_registry = [Question::Name, Question::Accounts, Question::Hosting].into_iter();
        let about_registry = about_registry.filter(|question| match self.only {
            Only::All => self.tracks.is_empty(),
            Only::Unanswered => self.tracks.is_empty() && !question.is_answered(profile),
            Only::Gaps | Only::Stale => false,
        });
        let tracks = assessment.assessed().filter(|track| self.asks_track(track.track.id));
        let findings = tracks.flat_map(|track| &track.findings);
        let capabilities = findings.filter(|finding| self.asks(assessment, finding));
        let questions = capabilities.flat_map(|finding| questions_of(finding.capability, finding.answer));
        about_registry
            .chain(
                questions.filter(|question| self.only != Only::Unanswered || !question.is_answered(profile)),
            )
            .collect()
    }

    fn asks_track(&self, track: TrackId) -> bool {
        self.tracks.is_empty() || self.tracks.contains(&track)
    }

    fn asks(&self, assessment: &Assessment<'_>, finding: &Finding<'_>) -> bool {
        match self.only {
            Only::All | Only::Unanswered => true,
            Only::Gaps => finding.is_gap(),
            Only::Stale => check::stale(assessment, finding, Freshness { max_age: FRESH, as_of: self.as_of })
                .next()
                .is_some(),
        }
    }
}

/// A capability with clauses is asked clause by clause, unless it was answered as a whole.
pub(super) fn questions_of(capability: &'static Capability, answer: Option<&Answer>) -> Vec<Question> {
    if capability.clauses.is_empty() || !is_open_to_clauses(answer) {
        return vec![Question::Capability(capability.id)];
    }
    capability.clauses.iter().map(|clause| Question::Clause(capability.id, clause.id)).collect()
}

/// Whether a clause can be answered without giving up an answer as a whole.
pub(super) fn is_open_to_clauses(answer: Option<&Answer>) -> bool {
    answer.is_none_or(|answer| match answer.judgement {
        Judgement::Whole(status) => status == Status::Unknown,
        Judgement::Unanswered | Judgement::ByClause(_) => true,
    })
}
