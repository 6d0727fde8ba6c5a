//! The roadmap in three manners: for those who do the work, for those who might fund a part of it, and as the skeleton
//! of a proposal.

mod fundable;
mod grant;
mod plain;
mod sheet;

pub use sheet::roadmap_sheet;

use super::{Block, Disclosure, Document, Fact, Table, Text, capability::example, report::address, words};
use registry_maturity_core::{
    amount::Total,
    assessment::{Finding, TrackAssessment},
    catalogue::{CapabilityId, Level},
    profile::{Answer, Intent},
    roadmap::{Roadmap, Step},
};

/// The manner of a roadmap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The gaps in the order to close them.
    #[default]
    Plain,
    /// Improvements from which a sponsor can pick.
    Fundable,
    /// The skeleton of a proposal.
    Grant,
}

/// What a roadmap tells, and how.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// The manner.
    pub style: Style,
    /// How much readers may see.
    pub disclosure: Disclosure,
    /// Whom to ask, if that is to be told.
    pub contact: Option<String>,
}

/// A roadmap in words.
#[must_use]
pub fn roadmap(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    match manner.style {
        Style::Plain => plain::plain(roadmap, manner),
        Style::Fundable => fundable::fundable(roadmap, manner),
        Style::Grant => grant::grant(roadmap, manner),
    }
}

/// `authentication`'s place: `level 2 of Authentication`.
fn place(step: &Step<'_>) -> String {
    format!("level {} of {}", step.finding.capability.level, step.track.track.name)
}

/// What is missing: the open clauses, or all of it.
fn state(finding: &Finding<'_>) -> Text {
    let note = finding.answer.and_then(|answer| answer.note.clone());
    Text::lines([
        words::state(finding),
        words::missing(finding),
        note.map_or_else(Text::new, |note| Text::new().quiet(note)),
    ])
}

/// The same in a line.
fn state_in_a_line(finding: &Finding<'_>) -> String {
    let missing = words::missing(finding).words();
    let missing = if missing.is_empty() { missing } else { format!(" ({missing})") };
    let note = finding.answer.and_then(|answer| answer.note.as_deref()).unwrap_or_default();
    format!("{}{missing}. {}", words::state(finding).words(), note.trim()).trim_end().to_owned()
}

/// What a step unlocks, in a sentence without its end.
fn unlocks(step: &Step<'_>, number: Numbering<'_>) -> String {
    let unlock = &step.unlocks;
    let level = format!("level {} of {}", unlock.level, step.track.track.name);
    let with = match unlock.with.as_slice() {
        [] => ", alone".to_owned(),
        with => format!(", together with {}", names(with, number)),
    };
    let later = if unlock.later { ", once the levels below are reached" } else { "" };
    let declined = match unlock.declined.as_slice() {
        [] => String::new(),
        declined => format!("; but not while {} is declined", names(declined, number)),
    };
    format!("{level}{with}{later}{declined}")
}

/// The number under which a capability stands in the text, if it has one.
type Numbering<'a> = &'a dyn Fn(CapabilityId) -> Option<usize>;

