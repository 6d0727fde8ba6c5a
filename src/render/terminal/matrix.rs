//! A matrix on a terminal: the columns of registries have names as heads if there is room, otherwise numbers that read
//! from top to bottom. On narrow terminals, a capability's marks are below its name.

use std::collections::BTreeSet;

use super::{TerminalPage, grid, width};
use crate::{
    document::{Heading, MATRIX_COLUMNS, Matrix, MatrixColumn, MatrixRow, MatrixTrack, words},
    render::{grid::TableLook, ink::Ink},
};
use registry_maturity_core::{profile::Status, text::visible};

/// The minimum width of a capability's name, which is wrapped.
const TITLE: usize = 28;
/// The width of `12 of 60`.
const MET: usize = 8;
/// The width that comfy-table adds around a cell and between two cells.
const AROUND: usize = 3;
/// The minimum length of a truncated name.
const MIN_NAME: usize = 5;
/// The number of marks in a group.
const GROUP: usize = 5;
/// The minimum number of marks in a row of a table.
const MIN_IN_ROW: usize = 15;
/// Separates two groups, without allowing a line break.
const GAP: &str = "\u{a0}";

impl TerminalPage {
    pub(super) fn matrix(&mut self, matrix: &Matrix) {
        if self.terminal.linear {
            return self.matrix_in_words(matrix);
        }
        self.legend(matrix);
        let beside = TITLE + MET + 2 * AROUND;
        let room = self.terminal.width.saturating_sub(beside);
        let ellipsis = if self.terminal.unicode { "…" } else { "." };
        if let Some(names) = short_names(&matrix.columns, room, ellipsis) {
            self.names(&matrix.columns, &names);
            let marks = |row: &MatrixRow| row.statuses.iter().map(|status| self.letter(*status)).collect();
            let tables = matrix.tracks.iter().map(|track| self.rows(track, &marks)).collect();
            return self.tables(matrix, std::slice::from_ref(&names), &[tables]);
        }
        let count = matrix.columns.len();
        let in_row = fitting(room.saturating_sub(AROUND)).min(count);
        if in_row < MIN_IN_ROW.min(count) {
            return self.stacked(matrix);
        }
        let bands: Vec<&[MatrixColumn]> = matrix.columns.chunks(in_row).collect();
        let heads: Vec<Vec<String>> = bands.iter().map(|band| vec![ruler(band)]).collect();
        let band = |at: usize| {
            let marks = |row: &MatrixRow| {
                let band = row.statuses.chunks(in_row).nth(at).unwrap_or_default();
                vec![self.groups(band)]
            };
            matrix.tracks.iter().map(|track| self.rows(track, &marks)).collect()
        };
        let tables: Vec<Vec<Vec<Vec<String>>>> = (0..bands.len()).map(band).collect();
        self.tables(matrix, &heads, &tables);
    }

    fn legend(&mut self, matrix: &Matrix) {
        let marks = matrix
            .legend
            .iter()
            .map(|(status, words)| format!("{}\u{a0}{}", self.letter(*status), words.replace(' ', "\u{a0}")));
        let marks = marks.collect::<Vec<_>>().join(", ");
        self.paragraph(&marks, "", "");
    }

    /// The full names of the columns.
    fn names(&mut self, columns: &[MatrixColumn], names: &[String]) {
        for (column, name) in columns.iter().zip(names).filter(|(column, name)| column.name != **name) {
            self.paragraph(&format!("{name}: {}", visible(&column.name)), "", "  ");
        }
    }

    /// The rows of a track: the capability, how many met it, and the cells that follow.
    fn rows(&self, track: &MatrixTrack, cells: &dyn Fn(&MatrixRow) -> Vec<String>) -> Vec<Vec<String>> {
        let rows = track.rows.iter().map(|row| {
            let about = [format!("{}\u{a0}{}", row.level, row.title), row.met.replace(' ', "\u{a0}")];
            about.into_iter().chain(cells(row)).collect()
        });
        rows.collect()
    }

    /// A table for each track, with these column heads.
    fn tables(&mut self, matrix: &Matrix, heads: &[Vec<String>], tables: &[Vec<Vec<Vec<String>>>]) {
        for (at, track) in matrix.tracks.iter().enumerate() {
            self.heading(&Heading::of_track(track));
            for (band, (head, tables)) in heads.iter().zip(tables).enumerate() {
                if band > 0 {
                    self.gap();
                }
                let about = MATRIX_COLUMNS.map(str::to_owned).into_iter();
                let head: Vec<String> =
                    about.chain(head.iter().cloned()).map(|head| self.quiet_lines(&head)).collect();
                let unicode = self.terminal.unicode;
                let lines = grid::lines(&head, &tables[at], TableLook::Plain, unicode, self.terminal.width);
                match lines {
                    Some(lines) => lines.iter().for_each(|line| self.line(line)),
                    None => tables[at].iter().for_each(|row| self.paragraph(&row.join(" "), "", "  ")),
                }
            }
        }
    }

