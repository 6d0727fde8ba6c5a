//! A document as one self-contained page: no network, no scripts, and links with safe schemes only.
//!
//! This module fills the template `templates/page.html`, whose style is `templates/page.css` and, for comparisons,
//! `templates/matrix.css`. Filters are radio buttons that the style sheet evaluates; browsers that cannot do so show
//! everything.

mod choices;
mod ladder;
mod stairs;

use std::{borrow::Cow, collections::BTreeSet, fmt};

use askama::{
    FastWritable, Template, Values,
    filters::{Escaper, Html, HtmlSafe},
};

use self::{choices::Choices, ladder::Ladder, stairs::Stairs};
use super::command;
use crate::document::{
    self, Block, ChecklistItem, Colophon, Document, Fact, Heading, Inline, MATRIX_COLUMNS, Matrix, Order,
    Reach, Role, Rung, SCORE_COLUMNS, Score, Table, Text, labels, statuses, words,
};
use registry_maturity_core::{catalogue::Capability, text::visible};

/// The document as a page.
///
/// # Panics
/// Never, because pages are written to memory.
#[must_use]
pub fn html(document: &Document) -> String {
    let mut text = String::new();
    write(document, &mut text).expect("written to memory");
    text
}

/// Writes the document as a page, piece by piece.
///
/// # Errors
/// If the sink fails.
pub fn write(document: &Document, sink: &mut impl fmt::Write) -> fmt::Result {
    let page = HtmlPage {
        document,
        colophon: document.colophon(),
        choices: Choices::of(document),
        sections: sections(document),
    };
    page.render_into(sink).map_err(|_| fmt::Error)
}

#[derive(Template)]
#[template(path = "page.html")]
struct HtmlPage<'a> {
    document: &'a Document,
    colophon: Colophon,
    choices: Option<Choices>,
    sections: Vec<PageSection<'a>>,
}

/// The content below one heading.
struct PageSection<'a> {
    heading: Option<&'a Heading>,
    blocks: Vec<PageBlock<'a>>,
}

/// A block, ready to be drawn.
enum PageBlock<'a> {
    Paragraph(&'a Text),
    Facts(&'a [Fact]),
    List(&'a [Text]),
    Scorecard(Scorecard<'a>),
    Checklist(Vec<PageItem<'a>>),
    Command(String),
    Orders(&'a [Order]),
    Matrix(&'a Matrix),
    Table(PageTable<'a>),
    Chart(&'a str, Vec<Stairs>),
}

/// A table, with the place of its first row among the rows that readers can order; none if they can't.
struct PageTable<'a> {
    table: &'a Table,
    first: Option<usize>,
}

/// The tracks that apply, as pictures and as table rows.
struct Scorecard<'a> {
    /// The depth of the heading above it, or 0 if there is none.
    depth: u8,
    ladders: Vec<Ladder>,
    scores: Vec<&'a Score>,
}

/// A capability in a checklist.
struct PageItem<'a> {
    item: &'a ChecklistItem,
    /// Its id, unless the page already has it.
    anchor: Option<&'static str>,
    /// Its classes, for the style sheet and the filters.
    classes: String,
    /// The level of its heading.
    depth: u8,
    columns: Vec<&'a Fact>,
    details: Vec<&'a Fact>,
    boundary_cases: Vec<Text>,
}

fn sections(document: &Document) -> Vec<PageSection<'_>> {
    let mut sections = vec![PageSection { heading: None, blocks: Vec::new() }];
    let mut anchors = BTreeSet::new();
    let mut depth = 0;
    let mut rows = 0;
    for block in &document.blocks {
        if let Block::Heading(heading) = block {
            depth = heading.depth;
            sections.push(PageSection { heading: Some(heading), blocks: Vec::new() });
        } else if let (Some(section), Block::Table(table)) = (sections.last_mut(), block) {
            let is_ordered = !document.orders.is_empty();
            if is_ordered && rows == 0 {
                section.blocks.push(PageBlock::Orders(&document.orders));
            }
            section.blocks.push(PageBlock::Table(PageTable { table, first: is_ordered.then_some(rows) }));
            rows += table.rows.len();
        } else if let Some(section) = sections.last_mut() {
            section.blocks.extend(page_block(block, depth, &mut anchors));
        }
    }
    sections
}

fn page_block<'a>(
    block: &'a Block,
    depth: u8,
    anchors: &mut BTreeSet<&'static str>,
) -> Option<PageBlock<'a>> {
    Some(match block {
        Block::Heading(_) | Block::Table(_) => return None,
        Block::Paragraph(text) => PageBlock::Paragraph(text),
        Block::Facts(facts) => PageBlock::Facts(facts),
        Block::List(texts) => PageBlock::List(texts),
        Block::Scorecard(scores) => PageBlock::Scorecard(scorecard(scores, depth)),
        Block::Checklist(items) => PageBlock::Checklist(page_items(items, depth, anchors)),
        Block::Command(parts) => PageBlock::Command(command::lines(parts, command::USUAL).join("\n")),
        Block::Matrix(matrix) => PageBlock::Matrix(matrix),
        Block::Chart(chart) => PageBlock::Chart(&chart.caption, Stairs::all(chart)),
    })
}

fn scorecard(scores: &[Score], depth: u8) -> Scorecard<'_> {
    let scores: Vec<&Score> = scores.iter().filter(|score| score.applies).collect();
    Scorecard { depth, ladders: scores.iter().map(|score| Ladder::of(score)).collect(), scores }
}

fn page_items<'a>(
    items: &'a [ChecklistItem],
    depth: u8,
    anchors: &mut BTreeSet<&'static str>,
) -> Vec<PageItem<'a>> {
    let mut page_item = |item: &'a ChecklistItem| PageItem {
        item,
        anchor: anchors.insert(item.capability.id.as_str()).then_some(item.capability.id.as_str()),
        classes: choices::classes(item),
        depth: depth + 2,
        columns: item.columns.iter().filter(|fact| !fact.value.is_empty()).collect(),
        details: item.details.iter().filter(|fact| !fact.value.is_empty()).collect(),
        boundary_cases: boundary_cases(item.capability),
    };
    items.iter().map(&mut page_item).collect()
}

