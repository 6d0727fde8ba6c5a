//! [`Progress`]: every difference between two profiles of a registry, and the transition of each capability.
//!
//! Each difference is in one place only. If the profiles are swapped, so are `before` and `after` everywhere, and
//! each [`Transition`] becomes its [mirror](Transition::mirror).

use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    assessment::{Assessment, Finding, Standing, TrackAssessment},
    catalogue::{Accounts, Capability, Clause, Hosting, Level, Status, Track},
    date::Date,
    profile::{
        Answer, ClauseAnswer, Evidence, Intent, Plan, Profile, Rating,
        keys::{ANSWER, CLAUSE, Key, KeyTable},
    },
    text::Located,
};

/// The differences between two assessments.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Progress<'p> {
    /// The assessment of the earlier profile.
    pub before: &'p Assessment<'p>,
    /// The assessment of the later profile.
    pub after: &'p Assessment<'p>,
    /// Differences in what the profiles say about the registry and the assessment.
    pub about: AboutChange<'p>,
    /// The tracks of the later one, in the catalogue's order.
    pub tracks: Vec<TrackProgress<'p>>,
}

/// A value that differs between the two profiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference<T> {
    /// In the earlier profile.
    pub before: T,
    /// In the later profile.
    pub after: T,
}

/// Differences in what two profiles say about the registry and the assessment; `None` for what is equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AboutChange<'p> {
    /// The edition of the principles.
    pub edition: Option<Difference<&'static str>>,
    /// The registry's name, which every profile has.
    pub name: Option<Difference<&'p str>>,
    /// The address of the registry's website.
    pub url: Option<Difference<Option<&'p str>>>,
    /// The date of the assessment.
    pub date: Option<Difference<Option<Date>>>,
    /// The person or team that answered.
    pub by: Option<Difference<Option<&'p str>>>,
    /// Whether there are accounts, and who provides log-in.
    pub accounts: Option<Difference<Option<&'p Accounts>>>,
    /// What kind of packages the registry hosts.
    pub hosting: Option<Difference<Option<&'p BTreeSet<Hosting>>>>,
}

/// What changed in a track.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TrackProgress<'p> {
    /// The track in the catalogue.
    pub track: &'static Track,
    /// Its earlier assessment; `None` if the earlier edition does not have the track.
    pub before: Option<&'p TrackAssessment<'p>>,
    /// Its assessment in the later profile.
    pub after: &'p TrackAssessment<'p>,
    /// The target, if it changed.
    pub target: Option<Difference<Option<Level>>>,
    /// The reason under `also-assess`, if it changed.
    pub request: Option<Difference<Option<&'p str>>>,
    /// Its capabilities with changes.
    pub changes: Vec<CapabilityChange<'p>>,
}

/// What changed about a capability.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CapabilityChange<'p> {
    /// The capability in the catalogue.
    pub capability: &'static Capability,
    /// Its finding and answer in the earlier profile.
    pub before: Side<'p>,
    /// Its finding and answer in the later profile.
    pub after: Side<'p>,
    /// How its status changed.
    pub transition: Option<Transition>,
    /// How it is answered, if that changed.
    pub written: Option<Difference<AnswerForm>>,
    /// The clauses with changes.
    pub clauses: Vec<ClauseChange<'p>>,
    /// The intent, if it changed.
    pub intent: Option<Difference<Option<Intent>>>,
    /// The plan, if it changed.
    pub plan: Option<Difference<Option<&'p Plan>>>,
    /// The evidence of the answer itself.
    pub evidence: EvidenceChange<'p>,
    /// Changes of the answer's other keys.
    pub details: Vec<DetailChange<'p>>,
}

/// A capability in one of the two profiles.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Side<'p> {
    /// Its finding; `None` if its track does not apply.
    pub finding: Option<&'p Finding<'p>>,
    /// Its answer, whether or not its track applies.
    pub answer: Option<&'p Answer>,
}

