//! The roadmap in three forms: for the people who do the work, for those who might fund a part of it, and as the
//! outline of a proposal.

mod fundable;
mod grant;
mod plain;
mod proposed;
mod sheet;
mod supporting;

pub use sheet::roadmap_sheet;

use super::{
    Block, Disclosure, Document, Fact, Inline, Table, Text, capability::example, labels, report::address,
    words,
};
use registry_maturity_core::{
    amount::Total,
    assessment::{Finding, TrackAssessment},
    catalogue::{CapabilityId, Level},
    profile::{Answer, Intent, Plan, Status, keys},
    proposal::Proposal,
    roadmap::{Roadmap, Step},
    scope::{Applies, reason as reason_to_leave_out},
};

/// The readers of a roadmap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The team: the gaps, in the order in which to close them.
    #[default]
    Plain,
    /// Sponsors: improvements from which they can choose.
    Fundable,
    /// Funders: the outline of a proposal.
    Grant,
}

/// Options for wording a roadmap.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// The readers to write for.
    pub style: Style,
    /// How much readers may see.
    pub disclosure: Disclosure,
    /// The contact for sponsors.
    pub contact: Option<String>,
    /// The path of the profile, quoted for a shell, for commands to copy.
    pub profile: String,
}

/// The document of a roadmap.
#[must_use]
pub fn roadmap(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    match manner.style {
        Style::Plain => plain::plain(roadmap, manner),
        Style::Fundable => fundable::fundable(roadmap, manner),
        Style::Grant => grant::grant(roadmap, manner),
    }
}

/// The level and track of a step: `level 2 of Authentication`.
fn place(step: &Step<'_>) -> String {
    format!("level {} of {}", step.finding.capability.level, step.track.track.name)
}

/// What is missing: the open clauses, or everything.
fn state(finding: &Finding<'_>) -> Text {
    let note = finding.answer.and_then(|answer| answer.note.clone());
    Text::lines([
        words::state(finding),
        words::missing(finding),
        note.map_or_else(Text::new, |note| Text::new().quiet(words::note(&note))),
    ])
}

/// The level that a step leads to, as a phrase.
fn unlocks(step: &Step<'_>, number: Numbering<'_>) -> String {
    format!("level {} of {}{}", step.unlocks.level, step.track.track.name, conditions(step, number))
}

/// What else has to be done for a step to lift its track.
fn conditions(step: &Step<'_>, number: Numbering<'_>) -> String {
    let unlock = &step.unlocks;
    let with = match unlock.with.as_slice() {
        [] => " on its own".to_owned(),
        with => format!(", together with {}", names(with, number)),
    };
    let later = if unlock.later { ", once the lower levels are reached" } else { "" };
    let declined = match unlock.declined.as_slice() {
        [] => String::new(),
        declined => {
            let are = if declined.len() == 1 { "is" } else { "are" };
            format!("; out of reach while {} {are} declined", names(declined, number))
        }
    };
    format!("{with}{later}{declined}")
}

/// The number of a capability's step, if it has one.
type Numbering<'a> = &'a dyn Fn(CapabilityId) -> Option<usize>;

