//! [`Profile`]: what an operator answered, read from YAML text and changed in it.

mod edit;
mod invalid;
pub mod keys;
mod read;
mod slot;
mod template;

pub use edit::{Edit, EditError, edit};
pub use invalid::InvalidProfile;
pub use read::{MAX_BYTES, decode, read, resembles};
pub use slot::Slot;
pub use template::{start, template};

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

pub use crate::catalogue::Status;
use crate::{
    catalogue::{
        Capability, CapabilityId, Catalogue, ClauseId, Level, RulingId, Taxonomy, TrackId, UnknownId,
    },
    date::Date,
    text::{Located, Source, Span},
};

/// The file that is read and written when no other is named.
pub const DEFAULT_PATH: &str = "registry-maturity.yaml";

/// An answered profile. It is always valid: it comes from a text that is, and each change is checked.
#[derive(Clone, Debug)]
pub struct Profile {
    catalogue: &'static Catalogue,
    registry: Registry,
    assessed: Assessed,
    assessed_at: Span,
    taxonomy: Taxonomy,
    taxonomy_at: Span,
    also_assess: BTreeMap<TrackId, Located<String>>,
    targets: BTreeMap<TrackId, Located<Level>>,
    answers: BTreeMap<CapabilityId, Located<Answer>>,
}

/// The registry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Registry {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
}

/// Who answered, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assessed {
    /// The day.
    pub date: Option<Date>,
    /// The people.
    pub by: Option<String>,
}

/// What the operator means to do about a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intent {
    /// It will be done.
    Planned,
    /// It is being looked into.
    Exploring,
    /// It will not be done, for the reason in the note.
    Declined,
}

impl Intent {
    /// Every intent.
    pub const ALL: [Intent; 3] = [Intent::Planned, Intent::Exploring, Intent::Declined];

    /// The word that profiles write.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Intent::Planned => "planned",
            Intent::Exploring => "exploring",
            Intent::Declined => "declined",
        }
    }

    /// The intent that profiles write with this word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Intent> {
        Intent::ALL.into_iter().find(|intent| intent.id() == id)
    }
}

impl Serialize for Intent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// The answer to one capability.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// How far it is met, as a whole or clause by clause.
    pub judgement: Judgement,
    /// The ruling that the status relies on.
    pub ruling: Option<RulingId>,
    /// Where that can be seen.
    pub evidence: Vec<Located<Evidence>>,
    /// What readers should know.
    pub note: Option<String>,
    /// When somebody last looked.
    pub reviewed: Option<Date>,
    /// What only the operators should know.
    pub internal: Option<String>,
    /// Who else provides it.
    pub delegated_to: Option<String>,
    /// What the operator means to do, where they said so in a word.
    pub intent: Option<Intent>,
    /// What is meant to be done.
    pub plan: Option<Plan>,
    /// When to look again.
    pub review_by: Option<Date>,
}

/// How far a capability is met: in one word, or clause by clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Judgement {
    /// Nothing is said yet, though there may be a note or a plan already. It counts as unknown, but is no answer.
    #[default]
    Unanswered,
    /// As a whole.
    Whole(Status),
    /// Clause by clause; a clause that is missing is not answered and counts as unknown.
    ByClause(BTreeMap<ClauseId, Located<ClauseAnswer>>),
}

/// The answer to one clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClauseAnswer {
    /// How far it is met; `None` if that is not answered yet.
    pub status: Option<Status>,
    /// The ruling that the status relies on.
    pub ruling: Option<RulingId>,
    /// Where that can be seen.
    pub evidence: Vec<Located<Evidence>>,
    /// What readers should know.
    pub note: Option<String>,
}

/// What is meant to be done about a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// In a sentence.
    pub summary: Option<String>,
    /// Where it is tracked.
    pub issue: Option<String>,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// How much work it is, as the operator puts it.
    pub effort: Option<String>,
    /// What it costs, as the operator puts it.
    pub cost: Option<String>,
}

/// An address or a path under which a statement can be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(pub String);

impl Evidence {
    /// The text as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Profile {
    /// Reads a profile from YAML.
    ///
    /// # Errors
    /// If the text is no valid profile: everything that is wrong with it, in the order of the places.
    pub fn parse(text: &str) -> Result<Profile, InvalidProfile> {
        let source = Source::new("profile", text);
        read(&source).map_err(|problems| InvalidProfile::new(source, problems))
    }

    /// The answer to the capability with this id or former id; `None` if there is none.
    ///
    /// # Errors
    /// If the edition has no such capability; the error names the nearest.
    pub fn answer(&self, id: &str) -> Result<Option<&Answer>, UnknownId> {
        let capability = self.catalogue.capability(id)?;
        Ok(self.answers.get(&capability.id).map(|answer| &answer.value))
    }

    /// The edition that the answers are for.
    #[must_use]
    pub fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    /// The registry that is assessed.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Who answered, and when.
    #[must_use]
    pub fn assessed(&self) -> &Assessed {
        &self.assessed
    }

    /// Where the text says who answered and when, or where it could; for warnings.
    #[must_use]
    pub fn assessed_at(&self) -> Span {
        self.assessed_at
    }

    /// What kind of registry it is.
    #[must_use]
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// Where the text has the taxonomy, or where it could have it; for warnings.
    #[must_use]
    pub fn taxonomy_at(&self) -> Span {
        self.taxonomy_at
    }

