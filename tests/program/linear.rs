//! What people with a screen reader get: one thing per line, in words.

use registry_maturity::render::format::{Format, ResultKind};

use crate::support::{Place, Run, program};

const BEFORE: &str = include_str!("../profiles/before.yaml");
const AFTER: &str = include_str!("../profiles/after.yaml");
const ACCESSIBLE: (&str, &str) = ("ACCESSIBLE", "1");

/// A folder with profiles and a history.
fn place() -> Place {
    let place = Place::new().with("before.yaml", BEFORE).with("registry-maturity.yaml", BEFORE).repository();
    place.commit("2026-01-15");
    place.write("registry-maturity.yaml", AFTER);
    place.commit("2026-11-22");
    place.write(
        "faulty.yaml",
        "principles: \"0.1\"\nregistry: {name: A, name: B}\nanswers: {strong-mfa: mett}\n",
    );
    place
}

/// Commands for every kind of result.
fn commands(kind: ResultKind) -> &'static [&'static str] {
    match kind {
        ResultKind::Report => &["score", "score --all", "score before.yaml registry-maturity.yaml"],
        ResultKind::Verdict => &["check", "check --require 3 --evidence --complete --warnings --max-age 1d"],
        ResultKind::Roadmap => {
            &["roadmap --target 3", "roadmap --style fundable --target 3", "roadmap --style grant --target 3"]
        }
        ResultKind::Comparison => &[
            "compare before.yaml registry-maturity.yaml",
            "compare before.yaml registry-maturity.yaml --capabilities",
        ],
        ResultKind::Progress => &["diff before.yaml registry-maturity.yaml"],
        ResultKind::History => &["history"],
        ResultKind::Catalogue => {
            &["explain", "explain trusted-publishing", "explain rules", "explain reporting-packages"]
        }
    }
}

fn run(place: &Place, arguments: &str, environment: (&str, &str)) -> Run {
    let (name, value) = environment;
    place.finish(program(arguments.split_whitespace()).env(name, value))
}

/// Whether a character is part of a rule or a box, or a mark.
fn draws(c: char) -> bool {
    // Arrows, box drawing, block elements, geometric shapes and dingbats.
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{27bf}') || c == '\u{2e2c}'
}

#[test]
fn nothing_is_drawn_in_any_terminal_document() {
    let place = place();
    let kinds = Format::Terminal.row().carries.iter().flat_map(|(kind, _)| commands(*kind));
    let messages =
        ["score faulty.yaml", "check faulty.yaml", "score no-such-file.yaml", "answer strong-mfaa met"];
    for command in kinds.chain(&messages) {
        let printed = run(&place, command, ACCESSIBLE);
        let all = format!("{}{}", printed.stdout, printed.stderr);
        assert!(all.len() > 40, "{command}: {all}");
        for line in all.lines() {
            assert!(!line.contains(draws), "{command}: {line}");
            let is_rule = !line.is_empty() && line.trim().chars().all(|c| matches!(c, '-' | '=' | '_' | ' '));
            assert!(!is_rule, "{command}: {line:?}");
        }
        // There is nothing to replace by ASCII characters.
        let ascii = run(&place, &format!("{command} --ascii"), ACCESSIBLE);
        assert_eq!(format!("{}{}", ascii.stdout, ascii.stderr), all, "{command}");
        let simple = run(&place, command, ("TERM", "dumb"));
        assert_eq!(format!("{}{}", simple.stdout, simple.stderr), all, "{command}");
    }
    let drawn = place.line("score");
    assert!(drawn.stdout.contains(draws) && drawn.stderr.contains(draws), "{drawn:?}");
}

#[test]
fn without_the_option_nothing_changes() {
    let place = place();
    for value in ["", "0"] {
        let printed = run(&place, "score", ("ACCESSIBLE", value));
        let usual = place.line("score");
        assert_eq!((printed.stdout, printed.stderr), (usual.stdout, usual.stderr), "{value:?}");
    }
}

#[test]
fn documents_line_by_line() {
    let place = place();
    let printed = |command: &str| run(&place, command, ACCESSIBLE).stdout;
    insta::assert_snapshot!("score", printed("score"));
    insta::assert_snapshot!("roadmap", printed("roadmap"));
    insta::assert_snapshot!("compare", printed("compare before.yaml registry-maturity.yaml --capabilities"));
    insta::assert_snapshot!("diff", printed("diff before.yaml registry-maturity.yaml"));
    insta::assert_snapshot!("history", printed("history"));
    insta::assert_snapshot!("explain", printed("explain package-reporting"));
}

