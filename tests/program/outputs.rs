//! Every command in every format, with a reader that stops, a full disk, and closed streams.
//!
//! The commands and formats come from the program's own help, so that new ones cannot be forgotten.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs::{self, File},
    io,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::support::{self, Place};

const PROFILE: &str = include_str!("../../examples/in-house.yaml");
const FULL: &str =
    "registry-maturity: standard output can't be written: No space left on device (os error 28)";

/// Arguments with which each command prints a result.
fn arguments(command: &str) -> &'static [&'static str] {
    match command {
        "assess" => &["--plain", "profile.yaml"],
        "score" | "history" | "roadmap" => &["profile.yaml"],
        "check" => &["--require", "3", "profile.yaml"],
        "compare" => &["profile.yaml", "peer.yaml"],
        "diff" => &["peer.yaml", "profile.yaml"],
        "explain" | "schema" | "man" => &[],
        "completions" => &["bash"],
        other => panic!("`{other}` is new: say here how it is made to print a result"),
    }
}

fn place() -> Place {
    let place = Place::new().with("profile.yaml", PROFILE).with("peer.yaml", PROFILE).repository();
    place.commit("2026-01-15");
    place
}

fn program(place: &Place, arguments: &[String]) -> Command {
    let mut command = support::program(arguments);
    command.current_dir(place.path());
    command
}

