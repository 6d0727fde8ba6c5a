//! [`History`]: the levels of a registry over time.

use std::sync::Arc;

use crate::{
    assessment::{Assessment, Counts, Standing},
    catalogue::{Catalogue, Level, Track},
    date::Date,
    profile::Profile,
};

/// The levels of a registry in each version of its profile.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct History {
    /// The registry's name in the newest version.
    pub registry: String,
    /// The newest version's edition, whose tracks are listed.
    pub catalogue: &'static Catalogue,
    /// The versions, oldest first.
    pub versions: Vec<Version>,
    /// The versions that could not be read.
    pub skipped: Vec<Skipped>,
    /// Whether earlier versions may be missing, as in a shallow clone.
    pub is_cut: bool,
}

/// A version of a profile, assessed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Version {
    /// Its name, such as a commit's short id.
    pub name: String,
    /// When it was made.
    pub when: When,
    /// The tracks that were assessed. Versions with the same text share them.
    pub tracks: Arc<[Point]>,
}

/// When a version was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It was committed on this day.
    On(Date),
    /// It was committed on a day that could not be read.
    Undated,
    /// It is not committed yet.
    Now,
}

/// A track in one version.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Point {
    /// A track of the edition that the version names.
    pub track: &'static Track,
    /// Its levels; `None` if nothing in it applied.
    pub standing: Option<Standing>,
    /// The counts of all its capabilities.
    pub counts: Counts,
    /// The counts of each level, starting with the lowest.
    pub levels: Vec<(Level, Counts)>,
}

/// A version that could not be read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Skipped {
    /// Its name, such as a commit's short id.
    pub name: String,
    /// When it was made.
    pub when: When,
    /// Why it could not be read.
    pub reason: String,
}

impl When {
    /// The date, if there is one.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            When::On(date) => Some(date),
            When::Undated | When::Now => None,
        }
    }
}

impl Version {
    /// A version with this name, date and assessment.
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

    /// The same version with another name and date.
    #[must_use]
    pub fn named(self, name: String, when: When) -> Version {
        Version { name, when, ..self }
    }

    /// A track in this version; `None` if it was not assessed.
    #[must_use]
    pub fn point(&self, track: &Track) -> Option<&Point> {
        self.tracks.iter().find(|point| point.track.id == track.id)
    }
}

impl Skipped {
    /// A version that could not be read, for this reason.
    #[must_use]
    pub fn new(name: String, when: When, reason: String) -> Skipped {
        Skipped { name, when, reason }
    }
}

impl History {
    /// A history without versions, for the registry of this profile.
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
