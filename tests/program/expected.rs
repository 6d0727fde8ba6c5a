//! Compares every format of every example with a file in `tests/expected/`, which reviewers can open.
//!
//! `UPDATE_EXPECTED=1 cargo test --test program expected::` updates the files. Review the difference.

use std::{fs, path::Path};

use crate::support::program;

/// The formats, with the endings of their files' names.
const FORMATS: [(&str, &str); 6] = [
    ("terminal", "txt"),
    ("markdown", "md"),
    ("html", "html"),
    ("csv", "csv"),
    ("json", "json"),
    ("badge", "svg"),
];

const EXAMPLES: [&str; 4] = ["crates-io", "go", "in-house", "pypi"];

fn print(arguments: &[&str]) -> String {
    let output = program(arguments).output().expect("the program starts");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Compares a text with a file, or updates the file if requested. Returns whether they are equal.
fn agrees(name: &str, text: &str) -> bool {
    let path = Path::new("tests/expected").join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, text).expect("the file can be written");
    }
    fs::read_to_string(&path).is_ok_and(|expected| expected == text)
}

#[test]
fn every_format_of_every_example_is_as_expected() {
    let mut others = Vec::new();
    for example in EXAMPLES {
        let profile = format!("examples/{example}.yaml");
        for (format, end) in FORMATS {
            let name = format!("{example}.{end}");
            if !agrees(&name, &print(&["score", "--format", format, &profile])) {
                others.push(name);
            }
        }
    }
    let name = "trusted-publishing.md";
    if !agrees(name, &print(&["explain", "--format", "markdown", "trusted-publishing"])) {
        others.push(name.to_owned());
    }
    assert!(
        others.is_empty(),
        "{others:?} differ: UPDATE_EXPECTED=1 cargo test --test program expected:: updates them"
    );
}

#[test]
fn no_example_is_forgotten() {
    let entries = fs::read_dir("examples").expect("examples").map(|entry| entry.expect("an example").path());
    let mut names: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    assert_eq!(names, EXAMPLES);
}

#[test]
fn a_result_in_a_file_is_the_result_on_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sheet.csv");
    fs::write(&path, "what was there before").expect("a file");
    let name = path.to_str().expect("UTF-8");
    assert_eq!(print(&["score", "--format", "csv", "examples/go.yaml", "--output", name]), "");
    let written = fs::read_to_string(&path).expect("the result");
    assert_eq!(written, print(&["score", "--format", "csv", "examples/go.yaml"]));
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing is left beside it");
}

#[test]
fn a_folder_is_refused_as_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().to_str().expect("UTF-8");
    let output = program(["score", "examples/go.yaml", "--output", name]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("is a folder; name a file in it"), "{said}");
}

#[test]
fn a_sheet_has_one_header_for_many_profiles_and_a_page_takes_one() {
    let two = ["examples/go.yaml", "examples/pypi.yaml"];
    let sheet = print(&["score", "--format", "csv", two[0], two[1]]);
    assert_eq!(sheet.lines().filter(|line| line.starts_with("registry,track,")).count(), 1);
    assert_eq!(sheet.lines().filter(|line| line.starts_with("PyPI,")).count(), 32);
    for format in ["html", "markdown", "badge"] {
        let output = program(["score", "--format", format, two[0], two[1]]).output().expect("it starts");
        assert_eq!(output.status.code(), Some(2), "{format}");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(said.contains("registry-maturity compare"), "{said}");
    }
    let lines = print(&["score", "--format", "ndjson", two[0], two[1]]);
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn a_sheet_of_tables_keeps_every_column() {
    let sheet = print(&["compare", "--format", "csv", "examples/go.yaml", "examples/pypi.yaml"]);
    let mut reader = csv::ReaderBuilder::new().from_reader(sheet.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let registry = header.iter().position(|name| name == "registry").expect("a column for the registry");
    let names: Vec<String> = reader.records().map(|row| row.expect("a row")[registry].to_owned()).collect();
    assert_eq!(names, ["Go module mirror, index and checksum database", "PyPI"]);
}

#[test]
fn internal_notes_appear_only_with_internal() {
    let profile = "examples/in-house.yaml";
    for (format, _) in FORMATS.into_iter().filter(|(format, _)| !matches!(*format, "badge" | "terminal")) {
        let printed = |how: &[&str]| print(&[&["score", "--all", "--format", format, profile], how].concat());
        let (usual, public, internal) = (printed(&[]), printed(&["--public"]), printed(&["--internal"]));
        for (secret, in_usual, in_public) in
            [("ticket SEC-112", false, false), ("Accounts team", true, false), ("EUR 20,000", true, false)]
        {
            assert_eq!(usual.contains(secret), in_usual, "{format}: {secret}");
            assert_eq!(public.contains(secret), in_public, "{format}: {secret}, in public");
            assert!(internal.contains(secret), "{format}: {secret}, inside");
        }
        assert!(!internal.contains("4711"), "{format}: what is marked x- is never shown");
    }
}

#[test]
fn every_document_ends_with_its_sources() {
    for (format, _) in FORMATS {
        let text = print(&["score", "--format", format, "examples/go.yaml"]).replace('\n', " ");
        for part in
            ["Jack Cable (CISA)", "repos.openssf.org/principles", "CC BY 4.0", env!("CARGO_PKG_VERSION")]
        {
            assert!(text.contains(part), "{format} does not contain {part}");
        }
    }
}
