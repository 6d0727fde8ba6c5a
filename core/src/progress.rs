//! [`Progress`]: every difference from one profile of a registry to a later one, and what became of each capability.
//!
//! Each difference is in one place only. Backwards is the mirror of forwards: what was before and after change places,
//! and each [`Transition`] becomes its [mirror](Transition::mirror).

use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    assessment::{Assessment, Finding, Standing, TrackAssessment},
    catalogue::{Accounts, Capability, Clause, Hosting, Level, Status, Track},
    date::Date,
    profile::{
        Answer, ClauseAnswer, Evidence, Intent, Judgement, Plan, Profile,
        keys::{ANSWER, CLAUSE, Key, KeyTable},
    },
    text::Located,
};

/// Two assessments, compared.
#[derive(Clone, Debug)]
pub struct Progress<'p> {
    /// The earlier one.
    pub before: &'p Assessment<'p>,
    /// The later one.
    pub after: &'p Assessment<'p>,
    /// What the profiles say differently of the registry and of themselves.
    pub about: AboutChange<'p>,
    /// The tracks of the later one, in the catalogue's order.
    pub tracks: Vec<TrackProgress<'p>>,
}

/// A value that differs between the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference<T> {
    /// The value before.
    pub before: T,
    /// The value after.
    pub after: T,
}

/// What two profiles say differently of the registry and of themselves; `None` for each thing that is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AboutChange<'p> {
    /// The edition of the principles.
    pub edition: Option<Difference<&'static str>>,
    /// The registry's name.
    pub name: Option<Difference<&'p str>>,
    /// The registry's address.
    pub url: Option<Difference<Option<&'p str>>>,
    /// The day of the assessment.
    pub date: Option<Difference<Option<Date>>>,
    /// Who answered.
    pub by: Option<Difference<Option<&'p str>>>,
    /// Whether there are accounts, and who provides log-in.
    pub accounts: Option<Difference<Option<&'p Accounts>>>,
    /// What is hosted.
    pub hosting: Option<Difference<Option<&'p BTreeSet<Hosting>>>>,
}

/// What changed in a track.
#[derive(Clone, Debug)]
pub struct TrackProgress<'p> {
    /// The track.
    pub track: &'static Track,
    /// As it was; `None` if the earlier edition does not have it.
    pub before: Option<&'p TrackAssessment<'p>>,
    /// As it is.
    pub after: &'p TrackAssessment<'p>,
    /// The target, if it changed.
    pub target: Option<Difference<Option<Level>>>,
    /// The reason under `also-assess`, if it changed.
    pub request: Option<Difference<Option<&'p str>>>,
    /// Its capabilities of which something changed.
    pub changes: Vec<CapabilityChange<'p>>,
}

/// What changed about a capability.
#[derive(Clone, Debug)]
pub struct CapabilityChange<'p> {
    /// The capability.
    pub capability: &'static Capability,
    /// As it was.
    pub before: Side<'p>,
    /// As it is.
    pub after: Side<'p>,
    /// What became of its status.
    pub transition: Option<Transition>,
    /// How it is answered, if that changed.
    pub written: Option<Difference<AnswerForm>>,
    /// The clauses of which something changed.
    pub clauses: Vec<ClauseChange<'p>>,
    /// What the operator means to do, if that changed.
    pub intent: Option<Difference<Option<Intent>>>,
    /// The plan, if it changed.
    pub plan: Option<Difference<Option<&'p Plan>>>,
    /// The evidence of the answer itself.
    pub evidence: EvidenceChange<'p>,
    /// What else is said of the answer.
    pub details: Vec<DetailChange<'p>>,
}

/// A capability on one side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'p> {
    /// What was found; `None` if its track does not apply.
    pub finding: Option<&'p Finding<'p>>,
    /// What was answered, whether the track applies or not.
    pub answer: Option<&'p Answer>,
}

/// How a capability is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerForm {
    /// Not at all.
    Nothing,
    /// In one word.
    Whole(Status),
    /// Clause by clause.
    ByClause,
}

