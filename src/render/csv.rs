//! Documents as a CSV file, by RFC 4180 in UTF-8, with a row for each capability or, if there are none, for each row of
//! a table or each fact.
//!
//! Every row has the same columns. The last ones name the source of the principles, so that rows keep it when they are
//! sorted, cut and pasted. `docs/formats.md` describes the columns.

use std::{borrow::Cow, collections::BTreeSet};

use ::csv::{Terminator, Writer, WriterBuilder};

use crate::document::{Block, ChecklistItem, Document, Role, Table, Text};
use registry_maturity_core::text::{is_hidden, visible};

/// The maximum length of a cell in spreadsheet programs, one of which continues longer cells in the rows below.
const MAX_CELL: usize = 32_000;
/// Separates cells in countries where commas are decimal separators.
const SEPARATOR: char = ';';
/// The last columns of every sheet.
const COLOPHON: [&str; 5] = ["principles", "source", "licence", "adaptation", "program"];
/// The first columns of a sheet of tables or facts: the place of each row in the document.
const PLACE: [&str; 2] = ["document", "section"];
/// Separates the parts of a cell, so that each row stays on one line.
const BETWEEN_PARTS: &str = "; ";

/// A document as a sheet.
#[must_use]
pub fn csv(document: &Document) -> String {
    let has = |wanted: fn(&Block) -> bool| document.blocks.iter().any(wanted);
    if has(|block| matches!(block, Block::Checklist(_))) {
        capabilities(document)
    } else if has(|block| matches!(block, Block::Table(_))) {
        tables(document)
    } else {
        facts(document)
    }
}

/// The rows of a sheet without its head, to be joined to another of the same kind. Names of columns have no line
/// breaks.
#[must_use]
pub fn below_head(sheet: &str) -> &str {
    sheet.split_once("\r\n").map_or("", |(_, rows)| rows)
}

/// One row per capability.
fn capabilities(document: &Document) -> String {
    let lists = || {
        document.blocks.iter().filter_map(|block| match block {
            Block::Checklist(items) => Some(items),
            _ => None,
        })
    };
    let names: Vec<Vec<String>> = lists().map(|items| items.first().map_or(Vec::new(), item_names)).collect();
    let mut sheet = Sheet::new(document, names.iter().flatten());
    for (items, names) in lists().zip(&names) {
        let places = sheet.places(names);
        for item in items {
            sheet.row(&places, item_values(&document.title, item));
        }
    }
    sheet.finish()
}

const ITEM: [&str; 14] = [
    "registry",
    "track",
    "level",
    "capability",
    "title",
    "status",
    "answered",
    "gap",
    "blocks_next_level",
    "ahead",
    "evidenced",
    "intent",
    "state",
    "note",
];

fn item_names(item: &ChecklistItem) -> Vec<String> {
    let own = ITEM.into_iter().map(str::to_owned);
    own.chain(item.columns.iter().chain(&item.details).map(|fact| fact.column.to_owned())).collect()
}

fn item_values<'i>(registry: &'i str, item: &'i ChecklistItem) -> impl Iterator<Item = Cow<'i, str>> {
    let said = |yes: bool| if yes { "yes" } else { "no" };
    let own: [Cow<'i, str>; ITEM.len()] = [
        registry.into(),
        item.track.into(),
        item.capability.level.to_string().into(),
        item.capability.id.as_str().into(),
        item.capability.title.into(),
        item.status.id().into(),
        said(item.answered).into(),
        said(item.is_gap()).into(),
        said(item.role == Some(Role::Blocks)).into(),
        said(item.role == Some(Role::Ahead)).into(),
        said(item.evidenced).into(),
        item.intent.map_or("", |intent| intent.id()).into(),
        words(&item.state).into(),
        item.note.as_deref().unwrap_or_default().into(),
    ];
    own.into_iter().chain(item.columns.iter().chain(&item.details).map(|fact| words(&fact.value).into()))
}

/// One row per row of any table, with the heading above the table.
fn tables(document: &Document) -> String {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let names: Vec<Vec<String>> = tables.map(table_names).collect();
    let mut sheet = Sheet::new(document, names.iter().flatten());
    let mut names = names.iter();
    let mut section = "";
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => section = &heading.text,
            Block::Table(table) => {
                let places = sheet.places(names.next().map_or(&[], Vec::as_slice));
                for cells in &table.rows {
                    let place = [Cow::from(&document.title), section.into()];
                    sheet.row(&places, place.into_iter().chain(cells.iter().map(|cell| words(cell).into())));
                }
            }
            _ => {}
        }
    }
    sheet.finish()
}

fn table_names(table: &Table) -> Vec<String> {
    let place = PLACE.into_iter().map(str::to_owned);
    place.chain(column_names(&table.columns)).collect()
}

/// One row per fact, list item or paragraph, for documents without tables.
fn facts(document: &Document) -> String {
    let names = [PLACE[0], PLACE[1], "name", "value"].map(str::to_owned);
    let mut sheet = Sheet::new(document, names.iter());
    let places = sheet.places(&names);
    let mut section = "";
    let mut add = |section: &str, name: &str, value: &Text| {
        sheet.row(&places, [&document.title, section, name, &words(value)].map(Cow::from).into_iter());
    };
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => section = &heading.text,
            Block::Paragraph(text) => add(section, "", text),
            Block::Facts(facts) => facts.iter().for_each(|fact| add(section, fact.name, &fact.value)),
            Block::Command(parts) => add(section, "", &Text::new().code(parts.join(" "))),
            Block::List(texts) => texts.iter().for_each(|text| add(section, "", text)),
            _ => {}
        }
    }
    sheet.finish()
}

