//! [`Assessment`]: the statuses, levels, gaps and blockers that follow from a profile. Everything else is derived from
//! it.
//!
//! A track's level is the highest one at which something is met and no gap remains at or below it, or 0 if there is
//! none. The same rule gives three levels: as answered, as if every unknown were met (the ceiling), and counting only
//! what is met with evidence (evidenced). There is no overall level, because the principles define none.

use std::fmt;

use serde::Serialize;

use crate::{
    catalogue::{Capability, CapabilityId, Clause, DOES_NOT_APPLY, Level, Status, Track, UnknownId},
    profile::{Answer, Profile, Rating},
    scope::{Applies, Scope},
};

/// Why a track that applies has no level, worded to follow its name.
pub const NO_CAPABILITY_APPLIES: &str = "none of its capabilities applies";

/// The assessment of a profile, track by track.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Assessment<'p> {
    /// The profile from which everything else here follows.
    pub profile: &'p Profile,
    /// Every track of the catalogue, which [`Assessment::track`] relies on.
    pub(crate) tracks: Vec<TrackAssessment<'p>>,
}

/// The levels of a track, with a finding for each of its capabilities.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TrackAssessment<'p> {
    /// The track in the catalogue.
    pub track: &'static Track,
    /// Whether it applies, and why or why not.
    pub applies: Applies<'p>,
    /// The operator's target for it.
    pub target: Option<Level>,
    /// Its levels; `None` if it does not apply, or none of its capabilities does.
    pub standing: Option<Standing>,
    /// The next level: the lowest one above its level with capabilities that apply. `None` if there is none.
    pub next: Option<Level>,
    /// A finding for each of its capabilities, in the catalogue's order; empty if it does not apply.
    pub findings: Vec<Finding<'p>>,
}

/// The three levels of a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Standing {
    /// The level that follows from the answers.
    pub level: Level,
    /// The level if every unknown were met: the highest one that more answers could give.
    pub ceiling: Level,
    /// The level if only what is met with evidence counts.
    pub evidenced: Level,
}

/// The result for one capability of a track that applies.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding<'p> {
    /// The capability in the catalogue.
    pub capability: &'static Capability,
    /// The answer, if there is one.
    pub answer: Option<&'p Answer>,
    /// How far it is met.
    pub status: Status,
    /// Whether it is met with evidence.
    pub evidenced: bool,
    /// Whether it is a gap that keeps the track from its next level.
    pub blocks: bool,
    /// Whether it is met above the track's level.
    pub ahead: bool,
}

/// How many capabilities have each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// The number that are met.
    pub met: usize,
    /// The number that are partly met.
    pub partial: usize,
    /// The number that are not met.
    pub unmet: usize,
    /// The number that are unknown or not answered.
    pub unknown: usize,
    /// The number that are not applicable, which [`Counts::applicable`] leaves out.
    pub not_applicable: usize,
}

impl Counts {
    /// The number that count for the level.
    #[must_use]
    pub fn applicable(self) -> usize {
        self.met + self.gaps()
    }

    /// The number with each status.
    #[must_use]
    pub fn by_status(self) -> [(Status, usize); 5] {
        [
            (Status::Met, self.met),
            (Status::Partial, self.partial),
            (Status::Unmet, self.unmet),
            (Status::Unknown, self.unknown),
            (Status::NotApplicable, self.not_applicable),
        ]
    }

    /// The number of gaps.
    #[must_use]
    pub fn gaps(self) -> usize {
        self.partial + self.unmet + self.unknown
    }
}

impl FromIterator<Status> for Counts {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Counts {
        let mut counts = Counts::default();
        for status in statuses {
            *match status {
                Status::Met => &mut counts.met,
                Status::Partial => &mut counts.partial,
                Status::Unmet => &mut counts.unmet,
                Status::Unknown => &mut counts.unknown,
                Status::NotApplicable => &mut counts.not_applicable,
            } += 1;
        }
        counts
    }
}

/// One line: `Authentication: level 1 (5/5 1/4 0/3)`, with the counts of what is met at levels 1, 2 and 3.
impl fmt::Display for TrackAssessment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.track.name)?;
        match self.standing {
            None if self.applies.is_assessed() => f.write_str(NO_CAPABILITY_APPLIES),
            None => f.write_str(DOES_NOT_APPLY),
            Some(standing) => {
                let counts = Level::RUNGS.map(|level| {
                    let counts = self.counts(level);
                    format!("{}/{}", counts.met, counts.applicable())
                });
                write!(f, "level {} ({})", standing.level, counts.join(" "))
            }
        }
    }
}

