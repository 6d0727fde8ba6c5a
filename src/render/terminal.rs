//! A document for a terminal or a pipe: tables if there is room, and lists otherwise or for people who listen.
//!
//! Nothing depends on colour alone. Every text passes through [`visible`], so nothing in a profile can control the
//! terminal.

mod linear;
mod matrix;

use std::{
    borrow::Cow,
    fmt::{self, Write as _},
};

use textwrap::core::Word;

use super::{
    command,
    grid::{self, TableLook},
    ink::{Ink, escape, is_tag, width},
};
use crate::document::{
    Block, ChecklistItem, ChecklistView, Colophon, Document, Fact, Heading, ITEM_COLUMNS, Inline, Role, Rung,
    SCORE_COLUMNS, Score, Table, Text, columns_in_use, legend, words,
};
use registry_maturity_core::{
    profile::Status,
    text::{code_point, visible, without_commands},
};

/// The capabilities of a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Its width in columns.
    pub width: usize,
    /// Whether it can show characters beyond ASCII.
    pub unicode: bool,
    /// Whether to use colours.
    pub colour: bool,
    /// Whether to write one thing per line, in words, for people who listen.
    pub linear: bool,
}

impl Terminal {
    /// A text with the quotation marks and dots that the terminal can show.
    #[must_use]
    pub fn signs<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.unicode || !text.contains(|c| ascii_sign(c).is_some()) {
            return Cow::Borrowed(text);
        }
        let mut signs = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '…' => signs.push_str("..."),
                c => signs.push(ascii_sign(c).unwrap_or(c)),
            }
        }
        Cow::Owned(signs)
    }
}

/// The sign of one column that stands for this one in ASCII.
pub(crate) fn ascii_sign(c: char) -> Option<char> {
    match c {
        '“' | '”' => Some('"'),
        '‘' | '’' => Some('\''),
        '…' => Some('.'),
        _ => None,
    }
}

/// The minimum width. Lines are longer than a narrower terminal.
const NARROWEST: usize = 40;
/// The minimum average width of the columns of a checklist's table. Narrower cells would become too tall.
const ROOMY_COLUMN: usize = 19;
/// The maximum number of bytes to wrap at once.
const MAX_PIECE: usize = 16 * 1024;
/// The maximum width of a capability's id in a table, beyond which it is broken at a hyphen.
const ID_COLUMN: usize = 24;

/// The document as text.
#[must_use]
pub fn terminal(document: &Document, terminal: Terminal) -> String {
    let mut text = String::new();
    // Writing to memory does not fail.
    let _ = write(document, terminal, &mut text);
    text
}

/// Writes the document as text, block by block.
///
/// # Errors
/// If the sink fails.
pub fn write(document: &Document, terminal: Terminal, sink: &mut impl fmt::Write) -> fmt::Result {
    let terminal = Terminal { width: terminal.width.max(NARROWEST), ..terminal };
    let mut page = TerminalPage { terminal, view: document.view, text: String::new(), below_heading: false };
    page.title(&document.title);
    for block in &document.blocks {
        page.block(block);
        page.hand_over(sink)?;
    }
    page.colophon(document);
    sink.write_str(&page.text)
}

struct TerminalPage {
    terminal: Terminal,
    view: ChecklistView,
    text: String,
    below_heading: bool,
}

impl TerminalPage {
    /// Writes what is drawn, except its end, which decides whether an empty line follows.
    fn hand_over(&mut self, sink: &mut impl fmt::Write) -> fmt::Result {
        let end = self.text.floor_char_boundary(self.text.len().saturating_sub(2));
        sink.write_str(&self.text[..end])?;
        self.text.drain(..end);
        Ok(())
    }

