//! What changed between two profiles: every difference once.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::Disclosure;
use registry_maturity_core::{
    assessment::TrackAssessment,
    catalogue::{Accounts, CapabilityId, Hosting, Level, Status},
    date::Date,
    profile::{Evidence, Intent, Plan, keys},
    progress::{
        AboutChange, AnswerForm, CapabilityChange, ClauseChange, DetailChange, Difference, Progress, Side,
        TrackProgress, Transition,
    },
};

use super::report::{self, plan};

const SCHEMA: u8 = 1;

/// What changed from an earlier to a later profile.
#[derive(Debug, Serialize)]
pub struct ProgressRecord<'a> {
    schema: u8,
    principles: &'static str,
    registry: &'a str,
    assessed: Pair<Option<Date>>,
    /// Whether the supposedly later profile has the earlier assessment date.
    backwards: bool,
    profile: AboutRecord<'a>,
    tracks: Vec<TrackProgressRecord<'a>>,
    changes: Vec<ChangeRecord<'a>>,
    generator: &'static str,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Pair<T> {
    before: T,
    after: T,
}

/// Only differences have a key.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
struct AboutRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    principles: Option<Pair<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Pair<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Pair<Option<&'a str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Pair<Option<Date>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Pair<Option<&'a str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accounts: Option<Pair<Option<AccountsRecord<'a>>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hosting: Option<Pair<Option<Vec<Hosting>>>>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum AccountsRecord<'a> {
    Exist(bool),
    ProvidedBy { provider: &'a [String] },
}

#[derive(Debug, Serialize)]
struct TrackProgressRecord<'a> {
    id: &'static str,
    name: &'static str,
    applies: Pair<bool>,
    also_assess: Pair<Option<&'a str>>,
    level: Pair<Option<Level>>,
    evidenced: Pair<Option<Level>>,
    target: Pair<Option<Level>>,
    met: Pair<usize>,
}

/// What changed about a capability. After the first six keys, only differences have one, except for `clauses` and
/// evidence, which may be empty.
#[derive(Debug, Serialize)]
struct ChangeRecord<'a> {
    id: CapabilityId,
    title: &'static str,
    track: &'static str,
    level: Level,
    change: Option<&'static str>,
    status: Pair<Option<Status>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Pair<Option<&'static str>>>,
    clauses: BTreeMap<&'static str, ClauseChangeRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    intent: Option<Pair<Option<Intent>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Pair<Option<report::PlanRecord<'a>>>>,
    evidence_added: Vec<&'a str>,
    evidence_removed: Vec<&'a str>,
    #[serde(flatten)]
    details: BTreeMap<String, Pair<Option<&'a str>>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    internal_changed: bool,
}

#[derive(Debug, Serialize)]
struct ClauseChangeRecord<'a> {
    #[serde(flatten)]
    status: Option<Pair<Option<Status>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence_added: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence_removed: Vec<&'a str>,
    #[serde(flatten)]
    details: BTreeMap<String, Pair<Option<&'a str>>>,
}

impl<T> Pair<T> {
    fn of<U>(change: Difference<U>, make: impl Fn(U) -> T) -> Pair<T> {
        Pair { before: make(change.before), after: make(change.after) }
    }
}

impl<'a> ProgressRecord<'a> {
    /// What changed, as far as readers may see it. Internal notes are never shown.
    #[must_use]
    pub fn new(progress: &'a Progress<'_>, disclosure: Disclosure) -> ProgressRecord<'a> {
        let (before, after) = (progress.before.profile, progress.after.profile);
        ProgressRecord {
            schema: SCHEMA,
            principles: after.catalogue().edition.id,
            registry: &after.registry().name,
            assessed: Pair { before: before.assessed().date, after: after.assessed().date },
            backwards: progress.is_backwards(),
            profile: about(&progress.about),
            tracks: progress.tracks.iter().map(|one| track(progress, one)).collect(),
            changes: progress
                .changes()
                .filter(|(_, change)| disclosure.shows_change(change))
                .map(|(track, change)| record(track, change, disclosure))
                .collect(),
            generator: crate::document::PROGRAM,
        }
    }
}

fn about<'a>(about: &AboutChange<'a>) -> AboutRecord<'a> {
    AboutRecord {
        principles: about.edition.map(|change| Pair::of(change, |edition| edition)),
        name: about.name.map(|change| Pair::of(change, |name| name)),
        url: about.url.map(|change| Pair::of(change, |url| url)),
        date: about.date.map(|change| Pair::of(change, |date| date)),
        by: about.by.map(|change| Pair::of(change, |by| by)),
        accounts: about.accounts.map(|change| Pair::of(change, |accounts| accounts.map(self::accounts))),
        hosting: about
            .hosting
            .map(|change| Pair::of(change, |hosting| hosting.map(|all| all.iter().copied().collect()))),
    }
}

