//! Texts side by side in columns that are as wide as their texts need, and wrapped at blanks where there is less room.
//!
//! Every text is measured once, and lines are cut out of it without a copy: tables are most of what a report takes.

use super::ink::width;

/// Blanks between one column and the next; a line begins with one more.
const BETWEEN: usize = 3;
/// A column that its lines leave so much of is made narrower, for the sake of those to its right.
const WORTH_TAKING: usize = 3;

/// A head and rows of cells, whose lines end in line feeds.
pub(super) struct Grid<'a> {
    head: &'a [String],
    rows: &'a [Vec<String>],
    columns: Vec<Column>,
}

/// What a column asks for.
#[derive(Clone, Copy, Default)]
struct Column {
    /// Its longest word: it cannot be narrower.
    narrowest: usize,
    /// Its longest line: it need not be wider.
    natural: usize,
}

impl<'a> Grid<'a> {
    /// Cells beyond the head's are left out.
    pub fn new(head: &'a [String], rows: &'a [Vec<String>]) -> Grid<'a> {
        let mut columns = vec![Column::default(); head.len()];
        for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
            for (column, cell) in columns.iter_mut().zip(row) {
                cell.split('\n').for_each(|line| column.measure(line));
            }
        }
        Grid { head, rows, columns }
    }

    /// Gives a column this width, or that of its longest word, whatever else it asks for.
    pub fn with_column(mut self, at: usize, width: usize) -> Grid<'a> {
        let width = self.columns[at].narrowest.max(width);
        self.columns[at] = Column { narrowest: width, natural: width };
        self
    }

    /// How wide each column is where there is so much room; none where not even the longest words have it.
    pub fn widths(&self, room: usize) -> Option<Vec<usize>> {
        // Each column keeps a blank on both sides, the last one too.
        let gaps = 2 + BETWEEN * self.columns.len().saturating_sub(1);
        let room = room.checked_sub(gaps)?;
        let mut columns = self.columns.clone();
        if columns.iter().map(|column| column.narrowest).sum::<usize>() > room {
            return None;
        }
        let mut widths = share(&columns, room);
        for at in 0..columns.len() {
            if widths[at] < columns[at].natural {
                let used = self.wrapped(at, widths[at]);
                if used + WORTH_TAKING <= widths[at] {
                    columns[at].natural = used.max(columns[at].narrowest);
                    widths = share(&columns, room);
                }
            }
        }
        Some(widths)
    }

    /// The longest line of a column that is wrapped to a width.
    fn wrapped(&self, at: usize, limit: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(at)).chain(self.head.get(at));
        cells.flat_map(|cell| lines(cell, limit)).map(width).max().unwrap_or(0)
    }

    /// Hands on the lines of the head.
    pub fn draw_head(&self, widths: &[usize], line: impl FnMut(&str)) {
        draw(self.head, widths, line);
    }

    /// Hands on the lines of a row.
    pub fn draw_row(&self, row: usize, widths: &[usize], line: impl FnMut(&str)) {
        draw(&self.rows[row], widths, line);
    }
}

/// Columns that a table with columns of these widths takes.
pub(super) fn total(widths: &[usize]) -> usize {
    2 + widths.iter().sum::<usize>() + BETWEEN * widths.len().saturating_sub(1)
}

impl Column {
    fn measure(&mut self, line: &str) {
        self.narrowest = line.split(' ').map(width).fold(self.narrowest, usize::max);
        // Some scripts join what stands together: a line may be narrower than its words.
        self.natural = self.natural.max(width(line)).max(self.narrowest);
    }
}

/// Shares room among columns: each as wide as the others, save who needs more or is content with less.
fn share(columns: &[Column], room: usize) -> Vec<usize> {
    let widths =
        |level: usize| columns.iter().map(move |column| level.clamp(column.narrowest, column.natural));
    let level = (0..=room).rev().find(|level| widths(*level).sum::<usize>() <= room).unwrap_or(0);
    let mut left_over = room.saturating_sub(widths(level).sum());
    let mut one_more = |width: usize, column: &Column| {
        let more = usize::from(left_over > 0 && (level..column.natural).contains(&width));
        left_over -= more;
        width + more
    };
    widths(level).zip(columns).map(|(width, column)| one_more(width, column)).collect()
}

/// Hands on the lines of cells side by side.
fn draw(cells: &[String], widths: &[usize], mut line: impl FnMut(&str)) {
    let mut columns: Vec<_> = cells.iter().zip(widths).map(|(cell, limit)| lines(cell, *limit)).collect();
    let blank_line = " ".repeat(total(widths));
    let mut text = String::new();
    loop {
        let parts: Vec<Option<&str>> = columns.iter_mut().map(Iterator::next).collect();
        if parts.iter().all(Option::is_none) {
            break;
        }
        text.clear();
        let mut blanks = 1;
        for (part, limit) in parts.into_iter().zip(widths) {
            let part = part.unwrap_or_default();
            if !part.is_empty() {
                text.push_str(&blank_line[..blanks]);
                text.push_str(part);
                blanks = 0;
            }
            blanks += limit.saturating_sub(width(part)) + BETWEEN;
        }
        line(text.trim_end());
    }
}

/// The lines of a cell, none longer than the limit as long as no word is.
fn lines(cell: &str, limit: usize) -> impl Iterator<Item = &str> {
    cell.split('\n').flat_map(move |line| Wrapped { rest: Some(line), limit })
}

/// A line in pieces that keep to a limit.
struct Wrapped<'a> {
    rest: Option<&'a str>,
    limit: usize,
}

impl<'a> Iterator for Wrapped<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let (line, rest) = rest.split_at(self.end_of_line(rest));
        let rest = rest.trim_start_matches(' ');
        self.rest = (!rest.is_empty()).then_some(rest);
        Some(line)
    }
}

impl Wrapped<'_> {
    /// Where the first line ends: at the last blank that keeps to the limit, at the first one where none does.
    fn end_of_line(&self, text: &str) -> usize {
        // No text has fewer bytes than columns; in ASCII they are as many.
        let Some(start) = text.as_bytes().get(..=self.limit) else { return text.len() };
        if start.is_ascii()
            && let Some(blank @ 1..) = start.iter().rposition(|byte| *byte == b' ')
        {
            return blank;
        }
        let (mut start, mut end, mut taken) = (0, 0, 0);
        let blanks = text.match_indices(' ').map(|(blank, _)| blank);
        for blank in blanks.chain([text.len()]) {
            taken += width(&text[start..blank]) + usize::from(start > 0);
            if end > 0 && taken > self.limit {
                break;
            }
            end = blank;
            start = blank + 1;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(cells: &[&str], room: usize) -> Option<Vec<String>> {
        let head: Vec<String> = cells.iter().map(ToString::to_string).collect();
        let grid = Grid::new(&head, &[]);
        let widths = grid.widths(room)?;
        let mut lines = Vec::new();
        grid.draw_head(&widths, |line| lines.push(line.to_owned()));
        Some(lines)
    }

    #[test]
    fn who_needs_little_leaves_room_for_the_others() {
        let lines = drawn(&["1", "one two three", "a b c d e f g h i j k l"], 33).expect("room enough");
        assert_eq!(lines, [" 1   one two   a b c d e f g h i", "     three     j k l"]);
        assert_eq!(drawn(&["a-word-of-its-own", "b"], 22), None, "words are not broken");
        assert_eq!(drawn(&["a-word-of-its-own", "b"], 23).expect("just enough").len(), 1);
    }

    #[test]
    fn breaks_are_kept_and_wide_characters_counted() {
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