    fn title(&mut self, title: &str) {
        let title = self.paint(Ink::Strong, &self.terminal.signs(&visible(title)));
        self.paragraph(&title, "", "");
        self.gap();
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => {
                self.gap();
                self.lines(text, "", "");
            }
            Block::Facts(facts) => self.facts(facts, ""),
            Block::List(items) => items.iter().for_each(|item| self.lines(item, "- ", "  ")),
            Block::Scorecard(scores) => self.scorecard(scores),
            Block::Checklist(items) => self.checklist(items),
            Block::Command(parts) => {
                self.gap();
                let columns = if self.terminal.linear { usize::MAX } else { self.terminal.width };
                command::lines(parts, columns).iter().for_each(|line| self.line(line));
            }
            Block::Matrix(matrix) => self.matrix(matrix),
            Block::Table(table) => self.table(table),
            // The table that follows has the same content.
            Block::Chart(_) => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.gap();
        let text = self.terminal.signs(&visible(&heading.text)).into_owned();
        self.paragraph(&self.paint(Ink::Heading, &text), "", "");
        if !self.terminal.colour && !self.terminal.linear {
            let mark = if self.terminal.unicode { "─" } else { "-" };
            self.line(&mark.repeat(width(&text).min(self.terminal.width)));
        }
        if self.terminal.linear {
            return self.gap();
        }
        self.below_heading = true;
    }

    fn facts(&mut self, facts: &[Fact], indent: &str) {
        for fact in facts {
            let name = Text::new().quiet(format!("{}: ", fact.name));
            let text = fact.value.0.iter().cloned().fold(name, Text::with);
            self.lines(&text, indent, &format!("{indent}  "));
        }
    }

    /// The tracks that apply. Below, sentences say why others do not.
    fn scorecard(&mut self, scores: &[Score]) {
        let scores: Vec<&Score> = scores.iter().filter(|score| score.applies).collect();
        if scores.is_empty() {
            return;
        }
        if self.terminal.linear {
            return self.scores_in_words(&scores);
        }
        self.gap();
        let row = |score: &&Score| score.cells(Rung::marked).iter().map(|cell| self.cell(cell)).collect();
        let rows: Vec<Vec<String>> = scores.iter().map(row).collect();
        if !self.grid(&SCORE_COLUMNS.map(str::to_owned), &rows, TableLook::Ruled) {
            scores.iter().for_each(|score| self.score_lines(score, Rung::marked));
        }
        self.lines(&legend(&scores), "", "");
    }

    fn score_lines(&mut self, score: &Score, rung: fn(&Rung) -> Text) {
        for (at, line) in score.lines(rung).iter().enumerate() {
            self.lines(line, if at == 0 { "" } else { "  " }, if at == 0 { "  " } else { "    " });
        }
    }

    fn mark(&self, status: Status) -> String {
        self.paint(Ink::of(status), mark(status, self.terminal.unicode))
    }

    fn checklist(&mut self, items: &[ChecklistItem]) {
        if self.terminal.linear {
            return self.items_in_words(items);
        }
        let mut columns: Vec<String> = ITEM_COLUMNS.map(str::to_owned).to_vec();
        let shown = columns_in_use(items);
        columns.extend(shown.iter().map(|(_, name)| (*name).to_owned()));
        let rows: Vec<_> = items.iter().map(|item| self.item_row(item, &shown)).collect();
        let roomy = self.terminal.width >= columns.len() * ROOMY_COLUMN;
        if !roomy || !self.grid(&columns, &rows, TableLook::RuledWithNarrowSecond(ID_COLUMN)) {
            items.iter().for_each(|item| self.item_stacked(item));
        }
        if items.iter().any(|item| item.role == Some(Role::Blocks)) {
            let mark = self.role_mark(Role::Blocks);
            self.paragraph(&format!("{mark} {}", Role::Blocks.words()), "", "");
        }
    }

    fn item_row(&self, item: &ChecklistItem, columns: &[(usize, &str)]) -> Vec<String> {
        let id = self.id_lines(item.capability.id.as_str(), ID_COLUMN);
        let title = self.paint(Ink::Strong, item.capability.title);
        let title = std::iter::once(title).chain(id).collect::<Vec<_>>().join("\n");
        let mut row = vec![self.level_with_role(item), title, self.cell(&item.state_and_note())];
        row.extend(columns.iter().map(|(at, _)| self.cell(&item.columns[*at].value)));
        row
    }

