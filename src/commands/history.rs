//! `history`: levels and counts over the commits of a profile.

use clap::Args;
use registry_maturity::{
    document, json,
    render::format::{Format, Kind},
};
use registry_maturity_core::{
    assessment::assess,
    date::Date,
    history::{History, Skipped, Version},
    profile::{self, Profile},
    text::Source,
};

use super::{deliver, draw, git::Tracked, read_profile, read_source};
use crate::{
    arguments::{self, Destination, Input},
    console::{Console, Exit},
};

/// Whose history, and how to tell it.
#[derive(Debug, Args)]
#[command(
    after_help = "The file is followed through renames. What is not committed yet comes last, as `now`.

Examples:
  registry-maturity history
  registry-maturity history --format html --output history.html docs/registry-maturity.yaml"
)]
pub struct Arguments {
    #[command(flatten)]
    pub input: Input,

    /// The output format.
    #[arg(long, value_name = "FORMAT", default_value = "terminal", value_parser = arguments::formats(Kind::History))]
    pub format: Format,

    #[command(flatten)]
    pub output: Destination,
}

/// Tells where the tracks stood, commit by commit.
pub fn history(arguments: &Arguments, console: &Console) -> anyhow::Result<Exit> {
    let path = &arguments.input.profile;
    let file = Tracked::new(path)?;
    let source = read_source(path)?;
    let profile = read_profile(&source)?;
    let mut history = History::of(&profile);
    let mut newest = None;
    for commit in file.commits()? {
        match file.in_commit(&commit) {
            Ok(version) => {
                add(&mut history, commit.short(), Some(commit.date), &version);
                newest = Some(version.text);
            }
            Err(error) => skip(&mut history, commit.short(), Some(commit.date), format!("{error:#}")),
        }
    }
    if newest.as_ref() != Some(&source.text) {
        history.versions.push(version("not committed", None, &profile));
    }
    let result =
        draw(arguments.format, console, || document::history(&history), || json::History::new(&history))?;
    deliver(&result, &arguments.output, console)?;
    Ok(Exit::Done)
}

fn add(history: &mut History, name: &str, date: Option<Date>, source: &Source) {
    match profile::read(source) {
        Ok(profile) => history.versions.push(version(name, date, &profile)),
        Err(problems) => {
            let first = problems.first().map_or("", |problem| problem.message.as_str());
            let more = match problems.len() {
                0 | 1 => String::new(),
                many => format!(" (and {} more)", many - 1),
            };
            skip(history, name, date, format!("{first}{more}"));
        }
    }
}

fn version(name: &str, date: Option<Date>, profile: &Profile) -> Version {
    Version::new(name, date, &assess(profile))
}

fn skip(history: &mut History, name: &str, date: Option<Date>, reason: String) {
    history.skipped.push(Skipped { name: name.to_owned(), date, reason });
}