/// The titles of capabilities, with the numbers of their steps.
fn names(findings: &[&Finding<'_>], number: Numbering<'_>) -> String {
    let names = findings.iter().map(|finding| {
        let title = words::lower_first(finding.capability.title);
        match number(finding.capability.id) {
            Some(number) => format!("{title} ({number})"),
            None if finding.status == Status::Unknown => format!("{title} (not known yet)"),
            None => title,
        }
    });
    words::and(&names.collect::<Vec<_>>())
}

fn builds_on(step: &Step<'_>, number: Numbering<'_>) -> Text {
    if step.builds_on.is_empty() { Text::new() } else { names(&step.builds_on, number).into() }
}

/// How other registries did it; the assessed one is left out.
fn examples(roadmap: &Roadmap<'_>, step: &Step<'_>) -> Text {
    let own = roadmap.assessment.profile.registry().name.as_str();
    let examples = step.finding.capability.examples.iter();
    Text::lines(examples.filter(|one| !one.registry.eq_ignore_ascii_case(own)).map(example))
}

/// Date and author of the assessment, in parentheses; empty if unknown.
fn assessed(roadmap: &Roadmap<'_>) -> String {
    let assessed = roadmap.assessment.profile.assessed();
    let day = assessed.date.map(|day| format!("on {day}"));
    let by = assessed.by.as_ref().map(|by| format!("by {by}"));
    let known: Vec<String> = day.into_iter().chain(by).collect();
    if known.is_empty() { String::new() } else { format!(" (made {})", known.join(" ")) }
}

/// What the levels mean, for readers who do not know the principles.
const LEVELS: &str = "The principles sort what a registry should do into tracks with levels from 1 to 3. A track is at a \
                      level when everything that the principles list for that level and those below is in place. A \
                      track that has not reached level 1 is at level 0.";

/// What the operator intends, as far as readers may see it. Texts can be empty.
#[derive(Default)]
struct PlanTexts {
    intent: Text,
    summary: Text,
    due: Text,
    owner: Text,
    effort: Text,
    cost: Text,
    issue: Text,
}

impl PlanTexts {
    fn of(step: &Step<'_>, disclosure: Disclosure) -> PlanTexts {
        let plan = step.plan();
        let intent = step.finding.answer.and_then(Answer::intent);
        let intent = intent.filter(|intent| *intent != Intent::Planned || plan.is_none());
        let intent = intent.map_or_else(Text::new, |intent| words::intent(intent).into());
        let Some(plan) = plan else { return PlanTexts { intent, ..PlanTexts::default() } };
        let text = |value: &Option<String>| value.as_deref().map_or_else(Text::new, Text::copy);
        let inside = |value| if disclosure.shows_owner_and_cost() { text(value) } else { Text::new() };
        PlanTexts {
            intent,
            summary: Text::lines(plan.summary.iter().flat_map(|summary| summary.lines()).map(Text::copy)),
            due: plan.due.map_or_else(Text::new, |due| Text::new().with(Inline::Date(due))),
            owner: inside(&plan.owner),
            effort: text(&plan.effort),
            cost: inside(&plan.cost),
            issue: plan.issue.as_deref().map_or_else(Text::new, address),
        }
    }

    /// The texts that are not empty, with their labels.
    fn facts(self) -> Vec<Fact> {
        let all = [
            (keys::INTENT.label, self.intent),
            (keys::SUMMARY.label, self.summary),
            (keys::DUE.label, self.due),
            (keys::OWNER.label, self.owner),
            (keys::EFFORT.label, self.effort),
            (keys::COST.label, self.cost),
            (keys::ISSUE.label, self.issue),
        ];
        all.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| Fact::new(name, text))
            .collect()
    }
}

/// A text, or a placeholder if it is empty.
fn or(text: Text, otherwise: impl FnOnce() -> Text) -> Text {
    if text.is_empty() { otherwise() } else { text }
}

