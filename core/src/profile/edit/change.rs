//! Finds the first difference between a text and what it should say, and the smallest change that removes it.

use super::{
    layout::{KeyValue, TextLayout, UnsafeEdit, ValuePlace, is_block},
    order::KeyOrder,
    pen::{Pen, Written, entry_in_brackets, in_brackets, new_lines},
    scalar::{self, Notation},
    wanted::{Keys, Wanted, entry, has_extensions, texts},
};
use crate::{
    text::Span,
    yaml::{Content, Kind, TextStyle, Value},
};

/// Spans of a text with their replacements, in order and without overlaps.
#[derive(Debug)]
pub(super) struct TextChange {
    pub splices: Vec<(Span, String)>,
    /// Whether comments in the spans may be removed with them.
    pub removes: bool,
}

/// A place for a new line, with the column in which it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct InsertionPoint {
    pub at: usize,
    pub column: usize,
}

/// The first change towards the wanted content of a mapping; `None` if it is complete.
pub(super) fn in_map<'t>(
    layout: &TextLayout<'t>,
    map: Value<'t>,
    keys: &Keys,
    order: KeyOrder,
) -> Result<Option<TextChange>, UnsafeEdit> {
    // Additions and changes come before removals, so that a mapping never becomes empty in between.
    let mut missing = Vec::new();
    for (name, wanted) in keys.iter().filter(|(_, wanted)| !matches!(wanted, Wanted::Nothing)) {
        match entry(map, name) {
            Some((key, value)) => {
                let change = in_entry(layout, map, KeyValue { key, value }, wanted, order.within(name))?;
                if change.is_some() {
                    return Ok(change);
                }
            }
            None if wanted.is_fine_without() => {}
            None => missing.push((name.as_str(), wanted)),
        }
    }
    if !missing.is_empty() {
        // Each section has a place of its own.
        let together = if order.has_own_places() { &missing[..1] } else { &missing };
        return insert(layout, map, together, order).map(Some);
    }
    let unwanted = keys.iter().filter(|(_, wanted)| matches!(wanted, Wanted::Nothing));
    let present = unwanted.filter_map(|(name, _)| entry(map, name)).filter(|(_, value)| value.is_given());
    let present: Vec<KeyValue<'t>> = present.map(|(key, value)| KeyValue { key, value }).collect();
    remove(layout, map, &present)
}

fn in_entry<'t>(
    layout: &TextLayout<'t>,
    map: Value<'t>,
    at: KeyValue<'t>,
    wanted: &Wanted,
    order: KeyOrder,
) -> Result<Option<TextChange>, UnsafeEdit> {
    if wanted.is_said_by(at.value) {
        return Ok(None);
    }
    let is_alias = matches!(at.value.written().content, Content::Alias(_));
    let has_items = !is_alias && !texts(at.value).is_empty();
    match (wanted, at.value.kind()) {
        (Wanted::Keys(keys) | Wanted::WordOrKeys(_, keys), Kind::Map)
            if !is_alias && at.value.entries().next().is_some() =>
        {
            in_map(layout, at.value, keys, order)
        }
        (Wanted::List(items), Kind::List) if has_items => in_list(layout, at.value, items).map(Some),
        (Wanted::Set(words), Kind::List) if has_items => {
            in_list(layout, at.value, &in_present_order(at.value, words)).map(Some)
        }
        _ => replace(layout, map, at, wanted, order).map(Some),
    }
}

/// The wanted words: first those that are already present, in their present order, then the others.
fn in_present_order(list: Value<'_>, words: &[&str]) -> Vec<String> {
    let mut ordered: Vec<String> = Vec::new();
    let present = texts(list).into_iter().map(|item| item.1).filter(|word| words.contains(word));
    for word in present.chain(words.iter().copied()) {
        if !ordered.iter().any(|known| known == word) {
            ordered.push(word.to_owned());
        }
    }
    ordered
}

fn replace<'t>(
    layout: &TextLayout<'t>,
    map: Value<'t>,
    at: KeyValue<'t>,
    wanted: &Wanted,
    order: KeyOrder,
) -> Result<TextChange, UnsafeEdit> {
    let start = at.key.at().start();
    if has_extensions(at.value) {
        return Err(UnsafeEdit::new(start, "it contains keys of your own"));
    }
    if at.value.anchor().is_some() || at.value.tag().is_some() {
        return Err(UnsafeEdit::new(start, "its value has an anchor or a tag"));
    }
    let slot = layout.slot(at)?;
    if !is_block(map) {
        return Ok(replace_in_brackets(layout, &slot, wanted, style_of(at.value)));
    }
    let colon = slot.colon.ok_or_else(|| UnsafeEdit::new(start, "its colon is on another line"))?;
    let (_, column) = layout.lines_of(at)?;
    let new_place = match wanted {
        Wanted::Keys(keys) => keys.first().and_then(|(name, _)| order.below(layout, at, name)),
        _ => None,
    };
    let inner = new_place.map_or(column + layout.indent, |place| place.column);
    let above = new_place.map_or(slot.body.end(), |place| place.at);
    let written = Pen::new(layout, above, column).value(wanted, column, inner, style_of(at.value));
    let beside = beside_key(layout, &slot, colon, &written)?;
    let below = match new_place {
        Some(place) => new_lines(layout, place.at, &written.body),
        None => (slot.body, new_lines(layout, slot.body.start(), &written.body).1),
    };
    Ok(TextChange { splices: vec![beside, below], removes: true })
}

