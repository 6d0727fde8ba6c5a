//! What evidence refers to: an address, or a path in the profile's repository, which only a program with file access
//! can check.

use crate::{
    catalogue::{Capability, Clause, Status},
    profile::{Answer, Evidence, Profile, Rating},
    text::{Located, is_hidden, web_address},
};

/// Why a path does not count as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathFault {
    /// There is no such file or folder.
    Missing,
    /// It leaves the repository, or the profile's folder if that is not in a repository.
    Outside,
}

impl Evidence {
    /// Whether it begins with a scheme, such as `https:` or `mailto:`. Everything else is a path.
    #[must_use]
    pub fn is_address(&self) -> bool {
        let scheme = self.as_str().split_once(':').map_or("", |(scheme, _)| scheme);
        // A single letter would be the drive of a path.
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    }

    /// Whether a reader can follow it: it is a web address, or looks like a path.
    #[must_use]
    pub fn can_be_followed(&self) -> bool {
        let text = self.as_str();
        let is_path = || {
            !self.is_address()
                && (text.contains('/') || text.contains('.'))
                && !text.chars().any(|c| c.is_whitespace() || is_hidden(c))
        };
        web_address(text).is_some() || is_path()
    }
}

impl Answer {
    /// Whether the answer has evidence of its own, or for each required clause that counts.
    pub(crate) fn has_evidence(&self, capability: &Capability) -> bool {
        self.has_evidence_that(capability, |_| true)
    }

    /// Like [`Answer::has_evidence`], but only accepted evidence counts.
    pub(crate) fn has_evidence_that(
        &self,
        capability: &Capability,
        is_accepted: impl Fn(&Located<Evidence>) -> bool,
    ) -> bool {
        let has_own = self.evidence.iter().any(&is_accepted);
        has_own || self.is_by_clause() && self.clauses_without(capability, is_accepted).is_empty()
    }

    /// The required clauses that count and have no accepted evidence; empty if the answer is not by clause.
    pub(crate) fn clauses_without(
        &self,
        capability: &Capability,
        is_accepted: impl Fn(&Located<Evidence>) -> bool,
    ) -> Vec<&'static Clause> {
        let has = |clause: &Clause| {
            self.clause(clause.id).is_some_and(|answer| answer.evidence.iter().any(&is_accepted))
        };
        self.counting_clauses(capability).filter(|clause| !has(clause)).collect()
    }

    /// These required clauses; empty if no other one counts, because then it is the whole capability that matters.
    pub(crate) fn unless_all(
        &self,
        capability: &Capability,
        clauses: Vec<&'static Clause>,
    ) -> Vec<&'static Clause> {
        if clauses.len() < self.counting_clauses(capability).count() { clauses } else { Vec::new() }
    }

    /// The required clauses that are applicable; none if the answer is not by clause.
    fn counting_clauses(&self, capability: &Capability) -> impl Iterator<Item = &'static Clause> {
        let required = capability.clauses.iter().filter(|clause| self.is_by_clause() && clause.required);
        required.filter(|clause| self.clause_status(clause.id) != Status::NotApplicable)
    }

    /// All evidence of the answer: its own, then that of its clauses.
    pub fn all_evidence(&self) -> impl Iterator<Item = &Located<Evidence>> {
        let clauses = match &self.rating {
            Rating::Unanswered | Rating::Whole(_) => None,
            Rating::ByClause(clauses) => Some(clauses.values().flat_map(|clause| &clause.value.evidence)),
        };
        self.evidence.iter().chain(clauses.into_iter().flatten())
    }
}

impl Profile {
    /// All evidence, in the order of the capabilities.
    pub fn all_evidence(&self) -> impl Iterator<Item = &Located<Evidence>> {
        self.answers().values().flat_map(|answer| answer.value.all_evidence())
    }
}

#[cfg(test)]
mod tests {
    use super::Evidence;

    fn evidence(text: &str) -> Evidence {
        Evidence::new(text).expect("a text")
    }

    #[test]
    fn white_space_is_not_evidence() {
        for text in ["", " ", "\t\n\u{a0}"] {
            assert_eq!(Evidence::new(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_names_a_scheme_is_an_address_and_anything_else_a_path() {
        for address in ["https://index.example.org/x", "mailto:security@example.org", "git+ssh://x", "urn:x"]
        {
            assert!(evidence(address).is_address(), "{address}");
        }
        for path in ["docs/a.md", "C:/docs/a.md", "a.md", "docs/a:b", "../x", "we said so: yes", ":x"] {
            assert!(!evidence(path).is_address(), "{path}");
        }
    }

    #[test]
    fn only_web_addresses_and_paths_can_be_followed() {
        for text in ["https://index.example.org/x", "docs/a", "a.md", "docs/a.md", "../x", "C:/docs/a.md"] {
            assert!(evidence(text).can_be_followed(), "{text}");
        }
        for text in ["seen", "seen by us", "docs/our page.md", "docs/a\u{202e}.md", "urn:docs/a.md"] {
            assert!(!evidence(text).can_be_followed(), "{text}");
        }
    }
}
