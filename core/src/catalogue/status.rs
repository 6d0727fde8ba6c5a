//! [`Status`]: how far a capability or clause is met.

use std::fmt;

use serde::{Serialize, Serializer};

/// How far something is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// All that is asked for is there.
    Met,
    /// Some of it is there.
    Partial,
    /// None of it is there.
    Unmet,
    /// Nobody said, or nobody knows.
    #[default]
    Unknown,
    /// It makes no sense for this registry.
    NotApplicable,
}

impl Status {
    /// Every status, in the order in which they are offered.
    pub const ALL: [Status; 5] =
        [Status::Met, Status::Partial, Status::Unmet, Status::Unknown, Status::NotApplicable];

    /// The word that profiles write.
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

    /// The status that profiles write with this word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.id() == id)
    }

    /// Whether it leaves something to be done: partial, unmet and unknown do.
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

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
