//! The result of a check, and the problems of a profile, in the formats of services.

use super::{
    annotations,
    format::Format,
    json::{Layout, NotJson, json as in_json},
    junit::junit,
};
use crate::{
    document::annotation::{self, Annotation},
    json,
};
use registry_maturity_core::{
    check::Verdict,
    text::{Problem, Source},
};

/// Where services find the file of a profile.
#[derive(Clone, Debug)]
pub struct Location {
    /// The path, with slashes.
    pub path: String,
    /// The path as a URI.
    pub uri: String,
}

/// The result of a check. Formats that need a location get the source's name if there is none.
///
/// # Errors
/// If the result cannot be represented as JSON.
pub fn verdict(
    format: Format,
    verdict: &Verdict<'_>,
    warnings: &[Problem],
    source: &Source,
    location: Option<&Location>,
) -> Result<String, NotJson> {
    if let Some(layout) = format.layout() {
        return in_json(&json::GateRecord::new(verdict, source), layout);
    }
    let findings = annotation::findings(verdict, warnings);
    let lines = || annotations::lines(verdict, &findings, source);
    match format {
        Format::Terminal => Ok(lines()),
        Format::Sarif => {
            let uri = location.map_or(&*source.name, |location| &location.uri);
            in_json(&json::sarif(verdict, &findings, source, uri), Layout::Indented)
        }
        Format::Github if verdict.passed() => Ok(github(&findings, source, location) + &lines()),
        _ => for_services(format, &findings, source, location),
    }
}

/// The problems of a profile. Formats that need a location get the source's name if there is none. Unless the source is
/// the file at the location, each problem says its own place.
///
/// # Errors
/// If the result cannot be represented as JSON.
pub fn problems(
    format: Format,
    problems: &[Problem],
    source: &Source,
    location: Option<&Location>,
    is_at_location: bool,
) -> Result<String, NotJson> {
    if let Some(layout) = format.layout() {
        let problems = json::problems(source, problems).collect();
        return in_json(&json::ProblemsRecord::new(problems), layout);
    }
    let findings = match format {
        // A test report names the source with each problem.
        Format::Junit => annotation::problems(problems),
        _ if is_at_location => annotation::problems(problems),
        _ => annotation::problems_elsewhere(problems, source),
    };
    match format {
        Format::Sarif => {
            let uri = location.map_or(&*source.name, |location| &location.uri);
            in_json(&json::sarif_problems(&findings, source, uri), Layout::Indented)
        }
        _ => for_services(format, &findings, source, location),
    }
}

/// Something to know about a whole profile, if the format has a place for it.
#[must_use]
pub fn notice(format: Format, text: &str, location: Option<&Location>) -> Option<String> {
    let path = location.map(|location| location.path.as_str());
    (format == Format::Github).then(|| annotations::github_notice(text, path))
}

fn for_services(
    format: Format,
    findings: &[Annotation],
    source: &Source,
    location: Option<&Location>,
) -> Result<String, NotJson> {
    match format {
        Format::Gitlab => {
            let path = location.map_or(&*source.name, |location| &location.path);
            in_json(&json::gitlab(findings, source, path), Layout::Indented)
        }
        Format::Junit => Ok(junit(findings, source)),
        _ => Ok(github(findings, source, location)),
    }
}

fn github(findings: &[Annotation], source: &Source, location: Option<&Location>) -> String {
    annotations::github(findings, source, location.map(|location| location.path.as_str()))
}
