//! [`Scope`]: which tracks apply to this registry, which do not, and why.

use crate::{
    catalogue::{Capability, Catalogue, Track, Unfulfilled},
    profile::Profile,
};

/// Whether a track applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applies<'p> {
    /// The taxonomy calls for it, or has a question open on which it depends: an open question hides nothing.
    Yes,
    /// The taxonomy leaves it out, but the operator asked for it, for this reason.
    OnRequest(&'p str),
    /// The taxonomy leaves it out, because of these answers.
    No(Vec<Unfulfilled>),
}

impl Applies<'_> {
    /// Whether the track is assessed.
    #[must_use]
    pub fn is_assessed(&self) -> bool {
        !matches!(self, Applies::No(_))
    }
}

/// What applies to a registry, track by track.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Scope<'p> {
    /// Every track of the catalogue, in its order.
    pub tracks: Vec<(&'static Track, Applies<'p>)>,
}

impl<'p> Scope<'p> {
    /// The scope that follows from a profile's taxonomy and from the tracks under its `also-assess`.
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

/// Why a track does not apply, in the catalogue's words, to complete "does not apply, because".
#[must_use]
pub fn reason(catalogue: &Catalogue, unfulfilled: &[Unfulfilled]) -> String {
    let parts: Vec<&str> = unfulfilled.iter().map(|part| catalogue.absent(*part)).collect();
    parts.join(" and ")
}
