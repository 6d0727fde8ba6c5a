//! A list of improvements from which sponsors can choose. Each can be read on its own.
//!
//! The form follows the "fundable packaging improvements" of the Python Packaging Working Group:
//! <https://github.com/psf/fundable-packaging-improvements>.

use super::{
    LEVELS, Manner, PlanTexts, address, assessed, builds_on, complete_totals, declined, examples, internal,
    kinds_of_work, placeholder, proposed,
    supporting::{self, Supporting},
    to_look_into,
};
use crate::document::{Block, Document, Fact, Text};
use registry_maturity_core::{
    assessment::Finding,
    catalogue::Level,
    proposal::Proposal,
    roadmap::{Roadmap, Step},
};

pub(super) fn fundable(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let proposal = Proposal::of(roadmap);
    let title = format!("Fundable security improvements for {}", profile.registry().name);
    let mut document = Document::new(title, profile.catalogue());
    introduction(&mut document, roadmap, &proposal, manner);
    if let Some(assessment) = supporting::assessment(&proposal) {
        supporting_work(&mut document, assessment, &[]);
    }
    for route in &roadmap.routes {
        let mut steps =
            proposal.work.iter().filter(|step| step.track.track.id == route.track.track.id).peekable();
        if steps.peek().is_none() {
            continue;
        }
        document.heading(1, route.track.track.name, Some(route.track.track.id.as_str()));
        let now = route.track.standing.map_or(Level::ZERO, |standing| standing.level);
        document.paragraph(format!("Now at level {now}. In place: {}.", proposed::counts(route.track)));
        steps.for_each(|step| improvement(&mut document, roadmap, &proposal, step, manner));
    }
    if let Some(evidence) = supporting::evidence(&proposal) {
        supporting_work(&mut document, evidence, &proposal.unevidenced);
    }
    let unknown = match proposal.needs_assessment() {
        true => "It is not known yet whether these are in place.",
        false => "It is not known yet whether these are in place, so they are not offered for funding.",
    };
    to_look_into(&mut document, roadmap, &proposal, unknown.into());
    declined(&mut document, roadmap, "Decided against", manner.disclosure);
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
            "Each of these improvements can be funded separately; where one builds on another, it says so. They come from \
             an assessment{} against the {principles}. {LEVELS}",
            assessed(roadmap),
        ));
        let is_dated = proposal.work.iter().any(|step| step.plan().is_some_and(|plan| plan.due.is_some()));
        let dates = if is_dated { " A target date is a plan and not a commitment." } else { "" };
        document.paragraph(format!(
            "Each track's improvements are in the order in which they raise its level, and nothing comes before what it \
             builds on.{dates}"
        ));
    }
    let contact = manner.contact.as_deref().map_or_else(|| placeholder("name and address"), address);
    let mut facts = vec![Fact::new("Contact", contact)];
    let totals = complete_totals(&proposal.work, manner.disclosure);
    if totals.len() < 2 {
        facts.push(Fact::new("Effort and cost", "Where an improvement has no estimate, please ask."));
    }
    facts.extend(totals);
    document.blocks.push(Block::Facts(facts));
}

fn improvement(
    document: &mut Document,
    roadmap: &Roadmap<'_>,
    proposal: &Proposal<'_, '_>,
    step: &Step<'_>,
    manner: &Manner,
) {
    let capability = step.finding.capability;
    document.heading(2, proposed::improvement(step.finding), Some(capability.id.as_str()));
    document.paragraph(capability.why);
    let plan = PlanTexts::of(step, manner.disclosure);
    let mut facts = vec![
        Fact::new("Today", proposed::today(step.finding)),
        Fact::new("Deliverable", proposed::deliverable(step.finding)),
        Fact::new("Outcome", proposed::outcome(proposal, step, &|_| None)),
        Fact::new("Builds on", builds_on(step, &|_| None)),
        Fact::new("Approach", plan.summary),
        Fact::new("Kinds of work", kinds_of_work(step)),
        Fact::new("Effort", plan.effort),
        Fact::new("Cost", plan.cost),
        Fact::new("Owner", plan.owner),
        Fact::new("Target date", plan.due),
        Fact::new("Discussion", plan.issue),
        Fact::new("Principle", proposed::principle(step)),
        Fact::new("Guidance", proposed::guidance(step)),
        Fact::new("Internal", internal(step.finding, manner.disclosure)),
        Fact::new("How others approach it", examples(roadmap, step)),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    document.blocks.push(Block::Facts(facts));
}

fn supporting_work(document: &mut Document, work: Supporting, about: &[&Finding<'_>]) {
    document.heading(1, work.title, Some(work.anchor));
    document.paragraph(work.why);
    let mut facts = work.facts;
    if !about.is_empty() {
        facts.push(Fact::new("Items", Text::lines(about.iter().map(|finding| proposed::named(finding)))));
    }
    document.blocks.push(Block::Facts(facts));
}