/// A column's name from its head: `to_close_it` from `To close it`.
fn column_name(words: &str) -> String {
    let words = words.to_lowercase();
    let parts = words.split(|c: char| !c.is_alphanumeric() || is_hidden(c)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("_")
}

/// Unique names for the columns of a table. Some heads are names of registries, which may be equal to each other or to
/// the names in every sheet.
fn column_names(columns: &[String]) -> Vec<String> {
    let mut names: Vec<String> = PLACE.into_iter().chain(COLOPHON).map(str::to_owned).collect();
    let taken = names.len();
    for column in columns {
        let name = Some(column_name(column)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| "column".to_owned());
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let unique = std::iter::once(name.clone()).chain(numbered).find(|name| !names.contains(name));
        names.extend(unique);
    }
    names.split_off(taken)
}

fn words(text: &Text) -> String {
    text.words().replace('\n', BETWEEN_PARTS)
}

fn cell(value: &str) -> String {
    harmless(&with_plain_spaces(value)).into_owned()
}

/// Replaces no-break spaces, which a search in a spreadsheet would not find.
fn with_plain_spaces(text: &str) -> Cow<'_, str> {
    let no_break = ['\u{a0}', '\u{202f}', '\u{2007}'];
    if text.contains(no_break) { Cow::Owned(text.replace(no_break, " ")) } else { Cow::Borrowed(text) }
}

/// A sheet in memory, to which writing does not fail.
struct Sheet {
    columns: Vec<String>,
    /// The last cells of each row, which are the same.
    colophon: [String; COLOPHON.len()],
    rows: Writer<Vec<u8>>,
}

impl Sheet {
    /// A sheet with a header row, which has each of these columns once.
    fn new<'n>(document: &Document, names: impl Iterator<Item = &'n String>) -> Sheet {
        let mut seen = BTreeSet::new();
        let columns: Vec<String> = names.filter(|name| seen.insert(*name)).cloned().collect();
        let colophon = document.colophon();
        let licence = format!("{} ({})", colophon.licence, colophon.licence_url);
        let values = [&colophon.principles, colophon.source, &licence, colophon.adaptation, colophon.program];
        let mut rows = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        let _ = rows.write_record(columns.iter().map(String::as_str).chain(COLOPHON));
        Sheet { columns, colophon: values.map(cell), rows }
    }

    /// The column of each cell of rows with these names.
    fn places(&self, names: &[String]) -> Vec<usize> {
        let place = |name: &String| self.columns.iter().position(|column| column == name).unwrap_or_default();
        names.iter().map(place).collect()
    }

    fn row<'v>(&mut self, places: &[usize], values: impl Iterator<Item = Cow<'v, str>>) {
        let mut record = vec![String::new(); self.columns.len()];
        for (place, value) in places.iter().zip(values) {
            record[*place] = cell(&value);
        }
        let _ = self.rows.write_record(record.iter().chain(&self.colophon));
    }

    fn finish(self) -> String {
        let rows = self.rows.into_inner().unwrap_or_default();
        // All cells are text.
        String::from_utf8(rows).unwrap_or_default()
    }
}

/// Makes a text safe for a cell: it is not a formula, has one line, no hidden characters, and at most the maximum
/// length.
///
/// Source: OWASP, CSV Injection.
fn harmless(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    let cut = shown.char_indices().nth(MAX_CELL).map(|(at, _)| at);
    let parts = || shown[..cut.unwrap_or(shown.len())].split_inclusive(SEPARATOR);
    if cut.is_none() && !parts().any(begins_formula) {
        return shown;
    }
    let guarded = parts().flat_map(|part| [if begins_formula(part) { "'" } else { "" }, part]);
    Cow::Owned(guarded.chain(cut.map(|_| "…")).collect())
}

fn begins_formula(text: &str) -> bool {
    // A quotation mark would not protect it where semicolons separate cells.
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::{MAX_CELL, column_names, harmless};

    /// Found by fuzzing: fillers count as letters.
    #[test]
    fn no_column_is_lost_to_another_or_hides_its_name() {
        let names =
            ["Capability", "A b", "a-B", "A_B 2", "Source", "!!!", "\u{115f}x\u{3164}"].map(str::to_owned);
        let columns = ["capability", "a_b", "a_b_2", "a_b_2_2", "source_2", "column", "x"];
        assert_eq!(column_names(&names), columns);
    }

    #[test]
    fn no_cell_begins_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "\n=cmd|'/c calc'!A1"] {
            let cell = harmless(text);
            assert!(cell.starts_with('\''), "{text:?} became {cell:?}");
            assert!(!cell.contains(['\t', '\r', '\n']), "{text:?} became {cell:?}");
        }
        assert_eq!(harmless("met"), "met");
        assert_eq!(harmless("a; =1;b; -2;\"=3"), "a;' =1;b;' -2;'\"=3");
    }

    #[test]
    fn a_cell_is_no_longer_than_spreadsheets_take() {
        assert_eq!(harmless(&"é".repeat(100_000)).chars().count(), MAX_CELL + 1);
    }
}
