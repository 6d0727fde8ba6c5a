//! The outline of a proposal. What is known is filled in; what only the applicant knows is in brackets.

use super::{
    LEVELS, Manner, PlanTexts, assessed, beyond, builds_on, complete_totals, contact, declined, internal,
    left_out, or, placeholder, proposed,
    supporting::{self, Supporting},
    to_look_into,
};
use crate::document::{
    Block, Document, Fact, NAME, Table, Text, improvement::Improvement, labels, report, words,
};
use registry_maturity_core::{
    assessment::{Finding, TrackAssessment},
    catalogue::Level,
    profile::{Status, keys},
    proposal::{Attainment, Proposal},
    roadmap::{Roadmap, Step},
    scope::Applies,
    text::web_address,
};

const BUDGET: &str = "Timeline and budget";
/// What a placeholder for an approach asks for.
const APPROACH: &str = "how it will be done, and by whom";

pub(super) fn grant(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let proposal = Proposal::of(roadmap);
    let title = format!("{}: proposal for security improvements", profile.registry().name);
    let mut document = Document::new(title, profile.catalogue());
    summary(&mut document, roadmap, &proposal, manner);
    work(&mut document, &proposal, manner);
    budget(&mut document, &proposal, manner);
    success(&mut document, &proposal, manner);
    to_look_into(&mut document, roadmap, &proposal, looked_into(&proposal));
    declined(&mut document, roadmap, "What was decided against, and why", manner.disclosure);
    document.heading(1, "Applicant", Some("applicant"));
    document.paragraph(placeholder(
        "the people and organisation, their experience, and other funding received or applied for",
    ));
    document.paragraph(placeholder(
        "the agreement of those who run the registry and of those who maintain its client, if they are not the applicant",
    ));
    in_place(&mut document, roadmap, &proposal);
    document
}

fn summary(document: &mut Document, roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>, manner: &Manner) {
    let profile = roadmap.assessment.profile;
    let edition = &profile.catalogue().edition;
    document.heading(1, "Summary", Some("summary"));
    document.paragraph(placeholder("what the registry is, who uses it, and how much depends on it"));
    document.paragraph(format!(
        "An assessment{} compared the registry with the {}, edition {} ({}).",
        assessed(roadmap),
        edition.title,
        edition.id,
        edition.publisher,
    ));
    let sum = match proposal.is_empty() {
        true => "",
        false => " [amount requested, and the period of the project]",
    };
    if !roadmap.routes.is_empty() {
        document.paragraph(Text::from(request(proposal)).quiet(sum));
    }
    let mut facts = vec![Fact::new(labels::CONTACT, contact(manner))];
    facts.extend(complete_totals(&proposal.work, manner.disclosure).facts());
    document.blocks.push(Block::Facts(facts));
    document.paragraph(LEVELS);
    if !roadmap.routes.is_empty() {
        document.blocks.push(Block::Table(levels(roadmap, proposal)));
    }
    beyond(document, roadmap);
    left_out(document, roadmap);
    on_request(document, roadmap);
    if !proposal.needs_assessment() {
        held_back(document, roadmap, proposal);
    }
}

/// What the applicant asks for, in a sentence.
fn request(proposal: &Proposal<'_, '_>) -> String {
    if proposal.is_empty() {
        return "Nothing is left to fund on the way to the goals.".to_owned();
    }
    if proposal.needs_assessment() {
        return "It is not known yet what is missing. We ask for support to find out.".to_owned();
    }
    let mut things = Vec::new();
    if !proposal.work.is_empty() {
        things.push(format!("to make {}", words::count(proposal.work.len(), "improvement", "improvements")));
    }
    if !proposal.unevidenced.is_empty() {
        things.push("to publish evidence of what is in place".to_owned());
    }
    format!("We ask for support {}.", words::and(&things))
}

/// The tracks that are assessed although they would not apply, each with the operator's reason.
fn on_request(document: &mut Document, roadmap: &Roadmap<'_>) {
    for track in roadmap.assessment.assessed() {
        if let Applies::OnRequest(reason) = &track.applies {
            let name = Text::new().strong(track.track.name);
            document.paragraph(
                name.plain(format!(" would not normally apply. It is included for this reason: {reason}")),
            );
        }
    }
}

