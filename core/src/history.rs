//! [`History`]: where the tracks of a registry stood over time.

use crate::{
    assessment::{Assessment, Counts, Standing},
    catalogue::{Catalogue, Level, Track},
    date::Date,
    profile::Profile,
};

/// Where the tracks of a registry stood, version by version.
#[derive(Clone, Debug)]
pub struct History {
    /// The registry's name, as its newest version says it.
    pub registry: String,
    /// The newest version's edition, whose tracks are told.
    pub catalogue: &'static Catalogue,
    /// The versions, oldest first.
    pub versions: Vec<Version>,
    /// Those that could not be read.
    pub skipped: Vec<Skipped>,
}

/// A version of a profile.
#[derive(Clone, Debug)]
pub struct Version {
    /// How it is called: a commit's short id.
    pub name: String,
    /// Its day; none for what is not committed yet.
    pub date: Option<Date>,
    /// Each track that is assessed.
    pub tracks: Vec<Point>,
}

/// Where a track stood.
#[derive(Clone, Debug)]
pub struct Point {
    /// The track.
    pub track: &'static Track,
    /// Its levels; none where nothing in it applies.
    pub standing: Option<Standing>,
    /// How many of all its capabilities have which status.
    pub counts: Counts,
    /// The same for each level, from the lowest.
    pub levels: Vec<(Level, Counts)>,
}

/// A version that could not be read.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// How it is called.
    pub name: String,
    /// Its day.
    pub date: Option<Date>,
    /// Why.
    pub reason: String,
}

impl Version {
    /// A version, from what was found of it.
    #[must_use]
    pub fn new(name: impl Into<String>, date: Option<Date>, assessment: &Assessment<'_>) -> Version {
        let tracks = assessment.assessed().map(|track| Point {
            track: track.track,
            standing: track.standing,
            counts: track.findings.iter().map(|finding| finding.status).collect(),
            levels: Level::RUNGS.into_iter().map(|level| (level, track.counts(level))).collect(),
        });
        Version { name: name.into(), date, tracks: tracks.collect() }
    }

    /// Where a track stood; nothing where it was not assessed.
    #[must_use]
    pub fn point(&self, track: &Track) -> Option<&Point> {
        self.tracks.iter().find(|point| point.track.id == track.id)
    }
}

impl History {
    /// A history without versions, of the registry of this profile.
    #[must_use]
    pub fn of(profile: &Profile) -> History {
        History {
            registry: profile.registry.name.clone(),
            catalogue: profile.catalogue,
            versions: Vec::new(),
            skipped: Vec::new(),
        }
    }
}
