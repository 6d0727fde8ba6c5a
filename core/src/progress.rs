//! [`Progress`]: what changed from one assessment of a registry to a later one.

use crate::{
    assessment::{Assessment, Finding, Standing, TrackAssessment},
    catalogue::{Capability, Clause, Level, Track},
    profile::{Evidence, Intent, Judgement, Status},
    text::Located,
};

/// Two assessments, compared track by track.
#[derive(Clone, Debug)]
pub struct Progress<'p> {
    /// The earlier one.
    pub before: &'p Assessment<'p>,
    /// The later one.
    pub after: &'p Assessment<'p>,
    /// The tracks of the later one, in the catalogue's order.
    pub tracks: Vec<TrackProgress<'p>>,
}

/// What changed in a track.
#[derive(Clone, Debug)]
pub struct TrackProgress<'p> {
    /// The track.
    pub track: &'static Track,
    /// As it was; nothing where it did not exist.
    pub before: Option<&'p TrackAssessment<'p>>,
    /// As it is.
    pub after: &'p TrackAssessment<'p>,
    /// Its capabilities of which something changed.
    pub changes: Vec<Change<'p>>,
}

/// What changed about a capability.
#[derive(Clone, Debug)]
pub struct Change<'p> {
    /// The capability.
    pub capability: &'static Capability,
    /// As it was found; nothing where its track did not apply.
    pub before: Option<&'p Finding<'p>>,
    /// As it is found; nothing where its track does not apply.
    pub after: Option<&'p Finding<'p>>,
    /// What became of its status.
    pub step: Option<Step>,
    /// The clauses of which the status changed.
    pub clauses: Vec<ClauseChange>,
    /// What the operator means to do now, where that is new; the inner nothing is an intent given up.
    pub intent: Option<Option<Intent>>,
    /// Evidence that is new.
    pub added: Vec<&'p Evidence>,
    /// Evidence that is gone.
    pub removed: Vec<&'p Evidence>,
}

/// What became of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Met, and was not.
    Completed,
    /// Partly met, and was not.
    Begun,
    /// Partly met as before, with more of its clauses met.
    Advanced,
    /// Not met any more.
    Lost,
    /// Less of it is there than before, though it was not met then either.
    SetBack,
    /// Known to be unmet, and was not known.
    Found,
    /// Not known any more.
    Forgotten,
    /// It applies now.
    Entered,
    /// It applies no longer.
    Left,
}

/// A clause of which the status changed.
#[derive(Clone, Copy, Debug)]
pub struct ClauseChange {
    /// The clause.
    pub clause: &'static Clause,
    /// As it was.
    pub before: Status,
    /// As it is.
    pub after: Status,
}

impl ClauseChange {
    /// Whether it is met now.
    #[must_use]
    pub fn is_completed(self) -> bool {
        self.after == Status::Met
    }

    /// Whether it is partly met now, after nothing of it was known to be there.
    #[must_use]
    pub fn is_begun(self) -> bool {
        self.after == Status::Partial && matches!(self.before, Status::Unmet | Status::Unknown)
    }

    /// Whether something of it is gone.
    #[must_use]
    pub fn is_lost(self) -> bool {
        (self.before == Status::Met && self.after.is_gap())
            || (self.before == Status::Partial && self.after == Status::Unmet)
    }
}

impl<'p> Progress<'p> {
    /// What changed between two assessments.
    #[must_use]
    pub fn between(before: &'p Assessment<'p>, after: &'p Assessment<'p>) -> Progress<'p> {
        let tracks = after.tracks.iter().map(|track| {
            let earlier = before.track(track.track.id);
            TrackProgress {
                track: track.track,
                before: earlier,
                after: track,
                changes: changes(earlier, track),
            }
        });
        Progress { before, after, tracks: tracks.collect() }
    }

    /// Everything that changed about capabilities, with the track that each belongs to.
    pub fn changes(&self) -> impl Iterator<Item = (&TrackProgress<'p>, &Change<'p>)> {
        self.tracks.iter().flat_map(|track| track.changes.iter().map(move |change| (track, change)))
    }
}

impl TrackProgress<'_> {
    /// Where it stood.
    #[must_use]
    pub fn stood(&self) -> Option<Standing> {
        self.before.and_then(|track| track.standing)
    }

    /// The target that it had.
    #[must_use]
    pub fn target_before(&self) -> Option<Level> {
        self.before.and_then(|track| track.target)
    }

    /// Whether it was assessed.
    #[must_use]
    pub fn was_assessed(&self) -> bool {
        self.before.is_some_and(|track| track.applies.is_assessed())
    }

    /// Whether the track as a whole came into the scope or left it.
    #[must_use]
    pub fn changes_scope(&self) -> bool {
        self.was_assessed() != self.after.applies.is_assessed()
    }
}

