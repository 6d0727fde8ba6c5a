//! A document as GitHub-flavoured Markdown: gaps are tasks, details are folded, ids are anchors.
//!
//! Texts are escaped so that they cannot end a list, a table or a fold, become markup or a link, or mention people and
//! issues. An empty comment, which readers do not see, breaks up what sites link automatically, such as `@name`, `#1`
//! and bare addresses.

use std::{
    borrow::Cow,
    fmt::{self, Write as _},
};

use super::command;
use crate::document::{
    Block, ChecklistItem, Document, Fact, Heading, Inline, MATRIX_COLUMNS, Matrix, Rung, SCORE_COLUMNS,
    Score, Table, Text, columns_in_use, labels, legend, words,
};
use registry_maturity_core::{
    profile::Status,
    text::{visible, web_address},
};

/// Breaks up text that a site would link automatically.
const LINK_BREAKER: &str = "<!-- -->";

/// The maximum number of registries whose names head the columns of a matrix.
const MAX_NAMES: usize = 8;

/// The document as Markdown.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut text = String::new();
    // Writing to memory does not fail.
    let _ = write(document, &mut text);
    text
}

/// Writes the document as Markdown, block by block.
///
/// # Errors
/// If the sink fails.
pub fn write(document: &Document, sink: &mut impl fmt::Write) -> fmt::Result {
    let mut page = MarkdownPage { text: format!("# {}\n", words_of(&document.title)), anchors: Vec::new() };
    for block in &document.blocks {
        page.block(block);
        sink.write_str(&page.text)?;
        page.text.clear();
    }
    page.paragraph("---");
    page.paragraph(&inline(&document.colophon().text()));
    sink.write_str(&page.text)
}

struct MarkdownPage {
    text: String,
    /// The ids that already have an anchor, because ids must be unique.
    anchors: Vec<String>,
}

