//! [`Catalogue`]: the principles as data, compiled from `principles/` into the binary.
//!
//! Everything that people read about a capability stands there, and no code knows a particular one. The build turns
//! the TOML files into constants, so a catalogue costs nothing at start.

mod level;
mod lint;
mod taxonomy;

pub use level::Level;
pub use lint::lint;
pub use taxonomy::{Condition, Hosting, Taxonomy, Unfulfilled};

use std::fmt;

include!(concat!(env!("OUT_DIR"), "/editions.rs"));

/// An id of the catalogue: stable, never used again for something else.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(pub &'static str);

        impl $name {
            /// The id as profiles write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.0)
            }
        }
    };
}

id!(
    /// The id of a [`Track`].
    TrackId
);
id!(
    /// The id of a [`Capability`].
    CapabilityId
);
id!(
    /// The id of a [`Clause`] within its capability.
    ClauseId
);

/// One edition of the principles.
#[derive(Debug)]
pub struct Catalogue {
    /// What it is and whose.
    pub edition: Edition,
    /// What the levels mean, level 0 first.
    pub levels: [LevelMeaning; 4],
    /// The taxonomy's questions.
    pub taxonomy: TaxonomyQuestions,
    /// The tracks, in the order of the principles.
    pub tracks: &'static [Track],
}

/// Where an edition comes from.
#[derive(Debug)]
pub struct Edition {
    /// The number that profiles give: `0.1`.
    pub id: &'static str,
    /// The document's title.
    pub title: &'static str,
    /// When it was published.
    pub published: &'static str,
    /// Who published it.
    pub publisher: &'static str,
    /// Who wrote it.
    pub authors: &'static [&'static str],
    /// Where it can be read.
    pub source: &'static str,
    /// The licence of the document.
    pub licence: &'static str,
    /// The licence's text.
    pub licence_url: &'static str,
    /// What was done to the document here.
    pub adaptation: &'static str,
}

/// What a level means.
#[derive(Debug)]
pub struct LevelMeaning {
    /// The level.
    pub level: Level,
    /// A word or two.
    pub name: &'static str,
    /// A sentence.
    pub meaning: &'static str,
}

/// The two questions that place a registry.
#[derive(Debug)]
pub struct TaxonomyQuestions {
    /// Whether there are user accounts.
    pub accounts: AccountsQuestion,
    /// What is hosted.
    pub hosting: HostingQuestion,
}

/// The question about accounts.
#[derive(Debug)]
pub struct AccountsQuestion {
    /// The question.
    pub question: &'static str,
    /// What to think of.
    pub help: &'static str,
    /// Completes "does not apply, because".
    pub absent: &'static str,
}

/// The question about hosting.
#[derive(Debug)]
pub struct HostingQuestion {
    /// The question.
    pub question: &'static str,
    /// What to think of.
    pub help: &'static str,
    /// What can be answered, one for each [`Hosting`].
    pub choices: &'static [HostingChoice],
}

/// One possible answer about hosting.
#[derive(Debug)]
pub struct HostingChoice {
    /// The answer.
    pub hosting: Hosting,
    /// The answer in words.
    pub title: &'static str,
    /// What it means, with an example.
    pub help: &'static str,
    /// Completes "does not apply, because".
    pub absent: &'static str,
}

/// A field of security with capabilities of its own.
#[derive(Debug)]
pub struct Track {
    /// Its id.
    pub id: TrackId,
    /// Its name.
    pub name: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// What must be true of the registry for it to apply.
    pub requires: Condition,
    /// Its capabilities, level 1 first.
    pub capabilities: &'static [Capability],
}

/// One thing that the principles ask of a registry.
#[derive(Debug)]
pub struct Capability {
    /// Its id.
    pub id: CapabilityId,
    /// Former ids, still read.
    pub aliases: &'static [&'static str],
    /// The level it belongs to, 1 to 3.
    pub level: Level,
    /// What is there when it is met.
    pub title: &'static str,
    /// What the operator is asked.
    pub question: &'static str,
    /// The work that leads to it, as an order.
    pub improvement: &'static str,
    /// What counts as met.
    pub met: &'static str,
    /// What is only partial, with the boundary cases.
    pub partial: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// The things it asks for, where they are several.
    pub clauses: &'static [Clause],
    /// What else must be met when it is: any one of each group.
    pub implies: &'static [&'static [CapabilityId]],
    /// What is best built before it.
    pub after: &'static [CapabilityId],
    /// Standards and guidance.
    pub references: &'static [Reference],
    /// How registries did it.
    pub examples: &'static [Example],
}

/// One of the things that a [`Capability`] asks for.
#[derive(Debug)]
pub struct Clause {
    /// Its id.
    pub id: ClauseId,
    /// Its name.
    pub title: &'static str,
    /// What the operator is asked.
    pub question: &'static str,
    /// Whether it decides the capability's status; a recommended one does not.
    pub required: bool,
}

/// A text elsewhere that helps.
#[derive(Debug)]
pub struct Reference {
    /// Its title.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// How a registry did it, as read in a public source.
#[derive(Debug)]
pub struct Example {
    /// The registry.
    pub registry: &'static str,
    /// What it does.
    pub how: &'static str,
    /// Where that can be read.
    pub url: &'static str,
    /// The date of what was read, `YYYY-MM-DD`.
    pub seen: &'static str,
}

impl Catalogue {
    /// Every edition, oldest first.
    #[must_use]
    pub fn editions() -> &'static [&'static Catalogue] {
        EDITIONS
    }

    /// The newest edition.
    #[must_use]
    pub fn latest() -> &'static Catalogue {
        EDITIONS[EDITIONS.len() - 1]
    }

    /// The edition of this number.
    #[must_use]
    pub fn edition(id: &str) -> Option<&'static Catalogue> {
        EDITIONS.iter().copied().find(|catalogue| catalogue.edition.id == id)
    }

    /// The track of this id.
    #[must_use]
    pub fn track(&self, id: &str) -> Option<&'static Track> {
        self.tracks.iter().find(|track| track.id.0 == id)
    }

    /// Every capability, track by track.
    pub fn capabilities(&self) -> impl Iterator<Item = &'static Capability> + use<> {
        self.tracks.iter().flat_map(|track| track.capabilities)
    }

    /// The capability of this id, or of this former id.
    #[must_use]
    pub fn capability(&self, id: &str) -> Option<&'static Capability> {
        self.capabilities().find(|capability| capability.id.0 == id || capability.aliases.contains(&id))
    }

    /// The track that a capability belongs to.
    ///
    /// # Panics
    /// When the capability is of another catalogue.
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

    /// The answer about hosting in words.
    #[must_use]
    pub fn hosting(&self, hosting: Hosting) -> &'static HostingChoice {
        self.taxonomy
            .hosting
            .choices
            .iter()
            .find(|choice| choice.hosting == hosting)
            .expect("the build makes a choice for each kind of hosting")
    }

    /// Why a part of a condition does not hold, to complete "does not apply, because".
    #[must_use]
    pub fn absent(&self, part: Unfulfilled) -> &'static str {
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

impl Capability {
    /// The clause of this id.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&'static Clause> {
        self.clauses.iter().find(|clause| clause.id.0 == id)
    }
}
