//! Several registries side by side: the object around what `score` says of each.

use serde::Serialize;

use super::ProblemRecord;
use registry_maturity_core::catalogue::TrackId;

const SCHEMA: u8 = 1;

/// A comparison. Both lists of registries are empty: the caller writes the reports one after the other, so that they
/// are never all in memory.
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
    /// A comparison, ranked by the level of a track if one is given. `problems` are those of profiles that are left
    /// out.
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
