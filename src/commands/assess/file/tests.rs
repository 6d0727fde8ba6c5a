use std::{cell::Cell, rc::Rc};

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

fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The real disk, of which one step fails.
struct Faulty {
    disk: Disk,
    step: usize,
    fails_at: usize,
    /// Which step failed.
    failed: Rc<Cell<Option<&'static str>>>,
}

impl Faulty {
    fn pass(&mut self, name: &'static str) -> io::Result<()> {
        self.step += 1;
        if self.step - 1 != self.fails_at {
            return Ok(());
        }
        self.failed.set(Some(name));
        Err(io::Error::other("the disk is full"))
    }
}

impl Steps for Faulty {
    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.pass("read")?;
        self.disk.read(path)
    }

    fn create(&mut self, path: &Path, private: bool) -> io::Result<File> {
        self.pass("create")?;
        self.disk.create(path, private)
    }

    fn liken(&mut self, file: &File, model: &Path) -> io::Result<()> {
        self.pass("liken")?;
        self.disk.liken(file, model)
    }

    fn write(&mut self, file: &mut File, text: &str) -> io::Result<()> {
        // A disk that fills up takes a part of it.
        self.disk.write(file, &text[..text.len() / 2])?;
        self.pass("write")?;
        self.disk.write(file, &text[text.len() / 2..])
    }

    fn sync(&mut self, file: &File) -> io::Result<()> {
        self.pass("sync")?;
        self.disk.sync(file)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass("rename")?;
        self.disk.rename(from, to)
    }

    fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.pass("sync_folder")?;
        self.disk.sync_folder(folder)
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }
}

#[test]
fn whichever_step_fails_the_file_is_whole_and_the_message_names_it() {
    let mut failed_steps = Vec::new();
    for fails_at in 0.. {
        let (folder, path) = folder_with(OLD);
        let failed = Rc::new(Cell::new(None));
        let disk = Faulty { disk: Disk, step: 0, fails_at, failed: Rc::clone(&failed) };
        let mut file = ProfileFile { name: "profile.yaml".to_owned(), path: path.clone(), lock: None, disk };
        let outcome = file.save(OLD, NEW);
        let there = fs::read_to_string(&path).expect("the file is there");
        assert_eq!(names(&folder), ["profile.yaml"], "nothing is left behind");
        match (failed.get(), outcome) {
            (None, outcome) => {
                assert_eq!((outcome, there.as_str()), (Ok(None), NEW));
                break;
            }
            (Some("sync_folder"), outcome) => {
                let remark = outcome.expect("it is saved").expect("with a remark");
                assert!(remark.contains("profile.yaml") && remark.contains("the disk is full"), "{remark}");
                assert_eq!(there, NEW);
            }
            (Some(step), outcome) => {
                let Err(NotSaved::Failed(why)) = outcome else { panic!("{step}: {outcome:?}") };
                assert!(why.contains("profile.yaml") && why.contains("the disk is full"), "{step}: {why}");
                assert_eq!(there, OLD, "{step}");
            }
        }
        failed_steps.extend(failed.get());
    }
    assert_eq!(failed_steps, ["read", "create", "liken", "write", "sync", "rename", "sync_folder"]);
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

#[test]
fn leftovers_of_killed_programs_are_removed_and_nothing_else() {
    let (folder, path) = folder_with(OLD);
    for name in [".profile.yaml.4711.tmp", ".profile.yaml.mine.tmp", ".other.yaml.4711.tmp"] {
        fs::write(folder.path().join(name), "half").expect("a file");
    }
    ProfileFile::open(&path).expect("it opens");
    assert_eq!(names(&folder), [".other.yaml.4711.tmp", ".profile.yaml.mine.tmp", "profile.yaml"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        path.symlink_metadata().expect("a file").permissions().mode() & 0o7777
    }

    #[test]
    fn links_and_permissions_stay() {
        let (folder, path) = folder_with(OLD);
        fs::set_permissions(&path, Permissions::from_mode(0o640)).expect("permissions");
        let link = folder.path().join("link.yaml");
        symlink("profile.yaml", &link).expect("a link");
        let mut file = ProfileFile::open(&link).expect("it opens");
        assert_eq!(file.save(OLD, NEW), Ok(None));
        assert!(link.symlink_metadata().expect("a link").is_symlink());
        assert_eq!((fs::read_to_string(&path).expect("a file").as_str(), mode(&path)), (NEW, 0o640));
    }

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
        let refused = |path: &Path| ProfileFile::open(path).err().expect("it is refused").to_string();
        assert!(refused(&path).contains("read-only"));
        assert!(refused(folder.path()).contains("is no file"));
        assert!(refused(&folder.path().join("nowhere/profile.yaml")).contains("no answer could be saved"));
        symlink("nowhere", folder.path().join("link.yaml")).expect("a link");
        assert!(refused(&folder.path().join("link.yaml")).contains("leads nowhere"));
    }
}
