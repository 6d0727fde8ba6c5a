//! The documents of `explain`: a capability, ruling or rule as a page, or several as a list.

use super::{Block, Document, Fact, Inline, Table, Text, labels, words};
use registry_maturity_core::catalogue::{
    Capability, CapabilityId, Catalogue, Clause, Example, Level, Rule, Ruling, Subject, Track,
};

/// The subject of a name as a page, or a list if several share the name.
#[must_use]
pub fn subjects(catalogue: &'static Catalogue, name: &str, subjects: &[Subject]) -> Document {
    let &[subject] = subjects else { return several(catalogue, name, subjects) };
    match subject {
        Subject::Rules => rules(catalogue),
        Subject::Rule(rule) => {
            let mut document = Document::new(rule.title, catalogue);
            document.paragraph(self::rule(rule));
            document
        }
        Subject::Track(track) => one_track(catalogue, track),
        Subject::Capability(capability) => self::capability(catalogue, capability),
        Subject::Clause(capability, clause) => one_clause(catalogue, capability, clause),
        Subject::Ruling(capability, ruling) => {
            let mut document = Document::new(capability.title, catalogue);
            document.blocks.push(Block::List(vec![self::ruling(capability, ruling)]));
            document.paragraph(more(capability));
            document
        }
    }
}

/// The capabilities or rulings that match an ambiguous name.
fn several(catalogue: &'static Catalogue, name: &str, subjects: &[Subject]) -> Document {
    let what = if matches!(subjects, [Subject::Ruling(..), ..]) { "rulings" } else { "capabilities" };
    let mut document = Document::new(format!("Several {what} match \u{201c}{name}\u{201d}"), catalogue);
    let items = subjects.iter().filter_map(|subject| match subject {
        Subject::Capability(capability) => {
            Some(Text::new().code(capability.id.as_str()).plain(format!(": {}", capability.question)))
        }
        Subject::Ruling(capability, ruling) => {
            let id = Text::new().code(format!("{}/{}", capability.id, ruling.id)).plain(": ");
            Some(self::ruling(capability, ruling).0.into_iter().fold(id, Text::with))
        }
        _ => None,
    });
    document.blocks.push(Block::List(items.collect()));
    document
}

/// The general rules as a page.
#[must_use]
pub fn rules(catalogue: &'static Catalogue) -> Document {
    let mut document = Document::new(labels::RULES, catalogue);
    document.paragraph(
        "They settle what a capability's own texts leave open, so that the same facts get the same answer everywhere.",
    );
    for rule in catalogue.rules {
        document.heading(1, rule.title, Some(rule.id.as_str()));
        document.paragraph(self::rule(rule));
    }
    document
}

/// A general rule: its text, who says so, and its id.
pub fn rule(rule: &Rule) -> Text {
    Text::from(rule.text)
        .plain(" ")
        .quiet(format!("({}; ", words::origin(rule.origin)))
        .code(format!("rules/{}", rule.id))
        .quiet(")")
}

fn one_track(catalogue: &'static Catalogue, track: &'static Track) -> Document {
    let mut document = Document::new(track.name, catalogue);
    document.paragraph(track.about);
    document.blocks.push(Block::Table(track_table(catalogue, track)));
    document
}

fn one_clause(
    catalogue: &'static Catalogue,
    capability: &'static Capability,
    clause: &'static Clause,
) -> Document {
    let mut document = Document::new(clause.title, catalogue);
    document.blocks.push(Block::Facts(vec![
        Fact::new(labels::ID, Text::new().code(format!("{}/{}", capability.id, clause.id))),
        Fact::new("Clause of", Text::from(capability.title)),
        Fact::new(
            "Decides",
            if clause.required {
                "the status, with the other required clauses"
            } else {
                "nothing; it is recommended"
            },
        ),
    ]));
    document.paragraph(Text::new().strong(clause.question));
    let decided = |ruling: &&Ruling| ruling.clause == Some(clause.id);
    rulings(&mut document, capability, capability.rulings.iter().filter(decided));
    document.paragraph(more(capability));
    document
}

fn more(capability: &Capability) -> Text {
    Text::from("The whole capability: ").code(format!("registry-maturity explain {}", capability.id))
}

/// The answer to a request for a page about something that is not a capability.
pub const NO_PAGE: &str = "There is no page about this.";

/// A capability as a page.
#[must_use]
pub fn capability(catalogue: &'static Catalogue, capability: &Capability) -> Document {
    let track = catalogue.track_of(capability.id);
    let mut document = Document::new(capability.title, catalogue);
    document.blocks.push(Block::Facts(vec![
        Fact::new(labels::ID, Text::new().code(capability.id.as_str())),
        Fact::new(labels::TRACK, track.name),
        Fact::new(labels::LEVEL, words::level(catalogue, capability.level)),
    ]));
    document.paragraph(Text::new().strong(capability.question));
    for (title, text) in [
        (words::COUNTS_AS_MET, Some(capability.met)),
        (words::ONLY_PARTLY, Some(capability.partial)),
        (labels::HOW_TO_ANSWER, capability.answering),
        (labels::WHY_IT_MATTERS, Some(capability.why)),
    ] {
        let Some(text) = text else { continue };
        document.heading(1, title, None);
        document.paragraph(words::sentence(text));
    }
    clauses(&mut document, capability);
    rulings(&mut document, capability, capability.rulings.iter());
    funding(&mut document, capability);
    relations(&mut document, catalogue, capability);
    examples(&mut document, capability);
    references(&mut document, capability);
    document
}

