//! What an answer changes: tracks that appear or leave, levels that rise or fall, contradictions that arise.

use crate::document::{warning, words};
use registry_maturity_core::{
    assessment::{Assessment, Standing, TrackAssessment, assess},
    catalogue::Catalogue,
    profile::Profile,
    scope::{self, Applies},
    warnings::{Surroundings, Warning, WarningKind, warnings},
};

/// What is different in the second profile, a sentence each.
pub(super) fn between(before: &Profile, after: &Profile) -> Vec<String> {
    let (before, after) = (assess(before), assess(after));
    let catalogue = after.profile.catalogue();
    let tracks = before.tracks.iter().zip(&after.tracks);
    let tracks = tracks.filter_map(|(before, after)| {
        scope_changed(catalogue, before, after).or_else(|| moved(before, after))
    });
    tracks.chain(new_warnings(&before, &after)).collect()
}

fn scope_changed(
    catalogue: &Catalogue,
    before: &TrackAssessment<'_>,
    after: &TrackAssessment<'_>,
) -> Option<String> {
    let name = after.track.name;
    match (&before.applies, &after.applies) {
        (Applies::No(_), Applies::Yes | Applies::OnRequest(_)) => {
            let capabilities = words::count(after.findings.len(), "capability", "capabilities");
            Some(format!("{name} applies now, with {capabilities}."))
        }
        (Applies::Yes | Applies::OnRequest(_), Applies::No(unfulfilled)) => {
            let answers = before.findings.iter().filter(|finding| finding.answer.is_some()).count();
            let kept = match answers {
                0 => String::new(),
                _ => format!(" Its {} kept.", words::count(answers, "answer is", "answers are")),
            };
            let why = scope::reason(catalogue, unfulfilled);
            Some(format!("{name} does not apply any more: {why}.{kept}"))
        }
        _ => None,
    }
}

fn moved(before: &TrackAssessment<'_>, after: &TrackAssessment<'_>) -> Option<String> {
    let name = after.track.name;
    match (before.standing?, after.standing?) {
        (Standing { level, .. }, now) if level != now.level => {
            let rose = if now.level > level { "rises" } else { "falls" };
            Some(format!("{name} {rose} from level {level} to {}; it could be {}.", now.level, now.ceiling))
        }
        (Standing { ceiling, .. }, now) if ceiling != now.ceiling => {
            Some(format!("{name} could be {} now, instead of {ceiling}.", now.ceiling))
        }
        _ => None,
    }
}

fn new_warnings(before: &Assessment<'_>, after: &Assessment<'_>) -> Vec<String> {
    let all = |assessment| warnings(assessment, &Surroundings::default());
    let message = |assessment: &Assessment<'_>, found: &Warning<'_>| {
        warning::problem(assessment.profile.catalogue(), found).message().to_owned()
    };
    let known: Vec<String> = all(before).iter().map(|found| message(before, found)).collect();
    // The lines about the track have said that its answers and its target are out of scope.
    let is_new = |kind: &WarningKind<'_>| {
        !matches!(kind, WarningKind::AnswerOutOfScope { .. } | WarningKind::TargetOutOfScope(_))
    };
    let all_after = all(after);
    let new = all_after.iter().filter(|found| is_new(&found.kind)).map(|found| message(after, found));
    new.filter(|message| !known.contains(message))
        .map(|message| format!("{}.", words::sentence(&message)))
        .collect()
}
