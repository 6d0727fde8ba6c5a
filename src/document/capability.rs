//! What `explain` says: one capability as a page, or all of them as a list.

use super::{Block, Document, Fact, Table, Text, words};
use registry_maturity_core::catalogue::{Capability, CapabilityId, Catalogue, Example, Level, Track};

/// A capability as a page.
#[must_use]
pub fn capability(catalogue: &'static Catalogue, capability: &Capability) -> Document {
    let track = catalogue.track_of(capability.id);
    let mut document = Document::new(capability.title, catalogue);
    document.blocks.push(Block::Facts(vec![
        Fact::new("Id", Text::new().code(capability.id.as_str())),
        Fact::new("Track", track.name),
        Fact::new("Level", words::level(catalogue, capability.level)),
    ]));
    document.paragraph(Text::new().strong(capability.question));
    for (title, text) in [
        ("Counts as met", capability.met),
        ("Only partly", capability.partial),
        ("Why it matters", capability.why),
    ] {
        document.heading(1, title, None);
        document.paragraph(words::sentence(text));
    }
    clauses(&mut document, capability);
    relations(&mut document, catalogue, capability);
    examples(&mut document, capability);
    references(&mut document, capability);
    document
}

fn clauses(document: &mut Document, capability: &Capability) {
    if capability.clauses.is_empty() {
        return;
    }
    document.heading(1, "Clauses", None);
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
    document.heading(1, "How registries did it", None);
    document.blocks.push(Block::List(capability.examples.iter().map(example).collect()));
}

/// How a registry did it, when that was read, and where.
pub(super) fn example(example: &Example) -> Text {
    let how = Text::new()
        .strong(example.registry)
        .plain(format!(": {} ", example.how))
        .quiet(format!("({})", example.seen));
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
    document
}

fn track_table(catalogue: &Catalogue, track: &Track) -> Table {
    let rows = Level::RUNGS.into_iter().flat_map(|level| track.at(level));
    Table {
        caption: format!("The capabilities of {}", track.name),
        columns: ["Level", "Id", "Capability"].map(str::to_owned).to_vec(),
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
