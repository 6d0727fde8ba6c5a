//! Profiles that mean harm: whatever stands in their texts, it comes out harmless in every format.

mod support;

use std::{fmt::Write as _, io::Write as _};

use pulldown_cmark::{Event, Options, Parser, Tag};
use registry_maturity::{
    catalogue::Catalogue,
    visible::{is_hidden, log_command},
};
use support::{Place, Run, TRICKS, program};

/// A profile with the tricks wherever a text can stand.
fn profile() -> String {
    let name = quoted(&TRICKS.join(" "));
    let mut text = format!(
        "principles: \"0.1\"\nregistry:\n  name: {name}\n  url: {}\nassessment:\n  by: {name}\ntaxonomy:\n  accounts: false\nalso-assess:\n  authentication: {name}\n  authorization: {name}\nanswers:\n",
        quoted("javascript:alert(1)")
    );
    for (at, capability) in Catalogue::latest().capabilities().enumerate() {
        let (id, trick) = (capability.id, TRICKS[at % TRICKS.len()]);
        let long = if at == 0 { "long <b> ".repeat(12_000) } else { String::new() };
        let rest = TRICKS[(at + 32) % TRICKS.len()];
        let both = quoted(&format!("{trick} {rest} {long}"));
        let only = quoted(trick);
        let other = quoted(rest);
        let _ = writeln!(
            text,
            "  {id}:\n    status: partial\n    note: {both}\n    internal: {other}\n    delegated-to: {only}\n    evidence: [{only}, {other}, \"https://e.org/?a=1&b=[x](y)*_~$@me#1\"]\n    intent: declined\n    plan: {{summary: {only}, issue: {other}, owner: {only}, effort: {other}, cost: {only}}}"
        );
    }
    text
}

/// A text in double quotes, as JSON and YAML write it.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii() && !c.is_ascii_control() && c != '"' && c != '\\';
    let escaped =
        text.chars().map(|c| if plain(c) { c.to_string() } else { format!("\\U{:08x}", u32::from(c)) });
    format!("\"{}\"", escaped.collect::<String>())
}

fn print(format: &str) -> String {
    told(&["score", "--all", "--internal"], format)
}

/// What a command that takes a profile says of one that means harm.
fn told(command: &[&str], format: &str) -> String {
    let mut file = tempfile::NamedTempFile::with_suffix(".yaml").expect("a file");
    file.write_all(profile().as_bytes()).expect("written");
    let path = file.path().to_str().expect("UTF-8");
    let output = program(&[command, &["--format", format, path]].concat()).output().expect("it starts");
    assert!(output.status.success(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(!said.chars().any(|c| is_hidden(c) && c != '\n'), "{format}: warnings hide something");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Whether a service that reads the log takes a line for a command: by its beginning, or by what is somewhere in it.
fn is_command(line: &str) -> bool {
    log_command(line.trim_start()) == Some(0) || log_command(&line.replace("::", "")).is_some()
}

fn assert_nothing_is_hidden(format: &str, text: &str) {
    let found = text.chars().find(|c| is_hidden(*c) && !matches!(c, '\n' | '\r'));
    assert_eq!(found, None, "{format}");
    let command = text.lines().find(|line| is_command(line));
    assert_eq!(command, None, "{format}: a service that reads the log takes it for a command");
}

#[test]
fn a_terminal_is_not_steered() {
    assert_nothing_is_hidden("terminal", &print("terminal"));
}

#[test]
fn a_page_has_only_its_own_markup() {
    let page = print("html");
    assert_only_own_tags(&page);
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("<article").count(), page.matches("</article>").count());
}

/// Every other command that tells of a profile, in the formats with the most to break out of.
#[test]
fn every_document_has_only_its_own_markup() {
    let peer = "examples/pypi.yaml";
    for command in
        [vec!["roadmap"], vec!["roadmap", "--style", "fundable"], vec!["compare", peer], vec!["diff", peer]]
    {
        assert_nothing_is_hidden("terminal", &told(&command, "terminal"));
        assert_only_own_tags(&told(&command, "html"));
        assert_only_own_markdown(&told(&command, "markdown"));
        assert_no_formulas(&told(&command, "csv"));
        assert_nothing_is_hidden("json", &told(&command, "json"));
    }
}

/// The tags that a page is made of. Whatever else there is, a text has broken out.
fn assert_only_own_tags(page: &str) {
    assert_nothing_is_hidden("html", page);
    let own = page_tags();
    let body = page.split_once("</style>").expect("a style").1;
    for tag in tags(body) {
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        assert!(own.contains(&name), "<{tag}>");
        let attributes = tag.split_once(' ').map_or("", |(_, rest)| rest);
        for attribute in attributes.split("\" ").filter_map(|part| part.trim().split_once("=\"")) {
            assert!(!attribute.0.starts_with("on"), "<{tag}>");
            if matches!(attribute.0, "href" | "src") {
                let safe = ["#", "https://", "http://"].iter().any(|start| attribute.1.starts_with(start));
                assert!(safe, "<{tag}>");
            }
        }
    }
    assert!(!page.contains("<script"));
}

fn page_tags() -> Vec<&'static str> {
    "head body html main header footer section form fieldset legend input label h1 h2 h3 h4 p a span strong code br dl div dt dd ul li figure figcaption svg title desc g rect path circle text tspan details summary table caption thead tbody tr th td article"
        .split(' ')
        .collect()
}

fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').skip(1).map(|part| part.split('>').next().unwrap_or_default())
}

