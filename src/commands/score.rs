//! `score`: levels and the per-track gap table.

use std::path::PathBuf;

use clap::Args;
use registry_maturity::{
    assessment::assess,
    catalogue::TrackId,
    document::{self, Disclosure, Filter},
    json,
    level::Level,
    problem::{Located, Source, Span},
    profile::{DEFAULT_PATH, Profile},
    render::excerpt::Severity,
    warnings::warnings,
};

use super::{deliver, draw, read_profile, read_source};
use crate::{
    cli::{self, Disclose, Format, Goal, Output},
    console::{Console, Exit},
};

/// What to score, and how to tell it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  registry-maturity score
  registry-maturity score --all --track general profile.yaml
  registry-maturity score --format json profile.yaml | jq '.tracks[].level'")]
pub struct Arguments {
    /// The profiles; `-` reads standard input.
    #[arg(value_name = "PROFILE", default_value = DEFAULT_PATH)]
    pub profiles: Vec<PathBuf>,

    /// Show what is met and what does not apply too, not the gaps alone.
    #[arg(long)]
    pub all: bool,

    /// These tracks only.
    #[arg(long, value_name = "TRACK", value_delimiter = ',', value_parser = cli::track)]
    pub track: Vec<TrackId>,

    /// These levels only.
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    pub level: Vec<Level>,

    /// Gaps up to this level only, for every track or for one; instead of the profile's targets.
    #[arg(long, value_name = "[TRACK=]LEVEL", value_delimiter = ',')]
    pub target: Vec<Goal>,

    #[command(flatten)]
    pub output: Output,

    #[command(flatten)]
    pub disclose: Disclose,
}

/// Scores each profile.
pub fn score(arguments: &Arguments, console: &Console) -> anyhow::Result<Exit> {
    let mut result = String::new();
    for path in &arguments.profiles {
        let source = read_source(path)?;
        let mut profile = read_profile(&source)?;
        aim(&mut profile, &arguments.target);
        if !result.is_empty() && arguments.output.format == Format::Terminal {
            result.push('\n');
        }
        result += &one(&source, &profile, arguments, console)?;
    }
    deliver(&result, &arguments.output, console)?;
    Ok(Exit::Done)
}

fn one(
    source: &Source,
    profile: &Profile,
    arguments: &Arguments,
    console: &Console,
) -> anyhow::Result<String> {
    let assessment = assess(profile);
    let warnings = warnings(&assessment);
    let format = arguments.output.format;
    if !matches!(format, Format::Json | Format::Ndjson) {
        console.show(source, &warnings, Severity::Warning);
    }
    draw(
        format,
        console,
        || document::report(&assessment, &filter(arguments)),
        || json::Report::new(&assessment, &warnings, source, arguments.disclose.into()),
    )
}

fn filter(arguments: &Arguments) -> Filter {
    Filter {
        all: arguments.all,
        tracks: arguments.track.clone(),
        levels: arguments.level.clone(),
        up_to_target: !arguments.target.is_empty(),
        disclosure: arguments.disclose.into(),
    }
}

/// Puts the goals of the command line in place of the profile's targets.
pub fn aim(profile: &mut Profile, goals: &[Goal]) {
    for goal in goals {
        let tracks = profile.catalogue.tracks.iter().map(|track| track.id);
        for track in tracks.filter(|id| goal.track.is_none_or(|wanted| wanted == *id)) {
            let target: Located<Level> = Located::new(goal.level, Span::default());
            profile.targets.insert(track, target);
        }
    }
}

impl From<Disclose> for Disclosure {
    fn from(disclose: Disclose) -> Disclosure {
        match disclose {
            Disclose { public: true, .. } => Disclosure::Public,
            Disclose { internal: true, .. } => Disclosure::Internal,
            Disclose { .. } => Disclosure::Usual,
        }
    }
}
