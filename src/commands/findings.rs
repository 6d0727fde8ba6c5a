//! The result of a check, and the problems of a profile, in formats for other programs.

use std::path::Path;

use registry_maturity::{
    document::annotation::{self, Annotation},
    json,
    render::{annotations, format::Format, junit::junit},
};
use registry_maturity_core::{
    check::Verdict,
    text::{Problem, Source},
};

use super::{deliver, in_json, location};
use crate::{
    arguments::Destination,
    console::{Console, Unusable},
};

/// What the user asked for: the format, and where it goes.
pub(crate) struct RequestedOutput<'a> {
    pub format: Format,
    /// Where the result goes.
    pub output: &'a Destination,
    /// The files that the command reads.
    pub files: Vec<&'a Path>,
}

/// Writes the result of a check in any format.
pub(crate) fn verdict(
    verdict: &Verdict<'_>,
    warnings: &[Problem],
    source: &Source,
    file: &Path,
    format: Format,
) -> anyhow::Result<String> {
    let findings = annotation::findings(verdict, warnings);
    Ok(match format {
        Format::Json | Format::Ndjson => in_json(format, &json::GateRecord::new(verdict, source))?,
        Format::Sarif => {
            let uri = location::uri(&location::needed(file, format)?);
            in_json(format, &json::sarif(verdict, &findings, source, &uri))?
        }
        Format::Github if verdict.passed() => {
            github(&findings, source, file) + &annotations::lines(verdict, &findings, source)
        }
        Format::Terminal => annotations::lines(verdict, &findings, source),
        _ => for_services(&findings, source, file, format)?,
    })
}

fn for_services(
    findings: &[Annotation],
    source: &Source,
    file: &Path,
    format: Format,
) -> anyhow::Result<String> {
    Ok(match format {
        Format::Gitlab => {
            let path = location::slashed(&location::needed(file, format)?);
            in_json(format, &json::gitlab(findings, source, &path))?
        }
        Format::Junit => junit(findings, source),
        _ => github(findings, source, file),
    })
}

/// Something to know about a whole profile, as a workflow command.
pub(crate) fn notice(text: &str, file: &Path) -> String {
    annotations::github_notice(text, shown_path(file).as_deref())
}

fn github(findings: &[Annotation], source: &Source, file: &Path) -> String {
    annotations::github(findings, source, shown_path(file).as_deref())
}

/// The path by which GitHub finds a file; `None` if it has none there.
fn shown_path(file: &Path) -> Option<String> {
    location::path(file).map(|path| location::slashed(&path))
}

/// Writes the problems of a profile that can't be used in the requested format, if that is for other programs.
pub(crate) fn report_problems(
    unusable: &Unusable,
    asked: &RequestedOutput<'_>,
    console: &Console,
) -> anyhow::Result<()> {
    if !asked.format.row().is_for_programs {
        return Ok(());
    }
    let text = problems(unusable, asked)?;
    deliver(&text, asked.output, console)
}

/// The problems of profiles as JSON.
pub(crate) fn problems_in_json<'a>(
    format: Format,
    unusable: impl IntoIterator<Item = &'a Unusable>,
) -> anyhow::Result<String> {
    let all = unusable.into_iter().flat_map(|unusable| json::problems(&unusable.source, &unusable.problems));
    in_json(format, &json::ProblemsRecord::new(all.collect()))
}

/// The problems in a format, as a text.
fn problems(unusable: &Unusable, asked: &RequestedOutput<'_>) -> anyhow::Result<String> {
    let source = &unusable.source;
    let is_source = |file: &&&Path| file.display().to_string() == source.name;
    let file = asked.files.iter().find(is_source).copied().unwrap_or(Path::new("-"));
    let findings = annotation::problems(&unusable.problems);
    match asked.format {
        Format::Json | Format::Ndjson => problems_in_json(asked.format, [unusable]),
        Format::Sarif => {
            let uri = location::uri(&location::needed(file, asked.format)?);
            in_json(asked.format, &json::sarif_problems(&findings, source, &uri))
        }
        format => for_services(&findings, source, file, format),
    }
}
