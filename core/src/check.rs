//! [`Verdict`]: what falls short of what was asked for. Exit code, text, JSON and annotations are all drawn from it.

use crate::{
    age::Age,
    assessment::{Assessment, Finding, TrackAssessment},
    catalogue::{Capability, Clause, Level, Track, TrackId},
    date::Date,
    profile::{Answer, Status},
    progress::{Progress, Step},
    scope::{self, Applies},
    text::{Problem, Span},
};

/// What is asked of a profile.
#[derive(Clone, Debug, Default)]
pub struct Demands<'p> {
    /// Its own targets.
    pub targets: bool,
    /// Levels, each of one track or of every track that has a level.
    pub levels: Vec<(Option<TrackId>, Level)>,
    /// Which level counts.
    pub measure: Measure,
    /// Nothing worse than this.
    pub baseline: Option<&'p Assessment<'p>>,
    /// No stale answer.
    pub freshness: Option<Freshness>,
    /// Evidence for whatever is met.
    pub evidence: bool,
    /// An answer to everything.
    pub complete: bool,
    /// No warning.
    pub warnings: Option<&'p [Problem]>,
}

/// Which of a track's levels counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// As answered.
    #[default]
    Level,
    /// Counting only what is met and shows evidence.
    Evidenced,
}

/// How old answers may be, and when.
#[derive(Clone, Copy, Debug)]
pub struct Freshness {
    /// How old at most.
    pub max_age: Age,
    /// The day from which is counted.
    pub as_of: Date,
}

/// What a profile is short of.
#[derive(Clone, Debug)]
pub struct Verdict<'p> {
    /// What was judged.
    pub assessment: &'p Assessment<'p>,
    /// Every reason to fail; none if all that was asked for is there.
    pub shortfalls: Vec<Shortfall<'p>>,
}

/// A reason to fail, with its place in the profile where it has one.
#[derive(Clone, Debug)]
pub struct Shortfall<'p> {
    /// The reason.
    pub reason: Reason<'p>,
    /// The place.
    pub at: Option<Span>,
}

/// Why a check fails.
#[derive(Clone, Debug)]
pub enum Reason<'p> {
    /// A track is below the level it should have.
    Below(Below<'p>),
    /// A track should have a level and has none, because of this.
    NoLevel(&'static Track, Level, String),
    /// Every track should have this level, and none has any.
    NoTrack(Level),
    /// A track's level fell; the inner nothing is a track without a level.
    Fell(&'static Track, Level, Option<Level>),
    /// A capability was met in the baseline.
    NoLongerMet(&'p Finding<'p>),
    /// A track was assessed in the baseline.
    TrackLeft(&'static Track),
    /// A capability applied in the baseline.
    CapabilityLeft(&'static Capability),
    /// An answer should be looked at again.
    Stale(&'static Capability, Stale),
    /// A met answer shows no evidence.
    NoEvidence(&'static Capability),
    /// There is no answer, or only `unknown`.
    Unanswered(&'p Finding<'p>),
    /// Clauses have no answer, or only `unknown`.
    ClausesUnanswered(&'static Capability, Vec<&'static Clause>),
    /// A question of the taxonomy, by its key, has no answer.
    TaxonomyUnanswered(&'static str),
    /// A warning.
    Warning(&'p Problem),
}

/// A track below the level it should have.
#[derive(Clone, Debug)]
pub struct Below<'p> {
    /// The track.
    pub track: &'static Track,
    /// The level it should have.
    pub required: Level,
    /// Whether that is its own target.
    pub is_target: bool,
    /// The level it has.
    pub stands: Level,
    /// Which level that is.
    pub measure: Measure,
    /// What keeps it from the level it should have.
    pub lacking: Vec<&'p Finding<'p>>,
}

/// Why an answer is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// It was last looked at on this day, longer ago than this.
    Old(Date, Age),
    /// It says that it should have been looked at by this day.
    Overdue(Date),
    /// Neither it nor the assessment says when anybody looked.
    Undated,
}

impl Verdict<'_> {
    /// Whether all that was asked for is there.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.shortfalls.is_empty()
    }
}

impl Reason<'_> {
    /// The word by which programs tell it from the others.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Reason::Below(_) => "below",
            Reason::NoLevel(..) | Reason::NoTrack(_) => "no-level",
            Reason::Fell(..) => "level-fell",
            Reason::NoLongerMet(_) => "no-longer-met",
            Reason::TrackLeft(_) | Reason::CapabilityLeft(_) => "left-scope",
            Reason::Stale(..) => "stale",
            Reason::NoEvidence(_) => "no-evidence",
            Reason::Unanswered(_) | Reason::ClausesUnanswered(..) | Reason::TaxonomyUnanswered(_) => {
                "unanswered"
            }
            Reason::Warning(_) => "warning",
        }
    }

    /// The track that it is about as a whole.
    #[must_use]
    pub fn track(&self) -> Option<&'static Track> {
        match self {
            Reason::Below(below) => Some(below.track),
            Reason::NoLevel(track, ..) | Reason::Fell(track, ..) | Reason::TrackLeft(track) => Some(track),
            _ => None,
        }
    }

    /// The capability that it is about.
    #[must_use]
    pub fn capability(&self) -> Option<&'static Capability> {
        match self {
            Reason::NoLongerMet(finding) | Reason::Unanswered(finding) => Some(finding.capability),
            Reason::CapabilityLeft(capability)
            | Reason::Stale(capability, _)
            | Reason::NoEvidence(capability)
            | Reason::ClausesUnanswered(capability, _) => Some(capability),
            _ => None,
        }
    }
}