/// What became of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// Met, and known not to have been.
    Completed,
    /// Not met any more.
    Lost,
    /// Partly met, and nothing of it was there.
    Begun,
    /// Nothing of it is there any more, and it was partly met.
    Undone,
    /// As far met as before, with more of its clauses.
    Advanced,
    /// As far met as before, with fewer of its clauses.
    SetBack,
    /// As far met as before, with other clauses.
    Shifted,
    /// Known, and was not known. Nothing says that anything was done.
    Found,
    /// Not known any more.
    Forgotten,
    /// It applies now.
    Entered,
    /// It does not apply any more.
    Left,
}

/// What changed about a clause.
#[derive(Clone, Debug)]
pub struct ClauseChange<'p> {
    /// The clause.
    pub clause: &'static Clause,
    /// Its status, if that changed; `None` on a side that leaves it open.
    pub status: Option<Difference<Option<Status>>>,
    /// The evidence of the clause itself.
    pub evidence: EvidenceChange<'p>,
    /// What else is said of the clause.
    pub details: Vec<DetailChange<'p>>,
}

/// Evidence that came and went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceChange<'p> {
    /// Evidence that is new.
    pub added: Vec<&'p Evidence>,
    /// Evidence that is gone.
    pub removed: Vec<&'p Evidence>,
}

/// A change of what an answer says under a key, other than its status, clauses, evidence, intent and plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailChange<'p> {
    /// Its key in profiles.
    pub key: &'static Key,
    /// Its value before.
    pub before: Option<Cow<'p, str>>,
    /// Its value after.
    pub after: Option<Cow<'p, str>>,
}

impl<T: PartialEq> Difference<T> {
    /// The change, if there is one.
    fn between(before: T, after: T) -> Option<Difference<T>> {
        (before != after).then_some(Difference { before, after })
    }
}

impl Transition {
    /// What it is with the sides exchanged.
    #[must_use]
    pub const fn mirror(self) -> Transition {
        match self {
            Transition::Completed => Transition::Lost,
            Transition::Lost => Transition::Completed,
            Transition::Begun => Transition::Undone,
            Transition::Undone => Transition::Begun,
            Transition::Advanced => Transition::SetBack,
            Transition::SetBack => Transition::Advanced,
            Transition::Shifted => Transition::Shifted,
            Transition::Found => Transition::Forgotten,
            Transition::Forgotten => Transition::Found,
            Transition::Entered => Transition::Left,
            Transition::Left => Transition::Entered,
        }
    }
}

impl<'p> Progress<'p> {
    /// What changed between two assessments.
    #[must_use]
    pub fn between(before: &'p Assessment<'p>, after: &'p Assessment<'p>) -> Progress<'p> {
        let (old, new) = (before.profile, after.profile);
        let tracks = after.tracks.iter().map(|track| {
            let earlier = before.tracks.iter().find(|earlier| earlier.track.id == track.track.id);
            TrackProgress::between(old, new, earlier, track)
        });
        Progress { before, after, about: AboutChange::between(old, new), tracks: tracks.collect() }
    }

    /// Everything that changed about capabilities, with the track of each.
    pub fn changes(&self) -> impl Iterator<Item = (&TrackProgress<'p>, &CapabilityChange<'p>)> {
        self.tracks.iter().flat_map(|track| track.changes.iter().map(move |change| (track, change)))
    }

    /// Whether there is no difference at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let is_same = |track: &TrackProgress<'_>| {
            track.changes.is_empty()
                && track.target.is_none()
                && track.request.is_none()
                && !track.changes_scope()
        };
        self.about == AboutChange::default() && self.tracks.iter().all(is_same)
    }

    /// Whether the profile that is taken for the later one was assessed before the other.
    #[must_use]
    pub fn is_backwards(&self) -> bool {
        let (before, after) = (self.before.profile.assessed().date, self.after.profile.assessed().date);
        before.zip(after).is_some_and(|(before, after)| after < before)
    }
}

impl<'p> AboutChange<'p> {
    fn between(before: &'p Profile, after: &'p Profile) -> AboutChange<'p> {
        fn change<'p, T: PartialEq>(
            before: &'p Profile,
            after: &'p Profile,
            value: impl Fn(&'p Profile) -> T,
        ) -> Option<Difference<T>> {
            Difference::between(value(before), value(after))
        }
        AboutChange {
            edition: change(before, after, |profile| profile.catalogue().edition.id),
            name: change(before, after, |profile| profile.registry().name.as_str()),
            url: change(before, after, |profile| profile.registry().url.as_deref()),
            date: change(before, after, |profile| profile.assessed().date),
            by: change(before, after, |profile| profile.assessed().by.as_deref()),
            accounts: change(before, after, |profile| profile.taxonomy().accounts.as_ref()),
            hosting: change(before, after, |profile| profile.taxonomy().hosting.as_ref()),
        }
    }
}

