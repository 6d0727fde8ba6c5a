//! Decides where new keys go: sections in the documented order, answers below the heading of their track.

use super::{
    super::keys::PROFILE,
    change::InsertionPoint,
    layout::{KeyValue, TextLayout, UnsafeEdit},
    wanted::entry,
};
use crate::{
    catalogue::{Capability, Catalogue, Level, Track},
    text::Span,
    yaml::{Kind, Value},
};

/// The rule for where new keys of a mapping go.
#[derive(Clone, Copy)]
pub(super) enum KeyOrder {
    /// Sections of a profile, in the documented order.
    Sections(&'static Catalogue),
    /// Answers, in the order of the catalogue if the file follows it too.
    Answers(&'static Catalogue),
    /// After the last key.
    Last,
}

/// The position of a capability in the catalogue.
#[derive(Clone, Copy)]
struct Rank {
    number: usize,
    track: &'static Track,
    capability: &'static Capability,
}

impl KeyOrder {
    /// Whether each key has a place of its own, so that new ones do not go in together.
    pub(super) fn has_own_places(self) -> bool {
        matches!(self, KeyOrder::Sections(_) | KeyOrder::Answers(_))
    }

    /// The place within a mapping that has keys; `None` for after the last key.
    pub(super) fn among<'t>(
        self,
        layout: &TextLayout<'t>,
        map: Value<'t>,
        name: &str,
    ) -> Result<Option<InsertionPoint>, UnsafeEdit> {
        match self {
            KeyOrder::Sections(_) => among_sections(layout, map, name),
            KeyOrder::Answers(catalogue) => AnswerOrder(catalogue).among(layout, map, name),
            KeyOrder::Last => Ok(None),
        }
    }

    /// The place below a key whose mapping is empty; `None` for the next line.
    pub(super) fn below<'t>(
        self,
        layout: &TextLayout<'t>,
        entry: KeyValue<'t>,
        name: &str,
    ) -> Option<InsertionPoint> {
        match self {
            KeyOrder::Answers(catalogue) => AnswerOrder(catalogue).below(layout, entry, name),
            KeyOrder::Sections(_) | KeyOrder::Last => None,
        }
    }

    /// The rule for the mapping below a key.
    pub(super) fn within(self, name: &str) -> KeyOrder {
        match self {
            KeyOrder::Sections(catalogue) if name == "answers" => KeyOrder::Answers(catalogue),
            _ => KeyOrder::Last,
        }
    }
}

fn among_sections<'t>(
    layout: &TextLayout<'t>,
    map: Value<'t>,
    name: &str,
) -> Result<Option<InsertionPoint>, UnsafeEdit> {
    let before = PROFILE.keys.iter().take_while(|key| key.name != name);
    let last = before.filter_map(|key| entry(map, key.name)).last();
    let Some((key, value)) = last else { return Ok(None) };
    let (at, column) = layout.after(KeyValue { key, value })?;
    Ok(Some(InsertionPoint { at, column }))
}

