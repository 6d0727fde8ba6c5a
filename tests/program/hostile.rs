//! Malicious profiles: whatever is in their texts is harmless in every format.

use std::{
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
};

use registry_maturity_core::{
    catalogue::Catalogue,
    text::{is_hidden, log_command},
};

use crate::{
    formats,
    support::{Place, TRICKS, hostile_profile, program, quoted},
};

fn print(format: &str) -> String {
    printed(&["score", "--all", "--internal"], format)
}

/// The output of a command for a malicious profile.
fn printed(command: &[&str], format: &str) -> String {
    let mut file = tempfile::NamedTempFile::with_suffix(".yaml").expect("a file");
    file.write_all(hostile_profile().as_bytes()).expect("written");
    let path = file.path().to_str().expect("UTF-8");
    let output = program([command, &["--format", format, path]].concat()).output().expect("it starts");
    assert!(output.status.success(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(!said.chars().any(|c| is_hidden(c) && c != '\n'), "{format}: warnings hide something");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_terminal_is_not_controlled() {
    formats::on_a_terminal(&print("terminal"), false);
}

/// Layout is checked too, because it can cut words and turn no-break spaces into spaces.
#[test]
fn no_line_is_a_command_for_a_log_service() {
    for text in ["::error\u{a0}title=x::y".to_owned(), "a".repeat(1 << 14) + "::error title=x::y"] {
        let profile = format!("principles: \"0.1\"\nregistry: {{ name: \"{text}\" }}\n");
        let place = Place::new().with("p.yaml", &profile);
        for command in ["score p.yaml", "score --color always p.yaml", "roadmap p.yaml", "diff p.yaml p.yaml"]
        {
            formats::on_a_terminal(&place.line(command).stdout, command.contains("always"));
        }
    }
}

#[test]
fn a_page_has_only_its_own_markup() {
    let page = print("html");
    formats::html(&page);
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(!page.contains("<script"));
}

/// Every other command that shows a profile, in the formats with the most complex syntax.
#[test]
fn every_document_has_only_its_own_markup() {
    let peer = "examples/pypi.yaml";
    for command in [
        vec!["roadmap"],
        vec!["roadmap", "--style", "fundable"],
        vec!["compare", peer],
        vec!["compare", "--capabilities", peer],
        vec!["diff", peer],
    ] {
        formats::on_a_terminal(&printed(&command, "terminal"), false);
        formats::html(&printed(&command, "html"));
        formats::markdown(&printed(&command, "markdown"));
        formats::sheet(&printed(&command, "csv"));
        formats::json(&printed(&command, "json"));
    }
}

#[test]
fn markdown_has_only_its_own_markup() {
    let marks = formats::markdown(&print("markdown"));
    assert_eq!(marks, formats::Marks { headings: 5, tasks: vec![false; 32], folds: 32 });
}

/// Text that a site would link automatically is broken up.
#[test]
fn markdown_mentions_nobody() {
    let text = print("markdown");
    let outside_links =
        text.split("<https://").map(|part| part.split_once('>').map_or(part, |(_, rest)| rest));
    let outside: String = outside_links.collect();
    for call in ["@everybody", "@org", "#1", "#2", "GH-3", "www.e.org", "http://e.org", "a@e.org"] {
        assert!(!outside.contains(call), "{call}");
    }
}

#[test]
fn no_cell_of_a_sheet_begins_a_formula() {
    assert_eq!(formats::sheet(&print("csv")), 32);
}

#[test]
fn a_badge_is_sound_xml_with_only_its_own_markup() {
    formats::xml(&print("badge"));
}

#[test]
fn json_keeps_the_exact_texts() {
    let result = formats::json(&print("json"));
    let evidence = &result["tracks"][0]["capabilities"][0]["evidence"][0];
    assert_eq!(evidence, TRICKS[0]);
}

/// A broken result, and the check that must find the fault.
type Broken<'a> = (&'static str, &'a dyn Fn(&str));

/// The checks above must find the faults in these results.
#[test]
fn the_checks_find_what_breaks_out_of_a_result() {
    let page = |body: &str| {
        formats::html(&format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>t</title></head><body>{body}</body></html>"
        ));
    };
    page("<p class=\"a\">a</p>");
    formats::markdown("# A\n\n- [ ] <a id=\"b\"></a>**c** `d` <https://e.org>\n");
    formats::on_a_terminal("\u{1b}[1ma\u{1b}[0m\n", true);
    let markdown = |text: &str| {
        let _ = formats::markdown(text);
    };
    let sheet = |text: &str| {
        let _ = formats::sheet(text);
    };
    let broken: &[Broken<'_>] = &[
        ("<p onclick=\"x\">a</p>", &page),
        ("<script>1</script>", &page),
        ("<p>a</div>", &page),
        ("<a href=\"javascript:1\">a</a>", &page),
        ("<svg viewBox=\"0 0 1 1\"><g></svg>", &page),
        ("<!-- a -->", &page),
        ("\u{202e}", &page),
        ("![a](https://e.org)", &markdown),
        ("[a](javascript:1)", &markdown),
        ("<b>a", &markdown),
        ("> a", &markdown),
        ("a,b\r\n1,2,3\r\n", &sheet),
        ("a\r\n=1\r\n", &sheet),
        ("a\r\n\"1\n2\"\r\n", &sheet),
        ("<svg><script/></svg>", &formats::xml),
        ("<svg onload=\"1\"/>", &formats::xml),
        ("<svg>", &formats::xml),
        ("{\"a\": \"\u{9b}\"}\n", &|text| drop(formats::json(text))),
        ("\u{1b}[1ma\n", &|text| formats::on_a_terminal(text, true)),
        ("\u{1b}]8;;a\u{7}", &|text| formats::on_a_terminal(text, true)),
        ("\u{1b}[1ma\u{1b}[0m\n", &|text| formats::on_a_terminal(text, false)),
        ("a\n  ::error title=b::c\n", &|text| formats::on_a_terminal(text, false)),
        ("\u{1b}[1m::error::c\u{1b}[0m\n", &|text| formats::on_a_terminal(text, true)),
        ("a ##vso[b]c\n", &|text| formats::on_a_terminal(text, false)),
        ("::error file=a,title=b::c\n::error file=d\n", &|text| formats::commands(text, 2)),
    ];
    for (result, check) in broken {
        assert!(catch_unwind(AssertUnwindSafe(|| check(result))).is_err(), "{result:?}");
    }
}

/// `check`: for people, for GitHub, as SARIF and JSON.
#[test]
fn a_verdict_has_no_lines_from_the_profile() {
    let gate = ["check", "--require", "3", "--evidence", "--complete", "--warnings"];
    let place = Place::new().with("hostile.yaml", &hostile_profile());
    let render = |format: &str| {
        let run = place.run(gate.iter().chain(&["--format", format, "hostile.yaml"]));
        assert_eq!(run.exit, 1, "{run:?}");
        run.stdout
    };
    formats::plain(&render("text"));
    formats::plain(&render("json"));
    let reasons = render("text").lines().count();
    assert_eq!(formats::junit(&render("junit")), reasons);
    assert_eq!(formats::json(&render("gitlab")).as_array().map(Vec::len), Some(reasons));
    let github = render("github");
    formats::commands(&github, reasons);
    for line in github.lines().filter(|line| line.starts_with("::")) {
        let rest = line.strip_prefix("::error file=hostile.yaml,").expect("one command a line");
        let (properties, data) = rest.split_once("::").expect("its data");
        assert!(
            properties.split(',').all(|part| ["line=", "col=", "title="].iter().any(|p| part.starts_with(p)))
        );
        assert!(log_command(data).is_none() && !data.contains(is_hidden), "{data}");
    }
    let sarif = render("sarif");
    formats::plain(&sarif);
    let log: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    for result in log["runs"][0]["results"].as_array().expect("results") {
        let text = result["message"]["text"].as_str().expect("a text");
        assert!(!text.contains("]("), "a viewer makes it a link: {text}");
    }
}

/// As many tricks as fit into a name. Those that matter at the beginning begin one.
#[cfg(unix)]
fn names_of_files() -> Vec<String> {
    let mut names = vec![String::new()];
    for trick in TRICKS {
        let trick = trick.replace('/', "_").replace('\0', "");
        let last = names.last_mut().expect("a name");
        if trick.starts_with("::") || last.len() + trick.len() > 200 {
            names.push(trick);
        } else {
            last.push_str(&trick);
        }
    }
    names
}

/// Names of files and revisions can be malicious too.
#[cfg(unix)]
#[test]
fn names_of_files_are_shown_safely() {
    for name in names_of_files() {
        let path = format!("./{name}");
        let place = Place::new().with(&name, include_str!("../../examples/go.yaml"));
        let say = |arguments: &[&str]| place.run(arguments);
        for arguments in [
            &["score", &path, "--track", "cli", "--output", "out"][..],
            &["score", &format!("{path}-not-there")],
            &["check", "--require", "3", &path],
            &["check", "--require", "3", "--format", "sarif", &path],
            &["check", "--baseline", &name, &path],
            &["check", "--baseline", &format!("{name}~"), &path],
            &["diff", &path, &path],
            &["init", &path],
            &["assess", "--plain", &path],
        ] {
            let run = say(arguments);
            formats::plain(&run.stdout);
            formats::plain(&run.stderr);
        }
        formats::html(&say(&["diff", &path, &path, "--format", "html"]).stdout);
        formats::markdown(&say(&["diff", &path, &path, "--format", "markdown"]).stdout);
        let github = say(&["check", "--require", "3", "--track", "cli", "--format", "github", &path]).stdout;
        let begins = "::error file=";
        assert!(github.lines().all(|line| line.starts_with(begins)), "{github}");
    }
}

/// Errors quote the argument.
#[cfg(unix)]
#[test]
fn arguments_are_shown_safely() {
    for trick in TRICKS.iter().filter(|trick| !trick.contains('\0')) {
        for arguments in [
            &["score", &format!("--{trick}")][..],
            &[*trick],
            &["score", "--format", trick],
            &["score", "--target", trick],
            &["score", "--track", trick],
            &["check", "--max-age", trick],
            &["check", "--as-of", trick],
            &["explain", &format!(" {trick}")],
            &["init", "new.yaml", "--hosting", trick],
            &["completions", trick],
        ] {
            let output = program(arguments).args(["--color", "never"]).output().expect("it starts");
            let printed = String::from_utf8(output.stderr).expect("UTF-8");
            formats::plain(&printed);
        }
    }
}

/// A script with Windows line endings does not ask for help, so its gate must not pass.
#[test]
fn hidden_characters_do_not_make_an_argument_an_option() {
    for argument in ["--help\r", "-h\r", "--version\r", "--help\u{200b}", "-V\n"] {
        for arguments in [&[argument][..], &["check", argument], &["check", "--require", "3", argument]] {
            let output = program(arguments).output().expect("it starts");
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            assert_eq!(output.stdout, b"", "{arguments:?}");
        }
    }
}

/// Each trick as a key, as an invalid value and in a syntax error, because errors show these lines.
#[test]
fn excerpts_show_what_is_hidden() {
    let head = "principles: \"0.1\"\nregistry: { name: Example Index }\nanswers:\n";
    for trick in TRICKS {
        let raw = trick.replace(['\0', '\r', '\n'], " ");
        for rest in [
            format!("  {}: met\n", quoted(trick)),
            format!("  strong-mfa: {}\n", quoted(trick)),
            format!("  strong-mfa: {{ status: met, reviewed: {} }}\n", quoted(trick)),
            format!("  strong-mfa: [ {raw}\n"),
            format!("  strong-mfa: mett # {raw}\n"),
            format!("  {raw}\n"),
        ] {
            let place = Place::new().with("p.yaml", &format!("{head}{rest}"));
            let run = place.line("score p.yaml --format json --output out");
            formats::plain(&run.stderr);
        }
    }
}

/// The picture and the table of levels over time. Messages and authors of commits never appear.
#[test]
fn a_history_has_only_its_own_markup() {
    let trick = TRICKS.join(" ").replace('\0', "");
    let place =
        Place::new().with("hostile.yaml", "answers:\n  \"<script>\\e[31m::error::x\": met\n").repository();
    place.commit("2026-01-15");
    place.write("hostile.yaml", &hostile_profile());
    place.git(["add", "--all"]);
    let author = "\u{1b}[31mEvil ::error::<e@e.org>";
    place.git(["commit", "--quiet", "--author", author, "--message", &trick]);
    let revision = "<script>&\"'x";
    place.git(["tag", revision]);
    let render = |format: &str| place.run(["history", "hostile.yaml", "--format", format]).stdout;
    formats::plain(&render("terminal"));
    assert!(render("html").contains("<svg"));
    formats::html(&render("html"));
    formats::markdown(&render("markdown"));
    formats::sheet(&render("csv"));
    formats::plain(&render("json"));
    let run = place.run(["diff", "--git", revision, "hostile.yaml", "--format", "html"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    formats::html(&run.stdout);
}

/// The questionnaire line by line shows text from the profile and the script. Each line has a run of its own, because a
/// script ends at the first line that can't be carried out.
#[test]
fn a_conversation_hides_nothing() {
    let place = Place::new().with("hostile.yaml", &hostile_profile()).with("answers", "");
    let profile = std::fs::read_to_string(place.path().join("hostile.yaml")).expect("the profile");
    let of_capability = Catalogue::latest().capabilities().map(|capability| {
        format!("jump {}\nanswer\nmore\nstatus\nnote\n.\nintent declined\n", capability.id)
    });
    let of_tricks = TRICKS.iter().flat_map(|trick| {
        ["", "search ", "jump ", "note ", "name ", "address ", "provider ", "x "]
            .map(|command| format!("{command}{trick}\n"))
    });
    for answers in of_capability.chain(of_tricks) {
        place.write("hostile.yaml", &profile);
        place.write("answers", &answers);
        let mut command = program(["assess", "--plain", "hostile.yaml"]);
        command.stdin(std::fs::File::open(place.path().join("answers")).expect("the answers"));
        let run = place.finish(&mut command);
        assert!(run.exit == 0 || run.exit == 2, "{answers:?}: {run:?}");
        formats::plain(&run.stderr);
        formats::plain(&run.stdout);
    }
}
