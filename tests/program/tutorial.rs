//! Checks the documents that show sessions: writes their files, applies their changes and runs their commands, in
//! order, in one folder for each document.
//!
//! `<!-- session: FILE -->` is above a questionnaire line by line, in which `>` begins what the operator types, and
//! `<!-- screen: NAME -->` above a full screen, which is a snapshot of the library's tests.
//! In the expected output, a line `...` matches any lines, and `[..]` matches anything within a line.
//! `UPDATE_EXPECTED=1 cargo test --test program tutorial::` replaces output that does not match.

use std::fs;

use crate::support::{Place, Run, command, program};

#[test]
fn what_the_tutorial_shows_is_what_happens() {
    check("docs/tutorial.md");
}

#[test]
fn what_the_page_about_answering_shows_is_what_happens() {
    check("docs/assess.md");
}

fn check(document: &str) {
    let text = fs::read_to_string(document).expect(document);
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
                    "text" | "yaml" => match comment(&written).expect("a comment that says what it is") {
                        ("screen", name) => screen(name),
                        ("session", _) => session(&place, body),
                        (_, name) => {
                            place.write(name, body);
                            body.to_owned()
                        }
                    },
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
        fs::write(document, written).expect(document);
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

/// The last comment before a block: its kind, and a name.
fn comment(before: &str) -> Option<(&str, &str)> {
    let (_, comment) = before.rsplit_once("<!-- ")?;
    let (comment, after) = comment.split_once(" -->")?;
    comment.split_once(": ").filter(|_| after.trim_start().starts_with("```"))
}

/// A full screen as a snapshot shows it, without the quotes around its lines.
fn screen(name: &str) -> String {
    let path = format!("tests/library/snapshots/library__screen__{name}.snap");
    let snapshot = fs::read_to_string(&path).expect(&path);
    let lines = snapshot.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    lines.map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Runs a questionnaire line by line. Prompts are followed by what was typed, as on a terminal.
fn session(place: &Place, body: &str) -> String {
    let (command, rest) = body.split_once('\n').expect("a command");
    let typed: Vec<&str> =
        rest.lines().filter_map(|line| line.strip_prefix('>')).map(str::trim_start).collect();
    let arguments = command.strip_prefix("$ ACCESSIBLE=1 registry-maturity ").expect("a command");
    place.write(".typed", &(typed.join("\n") + "\n"));
    let mut assess = program(arguments.split(' '));
    // So that the day does not matter.
    assess.args(["--as-of", "2026-11-22"]).env("ACCESSIBLE", "1");
    assess.stdin(fs::File::open(place.path().join(".typed")).expect("what was typed"));
    let run = place.finish(&mut assess);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let parts: Vec<&str> = run.stderr.split("\n> ").collect();
    assert_eq!(parts.len(), typed.len() + 1, "{}", run.stderr);
    let after = parts[1..].iter().zip(typed).map(|(said, typed)| {
        let prompt = format!("> {typed}");
        format!("{}\n{said}\n", prompt.trim_end())
    });
    format!("{command}\n{}\n{}", parts[0], after.collect::<String>().trim_end()) + "\n"
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
