//! What closing a gap takes, in the catalogue's texts: the whole capability's, or those of the clauses that are missing.

use super::words;
use registry_maturity_core::{
    assessment::Finding,
    catalogue::{Clause, Work},
    profile::Status,
};

/// The clauses that the work adds: those that are missing, and recommended ones that are known to be. Empty if it adds
/// all that the capability asks for.
fn added(finding: &Finding<'_>) -> Vec<(&'static Clause, Status)> {
    let open = finding.open_clauses();
    let recommended =
        finding.capability.clauses.iter().filter(|clause| !clause.required).filter_map(|clause| {
            let status = finding.clause_status(clause)?;
            matches!(status, Status::Unmet | Status::Partial).then_some((clause, status))
        });
    let added: Vec<_> = open.chain(recommended).collect();
    let is_all = added.len() == finding.capability.clauses.len();
    if is_all || !added.iter().any(|(clause, _)| clause.required) { Vec::new() } else { added }
}

/// What to do, as an instruction.
pub(crate) fn instruction(finding: &Finding<'_>) -> String {
    let added = added(finding);
    let required = added.iter().filter(|(clause, _)| clause.required).map(|(clause, _)| clause.improvement);
    let mut required = required.map(str::to_owned);
    let Some(first) = required.next() else { return finding.capability.improvement.to_owned() };
    let rest = required.map(|improvement| words::lower_first(&improvement));
    words::and(&std::iter::once(first).chain(rest).collect::<Vec<_>>())
}

/// Why it matters.
pub(crate) fn why(finding: &Finding<'_>) -> &'static str {
    let own = match added(finding).as_slice() {
        [(clause, _)] => clause.why,
        _ => None,
    };
    own.unwrap_or(finding.capability.why)
}

/// The kinds of work that it takes.
pub(crate) fn work(finding: &Finding<'_>) -> impl Iterator<Item = Work> {
    let added = added(finding);
    let is_needed =
        move |kind: &Work| added.is_empty() || added.iter().any(|(clause, _)| clause.work.contains(kind));
    finding.capability.work.iter().copied().filter(is_needed)
}

/// What is delivered, a sentence or more for each line: what is missing, what may be, and what is only recommended.
pub(crate) fn deliverable(finding: &Finding<'_>) -> Vec<String> {
    let added = added(finding);
    if added.is_empty() {
        return vec![finding.capability.deliverable.to_owned()];
    }
    let sentences = |is_part: &dyn Fn(&Clause, Status) -> bool| {
        let part = added.iter().filter(|(clause, status)| is_part(clause, *status));
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
