//! Many profiles: `compare --format ndjson` over folders of generated ones, compared with the bare YAML parser over the
//! same files, with and without comments, on one core and on two.
//!
//! `FLEETS=100,1000 cargo bench --bench fleet` sets the numbers of profiles. `taskset` restricts a run to one core.
#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]

mod support;

use std::{env, fs, hint::black_box, io, path::Path};

use granit_parser::{Parser, options};
use support::{Cost, PROGRAM, arguments, fill, median, run, this};

const RUNS: usize = 5;
const BARE: &str = "--bare";
const WITHOUT_COMMENTS: &str = "--bare-without-comments";

fn main() -> io::Result<()> {
    match arguments().iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [BARE, folder] => return bare(Path::new(folder), true),
        [WITHOUT_COMMENTS, folder] => return bare(Path::new(folder), false),
        _ => {}
    }
    let sizes = env::var("FLEETS").unwrap_or_else(|_| "100,1000,10000,100000".to_owned());
    println!("`compare --format ndjson` over folders of profiles; medians of {RUNS} runs\n");
    println!(
        "| profiles | MiB | one core: of the bare parser's speed | the same without comments | two cores: of one core's | \
         peak | µs a profile on one core |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|");
    for size in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        println!("{}", row(size)?);
    }
    Ok(())
}

fn row(size: usize) -> io::Result<String> {
    let folder = tempfile::tempdir()?;
    let bytes = fill(folder.path(), size)?;
    let folder = folder.path().to_str().ok_or(io::ErrorKind::InvalidData)?;
    let this = this()?;
    let ours = [PROGRAM, "compare", "--format", "ndjson", folder];
    // One run in advance reads the files into memory.
    run(&ours)?;
    let parsers = [BARE, WITHOUT_COMMENTS].map(|parser| [this.as_str(), parser, folder]);
    let turn = || -> io::Result<[Cost; 4]> {
        let [bare, without] = &parsers;
        Ok([run(&one_core(bare))?, run(&one_core(without))?, run(&one_core(&ours))?, run(&ours)?])
    };
    let runs: Vec<[Cost; 4]> = (0..RUNS).map(|_| turn()).collect::<io::Result<_>>()?;
    let of = |figure: fn(&[Cost; 4]) -> f64| median(runs.iter().map(figure));
    Ok(format!(
        "| {size} | {:.1} | {:.2} | {:.2} | {:.2} | {:.1} MiB | {:.0} |",
        bytes as f64 / f64::from(1 << 20),
        of(|[bare, _, one, _]| bare.wall / one.wall),
        of(|[_, without, one, _]| without.wall / one.wall),
        of(|[_, _, one, two]| one.wall / two.wall),
        of(|[_, _, _, two]| two.peak),
        of(|[_, _, one, _]| one.wall) / size as f64 * 1e6,
    ))
}

fn one_core<'a>(command: &[&'a str]) -> Vec<&'a str> {
    [&["taskset", "-c", "0"], command].concat()
}

/// Reads every file and parses it into events, which it discards.
fn bare(folder: &Path, comments: bool) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let text = fs::read_to_string(entry?.path())?;
        for event in Parser::new_from_str_with_options(&text, options! { emit_comments: comments }) {
            black_box(event.map_err(io::Error::other)?);
        }
    }
    Ok(())
}
