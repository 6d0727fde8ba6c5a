//! One short file a command: files in, a document out, the exit code.

pub mod check;
pub mod compare;
pub mod diff;
pub mod explain;
mod fleet;
mod git;
pub mod roadmap;
pub mod score;

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use anyhow::Context;
use registry_maturity::{
    document::Document,
    problem::Source,
    profile::{self, Profile},
    render::terminal::terminal,
};
use serde::Serialize;

use crate::{
    cli::{Command, Format, Output},
    console::{Console, Exit, Unusable},
};

/// Carries out a command.
pub fn run(command: Command, console: &Console) -> anyhow::Result<Exit> {
    match command {
        Command::Check(arguments) => check::check(&arguments, console),
        Command::Compare(arguments) => compare::compare(&arguments, console),
        Command::Diff(arguments) => diff::diff(&arguments, console),
        Command::Roadmap(arguments) => roadmap::roadmap(&arguments, console),
        Command::Score(arguments) => score::score(&arguments, console),
        Command::Explain(arguments) => explain::explain(&arguments, console),
    }
}

/// The text of a profile, from a file or, for `-`, from standard input.
fn read_source(path: &Path) -> anyhow::Result<Source> {
    let (name, bytes) = if path.as_os_str() == "-" {
        ("standard input".to_owned(), read_limited(io::stdin().lock()).context("standard input")?)
    } else {
        let name = path.display().to_string();
        let bytes = File::open(path).and_then(read_limited).with_context(|| cannot_read(path))?;
        (name, bytes)
    };
    Ok(decode(&name, bytes)?)
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, Unusable> {
    profile::decode(name, bytes).map_err(|(source, problems)| Unusable { source, problems })
}

/// No more than one byte beyond what a profile may have, however long the input is.
fn read_limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(profile::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn cannot_read(path: &Path) -> String {
    if path == Path::new(profile::DEFAULT_PATH) && !path.exists() {
        return format!(
            "there is no {} here; name a profile, or begin one with `registry-maturity assess` or `registry-maturity init`",
            profile::DEFAULT_PATH
        );
    }
    format!("{} can't be read", path.display())
}

/// A profile, or what is wrong with it.
fn read_profile(source: &Source) -> anyhow::Result<Profile> {
    profile::read(source).map_err(|problems| Unusable { source: source.clone(), problems }.into())
}

/// A document in a format; JSON is no document, but a result of its own.
fn draw<J: Serialize>(
    format: Format,
    console: &Console,
    document: impl FnOnce() -> Document,
    json: impl FnOnce() -> J,
) -> anyhow::Result<String> {
    Ok(match format {
        Format::Terminal => terminal(&document(), console.output()),
        Format::Json => serde_json::to_string_pretty(&json())? + "\n",
        Format::Ndjson => serde_json::to_string(&json())? + "\n",
    })
}

/// Writes a result to the file that was asked for, else to standard output.
fn deliver(result: &str, output: &Output, console: &Console) -> anyhow::Result<()> {
    write(result, output.output.as_deref(), console)
}

/// Writes a result to a file, else to standard output.
fn write(result: &str, path: Option<&Path>, console: &Console) -> anyhow::Result<()> {
    match path {
        Some(path) => fs::write(path, result).with_context(|| format!("{} can't be written", path.display())),
        None => console.print(result).context("standard output can't be written"),
    }
}