/// The tracks that stay below their goals, each with the reason.
fn held_back(document: &mut Document, roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>) {
    let below: Vec<Text> = proposal.attained.iter().filter_map(why_not_further).collect();
    if below.is_empty() {
        return;
    }
    document.paragraph(match roadmap.has_targets() {
        true => "This work does not take every track to its goal:",
        false => "This work does not take every track to level 3:",
    });
    document.blocks.push(Block::List(below));
}

fn why_not_further(attained: &Attainment<'_>) -> Option<Text> {
    let now = attained.track.standing?.level;
    if attained.held_back_by.is_empty() {
        return None;
    }
    let lead = match attained.level > now {
        true => format!(" goes no further than level {}", attained.level),
        false => format!(" stays at level {now}"),
    };
    let ceiling = match attained.ceiling > attained.level {
        true => {
            format!(
                " If everything still unknown turns out to be in place, it reaches level {}.",
                attained.ceiling
            )
        }
        false => String::new(),
    };
    let because = proposed::held_back(attained);
    Some(Text::new().strong(attained.track.track.name).plain(format!("{lead}{because}.{ceiling}")))
}

/// What the applicant says of things that are not known yet.
fn looked_into(proposal: &Proposal<'_, '_>) -> Text {
    if proposal.needs_assessment() {
        return "It is not known yet whether these are in place. The proposed assessment answers that."
            .into();
    }
    Text::from(
        "It is not known yet whether these are in place. Before the work begins, we will ask those who know. We do not ask for \
         funding for them here; what turns out to be missing can be proposed later. ",
    )
    .quiet("[who finds out, and by when]")
}

/// The goal of each track, and the level that this work achieves.
fn levels(roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>) -> Table {
    let (steps, counted) = match proposal.needs_assessment() {
        true => (&proposal.unknown, labels::NOT_KNOWN_YET),
        false => (&proposal.work, "Improvements"),
    };
    let (has_goals, has_work) = (roadmap.has_targets(), !proposal.needs_assessment());
    let columns = [
        Some(labels::TRACK),
        Some(labels::LEVEL_NOW),
        Some("In place at levels 1, 2 and 3"),
        has_goals.then_some(labels::GOAL),
        has_work.then_some("Level after this work"),
        Some(counted),
    ];
    let rows = roadmap.routes.iter().map(|route| {
        let steps = steps.iter().filter(|step| step.track.track.id == route.track.track.id).count();
        let goal = || route.goal.map_or_else(|| "none".to_owned(), |goal| goal.to_string());
        let cells = [
            Some(route.track.track.name.to_owned()),
            Some(proposed::now(route.track)),
            Some(Level::RUNGS.map(|level| words::met(route.track.counts(level))).join(", ")),
            has_goals.then(goal),
            has_work.then(|| after(proposal, route.track)),
            Some(steps.to_string()),
        ];
        cells.into_iter().flatten().map(Text::from).collect()
    });
    Table {
        caption: "The level of each track".to_owned(),
        columns: columns.into_iter().flatten().map(str::to_owned).collect(),
        rows: rows.collect(),
    }
}

/// The level of a track after the work, and the one that it could have.
fn after(proposal: &Proposal<'_, '_>, track: &TrackAssessment<'_>) -> String {
    let Some(attained) = proposal.attainment(track) else { return "unchanged".to_owned() };
    proposed::level_or(attained.level, attained.ceiling)
}

/// What is in place, for readers who want to see the whole.
fn in_place(document: &mut Document, roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>) {
    let assessment = roadmap.assessment;
    document.heading(1, "What is in place", Some("in-place"));
    let mut findings = assessment.assessed().flat_map(|track| &track.findings);
    if !findings.any(|finding| finding.status == Status::Met) {
        document.paragraph("Nothing is known to be fully in place yet.");
    }
    let is_due = |finding: &Finding<'_>| proposal.unevidenced.iter().any(|one| one.is_about_same(finding));
    for track in assessment.assessed() {
        let met = track.findings.iter().filter(|finding| finding.status == Status::Met);
        let met: Vec<Text> = met.map(|finding| proposed::in_place(finding, is_due(finding))).collect();
        if !met.is_empty() {
            document.heading(2, track.track.name, None);
            document.blocks.push(Block::List(met));
        }
    }
    let mut met = assessment.findings().filter(|finding| finding.status == Status::Met);
    if met.any(|finding| report::evidence_of(finding).any(|one| web_address(one.as_str()).is_none())) {
        document.paragraph(
            Text::from("Paths are relative to the file of the assessment. ")
                .quiet("[where these documents can be read]"),
        );
    }
}

