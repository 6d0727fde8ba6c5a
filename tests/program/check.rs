//! `check`: the exit code and the output agree in every format.

use registry_maturity_core::catalogue::{Capability, Catalogue};
use serde_json::Value;

use crate::{formats, support::Place};

/// The command-line track is the shortest: one capability at level 1, one at level 2, three at level 3.
const BASE: &str = "\
principles: \"0.1\"
registry:
  name: Example Index
assessment:
  date: 2026-01-15
taxonomy:
  accounts: false
  hosting: [builds]
answers:
  pinned-dependencies:
    status: met
    evidence: docs/lock-files.md
  install-vulnerability-warnings: met
  sbom-generation: unmet
";

fn with(lines: &str) -> String {
    format!("{BASE}{lines}")
}

fn changed(from: &str, to: &str) -> String {
    assert!(BASE.contains(from), "{from}");
    BASE.replace(from, to)
}

/// The arguments, the profile, the exit code, and words of the first line.
fn table() -> Vec<(&'static str, String, i32, &'static str)> {
    let base = || BASE.to_owned();
    let target = |level| with(&format!("targets:\n  cli: {level}\n"));
    let answer = |from, to| changed(from, to);
    vec![
        // Levels.
        ("--require cli=2", base(), 0, "all checks passed"),
        ("--require cli=3", base(), 1, "CLI Tooling is at level 2, below the required level 3"),
        ("", target(2), 0, "all checks passed"),
        ("", target(3), 1, "CLI Tooling is at level 2, below its target 3"),
        ("--require cli=1", target(3), 1, "below its target 3"),
        ("--require cli=1 --no-targets", target(3), 0, "all checks passed"),
        ("--require cli=3", target(1), 1, "below the required level 3"),
        ("--require 1", base(), 1, "General Capabilities is at level 0, below the required level 1"),
        ("--require 0", base(), 0, "all checks passed"),
        // Unknown answers never pass.
        ("--require cli=2", answer("warnings: met", "warnings: unknown"), 1, "(not known)"),
        ("--require cli=2", answer("  install-vulnerability-warnings: met\n", ""), 1, "(not answered)"),
        // What does not apply.
        ("--require authentication=1", base(), 1, "does not apply, because it has no user accounts"),
        ("--require authentication=0", base(), 1, "should be at level 0, but has none"),
        (
            "",
            with("targets:\n  authentication: 1\n"),
            2,
            "nothing to check; every target is for a track that does not apply; add targets for other tracks",
        ),
        ("--no-targets", target(1), 2, "nothing to check; add `targets`, or pass"),
        // Evidence decides.
        ("--require cli=1 --against evidenced", base(), 0, "all checks passed"),
        (
            "--require cli=2 --against evidenced",
            base(),
            1,
            "has evidence for level 1, below the required level 2",
        ),
        ("--evidence", base(), 1, "`install-vulnerability-warnings` is met, but has no evidence"),
        ("--evidence", answer("warnings: met", "warnings: unmet"), 0, "all checks passed"),
        (
            "--evidence",
            changed("docs/lock-files.md", "docs/none.md").replace("warnings: met", "warnings: unmet"),
            1,
            "registry-maturity.yaml:12: `pinned-dependencies` is met, but has no evidence: `docs/none.md` does not exist",
        ),
        (
            "--evidence",
            changed("docs/lock-files.md", "../x.md").replace("warnings: met", "warnings: unmet"),
            1,
            "`../x.md` leads out of the repository",
        ),
        (
            "--evidence",
            changed("docs/lock-files.md", "[docs/none.md, \"https://index.example.org/\"]")
                .replace("warnings: met", "warnings: unmet"),
            0,
            "all checks passed",
        ),
        (
            "--require cli=1 --against evidenced",
            answer("docs/lock-files.md", "docs/none.md"),
            0,
            "all checks passed",
        ),
        (
            "--warnings",
            answer("docs/lock-files.md", "docs/none.md"),
            1,
            "warning: `docs/none.md`, evidence for `pinned-dependencies`, does not exist",
        ),
        // Completeness.
        ("--complete", base(), 1, "`vulnerability-disclosure-policy` is not answered"),
        ("--complete", answer("  accounts: false\n", ""), 1, "`accounts` is not answered in `taxonomy`"),
        // Age.
        ("--max-age 12mo --as-of 2027-01-15", base(), 0, "all checks passed"),
        ("--max-age 12mo --as-of 2027-01-16", base(), 1, "2026-01-15, more than 12 months ago"),
        ("--max-age 365d --as-of 2027-01-16", base(), 1, "more than 365 days ago"),
        ("--max-age 53w --as-of 2027-01-16", base(), 0, "all checks passed"),
        ("--max-age 2y --as-of 2027-01-16", base(), 0, "all checks passed"),
        ("--max-age 12m", base(), 2, "write `12mo` for months"),
        (
            "--max-age 1y --as-of 2026-02-01",
            answer("assessment:\n  date: 2026-01-15\n", ""),
            1,
            "has no review date; add `reviewed: YYYY-MM-DD`",
        ),
        (
            "--max-age 1mo --as-of 2027-01-16",
            answer("evidence: docs/lock-files.md", "reviewed: 2027-01-10"),
            1,
            "`install-vulnerability-warnings` was last reviewed",
        ),
        (
            "--max-age 2y --as-of 2026-03-02",
            answer("evidence: docs/lock-files.md", "review-by: 2026-03-01"),
            1,
            "was due for review by 2026-03-01",
        ),
        (
            "--max-age 2y --as-of 2026-03-02",
            answer("generation: unmet", "generation: {status: unknown, review-by: 2026-03-01}"),
            1,
            "`sbom-generation` was due for review by 2026-03-01",
        ),
        // A date in the future does not count.
        (
            "--max-age 1mo --as-of 2027-01-16",
            answer("evidence: docs/lock-files.md", "reviewed: 2027-01-17"),
            1,
            "`pinned-dependencies` was last reviewed on 2026-01-15",
        ),
        (
            "--max-age 1y --as-of 2026-01-14",
            base(),
            1,
            "the date of the assessment, 2026-01-15, is in the future and does not count; correct it, or add `reviewed",
        ),
        (
            "--max-age 1y --as-of 2026-01-14",
            answer("evidence: docs/lock-files.md", "reviewed: 2027-01-10"),
            1,
            "was reviewed on 2027-01-10, which is in the future and does not count; correct `reviewed`",
        ),
        ("--warnings --as-of 2026-01-14", base(), 1, "is in the future, so it does not count"),
        ("--warnings --as-of 2026-01-15", base(), 0, "all checks passed"),
        (
            "--max-age 2y --as-of 2026-03-01",
            answer("evidence: docs/lock-files.md", "review-by: 2026-03-01"),
            0,
            "all checks passed",
        ),
        // Warnings.
        ("--warnings", base(), 0, "all checks passed"),
        ("--warnings", answer("docs/lock-files.md", "we said so"), 1, "neither an address nor a path"),
        ("--require cli=2", answer("docs/lock-files.md", "we said so"), 0, "all checks passed"),
        // Regressions against `before.yaml`, which is BASE.
        ("--baseline-file before.yaml", base(), 0, "all checks passed"),
        (
            "--baseline-file before.yaml",
            answer("generation: unmet", "generation: met"),
            0,
            "all checks passed",
        ),
        (
            "--baseline-file before.yaml",
            answer("warnings: met", "warnings: partial"),
            1,
            "fell from level 2 in the baseline to level 1",
        ),
        (
            "--baseline-file before.yaml",
            answer("generation: unmet", "generation:\n    status: not-applicable\n    note: No client."),
            0,
            "all checks passed",
        ),
        (
            "--baseline-file before.yaml",
            answer("warnings: met", "warnings: {status: not-applicable, note: No client.}"),
            1,
            "`install-vulnerability-warnings` was met in the baseline and does not apply now",
        ),
        (
            "--baseline-file before.yaml --against evidenced",
            answer("    evidence: docs/lock-files.md\n", ""),
            1,
            "fell from level 1 in the baseline to level 0",
        ),
        ("--baseline-file nowhere", base(), 2, "nowhere can't be read"),
        ("--baseline nowhere", base(), 2, "is not in a git repository"),
        ("--baseline before.yaml", base(), 2, "is not in a git repository"),
        ("--baseline-file broken.yaml", base(), 2, "broken.yaml: "),
        // Errors.
        ("", base(), 2, "for example `--require 1`"),
        ("--require cli=4", base(), 2, "a level is 0, 1, 2 or 3"),
        ("--require generl=1", base(), 2, "the nearest: general"),
        ("--require 1", answer("accounts: false", "accounts: perhaps"), 2, "perhaps"),
    ]
}

