//! Finds the private values in a profile's text, even if it is not valid YAML.
//!
//! Messages about problems show lines of the profile, often in a public log. This module would rather hide too much: a
//! key that is nearly `internal` may be a misspelling of it.

use super::keys;
use crate::text::{Problem, Span, nearest};

/// The maximum length of a key in bytes.
const MAX_KEY: usize = 200;

/// The text with every private value masked: internal notes, the owner and cost of a plan, and keys that begin with
/// `x-`. Each character is replaced by one of the same length in bytes, so that all offsets stay valid.
#[must_use]
pub fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut shown_to = 0;
    let mut line = ScannedLine::default();
    for (colon, _) in text.match_indices(':') {
        line.move_to(text, colon);
        if colon < shown_to || !line.has_private_key(text, colon) {
            continue;
        }
        let value = colon + 1..line.end_of_value(text, colon);
        masked.push_str(&text[shown_to..value.start]);
        masked.extend(text[value.clone()].chars().map(mask));
        shown_to = value.end;
    }
    masked.push_str(&text[shown_to..]);
    masked
}

/// The problems of a text, with `…` in place of each word of a private value that they quote.
pub(super) fn without_private_words(text: &str, problems: Vec<Problem>) -> Vec<Problem> {
    let shown = masked(text);
    let is_shown = |span: Span| text.as_bytes().get(span.range()) == shown.as_bytes().get(span.range());
    let hidden: String = text
        .chars()
        .zip(shown.chars())
        .filter(|(c, mask)| c != mask || c.is_whitespace())
        .map(|(c, _)| c)
        .collect();
    let is_private = |word: &str| hidden.contains(word);
    problems
        .into_iter()
        .map(|problem| if is_shown(problem.span()) { problem } else { problem.hiding(is_private) })
        .collect()
}

fn mask(c: char) -> char {
    match c.len_utf8() {
        _ if c.is_whitespace() => c,
        1 => '*',
        2 => '×',
        3 => '∗',
        _ => '\u{1f7b1}',
    }
}

/// The state of reading a line.
#[derive(Default)]
struct ScannedLine {
    start: usize,
    /// The offset to continue from.
    at: usize,
    /// The number of open brackets.
    open: usize,
}

impl ScannedLine {
    fn move_to(&mut self, text: &str, place: usize) {
        for (at, c) in text[self.at..place].char_indices() {
            match c {
                '\n' | '\r' => (self.start, self.open) = (self.at + at + 1, 0),
                '{' | '[' => self.open += 1,
                '}' | ']' => self.open = self.open.saturating_sub(1),
                _ => {}
            }
        }
        self.at = place;
    }

    fn has_private_key(&self, text: &str, colon: usize) -> bool {
        let from = text.ceil_char_boundary(colon.saturating_sub(MAX_KEY).max(self.start));
        let before = &text[from..colon];
        // The key of `? key` is on the line above.
        let above = &text[text.ceil_char_boundary(self.start.saturating_sub(MAX_KEY))..self.start];
        let above = || above.lines().next_back().unwrap_or_default();
        is_private(if before.trim().is_empty() { above() } else { before })
    }

    fn end_of_value(&self, text: &str, colon: usize) -> usize {
        if self.open > 0 {
            return end_of_flow_value(text, colon);
        }
        let before = &text[self.start..colon];
        let column = before.len() - before.trim_start_matches([' ', '\t', '-', '?']).len();
        end_of_block_value(text, colon + 1, column)
    }
}