    /// An id in lines of a maximum width, broken only at its hyphens.
    fn id_lines(&self, id: &str, width: usize) -> Vec<String> {
        if id.len() <= width {
            return vec![self.paint(Ink::Quiet, id)];
        }
        let options = textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::HyphenSplitter);
        textwrap::wrap(id, options).into_iter().map(|line| self.paint(Ink::Quiet, &line)).collect()
    }

    fn level_with_role(&self, item: &ChecklistItem) -> String {
        match item.role {
            Some(role) => format!("{} {}", item.capability.level, self.role_mark(role)),
            None => item.capability.level.to_string(),
        }
    }

    fn role_mark(&self, role: Role) -> String {
        match (role, self.terminal.unicode) {
            (Role::Blocks, true) => self.paint(Ink::Blocks, "◀"),
            (Role::Blocks, false) => self.paint(Ink::Blocks, "<"),
            (Role::Ahead, true) => "▲".to_owned(),
            (Role::Ahead, false) => "^".to_owned(),
        }
    }

    fn item_stacked(&mut self, item: &ChecklistItem) {
        let title = self.paint(Ink::Strong, item.capability.title);
        let line = format!("{}: {title}", words::level_head(self.level_with_role(item)));
        self.paragraph(&line, "", "  ");
        for line in self.id_lines(item.capability.id.as_str(), self.terminal.width - 2) {
            self.paragraph(&line, "  ", "  ");
        }
        self.lines(&item.state_and_note(), "  ", "  ");
        let filled: Vec<Fact> = item.columns.iter().filter(|fact| !fact.value.is_empty()).cloned().collect();
        self.facts(&filled, "  ");
        self.line("");
    }

    fn table(&mut self, table: &Table) {
        if self.terminal.linear {
            return self.rows_in_words(table);
        }
        self.gap();
        let rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        if self.grid(&table.columns, &rows, TableLook::Plain) {
            return;
        }
        rows.into_iter().for_each(|row| self.row_lines(&table.columns, row));
    }

    /// A row of a table, with a line for each cell.
    fn row_lines(&mut self, columns: &[String], row: Vec<String>) {
        for (at, (name, cell)) in
            columns.iter().zip(row).enumerate().filter(|(_, (_, cell))| !cell.is_empty())
        {
            let indent = if at == 0 { "" } else { "  " };
            self.paragraph(&format!("{}: {}", visible(name), cell.replace('\n', ", ")), indent, "    ");
        }
    }

    /// Draws a table and returns true, or returns false if there is no room for it.
    fn grid(&mut self, columns: &[String], rows: &[Vec<String>], look: TableLook) -> bool {
        let head: Vec<String> = columns.iter().map(|name| self.paint(Ink::Quiet, &visible(name))).collect();
        let lines = grid::lines(&head, rows, look, self.terminal.unicode, self.terminal.width);
        lines.iter().flatten().for_each(|line| self.line(line));
        lines.is_some()
    }

    fn colophon(&mut self, document: &Document) {
        self.gap();
        self.lines(&Colophon::short(document.edition), "", "");
    }

    /// A text with its line breaks, and all lines but the first indented.
    fn lines(&mut self, text: &Text, first: &str, rest: &str) {
        for (at, line) in self.cell(text).split('\n').enumerate() {
            let indent = if at == 0 { first } else { rest };
            self.paragraph(line, indent, rest);
        }
    }

    /// Wraps a line of text, with these indentations for the first line and the others.
    fn paragraph(&mut self, text: &str, first: &str, rest: &str) {
        if !text.contains('\n') && width(first) + width(text) <= self.terminal.width {
            return self.line(format!("{first}{text}").trim_end());
        }
        let mut options = wrap_options(self.terminal.width).subsequent_indent(rest);
        if has_long_name(text, self.terminal.width.saturating_sub(width(rest))) {
            options = options.word_splitter(textwrap::WordSplitter::Custom(hyphens));
        }
        let mut ink = None;
        for (at, piece) in pieces(text).enumerate() {
            let options = options.clone().initial_indent(if at == 0 { first } else { rest });
            for line in textwrap::wrap(piece, options) {
                self.inked_line(line.trim_end(), &mut ink);
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.inked_line(line, &mut None);
    }

    /// Writes a line. `ink` is the style of a word that continues from the previous line or into the next one.
    fn inked_line(&mut self, line: &str, ink: &mut Option<Ink>) {
        self.below_heading = false;
        let start = self.text.len();
        // No-break spaces have done their work, and would surprise people who copy a line.
        for (at, part) in line.split('\u{a0}').enumerate() {
            self.text.push_str(if at > 0 { " " } else { "" });
            self.text.push_str(part);
        }
        // A word that is longer than a line could be cut where a command begins.
        if let Cow::Owned(harmless) = without_commands(&self.text[start..], code_point) {
            self.text.replace_range(start.., &harmless);
        }
        if self.terminal.colour {
            let escaped = escape(&self.text[start..], ink);
            self.text.replace_range(start.., &escaped);
        }
        self.text.push('\n');
    }

    /// Adds an empty line, except at the start, after another one, and directly below a heading.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") && !self.below_heading {
            self.text.push('\n');
        }
    }

    /// A text for a cell, with styled parts and a line feed for each line break.
    fn cell(&self, text: &Text) -> String {
        let mut cell = String::new();
        for part in &text.0 {
            match part {
                Inline::Plain(text) => cell.push_str(&visible(text)),
                Inline::Strong(text) => cell.push_str(&self.paint(Ink::Strong, &visible(text))),
                Inline::Quiet(text) => cell.push_str(&self.paint(Ink::Quiet, &visible(text))),
                Inline::Code(text) => {
                    cell.push_str(&self.paint(Ink::Code, &visible(text)));
                }
                Inline::Status(status, text) => {
                    cell.push_str(&self.paint(Ink::of(*status), &visible(text)));
                }
                Inline::Mark(status) if self.terminal.linear => cell.push_str(words::status(*status)),
                Inline::Mark(status) => cell.push_str(&self.mark(*status)),
                Inline::Abbreviated { full, .. } if self.terminal.linear => cell.push_str(&visible(full)),
                Inline::Abbreviated { short, .. } => cell.push_str(&visible(short)),
                Inline::Date(date) => {
                    let _ = write!(cell, "{date}");
                }
                Inline::Page { text, .. } => cell.push_str(&visible(text)),
                Inline::Link { text, url } if text.is_empty() => cell.push_str(&visible(url)),
                Inline::Link { text, url } => {
                    let _ = write!(cell, "{} <{}>", visible(text), visible(url));
                }
                Inline::Break => cell.push('\n'),
            }
        }
        match self.terminal.signs(&cell) {
            Cow::Owned(signs) => signs,
            Cow::Borrowed(_) => cell,
        }
    }

    fn paint(&self, ink: Ink, text: &str) -> String {
        if self.terminal.colour { ink.on(text) } else { text.to_owned() }
    }
}

