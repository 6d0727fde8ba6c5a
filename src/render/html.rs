//! A document as one page that stands for itself: no network, no script, links with safe schemes only.
//!
//! The page is `templates/page.html` with the style of `templates/page.css`; here stands what they are filled with.
//! Filters are radio buttons that the style looks at; where a browser cannot, everything is shown.

mod choices;
mod ladder;
mod stairs;

use std::collections::BTreeSet;

use askama::Template;

use self::{choices::Choices, ladder::Ladder, stairs::Stairs};
use crate::document::{
    Block, Colophon, Document, Fact, Heading, Inline, Item, Role, Rung, Score, Table, Text, columns_in_use,
    words,
};
use registry_maturity_core::{profile::Status, text::visible};

/// The document as a page.
///
/// # Panics
/// Never: a page is written to memory.
#[must_use]
pub fn html(document: &Document) -> String {
    let page = Page {
        document,
        colophon: document.colophon(),
        choices: Choices::of(document),
        sections: sections(document),
    };
    page.render().expect("written to memory")
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    document: &'a Document,
    colophon: Colophon,
    choices: Option<Choices>,
    sections: Vec<Section<'a>>,
}

/// What stands under one heading.
struct Section<'a> {
    heading: Option<&'a Heading>,
    parts: Vec<Part<'a>>,
}

/// A block, ready to be drawn.
enum Part<'a> {
    Paragraph(&'a Text),
    Facts(&'a [Fact]),
    List(&'a [Text]),
    Scorecard(Scorecard<'a>),
    Checklist(Vec<Entry<'a>>),
    Table(&'a Table),
    Chart(&'a str, Vec<Stairs>),
}

/// The tracks that apply, as pictures and as rows.
struct Scorecard<'a> {
    ladders: Vec<Ladder>,
    scores: Vec<&'a Score>,
}

/// A capability in a checklist.
struct Entry<'a> {
    item: &'a Item,
    /// Its id, unless it stands on the page already.
    anchor: Option<&'static str>,
    /// What the style and the filters tell it by.
    classes: String,
    /// The depth of its heading.
    depth: u8,
    columns: Vec<&'a Fact>,
    details: Vec<&'a Fact>,
}

fn sections(document: &Document) -> Vec<Section<'_>> {
    let mut sections = vec![Section { heading: None, parts: Vec::new() }];
    let mut anchors = BTreeSet::new();
    let mut depth = 0;
    for block in &document.blocks {
        if let Block::Heading(heading) = block {
            depth = heading.depth;
            sections.push(Section { heading: Some(heading), parts: Vec::new() });
        } else if let Some(section) = sections.last_mut() {
            section.parts.extend(part(block, depth, &mut anchors));
        }
    }
    sections
}

fn part<'a>(block: &'a Block, depth: u8, anchors: &mut BTreeSet<&'static str>) -> Option<Part<'a>> {
    Some(match block {
        Block::Heading(_) => return None,
        Block::Paragraph(text) => Part::Paragraph(text),
        Block::Facts(facts) => Part::Facts(facts),
        Block::List(texts) => Part::List(texts),
        Block::Scorecard(scores) => Part::Scorecard(scorecard(scores)),
        Block::Checklist(items) => Part::Checklist(entries(items, depth, anchors)),
        Block::Table(table) => Part::Table(table),
        Block::Chart(chart) => Part::Chart(&chart.caption, Stairs::all(chart)),
    })
}

fn scorecard(scores: &[Score]) -> Scorecard<'_> {
    let scores: Vec<&Score> = scores.iter().filter(|score| score.applies).collect();
    Scorecard { ladders: scores.iter().map(|score| Ladder::of(score)).collect(), scores }
}

fn entries<'a>(items: &'a [Item], depth: u8, anchors: &mut BTreeSet<&'static str>) -> Vec<Entry<'a>> {
    let columns = columns_in_use(items);
    let mut entry = |item: &'a Item| Entry {
        item,
        anchor: anchors.insert(item.id).then_some(item.id),
        classes: choices::classes(item),
        depth: depth + 2,
        columns: item
            .columns
            .iter()
            .filter(|fact| columns.contains(&fact.name) && !fact.value.is_empty())
            .collect(),
        details: item.details.iter().filter(|fact| !fact.value.is_empty()).collect(),
    };
    items.iter().map(&mut entry).collect()
}

impl Section<'_> {
    /// Whether it lists capabilities.
    fn is_checklist(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Checklist(_)))
    }
}

