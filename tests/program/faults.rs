//! Real faults: a full disk, a read-only disk, folders that vanish, permissions that change, a git that fails.
//!
//! `cargo test --test program faults:: -- --nocapture` says which tests had to be skipped, and why.
#![allow(clippy::print_stdout, reason = "what is skipped has to be shown")]

use std::{
    env, fs,
    io::{Read, Write},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    process::{Command, Output},
    sync::mpsc,
    thread,
    time::Duration,
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::support::{self, Place};

const PROFILE: &str = include_str!("../../examples/in-house.yaml");
/// A timeout that is long enough even for a busy machine.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The variable that is set for tests in a mount namespace of their own.
const INSIDE: &str = "REGISTRY_MATURITY_TEST_MAY_MOUNT";

/// Runs a test in a mount namespace of its own.
fn where_mounting_is_allowed(test: &str, body: fn()) {
    if env::var_os(INSIDE).is_some() {
        return body();
    }
    let unshare = || {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--map-root-user"]);
        command
    };
    let script = "mount -t tmpfs none /mnt";
    if !unshare().args(["sh", "-c", script]).output().is_ok_and(|output| output.status.success()) {
        println!("skipped: {test}, since this machine lets nobody mount in a name space of their own");
        return;
    }
    let this = env::current_exe().expect("this program");
    let inside = unshare()
        .arg(this)
        .args(["--exact", &format!("faults::{test}"), "--nocapture"])
        .env(INSIDE, "1")
        .output()
        .expect("it runs");
    let printed = String::from_utf8_lossy(&[inside.stdout, inside.stderr].concat()).into_owned();
    assert!(inside.status.success() && printed.contains("1 passed"), "{printed}");
}

fn mount(arguments: &[&str], at: &Path) {
    let output = Command::new("mount").args(arguments).arg(at).output().expect("mount");
    assert!(output.status.success(), "{output:?}");
}

/// A disk of 20 pages.
fn small_disk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    mount(&["-t", "tmpfs", "-o", "size=80k", "none"], folder.path());
    fs::write(folder.path().join("profile.yaml"), PROFILE).expect("a profile");
    fs::write(folder.path().join("old.txt"), "what was there before").expect("a result");
    folder
}

/// Fills the disk except for this number of pages.
fn fill(folder: &Path, pages: u64) {
    let mut filler = fs::File::create(folder.join("filler")).expect("a file");
    while filler.write_all(&[b'x'; 4096]).is_ok() {}
    let size = filler.metadata().expect("its size").len();
    filler.set_len(size.saturating_sub(pages * 4096) / 4096 * 4096).expect("cut");
}

fn program(folder: &Path, arguments: &str) -> Command {
    let mut command = support::program(arguments.split(' ').collect::<Vec<_>>());
    command.current_dir(folder);
    command
}

fn answer(folder: &Path, profile: &str) -> Output {
    let mut command = program(folder, &format!("assess --plain {profile}"));
    let answers = fs::File::open(folder.with_extension("answers")).expect("the answers");
    command.stdin(answers).output().expect("it runs")
}

/// The commands that write a file, and the file.
const WRITERS: [(&str, &str); 6] = [
    ("score --format json profile.yaml --output old.txt", "old.txt"),
    ("score --format json profile.yaml --output new.txt", "new.txt"),
    ("compare --format ndjson profile.yaml profile.yaml --output old.txt", "old.txt"),
    ("init --force old.txt", "old.txt"),
    ("init new.txt", "new.txt"),
    ("roadmap profile.yaml --output old.txt", "old.txt"),
];

