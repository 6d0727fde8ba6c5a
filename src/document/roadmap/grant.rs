//! The skeleton of a proposal: what is known is filled in, and what only the applicant knows stands in brackets.

use super::{
    Manner, PlanTexts, declined, internal, kinds_of_work, or, place, placeholder, routes, state_in_a_line,
    to_look_into, totals, unlocks,
};
use crate::document::{Block, Document, Fact, NAME, Table, Text, report, words};
use registry_maturity_core::{
    assessment::Finding,
    date::Date,
    profile::Status,
    proposal::Proposal,
    roadmap::{Roadmap, Step},
    text::web_address,
};

pub(super) fn grant(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let proposal = Proposal::of(roadmap);
    let title = format!("Proposal: raising the security of {}", profile.registry().name);
    let mut document = Document::new(title, profile.catalogue());
    summary(&mut document, roadmap, &proposal, manner);
    in_place(&mut document, roadmap);
    to_look_into(&mut document, &proposal);
    work(&mut document, &proposal, manner);
    evidence(&mut document, &proposal);
    timeline(&mut document, &proposal);
    budget(&mut document, &proposal, manner);
    success(&mut document, &proposal, manner);
    declined(&mut document, roadmap, "What is left out, and why", manner.disclosure);
    document.heading(1, "Applicant", Some("applicant"));
    document.paragraph(placeholder("the people and organisation, their experience, and how to reach them"));
    references(&mut document, roadmap, &proposal);
    document
}

fn summary(document: &mut Document, roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>, manner: &Manner) {
    let profile = roadmap.assessment.profile;
    let edition = &profile.catalogue().edition;
    let request = match (proposal.work.len(), proposal.unevidenced.len()) {
        (0, 0) => "Nothing is left to fund on the way to the goals.".to_owned(),
        (0, _) => "We ask for support to publish evidence of what is in place.".to_owned(),
        (steps, _) => {
            format!("We ask for support for {}.", words::count(steps, "improvement", "improvements"))
        }
    };
    document.heading(1, "Summary", Some("summary"));
    document.paragraph(
        Text::from(format!("{} is ", profile.registry().name))
            .quiet("[what it is, for whom, and how much depends on it]")
            .plain(format!(
                ". It was assessed against the {}, edition {} ({}). {request}",
                edition.title, edition.id, edition.publisher,
            )),
    );
    document.blocks.push(Block::Table(routes(roadmap, &proposal.work, "Improvements")));
    let contact = manner.contact.as_deref().map_or_else(|| placeholder("name and address"), super::address);
    let mut facts = vec![Fact::new("Contact", contact)];
    facts.extend(totals(&proposal.work, manner.disclosure));
    document.blocks.push(Block::Facts(facts));
}

fn in_place(document: &mut Document, roadmap: &Roadmap<'_>) {
    let assessment = roadmap.assessment;
    document.heading(1, "What is in place", Some("in-place"));
    let scores = assessment.assessed().map(|track| report::score(assessment.profile.catalogue(), track));
    document.blocks.push(Block::Scorecard(scores.collect()));
    for track in assessment.assessed() {
        let met: Vec<Text> = track.findings.iter().filter(|f| f.status == Status::Met).map(met).collect();
        if !met.is_empty() {
            document.heading(2, track.track.name, None);
            document.blocks.push(Block::List(met));
        }
    }
}

fn met(finding: &Finding<'_>) -> Text {
    let capability = finding.capability;
    let text = Text::from(format!("{} (level {}, ", capability.title, capability.level))
        .code(capability.id.as_str())
        .plain(")");
    let evidence = finding.answer.into_iter().flat_map(|answer| &answer.evidence);
    let links = evidence.filter_map(|evidence| web_address(evidence.as_str()));
    Text::lines([text].into_iter().chain(links.map(|url| Text::new().link("", url))))
}

fn work(document: &mut Document, proposal: &Proposal<'_, '_>, manner: &Manner) {
    if proposal.work.is_empty() {
        return;
    }
    document.heading(1, "What we propose", Some("work"));
    for step in &proposal.work {
        let capability = step.finding.capability;
        document.heading(2, milestone(proposal, step), Some(capability.id.as_str()));
        document.paragraph(capability.why);
        let plan = PlanTexts::of(step, manner.disclosure);
        let mut facts = vec![
            Fact::new(
                "Principle",
                Text::new().code(capability.id.as_str()).plain(format!(", {}", place(step))),
            ),
            Fact::new("Today", state_in_a_line(step.finding)),
            Fact::new("Deliverable", capability.deliverable),
            Fact::new("Outcome", unlocks(step, &|id| proposal.number(id))),
            Fact::new("Kinds of work", kinds_of_work(step)),
            Fact::new("Approach", or(plan.summary, || placeholder("how it will be done, and by whom"))),
            Fact::new("Owner", plan.owner),
            Fact::new("Discussion", plan.issue),
            Fact::new("Internal", internal(step.finding, manner.disclosure)),
        ];
        facts.retain(|fact| !fact.value.is_empty());
        document.blocks.push(Block::Facts(facts));
    }
}