/// What has to be found out before anybody can say whether there is work to do, by track.
fn to_look_into(document: &mut Document, roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>, about: Text) {
    if proposal.unknown.is_empty() {
        return;
    }
    document.heading(1, labels::NOT_KNOWN_YET, Some("unknown"));
    document.paragraph(about);
    let at = |track: &TrackAssessment<'_>, level: Level| {
        let is_here = |step: &&&Step<'_>| {
            step.track.track.id == track.track.id && step.finding.capability.level == level
        };
        let steps = proposal.unknown.iter().filter(is_here);
        let (known, unknown): (Vec<&Step<'_>>, Vec<_>) =
            steps.copied().partition(|step| proposed::is_partly_known(step.finding));
        let place = format!("{}, level {level}: ", track.track.name);
        let titles: Vec<String> =
            unknown.iter().map(|step| words::lower_first(step.finding.capability.title)).collect();
        let known = known.iter().map(|step| {
            let title = format!("{place}{}.", words::lower_first(step.finding.capability.title));
            Text::lines([Text::new().strong(title), proposed::today(step.finding)])
        });
        let mut items: Vec<Text> = known.collect();
        if !titles.is_empty() {
            items.push(Text::new().strong(place.clone()).plain(titles.join("; ")));
        }
        items
    };
    let places = roadmap.routes.iter().flat_map(|route| Level::RUNGS.map(|level| (route.track, level)));
    document.blocks.push(Block::List(places.flat_map(|(track, level)| at(track, level)).collect()));
}

/// Says how many gaps lie beyond the operator's targets and are left out, if there are any.
fn beyond(document: &mut Document, roadmap: &Roadmap<'_>) {
    if roadmap.beyond > 0 {
        let gaps = words::count(roadmap.beyond, "further gap lies", "further gaps lie");
        let are = if roadmap.beyond == 1 { "is" } else { "are" };
        document.paragraph(format!("{gaps} above the goals that were set and {are} not listed here."));
    }
}

/// The tracks that have no level, each with the reason.
fn left_out(document: &mut Document, roadmap: &Roadmap<'_>) {
    let catalogue = roadmap.assessment.profile.catalogue();
    for track in &roadmap.left_out {
        let why = match &track.applies {
            Applies::No(unfulfilled) => {
                format!(" does not apply, because {}.", reason_to_leave_out(catalogue, unfulfilled))
            }
            Applies::Yes | Applies::OnRequest(_) => {
                format!(" has no level: {}.", words::NO_CAPABILITY_APPLIES)
            }
        };
        document.paragraph(Text::from("For this registry, ").strong(track.track.name).plain(why));
    }
}

/// The internal note, if readers may see it.
fn internal(finding: &Finding<'_>, disclosure: Disclosure) -> Text {
    let note = finding.answer.and_then(|answer| answer.internal.as_deref());
    note.filter(|_| disclosure.shows_internal()).map_or_else(Text::new, Text::copy)
}

/// The sums and the texts that could not be added, with a remark on what was added.
fn total(total: &Total, extent: Option<String>) -> Text {
    let mut sums: Vec<String> = total.sums.iter().map(ToString::to_string).collect();
    sums.extend(total.others.iter().cloned());
    let is_partial = sums.len() > 1 && !total.others.is_empty();
    let partial = is_partial.then(|| "not all of it can be added up".to_owned());
    let remarks: Vec<String> = partial.into_iter().chain(extent).collect();
    let text = Text::from(sums.join(" + "));
    if remarks.is_empty() { text } else { text.quiet(format!(" ({})", remarks.join("; "))) }
}

/// The total effort and cost of several steps, where it is known and readers may see it.
struct Totals<T> {
    effort: Option<T>,
    cost: Option<T>,
}

impl<T> Totals<T> {
    fn is_empty(&self) -> bool {
        self.effort.is_none() && self.cost.is_none()
    }

    fn is_complete(&self) -> bool {
        self.effort.is_some() && self.cost.is_some()
    }

    fn and_then<U>(self, convert: impl Fn(T) -> Option<U>) -> Totals<U> {
        Totals { effort: self.effort.and_then(&convert), cost: self.cost.and_then(&convert) }
    }
}

impl Totals<Text> {
    fn facts(self) -> impl Iterator<Item = Fact> {
        let effort = self.effort.map(|effort| Fact::new(keys::EFFORT.label, effort));
        effort.into_iter().chain(self.cost.map(|cost| Fact::new(keys::COST.label, cost)))
    }
}

/// A total with the number of steps that have an estimate.
struct Sum {
    total: Total,
    estimated: usize,
}

