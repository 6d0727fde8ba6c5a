//! [`Catalogue`]: the principles as data, compiled from `principles/` into the binary.
//!
//! All text that people read about a capability comes from there, and no code mentions a particular capability. The
//! build turns the TOML files into constants, so loading a catalogue costs nothing.

mod capability;
mod id;
mod level;
#[cfg(test)]
mod lint;
mod questions;
mod search;
mod status;
mod taxonomy;

pub use capability::{Capability, Clause, Example, Origin, Reference, Rule, Ruling, Work};
pub use id::{CapabilityId, ClauseId, RuleId, RulingId, TrackId, UnknownId};
pub use level::{Level, LevelError};
pub use questions::{AccountsQuestion, HostingChoice, HostingQuestion, TaxonomyQuestions};
pub use search::Subject;
pub use status::Status;
pub use taxonomy::{Accounts, Condition, Hosting, Taxonomy, Unfulfilled};

include!(concat!(env!("OUT_DIR"), "/editions.rs"));

/// The words for a track that the taxonomy leaves out.
pub(crate) const DOES_NOT_APPLY: &str = "does not apply";

/// One edition of the principles.
#[derive(Debug)]
#[non_exhaustive]
pub struct Catalogue {
    /// Its title, authors, publisher and licence.
    pub edition: Edition,
    /// The meaning of each level, starting with level 0.
    pub levels: [LevelMeaning; 4],
    /// How to ask what kind of registry it is.
    pub taxonomy: TaxonomyQuestions,
    /// The rules for answers to all capabilities.
    pub rules: &'static [Rule],
    /// The tracks, in the order of the principles.
    pub tracks: &'static [Track],
}

/// The publication of an edition.
#[derive(Debug)]
#[non_exhaustive]
pub struct Edition {
    /// Its number, such as `0.1`.
    pub id: &'static str,
    /// The title of the published document.
    pub title: &'static str,
    /// When it was published, in words, such as `February 2024`.
    pub published: &'static str,
    /// The organisation that published it.
    pub publisher: &'static str,
    /// The people who wrote it, with their organisations where the document gives them.
    pub authors: &'static [&'static str],
    /// The address of its text.
    pub source: &'static str,
    /// The licence of the document.
    pub licence: &'static str,
    /// The address of the licence's text.
    pub licence_url: &'static str,
    /// How this project changed the document.
    pub adaptation: &'static str,
}

/// What a level means.
#[derive(Debug)]
#[non_exhaustive]
pub struct LevelMeaning {
    /// Any level, 0 included.
    pub level: Level,
    /// Its name, in a word or two.
    pub name: &'static str,
    /// Its meaning, in a sentence.
    pub meaning: &'static str,
}

/// An area of security with capabilities of its own.
#[derive(Debug)]
#[non_exhaustive]
pub struct Track {
    /// Its stable id, which profiles use for targets.
    pub id: TrackId,
    /// Its name in the principles.
    pub name: &'static str,
    /// What it is about, and for which registries.
    pub about: &'static str,
    /// The condition on the registry for it to apply.
    pub requires: Condition,
    /// Its capabilities, level 1 first.
    pub capabilities: &'static [Capability],
}

impl Catalogue {
    /// Every edition, oldest first.
    #[must_use]
    pub fn editions() -> &'static [&'static Catalogue] {
        EDITIONS
    }

    /// The newest edition, which new profiles are for.
    #[must_use]
    pub fn latest() -> &'static Catalogue {
        EDITIONS[EDITIONS.len() - 1]
    }

    /// The edition with this number, such as `0.1`.
    ///
    /// # Errors
    /// If there is no such edition; the error names the nearest.
    pub fn edition(id: &str) -> Result<&'static Catalogue, UnknownId> {
        let known = || EDITIONS.iter().map(|catalogue| catalogue.edition.id);
        EDITIONS
            .iter()
            .copied()
            .find(|catalogue| catalogue.edition.id == id)
            .ok_or_else(|| UnknownId::new("edition", id, known()))
    }

    /// The track with this id.
    ///
    /// # Errors
    /// If there is no such track; the error names the nearest.
    pub fn track(&self, id: &str) -> Result<&'static Track, UnknownId> {
        self.tracks
            .iter()
            .find(|track| track.id.0 == id)
            .ok_or_else(|| UnknownId::new("track", id, self.tracks.iter().map(|track| track.id.as_str())))
    }

    /// The general rule with this id.
    ///
    /// # Errors
    /// If there is no such rule; the error names the nearest.
    pub fn rule(&self, id: &str) -> Result<&'static Rule, UnknownId> {
        self.rules
            .iter()
            .find(|rule| rule.id.0 == id)
            .ok_or_else(|| UnknownId::new("rule", id, self.rules.iter().map(|rule| rule.id.as_str())))
    }

    /// Every capability, track by track.
    pub fn capabilities(&self) -> impl Iterator<Item = &'static Capability> + use<> {
        self.tracks.iter().flat_map(|track| track.capabilities)
    }

    /// The capability with this id or former id.
    ///
    /// # Errors
    /// If there is no such capability; the error names the nearest.
    pub fn capability(&self, id: &str) -> Result<&'static Capability, UnknownId> {
        self.capabilities()
            .find(|capability| capability.id.0 == id || capability.aliases.contains(&id))
            .ok_or_else(|| {
                UnknownId::new("capability", id, self.capabilities().map(|known| known.id.as_str()))
            })
    }

    /// The track that a capability belongs to.
    ///
    /// # Panics
    /// If the capability belongs to another catalogue.
    #[must_use]
    pub fn track_of(&self, id: CapabilityId) -> &'static Track {
        self.tracks
            .iter()
            .find(|track| track.capabilities.iter().any(|capability| capability.id == id))
            .expect("a capability of this catalogue")
    }

    /// What a level means.
    #[must_use]
    pub fn meaning(&self, level: Level) -> &LevelMeaning {
        &self.levels[usize::from(level.number())]
    }

    /// A kind of hosting in words.
    #[must_use]
    pub fn hosting(&self, hosting: Hosting) -> &'static HostingChoice {
        self.taxonomy
            .hosting
            .choices
            .iter()
            .find(|choice| choice.hosting == hosting)
            .expect("the lint requires a choice for each kind of hosting")
    }

    /// Why a part of a condition does not hold, worded to follow [`DOES_NOT_APPLY`] and "because".
    pub(crate) fn absent(&self, part: Unfulfilled) -> &'static str {
        match part {
            Unfulfilled::Accounts => self.taxonomy.accounts.absent,
            Unfulfilled::Hosting(hosting) => self.hosting(hosting).absent,
        }
    }
}

impl Track {
    /// The capabilities of a level.
    pub fn at(&self, level: Level) -> impl Iterator<Item = &'static Capability> + use<> {
        self.capabilities.iter().filter(move |capability| capability.level == level)
    }
}