fn clauses(document: &mut Document, capability: &Capability) {
    if capability.clauses.is_empty() {
        return;
    }
    document.heading(1, labels::CLAUSES, None);
    document.blocks.push(Block::List(
        capability
            .clauses
            .iter()
            .map(|clause| {
                let text = Text::new().code(clause.id.as_str()).plain(format!(": {}", clause.question));
                if clause.required { text } else { text.quiet(" (recommended)") }
            })
            .collect(),
    ));
}

/// Decided boundary cases, as a list.
fn rulings<'c>(document: &mut Document, capability: &Capability, rulings: impl Iterator<Item = &'c Ruling>) {
    let points: Vec<Text> = rulings.map(|one| ruling(capability, one)).collect();
    if points.is_empty() {
        return;
    }
    document.heading(1, labels::BOUNDARY_CASES, None);
    document.blocks.push(Block::List(points));
}

/// A decided case: the facts, the status that follows, the reason, and whose decision it is.
pub fn ruling(capability: &Capability, ruling: &Ruling) -> Text {
    let clause = ruling.clause.and_then(|id| capability.clause(id.as_str()).ok());
    let status = Inline::Status(ruling.status, words::status(ruling.status).into());
    // A page has hundreds of rulings, and this is room for all parts of one.
    let case = Text(Vec::with_capacity(12)).plain(ruling.case).with(Inline::Break);
    let decided = match clause {
        Some(clause) => case.plain(clause.title).plain(": "),
        None => case,
    };
    let text = decided
        .with(status)
        .plain(". ")
        .plain(ruling.because)
        .plain(" ")
        .quiet(format!("({}; ", words::origin(ruling.origin)))
        .code(ruling.id.as_str())
        .quiet(")");
    match &ruling.source {
        Some(source) => text.with(Inline::Break).link(source.title, source.url),
        None => text,
    }
}

fn funding(document: &mut Document, capability: &Capability) {
    document.heading(1, "For those who fund it", None);
    let kinds: Vec<&str> = capability.work.iter().map(|work| words::work(*work)).collect();
    document.blocks.push(Block::Facts(vec![
        Fact::new(labels::DELIVERABLE, capability.deliverable),
        Fact::new(labels::KINDS_OF_WORK, kinds.join(", ")),
    ]));
}

fn relations(document: &mut Document, catalogue: &Catalogue, capability: &Capability) {
    let name = |text: Text, id: &CapabilityId| text.code(id.as_str());
    let implied = capability.implies.iter().map(|group| {
        group.iter().enumerate().fold(Text::from("Takes "), |text, (at, id)| {
            name(if at == 0 { text } else { text.plain(" or ") }, id)
        })
    });
    let after = capability.after.iter().map(|id| name(Text::from("Best built after "), id));
    let before = catalogue
        .capabilities()
        .filter(|other| other.after.contains(&capability.id))
        .map(|other| name(Text::from("Best built before "), &other.id));
    let all: Vec<Text> = implied.chain(after).chain(before).collect();
    if !all.is_empty() {
        document.heading(1, "Order", None);
        document.blocks.push(Block::List(all));
    }
}

fn examples(document: &mut Document, capability: &Capability) {
    if capability.examples.is_empty() {
        return;
    }
    document.heading(1, labels::HOW_REGISTRIES_DID_IT, None);
    document.blocks.push(Block::List(capability.examples.iter().map(example).collect()));
}

/// How a registry did it, with the date and the sources.
pub(super) fn example(example: &Example) -> Text {
    let how = Text::new()
        .strong(example.registry)
        .plain(format!(": {} ", example.how))
        .quiet(format!("(as of {})", example.seen));
    Text::lines(std::iter::once(how).chain(example.links.iter().map(|link| Text::new().link("", *link))))
}

fn references(document: &mut Document, capability: &Capability) {
    document.heading(1, "References", None);
    let references = capability.references.iter();
    let texts =
        references.map(|entry| Text::lines([Text::from(entry.title), Text::new().link("", entry.url)]));
    document.blocks.push(Block::List(texts.collect()));
}

/// Every capability as a list, by track and level.
#[must_use]
pub fn catalogue(catalogue: &'static Catalogue) -> Document {
    let edition = &catalogue.edition;
    let mut document = Document::new(format!("{}, edition {}", edition.title, edition.id), catalogue);
    for track in catalogue.tracks {
        document.heading(1, track.name, Some(track.id.as_str()));
        document.paragraph(track.about);
        document.blocks.push(Block::Table(track_table(catalogue, track)));
    }
    document.paragraph(Text::from("One of them in full: ").code("registry-maturity explain ID"));
    document.paragraph(Text::from("Rules for all of them: ").code("registry-maturity explain rules"));
    document
}

fn track_table(catalogue: &Catalogue, track: &Track) -> Table {
    let rows = Level::RUNGS.into_iter().flat_map(|level| track.at(level));
    Table {
        caption: format!("The capabilities of {}", track.name),
        columns: [labels::LEVEL, labels::ID, labels::CAPABILITY].map(str::to_owned).to_vec(),
        rows: rows
            .map(|capability| {
                vec![
                    words::level(catalogue, capability.level).into(),
                    Text::new().code(capability.id.as_str()),
                    capability.title.into(),
                ]
            })
            .collect(),
    }
}
