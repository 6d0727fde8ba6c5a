//! [`Proposal`]: the part of a [`Roadmap`] that can be funded, what it achieves, and what has to be found out first.

use crate::{
    assessment::{Finding, TrackAssessment, level},
    catalogue::{CapabilityId, Level, Status},
    roadmap::{Roadmap, Route, Step, bases_first},
};

/// The work that can be funded, and the levels that it achieves.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Proposal<'r, 'p> {
    /// The work to fund: first what lifts a track, then what lies above the level that its track reaches, each in the
    /// order of the roadmap.
    pub work: Vec<&'r Step<'p>>,
    /// Steps where it is not known whether there is work to do, so there is nothing to fund yet.
    pub unknown: Vec<&'r Step<'p>>,
    /// Where the work leaves each track that has a goal.
    pub attained: Vec<Attainment<'p>>,
    /// What is met on the way to the goals without evidence. Collecting it is part of the work.
    pub unevidenced: Vec<&'p Finding<'p>>,
}

/// Where the work leaves a track.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attainment<'p> {
    /// As it is assessed before the work.
    pub track: &'p TrackAssessment<'p>,
    /// The level that it aims at.
    pub goal: Level,
    /// The level that it has once the work is done; above its goal if everything there is met already.
    pub level: Level,
    /// That level if what is not known turns out to be in place.
    pub ceiling: Level,
    /// The level that the work shows with evidence; at most its goal, as nothing above needs evidence.
    pub evidenced: Level,
    /// The gaps, all of one level, that keep it from the next level on the way to its goal.
    pub held_back_by: Vec<&'p Finding<'p>>,
}

impl<'r, 'p> Proposal<'r, 'p> {
    /// Splits the steps of a roadmap into work and unknowns.
    #[must_use]
    pub fn of(roadmap: &'r Roadmap<'p>) -> Proposal<'r, 'p> {
        let (unknown, work): (Vec<_>, Vec<_>) = roadmap.steps.iter().partition(|step| is_unknown(step));
        let attained: Vec<_> = roadmap.routes.iter().filter_map(|route| attainment(route, &work)).collect();
        let unevidenced = attained.iter().flat_map(|attained| {
            let met = attained.track.findings.iter().filter(|finding| finding.status == Status::Met);
            met.filter(|finding| !finding.evidenced && finding.capability.level <= attained.goal)
        });
        let mut proposal =
            Proposal { unevidenced: unevidenced.collect(), work: Vec::new(), unknown, attained };
        let (counting, others): (Vec<_>, Vec<_>) = work.into_iter().partition(|step| proposal.counts(step));
        proposal.work = bases_first([counting, others].concat());
        proposal
    }

    /// Where the work leaves a track; `None` if the track has no goal.
    #[must_use]
    pub fn attainment(&self, track: &TrackAssessment<'_>) -> Option<&Attainment<'p>> {
        self.attained.iter().find(|attained| attained.track.track.id == track.track.id)
    }

    /// Whether a step counts towards the level that the work achieves, and does not lie above it.
    #[must_use]
    pub fn counts(&self, step: &Step<'_>) -> bool {
        let attained = self.attainment(step.track);
        attained.is_some_and(|attained| step.finding.capability.level <= attained.level)
    }

    /// Whether the first thing to do is to find out what is missing, because no work is known yet.
    #[must_use]
    pub fn needs_assessment(&self) -> bool {
        self.work.is_empty() && !self.unknown.is_empty()
    }

    /// Whether the assessment that is needed first has questions to answer, and not only unknowns to settle.
    #[must_use]
    pub fn has_unanswered(&self) -> bool {
        self.needs_assessment() && self.unknown.iter().any(|step| !step.finding.is_answered())
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.work.is_empty() && self.unevidenced.is_empty() && self.unknown.is_empty()
    }

    /// The tracks that have a level with evidence once the work is done.
    pub fn reached(&self) -> impl Iterator<Item = &Attainment<'p>> {
        self.attained.iter().filter(|attained| attained.evidenced > Level::ZERO)
    }

