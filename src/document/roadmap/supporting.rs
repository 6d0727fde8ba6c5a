//! Work of a proposal that closes no gap itself: an assessment, and evidence of what is in place.

use super::words;
use crate::document::{Fact, labels};
use registry_maturity_core::proposal::Proposal;

/// The kinds of work that it takes.
const WORK: &str = "research, communication";

/// A piece of such work.
pub(super) struct Supporting {
    /// What is done, as an instruction.
    pub title: &'static str,
    /// The id to link to.
    pub anchor: &'static str,
    /// The reason for it.
    pub why: &'static str,
    /// What is missing, what is delivered, and what follows from it.
    pub facts: Vec<Fact>,
}

/// The assessment, which comes before all other work.
pub(super) fn assessment(proposal: &Proposal<'_, '_>) -> Option<Supporting> {
    proposal.needs_assessment().then(|| Supporting {
        title: "Assess the registry against the principles",
        anchor: "assessment",
        why: "So far, it is not known what is in place and what is missing. Once it is known, money can go where it helps \
              most.",
        facts: vec![
            Fact::new(
                labels::TODAY,
                format!(
                    "{} not known; they are listed under \u{201c}Not known yet\u{201d}.",
                    words::count(proposal.unknown.len(), "item is", "items are")
                ),
            ),
            Fact::new(
                labels::DELIVERABLE,
                "A published assessment that answers every question of the principles that applies to the registry, \
                 with links to evidence, and a list of the improvements that are needed, in order of priority.",
            ),
            Fact::new(labels::OUTCOME, "shows the level of each track and what it takes to raise it"),
            Fact::new(labels::KINDS_OF_WORK, WORK),
        ],
    })
}

/// Evidence that is still missing for what is in place: part of the work, because success is measured with evidence.
pub(super) fn evidence(proposal: &Proposal<'_, '_>) -> Option<Supporting> {
    let missing = proposal.unevidenced.len();
    (missing > 0).then(|| Supporting {
        title: "Publish evidence of what is in place",
        anchor: "evidence",
        why: "Without evidence, users and funders have only the registry's word. With it, they can check each claim \
              themselves.",
        facts: vec![
            Fact::new(
                labels::TODAY,
                format!(
                    "{} in place without evidence, or with evidence for only a part.",
                    words::count(missing, "item is", "items are")
                ),
            ),
            Fact::new(
                labels::DELIVERABLE,
                "For every such item, the assessment links to a public page, document or piece of source code that \
                 shows it.",
            ),
            Fact::new(labels::OUTCOME, "makes the levels verifiable"),
            Fact::new(labels::KINDS_OF_WORK, WORK),
        ],
    })
}