#[test]
fn exit_code_and_words_agree() {
    for (arguments, profile, exit, words) in table() {
        let place = Place::new()
            .with("registry-maturity.yaml", &profile)
            .with("docs/lock-files.md", "")
            .with("before.yaml", BASE)
            .with("broken.yaml", "answers: [");
        let run = place.line(&format!("check {arguments}"));
        let reported = if exit == 2 { &run.stderr } else { &run.stdout };
        assert_eq!(run.exit, exit, "check {arguments}\n{run:?}");
        assert!(reported.contains(words), "check {arguments}\n{reported}");
        assert_eq!(exit == 0, run.stdout.contains("all checks passed"), "{arguments}");
        if exit == 2 {
            assert_eq!(run.stdout, "", "{arguments}");
            continue;
        }
        let lines = if exit == 0 { 0 } else { run.stdout.lines().count() };
        assert_formats(&place, arguments, exit, lines);
    }
}

/// The other formats give the same exit code, and as many reasons as the text has lines.
fn assert_formats(place: &Place, arguments: &str, exit: i32, reasons: usize) {
    let github = place.line(&format!("check {arguments} --format github"));
    assert_eq!(github.exit, exit, "{arguments}");
    assert_eq!(github.stdout.matches("::error ").count(), reasons.min(10), "{arguments}\n{}", github.stdout);
    if reasons > 10 {
        let reported = github.stdout.lines().filter(|line| !line.starts_with("::warning ")).count();
        assert_eq!(reported, reasons + 1, "{arguments}\n{}", github.stdout);
    }

    let json = place.line(&format!("check {arguments} --format json"));
    assert_eq!(json.exit, exit, "{arguments}");
    let result: Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(result["passed"], exit == 0, "{arguments}");
    assert_eq!(result["shortfalls"].as_array().expect("a list").len(), reasons, "{arguments}");

    let sarif = place.line(&format!("check {arguments} --format sarif"));
    assert_eq!(sarif.exit, exit, "{arguments}");
    let log: Value = serde_json::from_str(&sarif.stdout).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.iter().any(|result| result["level"] == "error"), exit == 1, "{arguments}");
    assert_same_reasons(&result, results);
    assert_valid_sarif(&log);
    assert_reports(place, arguments, exit, reasons);
}

