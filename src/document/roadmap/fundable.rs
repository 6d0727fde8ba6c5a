//! A list of improvements from which sponsors can choose. Each can be read on its own.
//!
//! The form follows the "fundable packaging improvements" of the Python Packaging Working Group:
//! <https://github.com/psf/fundable-packaging-improvements>.

use super::{
    Manner, PlanTexts, address, assessed, builds_on, declined, examples, internal, kinds_of_work, named, or,
    outcome, place, state_in_a_line,
    supporting::{self, Supporting},
    to_look_into, totals,
};
use crate::document::{Block, Document, Fact, Text};
use registry_maturity_core::{
    assessment::Finding,
    proposal::Proposal,
    roadmap::{Roadmap, Step},
};

pub(super) fn fundable(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let proposal = Proposal::of(roadmap);
    let title = format!("Fundable security improvements to {}", profile.registry().name);
    let mut document = Document::new(title, profile.catalogue());
    introduction(&mut document, roadmap, &proposal, manner);
    if let Some(assessment) = supporting::assessment(&proposal) {
        supporting_work(&mut document, assessment, &[], manner);
    }
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
    if let Some(evidence) = supporting::evidence(&proposal) {
        supporting_work(&mut document, evidence, &proposal.unevidenced, manner);
    }
    let unknown = match proposal.needs_assessment() {
        true => "It is not known yet whether these are in place.",
        false => "It is not known yet whether these are in place, so they are not offered for funding.",
    };
    to_look_into(&mut document, roadmap, &proposal, unknown.into());
    declined(&mut document, roadmap, "Not offered", manner.disclosure);
    document
}

fn introduction(
    document: &mut Document,
    roadmap: &Roadmap<'_>,
    proposal: &Proposal<'_, '_>,
    manner: &Manner,
) {
    if proposal.is_empty() {
        return document.paragraph("There is nothing left to fund on the way to the goals.");
    }
    let edition = &roadmap.assessment.profile.catalogue().edition;
    let principles = format!("{}, edition {}", edition.title, edition.id);
    if proposal.needs_assessment() {
        document.paragraph(format!(
            "It is not known yet what is missing. The first thing to fund is therefore an assessment against the \
             {principles}."
        ));
    } else {
        document.paragraph(format!(
            "Each of these improvements can be funded separately and has an outcome that anybody can verify. They \
             come from an assessment{} against the {principles}. The principles sort what a registry should do into \
             tracks. A track reaches a level from 1 to 3 when everything that the principles \
             list for it, up to and including that level, is in place.",
            assessed(roadmap),
        ));
        document.paragraph(
            "Each track's improvements are in order of priority: what raises the track to its next level comes first, \
             and nothing comes before what it builds on. A target date is a plan and not a commitment.",
        );
    }
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

fn supporting_work(document: &mut Document, work: Supporting, about: &[&Finding<'_>], manner: &Manner) {
    document.heading(1, work.title, Some(work.anchor));
    document.paragraph(work.why);
    let mut facts = work.facts;
    facts.push(Fact::new("Effort", "to be estimated"));
    if manner.disclosure.tells_owner_and_cost() {
        facts.push(Fact::new("Cost", "to be estimated"));
    }
    if !about.is_empty() {
        facts.push(Fact::new("Items", Text::lines(about.iter().map(|finding| named(finding)))));
    }
    document.blocks.push(Block::Facts(facts));
}
