//! `roadmap`: the order, the level that each step leads to, sums, and the three forms.

use std::{collections::BTreeMap, path::Path};

use proptest::prelude::*;
use registry_maturity_core::{
    catalogue::{Catalogue, Level},
    profile::{Profile, Status, read},
    proposal::Proposal,
    roadmap::{Roadmap, is_declined},
    text::Source,
};
use serde_json::Value;

use crate::support::Place;

/// A registry without accounts that builds packages, with one gap of each kind.
const SMALL: &str = "\
principles: \"0.1\"
registry:
  name: Example Index
  url: https://index.example.org
taxonomy:
  accounts: false
  hosting: [builds]
targets:
  general: 2
  cli: 3
answers:
  vulnerability-disclosure-policy: met
  typosquatting-prevention: met
  unpublish-policy: met
  registry-vulnerability-warnings: met
  package-reporting:
    clauses:
      ui: met
      api: unmet
    plan:
      summary: Offer an API for reports.
      owner: Index team
      due: 2027-03-31
      effort: 1 person-month
      cost: EUR 8,000
      issue: https://index.example.org/issues/7
  malware-detection:
    status: unmet
    plan:
      effort: 2 person-months
      cost: EUR 30,000
  pinned-dependencies: met
  install-vulnerability-warnings: unmet
  sbom-generation:
    status: unmet
    intent: declined
    note: Our client knows no dependencies of its own
    review-by: 2028-01-01
  automatic-remediation:
    status: unmet
    plan:
      cost: about a conference ticket
";

#[test]
fn a_small_registry_in_every_style() {
    let place = Place::new().with("registry-maturity.yaml", SMALL);
    insta::assert_snapshot!("roadmap_plain", place.line("roadmap").stdout);
    insta::assert_snapshot!(
        "roadmap_fundable",
        place
            .line("roadmap --style fundable --target general=2 --contact https://index.example.org/sponsors")
            .stdout
    );
    insta::assert_snapshot!("roadmap_grant", place.line("roadmap --style grant --target cli=2").stdout);
}

#[test]
fn as_json() {
    let place = Place::new().with("registry-maturity.yaml", SMALL);
    let json: Value = serde_json::from_str(&place.line("roadmap --format json").stdout).expect("JSON");
    let steps = json["steps"].as_array().expect("steps");
    let printed: Vec<String> = steps
        .iter()
        .map(|step| {
            let names = |key: &Value| {
                let ids: Vec<&str> = key.as_array().expect("ids").iter().filter_map(Value::as_str).collect();
                ids.join(", ")
            };
            format!(
                "{} {}: {} [{}] -> {} with [{}] declined [{}] after [{}]\n",
                step["number"],
                step["id"].as_str().expect("an id"),
                step["status"].as_str().expect("a status"),
                names(&step["missing_clauses"]),
                step["unlocks"]["level"],
                names(&step["unlocks"]["with"]),
                names(&step["unlocks"]["declined"]),
                names(&step["builds_on"]),
            )
        })
        .collect();
    insta::assert_snapshot!(printed.concat(), @"
    1 install-vulnerability-warnings: unmet [] -> 2 with [] declined [] after []
    2 package-reporting: partial [cli, api] -> 2 with [malware-detection] declined [] after []
    3 malware-detection: unmet [] -> 2 with [package-reporting] declined [] after []
    4 automatic-remediation: unmet [] -> 3 with [reachability-analysis] declined [sbom-generation] after [install-vulnerability-warnings]
    5 reachability-analysis: unknown [] -> 3 with [automatic-remediation] declined [sbom-generation] after [install-vulnerability-warnings]
    ");
    assert_eq!(json["effort"]["sums"][0], "3 person-months");
    assert_eq!(json["cost"]["sums"][0], "EUR 38,000");
    assert_eq!(json["cost"]["not_added_up"][0], "about a conference ticket");
    assert_eq!(json["declined"][0]["id"], "sbom-generation");
    assert_eq!(json["declined"][0]["review_by"], "2028-01-01");
}

#[test]
fn what_closes_a_gap_is_the_same_in_every_format() {
    for name in ["crates-io", "go", "in-house", "pypi"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}.yaml"));
        let text = std::fs::read_to_string(path).expect("an example");
        let place = Place::new().with("registry-maturity.yaml", &text);
        let sheet = place.line("score --format csv").stdout;
        let rows: Vec<BTreeMap<String, String>> = csv::Reader::from_reader(sheet.as_bytes())
            .deserialize()
            .collect::<Result<_, _>>()
            .expect("a sheet");
        let plain = place.line("roadmap --target 3 --format markdown").stdout;
        let json: Value =
            serde_json::from_str(&place.line("roadmap --target 3 --format json").stdout).expect("JSON");
        for step in json["steps"].as_array().expect("steps") {
            let improvement = step["improvement"].as_str().expect("an improvement");
            let id = step["id"].as_str().expect("an id");
            let row = rows.iter().find(|row| row["capability"] == id).expect("a row");
            assert_eq!(row["to_close_it"], improvement, "{name}: {id}");
            let heading = format!("</a>{}\\. {improvement}\n", step["number"]);
            assert!(plain.contains(&heading), "{name}: {heading}");
        }
    }
}

