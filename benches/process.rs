//! One profile, in a whole process from start to exit: `registry-maturity`, compared with a floor that only reads the
//! same file and writes a line. `PROGRAM=path` measures another build of the program, such as a released one.
#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]

mod support;

use std::{env, fs, io};

use support::{FLOOR, PROGRAM, arguments, floor, instructions, median, pairs, profile, this};

const RUNS: usize = 300;
const COMMANDS: [&[&str]; 5] = [
    &["score"],
    &["score", "--format", "json"],
    &["score", "--format", "html"],
    &["check", "--require", "0"],
    &["--version"],
];

fn main() -> io::Result<()> {
    if let [FLOOR, path] = arguments().iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        return floor(path);
    }
    let folder = tempfile::tempdir()?;
    let usual = folder.path().join("profile.yaml");
    fs::write(&usual, profile(1))?;
    let usual = usual.to_str().ok_or(io::ErrorKind::InvalidData)?;
    for (name, path) in [("a generated profile", usual), ("the longest example", "examples/pypi.yaml")] {
        println!(
            "{name}, {} bytes; {RUNS} pairs; medians of the ratios to the floor\n",
            fs::metadata(path)?.len()
        );
        println!("| command | wall | CPU | peak memory above the floor | instructions |");
        println!("|---|--:|--:|--:|--:|");
        for arguments in COMMANDS {
            println!("{}", row(arguments, path)?);
        }
        println!();
    }
    Ok(())
}

fn row(arguments: &[&str], path: &str) -> io::Result<String> {
    let this = this()?;
    let floor = [&this, FLOOR, path];
    let program = env::var("PROGRAM").unwrap_or_else(|_| PROGRAM.to_owned());
    let mut ours = [&[program.as_str()], arguments].concat();
    if arguments != ["--version"] {
        ours.push(path);
    }
    let pairs = pairs(RUNS, &ours, &floor)?;
    let counted =
        instructions(&ours).map_or("not counted".to_owned(), |count| format!("{:.2} M", count / 1e6));
    Ok(format!(
        "| `{}` | {:.2} | {:.2} | {:.1} MiB | {counted} |",
        arguments.join(" "),
        median(pairs.iter().map(|(ours, floor)| ours.wall / floor.wall)),
        median(pairs.iter().map(|(ours, floor)| ours.cpu / floor.cpu)),
        median(pairs.iter().map(|(ours, floor)| ours.peak - floor.peak)),
    ))
}