    /// The position of a capability among the work, from 1.
    #[must_use]
    pub fn number(&self, id: CapabilityId) -> Option<usize> {
        self.work.iter().position(|step| step.finding.capability.id == id).map(|at| at + 1)
    }
}

/// Whether a step has an unknown status and no plan.
fn is_unknown(step: &Step<'_>) -> bool {
    step.finding.status == Status::Unknown && step.plan().is_none()
}

/// Where the work leaves a track; `None` if the track has no goal.
fn attainment<'p>(route: &Route<'p>, work: &[&Step<'p>]) -> Option<Attainment<'p>> {
    let goal = route.goal?;
    let is_work = |finding: &Finding<'_>| work.iter().any(|step| step.finding.is_about_same(finding));
    let up_to = |highest| route.track.findings.iter().filter(move |it| it.capability.level <= highest);
    let after = |highest, unknown| {
        let after = up_to(highest).map(|finding| match finding.status {
            _ if is_work(finding) => (finding.capability.level, Status::Met),
            Status::Unknown => (finding.capability.level, unknown),
            status => (finding.capability.level, status),
        });
        level(after).unwrap_or(Level::ZERO)
    };
    let open = || up_to(goal).filter(|finding| finding.is_gap() && !is_work(finding));
    let lowest = open().map(|finding| finding.capability.level).min();
    Some(Attainment {
        track: route.track,
        goal,
        level: after(Level::MAX, Status::Unknown),
        ceiling: after(Level::MAX, Status::Met),
        evidenced: after(goal, Status::Unknown),
        held_back_by: open().filter(|finding| Some(finding.capability.level) == lowest).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Attainment, Proposal};
    use crate::{profile::Profile, roadmap::Roadmap};

    /// Calls `check` with the proposal of a registry that has no accounts and only builds.
    fn with_proposal<T>(rest: &str, check: impl FnOnce(&Proposal<'_, '_>) -> T) -> T {
        let text = format!(
            "principles: \"0.1\"\nregistry: {{name: Kestrel}}\ntaxonomy: {{accounts: false, hosting: [builds]}}\n{rest}"
        );
        let profile = Profile::parse(&text).expect("a profile");
        let assessment = profile.assess();
        check(&Proposal::of(&Roadmap::of(&assessment)))
    }

    /// What a proposal says: the work with a mark for what counts, the unknowns, what lacks evidence, and where the
    /// work leaves each track: its level, that if the unknown is met, and that with evidence, out of its goal.
    fn said(rest: &str) -> [String; 4] {
        with_proposal(rest, |proposal| {
            let join = |words: Vec<String>| words.join(" ");
            let work = proposal.work.iter().map(|step| {
                let mark = if proposal.counts(step) { "" } else { "*" };
                format!("{}{mark}", step.finding.capability.id)
            });
            let unknown = proposal.unknown.iter().map(|step| step.finding.capability.id.to_string());
            let unevidenced = proposal.unevidenced.iter().map(|finding| finding.capability.id.to_string());
            let attained = proposal.attained.iter().map(|attained| {
                let held_back_by =
                    attained.held_back_by.iter().map(|finding| finding.capability.id.to_string());
                let (track, held_back_by) = (attained.track.track.id, join(held_back_by.collect()));
                let Attainment { level, ceiling, evidenced, goal, .. } = attained;
                format!("{track} {level}-{ceiling}, {evidenced}/{goal} [{held_back_by}]")
            });
            [
                join(work.collect()),
                join(unknown.collect()),
                join(unevidenced.collect()),
                join(attained.collect()),
            ]
        })
    }

    #[test]
    fn work_counts_up_to_the_level_that_its_track_reaches() {
        let cli = "targets: {cli: 3}\nanswers:\n  pinned-dependencies: met\n  install-vulnerability-warnings: unmet\n  \
                   sbom-generation: partial\n  reachability-analysis: {status: met, evidence: docs/reach.md}\n";
        assert_eq!(
            said(&format!("{cli}  automatic-remediation: met\n")),
            [
                "install-vulnerability-warnings sbom-generation",
                "",
                "pinned-dependencies automatic-remediation",
                "cli 3-3, 3/3 []",
            ]
        );
        assert_eq!(
            said(&format!("{cli}  automatic-remediation: unknown\n")),
            [
                "install-vulnerability-warnings sbom-generation*",
                "automatic-remediation",
                "pinned-dependencies",
                "cli 2-3, 2/3 [automatic-remediation]",
            ]
        );
        let declined = "  automatic-remediation: {status: unmet, intent: declined, note: No.}\n";
        assert_eq!(
            said(&format!("{cli}{declined}")),
            [
                "install-vulnerability-warnings sbom-generation*",
                "",
                "pinned-dependencies",
                "cli 2-2, 2/3 [automatic-remediation]",
            ]
        );
    }

    #[test]
    fn work_that_lifts_a_track_comes_before_work_above_it() {
        let two_tracks = "answers:\n  vulnerability-disclosure-policy: unknown\n  typosquatting-prevention: unmet\n  \
                          pinned-dependencies: unmet\n  install-vulnerability-warnings: met\n";
        let [work, unknown, ..] = said(&format!("targets: {{general: 1, cli: 1}}\n{two_tracks}"));
        assert_eq!(work, "pinned-dependencies typosquatting-prevention*");
        assert_eq!(unknown, "vulnerability-disclosure-policy");
        // What is met above the goal needs no evidence, and a track without a goal has no work.
        assert_eq!(said(&format!("targets: {{cli: 1}}\n{two_tracks}"))[0], "pinned-dependencies");
        assert_eq!(said(&format!("targets: {{cli: 1}}\n{two_tracks}"))[2], "");
    }

    #[test]
    fn a_track_rises_above_its_goal_if_everything_there_is_met() {
        let attained = |rest: &str| {
            let answers = "  pinned-dependencies: unmet\n  install-vulnerability-warnings: met\n  \
                           sbom-generation: met\n";
            let rest = format!("targets: {{cli: 1}}\nanswers:\n{answers}{rest}");
            let [.., attained] = said(&rest);
            attained
        };
        let top = |status: &str| format!("  automatic-remediation: met\n  reachability-analysis: {status}\n");
        assert_eq!(attained(&top("met")), "cli 3-3, 1/1 []");
        assert_eq!(attained(&top("unknown")), "cli 2-3, 1/1 []");
        assert_eq!(attained(&top("unmet")), "cli 2-2, 1/1 []");
    }

    #[test]
    fn a_proposal_without_work_may_ask_for_answers_or_evidence() {
        let asks_for = |answers: &str| {
            let rest = format!("targets: {{cli: 2}}\nanswers: {{{answers}}}\n");
            with_proposal(&rest, |it| [it.is_empty(), it.needs_assessment(), it.has_unanswered()])
        };
        let [met, evidenced] =
            ["pinned-dependencies: met", "pinned-dependencies: {status: met, evidence: a.md}"];
        for (answers, expected) in [
            (
                format!("{evidenced}, install-vulnerability-warnings: {{status: met, evidence: a.md}}"),
                [true, false, false],
            ),
            (
                format!("{met}, install-vulnerability-warnings: {{status: met, evidence: a.md}}"),
                [false, false, false],
            ),
            (format!("{evidenced}, install-vulnerability-warnings: unmet"), [false, false, false]),
            (format!("{evidenced}, install-vulnerability-warnings: unknown"), [false, true, false]),
            (evidenced.to_owned(), [false, true, true]),
            (format!("{evidenced}, install-vulnerability-warnings: {{note: x}}"), [false, true, true]),
            ("pinned-dependencies: unmet".to_owned(), [false, false, false]),
        ] {
            assert_eq!(asks_for(&answers), expected, "{answers}");
        }
    }
}
