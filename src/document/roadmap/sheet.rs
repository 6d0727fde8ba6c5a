//! The gaps in the order in which to close them, one per row, for planning in a spreadsheet.

use super::{PlanTexts, builds_on, examples, internal, kinds_of_work, unlocks};
use crate::document::{Block, ChecklistItem, Disclosure, Document, Fact, report};
use registry_maturity_core::roadmap::{Roadmap, Step};

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
    let capability = step.finding.capability;
    let plan = PlanTexts::of(step, disclosure);
    let numbers = |id| roadmap.number(id);
    let planned = [
        Fact::new("Plan", plan.summary),
        Fact::new("Due", plan.due),
        Fact::new("Owner", plan.owner),
        Fact::new("Effort", plan.effort),
        Fact::new("Cost", plan.cost),
        Fact::new("Issue", plan.issue),
    ];
    let columns = [
        Fact::new("Number", step.number.to_string()),
        Fact::new("To close it", capability.improvement),
        Fact::new("Unlocks", unlocks(step, &numbers)),
        Fact::new("Builds on", builds_on(step, &numbers)),
    ];
    let mut details = vec![
        Fact::new("Why it matters", capability.why),
        Fact::new("Deliverable", capability.deliverable),
        Fact::new("Kinds of work", kinds_of_work(step)),
        Fact::new("How others did it", examples(roadmap, step)),
    ];
    if disclosure.tells_internal() {
        details.push(Fact::new("Internal", internal(step.finding, disclosure)));
    }
    ChecklistItem {
        columns: columns.into_iter().chain(planned).collect(),
        details,
        ..report::item(step.track, step.finding, disclosure)
    }
}