/// The formats of other services have as many failures as there are reasons, each at a line of the file.
fn assert_reports(place: &Place, arguments: &str, exit: i32, reasons: usize) {
    let junit = place.line(&format!("check {arguments} --format junit"));
    assert_eq!(junit.exit, exit, "{arguments}");
    assert_eq!(formats::junit(&junit.stdout), reasons, "{arguments}\n{}", junit.stdout);
    let read = junit_parser::from_reader(junit.stdout.as_bytes()).expect("JUnit XML");
    let cases: Vec<_> = read.suites.iter().flat_map(|suite| &suite.cases).collect();
    assert_eq!(cases.len(), reasons.max(1));
    assert_eq!(cases.iter().filter(|case| case.status.is_failure()).count(), reasons);

    let gitlab = place.line(&format!("check {arguments} --format gitlab"));
    assert_eq!(gitlab.exit, exit, "{arguments}");
    let report: Vec<Value> = serde_json::from_str(&gitlab.stdout).expect("JSON");
    assert_eq!(
        report.iter().filter(|finding| finding["severity"] == "major").count(),
        reasons,
        "{arguments}"
    );
    let mut fingerprints: Vec<&Value> = report.iter().map(|finding| &finding["fingerprint"]).collect();
    fingerprints.sort_by_key(ToString::to_string);
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), report.len(), "{}", gitlab.stdout);
    for finding in &report {
        assert!(finding["description"].is_string() && finding["check_name"].is_string(), "{finding}");
        assert_eq!(finding["location"]["path"], "registry-maturity.yaml");
        assert!(finding["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{finding}");
    }
}

/// SARIF has an error for each reason, or for each thing that a level lacks.
fn assert_same_reasons(json: &Value, sarif: &[Value]) {
    let mut expected = Vec::new();
    for shortfall in json["shortfalls"].as_array().expect("a list") {
        let lacking = shortfall["lacking"].as_array().expect("a list");
        let capability = shortfall["capability"].as_str();
        match lacking.is_empty() {
            true if shortfall["reason"] == "warning" => expected.push("warning".to_owned()),
            true => expected.push(capability.unwrap_or("profile").to_owned()),
            false => expected.extend(lacking.iter().filter_map(|id| Some(id.as_str()?.to_owned()))),
        }
    }
    let errors = sarif.iter().filter(|result| result["level"] == "error");
    let reported: Vec<&str> = errors.filter_map(|result| result["ruleId"].as_str()).collect();
    for id in &expected {
        assert!(reported.contains(&id.as_str()), "{id} is not in SARIF: {reported:?}");
    }
    for id in reported {
        assert!(expected.iter().any(|known| known == id), "{id} is in SARIF alone: {expected:?}");
    }
}

