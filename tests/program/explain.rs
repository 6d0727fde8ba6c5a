//! What `explain` prints.

use std::collections::BTreeSet;

use registry_maturity_core::catalogue::Catalogue;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::support::program;

fn explain(arguments: &[&str]) -> String {
    let output = program(["explain"]).args(arguments).output().expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8") + &String::from_utf8_lossy(&output.stderr)
}

fn snapshot(name: &str, arguments: &[&str]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, explain(arguments)));
}

#[test]
fn a_capability_is_explained() {
    snapshot("explain-trusted-publishing", &["trusted-publishing"]);
    snapshot("explain-package-reporting-40", &["package-reporting", "--width", "40"]);
    snapshot("explain", &[]);
}

#[test]
fn names_of_every_kind_are_understood() {
    snapshot("explain-rules", &["rules"]);
    snapshot("explain-rule", &["rules/silence"]);
    snapshot("explain-track", &["cli"]);
    snapshot("explain-clause", &["safe-harbour"]);
    snapshot("explain-ruling", &["strong-mfa/provider-decides"]);
    snapshot("explain-several", &["audit"]);
    assert_eq!(explain(&["oidc"]), explain(&["trusted-publishing"]));
}

/// From 40 columns on, only an address or a path is longer than a line.
#[test]
fn no_line_is_longer_than_the_terminal() {
    let ids = Catalogue::latest().capabilities().map(|capability| vec![capability.id.as_str()]);
    for arguments in ids.chain([vec![], vec!["cli"], vec!["rules"]]) {
        for width in ["40", "43", "60"] {
            let said = explain(&[&arguments[..], &["--width", width]].concat());
            let limit = width.parse().expect("a number");
            let is_long = |line: &&str| UnicodeWidthStr::width(*line) > limit && !line.contains('/');
            assert_eq!(said.lines().find(is_long), None, "{arguments:?}");
        }
    }
}

#[test]
fn an_unknown_name_gets_the_nearest_suggested() {
    snapshot("explain-unknown", &["reporting-packages"]);
    snapshot("explain-nothing-near", &["zzz"]);
}

/// Other programs get everything that people can read.
#[test]
fn the_whole_catalogue_is_data() {
    let data: Value = serde_json::from_str(&explain(&["--format", "json"])).expect("JSON");
    let texts = strings(&data);
    for capability in Catalogue::latest().capabilities() {
        let rulings = capability.rulings.iter().flat_map(|ruling| [ruling.case, ruling.because]);
        let all = [capability.met, capability.partial, capability.deliverable, capability.why];
        for text in all.into_iter().chain(rulings) {
            assert!(texts.contains(text), "{}: {text}", capability.id);
        }
        let page = explain(&[capability.id.as_str(), "--format", "json"]);
        let one: Value = serde_json::from_str(&page).expect("JSON");
        assert!(texts.is_superset(&strings(&one["subjects"][0]["rulings"])), "{}", capability.id);
    }
    for rule in Catalogue::latest().rules {
        assert!(texts.contains(rule.text), "{}", rule.id);
    }
}

fn strings(value: &Value) -> BTreeSet<String> {
    match value {
        Value::String(text) => BTreeSet::from([text.clone()]),
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(entries) => entries.values().flat_map(strings).collect(),
        _ => BTreeSet::new(),
    }
}