impl Demands<'_> {
    /// Whether nothing at all is asked of this profile, so that a verdict would mean nothing.
    #[must_use]
    pub fn is_empty(&self, assessment: &Assessment<'_>) -> bool {
        let targets = self.targets && assessment.assessed().any(|track| track.target.is_some());
        let levels = targets || !self.levels.is_empty();
        let answers = self.evidence || self.complete || self.freshness.is_some();
        !(levels || answers || self.baseline.is_some() || self.warnings.is_some())
    }
}

/// Judges an assessment by what is asked of it.
#[must_use]
pub fn judge<'p>(assessment: &'p Assessment<'p>, demands: &Demands<'p>) -> Verdict<'p> {
    let mut reasons = levels(assessment, demands);
    if let Some(baseline) = demands.baseline {
        reasons.extend(regressions(&Progress::between(baseline, assessment), demands.measure));
    }
    let findings = || assessment.tracks.iter().flat_map(|track| &track.findings);
    if demands.complete {
        reasons.extend(open_taxonomy(assessment));
        reasons.extend(findings().filter_map(unanswered));
    }
    if demands.evidence {
        let bare = findings().filter(|finding| finding.status == Status::Met && !finding.evidenced);
        reasons.extend(bare.map(|finding| Reason::NoEvidence(finding.capability)));
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
            reasons.push(Reason::NoLevel(track.track, required, without_level(assessment, track)));
            continue;
        };
        let stands = match demands.measure {
            Measure::Level => standing.level,
            Measure::Evidenced => standing.evidenced,
        };
        if stands < required {
            let lacking = track.findings.iter().filter(|finding| {
                finding.capability.level <= required && finding.counts() && !holds(finding, demands.measure)
            });
            let lacking = lacking.collect();
            let measure = demands.measure;
            reasons.push(Reason::Below(Below {
                track: track.track,
                required,
                is_target,
                stands,
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

/// The highest level that is asked of a track, and whether that is its own target.
fn required(track: &TrackAssessment<'_>, demands: &Demands<'_>) -> Option<(Level, bool)> {
    let target = track.target.filter(|_| demands.targets && track.applies.is_assessed());
    let named = |wanted: &Option<TrackId>| match wanted {
        Some(id) => *id == track.track.id,
        None => track.standing.is_some(),
    };
    let levels = demands.levels.iter().filter(|(wanted, _)| named(wanted)).map(|(_, level)| (*level, false));
    levels.chain(target.map(|level| (level, true))).max()
}

fn without_level(assessment: &Assessment<'_>, track: &TrackAssessment<'_>) -> String {
    match &track.applies {
        Applies::No(unfulfilled) => {
            let why = scope::reason(assessment.profile.catalogue, unfulfilled);
            format!("the track does not apply, because {why}")
        }
        Applies::Yes | Applies::OnRequest(_) => "none of its capabilities applies".to_owned(),
    }
}

fn holds(finding: &Finding<'_>, measure: Measure) -> bool {
    match measure {
        Measure::Level => finding.status == Status::Met,
        Measure::Evidenced => finding.evidenced,
    }
}

fn regressions<'p>(progress: &Progress<'p>, measure: Measure) -> Vec<Reason<'p>> {
    let mut reasons = Vec::new();
    for track in &progress.tracks {
        if track.was_assessed() && track.changes_scope() {
            reasons.push(Reason::TrackLeft(track.track));
            continue;
        }
        let level = |standing: crate::assessment::Standing| match measure {
            Measure::Level => standing.level,
            Measure::Evidenced => standing.evidenced,
        };
        let (was, is) = (track.stood().map(level), track.after.standing.map(level));
        reasons.extend(was.filter(|was| is < Some(*was)).map(|was| Reason::Fell(track.track, was, is)));
        reasons.extend(track.changes.iter().filter_map(|change| match (change.step, change.after) {
            (Some(Step::Lost), Some(finding)) => Some(Reason::NoLongerMet(finding)),
            (Some(Step::Left), _) => Some(Reason::CapabilityLeft(change.capability)),
            _ => None,
        }));
    }
    reasons
}

fn open_taxonomy<'p>(assessment: &Assessment<'p>) -> impl Iterator<Item = Reason<'p>> + use<'p> {
    let taxonomy = &assessment.profile.taxonomy;
    let accounts = taxonomy.accounts.is_none().then_some("accounts");
    let hosting = taxonomy.hosting.is_none().then_some("hosting");
    accounts.into_iter().chain(hosting).map(Reason::TaxonomyUnanswered)
}

fn unanswered<'p>(finding: &'p Finding<'p>) -> Option<Reason<'p>> {
    if finding.status == Status::Unknown {
        return Some(Reason::Unanswered(finding));
    }
    let open = finding.open_clauses().filter(|(_, status)| *status == Status::Unknown);
    let open: Vec<_> = open.map(|(clause, _)| clause).collect();
    (!open.is_empty()).then_some(Reason::ClausesUnanswered(finding.capability, open))
}

/// Why an answer is no longer fresh: for its age, or because it was to be looked at again by now.
pub fn stale<'p>(
    assessment: &Assessment<'p>,
    finding: &Finding<'p>,
    freshness: Freshness,
) -> impl Iterator<Item = Reason<'p>> + use<'p> {
    // What nobody knows cannot have become outdated.
    let answer = finding.answer.filter(|_| finding.status != Status::Unknown);
    let seen = |answer: &Answer| answer.reviewed.or(assessment.profile.assessed.date);
    let old = answer.and_then(|answer| match seen(answer) {
        None => Some(Stale::Undated),
        Some(day) => {
            (day < freshness.max_age.before(freshness.as_of)).then_some(Stale::Old(day, freshness.max_age))
        }
    });
    let overdue = answer.and_then(|answer| answer.review_by).filter(|day| *day < freshness.as_of);
    let capability = finding.capability;
    let all = old.into_iter().chain(overdue.map(Stale::Overdue));
    all.map(move |stale| Reason::Stale(capability, stale))
}

/// Where in the profile a reason is to be seen.
fn place(assessment: &Assessment<'_>, reason: &Reason<'_>) -> Option<Span> {
    let profile = assessment.profile;
    let answer = |capability: &Capability| profile.answers.get(&capability.id).map(|answer| answer.at);
    match reason {
        Reason::Below(below) if below.is_target => profile.targets.get(&below.track.id).map(|t| t.at),
        Reason::Below(below) => below.lacking.iter().find_map(|finding| answer(finding.capability)),
        Reason::NoLevel(..) | Reason::TrackLeft(_) | Reason::TaxonomyUnanswered(_) => {
            Some(profile.taxonomy_at)
        }
        Reason::Warning(problem) => Some(problem.span),
        _ => reason.capability().and_then(answer),
    }
}