/// How a capability is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerForm {
    /// There is no status, although there may be a note or a plan.
    Nothing,
    /// One status for the capability as a whole, and so for its required clauses, if it has any.
    Whole(Status),
    /// Clause by clause. [`CapabilityChange::clauses`] says what changed about them.
    ByClause,
}

/// How a status changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// It is met, and was known not to be.
    Completed,
    /// It is no longer met.
    Lost,
    /// It is partly met, and was unmet.
    Begun,
    /// It is unmet, and was partly met.
    Undone,
    /// Its status is the same, but some of its required clauses improved, and none is known to have got worse.
    Advanced,
    /// Its status is the same, but some of its required clauses got worse, and none is known to have improved.
    SetBack,
    /// Its status is the same, but some of its required clauses improved and others got worse.
    Shifted,
    /// It is known, and was unknown. That does not mean that anything was done.
    Found,
    /// It is no longer known.
    Forgotten,
    /// It has begun to apply.
    Entered,
    /// It no longer applies.
    Left,
}

/// What changed about a clause.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClauseChange<'p> {
    /// A clause of the changed capability.
    pub clause: &'static Clause,
    /// Its status, if it changed; `None` within the difference where the answer leaves it open.
    pub status: Option<Difference<Option<Status>>>,
    /// The evidence of the clause itself.
    pub evidence: EvidenceChange<'p>,
    /// Changes of the clause's other keys.
    pub details: Vec<DetailChange<'p>>,
}

/// Evidence that was added or removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EvidenceChange<'p> {
    /// The evidence that was added.
    pub added: Vec<&'p Evidence>,
    /// The evidence that was removed.
    pub removed: Vec<&'p Evidence>,
}

/// A change of an answer's text or date under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DetailChange<'p> {
    /// Its key in profiles.
    pub key: &'static Key,
    /// Its value in the earlier profile; `None` if the key has none.
    pub before: Option<Cow<'p, str>>,
    /// Its value in the later profile; `None` if the key has none.
    pub after: Option<Cow<'p, str>>,
}

impl<T: PartialEq> Difference<T> {
    /// The change; `None` if the two sides are equal.
    fn between(before: T, after: T) -> Option<Difference<T>> {
        (before != after).then_some(Difference { before, after })
    }
}

impl Transition {
    /// The transition in the opposite direction.
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
    /// Compares two assessments of the same registry.
    #[must_use]
    pub fn between(before: &'p Assessment<'p>, after: &'p Assessment<'p>) -> Progress<'p> {
        let (old, new) = (before.profile, after.profile);
        let tracks = after.tracks.iter().map(|track| {
            let earlier = before.tracks.iter().find(|earlier| earlier.track.id == track.track.id);
            TrackProgress::between(old, new, earlier, track)
        });
        Progress { before, after, about: AboutChange::between(old, new), tracks: tracks.collect() }
    }

    /// Every change of a capability, with its track.
    pub fn changes(&self) -> impl Iterator<Item = (&TrackProgress<'p>, &CapabilityChange<'p>)> {
        self.tracks.iter().flat_map(|track| track.changes.iter().map(move |change| (track, change)))
    }

    /// Whether there are no differences.
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

    /// Whether the supposedly later profile has the earlier assessment date.
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

    /// Its levels in the earlier profile; `None` if it had none.
    #[must_use]
    pub fn stood(&self) -> Option<Standing> {
        self.before.and_then(|track| track.standing)
    }

    /// Whether it was assessed.
    #[must_use]
    pub fn was_assessed(&self) -> bool {
        self.before.is_some_and(|track| track.applies.is_assessed())
    }

    /// Whether the track entered or left the scope.
    #[must_use]
    pub fn changes_scope(&self) -> bool {
        self.was_assessed() != self.after.applies.is_assessed()
    }
}

