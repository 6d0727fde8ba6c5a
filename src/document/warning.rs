//! The words of a warning, and what to write instead.

use super::words;
use registry_maturity_core::{
    catalogue::Catalogue,
    evidence::PathFault,
    scope,
    text::{Problem, cut},
    warnings::{TaxonomyKey, Warning, WarningKind},
};

/// The maximum number of characters of a piece of evidence that a warning quotes.
const MAX_QUOTED: usize = 60;

/// Warnings as problems, in their order, for excerpts and machine-readable results.
#[must_use]
pub fn problems(catalogue: &Catalogue, warnings: &[Warning<'_>]) -> Vec<Problem> {
    warnings.iter().map(|warning| problem(catalogue, warning)).collect()
}

/// A warning as a problem.
#[must_use]
pub fn problem(catalogue: &Catalogue, warning: &Warning<'_>) -> Problem {
    let problem = Problem::new(warning.at, message(catalogue, &warning.kind));
    let problem = match &warning.kind {
        WarningKind::Contradiction { unmet_at, .. } => problem.with_related(*unmet_at, "answered here"),
        _ => problem,
    };
    problem.with_help(help(&warning.kind))
}

fn message(catalogue: &Catalogue, kind: &WarningKind<'_>) -> String {
    match kind {
        WarningKind::TaxonomyUnanswered(key) => {
            format!(
                "`{}` is not answered in `taxonomy`, so every track that depends on it is assessed",
                key.id()
            )
        }
        WarningKind::NeedlessRequest(track) => {
            format!("`{}` already applies according to the taxonomy", track.id)
        }
        WarningKind::TargetOutOfScope(track) => {
            format!("the target for `{}` has no effect: the track does not apply", track.id)
        }
        WarningKind::AnswerOutOfScope { capability, because, .. } => format!(
            "`{}` is kept but not assessed, because according to `taxonomy` {}",
            capability.id,
            scope::reason(catalogue, because)
        ),
        WarningKind::Contradiction { met, unmet, .. } => {
            let names: Vec<_> = unmet.iter().map(|id| format!("`{id}`")).collect();
            format!("`{}` is met, which implies {}, but that is unmet", met.id, names.join(" or "))
        }
        WarningKind::PlanForNotApplicable(capability) => {
            format!("`{}` is not applicable, yet has an intent or a plan", capability.id)
        }
        WarningKind::PlanForDeclined(capability) => {
            format!("`{}` is declined, yet has a plan", capability.id)
        }
        WarningKind::OddEvidence(capability, evidence) => format!(
            "`{}`, evidence for `{}`, is neither an address nor a path, so no reader can follow it",
            cut(evidence.as_str(), MAX_QUOTED),
            capability.id
        ),
        WarningKind::BrokenPath(capability, path, fault) => {
            format!(
                "`{}`, evidence for `{}`, {}",
                cut(path.as_str(), MAX_QUOTED),
                capability.id,
                path_fault(*fault)
            )
        }
        WarningKind::MoreAboutEvidence(count) => {
            format!(
                "and {} with evidence from here on",
                words::count(*count, "more problem", "more problems")
            )
        }
        WarningKind::AssessedInFuture(date) => {
            format!("the date of the assessment, {date}, is in the future, so it does not count")
        }
        WarningKind::ReviewedInFuture(capability, date) => format!(
            "`{}` was reviewed on {date}, which is in the future, so the date does not count",
            capability.id
        ),
        // A later version of the core may have new kinds.
        other => other.id().to_owned(),
    }
}

fn help(kind: &WarningKind<'_>) -> String {
    match kind {
        WarningKind::TaxonomyUnanswered(TaxonomyKey::Accounts) => {
            "write `accounts: true` or `accounts: false`".to_owned()
        }
        WarningKind::TaxonomyUnanswered(TaxonomyKey::Hosting) => {
            "write `hosting: [built-packages, builds]`, one of the two, or `hosting: [source-only]`"
                .to_owned()
        }
        WarningKind::NeedlessRequest(_) => "leave this line out".to_owned(),
        WarningKind::TargetOutOfScope(track) => {
            format!("leave it out, or give a reason under `also-assess: {}:`", track.id)
        }
        WarningKind::AnswerOutOfScope { track, .. } => format!(
            "if that is right, do nothing; otherwise correct `taxonomy`, or give a reason under `also-assess: {}:`",
            track.id
        ),
        WarningKind::Contradiction { .. } => "correct one of the two answers".to_owned(),
        WarningKind::PlanForNotApplicable(_) => "leave `plan` and `intent` out, or answer `unmet`".to_owned(),
        WarningKind::PlanForDeclined(_) => "remove `plan`, or write `intent: planned`".to_owned(),
        WarningKind::OddEvidence(..) => {
            "write an address like `https://index.example.org/help`, or a path like \
             `docs/recovery.md`; explanations go into `note`"
                .to_owned()
        }
        WarningKind::BrokenPath(..) => {
            "write a path from the profile's folder to a file of the repository, or an \
             address like `https://index.example.org/help`"
                .to_owned()
        }
        WarningKind::MoreAboutEvidence(_) => "write each as an address or a path".to_owned(),
        WarningKind::AssessedInFuture(_) => {
            "write the day of the answers under `assessment`: `date: 2026-03-31`".to_owned()
        }
        WarningKind::ReviewedInFuture(..) => {
            "write the day of the last review: `reviewed: 2026-03-31`".to_owned()
        }
        _ => "see the documentation".to_owned(),
    }
}

/// What is wrong with a path, worded to follow "`docs/recovery.md`".
pub(crate) fn path_fault(fault: PathFault) -> &'static str {
    match fault {
        PathFault::Outside => "leads out of the repository",
        _ => "does not exist",
    }
}