#[test]
fn public_results_show_neither_owner_nor_cost() {
    let place = Place::new().with("registry-maturity.yaml", SMALL);
    for style in ["plain", "fundable", "grant"] {
        for format in ["terminal", "json"] {
            let run = place.line(&format!("roadmap --public --style {style} --format {format}"));
            assert_eq!(run.exit, 0, "{run:?}");
            for secret in ["Index team", "8,000", "38,000", "conference ticket"] {
                assert!(!run.stdout.contains(secret), "{style} {format}: {secret}\n{}", run.stdout);
            }
            assert!(run.stdout.contains("1 person-month"), "{}", run.stdout);
        }
    }
    // That there are estimates of cost is not said either.
    let only_cost: Vec<&str> = SMALL.lines().filter(|line| !line.contains("effort:")).collect();
    place.write("registry-maturity.yaml", &only_cost.join("\n"));
    let estimates = "where no estimate is given";
    assert!(place.line("roadmap --style fundable").stdout.contains(estimates));
    assert!(!place.line("roadmap --public --style fundable").stdout.contains(estimates));
}

#[test]
fn internal_notes_appear_only_with_internal() {
    let answers = SMALL
        .replace("intent: declined\n", "intent: declined\n    internal: Ask again when Ada is back.\n")
        .replace(
            "status: unmet\n    plan:\n      effort",
            "status: unmet\n    internal: The budget is spent.\n    plan:\n      effort",
        );
    let place = Place::new().with("registry-maturity.yaml", &answers);
    for style in ["plain", "fundable", "grant"] {
        for format in ["terminal", "markdown", "html", "csv", "json"] {
            let roadmap = |disclosure: &str| {
                let run = place.line(&format!("roadmap {disclosure} --style {style} --format {format}"));
                assert_eq!(run.exit, 0, "{run:?}");
                run.stdout
            };
            // A spreadsheet lists what to do, and so nothing that is declined.
            let notes = if format == "csv" {
                &["The budget is spent."][..]
            } else {
                &["The budget is spent.", "Ask again when Ada is back."]
            };
            for note in notes {
                assert!(roadmap("--internal").contains(note), "{style} {format}: {note}");
                assert!(!roadmap("").contains(note), "{style} {format}: {note}");
                assert!(!roadmap("--public").contains(note), "{style} {format}: {note}");
            }
        }
    }
}

#[test]
fn a_finished_roadmap_says_so() {
    let met = Catalogue::latest().capabilities().map(|capability| format!("  {}: met\n", capability.id));
    let profile = format!(
        "principles: \"0.1\"\nregistry: {{name: Example Index}}\ntaxonomy: {{accounts: true, hosting: [builds, built-packages]}}\nanswers:\n{}",
        met.collect::<String>()
    );
    let place = Place::new().with("registry-maturity.yaml", &profile);
    for (style, said) in [
        ("plain", "No gap is left on the way to the goals."),
        ("fundable", "Publish evidence of what is in place"),
        ("grant", "We ask for support to publish evidence of what is in place."),
    ] {
        let run = place.line(&format!("roadmap --style {style}"));
        assert!(run.stdout.contains(said), "{}", run.stdout);
    }
}

/// The arguments of the `check` command in a proposal, without the profile.
fn promised_command(grant: &str) -> Option<Vec<String>> {
    let start = grant.find("registry-maturity check ")?;
    let lines = grant[start..].lines().scan(true, |goes_on, line| {
        let is_part = *goes_on;
        *goes_on = line.ends_with('\\');
        is_part.then(|| line.trim_end_matches('\\').trim().to_owned())
    });
    let command = lines.collect::<Vec<_>>().join(" ");
    Some(shell_words::split(&command).expect("a command").into_iter().skip(1).collect())
}

