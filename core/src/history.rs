//! [`History`]: where the tracks of a registry stood over time.

use std::sync::Arc;

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
    /// The newest version's edition, whose tracks are listed.
    pub catalogue: &'static Catalogue,
    /// The versions, oldest first.
    pub versions: Vec<Version>,
    /// Those that could not be read.
    pub skipped: Vec<Skipped>,
    /// Whether earlier versions may be missing, as in a shallow clone.
    pub is_cut: bool,
}

/// A version of a profile, judged.
#[derive(Clone, Debug)]
pub struct Version {
    /// What it is known by, such as a commit's short id.
    pub name: String,
    /// When it was made.
    pub when: When,
    /// Where each track stood that was assessed. Versions with the same text share it.
    pub tracks: Arc<[Point]>,
}

/// When a version was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On this day.
    On(Date),
    /// On a day that could not be read.
    Undated,
    /// It is not committed yet.
    Now,
}

/// Where a track stood.
#[derive(Clone, Debug)]
pub struct Point {
    /// The track.
    pub track: &'static Track,
    /// Its levels; `None` if nothing in it applied.
    pub standing: Option<Standing>,
    /// How many of all its capabilities had which status.
    pub counts: Counts,
    /// The same for each level, from the lowest.
    pub levels: Vec<(Level, Counts)>,
}

/// A version that could not be read.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// What it is known by.
    pub name: String,
    /// When it was made.
    pub when: When,
    /// Why it could not be read.
    pub reason: String,
}

impl When {
    /// The day, if there is one.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            When::On(date) => Some(date),
            When::Undated | When::Now => None,
        }
    }
}

impl Version {
    /// A version, from the assessment of its text.
    #[must_use]
    pub fn new(name: impl Into<String>, when: When, assessment: &Assessment<'_>) -> Version {
        let tracks = assessment.assessed().map(|track| Point {
            track: track.track,
            standing: track.standing,
            counts: track.findings.iter().map(|finding| finding.status).collect(),
            levels: Level::RUNGS.into_iter().map(|level| (level, track.counts(level))).collect(),
        });
        Version { name: name.into(), when, tracks: tracks.collect() }
    }

    /// Where a track stood; `None` if it was not assessed.
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
            registry: profile.registry().name.clone(),
            catalogue: profile.catalogue(),
            versions: Vec::new(),
            skipped: Vec::new(),
            is_cut: false,
        }
    }
}