/// Replaces the word after the key, or removes it.
fn beside_key(
    layout: &TextLayout<'_>,
    slot: &ValuePlace,
    colon: usize,
    written: &Written,
) -> Result<(Span, String), UnsafeEdit> {
    let on_same_line = layout.end_of_line(colon) >= slot.inline.start();
    let had_something = slot.inline.start() < slot.inline.end();
    let at = match (had_something, written.inline.is_empty()) {
        (true, false) if on_same_line => slot.inline,
        _ => Span::new(colon, slot.inline.end()),
    };
    if layout.comments(at).next().is_some() {
        return Err(UnsafeEdit::new(colon, "there is a comment between the key and the end of its value"));
    }
    let space = if written.inline.is_empty() || at == slot.inline && had_something { "" } else { " " };
    Ok((at, format!("{space}{}", written.inline)))
}

fn replace_in_brackets(
    layout: &TextLayout<'_>,
    slot: &ValuePlace,
    wanted: &Wanted,
    had: Option<TextStyle>,
) -> TextChange {
    let text = in_brackets(wanted, layout.flow, had);
    let before = match slot.colon {
        None => ": ",
        Some(colon) if colon == slot.inline.start() => " ",
        Some(_) => "",
    };
    TextChange { splices: vec![(slot.inline, format!("{before}{text}"))], removes: false }
}

fn style_of(value: Value<'_>) -> Option<TextStyle> {
    match &value.written().content {
        Content::Text(_, style) => Some(*style),
        _ => None,
    }
}

/// Adds keys to a mapping.
fn insert<'t>(
    layout: &TextLayout<'t>,
    map: Value<'t>,
    missing: &[(&str, &Wanted)],
    order: KeyOrder,
) -> Result<TextChange, UnsafeEdit> {
    let (Some((key, value)), Some((first, _))) = (map.entries().last(), missing.first()) else {
        return Err(UnsafeEdit::new(map.at().start(), "the mapping is empty"));
    };
    let last = KeyValue { key, value };
    if !is_block(map) {
        let at = layout.entry_end(last);
        let entries = missing
            .iter()
            .map(|(name, wanted)| format!(", {}", entry_in_brackets(name, wanted, layout.flow)));
        return Ok(TextChange { splices: vec![(Span::new(at, at), entries.collect())], removes: false });
    }
    let place = match order.among(layout, map, first)? {
        Some(place) => place,
        None => {
            let (at, column) = layout.after(last)?;
            InsertionPoint { at, column }
        }
    };
    let pen = Pen::new(layout, place.at, place.column);
    let lines: Vec<String> =
        missing.iter().flat_map(|(name, wanted)| pen.entry(name, wanted, place.column)).collect();
    Ok(TextChange { splices: vec![new_lines(layout, place.at, &lines)], removes: false })
}

/// Removes keys. If there are `x-` keys below one of them, removes only the others. Within brackets, removes one key at
/// a time.
fn remove<'t>(
    layout: &TextLayout<'t>,
    map: Value<'t>,
    unwanted: &[KeyValue<'t>],
) -> Result<Option<TextChange>, UnsafeEdit> {
    let shared = |entry: &&KeyValue<'t>| {
        has_extensions(entry.value) && !matches!(entry.value.written().content, Content::Alias(_))
    };
    if let Some(shared) = unwanted.iter().find(shared) {
        let given = |(key, value): &(Value<'t>, Value<'t>)| !key.is_extension() && value.is_given();
        let parts: Vec<KeyValue<'t>> =
            shared.value.entries().filter(given).map(|(key, value)| KeyValue { key, value }).collect();
        return remove(layout, shared.value, &parts);
    }
    if !is_block(map) {
        return Ok(unwanted.first().map(|at| remove_in_brackets(layout, map, *at)));
    }
    let mut splices = Vec::new();
    for at in unwanted {
        splices.push((layout.lines_of(*at)?.0, String::new()));
    }
    splices.sort_unstable();
    Ok((!splices.is_empty()).then_some(TextChange { splices, removes: true }))
}

