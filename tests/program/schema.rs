//! The two JSON Schemas agree with the program, according to an independent validator.

use std::{collections::BTreeSet, fs, path::PathBuf};

use jsonschema::Validator;
use registry_maturity::schema;
use registry_maturity_core::{catalogue::Catalogue, profile, text::Source};
use serde_json::Value;

use crate::support::program;

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::meta::validate(schema).expect("a sound schema");
    jsonschema::draft202012::options().should_validate_formats(true).build(schema).expect("a schema")
}

fn profiles() -> Validator {
    validator(&serde_json::to_value(schema::profile(Catalogue::latest())).expect("JSON"))
}

fn results() -> Validator {
    let text = fs::read_to_string("schema/result-1.schema.json").expect("the result's schema");
    validator(&serde_json::from_str(&text).expect("JSON"))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect(folder).map(|entry| entry.expect(folder).path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    files.sort();
    assert!(files.len() > 3, "{folder} has profiles");
    files
}

fn complaints(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// A text as an editor reads it, if it is YAML.
fn yaml(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

#[test]
fn the_schema_in_the_repository_is_current() {
    let path = "schema/profile.schema.json";
    let now = String::from_utf8(program(["schema"]).output().expect("it runs").stdout).expect("UTF-8");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(path, &now).expect(path);
    }
    let checked_in = fs::read_to_string(path).unwrap_or_default();
    assert!(
        checked_in == now,
        "{path} is out of date: UPDATE_EXPECTED=1 cargo test --test program schema:: writes it"
    );
}

#[test]
fn every_example_is_valid() {
    let validator = profiles();
    for path in files("examples") {
        let text = fs::read_to_string(&path).expect("an example");
        let value = yaml(&text).expect("YAML");
        assert_eq!(complaints(&validator, &value), Vec::<String>::new(), "{}", path.display());
    }
    let full = fs::read_to_string("tests/reader/full.yaml").expect("a profile with every key");
    assert_eq!(complaints(&validator, &yaml(&full).expect("YAML")), Vec::<String>::new());
}

#[test]
fn every_profile_with_an_error_is_invalid() {
    let validator = profiles();
    for path in files("tests/errors") {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let value = fs::read_to_string(&path).ok().and_then(|text| yaml(&text));
        let refused = value.is_none_or(|value| !validator.is_valid(&value));
        assert_eq!(refused, name != "key-twice.yaml", "{name}");
    }
}

/// Mistakes that are not in the tree, so that no schema can find them: duplicate keys, which editors report themselves,
/// and what only our YAML reader rejects.
const BEYOND_A_SCHEMA: [&str; 4] = [
    "`…` is given twice",
    "`verified-email` is given twice",
    "a comment needs a space before its `#`",
    "YAML tags, which are words that begin with `!`, are not supported",
];

#[path = "../reader/messages.rs"]
mod messages;

/// A mistake: the text, and its place, message and help.
type Case = (&'static str, &'static str, &'static str, &'static str);

const HEAD: &str = "principles: \"0.1\"\nregistry:\n  name: Example Index\n";

#[test]
fn every_kind_of_mistake_is_invalid() {
    let validator = profiles();
    let whole = messages::WHOLE.iter().map(|(text, _, message, _)| ((*text).to_owned(), *message));
    let top = messages::TOP.iter().map(|(text, _, message, _)| (format!("{HEAD}{text}"), *message));
    let answers =
        messages::ANSWERS.iter().map(|(text, _, message, _)| (format!("{HEAD}answers:\n{text}"), *message));
    let missed: BTreeSet<&str> = whole
        .chain(top)
        .chain(answers)
        .filter(|(text, _)| {
            assert!(profile::read(&Source::new("a test", text.as_str())).is_err(), "{text}");
            yaml(text).is_some_and(|value| validator.is_valid(&value))
        })
        .map(|(_, message)| message)
        .collect();
    assert_eq!(missed, BTreeSet::from(BEYOND_A_SCHEMA));
}

/// Keys of a profile, with `_` in place of values.
const KEYS: [&str; 33] = [
    "registry: {name: _}",
    "registry: {name: x, url: _}",
    "assessment: _",
    "assessment: {date: _}",
    "assessment: {by: _}",
    "taxonomy: _",
    "taxonomy: {accounts: _}",
    "taxonomy: {accounts: {provider: _}}",
    "taxonomy: {hosting: _}",
    "also-assess: {general: _}",
    "targets: _",
    "targets: {general: _}",
    "answers: _",
    "answers: {strong-mfa: _}",
    "answers: {strong-mfa: {status: _}}",
    "answers: {strong-mfa: {status: met, intent: _}}",
    "answers: {strong-mfa: {status: unmet, intent: _}}",
    "answers: {strong-mfa: {status: met, plan: _}}",
    "answers: {strong-mfa: {status: met, plan: {owner: _}}}",
    "answers: {strong-mfa: {status: unmet, plan: {due: _}}}",
    "answers: {strong-mfa: {status: not-applicable, note: _}}",
    "answers: {strong-mfa: {status: unmet, intent: declined, note: _}}",
    "answers: {strong-mfa: {status: met, evidence: _}}",
    "answers: {strong-mfa: {status: met, reviewed: _, review-by: 2026-01-01}}",
    "answers: {strong-mfa: {status: partial, ruling: _}}",
    "answers: {strong-mfa: {clauses: _}}",
    "answers: {strong-mfa: {status: met, clauses: _}}",
    "answers: {package-reporting: {status: met, clauses: _}}",
    "answers: {package-reporting: {status: _, clauses: {ui: met}}}",
    "answers: {package-reporting: {status: met, clauses: {ui: _}}}",
    "answers: {package-reporting: {clauses: {ui: _}}}",
    "answers: {package-reporting: {clauses: {ui: {status: _, note: x}}}}",
    "answers: {package-reporting: {clauses: {ui: met, cli: met, api: met}, plan: _}}",
];

const VALUES: [&str; 37] = [
    "",
    "~",
    "''",
    "' '",
    "true",
    "False",
    "Yes",
    "\"no\"",
    "on",
    "1",
    "\"2\"",
    "4",
    "0.5",
    "met",
    "Met",
    "partial",
    "unknown",
    "not-applicable",
    "planned",
    "declined",
    "provider-decides",
    "builds",
    "source-only",
    "2026-01-01",
    "2026-02-30",
    "a text",
    "[]",
    "[~]",
    "[builds]",
    "[builds, ~]",
    "[source-only, builds]",
    "[[a]]",
    "{}",
    "{x-a: 1}",
    "{status: met}",
    "{note: ''}",
    "{provider: GitHub}",
];

#[test]
fn the_schema_and_the_reader_agree_on_every_value_of_every_key() {
    let validator = profiles();
    let mut differences = Vec::new();
    for key in KEYS {
        for value in VALUES {
            let registry = if key.starts_with("registry") { "" } else { "registry: {name: x}\n" };
            let text = format!("principles: \"0.1\"\n{registry}{}\n", key.replace('_', value));
            let read = profile::read(&Source::new("a test", text.as_str())).is_ok();
            let Some(seen) = yaml(&text) else {
                assert!(!read, "{text}");
                continue;
            };
            if validator.is_valid(&seen) != read {
                differences.push(format!("{}: the reader says {read}", key.replace('_', value)));
            }
        }
    }
    assert_eq!(differences, Vec::<String>::new());
}

#[test]
fn every_result_is_valid() {
    let validator = results();
    for path in files("examples") {
        for how in ["--public", "--internal", "--all"] {
            let path = path.to_str().expect("UTF-8");
            let output = program(["score", "--format", "json", how, path]).output().expect("it runs");
            let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
            assert_eq!(complaints(&validator, &result), Vec::<String>::new(), "{path} {how}");
        }
    }
}

#[test]
fn a_changed_result_is_invalid() {
    let validator = results();
    let output = program(["score", "--format", "json", "examples/go.yaml"]).output().expect("it runs");
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for (pointer, wrong) in [
        ("/schema", Value::from(2)),
        ("/tracks/2/level", Value::from(4)),
        ("/tracks/0/level", Value::from(1)),
        ("/warnings", Value::Null),
    ] {
        let mut changed = result.clone();
        *changed.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!validator.is_valid(&changed), "{pointer}");
    }
}

#[test]
fn init_begins_with_the_line_that_the_help_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("profile.yaml");
    let name = profile.to_str().expect("UTF-8");
    assert!(program(["init", name]).output().expect("it runs").status.success());
    let text = fs::read_to_string(&profile).expect("a profile");
    let line = text.lines().find(|line| line.contains("$schema=")).expect("the line for editors");
    let help = program(["schema", "--help"]).output().expect("it runs").stdout;
    assert!(String::from_utf8(help).expect("UTF-8").contains(line), "{line}");
    assert!(text.starts_with(line), "editors look for it at the top");
    let complaints = complaints(&profiles(), &yaml(&text).expect("YAML"));
    assert_eq!(complaints, Vec::<String>::new());
}