fn sums(steps: &[&Step<'_>], disclosure: Disclosure) -> Totals<Sum> {
    let sum = |text: fn(&Plan) -> Option<&str>| {
        let given: Vec<&str> = steps.iter().filter_map(|step| step.plan()).filter_map(text).collect();
        let estimated = given.len();
        let total = Total::of(given);
        (!total.is_empty()).then_some(Sum { total, estimated })
    };
    Totals {
        effort: sum(|plan| plan.effort.as_deref()),
        cost: sum(|plan| plan.cost.as_deref()).filter(|_| disclosure.shows_owner_and_cost()),
    }
}

/// The total effort and cost, if the plans have any, and of how many steps.
fn totals(steps: &[&Step<'_>], disclosure: Disclosure) -> Totals<Text> {
    let of = words::count(steps.len(), "improvement", "improvements");
    sums(steps, disclosure)
        .and_then(|sum| Some(total(&sum.total, Some(format!("given for {} of {of}", sum.estimated)))))
}

/// The total effort and cost, as far as every step has an estimate.
fn complete_totals(steps: &[&Step<'_>], disclosure: Disclosure) -> Totals<Text> {
    sums(steps, disclosure).and_then(|sum| (sum.estimated == steps.len()).then(|| total(&sum.total, None)))
}

/// Declined gaps, with the reasons.
fn declined(document: &mut Document, roadmap: &Roadmap<'_>, heading: &str, disclosure: Disclosure) {
    if roadmap.declined.is_empty() {
        return;
    }
    document.heading(1, heading, Some("declined"));
    let items = roadmap.declined.iter().map(|(track, finding)| reason(track, finding, disclosure));
    document.blocks.push(Block::List(items.collect()));
}

/// Why something will not be done, in the operator's words. They may lack a full stop, so nothing follows on their
/// line.
fn reason(track: &TrackAssessment<'_>, finding: &Finding<'_>, disclosure: Disclosure) -> Text {
    let capability = finding.capability;
    let answer = finding.answer;
    let reason = answer.and_then(|answer| answer.note.as_deref()).unwrap_or_default();
    let place = format!(" (level {} of {}): ", capability.level, track.track.name);
    let again = answer.and_then(|answer| answer.review_by);
    let internal = internal(finding, disclosure);
    Text::lines([
        Text::new().strong(capability.title).plain(place + reason.trim_end()),
        again.map_or_else(Text::new, |day| format!("To be reviewed by {day}.").into()),
        if internal.is_empty() { internal } else { format!("Internal: {}", internal.words()).into() },
    ])
}

/// The goal of each track, with the number of steps.
fn routes(roadmap: &Roadmap<'_>, steps: &[&Step<'_>], counted: &str) -> Table {
    let catalogue = roadmap.assessment.profile.catalogue();
    let rows = roadmap.routes.iter().map(|route| {
        let counts = || Level::RUNGS.map(|level| (level, route.track.counts(level)));
        let standing = route.track.standing.map_or_else(Text::new, |standing| {
            Text::from(words::level(catalogue, standing.level)).plain(" ").with(words::by_level(counts()))
        });
        let goal = route.goal.map_or_else(|| "none".to_owned(), |goal| words::level(catalogue, goal));
        let steps = steps.iter().filter(|step| step.track.track.id == route.track.track.id).count();
        vec![route.track.track.name.into(), standing, goal.into(), steps.to_string().into()]
    });
    Table {
        caption: "How far each track is to go".to_owned(),
        columns: [labels::TRACK, "Now (met by level)", labels::GOAL, counted].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// Whom to write to, or a placeholder for it.
fn contact(manner: &Manner) -> Text {
    manner.contact.as_deref().map_or_else(|| placeholder("name and address"), address)
}

/// A placeholder in brackets, for the sender to replace.
fn placeholder(text: &str) -> Text {
    Text::new().quiet(format!("[{text}]"))
}
