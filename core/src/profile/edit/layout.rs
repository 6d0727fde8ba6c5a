//! [`TextLayout`]: where the entries of a tree are in its text, and how the text is formatted.

use super::scalar::Notation;
use crate::{
    text::Span,
    yaml::{CollectionStyle, Content, TextStyle, Tree, Value},
};

/// A text with its tree and its formatting.
pub(super) struct TextLayout<'t> {
    pub text: &'t str,
    pub tree: &'t Tree<'t>,
    /// The line ending of most lines, used for new ones.
    pub line_end: &'static str,
    /// The notation within brackets: JSON's, if the whole text is JSON.
    pub flow: Notation,
    /// The indentation of a mapping, relative to its key.
    pub indent: usize,
    /// The indentation of a list's dashes, relative to its key.
    pub dash: usize,
}

/// A key of a mapping with its value.
#[derive(Clone, Copy)]
pub(super) struct KeyValue<'t> {
    pub key: Value<'t>,
    pub value: Value<'t>,
}

/// The place of an entry's value in the text.
pub(super) struct ValuePlace {
    /// The end of the colon; `None` for a key within brackets that has none.
    pub colon: Option<usize>,
    /// The part of the value on the key's line; empty if there is none.
    pub inline: Span,
    /// The lines below the key that belong to the value.
    pub body: Span,
}

/// A place that cannot be edited safely, with the reason.
pub(super) struct UnsafeEdit {
    pub at: usize,
    pub reason: String,
}

impl UnsafeEdit {
    pub(super) fn new(at: usize, reason: impl Into<String>) -> UnsafeEdit {
        UnsafeEdit { at, reason: reason.into() }
    }
}

impl<'t> TextLayout<'t> {
    pub(super) fn new(text: &'t str, tree: &'t Tree<'t>) -> TextLayout<'t> {
        let is_json = tree.comments.is_empty() && tree.root().is_some_and(is_json);
        let flow = if is_json { Notation::Json } else { Notation::Flow };
        let mut layout = TextLayout { text, tree, line_end: line_end(text), flow, indent: 2, dash: 2 };
        if let Some(root) = tree.root() {
            layout.indent = layout.first_indent(root).unwrap_or(2);
            layout.dash = layout.first_dash(root).unwrap_or(layout.indent);
        }
        layout
    }

    fn first_indent(&self, map: Value<'t>) -> Option<usize> {
        map.entries().find_map(|(key, value)| {
            let (first, _) = value.entries().next()?;
            let indent = self.column(first.at().start()).checked_sub(self.column(key.at().start()))?;
            (is_block(value) && indent > 0).then_some(indent)
        })
    }

    fn first_dash(&self, map: Value<'t>) -> Option<usize> {
        map.entries().filter(|(_, value)| is_block(*value)).find_map(|(key, value)| {
            match value.items().next() {
                Some(item) => self.indentation(item.at().start()).checked_sub(self.column(key.at().start())),
                None => self.first_dash(value),
            }
        })
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = self.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        if start == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(at) } else { start }
    }

