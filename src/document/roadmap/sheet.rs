//! The gaps in the order in which to close them, one per row, for planning in a spreadsheet.

use super::{PlanTexts, builds_on, examples, internal, proposed, unlocks};
use crate::document::{
    Block, ChecklistItem, Disclosure, Document, Fact, improvement::Improvement, labels, report,
};
use registry_maturity_core::{
    profile::keys,
    roadmap::{Roadmap, Step},
};

/// A roadmap as a list of capabilities only.
#[must_use]
pub fn roadmap_sheet(roadmap: &Roadmap<'_>, disclosure: Disclosure) -> Document {
    let profile = roadmap.assessment.profile;
    let mut document = Document::new(profile.registry().name.clone(), profile.catalogue());
    let items = roadmap.steps.iter().map(|step| item(roadmap, step, disclosure));
    document.blocks.push(Block::Checklist(items.collect()));
    document
}

fn item(roadmap: &Roadmap<'_>, step: &Step<'_>, disclosure: Disclosure) -> ChecklistItem {
    let plan = PlanTexts::of(step, disclosure);
    let numbers = |id| roadmap.number(id);
    let planned = [
        Fact::in_column("plan", keys::SUMMARY.label, plan.summary),
        Fact::in_column("due", keys::DUE.label, plan.due),
        Fact::in_column("owner", keys::OWNER.label, plan.owner),
        Fact::in_column("effort", keys::EFFORT.label, plan.effort),
        Fact::in_column("cost", keys::COST.label, plan.cost),
        Fact::in_column("issue", keys::ISSUE.label, plan.issue),
    ];
    let improvement = Improvement::of(step.finding);
    let columns = [
        Fact::in_column("number", "Number", step.number.to_string()),
        Fact::in_column("to_close_it", labels::TO_CLOSE_IT, improvement.instruction()),
        Fact::in_column("unlocks", labels::UNLOCKS, unlocks(step, &numbers)),
        Fact::in_column("builds_on", labels::BUILDS_ON, builds_on(step, &numbers)),
    ];
    let mut details = vec![
        Fact::in_column("why_it_matters", labels::WHY_IT_MATTERS, improvement.why()),
        Fact::in_column("deliverable", labels::DELIVERABLE, proposed::deliverable(&improvement)),
        Fact::in_column("kinds_of_work", labels::KINDS_OF_WORK, proposed::kinds_of_work(&improvement)),
        Fact::in_column("how_others_did_it", labels::HOW_OTHERS_APPROACH_IT, examples(roadmap, step)),
    ];
    if disclosure.shows_internal() {
        details.push(Fact::in_column("internal", labels::INTERNAL, internal(step.finding, disclosure)));
    }
    ChecklistItem {
        columns: columns.into_iter().chain(planned).collect(),
        details,
        ..report::item(step.track, step.finding, disclosure)
    }
}
