//! Checks the tutorial: writes its files, applies its changes and runs its commands, in order, in one folder.
//!
//! In the expected output, a line `...` matches any lines, and `[..]` matches anything within a line.
//! `UPDATE_EXPECTED=1 cargo test --test program tutorial::` replaces output that does not match.

use std::fs;

use crate::support::{Place, Run, command};

const TUTORIAL: &str = "docs/tutorial.md";

#[test]
fn what_the_tutorial_shows_is_what_happens() {
    let text = fs::read_to_string(TUTORIAL).expect(TUTORIAL);
    let place = Place::new();
    let bin = place.path().join(".bin");
    fs::create_dir(&bin).expect("a folder");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_registry-maturity"), bin.join("registry-maturity"))
        .expect("a link");

    let mut written = String::new();
    let mut wrong = Vec::new();
    for part in parts(&text) {
        match part {
            Part::Words(words) => written += words,
            Part::Block { language, head, body } => {
                written += head;
                let shown = match language {
                    "text" | "yaml" => {
                        let name = file_name(&written).expect("a comment that names the file");
                        place.write(name, body);
                        body.to_owned()
                    }
                    "diff" => {
                        place.write(".change", body);
                        place.git(["apply", "--recount", ".change"]);
                        body.to_owned()
                    }
                    "console" => console(&place, body, &mut wrong),
                    other => panic!("nobody knows what to do with a block of {other}"),
                };
                written += &shown;
                written += "```\n";
            }
        }
    }
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(TUTORIAL, written).expect(TUTORIAL);
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        assert_eq!(written, text);
    }
}

enum Part<'a> {
    Words(&'a str),
    Block { language: &'a str, head: &'a str, body: &'a str },
}

/// Splits the text at its code fences.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("\n```").map(|at| at + 1) {
        let (words, fenced) = rest.split_at(start);
        let head_end = fenced.find('\n').expect("a line") + 1;
        let body_end = fenced.find("\n```\n").expect("a closing fence") + 1;
        parts.push(Part::Words(words));
        let head = &fenced[..head_end];
        parts.push(Part::Block { language: head[3..].trim(), head, body: &fenced[head_end..body_end] });
        rest = &fenced[body_end + 4..];
    }
    parts.push(Part::Words(rest));
    parts
}

/// The file named by the last comment before a block.
fn file_name(before: &str) -> Option<&str> {
    let (_, comment) = before.rsplit_once("<!-- file: ")?;
    let (name, after) = comment.split_once(" -->")?;
    after.trim_start().starts_with("```").then_some(name)
}

/// Runs the commands of a block. Returns their output, or the expected output if that matches.
fn console(place: &Place, body: &str, wrong: &mut Vec<String>) -> String {
    let mut commands: Vec<(&str, String)> = Vec::new();
    for line in body.lines() {
        match line.strip_prefix("$ ") {
            Some(command) => commands.push((command, String::new())),
            None => commands.last_mut().expect("a command first").1 += &format!("{line}\n"),
        }
    }
    let printed = run(place, &commands.iter().map(|(command, _)| *command).collect::<Vec<_>>());
    assert_eq!(printed.len(), commands.len(), "{printed:?}");
    let mut shown = String::new();
    for ((command, expected), printed) in commands.iter().zip(&printed) {
        let right = matches(&expected.lines().collect::<Vec<_>>(), &printed.lines().collect::<Vec<_>>());
        if !right {
            wrong.push(format!("$ {command}\nexpected:\n{expected}printed:\n{printed}"));
        }
        shown += &format!("$ {command}\n{}", if right { expected } else { printed });
    }
    shown
}

/// The output of each command on both streams, in one shell, so that `$?` works.
fn run(place: &Place, commands: &[&str]) -> Vec<String> {
    const END: &str = "\u{1}end\n";
    let script: String = commands
        .iter()
        .map(|command| format!("{command}\ncode=$?; printf '\\001end\\n'; (exit $code)\n"))
        .collect();
    let mut bash = command("bash");
    bash.args(["--noprofile", "--norc", "-c", &format!("exec 2>&1\n{script}")]);
    let path = std::env::var("PATH").expect("PATH");
    bash.env("PATH", format!("{}:{path}", place.path().join(".bin").display()));
    // Commits have the date of the profile's assessment.
    let profile = fs::read_to_string(place.path().join("registry-maturity.yaml")).unwrap_or_default();
    if let Some(day) = profile.lines().find_map(|line| line.strip_prefix("  date: ")) {
        bash.env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"))
            .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"));
    }
    let run: Run = place.finish(&mut bash);
    run.stdout.split_terminator(END).map(str::to_owned).collect()
}

fn matches(expected: &[&str], printed: &[&str]) -> bool {
    match (expected, printed) {
        ([], printed) => printed.is_empty(),
        (["...", rest @ ..], printed) => {
            (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..]))
        }
        ([_, ..], []) => false,
        ([line, rest @ ..], [other, others @ ..]) => line_matches(line, other) && matches(rest, others),
    }
}

fn line_matches(expected: &str, printed: &str) -> bool {
    match expected.split_once("[..]") {
        None => expected == printed,
        Some((start, end)) => {
            printed.len() >= start.len() + end.len() && printed.starts_with(start) && printed.ends_with(end)
        }
    }
}