/// Every capability has its evidence, and no label is without a value.
#[test]
fn all_capabilities_come_with_their_evidence_and_without_empty_labels() {
    let place = place();
    place.write(
        "evidence.yaml",
        "principles: \"0.1\"\nregistry: {name: A}\ntaxonomy: {accounts: true, hosting: [builds]}\nanswers:\n  \
         verified-email: {status: met, evidence: https://a.example/email}\n  brute-force-protection:\n    clauses:\n      \
         login: {status: met, evidence: https://a.example/login}\n  \
         typosquatting-prevention: {status: not-applicable, note: None.}\n",
    );
    let all = run(&place, "score --all evidence.yaml", ACCESSIBLE).stdout;
    for line in ["  Evidence: https://a.example/email", "  Evidence: https://a.example/login"] {
        assert!(all.lines().any(|other| other == line), "{line}: {all}");
    }
    assert!(all.contains("\nAuthentication: all 12 capabilities; 11 gaps, 4 block level 1\n"), "{all}");
    assert!(!all.lines().any(|line| line.ends_with(':')), "{all}");
    let some = run(&place, "score --all --level 1 evidence.yaml", ACCESSIBLE).stdout;
    assert!(some.contains("\nAuthentication: 5 of 12 capabilities; 11 gaps, 4 block level 1\n"), "{some}");
    let gaps = run(&place, "score evidence.yaml", ACCESSIBLE).stdout;
    assert!(gaps.contains("\nAuthentication: 11 gaps, 4 block level 1\n"), "{gaps}");
    assert!(!gaps.contains("Evidence: "), "{gaps}");
}

/// Every kind of error in the arguments.
const USAGE_ERRORS: [(&str, &str); 10] = [
    // An invalid value, one that the program's own parser refuses, and a missing one.
    (
        "check --format x",
        "invalid value 'x' for '--format <FORMAT>' [possible values: terminal, json, ndjson, github, sarif, gitlab, junit]; try '--help'",
    ),
    (
        "check --require 9",
        "invalid value '9' for '--require <[TRACK=]LEVEL>': a level is 0, 1, 2 or 3; try '--help'",
    ),
    (
        "roadmap --style",
        "a value is required for '--style <STYLE>' but none was supplied [possible values: plain, fundable, grant]; \
         try '--help'",
    ),
    (
        "score --all=x",
        "unexpected value 'x' for '--all' found; no more were expected; usage: registry-maturity score --all [PROFILE]...",
    ),
    (
        "score --outptu x",
        "unexpected argument '--outptu' found; tip: a similar argument exists: '--output'; usage: registry-maturity score \
         --output <FILE> [PROFILE]...",
    ),
    (
        "scoring",
        "unrecognized subcommand 'scoring'; tip: a similar subcommand exists: 'score'; usage: registry-maturity [OPTIONS] \
         <COMMAND>",
    ),
    (
        "answer",
        "the following required arguments were not provided: <ID> <STATUS>; usage: registry-maturity answer <ID> <STATUS> \
         [PROFILE]",
    ),
    (
        "check --baseline a --baseline-file b",
        "the argument '--baseline <REV>' cannot be used with '--baseline-file <FILE>'; usage: registry-maturity check \
         --baseline <REV> [PROFILE]",
    ),
    ("--ascii", "'registry-maturity' requires a subcommand but one was not provided"),
    ("score --help\r", "unexpected argument"),
];

#[test]
fn an_error_in_the_arguments_is_one_line() {
    let place = place();
    for (arguments, message) in USAGE_ERRORS {
        for environment in [ACCESSIBLE, ("TERM", "dumb")] {
            let (name, value) = environment;
            let printed = place.finish(program(arguments.split(' ')).env(name, value));
            assert_eq!((printed.exit, printed.stdout.as_str()), (2, ""), "{arguments}: {printed:?}");
            assert_eq!(printed.stderr.lines().count(), 1, "{arguments}: {printed:?}");
            assert!(
                printed.stderr.starts_with(&format!("registry-maturity: {message}")),
                "{arguments}: {printed:?}"
            );
        }
        let usual = place.finish(&mut program(arguments.split(' ')));
        assert!(usual.stderr.starts_with("error: ") && usual.stderr.lines().count() > 1, "{usual:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_utf8_is_one_line() {
    use std::os::unix::ffi::OsStrExt;

    let place = place();
    let name = std::ffi::OsStr::from_bytes(b"m\xe9t");
    let mut command = program(["answer", "strong-mfa"]);
    let printed = place.finish(command.arg(name).env("ACCESSIBLE", "1"));
    assert_eq!(printed.exit, 2, "{printed:?}");
    assert_eq!(printed.stderr.lines().count(), 1, "{printed:?}");
}

#[test]
fn a_problem_is_one_line() {
    let place = place();
    let printed = run(&place, "score faulty.yaml", ACCESSIBLE).stderr;
    insta::assert_snapshot!("problems", printed);
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines[..lines.len() - 1].iter().all(|line| line.starts_with("faulty.yaml:")), "{printed}");
    let warnings = run(&place, "score", ACCESSIBLE).stderr;
    assert!(!warnings.is_empty());
    assert!(warnings.lines().all(|line| line.starts_with("registry-maturity.yaml:")), "{warnings}");
    insta::assert_snapshot!("warnings", warnings);
}