/// Evidence that is still missing for what is in place: work, too, because success is measured with evidence.
fn evidence(document: &mut Document, proposal: &Proposal<'_, '_>) {
    if proposal.unevidenced.is_empty() {
        return;
    }
    document.heading(1, "Evidence to be published", Some("evidence"));
    document.paragraph(
        "These are in place, but the assessment links to nothing that shows it. A public page or document will be \
         linked for each.",
    );
    let items = proposal.unevidenced.iter().map(|finding| {
        let capability = finding.capability;
        Text::from(format!("{} (level {}, ", capability.title, capability.level))
            .code(capability.id.as_str())
            .plain(")")
    });
    document.blocks.push(Block::List(items.collect()));
}

fn timeline(document: &mut Document, proposal: &Proposal<'_, '_>) {
    if proposal.work.is_empty() {
        return;
    }
    document.heading(1, "Timeline", Some("timeline"));
    let mut steps = proposal.work.clone();
    // Steps without a date come last, in the order of the roadmap.
    steps.sort_by_key(|step| due(step).map_or((true, None), |day| (false, Some(day))));
    let rows = steps.into_iter().map(|step| {
        let day = due(step).map_or_else(|| placeholder("date"), |day| day.to_string().into());
        vec![day, milestone(proposal, step).into()]
    });
    let columns = ["By", "Milestone"].map(str::to_owned).to_vec();
    document.blocks.push(Block::Table(Table {
        caption: "Timeline".to_owned(),
        columns,
        rows: rows.collect(),
    }));
}

fn due(step: &Step<'_>) -> Option<Date> {
    step.plan().and_then(|plan| plan.due)
}

fn milestone(proposal: &Proposal<'_, '_>, step: &Step<'_>) -> String {
    let capability = step.finding.capability;
    let number = proposal.number(capability.id).unwrap_or(step.number);
    format!("{number}. {}", capability.improvement)
}

fn budget(document: &mut Document, proposal: &Proposal<'_, '_>, manner: &Manner) {
    if proposal.work.is_empty() {
        return;
    }
    document.heading(1, "Budget", Some("budget"));
    let rows = proposal.work.iter().map(|step| {
        let plan = PlanTexts::of(step, manner.disclosure);
        vec![
            milestone(proposal, step).into(),
            or(plan.effort, || placeholder("effort")),
            or(plan.cost, || placeholder("cost")),
        ]
    });
    let columns = ["Item", "Effort", "Cost"].map(str::to_owned).to_vec();
    document.blocks.push(Block::Table(Table { caption: "Budget".to_owned(), columns, rows: rows.collect() }));
    document.blocks.push(Block::Facts(totals(&proposal.work, manner.disclosure)));
}

fn success(document: &mut Document, proposal: &Proposal<'_, '_>, manner: &Manner) {
    if proposal.work.is_empty() && proposal.unevidenced.is_empty() {
        return;
    }
    document.heading(1, "How success is measured", Some("success"));
    if proposal.reaches.is_empty() {
        document.paragraph(
            "The assessment is a file that anybody can score. No track reaches its next level by this work alone, so \
             success is measured item by item.",
        );
    } else {
        document.paragraph(
            "The assessment is a file that anybody can score. The work is done when this command succeeds; it demands \
             evidence for each item:",
        );
        document.blocks.push(Block::Command(check(proposal, manner)));
    }
    document.paragraph("This command lists what has changed since the start, for the final report:");
    document.blocks.push(Block::Command(vec![
        format!("{NAME} diff"),
        "--git REVISION".to_owned(),
        manner.profile.clone(),
    ]));
    document.paragraph(placeholder("how the results are maintained after the grant has ended"));
}

/// The command that succeeds when the proposed work is done, and not before.
fn check(proposal: &Proposal<'_, '_>, manner: &Manner) -> Vec<String> {
    let mut command = vec![
        format!("{NAME} check"),
        manner.profile.clone(),
        "--no-targets".to_owned(),
        "--against evidenced".to_owned(),
    ];
    let levels = proposal.reaches.iter();
    command.extend(levels.map(|(track, level)| format!("--require {}={level}", track.track.id)));
    command
}

fn references(document: &mut Document, roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>) {
    let edition = &roadmap.assessment.profile.catalogue().edition;
    document.heading(1, "References", Some("references"));
    let mut list = vec![
        Text::from(format!(
            "{}, {}, edition {}, {}, {} ",
            edition.authors.join(", "),
            edition.title,
            edition.id,
            edition.publisher,
            edition.published
        ))
        .link("", edition.source),
    ];
    let mut seen = Vec::new();
    for reference in proposal.work.iter().flat_map(|step| step.finding.capability.references) {
        if !seen.contains(&reference.url) {
            seen.push(reference.url);
            list.push(Text::from(format!("{} ", reference.title)).link("", reference.url));
        }
    }
    document.blocks.push(Block::List(list));
}