fn remove_in_brackets<'t>(layout: &TextLayout<'t>, map: Value<'t>, at: KeyValue<'t>) -> TextChange {
    let start = at.key.at().start();
    let before = map.entries().take_while(|(key, _)| key.at().start() < start).last();
    let next = map.entries().find(|(key, _)| key.at().start() > start);
    cut_in_brackets(
        layout,
        Span::new(start, layout.entry_end(at)),
        before.map(|(key, value)| layout.entry_end(KeyValue { key, value })),
        next.map(|(key, _)| key.at().start()),
    )
}

/// Removes a span with one of its commas: the one before it, or the one after it.
fn cut_in_brackets(
    layout: &TextLayout<'_>,
    at: Span,
    before: Option<usize>,
    next: Option<usize>,
) -> TextChange {
    let stretch = match (before, next) {
        (Some(before), _) => Span::new(before, at.end()),
        (None, Some(next)) => Span::new(at.start(), next),
        (None, None) => Span::new(at.start(), after_comma(layout, at.end())),
    };
    TextChange { splices: vec![(stretch, String::new())], removes: false }
}

/// The end of an entry within brackets, including the comma that follows.
fn after_comma(layout: &TextLayout<'_>, end: usize) -> usize {
    let rest = layout.text[end..].trim_start_matches([' ', '\n', '\r', '\t']);
    if rest.starts_with(',') { layout.text.len() - rest.len() + 1 } else { end }
}

/// The first change towards the wanted items of a list.
fn in_list<'t>(
    layout: &TextLayout<'t>,
    list: Value<'t>,
    wanted: &[String],
) -> Result<TextChange, UnsafeEdit> {
    let present = texts(list);
    let differs = present.iter().zip(wanted).position(|(item, wanted)| item.1 != wanted);
    let at = differs.unwrap_or(present.len().min(wanted.len()));
    match wanted.get(at) {
        Some(new) if present.len() < wanted.len() => {
            insert_item(layout, list, present.get(at).map(|item| item.0), new)
        }
        Some(new) if present.len() == wanted.len() => replace_item(layout, list, present[at].0, new),
        _ => remove_item(layout, list, present[at].0),
    }
}

fn insert_item<'t>(
    layout: &TextLayout<'t>,
    list: Value<'t>,
    before: Option<Value<'t>>,
    text: &str,
) -> Result<TextChange, UnsafeEdit> {
    let refuse = || UnsafeEdit::new(list.at().start(), "the list is empty");
    let last = list.items().last().ok_or_else(refuse)?;
    if !is_block(list) {
        let text = scalar::inline(text, layout.flow, None);
        let (at, text) = match before {
            Some(item) => (item.at().start(), format!("{text}, ")),
            None => (last.at().end(), format!(", {text}")),
        };
        return Ok(TextChange { splices: vec![(Span::new(at, at), text)], removes: false });
    }
    let (lines, column) = lines_of_item(layout, before.unwrap_or(last))?;
    let at = if before.is_some() { lines.start() } else { lines.end() };
    let line = format!("{:column$}- {}", "", scalar::inline(text, Notation::Block, None));
    Ok(TextChange { splices: vec![new_lines(layout, at, &[line])], removes: false })
}

fn replace_item(
    layout: &TextLayout<'_>,
    list: Value<'_>,
    item: Value<'_>,
    text: &str,
) -> Result<TextChange, UnsafeEdit> {
    let node = item.written();
    let style = style_of(item);
    if item.anchor().is_some() || matches!(style, Some(TextStyle::Literal | TextStyle::Folded)) {
        return Err(UnsafeEdit::new(node.at.start(), "this item is written in an unusual way"));
    }
    let notation = if is_block(list) { Notation::Block } else { layout.flow };
    let text = scalar::inline(text, notation, style);
    Ok(TextChange { splices: vec![(node.at, text)], removes: false })
}

fn remove_item<'t>(
    layout: &TextLayout<'t>,
    list: Value<'t>,
    item: Value<'t>,
) -> Result<TextChange, UnsafeEdit> {
    if is_block(list) {
        let (lines, _) = lines_of_item(layout, item)?;
        return Ok(TextChange { splices: vec![(lines, String::new())], removes: true });
    }
    let start = item.at().start();
    let before = list.items().take_while(|other| other.at().start() < start).last();
    let next = list.items().find(|other| other.at().start() > start);
    Ok(cut_in_brackets(
        layout,
        item.at(),
        before.map(|item| item.at().end()),
        next.map(|item| item.at().start()),
    ))
}

/// The lines of an item, and the column of its dash.
fn lines_of_item<'t>(layout: &TextLayout<'t>, item: Value<'t>) -> Result<(Span, usize), UnsafeEdit> {
    let start = item.at().start();
    let line = layout.line_start(start);
    let before = layout.text[line..start].trim_end_matches(' ');
    let column = before.len().saturating_sub(1);
    if before.trim_start_matches(' ') != "-" {
        return Err(UnsafeEdit::new(start, "this item is not on the line of its dash"));
    }
    let end = layout.next_line(layout.content_end(item, item.at().end()));
    Ok((Span::new(line, end), column))
}
