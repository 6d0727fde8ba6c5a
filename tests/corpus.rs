//! Runs the fuzz targets on the inputs that fuzzing has kept. `fuzz/run` looks for more.
//!
//! These tests have a binary of their own because the published package contains neither them nor `fuzz/`.
#![cfg(feature = "tui")]

#[expect(unreachable_pub, reason = "the fuzz targets use it as a library")]
#[path = "../fuzz/src/lib.rs"]
mod checks;

use std::{fs, panic::catch_unwind, path::PathBuf};

/// Runs a target on its inputs and on the profiles of other tests, and names those that fail.
fn replay(target: &str, check: fn(&[u8])) {
    let kept = format!("fuzz/corpus/{target}");
    let folders = [kept.as_str(), "examples", "tests/errors", "tests/profiles"];
    let files = folders.into_iter().flat_map(|folder| fs::read_dir(folder).expect(folder));
    let paths = files.map(|entry| entry.expect("an entry").path());
    let mut inputs: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    inputs.sort();
    assert!(inputs.len() > 50, "the inputs were found");
    inputs.retain(|path| {
        let input = fs::read(path).expect("an input");
        catch_unwind(|| check(&input)).is_err()
    });
    assert_eq!(inputs, Vec::<PathBuf>::new(), "these fail; their messages are above");
}

#[test]
fn any_bytes_are_a_profile_or_problems() {
    replay("parse", checks::parse);
}

#[test]
fn any_edit_says_what_was_meant_and_keeps_the_rest() {
    replay("edit", checks::edit);
}

#[test]
fn any_document_is_sound_in_any_format() {
    replay("render", checks::render);
}

#[test]
fn any_conversation_leaves_a_profile() {
    replay("questionnaire", checks::questionnaire);
}
