//! The commands, with one file each: they read files, write a document and return the exit code.

pub(crate) mod answer;
pub(crate) mod assess;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod diff;
mod evidence;
pub(crate) mod explain;
pub(crate) mod findings;
mod fleet;
mod git;
pub(crate) mod history;
pub(crate) mod init;
mod location;
pub(crate) mod man;
mod output;
pub(crate) mod roadmap;
mod save;
pub(crate) mod schema;
pub(crate) mod score;

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use anyhow::{Context, anyhow, bail};
use registry_maturity::{
    document::{self, Document, warning},
    render::{self, format::Format, terminal::Terminal},
};
use registry_maturity_core::{
    assessment::Assessment,
    catalogue::TrackId,
    date::Date,
    profile::{self, Profile},
    scope::Scope,
    text::{Problem, Source},
    warnings::{self, Surroundings},
};
use serde::Serialize;

use crate::{
    arguments::{Destination, LevelGoal},
    console::{Console, Unusable},
};

/// The initial size of the buffer, enough for most profiles.
const USUAL_BYTES: usize = 32 * 1024;

/// The text of a profile, from a file or, for `-`, from standard input.
fn read_source(path: &Path) -> anyhow::Result<Source> {
    let (name, bytes) = if path.as_os_str() == "-" {
        ("standard input".to_owned(), read_limited(io::stdin().lock()).context("standard input")?)
    } else {
        let bytes = File::open(path).and_then(read_limited).map_err(|error| cannot_read(path, error))?;
        (path.display().to_string(), bytes)
    };
    Ok(decode(&name, bytes)?)
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, Unusable> {
    profile::decode(name, bytes).map_err(|(source, problems)| Unusable { source, problems })
}

/// Reads at most one byte more than the maximum size of a profile, however long the input is.
fn read_limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    reader.take(profile::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn cannot_read(path: &Path, error: io::Error) -> anyhow::Error {
    if path == Path::new(profile::DEFAULT_PATH) && error.kind() == io::ErrorKind::NotFound {
        return anyhow!(
            "there is no {} here; name a profile, or create one with `registry-maturity assess` or `registry-maturity init`",
            profile::DEFAULT_PATH
        );
    }
    if path.is_dir() {
        return anyhow!(
            "{} is a folder; name a profile in it, like {}, or give folders to `registry-maturity compare`",
            path.display(),
            path.join(profile::DEFAULT_PATH).display()
        );
    }
    anyhow::Error::new(error).context(format!("{} can't be read", path.display()))
}

/// Reads a profile; fails with its problems.
fn read_profile(source: &Source) -> anyhow::Result<Profile> {
    profile::read(source).map_err(|problems| Unusable { source: source.clone(), problems }.into())
}

/// Reads the profile of a file, with its text.
fn load(path: &Path) -> anyhow::Result<(Source, Profile)> {
    let source = read_source(path)?;
    let profile = read_profile(&source)?;
    Ok((source, profile))
}

/// The warnings about the profile of a file, as of today.
fn warnings(assessment: &Assessment<'_>, file: &Path) -> Vec<Problem> {
    let profile = assessment.profile;
    let broken_paths = evidence::broken_paths(profile, file);
    let surroundings = Surroundings { as_of: Some(today()), broken_paths };
    warning::problems(profile.catalogue(), &warnings::warnings(assessment, &surroundings))
}

/// A result in a format: its record for JSON, and its document for all others.
fn draw<J: Serialize>(
    format: Format,
    console: &Console,
    document: impl FnOnce() -> Document,
    record: impl FnOnce() -> J,
) -> anyhow::Result<String> {
    Ok(render::result(format, screen(format, console), document, record)?)
}

/// What the screen can show, for formats that are shown there.
fn screen(format: Format, console: &Console) -> Option<Terminal> {
    format.is_on_screen().then(|| console.output())
}

/// The profile argument of commands that a document prints, quoted for a shell. Not all of them read standard input, so
/// for that it is a placeholder.
fn in_commands(profile: &Path) -> String {
    match profile.to_string_lossy() {
        path if path == "-" => "PROFILE".to_owned(),
        path => shell_words::quote(&path).into_owned(),
    }
}

/// The current day in UTC, the default of `--as-of`.
fn today() -> Date {
    let day = time::OffsetDateTime::now_utc().date();
    Date::new(day.year(), day.month().into(), day.day()).expect("the clock shows a day of the calendar")
}

/// Writes a result to the requested file, or to standard output.
fn deliver(result: &str, wanted: &Destination, console: &Console) -> anyhow::Result<()> {
    output::write(wanted, result, console)
}

/// Whether there are targets, but all of them are for tracks that do not apply.
fn has_only_idle_targets(assessment: &Assessment<'_>) -> bool {
    let mut targets = assessment.tracks().filter(|track| track.target.is_some()).peekable();
    targets.peek().is_some() && targets.all(|track| !track.applies.is_assessed())
}

/// Replaces the profile's targets with the goals from the command line, if there are any. A goal for every track is for
/// those that apply.
///
/// # Errors
/// If a goal names a track that has no level.
fn aim(profile: &mut Profile, goals: &[LevelGoal]) -> anyhow::Result<()> {
    if goals.is_empty() {
        return Ok(());
    }
    let assessment = profile.assess();
    for track in goals.iter().filter_map(|goal| assessment.track(goal.track?.as_str()).ok()) {
        if track.standing.is_none() {
            let why = document::check::without_level(profile.catalogue(), track);
            bail!("a target for `{}` can't be reached: {why}", track.track.id);
        }
    }
    let applying: Vec<TrackId> = Scope::of(profile)
        .tracks
        .iter()
        .filter(|(_, applies)| applies.is_assessed())
        .map(|(track, _)| track.id)
        .collect();
    profile.clear_targets();
    for goal in goals {
        for track in goal.track.map_or_else(|| applying.clone(), |track| vec![track]) {
            profile.set_target(track.as_str(), goal.level)?;
        }
    }
    Ok(())
}
