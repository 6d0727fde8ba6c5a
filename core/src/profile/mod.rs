//! [`Profile`]: what an operator answered, read from YAML text and changed in it.

mod edit;
mod read;
mod template;

pub use edit::{Edit, EditError, edit};
pub use read::{MAX_BYTES, decode, read, resembles};
pub use template::{start, template};

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

pub use crate::catalogue::Status;
use crate::{
    catalogue::{Capability, CapabilityId, Catalogue, ClauseId, Level, Taxonomy, TrackId},
    date::Date,
    text::{Located, Span},
};

/// The file that is read and written when no other is named.
pub const DEFAULT_PATH: &str = "registry-maturity.yaml";

/// An answered profile: valid, every id one of the catalogue's.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The edition that the answers are for.
    pub catalogue: &'static Catalogue,
    /// Whose answers they are.
    pub registry: Registry,
    /// Who answered, and when.
    pub assessed: Assessed,
    /// Where that is written, if it is; for warnings.
    pub assessed_at: Span,
    /// What kind of registry it is.
    pub taxonomy: Taxonomy,
    /// Where the taxonomy is answered, or should be; for warnings.
    pub taxonomy_at: Span,
    /// Tracks to assess although the taxonomy leaves them out, with the reason.
    pub also_assess: BTreeMap<TrackId, Located<String>>,
    /// The level that each track should reach.
    pub targets: BTreeMap<TrackId, Located<Level>>,
    /// The answers; a capability that is not in it has none.
    pub answers: BTreeMap<CapabilityId, Located<Answer>>,
}

/// The registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registry {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
}

/// Who answered, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
pub struct Answer {
    /// How far it is met, as a whole or clause by clause.
    pub judgement: Judgement,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// As a whole.
    Whole(Status),
    /// Clause by clause; a clause that is not in it is unknown.
    ByClause(BTreeMap<ClauseId, Located<ClauseAnswer>>),
}

impl Default for Judgement {
    fn default() -> Self {
        Judgement::Whole(Status::Unknown)
    }
}

/// The answer to one clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseAnswer {
    /// How far it is met.
    pub status: Status,
    /// Where that can be seen.
    pub evidence: Vec<Located<Evidence>>,
    /// What readers should know.
    pub note: Option<String>,
}

/// What is meant to be done about a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

impl Answer {
    /// An answer in one word.
    #[must_use]
    pub fn whole(status: Status) -> Answer {
        Answer { judgement: Judgement::Whole(status), ..Answer::default() }
    }

    /// How far the capability is met: what was said, or what follows from the required clauses.
    #[must_use]
    pub fn status(&self, capability: &Capability) -> Status {
        match &self.judgement {
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

    /// How far a clause is met; unknown where nothing was said of it.
    #[must_use]
    pub fn clause_status(&self, id: ClauseId) -> Status {
        self.clause(id).map_or(Status::Unknown, |clause| clause.status)
    }

    /// What was said of a clause.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Option<&ClauseAnswer> {
        match &self.judgement {
            Judgement::Whole(_) => None,
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
