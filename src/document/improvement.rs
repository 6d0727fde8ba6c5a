//! [`Improvement`]: what closing a gap takes, in the catalogue's texts.

use super::words;
use registry_maturity_core::{
    assessment::Finding,
    catalogue::{Capability, Clause, Work},
    profile::Status,
};

/// The work that closes a gap: on the whole capability, or on the clauses that are missing.
pub(crate) struct Improvement {
    capability: &'static Capability,
    /// The clauses that are missing, and recommended ones that are known to be. Empty if the work adds all that the
    /// capability asks for.
    added: Vec<(&'static Clause, Status)>,
}

impl Improvement {
    pub(crate) fn of(finding: &Finding<'_>) -> Improvement {
        let capability = finding.capability;
        let recommended = capability.clauses.iter().filter(|clause| !clause.required).filter_map(|clause| {
            let status = finding.clause_status(clause)?;
            matches!(status, Status::Unmet | Status::Partial).then_some((clause, status))
        });
        let mut added: Vec<_> = finding.open_clauses().chain(recommended).collect();
        if added.len() == capability.clauses.len() || !added.iter().any(|(clause, _)| clause.required) {
            added.clear();
        }
        Improvement { capability, added }
    }

    /// What to do, as an instruction.
    pub(crate) fn instruction(&self) -> String {
        let mut required = self.added.iter().filter(|(clause, _)| clause.required);
        let Some((first, _)) = required.next() else { return self.capability.improvement.to_owned() };
        let rest = required.map(|(clause, _)| words::lower_first(clause.improvement));
        words::and(&std::iter::once(first.improvement.to_owned()).chain(rest).collect::<Vec<_>>())
    }

    /// The reason of the clause if there is only one to add and it has its own, otherwise that of the capability.
    pub(crate) fn why(&self) -> &'static str {
        let own = match self.added.as_slice() {
            [(clause, _)] => clause.why,
            _ => None,
        };
        own.unwrap_or(self.capability.why)
    }

    /// The kinds of work that it takes.
    pub(crate) fn work(&self) -> impl Iterator<Item = Work> {
        let is_needed = |kind: &Work| {
            self.added.is_empty() || self.added.iter().any(|(clause, _)| clause.work.contains(kind))
        };
        self.capability.work.iter().copied().filter(is_needed)
    }

    /// What is delivered, a sentence or more for each line: what is missing, what may be, and what is only recommended.
    pub(crate) fn deliverable(&self) -> Vec<String> {
        if self.added.is_empty() {
            return vec![self.capability.deliverable.to_owned()];
        }
        let sentences = |is_part: &dyn Fn(&Clause, Status) -> bool| {
            let part = self.added.iter().filter(|(clause, status)| is_part(clause, *status));
            part.map(|(clause, _)| clause.deliverable).collect::<Vec<_>>().join(" ")
        };
        let lines = [
            ("", sentences(&|clause, status| clause.required && status != Status::Unknown)),
            ("If it turns out to be missing: ", sentences(&|_, status| status == Status::Unknown)),
            ("Also, though the level does not require it: ", sentences(&|clause, _| !clause.required)),
        ];
        let lines = lines.into_iter().filter(|(_, sentences)| !sentences.is_empty());
        lines.map(|(label, sentences)| format!("{label}{sentences}")).collect()
    }
}
