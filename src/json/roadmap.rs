//! The gaps, in the order in which to close them.

use serde::Serialize;

use super::report::{PlanRecord, plan};
use crate::document::{Disclosure, improvement::Improvement, score};
use registry_maturity_core::{
    amount::Total,
    assessment::Finding,
    catalogue::{CapabilityId, Level, Work},
    date::Date,
    profile::{Answer, Intent, Status},
    roadmap::{self, Step},
};

const SCHEMA: u8 = 1;

/// The roadmap of one profile.
#[derive(Debug, Serialize)]
pub struct RoadmapRecord<'a> {
    schema: u8,
    principles: &'static str,
    registry: &'a str,
    goals: Vec<GoalRecord>,
    steps: Vec<StepRecord<'a>>,
    declined: Vec<DeclinedRecord<'a>>,
    gaps_beyond_goals: usize,
    left_out: Vec<LeftOutRecord>,
    effort: SumRecord,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<SumRecord>,
    generator: &'static str,
}

#[derive(Debug, Serialize)]
struct GoalRecord {
    track: &'static str,
    level: Option<Level>,
    goal: Option<Level>,
}

#[derive(Debug, Serialize)]
struct StepRecord<'a> {
    number: usize,
    id: CapabilityId,
    title: &'static str,
    improvement: String,
    track: &'static str,
    level: Level,
    status: Status,
    missing_clauses: Vec<&'static str>,
    why: &'static str,
    deliverable: String,
    work: Vec<&'static str>,
    examples: Vec<ExampleRecord>,
    unlocks: UnlockRecord,
    builds_on: Vec<CapabilityId>,
    note: Option<&'a str>,
    intent: Option<Intent>,
    plan: Option<PlanRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    internal: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ExampleRecord {
    registry: &'static str,
    how: &'static str,
    links: &'static [&'static str],
    seen: &'static str,
}

#[derive(Debug, Serialize)]
struct UnlockRecord {
    level: Level,
    alone: bool,
    with: Vec<CapabilityId>,
    after_lower_levels: bool,
    declined: Vec<CapabilityId>,
}

#[derive(Debug, Serialize)]
struct DeclinedRecord<'a> {
    id: CapabilityId,
    track: &'static str,
    level: Level,
    reason: Option<&'a str>,
    review_by: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    internal: Option<&'a str>,
}

/// A track without a level.
#[derive(Debug, Serialize)]
struct LeftOutRecord {
    track: &'static str,
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct SumRecord {
    sums: Vec<String>,
    not_added_up: Vec<String>,
}

impl<'a> RoadmapRecord<'a> {
    /// The roadmap, as far as readers may see it.
    #[must_use]
    pub fn new(roadmap: &'a roadmap::Roadmap<'_>, disclosure: Disclosure) -> RoadmapRecord<'a> {
        let profile = roadmap.assessment.profile;
        let goals = roadmap.routes.iter().map(|route| GoalRecord {
            track: route.track.track.id.as_str(),
            level: route.track.standing.map(|standing| standing.level),
            goal: route.goal,
        });
        let declined = roadmap.declined.iter().map(|(track, finding)| DeclinedRecord {
            id: finding.capability.id,
            track: track.track.id.as_str(),
            level: finding.capability.level,
            reason: finding.answer.and_then(|answer| answer.note.as_deref()),
            review_by: finding.answer.and_then(|answer| answer.review_by),
            internal: internal(finding.answer, disclosure),
        });
        let left_out = roadmap.left_out.iter().map(|track| LeftOutRecord {
            track: track.track.id.as_str(),
            reason: score(profile.catalogue(), track).reason,
        });
        RoadmapRecord {
            schema: SCHEMA,
            principles: profile.catalogue().edition.id,
            registry: &profile.registry().name,
            goals: goals.collect(),
            steps: roadmap.steps.iter().map(|step| record(step, disclosure)).collect(),
            declined: declined.collect(),
            gaps_beyond_goals: roadmap.beyond,
            left_out: left_out.collect(),
            effort: sum(roadmap.effort()),
            cost: disclosure.shows_owner_and_cost().then(|| sum(roadmap.cost())),
            generator: crate::document::PROGRAM,
        }
    }
}

fn record<'a>(step: &'a Step<'_>, disclosure: Disclosure) -> StepRecord<'a> {
    let capability = step.finding.capability;
    let answer = step.finding.answer;
    let improvement = Improvement::of(step.finding);
    let examples = capability.examples.iter().map(|example| ExampleRecord {
        registry: example.registry,
        how: example.how,
        links: example.links,
        seen: example.seen,
    });
    StepRecord {
        number: step.number,
        id: capability.id,
        title: capability.title,
        improvement: improvement.instruction(),
        track: step.track.track.id.as_str(),
        level: capability.level,
        status: step.finding.status,
        missing_clauses: step.finding.open_clauses().map(|(clause, _)| clause.id.as_str()).collect(),
        why: improvement.why(),
        deliverable: improvement.deliverable().join(" "),
        work: improvement.work().map(Work::id).collect(),
        examples: examples.collect(),
        unlocks: UnlockRecord {
            level: step.unlocks.level,
            alone: step.unlocks.with.is_empty() && step.unlocks.declined.is_empty() && !step.unlocks.later,
            with: ids(&step.unlocks.with),
            after_lower_levels: step.unlocks.later,
            declined: ids(&step.unlocks.declined),
        },
        builds_on: ids(&step.builds_on),
        note: answer.and_then(|answer| answer.note.as_deref()),
        intent: answer.and_then(Answer::intent),
        plan: step.plan().map(|given| plan(given, disclosure)),
        internal: internal(answer, disclosure),
    }
}

fn internal(answer: Option<&Answer>, disclosure: Disclosure) -> Option<&str> {
    answer.and_then(|answer| answer.internal.as_deref()).filter(|_| disclosure.shows_internal())
}

fn ids(findings: &[&Finding<'_>]) -> Vec<CapabilityId> {
    findings.iter().map(|finding| finding.capability.id).collect()
}

fn sum(total: Total) -> SumRecord {
    let sums = total.sums.iter().map(ToString::to_string).collect();
    SumRecord { sums, not_added_up: total.others }
}