impl Scorecard<'_> {
    /// The statuses that appear, for the legend: the class and the words.
    fn statuses(&self) -> Vec<(&'static str, &'static str)> {
        let present: BTreeSet<Status> =
            self.scores.iter().flat_map(|score| &score.rungs).flat_map(Rung::statuses).collect();
        present.into_iter().map(|status| (status.id(), words::status(status))).collect()
    }

    /// Whether the operator named a target.
    fn has_targets(&self) -> bool {
        self.scores.iter().any(|score| score.target.is_some())
    }
}

/// Whether the choices stand before this section: it is the first that they are about.
fn is_first_checklist(sections: &[Section<'_>], at: usize) -> bool {
    sections.iter().position(Section::is_checklist) == Some(at)
}

/// The text, nothing in it hidden, with its dates told apart.
fn with_dates(text: &str) -> Vec<(bool, String)> {
    let shown = visible(text);
    let mut parts: Vec<(bool, String)> = Vec::new();
    let mut rest = &*shown;
    while let Some(at) = next_date(rest) {
        let (before, from) = rest.split_at(at);
        let (date, after) = from.split_at(DATE.len());
        parts.extend((!before.is_empty()).then(|| (false, before.to_owned())));
        parts.push((true, date.to_owned()));
        rest = after;
    }
    parts.extend((!rest.is_empty()).then(|| (false, rest.to_owned())));
    parts
}

/// How a date is written, `d` for a digit.
const DATE: &str = "dddd-dd-dd";

/// Where the next date begins that is not a part of a longer row of digits and hyphens.
fn next_date(text: &str) -> Option<usize> {
    let goes_on = |c: char| c.is_ascii_digit() || c == '-';
    text.match_indices('-').filter_map(|(hyphen, _)| hyphen.checked_sub("dddd".len())).find(|&at| {
        let date = text.get(at..at + DATE.len()).is_some_and(is_date);
        date && !text[..at].ends_with(goes_on) && !text[at + DATE.len()..].starts_with(goes_on)
    })
}

fn is_date(text: &str) -> bool {
    text.chars().zip(DATE.chars()).all(|(c, form)| if form == 'd' { c.is_ascii_digit() } else { c == form })
}

/// An address as it is read: the scheme goes without saying.
fn short(address: &str) -> &str {
    address.strip_prefix("https://").unwrap_or(address)
}

fn role_class(role: &Role) -> &'static str {
    match role {
        Role::Blocks => "blocks",
        Role::Ahead => "ahead",
    }
}

fn role_words(role: &Role) -> &'static str {
    words::role(*role)
}

#[cfg(test)]
mod tests {
    use super::with_dates;

    #[test]
    fn dates_are_told_apart_and_nothing_is_lost() {
        let parts = with_dates("due 2027-03-31, or (2027-04-01) at 12-2027");
        let dates: Vec<&str> =
            parts.iter().filter(|(date, _)| *date).map(|(_, text)| text.as_str()).collect();
        assert_eq!(dates, ["2027-03-31", "2027-04-01"]);
        for text in ["due 2027-03-31, or (2027-04-01) at 12-2027", "2027-03-3é", "12027-03-31", ""] {
            let all: String = with_dates(text).into_iter().map(|(_, part)| part).collect();
            assert_eq!(all, text);
        }
    }
}
