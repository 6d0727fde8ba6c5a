//! [`Scope`]: which tracks apply to a registry, which do not, and why.

use crate::{
    catalogue::{Capability, Catalogue, Track, Unfulfilled},
    profile::Profile,
};

/// Whether a track applies, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applies<'p> {
    /// It applies because of the taxonomy, or because a question on which it depends has no answer.
    Yes,
    /// The taxonomy leaves it out, but `also-assess` includes it for this reason.
    OnRequest(&'p str),
    /// The taxonomy's answers leave it out: these parts of its condition do not hold.
    No(Vec<Unfulfilled>),
}

impl Applies<'_> {
    /// Whether the track is assessed.
    #[must_use]
    pub fn is_assessed(&self) -> bool {
        !matches!(self, Applies::No(_))
    }
}

/// The scope of an assessment, track by track.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Scope<'p> {
    /// Every track, in the catalogue's order.
    pub tracks: Vec<(&'static Track, Applies<'p>)>,
}

impl<'p> Scope<'p> {
    /// Determines the scope from a profile's taxonomy and the tracks in its `also-assess`.
    #[must_use]
    pub fn of(profile: &'p Profile) -> Scope<'p> {
        let applies = |track: &Track| {
            let unfulfilled: Vec<_> = track.requires.unfulfilled(profile.taxonomy()).collect();
            match profile.also_assess().get(&track.id) {
                _ if unfulfilled.is_empty() => Applies::Yes,
                Some(reason) => Applies::OnRequest(reason),
                None => Applies::No(unfulfilled),
            }
        };
        Scope { tracks: profile.catalogue().tracks.iter().map(|track| (track, applies(track))).collect() }
    }

    /// The capabilities that are assessed.
    pub fn capabilities(&self) -> impl Iterator<Item = &'static Capability> {
        self.tracks
            .iter()
            .filter(|(_, applies)| applies.is_assessed())
            .flat_map(|(track, _)| track.capabilities)
    }
}

/// Why a track does not apply, worded to follow "does not apply, because".
#[must_use]
pub fn reason(catalogue: &Catalogue, unfulfilled: &[Unfulfilled]) -> String {
    let parts: Vec<&str> = unfulfilled.iter().map(|part| catalogue.absent(*part)).collect();
    parts.join(" and ")
}
