//! `score`: levels and the per-track gap table.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use registry_maturity::{
    document::{self, Block, Filter},
    json,
    render::{
        self,
        csv::below_head,
        excerpt::Severity,
        format::{Format, ResultKind},
        json::json as in_json,
    },
};
use registry_maturity_core::{
    catalogue::{Level, TrackId},
    profile::DEFAULT_PATH,
};

use super::{
    aim, findings, fleet, load,
    output::{self, Output},
    screen, warnings,
};
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

    /// Also show what is met and what does not apply.
    #[arg(long)]
    pub all: bool,

    /// Show only these tracks, separated by commas.
    #[arg(long, value_name = "TRACK", value_delimiter = ',', hide_possible_values = true,
        value_parser = KnownName::new(arguments::track, arguments::tracks))]
    pub track: Vec<TrackId>,

    /// Show only these levels, separated by commas.
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    pub level: Vec<Level>,

    /// Show only gaps up to this level, which replaces the profile's targets.
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

/// Writes a result for each profile as soon as it is read. Fails at the end if any could not be read.
pub(crate) fn score(arguments: &ScoreArguments, console: &Console) -> anyhow::Result<Exit> {
    let format = arguments.format;
    if arguments.profiles.len() > 1 && format.shows_one_profile() {
        bail!(
            "`--format {}` shows one profile; write one file for each, or set them side by side with `registry-maturity compare`",
            format.row().name
        );
    }
    let mut output = Output::open(&arguments.output)?;
    let mut joint = Joint::default();
    let mut exit = Exit::Done;
    let work = |path: &PathBuf| result(arguments, path, console);
    let written = fleet::each(&arguments.profiles, console, work, |result, progress| match result {
        Ok(result) => {
            if !result.warnings.is_empty() {
                progress.clear();
                console.say(&result.warnings);
            }
            output.write(&joint.add(format, result))
        }
        Err(error) => match (format.layout(), error.downcast_ref::<Unusable>()) {
            (Some(layout), Some(unusable)) => {
                progress.clear();
                console.fail(&error);
                exit = Exit::Failed;
                output.write(&findings::problems_in_json(layout, [unusable])?)
            }
            _ => Err(error),
        },
    });
    let ended = written.and_then(|()| output.write(&joint.rest())).and_then(|()| output.finish(console));
    output::unless_pipe_closed(ended).map(|()| exit)
}

/// The output for one profile, and the messages about it.
struct ProfileResult {
    text: String,
    warnings: String,
    /// Whether a sheet has a row for each of its capabilities.
    lists_capabilities: bool,
}

fn result(arguments: &ScoreArguments, path: &Path, console: &Console) -> anyhow::Result<ProfileResult> {
    let (source, mut profile) = load(path)?;
    aim(&mut profile, &arguments.target)?;
    let assessment = profile.assess();
    let warnings = warnings(&assessment, path);
    if let Some(layout) = arguments.format.layout() {
        let report = json::ReportRecord::new(&assessment, &warnings, &source, arguments.disclose.into());
        let text = in_json(&report, layout)?;
        return Ok(ProfileResult { text, warnings: String::new(), lists_capabilities: true });
    }
    let document = document::report(&assessment, &filter(arguments, path));
    Ok(ProfileResult {
        warnings: console.shown(&source, &warnings, Severity::Warning),
        lists_capabilities: document.blocks.iter().any(|block| matches!(block, Block::Checklist(_))),
        text: render::draw(arguments.format, &document, screen(arguments.format, console))?,
    })
}

/// Joins the results of several profiles: texts with an empty line between them, sheets with one header row.
#[derive(Default)]
struct Joint {
    is_begun: bool,
    /// Sheets of profiles without capabilities, which are left out if another has some.
    waiting: String,
}

impl Joint {
    /// The text to write now.
    fn add(&mut self, format: Format, result: ProfileResult) -> String {
        let ProfileResult { mut text, lists_capabilities, .. } = result;
        if format.is_for_programs() {
            return text;
        }
        let is_sheet = format.is_sheet();
        if is_sheet && !lists_capabilities {
            if !self.is_begun {
                self.waiting += if self.waiting.is_empty() { &text } else { below_head(&text) };
            }
            return String::new();
        }
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        self.waiting.clear();
        match (is_first, is_sheet) {
            (true, _) => {}
            (false, true) => text = below_head(&text).to_owned(),
            (false, false) => text.insert(0, '\n'),
        }
        text
    }

    /// The text to write at the end.
    fn rest(self) -> String {
        self.waiting
    }
}

fn filter(arguments: &ScoreArguments, path: &Path) -> Filter {
    let format = arguments.format;
    Filter {
        all: arguments.all,
        keep_all: format.has_filters(),
        tracks: arguments.track.clone(),
        levels: arguments.level.clone(),
        up_to_target: !arguments.target.is_empty(),
        disclosure: arguments.disclose.into(),
        // Other formats are for readers who have no file of this name.
        profile: (format.is_on_screen() && path != Path::new("-"))
            .then(|| super::assess::argument(path).trim_start().to_owned()),
    }
}
