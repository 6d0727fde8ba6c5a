use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::*;

const OLD: &str = "principles: \"0.1\"\nregistry: {name: Old}\n";
const NEW: &str = "principles: \"0.1\"\nregistry: {name: New}\n";

fn folder_with(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    fs::write(&path, text).expect("a file");
    (folder, path)
}

#[test]
fn a_change_by_somebody_else_is_noticed_and_left_alone() {
    let (_folder, path) = folder_with(OLD);
    let mut file = ProfileFile::open(&path).expect("it opens");
    fs::write(&path, "by hand").expect("written by somebody else");
    assert_eq!(file.save(OLD, NEW), Err(NotSaved::Changed("by hand".to_owned())));
    assert_eq!(fs::read_to_string(&path).expect("a file"), "by hand");
    // One that appeared where none was is not overwritten either.
    let (folder, path) = folder_with("appeared");
    let other = folder.path().join("new.yaml");
    let mut file = ProfileFile::open(&other).expect("it opens");
    fs::rename(&path, &other).expect("it appears");
    assert_eq!(file.save("", NEW), Err(NotSaved::Changed("appeared".to_owned())));
}

#[test]
fn a_file_that_is_gone_is_written_anew() {
    let (_folder, path) = folder_with(OLD);
    let mut file = ProfileFile::open(&path).expect("it opens");
    fs::remove_file(&path).expect("removed by somebody else");
    assert_eq!(file.save(OLD, NEW), Ok(None));
    assert_eq!(fs::read_to_string(&path).expect("a file"), NEW);
}

#[cfg(unix)]
mod unix {
    use std::{
        fs::Permissions,
        os::unix::fs::{PermissionsExt, symlink},
    };

    use super::*;

    #[test]
    fn two_at_once_are_noticed_before_and_after_a_save() {
        let (_folder, path) = folder_with(OLD);
        let mut first = ProfileFile::open(&path).expect("it opens");
        let refused = |path: &Path| ProfileFile::open(path).err().map(|error| error.to_string());
        assert!(refused(&path).is_some_and(|why| why.contains("another registry-maturity")));
        assert_eq!(first.save(OLD, NEW), Ok(None));
        assert!(refused(&path).is_some_and(|why| why.contains("another registry-maturity")));
        drop(first);
        assert_eq!(refused(&path), None);
    }

    #[test]
    fn what_cannot_be_written_is_told_before_the_first_question() {
        let (folder, path) = folder_with(OLD);
        fs::set_permissions(&path, Permissions::from_mode(0o444)).expect("permissions");
        let refused = |path: &Path| format!("{:#}", ProfileFile::open(path).err().expect("it is refused"));
        assert!(refused(&path).contains("read-only"));
        assert!(refused(folder.path()).contains("is a folder"));
        assert!(refused(&folder.path().join("nowhere/profile.yaml")).contains("no answer could be saved"));
        symlink("nowhere", folder.path().join("link.yaml")).expect("a link");
        assert!(refused(&folder.path().join("link.yaml")).contains("leads nowhere"));
    }
}