fn assert_valid_sarif(log: &Value) {
    static VALIDATOR: std::sync::LazyLock<jsonschema::Validator> = std::sync::LazyLock::new(|| {
        // The pattern for languages has a stray bracket, which strict validators reject.
        let schema = include_str!("../schema/sarif-2.1.0.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
        let schema = serde_json::from_str(&schema).expect("a schema");
        jsonschema::validator_for(&schema).expect("a schema")
    });
    let errors: Vec<String> = VALIDATOR.iter_errors(log).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn a_track_that_leaves_the_scope_is_a_regression_if_part_of_it_was_met() {
    let with_accounts = changed("accounts: false", "accounts: true");
    for (answers, exit, words) in [
        ("  verified-email: met\n", 1, "`verified-email` was met"),
        (
            "  leaked-credential-checks: {clauses: {login-detection: met}}\n",
            1,
            "`leaked-credential-checks` was met",
        ),
        ("  verified-email: met\n  strong-mfa: met\n", 1, "`verified-email` and `strong-mfa` were met"),
        ("  verified-email: unmet\n", 0, "all checks passed"),
        ("", 0, "all checks passed"),
    ] {
        let before = format!("{with_accounts}{answers}");
        let place = Place::new().with("before.yaml", &before).with("registry-maturity.yaml", BASE);
        let run = place.line("check --no-targets --baseline-file before.yaml");
        assert_eq!(run.exit, exit, "{answers}{run:?}");
        assert!(run.stdout.contains(words), "{answers}{}", run.stdout);
    }
}

/// Required clauses of a partial capability: what was met must stay met, whichever way it is written.
#[test]
fn a_clause_that_is_no_longer_met_is_a_regression() {
    let unpublish = |answer: &str| format!("{BASE}  unpublish-policy: {answer}\n");
    let before = unpublish("{clauses: {no-replacement: met, no-reuse: unmet}}");
    for (answer, exit) in [
        ("{clauses: {no-replacement: met, no-reuse: unmet}}", 0),
        ("{clauses: {no-replacement: met, no-reuse: met}}", 0),
        ("{clauses: {no-replacement: {status: met, note: Since 2020.}}}", 0),
        ("met", 0),
        ("{clauses: {no-replacement: unmet, no-reuse: met}}", 1),
        ("{clauses: {no-replacement: partial}}", 1),
        ("{clauses: {no-replacement: {status: not-applicable, note: No.}, no-reuse: unmet}}", 1),
        ("{clauses: {no-replacement: unknown}}", 1),
        ("{clauses: {no-reuse: unmet}}", 1),
        ("partial", 1),
        ("unmet", 1),
        ("unknown", 1),
        ("{status: not-applicable, note: Nothing is ever taken away.}", 1),
    ] {
        let place =
            Place::new().with("before.yaml", &before).with("registry-maturity.yaml", &unpublish(answer));
        let run = place.line("check --no-targets --baseline-file before.yaml");
        assert_eq!(run.exit, exit, "{answer}\n{run:?}");
        let words = "`no-replacement` was met in the baseline and no longer is";
        assert_eq!(run.stdout.contains(words), exit == 1, "{answer}\n{}", run.stdout);
    }
    // A recommended clause decides nothing.
    let policy = |answer: &str| format!("{BASE}  vulnerability-disclosure-policy: {{clauses: {answer}}}\n");
    let before = policy("{published-policy: met, safe-harbor: unmet, remediation-in-90-days: met}");
    let after = policy("{published-policy: met, safe-harbor: unmet, remediation-in-90-days: unmet}");
    let place = Place::new().with("before.yaml", &before).with("registry-maturity.yaml", &after);
    assert_eq!(place.line("check --no-targets --baseline-file before.yaml").exit, 0);
}

/// A pull request brings files; none of them is a revision.
#[test]
fn a_baseline_is_a_revision_and_never_a_file() {
    let place = Place::new().with("registry-maturity.yaml", BASE).repository();
    place.commit("2026-01-15");
    let worse = changed("warnings: met", "warnings: unmet");
    place.write("registry-maturity.yaml", &worse);
    for name in ["HEAD", "main", "HEAD~2", "sub/branch"] {
        place.write(name, &worse);
    }
    for (revision, exit) in [("HEAD", 1), ("main", 1), ("HEAD~2", 2), ("sub/branch", 2)] {
        let run = place.line(&format!("check --no-targets --baseline {revision}"));
        assert_eq!(run.exit, exit, "{revision} {run:?}");
        assert!(!run.stderr.contains("principles"), "{run:?}");
    }
    // A file is never used as a revision.
    std::fs::remove_file(place.path().join("HEAD")).expect("a file");
    assert_eq!(place.line("check --no-targets --baseline-file HEAD").exit, 2);
    let both = place.line("check --baseline HEAD --baseline-file main");
    assert!(both.exit == 2 && both.stderr.contains("cannot be used with"), "{both:?}");
}

#[test]
fn a_branch_is_not_blamed_for_what_main_did_since() {
    let place = Place::new().with("registry-maturity.yaml", BASE).repository();
    place.commit("2026-01-15");
    place.git(["checkout", "--quiet", "-b", "branch"]);
    place.git(["checkout", "--quiet", "main"]);
    place.write("registry-maturity.yaml", &changed("generation: unmet", "generation: met"));
    place.commit("2026-01-16");
    place.git(["checkout", "--quiet", "branch"]);
    for (revision, exit) in [
        ("main", 1),
        ("main...", 0),
        ("main...HEAD", 0),
        ("...main", 0),
        ("main...main", 1),
        ("main..HEAD", 2),
    ] {
        let run = place.line(&format!("check --no-targets --baseline {revision}"));
        assert_eq!(run.exit, exit, "{revision} {run:?}");
    }
    place.git(["checkout", "--quiet", "--orphan", "other"]);
    place.commit("2026-01-17");
    let run = place.line("check --no-targets --baseline main...");
    assert!(run.exit == 2 && run.stderr.contains("no commit in common"), "{run:?}");
}

/// Where some clauses have evidence, the message names the others.
#[test]
fn the_clauses_that_lack_evidence_are_named() {
    for (login, second_factor, own, said) in [
        ("docs/a.md", "", "", "of `brute-force-protection`, `second-factor` is met, but has no evidence"),
        ("docs/a.md", "docs/b.md", "", "all checks passed"),
        ("docs/a.md", "", "docs/b.md", "all checks passed"),
        ("", "", "", "`brute-force-protection` is met, but has no evidence"),
        (
            "docs/none.md",
            "docs/b.md",
            "",
            "of `brute-force-protection`, `login` is met, but has no evidence: `docs/none.md` does not exist",
        ),
        (
            "docs/none.md",
            "",
            "",
            "`brute-force-protection` is met, but has no evidence: `docs/none.md` does not exist",
        ),
        (
            "docs/a.md",
            "",
            "docs/none.md",
            "of `brute-force-protection`, `second-factor` is met, but has no evidence: `docs/none.md` does not exist",
        ),
    ] {
        let profile =
            changed("accounts: false", "accounts: true").replace("warnings: met", "warnings: unmet");
        let clauses = format!(
            "  brute-force-protection:\n    evidence: {own}\n    clauses:\n      login: {{status: met, evidence: \
             {login}}}\n      second-factor: {{status: met, evidence: {second_factor}}}\n"
        );
        let place = Place::new().with("registry-maturity.yaml", &format!("{profile}{clauses}"));
        for path in ["docs/a.md", "docs/b.md", "docs/lock-files.md"] {
            place.write(path, "");
        }
        let run = place.line("check --evidence");
        assert!(run.stdout.trim_end().ends_with(said), "{said}: {}", run.stdout);
        let json = formats::json(&place.line("check --evidence --format json").stdout);
        let named = &json["shortfalls"][0]["clauses"];
        let expected =
            said.contains("of `").then(|| if said.contains("`login`") { "login" } else { "second-factor" });
        assert_eq!(named.as_array().and_then(|all| all.first()).and_then(Value::as_str), expected, "{json}");
    }
    let clauses = "  unpublish-policy: {clauses: {no-replacement: {status: met, evidence: docs/a.md}, no-reuse: met}}\n";
    let place = Place::new().with("registry-maturity.yaml", &with(clauses)).with("docs/a.md", "");
    let run = place.line("check --require general=3 --against evidenced");
    assert!(run.stdout.contains("`unpublish-policy` (no evidence for `no-reuse`)"), "{}", run.stdout);
}

/// Every question answered, with `unknown` where nobody knows; then without one answer, without one clause.
#[test]
fn complete_means_that_nothing_is_unanswered() {
    let catalogue = Catalogue::latest();
    let answer = |capability: &Capability| format!("  {}: unknown\n", capability.id);
    let answers: Vec<String> = catalogue.capabilities().map(answer).collect();
    let head = "principles: \"0.1\"\nregistry: {name: x}\ntaxonomy: {accounts: true, hosting: [built-packages, builds]}\nanswers:\n";
    let check = |answers: &[String]| {
        let place = Place::new().with("registry-maturity.yaml", &(head.to_owned() + &answers.concat()));
        place.line("check --complete")
    };
    assert_eq!(check(&answers).exit, 0);
    for (place, capability) in catalogue.capabilities().enumerate() {
        let id = capability.id;
        let mut fewer = answers.clone();
        for missing in ["", &format!("  {id}:\n"), &format!("  {id}: {{note: a}}\n")] {
            fewer[place] = missing.to_owned();
            let run = check(&fewer);
            assert!(run.exit == 1 && run.stdout.contains(&format!("`{id}` is not answered")), "{run:?}");
        }
        let required: Vec<_> = capability.clauses.iter().filter(|clause| clause.required).collect();
        let clauses = |count: usize| {
            let given: Vec<_> =
                required[..count].iter().map(|clause| format!("{}: unknown", clause.id)).collect();
            format!("  {id}: {{clauses: {{{}}}}}\n", given.join(", "))
        };
        for count in 1..=required.len() {
            fewer[place] = clauses(count);
            let run = check(&fewer);
            let is_complete = count == required.len();
            assert_eq!(run.exit, i32::from(!is_complete), "{run:?}");
            assert!(is_complete || run.stdout.contains(&format!("of `{id}`, ")), "{run:?}");
        }
    }
}

#[test]
fn the_first_pull_request_passes_with_a_notice() {
    let place = Place::new().with("README", "x").repository();
    place.commit("2026-01-14");
    place.git(["checkout", "--quiet", "-b", "branch"]);
    place.write("registry-maturity.yaml", BASE);
    for is_committed in [false, true] {
        if is_committed {
            place.commit("2026-01-15");
        }
        for format in ["text", "json", "github", "sarif"] {
            let run = place.line(&format!("check --no-targets --baseline main --format {format}"));
            assert_eq!(run.exit, 0, "{run:?}");
            let notice = if format == "github" {
                "::notice file=registry-maturity.yaml,title=Profile::"
            } else {
                "registry-maturity: "
            };
            let text =
                "main does not have registry-maturity.yaml yet, so there is nothing to compare it with";
            assert!(run.stderr.starts_with(&format!("{notice}{text}\n")), "{run:?}");
        }
        assert_eq!(place.line("check --no-targets --baseline nowhere").exit, 2);
        // The other demands still count.
        assert_eq!(place.line("check --require 1 --baseline main").exit, 1);
    }
    // A profile of another registry is not an older version.
    place.write("other.yaml", &BASE.replace("Example Index", "Other Index"));
    place.commit("2026-01-16");
    place.git(["branch", "with-other"]);
    place.git(["rm", "--quiet", "registry-maturity.yaml"]);
    place.commit("2026-01-17");
    place.write("registry-maturity.yaml", BASE);
    let run = place.line("check --no-targets --baseline HEAD");
    assert!(run.exit == 0 && run.stderr.contains("does not have"), "{run:?}");
}

/// A profile stays the same one however it is moved, and whatever else changes in it.
#[test]
fn a_renamed_profile_is_compared_with_what_it_was() {
    let worse = changed("warnings: met", "warnings: unmet");
    let rewritten: String = worse.lines().rev().filter(|line| line.starts_with("  ")).collect();
    let rewritten = format!("# {rewritten}\n").repeat(30) + &worse;
    for text in [worse.as_str(), rewritten.as_str()] {
        for (steps, is_committed) in [(1, true), (1, false), (3, true), (3, false)] {
            let place = Place::new().with("registry-maturity.yaml", BASE).repository();
            place.commit("2026-01-15");
            place.git(["checkout", "--quiet", "-b", "branch"]);
            let mut name = "registry-maturity.yaml".to_owned();
            for step in 0..steps {
                let next = format!("docs-{step}/maturity.yaml");
                place.write(format!("docs-{step}/note"), "");
                place.git(["mv", &name, &next]);
                name = next;
                if is_committed || step + 1 < steps {
                    place.commit("2026-01-16");
                }
            }
            place.write(&name, text);
            if is_committed {
                place.commit("2026-01-17");
            }
            let run = place.line(&format!("check --no-targets --baseline main {name}"));
            assert_eq!(run.exit, 1, "{steps} {is_committed} {run:?}");
            assert!(run.stdout.contains("was met in the baseline and is not met now"), "{}", run.stdout);
        }
    }
}

/// A copy is another profile, even if the original is gone in the next commit.
#[test]
fn a_copy_is_not_a_rename() {
    let place = Place::new().with("alpha.yaml", BASE).repository();
    place.commit("2026-01-15");
    place.git(["checkout", "--quiet", "-b", "branch"]);
    place.write("beta.yaml", &changed("warnings: met", "warnings: unmet").replace("Example", "Beta"));
    place.commit("2026-01-16");
    let run = place.line("check --no-targets --baseline main beta.yaml");
    assert!(run.exit == 0 && run.stderr.contains("does not have beta.yaml"), "{run:?}");
}

#[test]
fn a_baseline_may_be_a_revision() {
    let place =
        Place::new().with("sub/-odd, ünd %.yaml", BASE).with("sub/docs/lock-files.md", "").repository();
    place.commit("2026-01-15");
    place.write("sub/-odd, ünd %.yaml", &changed("warnings: met", "warnings: unmet"));
    let file = "sub/-odd, ünd %.yaml";
    let run = place.run(["check", "--baseline", "HEAD", "--format", "github", file]);
    assert_eq!(run.exit, 1, "{run:?}");
    insta::assert_snapshot!(run.stdout, @"
    ::error file=sub/-odd%2C ünd %25.yaml,line=13,col=3,title=CLI Tooling::CLI Tooling fell from level 2 in the baseline to level 1
    ::error file=sub/-odd%2C ünd %25.yaml,line=13,col=3,title=Vulnerability warnings at installation::`install-vulnerability-warnings` was met in the baseline and is not met now
    ");
    let sarif = place.run(["check", "--baseline", "HEAD", "--format", "sarif", file]);
    assert!(sarif.stdout.contains(r#""uri": "sub/-odd%2C%20%C3%BCnd%20%25.yaml""#), "{}", sarif.stdout);
    for revision in ["--output=x", "nope", "HEAD~9", ""] {
        let run = place.run(["check", &format!("--baseline={revision}"), file]);
        assert_eq!((run.exit, run.stdout.as_str()), (2, ""), "{revision}");
        assert!(run.stderr.contains("git does not know the revision"), "{}", run.stderr);
    }
    assert!(!place.path().join("x").exists());
}

#[test]
fn an_example_in_every_format() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/in-house.yaml");
    let text = std::fs::read_to_string(example).expect("the example");
    let place = Place::new().with("registry-maturity.yaml", &text);
    let all = "check --max-age 12mo --as-of 2027-10-10 --evidence --complete";
    insta::assert_snapshot!("check_text", place.line(all).stdout);
    insta::assert_snapshot!("check_json", place.line("check --format json").stdout);
    insta::assert_snapshot!("check_github", place.line("check --format github").stdout);
    let log: Value = serde_json::from_str(&place.line("check --format sarif").stdout).expect("JSON");
    insta::assert_snapshot!(
        "check_sarif_results",
        serde_json::to_string_pretty(&log["runs"][0]["results"]).expect("JSON")
    );
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    for result in log["runs"][0]["results"].as_array().expect("results") {
        assert!(ids.contains(&result["ruleId"].as_str().expect("an id")), "{result}");
    }
}

const BROKEN: &str =
    "principles: \"0.1\"\nregistry:\n  name: Example Index\nanswers:\n  strong-mfa: mett\n  no-such: met\n";

/// The problems of a profile are in the requested format, so that its readers see them.
#[test]
fn problems_of_a_profile_are_in_the_format_asked_for() {
    let place = Place::new().with("docs/p.yaml", BROKEN).with("good.yaml", BASE).repository();
    let json = |arguments: &str| -> Value {
        let run = place.line(arguments);
        assert_eq!(run.exit, 2, "{arguments}: {run:?}");
        assert!(run.stderr.contains("docs/p.yaml: 2 problems"), "{arguments}: {}", run.stderr);
        formats::json(&run.stdout)
    };
    for arguments in [
        "score docs/p.yaml",
        "check docs/p.yaml",
        "roadmap docs/p.yaml",
        "compare docs/p.yaml",
        "compare docs/p.yaml good.yaml",
        "diff docs/p.yaml good.yaml",
        "diff good.yaml docs/p.yaml",
        "check good.yaml --baseline-file docs/p.yaml",
    ] {
        for format in ["json", "ndjson"] {
            if format == "ndjson" && arguments.ends_with("p.yaml good.yaml") {
                continue;
            }
            let result = json(&format!("{arguments} --format {format}"));
            assert_eq!(result["schema"], 1, "{arguments}");
            let problems = result["problems"].as_array().expect("problems");
            assert_eq!(problems.len(), 2, "{arguments}: {result}");
            assert_eq!((&problems[0]["line"], &problems[0]["column"]), (&5.into(), &15.into()));
            assert!(problems[0]["message"].is_string() && problems[0]["help"].is_string(), "{result}");
            assert_eq!(problems[0]["profile"], "docs/p.yaml");
        }
    }
    let log = json("check docs/p.yaml --format sarif");
    assert_valid_sarif(&log);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let reported: Vec<_> = results.iter().map(|result| (&result["ruleId"], &result["level"])).collect();
    assert_eq!(reported, [(&"problem".into(), &"error".into()); 2]);
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "docs/p.yaml");
    assert_eq!(json("check docs/p.yaml --format gitlab").as_array().map(Vec::len), Some(2));
    let github = place.line("check docs/p.yaml --format github");
    assert_eq!(github.exit, 2);
    formats::commands(&github.stdout, 2);
    assert!(github.stdout.starts_with("::error file=docs/p.yaml,line=5,col=15,title="), "{}", github.stdout);
    let junit = place.line("check docs/p.yaml --format junit");
    assert_eq!((junit.exit, formats::junit(&junit.stdout)), (2, 2));
    place.line("check docs/p.yaml --format sarif --output gaps.sarif");
    let written = std::fs::read_to_string(place.path().join("gaps.sarif")).expect("the log");
    assert!(written.contains("\"problem\""), "{written}");
    let lines = place.line("compare docs/p.yaml good.yaml --format ndjson");
    let lines: Vec<Value> =
        lines.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["problems"].as_array().map(Vec::len), Some(2));
    assert_eq!(lines[1]["registry"]["name"], "Example Index");
    let scores = place.line("score docs/p.yaml good.yaml --format ndjson");
    assert_eq!((scores.exit, scores.stdout.lines().count()), (2, 2), "{scores:?}");
}

/// A baseline has no lines in the profile's file, so its problems are shown at the top of it and say where they are.
#[test]
fn problems_of_a_baseline_are_shown_beside_the_profile() {
    let place = Place::new().with("docs/p.yaml", BROKEN).repository();
    place.commit("2026-01-15");
    place.write("docs/p.yaml", BASE);
    place.write("broken.yaml", BROKEN);
    let piped = || std::fs::File::open(place.path().join("broken.yaml")).expect("a file");
    for (baseline, name) in [("--baseline HEAD", "HEAD:docs/p.yaml"), ("--baseline-file -", "standard input")]
    {
        let place_of_first = format!("{name}:5:15: `mett`");
        let check = |more: &str| {
            let arguments = format!("check --no-targets {baseline} docs/p.yaml --format {more}");
            let run = place.finish(crate::support::program(arguments.split(' ')).stdin(piped()));
            assert_eq!(run.exit, 2, "{arguments}: {run:?}");
            assert!(run.stderr.contains(&format!("{name}: 2 problems")), "{arguments}: {}", run.stderr);
            assert!(!run.stderr.contains("name the profile's file"), "{arguments}: {}", run.stderr);
            run.stdout
        };
        let log = formats::json(&check("sarif"));
        assert_valid_sarif(&log);
        let results = log["runs"][0]["results"].as_array().expect("results");
        assert_eq!(results.len(), 2);
        let at = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(
            (&at["artifactLocation"]["uri"], &at["region"]["startLine"]),
            (&"docs/p.yaml".into(), &1.into())
        );
        let message = results[0]["message"]["text"].as_str().expect("a message");
        assert!(message.starts_with(&place_of_first), "{message}");
        let report = formats::json(&check("gitlab"));
        assert_eq!(report[1]["location"]["path"], "docs/p.yaml");
        assert!(
            report[0]["description"].as_str().is_some_and(|text| text.starts_with(&place_of_first)),
            "{report}"
        );
        let github = check("github");
        assert!(
            github.starts_with(&format!("::error file=docs/p.yaml,title=Profile::{place_of_first}")),
            "{github}"
        );
        assert_eq!(formats::junit(&check("junit")), 2);
        assert_eq!(formats::json(&check("json"))["problems"].as_array().map(Vec::len), Some(2));
        for format in ["sarif", "gitlab"] {
            assert_eq!(check(&format!("{format} --output F")), "");
            let written = std::fs::read_to_string(place.path().join("F")).expect("the result");
            assert!(written.contains(&place_of_first), "{written}");
        }
    }
    let run = place.line("check no-such-folder/p.yaml --format sarif");
    assert!(run.exit == 2 && run.stderr.contains("no-such-folder/p.yaml can't be read"), "{run:?}");
}

/// Services expect paths relative to the root of the repository, wherever the program runs and however the file is
/// named.
#[test]
fn paths_start_at_the_root_of_the_repository() {
    let place = Place::new().with("docs/a b/registry-maturity.yaml", BASE).repository();
    let whole = place.path().join("docs/a b/registry-maturity.yaml").display().to_string();
    let whole = whole.as_str();
    for (folder, path) in [
        ("", "docs/a b/registry-maturity.yaml"),
        ("", "./docs/../docs/a b/registry-maturity.yaml"),
        ("docs", "a b/registry-maturity.yaml"),
        ("docs/a b", "registry-maturity.yaml"),
        ("docs/a b", "../../docs/a b/registry-maturity.yaml"),
        ("docs", whole),
        ("/", whole),
    ] {
        let render = |format: &str| {
            let mut command = crate::support::program(["check", "--require", "1", "--format", format, path]);
            let output = command.current_dir(place.path().join(folder)).output().expect("it starts");
            assert_eq!(output.status.code(), Some(1), "{output:?}");
            String::from_utf8(output.stdout).expect("UTF-8")
        };
        let github = render("github");
        assert!(
            github.starts_with("::error file=docs/a b/registry-maturity.yaml,"),
            "{folder} {path}: {github}"
        );
        let sarif: Value = serde_json::from_str(&render("sarif")).expect("JSON");
        for result in sarif["runs"][0]["results"].as_array().expect("results") {
            let file = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            assert_eq!(file, "docs/a%20b/registry-maturity.yaml", "{folder} {path}");
        }
        let gitlab: Value = serde_json::from_str(&render("gitlab")).expect("JSON");
        assert_eq!(gitlab[0]["location"]["path"], "docs/a b/registry-maturity.yaml", "{folder} {path}");
    }
}

/// Formats that refer to lines of a file need a file.
#[test]
fn standard_input_has_no_place_in_a_repository() {
    for format in ["sarif", "gitlab"] {
        let said =
            crate::support::run_with(&["check", "-", "--require", "1", "--format", format], BASE.as_bytes());
        assert!(said.contains("name the profile's file instead of standard input"), "{said}");
        assert!(said.ends_with("exit code 2"), "{said}");
    }
    for format in ["github", "junit", "json"] {
        let said =
            crate::support::run_with(&["check", "-", "--require", "1", "--format", format], BASE.as_bytes());
        assert!(said.ends_with("exit code 1"), "{said}");
    }
}

/// GitHub drops annotations beyond ten, so the tenth gives the number.
#[test]
fn no_more_annotations_than_github_shows() {
    let odd: String = "a b, ".repeat(15);
    let profile = changed("docs/lock-files.md", &format!("[{odd}]"));
    let place = Place::new().with("registry-maturity.yaml", &profile);
    let run = place.line("check --complete --format github");
    let reasons = place.line("check --complete").stdout.lines().count();
    let lines = |start: &str| run.stdout.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((lines("::error "), lines("::warning ")), (10, 10), "{}", run.stdout);
    let more = format!("::{} more, listed in the log of this step\n", reasons - 9);
    assert!(run.stdout.contains(&more), "{}", run.stdout);
    assert!(run.stdout.contains("::6 more, listed in the log of this step\n"), "{}", run.stdout);
    assert_eq!(lines("registry-maturity.yaml:"), reasons - 9 + 6, "{}", run.stdout);
}

/// Warnings are annotations whether or not they fail the check.
#[test]
fn warnings_are_annotations_too() {
    let place = Place::new().with("registry-maturity.yaml", &changed("docs/lock-files.md", "we said so"));
    let passed = place.line("check --require cli=1 --format github");
    assert_eq!(passed.exit, 0);
    assert!(passed.stdout.starts_with("::warning file=registry-maturity.yaml,line=12,col=15,"), "{passed:?}");
    let failed = place.line("check --require cli=1 --warnings --format github");
    assert!(failed.exit == 1 && !failed.stdout.contains("::warning file="), "{failed:?}");
    assert!(failed.stdout.contains("::error file=registry-maturity.yaml,line=12,col=15,"), "{failed:?}");
}
