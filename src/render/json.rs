//! A result as JSON, with hidden characters escaped, which makes no difference to parsers and is safe on a terminal.

use std::{error::Error, fmt};

use serde::Serialize;

use registry_maturity_core::text::{is_hidden, selects_presentation};

/// The layout of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Indented, for people.
    Indented,
    /// One object per line.
    Line,
}

/// Why a result cannot be represented as JSON.
#[derive(Debug)]
pub struct NotJson(serde_json::Error);

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the result cannot be represented as JSON: {}", self.0)
    }
}

impl Error for NotJson {}

/// The only hidden ASCII character that the JSON serializer does not escape.
const DELETE: u8 = 0x7f;

/// The result as JSON, with a line feed at the end.
///
/// # Errors
/// If the result cannot be represented as JSON, such as a map whose keys are not strings.
pub fn json(result: &impl Serialize, layout: Layout) -> Result<String, NotJson> {
    let text = match layout {
        Layout::Indented => serde_json::to_string_pretty(result),
        Layout::Line => serde_json::to_string(result),
    };
    let mut text = escaped(text.map_err(NotJson)?);
    // A CI service would run `##[error]` in its log as a command.
    if text.contains("##") {
        text = text.replace("##", "#\\u0023");
    }
    Ok(text + "\n")
}

/// An indented object whose lists are written item by item, so that they are never all in memory.
pub struct JsonFrame {
    text: String,
    at: usize,
}

impl JsonFrame {
    const EMPTY: &str = "[]";

    /// A frame of an object. The lists to fill are its first fields, and empty.
    ///
    /// # Errors
    /// If the object cannot be represented as JSON.
    pub fn new(object: &impl Serialize) -> Result<JsonFrame, NotJson> {
        Ok(JsonFrame { text: json(object, Layout::Indented)?, at: 0 })
    }

    /// The text up to the next list, whose items a [`JsonList`] writes.
    pub fn before_list(&mut self) -> &str {
        let rest = &self.text[self.at..];
        let length = rest.find(JsonFrame::EMPTY).unwrap_or(rest.len());
        self.at += length + JsonFrame::EMPTY.len();
        &rest[..length]
    }

    /// The text after the last list.
    #[must_use]
    pub fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

/// A list in a [`JsonFrame`].
#[derive(Default)]
pub struct JsonList {
    is_begun: bool,
}

impl JsonList {
    /// An item as it is written, from its own indented JSON.
    #[must_use]
    pub fn item(json: &str) -> String {
        json.trim_end().replace('\n', "\n    ")
    }

    /// The text before the next item.
    pub fn before_item(&mut self) -> &'static str {
        if std::mem::replace(&mut self.is_begun, true) { ",\n    " } else { "[\n    " }
    }

    /// The end of the list.
    #[must_use]
    pub fn end(self) -> &'static str {
        if self.is_begun { "\n  ]" } else { JsonFrame::EMPTY }
    }
}

/// Escapes the remaining hidden characters. Apart from the line feeds of the layout, hidden characters are only in
/// strings, and the serializer escapes those below U+0020.
fn escaped(json: String) -> String {
    if json.is_ascii() && !json.as_bytes().contains(&DELETE) {
        return json;
    }
    let may_hide = |byte: u8| byte >= DELETE;
    let mut safe = String::with_capacity(json.len() + 1);
    let mut rest = json.as_str();
    while let Some(at) = rest.bytes().position(may_hide) {
        let (clean, from) = rest.split_at(at);
        safe.push_str(clean);
        let mut chars = from.chars();
        let c = chars.next().unwrap_or_default();
        if is_hidden(c) || selects_presentation(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
        rest = chars.as_str();
    }
    safe + rest
}

#[cfg(test)]
mod tests {
    use super::{Layout, json};

    #[test]
    fn hidden_characters_are_escaped_and_stay_what_they_are() {
        let text = "a\u{9b}2J\u{202e}b\u{e0041}\u{7f}\n\u{1b}##[x]";
        let written = json(&text, Layout::Line).expect("a text");
        assert_eq!(written, "\"a\\u009b2J\\u202eb\\udb40\\udc41\\u007f\\n\\u001b#\\u0023[x]\"\n");
        assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), text);
    }
}
