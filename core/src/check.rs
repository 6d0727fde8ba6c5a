//! [`Verdict`]: where a profile falls short of the demands on it. The exit code and every format follow from it.

use std::{collections::BTreeMap, fmt};

use crate::{
    age::Age,
    assessment::{Assessment, Finding, Standing, TrackAssessment},
    catalogue::{Capability, Clause, Level, Status, Track, TrackId},
    date::Date,
    evidence::PathFault,
    profile::Evidence,
    text::{Located, Span},
    warnings::{TaxonomyKey, Warning},
};

/// The demands on a profile.
#[derive(Clone, Debug, Default)]
pub struct Demands<'p> {
    /// Whether it must reach its own targets.
    pub targets: bool,
    /// Levels to reach, each by one track or by every track that has a level.
    pub levels: Vec<(Option<TrackId>, Level)>,
    /// Which of a track's levels must reach the targets and levels.
    pub measure: Measure,
    /// An assessment that this one must not fall behind.
    pub baseline: Option<&'p Assessment<'p>>,
    /// The age limit for answers.
    pub freshness: Option<Freshness>,
    /// If set, everything that is met needs evidence. The paths in this map are broken and do not count.
    pub evidence: Option<&'p BTreeMap<Span, PathFault>>,
    /// Whether everything that applies must be answered.
    pub complete: bool,
    /// If set, warnings count as shortfalls.
    pub warnings: Option<&'p [Warning<'p>]>,
}

/// Which level of a track counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// The level that follows from the answers.
    #[default]
    Level,
    /// The level if only what is met with evidence counts.
    Evidenced,
}

impl Measure {
    fn of(self, standing: Standing) -> Level {
        match self {
            Measure::Level => standing.level,
            Measure::Evidenced => standing.evidenced,
        }
    }
}

/// An age limit for answers, counted from a date.
#[derive(Clone, Copy, Debug)]
pub struct Freshness {
    /// The age that an answer may reach before it is stale.
    pub max_age: Age,
    /// The day from which ages are counted.
    pub as_of: Date,
}

/// The outcome of a check.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verdict<'p> {
    /// The assessment that was checked.
    pub assessment: &'p Assessment<'p>,
    /// Every reason to fail; empty if the check passed.
    pub shortfalls: Vec<Shortfall<'p>>,
}

/// A reason to fail, with its place in the profile.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Shortfall<'p> {
    /// Why the check fails.
    pub reason: Reason<'p>,
    /// Its place in the profile; `None` if it has none.
    pub at: Option<Span>,
}

/// Why a check fails.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Reason<'p> {
    /// A track is below the level that it should have.
    Below(Below<'p>),
    /// A track should have this level and has none.
    NoLevel(&'p TrackAssessment<'p>, Level),
    /// Every track should have this level, and none has any.
    NoTrack(Level),
    /// A track's level fell.
    Fell {
        /// The track in the checked assessment.
        track: &'p TrackAssessment<'p>,
        /// The level in the baseline.
        was: Level,
        /// The level now; `None` if nothing in the track applies any more.
        is: Option<Level>,
    },
    /// A capability was met in the baseline and no longer is.
    NoLongerMet(&'p Finding<'p>),
    /// These required clauses were met in the baseline and no longer are; their capability was not met then.
    ClausesNoLongerMet(&'p Finding<'p>, Vec<&'static Clause>),
    /// A track left the scope although these capabilities of it, or required clauses of them, were met.
    TrackLeft(&'static Track, Vec<&'static Capability>),
    /// An answer is due for review.
    Stale(&'static Capability, Stale),
    /// A met answer has no evidence, or these required clauses of it have none while others do.
    NoEvidence(&'static Capability, Vec<&'static Clause>),
    /// The same, apart from these paths, which are broken.
    BrokenEvidence(&'static Capability, Vec<&'static Clause>, Vec<(&'p Located<Evidence>, PathFault)>),
    /// There is no answer.
    Unanswered(&'p Finding<'p>),
    /// Required clauses have no answer.
    ClausesUnanswered(&'static Capability, Vec<&'static Clause>),
    /// A question of the taxonomy has no answer.
    TaxonomyUnanswered(TaxonomyKey),
    /// A warning, if none is accepted.
    Warning(&'p Warning<'p>),
}

/// A track below the level it should have.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Below<'p> {
    /// One with a level. [`Reason::NoLevel`] is about those without.
    pub track: &'static Track,
    /// The level that it should have.
    pub required: Level,
    /// Whether that is its own target.
    pub is_target: bool,
    /// The level that it has.
    pub actual: Level,
    /// Which of its levels that is.
    pub measure: Measure,
    /// What keeps it from the required level.
    pub lacking: Vec<&'p Finding<'p>>,
}

/// Why an answer is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// It was last reviewed on this day, longer ago than this age.
    Old(Date, Age),
    /// Its `review-by` date has passed.
    Overdue(Date),
    /// Neither the answer nor the assessment has a date.
    Undated,
    /// The answer was reviewed on this day, which is in the future and does not count, and no other date does.
    ReviewedInFuture(Date),
    /// The answer has no date, and that of the assessment is this day in the future.
    AssessedInFuture(Date),
}

impl Verdict<'_> {
    /// Whether the check passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.shortfalls.is_empty()
    }
}

