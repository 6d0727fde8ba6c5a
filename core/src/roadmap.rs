//! [`Roadmap`]: the gaps in the order to close them.
//!
//! First what lifts each track to its next level, the track with the fewest such gaps first; then the level after
//! that, and so on; never a capability before one that it is built on.

use crate::{
    amount::Total,
    assessment::{Assessment, Finding, TrackAssessment},
    catalogue::{CapabilityId, Level, TrackId},
    profile::{Answer, Intent, Plan, Status},
};

/// The gaps of an assessment in the order to close them.
#[derive(Clone, Debug)]
pub struct Roadmap<'p> {
    /// What it starts from.
    pub assessment: &'p Assessment<'p>,
    /// How far each track is to go.
    pub routes: Vec<Route<'p>>,
    /// What to do, in order.
    pub steps: Vec<Step<'p>>,
    /// What will not be done.
    pub declined: Vec<(&'p TrackAssessment<'p>, &'p Finding<'p>)>,
    /// How many gaps lie beyond the goals.
    pub beyond: usize,
}

/// How far a track is to go.
#[derive(Clone, Copy, Debug)]
pub struct Route<'p> {
    /// The track.
    pub track: &'p TrackAssessment<'p>,
    /// The level that it should reach; `None` if other tracks have a target and it has none.
    pub goal: Option<Level>,
}

/// A gap to close.
#[derive(Clone, Debug)]
pub struct Step<'p> {
    /// Its number in the order, from 1.
    pub number: usize,
    /// Its track.
    pub track: &'p TrackAssessment<'p>,
    /// The gap.
    pub finding: &'p Finding<'p>,
    /// What it unlocks.
    pub unlocks: Unlock<'p>,
    /// Gaps that it is built on.
    pub builds_on: Vec<&'p Finding<'p>>,
}

/// The level that a track reaches with a gap closed.
#[derive(Clone, Debug)]
pub struct Unlock<'p> {
    /// The level.
    pub level: Level,
    /// What has to be closed as well at the same level.
    pub with: Vec<&'p Finding<'p>>,
    /// Whether lower levels have to be reached first.
    pub later: bool,
    /// What keeps the level out of reach, because it will not be done.
    pub declined: Vec<&'p Finding<'p>>,
}

impl Route<'_> {
    fn includes(&self, finding: &Finding<'_>) -> bool {
        self.goal.is_some_and(|goal| finding.capability.level <= goal)
    }
}

impl Step<'_> {
    /// What is meant to be done about it.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        self.finding.answer.and_then(|answer| answer.plan.as_ref())
    }
}

impl<'p> Roadmap<'p> {
    /// The way to the targets; without any, to the highest level of every track.
    #[must_use]
    pub fn of(assessment: &'p Assessment<'p>) -> Roadmap<'p> {
        let tracks = || assessment.assessed().filter(|track| track.standing.is_some());
        // A target counts even if nothing in its track applies.
        let targeted = assessment.assessed().any(|track| track.target.is_some());
        let goal = |track: &TrackAssessment<'_>| if targeted { track.target } else { Some(Level::MAX) };
        let routes: Vec<_> = tracks().map(|track| Route { track, goal: goal(track) }).collect();
        let gaps = || routes.iter().flat_map(|route| gaps(route.track).map(move |finding| (route, finding)));
        let declined = gaps().filter(|(_, finding)| is_declined(finding));
        let open = gaps().filter(|(route, finding)| !is_declined(finding) && route.includes(finding));
        let steps: Vec<_> = open.map(|(route, finding)| step(assessment, route.track, finding)).collect();
        Roadmap {
            assessment,
            declined: declined.map(|(route, finding)| (route.track, finding)).collect(),
            beyond: beyond(&routes),
            steps: in_order(steps),
            routes,
        }
    }

    /// Keeps only some tracks; the remaining steps are renumbered.
    pub fn retain(&mut self, keep: impl Fn(TrackId) -> bool) {
        self.routes.retain(|route| keep(route.track.track.id));
        self.steps.retain(|step| keep(step.track.track.id));
        self.declined.retain(|(track, _)| keep(track.track.id));
        self.steps.iter_mut().zip(1..).for_each(|(step, number)| step.number = number);
        self.beyond = beyond(&self.routes);
    }

    /// The efforts of the steps, added up.
    #[must_use]
    pub fn effort(&self) -> Total {
        Total::of(self.plans().filter_map(|plan| plan.effort.as_deref()))
    }

    /// The costs of the steps, added up.
    #[must_use]
    pub fn cost(&self) -> Total {
        Total::of(self.plans().filter_map(|plan| plan.cost.as_deref()))
    }

    fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.steps.iter().filter_map(Step::plan)
    }

    /// The number of the step that closes a gap.
    #[must_use]
    pub fn number(&self, id: CapabilityId) -> Option<usize> {
        self.steps.iter().find(|step| step.finding.capability.id == id).map(|step| step.number)
    }
}