/// After a failed run the file is as before, and after a successful one it is complete.
fn assert_whole(folder: &Path, arguments: &str, file: &str, output: &Output) {
    let there = fs::read(folder.join(file)).ok();
    let before = (file == "old.txt").then(|| b"what was there before".to_vec());
    match output.status.code() {
        Some(0) => assert!(there.is_some() && there != before, "{arguments}"),
        Some(2) => {
            assert_eq!(there, before, "{arguments}");
            let stderr = String::from_utf8_lossy(&output.stderr);
            let last = stderr.lines().last().unwrap_or_default();
            assert!(last.starts_with(&format!("registry-maturity: {file} can't be written: ")), "{stderr}");
        }
        other => panic!("{arguments}: {other:?}"),
    }
    let left = fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.file_name());
    let left: Vec<_> = left.filter(|name| name.as_encoded_bytes().starts_with(b".")).collect();
    assert!(left.is_empty(), "{arguments}: {left:?}");
}

/// Tries every number of free pages, from none until it is enough.
#[test]
fn on_a_full_disk_what_was_there_stays() {
    where_mounting_is_allowed("on_a_full_disk_what_was_there_stays", || {
        for (arguments, file) in WRITERS {
            let (mut failures, mut is_done) = (0, false);
            for pages in 0..16 {
                let folder = small_disk();
                fill(folder.path(), pages);
                let output = program(folder.path(), arguments).output().expect("it runs");
                assert_whole(folder.path(), arguments, file, &output);
                is_done = output.status.success();
                mount_away(folder.path());
                if is_done {
                    break;
                }
                failures += 1;
            }
            assert!(failures > 0 && is_done, "{arguments}: full {failures} times, then done: {is_done}");
        }
    });
}

/// A limit of the file size is like a full disk. Tries every limit, from nothing until it is enough.
#[test]
fn beyond_the_limit_of_a_files_size_what_was_there_stays() {
    let limited = |place: &Place, arguments: &str, limit: u32| {
        let mut shell = support::command("sh");
        shell.args([
            "-c",
            &format!("ulimit -f {limit}; exec \"$0\" \"$@\""),
            env!("CARGO_BIN_EXE_registry-maturity"),
        ]);
        shell.args(arguments.split(' ')).current_dir(place.path());
        shell
    };
    for (arguments, file) in WRITERS {
        let (mut failures, mut is_done) = (0, false);
        for limit in 0..200 {
            let place = Place::new().with("profile.yaml", PROFILE).with("old.txt", "what was there before");
            let output = limited(&place, arguments, limit).output().expect("it runs");
            assert_whole(place.path(), arguments, file, &output);
            is_done = output.status.success();
            if is_done {
                break;
            }
            assert!(
                String::from_utf8_lossy(&output.stderr).contains("File too large"),
                "{arguments}: {output:?}"
            );
            failures += 1;
        }
        assert!(failures > 0 && is_done, "{arguments}: {failures} failures, then done: {is_done}");
    }
    let place = Place::new().with("profile.yaml", PROFILE).with("answers", "jump verified-email\nunmet\n");
    let mut command = limited(&place, "assess --plain profile.yaml", 1);
    command.stdin(fs::File::open(place.path().join("answers")).expect("the answers"));
    let stderr = String::from_utf8(command.output().expect("it runs").stderr).expect("UTF-8");
    assert!(stderr.contains("can't be written (File too large") && !stderr.contains("Saved:"), "{stderr}");
    assert_eq!(fs::read_to_string(place.path().join("profile.yaml")).expect("the profile"), PROFILE);
    assert_eq!(fs::read_dir(place.path()).expect("the folder").count(), 2, "no draft is left");
    // Standard output has the same limit.
    let mut command = limited(&place, "score --format html profile.yaml", 1);
    let output = command
        .stdout(fs::File::create(place.path().join("out")).expect("a file"))
        .output()
        .expect("it runs");
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("standard output can't be written: File too large"), "{stderr}");
}

fn mount_away(folder: &Path) {
    assert!(Command::new("umount").arg(folder).status().expect("umount").success());
}

