//! The assessment of one profile.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::{Disclosure, PROGRAM};
use registry_maturity_core::{
    assessment::{Assessment, Finding, TrackAssessment},
    catalogue::{Accounts, Hosting, Level, RulingId},
    date::Date,
    profile::{Evidence, Intent, Status},
    scope::{self, Applies},
    text::{Problem, Source},
};

/// The version number of this shape, which changes if a key is renamed or removed.
const SCHEMA: u8 = 1;

/// The assessment of one profile.
#[derive(Debug, Serialize)]
pub struct ReportRecord<'a> {
    schema: u8,
    principles: &'static str,
    registry: RegistryRecord<'a>,
    assessment: AssessedRecord<'a>,
    taxonomy: TaxonomyRecord<'a>,
    tracks: Vec<TrackRecord<'a>>,
    warnings: Vec<WarningRecord<'a>>,
    edition: EditionRecord,
    generator: &'static str,
}

/// The source of the principles, which their licence requires.
#[derive(Debug, Serialize)]
struct EditionRecord {
    id: &'static str,
    title: &'static str,
    published: &'static str,
    publisher: &'static str,
    authors: &'static [&'static str],
    source: &'static str,
    licence: &'static str,
    licence_url: &'static str,
    adaptation: &'static str,
}

#[derive(Debug, Serialize)]
struct RegistryRecord<'a> {
    name: &'a str,
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct AssessedRecord<'a> {
    date: Option<Date>,
    by: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct TaxonomyRecord<'a> {
    accounts: Option<bool>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    account_providers: &'a [String],
    hosting: Option<Vec<Hosting>>,
}

#[derive(Debug, Serialize)]
struct TrackRecord<'a> {
    id: &'static str,
    name: &'static str,
    applies: bool,
    reason: Option<String>,
    level: Option<Level>,
    ceiling: Option<Level>,
    evidenced: Option<Level>,
    target: Option<Level>,
    next: Option<Level>,
    levels: Vec<LevelRecord>,
    capabilities: Vec<CapabilityRecord<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct LevelRecord {
    level: Level,
    #[serde(flatten)]
    counts: registry_maturity_core::assessment::Counts,
}

impl LevelRecord {
    pub(super) fn new(level: Level, counts: registry_maturity_core::assessment::Counts) -> LevelRecord {
        LevelRecord { level, counts }
    }
}

#[derive(Debug, Serialize)]
struct CapabilityRecord<'a> {
    id: &'static str,
    title: &'static str,
    level: Level,
    status: Status,
    answered: bool,
    gap: bool,
    blocks_next_level: bool,
    ahead: bool,
    evidence: Vec<&'a str>,
    note: Option<&'a str>,
    reviewed: Option<Date>,
    review_by: Option<Date>,
    delegated_to: Option<&'a str>,
    ruling: Option<RulingId>,
    intent: Option<Intent>,
    plan: Option<PlanRecord<'a>>,
    clauses: BTreeMap<&'static str, ClauseRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    internal: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ClauseRecord<'a> {
    status: Status,
    required: bool,
    evidence: Vec<&'a str>,
    note: Option<&'a str>,
    ruling: Option<RulingId>,
}

#[derive(Debug, Serialize)]
pub(super) struct PlanRecord<'a> {
    summary: Option<&'a str>,
    issue: Option<&'a str>,
    due: Option<Date>,
    effort: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct WarningRecord<'a> {
    message: &'a str,
    line: usize,
    column: usize,
}

impl<'a> ReportRecord<'a> {
    /// The result of an assessment with its warnings, as far as readers may see it.
    #[must_use]
    pub fn new(
        assessment: &Assessment<'a>,
        warnings: &'a [Problem],
        source: &Source,
        disclosure: Disclosure,
    ) -> ReportRecord<'a> {
        let profile = assessment.profile;
        let hosting = profile.taxonomy().hosting.as_ref();
        ReportRecord {
            schema: SCHEMA,
            principles: profile.catalogue().edition.id,
            registry: RegistryRecord {
                name: &profile.registry().name,
                url: profile.registry().url.as_deref(),
            },
            assessment: AssessedRecord {
                date: profile.assessed().date,
                by: profile.assessed().by.as_deref(),
            },
            taxonomy: TaxonomyRecord {
                accounts: profile.taxonomy().accounts.as_ref().map(Accounts::exist),
                account_providers: profile.taxonomy().accounts.as_ref().map_or(&[], Accounts::providers),
                hosting: hosting.map(|hosting| hosting.iter().copied().collect()),
            },
            tracks: assessment.tracks().map(|track| self::track(assessment, track, disclosure)).collect(),
            warnings: warnings.iter().map(|problem| warning(problem, source)).collect(),
            edition: edition(&profile.catalogue().edition),
            generator: PROGRAM,
        }
    }
}

