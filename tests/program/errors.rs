//! Each kind of error in a profile: what the program says of it.
//!
//! `tests/errors/` has a file a kind; what is said of it stands under the same name in `snapshots/`.

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