#[test]
fn an_answer_without_room_on_the_disk_is_not_acknowledged() {
    where_mounting_is_allowed("an_answer_without_room_on_the_disk_is_not_acknowledged", || {
        let folder = small_disk();
        fs::write(folder.path().with_extension("answers"), "jump verified-email\nunmet\nmet\n")
            .expect("answers");
        let path = folder.path().join("profile.yaml");
        for pages in [0, 1] {
            fill(folder.path(), pages);
            let output = answer(folder.path(), "profile.yaml");
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(stderr.contains("No space left on device"), "{pages}: {stderr}");
            assert!(!stderr.contains("Saved"), "{stderr}");
            assert_eq!(fs::read_to_string(&path).expect("the profile"), PROFILE);
        }
        fs::remove_file(folder.path().join("filler")).expect("room");
        let output = answer(folder.path(), "profile.yaml");
        assert!(String::from_utf8_lossy(&output.stderr).contains("Saved"));
        let _ = fs::remove_file(folder.path().with_extension("answers"));
        mount_away(folder.path());
    });
}

#[test]
fn a_read_only_disk_is_reported_before_and_between_questions() {
    where_mounting_is_allowed("a_read_only_disk_is_reported_before_and_between_questions", || {
        let folder = small_disk();
        let mut talk = Talk::begin(&program(folder.path(), "assess --plain profile.yaml"));
        talk.answer("jump verified-email", "question");
        mount(&["-o", "remount,ro"], folder.path());
        talk.answer("unmet", "Not saved: profile.yaml can't be written (Read-only file system");
        talk.until("Every answer that was saved before is in profile.yaml; this one is not.");
        let profile = fs::read_to_string(folder.path().join("profile.yaml")).expect("the profile");
        assert_eq!(profile, PROFILE);
        for (arguments, file) in WRITERS {
            let output = program(folder.path(), arguments).output().expect("it runs");
            assert_eq!(output.status.code(), Some(2), "{arguments}");
            assert_whole(folder.path(), arguments, file, &output);
        }
        mount(&["-o", "remount,rw"], folder.path());
        talk.answer("unmet", "Saved: not met (");
        assert_eq!(talk.end(), 0);
        mount(&["-o", "remount,ro"], folder.path());
        let refused = program(folder.path(), "assess --plain profile.yaml").output().expect("it runs");
        let stderr = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains("no answer could be saved"), "{stderr}");
        mount_away(folder.path());
    });
}

#[test]
fn a_folder_that_vanishes_between_questions_and_comes_back() {
    let place = Place::new().with("here/profile.yaml", PROFILE);
    let (here, away) = (place.path().join("here"), place.path().join("away"));
    let mut talk = Talk::begin(&program(place.path(), "assess --plain here/profile.yaml"));
    talk.answer("jump verified-email", "question");
    fs::rename(&here, &away).expect("it vanishes");
    talk.answer("unmet", "Not saved: here/profile.yaml can't be written (No such file or directory");
    assert_eq!(fs::read_to_string(away.join("profile.yaml")).expect("the profile"), PROFILE);
    fs::rename(&away, &here).expect("it comes back");
    talk.answer("unmet", "Saved: not met (");
    assert_eq!(talk.end(), 0);
}

/// Opening a pipe waits for a reader, and there is none.
#[test]
fn a_profile_that_becomes_a_pipe_between_questions() {
    let place = Place::new().with("profile.yaml", PROFILE);
    let (profile, away) = (place.path().join("profile.yaml"), place.path().join("away.yaml"));
    let mut talk = Talk::begin(&program(place.path(), "assess --plain profile.yaml"));
    talk.answer("jump verified-email", "question");
    fs::rename(&profile, &away).expect("it is moved");
    assert!(Command::new("mkfifo").arg(&profile).status().expect("mkfifo").success());
    talk.answer("unmet", "Not saved: profile.yaml is not a regular file");
    fs::rename(&away, &profile).expect("it comes back");
    talk.answer("unmet", "Saved: not met (");
    assert_eq!(talk.end(), 0);
}

