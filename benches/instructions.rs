//! Instruction counts of whole commands and of each stage, compared with `benches/instructions.txt`, which shows
//! regressions without measuring time.
//!
//! The count of a command is what it needs beyond the floor, and that of a stage is what one more round needs. Counts
//! vary slightly with the system's libraries and the compiler, hence the margin. `UPDATE_INSTRUCTIONS=1 cargo bench
//! --bench instructions` updates the file.
#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]

mod support;

use std::{collections::BTreeMap, env, fs, io, process::Command};

use support::{
    FLOOR, HISTORY_FILE, PROGRAM, arguments, commit, fill, floor, instructions,
    stages::{Example, STAGES},
    this,
};

const COUNTS: &str = "benches/instructions.txt";
/// The tolerated growth, as a factor and as a number of instructions.
const MARGIN: f64 = 1.15;
const FEW: f64 = 1000.0;
const ROUNDS: usize = 5;
const PROFILE: &str = "examples/pypi.yaml";
/// Commands, with `FLEET` for a folder of profiles and `HISTORY` for a profile with a past.
const COMMANDS: [&[&str]; 7] = [
    &["score", PROFILE],
    &["score", PROFILE, "--format", "json"],
    &["score", PROFILE, "--format", "html"],
    &["check", PROFILE, "--require", "0"],
    &["compare", "FLEET"],
    &["compare", "FLEET", "--capabilities", "--format", "csv"],
    &["history", "HISTORY", "--format", "ndjson"],
];
/// The number of profiles in the folder, and of commits in the past.
const MANY: usize = 40;

fn main() -> io::Result<()> {
    match arguments().iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [FLOOR, path] => return floor(path),
        ["--stage", name, rounds] => {
            play(name, rounds.parse().map_err(io::Error::other)?);
            return Ok(());
        }
        _ => {}
    }
    let Some(counted) = count()? else {
        println!("valgrind is not installed: instructions were not counted");
        return Ok(());
    };
    if env::var_os("UPDATE_INSTRUCTIONS").is_some() {
        let lines: String = counted.iter().map(|(name, count)| format!("{count:>9.0}  {name}\n")).collect();
        return fs::write(COUNTS, lines);
    }
    compare(&counted)
}

fn play(name: &str, rounds: usize) {
    let example = Example::new();
    let (_, stage) = STAGES.into_iter().find(|(other, _)| *other == name).expect("a stage");
    (0..rounds).for_each(|_| stage(&example));
}

/// The count of each, in order; `None` if instructions cannot be counted.
fn count() -> io::Result<Option<Vec<(String, f64)>>> {
    let this = this()?;
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Ok(None);
    }
    let floor = instructions(&[&this, FLOOR, PROFILE]).ok_or_else(|| io::Error::other("valgrind failed"))?;
    let mut counted = Vec::new();
    let folder = tempfile::tempdir()?;
    let (fleet, repository) = (folder.path().join("fleet"), folder.path().join("repository"));
    fs::create_dir(&fleet)?;
    fill(&fleet, MANY)?;
    commit(&repository, MANY)?;
    let [fleet, history] =
        [fleet, repository.join(HISTORY_FILE)].map(|path| path.to_string_lossy().into_owned());
    for arguments in COMMANDS {
        let meant = |argument: &&'static str| match *argument {
            "FLEET" => fleet.clone(),
            "HISTORY" => history.clone(),
            other => other.to_owned(),
        };
        let command: Vec<String> =
            std::iter::once(PROGRAM.to_owned()).chain(arguments.iter().map(meant)).collect();
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        let count =
            instructions(&command).ok_or_else(|| io::Error::other(format!("{command:?} was not counted")))?;
        counted.push((arguments.join(" "), count - floor));
    }
    for (name, _) in STAGES {
        let of = |rounds: usize| instructions(&[&this, "--stage", name, &rounds.to_string()]);
        let (few, many) = of(1).zip(of(1 + ROUNDS)).ok_or_else(|| io::Error::other(name))?;
        counted.push((name.to_owned(), (many - few) / ROUNDS as f64));
    }
    Ok(Some(counted))
}

/// Prints each count and its ratio to that in the file, and fails if one exceeds its margin or is not there.
fn compare(counted: &[(String, f64)]) -> io::Result<()> {
    let text = fs::read_to_string(COUNTS)?;
    let lines = text.lines().filter_map(|line| line.trim().split_once("  "));
    let known: BTreeMap<&str, f64> =
        lines.filter_map(|(count, name)| Some((name.trim(), count.parse().ok()?))).collect();
    let mut above = Vec::new();
    println!("| what | instructions | relative to the file |\n|---|--:|--:|");
    for (name, count) in counted {
        let known = *known.get(name.as_str()).ok_or_else(|| {
            io::Error::other(format!("{COUNTS} does not have `{name}`; UPDATE_INSTRUCTIONS=1 writes it"))
        })?;
        println!("| {name} | {count:.0} | {:.2} |", count / known);
        if *count > known * MARGIN + FEW {
            above.push(name.as_str());
        }
    }
    if above.is_empty() {
        return Ok(());
    }
    let message = format!(
        "more than {MARGIN} times the instructions of {COUNTS}: {}; if it is worth it, update them with \
         UPDATE_INSTRUCTIONS=1",
        above.join(", ")
    );
    Err(io::Error::other(message))
}
