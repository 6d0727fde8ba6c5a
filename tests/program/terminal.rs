//! Whole assessments in a real pseudo-terminal, by keys and by words, interrupted and continued.

use std::{
    fs,
    io::{Read, Write},
    num::NonZero,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use registry_maturity_core::{
    catalogue::{Capability, Catalogue, Condition, Level},
    profile::{self, Profile, Status},
    text::Source,
};

/// A timeout that is long enough even for a busy machine.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A program in a pseudo-terminal, with the screen that a person would see.
struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    input: Option<Box<dyn Write + Send>>,
    screen: Arc<Mutex<vt100::Parser>>,
    /// Reads the program's output until the program ends or nobody reads any more.
    reader: Option<thread::JoinHandle<()>>,
    looks: Arc<AtomicBool>,
}

impl Pty {
    fn assess(path: &Path, size: (u16, u16), arguments: &[&str], environment: &[(&str, &str)]) -> Pty {
        Pty::begin(path, size, arguments, environment, false)
    }

    /// With `alone`, the program has a session of its own, which gets no signals from the terminal.
    fn begin(
        path: &Path,
        size: (u16, u16),
        arguments: &[&str],
        environment: &[(&str, &str)],
        alone: bool,
    ) -> Pty {
        let size = PtySize { cols: size.0, rows: size.1, pixel_width: 0, pixel_height: 0 };
        let program = env!("CARGO_BIN_EXE_registry-maturity");
        let mut command = CommandBuilder::new(if alone { "setsid" } else { program });
        if alone {
            command.args(["--wait", program]);
        }
        command.args(["assess"]);
        command.args(arguments);
        command.arg(path);
        command.env("TERM", "xterm-256color");
        for name in ["VISUAL", "EDITOR", "NO_COLOR", "ACCESSIBLE"] {
            command.env_remove(name);
        }
        environment.iter().for_each(|(name, value)| command.env(name, value));
        Pty::spawn(command, path.parent().expect("a folder"), size)
    }

    fn spawn(mut command: CommandBuilder, folder: &Path, size: PtySize) -> Pty {
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        command.cwd(folder);
        let child = pair.slave.spawn_command(command).expect("the program runs");
        drop(pair.slave);
        let at_least = |size: u16, least| NonZero::new(size.max(least)).expect("not zero");
        let parser = vt100::Parser::new(at_least(size.rows, 24), at_least(size.cols, 80), 500);
        let screen = Arc::new(Mutex::new(parser));
        let looks = Arc::new(AtomicBool::new(true));
        let input = pair.master.take_writer().expect("a writer");
        let mut pty =
            Pty { child, master: Some(pair.master), input: Some(input), screen, reader: None, looks };
        pty.look();
        pty
    }