#[test]
fn markdown_has_only_its_own_markup() {
    let text = print("markdown");
    let kinds = assert_only_own_markdown(&text);
    let count = |wanted: &str| kinds.iter().filter(|kind| **kind == wanted).count();
    assert_eq!((count("task"), count("fold"), count("heading")), (32, 32, 5));
}

/// GitHub's Markdown, read by a reader that is not ours: the only markup is the document's own. Its tasks, folds and
/// headings are handed back to be counted.
fn assert_only_own_markdown(text: &str) -> Vec<&'static str> {
    assert_nothing_is_hidden("markdown", text);
    let mut kinds = Vec::new();
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.trim();
                let anchor = html.strip_prefix("<a id=\"").is_some_and(|rest| {
                    rest.trim_end_matches("\">").chars().all(|c| c.is_ascii_lowercase() || c == '-')
                });
                assert!(anchor || OWN_HTML.contains(&html), "{html}");
                kinds.extend((html == "</details>").then_some("fold"));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("https://") || dest_url.starts_with("http://"), "{dest_url}");
                assert!(!dest_url.contains('"') && !dest_url.contains('<'), "{dest_url}");
            }
            Event::Start(Tag::Heading { .. }) => kinds.push("heading"),
            Event::TaskListMarker(done) => {
                assert!(!done, "nothing in this profile is met");
                kinds.push("task");
            }
            Event::Start(
                Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::FootnoteDefinition(_)
                | Tag::Strikethrough,
            )
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => panic!("{event:?}"),
            _ => {}
        }
    }
    kinds
}

const OWN_HTML: [&str; 6] =
    ["<br>", "<!-- -->", "</a>", "<details><summary>Details</summary>", "</details>", "<details>"];

/// What a site would make a link or a call by itself is parted.
#[test]
fn markdown_calls_nobody() {
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
    let sheet = print("csv");
    assert_eq!(assert_no_formulas(&sheet), 32);
    assert_eq!(sheet.lines().count(), 33, "a row is a line");
}

/// Holds a sheet to be one, without formulas; how many rows it has.
fn assert_no_formulas(sheet: &str) -> usize {
    assert_nothing_is_hidden("csv", sheet);
    let mut reader = csv::ReaderBuilder::new().from_reader(sheet.as_bytes());
    let columns = reader.headers().expect("a header").len();
    let mut rows = 0;
    for record in reader.records() {
        let record = record.expect("as many cells as columns");
        assert_eq!(record.len(), columns);
        for cell in &record {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            assert!(cell.chars().count() < 32_767);
        }
        rows += 1;
    }
    rows
}

#[test]
fn a_badge_is_sound_xml_with_only_its_own_markup() {
    let badge = print("badge");
    assert_nothing_is_hidden("badge", &badge);
    for tag in tags(&badge) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        assert!(["svg", "title", "desc", "clipPath", "rect", "g", "text"].contains(&name), "<{tag}>");
        let outside_values: String = tag.split('"').step_by(2).collect();
        assert!(!outside_values.contains(" on"), "<{tag}>");
    }
}

#[test]
fn json_says_what_was_said() {
    let json = print("json");
    let result: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let evidence = &result["tracks"][0]["capabilities"][0]["evidence"][0];
    assert_eq!(evidence, TRICKS[0]);
    assert_nothing_is_hidden("json", &json);
}

