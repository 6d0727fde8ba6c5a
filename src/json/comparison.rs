//! Several registries side by side: what `score` says of each.

use std::{collections::HashMap, ptr};

use serde::Serialize;

use super::{ProblemRecord, ReportRecord};
use crate::document::Disclosure;
use registry_maturity_core::{
    assessment::Assessment,
    catalogue::TrackId,
    comparison::Comparison,
    text::{Problem, Source},
};

const SCHEMA: u8 = 1;

/// Several registries, in order.
#[derive(Debug, Serialize)]
pub struct ComparisonRecord<'a> {
    schema: u8,
    sorted_by: Option<TrackId>,
    registries: Vec<ReportRecord<'a>>,
    not_ranked: Vec<ReportRecord<'a>>,
    problems: Vec<ProblemRecord<'a>>,
    generator: &'static str,
}

impl<'a> ComparisonRecord<'a> {
    /// The comparison, as far as readers may see it. `warnings` are those of each of the `assessments` that were
    /// compared, in the same order, with the text that they are about; `problems` those of profiles left out.
    #[must_use]
    pub fn new(
        comparison: &Comparison<'a>,
        assessments: &'a [Assessment<'a>],
        warnings: &'a [(&Source, Vec<Problem>)],
        problems: Vec<ProblemRecord<'a>>,
        disclosure: Disclosure,
    ) -> ComparisonRecord<'a> {
        let warnings: HashMap<_, _> = assessments.iter().map(ptr::from_ref).zip(warnings).collect();
        let record = |assessment: &&Assessment<'a>| {
            let (source, warnings) = &warnings[&ptr::from_ref(*assessment)];
            ReportRecord::new(assessment, warnings, source, disclosure)
        };
        ComparisonRecord {
            schema: SCHEMA,
            sorted_by: comparison.by.map(|track| track.id),
            registries: comparison.registries.iter().map(record).collect(),
            not_ranked: comparison.unranked.iter().map(record).collect(),
            problems,
            generator: crate::document::PROGRAM,
        }
    }
}
