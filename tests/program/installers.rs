//! Completions and manual pages, for installers.

use std::{collections::BTreeSet, fs, process::Command};

use crate::support::program;

fn print(arguments: &[&str]) -> String {
    let output = program(arguments).output().expect("the program starts");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_shell_completes_capabilities_and_tracks() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = print(&["completions", shell]);
        assert!(script.contains("registry-maturity"), "{shell}");
        for name in ["trusted-publishing", "verified-email", "authorization", "cli=2", "markdown"] {
            assert!(script.contains(name), "{shell} does not complete {name}");
        }
    }
}

/// Completions in bash, which is available wherever tests run, as if somebody pressed Tab.
#[test]
fn bash_completes_what_is_typed() {
    let typed = |words: &str, at: usize| {
        let ask = format!(
            "source /dev/stdin; COMP_WORDS=({words}); COMP_CWORD={at}; _registry__maturity registry-maturity \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{at}-1]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        let folder = tempfile::tempdir().expect("a folder");
        let script = folder.path().join("completions");
        fs::write(&script, print(&["completions", "bash"])).expect("a script");
        let ask = ask.replace("/dev/stdin", script.to_str().expect("UTF-8"));
        let output = Command::new("bash").args(["--norc", "-c", &ask]).output().expect("bash");
        String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
    };
    assert_eq!(typed("registry-maturity explain trusted", 2), "trusted-publishing");
    assert_eq!(typed("registry-maturity score --track auth", 3), "authentication authorization");
}

#[test]
fn a_wrong_name_gets_the_nearest_suggested() {
    let output = program(["score", "--track", "generel"]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("the nearest: general"), "{said}");
}

/// The commands in the program's help, each with its description.
fn commands() -> Vec<(String, String)> {
    let help = print(&["--help", "--width", "1000"]);
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands = listed.filter_map(|line| line.trim().split_once(' '));
    let commands: Vec<_> =
        commands.map(|(name, sentence)| (name.to_owned(), sentence.trim().to_owned())).collect();
    assert!(commands.len() > 10, "{help}");
    commands.into_iter().filter(|(name, _)| name != "help").collect()
}

#[test]
fn a_command_has_one_sentence_everywhere_and_an_example() {
    let scripts = ["fish", "powershell", "zsh", "elvish"].map(|shell| print(&["completions", shell]));
    let folder = tempfile::tempdir().expect("a folder");
    print(&["man", "--output", folder.path().to_str().expect("UTF-8")]);
    let whole = fs::read_to_string(folder.path().join("registry-maturity.1")).expect("the program's page");
    for (name, sentence) in commands() {
        for option in ["-h", "--help"] {
            let help = print(&[&name, option, "--width", "1000"]);
            assert_eq!(help.lines().next(), Some(&*sentence), "{name} {option}");
            assert!(
                help.contains(&format!("Examples:\n  registry-maturity {name}")),
                "{name} {option}: {help}"
            );
        }
        for script in &scripts {
            assert!(script.contains(&sentence), "{name}: {sentence}");
        }
        let page =
            fs::read_to_string(folder.path().join(format!("registry-maturity-{name}.1"))).expect("a page");
        let sentence = sentence.replace('-', "\\-");
        assert!(page.contains(&format!("\\- {sentence}\n")), "{page}");
        assert!(whole.contains(&sentence), "{name}");
    }
}

#[test]
fn every_command_has_its_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().to_str().expect("UTF-8");
    print(&["man", "--output", name]);
    let pages: BTreeSet<String> = fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("a page").file_name().into_string().expect("UTF-8"))
        .collect();
    let mut expected: BTreeSet<String> =
        commands().into_iter().map(|(name, _)| format!("registry-maturity-{name}.1")).collect();
    expected.insert("registry-maturity.1".to_owned());
    assert_eq!(pages, expected);
    for page in pages {
        let text = fs::read_to_string(folder.path().join(&page)).expect("a page");
        assert!(page == "registry-maturity.1" || text.contains(".SH EXAMPLES"), "{page} has no examples");
        lint(folder.path().join(&page).to_str().expect("UTF-8"));
        let command = page.trim_end_matches(".1").strip_prefix("registry-maturity-");
        let arguments: Vec<&str> = std::iter::once("man").chain(command).collect();
        assert_eq!(print(&arguments), text, "{page}");
    }
    let output = program(["man", "scores"]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("the nearest is `score`"), "{said}");
}

/// Debian's mandoc, if it is installed, which `.ci/run` ensures.
fn lint(page: &str) {
    match Command::new("mandoc").args(["-Tlint", "-Wwarning", page]).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => assert!(std::env::var_os("CI").is_none(), "mandoc is not installed"),
    }
}
