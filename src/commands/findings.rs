//! The problems of a profile in formats for other programs.

use std::path::Path;

use registry_maturity::{
    json,
    render::{
        findings,
        format::Format,
        json::{Layout, json as in_json},
    },
};

use super::{deliver, location};
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

/// Writes the problems of a profile that can't be used in the requested format, if that is for other programs.
pub(crate) fn report_problems(
    unusable: &Unusable,
    asked: &RequestedOutput<'_>,
    console: &Console,
) -> anyhow::Result<()> {
    if !asked.format.is_for_programs() {
        return Ok(());
    }
    let text = problems(unusable, asked)?;
    deliver(&text, asked.output, console)
}

/// The problems of profiles as JSON.
pub(crate) fn problems_in_json<'a>(
    layout: Layout,
    unusable: impl IntoIterator<Item = &'a Unusable>,
) -> anyhow::Result<String> {
    let all = unusable.into_iter().flat_map(|unusable| json::problems(&unusable.source, &unusable.problems));
    Ok(in_json(&json::ProblemsRecord::new(all.collect()), layout)?)
}

/// The problems in a format, as a text. Those of an earlier version or of standard input, which have no place in a
/// file, are shown beside the profile.
fn problems(unusable: &Unusable, asked: &RequestedOutput<'_>) -> anyhow::Result<String> {
    let source = &unusable.source;
    let is_source = |file: &&&Path| file.display().to_string() == source.name;
    let file = asked.files.iter().find(is_source);
    let beside = file.or(asked.files.first()).copied().unwrap_or(Path::new("-"));
    let location = location::of(beside, asked.format)?;
    Ok(findings::problems(asked.format, &unusable.problems, source, location.as_ref(), file.is_some())?)
}