    /// The end of the line, before its line break.
    pub(super) fn end_of_line(&self, at: usize) -> usize {
        self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |length| at + length)
    }

    /// The beginning of the next line.
    pub(super) fn next_line(&self, at: usize) -> usize {
        let end = self.end_of_line(at);
        let rest = &self.text[end..];
        end + if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) }
    }

    /// The column, counted from 0, even if it is not the first thing on its line.
    pub(super) fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// The number of spaces at the beginning of the line.
    fn indentation(&self, at: usize) -> usize {
        let line = &self.text[self.line_start(at)..];
        line.len() - line.trim_start_matches(' ').len()
    }

    /// Whether there is only white space before it on its line.
    pub(super) fn is_first_on_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].chars().all(|c| c == ' ')
    }

    /// The place of an entry's value in the text.
    pub(super) fn slot(&self, entry: KeyValue<'t>) -> Result<ValuePlace, UnsafeEdit> {
        let key_end = entry.key.at().end();
        let colon = self.colon(key_end);
        let node = entry.value.written();
        let after_key = colon.unwrap_or(key_end);
        let here = Span::new(after_key, after_key);
        let inline = match &node.content {
            Content::Null if node.at.start() == node.at.end() => here,
            Content::Text(_, TextStyle::Literal | TextStyle::Folded) => {
                self.block_header(entry.value, after_key)?
            }
            Content::Map(CollectionStyle::Block, _) | Content::List(CollectionStyle::Block, _) => here,
            _ => node.at,
        };
        let below = self.next_line(inline.end());
        let end = self.next_line(self.content_end(entry.value, after_key)).max(below);
        Ok(ValuePlace { colon, inline, body: Span::new(below, end) })
    }

    fn colon(&self, key_end: usize) -> Option<usize> {
        let rest = &self.text[key_end..];
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        rest[space..].starts_with(':').then_some(key_end + space + 1)
    }

    /// The header of a block scalar, such as `|-`.
    fn block_header(&self, value: Value<'t>, after_key: usize) -> Result<Span, UnsafeEdit> {
        let from = after_properties(value, after_key);
        let rest = self.text[from..].trim_start_matches([' ', '\t']);
        let start = self.text.len() - rest.len();
        if !rest.starts_with(['|', '>']) {
            return Err(UnsafeEdit::new(start, "this text begins in an unusual place"));
        }
        let length = rest.find([' ', '\t', '\n', '\r']).unwrap_or(rest.len());
        Ok(Span::new(start, start + length))
    }

    /// The end of a value; `or`, where it would be written, if it is empty.
    pub(super) fn content_end(&self, value: Value<'t>, or: usize) -> usize {
        let node = value.written();
        match &node.content {
            Content::Null if node.at.start() == node.at.end() => after_properties(value, or),
            Content::Text(_, TextStyle::Literal | TextStyle::Folded) => self.block_text_end(value, or),
            Content::Map(CollectionStyle::Block, _) => self.last_entry_end(value),
            Content::List(CollectionStyle::Block, _) => {
                value.items().last().map_or(node.at.end(), |item| self.content_end(item, item.at().end()))
            }
            _ => node.at.end(),
        }
    }

    /// The end of an entry.
    pub(super) fn entry_end(&self, entry: KeyValue<'t>) -> usize {
        let key_end = entry.key.at().end();
        self.content_end(entry.value, self.colon(key_end).unwrap_or(key_end))
    }

    fn last_entry_end(&self, map: Value<'t>) -> usize {
        let last = map.entries().last();
        last.map_or(map.at().end(), |(key, value)| self.entry_end(KeyValue { key, value }))
    }

    /// Empty lines below a block scalar belong to it only if its header says so.
    fn block_text_end(&self, value: Value<'t>, after_key: usize) -> usize {
        let at = value.at();
        let header = self.block_header(value, after_key).map_or(Span::default(), |header| header);
        let text = &self.text[at.range()];
        if self.text[header.range()].contains('+') {
            return at.start()
                + text
                    .trim_end_matches(' ')
                    .trim_end_matches(['\n', '\r'])
                    .len()
                    .max(text.trim_end_matches(' ').len().saturating_sub(self.line_end.len()));
        }
        let end = at.start() + text.trim_end_matches([' ', '\n', '\r']).len();
        if end > at.start() { end } else { header.end() }
    }

    /// The lines of a block entry, and its column.
    pub(super) fn lines_of(&self, entry: KeyValue<'t>) -> Result<(Span, usize), UnsafeEdit> {
        let start = entry.key.at().start();
        if !self.is_first_on_line(start) {
            return Err(UnsafeEdit::new(start, "this key is not alone at the beginning of its line"));
        }
        let end = self.next_line(self.entry_end(entry));
        Ok((Span::new(self.line_start(start), end), self.column(start)))
    }

    /// The place for a new line after an entry: after the comments that are indented further than its key.
    pub(super) fn after(&self, entry: KeyValue<'t>) -> Result<(usize, usize), UnsafeEdit> {
        let (lines, column) = self.lines_of(entry)?;
        let mut end = lines.end();
        while let Some(comment) = self.comment_on_line(end)
            && self.column(comment.start()) > column
        {
            end = self.next_line(end);
        }
        Ok((end, column))
    }

    /// The comment that is alone on the line beginning here.
    fn comment_on_line(&self, line_start: usize) -> Option<Span> {
        let line = &self.text[line_start..self.end_of_line(line_start)];
        let at = line_start + line.len() - line.trim_start_matches(' ').len();
        self.tree
            .comments
            .binary_search_by_key(&at, |comment| comment.start())
            .ok()
            .map(|found| self.tree.comments[found])
    }

    /// Whether the next line that is not empty is a comment that is indented further than a column.
    pub(super) fn comment_follows(&self, line_start: usize, column: usize) -> bool {
        let rest = &self.text[line_start..];
        let next = line_start + rest.len() - rest.trim_start_matches([' ', '\n', '\r']).len();
        self.text[next..].starts_with('#') && self.column(next) > column
    }

    /// The comments within a span that are alone on their line.
    pub(super) fn comment_lines(&self, within: Span) -> impl Iterator<Item = Span> + '_ {
        let comments = self.tree.comments.iter().copied();
        comments.filter(move |at| {
            at.start() >= within.start() && at.end() <= within.end() && self.is_first_on_line(at.start())
        })
    }

    /// The comments of which a span contains a part.
    pub(super) fn comments(&self, within: Span) -> impl Iterator<Item = Span> + '_ {
        let comments = self.tree.comments.iter().copied();
        comments.filter(move |at| at.start() < within.end() && at.end() > within.start())
    }

    /// The end of the document: its `...`, or the end of the text.
    pub(super) fn document_end(&self) -> usize {
        let from = self.tree.root().map_or(0, |root| self.content_end(root, root.at().end()));
        let mut line = self.next_line(from);
        while line < self.text.len() {
            if self.text[line..].starts_with("...") {
                return line;
            }
            line = self.next_line(line);
        }
        self.text.len()
    }
}

