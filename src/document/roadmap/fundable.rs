//! A list of improvements from which sponsors can choose. Each can be read on its own.
//!
//! The form follows the "fundable packaging improvements" of the Python Packaging Working Group:
//! <https://github.com/psf/fundable-packaging-improvements>.

use super::{
    LEVELS, Manner, PlanTexts, assessed, beyond, builds_on, complete_totals, contact, declined, examples,
    internal, left_out, placeholder, proposed, sums,
    supporting::{self, Supporting},
    to_look_into,
};
use crate::document::{Block, Document, Fact, Table, improvement::Improvement, labels};
use registry_maturity_core::{
    catalogue::CapabilityId,
    profile::keys,
    proposal::Proposal,
    roadmap::{Roadmap, Step},
};

pub(super) fn fundable(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let proposal = Proposal::of(roadmap);
    let title = format!("{}: fundable security improvements", profile.registry().name);
    let mut document = Document::new(title, profile.catalogue());
    let offer = Offer::of(roadmap, &proposal);
    introduction(&mut document, roadmap, &offer, manner);
    if let Some(assessment) = supporting::assessment(&proposal) {
        supporting_work(&mut document, assessment);
    }
    for route in &roadmap.routes {
        let mut steps =
            proposal.work.iter().filter(|step| step.track.track.id == route.track.track.id).peekable();
        if steps.peek().is_none() {
            continue;
        }
        document.heading(1, route.track.track.name, Some(route.track.track.id.as_str()));
        let (now, counts) = (proposed::now(route.track), proposed::counts(route.track));
        document.paragraph(format!("Now at level {now}. In place: {counts}."));
        steps.for_each(|step| improvement(&mut document, roadmap, &offer, step, manner));
    }
    if let Some(evidence) = supporting::evidence(&proposal) {
        let items = Fact::new("Items", proposed::unevidenced(&proposal));
        supporting_work(
            &mut document,
            Supporting { facts: [evidence.facts, vec![items]].concat(), ..evidence },
        );
    }
    let unknown = match proposal.needs_assessment() {
        true => "It is not known yet whether these are in place.",
        false => "It is not known yet whether these are in place, so they are not offered for funding.",
    };
    to_look_into(&mut document, roadmap, &proposal, unknown.into());
    declined(&mut document, roadmap, "Decided against", manner.disclosure);
    document
}

/// The improvements in the order of the list, which numbers them.
struct Offer<'o, 'r, 'p> {
    proposal: &'o Proposal<'r, 'p>,
    steps: Vec<&'r Step<'p>>,
}

impl<'o, 'r, 'p> Offer<'o, 'r, 'p> {
    fn of(roadmap: &Roadmap<'_>, proposal: &'o Proposal<'r, 'p>) -> Offer<'o, 'r, 'p> {
        let of = |id| proposal.work.iter().copied().filter(move |step| step.track.track.id == id);
        Offer { proposal, steps: roadmap.routes.iter().flat_map(|route| of(route.track.track.id)).collect() }
    }

    fn number(&self, id: CapabilityId) -> Option<usize> {
        self.steps.iter().position(|step| step.finding.capability.id == id).map(|at| at + 1)
    }

    /// Every improvement on a line.
    fn overview(&self) -> Table {
        let rows = self.steps.iter().zip(1..).map(|(step, number)| {
            let track = format!("{}, level {}", step.track.track.name, step.finding.capability.level);
            let instruction = Improvement::of(step.finding).instruction();
            vec![number.to_string().into(), instruction.into(), track.into()]
        });
        Table {
            caption: "The improvements".to_owned(),
            columns: [labels::NUMBER, "Improvement", labels::TRACK].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }
    }
}

fn introduction(document: &mut Document, roadmap: &Roadmap<'_>, offer: &Offer<'_, '_, '_>, manner: &Manner) {
    let proposal = offer.proposal;
    if proposal.is_empty() {
        if !roadmap.routes.is_empty() {
            document.paragraph("There is nothing left to fund on the way to the goals.");
        }
        return left_out(document, roadmap);
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
    let agreement = placeholder(
        "who will do the work, and the agreement of those who run the registry and maintain its client",
    );
    let mut facts = vec![Fact::new(labels::CONTACT, contact(manner)), Fact::new("Offered by", agreement)];
    let totals = complete_totals(&proposal.work, manner.disclosure);
    if !totals.is_complete() {
        let is_none_given = sums(&proposal.work, manner.disclosure).is_empty();
        let how = if is_none_given { "on request" } else { "on request where no estimate is given" };
        facts.push(Fact::new("Effort and cost", how));
    }
    facts.extend(totals.facts());
    document.blocks.push(Block::Facts(facts));
    if proposal.work.len() > 1 {
        document.blocks.push(Block::Table(offer.overview()));
    }
    beyond(document, roadmap);
    left_out(document, roadmap);
}

fn improvement(
    document: &mut Document,
    roadmap: &Roadmap<'_>,
    offer: &Offer<'_, '_, '_>,
    step: &Step<'_>,
    manner: &Manner,
) {
    let id = step.finding.capability.id;
    let improvement = Improvement::of(step.finding);
    let number = |id| offer.number(id);
    let title = match number(id) {
        Some(number) => format!("{number}. {}", improvement.instruction()),
        None => improvement.instruction(),
    };
    document.heading(2, title, Some(id.as_str()));
    document.paragraph(improvement.why());
    let plan = PlanTexts::of(step, manner.disclosure);
    let mut facts = vec![
        Fact::new(labels::TODAY, proposed::today(step.finding)),
        Fact::new(labels::DELIVERABLE, proposed::deliverable(&improvement)),
        Fact::new(labels::OUTCOME, proposed::outcome(offer.proposal, step, &number)),
        Fact::new(labels::BUILDS_ON, builds_on(step, &number)),
        Fact::new(labels::APPROACH, plan.summary),
        Fact::new(labels::KINDS_OF_WORK, proposed::kinds_of_work(&improvement)),
        Fact::new(keys::EFFORT.label, plan.effort),
        Fact::new(keys::COST.label, plan.cost),
        Fact::new(keys::OWNER.label, plan.owner),
        Fact::new("Target date", plan.due),
        Fact::new(labels::DISCUSSION, plan.issue),
        Fact::new(labels::PRINCIPLE, proposed::principle(step)),
        Fact::new(labels::GUIDANCE, proposed::guidance(step)),
        Fact::new(labels::INTERNAL, internal(step.finding, manner.disclosure)),
        Fact::new(labels::HOW_OTHERS_APPROACH_IT, examples(roadmap, step)),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    document.blocks.push(Block::Facts(facts));
}

fn supporting_work(document: &mut Document, work: Supporting) {
    document.heading(1, work.title, Some(work.anchor));
    document.paragraph(work.why);
    document.blocks.push(Block::Facts(work.facts));
}
