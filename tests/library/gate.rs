//! Every format lists the same reasons of a verdict.

use std::collections::BTreeMap;

use proptest::prelude::*;
use registry_maturity::{
    document::{annotation, warning},
    json,
    render::{annotations, junit::junit},
};
use registry_maturity_core::{
    age::Age,
    catalogue::{Catalogue, Level},
    check::{Demands, Freshness, Measure, judge},
    date::Date,
    evidence::PathFault,
    text::Source,
    warnings::{Surroundings, warnings},
};
use serde_json::Value;

use crate::pairs;

type Options = (bool, Option<(Option<usize>, u8)>, bool, bool, Option<u32>, bool, bool, bool);

fn options() -> impl Strategy<Value = Options> {
    let level = prop::option::of((prop::option::of(0..4usize), 0..4u8));
    (
        any::<bool>(),
        level,
        any::<bool>(),
        any::<bool>(),
        prop::option::of(0..20u32),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_format_lists_the_same_reasons(
        one in pairs::text("after"),
        other in pairs::text("before"),
        (targets, level, evidenced, baseline, max_age, evidence, complete, warned) in options(),
    ) {
        let source = Source::new("profile.yaml", one.as_str());
        let (profile, before) = (pairs::profile(&one), pairs::profile(&other));
        let (assessment, before) = (profile.assess(), before.assess());
        let as_of: Date = "2026-01-20".parse().expect("a date");
        let broken = profile.all_evidence().filter(|path| !path.is_address()).map(|path| (path.at, PathFault::Missing));
        let broken_paths: BTreeMap<_, _> = broken.collect();
        let surroundings = Surroundings { as_of: Some(as_of), broken_paths };
        let found = warnings(&assessment, &surroundings);
        let track = |at: usize| Catalogue::latest().tracks[at].id;
        let demands = Demands {
            targets,
            levels: level.iter().filter_map(|(at, level)| Some((at.map(track), Level::new(*level)?))).collect(),
            measure: if evidenced { Measure::Evidenced } else { Measure::Level },
            baseline: baseline.then_some(&before),
            freshness: max_age.map(|months| Freshness { max_age: Age::months(months), as_of }),
            evidence: evidence.then_some(&surroundings.broken_paths),
            complete,
            warnings: warned.then_some(&*found),
        };
        let verdict = judge(&assessment, &demands);

        let json = serde_json::to_value(json::GateRecord::new(&verdict, &source)).expect("JSON");
        let shortfalls = json["shortfalls"].as_array().expect("a list");
        let messages: Vec<&str> = shortfalls.iter().map(|one| one["message"].as_str().expect("a message")).collect();
        prop_assert_eq!(json["passed"].as_bool(), Some(messages.is_empty()));

        let findings = annotation::findings(&verdict, &warning::problems(profile.catalogue(), &found));
        let text = annotations::lines(&verdict, &findings, &source);
        if !messages.is_empty() {
            let lines: Vec<&str> = text.lines().collect();
            prop_assert_eq!(lines.len(), messages.len());
            for (line, message) in lines.iter().zip(&messages) {
                prop_assert!(line.ends_with(message), "{} {}", line, message);
            }
        }

        let github = annotations::github(&findings, &source, Some("profile.yaml"));
        let errors: Vec<String> = github
            .lines()
            .filter_map(|line| line.strip_prefix("::error ")?.split_once("::"))
            .map(|(_, message)| message.replace("%25", "%"))
            .collect();
        // GitHub shows ten annotations. If there are more, the last one gives the number of the others, which follow in
        // the log.
        let shown = if messages.len() > 10 { 9 } else { messages.len() };
        prop_assert_eq!(errors.len(), messages.len().min(10));
        for (error, message) in errors.iter().zip(&messages).take(shown) {
            prop_assert_eq!(error.as_str(), *message);
        }
        for message in &messages[shown..] {
            prop_assert!(github.lines().any(|line| line.starts_with("profile.yaml") && line.ends_with(message)));
        }

        let gitlab = serde_json::to_value(json::gitlab(&findings, &source, "profile.yaml")).expect("JSON");
        let described: Vec<&str> = gitlab.as_array().expect("a list").iter().filter_map(|one| one["description"].as_str()).collect();
        let mut rest = described.as_slice();
        for message in &messages {
            let at = rest.iter().position(|one| one.starts_with(message));
            prop_assert!(at.is_some(), "{} is not in {:?}", message, described);
            rest = &rest[at.unwrap_or(0) + 1..];
        }
        let junit = junit(&findings, &source);
        let xml = roxmltree::Document::parse(&junit).expect("XML");
        let failures = xml.descendants().filter(|node| node.has_tag_name("failure")).count();
        prop_assert_eq!(failures, messages.len(), "{}", junit);

        let log = serde_json::to_value(json::sarif(&verdict, &findings, &source, "profile.yaml")).expect("JSON");
        assert_same_reasons(shortfalls, log["runs"][0]["results"].as_array().expect("results"))?;
    }
}

/// SARIF has an error for each reason, or for each thing that a level lacks.
fn assert_same_reasons(shortfalls: &[Value], results: &[Value]) -> Result<(), TestCaseError> {
    let mut expected: Vec<String> = Vec::new();
    for shortfall in shortfalls {
        let lacking = shortfall["lacking"].as_array().expect("a list");
        match lacking.is_empty() {
            true => expected.push(shortfall["capability"].as_str().unwrap_or("profile").to_owned()),
            false => expected.extend(lacking.iter().filter_map(|id| Some(id.as_str()?.to_owned()))),
        }
    }
    let errors = results.iter().filter(|result| result["level"] == "error");
    let about = |result: &Value| -> String {
        let id = result["ruleId"].as_str().unwrap_or_default();
        let is_capability = Catalogue::latest().capability(id).is_ok();
        if is_capability { id.to_owned() } else { "profile".to_owned() }
    };
    let found: Vec<String> = errors.map(about).collect();
    for id in &expected {
        prop_assert!(found.contains(id), "{} is not in SARIF: {:?}", id, found);
    }
    for id in &found {
        prop_assert!(expected.contains(id), "{} is in SARIF alone: {:?}", id, expected);
    }
    Ok(())
}

const KESTREL: &str =
    "principles: \"0.1\"\nregistry: {name: Kestrel}\ntaxonomy: {accounts: true, hosting: [built-packages]}\n";

/// The reasons of a verdict, with their lines and clauses.
fn reasons(answers: &str, before: &str, demand: impl Fn(&mut Demands<'_>)) -> Vec<String> {
    let text = format!("{KESTREL}{answers}");
    let source = Source::new("profile.yaml", text.as_str());
    let (profile, before) = (pairs::profile(&text), pairs::profile(&format!("{KESTREL}{before}")));
    let (assessment, before) = (profile.assess(), before.assess());
    let mut demands = Demands { baseline: Some(&before), ..Demands::default() };
    demand(&mut demands);
    let verdict = judge(&assessment, &demands);
    let reasons = verdict.shortfalls.iter().map(|shortfall| {
        let line = shortfall
            .at
            .map_or("no line".to_owned(), |at| format!("line {}", source.position(at.start()).line));
        let clauses: String =
            shortfall.reason.clauses().iter().map(|clause| format!(", {}", clause.id)).collect();
        format!("{}, {line}{clauses}", shortfall.reason)
    });
    reasons.collect()
}

#[test]
fn a_reason_says_what_it_is_about_and_where_to_look() {
    let level = |track: &str| (Some(Catalogue::latest().track(track).expect("a track").id), Level::RUNGS[0]);
    let none = |_: &mut Demands<'_>| {};

    // A target is the place of its own shortfall; a level's is the first answer that falls short.
    let low = "targets: {authentication: 1}\nanswers:\n  verified-email: met\n  strong-mfa: unmet\n";
    assert_eq!(
        reasons(low, "", |demands| demands.targets = true),
        ["below: authentication at level 0, not 1, line 4"]
    );
    assert_eq!(
        reasons(low, "", |demands| demands.levels.push(level("authentication"))),
        ["below: authentication at level 0, not 1, line 7"]
    );

    // If no answer at or below the level is unmet, the first one there is the place.
    let policies = "answers:\n  unpublish-policy: unmet\n  vulnerability-disclosure-policy: met\n";
    assert_eq!(
        reasons(policies, &format!("{policies}  typosquatting-prevention: met\n"), none),
        ["level-fell: general from level 1 to 0, line 6", "no-longer-met: typosquatting-prevention, no line"]
    );

    let by_clause = |status| {
        format!("answers:\n  leaked-credential-checks:\n    clauses:\n      registration-refusal: {status}\n")
    };
    assert_eq!(
        reasons(&by_clause("unmet"), &by_clause("met"), none),
        ["no-longer-met: leaked-credential-checks, line 5, registration-refusal"]
    );
    let incomplete = reasons(&by_clause("met"), "", |demands| demands.complete = true);
    let open: Vec<_> = incomplete.iter().filter(|reason| reason.contains("line 5")).collect();
    assert_eq!(open, ["unanswered: leaked-credential-checks, line 5, login-detection, change-prompt"]);
}

#[test]
fn what_leaves_the_scope_points_to_the_taxonomy() {
    let answers = "answers:\n  strong-mfa: met\n";
    let before = pairs::profile(&format!("{KESTREL}{answers}"));
    let text = format!("{KESTREL}{answers}").replace("accounts: true", "accounts: false");
    let (profile, source) = (pairs::profile(&text), Source::new("profile.yaml", text.as_str()));
    let (before, after) = (before.assess(), profile.assess());
    let levels =
        vec![(Some(Catalogue::latest().track("authentication").expect("a track").id), Level::RUNGS[0])];
    let demands = Demands { baseline: Some(&before), levels, ..Demands::default() };
    let verdict = judge(&after, &demands);
    let found: Vec<_> = verdict
        .shortfalls
        .iter()
        .map(|shortfall| {
            (shortfall.reason.to_string(), shortfall.at.map(|at| source.position(at.start()).line))
        })
        .collect();
    assert_eq!(
        found,
        [
            ("no-level: authentication without level 1".to_owned(), Some(3)),
            ("left-scope: authentication".to_owned(), Some(3))
        ]
    );
}
