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
    // A file that has appeared since is not overwritten either.
    let (folder, path) = folder_with("appeared");
    let other = folder.path().join("new.yaml");
    let mut file = ProfileFile::open(&other).expect("it opens");
    fs::rename(&path, &other).expect("it appears");
    assert_eq!(file.save("", NEW), Err(NotSaved::Changed("appeared".to_owned())));
}

#[test]
fn a_file_that_is_gone_is_written_again() {
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
        os::unix::{
            fs::{PermissionsExt, symlink},
            net::UnixListener,
        },
    };

    use super::*;

    #[test]
    fn two_programs_at_once_are_noticed_before_and_after_a_save() {
        let (_folder, path) = folder_with(OLD);
        let mut first = ProfileFile::open(&path).expect("it opens");
        let refused = |path: &Path| ProfileFile::open(path).err().map(|error| error.to_string());
        assert!(refused(&path).is_some_and(|why| why.contains("another run of registry-maturity")));
        assert_eq!(first.save(OLD, NEW), Ok(None));
        assert!(refused(&path).is_some_and(|why| why.contains("another run of registry-maturity")));
        drop(first);
        assert_eq!(refused(&path), None);
    }

    #[test]
    fn a_link_that_has_taken_the_place_of_the_file_stays() {
        let (folder, path) = folder_with(OLD);
        let mut file = ProfileFile::open(&path).expect("it opens");
        let target = folder.path().join("elsewhere.yaml");
        fs::rename(&path, &target).and_then(|()| symlink(&target, &path)).expect("a link");
        assert_eq!(file.save(OLD, NEW), Ok(None));
        assert!(path.is_symlink());
        assert_eq!(fs::read_to_string(&target).expect("a file"), NEW);
    }

    /// What happens to a file, and the message about it.
    type Disturbance = (fn(&Path), &'static str);

    const CHANGES: [Disturbance; 3] = [
        (become_socket, "is not a regular file"),
        (become_folder, "is a folder"),
        (become_read_only, "is read-only"),
    ];

    fn become_socket(path: &Path) {
        fs::remove_file(path).expect("it is removed");
        UnixListener::bind(path).expect("a socket");
    }

    fn become_folder(path: &Path) {
        fs::remove_file(path).and_then(|()| fs::create_dir(path)).expect("a folder");
    }

    fn become_read_only(path: &Path) {
        fs::set_permissions(path, Permissions::from_mode(0o444)).expect("permissions");
    }

    /// The superuser is no exception.
    #[test]
    fn what_can_no_longer_be_replaced_is_left_alone() {
        for (change, why) in CHANGES {
            let (folder, path) = folder_with(OLD);
            let mut file = ProfileFile::open(&path).expect("it opens");
            change(&path);
            let kind = path.metadata().expect("it is there").file_type();
            match file.save(OLD, NEW) {
                Err(NotSaved::Failed(fault)) => assert!(fault.contains(why), "{fault}"),
                other => panic!("{why}: {other:?}"),
            }
            assert_eq!(path.metadata().expect("it is there").file_type(), kind);
            assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "{why}: a draft is left");
        }
    }

    #[test]
    fn what_cannot_be_written_is_reported_before_the_first_question() {
        let (folder, path) = folder_with(OLD);
        fs::set_permissions(&path, Permissions::from_mode(0o444)).expect("permissions");
        let refused = |path: &Path| format!("{:#}", ProfileFile::open(path).err().expect("it is refused"));
        assert!(refused(&path).contains("read-only"));
        assert!(refused(folder.path()).contains("is a folder"));
        assert!(refused(&folder.path().join("nowhere/profile.yaml")).contains("no answer could be saved"));
        symlink("nowhere", folder.path().join("link.yaml")).expect("a link");
        assert!(refused(&folder.path().join("link.yaml")).contains("is a broken symbolic link"));
    }
}
