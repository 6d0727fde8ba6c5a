//! [`Pen`]: writes values as lines or within brackets, in the formatting of the text.

use super::{
    layout::TextLayout,
    scalar::{self, Notation},
    wanted::Wanted,
};
use crate::{text::Span, yaml::TextStyle};

/// A value written in block style.
pub(super) struct Written {
    /// The part on the key's line.
    pub inline: String,
    /// The lines below the key.
    pub body: Vec<String>,
}

/// Writes values in block style.
pub(super) struct Pen<'p, 't> {
    layout: &'p TextLayout<'t>,
    /// Whether block scalars are allowed: not where they would absorb a comment that follows.
    literal: bool,
}

impl<'p, 't> Pen<'p, 't> {
    /// A pen for lines that are indented at least to `column` and go before the line that begins at `above`.
    pub(super) fn new(layout: &'p TextLayout<'t>, above: usize, column: usize) -> Pen<'p, 't> {
        Pen { layout, literal: !layout.comment_follows(above, column) }
    }

    /// An entry in block style.
    pub(super) fn entry(&self, name: &str, wanted: &Wanted, column: usize) -> Vec<String> {
        let written = self.value(wanted, column, column + self.layout.indent, None);
        let space = if written.inline.is_empty() { "" } else { " " };
        let first = format!("{:column$}{name}:{space}{}", "", written.inline);
        std::iter::once(first).chain(written.body).collect()
    }

    /// A value in block style. `column` is that of its key, `inner` that of the keys below it.
    pub(super) fn value(
        &self,
        wanted: &Wanted,
        column: usize,
        inner: usize,
        had: Option<TextStyle>,
    ) -> Written {
        let inline = |inline: String| Written { inline, body: Vec::new() };
        match wanted {
            Wanted::Nothing => inline(String::new()),
            Wanted::Word(word) | Wanted::WordOrKeys(word, _) => inline(quoted_word(word, had)),
            Wanted::Text(text) => match scalar::literal(text).filter(|_| self.literal) {
                Some((header, lines)) => Written {
                    inline: header.to_owned(),
                    body: lines.into_iter().map(|line| indented(line, inner)).collect(),
                },
                None => inline(scalar::inline(text, Notation::Block, had)),
            },
            Wanted::List(items) if items.len() == 1 => {
                inline(scalar::inline(&items[0], Notation::Block, had))
            }
            Wanted::List(items) => {
                let dash = column + self.layout.dash;
                let item =
                    |item: &String| format!("{:dash$}- {}", "", scalar::inline(item, Notation::Block, None));
                Written { inline: String::new(), body: items.iter().map(item).collect() }
            }
            Wanted::Set(_) => inline(in_brackets(wanted, Notation::Flow, had)),
            Wanted::Keys(keys) => {
                let written = keys.iter().filter(|(_, wanted)| !matches!(wanted, Wanted::Nothing));
                let body = written.flat_map(|(name, wanted)| self.entry(name, wanted, inner)).collect();
                Written { inline: String::new(), body }
            }
        }
    }
}

fn indented(line: &str, column: usize) -> String {
    if line.is_empty() { String::new() } else { format!("{:column$}{line}", "") }
}

/// A word, in the quotes that the previous one had.
fn quoted_word(word: &str, had: Option<TextStyle>) -> String {
    match had {
        Some(TextStyle::SingleQuoted | TextStyle::DoubleQuoted) => scalar::inline(word, Notation::Block, had),
        _ => word.to_owned(),
    }
}

/// A value within brackets.
pub(super) fn in_brackets(wanted: &Wanted, notation: Notation, had: Option<TextStyle>) -> String {
    match wanted {
        Wanted::Nothing => String::new(),
        Wanted::Word(word) | Wanted::WordOrKeys(word, _) => word_in_brackets(word, notation, had),
        Wanted::Text(text) => scalar::inline(text, notation, had),
        Wanted::List(items) if items.len() == 1 => scalar::inline(&items[0], notation, had),
        Wanted::List(items) => {
            let items: Vec<String> = items.iter().map(|item| scalar::inline(item, notation, None)).collect();
            format!("[{}]", items.join(", "))
        }
        Wanted::Set(words) => {
            let words: Vec<String> =
                words.iter().map(|word| word_in_brackets(word, notation, None)).collect();
            format!("[{}]", words.join(", "))
        }
        Wanted::Keys(keys) => {
            let written = keys.iter().filter(|(_, wanted)| !matches!(wanted, Wanted::Nothing));
            let entries: Vec<String> =
                written.map(|(name, wanted)| entry_in_brackets(name, wanted, notation)).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A key with its value, within brackets.
pub(super) fn entry_in_brackets(name: &str, wanted: &Wanted, notation: Notation) -> String {
    let key = if notation == Notation::Json { format!("\"{name}\"") } else { name.to_owned() };
    format!("{key}: {}", in_brackets(wanted, notation, None))
}

/// A word. In JSON only booleans and levels have no quotes.
fn word_in_brackets(word: &str, notation: Notation, had: Option<TextStyle>) -> String {
    let is_bare = matches!(word, "true" | "false") || word.len() == 1 && word.as_bytes()[0].is_ascii_digit();
    match notation {
        Notation::Json if !is_bare => scalar::inline(word, notation, had),
        _ => quoted_word(word, had),
    }
}

/// Joins lines for insertion at the beginning of a line or after the last one.
pub(super) fn new_lines(layout: &TextLayout<'_>, at: usize, lines: &[String]) -> (Span, String) {
    let at_line_start = at == 0 || layout.text[..at].ends_with(['\n', '\r', '\u{feff}']);
    let mut text = String::new();
    if !at_line_start && !lines.is_empty() {
        text.push_str(layout.line_end);
    }
    for line in lines {
        text.push_str(line);
        text.push_str(layout.line_end);
    }
    (Span::new(at, at), text)
}
