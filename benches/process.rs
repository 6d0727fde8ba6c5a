//! One profile, the whole process from start to exit: `registry-maturity` against a floor that only reads the same file
//! and writes a line.
//!
//! The floor is this very program under another argument, so both are built with the same settings. Runs alternate, and
//! ratios are taken pair by pair, so that a machine whose speed drifts does not mislead. Instructions are counted with
//! Callgrind where it is installed: they hardly vary, so they are what a regression is looked for in.
#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]

use std::{
    env, fs,
    io::{self, Write as _},
    process::{Command, Stdio},
    time::Instant,
};

use wait4::Wait4;

const PROFILE: &str = "examples/pypi.yaml";
const RUNS: usize = 200;
const COMMANDS: [(&str, &[&str]); 4] = [
    ("score", &["score", PROFILE]),
    ("score --format json", &["score", PROFILE, "--format", "json"]),
    ("score --format html", &["score", PROFILE, "--format", "html"]),
    ("check --require 0", &["check", PROFILE, "--require", "0"]),
];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [flag, path] = arguments.as_slice()
        && flag == "--floor"
    {
        return floor(path);
    }
    println!(
        "{PROFILE}, {} bytes; {RUNS} pairs; ratios to the floor, medians\n",
        fs::metadata(PROFILE)?.len()
    );
    println!("| command | wall | CPU | peak memory above the floor | instructions | ratio |");
    println!("|---|--:|--:|--:|--:|--:|");
    for (name, arguments) in COMMANDS {
        println!("{}", row(name, arguments)?);
    }
    Ok(())
}

/// What everything is held against: read the file, write a line.
fn floor(path: &str) -> io::Result<()> {
    let text = fs::read(path)?;
    writeln!(io::stdout().lock(), "{}", text.len())
}

/// What one run took.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
    peak: f64,
}

fn row(name: &str, arguments: &[&str]) -> io::Result<String> {
    let program = env!("CARGO_BIN_EXE_registry-maturity");
    let this = env::current_exe()?;
    let this = this.to_str().ok_or(io::ErrorKind::InvalidData)?;
    let floor = ["--floor", PROFILE];
    let mut pairs = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        pairs.push((run(program, arguments)?, run(this, &floor)?));
    }
    let ratio = |of: fn(Cost) -> f64| median(pairs.iter().map(|(ours, floor)| of(*ours) / of(*floor)));
    let above = median(pairs.iter().map(|(ours, floor)| ours.peak - floor.peak));
    let counted = instructions(program, arguments).zip(instructions(this, &floor));
    let counted = counted.map_or_else(
        || "valgrind is not installed | ".to_owned(),
        |(ours, floor)| format!("{:.2} M | {:.1}", ours / 1e6, ours / floor),
    );
    Ok(format!(
        "| `{name}` | {:.2} | {:.2} | {:.1} MiB | {counted} |",
        ratio(|cost| cost.wall),
        ratio(|cost| cost.cpu),
        above / f64::from(1 << 20),
    ))
}

fn run(program: &str, arguments: &[&str]) -> io::Result<Cost> {
    let started = Instant::now();
    let child = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let ended = child.wait4()?;
    let wall = started.elapsed().as_secs_f64();
    let usage = ended.rusage;
    Ok(Cost { wall, cpu: (usage.utime + usage.stime).as_secs_f64(), peak: usage.maxrss as f64 })
}

/// Instructions that a run executes, by Callgrind.
fn instructions(program: &str, arguments: &[&str]) -> Option<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", program])
        .args(arguments)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let (_, count) = said.split_once("Collected : ")?;
    count.split_whitespace().next()?.parse().ok()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
