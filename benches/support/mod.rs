//! Shared by the benchmarks: measuring whole processes from outside, and typical profiles.
#![allow(dead_code, reason = "not every benchmark uses all of it")]

pub(crate) mod stages;

use std::{
    env, fs,
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use registry_maturity_core::catalogue::Catalogue;
use wait4::Wait4;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_registry-maturity");

/// The argument that makes a benchmark the floor, which reads a file and writes a line. The floor is part of the
/// benchmark's own program, so it is built with the same settings.
pub(crate) const FLOOR: &str = "--floor";

/// Reads the file and writes a line.
pub(crate) fn floor(path: &str) -> io::Result<()> {
    let text = fs::read(path)?;
    writeln!(io::stdout().lock(), "{}", text.len())
}

/// This benchmark's own program.
pub(crate) fn this() -> io::Result<String> {
    let this = env::current_exe()?;
    this.to_str().map(str::to_owned).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// The arguments, without those that cargo adds.
pub(crate) fn arguments() -> Vec<String> {
    env::args().skip(1).filter(|argument| argument != "--bench").collect()
}

/// The cost of one run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Elapsed time in seconds.
    pub wall: f64,
    /// CPU time in seconds.
    pub cpu: f64,
    /// Peak memory in MiB.
    pub peak: f64,
}

/// Runs a command and discards its output.
pub(crate) fn run(command: &[&str]) -> io::Result<Cost> {
    let started = Instant::now();
    let mut process = Command::new(command[0]);
    process.args(&command[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let ended = process.spawn()?.wait4()?;
    let wall = started.elapsed().as_secs_f64();
    if !ended.status.success() {
        return Err(io::Error::other(format!("{command:?} failed")));
    }
    let usage = ended.rusage;
    let peak = usage.maxrss as f64 / f64::from(1 << 20);
    Ok(Cost { wall, cpu: (usage.utime + usage.stime).as_secs_f64(), peak })
}

/// Runs two commands alternately, `times` times each, so that changes of the machine's speed affect both.
pub(crate) fn pairs(times: usize, one: &[&str], other: &[&str]) -> io::Result<Vec<(Cost, Cost)>> {
    (0..times).map(|_| Ok((run(one)?, run(other)?))).collect()
}

/// The median; of an even number of values, the upper one in the middle.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The number of instructions of a run, counted by Callgrind; `None` if it is not installed.
pub(crate) fn instructions(command: &[&str]) -> Option<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(command)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let (_, count) = said.split_once("Collected : ")?;
    count.split_whitespace().next()?.parse().ok()
}

const STATUSES: [&str; 4] = ["met", "partial", "unmet", "unknown"];

/// A typical profile of about 6 kB with comments, notes, evidence and dates. Its answers depend on the number.
pub(crate) fn profile(number: usize) -> String {
    let mut text = format!(
        "# The answers of registry {number}\nprinciples: \"0.1\"\nregistry:\n  name: Index {number}\n\
         taxonomy:\n  accounts: true\n  hosting: [built-packages]\nanswers:\n"
    );
    for (at, capability) in Catalogue::latest().capabilities().enumerate() {
        let status = STATUSES[(number * 7 + at * 3) % STATUSES.len()];
        text += &format!(
            "  # {}\n  {}:\n    status: {status}\n    evidence: https://index.example.org/security/{at}\n",
            capability.title, capability.id
        );
        if (number + at).is_multiple_of(2) {
            text += "    note: The team looked at this in spring and found what the status says.\n";
        }
        text += "    reviewed: 2026-10-01\n";
    }
    text
}

/// Writes `size` profiles and returns their total number of bytes.
pub(crate) fn fill(folder: &Path, size: usize) -> io::Result<usize> {
    let mut bytes = 0;
    for number in 0..size {
        let text = profile(number);
        bytes += text.len();
        fs::write(folder.join(format!("{number:06}.yaml")), text)?;
    }
    Ok(bytes)
}

/// The profile in a repository of [`commit`].
pub(crate) const HISTORY_FILE: &str = "registry-maturity.yaml";

/// Makes a repository in which each commit changes the profile, and returns the path of a file with the ids of its
/// texts.
pub(crate) fn commit(repository: &Path, commits: usize) -> io::Result<PathBuf> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(repository).args(arguments);
        command
    };
    fs::create_dir(repository)?;
    done(git(&["init", "--quiet", "--initial-branch=main"]).status()?.success())?;
    let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn()?;
    let mut to = BufWriter::new(import.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?);
    for number in 0..commits {
        let text = profile(number);
        let who =
            format!("committer Somebody <somebody@example.org> {} +0000", 1_700_000_000 + number * 3600);
        write!(
            to,
            "commit refs/heads/main\n{who}\ndata 0\nM 644 inline {HISTORY_FILE}\ndata {}\n{text}\n",
            text.len()
        )?;
    }
    drop(to);
    done(import.wait()?.success())?;
    done(git(&["checkout", "--quiet", "--force", "main"]).status()?.success())?;
    let raw =
        git(&["log", "--first-parent", "--raw", "--no-abbrev", "--format=", "--", HISTORY_FILE]).output()?;
    let text = String::from_utf8(raw.stdout).map_err(io::Error::other)?;
    let ids: String =
        text.lines().filter_map(|line| line.split(' ').nth(3)).map(|id| format!("{id}\n")).collect();
    let file = repository.with_extension("ids");
    fs::write(&file, ids)?;
    Ok(file)
}

fn done(succeeded: bool) -> io::Result<()> {
    if succeeded { Ok(()) } else { Err(io::Error::other("git failed")) }
}
