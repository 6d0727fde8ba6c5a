//! `history`: levels and counts over the commits of a profile.

use clap::Args;
use registry_maturity::{
    document,
    json::{self, VersionLine},
    render::{
        format::{Format, ResultKind},
        json::{Layout, json as json_text},
    },
};
use registry_maturity_core::{
    history::{History, Skipped, Version, When},
    profile::{self, Profile},
    text::Source,
};

use super::{
    deliver, draw,
    git::{Commit, Tracked, VersionContent},
    output, read_profile, read_source,
};
use crate::{
    arguments::{self, Destination, HistoryInput},
    console::{Console, Exit},
};

#[derive(Debug, Args)]
#[command(
    after_help = "The file is followed through renames, along the first parents of merges. Changes that are not \
committed come last, as `now`. With `--format ndjson` each version is one line, written as soon as it is read.

Examples:
  registry-maturity history
  registry-maturity history --format html --output history.html docs/registry-maturity.yaml"
)]
pub(crate) struct HistoryArguments {
    #[command(flatten)]
    pub input: HistoryInput,

    /// Output format.
    #[arg(long, value_name = "FORMAT", default_value = "terminal", value_parser = arguments::formats(ResultKind::History))]
    pub format: Format,

    #[command(flatten)]
    pub output: Destination,
}

/// Shows the levels of each track, commit by commit.
pub(crate) fn history(arguments: &HistoryArguments, console: &Console) -> anyhow::Result<Exit> {
    let path = &arguments.input.profile;
    let file = Tracked::new(path)?;
    let source = read_source(path)?;
    let profile = read_profile(&source)?;
    let mut history = History::of(&profile);
    let is_whole = if arguments.format.is_lines() {
        stream(arguments, &file, &source, &profile, console)?
    } else {
        collect(&mut history, &file, &source, &profile)?
    };
    if !is_whole {
        console.say("registry-maturity: this is a shallow clone, so earlier versions are cut off (`git fetch --unshallow` gets them)\n");
    }
    if !arguments.format.is_lines() {
        history.is_cut = !is_whole;
        let result = draw(
            arguments.format,
            console,
            || document::history(&history),
            || json::HistoryRecord::new(&history),
        )?;
        deliver(&result, &arguments.output, console)?;
    }
    Ok(Exit::Done)
}

/// Writes all versions as one result. Returns whether the history is complete.
fn collect(
    history: &mut History,
    file: &Tracked,
    source: &Source,
    profile: &Profile,
) -> anyhow::Result<bool> {
    each(file, source, profile, |version| {
        match version {
            Ok(version) => history.versions.push(version),
            Err(skipped) => history.skipped.push(skipped),
        }
        Ok(())
    })
}

/// Writes a line for each version as soon as it is assessed. Returns whether the history is complete.
fn stream(
    arguments: &HistoryArguments,
    file: &Tracked,
    source: &Source,
    profile: &Profile,
    console: &Console,
) -> anyhow::Result<bool> {
    let about = History::of(profile);
    let mut output = output::Output::open(&arguments.output)?;
    let mut is_whole = true;
    let written = each(file, source, profile, |version| {
        let line = match &version {
            Ok(version) => json_text(&VersionLine::new(&about, version), Layout::Line)?,
            Err(skipped) => json_text(&VersionLine::skipped(&about, skipped), Layout::Line)?,
        };
        output.write(&line)
    });
    let ended = written.and_then(|whole| {
        is_whole = whole;
        output.finish(console)
    });
    output::unless_pipe_closed(ended)?;
    Ok(is_whole)
}

/// Assesses each text once and passes on every version, ending with the current one if it is not committed. Returns
/// whether the history is complete.
fn each(
    file: &Tracked,
    source: &Source,
    profile: &Profile,
    mut take: impl FnMut(Result<Version, Skipped>) -> anyhow::Result<()>,
) -> anyhow::Result<bool> {
    let mut assessed: Vec<Result<Version, String>> = Vec::new();
    let is_whole = file.versions(|commit, content| {
        let outcome = match content {
            VersionContent::New(number, text) => {
                let outcome = text.map_err(|error| format!("{error:#}")).and_then(|text| assess(&text));
                if number < assessed.len() {
                    assessed[number] = outcome;
                } else {
                    assessed.push(outcome);
                }
                assessed[number].clone()
            }
            VersionContent::Seen(number) => assessed[number].clone(),
            VersionContent::Nothing(reason) => Err(reason.to_owned()),
        };
        take(of_commit(commit, outcome))
    })?;
    if file.differs_from_head(source)? {
        take(Ok(Version::new("not committed", When::Now, &profile.assess())))?;
    }
    Ok(is_whole)
}

fn of_commit(commit: &Commit, outcome: Result<Version, String>) -> Result<Version, Skipped> {
    let (name, when) = (commit.short().to_owned(), commit.date.map_or(When::Undated, When::On));
    match outcome {
        Ok(version) => Ok(version.named(name, when)),
        Err(reason) => Err(Skipped::new(name, when, reason)),
    }
}

fn assess(source: &Source) -> Result<Version, String> {
    match profile::read(source) {
        Ok(profile) => Ok(Version::new("", When::Undated, &profile.assess())),
        Err(problems) => {
            let first = problems.first().map_or("", |problem| problem.message());
            Err(match problems.len() {
                0 | 1 => first.to_owned(),
                many => format!("{first} (and {} more)", many - 1),
            })
        }
    }
}
