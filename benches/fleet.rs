//! Many profiles: `compare --format ndjson` over folders of generated ones, against the bare YAML parser over the same
//! files, on one core and on two.
//!
//! `FLEETS=100,1000,10000,100000 cargo bench --bench fleet` says how many; without it, up to 10,000. One core is made
//! with `taskset`; where it is missing only the figures on all cores are told.
#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]

use std::{
    env, fs,
    hint::black_box,
    io,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use granit_parser::Parser;
use registry_maturity::catalogue::Catalogue;
use wait4::Wait4;

const RUNS: usize = 5;
const STATUSES: [&str; 4] = ["met", "partial", "unmet", "unknown"];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [flag, folder] = arguments.as_slice()
        && flag == "--bare"
    {
        return bare(Path::new(folder));
    }
    let sizes = env::var("FLEETS").unwrap_or_else(|_| "100,1000,10000".to_owned());
    println!("`compare --format ndjson` over folders of profiles; medians of {RUNS} runs\n");
    println!(
        "| profiles | MiB | one core: of the bare parser's speed | two cores: of one core's | peak | µs a profile on one core |"
    );
    println!("|--:|--:|--:|--:|--:|--:|");
    for size in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        println!("{}", row(size)?);
    }
    Ok(())
}

fn row(size: usize) -> io::Result<String> {
    let folder = tempfile::tempdir()?;
    let bytes = fill(folder.path(), size)?;
    let folder = folder.path().to_str().ok_or(io::ErrorKind::InvalidData)?;
    let this = env::current_exe()?;
    let this = this.to_str().ok_or(io::ErrorKind::InvalidData)?;
    let program = env!("CARGO_BIN_EXE_registry-maturity");
    let ours = [program, "compare", "--format", "ndjson", folder];
    let mut ratios = Vec::new();
    for _ in 0..RUNS {
        let (bare, _) = run(&one_core(&[this, "--bare", folder]))?;
        let (one, peak) = run(&one_core(&ours))?;
        let (two, _) = run(&ours)?;
        ratios.push((bare / one, one / two, peak, one));
    }
    let median = |of: fn(&(f64, f64, f64, f64)) -> f64| {
        let mut values: Vec<f64> = ratios.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let mebibyte = f64::from(1 << 20);
    Ok(format!(
        "| {size} | {:.1} | {:.2} | {:.2} | {:.1} MiB | {:.0} |",
        bytes as f64 / mebibyte,
        median(|run| run.0),
        median(|run| run.1),
        median(|run| run.2) / mebibyte,
        median(|run| run.3) / size as f64 * 1e6,
    ))
}

fn one_core<'a>(command: &[&'a str]) -> Vec<&'a str> {
    [&["taskset", "-c", "0"], command].concat()
}

/// Seconds and peak memory of a run.
fn run(command: &[&str]) -> io::Result<(f64, f64)> {
    let started = Instant::now();
    let mut process = Command::new(command[0]);
    process.args(&command[1..]).stdout(Stdio::null()).stderr(Stdio::null());
    let ended = process.spawn()?.wait4()?;
    if !ended.status.success() {
        return Err(io::Error::other(format!("{command:?} failed")));
    }
    Ok((started.elapsed().as_secs_f64(), ended.rusage.maxrss as f64))
}

/// Reads every file and parses it to events, and does nothing with them.
fn bare(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let text = fs::read_to_string(entry?.path())?;
        for event in Parser::new_from_str(&text) {
            black_box(event.map_err(io::Error::other)?);
        }
    }
    Ok(())
}

/// Writes so many profiles, each with other answers; how many bytes they have.
fn fill(folder: &Path, size: usize) -> io::Result<usize> {
    let mut bytes = 0;
    for number in 0..size {
        let text = profile(number);
        bytes += text.len();
        fs::write(folder.join(format!("{number:06}.yaml")), text)?;
    }
    Ok(bytes)
}

/// A profile such as operators write, of about 6 kB: comments, notes, evidence and dates.
fn profile(number: usize) -> String {
    let mut text = format!(
        "# The answers of registry {number}\nprinciples: \"0.1\"\nregistry:\n  name: Index {number}\n\
         taxonomy:\n  accounts: true\n  hosting: [built-packages]\nanswers:\n"
    );
    for (at, capability) in Catalogue::latest().capabilities().enumerate() {
        let status = STATUSES[(number * 7 + at * 3) % STATUSES.len()];
        text += &format!(
            "  # {}\n  {}:\n    status: {status}\n    evidence: https://index.example.org/{number}/security/{at}\n    \
             note: The team looked at this in spring and found what the status says.\n    reviewed: 2026-10-01\n",
            capability.title, capability.id
        );
    }
    text
}