    /// Reads the program's output.
    fn look(&mut self) {
        let master = self.master.as_ref().expect("a terminal");
        let mut output = master.try_clone_reader().expect("a reader");
        self.looks.store(true, Ordering::SeqCst);
        let (shown, is_looking) = (Arc::clone(&self.screen), Arc::clone(&self.looks));
        self.reader = Some(thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                shown.lock().expect("the screen").process(&bytes[..count]);
                if !is_looking.load(Ordering::SeqCst) {
                    return;
                }
            }
        }));
    }

    fn press(&mut self, keys: &str) {
        self.input.as_mut().expect("a writer").write_all(keys.as_bytes()).expect("the program listens");
    }

    fn seen(&self) -> String {
        self.screen.lock().expect("the screen").screen().contents()
    }

    /// What is seen beside the tracks of the full screen, in one line.
    fn beside_the_tracks(&self) -> String {
        let seen = self.seen();
        let rows = seen.lines().filter_map(|row| row.rsplit('│').next());
        rows.map(str::trim).collect::<Vec<_>>().join(" ")
    }

    fn wait_for(&self, what: &str) {
        let begun = Instant::now();
        while !self.seen().contains(what) && !self.beside_the_tracks().contains(what) {
            assert!(begun.elapsed() < TIMEOUT, "{what:?} never came; there is\n{}", self.seen());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the program to end, and returns its exit code.
    fn end(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                if let Some(reader) = self.reader.take() {
                    reader.join().expect("all was read");
                }
                return status.exit_code();
            }
            assert!(begun.elapsed() < TIMEOUT, "it never ends; there is\n{}", self.seen());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Sends keys after which nobody reads the program's output any more.
    fn look_away(&mut self, keys: &str) {
        self.looks.store(false, Ordering::SeqCst);
        self.press(keys);
        self.reader.take().expect("a reader").join().expect("it has looked");
    }

    /// Closes the terminal, like a closed window or a lost connection.
    fn hang_up(&mut self) {
        self.look_away("t");
        // Otherwise the end of the writer types Ctrl-D, with which a conversation ends well.
        let terminal =
            self.master.as_ref().and_then(|master| master.tty_name()).expect("a terminal with a name");
        let terminal = fs::File::open(terminal).expect("the terminal");
        let status = Command::new("stty").args(["eof", "undef"]).stdin(terminal).status();
        assert!(status.expect("stty").success());
        self.input = None;
        self.master = None;
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        assert!(Command::new("kill").args([name, &id]).status().expect("kill").success());
    }

    /// Whether the terminal is restored.
    fn is_restored(&self) -> bool {
        let screen = self.screen.lock().expect("the screen");
        let screen = screen.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kestrel.yaml");
    (folder, path)
}

/// A profile whose next question is the first one about a capability.
fn unanswered() -> (tempfile::TempDir, PathBuf) {
    let (folder, path) = place();
    fs::write(
        &path,
        "principles: \"0.1\"\nregistry: {name: Kestrel}\ntaxonomy: {accounts: true, hosting: [builds]}\n",
    )
    .expect("a profile");
    (folder, path)
}

fn read(path: &Path) -> Profile {
    let text = fs::read_to_string(path).expect("the file is there");
    profile::read(&Source::new("kestrel.yaml", text)).expect("the file is whole")
}

/// The questions about these capabilities: what they are called, and the ids of what they ask about.
fn questions<'c>(capabilities: impl IntoIterator<Item = &'c Capability>) -> Vec<(String, String)> {
    let capabilities: Vec<&Capability> = capabilities.into_iter().collect();
    let numbered = capabilities.iter().zip(1..);
    let questions = numbered.flat_map(|(capability, number)| {
        let place = format!("question {number} of {}", capabilities.len());
        let clauses = capability.clauses.iter().map(|clause| format!("{}/{}", capability.id, clause.id));
        let mut ids: Vec<String> = clauses.collect();
        if ids.is_empty() {
            ids.push(capability.id.to_string());
        }
        ids.into_iter().map(move |id| (place.clone(), id))
    });
    questions.collect()
}

/// Answers these questions in the full screen.
fn answer(pty: &mut Pty, questions: &[(String, String)]) {
    for ((place, id), at) in questions.iter().zip(0..) {
        pty.wait_for(place);
        match at % 7 {
            4 => {
                pty.press("u");
                pty.wait_for(&format!("Saved: not met ({id})"));
            }
            2 => {
                pty.press("x");
                pty.wait_for("Why does it not apply?");
                pty.press(&format!("Reason {at} 日本語.\r"));
                pty.wait_for(&format!("Saved: does not apply ({id})"));
            }
            _ => {
                pty.press("m");
                pty.wait_for(&format!("Saved: met ({id})"));
            }
        }
    }
}

#[test]
fn a_whole_assessment_by_keys_interrupted_and_resumed() {
    let (folder, path) = place();
    let questions = questions(Catalogue::latest().capabilities());
    let size = (100, 30);
    let mut pty = Pty::assess(&path, size, &[], &[]);
    pty.wait_for("Enter continues");
    pty.press("\r");
    pty.wait_for("What is the registry called?");
    pty.press("Kestrel\thttps://kestrel.example.org\tThe team\r");
    pty.wait_for("Does the registry have user accounts?");
    pty.press("y");
    pty.wait_for("question 5 of 5");
    pty.press("1");
    pty.wait_for("Saved: hosting, ");
    pty.press("\r");
    answer(&mut pty, &questions[..7]);
    pty.wait_for(&questions[7].0);
    pty.press("\u{3}");
    assert_eq!(pty.end(), 130);
    assert!(pty.is_restored());
    assert!(pty.seen().contains("Every answer is in"), "{}", pty.seen());

    let mut pty = Pty::assess(&path, size, &[], &[]);
    answer(&mut pty, &questions[7..15]);
    pty.wait_for(&questions[15].0);
    pty.signal("-TERM");
    assert_eq!(pty.end(), 130);
    assert!(pty.is_restored());
    assert!(pty.seen().contains("Every answer that was saved is in"), "{}", pty.seen());

    let mut pty = Pty::assess(&path, size, &[], &[]);
    answer(&mut pty, &questions[15..25]);
    pty.wait_for(&questions[25].0);
    pty.hang_up();
    assert_ne!(pty.end(), 0);

    let mut pty = Pty::assess(&path, size, &[], &[]);
    answer(&mut pty, &questions[25..]);
    pty.wait_for("Every capability has an answer.");
    pty.press("q");
    assert_eq!(pty.end(), 0);
    assert!(pty.is_restored());
    assert!(pty.seen().contains("The whole scorecard: registry-maturity score"), "{}", pty.seen());
    let farewell = pty.seen().lines().filter(|line| !line.trim().is_empty()).count();
    assert!(farewell <= 13, "the first line says which interface it is: {}", pty.seen());

    let profile = read(&path);
    assert_eq!(profile.answers().len(), Catalogue::latest().capabilities().count());
    let assessment = profile.assess();
    let statuses =
        |status| assessment.tracks().flat_map(|t| &t.findings).filter(|f| f.status == status).count();
    assert!(statuses(Status::Met) > 10 && statuses(Status::Unmet) > 1 && statuses(Status::NotApplicable) > 1);
    assert_eq!(statuses(Status::Unknown), 0);
    let files: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(files.len(), 1, "nothing is left behind: {files:?}");
}

#[test]
fn a_whole_assessment_line_by_line_interrupted_and_resumed() {
    let (_folder, path) = place();
    let mut pty = Pty::assess(&path, (80, 200), &["--plain"], &[]);
    pty.wait_for("Line by line, because of --plain; `help` lists the commands.");
    pty.press("Kestrel\n\n\nno\n\nsource-only\n\n");
    let tracks = Catalogue::latest().tracks.iter().filter(|track| track.requires == Condition::default());
    let questions = questions(tracks.flat_map(|track| track.capabilities));
    pty.wait_for(&questions[0].0);
    pty.press("met\nnote Since 2019.\n\nunmet\n\n");
    pty.wait_for("clause 3 of 3");
    pty.press("\u{3}");
    assert_eq!(pty.end(), 130);
    assert!(pty.seen().contains("Every answer that was saved is in"), "{}", pty.seen());

    let mut pty = Pty::assess(&path, (80, 200), &["--plain"], &[]);
    for (_, id) in &questions[2..] {
        pty.press("met\n");
        pty.wait_for(&format!("Saved: met ({id})"));
        pty.press("\n");
    }
    pty.wait_for("Every capability has an answer.");
    // The end of input.
    pty.press("\u{4}");
    assert_eq!(pty.end(), 0);
    let profile = read(&path);
    let levels: Vec<Option<Level>> =
        profile.assess().tracks().map(|track| track.standing.map(|standing| standing.level)).collect();
    assert_eq!(levels, [None, None, Some(Level::ZERO), Some(Level::MAX)]);
}

#[test]
fn the_interface_is_chosen_by_what_the_terminal_can_do() {
    let (_folder, path) = place();
    for (size, environment, why) in [
        ((80, 24), &[("TERM", "dumb")][..], "a simple one"),
        ((0, 0), &[], "the size of the terminal is unknown"),
        ((39, 24), &[], "smaller than 40 by 15"),
    ] {
        let mut pty = Pty::assess(&path, size, &[], environment);
        pty.wait_for("Line by line");
        pty.wait_for(why);
        pty.press("quit\n");
        assert_eq!(pty.end(), 0);
    }
    assert!(!path.exists(), "nothing was answered");
}

#[test]
fn the_window_may_change_its_size() {
    let (_folder, path) = place();
    let mut pty = Pty::assess(&path, (120, 40), &[], &[]);
    pty.wait_for("Enter continues");
    pty.press("\rKestrel\r\r\r");
    pty.wait_for("Does the registry have user accounts?");
    let size = PtySize { cols: 40, rows: 15, pixel_width: 0, pixel_height: 0 };
    pty.screen
        .lock()
        .expect("the screen")
        .screen_mut()
        .set_size(NonZero::new(15).expect("rows"), NonZero::new(40).expect("columns"));
    pty.master.as_ref().expect("a terminal").resize(size).expect("resized");
    pty.wait_for("Enter next");
    pty.wait_for("↓ more");
    pty.press("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn without_colours_what_is_chosen_still_has_its_mark() {
    let (_folder, path) = unanswered();
    let mut pty = Pty::assess(&path, (80, 24), &[], &[("NO_COLOR", "1")]);
    pty.wait_for("question 1 of");
    pty.press("p");
    pty.wait_for("Saved: partly met (");
    pty.press("\u{1b}[D");
    pty.wait_for("(x) p  partly met");
    let screen = pty.screen.lock().expect("the screen").screen().clone();
    let (rows, columns) = screen.size();
    let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
    let mut coloured = cells.filter_map(|(row, column)| screen.cell(row, column));
    assert!(
        coloured
            .all(|cell| cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default)
    );
    pty.press("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn notes_are_written_in_the_operators_editor() {
    let (folder, path) = unanswered();
    let editor = folder.path().join("an editor.sh");
    fs::write(&editor, "#!/bin/sh\n[ \"$1\" = --wait ] || exit 3\ncat \"$2\" > seen\nstat -c %a \"$2\" > mode\necho 'from the editor; $(id)' > \"$2\"\n")
        .expect("an editor");
    let command = format!("sh '{}' --wait", editor.display());
    let mut pty = Pty::assess(&path, (80, 24), &[], &[("EDITOR", &command)]);
    pty.wait_for("question 1 of");
    pty.press("M");
    pty.wait_for("Saved: met (");
    pty.press("\tbegun");
    pty.wait_for("begun");
    pty.press("\u{7}");
    pty.wait_for("Not saved yet: Enter saves it.");
    assert!(pty.seen().contains("from the editor"), "it is in the form: {}", pty.seen());
    pty.press("\r");
    pty.wait_for("Saved: note (");
    let left = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it was run");
    assert_eq!((left("seen"), left("mode")), ("begun".to_owned(), "600\n".to_owned()));
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.contains("note: from the editor; $(id)"), "{text}");
    pty.press("q");
    assert_eq!(pty.end(), 0);
    // A failure of the editor is reported, and nothing is lost.
    let mut pty = Pty::assess(&path, (80, 24), &["--plain"], &[("EDITOR", "false")]);
    pty.press("jump 1\nedit note\n");
    pty.wait_for("The editor `false` failed");
    pty.press("quit\n");
    assert_eq!(pty.end(), 0);
    assert_eq!(fs::read_to_string(&path).expect("the file"), text);
}

#[test]
fn an_editor_needs_a_terminal() {
    let (_folder, path) = place();
    fs::write(&path, "principles: \"0.1\"\nregistry: {name: Kestrel}\n").expect("a profile");
    let mut assess = std::process::Command::new(env!("CARGO_BIN_EXE_registry-maturity"))
        .args(["assess", "--plain"])
        .arg(&path)
        .env("EDITOR", "false")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = assess.stdin.take().expect("its input");
    std::io::Write::write_all(&mut input, b"jump verified-email\nedit note\n").expect("it reads");
    drop(input);
    let output = assess.wait_with_output().expect("it ends");
    let stderr = String::from_utf8(output.stderr).expect("text");
    assert!(stderr.contains("An editor needs a terminal, and standard input is not one."), "{stderr}");
}

#[test]
fn two_programs_at_once_and_unwritable_files_are_reported_before_the_first_question() {
    let (_folder, path) = place();
    fs::write(&path, "principles: \"0.1\"\nregistry: {name: Kestrel}\n").expect("a profile");
    let mut first = Pty::assess(&path, (80, 24), &[], &[]);
    first.wait_for("Does the registry have user accounts?");
    let mut second = Pty::assess(&path, (80, 24), &[], &[]);
    assert_eq!(second.end(), 2);
    assert!(second.seen().contains("another"), "{}", second.seen());
    first.press("q");
    assert_eq!(first.end(), 0);
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("permissions");
    let mut pty = Pty::assess(&path, (80, 200), &["--plain"], &[]);
    assert_eq!(pty.end(), 2);
    assert!(pty.seen().contains("read-only"), "{}", pty.seen());
}

fn wait_until_released(path: &Path) {
    let begun = Instant::now();
    while fs::File::open(path).expect("the file").try_lock().is_err() {
        assert!(begun.elapsed() < TIMEOUT, "the program never ends");
        thread::sleep(Duration::from_millis(2));
    }
}

/// Closes the terminal: with a signal or, for a program in a session of its own, without one.
#[test]
fn when_the_terminal_is_gone_the_program_ends_and_every_answer_is_there() {
    for (arguments, expected, answers) in [
        (&["--plain"][..], "question 1 of", ["met\n", "unmet\n"]),
        (&[], "question 1 of", ["m", "\u{1b}[Du"]),
    ] {
        for alone in [false, true] {
            let (_folder, path) = unanswered();
            let size = if arguments.is_empty() { (80, 24) } else { (80, 200) };
            let mut pty = Pty::begin(&path, size, arguments, &[], alone);
            pty.wait_for(expected);
            pty.press(answers[0]);
            pty.wait_for("Saved: met (");
            pty.press(answers[1]);
            pty.wait_for("Saved: not met (");
            pty.hang_up();
            assert_ne!(pty.end(), 0, "{arguments:?}, alone: {alone}");
            // In a session of its own, the process that ended is the launcher. The program has ended once it no longer
            // locks the file.
            wait_until_released(&path);
            assert_eq!(read(&path).answers().len(), 1);
            let text = fs::read_to_string(&path).expect("the file");
            assert!(text.contains(": unmet"), "{arguments:?}, alone: {alone}: {text}");
        }
    }
}

/// A window that is frozen, a connection that hangs.
#[test]
fn a_blocked_terminal_is_not_waited_for() {
    let (_folder, path) = unanswered();
    let mut pty = Pty::assess(&path, (80, 24), &["--plain"], &[]);
    pty.wait_for("An empty line moves on");
    pty.look_away(&"explain\n".repeat(400));
    // Long enough to fill the system's buffer; if not, the program just ends sooner.
    thread::sleep(Duration::from_millis(500));
    pty.signal("-TERM");
    assert_eq!(pty.end(), 130);
}

/// The reader stops while the full screen is being drawn: the rest of the drawing is dropped and the terminal is
/// restored, as a later reader sees.
#[test]
fn a_full_screen_that_cannot_draw_gives_the_terminal_back() {
    let (_folder, path) = unanswered();
    let mut pty = Pty::assess(&path, (200, 60), &[], &[]);
    pty.wait_for("question 1 of");
    pty.look_away("?");
    // Each key redraws most of the window, until the system's buffer is full.
    for key in ["\u{1b}", "?"].iter().cycle().take(200) {
        pty.press(key);
        thread::sleep(Duration::from_millis(10));
    }
    pty.press("\u{1b}");
    thread::sleep(Duration::from_millis(200));
    pty.press("m");
    thread::sleep(Duration::from_millis(300));
    assert_eq!(read(&path).answers().len(), 0, "it is stuck in its drawing, and hears nothing");
    pty.signal("-TERM");
    assert_eq!(pty.end(), 130);
    pty.look();
    pty.wait_for("Every answer that was saved is in");
    assert!(pty.is_restored(), "{}", pty.seen());
}

/// What is wrong with an editor, its command, and the message.
const EDITORS: [(&str, &str); 7] = [
    ("exit 1", "it ended with exit status: 1. Nothing was changed."),
    ("kill -9 $$", "it ended with signal: 9 (SIGKILL). Nothing was changed."),
    ("rm \"$1\"", "No such file or directory"),
    ("printf 'a\\377b' > \"$1\"", "the byte 0xff is not UTF-8 here. Nothing was changed."),
    ("printf 'ab\\0c' > \"$1\"", "this is a NUL byte"),
    ("head -c 104857600 /dev/zero | tr '\\0' a > \"$1\"", "the file is larger than 1 MiB"),
    (":", "It is left as it was."),
];

#[test]
fn whatever_the_editor_does_is_reported_and_nothing_is_lost() {
    let (folder, path) = place();
    fs::write(
        &path,
        "principles: \"0.1\"\nregistry: {name: Kestrel}\nanswers:\n  verified-email:\n    status: met\n    note: kept\n",
    )
    .expect("a profile");
    let before = fs::read_to_string(&path).expect("the file");
    let editor = folder.path().join("editor");
    let command = format!("sh '{}'", editor.display());
    let mut pty = Pty::assess(&path, (300, 200), &["--plain"], &[("EDITOR", &command)]);
    pty.press("jump verified-email\n");
    for (script, expected) in EDITORS {
        fs::write(&editor, script).expect("an editor");
        pty.press("edit note\n");
        pty.wait_for(expected);
        assert_eq!(fs::read_to_string(&path).expect("the file"), before, "{script}");
    }
    // A text that looks like an answer stays a text, in the file and on the screen.
    fs::write(&editor, "printf 'a\\033[31mb\\302\\233c\\342\\200\\256d' > \"$1\"").expect("an editor");
    pty.press("edit note\nanswer\n");
    pty.wait_for("Note: a<U+001B>[31mb<U+009B>c<U+202E>d");
    let profile = read(&path);
    let note = profile.answers().values().next().and_then(|answer| answer.note.clone());
    assert_eq!(note.as_deref(), Some("a\u{1b}[31mb\u{9b}c\u{202e}d"));
    pty.press("quit\n");
    assert_eq!(pty.end(), 0);

    for (editor, expected) in
        [("no-such-editor", "No such file or directory"), ("sh 'x", "lacks a closing quote")]
    {
        let mut pty = Pty::assess(&path, (300, 200), &["--plain"], &[("EDITOR", editor)]);
        pty.press("jump verified-email\nedit note\nquit\n");
        pty.wait_for(expected);
        assert_eq!(pty.end(), 0);
    }
}

#[test]
fn what_could_not_be_saved_is_never_called_saved_in_either_interface() {
    for (arguments, answer, quit) in [(&["--plain"][..], "met\n", "quit\n"), (&[], "m", "q")] {
        let (_folder, path) = unanswered();
        let size = if arguments.is_empty() { (100, 30) } else { (200, 200) };
        let mut pty = Pty::assess(&path, size, arguments, &[]);
        pty.wait_for("Does every user have to verify");
        fs::write(&path, "<<<<<<< HEAD\n").expect("a conflict");
        pty.press(answer);
        pty.wait_for("Not saved");
        pty.press(quit);
        assert_eq!(pty.end(), 2, "{}", pty.seen());
        assert!(!pty.seen().contains("Every answer is in"), "{}", pty.seen());
        assert!(pty.seen().contains("could not be saved"), "{}", pty.seen());
    }
}

#[test]
fn what_was_being_written_is_printed_when_it_is_interrupted() {
    let (_folder, path) = unanswered();
    let mut pty = Pty::assess(&path, (80, 24), &[], &[]);
    pty.wait_for("question 1 of");
    pty.press("nHalf a sentence");
    pty.wait_for("Half a sentence");
    pty.press("\u{3}");
    assert_eq!(pty.end(), 130);
    assert!(pty.is_restored());
    assert!(pty.seen().contains("Unsaved text that you were writing:"), "{}", pty.seen());
    assert!(pty.seen().contains("Half a sentence"), "{}", pty.seen());
}

#[test]
fn what_was_being_written_is_printed_when_the_program_is_ended() {
    let (_folder, path) = unanswered();
    let mut pty = Pty::assess(&path, (80, 24), &[], &[]);
    pty.wait_for("question 1 of");
    pty.press("nHalf a sentence");
    pty.wait_for("Half a sentence");
    pty.signal("-TERM");
    assert_eq!(pty.end(), 130);
    assert!(pty.is_restored());
    let seen = pty.seen();
    let (_, unsaved) = seen.split_once("Unsaved text that you were writing:").expect("it is printed");
    assert!(unsaved.contains("Half a sentence"), "{seen}");
}

#[test]
fn addresses_that_arrive_as_typed_keys_are_evidence() {
    let (_folder, path) = unanswered();
    let mut pty = Pty::assess(&path, (80, 24), &[], &[]);
    pty.wait_for("question 1 of");
    pty.press("m");
    pty.wait_for("question 2 of");
    pty.press("\u{1b}[D");
    pty.wait_for("question 1 of");
    pty.press("https://packages.example.org/help\rhttps://packages.example.org/more\r");
    pty.wait_for("Saved: evidence (verified-email)");
    // Other keys that begin with the same letter are still keys.
    pty.press("hh");
    pty.wait_for("This key does nothing here");
    pty.press("q");
    assert_eq!(pty.end(), 0);
    let profile = read(&path);
    let evidence: Vec<String> = profile.all_evidence().map(|it| it.as_str().to_owned()).collect();
    assert_eq!(evidence, ["https://packages.example.org/help", "https://packages.example.org/more"]);
    assert_eq!(profile.answers().len(), 1);
}

#[test]
fn only_what_is_unknown_or_in_the_way_is_asked() {
    let (_folder, path) = place();
    fs::write(
        &path,
        "principles: \"0.1\"\nregistry: {name: Kestrel}\ntaxonomy: {accounts: false, hosting: [source-only]}\nanswers:\n  \
         vulnerability-disclosure-policy: met\n  typosquatting-prevention: unmet\n  event-transparency-log: unknown\n",
    )
    .expect("a profile");
    for arguments in [&[][..], &["--plain"]] {
        for (only, asked) in [
            ("unknown", &["(event-transparency-log)"][..]),
            ("blockers", &["(typosquatting-prevention)", "(pinned-dependencies)"]),
        ] {
            let mut pty = Pty::assess(&path, (80, 24), &[&["--only", only], arguments].concat(), &[]);
            for (id, number) in asked.iter().zip(1..) {
                pty.wait_for(&format!("question {number} of {}", asked.len()));
                pty.wait_for(id);
                pty.press(if arguments.is_empty() { "\r" } else { "\n" });
            }
            pty.wait_for("11 capabilities have no answer yet.");
            pty.press(if arguments.is_empty() { "q" } else { "quit\n" });
            assert_eq!(pty.end(), 0);
        }
    }
}

#[test]
fn init_asks_for_the_name_and_offers_that_of_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = folder.path().join("kestrel index");
    fs::create_dir(&index).expect("a folder");
    let size = PtySize { cols: 80, rows: 24, pixel_width: 0, pixel_height: 0 };
    for (file, typed, name) in [("a.yaml", "Falcon: #1\r", "Falcon: #1"), ("b.yaml", "\r", "kestrel index")] {
        let mut init = CommandBuilder::new(env!("CARGO_BIN_EXE_registry-maturity"));
        init.args(["init", file]);
        let mut pty = Pty::spawn(init, &index, size);
        pty.wait_for("What is the registry called? [kestrel index]");
        pty.press(typed);
        assert_eq!(pty.end(), 0, "{}", pty.seen());
        assert_eq!(read(&index.join(file)).registry().name, name);
    }
}

#[test]
fn accessible_selects_the_line_by_line_interface() {
    let (_folder, path) = place();
    let mut pty = Pty::assess(&path, (100, 30), &[], &[("ACCESSIBLE", "1")]);
    pty.wait_for("Line by line, because ACCESSIBLE is set");
    pty.press("quit\n");
    assert_eq!(pty.end(), 0);
    for off in ["", "0"] {
        let mut pty = Pty::assess(&path, (100, 30), &[], &[("ACCESSIBLE", off)]);
        pty.wait_for("Enter continues");
        pty.press("q");
        assert_eq!(pty.end(), 0);
    }
}

#[test]
fn suspended_and_continued_everything_is_there_again() {
    let (folder, path) = place();
    let size = PtySize { cols: 200, rows: 30, pixel_width: 0, pixel_height: 0 };
    let mut shell = CommandBuilder::new("bash");
    shell.args(["--norc", "--noprofile", "-i"]);
    shell.env("TERM", "xterm-256color");
    shell.env("PS1", "shell$ ");
    let mut pty = Pty::spawn(shell, folder.path(), size);
    pty.wait_for("shell$ ");
    pty.press(&format!("{} assess {}\r", env!("CARGO_BIN_EXE_registry-maturity"), path.display()));
    pty.wait_for("Enter continues");
    pty.press("\rKes");
    pty.wait_for("Kes");
    pty.press("\u{1a}");
    pty.wait_for("Stopped");
    assert!(!pty.screen.lock().expect("the screen").screen().alternate_screen());
    pty.press("fg\r");
    pty.wait_for("What is the registry called?");
    pty.press("trel\r\r\r");
    pty.wait_for("Does the registry have user accounts?");
    pty.press("q");
    pty.wait_for("Every answer is in");
    pty.press("exit\r");
    pty.end();
    assert_eq!(read(&path).registry().name, "Kestrel");
}

#[test]
fn continued_line_by_line_it_asks_again_for_what_it_waits_for() {
    let (folder, path) = place();
    fs::write(&path, "principles: \"0.1\"\nregistry: {name: Kestrel}\n").expect("a profile");
    let size = PtySize { cols: 200, rows: 60, pixel_width: 0, pixel_height: 0 };
    let mut shell = CommandBuilder::new("bash");
    shell.args(["--norc", "--noprofile", "-i"]);
    shell.env("PS1", "shell$ ");
    let mut pty = Pty::spawn(shell, folder.path(), size);
    pty.wait_for("shell$ ");
    pty.press(&format!("{} assess --plain {}\r", env!("CARGO_BIN_EXE_registry-maturity"), path.display()));
    pty.wait_for("An empty line moves on");
    pty.press("jump verified-email\ru\rnote\r");
    pty.wait_for("text> ");
    pty.press("\u{1a}");
    pty.wait_for("Stopped");
    pty.press("fg\r");
    let begun = Instant::now();
    while pty.seen().matches("text> ").count() < 2 {
        assert!(begun.elapsed() < TIMEOUT, "no prompt: {}", pty.seen());
        thread::sleep(Duration::from_millis(2));
    }
    pty.press("Since May.\r.\rquit\r");
    pty.wait_for("Every answer is in");
    pty.press("exit\r");
    pty.end();
    assert!(fs::read_to_string(&path).expect("the file").contains("note: Since May."));
}
