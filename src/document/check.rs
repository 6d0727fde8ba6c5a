//! What `check` says: a line for each reason, or that there is none.

use super::words;
use registry_maturity_core::{
    assessment::Finding,
    check::{Below, Measure, Reason, Stale, Verdict},
    profile::Status,
};

/// The outcome in a sentence.
#[must_use]
pub fn outcome(verdict: &Verdict<'_>) -> String {
    match verdict.shortfalls.len() {
        0 => "nothing that was asked for is missing".to_owned(),
        reasons => format!("{} to fail", words::count(reasons, "reason", "reasons")),
    }
}

/// A reason in a sentence, without its end.
#[must_use]
pub fn reason(reason: &Reason<'_>) -> String {
    match reason {
        Reason::Below(below) => self::below(below),
        Reason::NoLevel(track, required, why) => {
            format!("{} should be at level {required} and has none: {why}", track.name)
        }
        Reason::NoTrack(required) => format!("no track has a level that could be {required}"),
        Reason::Fell(track, was, Some(is)) => {
            format!("{} fell from level {was} in the baseline to level {is}", track.name)
        }
        Reason::Fell(track, was, None) => {
            format!("{} was at level {was} in the baseline; now none of its capabilities applies", track.name)
        }
        Reason::NoLongerMet(finding) => {
            format!("{} was met in the baseline and is {} now", id(finding), words::status(finding.status))
        }
        Reason::TrackLeft(track) => {
            format!("{} was assessed in the baseline and does not apply any more", track.name)
        }
        Reason::CapabilityLeft(capability) => {
            format!("`{}` counted in the baseline and does not apply any more", capability.id)
        }
        Reason::Stale(capability, stale) => format!("`{}` {}", capability.id, self::stale(*stale)),
        Reason::NoEvidence(capability) => format!("`{}` is met, but shows no evidence", capability.id),
        Reason::Unanswered(finding) if finding.answer.is_none() => format!("{} is not answered", id(finding)),
        Reason::Unanswered(finding) => format!("{} is not known", id(finding)),
        Reason::ClausesUnanswered(capability, clauses) => {
            let names: Vec<_> = clauses.iter().map(|clause| format!("`{}`", clause.id)).collect();
            let are = if names.len() == 1 { "is" } else { "are" };
            format!("of `{}`, {} {are} not known", capability.id, names.join(" and "))
        }
        Reason::TaxonomyUnanswered(key) => format!("`taxonomy` does not say `{key}`"),
        Reason::Warning(problem) => format!("warning: {}", problem.message),
    }
}

fn below(below: &Below<'_>) -> String {
    let stands = match below.measure {
        Measure::Level => format!("is at level {}", below.stands),
        Measure::Evidenced => format!("shows evidence for level {}", below.stands),
    };
    let wanted = if below.is_target { "its target" } else { "the required level" };
    let start = format!("{} {stands}, below {wanted} {}", below.track.name, below.required);
    if below.lacking.is_empty() {
        return format!("{start}: no gap remains, but nothing applies above level {}", below.stands);
    }
    let lacking: Vec<_> = below
        .lacking
        .iter()
        .map(|finding| match finding.status {
            Status::Met => format!("{} (no evidence)", id(finding)),
            _ => format!("{} ({})", id(finding), words::state(finding).words()),
        })
        .collect();
    format!("{start}: {}", lacking.join(", "))
}

fn stale(stale: Stale) -> String {
    match stale {
        Stale::Old(day, age) => format!("was last looked at on {day}, more than {age} ago"),
        Stale::Overdue(day) => format!("should have been looked at again by {day}"),
        Stale::Undated => "does not say when it was last looked at".to_owned(),
    }
}

fn id(finding: &Finding<'_>) -> String {
    format!("`{}`", finding.capability.id)
}
