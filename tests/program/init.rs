//! `init` writes a profile that `score` and `assess` accept, and overwrites nothing.

use std::{fs, path::Path, process::Output};

use crate::support;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    support::program(arguments).current_dir(folder).output().expect("the program runs")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_it_writes_scores_without_a_warning() {
    for accounts in ["yes", "no"] {
        // What is named twice is named once.
        for hosting in
            ["built-packages", "builds", "built-packages,builds", "source-only", "source-only,source-only"]
        {
            let folder = tempfile::tempdir().expect("a folder");
            let arguments = ["init", "--accounts", accounts, "--hosting", hosting, "--name", "no: #1"];
            let written = run(folder.path(), &arguments);
            assert!(written.status.success() && stderr(&written).contains("Created registry-maturity.yaml"));
            let scored = run(folder.path(), &["score"]);
            assert_eq!(
                (scored.status.code(), stderr(&scored).as_str()),
                (Some(0), ""),
                "{accounts} {hosting}"
            );
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
fn it_overwrites_only_with_force() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("mine.yaml"), "mine").expect("a file");
    let refused = run(folder.path(), &["init", "mine.yaml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("--force"), "{}", stderr(&refused));
    assert_eq!(fs::read_to_string(folder.path().join("mine.yaml")).expect("a file"), "mine");
    assert!(run(folder.path(), &["init", "--force", "mine.yaml"]).status.success());
    assert!(fs::read_to_string(folder.path().join("mine.yaml")).expect("a file").contains("answers:"));
}

/// Nobody is told to continue what is no profile.
#[test]
fn what_is_no_file_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("q")).expect("a folder");
    for arguments in [&["init", "q"][..], &["init", "q/"], &["init", "--force", "q"], &["assess", "q"]] {
        let refused = run(folder.path(), arguments);
        let said = stderr(&refused);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        assert!(said.contains(" is a folder; name a file in it") && !said.contains("continue it"), "{said}");
    }
    if cfg!(unix) {
        let said = stderr(&run(folder.path(), &["init", "/dev/null"]));
        assert!(said.contains("/dev/null is not a regular file"), "{said}");
        #[cfg(unix)]
        std::os::unix::fs::symlink("nowhere", folder.path().join("link")).expect("a link");
        let said = stderr(&run(folder.path(), &["init", "link", "--name", "x"]));
        assert!(said.contains("is a broken symbolic link"), "{said}");
    }
}

#[test]
fn contradictory_arguments_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, why) in [
        (["--hosting", "source-only,builds"], "excludes the other kinds"),
        (["--hosting", "sources"], "source-only"),
        (["--accounts", "perhaps"], "possible values"),
        (["--name", " "], "a name cannot be empty"),
        (["--name=K", "-"], "`init` creates a file; name it"),
    ] {
        let refused = run(folder.path(), &[&["init"][..], &arguments].concat());
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&refused).contains(why), "{}", stderr(&refused));
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn without_a_name_it_takes_that_of_the_folder_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("kestrel index");
    fs::create_dir(&inner).expect("a folder");
    for (from, arguments, file) in [
        (inner.as_path(), &["init"][..], inner.join("registry-maturity.yaml")),
        (folder.path(), &["init", "kestrel index/other.yaml"], inner.join("other.yaml")),
    ] {
        let written = run(from, arguments);
        assert!(written.status.success(), "{}", stderr(&written));
        assert!(stderr(&written).contains("name is kestrel index, after the folder"), "{}", stderr(&written));
        assert!(fs::read_to_string(file).expect("a file").contains("\n  name: kestrel index\n"));
    }
}

#[test]
fn identity_providers_are_part_of_the_taxonomy() {
    let folder = tempfile::tempdir().expect("a folder");
    let written = run(folder.path(), &["init", "--provider", "GitHub,Google", "--name", "K"]);
    assert!(written.status.success(), "{}", stderr(&written));
    let text = fs::read_to_string(folder.path().join("registry-maturity.yaml")).expect("a file");
    assert!(text.contains("  accounts: {provider: [GitHub, Google]}"), "{text}");
    let refused = run(folder.path(), &["init", "--provider", "GitHub", "--accounts", "no", "other.yaml"]);
    assert_eq!(refused.status.code(), Some(2));
}