impl<'p> TrackProgress<'p> {
    fn between(
        old: &'p Profile,
        new: &'p Profile,
        before: Option<&'p TrackAssessment<'p>>,
        after: &'p TrackAssessment<'p>,
    ) -> TrackProgress<'p> {
        let track = after.track;
        let target = |track: &TrackAssessment<'_>| track.target;
        let request =
            |profile: &'p Profile| profile.also_assess().get(&track.id).map(|reason| reason.as_str());
        let found = |track: Option<&'p TrackAssessment<'p>>, capability: &Capability| {
            track?.findings.iter().find(|finding| finding.capability.id == capability.id)
        };
        let side = |profile: &'p Profile, track, capability: &Capability| Side {
            finding: found(track, capability),
            answer: profile.answers().get(&capability.id).map(|answer| &answer.value),
        };
        let changes = track.capabilities.iter().filter_map(|capability| {
            let (before, after) = (side(old, before, capability), side(new, Some(after), capability));
            CapabilityChange::between(capability, before, after)
        });
        TrackProgress {
            track,
            before,
            after,
            target: Difference::between(before.and_then(target), target(after)),
            request: Difference::between(request(old), request(new)),
            changes: changes.collect(),
        }
    }

    /// Where it stood.
    #[must_use]
    pub fn stood(&self) -> Option<Standing> {
        self.before.and_then(|track| track.standing)
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

impl<'p> CapabilityChange<'p> {
    /// The change, if there is one.
    fn between(
        capability: &'static Capability,
        before: Side<'p>,
        after: Side<'p>,
    ) -> Option<CapabilityChange<'p>> {
        let clauses: Vec<_> = capability
            .clauses
            .iter()
            .filter_map(|clause| ClauseChange::between(clause, before.answer, after.answer))
            .collect();
        let intent = |side: Side<'_>| side.answer.and_then(Answer::intent);
        let plan = |side: Side<'p>| side.answer.and_then(|answer| answer.plan.as_ref());
        let evidence = |side: Side<'p>| side.answer.map_or(&[][..], |answer| &answer.evidence);
        let change = CapabilityChange {
            capability,
            transition: transition(before.finding, after.finding, &clauses),
            written: Difference::between(before.written(), after.written()),
            clauses,
            intent: Difference::between(intent(before), intent(after)),
            plan: Difference::between(plan(before), plan(after)),
            evidence: EvidenceChange::between(evidence(before), evidence(after)),
            details: details(before.answer, after.answer),
            before,
            after,
        };
        let is_same = change.transition.is_none()
            && change.written.is_none()
            && change.clauses.is_empty()
            && change.intent.is_none()
            && change.plan.is_none()
            && change.evidence.is_empty()
            && change.details.is_empty()
            && before.finding.is_some() == after.finding.is_some();
        (!is_same).then_some(change)
    }
}

impl Side<'_> {
    fn written(self) -> AnswerForm {
        match self.answer.map(|answer| &answer.judgement) {
            None | Some(Judgement::Unanswered) => AnswerForm::Nothing,
            Some(Judgement::Whole(status)) => AnswerForm::Whole(*status),
            Some(Judgement::ByClause(_)) => AnswerForm::ByClause,
        }
    }
}

impl<'p> ClauseChange<'p> {
    /// The change, if there is one. What two answers as a whole say of a clause is no news of its own.
    fn between(
        clause: &'static Clause,
        before: Option<&'p Answer>,
        after: Option<&'p Answer>,
    ) -> Option<ClauseChange<'p>> {
        let is_by_clause =
            |answer: Option<&Answer>| answer.is_some_and(|a| matches!(a.judgement, Judgement::ByClause(_)));
        if !is_by_clause(before) && !is_by_clause(after) {
            return None;
        }
        let status = |answer: Option<&Answer>| answer.and_then(|answer| answer.stated_status(clause));
        let said = |answer: Option<&'p Answer>| answer.and_then(|answer| answer.clause(clause.id));
        let evidence = |answer| said(answer).map_or(&[][..], |clause| &clause.evidence);
        let change = ClauseChange {
            clause,
            status: Difference::between(status(before), status(after)),
            evidence: EvidenceChange::between(evidence(before), evidence(after)),
            details: clause_details(said(before), said(after)),
        };
        let is_same = change.status.is_none() && change.evidence.is_empty() && change.details.is_empty();
        (!is_same).then_some(change)
    }
}

