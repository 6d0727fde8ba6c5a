//! [`Comparison`]: several registries side by side, ranked by a track if it applies to them.

use crate::{
    assessment::Assessment,
    catalogue::{Catalogue, Track, TrackId},
};

/// Several registries side by side.
#[derive(Clone, Debug)]
pub struct Comparison<'p> {
    /// The edition whose tracks are compared: the newest among the profiles.
    pub catalogue: &'static Catalogue,
    /// The track by whose level the registries are ordered, if that was asked for.
    pub by: Option<&'static Track>,
    /// The registries, in order: by the level of that track and by name, or by name alone.
    pub registries: Vec<&'p Assessment<'p>>,
    /// The registries to which that track does not apply, by name.
    pub unranked: Vec<&'p Assessment<'p>>,
}

impl<'p> Comparison<'p> {
    /// Puts registries side by side.
    #[must_use]
    pub fn of(assessments: &'p [Assessment<'p>], by: Option<TrackId>) -> Comparison<'p> {
        let mut all: Vec<&Assessment<'_>> = assessments.iter().collect();
        all.sort_by_key(|assessment| {
            let name = &assessment.profile.registry().name;
            (name.to_lowercase(), name.clone())
        });
        let catalogue = newest(assessments);
        let by = by.and_then(|id| catalogue.track(id.as_str()).ok());
        let level = |assessment: &Assessment<'_>, track: &Track| {
            assessment.track(track.id).and_then(|track| track.standing).map(|standing| standing.level)
        };
        let (mut registries, unranked) = match by {
            None => (all, Vec::new()),
            Some(track) => all.into_iter().partition(|assessment| level(assessment, track).is_some()),
        };
        if let Some(track) = by {
            // Stable, so that names decide among equals.
            registries.sort_by_key(|assessment| std::cmp::Reverse(level(assessment, track)));
        }
        Comparison { catalogue, by, registries, unranked }
    }

    /// Every registry, those without a rank last.
    pub fn all(&self) -> impl Iterator<Item = &'p Assessment<'p>> {
        self.registries.iter().chain(&self.unranked).copied()
    }
}

fn newest(assessments: &[Assessment<'_>]) -> &'static Catalogue {
    let known = Catalogue::editions();
    let age = |catalogue: &Catalogue| known.iter().position(|known| known.edition.id == catalogue.edition.id);
    let used = assessments.iter().map(|assessment| assessment.profile.catalogue());
    used.max_by_key(|catalogue| age(catalogue)).unwrap_or(Catalogue::latest())
}
