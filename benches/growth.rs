//! How the work grows: a history against git itself, memory and time of comparisons, the score of many files, and
//! sheets of n and of 2n registries.
//!
//! `COMMITS=5000 REGISTRIES=20000 cargo bench --bench growth` chooses the sizes. Everything is a ratio within one run, except
//! peak memory.
#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]

mod support;

use std::{env, fs, io, path::Path};

use support::{Cost, HISTORY_FILE, PROGRAM, arguments, commit, fill, median, run};

const RUNS: usize = 3;

fn main() -> io::Result<()> {
    // Its own arguments are those that cargo adds.
    let _ = arguments();
    let size = |name: &str, usual: usize| {
        env::var(name).ok().and_then(|value| value.trim().parse().ok()).unwrap_or(usual)
    };
    history(size("COMMITS", 5_000))?;
    let registries = size("REGISTRIES", 20_000);
    comparisons(registries)?;
    scores(registries / 2)
}

/// The versions of one profile: as git lists and hands them over, as files that are compared, and as `history` does
/// both.
fn history(commits: usize) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let (repository, files) = (folder.path().join("repository"), folder.path().join("files"));
    fs::create_dir(&files)?;
    fill(&files, commits)?;
    let ids = commit(&repository, commits)?;
    let [repository, files, ids] =
        [&repository, &files, &ids].map(|path| path.to_string_lossy().into_owned());
    let profile = format!("{repository}/{HISTORY_FILE}");
    let batch = format!("git -C '{repository}' cat-file --batch < '{ids}'");
    let log = ["git", "-C", &repository, "log", "--first-parent", "--format=%H", "--", HISTORY_FILE];
    let texts = ["sh", "-c", &batch];
    let compare = [PROGRAM, "compare", "--format", "ndjson", &files];
    let ours = [PROGRAM, "history", "--format", "ndjson", &profile];
    run(&ours)?;
    let turn = || -> io::Result<[Cost; 4]> { Ok([run(&log)?, run(&texts)?, run(&compare)?, run(&ours)?]) };
    let runs: Vec<[Cost; 4]> = (0..RUNS).map(|_| turn()).collect::<io::Result<_>>()?;
    let of = |figure: fn(&[Cost; 4]) -> f64| median(runs.iter().map(figure));
    println!("`history --format ndjson` of {commits} commits; medians of {RUNS} runs\n");
    println!("| | of the floor | peak |\n|---|--:|--:|");
    println!(
        "| git alone | {:.2} | |",
        of(|[log, texts, compare, _]| { (log.wall + texts.wall) / (log.wall + texts.wall + compare.wall) })
    );
    println!(
        "| history | {:.2} | {:.1} MiB |\n",
        of(|[log, texts, compare, ours]| { ours.wall / (log.wall + texts.wall + compare.wall) }),
        of(|[.., ours]| ours.peak)
    );
    Ok(())
}

/// Every format of `compare`: peak memory, time against the stream, and what twice the registries cost.
fn comparisons(registries: usize) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let (half, all) = (folder.path().join("half"), folder.path().join("all"));
    for (folder, size) in [(&half, registries / 2), (&all, registries)] {
        fs::create_dir(folder)?;
        fill(folder, size)?;
    }
    println!("`compare` of {registries} registries; medians of {RUNS} runs\n");
    println!("| format | time of the stream's | peak | time of half as many | bytes of half as many |");
    println!("|---|--:|--:|--:|--:|");
    let stream = measured(&["compare", "--format", "ndjson"], &all)?.0;
    for format in ["ndjson", "terminal", "markdown", "html", "csv", "json", "csv --capabilities"] {
        let arguments: Vec<&str> = ["compare", "--format"].into_iter().chain(format.split(' ')).collect();
        let ((few, few_bytes), (many, bytes)) = (measured(&arguments, &half)?, measured(&arguments, &all)?);
        println!(
            "| `{format}` | {:.2} | {:.1} MiB | {:.2} | {:.2} |",
            many.wall / stream.wall,
            many.peak,
            many.wall / few.wall,
            bytes as f64 / few_bytes as f64
        );
    }
    println!();
    Ok(())
}

/// `score` of many files: peak memory, and time against comparing them as a stream.
fn scores(files: usize) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    fill(folder.path(), files)?;
    println!(
        "`score` of {files} files; medians of {RUNS} runs\n\n| format | time of the stream's | peak |\n|---|--:|--:|"
    );
    let stream = measured(&["compare", "--format", "ndjson"], folder.path())?.0;
    let mut paths: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder.path())? {
        paths.push(entry?.path().to_string_lossy().into_owned());
    }
    paths.sort();
    for format in ["ndjson", "json", "csv", "terminal"] {
        let mut command = vec![PROGRAM, "score", "--format", format];
        command.extend(paths.iter().map(String::as_str));
        let runs: Vec<Cost> = (0..RUNS).map(|_| run(&command)).collect::<io::Result<_>>()?;
        println!(
            "| `{format}` | {:.2} | {:.1} MiB |",
            median(runs.iter().map(|cost| cost.wall)) / stream.wall,
            median(runs.iter().map(|cost| cost.peak))
        );
    }
    Ok(())
}

/// A command over a folder, and how many bytes it wrote.
fn measured(arguments: &[&str], folder: &Path) -> io::Result<(Cost, u64)> {
    let output = folder.with_extension("out");
    let (folder, out) = (folder.to_string_lossy(), output.to_string_lossy());
    let command = [&[PROGRAM], arguments, &[folder.as_ref(), "--output", out.as_ref()]].concat();
    // An earlier result would be read first, to see whether it may be replaced.
    let fresh = |_| fs::remove_file(&output).or(Ok(())).and_then(|()| run(&command));
    let runs: Vec<Cost> = (0..RUNS).map(fresh).collect::<io::Result<_>>()?;
    let cost = Cost {
        wall: median(runs.iter().map(|cost| cost.wall)),
        cpu: median(runs.iter().map(|cost| cost.cpu)),
        peak: median(runs.iter().map(|cost| cost.peak)),
    };
    let bytes = fs::metadata(&output)?.len();
    fs::remove_file(&output)?;
    Ok((cost, bytes))
}