    /// Tracks to assess although the taxonomy leaves them out, with the reason.
    #[must_use]
    pub fn also_assess(&self) -> &BTreeMap<TrackId, Located<String>> {
        &self.also_assess
    }

    /// The level that each track should reach.
    #[must_use]
    pub fn targets(&self) -> &BTreeMap<TrackId, Located<Level>> {
        &self.targets
    }

    /// The answers; a capability that is not in it has none.
    #[must_use]
    pub fn answers(&self) -> &BTreeMap<CapabilityId, Located<Answer>> {
        &self.answers
    }

    /// Sets the level that a track should reach.
    ///
    /// # Errors
    /// If the profile's edition has no such track.
    pub fn set_target(&mut self, track: TrackId, level: Level) -> Result<(), UnknownId> {
        let track = self.catalogue.track(track.as_str())?;
        self.targets.insert(track.id, Located::new(level, Span::default()));
        Ok(())
    }

    /// Removes all targets.
    pub fn clear_targets(&mut self) {
        self.targets.clear();
    }

    /// The day of an answer: when it was reviewed, or else assessed. A day after `as_of` counts as none.
    #[must_use]
    pub fn date_of(&self, answer: &Answer, as_of: Date) -> Option<Date> {
        [answer.reviewed, self.assessed.date].into_iter().flatten().find(|date| *date <= as_of)
    }

    /// Gives or confirms an answer on a day, and dates it: by the assessment if it is the first answer of the profile
    /// or the assessment is of the same day, and by `reviewed` otherwise.
    pub(crate) fn give(&mut self, id: CapabilityId, mut answer: Answer, day: Date) {
        let is_first = self.catalogue.capabilities().all(|capability| {
            self.answers.get(&capability.id).is_none_or(|answer| !answer.is_answered_in_part())
        });
        if is_first {
            self.assessed.date = Some(day);
        }
        if self.assessed.date != Some(day) || answer.reviewed.is_some() {
            answer.reviewed = Some(day);
        }
        let at = self.answers.get(&id).map_or(Span::default(), |before| before.at);
        self.answers.insert(id, Located::new(answer, at));
    }
}

impl Answer {
    /// Whether a status is given for anything, be it one clause of several.
    fn is_answered_in_part(&self) -> bool {
        match &self.judgement {
            Judgement::Unanswered => false,
            Judgement::Whole(_) => true,
            Judgement::ByClause(clauses) => clauses.values().any(|clause| clause.status.is_some()),
        }
    }

    /// An answer in one word.
    #[must_use]
    pub fn whole(status: Status) -> Answer {
        Answer { judgement: Judgement::Whole(status), ..Answer::default() }
    }

    /// How far the capability is met: what was said, or what follows from the required clauses.
    #[must_use]
    pub fn status(&self, capability: &Capability) -> Status {
        match &self.judgement {
            Judgement::Unanswered => Status::Unknown,
            Judgement::Whole(status) => *status,
            Judgement::ByClause(_) => sum_up(
                capability
                    .clauses
                    .iter()
                    .filter(|clause| clause.required)
                    .map(|clause| self.clause_status(clause.id)),
            ),
        }
    }

    /// Whether a status is given: for the capability as a whole, or for each of its required clauses. A given
    /// `unknown` is an answer.
    #[must_use]
    pub fn is_answered(&self, capability: &Capability) -> bool {
        match &self.judgement {
            Judgement::Unanswered => false,
            Judgement::Whole(_) => true,
            Judgement::ByClause(_) => {
                let mut required = capability.clauses.iter().filter(|clause| clause.required);
                required.all(|clause| self.clause(clause.id).is_some_and(|answer| answer.status.is_some()))
            }
        }
    }

    /// How far a clause is met; unknown if that is not answered.
    #[must_use]
    pub fn clause_status(&self, id: ClauseId) -> Status {
        self.clause(id).and_then(|clause| clause.status).unwrap_or(Status::Unknown)
    }

    /// What was said of a clause.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Option<&ClauseAnswer> {
        match &self.judgement {
            Judgement::Unanswered | Judgement::Whole(_) => None,
            Judgement::ByClause(clauses) => clauses.get(&id).map(|clause| &clause.value),
        }
    }

    /// What the operator means to do: what they said, or planned where there is a plan.
    #[must_use]
    pub fn intent(&self) -> Option<Intent> {
        self.intent.or(self.plan.is_some().then_some(Intent::Planned))
    }
}

/// What the statuses of the required clauses come to: those that are not applicable do not count; all met is met; with
/// any unmet or partial it is partial if there is something of it, else unmet; otherwise nobody knows yet.
pub fn sum_up(required: impl Iterator<Item = Status>) -> Status {
    let counting: Vec<Status> = required.filter(|status| *status != Status::NotApplicable).collect();
    let any = |wanted: &[Status]| counting.iter().any(|status| wanted.contains(status));
    if counting.is_empty() {
        Status::NotApplicable
    } else if !any(&[Status::Partial, Status::Unmet, Status::Unknown]) {
        Status::Met
    } else if any(&[Status::Unmet, Status::Partial]) {
        if any(&[Status::Met, Status::Partial]) { Status::Partial } else { Status::Unmet }
    } else {
        Status::Unknown
    }
}