impl Reason<'_> {
    /// The stable id of its kind, for programs.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Reason::Below(_) => "below",
            Reason::NoLevel(..) | Reason::NoTrack(_) => "no-level",
            Reason::Fell { .. } => "level-fell",
            Reason::NoLongerMet(_) | Reason::ClausesNoLongerMet(..) => "no-longer-met",
            Reason::TrackLeft(..) => "left-scope",
            Reason::Stale(..) => "stale",
            Reason::NoEvidence(..) | Reason::BrokenEvidence(..) => "no-evidence",
            Reason::Unanswered(_) | Reason::ClausesUnanswered(..) | Reason::TaxonomyUnanswered(_) => {
                "unanswered"
            }
            Reason::Warning(_) => "warning",
        }
    }

    /// The track that it is about as a whole; `None` if it is about a capability or the profile.
    #[must_use]
    pub fn track(&self) -> Option<&'static Track> {
        self.about().0
    }

    /// The capability that it is about; `None` if it is about a track or the profile.
    #[must_use]
    pub fn capability(&self) -> Option<&'static Capability> {
        self.about().1
    }

    /// The track or the capability that it is about; neither if it is about the profile.
    fn about(&self) -> (Option<&'static Track>, Option<&'static Capability>) {
        match self {
            Reason::Below(below) => (Some(below.track), None),
            Reason::NoLevel(track, _) | Reason::Fell { track, .. } => (Some(track.track), None),
            Reason::TrackLeft(track, _) => (Some(track), None),
            Reason::NoLongerMet(finding)
            | Reason::ClausesNoLongerMet(finding, _)
            | Reason::Unanswered(finding) => (None, Some(finding.capability)),
            Reason::Stale(capability, _)
            | Reason::NoEvidence(capability, _)
            | Reason::BrokenEvidence(capability, ..)
            | Reason::ClausesUnanswered(capability, _) => (None, Some(capability)),
            Reason::NoTrack(_) | Reason::TaxonomyUnanswered(_) | Reason::Warning(_) => (None, None),
        }
    }

    /// The clauses of the capability that it is about; empty if it is about all of it.
    #[must_use]
    pub fn clauses(&self) -> &[&'static Clause] {
        match self {
            Reason::ClausesNoLongerMet(_, clauses)
            | Reason::ClausesUnanswered(_, clauses)
            | Reason::NoEvidence(_, clauses)
            | Reason::BrokenEvidence(_, clauses, _) => clauses,
            _ => &[],
        }
    }
}

/// Its kind and the id of what it is about, for logs.
impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let track = self.track().map(|track| track.id.as_str());
        match self.capability().map(|capability| capability.id.as_str()).or(track) {
            Some(id) => write!(f, "{}: {id}", self.id())?,
            None => f.write_str(self.id())?,
        }
        match self {
            Reason::Below(below) => write!(f, " at level {}, not {}", below.actual, below.required),
            Reason::NoLevel(_, required) | Reason::NoTrack(required) => {
                write!(f, " without level {required}")
            }
            Reason::Fell { was, is: Some(is), .. } => write!(f, " from level {was} to {is}"),
            _ => Ok(()),
        }
    }
}

impl Demands<'_> {
    /// Whether there are no demands on this profile, so that a verdict would mean nothing.
    #[must_use]
    pub fn is_empty(&self, assessment: &Assessment<'_>) -> bool {
        let targets = self.targets && assessment.assessed().any(|track| track.target.is_some());
        let levels = targets || !self.levels.is_empty();
        let answers = self.evidence.is_some() || self.complete || self.freshness.is_some();
        !(levels || answers || self.baseline.is_some() || self.warnings.is_some())
    }
}

