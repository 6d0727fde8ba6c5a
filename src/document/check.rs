//! The words of `check`: a line for each reason to fail, or one that says there is none.

use super::{warning, words};
use registry_maturity_core::{
    assessment::{Finding, TrackAssessment},
    catalogue::{Capability, Catalogue, Clause, Status},
    check::{Below, Measure, Reason, Stale, Verdict},
    scope::{self, Applies},
};

/// The outcome in a sentence.
#[must_use]
pub fn outcome(verdict: &Verdict<'_>) -> String {
    match verdict.shortfalls.len() {
        0 => "all checks passed".to_owned(),
        reasons => format!("{} to fail", words::count(reasons, "reason", "reasons")),
    }
}

/// A reason as a sentence, without a full stop.
#[must_use]
pub fn reason(catalogue: &Catalogue, reason: &Reason<'_>) -> String {
    match reason {
        Reason::Below(below) => self::below(below),
        Reason::NoLevel(track, required) => {
            let why = without_level(catalogue, track);
            format!("{} should be at level {required}, but has none: {why}", track.track.name)
        }
        Reason::NoTrack(required) => format!("no track has a level, so none can be at level {required}"),
        Reason::Fell { track, was, is: Some(is) } => {
            format!("{} fell from level {was} in the baseline to level {is}", track.track.name)
        }
        Reason::Fell { track, was, is: None } => {
            let name = track.track.name;
            format!("{name} was at level {was} in the baseline; now {}", words::NO_CAPABILITY_APPLIES)
        }
        Reason::NoLongerMet(finding) => {
            format!("{} was met in the baseline and {} now", id(finding), is(finding))
        }
        Reason::ClausesNoLongerMet(finding, clauses) => format!(
            "{} {}: {} in the baseline and no longer {}",
            id(finding),
            is(finding),
            clauses_with(clauses, "was met", "were met"),
            if clauses.len() == 1 { "is" } else { "are" },
        ),
        Reason::TrackLeft(track, met) => {
            let names: Vec<_> = met.iter().map(|capability| format!("`{}`", capability.id)).collect();
            format!(
                "{} does not apply any more; in the baseline, {} met, in whole or in part",
                track.name,
                with_verb(&names, "was", "were"),
            )
        }
        Reason::Stale(capability, stale) => format!("`{}` {}", capability.id, self::stale(*stale)),
        Reason::NoEvidence(capability, clauses) => without_evidence(capability, clauses),
        Reason::BrokenEvidence(capability, clauses, paths) => {
            let paths = paths
                .iter()
                .map(|(path, fault)| format!("`{}` {}", path.as_str(), warning::path_fault(*fault)));
            let paths: Vec<_> = paths.collect();
            format!("{}: {}", without_evidence(capability, clauses), paths.join(", "))
        }
        Reason::Unanswered(finding) => format!("{} is not answered", id(finding)),
        Reason::ClausesUnanswered(capability, clauses) => {
            format!("of `{}`, {} not answered", capability.id, clauses_with(clauses, "is", "are"))
        }
        Reason::TaxonomyUnanswered(key) => format!("`{}` is not answered in `taxonomy`", key.id()),
        Reason::Warning(found) => format!("warning: {}", warning::problem(catalogue, found).message()),
        // A later version of the core may have new reasons.
        other => other.to_string(),
    }
}

/// Why a track has no level.
#[must_use]
pub fn without_level(catalogue: &Catalogue, track: &TrackAssessment<'_>) -> String {
    match &track.applies {
        Applies::No(unfulfilled) => {
            format!("the track does not apply, because {}", scope::reason(catalogue, unfulfilled))
        }
        Applies::Yes | Applies::OnRequest(_) => words::NO_CAPABILITY_APPLIES.to_owned(),
    }
}

fn is(finding: &Finding<'_>) -> String {
    match finding.status {
        Status::NotApplicable => words::status(finding.status).to_owned(),
        status => format!("is {}", words::status(status)),
    }
}

fn without_evidence(capability: &Capability, clauses: &[&Clause]) -> String {
    match clauses {
        [] => format!("`{}` is met, but has no evidence", capability.id),
        [clause] => format!("of `{}`, `{}` is met, but has no evidence", capability.id, clause.id),
        several => {
            let clauses = clauses_with(several, "is", "are");
            format!("of `{}`, {clauses} met, but have no evidence", capability.id)
        }
    }
}

fn clauses_with(clauses: &[&Clause], one: &str, many: &str) -> String {
    let names: Vec<_> = clauses.iter().map(|clause| format!("`{}`", clause.id)).collect();
    with_verb(&names, one, many)
}

/// A list with its verb: `a was`, `a and b were`.
fn with_verb(names: &[String], one: &str, many: &str) -> String {
    format!("{} {}", words::and(names), if names.len() == 1 { one } else { many })
}

fn below(below: &Below<'_>) -> String {
    let actual = match below.measure {
        Measure::Level => format!("is at level {}", below.actual),
        Measure::Evidenced => format!("has evidence for level {}", below.actual),
    };
    let wanted = if below.is_target { "its target" } else { "the required level" };
    let start = format!("{} {actual}, below {wanted} {}", below.track.name, below.required);
    if below.lacking.is_empty() {
        return format!("{start}: no gap remains, but nothing applies above level {}", below.actual);
    }
    let lacking: Vec<_> = below
        .lacking
        .iter()
        .map(|finding| match finding.status {
            Status::Met => format!("{} ({})", id(finding), words::no_evidence(finding)),
            _ => format!("{} ({})", id(finding), words::state(finding).words()),
        })
        .collect();
    format!("{start}: {}", lacking.join(", "))
}

fn stale(stale: Stale) -> String {
    match stale {
        Stale::Old(day, age) => format!("was last reviewed on {day}, more than {age} ago"),
        Stale::Overdue(day) => format!("was due for review by {day}"),
        Stale::Undated => "has no review date; add `reviewed: YYYY-MM-DD`".to_owned(),
        Stale::ReviewedInFuture(day) => {
            format!("was reviewed on {day}, which is in the future and does not count; correct `reviewed`")
        }
        Stale::AssessedInFuture(day) => format!(
            "has no review date, and the date of the assessment, {day}, is in the future and does not count; correct \
             it, or add `reviewed: YYYY-MM-DD`"
        ),
    }
}

fn id(finding: &Finding<'_>) -> String {
    format!("`{}`", finding.capability.id)
}
