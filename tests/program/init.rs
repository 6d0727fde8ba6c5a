//! `init` writes what `score` and `assess` go on with, and overwrites nothing.

use std::{fs, path::Path, process::Output};

use crate::support;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    support::program(arguments).current_dir(folder).output().expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_it_writes_scores_without_a_warning() {
    for accounts in ["yes", "no"] {
        for hosting in ["built-packages", "builds", "built-packages,builds", "source-only"] {
            let folder = tempfile::tempdir().expect("a folder");
            let arguments = ["init", "--accounts", accounts, "--hosting", hosting, "--name", "no: #1"];
            let written = run(folder.path(), &arguments);
            assert!(written.status.success() && told(&written).contains("registry-maturity.yaml is written"));
            let scored = run(folder.path(), &["score"]);
            assert_eq!((scored.status.code(), told(&scored).as_str()), (Some(0), ""), "{accounts} {hosting}");
            assert!(String::from_utf8_lossy(&scored.stdout).starts_with("no: #1\n"));
        }
    }
}

#[test]
fn without_the_taxonomy_it_is_a_profile_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(folder.path(), &["init"]).status.success());
    assert_eq!(run(folder.path(), &["score"]).status.code(), Some(0));
}

#[test]
fn it_overwrites_only_when_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("mine.yaml"), "mine").expect("a file");
    let refused = run(folder.path(), &["init", "mine.yaml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("--force"), "{}", told(&refused));
    assert_eq!(fs::read_to_string(folder.path().join("mine.yaml")).expect("a file"), "mine");
    assert!(run(folder.path(), &["init", "--force", "mine.yaml"]).status.success());
    assert!(fs::read_to_string(folder.path().join("mine.yaml")).expect("a file").contains("answers:"));
}

#[test]
fn what_makes_no_sense_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, why) in [
        (["--hosting", "source-only,builds"], "stands alone"),
        (["--hosting", "sources"], "source-only"),
        (["--accounts", "perhaps"], "possible values"),
        (["--name", " "], "needs a name"),
    ] {
        let refused = run(folder.path(), &[&["init"][..], &arguments].concat());
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        assert!(told(&refused).contains(why), "{}", told(&refused));
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}
