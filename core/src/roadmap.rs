//! [`Roadmap`]: the gaps, in the order in which to close them.
//!
//! The first steps lift each track to its next level, starting with the track with the fewest gaps below it. Then come
//! the steps to the level after that, and so on. A capability never comes before one that it is built on.

use std::borrow::Borrow;

use crate::{
    amount::Total,
    assessment::{Assessment, Finding, TrackAssessment},
    catalogue::{CapabilityId, Level, TrackId},
    profile::{Answer, Intent, Plan},
};

/// The gaps of an assessment, in the order in which to close them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Roadmap<'p> {
    /// The assessment that it starts from.
    pub assessment: &'p Assessment<'p>,
    /// The goal of each track.
    pub routes: Vec<Route<'p>>,
    /// The steps, in order.
    pub steps: Vec<Step<'p>>,
    /// Gaps that are declined, and so have no step.
    pub declined: Vec<(&'p TrackAssessment<'p>, &'p Finding<'p>)>,
    /// The number of gaps above the goals.
    pub beyond: usize,
    /// Tracks without a level: they do not apply, or none of their capabilities does.
    pub left_out: Vec<&'p TrackAssessment<'p>>,
}

/// The goal of a track.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Route<'p> {
    /// The track in the catalogue.
    pub track: &'p TrackAssessment<'p>,
    /// The level to reach; `None` if only other tracks have targets.
    pub goal: Option<Level>,
}

/// A gap to close.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step<'p> {
    /// Its number in the order, from 1.
    pub number: usize,
    /// The track that the gap belongs to.
    pub track: &'p TrackAssessment<'p>,
    /// The capability that is to be met, as it is assessed now.
    pub finding: &'p Finding<'p>,
    /// The level that it leads to.
    pub unlocks: Unlock<'p>,
    /// The gaps that it is built on.
    pub builds_on: Vec<&'p Finding<'p>>,
}

/// The level that a step leads to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Unlock<'p> {
    /// What the track has once the gaps up to the level of the step are closed; it can be higher than that level.
    pub level: Level,
    /// The other gaps at the same level, which have to be closed as well.
    pub with: Vec<&'p Finding<'p>>,
    /// Whether gaps at lower levels have to be closed first.
    pub later: bool,
    /// Declined gaps that keep the level out of reach.
    pub declined: Vec<&'p Finding<'p>>,
}

impl Route<'_> {
    fn includes(&self, finding: &Finding<'_>) -> bool {
        self.goal.is_some_and(|goal| finding.capability.level <= goal)
    }
}

impl Step<'_> {
    /// The plan for closing the gap.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        self.finding.answer.and_then(|answer| answer.plan.as_ref())
    }
}

impl<'p> Roadmap<'p> {
    /// Whether its goals are the operator's targets, and not the highest level of every track.
    #[must_use]
    pub fn has_targets(&self) -> bool {
        self.routes.iter().any(|route| route.track.target.is_some())
    }

    /// The roadmap to the profile's targets, or to the highest level of every track if it has none.
    #[must_use]
    pub fn of(assessment: &'p Assessment<'p>) -> Roadmap<'p> {
        let tracks = || assessment.assessed().filter(|track| track.standing.is_some());
        // A target counts even if none of its track's capabilities applies.
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
            left_out: assessment.tracks().filter(|track| track.standing.is_none()).collect(),
            steps: in_order(steps),
            routes,
        }
    }

    /// Keeps only these tracks, and renumbers the remaining steps.
    pub fn retain(&mut self, keep: impl Fn(TrackId) -> bool) {
        self.routes.retain(|route| keep(route.track.track.id));
        self.steps.retain(|step| keep(step.track.track.id));
        self.declined.retain(|(track, _)| keep(track.track.id));
        self.left_out.retain(|track| keep(track.track.id));
        self.steps.iter_mut().zip(1..).for_each(|(step, number)| step.number = number);
        self.beyond = beyond(&self.routes);
    }

    /// The sum of the steps' efforts.
    #[must_use]
    pub fn effort(&self) -> Total {
        Total::of(self.plans().filter_map(|plan| plan.effort.as_deref()))
    }

    /// The sum of the steps' costs.
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

/// The number of gaps above the goals.
fn beyond(routes: &[Route<'_>]) -> usize {
    let gaps = routes.iter().flat_map(|route| gaps(route.track).map(move |finding| (route, finding)));
    gaps.filter(|(route, finding)| !is_declined(finding) && !route.includes(finding)).count()
}

/// Whether a gap is declined.
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
    let builds_on = finding.capability.after.iter().filter_map(|id| assessment.finding_of(*id));
    let unlocks = Unlock {
        level: reached(track, level),
        with: at_level.filter(|gap| gap.capability.id != finding.capability.id).collect(),
        later: gaps(track).any(|gap| gap.capability.level < level),
        declined: gaps(track).filter(|gap| gap.capability.level <= level && is_declined(gap)).collect(),
    };
    Step { number: 0, track, finding, unlocks, builds_on: builds_on.filter(|f| f.is_gap()).collect() }
}

/// The level of a track once every gap at or below a level is closed.
fn reached(track: &TrackAssessment<'_>, closed: Level) -> Level {
    let next_gap = gaps(track).map(|gap| gap.capability.level).filter(|level| *level > closed).min();
    let counting = track.findings.iter().filter(|finding| finding.counts());
    let levels = counting.map(|finding| finding.capability.level);
    levels.filter(|level| next_gap.is_none_or(|gap| *level < gap)).max().unwrap_or(closed)
}