impl<'p> CapabilityChange<'p> {
    /// The change; `None` if the two sides are equal.
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
        match self.answer.map(|answer| &answer.rating) {
            None | Some(Rating::Unanswered) => AnswerForm::Nothing,
            Some(Rating::Whole(status)) => AnswerForm::Whole(*status),
            Some(Rating::ByClause(_)) => AnswerForm::ByClause,
        }
    }
}

impl<'p> ClauseChange<'p> {
    /// The change; `None` if the two sides are equal. Clauses are not compared if both answers are as a whole.
    fn between(
        clause: &'static Clause,
        before: Option<&'p Answer>,
        after: Option<&'p Answer>,
    ) -> Option<ClauseChange<'p>> {
        if ![before, after].into_iter().flatten().any(Answer::is_by_clause) {
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

    /// Whether no evidence was added or removed.
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
    use Status::{Met, NotApplicable, Partial, Unknown, Unmet};
    // A capability whose track does not apply is as good as not applicable.
    let status = |finding: Option<&Finding<'_>>| finding.map_or(NotApplicable, |finding| finding.status);
    match (status(before), status(after)) {
        (NotApplicable, NotApplicable) => None,
        (NotApplicable, Met | Partial | Unmet | Unknown) => Some(Transition::Entered),
        (Met | Partial | Unmet | Unknown, NotApplicable) => Some(Transition::Left),
        (Met, Met) | (Partial, Partial) | (Unmet, Unmet) | (Unknown, Unknown) => within(clauses),
        (Unknown, Met | Partial | Unmet) => Some(Transition::Found),
        (Met | Partial | Unmet, Unknown) => Some(Transition::Forgotten),
        (Partial | Unmet, Met) => Some(Transition::Completed),
        (Met, Partial | Unmet) => Some(Transition::Lost),
        (Unmet, Partial) => Some(Transition::Begun),
        (Partial, Unmet) => Some(Transition::Undone),
    }
}

/// The transition of a capability whose status is the same, decided by its required clauses. Only those of a gap can
/// rise or fall.
fn within(clauses: &[ClauseChange<'_>]) -> Option<Transition> {
    let rank = |status| match status {
        Some(Status::Unmet) => Some(0),
        Some(Status::Partial) => Some(1),
        Some(Status::Met) => Some(2),
        Some(Status::Unknown | Status::NotApplicable) | None => None,
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

#[cfg(test)]
mod tests {
    use super::{Progress, Transition};
    use crate::profile::Profile;

    #[test]
    fn clauses_move_a_capability_that_keeps_its_status() {
        let profile = |[refusal, detection, prompt]: [&str; 3]| {
            let text = format!(
                "principles: \"0.1\"\nregistry: {{name: Kestrel}}\nanswers:\n  leaked-credential-checks:\n    clauses: \
                 {{registration-refusal: {refusal}, login-detection: {detection}, change-prompt: {prompt}}}\n"
            );
            Profile::parse(&text).expect("a profile")
        };
        for (before, after, expected) in [
            (["met", "unmet", "unmet"], ["met", "partial", "unmet"], Some(Transition::Advanced)),
            (["met", "partial", "unmet"], ["met", "met", "unmet"], Some(Transition::Advanced)),
            (["met", "unmet", "unmet"], ["partial", "met", "unmet"], Some(Transition::Shifted)),
            (["met", "unmet", "unmet"], ["met", "unknown", "unmet"], None),
            (["met", "unmet", "unmet"], ["met", "unmet", "unmet"], None),
        ] {
            let (one, other) = (profile(before), profile(after));
            let (one, other) = (one.assess(), other.assess());
            let transition =
                |progress: &Progress<'_>| progress.changes().next().and_then(|(_, change)| change.transition);
            assert_eq!(transition(&Progress::between(&one, &other)), expected, "{before:?} {after:?}");
            assert_eq!(
                transition(&Progress::between(&other, &one)),
                expected.map(Transition::mirror),
                "{after:?} {before:?}"
            );
        }
    }
}
