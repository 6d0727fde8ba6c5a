//! The result of `check`.

use serde::Serialize;

use crate::document::check;
use registry_maturity_core::{
    catalogue::Level,
    check::{Reason, Shortfall, Verdict},
    text::{Position, Source},
};

const SCHEMA: u8 = 1;

/// The verdict on one profile.
#[derive(Debug, Serialize)]
pub struct GateRecord<'a> {
    schema: u8,
    principles: &'static str,
    registry: &'a str,
    profile: &'a str,
    passed: bool,
    shortfalls: Vec<ShortfallRecord>,
    generator: &'static str,
}

#[derive(Debug, Serialize)]
struct ShortfallRecord {
    reason: &'static str,
    message: String,
    track: Option<&'static str>,
    capability: Option<&'static str>,
    required: Option<Level>,
    level: Option<Level>,
    clauses: Vec<&'static str>,
    lacking: Vec<&'static str>,
    line: Option<usize>,
    column: Option<usize>,
}

impl<'a> GateRecord<'a> {
    /// The verdict on the profile of this text.
    #[must_use]
    pub fn new(verdict: &'a Verdict<'_>, source: &'a Source) -> GateRecord<'a> {
        let profile = verdict.assessment.profile;
        GateRecord {
            schema: SCHEMA,
            principles: profile.catalogue().edition.id,
            registry: &profile.registry().name,
            profile: &source.name,
            passed: verdict.passed(),
            shortfalls: verdict
                .shortfalls
                .iter()
                .map(|shortfall| record(verdict, shortfall, source))
                .collect(),
            generator: crate::document::PROGRAM,
        }
    }
}

fn record(verdict: &Verdict<'_>, shortfall: &Shortfall<'_>, source: &Source) -> ShortfallRecord {
    let reason = &shortfall.reason;
    let capability = reason.capability();
    let catalogue = verdict.assessment.profile.catalogue();
    let track = reason.track().or_else(|| capability.map(|capability| catalogue.track_of(capability.id)));
    let (required, level) = match reason {
        Reason::Below(below) => (Some(below.required), Some(below.actual)),
        Reason::NoLevel(_, required) | Reason::NoTrack(required) => (Some(*required), None),
        Reason::Fell { was, is, .. } => (Some(*was), *is),
        _ => (None, None),
    };
    let lacking = match reason {
        Reason::Below(below) => below.lacking.iter().map(|finding| finding.capability.id.as_str()).collect(),
        _ => Vec::new(),
    };
    let position: Option<Position> = shortfall.at.map(|span| source.position(span.start()));
    ShortfallRecord {
        reason: reason.id(),
        message: check::reason(catalogue, reason),
        track: track.map(|track| track.id.as_str()),
        capability: capability.map(|capability| capability.id.as_str()),
        required,
        level,
        clauses: reason.clauses().iter().map(|clause| clause.id.as_str()).collect(),
        lacking,
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
    }
}