/// Checks an assessment against demands.
#[must_use]
pub fn judge<'p>(assessment: &'p Assessment<'p>, demands: &Demands<'p>) -> Verdict<'p> {
    let mut reasons = levels(assessment, demands);
    if let Some(baseline) = demands.baseline {
        reasons.extend(regressions(baseline, assessment, demands.measure));
    }
    let findings = || assessment.findings();
    if demands.complete {
        let open = TaxonomyKey::unanswered(assessment.profile.taxonomy());
        reasons.extend(open.map(Reason::TaxonomyUnanswered));
        reasons.extend(findings().filter_map(unanswered));
    }
    if let Some(broken) = demands.evidence {
        reasons.extend(findings().filter_map(|finding| without_evidence(finding, broken)));
    }
    if let Some(freshness) = demands.freshness {
        reasons.extend(findings().flat_map(|finding| stale(assessment, finding, freshness)));
    }
    reasons.extend(demands.warnings.into_iter().flatten().map(Reason::Warning));
    let shortfalls = reasons.into_iter().map(|reason| Shortfall { at: place(assessment, &reason), reason });
    Verdict { assessment, shortfalls: shortfalls.collect() }
}

fn levels<'p>(assessment: &'p Assessment<'p>, demands: &Demands<'p>) -> Vec<Reason<'p>> {
    let mut reasons = Vec::new();
    for track in &assessment.tracks {
        let Some((required, is_target)) = required(track, demands) else { continue };
        let Some(standing) = track.standing else {
            reasons.push(Reason::NoLevel(track, required));
            continue;
        };
        let actual = demands.measure.of(standing);
        if actual < required {
            let lacking = track.findings.iter().filter(|finding| {
                finding.capability.level <= required && finding.counts() && !holds(finding, demands.measure)
            });
            let lacking = lacking.collect();
            let measure = demands.measure;
            reasons.push(Reason::Below(Below {
                track: track.track,
                required,
                is_target,
                actual,
                measure,
                lacking,
            }));
        }
    }
    let of_all = demands.levels.iter().filter(|(track, _)| track.is_none()).map(|(_, level)| *level).max();
    if let Some(level) = of_all.filter(|_| assessment.tracks.iter().all(|track| track.standing.is_none())) {
        reasons.push(Reason::NoTrack(level));
    }
    reasons
}

/// The highest level required of a track, and whether that is its own target.
fn required(track: &TrackAssessment<'_>, demands: &Demands<'_>) -> Option<(Level, bool)> {
    let target = track.target.filter(|_| demands.targets && track.applies.is_assessed());
    let named = |wanted: &Option<TrackId>| match wanted {
        Some(id) => *id == track.track.id,
        None => track.standing.is_some(),
    };
    let levels = demands.levels.iter().filter(|(wanted, _)| named(wanted)).map(|(_, level)| (*level, false));
    levels.chain(target.map(|level| (level, true))).max()
}

fn holds(finding: &Finding<'_>, measure: Measure) -> bool {
    match measure {
        Measure::Level => finding.status == Status::Met,
        Measure::Evidenced => finding.evidenced,
    }
}

/// The regressions from the baseline, track by track.
fn regressions<'p>(before: &Assessment<'_>, after: &'p Assessment<'p>, measure: Measure) -> Vec<Reason<'p>> {
    let mut reasons = Vec::new();
    for track in &after.tracks {
        let Some(earlier) = before.tracks.iter().find(|earlier| earlier.track.id == track.track.id) else {
            continue;
        };
        let lost = earlier.findings.iter().filter_map(|was| Some((was, lost(was, track)?)));
        if !track.applies.is_assessed() {
            let lost: Vec<_> = lost.map(|(was, _)| was.capability).collect();
            reasons.extend((!lost.is_empty()).then_some(Reason::TrackLeft(track.track, lost)));
            continue;
        }
        let (was, is) = (earlier.standing.map(|s| measure.of(s)), track.standing.map(|s| measure.of(s)));
        // A track without a level has fallen only if it had reached one.
        if let Some(was) = was.filter(|was| is.unwrap_or_default() < *was) {
            reasons.push(Reason::Fell { track, was, is });
        }
        reasons.extend(lost.filter_map(|(was, lost)| {
            let finding = track.findings.iter().find(|is| is.capability.id == was.capability.id)?;
            Some(match lost {
                Lost::Capability => Reason::NoLongerMet(finding),
                Lost::Clauses(clauses) => Reason::ClausesNoLongerMet(finding, clauses),
            })
        }));
    }
    reasons
}

