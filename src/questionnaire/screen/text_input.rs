//! [`TextInput`]: a text that is being written, with a cursor, wrapped to a width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A text that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TextInput {
    text: String,
    /// The byte that follows the cursor.
    cursor: usize,
}

/// A text laid out in rows, and the cursor among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LaidOut {
    pub(super) rows: Vec<String>,
    /// The row and the column of the cursor, from 0. The column counts cells of the terminal.
    pub(super) cursor: (usize, usize),
}

impl TextInput {
    /// A text with the cursor at its end.
    pub(super) fn new(text: impl Into<String>) -> TextInput {
        let text = text.into();
        TextInput { cursor: text.len(), text }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    pub(super) fn backspace(&mut self) {
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
    }

    pub(super) fn delete(&mut self) {
        let end = self.after();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Removes the word before the cursor.
    pub(super) fn delete_word(&mut self) {
        let before = self.text[..self.cursor].trim_end();
        let start = before
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + before[space..].chars().next().map_or(1, char::len_utf8));
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Removes the line in which the cursor is.
    pub(super) fn clear_line(&mut self) {
        self.end();
        let end = self.cursor;
        self.home();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Removes the rest of the line.
    pub(super) fn delete_to_end(&mut self) {
        let start = self.cursor;
        self.end();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    pub(super) fn left(&mut self) {
        let last = self.text[..self.cursor].graphemes(true).next_back().map_or(0, str::len);
        self.cursor -= last;
    }

    pub(super) fn right(&mut self) {
        self.cursor = self.after();
    }

    pub(super) fn home(&mut self) {
        self.cursor = self.text[..self.cursor].rfind('\n').map_or(0, |newline| newline + 1);
    }

    pub(super) fn end(&mut self) {
        self.cursor = self.text[self.cursor..].find('\n').map_or(self.text.len(), |at| self.cursor + at);
    }

    /// Moves the cursor by rows of this width; `false` if it is at the first or last row already.
    pub(super) fn vertical(&mut self, rows: isize, width: usize) -> bool {
        let spans = self.spans(width);
        let here = row_of(&spans, self.cursor);
        let column = self.text[spans[here].0..self.cursor].width();
        let there = here.saturating_add_signed(rows).min(spans.len() - 1);
        let (start, end) = spans[there];
        let row = self.text[start..end].trim_end_matches('\n');
        let mut at = 0;
        for grapheme in row.graphemes(true) {
            if row[..at + grapheme.len()].width() > column {
                break;
            }
            at += grapheme.len();
        }
        self.cursor = start + at;
        there != here
    }

    /// The text in rows of at most `width` columns, broken at spaces where possible.
    pub(super) fn lay_out(&self, width: usize) -> LaidOut {
        let spans = self.spans(width);
        let row = row_of(&spans, self.cursor);
        let column = self.text[spans[row].0..self.cursor].width();
        let rows = spans.iter().map(|(start, end)| self.text[*start..*end].trim_end_matches('\n').to_owned());
        LaidOut { rows: rows.collect(), cursor: (row, column) }
    }

    fn after(&self) -> usize {
        self.cursor + self.text[self.cursor..].graphemes(true).next().map_or(0, str::len)
    }

    /// The bytes of each row; the last one may be empty, for the cursor to stand in.
    fn spans(&self, width: usize) -> Vec<(usize, usize)> {
        let mut spans = Vec::new();
        let (mut start, mut columns, mut after_space) = (0, 0, None);
        for (at, grapheme) in self.text.grapheme_indices(true) {
            if grapheme == "\n" || grapheme == "\r\n" {
                spans.push((start, at + grapheme.len()));
                (start, columns, after_space) = (at + grapheme.len(), 0, None);
                continue;
            }
            let wide = grapheme.width();
            if columns + wide > width.max(2) {
                let end = after_space.unwrap_or(at);
                spans.push((start, end));
                columns = self.text[end..at].width();
                (start, after_space) = (end, None);
            }
            columns += wide;
            if grapheme == " " {
                after_space = Some(at + 1);
            }
        }
        spans.push((start, self.text.len()));
        spans
    }
}

/// The row that contains a byte; at a break, the later one.
fn row_of(spans: &[(usize, usize)], at: usize) -> usize {
    spans.iter().rposition(|(start, _)| *start <= at).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_break_at_spaces_and_wide_characters_count_twice() {
        let entry = TextInput::new("eins zwei drei");
        assert_eq!(entry.lay_out(10).rows, ["eins zwei ", "drei"]);
        let entry = TextInput::new("日本語日本語");
        assert_eq!(
            entry.lay_out(5),
            LaidOut { rows: vec!["日本".into(), "語日".into(), "本語".into()], cursor: (2, 4) }
        );
    }

    #[test]
    fn a_grapheme_is_removed_as_a_whole() {
        let mut entry = TextInput::new("e\u{301}👩‍🔧");
        entry.backspace();
        assert_eq!(entry.text(), "e\u{301}");
        entry.backspace();
        assert_eq!(entry.text(), "");
        entry.backspace();
        entry.delete();
        assert_eq!(entry.text(), "");
    }

    #[test]
    fn the_cursor_moves_by_rows_and_words_are_removed_whole() {
        let mut entry = TextInput::new("one two\nthree");
        entry.vertical(-1, 20);
        entry.insert("!");
        assert_eq!(entry.text(), "one t!wo\nthree");
        entry.end();
        entry.delete_word();
        assert_eq!(entry.text(), "one \nthree");
        entry.home();
        entry.delete();
        assert_eq!(entry.text(), "ne \nthree");
        entry.clear_line();
        assert_eq!(entry.text(), "\nthree");
        assert!(!entry.vertical(-1, 20) && entry.vertical(1, 20));
        entry.delete_to_end();
        assert_eq!(entry.text(), "\n");
    }
}