fn work(document: &mut Document, proposal: &Proposal<'_, '_>, manner: &Manner) {
    if proposal.is_empty() {
        return;
    }
    document.heading(1, "What we propose", Some("work"));
    if proposal.work.len() > 1 {
        document.paragraph(
            "The levels that need the fewest improvements come first, and nothing comes before what it builds on. What \
             cannot complete a level by itself, because something else there is not known or declined, comes last.",
        );
    }
    for item in items(proposal) {
        match item {
            Item::Supporting(number, work) => {
                document.heading(2, format!("{number}. {}", work.title), Some(work.anchor));
                document.paragraph(work.why);
                let mut facts = work.facts;
                facts.push(Fact::new(labels::APPROACH, placeholder(APPROACH)));
                document.blocks.push(Block::Facts(facts));
            }
            Item::Improvement(step) => improvement(document, proposal, step, manner),
        }
    }
}

/// What is proposed, with its number.
enum Item<'w, 'p> {
    Supporting(usize, Supporting),
    Improvement(&'w Step<'p>),
}

/// Everything that is proposed, in the order of its numbers.
fn items<'w, 'p>(proposal: &Proposal<'w, 'p>) -> Vec<Item<'w, 'p>> {
    let mut items: Vec<Item<'w, 'p>> = Vec::new();
    items.extend(supporting::assessment(proposal).map(|work| Item::Supporting(1, work)));
    items.extend(proposal.work.iter().map(|step| Item::Improvement(step)));
    let last = items.len() + 1;
    items.extend(supporting::evidence(proposal).map(|work| Item::Supporting(last, work)));
    items
}

