//! Ids: the stable words that name parts of the catalogue in profiles and results.

use std::{error::Error, fmt};

use crate::text::{cut, nearest, visible};

/// Defines a type of ids. Only the catalogue creates them, so every id exists.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(pub(super) &'static str);

        impl $name {
            /// The id as written in profiles.
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
    /// The id of a [`Track`](super::Track).
    TrackId
);
id!(
    /// The id of a [`Capability`](super::Capability).
    CapabilityId
);
id!(
    /// The id of a [`Clause`](super::Clause), unique within its capability.
    ClauseId
);
id!(
    /// The id of a [`Ruling`](super::Ruling), unique within its capability.
    RulingId
);
id!(
    /// The id of a [`Rule`](super::Rule).
    RuleId
);

/// An id that is not in the catalogue, with the nearest ones that are.
#[derive(Clone, Debug)]
pub struct UnknownId {
    kind: &'static str,
    name: String,
    known: Vec<&'static str>,
}

impl UnknownId {
    /// The longest part of a wrong id that an error quotes, in characters.
    const QUOTED: usize = 60;
    /// The maximum number of suggestions that an error makes.
    const OFFERED: usize = 3;

    /// The maximum number of valid ids that an error lists if none is near.
    const LISTED: usize = 12;

    pub(super) fn new(
        kind: &'static str,
        name: &str,
        known: impl Iterator<Item = &'static str>,
    ) -> UnknownId {
        UnknownId { kind, name: cut(name, UnknownId::QUOTED), known: known.collect() }
    }

    /// The one of these values that has this id.
    pub(crate) fn find<T: Copy>(
        kind: &'static str,
        name: &str,
        values: &[T],
        id: impl Fn(T) -> &'static str,
    ) -> Result<T, UnknownId> {
        let found = values.iter().copied().find(|value| id(*value) == name);
        found.ok_or_else(|| UnknownId::new(kind, name, values.iter().copied().map(id)))
    }

    /// The nearest valid ids, best first; empty if nothing is near.
    #[must_use]
    pub fn nearest(&self) -> Vec<&'static str> {
        nearest(&self.name, self.known.iter().copied(), UnknownId::OFFERED)
    }
}

impl fmt::Display for UnknownId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no {} `{}`", self.kind, visible(&self.name))?;
        match self.nearest().as_slice() {
            [] if (1..=UnknownId::LISTED).contains(&self.known.len()) => {
                write!(f, "; there are {}", self.known.join(", "))
            }
            [] => Ok(()),
            near => write!(f, "; the nearest: {}", near.join(", ")),
        }
    }
}

impl Error for UnknownId {}
