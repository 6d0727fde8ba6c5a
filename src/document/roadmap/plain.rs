//! The gaps in the order in which to close them, for the people who do the work.

use super::{
    Manner, PlanTexts, builds_on, declined, examples, internal, left_out, place, proposed, routes, state,
    totals, unlocks,
};
use crate::document::{Block, Document, Fact, Table, Text, improvement::Improvement, labels, words};
use registry_maturity_core::{
    profile::keys,
    roadmap::{Roadmap, Step},
};

pub(super) fn plain(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let mut document = Document::new(format!("{}: roadmap", profile.registry().name), profile.catalogue());
    let steps: Vec<&Step<'_>> = roadmap.steps.iter().collect();
    if !roadmap.routes.is_empty() {
        document.blocks.push(Block::Table(routes(roadmap, &steps, "Gaps on the way")));
        document.paragraph(summary(roadmap));
    }
    document.blocks.push(Block::Facts(totals(&steps, manner.disclosure).facts().collect()));
    left_out(&mut document, roadmap);
    if !roadmap.steps.is_empty() {
        document.heading(1, "In order", Some("order"));
        document.blocks.push(Block::Table(overview(roadmap, manner)));
        document.heading(1, "One by one", Some("steps"));
        for step in &roadmap.steps {
            let improvement = Improvement::of(step.finding);
            let title = format!("{}. {}", step.number, improvement.instruction());
            document.heading(2, title, Some(step.finding.capability.id.as_str()));
            document.blocks.push(Block::Facts(facts(roadmap, step, &improvement, manner)));
        }
    }
    declined(&mut document, roadmap, "Declined", manner.disclosure);
    document
}

fn summary(roadmap: &Roadmap<'_>) -> Text {
    let steps = roadmap.steps.len();
    let text = match steps {
        0 => Text::from("No gap is left on the way to the goals."),
        _ => Text::from(format!(
            "{} on the way to the goals, in the order in which to close them: what raises a track to its next level comes first.",
            words::count(steps, "gap", "gaps")
        )),
    };
    match roadmap.beyond {
        0 => text,
        beyond => text
            .plain(format!(" {} beyond them; ", words::count(beyond, "gap lies", "gaps lie")))
            .code("--target 3")
            .plain(" shows everything."),
    }
}

fn overview(roadmap: &Roadmap<'_>, manner: &Manner) -> Table {
    let plans: Vec<[Text; 3]> = roadmap
        .steps
        .iter()
        .map(|step| PlanTexts::of(step, manner.disclosure))
        .map(|plan| [plan.due, plan.effort, plan.cost])
        .collect();
    let used: Vec<usize> = (0..3).filter(|at| plans.iter().any(|plan| !plan[*at].is_empty())).collect();
    let rows = roadmap.steps.iter().zip(&plans).map(|(step, plan)| {
        let capability = step.finding.capability;
        let mut row = vec![
            Text::from(step.number.to_string()),
            Text::lines([Text::new().strong(capability.title), Text::new().quiet(place(step))]),
            words::state(step.finding),
            short_unlock(roadmap, step).into(),
        ];
        row.extend(used.iter().map(|at| plan[*at].clone()));
        row
    });
    let columns = [labels::NUMBER, "Gap", labels::STATE, labels::UNLOCKS]
        .into_iter()
        .chain(used.iter().map(|at| [keys::DUE, keys::EFFORT, keys::COST][*at].label));
    Table {
        caption: "The gaps in the order in which to close them".to_owned(),
        columns: columns.map(str::to_owned).collect(),
        rows: rows.collect(),
    }
}

fn short_unlock(roadmap: &Roadmap<'_>, step: &Step<'_>) -> String {
    let numbers: Vec<String> = step
        .unlocks
        .with
        .iter()
        .filter_map(|finding| Some(roadmap.number(finding.capability.id)?.to_string()))
        .collect();
    let with = match numbers.len() {
        0 => "alone".to_owned(),
        1 => format!("together with gap {}", words::and(&numbers)),
        _ => format!("together with gaps {}", words::and(&numbers)),
    };
    let declined = if step.unlocks.declined.is_empty() { "" } else { ", once nothing is declined" };
    format!("level {}, {with}{declined}", step.unlocks.level)
}

fn facts(roadmap: &Roadmap<'_>, step: &Step<'_>, improvement: &Improvement, manner: &Manner) -> Vec<Fact> {
    let capability = step.finding.capability;
    let mut facts = vec![
        Fact::new(
            "Closes",
            Text::from(words::lower_first(capability.title))
                .plain(" (")
                .code(capability.id.as_str())
                .plain(format!("), {}", place(step))),
        ),
        Fact::new(labels::STATE, state(step.finding)),
        Fact::new(labels::WHY_IT_MATTERS, improvement.why()),
        Fact::new(labels::DELIVERABLE, proposed::deliverable(improvement)),
        Fact::new(labels::KINDS_OF_WORK, proposed::kinds_of_work(improvement)),
        Fact::new(labels::UNLOCKS, unlocks(step, &|id| roadmap.number(id))),
        Fact::new(labels::BUILDS_ON, builds_on(step, &|id| roadmap.number(id))),
    ];
    facts.extend(PlanTexts::of(step, manner.disclosure).facts());
    facts.push(Fact::new(labels::INTERNAL, internal(step.finding, manner.disclosure)));
    facts.push(Fact::new(labels::HOW_OTHERS_APPROACH_IT, examples(roadmap, step)));
    facts.retain(|fact| !fact.value.is_empty());
    facts
}
