//! The outline of a proposal. What is known is filled in; what only the applicant knows is in brackets.

use super::{
    Manner, PlanTexts, assessed, builds_on, declined, internal, kinds_of_work, or, outcome, place,
    placeholder, routes, state_in_a_line, to_look_into, totals,
};
use crate::document::{Block, Document, Fact, NAME, Table, Text, words};
use registry_maturity_core::{
    assessment::{Finding, TrackAssessment},
    catalogue::Level,
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
    budget(&mut document, &proposal, manner);
    success(&mut document, &proposal, manner);
    declined(&mut document, roadmap, "What is left out, and why", manner.disclosure);
    document.heading(1, "Applicant", Some("applicant"));
    document.paragraph(placeholder(
        "the people and organisation, their experience, and other funding received or applied for",
    ));
    references(&mut document, roadmap, &proposal);
    document
}

fn summary(document: &mut Document, roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>, manner: &Manner) {
    let profile = roadmap.assessment.profile;
    let edition = &profile.catalogue().edition;
    let request = match (proposal.work.len(), proposal.unevidenced.len()) {
        (0, 0) if !proposal.unknown.is_empty() => {
            "It is not known yet what is missing, so there is nothing to fund yet.".to_owned()
        }
        (0, 0) => "Nothing is left to fund on the way to the goals.".to_owned(),
        (0, _) => "We ask for support to publish evidence of what is in place.".to_owned(),
        (steps, _) => {
            format!("We ask for support for {}.", words::count(steps, "improvement", "improvements"))
        }
    };
    document.heading(1, "Summary", Some("summary"));
    document.paragraph(placeholder(&format!(
        "what {} is, for whom, and how much depends on it",
        profile.registry().name
    )));
    document.paragraph(format!(
        "An assessment{} compared it with the {}, edition {} ({}).",
        assessed(roadmap),
        edition.title,
        edition.id,
        edition.publisher,
    ));
    let sum = match proposal.work.is_empty() && proposal.unevidenced.is_empty() {
        true => "",
        false => " [the sum that is asked for, and the period in which the work is done]",
    };
    document.paragraph(Text::from(request).quiet(sum));
    document.paragraph(
        "Each track has levels from 0 to 3. A track reaches a level when all that belongs to it and to the levels \
         below is in place. In brackets: how much is met at levels 1, 2 and 3.",
    );
    document.blocks.push(Block::Table(levels(roadmap, proposal)));
    let contact = manner.contact.as_deref().map_or_else(|| placeholder("name and address"), super::address);
    let mut facts = vec![Fact::new("Contact", contact)];
    facts.extend(totals(&proposal.work, manner.disclosure));
    document.blocks.push(Block::Facts(facts));
}

/// The goal of each track, and the level that this work achieves.
fn levels(roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>) -> Table {
    let catalogue = roadmap.assessment.profile.catalogue();
    let mut table = routes(roadmap, &proposal.work, "Improvements");
    table.columns.insert(3, "After this work".to_owned());
    for (row, route) in table.rows.iter_mut().zip(&roadmap.routes) {
        let after = match route.goal {
            None => "unchanged".to_owned(),
            Some(_) => words::level(catalogue, reached(proposal, route.track)),
        };
        row.insert(3, after.into());
    }
    table
}

/// The level that a track shows evidence for after the work.
fn reached(proposal: &Proposal<'_, '_>, track: &TrackAssessment<'_>) -> Level {
    let track = proposal.reaches.iter().find(|(one, _)| one.track.id == track.track.id);
    track.map_or(Level::ZERO, |(_, level)| *level)
}