impl MarkdownPage {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => self.paragraph(&inline(text)),
            Block::Facts(facts) => {
                self.list(facts.iter().map(|fact| format!("**{}:** {}", fact.name, inline(&fact.value))));
            }
            Block::List(texts) => self.list(texts.iter().map(inline)),
            Block::Scorecard(scores) => self.scorecard(scores),
            Block::Checklist(items) => self.checklist(items),
            Block::Command(parts) => {
                self.paragraph(&format!("```sh\n{}\n```", command::lines(parts, command::USUAL).join("\n")));
            }
            Block::Matrix(matrix) => self.matrix(matrix),
            Block::Table(table) => self.table(table),
            // The table that follows has the same content.
            Block::Chart(_) => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let marks = "#".repeat(usize::from(heading.depth).clamp(1, 5) + 1);
        let anchor = heading.anchor.as_deref().map_or_else(String::new, |id| self.anchor(id));
        self.paragraph(&format!("{marks} {anchor}{}", words_of(&heading.text)));
    }

    /// Adds an empty line and a text, which must already be safe.
    fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.text, "\n{text}");
    }

    fn list(&mut self, points: impl Iterator<Item = String>) {
        self.text.push('\n');
        for point in points {
            let _ = writeln!(self.text, "- {point}");
        }
    }

    fn scorecard(&mut self, scores: &[Score]) {
        let scores: Vec<&Score> = scores.iter().filter(|score| score.applies).collect();
        if scores.is_empty() {
            return;
        }
        let row = |score: &&Score| {
            score.cells(Rung::marked_and_spelled_out).iter().map(|text| cell(&inline(text))).collect()
        };
        self.grid(&SCORE_COLUMNS.map(str::to_owned), scores.iter().map(row));
        self.paragraph(&format!("{}: {}", labels::KEY, inline(&legend(&scores))));
    }

    fn table(&mut self, table: &Table) {
        let columns: Vec<String> = table.columns.iter().map(|name| cell(&words_of(name))).collect();
        self.grid(
            &columns,
            table.rows.iter().map(|row| row.iter().map(|text| cell(&inline(text))).collect()),
        );
    }

    /// A table for each track, under the registries' names, or their numbers if there are many.
    fn matrix(&mut self, matrix: &Matrix) {
        let named = matrix.columns.len() <= MAX_NAMES;
        let head = matrix.columns.iter().map(|column| match named {
            true => cell(&words_of(&column.name)),
            false => column.number.to_string(),
        });
        let head: Vec<String> = MATRIX_COLUMNS.map(str::to_owned).into_iter().chain(head).collect();
        for track in &matrix.tracks {
            self.heading(&Heading::of_track(track));
            let rows = track.rows.iter().map(|row| {
                let about = [format!("{} {}", row.level, words_of(row.title)), row.met.clone()];
                let cells = row.statuses.iter().map(|status| match named {
                    true => format!("{} {}", unspoken(words::mark(*status)), words::status(*status)),
                    false => words::mark(*status).to_owned(),
                });
                about.into_iter().chain(cells).collect()
            });
            self.grid(&head, rows);
        }
        if named {
            return;
        }
        let legend = matrix.legend.iter().map(|(status, words)| format!("{} {words}", words::mark(*status)));
        self.paragraph(&format!("{}.", legend.collect::<Vec<_>>().join(", ")));
    }

    fn grid(&mut self, columns: &[String], rows: impl Iterator<Item = Vec<String>>) {
        let rules = vec!["---".to_owned(); columns.len()];
        self.text.push('\n');
        for row in [columns.to_vec(), rules].into_iter().chain(rows) {
            let _ = writeln!(self.text, "| {} |", row.join(" | "));
        }
    }

    /// Capabilities as tasks, under a heading for each level if they are of one track.
    fn checklist(&mut self, items: &[ChecklistItem]) {
        let columns = columns_in_use(items);
        let by_level = items.is_sorted_by_key(|item| item.capability.level)
            && items.iter().all(|item| item.track == items[0].track);
        let mut level = None;
        for item in items {
            if by_level && level != Some(item.capability.level) {
                self.paragraph(&format!("**{}**", words::level_head(item.capability.level)));
            }
            if !by_level || level != Some(item.capability.level) {
                self.text.push('\n');
            }
            level = Some(item.capability.level);
            self.task(item, &columns, by_level);
        }
    }

    fn task(&mut self, item: &ChecklistItem, columns: &[(usize, &str)], by_level: bool) {
        // There is nothing to do for capabilities that do not apply.
        let task = match item.status {
            Status::NotApplicable => "",
            Status::Met => "[x] ",
            _ => "[ ] ",
        };
        let anchor = self.anchor(item.capability.id.as_str());
        let level = if by_level { String::new() } else { words::at_level(item.capability.level) + ", " };
        let role = match item.role {
            Some(role) => format!(" ({})", role.words()),
            None => String::new(),
        };
        let _ = writeln!(
            self.text,
            "- {task}{anchor}**{}** `{}`: {level}{}{role}",
            words_of(item.capability.title),
            item.capability.id.as_str(),
            inline(&item.state)
        );
        let note = item.note.iter().map(|note| format!("*{}:* {}", words::NOTE, words_of(note)));
        let facts = columns.iter().filter_map(|(at, _)| fact(&item.columns[*at]));
        for line in note.chain(facts) {
            let _ = writeln!(self.text, "  <br>{line}");
        }
        self.fold(&item.details);
    }

    /// Details folded below a task, as a nested list.
    fn fold(&mut self, details: &[Fact]) {
        let lines: Vec<String> = details.iter().filter_map(fact).collect();
        if lines.is_empty() {
            return;
        }
        let _ = write!(self.text, "\n  <details><summary>{}</summary>\n\n", labels::DETAILS);
        for line in lines {
            let _ = writeln!(self.text, "  - {line}");
        }
        self.text.push_str("\n  </details>\n\n");
    }

    fn anchor(&mut self, id: &str) -> String {
        if self.anchors.iter().any(|known| known == id) {
            return String::new();
        }
        self.anchors.push(id.to_owned());
        format!("<a id=\"{id}\"></a>")
    }
}

