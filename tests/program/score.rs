//! The output of `score` and `explain`.

use registry_maturity_core::{catalogue::Catalogue, profile::Profile};
use serde_json::Value;

use crate::support::{self, run, run_with};

const EXAMPLES: [&str; 4] = ["pypi", "crates-io", "go", "in-house"];

fn path(example: &str) -> String {
    format!("examples/{example}.yaml")
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn each_example_is_scored() {
    for example in EXAMPLES {
        snapshot(&format!("score-{example}"), &run(&["score", &path(example)]));
    }
}

#[test]
fn narrow_terminals_and_plain_characters_lose_no_meaning() {
    for width in ["80", "40"] {
        snapshot(&format!("score-in-house-{width}"), &run(&["score", &path("in-house"), "--width", width]));
    }
    let ascii = run(&["score", &path("in-house"), "--ascii", "--track", "authentication"]);
    assert!(ascii.is_ascii(), "{ascii}");
    snapshot("score-in-house-ascii", &ascii);
}

/// From 40 columns on, only what cannot be broken, an address or an id, is longer than a line.
#[test]
fn no_line_is_longer_than_the_terminal() {
    for width in [40, 46, 60, 72, 80, 97, 100, 120, 200] {
        for example in EXAMPLES {
            let said = run(&["score", "--all", &path(example), "--width", &width.to_string()]);
            for line in said.lines() {
                let longest_word = line.split_whitespace().map(str::len).max().unwrap_or(0);
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= width || longest_word + 6 > width, "{example} at {width}: {line}");
            }
        }
    }
}

#[test]
fn filters_narrow_what_is_shown() {
    snapshot("score-all", &run(&["score", &path("go"), "--all", "--track", "general"]));
    snapshot("score-level", &run(&["score", &path("pypi"), "--level", "1,2", "--track", "general,cli"]));
    snapshot("score-target", &run(&["score", &path("in-house"), "--target", "cli=2", "--track", "cli"]));
    let aimed = run(&["score", &path("go"), "--target", "2", "--track", "cli"]);
    assert!(!aimed.contains("warning:"), "a goal for every track is one for those that apply: {aimed}");
    snapshot("score-unknown-track", &run(&["score", &path("go"), "--track", "authn"]));
}

/// Goals on the command line take the place of all targets, and limit no other track.
#[test]
fn goals_replace_the_targets_of_a_profile() {
    let targets = |goals: &[&str]| -> Vec<Option<u64>> {
        let result = json(&[&["score", &path("in-house"), "--format", "json"], goals].concat());
        result["tracks"].as_array().expect("tracks").iter().map(|track| track["target"].as_u64()).collect()
    };
    assert_eq!(targets(&[]), [Some(2), Some(3), Some(1), None]);
    assert_eq!(targets(&["--target", "cli=1"]), [None, None, None, Some(1)]);
    assert_eq!(targets(&["--target", "2,cli=1"]), [Some(2), Some(2), Some(2), Some(1)]);
    for (goal, is_shown) in [("cli=1", true), ("general=3", true), ("general=1", false)] {
        let said = run(&["score", &path("in-house"), "--track", "general", "--target", goal]);
        assert_eq!(said.contains("event-transparency-log"), is_shown, "{goal}: {said}");
    }
}

/// Where there is nothing to do because there is nothing at all, it says so.
#[test]
fn levels_without_capabilities_are_not_done() {
    for (arguments, said) in [
        ("--level 0", "This track has no capability at these levels."),
        ("--level 0 --all", "This track has no capability at these levels."),
        ("--level 1", "Nothing is left to do at these levels."),
        ("--level 0,1", "Nothing is left to do at these levels."),
        ("--target 0", "Nothing is left to do at these levels."),
    ] {
        let file = path("in-house");
        let arguments = ["score", &file, "--track", "cli"].into_iter().chain(arguments.split(' '));
        let shown = run(&arguments.collect::<Vec<_>>());
        assert!(shown.contains(said), "{shown}");
    }
}

#[test]
fn colours_come_when_asked_for_and_never_into_a_pipe() {
    let piped = run(&["score", &path("go")]);
    assert!(!piped.contains('\u{1b}'));
    let coloured = run(&["score", &path("go"), "--color", "always"]);
    assert!(coloured.contains('\u{1b}'));
    let bare: String = strip(&coloured);
    assert!(bare.contains("blocks the next level"));
}