/// A capability, or the clauses of it, that were met and no longer are.
enum Lost {
    Capability,
    Clauses(Vec<&'static Clause>),
}

fn lost(was: &Finding<'_>, track: &TrackAssessment<'_>) -> Option<Lost> {
    let is = track.findings.iter().find(|is| is.capability.id == was.capability.id);
    if was.status == Status::Met {
        return is.is_none_or(|is| is.status != Status::Met).then_some(Lost::Capability);
    }
    let is_met = |finding: &Finding<'_>, clause| finding.clause_status(clause) == Some(Status::Met);
    let required = was.capability.clauses.iter().filter(|clause| clause.required);
    let lost: Vec<_> =
        required.filter(|clause| is_met(was, clause) && !is.is_some_and(|is| is_met(is, clause))).collect();
    (!lost.is_empty()).then_some(Lost::Clauses(lost))
}

/// Why a met answer lacks evidence; `None` if it does not.
fn without_evidence<'p>(finding: &'p Finding<'p>, broken: &BTreeMap<Span, PathFault>) -> Option<Reason<'p>> {
    let (capability, answer) = (finding.capability, finding.answer?);
    let is_sound = |evidence: &Located<Evidence>| !broken.contains_key(&evidence.at);
    if finding.status != Status::Met || answer.has_evidence_that(capability, is_sound) {
        return None;
    }
    let lacking = answer.clauses_without(capability, is_sound);
    let of_clauses = lacking.iter().filter_map(|clause| answer.clause(clause.id));
    let evidence = answer.evidence.iter().chain(of_clauses.flat_map(|clause| &clause.evidence));
    let paths: Vec<_> = evidence.filter_map(|path| Some((path, *broken.get(&path.at)?))).collect();
    let clauses = answer.unless_all(capability, lacking);
    Some(match paths.is_empty() {
        true => Reason::NoEvidence(capability, clauses),
        false => Reason::BrokenEvidence(capability, clauses, paths),
    })
}

/// What is unanswered, if anything; `unknown` is an answer.
fn unanswered<'p>(finding: &'p Finding<'p>) -> Option<Reason<'p>> {
    let Some(answer) = finding.answer.filter(|answer| answer.is_answered_in_part()) else {
        return Some(Reason::Unanswered(finding));
    };
    let open: Vec<_> = answer.unanswered_clauses(finding.capability).collect();
    (!open.is_empty()).then_some(Reason::ClausesUnanswered(finding.capability, open))
}

/// Why an answer is stale: because of its age, or because its `review-by` has passed.
pub fn stale<'p>(
    assessment: &Assessment<'_>,
    finding: &Finding<'_>,
    freshness: Freshness,
) -> impl Iterator<Item = Reason<'p>> + use<'p> {
    let today = freshness.as_of;
    // An unknown answer cannot become outdated.
    let known = finding.answer.filter(|_| finding.status != Status::Unknown);
    let seen = known.map(|answer| assessment.profile.date_of(answer, today));
    let old = seen.and_then(|seen| match seen {
        None => Some(without_date(assessment, finding)),
        Some(day) => (day < freshness.max_age.before(today)).then_some(Stale::Old(day, freshness.max_age)),
    });
    let overdue = finding.answer.and_then(|answer| answer.review_by).filter(|day| *day < today);
    let capability = finding.capability;
    let all = old.into_iter().chain(overdue.map(Stale::Overdue));
    all.map(move |stale| Reason::Stale(capability, stale))
}

/// Why an answer has no date that counts.
fn without_date(assessment: &Assessment<'_>, finding: &Finding<'_>) -> Stale {
    let reviewed = finding.answer.and_then(|answer| answer.reviewed).map(Stale::ReviewedInFuture);
    let assessed = assessment.profile.assessed().date.map(Stale::AssessedInFuture);
    reviewed.or(assessed).unwrap_or(Stale::Undated)
}