/// The gate: for people, for GitHub, as SARIF and JSON.
#[test]
fn a_verdict_is_only_what_the_program_says() {
    let gate = ["check", "--require", "3", "--evidence", "--complete", "--warnings"];
    let place = Place::new().with("hostile.yaml", &profile());
    let tell = |format: &str| {
        let run = place.run(gate.iter().chain(&["--format", format, "hostile.yaml"]));
        assert_eq!(run.exit, 1, "{run:?}");
        run.stdout
    };
    assert_nothing_is_hidden("text", &tell("text"));
    assert_nothing_is_hidden("json", &tell("json"));
    let github = tell("github");
    for line in github.lines() {
        let rest = line.strip_prefix("::error file=hostile.yaml,").expect("one command a line");
        let (properties, data) = rest.split_once("::").expect("its data");
        assert!(
            properties.split(',').all(|part| ["line=", "col=", "title="].iter().any(|p| part.starts_with(p)))
        );
        assert!(log_command(data).is_none() && !data.contains(is_hidden), "{data}");
    }
    let sarif = tell("sarif");
    assert_nothing_is_hidden("sarif", &sarif);
    let log: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    for result in log["runs"][0]["results"].as_array().expect("results") {
        let text = result["message"]["text"].as_str().expect("a text");
        assert!(!text.contains("]("), "a viewer makes it a link: {text}");
    }
}

/// As many tricks in a name as it may be long; those that count at the beginning begin one.
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

/// Names of files and revisions are texts of strangers too.
#[cfg(unix)]
#[test]
fn names_of_files_are_shown_as_harmless_as_texts() {
    for name in names_of_files() {
        let path = format!("./{name}");
        let place = Place::new().with(&name, include_str!("../examples/go.yaml"));
        let say = |arguments: &[&str]| -> Run { place.run(arguments) };
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
            for (stream, text) in [("standard output", &run.stdout), ("standard error", &run.stderr)] {
                assert_nothing_is_hidden(&format!("{arguments:?}, {stream}"), text);
            }
        }
        assert_only_own_tags(&say(&["diff", &path, &path, "--format", "html"]).stdout);
        assert_only_own_markdown(&say(&["diff", &path, &path, "--format", "markdown"]).stdout);
        let github = say(&["check", "--require", "3", "--track", "cli", "--format", "github", &path]).stdout;
        let begins = "::error file=";
        assert!(github.lines().all(|line| line.starts_with(begins)), "{github}");
    }
}

/// What is wrong with an argument is told with the argument.
#[cfg(unix)]
#[test]
fn arguments_are_shown_as_harmless_as_texts() {
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
            &["init", "-", "--hosting", trick],
            &["completions", trick],
        ] {
            let output = program(arguments).args(["--color", "never"]).output().expect("it starts");
            let told = String::from_utf8(output.stderr).expect("UTF-8");
            assert_nothing_is_hidden(&format!("{arguments:?}"), &told);
        }
    }
}

/// Each trick as a key, as a value that is none, and where the syntax ends: the lines that errors show.
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
            assert_nothing_is_hidden(&rest, &run.stderr);
        }
    }
}

/// The picture and the table of levels over time; a commit's message and author are never told.
#[test]
fn a_history_has_only_its_own_markup() {
    let trick = TRICKS.join(" ").replace('\0', "");
    let place =
        Place::new().with("hostile.yaml", "answers:\n  \"<script>\\e[31m::error::x\": met\n").repository();
    place.commit("2026-01-15");
    place.write("hostile.yaml", &profile());
    place.git(["add", "--all"]);
    let author = "\u{1b}[31mEvil ::error::<e@e.org>";
    place.git(["commit", "--quiet", "--author", author, "--message", &trick]);
    let revision = "<script>&\"'x";
    place.git(["tag", revision]);
    let tell = |format: &str| place.run(["history", "hostile.yaml", "--format", format]).stdout;
    assert_nothing_is_hidden("terminal", &tell("terminal"));
    assert!(tell("html").contains("<svg"));
    assert_only_own_tags(&tell("html"));
    assert_only_own_markdown(&tell("markdown"));
    assert_no_formulas(&tell("csv"));
    assert_nothing_is_hidden("json", &tell("json"));
    let run = place.run(["diff", "--git", revision, "hostile.yaml", "--format", "html"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert_only_own_tags(&run.stdout);
}

/// Line by line, everything that the profile says is shown.
#[test]
fn a_conversation_hides_nothing() {
    let place = Place::new().with("hostile.yaml", &profile()).with("answers", "");
    let answers: String = Catalogue::latest()
        .capabilities()
        .map(|capability| format!("jump {}\nanswer\nstatus\nnote\n.\nintent declined\n.\n", capability.id))
        .chain(TRICKS.iter().map(|trick| format!("{trick}\nsearch {trick}\njump {trick}\nnote {trick}\n")))
        .collect();
    place.write("answers", &answers);
    let mut command = program(&["assess", "--plain", "hostile.yaml"]);
    command.stdin(std::fs::File::open(place.path().join("answers")).expect("the answers"));
    let run = place.finish(&mut command);
    assert!(run.exit == 0 || run.exit == 130, "{run:?}");
    assert_nothing_is_hidden("the conversation", &run.stderr);
    assert_nothing_is_hidden("the report", &run.stdout);
}
