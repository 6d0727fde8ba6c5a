//! The GitHub action and the pre-commit hook: these tests run their commands as the runner would.

use std::{fs, path::Path, process::Command};

use serde_yaml::Value;

use crate::support::{Place, Run, write_program};

const PROFILE: &str =
    "principles: \"0.1\"\nregistry: {name: Example Index}\nanswers: {pinned-dependencies: met}\n";

fn definition(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    serde_yaml::from_str(&fs::read_to_string(&path).expect(name)).expect("YAML")
}

/// Runs a step of the action as a runner does: `bash -e`, the inputs in the variables that the step names.
fn step(place: &Place, at: usize, inputs: &[(&str, &str)]) -> Run {
    let action = definition("action.yml");
    let step = &action["runs"]["steps"][at];
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().expect("a script")]);
    bash.current_dir(place.path()).env("RUNNER_TEMP", place.path()).env("GITHUB_ACTION_PATH", "/the action");
    for (variable, expression) in step["env"].as_mapping().expect("variables") {
        let expression = expression.as_str().expect("an expression");
        let name = expression
            .strip_prefix("${{ inputs.")
            .and_then(|rest| rest.strip_suffix(" }}"))
            .expect(expression);
        let given = inputs.iter().find(|(input, _)| *input == name).map(|(_, value)| *value);
        let value = given.unwrap_or_else(|| action["inputs"][name]["default"].as_str().expect("a default"));
        bash.env(variable.as_str().expect("a name"), value);
    }
    bash.env(
        "PATH",
        format!("{}:{}", place.path().join("path").display(), std::env::var("PATH").expect("PATH")),
    );
    Run::from(bash.output().expect("bash runs"))
}

/// A folder in which the program is installed as by the first step.
fn installed() -> Place {
    let place =
        Place::new().with("registry-maturity.yaml", PROFILE).with("odd; touch x $(touch y).yaml", PROFILE);
    let bin = place.path().join("registry-maturity/bin");
    fs::create_dir_all(&bin).expect("a folder");
    let program = env!("CARGO_BIN_EXE_registry-maturity");
    std::os::unix::fs::symlink(program, bin.join("registry-maturity")).expect("a link");
    place
}

#[test]
fn the_action_checks() {
    let place = installed();
    let pass = step(&place, 1, &[("arguments", "--require cli=1 --no-targets")]);
    assert_eq!(pass.exit, 0, "{pass:?}");
    let fail = step(&place, 1, &[("arguments", "--require 1")]);
    assert_eq!(fail.exit, 1, "{fail:?}");
    assert!(fail.stdout.starts_with("::error file=registry-maturity.yaml"), "{fail:?}");
    let lines = step(&place, 1, &[("arguments", "--require cli=1\n--require 1\n")]);
    assert_eq!(lines.exit, 1, "{lines:?}");
    let nothing = step(&place, 1, &[]);
    assert_eq!(nothing.exit, 2, "{nothing:?}");
    let sarif = step(&place, 1, &[("arguments", "--require 1 --output gaps.sarif"), ("format", "sarif")]);
    assert_eq!(sarif.exit, 1, "{sarif:?}");
    assert!(place.path().join("gaps.sarif").is_file());
}

#[test]
fn nothing_in_an_input_is_run() {
    let place = installed();
    let odd =
        step(&place, 1, &[("profile", "odd; touch x $(touch y).yaml"), ("arguments", "--require cli=1")]);
    assert_eq!(odd.exit, 0, "{odd:?}");
    let odd = step(&place, 1, &[("arguments", "--require 1; touch x $(touch y) `touch x`")]);
    assert_eq!(odd.exit, 2, "{odd:?}");
    let odd = step(&place, 1, &[("profile", "--help"), ("arguments", "--require 1")]);
    assert_eq!(odd.exit, 2, "{odd:?}");
    assert!(!place.path().join("x").exists() && !place.path().join("y").exists());
}

#[test]
fn the_action_installs_what_it_comes_with_or_a_version() {
    let place = Place::new();
    fs::create_dir(place.path().join("path")).expect("a folder");
    write_program(&place.path().join("path/cargo"), 0o755, "#!/bin/sh\nprintf '%s|' \"$@\"\n");
    let root = place.path().join("registry-maturity").display().to_string();
    let start = format!("install|--locked|--quiet|--root|{root}|--no-default-features|--features|cli|");
    assert_eq!(step(&place, 0, &[]).stdout, format!("{start}--path|/the action|"));
    assert_eq!(step(&place, 0, &[("version", "0.1.0")]).stdout, format!("{start}registry-maturity@0.1.0|"));
}

#[test]
fn the_action_uses_no_other_action() {
    let steps = &definition("action.yml")["runs"]["steps"];
    for step in steps.as_sequence().expect("steps") {
        assert!(step.get("uses").is_none() && step["shell"] == "bash", "{step:?}");
    }
}

#[test]
fn the_hook_checks() {
    let hook = &definition(".pre-commit-hooks.yaml")[0];
    let entry = hook["entry"].as_str().expect("a command");
    let arguments = entry.strip_prefix("registry-maturity ").expect("the program");
    let place = installed();
    assert_eq!(place.line(&format!("{arguments} --require cli=1")).exit, 0);
    assert_eq!(place.line(&format!("{arguments} --require 1 registry-maturity.yaml")).exit, 1);
    assert_eq!(hook["pass_filenames"], false);
    // When pre-commit skips the hook, its message says why and what to do.
    let name = hook["name"].as_str().expect("a name");
    assert!(name.contains("`files`") && name.contains("registry-maturity.yaml"), "{name}");
}
