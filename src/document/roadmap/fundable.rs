//! Improvements from which a sponsor can pick, each readable by itself.
//!
//! The manner is that of the "fundable packaging improvements" by which the Python Packaging Working Group tells
//! sponsors what is wanted, how well it is scoped and whom to ask.

use super::{
    Manner, address, builds_on, declined, examples, internal, place, plan, state_in_a_line, totals, unlocks,
};
use crate::document::{Block, Document, Fact, Text, words};
use registry_maturity_core::roadmap::{Roadmap, Step};

pub fn fundable(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let name = &profile.registry.name;
    let title = format!("Security improvements to {name} that could be funded");
    let mut document = Document::new(title, profile.catalogue);
    introduction(&mut document, roadmap, manner);
    for route in &roadmap.routes {
        let steps = || roadmap.steps.iter().filter(|step| step.track.track.id == route.track.track.id);
        if steps().next().is_none() {
            continue;
        }
        document.heading(1, route.track.track.name, Some(route.track.track.id.as_str()));
        document.paragraph(route.track.track.about);
        steps().for_each(|step| improvement(&mut document, roadmap, step, manner));
    }
    declined(&mut document, roadmap, "Not on offer", manner.disclosure);
    document
}

fn introduction(document: &mut Document, roadmap: &Roadmap<'_>, manner: &Manner) {
    let profile = roadmap.assessment.profile;
    let edition = &profile.catalogue.edition;
    if roadmap.steps.is_empty() {
        return document.paragraph("No gap is left on the way to the goals, so nothing is offered here.");
    }
    document.paragraph(format!(
        "Each improvement below stands by itself, has an end that can be checked, and would come sooner if somebody \
         paid for it. They follow from an assessment against the {}, edition {}.",
        edition.title, edition.id
    ));
    document.paragraph(
        "What helps first comes first within each part. This is a list to pick from, not a promise of dates.",
    );
    let mut facts = vec![Fact::new("Whom to ask", contact(roadmap, manner))];
    facts.extend(totals(roadmap, manner.disclosure));
    document.blocks.push(Block::Facts(facts));
}

/// Whom a sponsor asks: who was named for that, else the registry's address.
fn contact(roadmap: &Roadmap<'_>, manner: &Manner) -> Text {
    let registry = &roadmap.assessment.profile.registry;
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
    document.paragraph(today(step));
    document.paragraph(
        Text::new()
            .strong("With funding: ")
            .plain(words::lower_first(capability.improvement))
            .plain(". It is done when ")
            .plain(words::lower_first(capability.met)),
    );
    let plan = plan(step, manner.disclosure);
    let of = |name: &str| plan.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone());
    let mut facts = vec![
        Fact::new("It brings", unlocks(step, &|_| None)),
        Fact::new("It builds on", builds_on(step, &|_| None)),
        Fact::new("How we would do it", of("Plan").unwrap_or_default()),
        Fact::new("Effort", of("Effort").unwrap_or_else(|| "to be estimated; ask us".into())),
    ];
    if manner.disclosure.tells_owner_and_cost() {
        facts.push(Fact::new("Cost", of("Cost").unwrap_or_else(|| "to be estimated; ask us".into())));
        facts.push(Fact::new("Whom to ask", of("Owner").unwrap_or_else(|| contact(roadmap, manner))));
    } else {
        facts.push(Fact::new("Whom to ask", contact(roadmap, manner)));
    }
    facts.push(Fact::new("Wanted by", of("Due").unwrap_or_default()));
    facts.push(Fact::new("Where it is discussed", of("Issue").unwrap_or_default()));
    facts.push(Fact::new(
        "In the principles",
        Text::new().code(capability.id.as_str()).plain(format!(", {}", place(step))),
    ));
    facts.push(Fact::new("Internal", internal(step.finding, manner.disclosure)));
    facts.push(Fact::new("How others did it", examples(step)));
    facts.retain(|fact| !fact.value.is_empty());
    document.blocks.push(Block::Facts(facts));
}

/// How far it has come, which tells a sponsor what is left.
fn today(step: &Step<'_>) -> Text {
    Text::new().strong("Today: ").plain(state_in_a_line(step.finding))
}
