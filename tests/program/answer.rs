//! `answer` sets one answer from a script, and refuses what the questionnaire would refuse.

use std::{collections::BTreeSet, fs, path::Path, process::Output};

use crate::support;

const PROFILE: &str = "\
# Ours.
principles: \"0.1\"
registry: {name: Example Index}
assessment: {date: 2026-01-01}
taxonomy: {accounts: true, hosting: [built-packages]}
answers:
  verified-email: {status: unmet, note: Asked in May.} # kept
";

fn answer(path: &Path, arguments: &[&str]) -> Output {
    let mut program = support::program(["answer"]);
    program.args(arguments).arg("--as-of").arg("2026-11-22").arg(path);
    program.output().expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn after(arguments: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    fs::write(&path, PROFILE).expect("a profile");
    let output = answer(&path, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
    assert!(output.stdout.is_empty());
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.starts_with("# Ours.\n") && text.contains("# kept"), "{text}");
    (text, told(&output))
}

#[test]
fn everything_about_an_answer_can_be_given_at_once() {
    let (text, told) = after(&[
        "strong-mfa",
        "partial",
        "--evidence",
        "https://index.example.org/a",
        "--evidence",
        "docs/b.md",
        "--note",
        "For staff.",
        "--delegated-to",
        "GitHub",
        "--internal",
        "SEC-1",
        "--intent",
        "exploring",
        "--review-by",
        "2027-05-01",
    ]);
    let answer = text.split("  strong-mfa:\n").nth(1).expect("the answer");
    let lines: BTreeSet<&str> = answer.lines().map(str::trim).collect();
    let expected = [
        "status: partial",
        "evidence:",
        "- https://index.example.org/a",
        "- docs/b.md",
        "note: For staff.",
        "reviewed: 2026-11-22",
        "internal: SEC-1",
        "delegated-to: GitHub",
        "intent: exploring",
        "review-by: 2027-05-01",
    ];
    assert_eq!(lines, BTreeSet::from(expected), "{text}");
    assert!(
        told.starts_with("Saved: partly met, note, evidence, ") && told.contains("docs/b.md does not exist"),
        "{told}"
    );
}

#[test]
fn clauses_reasons_and_rulings() {
    assert!(after(&["package-reporting/cli", "met"]).0.contains("      cli: met"));
    assert!(after(&["package-reporting", "met", "--clause", "cli"]).0.contains("      cli: met"));
    let (text, _) = after(&["verified-email", "not-applicable"]);
    assert!(text.contains("status: not-applicable, note: Asked in May."), "{text}");
    let (text, _) = after(&["strong-mfa", "unmet", "--intent", "declined", "--note", "No money."]);
    assert!(text.contains("intent: declined") && text.contains("note: No money."), "{text}");
    let (text, _) = after(&["verified-email", "unmet", "--ruling", "reminders-only"]);
    assert!(text.contains("ruling: reminders-only"), "{text}");
    let twice = ["strong-mfa", "met", "--evidence", "https://index.example.org/a"];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    fs::write(&path, PROFILE).expect("a profile");
    answer(&path, &twice);
    let once = fs::read_to_string(&path).expect("the file");
    assert_eq!(answer(&path, &twice).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).expect("the file"), once, "the same again changes nothing");
}

#[test]
fn what_the_questionnaire_would_refuse_is_refused_as_a_whole() {
    for (arguments, why) in [
        (&["strong-mfaa", "met"][..], "did you mean `strong-mfa`? Nothing was changed"),
        (&["zzz", "met"], "`registry-maturity explain zzz` may find it. Nothing was changed"),
        (
            &["strong-mfa", "met", "--evidence", "docs/x.md", "--evidence", "seen by us"],
            "“seen by us” is neither",
        ),
        (&["strong-mfa", "met", "--evidence", "index.example.org/a b"], "begins with https://"),
        (&["strong-mfa", "done"], "met"),
        (&["strong-mfa", "m"], "met"),
        (&["strong-mfa", "not-applicable"], "--note"),
        (&["strong-mfa", "not-applicable", "--note", " "], "reason is missing"),
        (&["strong-mfa", "unmet", "--intent", "declined"], "--note"),
        (&["strong-mfa", "met", "--intent", "planned", "--evidence", "docs/x.md"], "not fully met"),
        (&["strong-mfa", "met", "--clause", "ui"], "no clause"),
        (&["package-reporting", "met", "--clause", "cly"], "`cli`"),
        (&["package-reporting/ui", "met", "--clause", "cli"], "two clauses"),
        (&["verified-email", "met", "--ruling", "reminders-only"], "decides for unmet"),
        (&["verified-email", "unmet", "--ruling", "reminder-only"], "reminders-only"),
        (&["strong-mfa", "met", "--review-by", "soon"], "YYYY-MM-DD"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("profile.yaml");
        fs::write(&path, PROFILE).expect("a profile");
        let output = answer(&path, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(why), "{arguments:?}: {}", told(&output));
        assert_eq!(fs::read_to_string(&path).expect("the file"), PROFILE, "{arguments:?}");
    }
}

#[test]
fn what_it_removes_and_what_is_odd_is_said_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    let planned = "{status: unmet, plan: {summary: Write it.}, review-by: 2026-01-01}";
    fs::write(&path, PROFILE.replace("{status: unmet, note: Asked in May.}", planned)).expect("a profile");
    let all = told(&answer(&path, &["verified-email", "met"]));
    // There is nothing to undo once the program has ended.
    assert!(all.contains("no longer applies: the plan (Write it.).\n"), "{all}");
    assert!(!all.to_lowercase().contains("undo"), "{all}");
    assert!(all.contains("`review-by` is 2026-01-01, which has passed"), "{all}");
    let all = told(&answer(&path, &["verified-email", "met", "--review-by", "2027-01-01"]));
    assert_eq!(all, "Saved: review by 2027-01-01 (verified-email).\n");
    let all = told(&answer(&path, &["verified-email", "met", "--evidence", "index.example.org/help"]));
    let hint = "If index.example.org/help is an address, write https://index.example.org/help.";
    assert!(all.contains(hint), "{all}");
    assert_eq!(all.matches("verified-email").count(), 1, "{all}");
}

#[test]
fn it_needs_a_file_whose_tracks_apply() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    let output = answer(&path, &["strong-mfa", "met"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("registry-maturity assess"), "{}", told(&output));
    assert!(!path.exists());
    let output = answer(Path::new("-"), &["strong-mfa", "met"]);
    assert!(told(&output).contains("needs a file"), "{}", told(&output));
    fs::write(&path, PROFILE.replace("accounts: true", "accounts: false")).expect("a profile");
    let output = answer(&path, &["strong-mfa", "met"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("does not apply"), "{}", told(&output));
}
