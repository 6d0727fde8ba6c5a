//! [`Proposal`]: the part of a [`Roadmap`] that can be funded, what it achieves, and what has to be found out first.

use crate::{
    assessment::{Finding, TrackAssessment, level},
    catalogue::{CapabilityId, Level, Status},
    roadmap::{Roadmap, Step},
};

/// The work that can be funded, and the levels that it achieves.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Proposal<'r, 'p> {
    /// The work to fund, in the order of the roadmap.
    pub work: Vec<&'r Step<'p>>,
    /// Steps where it is not known whether there is work to do, so there is nothing to fund yet.
    pub unknown: Vec<&'r Step<'p>>,
    /// The level that each track reaches through the work, for tracks that reach one.
    pub reaches: Vec<(&'p TrackAssessment<'p>, Level)>,
    /// What is met at or below these levels but lacks evidence. Collecting it is part of the work.
    pub unevidenced: Vec<&'p Finding<'p>>,
}

impl<'r, 'p> Proposal<'r, 'p> {
    /// Splits the steps of a roadmap into work and unknowns.
    #[must_use]
    pub fn of(roadmap: &'r Roadmap<'p>) -> Proposal<'r, 'p> {
        let (unknown, work): (Vec<_>, Vec<_>) = roadmap.steps.iter().partition(|step| is_unknown(step));
        let done = |finding: &Finding<'_>| {
            work.iter().any(|step| step.finding.capability.id == finding.capability.id)
        };
        let reaches: Vec<_> = roadmap
            .routes
            .iter()
            .filter_map(|route| {
                let goal = route.goal?;
                let within = route.track.findings.iter().filter(|finding| finding.capability.level <= goal);
                let after = within.map(|finding| {
                    (finding.capability.level, if done(finding) { Status::Met } else { finding.status })
                });
                Some((route.track, level(after).filter(|reached| *reached > Level::ZERO)?))
            })
            .collect();
        let unevidenced = reaches.iter().flat_map(|(track, reached)| {
            let met =
                track.findings.iter().filter(|finding| finding.status == Status::Met && !finding.evidenced);
            met.filter(|finding| finding.capability.level <= *reached)
        });
        Proposal { unevidenced: unevidenced.collect(), work, unknown, reaches }
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