fn edition(edition: &registry_maturity_core::catalogue::Edition) -> EditionRecord {
    EditionRecord {
        id: edition.id,
        title: edition.title,
        published: edition.published,
        publisher: edition.publisher,
        authors: edition.authors,
        source: edition.source,
        licence: edition.licence,
        licence_url: edition.licence_url,
        adaptation: edition.adaptation,
    }
}

fn track<'a>(
    assessment: &Assessment<'a>,
    track: &TrackAssessment<'a>,
    disclosure: Disclosure,
) -> TrackRecord<'a> {
    let applies = track.applies.is_assessed();
    let reason = match &track.applies {
        Applies::Yes => None,
        Applies::OnRequest(reason) => Some((*reason).to_owned()),
        Applies::No(unfulfilled) => Some(scope::reason(assessment.profile.catalogue(), unfulfilled)),
    };
    let rungs = Level::RUNGS.into_iter().filter(|level| applies && track.track.at(*level).next().is_some());
    TrackRecord {
        id: track.track.id.as_str(),
        name: track.track.name,
        applies,
        reason,
        level: track.standing.map(|standing| standing.level),
        ceiling: track.standing.map(|standing| standing.ceiling),
        evidenced: track.standing.map(|standing| standing.evidenced),
        target: track.target,
        next: track.next,
        levels: rungs.map(|level| LevelRecord::new(level, track.counts(level))).collect(),
        capabilities: track.findings.iter().map(|finding| capability(finding, disclosure)).collect(),
    }
}

fn capability<'a>(finding: &Finding<'a>, disclosure: Disclosure) -> CapabilityRecord<'a> {
    let answer = finding.answer;
    CapabilityRecord {
        id: finding.capability.id.as_str(),
        title: finding.capability.title,
        level: finding.capability.level,
        status: finding.status,
        answered: finding.is_answered(),
        gap: finding.is_gap(),
        blocks_next_level: finding.blocks,
        ahead: finding.ahead,
        evidence: answer.map_or_else(Vec::new, |answer| addresses(&answer.evidence)),
        note: answer.and_then(|answer| answer.note.as_deref()),
        reviewed: answer.and_then(|answer| answer.reviewed),
        review_by: answer.and_then(|answer| answer.review_by),
        delegated_to: answer.and_then(|answer| answer.delegated_to.as_deref()),
        ruling: answer.and_then(|answer| answer.ruling),
        intent: answer.and_then(registry_maturity_core::profile::Answer::intent),
        plan: answer.and_then(|answer| answer.plan.as_ref()).map(|given| plan(given, disclosure)),
        clauses: clauses(finding),
        internal: answer
            .and_then(|answer| answer.internal.as_deref())
            .filter(|_| disclosure.shows_internal()),
    }
}

fn clauses<'a>(finding: &Finding<'a>) -> BTreeMap<&'static str, ClauseRecord<'a>> {
    let by_clause = finding.answer.filter(|answer| answer.is_by_clause());
    let Some(answer) = by_clause else { return BTreeMap::new() };
    let clauses = finding.capability.clauses.iter().map(|clause| {
        let given = answer.clause(clause.id);
        let result = ClauseRecord {
            status: answer.clause_status(clause.id),
            required: clause.required,
            evidence: given.map_or_else(Vec::new, |given| addresses(&given.evidence)),
            note: given.and_then(|given| given.note.as_deref()),
            ruling: given.and_then(|given| given.ruling),
        };
        (clause.id.as_str(), result)
    });
    clauses.collect()
}

pub(super) fn plan(plan: &registry_maturity_core::profile::Plan, disclosure: Disclosure) -> PlanRecord<'_> {
    let inside = disclosure.shows_owner_and_cost();
    PlanRecord {
        summary: plan.summary.as_deref(),
        issue: plan.issue.as_deref(),
        due: plan.due,
        effort: plan.effort.as_deref(),
        owner: plan.owner.as_deref().filter(|_| inside),
        cost: plan.cost.as_deref().filter(|_| inside),
    }
}

fn addresses(evidence: &[registry_maturity_core::text::Located<Evidence>]) -> Vec<&str> {
    evidence.iter().map(|evidence| evidence.as_str()).collect()
}

fn warning<'a>(problem: &'a Problem, source: &Source) -> WarningRecord<'a> {
    let position = source.position(problem.span().start());
    WarningRecord { message: problem.message(), line: position.line, column: position.column }
}