impl Profile {
    /// Assesses the profile: its levels, its gaps, and what blocks the next level.
    #[must_use]
    pub fn assess(&self) -> Assessment<'_> {
        let tracks = Scope::of(self).tracks.into_iter();
        let tracks = tracks.map(|(track, applies)| assess_track(self, track, applies)).collect();
        Assessment { profile: self, tracks }
    }
}

fn assess_track<'p>(
    profile: &'p Profile,
    track: &'static Track,
    applies: Applies<'p>,
) -> TrackAssessment<'p> {
    let applying = if applies.is_assessed() { track.capabilities } else { &[] };
    let mut findings: Vec<_> = applying.iter().map(|capability| find(profile, capability)).collect();
    let standing = standing(&findings);
    let next = standing.and_then(|standing| {
        let above = findings.iter().filter(|finding| finding.capability.level > standing.level);
        above.filter(|finding| finding.counts()).map(|finding| finding.capability.level).min()
    });
    for finding in &mut findings {
        let level = finding.capability.level;
        finding.blocks = finding.is_gap() && next.is_some_and(|next| level <= next);
        finding.ahead =
            finding.status == Status::Met && standing.is_some_and(|standing| level > standing.level);
    }
    let target = profile.targets().get(&track.id).map(|target| target.value);
    TrackAssessment { track, applies, target, standing, next, findings }
}

fn find<'p>(profile: &'p Profile, capability: &'static Capability) -> Finding<'p> {
    let answer = profile.answers().get(&capability.id).map(|answer| &answer.value);
    let status = answer.map_or(Status::Unknown, |answer| answer.status(capability));
    let evidenced = status == Status::Met && answer.is_some_and(|answer| answer.has_evidence(capability));
    Finding { capability, answer, status, evidenced, blocks: false, ahead: false }
}

fn standing(findings: &[Finding]) -> Option<Standing> {
    let by = |status: fn(&Finding) -> Status| level(findings.iter().map(|f| (f.capability.level, status(f))));
    Some(Standing {
        level: by(|finding| finding.status)?,
        ceiling: by(|finding| match finding.status {
            Status::Unknown => Status::Met,
            known => known,
        })?,
        evidenced: by(|finding| match finding.status {
            Status::Met if !finding.evidenced => Status::Unknown,
            other => other,
        })?,
    })
}

/// The rule for all three levels: the highest level at which something is met and no gap remains at or below it, or 0
/// if there is none. `None` if nothing is applicable.
pub(crate) fn level(statuses: impl Iterator<Item = (Level, Status)>) -> Option<Level> {
    let counting: Vec<_> = statuses.filter(|(_, status)| *status != Status::NotApplicable).collect();
    let lowest_gap = counting.iter().filter(|(_, status)| status.is_gap()).map(|(level, _)| *level).min();
    let reached = counting
        .iter()
        .filter(|(level, status)| *status == Status::Met && lowest_gap.is_none_or(|gap| *level < gap))
        .map(|(level, _)| *level)
        .max();
    (!counting.is_empty()).then(|| reached.unwrap_or(Level::ZERO))
}

impl Answer {
    /// How far a clause is met: as answered or, for a required clause, as follows from an answer as a whole. `None` if
    /// that leaves it open.
    #[must_use]
    pub(crate) fn stated_status(&self, clause: &Clause) -> Option<Status> {
        match self.rating {
            Rating::ByClause(_) => self.clause(clause.id).and_then(|answer| answer.status),
            Rating::Unanswered | Rating::Whole(Status::Partial | Status::Unknown) => None,
            Rating::Whole(status) => clause.required.then_some(status),
        }
    }
}

impl<'p> Assessment<'p> {
    /// Every track in the catalogue's order, including those that do not apply.
    pub fn tracks(&self) -> impl Iterator<Item = &TrackAssessment<'p>> {
        self.tracks.iter()
    }

    /// The tracks that are assessed.
    pub fn assessed(&self) -> impl Iterator<Item = &TrackAssessment<'p>> {
        self.tracks.iter().filter(|track| track.applies.is_assessed())
    }

    /// The findings of all tracks.
    pub fn findings(&self) -> impl Iterator<Item = &Finding<'p>> {
        self.tracks.iter().flat_map(|track| &track.findings)
    }

    /// The track with this id.
    ///
    /// # Errors
    /// If there is no such track; the error names the nearest.
    pub fn track(&self, id: &str) -> Result<&TrackAssessment<'p>, UnknownId> {
        let id = self.profile.catalogue().track(id)?.id;
        let track = self.tracks.iter().find(|track| track.track.id == id);
        Ok(track.expect("an assessment has every track of its catalogue"))
    }

    /// The finding for the capability with this id or former id; `None` if its track does not apply.
    ///
    /// # Errors
    /// If there is no such capability; the error names the nearest.
    pub fn finding(&self, id: &str) -> Result<Option<&Finding<'p>>, UnknownId> {
        Ok(self.finding_of(self.profile.catalogue().capability(id)?.id))
    }

    /// The finding for this capability; `None` if its track does not apply.
    #[must_use]
    pub fn finding_of(&self, id: CapabilityId) -> Option<&Finding<'p>> {
        self.findings().find(|finding| finding.capability.id == id)
    }
}

