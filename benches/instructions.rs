//! Instructions of whole commands and of each stage, held to the counts of `benches/instructions.txt`: a regression is
//! seen without trusting a clock.
//!
//! Of commands, what is beyond the floor is counted; of stages, what one more round takes. Counts vary a little with the
//! system's libraries and the compiler, hence the margin. `UPDATE_INSTRUCTIONS=1 cargo bench --bench instructions` writes
//! the counts again.
#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]

mod support;

use std::{collections::BTreeMap, env, fs, io, process::Command};

use support::{
    FLOOR, PROGRAM, arguments, floor, instructions,
    stages::{Example, STAGES},
    this,
};

const COUNTS: &str = "benches/instructions.txt";
/// A command or a stage may take so much more than is written down, and a few instructions beside.
const MARGIN: f64 = 1.15;
const FEW: f64 = 1000.0;
const ROUNDS: usize = 5;
const PROFILE: &str = "examples/pypi.yaml";
const COMMANDS: [&[&str]; 4] = [
    &["score", PROFILE],
    &["score", PROFILE, "--format", "json"],
    &["score", PROFILE, "--format", "html"],
    &["check", PROFILE, "--require", "0"],
];

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

/// What each takes, in order; none where nothing can be counted.
fn count() -> io::Result<Option<Vec<(String, f64)>>> {
    let this = this()?;
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Ok(None);
    }
    let floor = instructions(&[&this, FLOOR, PROFILE]).ok_or_else(|| io::Error::other("valgrind failed"))?;
    let mut counted = Vec::new();
    for arguments in COMMANDS {
        let command = [&[PROGRAM], arguments].concat();
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

/// Prints both counts of each, and fails where one is above its margin or is not written down.
fn compare(counted: &[(String, f64)]) -> io::Result<()> {
    let text = fs::read_to_string(COUNTS)?;
    let lines = text.lines().filter_map(|line| line.trim().split_once("  "));
    let known: BTreeMap<&str, f64> =
        lines.filter_map(|(count, name)| Some((name.trim(), count.parse().ok()?))).collect();
    let mut above = Vec::new();
    println!("| what | instructions | of what is written down |\n|---|--:|--:|");
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
