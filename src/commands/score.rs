//! `score`: levels and the per-track gap table.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use registry_maturity::{
    document::{self, Filter, check},
    json,
    render::{
        excerpt::Severity,
        format::{Format, ResultKind},
    },
};
use registry_maturity_core::{
    assessment::assess,
    catalogue::{Level, TrackId},
    profile::{DEFAULT_PATH, Profile},
    scope::Scope,
};

use super::{deliver, findings, in_json, in_words, load, warnings};
use crate::{
    arguments::{self, Destination, Disclose, KnownName, LevelGoal},
    console::{Console, Exit, Unusable},
};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  registry-maturity score
  registry-maturity score --all --track general profile.yaml
  registry-maturity score --format json profile.yaml | jq '.tracks[].level'
  registry-maturity score --format html --public --output scorecard.html
  registry-maturity score --format markdown --track general --target 1
  registry-maturity score --format csv *.yaml --output sheet.csv
  registry-maturity score --format badge --output maturity.svg")]
pub(crate) struct ScoreArguments {
    /// Profiles to read; `-` is standard input.
    #[arg(value_name = "PROFILE", default_value = DEFAULT_PATH)]
    pub profiles: Vec<PathBuf>,

    /// Show what is met and what does not apply, too.
    #[arg(long)]
    pub all: bool,

    /// Show only these tracks.
    #[arg(long, value_name = "TRACK", value_delimiter = ',', hide_possible_values = true,
        value_parser = KnownName::new(arguments::track, arguments::tracks))]
    pub track: Vec<TrackId>,

    /// Show only these levels.
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    pub level: Vec<Level>,

    /// Show only gaps up to this level, instead of the profile's targets.
    #[arg(long, value_name = "[TRACK=]LEVEL", value_delimiter = ',', hide_possible_values = true)]
    pub target: Vec<LevelGoal>,

    /// Output format.
    #[arg(long, value_name = "FORMAT", default_value = "terminal", value_parser = arguments::formats(ResultKind::Report))]
    pub format: Format,

    #[command(flatten)]
    pub output: Destination,

    #[command(flatten)]
    pub disclose: Disclose,
}

/// Scores each profile.
pub(crate) fn score(arguments: &ScoreArguments, console: &Console) -> anyhow::Result<Exit> {
    let format = arguments.format;
    let shows_one = matches!(format, Format::Markdown | Format::Html | Format::Badge);
    if arguments.profiles.len() > 1 && shows_one {
        bail!(
            "`--format {}` shows one profile; write one file for each, or set them side by side with `registry-maturity compare`",
            format.row().name
        );
    }
    let mut results = String::new();
    let mut documents = Vec::new();
    let mut exit = Exit::Done;
    for path in &arguments.profiles {
        let (source, mut profile) = match load(path) {
            Err(error) if format.row().is_for_programs && error.is::<Unusable>() => {
                results += &findings::problems_in_json(format, error.downcast_ref::<Unusable>())?;
                console.fail(&error);
                exit = Exit::Failed;
                continue;
            }
            loaded => loaded?,
        };
        aim(&mut profile, &arguments.target)?;
        let assessment = assess(&profile);
        let warnings = warnings(&assessment, path);
        match format {
            Format::Json | Format::Ndjson => {
                let report =
                    json::ReportRecord::new(&assessment, &warnings, &source, arguments.disclose.into());
                results += &in_json(format, &report)?;
            }
            _ => {
                console.show(&source, &warnings, Severity::Warning);
                documents.push(document::report(&assessment, &filter(arguments)));
            }
        }
    }
    results += &in_words(format, console, &documents)?;
    deliver(&results, &arguments.output, console)?;
    Ok(exit)
}

fn filter(arguments: &ScoreArguments) -> Filter {
    let format = arguments.format;
    Filter {
        all: arguments.all,
        // Readers of a page choose what they see, and a sheet is for sorting.
        keep_all: matches!(format, Format::Html | Format::Csv),
        tracks: arguments.track.clone(),
        levels: arguments.level.clone(),
        up_to_target: !arguments.target.is_empty(),
        disclosure: arguments.disclose.into(),
    }
}

/// Puts the goals of the command line in place of the profile's targets. One for every track means those that apply.
///
/// # Errors
/// If a goal names a track in which there is nothing to reach.
pub(crate) fn aim(profile: &mut Profile, goals: &[LevelGoal]) -> anyhow::Result<()> {
    let assessment = assess(profile);
    for track in goals.iter().filter_map(|goal| assessment.track(goal.track?)) {
        if track.standing.is_none() {
            let why = check::without_level(profile.catalogue(), track);
            bail!("a target for `{}` can't be reached: {why}", track.track.id);
        }
    }
    let applying: Vec<TrackId> = Scope::of(profile)
        .tracks
        .iter()
        .filter(|(_, applies)| applies.is_assessed())
        .map(|(track, _)| track.id)
        .collect();
    for goal in goals {
        for track in goal.track.map_or_else(|| applying.clone(), |track| vec![track]) {
            profile.set_target(track, goal.level)?;
        }
    }
    Ok(())
}