/// Whether a line up to a colon ends in a private key.
fn is_private(before: &str) -> bool {
    let before = before.trim_end();
    let quoted = ['"', '\''].into_iter().find_map(|quote| before.strip_suffix(quote)?.rsplit(quote).next());
    // A key may or may not contain the spaces. One of the operator's own may contain anything.
    let whole = before.rsplit(['{', ',', '[', '?']).next().map(unquoted);
    let own = unquoted(before).get(..2).filter(|start| start.eq_ignore_ascii_case("x-"));
    let last = before.rsplit([' ', '\t', '{', ',', '[']).next().filter(|last| Some(*last) != whole);
    [quoted, own, whole, last].into_iter().flatten().any(|key| {
        let key = key.to_lowercase();
        let known = keys::all().find(|known| known.name == key);
        key.starts_with("x-")
            || key.contains(keys::INTERNAL.name)
            || known.map_or_else(|| is_nearly_private(&key), |known| known.is_private)
    })
}

/// A key without what can be around it on its line.
fn unquoted(key: &str) -> &str {
    key.trim_start_matches([' ', '\t', '-', '?', '"', '\'']).trim_end_matches(['"', '\''])
}

fn is_nearly_private(key: &str) -> bool {
    let private = keys::all().filter(|known| known.is_private).map(|known| known.name);
    !nearest(key, private, 1).is_empty()
}

/// The comma or bracket that ends the value after a colon within brackets.
fn end_of_flow_value(text: &str, colon: usize) -> usize {
    let (mut at, mut depth, mut begins) = (colon, 0_usize, false);
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' | '\'' if begins => {
                (at, begins) = (end_of_quoted(text, at), false);
                continue;
            }
            '{' | '[' => depth += 1,
            ',' if depth == 0 => return at,
            '}' | ']' => match depth.checked_sub(1) {
                None => return at,
                Some(left) => depth = left,
            },
            _ => {}
        }
        begins = matches!(c, '{' | '[' | ',' | ':') || (begins && c.is_whitespace());
        at += c.len_utf8();
    }
    text.len()
}

/// The next line that is not indented further than the key and is not an item of the value's list.
fn end_of_block_value(text: &str, start: usize, column: usize) -> usize {
    let value = text[start..].trim_start_matches([' ', '\t']);
    let opened = value.starts_with(['"', '\'']).then(|| end_of_quoted(text, text.len() - value.len()));
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let rest = line.trim();
        let goes_on =
            end == start || rest.is_empty() || indent > column || (indent == column && rest.starts_with('-'));
        if !goes_on {
            break;
        }
        end += line.len();
    }
    end.max(opened.unwrap_or(0))
}

