//! Profiles that mean harm: whatever stands in their texts, it comes out harmless in every format.

#[path = "../fuzz/src/formats.rs"]
#[allow(dead_code, reason = "fuzzing looks at more formats")]
mod formats;
mod support;

use std::{
    fmt::Write as _,
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
};

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
    "*bold* _it_ **strong** ~~gone~~ `code` $math$ H~2~O x^2^ \\",
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
    "\u{e0041}tag \u{fff9}note\u{fffb} none \u{fdd0}\u{fffe}\u{10ffff}",
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

#[test]
fn a_terminal_is_not_steered() {
    formats::on_a_terminal(&print("terminal"), false);
}

#[test]
fn a_page_has_only_its_own_markup() {
    let page = print("html");
    formats::html(&page);
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(!page.contains("<script"));
}

/// Every other command that tells of a profile, in the formats with the most to break out of.
#[test]
fn every_document_has_only_its_own_markup() {
    let peer = "examples/pypi.yaml";
    for command in
        [vec!["roadmap"], vec!["roadmap", "--style", "fundable"], vec!["compare", peer], vec!["diff", peer]]
    {
        formats::on_a_terminal(&told(&command, "terminal"), false);
        formats::html(&told(&command, "html"));
        formats::markdown(&told(&command, "markdown"));
        formats::sheet(&told(&command, "csv"));
        formats::json(&told(&command, "json"));
    }
}

#[test]
fn markdown_has_only_its_own_markup() {
    let marks = formats::markdown(&print("markdown"));
    assert_eq!(marks, formats::Marks { headings: 5, tasks: vec![false; 32], folds: 32 });
}

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
    assert_eq!(formats::sheet(&print("csv")), 32);
}

#[test]
fn a_badge_is_sound_xml_with_only_its_own_markup() {
    formats::xml(&print("badge"));
}

#[test]
fn json_says_what_was_said() {
    let result = formats::json(&print("json"));
    let evidence = &result["tracks"][0]["capabilities"][0]["evidence"][0];
    assert_eq!(evidence, TRICKS[0]);
}

/// A broken result, and what judges it.
type Broken<'a> = (&'static str, &'a dyn Fn(&str));

/// What judges the results above has to see what is wrong with these.
#[test]
fn a_result_that_is_broken_out_of_is_seen() {
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
        ("::error file=a,title=b::c\n::error file=d\n", &|text| formats::commands(text, 2)),
    ];
    for (result, check) in broken {
        assert!(catch_unwind(AssertUnwindSafe(|| check(result))).is_err(), "{result:?}");
    }
}
