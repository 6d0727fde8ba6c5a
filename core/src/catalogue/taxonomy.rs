//! [`Taxonomy`]: what kind of registry it is, and the [`Condition`]s for tracks to apply.

use std::{collections::BTreeSet, str::FromStr};

use serde::{Serialize, Serializer};

use super::UnknownId;

/// What a registry hosts: the second question of the taxonomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hosting {
    /// It accepts packages that were built elsewhere.
    BuiltPackages,
    /// It builds on behalf of its users.
    Builds,
    /// It hosts only source code, which excludes the other two.
    SourceOnly,
}

impl Hosting {
    /// Every kind, in the order of the question's choices.
    pub const ALL: [Hosting; 3] = [Hosting::BuiltPackages, Hosting::Builds, Hosting::SourceOnly];

    /// The word for it in profiles.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Hosting::BuiltPackages => "built-packages",
            Hosting::Builds => "builds",
            Hosting::SourceOnly => "source-only",
        }
    }
}

impl FromStr for Hosting {
    type Err = UnknownId;

    fn from_str(id: &str) -> Result<Hosting, UnknownId> {
        UnknownId::find("kind of hosting", id, &Hosting::ALL, Hosting::id)
    }
}

impl Serialize for Hosting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// Whether a registry has user accounts, and who provides log-in: the first question of the taxonomy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Accounts {
    /// Nobody has a user account.
    Absent,
    /// There are accounts. Who provides log-in is not stated.
    Present,
    /// There are accounts, and these services provide log-in. By itself, this makes no capability met.
    ProvidedBy(Vec<String>),
}

impl Accounts {
    /// Whether there are user accounts, whoever provides log-in.
    #[must_use]
    pub fn exist(&self) -> bool {
        *self != Accounts::Absent
    }

    /// The names of the services that provide log-in; empty if none is named.
    #[must_use]
    pub fn providers(&self) -> &[String] {
        match self {
            Accounts::ProvidedBy(providers) => providers,
            Accounts::Absent | Accounts::Present => &[],
        }
    }
}

/// The answers to the taxonomy's two questions; each is `None` until it is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Taxonomy {
    /// Whether the registry has user accounts.
    pub accounts: Option<Accounts>,
    /// What it hosts: built packages, builds or both, or source only.
    pub hosting: Option<BTreeSet<Hosting>>,
}

impl Taxonomy {
    /// The taxonomy of a registry with these answers.
    #[must_use]
    pub fn new(accounts: Option<Accounts>, hosting: Option<BTreeSet<Hosting>>) -> Taxonomy {
        Taxonomy { accounts, hosting }
    }
}

/// The condition for a track to apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Condition {
    /// Whether the registry must have user accounts.
    pub accounts: bool,
    /// A kind of hosting that it must have; `None` if any will do.
    pub hosting: Option<Hosting>,
}

/// A part of a [`Condition`] that the taxonomy's answers rule out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unfulfilled {
    /// There are no user accounts.
    Accounts,
    /// The registry does not host in this way.
    Hosting(Hosting),
}

impl Condition {
    /// The parts that the answers rule out. An unanswered question rules out nothing.
    pub fn unfulfilled(self, taxonomy: &Taxonomy) -> impl Iterator<Item = Unfulfilled> {
        let accounts =
            (self.accounts && taxonomy.accounts == Some(Accounts::Absent)).then_some(Unfulfilled::Accounts);
        let hosting = self.hosting.and_then(|needed| {
            let answered = taxonomy.hosting.as_ref()?;
            (!answered.contains(&needed)).then_some(Unfulfilled::Hosting(needed))
        });
        accounts.into_iter().chain(hosting)
    }
}
