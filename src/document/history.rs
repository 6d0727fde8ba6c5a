//! The levels of a registry over time: a chart, for formats that can draw one, and a table.

use super::{Block, Chart, ChartLine, Document, Table, Text, words};
use registry_maturity_core::{
    catalogue::Track,
    history::{History, Version, When},
};

const CELLS: &str =
    "Each cell has the track's level and, in parentheses, how much of levels 1, 2 and 3 was met.";

/// The document of a history.
#[must_use]
pub fn history(history: &History) -> Document {
    let mut document = Document::new(format!("{}: history", history.registry), history.catalogue);
    if history.versions.is_empty() {
        document.paragraph("No version of the profile could be read.");
    } else if history.is_cut {
        document.paragraph(format!(
            "{} of the profile, oldest first; earlier ones are cut off, because this is a shallow clone. {CELLS}",
            words::count(history.versions.len(), "version", "versions")
        ));
    } else {
        document.paragraph(format!(
            "{} of the profile, oldest first. {CELLS}",
            words::count(history.versions.len(), "version", "versions")
        ));
    }
    if !history.versions.is_empty() {
        let tracks = tracks(history);
        document.blocks.push(Block::Chart(chart(history, &tracks)));
        document.blocks.push(Block::Table(table(history, &tracks)));
    }
    if !history.skipped.is_empty() {
        document.heading(1, "Skipped", Some("skipped"));
        let skipped = history.skipped.iter().map(|version| {
            let name = Text::new().code(version.name.to_string());
            let date = version.when.date();
            let name = date.into_iter().fold(name, |name, date| name.plain(" of ").date(date));
            name.plain(format!(": {}", version.reason))
        });
        document.blocks.push(Block::List(skipped.collect()));
    }
    document
}

/// The tracks that were assessed in any version.
fn tracks(history: &History) -> Vec<&'static Track> {
    let assessed = |track: &Track| history.versions.iter().any(|version| version.point(track).is_some());
    history.catalogue.tracks.iter().filter(|track| assessed(track)).collect()
}

fn table(history: &History, tracks: &[&Track]) -> Table {
    let columns = ["Date", "Version"].into_iter().chain(tracks.iter().map(|track| track.name));
    let rows = history.versions.iter().map(|version| {
        let cells = tracks.iter().map(|track| cell(version, track));
        let day = version.when.date().map_or_else(|| day(version).into(), Text::from);
        [day, Text::new().code(version.name.to_string())].into_iter().chain(cells).collect()
    });
    Table {
        caption: "Levels and counts over time".to_owned(),
        columns: columns.map(str::to_owned).collect(),
        rows: rows.collect(),
    }
}

fn cell(version: &Version, track: &Track) -> Text {
    let Some(point) = version.point(track) else { return words::DOES_NOT_APPLY.into() };
    let Some(standing) = point.standing else { return words::NONE_APPLIES.into() };
    words::level_and_counts(standing.level, point.levels.iter().copied())
}

fn chart(history: &History, tracks: &[&'static Track]) -> Chart {
    let lines = tracks.iter().map(|track| {
        let level = |version: &Version| Some(version.point(track)?.standing?.level);
        ChartLine { name: track.name, levels: history.versions.iter().map(level).collect() }
    });
    Chart {
        caption: "Level of each track, version by version".to_owned(),
        versions: history.versions.iter().map(day).collect(),
        lines: lines.collect(),
    }
}

fn day(version: &Version) -> String {
    match version.when {
        When::On(date) => date.to_string(),
        When::Undated => "no date".to_owned(),
        When::Now => "now".to_owned(),
    }
}
