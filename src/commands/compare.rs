//! `compare`: several registries side by side.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use registry_maturity::{
    document, json,
    render::{
        format::{Format, ResultKind},
        json::{Layout, json as json_text},
    },
};
use registry_maturity_core::{
    assessment::{Assessment, assess},
    catalogue::TrackId,
    comparison::Comparison,
    profile::Profile,
    text::Source,
};

use super::{deliver, findings, fleet, in_json, in_words, load, output, warnings};
use crate::{
    arguments::{self, Destination, Disclose, KnownName},
    console::{Console, Exit, Unusable},
};

#[derive(Debug, Args)]
#[command(
    after_help = "A folder stands for the *.yaml and *.yml files in it, at any depth, except hidden ones and those \
behind links to folders. A file that is not a valid profile is reported, and the others are compared. With \
`--format ndjson` each profile is one line, in the order of the files, written as soon as it is read.

Examples:
  registry-maturity compare first.yaml second.yaml
  registry-maturity compare --capabilities registries/
  registry-maturity compare --sort general registries/
  registry-maturity compare --format ndjson registries/ --output registries.ndjson"
)]
pub(crate) struct CompareArguments {
    /// Profiles, and folders of profiles.
    #[arg(value_name = "PROFILE|FOLDER", required = true)]
    pub profiles: Vec<PathBuf>,

    /// Include the status of every capability.
    #[arg(long)]
    pub capabilities: bool,

    /// Sort by the level of this track instead of by name; registries outside the track are not ranked.
    #[arg(long, value_name = "TRACK", hide_possible_values = true, value_parser = KnownName::new(arguments::track, arguments::tracks))]
    pub sort: Option<TrackId>,

    /// Output format.
    #[arg(long, value_name = "FORMAT", default_value = "terminal", value_parser = arguments::formats(ResultKind::Comparison))]
    pub format: Format,

    #[command(flatten)]
    pub output: Destination,

    #[command(flatten)]
    pub disclose: Disclose,
}

/// Puts registries side by side.
pub(crate) fn compare(arguments: &CompareArguments, console: &Console) -> anyhow::Result<Exit> {
    if arguments.sort.is_some() && arguments.format == Format::Ndjson {
        bail!(
            "`--sort` can't be used with `--format ndjson`, which tells each profile as soon as it is read; leave out \
             `--sort`, or use `--format json`"
        );
    }
    let fleet = fleet::profiles(&arguments.profiles);
    for why in &fleet.refused {
        console.fail(why);
    }
    let bad = match arguments.format {
        Format::Ndjson => stream(arguments, &fleet.paths, console)?,
        _ => side_by_side(arguments, &fleet.paths, console)?,
    };
    match bad + fleet.refused.len() {
        0 => Ok(Exit::Done),
        bad if bad == fleet.len() => bail!("there is nothing to compare"),
        bad => bail!("{bad} of {} profiles could not be read; the others are told", fleet.len()),
    }
}

/// Everything in one result; how many files could not be read.
fn side_by_side(arguments: &CompareArguments, paths: &[PathBuf], console: &Console) -> anyhow::Result<usize> {
    let mut loaded: Vec<(PathBuf, Source, Profile)> = Vec::new();
    let mut failed: Vec<anyhow::Error> = Vec::new();
    let work = |path: &Path| load(path).map(|(source, profile)| (path.to_owned(), source, profile));
    fleet::each(paths, console, work, |one, gauge| {
        match one {
            Ok(one) => loaded.push(one),
            Err(error) => {
                gauge.clear();
                console.fail(&error);
                failed.push(error);
            }
        }
        Ok(())
    })?;
    let unusable: Vec<&Unusable> = failed.iter().filter_map(anyhow::Error::downcast_ref).collect();
    let result = if !loaded.is_empty() {
        drawn(arguments, &loaded, &unusable, console)?
    } else if arguments.format.row().is_for_programs && !unusable.is_empty() {
        findings::problems_in_json(arguments.format, unusable)?
    } else {
        return Ok(failed.len());
    };
    deliver(&result, &arguments.output, console)?;
    Ok(failed.len())
}

fn drawn(
    arguments: &CompareArguments,
    loaded: &[(PathBuf, Source, Profile)],
    unusable: &[&Unusable],
    console: &Console,
) -> anyhow::Result<String> {
    let assessments: Vec<Assessment<'_>> = loaded.iter().map(|(_, _, profile)| assess(profile)).collect();
    let comparison = Comparison::of(&assessments, arguments.sort);
    if !arguments.format.row().is_for_programs {
        let document = document::comparison(&comparison, arguments.capabilities);
        return in_words(arguments.format, console, &[document]);
    }
    let each = loaded.iter().zip(&assessments);
    let warnings: Vec<_> =
        each.map(|((path, source, _), assessment)| (source, warnings(assessment, path))).collect();
    let problems = unusable.iter().flat_map(|one| json::problems(&one.source, &one.problems)).collect();
    let disclosure = arguments.disclose.into();
    let record = json::ComparisonRecord::new(&comparison, &assessments, &warnings, problems, disclosure);
    in_json(arguments.format, &record)
}

/// What `score` says of each, a line a profile, written as soon as it is known; how many files could not be read.
fn stream(arguments: &CompareArguments, paths: &[PathBuf], console: &Console) -> anyhow::Result<usize> {
    let mut output = output::Output::open(&arguments.output)?;
    let mut bad = 0;
    let line = |path: &Path| -> anyhow::Result<String> {
        let (source, profile) = load(path)?;
        let assessment = assess(&profile);
        let warnings = warnings(&assessment, path);
        let report = json::ReportRecord::new(&assessment, &warnings, &source, arguments.disclose.into());
        Ok(json_text(&report, Layout::Line)?)
    };
    let told = fleet::each(paths, console, line, |line, gauge| match line {
        Ok(line) => output.write(&line),
        Err(error) => {
            gauge.clear();
            console.fail(&error);
            bad += 1;
            match error.downcast_ref::<Unusable>() {
                Some(unusable) => output.write(&findings::problems_in_json(Format::Ndjson, [unusable])?),
                None => Ok(()),
            }
        }
    });
    // With nothing to tell, what was there before stays.
    let ended = told.and_then(|()| if bad < paths.len() { output.finish(console) } else { Ok(()) });
    output::unless_left(ended).map(|()| bad)
}
