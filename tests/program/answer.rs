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

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn after(arguments: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    fs::write(&path, PROFILE).expect("a profile");
    let output = answer(&path, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    assert!(output.stdout.is_empty());
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.starts_with("# Ours.\n") && text.contains("# kept"), "{text}");
    (text, stderr(&output))
}

#[test]
fn everything_about_an_answer_can_be_given_at_once() {
    let (text, stderr) = after(&[
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
        stderr.starts_with("Saved: partly met, note, evidence, ")
            && stderr.contains("docs/b.md does not exist"),
        "{stderr}"
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
        (&["change-prompt", "met"], "did you mean `leaked-credential-checks/change-prompt`?"),
        (&["zzz", "met"], "`registry-maturity explain zzz` may find it. Nothing was changed"),
        (
            &["strong-mfa", "met", "--evidence", "docs/x.md", "--evidence", "seen by us"],
            "“seen by us” is neither",
        ),
        (&["strong-mfa", "met", "--evidence", "index.example.org/a b"], "begins with https://"),
        (&["strong-mfa", "done"], "met"),
        (&["strong-mfa", "m"], "met"),
        (&["strong-mfa", "not-applicable"], "--note"),
        (&["strong-mfa", "not-applicable", "--note", " "], "it is empty"),
        (&["strong-mfa", "unmet", "--intent", "declined"], "--note"),
        (&["strong-mfa", "met", "--intent", "planned", "--evidence", "docs/x.md"], "not fully met"),
        (&["strong-mfa", "met", "--clause", "ui"], "no clause"),
        (&["package-reporting", "met", "--clause", "cly"], "the nearest: cli"),
        (&["package-reporting/ui", "met", "--clause", "cli"], "two clauses"),
        (&["verified-email", "met", "--ruling", "reminders-only"], "says unmet"),
        (&["verified-email", "unmet", "--ruling", "reminder-only"], "reminders-only"),
        (&["strong-mfa", "met", "--review-by", "soon"], "YYYY-MM-DD"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("profile.yaml");
        fs::write(&path, PROFILE).expect("a profile");
        let output = answer(&path, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(why), "{arguments:?}: {}", stderr(&output));
        assert_eq!(fs::read_to_string(&path).expect("the file"), PROFILE, "{arguments:?}");
    }
}

#[test]
fn removals_and_warnings_are_reported_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    let planned = "{status: unmet, plan: {summary: Write it.}, review-by: 2026-01-01}";
    fs::write(&path, PROFILE.replace("{status: unmet, note: Asked in May.}", planned)).expect("a profile");
    let all = stderr(&answer(&path, &["verified-email", "met"]));
    // There is nothing to undo once the program has ended.
    assert!(all.contains("This also removed the plan “Write it”.\n"), "{all}");
    assert!(!all.to_lowercase().contains("undo"), "{all}");
    assert!(all.contains("`review-by` is 2026-01-01, which has passed"), "{all}");
    let all = stderr(&answer(&path, &["verified-email", "met", "--review-by", "2027-01-01"]));
    assert_eq!(all, "Saved: review by 2027-01-01 (verified-email).\n");
    let all = stderr(&answer(&path, &["verified-email", "met", "--evidence", "index.example.org/help"]));
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
    assert!(stderr(&output).contains("registry-maturity assess"), "{}", stderr(&output));
    assert!(!path.exists());
    let output = answer(Path::new("-"), &["strong-mfa", "met"]);
    assert!(stderr(&output).contains("needs a file"), "{}", stderr(&output));
    fs::write(&path, PROFILE.replace("accounts: true", "accounts: false")).expect("a profile");
    let output = answer(&path, &["strong-mfa", "met"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("does not apply") && !said.contains("overview"), "{said}");
    // What it advises works.
    assert!(said.contains("write the reason in the profile, under `also-assess: authentication:`"), "{said}");
    let also =
        PROFILE.replace("accounts: true", "accounts: false") + "also-assess:\n  authentication: Staff.\n";
    fs::write(&path, also).expect("a profile");
    assert_eq!(answer(&path, &["strong-mfa", "met"]).status.code(), Some(0));
}

/// What the program says about the last of several answers to the same profile.
fn last_of(answers: &[&[&str]]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    fs::write(&path, PROFILE).expect("a profile");
    let mut said = String::new();
    for arguments in answers {
        let output = answer(&path, arguments);
        said = stderr(&output);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    }
    said
}

#[test]
fn a_reason_kept_under_another_answer_is_reported() {
    let whole = &["verified-email", "not-applicable", "--note", "No mail."][..];
    let clause = &["package-reporting/cli", "not-applicable", "--note", "No mail."][..];
    let declined = &["verified-email", "unmet", "--intent", "declined", "--note", "No mail."][..];
    for (before, id) in
        [(whole, "verified-email"), (clause, "package-reporting/cli"), (declined, "verified-email")]
    {
        let all = last_of(&[before, &[id, "met"]]);
        assert!(
            all.contains("The note with the reason stays, and readers see it: No mail.\n"),
            "{before:?}: {all}"
        );
        let all = last_of(&[before, &[id, "met", "--note", "Now it is done."]]);
        assert!(!all.contains("stays") && all.contains("replaces the earlier note: No mail.\n"), "{all}");
    }
    let all = last_of(&[whole, &["verified-email", "not-applicable"]]);
    assert!(!all.contains("stays"), "it is still the reason: {all}");
}

#[test]
fn a_provider_kept_under_another_answer_is_reported() {
    let by = &["strong-mfa", "met", "--delegated-to", "GitHub"][..];
    for status in ["partial", "unmet", "unknown"] {
        let all = last_of(&[by, &["strong-mfa", status]]);
        assert!(all.contains("still says that GitHub provides it"), "{status}: {all}");
        for name in ["GitHub", "GitLab", "none"] {
            let all = last_of(&[by, &["strong-mfa", status, "--delegated-to", name]]);
            assert!(!all.contains("still"), "{status}, {name}: {all}");
        }
    }
    assert!(last_of(&[by, &["strong-mfa", "met"]]).contains("already set, with GitHub as the provider"));
}

#[test]
fn a_replaced_text_is_reported() {
    let all = last_of(&[&["verified-email", "unmet", "--note", "Asked again."]]);
    assert!(all.contains("This replaces the earlier note: Asked in May.\n"), "{all}");
    let all = last_of(&[&["verified-email", "unmet", "--note", "Asked in May. And in June."]]);
    assert!(!all.contains("replaces"), "nothing is lost: {all}");
    let internal = |text| ["verified-email", "unmet", "--internal", text];
    let all = last_of(&[&internal("SEC-1"), &internal("SEC-2")]);
    assert!(all.contains("This replaces the earlier internal note: SEC-1.\n"), "{all}");
}

#[test]
fn declining_at_a_clause_is_said_to_be_for_all_parts_and_has_one_reason() {
    let arguments =
        ["package-reporting", "unmet", "--clause", "cli", "--intent", "declined", "--note", "No staff."];
    let (text, stderr) = after(&arguments);
    assert_eq!(text.matches("No staff.").count(), 1, "{text}");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    fs::write(&path, PROFILE).expect("a profile");
    answer(&path, &["package-reporting/cli", "unmet", "--note", "Only on the website."]);
    let output = answer(&path, &["package-reporting/cli", "unmet", "--intent", "declined"]);
    assert!(
        self::stderr(&output).contains("needs a reason"),
        "the clause's note is none: {}",
        self::stderr(&output)
    );
    assert!(text.contains("intent: declined"), "{text}");
    assert!(
        stderr.contains("not met (package-reporting/cli), declined (all parts of package-reporting)"),
        "{stderr}"
    );
}

#[test]
fn the_reason_from_a_ruling_is_shown() {
    let (text, stderr) = after(&["leaked-credential-checks", "not-applicable", "--ruling", "no-passwords"]);
    let reason = "There is no password that could appear in a leak.";
    assert!(text.contains(reason) && stderr.contains(&format!("\nReason: {reason}\n")), "{stderr}{text}");
}

#[test]
fn an_empty_text_is_refused() {
    for option in ["--evidence", "--note", "--internal", "--delegated-to"] {
        for empty in ["", " "] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("profile.yaml");
            fs::write(&path, PROFILE).expect("a profile");
            let output = answer(&path, &["verified-email", "met", option, empty]);
            assert_eq!(output.status.code(), Some(2), "{option}: {}", stderr(&output));
            assert!(
                stderr(&output).contains(option) && stderr(&output).contains("empty"),
                "{}",
                stderr(&output)
            );
            assert_eq!(fs::read_to_string(&path).expect("the file"), PROFILE);
        }
    }
}

#[test]
fn an_intent_that_is_impossible_is_refused_before_its_reason_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    fs::write(&path, PROFILE).expect("a profile");
    let output = answer(&path, &["strong-mfa", "met", "--intent", "declined"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("only for what is not fully met"), "{}", stderr(&output));
}