/// Capabilities by title.
fn names(findings: &[&Finding<'_>], number: Numbering<'_>) -> String {
    let names = findings.iter().map(|finding| {
        let title = words::lower_first(finding.capability.title);
        match number(finding.capability.id) {
            Some(number) => format!("{title} ({number})"),
            None => title,
        }
    });
    words::and(&names.collect::<Vec<_>>())
}

fn builds_on(step: &Step<'_>, number: Numbering<'_>) -> Text {
    if step.builds_on.is_empty() { Text::new() } else { names(&step.builds_on, number).into() }
}

fn examples(step: &Step<'_>) -> Text {
    Text::lines(step.finding.capability.examples.iter().map(example))
}

/// What the operator means to do, fact by fact.
fn plan(step: &Step<'_>, disclosure: Disclosure) -> Vec<Fact> {
    let inside = disclosure.tells_owner_and_cost();
    let intent = step.finding.answer.and_then(Answer::intent);
    let text = |value: Option<&String>| value.map_or_else(Text::new, |value| value.as_str().into());
    let plan = step.plan();
    let owner = plan.filter(|_| inside).and_then(|plan| plan.owner.as_ref());
    let cost = plan.filter(|_| inside).and_then(|plan| plan.cost.as_ref());
    let intent = intent.filter(|intent| *intent != Intent::Planned || plan.is_none());
    let facts = vec![
        Fact::new("Intent", intent.map_or_else(Text::new, |intent| words::intent(intent).into())),
        Fact::new("Plan", text(plan.and_then(|plan| plan.summary.as_ref()))),
        Fact::new("Due", plan.and_then(|plan| plan.due).map_or_else(Text::new, |due| due.to_string().into())),
        Fact::new("Owner", text(owner)),
        Fact::new("Effort", text(plan.and_then(|plan| plan.effort.as_ref()))),
        Fact::new("Cost", text(cost)),
        Fact::new("Issue", plan.and_then(|plan| plan.issue.as_deref()).map_or_else(Text::new, address)),
    ];
    facts.into_iter().filter(|fact| !fact.value.is_empty()).collect()
}

/// What only the operators should know, where it is to be told.
fn internal(finding: &Finding<'_>, disclosure: Disclosure) -> Text {
    let note = finding.answer.and_then(|answer| answer.internal.as_deref());
    note.filter(|_| disclosure.tells_internal()).map_or_else(Text::new, Text::from)
}

/// What is added up, and what could not be.
fn total(total: &Total) -> Text {
    let mut sums: Vec<String> = total.sums.iter().map(ToString::to_string).collect();
    sums.extend(total.others.iter().cloned());
    let text = Text::from(sums.join(" + "));
    if total.others.is_empty() { text } else { text.quiet(" (not all of it can be added up)") }
}

/// The sums of what the steps take, where anything is said of it.
fn totals(roadmap: &Roadmap<'_>, disclosure: Disclosure) -> Vec<Fact> {
    let told = |name: &str| {
        let with = roadmap.steps.iter().filter_map(Step::plan).filter(|plan| match name {
            "Cost" => plan.cost.is_some(),
            _ => plan.effort.is_some(),
        });
        format!(" (given for {} of {})", with.count(), roadmap.steps.len())
    };
    let effort = roadmap.effort();
    let cost = if disclosure.tells_owner_and_cost() { roadmap.cost() } else { Total::default() };
    let facts = [("Effort", effort), ("Cost", cost)];
    let facts = facts.into_iter().filter(|(_, sum)| !sum.is_empty());
    facts.map(|(name, sum)| Fact::new(name, total(&sum).quiet(told(name)))).collect()
}

/// What will not be done, each with the reason.
fn declined(document: &mut Document, roadmap: &Roadmap<'_>, heading: &str, disclosure: Disclosure) {
    if roadmap.declined.is_empty() {
        return;
    }
    document.heading(1, heading, Some("declined"));
    let items = roadmap.declined.iter().map(|(track, finding)| reason(track, finding, disclosure));
    document.blocks.push(Block::List(items.collect()));
}

/// Why something will not be done, in the operator's words: they may lack a full stop, so nothing follows in their line.
fn reason(track: &TrackAssessment<'_>, finding: &Finding<'_>, disclosure: Disclosure) -> Text {
    let capability = finding.capability;
    let answer = finding.answer;
    let reason = answer.and_then(|answer| answer.note.as_deref()).unwrap_or_default();
    let place = format!(" (level {} of {}): ", capability.level, track.track.name);
    let again = answer.and_then(|answer| answer.review_by);
    let internal = internal(finding, disclosure);
    Text::lines([
        Text::new().strong(capability.title).plain(place + reason.trim_end()),
        again.map_or_else(Text::new, |day| format!("To be looked at again by {day}.").into()),
        if internal.is_empty() { internal } else { format!("Internal: {}", internal.words()).into() },
    ])
}

/// How far each track is to go, for a table.
fn routes(roadmap: &Roadmap<'_>) -> Table {
    let catalogue = roadmap.assessment.profile.catalogue;
    let rows = roadmap.routes.iter().map(|route| {
        let counts = || Level::RUNGS.into_iter().map(|level| route.track.counts(level));
        let standing = route.track.standing.map_or_else(Text::new, |standing| {
            format!("{} {}", words::level(catalogue, standing.level), words::by_level(counts())).into()
        });
        let goal = route.goal.map_or_else(|| "none".to_owned(), |goal| words::level(catalogue, goal));
        let steps = roadmap.steps.iter().filter(|step| step.track.track.id == route.track.track.id).count();
        vec![route.track.track.name.into(), standing, goal.into(), steps.to_string().into()]
    });
    Table {
        caption: "How far each track is to go".to_owned(),
        columns: ["Track", "Now (met by level)", "Goal", "Gaps on the way"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// Words in brackets that whoever sends the text has to replace.
fn placeholder(text: &str) -> Text {
    Text::new().quiet(format!("[{text}]"))
}
