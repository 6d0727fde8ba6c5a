//! [`Status`]: how far a capability or clause is met.

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

use super::UnknownId;

/// How far something is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Everything that is asked for is in place.
    Met,
    /// Some of it is in place.
    Partial,
    /// None of it is in place.
    Unmet,
    /// Not answered, or answered with `unknown`.
    #[default]
    Unknown,
    /// Not applicable to this registry.
    NotApplicable,
}

impl Status {
    /// Every status, in the order in which it is offered.
    pub const ALL: [Status; 5] =
        [Status::Met, Status::Partial, Status::Unmet, Status::Unknown, Status::NotApplicable];

    /// The word for it in profiles.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Status::Met => "met",
            Status::Partial => "partial",
            Status::Unmet => "unmet",
            Status::Unknown => "unknown",
            Status::NotApplicable => "not-applicable",
        }
    }

    /// Its meaning, in a few words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Status::Met => "all of it is there",
            Status::Partial => "some of it is there",
            Status::Unmet => "none of it is there",
            Status::Unknown => "nobody knows",
            Status::NotApplicable => "it makes no sense here; a note says why",
        }
    }

    /// Whether an answer with it needs a reason, as its note.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Status::NotApplicable)
    }

    /// Whether it is a gap: partial, unmet and unknown are.
    #[must_use]
    pub const fn is_gap(self) -> bool {
        matches!(self, Status::Partial | Status::Unmet | Status::Unknown)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Status {
    type Err = UnknownId;

    fn from_str(id: &str) -> Result<Status, UnknownId> {
        UnknownId::find("status", id, &Status::ALL, Status::id)
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
