//! Documents as a CSV file, by RFC 4180 in UTF-8, with a row for each capability or, if there are none, for each row of
//! a table or each fact.
//!
//! Every row has the same columns. The last ones name the source of the principles, so that rows keep it when they are
//! sorted, cut and pasted. `docs/formats.md` describes the columns.

use std::{borrow::Cow, collections::BTreeSet, fmt};

use ::csv::{Terminator, Writer, WriterBuilder};

use crate::document::{Block, ChecklistItem, Document, Role, Table, Text};
use registry_maturity_core::text::{is_hidden, visible};

/// The maximum length of a cell in spreadsheet programs, one of which continues longer cells in the rows below.
const LONGEST_CELL: usize = 32_000;
/// Separates cells in countries where commas are decimal separators.
const SEPARATOR: char = ';';
/// The last columns of every sheet.
const COLOPHON: [&str; 5] = ["principles", "source", "licence", "adaptation", "program"];
/// The first columns of a sheet of tables or facts: the place of each row in the document.
const PLACE: [&str; 2] = ["document", "section"];
/// Separates the parts of a cell, so that each row stays on one line.
const BETWEEN_PARTS: &str = "; ";
/// The number of bytes to write at once.
const PIECE: usize = 64 * 1024;

/// The documents as one sheet.
#[must_use]
pub fn csv(documents: &[Document]) -> String {
    let mut text = String::new();
    // Writing to memory does not fail.
    let _ = write(documents, &mut text);
    text
}

/// Writes the documents as one sheet, a few rows at a time.
///
/// # Errors
/// If the sink fails.
pub fn write(documents: &[Document], sink: &mut impl fmt::Write) -> fmt::Result {
    let has = |wanted: fn(&Block) -> bool| documents.iter().flat_map(|document| &document.blocks).any(wanted);
    let mut sheet = Sheet::new(sink);
    if has(|block| matches!(block, Block::Checklist(_))) {
        capabilities(&mut sheet, documents)
    } else if has(|block| matches!(block, Block::Table(_))) {
        tables(&mut sheet, documents)
    } else {
        facts(&mut sheet, documents)
    }
}

/// The rows of a sheet without its head, to be joined to another of the same kind. Names of columns have no line breaks.
#[must_use]
pub fn below_head(sheet: &str) -> &str {
    sheet.split_once("\r\n").map_or("", |(_, rows)| rows)
}

