//! The result of a check as a code quality report of GitLab.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::annotation::Annotation;
use registry_maturity_core::text::Source;

/// A finding in GitLab's format.
#[derive(Debug, Serialize)]
pub struct CodeQualityRecord<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: LocationRecord<'a>,
}

#[derive(Debug, Serialize)]
struct LocationRecord<'a> {
    path: &'a str,
    lines: LinesRecord,
}

#[derive(Debug, Serialize)]
struct LinesRecord {
    begin: usize,
}

/// Every finding, with its line of the file at `path`, relative to the root of the repository. Findings without a place
/// are at the top, because GitLab requires a line.
#[must_use]
pub fn gitlab<'a>(findings: &[Annotation], source: &Source, path: &'a str) -> Vec<CodeQualityRecord<'a>> {
    let mut seen = BTreeMap::new();
    let record = |finding: &Annotation| {
        // It must be unique, and stay the same from one version of the file to the next, so it cannot contain a line
        // number.
        let key = format!("{path}:{}:{}", finding.kind, finding.about.unwrap_or(&finding.message));
        let count = seen.entry(key.clone()).and_modify(|count| *count += 1).or_insert(1);
        CodeQualityRecord {
            description: finding.text(),
            check_name: finding.kind,
            fingerprint: if *count == 1 { key } else { format!("{key}:{count}") },
            severity: if finding.is_error { "major" } else { "minor" },
            location: LocationRecord {
                path,
                lines: LinesRecord { begin: finding.at.map_or(1, |span| source.position(span.start()).line) },
            },
        }
    };
    findings.iter().map(record).collect()
}
