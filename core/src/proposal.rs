//! [`Proposal`]: what funding can achieve of a [`Roadmap`], and what has to be found out before.

use crate::{
    assessment::{Finding, TrackAssessment, level},
    catalogue::{CapabilityId, Level, Status},
    roadmap::{Roadmap, Step},
};

/// The steps of a roadmap that can be funded, with what they achieve.
#[derive(Clone, Debug)]
pub struct Proposal<'r, 'p> {
    /// The work to fund, in the order of the roadmap.
    pub work: Vec<&'r Step<'p>>,
    /// Steps where nobody knows yet whether there is work to do: nothing to ask money for.
    pub unknown: Vec<&'r Step<'p>>,
    /// The level that each track reaches through the work; tracks that reach none are left out.
    pub reaches: Vec<(&'p TrackAssessment<'p>, Level)>,
    /// What is met at or below these levels without evidence. Collecting it is part of the work.
    pub unevidenced: Vec<&'p Finding<'p>>,
}

impl<'r, 'p> Proposal<'r, 'p> {
    /// Splits the steps of a roadmap into work and what is not known.
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

/// A step without a plan whose status nobody knows.
fn is_unknown(step: &Step<'_>) -> bool {
    step.finding.status == Status::Unknown && step.plan().is_none()
}