/// The superuser may write anywhere, so this runs as another user.
#[test]
fn permissions_that_are_taken_between_questions_and_given_back() {
    let place = Place::new().with("here/profile.yaml", PROFILE);
    let here = place.path().join("here");
    let mut command = program(&here, "assess --plain profile.yaml");
    if fs::metadata(place.path()).expect("the folder").uid() == 0 {
        let nobody = 65_534;
        for path in [place.path(), &here, &here.join("profile.yaml")] {
            std::os::unix::fs::chown(path, Some(nobody), Some(nobody)).expect("given away");
        }
        let Some(mut other) = as_somebody(&["--reuid", "65534", "--regid", "65534", "--clear-groups"]) else {
            return;
        };
        other.args(["assess", "--plain", "profile.yaml"]).current_dir(&here);
        command = other;
    }
    let permit = |mode| fs::set_permissions(&here, fs::Permissions::from_mode(mode)).expect("permissions");
    let mut talk = Talk::begin(&command);
    talk.answer("jump verified-email", "question");
    permit(0o555);
    talk.answer("unmet", "Not saved: profile.yaml can't be written (Permission denied");
    assert_eq!(fs::read_to_string(here.join("profile.yaml")).expect("the profile"), PROFILE);
    permit(0o755);
    talk.answer("unmet", "Saved: not met (");
    assert_eq!(talk.end(), 0);
}

/// The program as a user other than the superuser; `None`, with a message, if that is impossible.
fn as_somebody(who: &[&str]) -> Option<Command> {
    let program = env!("CARGO_BIN_EXE_registry-maturity");
    let can = Command::new("setpriv").args(who).args([program, "--version"]).output();
    if !can.is_ok_and(|output| output.status.success()) {
        println!("skipped: nobody here can become somebody else who may run the program");
        return None;
    }
    let mut command = Command::new("setpriv");
    command.args(who).arg(program);
    Some(command)
}

/// A user who may write to a folder but does not own its file gives the new file to the old one's group, or withholds
/// permissions from the group that it has instead.
#[test]
fn permissions_for_a_group_are_not_given_to_another() {
    for (groups, group, mode) in [("--groups=4712", 4712, 0o640), ("--clear-groups", 100, 0o600)] {
        let Some(mut command) = as_somebody(&["--reuid=5000", "--regid=100", groups]) else { return };
        let place = Place::new().with("profile.yaml", PROFILE).with("old.txt", "what was there before");
        let old = place.path().join("old.txt");
        let permit = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
        };
        permit(place.path(), 0o777);
        permit(&old, 0o640);
        std::os::unix::fs::chown(&old, Some(4711), Some(4712)).expect("given away");
        let arguments = ["score", "profile.yaml", "--output", "old.txt", "--force"];
        let output = command.args(arguments).current_dir(place.path()).output().expect("it runs");
        let about = fs::metadata(&old).expect("the file");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!((about.uid(), about.gid(), about.mode() & 0o777), (5000, group, mode), "{groups}");
    }
}

/// The questionnaire, line by line, in a terminal. One that reads a script would stop at the first answer that it can't
/// save.
struct Talk {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    receiver: mpsc::Receiver<Vec<u8>>,
    /// The output after an expected text.
    heard: String,
}