/// The profile with answers as if exactly the proposed work had been done.
fn with_the_work_done(profile: &Profile) -> String {
    let assessment = profile.assess();
    let roadmap = Roadmap::of(&assessment);
    let proposal = Proposal::of(&roadmap);
    let mut text = format!("principles: \"0.1\"\nregistry: {{name: {:?}}}\n", profile.registry().name);
    let applying: Vec<_> = assessment.assessed().collect();
    text += "also-assess:\n  x-none: 0\n";
    for track in &applying {
        text += &format!("  {}: It applies.\n", track.track.id);
    }
    text += "taxonomy: {accounts: false, hosting: [source-only]}\nanswers:\n  x-none: 0\n";
    for finding in applying.iter().flat_map(|track| &track.findings) {
        let id = finding.capability.id;
        let is_work =
            proposal.number(id).is_some() || proposal.unevidenced.iter().any(|f| f.capability.id == id);
        text += &match finding.status {
            Status::Unknown if proposal.needs_assessment() => format!("  {id}: unmet\n"),
            _ if is_work || finding.evidenced => {
                format!("  {id}: {{status: met, evidence: https://index.example.org/{id}}}\n")
            }
            Status::NotApplicable => format!("  {id}: {{status: not-applicable, note: No.}}\n"),
            status => format!("  {id}: {status}\n"),
        };
    }
    text
}

/// The command that a proposal prints succeeds once the proposed work is done, and fails before.
#[test]
fn the_promised_command_passes_when_the_work_is_done() {
    let nearly: String = Catalogue::latest()
        .capabilities()
        .map(|capability| {
            format!("  {}: {}\n", capability.id, if capability.level == Level::MAX { "unmet" } else { "met" })
        })
        .collect();
    let made_up = |taxonomy: &str, answers: &str| {
        format!(
            "principles: \"0.1\"\nregistry: {{name: Example Index}}\ntaxonomy: {taxonomy}\nanswers:\n{answers}  x-none: 0\n"
        )
    };
    let examples = ["crates-io", "go", "in-house", "pypi"].map(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}.yaml"));
        (std::fs::read_to_string(path).expect("an example"), true)
    });
    let made_up = [
        (made_up("{accounts: true, hosting: [built-packages]}", ""), true),
        (made_up("{accounts: true, hosting: [built-packages]}", "  pinned-dependencies: met\n"), true),
        (made_up("{accounts: true, hosting: [built-packages]}", "  verified-email: unmet\n"), false),
        (made_up("{accounts: true, hosting: [built-packages]}", &nearly), true),
        (made_up("{accounts: false, hosting: [builds]}", "  pinned-dependencies: unmet\n"), true),
    ];
    for (text, promises) in examples.into_iter().chain(made_up) {
        let place = Place::new().with("my profile.yaml", &text);
        let grant = place.run(["roadmap", "--style", "grant", "my profile.yaml"]).stdout;
        let Some(command) = promised_command(&grant) else {
            assert!(!promises, "{grant}");
            continue;
        };
        assert_eq!(place.run(&command).exit, 1, "before the work: {command:?}");
        let profile = read(&Source::new("profile", text)).expect("a profile");
        place.write("my profile.yaml", &with_the_work_done(&profile));
        let after = place.run(&command);
        assert_eq!(after.exit, 0, "{command:?}: {after:?}");
    }
}

/// Where nothing is known, a proposal offers to find out, and none of the improvements that may be there already.
#[test]
fn what_is_unknown_must_be_found_out() {
    let place =
        Place::new().with("registry-maturity.yaml", "principles: \"0.1\"\nregistry: {name: Example Index}\n");
    for style in ["fundable", "grant"] {
        let text = place.line(&format!("roadmap --style {style}")).stdout;
        assert!(text.contains("Not known yet"), "{text}");
        assert!(text.contains("Assess the registry against the principles"), "{text}");
        for capability in Catalogue::latest().capabilities() {
            assert!(!text.contains(capability.deliverable), "{style}: {}", capability.id);
            let title = format!(". {}", capability.improvement);
            assert!(!text.contains(&title), "{style}: {}", capability.id);
        }
    }
}