fn accounts(accounts: &Accounts) -> AccountsRecord<'_> {
    match accounts.providers() {
        [] => AccountsRecord::Exist(accounts.exist()),
        provider => AccountsRecord::ProvidedBy { provider },
    }
}

fn track<'a>(progress: &Progress<'a>, track: &TrackProgress<'a>) -> TrackProgressRecord<'a> {
    let (was, is) = (track.stood(), track.after.standing);
    let met = |track: &TrackAssessment<'_>| track.findings.iter().filter(|f| f.status == Status::Met).count();
    let request = |assessment: &registry_maturity_core::assessment::Assessment<'a>| {
        assessment.profile.also_assess().get(&track.track.id).map(|reason| reason.value.as_str())
    };
    TrackProgressRecord {
        id: track.track.id.as_str(),
        name: track.track.name,
        applies: Pair { before: track.was_assessed(), after: track.after.applies.is_assessed() },
        also_assess: Pair { before: request(progress.before), after: request(progress.after) },
        level: Pair { before: was.map(|s| s.level), after: is.map(|s| s.level) },
        evidenced: Pair { before: was.map(|s| s.evidenced), after: is.map(|s| s.evidenced) },
        target: Pair { before: track.before.and_then(|track| track.target), after: track.after.target },
        met: Pair { before: track.before.map_or(0, met), after: met(track.after) },
    }
}

fn record<'a>(
    track: &TrackProgress<'_>,
    change: &'a CapabilityChange<'_>,
    disclosure: Disclosure,
) -> ChangeRecord<'a> {
    let status = |side: Side<'_>| side.finding.map(|finding| finding.status);
    let planned = |plan: Option<&'a Plan>| plan.map(|plan| self::plan(plan, disclosure));
    let is_internal = |detail: &DetailChange<'_>| detail.key.name == keys::INTERNAL.name;
    ChangeRecord {
        id: change.capability.id,
        title: change.capability.title,
        track: track.track.id.as_str(),
        level: change.capability.level,
        change: change.transition.map(id),
        status: Pair { before: status(change.before), after: status(change.after) },
        answer: change.written.map(|written| Pair::of(written, how)),
        clauses: change.clauses.iter().map(|change| (change.clause.id.as_str(), clause(change))).collect(),
        intent: change.intent.map(|intent| Pair::of(intent, |intent| intent)),
        plan: disclosure.plan_change(change).map(|change| Pair::of(change, planned)),
        evidence_added: texts(&change.evidence.added),
        evidence_removed: texts(&change.evidence.removed),
        details: details(&change.details),
        internal_changed: disclosure != Disclosure::Public && change.details.iter().any(is_internal),
    }
}

fn clause<'a>(change: &'a ClauseChange<'_>) -> ClauseChangeRecord<'a> {
    ClauseChangeRecord {
        status: change.status.map(|change| Pair::of(change, |status| status)),
        evidence_added: texts(&change.evidence.added),
        evidence_removed: texts(&change.evidence.removed),
        details: details(&change.details),
    }
}

fn details<'a>(all: &'a [DetailChange<'_>]) -> BTreeMap<String, Pair<Option<&'a str>>> {
    let public = all.iter().filter(|change| !change.key.is_private).map(|change| {
        let values = Pair { before: change.before.as_deref(), after: change.after.as_deref() };
        (change.key.name.replace('-', "_"), values)
    });
    public.collect()
}

fn texts<'a>(evidence: &[&'a Evidence]) -> Vec<&'a str> {
    evidence.iter().map(|evidence| evidence.as_str()).collect()
}

/// The word in the profile: a status, or `clauses`.
const fn how(written: AnswerForm) -> Option<&'static str> {
    match written {
        AnswerForm::Nothing => None,
        AnswerForm::Whole(status) => Some(status.id()),
        AnswerForm::ByClause => Some("clauses"),
    }
}

const fn id(transition: Transition) -> &'static str {
    match transition {
        Transition::Completed => "completed",
        Transition::Lost => "lost",
        Transition::Begun => "begun",
        Transition::Undone => "undone",
        Transition::Advanced => "advanced",
        Transition::SetBack => "set-back",
        Transition::Shifted => "shifted",
        Transition::Found => "found",
        Transition::Forgotten => "forgotten",
        Transition::Entered => "entered-scope",
        Transition::Left => "left-scope",
    }
}
