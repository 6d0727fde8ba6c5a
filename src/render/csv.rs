//! Documents as a sheet: RFC 4180 in UTF-8, a row a capability, or a row of a table or a fact where there are none.
//!
//! Every row has the same columns, and every sheet tells in its last columns whose principles they are, so that rows
//! keep their source when they are sorted, cut and pasted. `docs/formats.md` says what stands in each column.

use std::borrow::Cow;

use crate::document::{Block, ChecklistItem, Document, Fact, Role, Table, Text};
use registry_maturity_core::text::{is_hidden, visible};

/// A spreadsheet takes no more characters in a cell; one program spills the rest over the rows below.
const LONGEST_CELL: usize = 32_000;
/// What parts cells where a comma parts the digits of a number.
const SEPARATOR: char = ';';
/// The last columns of every sheet.
const COLOPHON: [&str; 5] = ["principles", "source", "licence", "adaptation", "program"];
/// Where something has several parts, they stand in one cell, and a row stays on one line.
const BETWEEN_PARTS: &str = "; ";

/// The documents as one sheet.
#[must_use]
pub fn csv(documents: &[Document]) -> String {
    let mut sheet = Sheet::default();
    let has = |wanted: fn(&Block) -> bool| documents.iter().flat_map(|document| &document.blocks).any(wanted);
    if has(|block| matches!(block, Block::Checklist(_))) {
        documents.iter().for_each(|document| capabilities(&mut sheet, document));
    } else if has(|block| matches!(block, Block::Table(_))) {
        documents.iter().for_each(|document| tables(&mut sheet, document));
    } else {
        documents.iter().for_each(|document| facts(&mut sheet, document));
    }
    sheet.text()
}

/// One row a capability.
fn capabilities(sheet: &mut Sheet, document: &Document) {
    for block in &document.blocks {
        let Block::Checklist(items) = block else { continue };
        for item in items {
            let mut row = Row::of(document);
            row.cell("registry", &document.title);
            item_cells(&mut row, item);
            sheet.add(row);
        }
    }
}

fn item_cells(row: &mut Row, item: &ChecklistItem) {
    let said = |yes: bool| if yes { "yes" } else { "no" };
    row.cell("track", item.track);
    row.cell("level", &item.level.to_string());
    row.cell("capability", item.id);
    row.cell("title", item.title);
    row.cell("status", item.status.id());
    row.cell("answered", said(item.answered));
    row.cell("gap", said(item.is_gap()));
    row.cell("blocks_next_level", said(item.role == Some(Role::Blocks)));
    row.cell("ahead", said(item.role == Some(Role::Ahead)));
    row.cell("evidenced", said(item.evidenced));
    row.cell("intent", item.intent.map_or("", |intent| intent.id()));
    row.cell("state", &words(&item.state));
    row.cell("note", item.note.as_deref().unwrap_or_default());
    for Fact { name, value } in item.columns.iter().chain(&item.details) {
        row.cell(&column_name(name), &words(value));
    }
}

/// One row a row of any table, under the heading that the table stands under.
fn tables(sheet: &mut Sheet, document: &Document) {
    let mut section = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => section.clone_from(&heading.text),
            Block::Table(Table { columns, rows, .. }) => {
                let names = column_names(columns);
                for cells in rows {
                    let mut row = Row::of(document);
                    row.cell("document", &document.title);
                    row.cell("section", &section);
                    for (name, cell) in names.iter().zip(cells) {
                        row.cell(name, &words(cell));
                    }
                    sheet.add(row);
                }
            }
            _ => {}
        }
    }
}

/// One row a fact, a point or a paragraph, for what is a page rather than a sheet.
fn facts(sheet: &mut Sheet, document: &Document) {
    let mut section = String::new();
    let mut add = |section: &str, name: &str, value: &Text| {
        let mut row = Row::of(document);
        row.cell("document", &document.title);
        row.cell("section", section);
        row.cell("name", name);
        row.cell("value", &words(value));
        sheet.add(row);
    };
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => section.clone_from(&heading.text),
            Block::Paragraph(text) => add(&section, "", text),
            Block::Facts(facts) => facts.iter().for_each(|fact| add(&section, fact.name, &fact.value)),
            Block::Command(parts) => add(&section, "", &Text::new().code(parts.join(" "))),
            Block::List(texts) => texts.iter().for_each(|text| add(&section, "", text)),
            _ => {}
        }
    }
}

/// `To close it` as a column's name: `to_close_it`.
fn column_name(words: &str) -> String {
    let words = words.to_lowercase();
    let parts = words.split(|c: char| !c.is_alphanumeric() || is_hidden(c)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("_")
}

/// The names of a table's columns, each another one: over some of them stand names of registries, which may be alike, or
/// like what every sheet has.
fn column_names(columns: &[String]) -> Vec<String> {
    let mut names: Vec<String> =
        ["document", "section"].into_iter().chain(COLOPHON).map(str::to_owned).collect();
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

/// A row while the columns of the sheet are found: names with values.
struct Row {
    cells: Vec<(String, String)>,
    colophon: Vec<(String, String)>,
}

impl Row {
    fn of(document: &Document) -> Row {
        let colophon = document.colophon();
        let licence = format!("{} ({})", colophon.licence, colophon.licence_url);
        let values =
            [colophon.principles.as_str(), colophon.source, &licence, colophon.adaptation, colophon.program];
        Row {
            cells: Vec::new(),
            colophon: COLOPHON.into_iter().zip(values).map(|(name, value)| cell(name, value)).collect(),
        }
    }

    fn cell(&mut self, name: &str, value: &str) {
        self.cells.push(cell(name, value));
    }

    fn value(&self, column: &str) -> &str {
        let all = self.cells.iter().chain(&self.colophon);
        all.into_iter().find(|(name, _)| name == column).map_or("", |(_, value)| value.as_str())
    }
}

fn cell(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), harmless(&with_plain_spaces(value)).into_owned())
}

/// A text without no-break spaces: nothing is wrapped here, and a search in a spreadsheet does not find them.
fn with_plain_spaces(text: &str) -> Cow<'_, str> {
    let no_break = ['\u{a0}', '\u{202f}', '\u{2007}'];
    if text.contains(no_break) { Cow::Owned(text.replace(no_break, " ")) } else { Cow::Borrowed(text) }
}

/// Rows, and the columns of all of them in the order in which they came up.
#[derive(Default)]
struct Sheet {
    columns: Vec<String>,
    rows: Vec<Row>,
}

impl Sheet {
    fn add(&mut self, row: Row) {
        for (name, _) in &row.cells {
            if !self.columns.contains(name) {
                self.columns.push(name.clone());
            }
        }
        self.rows.push(row);
    }

    fn text(&self) -> String {
        let mut writer =
            ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
        let last = self.rows.first().into_iter().flat_map(|row| &row.colophon).map(|(name, _)| name);
        let columns: Vec<&str> = self.columns.iter().chain(last).map(String::as_str).collect();
        let rows = self.rows.iter().map(|row| columns.iter().map(|column| row.value(column)).collect());
        for record in std::iter::once(columns.clone()).chain(rows) {
            writer.write_record(record).expect("rows of equal length, written to memory");
        }
        let bytes = writer.into_inner().expect("memory takes every byte");
        String::from_utf8(bytes).expect("only texts were written")
    }
}

/// A text that no spreadsheet takes for a formula, on one line, with nothing hidden in it, and no longer than a cell
/// may be.
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
    // Behind a quotation mark it would be quoted for those whose cells a semicolon parts.
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_CELL, column_names, harmless};

    /// Found by fuzzing: a filler counts as a letter.
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
