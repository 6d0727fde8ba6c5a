//! Input made to hurt: each ends in an error that says what is wrong, or in a result, within 64 MiB.
//!
//! `cargo test --test hostile_input -- --nocapture` prints the table: input, outcome, peak memory.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "the table is worth reading")]

mod support;

use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use wait4::Wait4;

const HEAD: &str = "principles: \"0.1\"\nregistry: { name: Example Index }\n";
const MEBIBYTE: u64 = 1 << 20;
/// What no input may make the program take.
const LIMIT: u64 = 64 * MEBIBYTE;

struct Outcome {
    code: Option<i32>,
    /// The first line of what was said.
    said: String,
    peak: u64,
}

/// Runs `score` on a path, its standard input fed with `input` until it reads no more.
fn score(path: &Path, input: impl Read + Send + 'static) -> Outcome {
    let path = path.to_str().expect("UTF-8");
    let mut command: Command = support::program(&["score", "--format", "ndjson", path]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let feeder = thread::spawn(move || {
        let mut input = input;
        // The program closes the pipe when it has read enough: that is the point.
        let _ = io::copy(&mut input, &mut stdin);
    });
    let mut stdout = child.stdout.take().expect("a pipe");
    let reader = thread::spawn(move || {
        let mut text = Vec::new();
        stdout.read_to_end(&mut text).map(|_| text)
    });
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
    let ended = child.wait4().expect("the program ends");
    feeder.join().expect("the feeder ends");
    let result = reader.join().expect("the reader ends").expect("readable output");
    let text = if said.is_empty() { String::from_utf8(result).expect("UTF-8") } else { said };
    assert!(!text.contains('\u{1b}') && !text.contains("panicked"), "{text}");
    let first = text.lines().next().unwrap_or_default().chars().take(110).collect();
    Outcome { code: ended.status.code(), said: first, peak: ended.rusage.maxrss }
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

fn own_keys(count: usize) -> String {
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

/// A name, how the bytes are made, and whether the profile is usable all the same.
type Input = (&'static str, fn() -> Vec<u8>, bool);

/// The inputs. Each is made when its turn comes: what this process takes is
/// counted for the program that it starts.
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
        ("a million keys", || profile(&format!("answers:\n{}", own_keys(1_000_000))), false),
        (
            "60,000 keys that are the operator's own",
            || profile(&format!("answers:\n{}", own_keys(60_000))),
            true,
        ),
        (
            "50,000 unknown keys",
            || profile(&format!("answers:\n{}", own_keys(50_000).replace("x-", "k"))),
            false,
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

#[test]
fn every_input_ends_in_a_result_or_a_plain_error() {
    let mut table = format!("{:<42} {:>4} {:>9}  outcome\n", "input", "exit", "peak");
    let mut row = |name: &str, outcome: &Outcome, usable: bool| {
        let peak = outcome.peak / 1024;
        table += &format!(
            "{name:<42} {:>4} {peak:>5} KiB  {}\n",
            outcome.code.map_or(-1, |code| code),
            outcome.said
        );
        assert_eq!(outcome.code, Some(if usable { 0 } else { 2 }), "{name}: {}", outcome.said);
        assert!(outcome.peak < LIMIT, "{name} takes {peak} KiB");
    };
    for (name, bytes, usable) in inputs() {
        let (_folder, path) = in_folder("profile.yaml", &bytes());
        row(name, &score(&path, io::empty()), usable);
    }
    row("endless standard input", &score(Path::new("-"), io::repeat(b'a')), false);
    row("/dev/zero", &score(Path::new("/dev/zero"), io::empty()), false);
    row("a folder", &score(Path::new("examples"), io::empty()), false);
    let (folder, path) = in_folder("long.yaml", &profile("x-long: "));
    let mut file = fs::File::options().append(true).open(&path).expect("the file");
    io::copy(&mut io::repeat(b'a').take(100 * MEBIBYTE), &mut file).expect("100 MiB");
    row("100 MiB scalar", &score(&path, io::empty()), false);
    drop(folder);
    let (folder, path) = in_folder("sparse.yaml", b"");
    fs::File::options()
        .write(true)
        .open(&path)
        .and_then(|file| file.set_len(1 << 30))
        .expect("a sparse file");
    row("1 GiB file", &score(&path, io::empty()), false);
    drop(folder);
    println!("{table}");
}

/// A FIFO that never writes makes the program wait, as it must; it can be interrupted.
#[test]
fn a_silent_fifo_can_be_interrupted() {
    let folder = tempfile::tempdir().expect("a folder");
    let fifo = folder.path().join("fifo");
    assert!(Command::new("mkfifo").arg(&fifo).status().expect("mkfifo").success());
    let mut child =
        support::program(&["score", fifo.to_str().expect("UTF-8")]).spawn().expect("the program starts");
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(interrupt.success());
    assert!(!child.wait().expect("the program ends").success());
}