/// Sorts answers as the catalogue lists their capabilities.
#[derive(Clone, Copy)]
struct AnswerOrder(&'static Catalogue);

impl AnswerOrder {
    fn among<'t>(
        self,
        layout: &TextLayout<'t>,
        map: Value<'t>,
        name: &str,
    ) -> Result<Option<InsertionPoint>, UnsafeEdit> {
        let Some(new) = self.rank(name) else { return Ok(None) };
        let present = self.present(map);
        if !present.is_sorted_by_key(|(rank, _)| rank.number) {
            return Ok(None);
        }
        let (Ok(at) | Err(at)) = present.binary_search_by_key(&new.number, |(rank, _)| rank.number);
        let (earlier, later) = present.split_at(at);
        let (previous, next) = (earlier.last(), later.first());
        let after = match previous {
            Some((_, entry)) => Some(layout.after(*entry)?),
            None => None,
        };
        let before = match next {
            Some((_, entry)) => Some(layout.lines_of(*entry)?),
            None => None,
        };
        let Some(column) =
            after.or(before.map(|(lines, column)| (lines.start(), column))).map(|place| place.1)
        else {
            return Ok(None);
        };
        let start = after.map_or_else(|| below_key(layout), |(at, _)| at);
        let window = Span::new(start, before.map_or_else(|| section_end(layout), |(lines, _)| lines.start()));
        if let Some(at) = self.heading(layout, window, new, previous.map(|(rank, _)| *rank)) {
            return Ok(Some(InsertionPoint { at: layout.next_line(at.start()), column }));
        }
        let starts_track = previous.is_none_or(|(rank, _)| rank.track.id != new.track.id);
        let at = match (next, before) {
            (Some((rank, _)), Some((lines, _))) if starts_track && rank.track.id == new.track.id => {
                lines.start()
            }
            _ => start,
        };
        Ok(Some(InsertionPoint { at, column }))
    }

    fn below<'t>(self, layout: &TextLayout<'t>, entry: KeyValue<'t>, name: &str) -> Option<InsertionPoint> {
        let new = self.rank(name)?;
        let window = Span::new(below_key(layout), section_end(layout));
        let key_column = layout.column(entry.key.at().start());
        self.heading(layout, window, new, None).map(|at| {
            let column = layout.column(at.start());
            let column = if column > key_column { column } else { key_column + layout.indent };
            InsertionPoint { at: layout.next_line(at.start()), column }
        })
    }

    fn rank(self, name: &str) -> Option<Rank> {
        let capability = self.0.capability(name).ok()?;
        let number = self.0.capabilities().position(|known| known.id == capability.id)?;
        Some(Rank { number, track: self.0.track_of(capability.id), capability })
    }

    fn present<'t>(self, map: Value<'t>) -> Vec<(Rank, KeyValue<'t>)> {
        map.entries()
            .filter_map(|(key, value)| match key.kind() {
                Kind::Text(name) => Some((self.rank(name)?, KeyValue { key, value })),
                _ => None,
            })
            .collect()
    }

    /// The last line of the heading under which the answer belongs; `None` if it belongs directly after the previous
    /// answer.
    fn heading(
        self,
        layout: &TextLayout<'_>,
        window: Span,
        new: Rank,
        previous: Option<Rank>,
    ) -> Option<Span> {
        let mut track = previous.map(|rank| rank.track.id);
        let mut level = previous.map(|rank| rank.capability.level);
        let fits = |track, level| match (track == Some(new.track.id), level == Some(new.capability.level)) {
            (true, true) => 2,
            (true, false) => 1,
            _ => 0,
        };
        let mut best = (fits(track, level), None);
        for comment in layout.comment_lines(window) {
            let text = &layout.text[comment.range()];
            match (self.track_named(text), level_named(text)) {
                (None, None) => {
                    // A heading can have several lines.
                    if let (_, Some(at)) = best
                        && layout.next_line(at) == layout.line_start(comment.start())
                    {
                        best.1 = Some(comment.start());
                    }
                    continue;
                }
                (Some(named), named_level) => (track, level) = (Some(named.id), named_level),
                (None, named_level) => level = named_level,
            }
            if fits(track, level) > best.0 {
                best = (fits(track, level), Some(comment.start()));
            }
        }
        best.1.map(|start| Span::new(start, start))
    }

    /// The track that a comment names, if it is a heading.
    fn track_named(self, comment: &str) -> Option<&'static Track> {
        let heading = heading_text(comment);
        let begins_with = |name: &str| {
            heading
                .strip_prefix(&name.to_lowercase())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.0.tracks.iter().find(|track| begins_with(track.name) || heading == track.id.as_str())
    }
}

/// The level that a comment names, if it is a heading.
fn level_named(comment: &str) -> Option<Level> {
    let heading = heading_text(comment);
    let after = heading.split_once("level ")?.1;
    after.get(..1)?.parse().ok()
}

fn heading_text(comment: &str) -> String {
    comment.trim_matches(['#', ' ', '-', '=', '*', ':', '\t']).to_lowercase()
}

/// The line below `answers:`.
fn below_key(layout: &TextLayout<'_>) -> usize {
    let answers = layout.tree.root().and_then(|root| entry(root, "answers"));
    answers.map_or(0, |(key, _)| layout.next_line(key.at().end()))
}

/// The beginning of the section after `answers`, or the end of the document.
fn section_end(layout: &TextLayout<'_>) -> usize {
    let Some(root) = layout.tree.root() else { return layout.text.len() };
    let next = root.entries().skip_while(|(key, _)| key.kind() != Kind::Text("answers")).nth(1);
    next.map_or_else(|| layout.document_end(), |(key, _)| layout.line_start(key.at().start()))
}