/// A track that stays below its goal has its reason in the summary.
#[test]
fn a_proposal_says_why_a_track_stays_below_its_goal() {
    let place = Place::new();
    let grant = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}.yaml"));
        let text =
            place.run(["roadmap", "--style", "grant", "--width", "1000", path.to_str().expect("UTF-8")]);
        text.stdout
    };
    let crates_io = grant("crates-io");
    assert!(
        crates_io.contains(
            "Authentication stays at level 0 until it is known whether these are in place: notices of critical account \
             changes; protection against brute force. If everything still unknown turns out to be in place, it reaches \
             level 3."
        ),
        "{crates_io}"
    );
    assert!(!grant("pypi").contains("This work does not take every track"));
}

/// What is in place without evidence is listed once.
#[test]
fn a_proposal_lists_what_is_in_place_once() {
    let met = Catalogue::latest().capabilities().map(|capability| format!("  {}: met\n", capability.id));
    let profile = format!(
        "principles: \"0.1\"\nregistry: {{name: Example Index}}\ntaxonomy: {{accounts: true, hosting: [builds, built-packages]}}\nanswers:\n{}",
        met.collect::<String>()
    );
    let place = Place::new().with("registry-maturity.yaml", &profile);
    for style in ["fundable", "grant"] {
        let text = place.line(&format!("roadmap --style {style} --width 1000")).stdout;
        for capability in Catalogue::latest().capabilities() {
            let name = format!("{} (level {}", capability.title, capability.level);
            assert_eq!(text.matches(&name).count(), 1, "{style}: {name}\n{text}");
        }
    }
}

/// A funder has never seen a profile.
#[test]
fn proposals_repeat_no_texts_of_the_profile() {
    for name in ["crates-io", "go", "in-house", "pypi"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}.yaml"));
        let place = Place::new();
        for style in ["fundable", "grant"] {
            let text = place.run(["roadmap", "--style", style, path.to_str().expect("UTF-8")]).stdout;
            for words in ["delegated-to", "answer met", "answer unmet", "Counts as met"] {
                assert!(!text.contains(words), "{name} {style}: {words}");
            }
        }
    }
}

fn example(name: &str) -> Profile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let text = std::fs::read_to_string(&path).expect("an example");
    read(&Source::new(name, text)).expect("a profile")
}

/// The order of the examples' gaps: `NUMBER ID LEVEL -> LEVEL`, the last being the level that a step leads to.
#[test]
fn the_order_of_the_examples() {
    for name in ["crates-io.yaml", "go.yaml", "in-house.yaml", "pypi.yaml"] {
        let mut profile = example(name);
        profile.clear_targets();
        let assessment = profile.assess();
        let steps = Roadmap::of(&assessment).steps;
        let lines = steps.iter().map(|step| {
            let capability = step.finding.capability;
            let (id, level, unlocks) = (capability.id, capability.level, step.unlocks.level);
            format!("{:2} {} {level} {id} -> {unlocks}\n", step.number, step.track.track.id)
        });
        insta::assert_snapshot!(format!("roadmap_order_{name}"), lines.collect::<String>());
    }
}

fn profile() -> impl Strategy<Value = (String, usize)> {
    let words = ["met", "evidenced", "partial", "unmet", "unknown", "declined", ""];
    let answers = prop::collection::vec(prop::sample::select(words.to_vec()), 32);
    (answers, 0usize..4).prop_map(|(answers, target)| {
        let mut text = "principles: \"0.1\"\nregistry: {name: Example Index}\n".to_owned()
            + "taxonomy: {accounts: true, hosting: [builds, built-packages]}\nanswers:\n  x-none: 0\n";
        for (capability, answer) in Catalogue::latest().capabilities().zip(answers) {
            text += &match answer {
                "" => String::new(),
                "declined" => {
                    format!("  {}: {{status: unmet, intent: declined, note: No.}}\n", capability.id)
                }
                "evidenced" => {
                    format!("  {}: {{status: met, evidence: https://index.example.org/}}\n", capability.id)
                }
                word => format!("  {}: {word}\n", capability.id),
            };
        }
        (text, target)
    })
}

