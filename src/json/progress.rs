//! What changed between two profiles.

use std::collections::BTreeMap;

use serde::Serialize;

use registry_maturity_core::{
    assessment::{Finding, TrackAssessment},
    catalogue::{CapabilityId, Level},
    date::Date,
    profile::{Evidence, Intent, Status},
    progress::{self, Change, Step, TrackProgress},
};

const SCHEMA: u8 = 1;

/// What changed from an earlier to a later profile.
#[derive(Debug, Serialize)]
pub struct Progress<'a> {
    schema: u8,
    principles: &'static str,
    registry: &'a str,
    assessed: Pair<Option<Date>>,
    tracks: Vec<Track>,
    changes: Vec<Entry<'a>>,
    generator: &'static str,
}

#[derive(Debug, Serialize)]
struct Pair<T> {
    before: T,
    after: T,
}

#[derive(Debug, Serialize)]
struct Track {
    id: &'static str,
    name: &'static str,
    applies: Pair<bool>,
    level: Pair<Option<Level>>,
    evidenced: Pair<Option<Level>>,
    target: Pair<Option<Level>>,
    met: Pair<usize>,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    id: CapabilityId,
    title: &'static str,
    track: &'static str,
    level: Level,
    change: Option<&'static str>,
    status: Pair<Option<Status>>,
    clauses: BTreeMap<&'static str, Pair<Status>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    intent: Option<Pair<Option<Intent>>>,
    evidence_added: Vec<&'a str>,
    evidence_removed: Vec<&'a str>,
}

impl<'a> Progress<'a> {
    /// What changed.
    #[must_use]
    pub fn new(progress: &'a progress::Progress<'_>) -> Progress<'a> {
        let (before, after) = (progress.before.profile, progress.after.profile);
        Progress {
            schema: SCHEMA,
            principles: after.catalogue.edition.id,
            registry: &after.registry.name,
            assessed: Pair { before: before.assessed.date, after: after.assessed.date },
            tracks: progress.tracks.iter().map(track).collect(),
            changes: progress.changes().map(|(track, change)| entry(track, change)).collect(),
            generator: crate::document::PROGRAM,
        }
    }
}

fn track(track: &TrackProgress<'_>) -> Track {
    let (was, is) = (track.stood(), track.after.standing);
    let met = |track: &TrackAssessment<'_>| track.findings.iter().filter(|f| f.status == Status::Met).count();
    Track {
        id: track.track.id.as_str(),
        name: track.track.name,
        applies: Pair { before: track.was_assessed(), after: track.after.applies.is_assessed() },
        level: Pair { before: was.map(|s| s.level), after: is.map(|s| s.level) },
        evidenced: Pair { before: was.map(|s| s.evidenced), after: is.map(|s| s.evidenced) },
        target: Pair { before: track.target_before(), after: track.after.target },
        met: Pair { before: track.before.map_or(0, met), after: met(track.after) },
    }
}

fn entry<'a>(track: &TrackProgress<'_>, change: &'a Change<'_>) -> Entry<'a> {
    let status = |finding: Option<&Finding<'_>>| finding.map(|finding| finding.status);
    let intent = |finding: Option<&Finding<'_>>| finding.and_then(|finding| finding.answer?.intent());
    let clauses = change
        .clauses
        .iter()
        .map(|change| (change.clause.id.as_str(), Pair { before: change.before, after: change.after }));
    Entry {
        id: change.capability.id,
        title: change.capability.title,
        track: track.track.id.as_str(),
        level: change.capability.level,
        change: change.step.map(id),
        status: Pair { before: status(change.before), after: status(change.after) },
        clauses: clauses.collect(),
        intent: change.intent.map(|after| Pair { before: intent(change.before), after }),
        evidence_added: texts(&change.added),
        evidence_removed: texts(&change.removed),
    }
}

fn texts<'a>(evidence: &[&'a Evidence]) -> Vec<&'a str> {
    evidence.iter().map(|evidence| evidence.as_str()).collect()
}

const fn id(step: Step) -> &'static str {
    match step {
        Step::Completed => "completed",
        Step::Begun => "begun",
        Step::Advanced => "advanced",
        Step::Lost => "lost",
        Step::SetBack => "set-back",
        Step::Found => "found",
        Step::Forgotten => "forgotten",
        Step::Entered => "entered-scope",
        Step::Left => "left-scope",
    }
}