fn strip(text: &str) -> String {
    text.split('\u{1b}').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect()
}

#[test]
fn the_json_of_every_example_has_every_key() {
    for example in EXAMPLES {
        let result = json(&["score", &path(example), "--format", "json"]);
        has(&result, &["schema", "principles", "registry", "taxonomy", "tracks", "warnings"]);
        has(&result["registry"], &["name", "url"]);
        has(&result["taxonomy"], &["accounts", "hosting"]);
        assert_eq!(result["schema"], 1);
        for track in result["tracks"].as_array().expect("tracks") {
            has(
                track,
                &[
                    "id",
                    "name",
                    "applies",
                    "reason",
                    "level",
                    "ceiling",
                    "evidenced",
                    "target",
                    "levels",
                    "capabilities",
                ],
            );
            assert_eq!(track["applies"] == false, track["level"].is_null(), "{track}");
            for level in track["levels"].as_array().expect("levels") {
                has(level, &["level", "met", "partial", "unmet", "unknown", "not_applicable"]);
            }
            for capability in track["capabilities"].as_array().expect("capabilities") {
                has(
                    capability,
                    &[
                        "id",
                        "level",
                        "status",
                        "gap",
                        "blocks_next_level",
                        "evidence",
                        "note",
                        "reviewed",
                        "delegated_to",
                        "clauses",
                    ],
                );
            }
        }
    }
}

