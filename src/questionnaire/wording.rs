//! The titles, items and messages that the full screen, the lines and the page have in common.

use super::InputMode;
use registry_maturity_core::catalogue::{Level, Track};

/// Asks for the registry's name.
pub const ASKS_FOR_NAME: &str = "What is the registry called?";
/// Refuses an empty name.
pub const NAME_NEEDED: &str = "The registry needs a name.";
/// What questions that are not about a capability are about.
pub(super) const THE_REGISTRY: &str = "The registry";

/// The title of the choice of intents.
pub const INTENT_TITLE: &str = "What you intend to do";
/// The title of the choice of rulings.
pub const RULINGS_TITLE: &str = "Rulings: choose the case that matches yours";
/// The title of the rest of the answer.
pub const ANSWER_TITLE: &str = "The answer";
/// The title of the choice of states and tracks.
pub const FILTER_TITLE: &str = "What to ask";
/// The title of the facts about the registry.
pub const OVERVIEW_TITLE: &str = "Overview";

/// The item that confirms an answer.
pub const STILL_TRUE: &str = "Still true: checked today";
/// The item that removes an answer.
pub const CLEAR: &str = "Remove the whole answer";
/// The item that asks about all tracks.
pub const EVERY_TRACK: &str = "every track";

/// Refuses what only questions about capabilities have.
pub const NOT_AVAILABLE: &str = "Not available for this question.";
/// Refuses to list rulings where there are none.
pub const NO_RULINGS: &str = "There are no rulings for this question.";
/// Refuses to ask clause by clause where there are no clauses.
pub(super) const NO_CLAUSES: &str = "This question has no clauses.";
/// Says that nothing was changed.
pub(super) const NOTHING_CHANGED: &str = "Nothing was changed.";
/// The result of a search without results.
pub(super) const NOTHING_FOUND: &str = "Nothing matches all of these words.";

/// Says that a change could not be saved, and why.
#[must_use]
pub fn not_saved(why: &str) -> String {
    format!("Not saved: {why}.")
}

/// The item that sets a track's target.
#[must_use]
pub fn target_for(track: &Track) -> String {
    format!("Target for {}", track.name)
}

/// A target, or that there is none.
#[must_use]
pub fn target(level: Option<Level>) -> String {
    level.map_or_else(|| "none".to_owned(), |level| format!("level {level}"))
}

/// The item that has a track assessed although the taxonomy leaves it out.
#[must_use]
pub fn also_assess(track: &Track) -> String {
    format!("Also assess {}", track.name)
}

/// How to have a track assessed although the taxonomy leaves it out.
pub(super) fn to_assess_anyway(track: &Track, input: InputMode) -> String {
    match input {
        InputMode::Menus => "To assess it anyway, choose it in the overview.".to_owned(),
        InputMode::Lines => format!("`also {} REASON` assesses it anyway.", track.id),
        InputMode::Once => {
            format!(
                "To assess it anyway, write the reason in the profile, under `also-assess: {}:`.",
                track.id
            )
        }
    }
}

/// The item that leaves such a track out again.
#[must_use]
pub fn leave_out_again(track: &Track) -> String {
    format!("Leave {} out again", track.name)
}
