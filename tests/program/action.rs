//! The GitHub action and the pre-commit hook: these tests run their commands as the runner would.

use std::{fs, path::Path};

use serde_yaml::Value;

use crate::support::{Place, Run, command};

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
    let mut bash = command("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().expect("a script")]);
    bash.current_dir(place.path()).env("RUNNER_TEMP", place.path()).env("GITHUB_ACTION_PATH", "/the action");
    for file in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
        bash.env(file, place.path().join(file));
    }
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
    let summary = || fs::read_to_string(place.path().join("GITHUB_STEP_SUMMARY")).unwrap_or_default();
    assert!(summary().starts_with("# Example Index") && summary().matches("# Example Index").count() == 1);
    let fail = step(&place, 1, &[("arguments", "--require 1")]);
    assert_eq!(fail.exit, 1, "{fail:?}");
    assert!(fail.stdout.starts_with("::error file=registry-maturity.yaml"), "{fail:?}");
    assert_eq!(summary().matches("# Example Index").count(), 2);
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
