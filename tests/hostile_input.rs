//! Malicious input: with every command, each ends in an error that says what is wrong, or in a result, within 64 MiB.
//!
//! `cargo test --test hostile_input -- --nocapture --test-threads 1` prints a table with the input, its outcome, and the peak
//! memory and CPU time of the command that needed most. Times are printed but not limited.
//!
//! The peak memory of a process includes what its parent held. Therefore, these tests have a binary of their own, and
//! the table is exact only if they run one after the other.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "the table is worth reading")]

mod support;

use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use wait4::Wait4;

const HEAD: &str = "principles: \"0.1\"\nregistry: { name: Example Index }\n";
const MEBIBYTE: u64 = 1 << 20;
/// The maximum memory for any input.
const LIMIT: u64 = 64 * MEBIBYTE;

/// The commands that read a profile.
const READERS: [&[&str]; 6] = [
    &["score", "--format", "ndjson"],
    &["score", "--width", "40"],
    &["score", "--format", "html"],
    &["check", "--require", "0", "--format", "json"],
    &["check", "--require", "0", "--format", "sarif"],
    &["roadmap"],
];
const QUESTIONNAIRE: &[&str] = &["assess", "--plain"];

struct Outcome {
    code: Option<i32>,
    /// The first line of the output.
    said: String,
    peak: u64,
    took: Duration,
}

/// Runs every command on one file. Returns the first one's outcome, and the most memory and time that any needed.
fn read(path: &Path) -> Outcome {
    // If a file is empty, the questionnaire begins.
    let is_empty = fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() == 0);
    let questionnaire = (!is_empty).then_some(&QUESTIONNAIRE);
    let readers = READERS.iter().chain(questionnaire);
    let outcomes: Vec<Outcome> = thread::scope(|scope| {
        let running: Vec<_> =
            readers.map(|reader| scope.spawn(move || run(reader, path, io::empty()))).collect();
        running.into_iter().map(|reader| reader.join().expect("it ends")).collect()
    });
    let codes: Vec<Option<i32>> = outcomes.iter().map(|outcome| outcome.code).collect();
    assert!(codes.iter().all(|code| *code == codes[0]), "{}: {codes:?}", path.display());
    let peak = outcomes.iter().map(|outcome| outcome.peak).max().unwrap_or_default();
    let took = outcomes.iter().map(|outcome| outcome.took).max().unwrap_or_default();
    let first = outcomes.into_iter().next().expect("a reader");
    Outcome { peak, took, ..first }
}

/// Runs a command on a path, writing `input` to its standard input until it stops reading.
fn run(arguments: &[&str], path: &Path, input: impl Read + Send + 'static) -> Outcome {
    let path = path.to_str().expect("UTF-8");
    let mut command: Command = support::program([arguments, &[path]].concat());
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let feeder = thread::spawn(move || {
        let mut input = input;
        // The program closes the pipe when it has read enough.
        let _ = io::copy(&mut input, &mut stdin);
    });
    let stdout = child.stdout.take().expect("a pipe");
    let reader = thread::spawn(move || skim(stdout));
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
    let ended = child.wait4().expect("the program ends");
    feeder.join().expect("the feeder ends");
    let result = reader.join().expect("the reader ends").expect("readable output");
    assert!(!said.contains('\u{1b}') && !said.contains("panicked"), "{said}");
    let text = if said.is_empty() { result } else { said };
    let first = text.lines().next().unwrap_or_default().chars().take(110).collect();
    Outcome {
        code: ended.status.code(),
        said: first,
        peak: ended.rusage.maxrss,
        took: ended.rusage.utime + ended.rusage.stime,
    }
}

/// The beginning of a result, all of which is read and discarded, because the peak memory of this process counts for
/// the programs that it starts afterwards.
fn skim(mut result: impl Read) -> io::Result<String> {
    let mut beginning = String::new();
    let (mut piece, mut bytes) = (vec![0; 1 << 16], Vec::new());
    loop {
        let count = result.read(&mut piece)?;
        bytes.extend_from_slice(&piece[..count]);
        // A piece can end within a character, but the result cannot.
        let whole = match str::from_utf8(&bytes) {
            Err(error) if count > 0 && error.error_len().is_none() => error.valid_up_to(),
            text => text.expect("UTF-8").len(),
        };
        let text = str::from_utf8(&bytes[..whole]).expect("UTF-8");
        assert!(!text.contains('\u{1b}') && !text.contains("panicked"), "{text}");
        beginning.extend(text.chars().take(1024 - beginning.chars().count()));
        if count == 0 {
            return Ok(beginning);
        }
        bytes.drain(..whole);
    }
}

