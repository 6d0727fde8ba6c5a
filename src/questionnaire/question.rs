//! [`Question`]: a place in the questionnaire, and which of them a [`Selection`] asks.

use std::fmt;

use registry_maturity_core::{
    age::Age,
    assessment::{Assessment, Finding},
    catalogue::{Capability, CapabilityId, Catalogue, Clause, ClauseId, TrackId},
    check::{self, Freshness, Stale},
    date::Date,
    profile::{Answer, Profile, Rating, Status},
};

/// The age at which an answer is due for review.
const FRESH: Age = Age::months(12);

/// A place in the questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the registry is called. The profile is created with it.
    Name,
    /// The address of the registry's website.
    Address,
    /// Who assesses the registry.
    Assessor,
    /// Whether it has user accounts.
    Accounts,
    /// The kinds of hosting that it offers.
    Hosting,
    /// How far a capability is met, as a whole.
    Capability(CapabilityId),
    /// How far one of its clauses is met.
    Clause(CapabilityId, ClauseId),
    /// After the last question.
    End,
}

/// Which questions are asked.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Only those of these tracks, unless the list is empty.
    pub tracks: Vec<TrackId>,
    /// Only those in this state.
    pub only: Only,
    /// Today: the date of answers that are given or confirmed, from which ages count.
    pub as_of: Date,
}

/// The state that a question must be in to be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// Any state.
    #[default]
    All,
    /// Not answered yet.
    Unanswered,
    /// Answered with `unknown`.
    Unknown,
    /// Not met, whether answered or not.
    Gaps,
    /// Between a track and its next level.
    Blockers,
    /// Due for review, as `check --max-age 12mo` sees it.
    Stale,
}

impl Only {
    /// Every state, in the order in which they are offered.
    pub const ALL: [Only; 6] =
        [Only::All, Only::Unanswered, Only::Unknown, Only::Gaps, Only::Blockers, Only::Stale];

    /// The word for it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Only::All => "all",
            Only::Unanswered => "unanswered",
            Only::Unknown => "unknown",
            Only::Gaps => "gaps",
            Only::Blockers => "blockers",
            Only::Stale => "stale",
        }
    }

    /// What it asks, in a phrase.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Only::All => "every question that applies",
            Only::Unanswered => "what has no answer yet",
            Only::Unknown => "what was answered with unknown",
            Only::Gaps => "what is not met",
            Only::Blockers => "what keeps a track from its next level",
            Only::Stale => "what is due for review",
        }
    }

    /// The state of this word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Only> {
        Only::ALL.into_iter().find(|only| only.id() == id)
    }
}

impl Question {
    /// The questions about the registry itself, in order.
    pub const ABOUT_REGISTRY: [Question; 5] =
        [Question::Name, Question::Address, Question::Assessor, Question::Accounts, Question::Hosting];

    /// Whether it is about the registry itself.
    #[must_use]
    pub fn is_about_registry(self) -> bool {
        Question::ABOUT_REGISTRY.contains(&self)
    }

    /// Whether the answer is a text about the registry.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        matches!(self, Question::Name | Question::Address | Question::Assessor)
    }

    /// The question about the capability as a whole, if this is about one of its clauses.
    #[must_use]
    pub const fn whole(self) -> Question {
        match self {
            Question::Clause(id, _) => Question::Capability(id),
            question => question,
        }
    }

    /// The capability that is asked about; `None` for a question about the registry.
    #[must_use]
    pub fn capability(self, catalogue: &Catalogue) -> Option<&'static Capability> {
        match self {
            Question::Capability(id) | Question::Clause(id, _) => catalogue.capability(id.as_str()).ok(),
            _ => None,
        }
    }

    /// The clause that is asked about; `None` for a question about something as a whole.
    #[must_use]
    pub fn clause(self, catalogue: &Catalogue) -> Option<&'static Clause> {
        match self {
            Question::Clause(_, clause) => self.capability(catalogue)?.clause(clause.as_str()).ok(),
            _ => None,
        }
    }

    /// Whether it is answered. `unknown` is an answer, and an empty value is not.
    pub(super) fn is_answered(self, profile: &Profile) -> bool {
        match self {
            // Every profile has a name.
            Question::Name => true,
            Question::Address => profile.registry().url.is_some(),
            Question::Assessor => profile.assessed().by.is_some(),
            Question::Accounts => profile.taxonomy().accounts.is_some(),
            Question::Hosting => profile.taxonomy().hosting.is_some(),
            Question::Capability(id) | Question::Clause(id, _) => {
                let capability = self.capability(profile.catalogue());
                profile.answers().get(&id).is_some_and(|answer| match (self, &answer.rating) {
                    (Question::Clause(_, clause), Rating::ByClause(_)) => {
                        answer.clause(clause).is_some_and(|clause| clause.status.is_some())
                    }
                    _ => capability.is_some_and(|capability| answer.is_answered(capability)),
                })
            }
            Question::End => true,
        }
    }

    /// Whether a profile is complete without an answer to it.
    pub(super) const fn is_optional(self) -> bool {
        matches!(self, Question::Address | Question::Assessor)
    }

    /// Its position among all possible questions.
    pub(super) fn rank(self, catalogue: &Catalogue) -> (usize, usize, usize) {
        let capability = |id| catalogue.capabilities().position(|capability| capability.id == id);
        match self {
            Question::Name => (0, 0, 0),
            Question::Address => (0, 1, 0),
            Question::Assessor => (0, 2, 0),
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

/// The id by which [`Questionnaire::find`](super::Questionnaire::find) finds it.
impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Question::Name => f.write_str("name"),
            Question::Address => f.write_str("address"),
            Question::Assessor => f.write_str("assessor"),
            Question::Accounts => f.write_str("accounts"),
            Question::Hosting => f.write_str("hosting"),
            Question::Capability(id) => id.fmt(f),
            Question::Clause(id, clause) => write!(f, "{id}/{clause}"),
            Question::End => f.write_str("end"),
        }
    }
}