fn changes<'p>(before: Option<&'p TrackAssessment<'p>>, after: &'p TrackAssessment<'p>) -> Vec<Change<'p>> {
    let found = |track: Option<&'p TrackAssessment<'p>>, capability: &Capability| {
        track.and_then(|track| track.findings.iter().find(|finding| finding.capability.id == capability.id))
    };
    let all = after.track.capabilities.iter();
    let all =
        all.map(|capability| change(capability, found(before, capability), found(Some(after), capability)));
    all.filter(Change::says_something).collect()
}

fn change<'p>(
    capability: &'static Capability,
    before: Option<&'p Finding<'p>>,
    after: Option<&'p Finding<'p>>,
) -> Change<'p> {
    let clauses = clauses(capability, before, after);
    let step = step(before, after).or_else(|| step_within(after, &clauses));
    let intent = |finding: Option<&Finding<'_>>| finding.and_then(|finding| finding.answer?.intent());
    let was = intent(before);
    // A gap that was closed needs no plan any more: its end is no news of its own.
    let open = after.is_some_and(Finding::is_gap);
    let evidence_before = evidence(before);
    let evidence_after = evidence(after);
    let missing_in = |all: &[&'p Evidence], evidence: &&'p Evidence| !all.contains(evidence);
    Change {
        capability,
        before,
        after,
        step,
        clauses,
        intent: (open && was != intent(after)).then(|| intent(after)),
        added: evidence_after.iter().copied().filter(|e| missing_in(&evidence_before, e)).collect(),
        removed: evidence_before.iter().copied().filter(|e| missing_in(&evidence_after, e)).collect(),
    }
}

impl Change<'_> {
    fn says_something(&self) -> bool {
        self.step.is_some()
            || self.intent.is_some()
            || !(self.clauses.is_empty() && self.added.is_empty() && self.removed.is_empty())
    }
}

fn step(before: Option<&Finding<'_>>, after: Option<&Finding<'_>>) -> Option<Step> {
    let counting = |finding: Option<&Finding<'_>>| finding.filter(|f| f.counts()).map(|f| f.status);
    match (counting(before), counting(after)) {
        (None, None) => None,
        (None, Some(_)) => Some(Step::Entered),
        (Some(_), None) => Some(Step::Left),
        (Some(was), Some(is)) => match (was, is) {
            (was, is) if was == is => None,
            (_, Status::Met) => Some(Step::Completed),
            (Status::Met, _) => Some(Step::Lost),
            (_, Status::Partial) => Some(Step::Begun),
            (_, Status::Unknown) => Some(Step::Forgotten),
            (Status::Partial, _) => Some(Step::SetBack),
            _ => Some(Step::Found),
        },
    }
}

/// What became of a capability whose status is still partial.
fn step_within(after: Option<&Finding<'_>>, clauses: &[ClauseChange]) -> Option<Step> {
    let any =
        |kind: fn(ClauseChange) -> bool| clauses.iter().any(|change| change.clause.required && kind(*change));
    after.filter(|finding| finding.is_gap())?;
    if any(ClauseChange::is_lost) {
        Some(Step::SetBack)
    } else if any(ClauseChange::is_completed) || any(ClauseChange::is_begun) {
        Some(Step::Advanced)
    } else {
        None
    }
}

fn clauses(
    capability: &'static Capability,
    before: Option<&Finding<'_>>,
    after: Option<&Finding<'_>>,
) -> Vec<ClauseChange> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    if !by_clause(before) && !by_clause(after) {
        return Vec::new();
    }
    let all = capability.clauses.iter().filter_map(|clause| {
        let (before, after) = (clause_status(before, clause)?, clause_status(after, clause)?);
        (before != after).then_some(ClauseChange { clause, before, after })
    });
    all.collect()
}

fn by_clause(finding: &Finding<'_>) -> bool {
    finding.answer.is_some_and(|answer| matches!(answer.judgement, Judgement::ByClause(_)))
}

/// How far a clause is met; nothing where a capability was answered as a whole in a way that leaves that open.
fn clause_status(finding: &Finding<'_>, clause: &Clause) -> Option<Status> {
    let Some(answer) = finding.answer else { return Some(Status::Unknown) };
    match answer.judgement {
        Judgement::Unanswered => Some(Status::Unknown),
        Judgement::ByClause(_) => Some(answer.clause_status(clause.id)),
        // A recommended clause is not spoken of by an answer as a whole.
        Judgement::Whole(_) if !clause.required => None,
        Judgement::Whole(Status::Partial) => None,
        Judgement::Whole(status) => Some(status),
    }
}

fn evidence<'p>(finding: Option<&'p Finding<'p>>) -> Vec<&'p Evidence> {
    let Some(answer) = finding.and_then(|finding| finding.answer) else { return Vec::new() };
    let clauses = match &answer.judgement {
        Judgement::Unanswered | Judgement::Whole(_) => None,
        Judgement::ByClause(clauses) => Some(clauses.values().flat_map(|clause| &clause.value.evidence)),
    };
    let all = answer.evidence.iter().chain(clauses.into_iter().flatten());
    all.map(|evidence: &Located<Evidence>| &evidence.value).collect()
}
