//! The program's messages for each kind of error in a profile.
//!
//! `tests/errors/` has a file for each kind, whose messages are in `snapshots/` under the same name.

use std::fs;

use crate::support;

#[test]
fn each_error_says_where_what_and_what_to_write_instead() {
    let mut paths: Vec<_> = fs::read_dir("tests/errors")
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in paths {
            let said = support::run(&["score", path.to_str().expect("UTF-8")]);
            assert!(said.ends_with("exit code 2"), "{}: {said}", path.display());
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("UTF-8");
            insta::assert_snapshot!(format!("error-{stem}"), said);
        }
    });
}

/// The log of a build can be public.
#[test]
fn private_values_are_masked_in_excerpts() {
    let profile = "principles: \"0.1\"\nregistry: { name: Example Index, x-id: SECRET }\nanswers:\n  strong-mfa: { status: unmet, \
                   internal: SECRET, plan: { owner: SECRET, cost: SECRET, due: soon } }\n  verified-email:\n    statis: met\n    \
                   interal: SECRET\n    x-ticket: [SECRET]\n    x-ticket: SECRET\n";
    let place = crate::support::Place::new().with("p.yaml", profile);
    for arguments in [
        "score p.yaml",
        "score --public p.yaml",
        "check p.yaml",
        "check --format github p.yaml",
        "diff p.yaml p.yaml",
    ] {
        let run = place.line(arguments);
        assert_eq!(run.exit, 2, "{run:?}");
        assert!(run.stderr.contains("soon") && run.stderr.contains("interal"), "{}", run.stderr);
        assert!(!format!("{run:?}").contains("SECRET"), "{arguments}: {run:?}");
    }
    assert!(place.line("score --internal p.yaml").stderr.contains("SECRET"));
}
