//! The skeleton of a proposal: what is known is filled in, what only the applicant knows stands in brackets.

use super::{Manner, declined, internal, place, placeholder, plan, routes, state_in_a_line, totals, unlocks};
use crate::document::{Block, Document, Fact, Table, Text, report, words};
use registry_maturity_core::{
    profile::Status,
    roadmap::{Roadmap, Step},
    text::web_address,
};

pub fn grant(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let title = format!("Proposal: raising the security of {}", profile.registry.name);
    let mut document = Document::new(title, profile.catalogue);
    summary(&mut document, roadmap, manner);
    in_place(&mut document, roadmap);
    work(&mut document, roadmap, manner);
    timeline(&mut document, roadmap);
    budget(&mut document, roadmap, manner);
    success(&mut document, roadmap);
    declined(&mut document, roadmap, "What is left out, and why", manner.disclosure);
    document.heading(1, "Who we are", Some("applicant"));
    document.paragraph(placeholder("the people and organisation, their experience, and how to reach them"));
    references(&mut document, roadmap);
    document
}

fn summary(document: &mut Document, roadmap: &Roadmap<'_>, manner: &Manner) {
    let profile = roadmap.assessment.profile;
    let edition = &profile.catalogue.edition;
    document.heading(1, "Summary", Some("summary"));
    document.paragraph(
        Text::from(format!("{} is ", profile.registry.name))
            .quiet("[what it is, for whom, and how much depends on it]")
            .plain(format!(
                ". It was assessed against the {}, edition {} ({}). We ask for support to close {}.",
                edition.title,
                edition.id,
                edition.publisher,
                words::count(roadmap.steps.len(), "gap", "gaps")
            )),
    );
    document.blocks.push(Block::Table(routes(roadmap)));
    let contact = manner.contact.as_deref().map_or_else(|| placeholder("name and address"), super::address);
    let mut facts = vec![Fact::new("Contact", contact)];
    facts.extend(totals(roadmap, manner.disclosure));
    document.blocks.push(Block::Facts(facts));
}

fn in_place(document: &mut Document, roadmap: &Roadmap<'_>) {
    let assessment = roadmap.assessment;
    document.heading(1, "What is in place already", Some("in-place"));
    let scores = assessment.assessed().map(|track| report::score(assessment.profile.catalogue, track));
    document.blocks.push(Block::Scorecard(scores.collect()));
    for track in assessment.assessed() {
        let met: Vec<Text> = track.findings.iter().filter(|f| f.status == Status::Met).map(met).collect();
        if !met.is_empty() {
            document.heading(2, track.track.name, None);
            document.blocks.push(Block::List(met));
        }
    }
}

fn met(finding: &registry_maturity_core::assessment::Finding<'_>) -> Text {
    let capability = finding.capability;
    let text = Text::from(format!("{} (level {}, ", capability.title, capability.level))
        .code(capability.id.as_str())
        .plain(")");
    let evidence = finding.answer.into_iter().flat_map(|answer| &answer.evidence);
    let links = evidence.filter_map(|evidence| web_address(evidence.as_str()));
    Text::lines([text].into_iter().chain(links.map(|url| Text::new().link("", url))))
}

fn work(document: &mut Document, roadmap: &Roadmap<'_>, manner: &Manner) {
    document.heading(1, "What we propose", Some("work"));
    if roadmap.steps.is_empty() {
        document.paragraph("No gap is left on the way to the goals.");
    }
    for step in &roadmap.steps {
        let capability = step.finding.capability;
        let title = format!("{}. {}", step.number, capability.improvement);
        document.heading(2, title, Some(capability.id.as_str()));
        document.paragraph(capability.why);
        let mut facts = vec![
            Fact::new(
                "Principle",
                Text::new().code(capability.id.as_str()).plain(format!(", {}", place(step))),
            ),
            Fact::new("Where we stand", state_in_a_line(step.finding)),
            Fact::new("Deliverable", words::sentence(capability.met)),
            Fact::new("Outcome", unlocks(step, &|id| roadmap.number(id))),
        ];
        facts.extend(plan(step, manner.disclosure));
        if step.plan().and_then(|plan| plan.summary.as_ref()).is_none() {
            facts.push(Fact::new("Plan", placeholder("how it will be done, and by whom")));
        }
        facts.push(Fact::new("Internal", internal(step.finding, manner.disclosure)));
        facts.retain(|fact| !fact.value.is_empty());
        document.blocks.push(Block::Facts(facts));
    }
}

fn timeline(document: &mut Document, roadmap: &Roadmap<'_>) {
    document.heading(1, "Timeline", Some("timeline"));
    let mut steps: Vec<&Step<'_>> = roadmap.steps.iter().collect();
    // What has no day comes last, in the order of the roadmap.
    steps.sort_by_key(|step| due(step).map_or((true, None), |day| (false, Some(day))));
    let rows = steps.into_iter().map(|step| {
        let day = due(step).map_or_else(|| placeholder("date"), |day| day.to_string().into());
        vec![day, milestone(step)]
    });
    let columns = ["By", "Milestone"].map(str::to_owned).to_vec();
    document.blocks.push(Block::Table(Table {
        caption: "Timeline".to_owned(),
        columns,
        rows: rows.collect(),
    }));
}

fn due(step: &Step<'_>) -> Option<registry_maturity_core::date::Date> {
    step.plan().and_then(|plan| plan.due)
}

fn milestone(step: &Step<'_>) -> Text {
    format!("{}. {}", step.number, step.finding.capability.improvement).into()
}

fn budget(document: &mut Document, roadmap: &Roadmap<'_>, manner: &Manner) {
    document.heading(1, "Budget", Some("budget"));
    let rows = roadmap.steps.iter().map(|step| {
        let facts = plan(step, manner.disclosure);
        let of = |name: &str| facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone());
        vec![
            milestone(step),
            of("Effort").unwrap_or_else(|| placeholder("effort")),
            of("Cost").unwrap_or_else(|| placeholder("cost")),
        ]
    });
    let columns = ["Item", "Effort", "Cost"].map(str::to_owned).to_vec();
    document.blocks.push(Block::Table(Table { caption: "Budget".to_owned(), columns, rows: rows.collect() }));
    document.blocks.push(Block::Facts(totals(roadmap, manner.disclosure)));
}

fn success(document: &mut Document, roadmap: &Roadmap<'_>) {
    document.heading(1, "How success is measured", Some("success"));
    document.paragraph(
        "The assessment is a file that anybody can score again. The work is done when this command succeeds, with \
         evidence for each item:",
    );
    let goals = roadmap.routes.iter().filter_map(|route| {
        let goal = route.goal?;
        Some(format!(" --require {}={goal}", route.track.track.id))
    });
    let command = format!("registry-maturity check --against evidenced{}", goals.collect::<String>());
    document.paragraph(Text::new().code(command));
    document.paragraph(
        Text::from("What changed since the beginning, for the final report, is told by ")
            .code("registry-maturity diff --git REVISION")
            .plain("."),
    );
    document.paragraph(placeholder("how the results are kept up when the grant has ended"));
}

fn references(document: &mut Document, roadmap: &Roadmap<'_>) {
    let edition = &roadmap.assessment.profile.catalogue.edition;
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
    for reference in roadmap.steps.iter().flat_map(|step| step.finding.capability.references) {
        if !seen.contains(&reference.url) {
            seen.push(reference.url);
            list.push(Text::from(format!("{} ", reference.title)).link("", reference.url));
        }
    }
    document.blocks.push(Block::List(list));
}
