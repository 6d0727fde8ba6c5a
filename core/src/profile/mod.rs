//! [`Profile`]: an operator's answers, read from YAML text and changed in it.

mod edit;
mod invalid;
pub mod keys;
mod private;
mod read;
mod slot;
mod template;

pub use edit::{Edit, EditError, edit};
pub use invalid::InvalidProfile;
pub use private::masked;
pub use read::{MAX_BYTES, decode, read, resembles};
pub use slot::Slot;
pub use template::{start, template};

use std::{collections::BTreeMap, str::FromStr};

use serde::{Serialize, Serializer};

pub use crate::catalogue::Status;
use crate::{
    catalogue::{
        Capability, CapabilityId, Catalogue, Clause, ClauseId, Level, RulingId, Taxonomy, TrackId, UnknownId,
    },
    date::Date,
    text::{Located, Source, Span},
};

/// The default file name.
pub const DEFAULT_PATH: &str = "registry-maturity.yaml";

/// A profile: a registry and its operator's answers. It is always valid, because it comes from a valid text and each
/// change is checked.
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

/// The registry that a profile is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Registry {
    /// The title of its reports. It is never empty.
    pub name: String,
    /// The address of its website.
    pub url: Option<String>,
}

/// Who made the assessment, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assessed {
    /// The date of the answers, except those that have their own.
    pub date: Option<Date>,
    /// The person or team.
    pub by: Option<String>,
}

/// What the operator intends to do about a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intent {
    /// It will be done.
    Planned,
    /// It is being considered.
    Exploring,
    /// It will not be done, for the reason in the note.
    Declined,
}

impl Intent {
    /// Every intent, in the order in which it is offered.
    pub const ALL: [Intent; 3] = [Intent::Planned, Intent::Exploring, Intent::Declined];

    /// The word for it in profiles.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Intent::Planned => "planned",
            Intent::Exploring => "exploring",
            Intent::Declined => "declined",
        }
    }

    /// Its meaning, in a few words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Intent::Planned => "it will be done",
            Intent::Exploring => "it is being looked into",
            Intent::Declined => "it will not be done; a note says why",
        }
    }
}

impl FromStr for Intent {
    type Err = UnknownId;

    fn from_str(id: &str) -> Result<Intent, UnknownId> {
        UnknownId::find("intent", id, &Intent::ALL, Intent::id)
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
    /// The status, as a whole or clause by clause.
    pub rating: Rating,
    /// The ruling that the status relies on.
    pub ruling: Option<RulingId>,
    /// Addresses and paths that show it.
    pub evidence: Vec<Located<Evidence>>,
    /// What readers should know.
    pub note: Option<String>,
    /// The date of the last review.
    pub reviewed: Option<Date>,
    /// A note for operators only.
    pub internal: Option<String>,
    /// The other party that provides it, if any.
    pub delegated_to: Option<String>,
    /// The stated intent; see [`Answer::intent()`] for the one that follows from a plan.
    pub intent: Option<Intent>,
    /// The plan for closing the gap.
    pub plan: Option<Plan>,
    /// The date of the next review.
    pub review_by: Option<Date>,
}

slot::slots!(Answer {
    "note": Text note,
    "reviewed": Date reviewed,
    "internal": Text internal,
    "delegated-to": Text delegated_to,
    "review-by": Date review_by,
});

/// How far a capability is met: as a whole, or clause by clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Rating {
    /// Not answered, although there may be a note or a plan. It counts as unknown, but not as an answer.
    #[default]
    Unanswered,
    /// One status for the capability as a whole, and so for its required clauses, if it has any.
    Whole(Status),
    /// Clause by clause. A missing clause is not answered and counts as unknown.
    ByClause(BTreeMap<ClauseId, Located<ClauseAnswer>>),
}

/// The answer to one clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClauseAnswer {
    /// The status; `None` if it is not answered.
    pub status: Option<Status>,
    /// The ruling that the status relies on.
    pub ruling: Option<RulingId>,
    /// Addresses and paths that show it.
    pub evidence: Vec<Located<Evidence>>,
    /// What readers should know.
    pub note: Option<String>,
}

slot::slots!(ClauseAnswer {
    "note": Text note,
});

/// A plan for closing a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// The plan in one sentence.
    pub summary: Option<String>,
    /// The address of the issue that tracks it.
    pub issue: Option<String>,
    /// The person or team that will do it.
    pub owner: Option<String>,
    /// The date by which it should be done.
    pub due: Option<Date>,
    /// The amount of work, in the operator's words.
    pub effort: Option<String>,
    /// The cost, in the operator's words.
    pub cost: Option<String>,
}

slot::slots!(Plan {
    "summary": Text summary,
    "issue": Text issue,
    "owner": Text owner,
    "due": Date due,
    "effort": Text effort,
    "cost": Text cost,
});

/// An address or a path that shows that an answer is true. It is never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(String);

impl Evidence {
    /// Evidence with this text; `None` if the text is empty or only white space. Whether readers can follow it is
    /// another question: [`Evidence::can_be_followed`].
    #[must_use]
    pub fn new(text: impl Into<String>) -> Option<Evidence> {
        let text = text.into();
        (!text.trim().is_empty()).then_some(Evidence(text))
    }

    /// The text as written in the profile.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Profile {
    /// Reads a profile from YAML.
    ///
    /// # Errors
    /// If the text is not a valid profile: every problem, ordered by its place.
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

    /// Who made the assessment, and when.
    #[must_use]
    pub fn assessed(&self) -> &Assessed {
        &self.assessed
    }