    /// Paints each line separately, so that no style continues into the next cell.
    fn quiet_lines(&self, text: &str) -> String {
        text.split('\n').map(|line| self.paint(Ink::Quiet, line)).collect::<Vec<_>>().join("\n")
    }

    /// A capability's marks below its name, each line beginning with the number of its first registry.
    fn stacked(&mut self, matrix: &Matrix) {
        let digits = matrix.columns.len().to_string().len();
        let fitting = fitting(self.terminal.width.saturating_sub(digits + 3));
        let in_line = if fitting > 2 * GROUP { fitting - fitting % (2 * GROUP) } else { fitting };
        for track in &matrix.tracks {
            self.heading(&Heading::of_track(track));
            for row in &track.rows {
                self.paragraph(&format!("{} {}: {}", row.level, row.title, row.met), "", "  ");
                for (band, statuses) in row.statuses.chunks(in_line.max(1)).enumerate() {
                    let first = self.paint(Ink::Quiet, &format!("{:>digits$}", band * in_line + 1));
                    let marks = self.groups(statuses);
                    self.line(&format!("  {first} {marks}"));
                }
            }
        }
    }

    /// The marks of statuses, in groups that make them easier to count.
    fn groups(&self, statuses: &[Status]) -> String {
        let group = |group: &[Status]| group.iter().map(|status| self.letter(*status)).collect::<String>();
        statuses.chunks(GROUP).map(group).collect::<Vec<_>>().join(GAP)
    }

    /// The mark of a status, or its letter where there is only ASCII.
    fn letter(&self, status: Status) -> String {
        if self.terminal.unicode {
            return self.mark(status);
        }
        self.paint(Ink::of(status), words::letter(status))
    }
}

/// The number of marks that fit, in whole groups if there are several.
fn fitting(room: usize) -> usize {
    let groups = (room + 1) / (GROUP + 1);
    if groups == 0 { room } else { groups * GROUP }
}

/// The registries' numbers, written from top to bottom, in groups like the marks below them.
fn ruler(columns: &[MatrixColumn]) -> String {
    let numbers: Vec<String> = columns.iter().map(|column| column.number.to_string()).collect();
    let height = numbers.iter().map(String::len).max().unwrap_or(0);
    let line = |at: usize| {
        let digit = |number: &String| {
            let digit = (at + number.len()).checked_sub(height).and_then(|at| number.get(at..=at));
            digit.unwrap_or("\u{a0}").to_owned()
        };
        let digits: Vec<String> = numbers.iter().map(digit).collect();
        digits.chunks(GROUP).map(<[String]>::concat).collect::<Vec<_>>().join(GAP)
    };
    (0..height).map(line).collect::<Vec<_>>().join("\n")
}

/// A name for each column, truncated so that all fit and still differ; `None` if that is impossible.
fn short_names(columns: &[MatrixColumn], room: usize, ellipsis: &str) -> Option<Vec<String>> {
    let each = (room / columns.len().max(1)).checked_sub(AROUND).filter(|each| *each >= MIN_NAME)?;
    let names: Vec<String> = columns.iter().map(|column| short(&column.name, each, ellipsis)).collect();
    let mut seen = BTreeSet::new();
    names.iter().all(|name| seen.insert(name.to_lowercase())).then_some(names)
}

/// A name of limited width: complete, or its first words if they take at least half of the width, or its beginning.
fn short(name: &str, most: usize, ellipsis: &str) -> String {
    let name = visible(name);
    if width(&name) <= most {
        return name.into_owned();
    }
    let fits = |end: &usize| width(&name[..*end]) + width(ellipsis) <= most;
    let ends = name.char_indices().map(|(at, _)| at);
    let end = ends.take_while(fits).last().unwrap_or(0);
    let word = name[..end].rfind(' ').filter(|_| !name[end..].starts_with(' ')).unwrap_or(end);
    let end = if width(&name[..word]) >= most / 2 { word } else { end };
    format!("{}{ellipsis}", name[..end].trim_end())
}