impl Selection {
    /// The questions to ask, in the order of the catalogue.
    #[must_use]
    pub fn questions(&self, assessment: &Assessment<'_>) -> Vec<Question> {
        let profile = assessment.profile;
        let about_registry = Question::ABOUT_REGISTRY.into_iter().filter(|question| match self.only {
            Only::All => self.tracks.is_empty(),
            Only::Unanswered => {
                self.tracks.is_empty() && !question.is_answered(profile) && !question.is_optional()
            }
            Only::Unknown | Only::Gaps | Only::Blockers | Only::Stale => false,
        });
        let tracks = assessment.assessed().filter(|track| self.asks_track(track.track.id));
        let findings =
            tracks.flat_map(|track| &track.findings).filter(|finding| self.asks(assessment, finding));
        let questions = findings.flat_map(|finding| {
            let questions = questions_of(finding.capability, finding.answer).into_iter();
            questions.filter(|question| self.asks_part(*question, profile, finding))
        });
        about_registry.chain(questions).collect()
    }

    fn asks_track(&self, track: TrackId) -> bool {
        self.tracks.is_empty() || self.tracks.contains(&track)
    }

    fn asks(&self, assessment: &Assessment<'_>, finding: &Finding<'_>) -> bool {
        match self.only {
            Only::All | Only::Unanswered | Only::Unknown => true,
            Only::Gaps => finding.is_gap(),
            Only::Blockers => finding.blocks,
            Only::Stale => is_stale(assessment, finding, self.as_of),
        }
    }

    /// Whether a question is in the selected state; for a clause, its own status counts.
    fn asks_part(&self, question: Question, profile: &Profile, finding: &Finding<'_>) -> bool {
        let clause_status = match question {
            Question::Clause(_, clause) => finding.answer.map(|answer| answer.clause_status(clause)),
            _ => None,
        };
        let is_required = question.clause(profile.catalogue()).is_none_or(|clause| clause.required);
        match self.only {
            Only::Unanswered => !question.is_answered(profile),
            Only::Unknown => {
                let status = clause_status.unwrap_or(finding.status);
                question.is_answered(profile) && status == Status::Unknown
            }
            Only::Blockers => is_required && clause_status.is_none_or(Status::is_gap),
            Only::All | Only::Gaps | Only::Stale => true,
        }
    }
}

/// The questions that have a number of their own: those about the registry, or else the capabilities, whose clauses
/// share one.
pub(super) fn numbered(asked: &[Question], about_registry: bool) -> Vec<Question> {
    let of_kind = asked.iter().filter(|question| question.is_about_registry() == about_registry);
    let mut questions: Vec<Question> = of_kind.map(|question| question.whole()).collect();
    questions.dedup();
    questions
}

/// Whether an answer is due for review.
fn is_stale(assessment: &Assessment<'_>, finding: &Finding<'_>, as_of: Date) -> bool {
    reasons_to_review(assessment, finding, as_of).next().is_some()
}

/// Why an answer is due for review, as a sentence; `None` if it is not.
pub(super) fn why_stale(assessment: &Assessment<'_>, finding: &Finding<'_>, as_of: Date) -> Option<String> {
    let why: Vec<String> = reasons_to_review(assessment, finding, as_of).map(due).collect();
    (!why.is_empty()).then(|| format!("Due for review: {}.", why.join("; ")))
}

fn reasons_to_review(
    assessment: &Assessment<'_>,
    finding: &Finding<'_>,
    as_of: Date,
) -> impl Iterator<Item = Stale> {
    let reasons = check::stale(assessment, finding, Freshness { max_age: FRESH, as_of });
    reasons.filter_map(|reason| match reason {
        check::Reason::Stale(_, stale) => Some(stale),
        _ => None,
    })
}

/// Why an answer is due, in words.
fn due(stale: Stale) -> String {
    match stale {
        Stale::Old(day, age) => format!("last reviewed on {day}, more than {age} ago"),
        Stale::Overdue(day) => format!("a review was due by {day}"),
        Stale::Undated => "it has no review date".to_owned(),
        Stale::ReviewedInFuture(day) | Stale::AssessedInFuture(day) => {
            format!("its date, {day}, is in the future and does not count")
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

/// Whether a clause can be answered without replacing an answer as a whole.
pub(super) fn is_open_to_clauses(answer: Option<&Answer>) -> bool {
    answer.is_none_or(|answer| match answer.rating {
        Rating::Whole(status) => status == Status::Unknown,
        Rating::Unanswered | Rating::ByClause(_) => true,
    })
}
