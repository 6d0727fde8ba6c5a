//! The machine-readable results, in structs of their own, so that changes within the program do not change what others
//! parse. Each has a version number for its shape, which changes if a key is renamed or removed.

mod catalogue;
mod comparison;
mod check;
mod gitlab;
mod history;
mod problems;
mod progress;
mod report;
mod roadmap;
mod sarif;

pub use catalogue::{catalogue, subjects};
pub use check::GateRecord;
pub use comparison::ComparisonRecord;
pub use gitlab::{CodeQualityRecord, gitlab};
pub use history::{HistoryRecord, VersionLine};
pub use problems::{ProblemRecord, ProblemsRecord, problems};
pub use progress::ProgressRecord;
pub use report::ReportRecord;
pub use roadmap::RoadmapRecord;
pub use sarif::sarif;
pub(crate) use sarif::sarif_problems;