impl Talk {
    fn begin(command: &Command) -> Talk {
        // Wide enough that no line is wrapped.
        let size = PtySize { rows: 200, cols: 1000, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut in_terminal = CommandBuilder::new(command.get_program());
        in_terminal.args(command.get_args());
        in_terminal.cwd(command.get_current_dir().expect("a folder"));
        let child = pair.slave.spawn_command(in_terminal).expect("it runs");
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let input = pair.master.take_writer().expect("a writer");
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let _master = pair.master;
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Talk { child, input, receiver, heard: String::new() }
    }

    fn answer(&mut self, words: &str, expected: &str) {
        self.input.write_all(format!("{words}\n").as_bytes()).expect("it listens");
        self.until(expected);
    }

    fn until(&mut self, expected: &str) {
        loop {
            if let Some(at) = self.heard.find(expected) {
                self.heard.drain(..at + expected.len());
                return;
            }
            match self.receiver.recv_timeout(TIMEOUT) {
                Ok(bytes) => self.heard += &String::from_utf8_lossy(&bytes),
                Err(_) => panic!("{expected:?} never came, but {}", self.heard),
            }
        }
    }

    fn end(mut self) -> u32 {
        self.input.write_all(b"quit\n").expect("it listens");
        self.child.wait().expect("it ends").exit_code()
    }
}

/// A git that is missing, may not be run, fails, is killed, or prints nonsense or endless output.
#[test]
fn every_failure_of_git_is_reported_in_one_line() {
    let place = Place::new().with("profile.yaml", PROFILE);
    let hash = "0123456789012345678901234567890123456789";
    let gits = [
        ("missing", None),
        ("may not be run", Some((0o644, "#!/bin/sh\n".to_owned()))),
        ("no program", Some((0o755, "\u{1}\u{2}".to_owned()))),
        ("fails", Some((0o755, "#!/bin/sh\necho 'fatal: \u{1b}[31mno' >&2; exit 128\n".to_owned()))),
        ("killed", Some((0o755, "#!/bin/sh\nkill -9 $$\n".to_owned()))),
        ("nonsense", Some((0o755, "#!/bin/sh\nprintf 'a\\377\\0b\\033[31m\\0\\0c'\n".to_owned()))),
        ("nothing", Some((0o755, "#!/bin/sh\n:\n".to_owned()))),
        ("an option for a commit", Some((0o755, "#!/bin/sh\necho --output=x\n".to_owned()))),
        ("never stops", Some((0o755, "#!/bin/sh\nwhile :; do echo 0123456789; done\n".to_owned()))),
        (
            "a day that is none",
            Some((
                0o755,
                format!(
                    "#!/bin/sh\ncase \"$*\" in *' log '*) printf '{hash}\\0never\\0';; *) echo {hash};; esac\n"
                ),
            )),
        ),
        (
            "more commits than anybody made",
            Some((
                0o755,
                format!(
                    "#!/bin/sh\ncase \"$*\" in *' log '*) yes {hash}.2026-01-15. | head -5001 | tr '.\\n' '\\000\\000';; *' cat-file '*) exit 1;; *) echo {hash};; esac\n"
                ),
            )),
        ),
        (
            "killed at its last word",
            Some((
                0o755,
                format!(
                    "#!/bin/sh\ncase \"$*\" in *' cat-file '*) kill -9 $$;; *' log '*) printf '{hash}\\0002026-01-15\\0\\np\\0'; kill -9 $$;; *) echo {hash};; esac\n"
                ),
            )),
        ),
    ];
    for (what, script) in gits {
        let bin = tempfile::tempdir().expect("a folder");
        if let Some((mode, script)) = script {
            let git = bin.path().join("git");
            support::write_program(&git, mode, &script);
        }
        for arguments in
            ["history profile.yaml", "diff --git HEAD profile.yaml", "check --baseline HEAD profile.yaml"]
        {
            let output = program(place.path(), arguments).env("PATH", bin.path()).output().expect("it runs");
            let stderr = String::from_utf8(output.stderr).expect("UTF-8");
            assert_eq!(
                (output.status.code(), output.stdout.len()),
                (Some(2), 0),
                "{what}, {arguments}: {stderr}"
            );
            let last = stderr.lines().last().unwrap_or_default();
            let is_plain = last.starts_with("registry-maturity: ") && !stderr.contains('\u{1b}');
            assert!(is_plain && !stderr.contains("panicked"), "{what}, {arguments}: {stderr}");
        }
    }
    assert!(!place.path().join("x").exists());
}