/// A number of lines, each of which fills the buffer into which it is read.
struct Lines(usize);

impl Read for Lines {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let length = if self.0 == 0 { 0 } else { bytes.len() };
        bytes[..length].fill(b'a');
        if let Some(last) = bytes[..length].last_mut() {
            *last = b'\n';
            self.0 -= 1;
        }
        Ok(length)
    }
}

fn in_folder(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::File::create(&path).and_then(|mut file| file.write_all(bytes)).expect("a file");
    (folder, path)
}

fn profile(rest: &str) -> Vec<u8> {
    format!("{HEAD}{rest}").into_bytes()
}

fn answers(line: &str) -> Vec<u8> {
    profile(&format!("answers:\n  {line}\n"))
}

fn extension_keys(count: usize) -> String {
    (0..count).map(|at| format!("  x-{at}: 1\n")).collect()
}

fn alias_bomb() -> Vec<u8> {
    let mut text = format!("{HEAD}x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for at in 1..30 {
        let last = at - 1;
        text += &format!("x-{at}: &a{at} [{}]\n", vec![format!("*a{last}"); 9].join(", "));
    }
    (text + "answers: { verified-email: { status: met, evidence: *a29 } }\n").into_bytes()
}

fn aliases(count: usize) -> Vec<u8> {
    let evidence = "*a, ".repeat(count);
    profile(&format!(
        "x-a: &a https://example.org/evidence\nanswers: {{ strong-mfa: {{ status: met, evidence: [{evidence}] }} }}\n"
    ))
}

