//! The levels of a registry over time: as one object, or as a line for each version.

use serde::Serialize;

use super::report::LevelRecord;
use registry_maturity_core::{
    assessment::Counts,
    catalogue::{Level, TrackId},
    date::Date,
    history::{History, Point, Skipped, Version},
};

const SCHEMA: u8 = 1;

/// The versions of a profile, oldest first.
#[derive(Debug, Serialize)]
pub struct HistoryRecord<'a> {
    schema: u8,
    principles: &'static str,
    registry: &'a str,
    complete: bool,
    versions: Vec<VersionRecord<'a>>,
    skipped: Vec<SkippedRecord<'a>>,
    generator: &'static str,
}

/// One version of a profile, for a line of its own.
#[derive(Debug, Serialize)]
pub struct VersionLine<'a> {
    schema: u8,
    principles: &'static str,
    registry: &'a str,
    #[serde(flatten)]
    outcome: VersionOutcome<'a>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum VersionOutcome<'a> {
    Read(VersionRecord<'a>),
    Skipped(SkippedRecord<'a>),
}

#[derive(Debug, Serialize)]
struct VersionRecord<'a> {
    version: &'a str,
    date: Option<Date>,
    tracks: Vec<PointRecord>,
}

#[derive(Debug, Serialize)]
struct PointRecord {
    id: TrackId,
    level: Option<Level>,
    ceiling: Option<Level>,
    evidenced: Option<Level>,
    #[serde(flatten)]
    counts: Counts,
    levels: Vec<LevelRecord>,
}

#[derive(Debug, Serialize)]
struct SkippedRecord<'a> {
    version: &'a str,
    date: Option<Date>,
    reason: &'a str,
}

impl<'a> HistoryRecord<'a> {
    /// The record of a history with all of its versions. [`VersionLine`] is for one version.
    #[must_use]
    pub fn new(history: &'a History) -> HistoryRecord<'a> {
        HistoryRecord {
            schema: SCHEMA,
            principles: history.catalogue.edition.id,
            registry: &history.registry,
            complete: !history.is_cut,
            versions: history.versions.iter().map(version).collect(),
            skipped: history.skipped.iter().map(skipped).collect(),
            generator: crate::document::PROGRAM,
        }
    }
}

impl<'a> VersionLine<'a> {
    /// A version that could be read.
    #[must_use]
    pub fn new(history: &'a History, read: &'a Version) -> VersionLine<'a> {
        VersionLine::of(history, VersionOutcome::Read(version(read)))
    }

    /// A version that could not be read.
    #[must_use]
    pub fn skipped(history: &'a History, left_out: &'a Skipped) -> VersionLine<'a> {
        VersionLine::of(history, VersionOutcome::Skipped(skipped(left_out)))
    }

    fn of(history: &'a History, outcome: VersionOutcome<'a>) -> VersionLine<'a> {
        let principles = history.catalogue.edition.id;
        VersionLine { schema: SCHEMA, principles, registry: &history.registry, outcome }
    }
}

fn version(version: &Version) -> VersionRecord<'_> {
    VersionRecord {
        version: &version.name,
        date: version.when.date(),
        tracks: version.tracks.iter().map(point).collect(),
    }
}

fn skipped(version: &Skipped) -> SkippedRecord<'_> {
    SkippedRecord { version: &version.name, date: version.when.date(), reason: &version.reason }
}

fn point(point: &Point) -> PointRecord {
    PointRecord {
        id: point.track.id,
        level: point.standing.map(|standing| standing.level),
        ceiling: point.standing.map(|standing| standing.ceiling),
        evidenced: point.standing.map(|standing| standing.evidenced),
        counts: point.counts,
        levels: point.levels.iter().map(|(level, counts)| LevelRecord::new(*level, *counts)).collect(),
    }
}