proptest! {
    /// Each track reaches exactly the level that a proposal promises for it, and shows its goal with evidence.
    #[test]
    fn what_a_proposal_promises_is_what_the_work_gives((text, target) in profile(), has_target in any::<bool>()) {
        let mut profile = read(&Source::new("profile", text)).expect("a profile");
        if has_target {
            profile.set_target("cli", Level::ALL[target]).expect("a track of the edition");
        }
        let assessment = profile.assess();
        let roadmap = Roadmap::of(&assessment);
        let proposal = Proposal::of(&roadmap);
        let done = read(&Source::new("done", with_the_work_done(&profile))).expect("a profile");
        let after = done.assess();
        for attained in &proposal.attained {
            let id = attained.track.track.id;
            let reached = after.track(id.as_str()).ok().and_then(|track| track.standing).expect("a level");
            prop_assert_eq!(attained.level, reached.level, "{}", id);
            prop_assert!(attained.evidenced <= reached.evidenced.min(attained.goal), "{}", id);
            prop_assert!(has_target || attained.evidenced == reached.evidenced, "{}", id);
        }
    }

    #[test]
    fn every_gap_has_its_place((text, target) in profile()) {
        let mut profile = read(&Source::new("profile", text)).expect("a profile");
        let goal = Level::ALL[target];
        for track in profile.catalogue().tracks {
            profile.set_target(track.id.as_str(), goal).expect("a track of the edition");
        }
        let assessment = profile.assess();
        let roadmap = Roadmap::of(&assessment);
        let gaps = || assessment.findings().filter(|f| f.is_gap());

        // Each gap up to the goal appears once, declined ones are listed separately, and the others are counted.
        let wanted = gaps().filter(|f| f.capability.level <= goal && !is_declined(f)).count();
        prop_assert_eq!(roadmap.steps.len(), wanted);
        prop_assert_eq!(roadmap.declined.len(), gaps().filter(|f| is_declined(f)).count());
        prop_assert_eq!(roadmap.steps.len() + roadmap.declined.len() + roadmap.beyond, gaps().count());

        for (at, step) in roadmap.steps.iter().enumerate() {
            prop_assert_eq!(step.number, at + 1);
            prop_assert!(!is_declined(step.finding));
            // No step comes before one that it is built on.
            for basis in step.finding.capability.after {
                if let Some(number) = roadmap.number(*basis) {
                    prop_assert!(number < step.number, "{} before {basis}", step.finding.capability.id);
                }
            }
        }
    }

    /// Closing a step, the gaps that it names and everything lower raises its track to exactly the level that it says.
    #[test]
    fn what_a_step_unlocks_is_what_closing_gives((text, _) in profile()) {
        let profile = read(&Source::new("profile", text.clone())).expect("a profile");
        let assessment = profile.assess();
        for step in Roadmap::of(&assessment).steps {
            let mut closed = text.clone();
            for finding in &step.track.findings {
                if finding.is_gap() && finding.capability.level <= step.finding.capability.level {
                    let key = format!("  {}: ", finding.capability.id);
                    let others = closed.lines().filter(|line| !line.starts_with(&key)).map(|line| format!("{line}\n"));
                    closed = others.collect::<String>() + &key + "met\n";
                }
            }
            let closed = read(&Source::new("closed", closed)).expect("a profile");
            let assessed = closed.assess();
            let stands = assessed.track(step.track.track.id.as_str()).ok().and_then(|track| track.standing).map(|s| s.level);
            prop_assert_eq!(stands, Some(step.unlocks.level), "{}", step.finding.capability.id);
        }
    }
}

/// A target that cannot be reached is an error.
#[test]
fn a_target_for_what_does_not_apply_is_refused() {
    let none_applies =
        SMALL.replace("answers:\n", "also-assess:\n  authorization: Tokens exist.\nanswers:\n");
    let capabilities = Catalogue::latest().track("authorization").expect("a track").capabilities;
    let none_applies = capabilities.iter().fold(none_applies, |text, capability| {
        format!("{text}  {}: {{status: not-applicable, note: No.}}\n", capability.id)
    });
    for (profile, why) in
        [(SMALL, "the track does not apply, because"), (&none_applies, "none of its capabilities applies")]
    {
        let place = Place::new().with("registry-maturity.yaml", profile);
        for command in [
            "roadmap --target authorization=1",
            "roadmap --target cli=1,authorization=1",
            "score --target authorization=1",
        ] {
            let run = place.line(command);
            assert_eq!((run.exit, run.stdout.as_str()), (2, ""), "{command}: {run:?}");
            let message = "a target for `authorization` can't be reached: ";
            assert!(run.stderr.contains(message) && run.stderr.contains(why), "{command}: {}", run.stderr);
        }
        assert_eq!(place.line("roadmap --target 1").exit, 0);
    }
    // The words in place of a level say why there is none, not why the track is assessed.
    let place = Place::new().with("registry-maturity.yaml", &none_applies);
    let scorecard = place.line("score --width 160").stdout;
    assert!(scorecard.contains("none: none of its capabilities applies"), "{scorecard}");
    assert!(!scorecard.contains("none: Tokens exist."), "{scorecard}");
    let targets = none_applies.replace("  general: 2\n  cli: 3\n", "  authorization: 2\n");
    place.write("registry-maturity.yaml", &targets);
    assert!(!place.line("roadmap --format ndjson").stdout.contains("pinned-dependencies"));
}

