//! `check`: whether a profile falls short of what is required.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use registry_maturity::{
    document::warning,
    render::{
        excerpt::Severity,
        findings::{self, Location},
        format::{Format, ResultKind},
    },
};
use registry_maturity_core::{
    age::Age,
    check::{Demands, Freshness, Measure, judge},
    date::Date,
    profile::Profile,
    text::{Source, visible},
    warnings::{Surroundings, warnings},
};

use super::{
    deliver, evidence,
    git::{Earlier, Tracked},
    has_only_idle_targets, location, read_profile, read_source, screen,
};
use crate::{
    arguments::{self, Destination, Input, LevelGoal},
    console::{Console, Exit},
};

#[derive(Debug, Args)]
#[command(
    after_help = "The profile's targets are checked unless --no-targets is given. What is unknown never counts towards a level.

Examples:
  registry-maturity check
  registry-maturity check --require 1 --complete
  registry-maturity check --require authentication=2 --against evidenced
  registry-maturity check --no-targets --baseline origin/main... --max-age 12mo
  registry-maturity check --format sarif --output gaps.sarif"
)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub input: Input,

    /// Fail if a track is below this level; without TRACK, if any track is.
    #[arg(long, value_name = "[TRACK=]LEVEL", value_delimiter = ',', hide_possible_values = true)]
    pub require: Vec<LevelGoal>,

    /// Ignore the profile's targets.
    #[arg(long)]
    pub no_targets: bool,

    /// Level that has to be reached.
    #[arg(long, value_name = "WHICH", default_value = "level")]
    pub against: Against,

    /// Fail if anything got worse since this git revision; `REV...` means its merge base with HEAD.
    #[arg(long, value_name = "REV", conflicts_with = "baseline_file")]
    pub baseline: Option<String>,

    /// Fail if anything is worse than in this profile.
    #[arg(long, value_name = "FILE")]
    pub baseline_file: Option<PathBuf>,

    /// Fail if an answer is older than this (90d, 6w, 12mo, 1y) or past its `review-by`.
    #[arg(long, value_name = "AGE")]
    pub max_age: Option<Age>,

    /// Treat this date as today.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,

    /// Fail if anything is met without evidence; paths must exist, addresses are not requested.
    #[arg(long)]
    pub evidence: bool,

    /// Fail if anything is unanswered (`unknown` is an answer).
    #[arg(long)]
    pub complete: bool,

    /// Fail if there are warnings.
    #[arg(long)]
    pub warnings: bool,

    /// Output format.
    #[arg(long, value_name = "FORMAT", default_value = "terminal", value_parser = arguments::formats(ResultKind::Verdict))]
    pub format: Format,

    #[command(flatten)]
    pub output: Destination,
}

impl CheckArguments {
    /// The files that the command reads.
    pub(crate) fn files(&self) -> Vec<&Path> {
        let baseline = self.baseline_file.as_deref();
        std::iter::once(self.input.profile.as_path()).chain(baseline).collect()
    }
}

/// Which of a track's levels counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Against {
    /// The level as answered.
    Level,
    /// The level if only what is met with evidence counts.
    Evidenced,
}

/// Checks a profile. The exit code is the verdict.
pub(crate) fn check(arguments: &CheckArguments, console: &Console) -> anyhow::Result<Exit> {
    let path = &arguments.input.profile;
    let location = location::of(path, arguments.format)?;
    let source = read_source(path)?;
    let profile = read_profile(&source)?;
    let assessment = profile.assess();
    let today = arguments.as_of.unwrap_or_else(super::today);
    let broken_paths = evidence::broken_paths(&profile, path);
    let surroundings = Surroundings { as_of: Some(today), broken_paths };
    let warnings = warnings(&assessment, &surroundings);
    let baseline = baseline(arguments, &source, location.as_ref(), console)?;
    let before = baseline.as_ref().map(Profile::assess);
    let demands = Demands {
        targets: !arguments.no_targets,
        levels: arguments.require.iter().map(|goal| (goal.track, goal.level)).collect(),
        measure: match arguments.against {
            Against::Level => Measure::Level,
            Against::Evidenced => Measure::Evidenced,
        },
        baseline: before.as_ref(),
        freshness: arguments.max_age.map(|max_age| Freshness { max_age, as_of: today }),
        evidence: arguments.evidence.then_some(&surroundings.broken_paths),
        complete: arguments.complete,
        warnings: arguments.warnings.then_some(&*warnings),
    };
    let shown =
        if arguments.warnings { Vec::new() } else { warning::problems(profile.catalogue(), &warnings) };
    console.show(&source, &shown, Severity::Warning);
    if demands.is_empty(&assessment) && arguments.baseline.is_none() {
        let targets = match has_only_idle_targets(&assessment) && !arguments.no_targets {
            true => "every target is for a track that does not apply; add targets for other tracks",
            false => "add `targets`",
        };
        bail!("{}: nothing to check; {targets}, or pass for example `--require 1`", source.name);
    }
    let verdict = judge(&assessment, &demands);
    let text = findings::verdict(arguments.format, &verdict, &shown, &source, location.as_ref())?;
    let signs = screen(arguments.format, console).map(|terminal| terminal.signs(&text).into_owned());
    deliver(&signs.unwrap_or(text), &arguments.output, console)?;
    Ok(if verdict.passed() { Exit::Done } else { Exit::Shortfall })
}

/// The baseline, if one is requested and exists.
fn baseline(
    arguments: &CheckArguments,
    now: &Source,
    location: Option<&Location>,
    console: &Console,
) -> anyhow::Result<Option<Profile>> {
    if let Some(file) = &arguments.baseline_file {
        return read_profile(&read_source(file)?).map(Some);
    }
    let Some(revision) = &arguments.baseline else { return Ok(None) };
    let path = &arguments.input.profile;
    let earlier =
        Tracked::new(path).and_then(|file| file.at(revision, now)).context("there is no baseline")?;
    if let Earlier::Text(source) = earlier {
        return read_profile(&source).map(Some);
    }
    let nothing =
        format!("{revision} does not have {} yet, so there is nothing to compare it with", now.name);
    let notice = findings::notice(arguments.format, &nothing, location);
    console.say(&notice.unwrap_or_else(|| format!("registry-maturity: {}\n", visible(&nothing))));
    Ok(None)
}
