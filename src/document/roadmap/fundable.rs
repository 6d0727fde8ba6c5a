//! A list of improvements from which sponsors can choose. Each can be read on its own.
//!
//! The form follows the "fundable packaging improvements" of the Python Packaging Working Group:
//! <https://github.com/psf/fundable-packaging-improvements>.

use super::{
    Manner, PlanTexts, address, assessed, builds_on, declined, examples, internal, kinds_of_work, or,
    outcome, place, state_in_a_line, to_look_into, totals,
};
use crate::document::{Block, Document, Fact, Text};
use registry_maturity_core::{
    proposal::Proposal,
    roadmap::{Roadmap, Step},
};

pub(super) fn fundable(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let proposal = Proposal::of(roadmap);
    let title = format!("Fundable security improvements to {}", profile.registry().name);
    let mut document = Document::new(title, profile.catalogue());
    introduction(&mut document, roadmap, &proposal, manner);
    for route in &roadmap.routes {
        let mut steps =
            proposal.work.iter().filter(|step| step.track.track.id == route.track.track.id).peekable();
        if steps.peek().is_none() {
            continue;
        }
        document.heading(1, route.track.track.name, Some(route.track.track.id.as_str()));
        document.paragraph(route.track.track.about);
        steps.for_each(|step| improvement(&mut document, roadmap, step, manner));
    }
    to_look_into(&mut document, &proposal);
    declined(&mut document, roadmap, "Not offered", manner.disclosure);
    document
}

fn introduction(
    document: &mut Document,
    roadmap: &Roadmap<'_>,
    proposal: &Proposal<'_, '_>,
    manner: &Manner,
) {
    let edition = &roadmap.assessment.profile.catalogue().edition;
    if proposal.work.is_empty() {
        return document.paragraph(match proposal.unknown.is_empty() {
            true => "There is nothing to fund on the way to the goals.",
            false => "It is not known yet what is missing, so there is nothing to fund yet.",
        });
    }
    document.paragraph(format!(
        "Each of these improvements can be funded separately and has an outcome that anybody can verify. They come \
         from an assessment{} against the {}, edition {}. Each track of these principles has levels from 0 to 3; a \
         track reaches a level when all that belongs to it and to the levels below is in place.",
        assessed(roadmap),
        edition.title, edition.id
    ));
    document.paragraph(
        "Within each track, they are in order of priority. A target date, where there is one, is a plan and not a \
         commitment.",
    );
    let mut facts = vec![Fact::new("Contact", contact(roadmap, manner))];
    facts.extend(totals(&proposal.work, manner.disclosure));
    document.blocks.push(Block::Facts(facts));
}

/// The contact for sponsors, or else the registry.
fn contact(roadmap: &Roadmap<'_>, manner: &Manner) -> Text {
    let registry = roadmap.assessment.profile.registry();
    match (&manner.contact, &registry.url) {
        (Some(contact), _) => address(contact),
        (None, Some(url)) => Text::from(format!("{}, ", registry.name)).link("", url),
        (None, None) => registry.name.clone().into(),
    }
}

fn improvement(document: &mut Document, roadmap: &Roadmap<'_>, step: &Step<'_>, manner: &Manner) {
    let capability = step.finding.capability;
    document.heading(2, capability.improvement, Some(capability.id.as_str()));
    document.paragraph(capability.why);
    let plan = PlanTexts::of(step, manner.disclosure);
    let to_be_estimated = || Text::from("to be estimated");
    let cost = match manner.disclosure.tells_owner_and_cost() {
        true => or(plan.cost, to_be_estimated),
        false => Text::new(),
    };
    let mut facts = vec![
        Fact::new("Today", state_in_a_line(step.finding)),
        Fact::new("Deliverable", capability.deliverable),
        Fact::new("Outcome", outcome(step, &|_| None)),
        Fact::new("Builds on", builds_on(step, &|_| None)),
        Fact::new("Approach", plan.summary),
        Fact::new("Kinds of work", kinds_of_work(step)),
        Fact::new("Effort", or(plan.effort, to_be_estimated)),
        Fact::new("Cost", cost),
        Fact::new("Owner", plan.owner),
        Fact::new("Target date", plan.due),
        Fact::new("Discussion", plan.issue),
        Fact::new("Principle", Text::new().code(capability.id.as_str()).plain(format!(", {}", place(step)))),
        Fact::new("Internal", internal(step.finding, manner.disclosure)),
        Fact::new("How others did it", examples(roadmap, step)),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    document.blocks.push(Block::Facts(facts));
}