/// What does not apply is shown with the reason, and never as done.
#[test]
fn a_track_that_does_not_apply_has_its_reason() {
    let cli = Catalogue::latest().track("cli").expect("a track").capabilities.iter();
    let none = cli.map(|one| format!("  {}: {{status: not-applicable, note: No client.}}\n", one.id));
    let text = format!(
        "principles: \"0.1\"\nregistry: {{name: Example Index}}\ntaxonomy: {{accounts: false, hosting: [builds]}}\n\
         answers:\n{}",
        none.collect::<String>()
    );
    let place = Place::new().with("registry-maturity.yaml", &text);
    for style in ["plain", "fundable", "grant"] {
        for (tracks, reasons, has_more) in [
            (
                "--track authentication",
                &["Authentication does not apply, because it has no user accounts."][..],
                false,
            ),
            ("--track cli", &["CLI Tooling has no level: none of its capabilities applies."], false),
            (
                "",
                &["Authentication does not apply", "Authorization does not apply", "CLI Tooling has no"],
                true,
            ),
            ("--track general", &[], true),
        ] {
            let said = place.line(&format!("roadmap --style {style} --width 1000 {tracks}")).stdout;
            assert_eq!(
                said.matches("For this registry, ").count(),
                reasons.len(),
                "{style} {tracks}: {said}"
            );
            assert!(reasons.iter().all(|reason| said.contains(reason)), "{style} {tracks}: {said}");
            let is_left = ["No gap is left", "left to fund", "Level now", "Gaps on the way"];
            assert_eq!(
                is_left.iter().any(|words| said.contains(words)),
                has_more && style != "fundable",
                "{said}"
            );
        }
    }
    let json = |tracks: &str| -> Value {
        let said = place.line(&format!("roadmap --format json {tracks}")).stdout;
        serde_json::from_str::<Value>(&said).expect("JSON")["left_out"].clone()
    };
    assert_eq!(json("--track general"), serde_json::json!([]));
    let left_out = json("--track cli,authentication");
    assert_eq!(left_out[0]["track"], "authentication");
    assert!(left_out[0]["reason"].as_str().expect("a reason").contains("no user accounts"));
    assert_eq!(left_out[1]["reason"], "none of its capabilities applies");
}

/// A target without effect does not change the goals in silence.
#[test]
fn targets_only_for_what_does_not_apply_are_pointed_out() {
    let with = |targets: &str| SMALL.replace("  general: 2\n  cli: 3\n", targets);
    let place = Place::new().with("registry-maturity.yaml", &with("  authentication: 1\n"));
    let notice = "every target is for a track that does not apply, so the roadmap leads to level 3";
    for command in ["roadmap", "roadmap --format json", "roadmap --style grant", "roadmap --track cli"] {
        assert!(place.line(command).stderr.contains(notice), "{command}");
    }
    for targets in ["  authentication: 1\n  cli: 1\n", ""] {
        place.write("registry-maturity.yaml", &with(targets));
        assert!(!place.line("roadmap").stderr.contains(notice), "{targets}");
        assert!(!place.line("roadmap --track general").stderr.contains(notice), "{targets}");
    }
}

/// A contact that is empty, as from a variable that is not set, is refused and not printed.
#[test]
fn a_contact_is_not_empty() {
    let place = Place::new().with("registry-maturity.yaml", SMALL);
    for contact in ["", " ", "\t"] {
        let run = place.run(["roadmap", "--style", "grant", "--contact", contact]);
        assert_eq!((run.exit, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains("it is empty; write something, or leave the option out"), "{run:?}");
    }
    assert!(place.line("roadmap --style grant").stdout.contains("[name and address]"));
}
