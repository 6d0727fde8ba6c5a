//! Answers from a file or a pipe: the first line that cannot be carried out ends the run, and no answer goes to another
//! question.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Output, Stdio},
};

use crate::support;

const PROFILE: &str = "\
principles: \"0.1\"
registry:
  name: Example Index
taxonomy:
  accounts: true
  hosting: [built-packages]
answers:
  verified-email: {status: unmet, note: Asked in May.}
";

struct Run {
    output: Output,
    path: PathBuf,
    before: String,
    _folder: tempfile::TempDir,
}

impl Run {
    fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("text")
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).expect("the file")
    }

    #[track_caller]
    fn stops_at(&self, line: usize) {
        let stderr = self.stderr();
        assert_eq!(self.output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(&format!("line {line} of the answers")), "{stderr}");
    }
}

fn run(profile: &str, answers: &[u8]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    fs::write(&path, profile).expect("a profile");
    let mut child = support::program(["assess", "--plain", "--as-of", "2026-11-22"])
        .arg(&path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("its input").write_all(answers).expect("the pipe holds it");
    let output = child.wait_with_output().expect("it ends");
    Run { output, path, before: profile.to_owned(), _folder: folder }
}

/// Every kind of line that cannot be carried out, with its message.
const IMPOSSIBLE: [(&str, &str); 24] = [
    ("jump strong-mfaa", "strong-mfa"),
    ("jump 4711", "go from 1 to"),
    ("jump", "Where to?"),
    ("mett", "`met`"),
    ("not-applicable", "Why does it not apply? In a file of answers, write it on the same line"),
    ("intent declined", "Why will it not be done? In a file"),
    ("intent perhaps", "planned"),
    ("filter some", "gaps"),
    ("track nowhere", "authentication"),
    ("plan ovner Bo", "Did you mean `plan owner`?"),
    ("review-by tomorrow", "YYYY-MM-DD"),
    ("reviewed 2026-02-30", "no such day"),
    ("remove evidence 7", "no evidence"),
    ("edit note", "needs a terminal"),
    ("clauses", "has no clauses"),
    ("whole", "already asked as a whole"),
    ("undo", "nothing to undo"),
    ("yes", "not a command"),
    ("reviewed 2026-11-23", "in the future"),
    ("evidence seen by us", "neither an address nor a path"),
    ("9", "the question is still “Multi-factor authentication"),
    ("mandatory-mfa", "`jump mandatory-mfa`"),
    ("jump mfa", "strong-mfa, phishing-resistant-mfa"),
    ("jump auth", "authentication, authorization"),
];

#[test]
fn an_impossible_line_ends_the_run() {
    for (line, why) in IMPOSSIBLE {
        let answers = format!("jump strong-mfa\n{line}\nmet\nevidence https://index.example.org/\nquit\n");
        let run = run(PROFILE, answers.as_bytes());
        let stderr = run.stderr();
        assert_eq!(run.output.status.code(), Some(2), "{line}: {stderr}");
        assert!(stderr.contains("line 2 of the answers could not be carried out"), "{line}: {stderr}");
        assert!(stderr.contains(why), "{line}: {stderr}");
        assert!(!stderr.contains("Every answer is in"), "{line}: {stderr}");
        assert_eq!(run.text(), run.before, "{line}");
        assert_eq!(String::from_utf8_lossy(&run.output.stdout), "", "{line}");
    }
}

#[test]
fn a_text_with_a_line_that_is_refused_is_not_saved() {
    let run = run(PROFILE, b"jump verified-email\nevidence\ndocs/x.md\ngood\n.\nquit\n");
    run.stops_at(4);
    assert!(run.stderr().contains("None of this text was saved"), "{}", run.stderr());
    assert_eq!(run.text(), PROFILE);
}

#[test]
fn what_came_before_the_line_is_kept() {
    let run = run(PROFILE, b"jump strong-mfa\nmet\njump token-prefixx\nunmet\n");
    run.stops_at(3);
    assert!(run.stderr().contains("What was saved before is in"), "{}", run.stderr());
    let text = run.text();
    assert!(text.contains("strong-mfa:") && !text.contains("token-prefix"), "{text}");
}

#[test]
fn an_edit_that_is_refused_ends_the_run() {
    let profile = PROFILE.to_owned() + "  ? strong-mfa\n  : met\n";
    let run = run(&profile, b"jump strong-mfa\nunmet\nquit\n");
    run.stops_at(2);
    assert_eq!(run.text(), profile);
}

#[test]
fn a_byte_order_mark_is_skipped_only_at_the_beginning() {
    let good = run(PROFILE, b"\xef\xbb\xbfjump strong-mfa\nmet\nquit\n");
    assert_eq!(good.output.status.code(), Some(0), "{}", good.stderr());
    assert!(good.text().contains("strong-mfa:"), "{}", good.text());
    let bad = run(PROFILE, b"jump strong-mfa\n\xef\xbb\xbfmet\nquit\n");
    assert_eq!(bad.output.status.code(), Some(2), "{}", bad.stderr());
}

#[test]
fn what_is_not_utf8_is_refused() {
    for line in [&b"m\xe9t"[..], b"note M\xfcller", b"\xff\xfem\0e\0t\0"] {
        let answers = [b"jump strong-mfa\n", line, b"\nmet\n"].concat();
        let run = run(PROFILE, &answers);
        run.stops_at(2);
        assert!(run.stderr().contains("not UTF-8"), "{}", run.stderr());
        assert_eq!(run.text(), PROFILE);
    }
}

#[test]
fn an_answer_that_is_cut_off_is_not_saved() {
    let run = run(PROFILE, b"jump strong-mfa\nmet\nnote\nsomething\n");
    run.stops_at(4);
    assert!(run.stderr().contains("in the middle of a text"), "{}", run.stderr());
    assert!(!run.text().contains("something"), "{}", run.text());
}

#[test]
fn a_note_that_is_there_stays_when_a_reason_comes() {
    for (line, status) in [
        ("not-applicable Nobody signs in.", "status: not-applicable"),
        ("intent declined Nobody signs in.", "intent: declined"),
    ] {
        let run = run(PROFILE, format!("jump verified-email\n{line}\nquit\n").as_bytes());
        assert_eq!(run.output.status.code(), Some(0), "{}", run.stderr());
        let text = run.text();
        assert!(text.contains("Asked in May.") && text.contains("Nobody signs in."), "{text}");
        assert!(text.contains(status), "{text}");
        assert!(run.stderr().contains("The note that was there stays"), "{}", run.stderr());
    }
}

#[test]
fn every_clause_can_be_reached_by_name() {
    let run = run(PROFILE, b"jump cli\njump package-reporting/cli\nmet\nquit\n");
    assert_eq!(run.output.status.code(), Some(0), "{}", run.stderr());
    assert!(run.stderr().contains("`jump package-reporting/cli`"), "{}", run.stderr());
    assert!(run.text().contains("      cli: met"), "{}", run.text());
}

#[test]
fn clauses_of_what_was_answered_as_a_whole_keep_that_answer() {
    for (whole, clause, others) in [("met", "partial", ": met"), ("unmet", "met", ": unmet")] {
        let profile = format!("{PROFILE}  leaked-credential-checks: {whole}\n");
        let run = run(&profile, format!("jump change-prompt\n{clause}\nquit\n").as_bytes());
        assert_eq!(run.output.status.code(), Some(0), "{}", run.stderr());
        let text = run.text();
        assert!(text.contains(&format!("change-prompt: {clause}")), "{text}");
        for other in ["login-detection", "registration-refusal"] {
            assert!(text.contains(&format!("{other}{others}")), "{text}");
        }
        assert!(run.stderr().contains("its other clauses stay as they were"), "{}", run.stderr());
    }
}

#[test]
fn a_rule_is_printed_by_its_id_and_all_of_them_are_listed() {
    let shown = |answers: &str| {
        let run = run(PROFILE, answers.as_bytes());
        assert_eq!(run.output.status.code(), Some(0), "{}", run.stderr());
        run.stderr()
    };
    let (all, one) = (shown("rules\nquit\n"), shown("rules provider\nquit\n"));
    assert!(all.contains("\nprovider: ") && !all.contains("rules/provider"), "{all}");
    assert!(one.contains("rules/provider") && !one.contains("rules/registry"), "{one}");
    let unknown = run(PROFILE, b"rules nonsense\nquit\n");
    assert_eq!(unknown.output.status.code(), Some(2), "{}", unknown.stderr());
}
