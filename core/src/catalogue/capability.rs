//! [`Capability`]: one thing that the principles ask of a registry, with everything that people read about it.

use super::{CapabilityId, ClauseId, Level, RuleId, RulingId, Status, UnknownId};

/// One thing that the principles ask of a registry.
#[derive(Debug)]
#[non_exhaustive]
pub struct Capability {
    /// Its stable id, which profiles and funders cite.
    pub id: CapabilityId,
    /// Former ids, which profiles can still use.
    pub aliases: &'static [&'static str],
    /// The level it belongs to, 1 to 3.
    pub level: Level,
    /// What a registry has when this is met.
    pub title: &'static str,
    /// What the operator is asked.
    pub question: &'static str,
    /// The work that leads to it, in the imperative: the heading of an item in a roadmap.
    pub improvement: &'static str,
    /// What counts as met, for the operator who answers.
    pub met: &'static str,
    /// What counts as partial, with examples.
    pub partial: &'static str,
    /// How to answer in special cases, such as federated log-in.
    pub answering: Option<&'static str>,
    /// Whether an identity provider can provide it, for registries whose users log in through one. Recommended clauses
    /// say it for themselves.
    pub identity_provider: bool,
    /// What a funder can check off once the work is done, in the third person.
    pub deliverable: &'static str,
    /// Why it matters, to operators and funders alike.
    pub why: &'static str,
    /// The kinds of work that it takes.
    pub work: &'static [Work],
    /// Other words that people use for it, in lower case; for search.
    pub synonyms: &'static [&'static str],
    /// Its parts, if it asks for or recommends more than one thing.
    pub clauses: &'static [Clause],
    /// How boundary cases are decided.
    pub rulings: &'static [Ruling],
    /// What must be met whenever this is met: at least one capability of each group.
    pub implies: &'static [&'static [CapabilityId]],
    /// Capabilities that are best built first.
    pub after: &'static [CapabilityId],
    /// Standards and guidance on how to build it.
    pub references: &'static [Reference],
    /// How other registries did it.
    pub examples: &'static [Example],
}

impl Capability {
    /// The clause with this id.
    ///
    /// # Errors
    /// If the capability has no such clause; the error names the nearest.
    pub fn clause(&self, id: &str) -> Result<&'static Clause, UnknownId> {
        let found = self.clauses.iter().find(|clause| clause.id.0 == id);
        found.ok_or_else(|| UnknownId::new("clause", id, self.clauses.iter().map(|it| it.id.0)))
    }

    /// The ruling with this id.
    ///
    /// # Errors
    /// If the capability has no such ruling; the error names the nearest.
    pub fn ruling(&self, id: &str) -> Result<&'static Ruling, UnknownId> {
        let found = self.rulings.iter().find(|ruling| ruling.id.0 == id);
        found.ok_or_else(|| UnknownId::new("ruling", id, self.rulings.iter().map(|it| it.id.0)))
    }
}

/// One of several things that a [`Capability`] asks for or recommends.
#[derive(Debug)]
#[non_exhaustive]
pub struct Clause {
    /// Its id, stable and unique within its capability.
    pub id: ClauseId,
    /// What a registry has when this is met.
    pub title: &'static str,
    /// What a registry lacks when this is not met; reads well after "missing: ".
    pub missing: &'static str,
    /// The work that meets it, as an instruction.
    pub improvement: &'static str,
    /// What a funder can check off when the work is done.
    pub deliverable: &'static str,
    /// Why it matters, if the capability's own reason does not fit what this clause alone adds.
    pub why: Option<&'static str>,
    /// The kinds of work that it takes.
    pub work: &'static [Work],
    /// What the operator is asked.
    pub question: &'static str,
    /// Whether it decides the capability's status; a recommended clause never does.
    pub required: bool,
    /// Whether an identity provider can provide it, for registries whose users log in through one.
    pub identity_provider: bool,
}

/// A decision about a case on which honest people differ, so that the same facts get the same answer.
#[derive(Debug)]
#[non_exhaustive]
pub struct Ruling {
    /// Its id, stable and unique within its capability; answers cite it as `ruling: ID`.
    pub id: RulingId,
    /// The clause whose status it decides; `None` if it decides the capability's.
    pub clause: Option<ClauseId>,
    /// The facts of the case.
    pub case: &'static str,
    /// The status that follows.
    pub status: Status,
    /// Why that status follows from the facts.
    pub because: &'static str,
    /// Whether the principles settle it or it is this project's reading.
    pub origin: Origin,
    /// Where the reason comes from.
    pub source: Option<Reference>,
}

/// A rule for answers to all capabilities.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Its stable id; `rules/ID` finds the rule.
    pub id: RuleId,
    /// The kind of case it settles.
    pub title: &'static str,
    /// How such a case is decided.
    pub text: &'static str,
    /// Whether the principles settle it or it is this project's reading.
    pub origin: Origin,
}

/// What a decision rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The words of the principles or of the working group's guidance settle it.
    Document,
    /// It is this project's reading, which a later edition of the principles may settle.
    Reading,
}

impl Origin {
    /// The word for it in the catalogue's files and in machine-readable results.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Origin::Document => "document",
            Origin::Reading => "reading",
        }
    }
}

/// A kind of work, as funding proposals list them.
///
/// Source: the template for fundable improvements of the Python Packaging Working Group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Work {
    /// Interaction and visual design.
    Design,
    /// Programming of the registry's servers.
    BackEnd,
    /// Programming of the pages that the registry's users see.
    FrontEnd,
    /// The ecosystem's command-line clients.
    Client,
    /// Policies, terms and legal review.
    PolicyAndLegal,
    /// Running and supporting the service.
    Operations,
    /// Finding out what works.
    Research,
    /// Documentation for users, and announcements to them.
    Communication,
}

impl Work {
    /// The word for it in the catalogue's files and in machine-readable results.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Work::Design => "design",
            Work::BackEnd => "back-end",
            Work::FrontEnd => "front-end",
            Work::Client => "client",
            Work::PolicyAndLegal => "policy-and-legal",
            Work::Operations => "operations",
            Work::Research => "research",
            Work::Communication => "communication",
        }
    }
}

/// A standard, guidance, or another helpful text.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reference {
    /// The text's own title.
    pub title: &'static str,
    /// Its address, which begins with `https`.
    pub url: &'static str,
}

/// How a registry did it, according to public sources.
#[derive(Debug)]
#[non_exhaustive]
pub struct Example {
    /// The name of the registry that did it.
    pub registry: &'static str,
    /// What the registry does, as its sources describe it.
    pub how: &'static str,
    /// The sources, as `https` addresses. Each statement is in at least one of them.
    pub links: &'static [&'static str],
    /// The date of the source, or the day it was read if it has none, as `YYYY-MM-DD`.
    pub seen: &'static str,
}