/// What counts as partly met, and the decided cases.
fn boundary_cases(capability: &'static Capability) -> Vec<Text> {
    let partial =
        Text::new().strong(format!("{}: ", words::ONLY_PARTLY)).plain(words::sentence(capability.partial));
    let rulings = capability.rulings.iter().map(|ruling| document::ruling(capability, ruling));
    std::iter::once(partial).chain(rulings).collect()
}

impl HtmlPage<'_> {
    /// Whether it has a matrix, or tables that readers can order, and so needs their style.
    fn is_arranged(&self) -> bool {
        let has_matrix = self.document.blocks.iter().any(|block| matches!(block, Block::Matrix(_)));
        has_matrix || !self.document.orders.is_empty()
    }
}

impl PageSection<'_> {
    /// Whether it lists capabilities.
    fn is_checklist(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, PageBlock::Checklist(_)))
    }
}

impl Scorecard<'_> {
    /// The statuses on the page, for the legend: class and words.
    fn statuses(&self) -> Vec<(&'static str, &'static str)> {
        statuses(&self.scores).into_iter().map(|status| (status.id(), words::status(status))).collect()
    }

    /// The level of the tracks' headings.
    fn name_depth(&self) -> u8 {
        self.depth.max(1) + 2
    }

    /// Whether there is a target.
    fn has_targets(&self) -> bool {
        self.scores.iter().any(|score| score.target.is_some())
    }
}

/// Whether the filters go before this section, because it is the first that they apply to.
fn is_first_checklist(sections: &[PageSection<'_>], at: usize) -> bool {
    sections.iter().position(PageSection::is_checklist) == Some(at)
}

/// A text with its hidden characters made visible, and escaped.
fn shown(text: &str) -> Escaped<'_> {
    Escaped(visible(text))
}

struct Escaped<'t>(Cow<'t, str>);

impl HtmlSafe for Escaped<'_> {}

impl FastWritable for Escaped<'_> {
    fn write_into(&self, sink: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        // Few texts have something to escape. Without a branch for each byte, the processor compares many at once.
        let is_special = |byte| matches!(byte, b'"' | b'&' | b'\'' | b'<' | b'>');
        if self.0.bytes().fold(false, |found, byte| found | is_special(byte)) {
            Html.write_escaped_str(sink, &self.0)?;
        } else {
            sink.write_str(&self.0)?;
        }
        Ok(())
    }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Html.write_escaped_str(f, &self.0)
    }
}

/// An address for reading, without its scheme.
fn short(address: &str) -> &str {
    address.strip_prefix("https://").unwrap_or(address)
}