fn in_place(document: &mut Document, roadmap: &Roadmap<'_>) {
    let assessment = roadmap.assessment;
    document.heading(1, "What is in place", Some("in-place"));
    let mut findings = assessment.assessed().flat_map(|track| &track.findings);
    if !findings.any(|finding| finding.status == Status::Met) {
        document.paragraph("Nothing is known to be fully in place yet.");
    }
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
    let evidence = finding.answer.into_iter().flat_map(|answer| {
        let clauses = capability.clauses.iter().filter_map(|clause| answer.clause(clause.id));
        answer.evidence.iter().chain(clauses.flat_map(|clause| &clause.evidence))
    });
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
            Fact::new("Outcome", outcome(step, &|id| proposal.number(id))),
            Fact::new("Builds on", builds_on(step, &|id| proposal.number(id))),
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

/// Evidence that is missing for what is already met. It is part of the work, because success is measured with evidence.
fn evidence(document: &mut Document, proposal: &Proposal<'_, '_>) {
    if proposal.unevidenced.is_empty() {
        return;
    }
    document.heading(1, "Evidence to be published", Some("evidence"));
    document.paragraph(
        "These are in place, but the assessment links to nothing that shows it. As part of the work, each gets a \
         public page or document to link to.",
    );
    let items = proposal.unevidenced.iter().map(|finding| {
        let capability = finding.capability;
        Text::from(format!("{} (level {}, ", capability.title, capability.level))
            .code(capability.id.as_str())
            .plain(")")
    });
    document.blocks.push(Block::List(items.collect()));
}

fn milestone(proposal: &Proposal<'_, '_>, step: &Step<'_>) -> String {
    let capability = step.finding.capability;
    let number = proposal.number(capability.id).unwrap_or(step.number);
    format!("{number}. {}", capability.improvement)
}

fn budget(document: &mut Document, proposal: &Proposal<'_, '_>, manner: &Manner) {
    if proposal.work.is_empty() && proposal.unevidenced.is_empty() {
        return;
    }
    let row = |item: Text, plan: PlanTexts| {
        vec![
            item,
            or(plan.due, || placeholder("date")),
            or(plan.effort, || placeholder("effort")),
            or(plan.cost, || placeholder("cost")),
        ]
    };
    let work = proposal.work.iter();
    let mut rows: Vec<_> = work
        .map(|step| row(milestone(proposal, step).into(), PlanTexts::of(step, manner.disclosure)))
        .collect();
    if !proposal.unevidenced.is_empty() {
        rows.push(row("Publish the missing evidence".into(), PlanTexts::default()));
    }
    let totals = totals(&proposal.work, manner.disclosure);
    let total = |name: &str, bracket| {
        let sum = totals.iter().find(|fact| fact.name == name);
        sum.map_or_else(|| placeholder(bracket), |fact| fact.value.clone())
    };
    let (effort, cost) = (total("Effort", "total effort"), total("Cost", "total cost"));
    rows.push(vec!["Total".into(), Text::new(), effort, cost]);
    document.heading(1, "Timeline and budget", Some("budget"));
    let columns = ["Item", "By", "Effort", "Cost"].map(str::to_owned).to_vec();
    document.blocks.push(Block::Table(Table { caption: "Timeline and budget".to_owned(), columns, rows }));
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
            "The assessment is a file that anybody can score. This command succeeds when each track has reached the \
             level promised for it, with evidence for all that counts towards it:",
        );
        document.blocks.push(Block::Command(check(proposal, manner)));
        item_by_item(document, proposal);
    }
    document.paragraph("This command lists what has changed since the start, for the final report:");
    document.blocks.push(Block::Command(vec![
        format!("{NAME} diff"),
        "--git REVISION".to_owned(),
        manner.profile.clone(),
    ]));
    document.paragraph(placeholder(
        "what could delay the work, and how the results are maintained after the grant has ended",
    ));
}

/// Work above the level that its track reaches, which no command can test.
fn item_by_item(document: &mut Document, proposal: &Proposal<'_, '_>) {
    let apart =
        proposal.work.iter().filter(|step| step.finding.capability.level > reached(proposal, step.track));
    let numbers: Vec<String> = apart
        .filter_map(|step| proposal.number(step.finding.capability.id))
        .map(|at| at.to_string())
        .collect();
    if !numbers.is_empty() {
        document.paragraph(format!(
            "It cannot test work above these levels ({}). An improvement of that kind is done when the assessment \
             gives it as met and links to evidence.",
            words::and(&numbers)
        ));
    }
}

/// The command that succeeds once the proposed work is done, and not before.
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