/// One row per capability.
fn capabilities<S: fmt::Write>(sheet: &mut Sheet<'_, S>, documents: &[Document]) -> fmt::Result {
    let lists = || {
        documents.iter().flat_map(|document| {
            let lists = document.blocks.iter().filter_map(|block| match block {
                Block::Checklist(items) => Some(items),
                _ => None,
            });
            lists.map(move |items| (document, items))
        })
    };
    let names: Vec<Vec<String>> =
        lists().map(|(_, items)| items.first().map_or(Vec::new(), item_names)).collect();
    sheet.head(names.iter().flatten())?;
    for ((document, items), names) in lists().zip(&names) {
        let group = sheet.group(names, document);
        for item in items {
            sheet.row(&group, item_values(&document.title, item))?;
        }
    }
    sheet.hand_over()
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
        item.level.to_string().into(),
        item.id.into(),
        item.title.into(),
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
fn tables<S: fmt::Write>(sheet: &mut Sheet<'_, S>, documents: &[Document]) -> fmt::Result {
    let tables = documents.iter().flat_map(|document| &document.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let names: Vec<Vec<String>> = tables.map(table_names).collect();
    sheet.head(names.iter().flatten())?;
    let mut names = names.iter();
    for document in documents {
        let mut section = "";
        for block in &document.blocks {
            match block {
                Block::Heading(heading) => section = &heading.text,
                Block::Table(table) => {
                    let group = sheet.group(names.next().map_or(&[], Vec::as_slice), document);
                    for cells in &table.rows {
                        let place = [Cow::from(&document.title), section.into()];
                        let cells = cells.iter().map(|cell| words(cell).into());
                        sheet.row(&group, place.into_iter().chain(cells))?;
                    }
                }
                _ => {}
            }
        }
    }
    sheet.hand_over()
}

fn table_names(table: &Table) -> Vec<String> {
    let place = PLACE.into_iter().map(str::to_owned);
    place.chain(column_names(&table.columns)).collect()
}

/// One row per fact, list item or paragraph, for documents without tables.
fn facts<S: fmt::Write>(sheet: &mut Sheet<'_, S>, documents: &[Document]) -> fmt::Result {
    let names = [PLACE[0], PLACE[1], "name", "value"].map(str::to_owned);
    sheet.head(names.iter())?;
    for document in documents {
        let mut section = "";
        let group = sheet.group(&names, document);
        let mut add = |section: &str, name: &str, value: &Text| {
            sheet.row(&group, [&document.title, section, name, &words(value)].map(Cow::from).into_iter())
        };
        for block in &document.blocks {
            match block {
                Block::Heading(heading) => section = &heading.text,
                Block::Paragraph(text) => add(section, "", text)?,
                Block::Facts(facts) => {
                    facts.iter().try_for_each(|fact| add(section, fact.name, &fact.value))?;
                }
                Block::Command(parts) => add(section, "", &Text::new().code(parts.join(" ")))?,
                Block::List(texts) => texts.iter().try_for_each(|text| add(section, "", text))?,
                _ => {}
            }
        }
    }
    sheet.hand_over()
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

/// A sheet that is being written.
struct Sheet<'s, S> {
    columns: Vec<String>,
    rows: Writer<Vec<u8>>,
    sink: &'s mut S,
}

/// Rows that have the same cells in the same columns.
struct Group {
    /// The column of each cell.
    places: Vec<usize>,
    /// The last cells of each row, which are the same.
    colophon: [String; COLOPHON.len()],
}

impl<'s, S: fmt::Write> Sheet<'s, S> {
    fn new(sink: &'s mut S) -> Sheet<'s, S> {
        Sheet { columns: Vec::new(), rows: writer(), sink }
    }

    /// Writes the header row, with each of these columns once.
    fn head<'n>(&mut self, names: impl Iterator<Item = &'n String>) -> fmt::Result {
        let mut seen = BTreeSet::new();
        self.columns = names.filter(|name| seen.insert(*name)).cloned().collect();
        let head: Vec<&str> = self.columns.iter().map(String::as_str).chain(COLOPHON).collect();
        self.rows.write_record(head).map_err(|_| fmt::Error)
    }

    /// The layout for rows with these cells.
    fn group(&self, names: &[String], document: &Document) -> Group {
        let place = |name: &String| self.columns.iter().position(|column| column == name).unwrap_or_default();
        let colophon = document.colophon();
        let licence = format!("{} ({})", colophon.licence, colophon.licence_url);
        let values = [&colophon.principles, colophon.source, &licence, colophon.adaptation, colophon.program];
        Group { places: names.iter().map(place).collect(), colophon: values.map(cell) }
    }

    fn row<'v>(&mut self, group: &Group, values: impl Iterator<Item = Cow<'v, str>>) -> fmt::Result {
        let mut record = vec![String::new(); self.columns.len()];
        for (place, value) in group.places.iter().zip(values) {
            record[*place] = cell(&value);
        }
        self.rows.write_record(record.iter().chain(&group.colophon)).map_err(|_| fmt::Error)?;
        if self.rows.get_ref().len() >= PIECE { self.hand_over() } else { Ok(()) }
    }

    /// Writes the rows so far. Only whole rows are valid UTF-8.
    fn hand_over(&mut self) -> fmt::Result {
        let rows = std::mem::replace(&mut self.rows, writer()).into_inner().map_err(|_| fmt::Error)?;
        self.sink.write_str(std::str::from_utf8(&rows).map_err(|_| fmt::Error)?)
    }
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new())
}

/// Makes a text safe for a cell: it is not a formula, has one line, no hidden characters, and at most the maximum
/// length.
///
/// Source: OWASP, CSV Injection.
fn harmless(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    let cut = shown.char_indices().nth(LONGEST_CELL).map(|(at, _)| at);
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
    use super::{LONGEST_CELL, column_names, harmless};

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
        assert_eq!(harmless(&"é".repeat(100_000)).chars().count(), LONGEST_CELL + 1);
    }
}
