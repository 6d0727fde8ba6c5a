//! The same answers processed by other tools: `registry-maturity score`, compared with reading the profile and counting
//! statuses, or with validating it against its schema. All tools are optional, and missing ones are reported.
//!
//! `jaq` and `jsonschema-cli` are on crates.io, `jq` and `yq` are packages of most systems, and `check-jsonschema` is
//! on PyPI. Tools that read JSON get the profile as JSON.
#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]

mod support;

use std::{fs, io, path::Path};

use support::{PROGRAM, median, pairs, profile, run};

const RUNS: usize = 25;
const SCHEMA: &str = "schema/profile.schema.json";
/// Counts answers by status, as a script that replaces `score` would begin.
const COUNT: &str = ".answers | [.[] | .status] | group_by(.) | map([.[0], length])";

fn main() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let [yaml, json] = ["profile.yaml", "profile.json"].map(|name| folder.path().join(name));
    let text = profile(1);
    fs::write(&yaml, &text)?;
    let answers: serde_json::Value = serde_yaml::from_str(&text).map_err(io::Error::other)?;
    fs::write(&json, answers.to_string())?;
    let [yaml, json] = [name(&yaml)?, name(&json)?];
    let peers: [&[&str]; 5] = [
        &["jq", COUNT, json],
        &["jaq", COUNT, json],
        &["yq", COUNT, yaml],
        &["jsonschema-cli", "validate", SCHEMA, "--instance", json],
        &["check-jsonschema", "--schemafile", SCHEMA, yaml],
    ];
    println!("a generated profile, {} bytes; {RUNS} pairs; medians\n", text.len());
    println!("| peer | CPU of `score` to its | wall | peak memory of `score` | its |");
    println!("|---|--:|--:|--:|--:|");
    for peer in peers {
        println!("{}", row(peer, yaml));
    }
    Ok(())
}

fn row(peer: &[&str], profile: &str) -> String {
    let pairs = run(peer).and_then(|_| pairs(RUNS, &[PROGRAM, "score", profile], peer));
    let Ok(pairs) = pairs else { return format!("| {} | not at hand | | | |", peer[0]) };
    format!(
        "| {} | {:.2} | {:.2} | {:.1} MiB | {:.1} MiB |",
        peer[0],
        median(pairs.iter().map(|(ours, its)| ours.cpu / its.cpu)),
        median(pairs.iter().map(|(ours, its)| ours.wall / its.wall)),
        median(pairs.iter().map(|(ours, _)| ours.peak)),
        median(pairs.iter().map(|(_, its)| its.peak)),
    )
}

fn name(path: &Path) -> io::Result<&str> {
    path.to_str().ok_or_else(|| io::ErrorKind::InvalidData.into())
}