/// The mark of a status, one column wide.
#[must_use]
pub fn mark(status: Status, unicode: bool) -> &'static str {
    if unicode { words::mark(status) } else { words::ascii_mark(status) }
}

/// Splits a text into pieces, at spaces if possible, because textwrap needs many times the memory of each word.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let most = rest.floor_char_boundary(MAX_PIECE);
        let end =
            if most < rest.len() { rest[..most].rfind(' ').map_or(most, |space| space + 1) } else { most };
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// How text is wrapped: only at the possible line breaks, so that a word may be longer than the line.
pub(crate) fn wrap_options<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::Custom(break_words))
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false)
}

/// Whether a word that is no address or path, such as an id, is wider than a line.
fn has_long_name(text: &str, room: usize) -> bool {
    text.split(' ').any(|word| word.len() > room && width(word) > room && !word.contains('/'))
}

/// The places after hyphens at which a word can be broken; none in addresses and paths.
fn hyphens(word: &str) -> Vec<usize> {
    if word.contains('/') { Vec::new() } else { textwrap::WordSplitter::HyphenSplitter.split_points(word) }
}

/// The possible line breaks: those of Unicode, except within ASCII words, so that addresses and ids stay whole.
fn break_words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    if is_plain(line) {
        return textwrap::WordSeparator::AsciiSpace.find_words(line);
    }
    let mut whole: Vec<Word<'_>> = Vec::new();
    let (mut start, mut end) = (0, 0);
    let mut goes_on = false;
    for word in textwrap::WordSeparator::UnicodeBreakProperties.find_words(line) {
        let plain = is_plain(word.word);
        if end > start && !(goes_on && plain) {
            whole.push(Word::from(&line[start..end]));
            start = end;
        }
        end += word.word.len() + word.whitespace.len();
        goes_on = plain && word.whitespace.is_empty();
    }
    if end > start {
        whole.push(Word::from(&line[start..end]));
    }
    Box::new(whole.into_iter())
}

/// Whether a word is ASCII, apart from style marks.
fn is_plain(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii() || is_tag(c))
}