fn fact(fact: &Fact) -> Option<String> {
    (!fact.value.is_empty()).then(|| format!("*{}:* {}", fact.name, inline(&fact.value)))
}

/// A text with its markup, on one line.
fn inline(text: &Text) -> String {
    let mut line = String::new();
    for part in text.0.chunk_by(|one, next| matches!((one, next), (Inline::Mark(_), Inline::Mark(_)))) {
        if let [Inline::Mark(_), ..] = part {
            line += &unspoken(&Text(part.to_vec()).words());
            continue;
        }
        match &part[0] {
            Inline::Plain(text) | Inline::Quiet(text) => line.push_str(&escaped(&visible(text))),
            Inline::Strong(text) => wrap(&mut line, "**", text),
            Inline::Status(_, text) => wrap(&mut line, "**", text),
            Inline::Mark(_) => {}
            Inline::Abbreviated { short, .. } => line.push_str(&escaped(&visible(short))),
            Inline::Date(date) => line.push_str(&date.to_string()),
            Inline::Code(text) => line.push_str(&code(text)),
            Inline::Page { text, .. } => line.push_str(&escaped(&visible(text))),
            Inline::Link { text, url } => line.push_str(&link(text, url)),
            Inline::Break => line.push_str("<br>"),
        }
    }
    at_line_start(line.trim_start()).into_owned()
}

/// Marks that screen readers skip, because words say the same.
fn unspoken(marks: &str) -> String {
    format!("<span aria-hidden=\"true\">{marks}</span>")
}

/// Puts marks around words, leaving spaces outside, because marks next to spaces have no effect.
fn wrap(line: &mut String, marks: &str, text: &str) {
    let text = visible(text);
    let words = text.trim();
    if words.is_empty() {
        return line.push_str(&text);
    }
    let (before, after) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let _ = write!(line, "{}{marks}{}{marks}{}", &text[..before], escaped(words), &text[after..]);
}

/// Words of a text without parts.
fn words_of(text: &str) -> Cow<'_, str> {
    let safe = escaped(visible(text).trim());
    Cow::Owned(at_line_start(&safe).into_owned())
}

fn link(text: &str, url: &str) -> String {
    match web_address(url) {
        Some(url) if text.is_empty() => format!("<{url}>"),
        // Character references work in the address of a link with text, but not in an autolink.
        Some(url) => format!("[{}](<{}>)", escaped(&visible(text)), url.replace('&', "&amp;")),
        None if text.is_empty() => escaped(&visible(url)),
        None => format!("{} ({})", escaped(&visible(text)), escaped(&visible(url))),
    }
}

/// A code span whose fence is longer than any run of backticks in it.
fn code(text: &str) -> String {
    let text = visible(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A line as a cell of a table, in which every bar has to be escaped.
fn cell(line: &str) -> String {
    let mut cell = String::with_capacity(line.len());
    let mut escaped = false;
    for c in line.chars() {
        if c == '|' && !escaped {
            cell.push('\\');
        }
        escaped = c == '\\' && !escaped;
        cell.push(c);
    }
    cell
}

/// Escapes the beginning of a line that would be a list, a rule or the underline of a heading.
fn at_line_start(line: &str) -> Cow<'_, str> {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    match line[digits..].chars().next() {
        Some('-' | '+' | '=') if digits == 0 => Cow::Owned(format!("\\{line}")),
        Some('.' | ')') if digits > 0 => Cow::Owned(format!("{}\\{}", &line[..digits], &line[digits..])),
        _ => Cow::Borrowed(line),
    }
}