/// The place of a reason in the profile.
fn place(assessment: &Assessment<'_>, reason: &Reason<'_>) -> Option<Span> {
    let profile = assessment.profile;
    let answer = |capability: &Capability| profile.answers().get(&capability.id).map(|answer| answer.at);
    match reason {
        Reason::Below(below) if below.is_target => profile.targets().get(&below.track.id).map(|t| t.at),
        Reason::Below(below) => below.lacking.iter().find_map(|finding| answer(finding.capability)),
        Reason::Fell { track, was, .. } => {
            let unmet = track
                .findings
                .iter()
                .filter(|finding| finding.capability.level <= *was && finding.status != Status::Met);
            let others = track.findings.iter().filter(|finding| finding.capability.level <= *was);
            let first = unmet.chain(others).find_map(|finding| answer(finding.capability));
            first.or(Some(profile.taxonomy_at()))
        }
        Reason::NoLevel(..) | Reason::TrackLeft(..) | Reason::TaxonomyUnanswered(_) => {
            Some(profile.taxonomy_at())
        }
        Reason::BrokenEvidence(_, _, paths) => paths.first().map(|(path, _)| path.at),
        Reason::Warning(warning) => Some(warning.at),
        _ => reason.capability().and_then(answer),
    }
}

#[cfg(test)]
mod tests {
    use super::{Demands, judge};
    use crate::{
        catalogue::{Catalogue, Level},
        profile::Profile,
        text::Source,
    };

    fn text(rest: &str) -> String {
        format!("principles: \"0.1\"\nregistry: {{name: Kestrel}}\n{rest}")
    }

    /// Every reason with its clauses, and the line of its place.
    fn reasons(before: &str, after: &str, demands: &Demands<'_>) -> Vec<String> {
        let source = Source::new("", text(after));
        let (before, after) = (
            Profile::parse(&text(before)).expect("a profile"),
            Profile::parse(&source.text).expect("a profile"),
        );
        let (before, after) = (before.assess(), after.assess());
        let demands = Demands { baseline: Some(&before), ..demands.clone() };
        let reasons = judge(&after, &demands).shortfalls.into_iter().map(|shortfall| {
            let clauses: Vec<_> =
                shortfall.reason.clauses().iter().map(|clause| clause.id.as_str()).collect();
            let clauses =
                if clauses.is_empty() { String::new() } else { format!(" ({})", clauses.join(", ")) };
            let place = shortfall.at.map_or_else(
                || "nowhere".to_owned(),
                |at| format!("line {}", source.position(at.start()).line),
            );
            format!("{}{clauses}, {place}", shortfall.reason)
        });
        reasons.collect()
    }

    #[test]
    fn a_reason_names_what_it_is_about_and_its_place() {
        let before = "taxonomy: {accounts: true, hosting: [builds]}\nanswers:\n  verified-email: met\n  pinned-dependencies: \
                      met\n  unpublish-policy: {clauses: {no-replacement: met, no-reuse: unmet}}\n";
        let after = "taxonomy:\n  accounts: false\ntargets: {general: 2}\nanswers:\n  pinned-dependencies: unmet\n  \
                     unpublish-policy:\n    clauses: {no-replacement: unmet}\n  vulnerability-disclosure-policy: met\n  \
                     build-provenance: met\n";
        let cli = Catalogue::latest().track("cli").expect("a track").id;
        let demands = Demands {
            targets: true,
            levels: vec![(Some(cli), Level::RUNGS[0]), (None, Level::RUNGS[0])],
            complete: true,
            ..Demands::default()
        };
        let reasons = reasons(before, after, &demands);
        let (nowhere, somewhere): (Vec<_>, Vec<_>) =
            reasons.into_iter().partition(|reason| reason.ends_with(", nowhere"));
        assert_eq!(
            somewhere,
            [
                "below: general at level 0, not 2, line 5",
                "below: cli at level 0, not 1, line 7",
                "left-scope: authentication, line 3",
                "no-longer-met: unpublish-policy (no-replacement), line 8",
                "level-fell: cli from level 1 to 0, line 7",
                "no-longer-met: pinned-dependencies, line 7",
                "unanswered, line 3",
                "unanswered: unpublish-policy (no-reuse), line 8",
            ]
        );
        assert_eq!(nowhere[0], "unanswered: typosquatting-prevention, nowhere");
    }

    #[test]
    fn a_lower_level_is_reported_at_an_answer_at_or_below_it() {
        let before = "answers: {pinned-dependencies: met, install-vulnerability-warnings: met}\n";
        for (after, level, place) in [
            ("answers:\n  sbom-generation: met\n  pinned-dependencies: met\n", 1, "line 5"),
            (
                "answers:\n  pinned-dependencies: met\n  install-vulnerability-warnings: partial\n",
                1,
                "line 5",
            ),
            ("taxonomy: {hosting: [builds]}\nanswers:\n  sbom-generation: met\n", 0, "line 3"),
        ] {
            let reasons = reasons(before, after, &Demands::default());
            assert_eq!(reasons[0], format!("level-fell: cli from level 2 to {level}, {place}"), "{after}");
        }
    }
}
