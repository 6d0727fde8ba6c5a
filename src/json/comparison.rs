//! Several registries side by side: the object around what `score` says of each.

use serde::Serialize;

use super::ProblemRecord;
use registry_maturity_core::catalogue::TrackId;

const SCHEMA: u8 = 1;

/// Several registries. Both lists of registries are empty: whoever writes a comparison fills them, one report after the
/// other, so that not all of them have to be in memory.
#[derive(Debug, Serialize)]
pub struct ComparisonRecord<'a> {
    schema: u8,
    sorted_by: Option<TrackId>,
    registries: [(); 0],
    not_ranked: [(); 0],
    problems: Vec<ProblemRecord<'a>>,
    generator: &'static str,
}

impl<'a> ComparisonRecord<'a> {
    /// A comparison ordered by the level of a track, if one is given. `problems` are those of profiles left out.
    #[must_use]
    pub fn new(by: Option<TrackId>, problems: Vec<ProblemRecord<'a>>) -> ComparisonRecord<'a> {
        ComparisonRecord {
            schema: SCHEMA,
            sorted_by: by,
            registries: [],
            not_ranked: [],
            problems,
            generator: crate::document::PROGRAM,
        }
    }
}