/// A name, the function that makes the bytes, and whether the profile is valid.
type Input = (&'static str, fn() -> Vec<u8>, bool);

/// The inputs, of at most 1 MiB, each made only when it is needed.
fn inputs() -> Vec<Input> {
    vec![
        ("alias bomb", alias_bomb, false),
        ("100,000-deep brackets", || profile(&format!("x-deep: {}", "[".repeat(100_000))), false),
        ("100,000-deep braces", || profile(&format!("x-deep: {}", "{a: ".repeat(100_000))), false),
        ("100,000-deep question marks", || profile(&format!("x-deep:\n  {}", "? ".repeat(100_000))), false),
        ("100,000-deep dashes", || profile(&format!("x-deep:\n  {}", "- ".repeat(100_000))), false),
        (
            "deep indentation",
            || profile(&(0..1200).map(|at| format!("{}x-a:\n", " ".repeat(at))).collect::<String>()),
            false,
        ),
        ("1 MiB line", || profile(&format!("x-long: {}", "a".repeat((1 << 20) - 100))), true),
        ("long line with an error", || profile(&format!("x: {}", "a".repeat((1 << 20) - 100))), false),
        (
            "1 MiB of commands to a log",
            || answers(&format!("strong-mfa: {{ status: unmet, note: '{}' }}", "##[ ::a ".repeat(130_000))),
            true,
        ),
        (
            "1 MiB of places to break a line",
            || answers(&format!("strong-mfa: {{ status: unmet, note: '{}' }}", "日a".repeat(260_000))),
            true,
        ),
        (
            "10,000 invalid pieces of evidence",
            || answers(&format!("strong-mfa: {{ status: met, evidence: [{}] }}", "a b, ".repeat(10_000))),
            true,
        ),
        (
            "status of 1 MiB of commands",
            || answers(&format!("strong-mfa: '{}'", "##[".repeat(340_000))),
            false,
        ),
        (
            "60,000 keys that are the operator's own",
            || profile(&format!("answers:\n{}", extension_keys(60_000))),
            true,
        ),
        (
            "50,000 unknown keys",
            || profile(&format!("answers:\n{}", extension_keys(50_000).replace("x-", "k"))),
            false,
        ),
        ("99,000 times the same key", || profile(&format!("answers:\n{}", "  a:\n".repeat(99_000))), false),
        (
            "50,000 answers on one line",
            || profile(&format!("answers: {{ {} }}\n", "strong-mfa: met, ".repeat(50_000))),
            false,
        ),
        ("30,000 aliases of an address", || aliases(30_000), true),
        ("190,000 aliases of an address", || aliases(190_000), false),
        ("200,000 comments", || profile(&format!("answers:\n{}", "  #\n".repeat(200_000))), true),
        (
            "name of 1 MiB",
            || {
                let name = "日".repeat(340_000);
                format!("principles: \"0.1\"\nregistry: {{ name: {name} }}\n").into_bytes()
            },
            true,
        ),
        ("NUL", || b"principles: \"0.1\"\0\n".to_vec(), false),
        ("invalid UTF-8", || b"principles: \"\xc3\x28\"\n".to_vec(), false),
        (
            "UTF-16 little end first",
            || "\u{feff}principles: x".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            false,
        ),
        (
            "UTF-16 big end first",
            || "\u{feff}principles: x".encode_utf16().flat_map(u16::to_be_bytes).collect(),
            false,
        ),
        ("byte order mark", || [b"\xef\xbb\xbf".to_vec(), profile("")].concat(), true),
        (
            "CRLF",
            || {
                profile("answers:\n  strong-mfa: met\n")
                    .iter()
                    .flat_map(|b| if *b == b'\n' { vec![b'\r', b'\n'] } else { vec![*b] })
                    .collect()
            },
            true,
        ),
        (
            "CR",
            || {
                profile("answers:\n  strong-mfa: met\n")
                    .into_iter()
                    .map(|b| if b == b'\n' { b'\r' } else { b })
                    .collect()
            },
            true,
        ),
        (
            "unusual line separators",
            || answers("strong-mfa: { status: met, note: \"a\u{2028}b\u{2029}c\u{85}d\" }"),
            true,
        ),
        ("tab", || profile("answers:\n\tstrong-mfa: met\n"), false),
        ("key twice", || answers("strong-mfa: met\n  strong-mfa: unmet"), false),
        ("merge key", || profile("x-a: &a { verified-email: met }\nanswers:\n  <<: *a\n"), false),
        ("tag", || answers("strong-mfa: !!python/object/apply:os.system [id]"), false),
        ("two documents", || profile("---\nx-a: 1\n"), false),
        ("YAML 1.1 words", || answers("strong-mfa: on"), false),
        ("no such day", || answers("strong-mfa: { status: met, reviewed: 2026-02-30 }"), false),
        ("numbers as ids", || answers("12: met"), false),
        ("alias to nothing", || answers("strong-mfa: *gone"), false),
        ("alias to itself", || answers("strong-mfa: &a [*a]"), false),
        ("directive", || b"%YAML 9.9\n---\nprinciples: \"0.1\"\n".to_vec(), false),
        ("escape in a name", || profile("answers:\n  \"\\u001b[31mx\": met\n"), false),
        ("nothing", Vec::new, false),
    ]
}

/// Prints a line of the table, and checks the exit code and the peak memory.
fn row(name: &str, outcome: &Outcome, exit: i32) {
    let peak = outcome.peak / 1024;
    println!(
        "{name:<42} {:>4} {peak:>5} KiB {:>5} ms  {}",
        outcome.code.map_or(-1, |code| code),
        outcome.took.as_millis(),
        outcome.said
    );
    assert_eq!(outcome.code, Some(exit), "{name}: {}", outcome.said);
    assert!(outcome.peak < LIMIT, "{name} takes {peak} KiB");
}

#[test]
fn every_profile_ends_in_a_result_or_a_plain_error() {
    println!("{:<42} {:>4} {:>9} {:>8}  outcome", "input", "exit", "peak", "CPU time");
    for (name, bytes, usable) in inputs() {
        let (_folder, path) = in_folder("profile.yaml", &bytes());
        row(name, &read(&path), if usable { 0 } else { 2 });
    }
}

#[test]
fn what_is_not_a_profile_is_refused() {
    for reader in [READERS[0], READERS[3]] {
        let name = format!("endless standard input of {}", reader[0]);
        row(&name, &run(reader, Path::new("-"), io::repeat(b'a')), 2);
    }
    row("/dev/zero", &read(Path::new("/dev/zero")), 2);
    row("a folder", &read(Path::new("examples")), 2);
    let (_folder, path) = in_folder("keys.yaml", &profile("answers:\n"));
    let file = fs::File::options().append(true).open(&path).expect("the file");
    let mut keys = io::BufWriter::new(file);
    (0..1_000_000).try_for_each(|at| writeln!(keys, "  x-{at}: 1")).expect("a million keys");
    drop(keys);
    row("a million keys", &read(&path), 2);
    let (_folder, path) = in_folder("long.yaml", &profile("x-long: "));
    let mut file = fs::File::options().append(true).open(&path).expect("the file");
    io::copy(&mut io::repeat(b'a').take(100 * MEBIBYTE), &mut file).expect("100 MiB");
    row("100 MiB scalar", &read(&path), 2);
    let (_folder, path) = in_folder("sparse.yaml", b"");
    fs::File::options()
        .write(true)
        .open(&path)
        .and_then(|file| file.set_len(1 << 30))
        .expect("a sparse file");
    row("1 GiB file", &read(&path), 2);
}

#[test]
fn every_conversation_ends() {
    let (_folder, path) = in_folder("profile.yaml", &profile(""));
    let answered = run(QUESTIONNAIRE, &path, io::repeat(b'a'));
    assert!(answered.said.starts_with("Line by line"), "{}", answered.said);
    row("endless line of an answer", &answered, 2);
    let note = io::Read::chain(&b"jump verified-email\nunmet\nnote\n"[..], Lines(10_000)).chain(&b".\n"[..]);
    row("80 MB of lines of an answer", &run(QUESTIONNAIRE, &path, note), 2);
    assert!(fs::metadata(&path).expect("the file").len() < MEBIBYTE);
    let evidence = "    - https://example.org/1\n".repeat(32_000);
    let long = profile(&format!("answers:\n  strong-mfa:\n    status: met\n    evidence:\n{evidence}"));
    let (_folder, path) = in_folder("evidence.yaml", &long);
    let script = &b"jump strong-mfa\nevidence\nhttps://example.org/2\n.\nunmet\n"[..];
    row("32,000 pieces of evidence to replace", &run(QUESTIONNAIRE, &path, script), 2);
    let (_folder, path) =
        in_folder("comments.yaml", &profile(&format!("answers:\n{}", "  #\n".repeat(19_000))));
    row("answer below 19,000 comments", &run(QUESTIONNAIRE, &path, &b"jump strong-mfa\nmet\n"[..]), 0);
}

/// Answers cannot make a profile too large to be read again.
#[test]
fn what_could_not_be_read_again_is_not_saved() {
    let (_folder, path) = in_folder("profile.yaml", &profile(""));
    let long = "a".repeat(400_000);
    let note = |id: &str| format!("jump {id}\nunmet\nnote {long}\n");
    let answers: String = ["verified-email", "strong-mfa", "recovery-policy"].map(note).concat();
    let outcome = run(QUESTIONNAIRE, &path, io::Cursor::new(answers));
    // It stops at the note that makes the profile too large.
    assert_eq!(outcome.code, Some(2), "{}", outcome.said);
    assert!(outcome.peak < LIMIT, "{} KiB", outcome.peak / 1024);
    assert!(fs::metadata(&path).expect("the file").len() > 800_000, "two of them were saved");
    assert_eq!(run(READERS[0], &path, io::empty()).code, Some(0));
}

/// A FIFO without a writer makes the program wait. If it is interrupted, the exit code is the usual one: 128 plus the
/// signal's number.
#[test]
fn a_silent_fifo_can_be_interrupted() {
    let folder = tempfile::tempdir().expect("a folder");
    let fifo = folder.path().join("fifo");
    assert!(Command::new("mkfifo").arg(&fifo).status().expect("mkfifo").success());
    for reader in [READERS[0], READERS[3]] {
        let path = fifo.to_str().expect("UTF-8");
        // The program may not have started yet, so the signal is sent repeatedly.
        let script = "\"$0\" \"$@\" & until kill -INT $!; do :; done; wait $!; echo $?";
        let script = format!("set -m; {script}");
        // A job in the background may ignore the signal, and its children inherit that.
        let mut shell = Command::new(if cfg!(target_os = "linux") { "env" } else { "bash" });
        if cfg!(target_os = "linux") {
            shell.args(["--default-signal=INT", "bash"]);
        }
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_registry-maturity")]).args(reader).arg(path);
        let output = shell.output().expect("bash");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "130", "{reader:?}: {output:?}");
    }
    // The questionnaire needs a file that it can write.
    let outcome = run(QUESTIONNAIRE, &fifo, io::empty());
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.said.contains("is not a regular file"), "{}", outcome.said);
}
