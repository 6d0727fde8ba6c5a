//! Several registries side by side: what `score` says of each.

use serde::Serialize;

use super::Report;
use crate::document::Disclosure;
use registry_maturity_core::{catalogue::TrackId, comparison, text::Source};

const SCHEMA: u8 = 1;

/// Several registries, in order.
#[derive(Debug, Serialize)]
pub struct Comparison<'a> {
    schema: u8,
    sorted_by: Option<TrackId>,
    registries: Vec<Report<'a>>,
    not_ranked: Vec<Report<'a>>,
    generator: &'static str,
}

impl<'a> Comparison<'a> {
    /// The comparison, as far as readers may see it.
    #[must_use]
    pub fn new(comparison: &comparison::Comparison<'a>, disclosure: Disclosure) -> Comparison<'a> {
        // Warnings are for those who keep a profile, and told while reading it.
        let nowhere = Source::new("", "");
        let report = |assessment: &&registry_maturity_core::assessment::Assessment<'a>| {
            Report::new(assessment, &[], &nowhere, disclosure)
        };
        Comparison {
            schema: SCHEMA,
            sorted_by: comparison.by.map(|track| track.id),
            registries: comparison.registries.iter().map(report).collect(),
            not_ranked: comparison.unranked.iter().map(report).collect(),
            generator: crate::document::PROGRAM,
        }
    }
}