impl<'p> TrackAssessment<'p> {
    /// The number of capabilities with each status at a level.
    #[must_use]
    pub fn counts(&self, level: Level) -> Counts {
        self.findings.iter().filter(|f| f.capability.level == level).map(|f| f.status).collect()
    }

    /// The gaps: those that block the next level first, then by level, in the catalogue's order.
    #[must_use]
    pub fn gaps(&self) -> Vec<&Finding<'p>> {
        let mut gaps: Vec<_> = self.findings.iter().filter(|finding| finding.is_gap()).collect();
        gaps.sort_by_key(|finding| (!finding.blocks, finding.capability.level));
        gaps
    }

    /// The gaps that keep it from its next level.
    pub fn blockers(&self) -> impl Iterator<Item = &Finding<'p>> {
        self.findings.iter().filter(|finding| finding.blocks)
    }

    /// The capabilities that are met above its level.
    pub fn ahead(&self) -> impl Iterator<Item = &Finding<'p>> {
        self.findings.iter().filter(|finding| finding.ahead)
    }
}

impl Finding<'_> {
    /// Whether it has an answer, with all required clauses if it is answered by clause. `unknown` is an answer.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.answer.is_some_and(|answer| answer.is_answered(self.capability))
    }

    /// Whether there is no answer, not even to one of its clauses. `unknown` is an answer.
    #[must_use]
    pub fn lacks_answer(&self) -> bool {
        !self.answer.is_some_and(Answer::is_answered_in_part)
    }

    /// Whether both findings are about the same capability.
    #[must_use]
    pub fn is_about_same(&self, other: &Finding<'_>) -> bool {
        self.capability.id == other.capability.id
    }

    /// Whether it is a gap: it applies and is not met.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.status.is_gap()
    }

    /// Whether it counts for the level: everything applicable does.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.status != Status::NotApplicable
    }

    /// How far a clause is met: as answered or, for a required clause, as follows from an answer as a whole. `None` if
    /// that leaves it open.
    #[must_use]
    pub fn clause_status(&self, clause: &Clause) -> Option<Status> {
        self.answer.and_then(|answer| answer.stated_status(clause))
    }

    /// The required clauses without evidence, if others of a met capability have some.
    #[must_use]
    pub fn clauses_without_evidence(&self) -> Vec<&'static Clause> {
        let Some(answer) = self.answer.filter(|_| self.status == Status::Met && !self.evidenced) else {
            return Vec::new();
        };
        answer.unless_all(self.capability, answer.clauses_without(self.capability, |_| true))
    }

    /// The required clauses that are gaps; empty if the capability is answered as a whole.
    pub fn open_clauses(&self) -> impl Iterator<Item = (&'static Clause, Status)> {
        let answer = self.answer.filter(|answer| answer.is_by_clause());
        let clauses = self.capability.clauses.iter().filter(|clause| clause.required);
        answer.into_iter().flat_map(move |answer| {
            clauses
                .clone()
                .map(|clause| (clause, answer.clause_status(clause.id)))
                .filter(|(_, s)| s.is_gap())
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::profile::Profile;

    #[test]
    fn a_track_in_one_line_says_why_it_has_no_level() {
        let profile = Profile::parse(
            "principles: \"0.1\"\nregistry: {name: Kestrel}\ntaxonomy: {accounts: false, hosting: [builds]}\nanswers:\n  \
             pinned-dependencies: &none {status: not-applicable, note: It has no client.}\n  \
             install-vulnerability-warnings: *none\n  sbom-generation: *none\n  automatic-remediation: *none\n  \
             reachability-analysis: *none\n  vulnerability-disclosure-policy: met\n  typosquatting-prevention: *none\n",
        )
        .expect("a profile");
        let lines: Vec<String> = profile.assess().tracks().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [
                "Authentication: does not apply",
                "Authorization: does not apply",
                "General Capabilities: level 1 (1/1 0/4 0/3)",
                "CLI Tooling: none of its capabilities applies",
            ]
        );
    }
}