    /// The place of `assessment` in the text, or where it could be; for warnings.
    pub(crate) fn assessed_at(&self) -> Span {
        self.assessed_at
    }

    /// The kind of registry.
    #[must_use]
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// The place of `taxonomy` in the text, or where it could be; for warnings.
    pub(crate) fn taxonomy_at(&self) -> Span {
        self.taxonomy_at
    }

    /// Tracks to assess although the taxonomy leaves them out, with the reasons.
    #[must_use]
    pub fn also_assess(&self) -> &BTreeMap<TrackId, Located<String>> {
        &self.also_assess
    }

    /// The level that each track should reach.
    #[must_use]
    pub fn targets(&self) -> &BTreeMap<TrackId, Located<Level>> {
        &self.targets
    }

    /// The answers by capability.
    #[must_use]
    pub fn answers(&self) -> &BTreeMap<CapabilityId, Located<Answer>> {
        &self.answers
    }

    /// Sets the level that a track should reach.
    ///
    /// # Errors
    /// If the profile's edition has no such track.
    pub fn set_target(&mut self, track: &str, level: Level) -> Result<(), UnknownId> {
        let track = self.catalogue.track(track)?;
        self.targets.insert(track.id, Located::new(level, Span::default()));
        Ok(())
    }

    /// Removes the targets of all tracks.
    pub fn clear_targets(&mut self) {
        self.targets.clear();
    }

    /// The date of an answer: when it was reviewed, or else the assessment's date. Dates after `as_of` do not count.
    pub(crate) fn date_of(&self, answer: &Answer, as_of: Date) -> Option<Date> {
        [answer.reviewed, self.assessed.date].into_iter().flatten().find(|date| *date <= as_of)
    }

    /// Gives or confirms an answer on a day. The assessment's date records the day if this is the profile's first
    /// answer or the dates are the same; otherwise `reviewed` does.
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
    /// Whether a status is given for the capability or at least one clause.
    #[must_use]
    pub fn is_answered_in_part(&self) -> bool {
        match &self.rating {
            Rating::Unanswered => false,
            Rating::Whole(_) => true,
            Rating::ByClause(clauses) => clauses.values().any(|clause| clause.status.is_some()),
        }
    }

    /// Whether it is answered clause by clause.
    #[must_use]
    pub fn is_by_clause(&self) -> bool {
        matches!(self.rating, Rating::ByClause(_))
    }

    /// An answer with only a status.
    #[must_use]
    pub fn whole(status: Status) -> Answer {
        Answer { rating: Rating::Whole(status), ..Answer::default() }
    }

    /// The status, either given or following from the required clauses.
    #[must_use]
    pub fn status(&self, capability: &Capability) -> Status {
        match &self.rating {
            Rating::Unanswered => Status::Unknown,
            Rating::Whole(status) => *status,
            Rating::ByClause(_) => sum_up(
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
        self.is_answered_in_part() && self.unanswered_clauses(capability).next().is_none()
    }

    /// The required clauses without a status; none if the capability is answered as a whole, or not at all.
    pub(crate) fn unanswered_clauses(
        &self,
        capability: &Capability,
    ) -> impl Iterator<Item = &'static Clause> {
        let by_clause = self.is_by_clause();
        let required = capability.clauses.iter().filter(move |clause| by_clause && clause.required);
        required.filter(|clause| self.clause(clause.id).is_none_or(|answer| answer.status.is_none()))
    }

    /// The status of a clause; unknown if it is not answered.
    #[must_use]
    pub fn clause_status(&self, id: ClauseId) -> Status {
        self.clause(id).and_then(|clause| clause.status).unwrap_or(Status::Unknown)
    }

    /// The answer to a clause.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Option<&ClauseAnswer> {
        match &self.rating {
            Rating::Unanswered | Rating::Whole(_) => None,
            Rating::ByClause(clauses) => clauses.get(&id).map(|clause| &clause.value),
        }
    }

    /// The intent: the stated one, or planned if there is a plan.
    #[must_use]
    pub fn intent(&self) -> Option<Intent> {
        self.intent.or(self.plan.is_some().then_some(Intent::Planned))
    }
}

/// The status that follows from the required clauses. Clauses that are not applicable do not count. If all others are
/// met, so is the capability. If any is unmet or partial, the capability is partial if any is met or partial, and
/// otherwise unmet. In all other cases it is unknown.
fn sum_up(required: impl Iterator<Item = Status>) -> Status {
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

#[cfg(test)]
mod tests {
    use super::{Status, sum_up};

    /// An independent table of the rule, for every combination of up to four clauses.
    #[test]
    fn clauses_add_up_as_the_table_says() {
        for length in 1..=4u32 {
            for number in 0..5usize.pow(length) {
                let statuses: Vec<Status> =
                    (0..length).map(|at| Status::ALL[number / 5usize.pow(at) % 5]).collect();
                let counting: Vec<Status> =
                    statuses.iter().copied().filter(|s| *s != Status::NotApplicable).collect();
                let has = |status| counting.contains(&status);
                let expected = match () {
                    () if counting.is_empty() => Status::NotApplicable,
                    () if counting.iter().all(|status| *status == Status::Met) => Status::Met,
                    () if has(Status::Unmet) || has(Status::Partial) => {
                        if has(Status::Met) || has(Status::Partial) { Status::Partial } else { Status::Unmet }
                    }
                    () => Status::Unknown,
                };
                assert_eq!(sum_up(statuses.iter().copied()), expected, "{statuses:?}");
            }
        }
    }
}
