//! The levels of a document as a small picture for a README: one field per track, without a total.
//!
//! Text widths come from a table and are set in the picture. So the picture is the same on every machine, and its texts
//! fit in any font.

use std::fmt::Write as _;

use super::xml::escaped;
use crate::document::{Block, Document, SUBJECT, Score, described_by_track};
use registry_maturity_core::{catalogue::Level, text::visible};

const HEIGHT: u32 = 20;
/// The padding on either side of a text.
const PADDING: u32 = 7;
/// The width of a track's three bars, including the gap before them.
const BARS: u32 = 16;
/// The background of the label. White text on it has a contrast of 11 to 1.
const LABEL_COLOUR: &str = "#333b47";
/// The backgrounds of levels 0 to 3 and of tracks without a level. White text on each has a contrast of at least 5 to
/// 1.
const LEVEL_COLOURS: [&str; 4] = ["#5c6470", "#8a5410", "#1f6a8c", "#1a6e4c"];

/// The levels as an SVG picture; `None` if the document has none.
#[must_use]
pub fn badge(document: &Document) -> Option<String> {
    let scores: Vec<&Score> = document.blocks.iter().filter_map(scorecard).flatten().collect();
    let fields = fields(&scores);
    (!fields.is_empty()).then(|| draw(document, &scores, &fields))
}

fn scorecard(block: &Block) -> Option<&Vec<Score>> {
    match block {
        Block::Scorecard(scores) => Some(scores),
        _ => None,
    }
}

/// The field of one track.
struct BadgeField {
    text: String,
    level: Option<Level>,
}

/// The tracks that apply, or all tracks of the document if none of them does.
fn fields(scores: &[&Score]) -> Vec<BadgeField> {
    let some_apply = scores.iter().any(|score| score.applies);
    let shown = scores.iter().filter(|score| score.applies || !some_apply);
    let field = |score: &&Score| BadgeField {
        text: score.label(),
        level: score.standing.map(|standing| standing.level),
    };
    shown.map(field).collect()
}

fn draw(document: &Document, scores: &[&Score], fields: &[BadgeField]) -> String {
    let label = PADDING * 2 + width(SUBJECT);
    let widths: Vec<u32> = fields.iter().map(field_width).collect();
    let total = label + widths.iter().sum::<u32>();
    let spoken = described_by_track(&visible(&document.title), scores);
    let spoken = escaped(&spoken);
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{HEIGHT}" viewBox="0 0 {total} {HEIGHT}" role="img" aria-label="{spoken}">
<title>{spoken}</title>
<desc>{}</desc>
<clipPath id="round-{total}"><rect width="{total}" height="{HEIGHT}" rx="3"/></clipPath>
<g clip-path="url(#round-{total})" fill="{LABEL_COLOUR}" font-family="Verdana, 'DejaVu Sans', Geneva, sans-serif" font-size="11">
<rect width="{label}" height="{HEIGHT}"/>
"#,
        escaped(&visible(&document.colophon().text().words())),
    );
    text(&mut svg, PADDING, SUBJECT);
    let mut x = label;
    for (field, width) in fields.iter().zip(widths) {
        let colour = LEVEL_COLOURS[field.level.map_or(0, |level| usize::from(level.number()))];
        let _ = writeln!(svg, r#"<rect x="{x}" width="{width}" height="{HEIGHT}" fill="{colour}"/>"#);
        let _ = writeln!(svg, r##"<rect x="{x}" width="1" height="{HEIGHT}" fill="#fff" opacity="0.35"/>"##);
        text(&mut svg, x + PADDING, &field.text);
        if let Some(level) = field.level {
            bars(&mut svg, x + width - PADDING - BARS + 4, level);
        }
        x += width;
    }
    svg + "</g>\n</svg>\n"
}

fn field_width(field: &BadgeField) -> u32 {
    PADDING * 2 + width(&field.text) + if field.level.is_some() { BARS } else { 0 }
}

fn text(svg: &mut String, x: u32, words: &str) {
    let length = width(words);
    let words = escaped(words);
    let _ = writeln!(svg, r##"<text x="{x}" y="14" textLength="{length}" fill="#fff">{words}</text>"##);
}

/// Three rising bars, of which as many as the level are filled.
fn bars(svg: &mut String, x: u32, level: Level) {
    for rung in Level::RUNGS {
        let number = u32::from(rung.number());
        let height = 2 + number * 3;
        let opacity = if rung <= level { "1" } else { "0.35" };
        let (x, y) = (x + (number - 1) * 4, 15 - height);
        let _ = writeln!(
            svg,
            r##"<rect x="{x}" y="{y}" width="3" height="{height}" fill="#fff" opacity="{opacity}"/>"##
        );
    }
}

/// The width of a text in Verdana at 11 pixels.
fn width(text: &str) -> u32 {
    text.chars().map(tenths).sum::<u32>().div_ceil(10)
}

/// The width of a letter in tenths of a pixel.
fn tenths(letter: char) -> u32 {
    match letter {
        'i' | 'l' => 30,
        'j' | 'f' | ' ' => 39,
        't' | 'r' => 45,
        '-' => 50,
        'c' | 's' | 'z' => 58,
        'm' => 107,
        'w' => 90,
        _ => 68,
    }
}