/// The end of a quoted text. A double quote in it follows a backslash, and a single one is doubled.
fn end_of_quoted(text: &str, open: usize) -> usize {
    let mut rest = text[open..].char_indices().peekable();
    let Some((_, quote)) = rest.next() else { return text.len() };
    while let Some((at, c)) = rest.next() {
        let next_is_quote = rest.peek().is_some_and(|(_, next)| *next == quote);
        match c {
            '\\' if quote == '"' => drop(rest.next()),
            '\'' if quote == '\'' && next_is_quote => drop(rest.next()),
            c if c == quote => return open + at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{keys, masked};
    use crate::profile::Profile;

    #[test]
    fn private_values_are_masked_and_nothing_else() {
        for (text, shown) in [
            ("a:\n  internal: Ticket 7\n  note: seen\n", "a:\n  internal: ****** *\n  note: seen\n"),
            ("internal: |\n  one\n\n  two\nnote: x\n", "internal: *\n  ***\n\n  ***\nnote: x\n"),
            ("x-list:\n- one\n- two\nnote: x\n", "x-list:\n* ***\n* ***\nnote: x\n"),
            ("- internal: é\n  note: x\n", "- internal: ×\n  note: x\n"),
            ("plan: {summary: a, owner: Bob's, cost: 3}\n", "plan: {summary: a, owner: *****, cost: *}\n"),
            ("plan: {owner: \"a, b}\", due: c}\n", "plan: {owner: *** ***, due: c}\n"),
            ("{owner: \"a\\\", b\", due: c}\n", "{owner: ***** **, due: c}\n"),
            ("{owner: 'a'', b', due: c}\n", "{owner: ***** **, due: c}\n"),
            ("{owner: \"a\\\\\", due: c}\n", "{owner: *****, due: c}\n"),
            ("internal: 'it''s\na'\nnote: b\n", "internal: ******\n**\nnote: b\n"),
            ("internal: \"a\\\"\nb\"\nnote: c\n", "internal: ****\n**\nnote: c\n"),
            ("{\"internal\":\"a\",\"note\":\"b\"}", "{\"internal\":***,\"note\":\"b\"}"),
            ("{x-a: {b: [c, d]}, note: e}", "{x-a: *** *** ***, note: e}"),
            ("Internal: a\ninteral: b\nx-a b: c\n", "Internal: *\ninteral: *\nx-a b: *\n"),
            ("internal: \"a\nb\"\nnote: c\n", "internal: **\n**\nnote: c\n"),
            ("internal: a\r\nnote: b\r\n", "internal: *\r\nnote: b\r\n"),
            ("? internal\n: a\nnote: b\n", "? internal\n: *\nnote: b\n"),
            ("? internal: a\n: b\nnote: c\n", "? internal: *\n: *\nnote: c\n"),
            ("internal: é 日 🚀\nnote: b\n", "internal: × ∗ 🞱\nnote: b\n"),
            ("\"x-a\": b\nnote: c\n", "\"x-a\": *\nnote: c\n"),
            ("{\"owner\":\"a, b\",\"due\":\"c\"}", "{\"owner\":*** **,\"due\":\"c\"}"),
            ("x-a[1]: b\nnote: c\n", "x-a[1]: *\nnote: c\n"),
            ("- x-a, b: c\n  note: d\n", "- x-a, b: *\n  note: d\n"),
            ("x-: a\nnote: b\n", "x-: *\nnote: b\n"),
            ("? X-a, b\n: c\nnote: d\n", "? X-a, b\n: *\nnote: d\n"),
            ("'x-it''s': a\nnote: b\n", "'x-it''s': *\nnote: b\n"),
            ("{\"x-a\\\"b\": c, note: d}", "{\"x-a\\\"b\": *, note: d}"),
        ] {
            let hidden = masked(text);
            assert_eq!(hidden.len(), text.len());
            assert_eq!(hidden, shown);
        }
    }

    #[test]
    fn no_problem_quotes_what_is_private() {
        let values = [
            "\"SECRET",
            "[SECRET",
            "{SECRET",
            "{SECRET: SECRET, SECRET: 1}",
            "&SECRET a",
            "*SECRET",
            "!SECRET a",
            "SECRET: SECRET",
            "|SECRET",
            "\u{1}SECRET",
            "\"\\SECRET\"",
            "@SECRET",
            "%SECRET",
            "SECRET\n      SECRET: x",
            "'SECRET' SECRET",
            "`SECRET",
            "SECRET #SECRET",
        ];
        let keys = ["internal", "Internal", "internal-note", "x-a", "x-a, b", "plan: {owner", "plan: {cost"];
        let mut count = 0;
        for (key, value) in keys.iter().flat_map(|key| values.map(|value| (key, value))) {
            let answer = format!("  strong-mfa:\n    status: partial\n    {key}: {value}\n");
            let text = format!("principles: \"0.1\"\nregistry: {{name: x}}\nanswers:\n{answer}");
            let Err(invalid) = Profile::parse(&text) else { continue };
            count += invalid.problems().len();
            assert!(!invalid.to_string().contains("SECRET"), "{text}{invalid}");
        }
        assert!(count > 50, "{count}");
    }

    #[test]
    fn no_public_key_is_taken_for_a_private_one() {
        for key in keys::all().filter(|key| !key.is_private).map(|key| key.name) {
            let text = format!("{key}: a\n");
            assert_eq!(masked(&text), text);
        }
        for capability in crate::catalogue::Catalogue::latest().capabilities() {
            let text = format!("  {}: met\n", capability.id);
            assert_eq!(masked(&text), text);
        }
    }
}