/// Whether a collection is in block style, not within brackets.
pub(super) fn is_block(value: Value<'_>) -> bool {
    matches!(
        value.written().content,
        Content::Map(CollectionStyle::Block, _) | Content::List(CollectionStyle::Block, _)
    )
}

/// Whether a value is written as JSON.
fn is_json(value: Value<'_>) -> bool {
    let is_plain = value.anchor().is_none() && value.tag().is_none();
    is_plain
        && match &value.written().content {
            Content::Null | Content::Text(_, TextStyle::DoubleQuoted) => true,
            Content::Text(text, TextStyle::Plain) => {
                matches!(&**text, "true" | "false") || text.parse().is_ok_and(f64::is_finite)
            }
            Content::List(CollectionStyle::Flow, _) => value.items().all(is_json),
            Content::Map(CollectionStyle::Flow, _) => value.entries().all(|(key, value)| {
                let is_quoted = matches!(key.written().content, Content::Text(_, TextStyle::DoubleQuoted));
                is_quoted && is_json(value)
            }),
            _ => false,
        }
}

/// The offset after the anchor and the tag that follow an offset.
fn after_properties(value: Value<'_>, place: usize) -> usize {
    [value.anchor(), value.tag()].into_iter().flatten().map(Span::end).fold(place, usize::max)
}

/// The line ending of most lines.
fn line_end(text: &str) -> &'static str {
    let windows = text.matches("\r\n").count();
    let unix = text.matches('\n').count() - windows;
    let old = text.matches('\r').count() - windows;
    let ends = [("\r", old), ("\r\n", windows), ("\n", unix)];
    ends.into_iter().max_by_key(|(_, count)| *count).map_or("\n", |(end, _)| end)
}