/// A text with all markup escaped. Callers make hidden characters visible first.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(head) = linked_by_itself(rest, safe.chars().next_back()) {
            head.chars().for_each(|c| push_escaped(&mut safe, c));
            safe.push_str(LINK_BREAKER);
            rest = &rest[head.len()..];
        } else {
            push_escaped(&mut safe, c);
            rest = &rest[c.len_utf8()..];
        }
    }
    safe
}

fn push_escaped(safe: &mut String, c: char) {
    // Editors show no-break spaces as spaces, and some replace them by spaces.
    if c == '\u{a0}' {
        return safe.push_str("&nbsp;");
    }
    if "\\`*_[]<>|~&#$!^".contains(c) {
        safe.push('\\');
    }
    safe.push(c);
}

/// The beginning of what a site would link automatically, up to where to break it.
fn linked_by_itself(text: &str, before: Option<char>) -> Option<&str> {
    let next = |at: usize| text[at..].chars().next();
    let word_goes_on = before.is_some_and(char::is_alphanumeric);
    let starts = |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    if starts("@") {
        return next(1).is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).then_some(&text[..1]);
    }
    if starts("#") {
        return next(1).is_some_and(|c| c.is_ascii_digit()).then_some(&text[..1]);
    }
    if starts(":") && text[1..].starts_with("//") {
        return Some(&text[..1]);
    }
    if word_goes_on {
        return None;
    }
    let heads = ["www", "gh-", "mailto:", "xmpp:"];
    let head = heads.into_iter().find(|head| starts(head))?;
    let needs_dot = head == "www" && next(3) != Some('.');
    (!needs_dot).then(|| &text[..head.len()])
}

#[cfg(test)]
mod tests {
    use super::{Text, cell, code, escaped, inline, words_of};

    #[test]
    fn text_that_sites_autolink_is_broken_up() {
        for (text, safe) in [
            ("ask @team", "ask @<!-- -->team"),
            ("see #12", "see \\#<!-- -->12"),
            ("see org/repo#12", "see org/repo\\#<!-- -->12"),
            ("GH-7", "GH-<!-- -->7"),
            ("http://e.org", "http:<!-- -->//e.org"),
            ("WWW.e.org", "WWW<!-- -->.e.org"),
            ("a@e.org", "a@<!-- -->e.org"),
            ("a@-e.org", "a@<!-- -->-e.org"),
        ] {
            assert_eq!(escaped(text), safe);
        }
    }

    #[test]
    fn no_line_begins_a_list_or_a_rule() {
        assert_eq!(words_of("- [ ] mine"), "\\- \\[ \\] mine");
        assert_eq!(words_of("1. mine"), "1\\. mine");
        assert_eq!(words_of("==="), "\\===");
        assert_eq!(words_of("  # mine\nnext"), "\\# mine next");
        // Found by fuzzing: four spaces at the start of a line make it code.
        assert_eq!(inline(&Text::new().plain("    code")), "code");
        assert_eq!(inline(&Text::new().plain("  - [x] mine")), "\\- \\[x\\] mine");
    }

    #[test]
    fn strong_words_stay_on_their_line() {
        let strong = |text: &'static str| inline(&Text::new().strong(text));
        assert_eq!(strong("\n\nname \n"), "**name**");
        assert_eq!(
            strong("\u{2028}a | b\r\n"),
            "**<U+2028>a \\| b**".replace('<', "\\<").replace('>', "\\>")
        );
    }

    #[test]
    fn marks_that_only_some_readers_know_are_escaped_too() {
        assert_eq!(escaped("H~2~O, x^2^, $y$"), "H\\~2\\~O, x\\^2\\^, \\$y\\$");
    }

    #[test]
    fn bars_and_backticks_stay_inside() {
        assert_eq!(cell(&code("a`|`b")), "``a`\\|`b``");
        assert_eq!(cell(&escaped("a|b")), "a\\|b");
    }
}
