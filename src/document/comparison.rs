//! Several registries side by side: levels and counts, and the whole matrix where it is asked for.

use super::{Block, Document, Inline, Table, Text, words};
use registry_maturity_core::{
    catalogue::{Capability, Level, Track},
    comparison::{Compared, Comparison},
    profile::Status,
    text::cut,
};

/// The maximum number of registries whose names are column heads. More of them are numbered, with letters in place of
/// words.
const NAMED: usize = 6;
/// The maximum number of numbered columns in a table. The others go into further tables.
const SIDE_BY_SIDE: usize = 10;
/// The maximum length of a name as a column head, which is repeated for each capability if columns are stacked. The
/// table of levels has the whole name.
const LONGEST_HEAD: usize = 80;

/// The document of a comparison; with `matrix`, capability by capability.
#[must_use]
pub fn comparison(comparison: &Comparison, matrix: bool) -> Document {
    let registries: Vec<_> = comparison.all().collect();
    let title = words::count(registries.len(), "registry", "registries") + " side by side";
    let mut document = Document::new(title, comparison.catalogue);
    document.paragraph(
        "Each cell says at which level the track stands, and in parentheses how much of level 1, 2 and 3 is met. What \
         does not apply to a registry counts for nothing.",
    );
    let numbered = matrix && registries.len() > NAMED;
    if let Some(track) = comparison.by {
        document.paragraph(format!("Ordered by the level of {}, then by name.", track.name));
    }
    document.blocks.push(Block::Table(levels(comparison, &comparison.registries, numbered.then_some(1))));
    if let Some(track) = comparison.by.filter(|_| !comparison.unranked.is_empty()) {
        document.heading(1, format!("Not ranked: {} does not apply", track.name), Some("not-ranked"));
        let from = numbered.then_some(comparison.registries.len() + 1);
        document.blocks.push(Block::Table(levels(comparison, &comparison.unranked, from)));
    }
    if matrix {
        capabilities(&mut document, comparison, &registries);
    }
    document
}

fn levels(comparison: &Comparison, registries: &[Compared], number_from: Option<usize>) -> Table {
    let tracks = comparison.catalogue.tracks;
    let dated = comparison.all().any(|registry| registry.assessed.date.is_some());
    let mut columns = vec!["Registry".to_owned()];
    columns.extend(dated.then(|| "Assessed".to_owned()));
    columns.extend(tracks.iter().map(|track| track.name.to_owned()));
    let rows = registries.iter().enumerate().map(|(at, registry)| {
        let name = Text::new().strong(&*registry.name);
        let name = number_from.iter().fold(name, |name, from| {
            Text::from(format!("{}. ", from + at)).with(name.0.into_iter().next().unwrap_or(Inline::Break))
        });
        let date = registry.assessed.date.map_or_else(Text::new, Text::from);
        let mut row = vec![name];
        row.extend(dated.then_some(date));
        row.extend(tracks.iter().map(|track| level(registry, track)));
        row
    });
    Table { caption: "Levels of each registry".to_owned(), columns, rows: rows.collect() }
}

/// `2 (5/5 1/3 0/3)`, without line breaks.
fn level(registry: &Compared, track: &Track) -> Text {
    let Some(track) = registry.track(track.id).filter(|track| track.applies) else {
        return "does not apply".into();
    };
    let Some(standing) = track.standing else { return "none applies".into() };
    let counts = Level::RUNGS.into_iter().map(|level| track.counts(level));
    Text::new().strong(standing.level.to_string()).plain(format!("\u{a0}{}", words::by_level(counts)))
}

fn capabilities(document: &mut Document, comparison: &Comparison, registries: &[&Compared]) {
    let numbered = registries.len() > NAMED;
    let wide = if numbered { SIDE_BY_SIDE } else { NAMED };
    for track in comparison.catalogue.tracks {
        document.heading(1, track.name, Some(track.id.as_str()));
        for (at, group) in registries.chunks(wide).enumerate() {
            let from = numbered.then_some(at * wide + 1);
            document.blocks.push(Block::Table(matrix(track, group, from)));
        }
    }
    if numbered {
        let legend = Status::ALL.map(|status| format!("{} {}", letter(status), words::status(status)));
        document.paragraph(legend.join(", "));
    }
}

fn matrix(track: &Track, registries: &[&Compared], number_from: Option<usize>) -> Table {
    let head = registries.iter().enumerate().map(|(at, registry)| match number_from {
        Some(from) => (from + at).to_string(),
        None => cut(&registry.name, LONGEST_HEAD),
    });
    let rows = track.capabilities.iter().map(|capability| {
        let title = Text::from(format!("{}\u{a0}", capability.level)).plain(capability.title);
        let cells = registries.iter().map(|registry| cell(registry, capability, number_from.is_some()));
        std::iter::once(title).chain(cells).collect()
    });
    Table {
        caption: format!("{}, capability by capability", track.name),
        columns: std::iter::once("Capability".to_owned()).chain(head).collect(),
        rows: rows.collect(),
    }
}

fn cell(registry: &Compared, capability: &Capability, short: bool) -> Text {
    let status = registry.status(capability.id).unwrap_or(Status::NotApplicable);
    let word = if short { letter(status) } else { words::status(status) };
    Text::new().with(Inline::Status(status, word.to_owned()))
}

const fn letter(status: Status) -> &'static str {
    match status {
        Status::Met => "M",
        Status::Partial => "P",
        Status::Unmet => "N",
        Status::Unknown => "?",
        Status::NotApplicable => "-",
    }
}
