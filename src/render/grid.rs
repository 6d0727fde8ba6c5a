//! Tables on a terminal, laid out by comfy-table. This module decides their style, and whether there is room for them.

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width::Fixed};

use super::ink::width;

/// The padding that comfy-table adds to each cell. One more space separates two columns.
const PADDING: usize = 2;
/// Columns up to this width are not wrapped if the others leave room for them.
const SHORT: usize = 16;

/// The maximum length of a line in a table, because comfy-table adds widths as `u16` without checking.
const MAX_LINE: usize = 10_000;

/// The style of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableLook {
    /// Rows without rules between them.
    Plain,
    /// Rows with rules between them.
    Ruled,
    /// Rows with rules between them, and this maximum width for the second column.
    RuledWithNarrowSecond(usize),
}

impl TableLook {
    fn style(self, unicode: bool) -> TableStyle {
        let (line, dots) = if unicode { ('─', '┄') } else { ('-', '-') };
        let rule = |mark| LineStyle::none().fill(mark).junction(mark);
        let style = TableStyle::new().header_separator(rule(line)).bottom_border(rule(line));
        if self == TableLook::Plain { style } else { style.row_separator(rule(dots)) }
    }
}

/// The lines of a table, or `None` if a word would have to be broken to fit it into `room` columns: comfy-table would
/// break it. `None`, too, if a line is longer than comfy-table can add up. Cells beyond those of the head are left out.
pub(super) fn lines(
    head: &[String],
    rows: &[Vec<String>],
    look: TableLook,
    unicode: bool,
    room: usize,
) -> Option<Vec<String>> {
    let columns: Vec<Column> = (0..head.len()).map(|at| Column::of(head, rows, at, look)).collect();
    if columns.iter().any(|column| column.longest_line > MAX_LINE) {
        return None;
    }
    let fits = |keeps_short: bool| {
        let narrowest: usize = columns.iter().map(|column| column.narrowest(keeps_short)).sum();
        (narrowest + columns.len().saturating_sub(1) <= room).then_some(keeps_short)
    };
    let keeps_short = fits(true).or(fits(false))?;
    let mut table = Table::new();
    table
        .load_style(look.style(unicode))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(room).unwrap_or(u16::MAX))
        .set_header(head.iter().map(String::as_str))
        .add_rows(rows.iter().map(|row| row.iter().take(head.len()).map(String::as_str)));
    table.set_constraints(columns.iter().map(|column| column.constraint(keeps_short)));
    let trimmed = |mut line: String| {
        line.truncate(line.trim_end().len());
        line
    };
    Some(table.lines().map(trimmed).collect())
}

/// The widths that a column needs, without its padding.
struct Column {
    longest_word: usize,
    longest_line: usize,
    /// A fixed width, unless a word is longer.
    fixed: Option<usize>,
}

impl Column {
    fn of(head: &[String], rows: &[Vec<String>], at: usize, look: TableLook) -> Column {
        let mut column = Column { longest_word: 0, longest_line: 0, fixed: None };
        let cells = rows.iter().filter_map(|row| row.get(at)).chain(head.get(at));
        for line in cells.flat_map(|cell| cell.split('\n')) {
            column.longest_line = column.longest_line.max(width(line));
            column.longest_word = line.split(' ').map(width).fold(column.longest_word, usize::max);
        }
        if let TableLook::RuledWithNarrowSecond(width) = look
            && at == 1
        {
            column.fixed = Some(width.max(column.longest_word));
        }
        column
    }

    fn is_short(&self) -> bool {
        // Some scripts join adjacent characters, so a line can be narrower than its words together.
        (self.longest_word..=SHORT).contains(&self.longest_line)
    }

    fn narrowest(&self, keeps_short: bool) -> usize {
        let text = if keeps_short && self.is_short() { self.longest_line } else { self.longest_word };
        self.fixed.unwrap_or(text) + PADDING
    }

    fn constraint(&self, keeps_short: bool) -> ColumnConstraint {
        let width = Fixed(u16::try_from(self.narrowest(keeps_short)).unwrap_or(u16::MAX));
        match self.fixed {
            Some(_) => ColumnConstraint::Absolute(width),
            None if keeps_short && self.is_short() => ColumnConstraint::ContentWidth,
            None => ColumnConstraint::LowerBoundary(width),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(cells: &[&str], room: usize) -> Option<Vec<String>> {
        let head = vec![String::new(); cells.len()];
        let row = cells.iter().map(ToString::to_string).collect();
        let lines = lines(&head, &[row], TableLook::Plain, true, room)?;
        Some(lines[2..lines.len() - 1].to_vec())
    }

    #[test]
    fn short_columns_leave_room_for_long_ones() {
        let lines = drawn(&["1", "one two three", "a b c d e f g h i j k l"], 33).expect("room enough");
        assert_eq!(lines, [" 1   one two three   a b c d e f", "                     g h i j k l"]);
        let lines = drawn(&["one two three four", "a b c d e f g h i j k l"], 30).expect("room enough");
        assert_eq!(lines, [" one two three   a b c d e f", " four            g h i j k l"]);
        assert_eq!(drawn(&["a-word-of-its-own", "b"], 22), None, "words are not broken");
        assert_eq!(drawn(&["a-word-of-its-own", "b"], 23).expect("just enough").len(), 1);
    }

    #[test]
    fn lines_too_long_to_add_up_are_not_drawn_as_a_table() {
        for words in [5_000, 5_001, 32_767, 32_768, 100_000] {
            let line = "a ".repeat(words);
            assert_eq!(drawn(&[&line, "b"], 80).is_some(), words <= 5_000, "{words} words");
        }
    }

    #[test]
    fn line_breaks_are_kept_and_wide_characters_counted() {
        let lines = drawn(&["日本 語\n\nend", "x"], 12).expect("room enough");
        assert_eq!(lines, [" 日本     x", " 語", "", " end"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_word_is_lost(
            cells in prop::collection::vec("[ab ]{0,30}(\n[é日 ]{0,9})?", 1..5), room in 20..80_usize
        ) {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            if let Some(lines) = drawn(&cells, room) {
                let words = |text: &str| {
                    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
                    words.sort();
                    words
                };
                for line in &lines {
                    prop_assert!(width(line) <= room, "{line:?}");
                }
                prop_assert_eq!(words(&lines.join(" ")), words(&cells.join(" ")));
            }
        }
    }
}