fn help(arguments: &[&str]) -> String {
    let output = support::program(arguments).output().expect("it starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Every command in each of its formats, and help.
fn invocations() -> Vec<Vec<String>> {
    let mut all = vec![vec!["--help".to_owned()], vec!["--version".to_owned()]];
    let help_text = help(&["-h"]);
    let listed = help_text.split_once("Commands:").expect("commands").1.split("\n\n").next().expect("a list");
    for command in listed.lines().filter_map(|line| line.split_whitespace().next()) {
        // `answer` and `init` write a profile and print no result.
        if ["help", "answer", "init"].contains(&command) {
            continue;
        }
        all.push(vec![command.to_owned(), "--help".to_owned()]);
        let call: Vec<String> =
            [command].iter().chain(arguments(command)).map(|part| (*part).to_owned()).collect();
        match formats(command) {
            formats if formats.is_empty() => all.push(call),
            formats => all.extend(
                formats
                    .into_iter()
                    .map(|format| call.iter().cloned().chain(["--format".to_owned(), format]).collect()),
            ),
        }
    }
    assert!(all.len() > 50, "commands and formats were found in the help: {all:?}");
    all
}

fn formats(command: &str) -> Vec<String> {
    let help = help(&[command, "-h", "--width", "1000"]);
    let Some((_, after)) = help.split_once("--format <FORMAT>") else { return Vec::new() };
    let values = after.split_once("[possible values: ").expect("its values").1;
    let values = values.split(']').next().unwrap_or_default();
    values.split(',').map(|value| value.trim().to_owned()).collect()
}

/// With `--ascii`, what is shown on a terminal has no other character, neither in results nor in messages.
#[test]
fn only_ascii_is_shown_if_asked_for() {
    let long = "z".repeat(300);
    let place = place()
        .with("new.yaml", "principles: \"0.1\"\nregistry: {name: “New” index}\n")
        .with(
            "odd.yaml",
            &format!("principles: \"0.1\"\nregistry: {{name: “A” …}}\nanswers: {{{long}: met}}\n"),
        )
        .with("answers", "help all\njump strong-mfa\nu\nplan Soon.\nm\nevidence a b\n");
    let on_screen = |call: &Vec<String>| match call.iter().position(|word| word == "--format") {
        Some(at) => call[at + 1] == "terminal",
        None => true,
    };
    let mut calls: Vec<Vec<String>> = invocations().into_iter().filter(on_screen).collect();
    for call in [
        &["roadmap", "--style", "grant", "new.yaml"][..],
        &["roadmap", "--style", "fundable", "new.yaml"],
        &["score", "new.yaml"],
        &["score", "odd.yaml"],
        &["explain", &long],
        &["answer", "strong-mfa", "met", "new.yaml", "--evidence", "a b"],
        &["answer", &long, "met", "new.yaml"],
    ] {
        calls.push(call.iter().map(|word| (*word).to_owned()).collect());
    }
    for mut call in calls {
        call.push("--ascii".to_owned());
        let answers = File::open(place.path().join("answers")).expect("the answers");
        let output = program(&place, &call).stdin(answers).output().expect("it runs");
        for shown in [output.stdout, output.stderr] {
            let shown = String::from_utf8(shown).expect("UTF-8");
            let odd = shown.lines().find(|line| !line.is_ascii());
            assert_eq!(odd, None, "{call:?}");
        }
    }
}

/// A command accepts every format in its help, and no other.
#[test]
fn each_command_has_the_formats_that_its_help_offers() {
    let place = place();
    let commands = ["score", "check", "roadmap", "compare", "diff", "history", "explain"];
    let offered: Vec<(&str, Vec<String>)> =
        commands.into_iter().map(|command| (command, formats(command))).collect();
    let every: BTreeSet<&String> = offered.iter().flat_map(|(_, formats)| formats).collect();
    assert_eq!(every.len(), 11, "{every:?}");
    for (command, formats) in &offered {
        let help = help(&[command, "--help"]);
        for format in &every {
            let call: Vec<String> = std::iter::once(*command)
                .chain(arguments(command).iter().copied())
                .chain(["--format", format])
                .map(str::to_owned)
                .collect();
            let run = program(&place, &call).output().expect("it starts");
            let is_offered = formats.contains(format);
            let works = run.status.code() != Some(2) && !run.stdout.is_empty();
            assert_eq!(works, is_offered, "{call:?}: {run:?}");
            assert_eq!(
                help.contains(&format!("- {format}:")),
                is_offered,
                "{command} does not explain {format}"
            );
        }
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Everything else about a run is the same.
#[test]
fn a_closed_pipe_is_not_a_failure() {
    let place = place();
    for call in invocations() {
        let usual = program(&place, &call).output().expect("it starts");
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let left = program(&place, &call).stdout(writer).output().expect("it starts");
        assert_eq!(left.status, usual.status, "{call:?}");
        assert_eq!(errors(&left), errors(&usual), "{call:?}");
    }
}

#[test]
fn a_full_disk_behind_standard_output_is_reported_in_one_line() {
    let place = place();
    for call in invocations() {
        let usual = program(&place, &call).output().expect("it starts");
        assert!(!usual.stdout.is_empty(), "{call:?}: {usual:?}");
        let full = File::options().write(true).open("/dev/full").expect("/dev/full");
        let full = program(&place, &call).stdout(full).output().expect("it starts");
        assert_eq!(full.status.code(), Some(2), "{call:?}");
        let message = errors(&full);
        assert_eq!(message.strip_prefix(&errors(&usual)), Some(&*format!("{FULL}\n")), "{call:?}: {message}");
    }
}

/// No file that is opened later gets the number of a closed stream, so no message is written into a profile.
#[test]
fn closed_streams_do_no_harm() {
    let place = place();
    for call in invocations() {
        let usual = program(&place, &call).output().expect("it starts");
        for close in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
            let closed = Command::new("sh")
                .args(["-c", &format!("exec \"$0\" \"$@\" {close}"), env!("CARGO_BIN_EXE_registry-maturity")])
                .args(&call)
                .current_dir(place.path())
                .stdin(Stdio::null())
                .output()
                .expect("it starts");
            assert_eq!(closed.status, usual.status, "{call:?} {close}");
            assert!(!errors(&closed).contains("panicked"), "{call:?} {close}");
        }
        let profile = fs::read_to_string(place.path().join("profile.yaml")).expect("the profile");
        assert_eq!(profile, PROFILE, "{call:?}");
    }
}

#[test]
fn without_standard_error_the_result_and_the_exit_code_stay() {
    let place = place();
    let call = ["check", "--require", "3", "profile.yaml"].map(str::to_owned);
    let usual = program(&place, &call).output().expect("it starts");
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    let full = File::options().write(true).open("/dev/full").expect("/dev/full");
    for errors in [Stdio::from(writer), Stdio::from(full)] {
        let muted = program(&place, &call).stderr(errors).output().expect("it starts");
        assert_eq!((muted.status, &muted.stdout), (usual.status, &usual.stdout));
    }
}

/// No files are left beside the profile, in the folder for temporary files, or at home.
#[test]
fn no_files_are_written_unasked() {
    let place = place();
    let home = tempfile::tempdir().expect("a home");
    let names = |folder: &Path| -> BTreeSet<OsString> {
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect()
    };
    let before = names(place.path());
    for call in invocations() {
        let mut command = program(&place, &call);
        for variable in ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env(variable, home.path());
        }
        command.output().expect("it starts");
        assert_eq!(names(place.path()), before, "{call:?}");
        assert_eq!(names(home.path()), BTreeSet::new(), "{call:?}");
    }
}

/// The existing content stays, as when the program writes to the stream itself.
#[test]
fn a_stream_that_leads_to_a_file_is_appended_to() {
    for (path, stream) in [("/dev/stdout", ""), ("/dev/stderr", "2"), ("/dev/fd/3", "3")] {
        let place = place().with("log", "before\n");
        let script = format!("exec \"$0\" schema --output {path} {stream}>> log");
        let mut shell = support::command("sh");
        let added = shell
            .args(["-c", &script, env!("CARGO_BIN_EXE_registry-maturity")])
            .current_dir(place.path())
            .output()
            .expect("it starts");
        assert!(added.status.success(), "{path}: {}", errors(&added));
        let log = fs::read_to_string(place.path().join("log")).expect("the log");
        let schema = log.strip_prefix("before\n").expect("what stood in it");
        assert!(schema.starts_with('{') && schema.ends_with("}\n"), "{path}: {schema}");
    }
}

/// No command overwrites answers with a report.
#[test]
fn no_result_replaces_a_profile() {
    let place = place();
    let broken = "principles: 0.1\nanswers: [\n";
    place.write("broken.yaml", broken);
    for call in invocations().iter().filter(|call| call.iter().any(|part| part == "--format")) {
        for (file, text) in [("profile.yaml", PROFILE), ("broken.yaml", broken)] {
            let run = program(&place, &[call.clone(), vec!["--output".to_owned(), file.to_owned()]].concat())
                .output();
            assert_eq!(run.expect("it starts").status.code(), Some(2), "{call:?}");
            assert_eq!(fs::read_to_string(place.path().join(file)).expect("the profile"), text, "{call:?}");
        }
    }
    let run = place.line("score profile.yaml --output profile.yaml");
    let message = "profile.yaml is a YAML file, and no result is YAML; name another file, or add `--force`\n";
    assert!(run.stderr.ends_with(message), "{}", run.stderr);
    // This holds for any spelling, but a report about a registry with an odd name is still a report.
    place.write("json.txt", "{\"principles\": \"0.1\", \"registry\": {\"name\": \"answers: K\"}}\n");
    assert_eq!(place.line("score json.txt --output json.txt").exit, 2);
    for _ in 0..2 {
        assert_eq!(place.line("score json.txt --output report.txt").exit, 0);
    }
}

/// Profiles that cannot be read, under any name.
#[test]
fn no_result_replaces_a_profile_that_cannot_be_read() {
    let text = "principles: \"0.1\"\nregistry: {name: K}\ntaxonomy: {accounts: true}\nanswers:\n  verified-email: met\n";
    let utf_16 = |start: &[u8], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        start.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    let broken: [(&str, Vec<u8>); 9] = [
        ("Latin-1", [text.as_bytes(), b"# caf\xe9\n"].concat()),
        ("Latin-1 at the start", [b"# caf\xe9\n", text.as_bytes()].concat()),
        ("UTF-16, little end first", utf_16(&[0xff, 0xfe], u16::to_le_bytes)),
        ("UTF-16, big end first", utf_16(&[0xfe, 0xff], u16::to_be_bytes)),
        ("UTF-16, unmarked", utf_16(&[], u16::to_le_bytes)),
        ("a NUL", [text.as_bytes(), b"\0"].concat()),
        ("too large", [text.as_bytes(), &b"#".repeat(2 << 20)].concat()),
        ("tabs", text.replace("  ", "\t").into_bytes()),
        ("a byte-order mark", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
    ];
    for (what, bytes) in broken {
        let place = place();
        for name in ["answers.txt", "answers.yaml", "answers.YML", "answers"] {
            let path = place.path().join(name);
            fs::write(&path, &bytes).expect("a file");
            let run = place.line(&format!("score profile.yaml --format json --output {name}"));
            assert_eq!(run.exit, 2, "{what}, {name}");
            assert_eq!(fs::read(&path).expect("the file"), bytes, "{what}, {name}");
            assert_eq!(
                place.line(&format!("score profile.yaml --output {name} --force")).exit,
                0,
                "{what}, {name}"
            );
            assert_ne!(fs::read(&path).expect("the file"), bytes, "{what}, {name}");
        }
    }
}

#[cfg(unix)]
#[test]
fn no_result_replaces_what_cannot_be_a_result() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let place = place();
    let at = |name: &str| place.path().join(name);
    for name in ["list.yml", "LIST.YAML", "program"] {
        place.write(name, "precious\n");
    }
    fs::set_permissions(at("program"), fs::Permissions::from_mode(0o744)).expect("permissions");
    symlink("list.yml", at("link.txt")).expect("a link");
    symlink("program", at("link-to-a-program")).expect("a link");
    let copy = at("registry-maturity");
    fs::copy(env!("CARGO_BIN_EXE_registry-maturity"), &copy).expect("a copy of the program");
    let whole = fs::read(&copy).expect("the program");
    assert!(Command::new("mkfifo").arg(at("pipe")).status().expect("mkfifo").success());
    for (name, why) in [
        ("list.yml", "is a YAML file"),
        ("LIST.YAML", "is a YAML file"),
        ("link.txt", "is a YAML file"),
        ("program", "is a program"),
        ("link-to-a-program", "is a program"),
        ("/proc/self/exe", "is a program"),
        ("pipe", "is not a regular file"),
        ("/dev/full", "is not a regular file"),
    ] {
        let run = support::command(&copy)
            .args(["score", "profile.yaml", "--output", name])
            .current_dir(place.path())
            .output()
            .expect("it starts");
        assert_eq!(run.status.code(), Some(2), "{name}");
        assert!(errors(&run).contains(why), "{name}: {}", errors(&run));
    }
    for name in ["list.yml", "LIST.YAML", "program"] {
        assert_eq!(fs::read_to_string(at(name)).expect("the file"), "precious\n", "{name}");
    }
    assert_eq!(fs::read(&copy).expect("the program"), whole);
    // `--force` overrides it, and new files can have any name.
    assert_eq!(place.line("score profile.yaml --output program --force").exit, 0);
    assert_eq!(place.line("score profile.yaml --output new.yaml").exit, 0);
    assert!(place.line("score profile.yaml --output /dev/full --force").stderr.contains("No space left"));
    assert_ne!(fs::read_to_string(at("program")).expect("the file"), "precious\n");
}

/// `-` is standard output, as `-` is standard input.
#[test]
fn a_hyphen_is_standard_output() {
    let place = place();
    for call in invocations() {
        let takes_output = help(&[&call[0], "-h"]).contains("--output");
        if call[0].starts_with('-') || call.iter().any(|part| part == "--help") || !takes_output {
            continue;
        }
        let usual = program(&place, &call).output().expect("it starts");
        let hyphen = program(&place, &[call.clone(), vec!["-o".to_owned(), "-".to_owned()]].concat());
        let hyphen = { hyphen }.output().expect("it starts");
        assert_eq!((hyphen.status, hyphen.stdout), (usual.status, usual.stdout), "{call:?}");
    }
    assert!(!place.path().join("-").exists());
}
