//! The effects of an answer: tracks that enter or leave the scope, levels that rise or fall, new contradictions.

use super::{InputMode, wording::to_assess_anyway};
use crate::document::{self, warning, words};
use registry_maturity_core::{
    assessment::{Assessment, TrackAssessment},
    catalogue::{CapabilityId, Catalogue, Unfulfilled},
    profile::Profile,
    scope::{self, Applies},
    warnings::{Surroundings, TaxonomyKey, Warning, WarningKind, warnings},
};

/// The differences between two profiles.
pub(super) struct Effects {
    /// All of them, one sentence each.
    pub(super) sentences: Vec<String>,
    /// The contradictions that are only in the second profile.
    pub(super) contradictions: Vec<Contradiction>,
}

/// A capability is met, but what it implies is not.
#[derive(Clone, Debug)]
pub(super) struct Contradiction {
    pub(super) met: CapabilityId,
    /// At least one of these would have to be met.
    pub(super) unmet: Vec<CapabilityId>,
}

/// The differences in the second profile.
pub(super) fn between(before: &Profile, after: &Profile, input: InputMode) -> Effects {
    let (before, after) = (before.assess(), after.assess());
    let catalogue = after.profile.catalogue();
    let tracks = before.tracks().zip(after.tracks());
    let tracks = tracks.filter_map(|(before, after)| {
        scope_changed(catalogue, before, after, input).or_else(|| moved(before, after))
    });
    let new = new_warnings(&before, &after);
    let contradictions = new.iter().filter_map(|(found, _)| match &found.kind {
        WarningKind::Contradiction { met, unmet, .. } => {
            Some(Contradiction { met: met.id, unmet: unmet.clone() })
        }
        _ => None,
    });
    let contradictions = contradictions.collect();
    let sentences = new.into_iter().map(|(_, message)| format!("{}.", words::sentence(&message)));
    Effects { sentences: tracks.chain(sentences).collect(), contradictions }
}

/// Why a track does not apply, with the registry named, as the sentence is about the track.
pub(super) fn why_not(catalogue: &Catalogue, unfulfilled: &[Unfulfilled]) -> String {
    let why = scope::reason(catalogue, unfulfilled);
    match why.strip_prefix("it ") {
        Some(rest) => format!("the registry {rest}"),
        None => why,
    }
}

/// The answers that contradict each other, a sentence each.
pub(super) fn contradictions(assessment: &Assessment<'_>) -> Vec<String> {
    let all = warnings(assessment, &Surroundings::default());
    all.iter().filter_map(|found| contradiction(assessment.profile.catalogue(), found)).collect()
}

/// The sentence about answers that contradict each other: which, and how to go on.
fn contradiction(catalogue: &Catalogue, found: &Warning<'_>) -> Option<String> {
    let WarningKind::Contradiction { met, unmet, .. } = &found.kind else { return None };
    let title = |id: &CapabilityId| {
        let known = catalogue.capability(id.as_str());
        known.map_or_else(|_| id.to_string(), |known| format!("“{}” ({id})", known.title))
    };
    let unmet: Vec<String> = unmet.iter().map(title).collect();
    let (met, unmet) = (title(&met.id), unmet.join(" or "));
    Some(format!("{met} is met, and that implies {unmet}, which is not: correct one of the answers."))
}

/// The effect of a question about the registry that has no answer.
const OPEN: &str = "is not answered, so every track that depends on it is assessed";

fn scope_changed(
    catalogue: &Catalogue,
    before: &TrackAssessment<'_>,
    after: &TrackAssessment<'_>,
    input: InputMode,
) -> Option<String> {
    let name = after.track.name;
    match (&before.applies, &after.applies) {
        (Applies::No(_), Applies::Yes | Applies::OnRequest(_)) => {
            let capabilities = words::count(after.findings.len(), "capability", "capabilities");
            Some(format!("{name} now applies, with {capabilities}."))
        }
        (Applies::Yes | Applies::OnRequest(_), Applies::No(unfulfilled)) => {
            let answers = before.findings.iter().filter_map(|finding| finding.answer);
            let answers = answers.filter(|answer| answer.is_answered_in_part()).count();
            let kept = match answers {
                0 => String::new(),
                _ => format!(" Its {} kept.", words::count(answers, "answer is", "answers are")),
            };
            let why = why_not(catalogue, unfulfilled);
            let anyway = to_assess_anyway(after.track, input);
            Some(format!("{name} no longer applies: {why}.{kept} {anyway}"))
        }
        _ => None,
    }
}

fn moved(before: &TrackAssessment<'_>, after: &TrackAssessment<'_>) -> Option<String> {
    document::level_change(after.track.name, before.standing?, after.standing?)
}

/// The warnings that are only about the second profile, with their messages.
fn new_warnings<'a>(before: &Assessment<'_>, after: &'a Assessment<'_>) -> Vec<(Warning<'a>, String)> {
    let message = |assessment: &Assessment<'_>, found: &Warning<'_>| match found.kind {
        WarningKind::TaxonomyUnanswered(TaxonomyKey::Accounts) => {
            format!("whether there are user accounts {OPEN}")
        }
        WarningKind::TaxonomyUnanswered(TaxonomyKey::Hosting) => format!("what the registry hosts {OPEN}"),
        _ => match contradiction(assessment.profile.catalogue(), found) {
            Some(sentence) => sentence.trim_end_matches('.').to_owned(),
            None => warning::problem(assessment.profile.catalogue(), found).message().to_owned(),
        },
    };
    let known = warnings(before, &Surroundings::default());
    let known: Vec<String> = known.iter().map(|found| message(before, found)).collect();
    // The sentence about the track already says that its answers and its target are out of scope.
    let is_new = |kind: &WarningKind<'_>| {
        !matches!(kind, WarningKind::AnswerOutOfScope { .. } | WarningKind::TargetOutOfScope(_))
    };
    let now = warnings(after, &Surroundings::default()).into_iter().filter(|found| is_new(&found.kind));
    let now = now.map(|found| {
        let message = message(after, &found);
        (found, message)
    });
    now.filter(|(_, message)| !known.contains(message)).collect()
}