/// How many gaps lie beyond the goals.
fn beyond(routes: &[Route<'_>]) -> usize {
    let gaps = routes.iter().flat_map(|route| gaps(route.track).map(move |finding| (route, finding)));
    gaps.filter(|(route, finding)| !is_declined(finding) && !route.includes(finding)).count()
}

/// Whether it will not be done.
#[must_use]
pub fn is_declined(finding: &Finding<'_>) -> bool {
    finding.answer.and_then(Answer::intent) == Some(Intent::Declined)
}

fn gaps<'p>(track: &'p TrackAssessment<'p>) -> impl Iterator<Item = &'p Finding<'p>> {
    track.findings.iter().filter(|finding| finding.is_gap())
}

fn step<'p>(
    assessment: &'p Assessment<'p>,
    track: &'p TrackAssessment<'p>,
    finding: &'p Finding<'p>,
) -> Step<'p> {
    let level = finding.capability.level;
    let at_level = gaps(track).filter(|gap| gap.capability.level == level && !is_declined(gap));
    let builds_on = finding.capability.after.iter().filter_map(|id| assessment.finding(*id));
    let unlocks = Unlock {
        level: reached(track, level),
        with: at_level.filter(|gap| gap.capability.id != finding.capability.id).collect(),
        later: gaps(track).any(|gap| gap.capability.level < level),
        declined: gaps(track).filter(|gap| gap.capability.level <= level && is_declined(gap)).collect(),
    };
    Step { number: 0, track, finding, unlocks, builds_on: builds_on.filter(|f| f.is_gap()).collect() }
}

/// Where a track would stand with every gap at or below a level closed.
fn reached(track: &TrackAssessment<'_>, closed: Level) -> Level {
    let next_gap = gaps(track).map(|gap| gap.capability.level).filter(|level| *level > closed).min();
    let held = track.findings.iter().filter(|finding| {
        let level = finding.capability.level;
        finding.counts()
            && (finding.status == Status::Met || level <= closed)
            && next_gap.is_none_or(|gap| level < gap)
    });
    held.map(|finding| finding.capability.level).max().unwrap_or(closed)
}

/// How many levels with gaps lie below: 0 for what lifts the track to its next level.
fn stage(step: &Step<'_>) -> usize {
    let level = step.finding.capability.level;
    Level::RUNGS
        .into_iter()
        .filter(|below| *below < level && gaps(step.track).any(|gap| gap.capability.level == *below))
        .count()
}

/// Numbers the steps; each comes as early as its rank lets it, but not before what it is built on.
fn in_order(mut steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
    // The sort is stable, so that the catalogue's order decides among equals.
    steps.sort_by_key(|step| (stage(step), step.unlocks.with.len()));
    let mut ordered: Vec<Step<'_>> = Vec::with_capacity(steps.len());
    while !steps.is_empty() {
        let waits = |step: &Step<'_>| {
            step.builds_on.iter().any(|basis| steps.iter().any(|open| is_same(open.finding, basis)))
        };
        // Only a cycle in the catalogue, which its lint refuses, could leave nothing ready. Then the first one is taken.
        let ready = steps.iter().position(|step| !waits(step)).unwrap_or(0);
        let step = steps.remove(ready);
        ordered.push(Step { number: ordered.len() + 1, ..step });
    }
    ordered
}

fn is_same(one: &Finding<'_>, other: &Finding<'_>) -> bool {
    one.capability.id == other.capability.id
}