impl<'p> EvidenceChange<'p> {
    fn between(before: &'p [Located<Evidence>], after: &'p [Located<Evidence>]) -> EvidenceChange<'p> {
        let only = |these: &'p [Located<Evidence>], others: &[Located<Evidence>]| -> Vec<&'p Evidence> {
            let mut only: Vec<&Evidence> = Vec::new();
            for evidence in these {
                if !others.contains(evidence) && !only.contains(&&evidence.value) {
                    only.push(&evidence.value);
                }
            }
            only
        };
        EvidenceChange { added: only(after, before), removed: only(before, after) }
    }

    /// Whether nothing came or went.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

fn transition(
    before: Option<&Finding<'_>>,
    after: Option<&Finding<'_>>,
    clauses: &[ClauseChange<'_>],
) -> Option<Transition> {
    let counting = |finding: Option<&Finding<'_>>| finding.filter(|f| f.counts()).map(|f| f.status);
    match (counting(before), counting(after)) {
        (None, None) => None,
        (None, Some(_)) => Some(Transition::Entered),
        (Some(_), None) => Some(Transition::Left),
        (Some(was), Some(is)) => match (was, is) {
            (was, is) if was == is => within(is, clauses),
            (Status::Unknown, _) => Some(Transition::Found),
            (_, Status::Unknown) => Some(Transition::Forgotten),
            (_, Status::Met) => Some(Transition::Completed),
            (Status::Met, _) => Some(Transition::Lost),
            (_, Status::Partial) => Some(Transition::Begun),
            _ => Some(Transition::Undone),
        },
    }
}

/// What became of a gap whose status is the same, by its required clauses.
fn within(status: Status, clauses: &[ClauseChange<'_>]) -> Option<Transition> {
    let rank = |status| match status {
        Some(Status::Unmet) => Some(0),
        Some(Status::Partial) => Some(1),
        Some(Status::Met) => Some(2),
        _ => None,
    };
    let required = clauses.iter().filter(|change| change.clause.required);
    let ranks = required.filter_map(|change| {
        let status = change.status?;
        rank(status.before).zip(rank(status.after))
    });
    let ranks: Vec<_> = ranks.collect();
    let rose = ranks.iter().any(|(before, after)| before < after);
    let fell = ranks.iter().any(|(before, after)| before > after);
    match (rose, fell) {
        _ if !status.is_gap() => None,
        (true, true) => Some(Transition::Shifted),
        (true, false) => Some(Transition::Advanced),
        (false, true) => Some(Transition::SetBack),
        (false, false) => None,
    }
}

fn details<'p>(before: Option<&'p Answer>, after: Option<&'p Answer>) -> Vec<DetailChange<'p>> {
    changed(&ANSWER, before, after, |answer, key| match key {
        "ruling" => answer.ruling.map(|ruling| ruling.as_str().into()),
        key => answer.value(key),
    })
}

fn clause_details<'p>(
    before: Option<&'p ClauseAnswer>,
    after: Option<&'p ClauseAnswer>,
) -> Vec<DetailChange<'p>> {
    changed(&CLAUSE, before, after, |answer, key| match key {
        "ruling" => answer.ruling.map(|ruling| ruling.as_str().into()),
        key => answer.value(key),
    })
}

fn changed<'p, T>(
    table: &'static KeyTable,
    before: Option<&'p T>,
    after: Option<&'p T>,
    value: fn(&'p T, &str) -> Option<Cow<'p, str>>,
) -> Vec<DetailChange<'p>> {
    let changed = table.keys.iter().filter_map(|key| {
        let value = |answer: Option<&'p T>| answer.and_then(|answer| value(answer, key.name));
        let change = Difference::between(value(before), value(after))?;
        Some(DetailChange { key, before: change.before, after: change.after })
    });
    changed.collect()
}
