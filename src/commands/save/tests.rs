//! Whichever step of writing fails, or is the last one before the machine stops, the file is complete, for every user
//! of this module.

use std::{cell::RefCell, fs, rc::Rc};

use registry_maturity::questionnaire::{NotSaved, Store};
use tempfile::TempDir;

use super::*;
use crate::{
    arguments::{Color, DisplayOptions},
    commands::{
        assess::file::ProfileFile,
        output::{self, Output},
    },
    console::Console,
};

const OLD: &str = "principles: \"0.1\"\nregistry: {name: Old}\n";
const NEW: &str = "principles: \"0.1\"\nregistry: {name: New}\n";
const NAME: &str = "profile.yaml";

fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn console() -> Console {
    Console::new(DisplayOptions { color: Color::Never, ascii: true, width: None }, false)
}

/// What happens at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// It fails, and the program goes on.
    Fails,
    /// The program is killed or the machine stops before it, so nothing later is done.
    Killed,
}

/// The real disk, on which one step fails.
#[derive(Clone)]
struct Faulty(Rc<RefCell<FaultState>>);

struct FaultState {
    fault: Fault,
    /// Which step it is.
    at: usize,
    passed: usize,
    /// The step, once it was reached.
    step: Option<&'static str>,
}

impl Faulty {
    fn new(fault: Fault, at: usize) -> Faulty {
        Faulty(Rc::new(RefCell::new(FaultState { fault, at, passed: 0, step: None })))
    }

    fn step(&self) -> Option<&'static str> {
        self.0.borrow().step
    }

    fn pass(&self, name: &'static str) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        if state.passed == state.at {
            state.step = Some(name);
        }
        state.passed += 1;
        let stopped = state.fault == Fault::Killed && state.passed > state.at;
        if stopped || state.passed == state.at + 1 {
            Err(io::Error::other("the disk is full"))
        } else {
            Ok(())
        }
    }
}

impl FileSystem for Faulty {
    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.pass("read")?;
        Disk.read(path)
    }

    fn remove_left_drafts(&mut self, path: &Path) -> io::Result<()> {
        self.pass("remove_left_drafts")?;
        Disk.remove_left_drafts(path)
    }

    fn create(&mut self, path: &Path, private: bool) -> io::Result<File> {
        self.pass("create")?;
        Disk.create(path, private)
    }

    fn copy_permissions(&mut self, file: &File, model: &Path) -> io::Result<()> {
        self.pass("copy_permissions")?;
        Disk.copy_permissions(file, model)
    }

    fn write(&mut self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        self.pass("write")?;
        // A disk that becomes full accepts a part of the data.
        Disk.write(file, &bytes[..bytes.len() / 2])?;
        self.pass("write the rest")?;
        Disk.write(file, &bytes[bytes.len() / 2..])
    }

    fn sync(&mut self, file: &File) -> io::Result<()> {
        self.pass("sync")?;
        Disk.sync(file)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass("rename")?;
        Disk.rename(from, to)
    }

    fn link(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass("link")?;
        Disk.link(from, to)
    }

    fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.pass("sync_folder")?;
        Disk.sync_folder(folder)
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.pass("remove")?;
        Disk.remove(path)
    }
}

/// The users of this module, each with the previous text and the steps that it takes.
struct User {
    name: &'static str,
    before: Option<&'static str>,
    write: fn(Place<Faulty>) -> Result<(), String>,
    steps: Vec<&'static str>,
}

const STEPS_OVER: &[&str] = &[
    "remove_left_drafts",
    "create",
    "copy_permissions",
    "write",
    "write the rest",
    "sync",
    "rename",
    "sync_folder",
];
const STEPS_NEW: &[&str] =
    &["remove_left_drafts", "create", "write", "write the rest", "sync", "link", "remove", "sync_folder"];

