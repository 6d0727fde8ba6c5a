//! The outline of a proposal. What is known is filled in; what only the applicant knows is in brackets.

use super::{
    Manner, PlanTexts, assessed, builds_on, declined, internal, kinds_of_work, named, or, outcome, place,
    placeholder, routes, state_in_a_line,
    supporting::{self, Supporting},
    to_look_into, totals,
};
use crate::document::{Block, Document, Fact, NAME, Table, Text, report, words};
use registry_maturity_core::{
    assessment::{Finding, TrackAssessment},
    catalogue::Level,
    profile::Status,
    proposal::{Attainment, Proposal},
    roadmap::{Roadmap, Step, is_declined},
    text::web_address,
};

pub(super) fn grant(roadmap: &Roadmap<'_>, manner: &Manner) -> Document {
    let profile = roadmap.assessment.profile;
    let proposal = Proposal::of(roadmap);
    let title = format!("Proposal: raising the security of {}", profile.registry().name);
    let mut document = Document::new(title, profile.catalogue());
    summary(&mut document, roadmap, &proposal, manner);
    in_place(&mut document, roadmap, &proposal);
    to_look_into(&mut document, roadmap, &proposal, looked_into(&proposal));
    work(&mut document, &proposal, manner);
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
    document.heading(1, "Summary", Some("summary"));
    document.paragraph(placeholder(&format!(
        "what {} is, who uses it, and how much depends on it",
        profile.registry().name
    )));
    document.paragraph(format!(
        "An assessment{} compared it with the {}, edition {} ({}).",
        assessed(roadmap),
        edition.title,
        edition.id,
        edition.publisher,
    ));
    let sum = match proposal.is_empty() {
        true => "",
        false => " [the sum that is asked for, and the period in which the work is done]",
    };
    document.paragraph(Text::from(request(proposal)).quiet(sum));
    document.paragraph(
        "The principles sort what a registry should do into tracks; the table shows those that apply here. A track \
         reaches a level from 1 to 3 when everything that the principles list for it, up to and including that level, \
         is in place. The numbers in brackets say how much of this is met at levels 1, 2 and 3.",
    );
    document.blocks.push(Block::Table(levels(roadmap, proposal)));
    let contact = manner.contact.as_deref().map_or_else(|| placeholder("name and address"), super::address);
    let mut facts = vec![Fact::new("Contact", contact)];
    facts.extend(totals(&proposal.work, manner.disclosure));
    document.blocks.push(Block::Facts(facts));
    if !proposal.needs_assessment() {
        held_back(document, proposal);
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

/// The tracks that stay below their goals, each with the reason.
fn held_back(document: &mut Document, proposal: &Proposal<'_, '_>) {
    let below: Vec<Text> = proposal.attained.iter().filter_map(why_not_further).collect();
    if !below.is_empty() {
        document.paragraph("Some tracks stay below their goals:");
        document.blocks.push(Block::List(below));
    }
}

fn why_not_further(attained: &Attainment<'_>) -> Option<Text> {
    let (declined, unknown): (Vec<&Finding<'_>>, Vec<_>) =
        attained.held_back_by.iter().partition(|finding| is_declined(finding));
    let level = attained.held_back_by.first()?.capability.level;
    let now = attained.track.standing?.level;
    let lead = match attained.level > now {
        true => format!(" goes no further than level {}", attained.level),
        false => format!(" stays at level {now}"),
    };
    let because = [("what is not known yet", unknown), ("what is declined", declined)]
        .into_iter()
        .filter(|(_, findings)| !findings.is_empty())
        .map(|(what, findings)| {
            let titles = findings.iter().map(|finding| words::lower_first(finding.capability.title));
            format!("{what} at level {level} ({})", titles.collect::<Vec<_>>().join("; "))
        });
    let because = words::and(&because.collect::<Vec<_>>());
    Some(Text::new().strong(attained.track.track.name).plain(format!("{lead} because of {because}.")))
}

/// What the applicant says of things that are not known yet.
fn looked_into(proposal: &Proposal<'_, '_>) -> Text {
    if proposal.needs_assessment() {
        return "It is not known yet whether these are in place. The proposed assessment answers that."
            .into();
    }
    Text::from(
        "It is not known yet whether these are in place. We will find out before the work begins, and ask for no \
         funding for them here. ",
    )
    .quiet("[who finds out, and by when]")
}

/// The goal of each track, and the level that this work achieves.
fn levels(roadmap: &Roadmap<'_>, proposal: &Proposal<'_, '_>) -> Table {
    if proposal.needs_assessment() {
        return routes(roadmap, &proposal.unknown, "Not known yet");
    }
    let catalogue = roadmap.assessment.profile.catalogue();
    let mut table = routes(roadmap, &proposal.work, "Improvements");
    table.columns.insert(3, "After this work".to_owned());
    for (row, route) in table.rows.iter_mut().zip(&roadmap.routes) {
        let after = match route.goal {
            None => "unchanged".to_owned(),
            Some(_) => {
                let now = route.track.standing.map_or(Level::ZERO, |standing| standing.level);
                words::level(catalogue, reached(proposal, route.track).max(now))
            }
        };
        row.insert(3, after.into());
    }
    table
}

/// The level that a track shows evidence for after the work.
fn reached(proposal: &Proposal<'_, '_>, track: &TrackAssessment<'_>) -> Level {
    let attained = proposal.attained.iter().find(|attained| attained.track.track.id == track.track.id);
    attained.map_or(Level::ZERO, |attained| attained.level)
}

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
        let met: Vec<Text> = met.map(|finding| self::met(finding, is_due(finding))).collect();
        if !met.is_empty() {
            document.heading(2, track.track.name, None);
            document.blocks.push(Block::List(met));
        }
    }
}

/// What is met, with the addresses that show it, or the remark that this work provides them.
fn met(finding: &Finding<'_>, is_evidence_due: bool) -> Text {
    let mut urls: Vec<&str> = Vec::new();
    for url in report::evidence_of(finding).filter_map(|evidence| web_address(evidence.as_str())) {
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    let name = named(finding).plain(if is_evidence_due { ": evidence to be published" } else { "" });
    Text::lines([name].into_iter().chain(urls.into_iter().map(|url| Text::new().link("", url))))
}

fn work(document: &mut Document, proposal: &Proposal<'_, '_>, manner: &Manner) {
    if proposal.is_empty() {
        return;
    }
    document.heading(1, "What we propose", Some("work"));
    if proposal.work.len() > 1 {
        document.paragraph(
            "In order of priority: what raises a track to its next level comes first, beginning with the track that \
             needs the fewest improvements for it. Nothing comes before what it builds on.",
        );
    }
    for item in items(proposal) {
        match item {
            Item::Supporting(number, work) => {
                document.heading(2, format!("{number}. {}", work.title), Some(work.anchor));
                document.paragraph(work.why);
                let mut facts = work.facts;
                facts.push(Fact::new("Approach", placeholder("how it will be done, and by whom")));
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
    let capability = step.finding.capability;
    document.heading(2, milestone(proposal, step), Some(capability.id.as_str()));
    document.paragraph(capability.why);
    let plan = PlanTexts::of(step, manner.disclosure);
    let mut facts = vec![
        Fact::new("Principle", Text::new().code(capability.id.as_str()).plain(format!(", {}", place(step)))),
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

fn milestone(proposal: &Proposal<'_, '_>, step: &Step<'_>) -> String {
    let capability = step.finding.capability;
    let number = proposal.number(capability.id).unwrap_or(step.number);
    format!("{number}. {}", capability.improvement)
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
    if proposal.is_empty() {
        return;
    }
    document.heading(1, "How success is measured", Some("success"));
    let anybody = "The assessment is a file that anybody can score.";
    match condition(proposal) {
        Some(condition) => {
            document.paragraph(format!("{anybody} This command succeeds when {condition}:"));
            document.blocks.push(Block::Command(check(proposal, manner)));
            item_by_item(document, proposal);
        }
        None if proposal.needs_assessment() => document.paragraph(format!(
            "{anybody} The work is done when it gives a status other than \u{201c}not known\u{201d} to everything that is \
             to be looked into."
        )),
        None => document.paragraph(format!(
            "{anybody} An improvement is done when the assessment says that it is met, with a link to evidence. No track \
             reaches a level by this work alone, so no command tests that."
        )),
    }
    document.paragraph("This command lists what has changed since the start, for the final report:");
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

/// When the command succeeds that [`check`] prints; `None` if no command can test the work.
fn condition(proposal: &Proposal<'_, '_>) -> Option<String> {
    let mut parts = Vec::new();
    if proposal.has_unanswered() {
        parts.push("every question has an answer");
    }
    if proposal.reached().next().is_some() {
        parts.push(
            "each track that it names has the level promised here, with evidence for everything that counts towards it",
        );
    }
    (!parts.is_empty()).then(|| words::and(&parts))
}

/// Work above the level that its track reaches, which no command can test.
fn item_by_item(document: &mut Document, proposal: &Proposal<'_, '_>) {
    let above =
        proposal.work.iter().filter(|step| step.finding.capability.level > reached(proposal, step.track));
    let numbers: Vec<String> = above
        .filter_map(|step| proposal.number(step.finding.capability.id))
        .map(|at| at.to_string())
        .collect();
    if !numbers.is_empty() {
        let above = words::and(&numbers);
        let not_covered = match numbers.len() {
            1 => format!(
                "Improvement {above} lies above these levels, so the command does not cover it. It is done when"
            ),
            _ => format!(
                "Improvements {above} lie above these levels, so the command does not cover them. Each is done when"
            ),
        };
        document
            .paragraph(format!("{not_covered} the assessment says that it is met, with a link to evidence."));
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
    command.extend(proposal.reached().map(|one| format!("--require {}={}", one.track.track.id, one.level)));
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
