//! Known malicious texts, for every test of how texts are handled.

use std::fmt::Write as _;

use registry_maturity_core::catalogue::Catalogue;

/// Texts that do harm somewhere if they are not handled.
pub(crate) const TRICKS: &[&str] = &[
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
    "https://e.org/##vso[task.prependpath]/tmp/evil",
    "a@-e.org x.y@_e.org",
    "see;\"=HYPERLINK(1);",
    "\u{fe0f}x、\u{fe0f}\u{fe0f}",
    "see;=cmd|'/c calc'!A1; +1;\t@SUM(1)",
    "strong\u{fe06}\u{fe0f}mfa \u{1d159}\u{13430}\u{16fe4}",
    "     - [x] indented",
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
    "::error\u{a0}title=x::a\u{3000}::error::b",
    "::add-mask::a ::stop-commands::b ##[add-mask]c ##vso[task.complete] ##teamcity[x]",
    "\u{1b}]52;c;cm0gLXJm\u{7}\u{1b}P+q\u{1b}\\\u{1b}[6n\u{90}\u{9d}0;title\u{9c}",
    "\u{115f}\u{3164}\u{2800}\u{180e}\u{fe0f}\u{61c}",
    "<foreignObject><iframe src=javascript:alert(1)>",
    "&#106;avascript&colon;alert(1) <a href=&#x6a;avascript:1>",
    "%0A::error::x %0D%0A %25",
    "{0} {\"text\"} \\u0022}",
    "HYPERLINK(\"https://e.org\") \u{ff1d}1+1 \u{ff20}SUM(1)",
];

/// A profile with the tricks wherever a text is possible.
pub(crate) fn hostile_profile() -> String {
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
pub(crate) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii() && !c.is_ascii_control() && c != '"' && c != '\\';
    let escaped =
        text.chars().map(|c| if plain(c) { c.to_string() } else { format!("\\U{:08x}", u32::from(c)) });
    format!("\"{}\"", escaped.collect::<String>())
}