fn users() -> Vec<User> {
    let result: fn(Place<Faulty>) -> Result<(), String> = |place| {
        let output = Output::file(&place).map_err(|error| format!("{error:#}"))?;
        output::write_all(output, NEW, &console()).map_err(|error| format!("{error:#}"))
    };
    vec![
        User {
            name: "an answer of `assess`",
            before: Some(OLD),
            write: |place| answer(place, OLD),
            steps: [&["read"], STEPS_OVER].concat(),
        },
        User {
            name: "the first answer of `assess`",
            before: None,
            write: |place| answer(place, ""),
            steps: [&["read"], STEPS_NEW].concat(),
        },
        User {
            name: "`--output`, `init --force`",
            before: Some(OLD),
            write: result,
            steps: STEPS_OVER.to_vec(),
        },
        User {
            name: "`--output` of a new file",
            before: None,
            write: result,
            steps: vec![
                "remove_left_drafts",
                "create",
                "write",
                "write the rest",
                "sync",
                "rename",
                "sync_folder",
            ],
        },
        User {
            name: "`init`",
            before: None,
            write: |place| match output::write_all_new(&place, NEW, &console()) {
                Ok(written) => written.then_some(()).ok_or_else(|| "there is one".to_owned()),
                Err(error) => Err(format!("{error:#}")),
            },
            steps: STEPS_NEW.to_vec(),
        },
        User {
            name: "`compare --format ndjson --output`",
            before: Some(OLD),
            write: |place| stream(&place).map_err(|error| format!("{error:#}")),
            steps: vec![
                "remove_left_drafts",
                "create",
                "copy_permissions",
                "write",
                "write the rest",
                "write",
                "write the rest",
                "write",
                "write the rest",
                "sync",
                "rename",
                "sync_folder",
            ],
        },
    ]
}

fn answer(place: Place<Faulty>, before: &str) -> Result<(), String> {
    match ProfileFile::at(place).save(before, NEW) {
        Ok(_) => Ok(()),
        Err(NotSaved::Failed(why)) => Err(why),
        Err(NotSaved::Changed(text)) => Err(format!("changed: {text}")),
    }
}

/// More than fits into a buffer, so it is written in pieces.
fn stream(place: &Place<Faulty>) -> anyhow::Result<()> {
    let mut output = Output::file(place)?;
    for line in streamed().split_inclusive('\n') {
        output.write(line)?;
    }
    output.finish(&console())
}

fn streamed() -> String {
    format!("{}\n", "x".repeat(7_000)).repeat(3)
}

fn place(folder: &TempDir, disk: Faulty) -> Place<Faulty> {
    let path = folder.path().join(NAME);
    Place { shown: NAME.to_owned(), ..Place::on(&path, disk).expect("a place") }
}

/// For every user, lets each step fail or be the last one, until a run succeeds.
#[test]
fn whichever_step_fails_or_is_the_last_the_file_is_whole() {
    for user in users() {
        for fault in [Fault::Fails, Fault::Killed] {
            let mut steps = Vec::new();
            loop {
                let disk = Faulty::new(fault, steps.len());
                at_fault(&user, fault, &disk);
                let Some(step) = disk.step() else { break };
                steps.push(step);
            }
            assert_eq!(steps, user.steps, "{}", user.name);
        }
    }
}

fn at_fault(user: &User, fault: Fault, disk: &Faulty) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(NAME);
    user.before.iter().for_each(|text| fs::write(&path, text).expect("a file"));
    let outcome = (user.write)(place(&folder, disk.clone()));
    let there = fs::read_to_string(&path).ok();
    let is_new = there.as_deref() == Some(NEW) || there == Some(streamed());
    let context = format!("{}, {:?} at {:?}: {outcome:?}", user.name, fault, disk.step());
    assert!(is_new || there.as_deref() == user.before, "{context}: {there:?}");
    match (&outcome, fault) {
        // Whatever was acknowledged is in the file.
        (Ok(()), _) => assert!(is_new, "{context}"),
        (Err(why), Fault::Fails) => {
            assert!(!is_new && why.contains(NAME) && why.contains("the disk is full"), "{context}");
        }
        (Err(_), Fault::Killed) => {}
    }
    if fault == Fault::Fails && disk.step() != Some("remove") {
        let whole = if there.is_some() { vec![NAME] } else { vec![] };
        assert_eq!(names(&folder), whole, "nothing is left behind: {context}");
    }
    // The next program writes the file and removes what is left over.
    let next = Place::of(&path).expect("a place");
    let output = Output::file(&next).expect("it begins");
    output::write_all(output, NEW, &console()).expect("it is written");
    assert_eq!(fs::read_to_string(&path).expect("a file"), NEW, "{context}");
    if cfg!(unix) {
        assert_eq!(names(&folder), [NAME], "{context}");
    }
}