fn json(arguments: &[&str]) -> Value {
    let output = support::program(arguments).output().expect("the program starts");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn has(object: &Value, keys: &[&str]) {
    for key in keys {
        assert!(object.get(key).is_some(), "{key} is missing in {object}");
    }
}

/// The numbers that follow from the rules, calculated independently of this program.
#[test]
fn the_examples_have_the_levels_that_follow_from_the_rules() {
    let standing = |example: &str| -> Vec<[Option<u64>; 3]> {
        let result = json(&["score", &path(example), "--format", "json"]);
        let tracks = result["tracks"].as_array().expect("tracks").clone();
        tracks.iter().map(|track| ["level", "ceiling", "evidenced"].map(|key| track[key].as_u64())).collect()
    };
    let at = |level, ceiling, evidenced| [Some(level), Some(ceiling), Some(evidenced)];
    assert_eq!(standing("pypi"), [at(0, 0, 0), at(3, 3, 3), at(0, 0, 0), at(1, 1, 1)]);
    assert_eq!(standing("crates-io"), [at(0, 1, 0), at(2, 2, 2), at(0, 0, 0), at(1, 1, 1)]);
    assert_eq!(standing("go"), [[None; 3], [None; 3], at(0, 1, 0), at(1, 1, 1)]);
    assert_eq!(standing("in-house"), [at(1, 1, 0), at(1, 1, 1), at(0, 0, 0), at(1, 2, 1)]);
}

#[test]
fn ndjson_is_one_line_a_profile() {
    let said = run(&["score", "--format", "ndjson", &path("go"), &path("pypi")]);
    let lines: Vec<_> = said.lines().filter(|line| line.starts_with('{')).collect();
    assert_eq!(lines.len(), 2);
}

#[test]
fn standard_input_is_a_profile() {
    let text = std::fs::read(path("go")).expect("the example");
    let piped = run_with(&["score", "--width", "200", "-"], &text);
    let named = run(&["score", "--width", "200", &path("go")]);
    let next = |profile: &str| format!("registry-maturity assess --only unknown {profile}\n");
    assert!(named.contains(&next(&path("go"))), "the next step names the file: {named}");
    assert_eq!(piped, named.replace(&next(&path("go")), &next("PROFILE")));
}

/// The last line names no gap that the roadmap leaves out.
#[test]
fn the_next_step_is_on_the_way_of_the_roadmap() {
    let declined = "{status: unmet, intent: declined, note: No.}";
    for (targets, answers, next) in [
        (
            "{}",
            "typosquatting-prevention: unmet",
            "General Capabilities would reach level 3 with steps against",
        ),
        (
            "{}",
            &format!("typosquatting-prevention: {declined}"),
            "no gap is left on the way to the goals; keep",
        ),
        (
            "{cli: 1}",
            "typosquatting-prevention: unmet, pinned-dependencies: unmet",
            "CLI Tooling would reach",
        ),
        ("{cli: 1}", "typosquatting-prevention: unmet", "no gap is left on the way to the goals; keep"),
        (
            "{}",
            &format!("automatic-remediation: unmet, sbom-generation: {declined}"),
            "1 gap is left, but closing it raises no level while other gaps are declined. See registry-maturity roadmap",
        ),
        ("{}", "typosquatting-prevention: met", "no gap is left; keep the answers up to date"),
    ] {
        let mut text = format!(
            "principles: \"0.1\"\nregistry: {{name: Example Index}}\ntargets: {targets}\n\
             taxonomy: {{accounts: false, hosting: [source-only]}}\nanswers: {{{answers}}}\n"
        );
        let profile = Profile::parse(&text).expect("a profile");
        let assessment = profile.assess();
        let others = assessment.findings().filter(|finding| finding.answer.is_none());
        let others: Vec<String> = others.map(|finding| format!("{}: met", finding.capability.id)).collect();
        text = text.replace("answers: {", &format!("answers: {{{}, ", others.join(", ")));
        let said =
            support::Place::new().with("registry-maturity.yaml", &text).line("score --width 1000").stdout;
        assert!(said.contains(&format!("Next: {next}")), "{answers}: {said}");
    }
}

#[test]
fn internal_notes_are_shown_only_when_asked_for() {
    let printed = |flags: &[&str]| {
        let mut arguments = vec!["score", "--all", "--format", "json", "examples/in-house.yaml"];
        arguments.extend(flags);
        run(&arguments)
    };
    assert!(!printed(&[]).contains("\"internal\":"));
    assert!(printed(&["--internal"]).contains("\"internal\":"));
    assert!(printed(&[]).contains("EUR 20,000"));
    assert!(!printed(&["--public"]).contains("EUR 20,000"));
    let terminal = |flag: &str| run(&["score", "--all", "examples/in-house.yaml", flag]);
    assert!(terminal("--internal").contains("Internal: "));
    assert!(!terminal("--public").contains("Internal: "));
    for flags in [&[][..], &["--internal"], &["--public"]] {
        assert!(!printed(flags).contains("x-"), "{flags:?}");
    }
}

/// Column heads can contain malicious texts too.
#[test]
fn no_hidden_characters_are_in_a_table_s_head() {
    let hostile = "principles: \"0.1\"\nregistry: { name: \"Evil \\u001b[31mRED\\u202e\" }\n";
    let place = support::Place::new().with("a.yaml", hostile).with("b.yaml", hostile);
    for arguments in [
        "compare a.yaml b.yaml --capabilities",
        "compare a.yaml b.yaml --format ndjson",
        "check a.yaml --require 1 --format json",
        "check a.yaml --require 1 --format sarif",
    ] {
        for width in ["", " --width 40"] {
            let said = place.line(&format!("{arguments}{width}")).stdout;
            assert!(said.contains("RED") || arguments.ends_with("sarif"), "{said}");
            assert!(!said.contains(['\u{1b}', '\u{202e}']), "{arguments}: {said}");
        }
    }
}

#[test]
fn warnings_say_where() {
    let text = br#"principles: "0.1"
registry: { name: Example Index }
taxonomy:
  accounts: true
  hosting: [source-only]
also-assess:
  general: It applies anyway.
targets:
  authorization: 1
answers:
  strong-mfa: unmet
  phishing-resistant-mfa: unmet
  mandatory-mfa: met
  token-prefix: met
  verified-email:
    status: met
    evidence: [ask the help desk, "javascript:alert(1)", docs/email.md, https://index.example.org/help]
  typosquatting-prevention:
    status: not-applicable
    note: No names.
    intent: planned
  security-reviews:
    status: unmet
    intent: declined
    note: Not this year.
    plan: { summary: Next year. }
"#;
    snapshot("warnings", &run_with(&["score", "-", "--track", "cli"], text));
    let open = b"principles: \"0.1\"\nregistry: { name: Example Index }\n";
    snapshot("warnings-taxonomy", &run_with(&["score", "-", "--track", "cli", "--level", "1"], open));
}

#[test]
fn files_that_cannot_be_read_are_named() {
    snapshot("no-such-file", &run(&["score", "no/such/profile.yaml"]));
    snapshot("no-default-file", &run(&["score"]));
    snapshot("a-folder", &run(&["score", "examples"]));
    snapshot("no-such-folder-to-write", &run(&["score", &path("go"), "--output", "no/such/report.txt"]));
}

#[test]
fn no_file_is_written_unasked() {
    let place = support::Place::new()
        .with("registry-maturity.yaml", &std::fs::read_to_string(path("go")).expect("go"));
    for arguments in
        ["score", "explain", "roadmap", "check --require 0", "compare registry-maturity.yaml", "schema"]
    {
        place.line(arguments);
    }
    let names: Vec<_> = std::fs::read_dir(place.path()).expect("the folder").collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

/// Readers can see how each case is decided, and on which rulings the answers rely.
#[test]
fn the_page_has_boundary_cases_and_rules_and_every_format_the_cited_rulings() {
    let page = run(&["score", &path("pypi"), "--format", "html"]);
    let words = |text: &str| text.replace('"', "&#34;").replace('\'', "&#39;");
    let catalogue = Catalogue::latest();
    for capability in catalogue.capabilities() {
        let texts = capability.rulings.iter().flat_map(|ruling| [ruling.case, ruling.because]);
        for text in texts {
            assert!(page.contains(&words(text)), "{}: {text}", capability.id);
        }
    }
    for rule in catalogue.rules {
        assert!(page.contains(&words(rule.text)), "{}", rule.id);
    }
    for format in ["terminal", "markdown", "html", "csv", "json"] {
        let said = run(&["score", "--all", &path("pypi"), "--format", format]);
        for ruling in ["form-only", "totp-plus-email"] {
            assert!(said.contains(ruling), "{format}: {ruling}");
        }
    }
}

/// Only a status is an answer; a note, a date or a provider alone is none, in every document.
#[test]
fn without_a_status_nothing_is_answered() {
    let profile = |strong_mfa: &str, login: &str| {
        format!(
            "principles: \"0.1\"\nregistry: {{name: Kestrel}}\ntaxonomy: {{accounts: true, hosting: [builds]}}\n\
             answers:\n  strong-mfa: {strong_mfa}\n  brute-force-protection: {{clauses: {{login: {login}}}}}\n"
        )
    };
    let before = |entry: &str, login: &str| {
        let place = support::Place::new().with("p.yaml", &profile(entry, login));
        place.with("later.yaml", &profile("unmet", "unmet"))
    };
    for entry in
        ["", "{}", "{note: x}", "{status: , note: x}", "{review-by: 2027-05-01}", "{delegated-to: x}"]
    {
        let place = before(entry, "{note: x}");
        let json: Value =
            serde_json::from_str(&place.line("score p.yaml --format json").stdout).expect("JSON");
        let check = place.line("check p.yaml --require authentication=1").stdout;
        let diff = place.line("diff p.yaml later.yaml --width 200").stdout;
        for id in ["strong-mfa", "brute-force-protection"] {
            let of_track = json["tracks"][0]["capabilities"].as_array().expect("capabilities");
            let record = of_track.iter().find(|one| one["id"] == id).expect("the capability");
            assert_eq!(
                (&record["answered"], &record["status"]),
                (&false.into(), &"unknown".into()),
                "{entry}"
            );
            for sheet in ["score", "roadmap"] {
                let sheet = place.line(&format!("{sheet} p.yaml --format csv")).stdout;
                let row = row(&sheet, id);
                assert_eq!(row["answered"], "no", "{entry}: {row:?}");
                assert!(row["state"].starts_with("not answered"), "{entry}: {row:?}");
            }
            assert!(check.contains(&format!("`{id}` (not answered")), "{entry}: {check}");
            let title = Catalogue::latest().capability(id).expect("a capability").title;
            let line = diff.lines().find(|line| line.contains(&format!("{title}, "))).expect("a line");
            assert!(line.contains("; it is not met, and was not answered before"), "{entry}: {line}");
        }
    }
    let place = before("unknown", "unknown");
    let check = place.line("check p.yaml --require authentication=1").stdout;
    assert!(check.contains("`strong-mfa` (not known)"), "{check}");
    // Of this, one clause is answered.
    assert!(check.contains("`brute-force-protection` (not known)"), "{check}");
    let diff = place.line("diff p.yaml later.yaml --width 200").stdout;
    assert!(diff.contains("; it is not met, and was not known before"), "{diff}");
}

/// The row of a capability in a sheet, by column.
fn row(sheet: &str, id: &str) -> std::collections::HashMap<String, String> {
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let rows = reader.deserialize().map(|row| row.expect("a row"));
    rows.into_iter()
        .find(|row: &std::collections::HashMap<String, String>| row["capability"] == id)
        .expect(id)
}
