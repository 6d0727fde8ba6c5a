//! Writes texts as YAML scalars that every YAML reader understands in the same way.

use crate::{
    text::{first_hidden, is_hidden_at},
    yaml::TextStyle,
};

/// Words that some version of YAML does not read as text.
const SPECIAL_WORDS: [&str; 15] =
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "<<", "=", "nan", ".nan", ".inf"];

/// Characters with which a plain scalar cannot begin.
const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`";

/// The notation around a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    /// Block style: on lines of its own, by indentation.
    Block,
    /// Flow style, within brackets.
    Flow,
    /// JSON, which stays JSON.
    Json,
}

/// The text on one line: in the quotes that it had before, or else plain if possible.
pub(super) fn inline(text: &str, notation: Notation, had: Option<TextStyle>) -> String {
    if notation == Notation::Json {
        return json_string(text);
    }
    let in_flow = notation == Notation::Flow;
    if needs_escape(text) {
        return double_quoted(text);
    }
    match had {
        Some(TextStyle::SingleQuoted) => single_quoted(text),
        Some(TextStyle::DoubleQuoted) => double_quoted(text),
        _ if is_plain(text, in_flow) => text.to_owned(),
        _ if text.contains(['"', '\\']) => single_quoted(text),
        _ => double_quoted(text),
    }
}

/// The header and the lines of a block scalar; `None` if that style cannot represent the text.
pub(super) fn literal(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let (header, body) = match text.strip_suffix('\n') {
        Some(body) => ("|", body),
        None => ("|-", text),
    };
    let lines: Vec<&str> = body.split('\n').collect();
    let starts_plainly = |line: &str| !line.is_empty() && !line.starts_with([' ', '\t']);
    let sound = lines.len() > 1
        && lines.first().is_some_and(|line| starts_plainly(line))
        && lines.last().is_some_and(|line| starts_plainly(line))
        && lines.iter().all(|line| line.is_empty() || !line.trim().is_empty())
        && lines.iter().all(|line| first_hidden(line).is_none());
    sound.then_some((header, lines))
}

/// Whether a text contains a character that can only be written as an escape.
fn needs_escape(text: &str) -> bool {
    first_hidden(text).is_some()
}

fn is_plain(text: &str, in_flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let lower = text.to_lowercase();
    let needs_quotes = text.trim() != text
        || INDICATORS.contains(first)
        || text.ends_with(':')
        || text.starts_with("...")
        || [": ", " #"].iter().any(|mark| text.contains(mark))
        || in_flow && text.contains([',', '[', ']', '{', '}', ':'])
        || SPECIAL_WORDS.contains(&lower.as_str())
        || looks_like_a_number(&lower);
    !needs_quotes
}

/// Whether some version of YAML might read the text as a number, a date or a time. False positives only cost quotes.
fn looks_like_a_number(lower: &str) -> bool {
    lower.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '.')
        && lower.chars().all(|c| c.is_ascii_hexdigit() || "+-._:, xotzinf".contains(c))
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_hidden_at(text, at) => quoted.push_str(&escape(c)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The text in double quotes, as JSON. YAML reads characters without a short escape as they are.
fn json_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if u32::from(c) <= 0xffff && is_hidden_at(text, at) => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn escape(c: char) -> String {
    match u32::from(c) {
        code @ ..=0xff => format!("\\x{code:02X}"),
        code @ ..=0xffff => format!("\\u{code:04X}"),
        code => format!("\\U{code:08X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Kind, Tree, Value};

    #[test]
    fn plain_where_every_reader_takes_it_for_text() {
        for text in [
            "met",
            "Ticket SEC-112.",
            "https://e.org/a#b",
            "2 person-months",
            "EUR 20,000",
            "naïve 日本",
            "a: b",
        ] {
            let plain = !text.contains(": ");
            assert_eq!(inline(text, Notation::Block, None) == text, plain, "{text}");
        }
        for text in [
            "",
            " a",
            "a ",
            "no",
            "Yes",
            "ON",
            "~",
            "null",
            "1",
            "1.5e3",
            "0x1F",
            "2026-11-02",
            "12:30",
            ".inf",
            "+1",
            "a:",
            "- a",
            "# a",
            "a #b",
            "@a",
            "%a",
            "`a",
            "!a",
            "&a",
            "*a",
            "[a",
            "{a",
            "|",
            ">",
            "=",
            "<<",
            "a\tb",
            "\u{202e}",
            "...",
            "---",
            "'a'",
            "\"a\"",
        ] {
            assert_ne!(inline(text, Notation::Block, None), text, "{text:?}");
        }
    }

    #[test]
    fn quotes_are_those_that_were_there_or_those_that_need_no_escapes() {
        assert_eq!(inline("a, b", Notation::Flow, None), "\"a, b\"");
        assert_eq!(inline("\"a\" b", Notation::Block, None), "'\"a\" b'");
        assert_eq!(inline("a: \\b", Notation::Block, None), "'a: \\b'");
        assert_eq!(inline("it's: a", Notation::Block, None), "\"it's: a\"");
        assert_eq!(inline("met", Notation::Block, Some(TextStyle::SingleQuoted)), "'met'");
        assert_eq!(inline("met", Notation::Block, Some(TextStyle::DoubleQuoted)), "\"met\"");
        assert_eq!(inline("it's", Notation::Block, Some(TextStyle::SingleQuoted)), "'it''s'");
        assert_eq!(inline("a\u{202e}\u{e0001}\u{7}", Notation::Block, None), "\"a\\u202E\\U000E0001\\x07\"");
        // JSON has no escape for a character beyond four digits, and YAML no pair of escapes for it.
        assert_eq!(
            inline("naïve \u{202e}\u{e0001}\u{7}🚀", Notation::Json, None),
            "\"naïve \\u202E\u{e0001}\\u0007🚀\""
        );
    }

    proptest::proptest! {
        #[test]
        fn every_text_comes_back(text in "(\\PC|[ \n\t:#'\"\\\\,\u{85}\u{202e}\u{feff}\u{7}-]){0,40}") {
            for in_flow in [false, true] {
                for had in [None, Some(TextStyle::SingleQuoted), Some(TextStyle::DoubleQuoted)] {
                    let notation = if in_flow { Notation::Flow } else { Notation::Block };
                    let written = inline(&text, notation, had);
                    let yaml = if in_flow { format!("[{written}]") } else { format!("- {written}\n") };
                    let tree = Tree::read(&yaml);
                    let read = tree.root().and_then(|root| root.items().next()).map(Value::kind);
                    proptest::prop_assert_eq!(read, Some(Kind::Text(&text)), "{}", yaml);
                    let other: Vec<String> = serde_yaml::from_str(&yaml).expect("sound for the other reader");
                    proptest::prop_assert_eq!(&other[0], &text);
                }
            }
        }

        #[test]
        fn every_literal_comes_back(text in "([a-z #:'-]{0,6}\n){0,5}[a-z]{0,3}\n?") {
            if let Some((header, lines)) = literal(&text) {
                let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
                let yaml = format!("a: {header}\n{lines}b: c\n");
                let tree = Tree::read(&yaml);
                let read = tree.root().and_then(|root| root.entries().next()).map(|entry| entry.1.kind());
                proptest::prop_assert_eq!(read, Some(Kind::Text(&text)), "{}", yaml);
            }
        }
    }
}