/// The number of lower levels with gaps: 0 for gaps that keep the track from its next level.
fn stage(step: &Step<'_>) -> usize {
    let level = step.finding.capability.level;
    Level::RUNGS
        .into_iter()
        .filter(|below| *below < level && gaps(step.track).any(|gap| gap.capability.level == *below))
        .count()
}

/// Orders the steps by stage, then by the number of other gaps at their level, none before its bases; numbers them.
fn in_order(mut steps: Vec<Step<'_>>) -> Vec<Step<'_>> {
    // The sort is stable, so equal steps stay in the catalogue's order.
    steps.sort_by_key(|step| (stage(step), step.unlocks.with.len()));
    let ordered = bases_first(steps);
    ordered.into_iter().zip(1..).map(|(step, number)| Step { number, ..step }).collect()
}

/// Moves steps after those that they are built on.
pub(crate) fn bases_first<'p, S: Borrow<Step<'p>>>(mut steps: Vec<S>) -> Vec<S> {
    let mut ordered = Vec::with_capacity(steps.len());
    while !steps.is_empty() {
        let is_open =
            |basis: &Finding<'_>| steps.iter().any(|step| step.borrow().finding.is_about_same(basis));
        let waits = |step: &Step<'_>| step.builds_on.iter().any(|basis| is_open(basis));
        // Some step is always ready, because the catalogue's lint refuses cycles. If not, the first one is next.
        let ready = steps.iter().position(|step| !waits(step.borrow())).unwrap_or(0);
        ordered.push(steps.remove(ready));
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::Roadmap;
    use crate::profile::Profile;

    #[test]
    fn a_roadmap_of_some_tracks_leaves_out_everything_about_the_others() {
        let profile = Profile::parse(
            "principles: \"0.1\"\nregistry: {name: Kestrel}\ntargets: {authentication: 1, cli: 2}\nanswers:\n  \
             mandatory-mfa: {status: unmet, intent: declined, note: Too early.}\n",
        )
        .expect("a profile");
        let assessment = profile.assess();
        let all = Roadmap::of(&assessment);
        let cli = |roadmap: &Roadmap<'_>| {
            let steps = roadmap.steps.iter().filter(|step| step.track.track.id.as_str() == "cli");
            steps.map(|step| step.finding.capability.id.as_str()).collect::<Vec<_>>()
        };
        let mut some = all.clone();
        some.retain(|track| track.as_str() == "cli");
        assert_eq!(cli(&some), cli(&all));
        assert_eq!(
            some.steps.iter().map(|step| step.number).collect::<Vec<_>>(),
            (1..=cli(&all).len()).collect::<Vec<_>>()
        );
        assert_eq!(some.routes.len(), 1);
        assert!(some.declined.is_empty() && !all.declined.is_empty());
        assert_eq!(some.beyond, 3, "the gaps of the highest level of the clients");
    }

    fn profile(rest: &str) -> Profile {
        let text = format!(
            "principles: \"0.1\"\nregistry: {{name: Kestrel}}\ntaxonomy: {{accounts: false, hosting: [builds]}}\n{rest}"
        );
        Profile::parse(&text).expect("a profile")
    }

    #[test]
    fn a_step_leads_to_the_highest_level_without_another_gap() {
        for (answers, level) in [
            ("", 1),
            ("install-vulnerability-warnings: met", 2),
            ("install-vulnerability-warnings: {status: not-applicable, note: No.}", 1),
            ("install-vulnerability-warnings: unmet, sbom-generation: met", 1),
            ("install-vulnerability-warnings: met, sbom-generation: met", 2),
            (
                "install-vulnerability-warnings: &no {status: not-applicable, note: No.}, sbom-generation: met, \
                 automatic-remediation: *no, reachability-analysis: *no",
                3,
            ),
            (
                "install-vulnerability-warnings: met, sbom-generation: &no {status: not-applicable, note: No.}, \
                 automatic-remediation: *no, reachability-analysis: *no",
                2,
            ),
        ] {
            let profile = profile(&format!("answers: {{{answers}}}\n"));
            let assessment = profile.assess();
            let roadmap = Roadmap::of(&assessment);
            let mut steps = roadmap.steps.iter();
            let step = steps.find(|step| step.finding.capability.id.as_str() == "pinned-dependencies");
            assert_eq!(step.expect("a gap").unlocks.level.number(), level, "{answers}");
        }
    }

    #[test]
    fn steps_to_the_next_level_come_first_but_none_before_its_bases() {
        let profile = profile("targets: {cli: 3}\n");
        let assessment = profile.assess();
        let roadmap = Roadmap::of(&assessment);
        assert!(roadmap.has_targets());
        let order: Vec<_> = roadmap.steps.iter().map(|step| step.finding.capability.id.as_str()).collect();
        assert_eq!(
            order,
            [
                "pinned-dependencies",
                "install-vulnerability-warnings",
                "sbom-generation",
                "automatic-remediation",
                "reachability-analysis",
            ]
        );
        let profile = self::profile("");
        let assessment = profile.assess();
        assert!(!Roadmap::of(&assessment).has_targets());
    }
}