fn improvement(document: &mut Document, proposal: &Proposal<'_, '_>, step: &Step<'_>, manner: &Manner) {
    let improvement = Improvement::of(step.finding);
    document.heading(2, milestone(proposal, step), Some(step.finding.capability.id.as_str()));
    document.paragraph(improvement.why());
    let plan = PlanTexts::of(step, manner.disclosure);
    let mut facts = vec![
        Fact::new(labels::PRINCIPLE, proposed::principle(step)),
        Fact::new(labels::TODAY, proposed::today(step.finding)),
        Fact::new(labels::DELIVERABLE, proposed::deliverable(&improvement)),
        Fact::new(labels::OUTCOME, proposed::outcome(proposal, step, &|id| proposal.number(id))),
        Fact::new(labels::BUILDS_ON, builds_on(step, &|id| proposal.number(id))),
        Fact::new(labels::KINDS_OF_WORK, proposed::kinds_of_work(&improvement)),
        Fact::new(labels::APPROACH, or(plan.summary, || placeholder(APPROACH))),
        Fact::new(keys::OWNER.label, plan.owner),
        Fact::new(labels::DISCUSSION, plan.issue),
        Fact::new(labels::GUIDANCE, proposed::guidance(step)),
        Fact::new(labels::INTERNAL, internal(step.finding, manner.disclosure)),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    document.blocks.push(Block::Facts(facts));
}

fn milestone(proposal: &Proposal<'_, '_>, step: &Step<'_>) -> String {
    let number = proposal.number(step.finding.capability.id).unwrap_or(step.number);
    format!("{number}. {}", Improvement::of(step.finding).instruction())
}

fn budget(document: &mut Document, proposal: &Proposal<'_, '_>, manner: &Manner) {
    if proposal.is_empty() {
        return;
    }
    let row = |item: String, plan: PlanTexts| {
        vec![
            item.into(),
            or(plan.due, || placeholder("date")),
            or(plan.effort, || placeholder("effort")),
            or(plan.cost, || placeholder("cost")),
        ]
    };
    let rows = items(proposal).into_iter().map(|item| match item {
        Item::Supporting(number, work) => row(format!("{number}. {}", work.title), PlanTexts::default()),
        Item::Improvement(step) => row(milestone(proposal, step), PlanTexts::of(step, manner.disclosure)),
    });
    let mut rows: Vec<Vec<Text>> = rows.collect();
    let totals = complete_totals(&proposal.work, manner.disclosure);
    let effort = totals.effort.unwrap_or_else(|| placeholder("total effort"));
    let cost = totals.cost.unwrap_or_else(|| placeholder("total cost"));
    rows.push(vec!["Total".into(), Text::new(), effort, cost]);
    document.heading(1, BUDGET, Some("budget"));
    let columns = ["Item", keys::DUE.label, keys::EFFORT.label, keys::COST.label].map(str::to_owned).to_vec();
    document.blocks.push(Block::Table(Table { caption: BUDGET.to_owned(), columns, rows }));
}

fn success(document: &mut Document, proposal: &Proposal<'_, '_>, manner: &Manner) {
    if proposal.is_empty() {
        return;
    }
    document.heading(1, "How success is measured", Some("success"));
    document.paragraph(
        Text::from(format!("The assessment is a file that anybody can score with the free program {NAME}. "))
            .quiet("[where the file and the program can be found]"),
    );
    match condition(proposal) {
        Some(condition) => {
            document.paragraph(format!("This command succeeds when {condition}:"));
            document.blocks.push(Block::Command(check(proposal, manner)));
            item_by_item(document, proposal);
        }
        None if proposal.needs_assessment() => document.paragraph(
            "The work is done when it is known, for everything listed below, whether it is in place.",
        ),
        None => document.paragraph(format!(
            "No track reaches a level through this work alone, so no command can test it. {} {IS_COMPLETE}",
            "An improvement is complete when"
        )),
    }
    document.paragraph(
        "For the final report, this command lists what has changed since the git revision at the start:",
    );
    document.blocks.push(Block::Command(vec![
        format!("{NAME} diff"),
        "--git REVISION".to_owned(),
        manner.profile.clone(),
    ]));
    document.heading(1, "Risks and maintenance", Some("risks"));
    document.paragraph(placeholder(
        "what could delay the work, and how the results are maintained after the grant has ended",
    ));
}

/// The condition under which an improvement that no command tests is complete.
const IS_COMPLETE: &str =
    "its deliverable is in place and a public page, document or piece of source code shows it.";

/// The condition under which the command that [`check`] prints succeeds; `None` if no command can test the work.
fn condition(proposal: &Proposal<'_, '_>) -> Option<String> {
    let mut parts = Vec::new();
    if proposal.has_unanswered() {
        parts.push("every question has an answer");
    }
    if proposal.reached().next().is_some() {
        parts.push("each track named in it has at least the level given there, with evidence for everything that counts");
    }
    (!parts.is_empty()).then(|| words::and(&parts))
}

/// Work above the level that its track reaches, which no command can test.
fn item_by_item(document: &mut Document, proposal: &Proposal<'_, '_>) {
    let above = proposal.work.iter().filter(|step| !proposal.counts(step));
    let numbers: Vec<String> = above
        .filter_map(|step| proposal.number(step.finding.capability.id))
        .map(|at| at.to_string())
        .collect();
    if !numbers.is_empty() {
        let above = words::and(&numbers);
        let (above, each) = match numbers.len() {
            1 => (
                format!(
                    "Improvement {above} does not complete a level by itself, so the command does not cover it."
                ),
                "It",
            ),
            _ => (
                format!(
                    "Improvements {above} do not complete a level by themselves, so the command does not cover them."
                ),
                "Each",
            ),
        };
        document.paragraph(format!("{above} {each} is complete when {IS_COMPLETE}"));
    }
}

/// The command that succeeds once the proposed work is done, and not before.
fn check(proposal: &Proposal<'_, '_>, manner: &Manner) -> Vec<String> {
    let mut command = vec![format!("{NAME} check"), manner.profile.clone(), "--no-targets".to_owned()];
    if proposal.has_unanswered() {
        command.push("--complete".to_owned());
    }
    if proposal.reached().next().is_some() {
        command.push("--against evidenced".to_owned());
    }
    command
        .extend(proposal.reached().map(|one| format!("--require {}={}", one.track.track.id, one.evidenced)));
    command
}
