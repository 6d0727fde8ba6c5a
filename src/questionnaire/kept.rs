//! What a new answer keeps of the earlier one although it may no longer be true, and which texts it replaces.

use super::{AnswerField, repeated};
use registry_maturity_core::{
    catalogue::{Capability, ClauseId},
    profile::{Answer, Intent, Rating, Status},
};

/// Texts that are easy to overwrite unseen.
const REPLACED: [AnswerField; 2] = [AnswerField::Internal, AnswerField::Summary];

/// What is kept, in sentences.
pub(super) fn kept(capability: &Capability, before: &Answer, after: &Answer) -> Vec<String> {
    let parts = capability.clauses.iter().map(|clause| Some(clause.id));
    let reasons = std::iter::once(None).chain(parts).filter_map(|part| kept_reason(part, before, after));
    let was_declined = before.intent == Some(Intent::Declined) && after.intent != Some(Intent::Declined);
    let review = after.review_by.filter(|_| was_declined);
    let review = review.map(|day| format!("The answer stays due for review by {day}."));
    reasons.chain(review).collect()
}

/// The sentence about a provider that stays although the status changed.
pub(super) fn kept_provider(capability: &Capability, before: &Answer, after: &Answer) -> Option<String> {
    let provider = before.delegated_to.as_ref().filter(|_| before.delegated_to == after.delegated_to)?;
    let has_changed = match (&before.rating, &after.rating) {
        (Rating::Unanswered, _) => false,
        (Rating::ByClause(clauses), Rating::ByClause(_)) => clauses.iter().any(|(id, clause)| {
            let now = after.clause(*id).and_then(|clause| clause.status);
            clause.value.status.is_some() && clause.value.status != now
        }),
        _ => before.status(capability) != after.status(capability),
    };
    has_changed.then(|| {
        format!(
            "The answer still says that {provider} provides it; remove the provider if that is no longer so."
        )
    })
}

/// The texts that were replaced, in sentences.
pub(super) fn replaced(capability: &Capability, before: &Answer, after: &Answer) -> Vec<String> {
    let notes = std::iter::once(None).chain(capability.clauses.iter().map(|clause| Some(clause.id)));
    let note = |part, answer| AnswerField::Note.of_part(answer, part);
    let notes = notes.map(|part| (AnswerField::Note, note(part, before), note(part, after)));
    let others = REPLACED.into_iter().map(|field| (field, field.of(before), field.of(after)));
    let texts = notes.chain(others).filter_map(|(field, old, new)| Some((field, old?, new?)));
    let texts = texts.filter(|(_, old, new)| !new.contains(old.as_str()));
    texts
        .map(|(field, old, _)| format!("This replaces the earlier {}: {}.", field.noun(), repeated(&old)))
        .collect()
}

/// The sentence about a note that gave the reason for an answer that no longer holds.
fn kept_reason(part: Option<ClauseId>, before: &Answer, after: &Answer) -> Option<String> {
    let note = |answer| AnswerField::Note.of_part(answer, part);
    let note = note(before).filter(|old| note(after).as_ref() == Some(old))?;
    let is_left = needs_reason(part, before) && !needs_reason(part, after);
    is_left.then(|| format!("The note with the reason stays, and readers see it: {note}"))
}

/// Whether the answer is one whose note gives the reason.
pub(super) fn needs_reason(part: Option<ClauseId>, answer: &Answer) -> bool {
    match part {
        Some(clause) => answer.clause_status(clause) == Status::NotApplicable,
        None => {
            answer.rating == Rating::Whole(Status::NotApplicable) || answer.intent == Some(Intent::Declined)
        }
    }
}