#[test]
fn a_folder_that_cannot_be_flushed_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = Faulty::new(Fault::Fails, STEPS_OVER.len() - 2);
    let draft = place(&folder, disk).draft().and_then(|mut draft| {
        io::Write::write_all(&mut draft, NEW.as_bytes())?;
        draft.persist()
    });
    let remark = draft.expect("it is saved").remark.expect("a remark");
    assert!(remark.contains(NAME) && remark.contains("the disk is full"), "{remark}");
}

#[test]
fn what_appears_at_the_last_moment_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(NAME);
    let place = Place::of(&path).expect("a place");
    let draft = place.draft().expect("it begins");
    fs::write(&path, OLD).expect("somebody else writes");
    assert_eq!(draft.persist_new().expect_err("there is one").kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(
        (fs::read_to_string(&path).expect("a file").as_str(), names(&folder)),
        (OLD, vec![NAME.to_owned()])
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn file() -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(NAME);
        fs::write(&path, OLD).expect("a file");
        (folder, path)
    }

    fn write(path: &Path) -> anyhow::Result<()> {
        Output::over(path).and_then(|output| output::write_all(output, NEW, &console()))
    }

    fn mode(path: &Path) -> u32 {
        path.symlink_metadata().expect("a file").permissions().mode() & 0o7777
    }

    #[test]
    fn leftovers_of_killed_programs_are_removed_and_nothing_else() {
        let (folder, path) = file();
        let others = [
            ".other.yaml.4711.tmp",
            ".profile.yaml.+7.tmp",
            ".profile.yaml..tmp",
            ".profile.yaml.007.tmp",
            ".profile.yaml.4294967296.tmp",
            ".profile.yaml.mine.tmp",
        ];
        for name in [".profile.yaml.4711.tmp"].iter().chain(&others) {
            fs::write(folder.path().join(name), "half").expect("a file");
        }
        let at_work = Place::of(&path).expect("a place").draft().expect("another one is at work");
        write(&path).expect("it is written");
        let mut left: Vec<_> = names(&folder);
        left.retain(|name| !others.contains(&name.as_str()) && name != NAME);
        assert_eq!(left.len(), 1, "only the draft of the one at work: {left:?}");
        at_work.persist().expect("and it can go on");
        assert_eq!(names(&folder), [&others[..], &[NAME]].concat());
    }

    /// A draft's name is longer than the file's, and a name has 255 bytes at most.
    #[test]
    fn names_may_be_as_long_as_the_disk_allows() {
        for (letter, lengths) in
            [("x", [99, 100, 101, 240, 255]), ("ä", [49, 50, 51, 120, 127]), ("字", [32, 33, 34, 80, 85])]
        {
            for length in lengths {
                let folder = tempfile::tempdir().expect("a folder");
                let path = folder.path().join(letter.repeat(length));
                for text in [OLD, NEW] {
                    // The leftover of a killed program.
                    let (beside, left) =
                        Place::of(&path).and_then(|mut place| Ok(place.beside(false)?)).expect("a draft");
                    drop(left);
                    Output::over(&path)
                        .and_then(|to| output::write_all(to, text, &console()))
                        .expect("it is written");
                    assert!(!beside.exists(), "{length}");
                    assert_eq!(fs::read_to_string(&path).expect("a file"), text, "{length}");
                    assert_eq!(names(&folder).len(), 1, "{length}");
                }
            }
        }
    }

    /// What happens to a file, with a name for it.
    type Takeover = (fn(&Path), &'static str);

    const CHANGES: [Takeover; 3] =
        [(become_link, "something else"), (become_folder, "something else"), (become_read_only, "read-only")];

    fn become_link(path: &Path) {
        fs::rename(path, path.with_extension("away")).expect("it is moved");
        symlink("profile.away", path).expect("a link");
    }

    fn become_folder(path: &Path) {
        fs::remove_file(path).and_then(|()| fs::create_dir(path)).expect("a folder");
    }

    fn become_read_only(path: &Path) {
        fs::set_permissions(path, fs::Permissions::from_mode(0o444)).expect("permissions");
    }

    #[test]
    fn what_has_taken_the_place_of_the_file_meanwhile_is_left_alone() {
        for (change, why) in CHANGES {
            let (folder, path) = file();
            let draft = Place::of(&path).expect("a place").draft().expect("it begins");
            change(&path);
            let before = names(&folder).len() - 1;
            let refused = draft.persist().expect_err("it is refused").to_string();
            assert!(refused.contains(why), "{refused}");
            assert_eq!(names(&folder).len(), before, "the draft is gone");
        }
    }

    /// In a container, every program has the same number.
    #[test]
    fn a_temporary_name_that_is_taken_is_avoided() {
        let (folder, path) = file();
        let place = Place::of(&path).expect("a place");
        let first = place.draft().expect("one");
        let second = place.draft().expect("another one, of the same number");
        second.persist().expect("it is written");
        drop(first);
        assert_eq!(names(&folder), [NAME]);
    }

    #[test]
    fn links_permissions_and_owners_stay() {
        let (folder, path) = file();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
        // Only the superuser may change the owner of files.
        let _ = std::os::unix::fs::chown(&path, Some(4711), Some(4712));
        let before = path.metadata().expect("a file");
        let link = folder.path().join("link.yaml");
        symlink(NAME, &link).expect("a link");
        write(&link).expect("it is written");
        let after = path.metadata().expect("a file");
        assert!(link.symlink_metadata().expect("a link").is_symlink());
        assert_eq!((fs::read_to_string(&path).expect("a file").as_str(), mode(&path)), (NEW, 0o640));
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    }

    #[test]
    fn while_it_is_written_nobody_else_reads_it() {
        let (_folder, path) = file();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("permissions");
        let mut place = Place::of(&path).expect("a place");
        let (beside, _file) = place.beside(true).expect("a file");
        assert_eq!(mode(&beside), 0o600);
        let draft = place.draft().expect("it begins");
        assert_eq!(mode(&draft.beside), 0o600);
    }

    #[test]
    fn what_cannot_be_written_is_reported_and_left_alone() {
        let (folder, path) = file();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("permissions");
        symlink("nowhere", folder.path().join("dangling")).expect("a link");
        let before = names(&folder);
        for (name, why) in [
            (NAME, "is read-only"),
            ("", "is a folder"),
            ("dangling", "is a broken symbolic link"),
            ("new/", "names a folder"),
            ("nowhere/new.yaml", "can't be written"),
        ] {
            let refused = write(&folder.path().join(name)).expect_err("it is refused");
            assert!(format!("{refused:#}").contains(why), "{refused:#}");
        }
        assert_eq!((names(&folder), fs::read_to_string(&path).expect("a file").as_str()), (before, OLD));
    }

    #[test]
    fn devices_and_pipes_take_what_they_are_given() {
        write(Path::new("/dev/null")).expect("it takes everything");
        assert!(!Path::new("/dev/null").metadata().expect("it is there still").is_file());
        let full = write(Path::new("/dev/full"));
        if cfg!(target_os = "linux") {
            assert!(format!("{:#}", full.expect_err("it is full")).contains("/dev/full can't be written"));
        }
    }
}
