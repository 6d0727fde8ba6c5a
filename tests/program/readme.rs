//! The README describes what the program does.

use std::{fs, path::Path};

use registry_maturity_core::{profile, text::Source};

use crate::support::{self, Place};

const README: &str = "README.md";

/// The report in the README is what the program prints; `UPDATE_EXPECTED=1 cargo test --test program readme::` updates
/// it.
#[test]
fn the_report_is_the_one_that_is_printed() {
    let text = fs::read_to_string(README).expect(README);
    let (before, _) = text.split_once("$ registry-maturity ").expect("a command");
    let start = before.len() + text[before.len()..].find('\n').expect("the end of the command") + 1;
    let arguments = text[before.len()..start].split_whitespace().skip(2);
    let end = start + text[start..].find("```").expect("the end of the block");
    let output = support::program(arguments).output().expect("the program starts");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(README, format!("{}{printed}{}", &text[..start], &text[end..])).expect(README);
    } else {
        assert_eq!(text[start..end], printed);
    }
}

/// Each of the commands for usual goals succeeds, and they write the files of the line that shows the badge.
#[test]
fn the_commands_for_usual_goals_do_what_they_promise() {
    let text = fs::read_to_string(README).expect(README);
    let (_, after) = text.split_once("<!-- The test `readme` runs these commands. -->").expect("the comment");
    let blocks: Vec<&str> = after.split("```").collect();
    let place = Place::new()
        .with("registry-maturity.yaml", &fs::read_to_string("examples/go.yaml").expect("an example"))
        .repository();
    place.commit("2026-11-22");
    place.git(["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let commands: Vec<&str> =
        blocks[1].lines().filter_map(|line| line.strip_prefix("registry-maturity ")).collect();
    assert_eq!(commands.len(), 4);
    for command in commands {
        let run = place.line(command);
        assert_eq!(run.exit, 0, "{command}: {run:?}");
        let output = command.split_once("--output ").map(|(_, name)| name);
        assert!(output.is_none_or(|name| place.path().join(name).exists()), "{command}");
    }
    let shown: Vec<&str> = blocks[3].split(['(', ')']).filter(|part| part.contains('.')).collect();
    assert_eq!(shown.len(), 2, "{}", blocks[3]);
    for name in shown {
        assert!(place.path().join(name).exists(), "{name}");
    }
}

#[test]
fn the_profiles_in_the_documents_can_be_read() {
    for (document, answers) in [(README, 5), ("docs/profile.md", 6)] {
        let text = fs::read_to_string(document).expect(document);
        let (_, after) = text.split_once("```yaml\n").expect("a profile");
        let (example, _) = after.split_once("```").expect("its end");
        let source = Source::new(document, example);
        assert_eq!(profile::read(&source).map(|profile| profile.answers().len()), Ok(answers), "{document}");
    }
}

/// Links within the repository lead to files that exist.
#[test]
fn links_lead_somewhere() {
    for document in [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "docs/assess.md",
        "docs/ci.md",
        "docs/formats.md",
        "docs/page.md",
        "docs/profile.md",
        "docs/release.md",
        "docs/tutorial.md",
    ] {
        let text = fs::read_to_string(document).expect(document);
        let folder = Path::new(document).parent().expect("a folder");
        // Code has brackets of its own.
        let text: String = text.split("```").step_by(2).collect();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap_or_default();
            let is_local = !path.is_empty() && !path.contains("://");
            // These are packages of their own, which the packed program does not include.
            let is_elsewhere = ["core/", "fuzz/", "web/"].contains(&path) && !Path::new("core").exists();
            assert!(!is_local || is_elsewhere || folder.join(path).exists(), "{document}: {link}");
        }
    }
}
