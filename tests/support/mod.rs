//! Runs the program as its users do.
#![allow(dead_code, unused_imports, reason = "no test file uses all of it")]

mod place;
mod tricks;

pub(crate) use place::*;
pub(crate) use tricks::{TRICKS, hostile_profile, quoted};

use std::{
    ffi::OsStr,
    fmt::Write as _,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

/// Environment variables that differ between users.
const USER_VARIABLES: [&str; 12] = [
    "NO_COLOR",
    "ACCESSIBLE",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "TERM",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
];

/// A command in an environment that does not depend on the user.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    for name in USER_VARIABLES {
        command.env_remove(name);
    }
    command
}

/// The program with these arguments.
pub(crate) fn program<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = command(env!("CARGO_BIN_EXE_registry-maturity"));
    command.args(arguments);
    command
}

/// Writes an executable file from another process. If this process had it open for writing, a child that another test
/// starts at that moment would inherit the handle, and the system refuses to run a file that is open for writing.
#[cfg(unix)]
pub(crate) fn write_program(path: &Path, mode: u32, text: &str) {
    let mut shell = command("sh");
    shell.args(["-c", "cat > \"$0\" && chmod \"$1\" \"$0\""]).arg(path).arg(format!("{mode:o}"));
    let mut shell = shell.stdin(Stdio::piped()).spawn().expect("a shell");
    shell.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("the shell reads");
    assert!(shell.wait().expect("the shell ends").success(), "{}", path.display());
}

/// The program's exit code, results and messages, as a text to compare.
#[allow(dead_code, reason = "not every test file compares what was printed")]
pub(crate) fn run(arguments: &[&str]) -> String {
    show(&program(arguments).output().expect("the program starts"))
}

/// Like [`run`], with a text on standard input.
pub(crate) fn run_with(arguments: &[&str], input: &[u8]) -> String {
    let mut child = program(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // The program closes the pipe once it has read up to its limit.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    show(&child.wait_with_output().expect("the program ends"))
}

fn show(output: &Output) -> String {
    let mut text = String::new();
    let code = output.status.code().map_or("none".to_owned(), |code| code.to_string());
    for (name, bytes) in [("standard output", &output.stdout), ("standard error", &output.stderr)] {
        if !bytes.is_empty() {
            let words = String::from_utf8(bytes.clone()).expect("UTF-8");
            let _ = writeln!(text, "{name}:\n{words}");
        }
    }
    let _ = write!(text, "exit code {code}");
    text
}
