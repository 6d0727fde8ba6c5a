//! Where the tracks of a registry stood over time.

use serde::Serialize;

use super::report::LevelCounts;
use registry_maturity_core::{
    assessment::Counts,
    catalogue::{Level, TrackId},
    date::Date,
    history::{self, Point},
};

const SCHEMA: u8 = 1;

/// The versions of a profile, oldest first.
#[derive(Debug, Serialize)]
pub struct History<'a> {
    schema: u8,
    principles: &'static str,
    registry: &'a str,
    versions: Vec<Version<'a>>,
    skipped: Vec<Skipped<'a>>,
    generator: &'static str,
}

#[derive(Debug, Serialize)]
struct Version<'a> {
    version: &'a str,
    date: Option<Date>,
    tracks: Vec<Track>,
}

#[derive(Debug, Serialize)]
struct Track {
    id: TrackId,
    level: Option<Level>,
    ceiling: Option<Level>,
    evidenced: Option<Level>,
    #[serde(flatten)]
    counts: Counts,
    levels: Vec<LevelCounts>,
}

#[derive(Debug, Serialize)]
struct Skipped<'a> {
    version: &'a str,
    date: Option<Date>,
    reason: &'a str,
}

impl<'a> History<'a> {
    /// The history.
    #[must_use]
    pub fn new(history: &'a history::History) -> History<'a> {
        let versions = history.versions.iter().map(|version| Version {
            version: &version.name,
            date: version.date,
            tracks: version.tracks.iter().map(track).collect(),
        });
        let skipped = history.skipped.iter().map(|version| Skipped {
            version: &version.name,
            date: version.date,
            reason: &version.reason,
        });
        History {
            schema: SCHEMA,
            principles: history.catalogue.edition.id,
            registry: &history.registry,
            versions: versions.collect(),
            skipped: skipped.collect(),
            generator: crate::document::PROGRAM,
        }
    }
}

fn track(point: &Point) -> Track {
    Track {
        id: point.track.id,
        level: point.standing.map(|standing| standing.level),
        ceiling: point.standing.map(|standing| standing.ceiling),
        evidenced: point.standing.map(|standing| standing.evidenced),
        counts: point.counts,
        levels: point.levels.iter().map(|(level, counts)| LevelCounts::new(*level, *counts)).collect(),
    }
}
