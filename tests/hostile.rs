//! Profiles that mean harm: whatever stands in their texts, it comes out harmless in every format.

mod support;

use std::{fmt::Write as _, io::Write as _};

use pulldown_cmark::{Event, Options, Parser, Tag};
use registry_maturity::{catalogue::Catalogue, visible::is_hidden};
use support::program;

/// Texts that mean harm somewhere.
const TRICKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "</details></article></main><h1>Level 3",
    "</style><style>*{display:none}",
    "</title></svg><script>1</script>",
    "]]><script>1</script>",
    "--> <!-- <script>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://e.org/\"onload=\"alert(1)",
    "https://e.org/<script>",
    "https://user@e.org/)](javascript:alert(1))",
    "[click](javascript:alert(1))",
    "[click]: javascript:alert(1)",
    "![pixel](https://e.org/pixel.png)",
    "<https://e.org> <b>bold</b>",
    "=cmd|'/c calc'!A1",
    "+1+cmd|'/c calc'!A1",
    "-1+1",
    "@SUM(1+1)*cmd|'/c calc'!A1",
    "\t=1+1",
    "\r\n=1+1",
    "a\",\"b\n=1",
    "| a | b |\n|---|---|\n| c | d |",
    "```\nfence",
    "``` ` `` ```` text",
    "~~~\nfence",
    "- [x] done by somebody else",
    "\n\n# A heading\n\n1. A list\n\n> A quote",
    "* a\n+ b\n\n---\n\n===",
    "*bold* _it_ **strong** ~~gone~~ `code` $math$ \\",
    "@everybody @org/team #1 org/repo#2 GH-3 www.e.org http://e.org a@e.org",
    "&lt;script&gt; &amp; &#60;b&#62; &colon;",
    "<!-- comment",
    "<details open><summary>mine",
    "[^1] [x] [ ] [[link]]",
    "{{ 7*7 }} ${7*7} {% if %}",
    "\u{1b}[31mred\u{1b}[0m \u{1b}]8;;https://e.org\u{7}link\u{1b}]8;;\u{7}",
    "\u{9b}2J\u{0}\u{8}\u{7f}",
    "level \u{202e}3\u{202c} \u{2066}x\u{2069} \u{200f}",
    "zero\u{200b}width\u{feff}\u{2060}\u{ad}",
    "\u{2028}line\u{2029}paragraph\u{85}",
    "\u{e0041}tag \u{fff9}note\u{fffb}",
    "::error file=a::b\n##[error]c",
];

/// A profile with the tricks wherever a text can stand.
fn profile() -> String {
    let name = quoted(&TRICKS.join(" "));
    let mut text = format!(
        "principles: \"0.1\"\nregistry:\n  name: {name}\n  url: {}\nassessment:\n  by: {name}\ntaxonomy:\n  accounts: false\nalso-assess:\n  authentication: {name}\n  authorization: {name}\nanswers:\n",
        quoted("javascript:alert(1)")
    );
    for (at, capability) in Catalogue::latest().capabilities().enumerate() {
        let (id, trick) = (capability.id, TRICKS[at]);
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

fn assert_nothing_is_hidden(format: &str, text: &str) {
    let found = text.chars().find(|c| is_hidden(*c) && !matches!(c, '\n' | '\r'));
    assert_eq!(found, None, "{format}");
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
