//! [`Comparison`]: several registries side by side, ranked by a track if it applies to them.
//!
//! It holds only what is compared, a few hundred bytes per registry, so that a fleet of any size fits into memory.

use crate::{
    assessment::{Assessment, Counts, Standing, TrackAssessment},
    catalogue::{CapabilityId, Catalogue, Level, Status, Track, TrackId},
    profile::{Assessed, Profile},
};

/// A comparison of several registries.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// The edition whose tracks are compared: the newest among the profiles.
    pub catalogue: &'static Catalogue,
    /// The track by whose level the registries are ranked, if any.
    pub by: Option<&'static Track>,
    /// The registries, ordered by the level of that track and then by name, or by name alone.
    pub registries: Vec<Compared>,
    /// The registries to which that track does not apply, by name.
    pub unranked: Vec<Compared>,
}

/// A registry in a comparison.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Compared {
    /// Its index among the given registries.
    pub place: usize,
    /// The edition that its profile is for.
    pub catalogue: &'static Catalogue,
    /// The registry's name, as in its profile. Two registries may have the same one.
    pub name: Box<str>,
    /// Who assessed it, and when.
    pub assessed: Assessed,
    /// Its profile, if notes and evidence are shown.
    pub profile: Option<Box<Profile>>,
    /// Every track of its edition.
    tracks: Box<[ComparedTrack]>,
}

/// A track in a comparison.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ComparedTrack {
    /// The track in the catalogue.
    pub track: &'static Track,
    /// Whether it is assessed.
    pub applies: bool,
    /// Its levels; `None` if it does not apply, or none of its capabilities does.
    pub standing: Option<Standing>,
    /// The status of each of its capabilities, in the catalogue's order; empty if it does not apply.
    statuses: Box<[Status]>,
}

impl Comparison {
    /// Compares registries, ranked by the level of a track if one is given.
    #[must_use]
    pub fn of(registries: Vec<Compared>, by: Option<TrackId>) -> Comparison {
        let catalogue = newest(&registries);
        let mut all = registries;
        for (place, registry) in all.iter_mut().enumerate() {
            registry.place = place;
        }
        all.sort_by_cached_key(|registry| (registry.name.to_lowercase(), registry.name.clone()));
        let by = by.and_then(|id| catalogue.track(id.as_str()).ok());
        let (mut registries, unranked) = match by {
            None => (all, Vec::new()),
            Some(track) => all.into_iter().partition(|registry| registry.level(track).is_some()),
        };
        if let Some(track) = by {
            // The sort is stable, so equal levels stay ordered by name.
            registries.sort_by_key(|registry| std::cmp::Reverse(registry.level(track)));
        }
        Comparison { catalogue, by, registries, unranked }
    }

    /// Every registry, ending with those that are not ranked.
    pub fn all(&self) -> impl Iterator<Item = &Compared> {
        self.registries.iter().chain(&self.unranked)
    }
}

impl Compared {
    /// Takes from an assessment what is compared, without notes and evidence.
    #[must_use]
    pub fn of(assessment: &Assessment<'_>) -> Compared {
        let profile = assessment.profile;
        Compared {
            place: 0,
            catalogue: profile.catalogue(),
            name: profile.registry().name.as_str().into(),
            assessed: profile.assessed().clone(),
            profile: None,
            tracks: assessment.tracks().map(ComparedTrack::of).collect(),
        }
    }

    /// Assesses a profile and takes what is compared, keeping the profile for its notes and evidence.
    #[must_use]
    pub fn with_profile(profile: Profile) -> Compared {
        let compared = Compared::of(&profile.assess());
        Compared { profile: Some(Box::new(profile)), ..compared }
    }

    /// The track with this id.
    #[must_use]
    pub fn track(&self, id: TrackId) -> Option<&ComparedTrack> {
        self.tracks.iter().find(|track| track.track.id == id)
    }

    /// The status of a capability; `None` if its track does not apply.
    #[must_use]
    pub fn status(&self, id: CapabilityId) -> Option<Status> {
        self.tracks.iter().find_map(|track| track.status(id))
    }

    /// The counts of all its tracks together.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.tracks.iter().flat_map(|track| track.statuses.iter().copied()).collect()
    }

    fn level(&self, track: &Track) -> Option<Level> {
        self.track(track.id)?.standing.map(|standing| standing.level)
    }
}

impl ComparedTrack {
    fn of(track: &TrackAssessment<'_>) -> ComparedTrack {
        ComparedTrack {
            track: track.track,
            applies: track.applies.is_assessed(),
            standing: track.standing,
            statuses: track.findings.iter().map(|finding| finding.status).collect(),
        }
    }

    /// The number of capabilities with each status at a level.
    #[must_use]
    pub fn counts(&self, level: Level) -> Counts {
        let capabilities = self.track.capabilities.iter().zip(&self.statuses);
        capabilities.filter(|(capability, _)| capability.level == level).map(|(_, status)| *status).collect()
    }

    fn status(&self, id: CapabilityId) -> Option<Status> {
        let mut capabilities = self.track.capabilities.iter().zip(&self.statuses);
        capabilities.find(|(capability, _)| capability.id == id).map(|(_, status)| *status)
    }
}

fn newest(registries: &[Compared]) -> &'static Catalogue {
    let known = Catalogue::editions();
    let position =
        |catalogue: &Catalogue| known.iter().position(|known| known.edition.id == catalogue.edition.id);
    let used = registries.iter().map(|registry| registry.catalogue);
    used.max_by_key(|catalogue| position(catalogue)).unwrap_or(Catalogue::latest())
}
