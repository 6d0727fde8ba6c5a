//! Any edits of any valid text: the result says what the edit says and keeps every other line, or the edit is refused.

use std::ops::Range;

use arbitrary::{Result, Unstructured};
use granit_parser::{Event, Parser, StructureStyle, options};
use registry_maturity_core::profile::{self, Edit, EditError, Profile};

use super::{assert_same, made, parts, read};

/// The maximum number of edits. More of them find nothing new.
const MAX_EDITS: usize = 6;

/// Makes a few edits, one after another, and checks each result.
pub fn edit(bytes: &[u8]) {
    if let Some((text, mut script)) = parts(bytes) {
        // There are no more edits when the script ends.
        let _ = edits(text, &mut script);
    }
}

fn edits(text: &str, u: &mut Unstructured<'_>) -> Result<()> {
    let mut text = if text.is_empty() { made::profile(u)? } else { text.to_owned() };
    let Some(mut model) = read(&text) else { return Ok(()) };
    for _ in 0..MAX_EDITS {
        let edit = made::edit(u)?;
        match profile::edit(&text, &edit) {
            Ok(after) => {
                let old = model.clone();
                model = model.with(&edit).expect("what a text accepts, a profile accepts");
                done(&text, &edit, &after, &model);
                another_reader_agrees(&text, &edit, &after, (&old, &model));
                text = after;
            }
            Err(EditError::Source(invalid)) => panic!("the text was accepted: {invalid} {text:?}"),
            Err(EditError::ByHand { line, .. }) => {
                assert!((1..=text.split(['\n', '\r']).count()).contains(&line), "{line} in {text:?}");
            }
            Err(EditError::Invalid(problems)) => assert!(!problems.is_empty()),
            Err(other) => panic!("{other}: {edit:?} {text:?}"),
        }
        if u.is_empty() {
            break;
        }
    }
    Ok(())
}

fn done(before: &str, edit: &Edit, after: &str, model: &Profile) {
    let about = format!("{edit:?}\n{before:?}\n{after:?}");
    let Some(read) = read(after) else { panic!("the edited text cannot be read: {about}") };
    assert_same(&read, model, &about);
    assert_eq!(profile::edit(after, edit).as_deref(), Ok(after), "the second time nothing changes: {about}");
    keeps_other_lines(before, edit, after, &about);
}

/// Checks that another reader understands the new text in the same way, if it could read the old one.
fn another_reader_agrees(before: &str, edit: &Edit, after: &str, (old, new): (&Profile, &Profile)) {
    let other = |text: &str| serde_yaml::from_str::<serde_yaml::Value>(text.trim_start_matches('\u{feff}'));
    // The other reader follows YAML 1.1, in which these characters end a line, and with it a comment.
    if other(before).is_err() || before.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return;
    }
    let about = format!("{edit:?}\n{before:?}\n{after:?}");
    let read = other(after).unwrap_or_else(|error| panic!("{error}: {about}"));
    for (path, text) in texts(edit, new).into_iter().filter(|text| !texts(edit, old).contains(text)) {
        let found = path.iter().fold(&read, |value, key| &value[*key]).as_str();
        // If a block scalar ends with the file, the other reader leaves out its last line ending.
        let end = |text: &str| text.trim_end_matches('\n').to_owned();
        assert_eq!(found.map(end), Some(end(text)), "{path:?} in {about}");
    }
}

/// The texts of an edit, with their keys.
fn texts<'p>(edit: &Edit, profile: &'p Profile) -> Vec<(Vec<&'static str>, &'p str)> {
    let answer = |id| profile.answers().get(&id).map(|answer| &answer.value);
    let found = match edit {
        Edit::RegistryName(_) => vec![(vec!["registry", "name"], Some(&profile.registry().name))],
        Edit::RegistryUrl(_) => vec![(vec!["registry", "url"], profile.registry().url.as_ref())],
        Edit::AssessedBy(_) => vec![(vec!["assessment", "by"], profile.assessed().by.as_ref())],
        Edit::AlsoAssess(track, _) => {
            let reason = profile.also_assess().get(track).map(|reason| &reason.value);
            vec![(vec!["also-assess", track.as_str()], reason)]
        }
        Edit::Answer(id, _) => answer(*id).map_or_else(Vec::new, |answer| {
            let id = registry_maturity_core::catalogue::Catalogue::latest().capability(id.as_str());
            let id = id.map_or("", |known| known.id.as_str());
            let plan = answer.plan.as_ref().and_then(|plan| plan.summary.as_ref());
            vec![
                (vec!["answers", id, "note"], answer.note.as_ref()),
                (vec!["answers", id, "internal"], answer.internal.as_ref()),
                (vec!["answers", id, "delegated-to"], answer.delegated_to.as_ref()),
                (vec!["answers", id, "plan", "summary"], plan),
            ]
        }),
        _ => Vec::new(),
    };
    found.into_iter().filter_map(|(path, text)| Some((path, text?.as_str()))).collect()
}

/// A place in the text where changes are allowed, and which.
enum Region {
    /// An entry, which may change.
    Entry(Range<usize>),
    /// A block section without the entry, to which lines may be added.
    Addition(Range<usize>),
}

fn keeps_other_lines(before: &str, edit: &Edit, after: &str, about: &str) {
    let root = SyntaxNode::read(before);
    let range = match region(before, &root, edit) {
        Region::Entry(range) => range,
        Region::Addition(range) => {
            let same_start =
                before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
            let rest = before.len() - same_start;
            let same_end =
                before.bytes().rev().zip(after.bytes().rev()).take_while(|(one, other)| one == other).count();
            assert!(same_end >= rest, "something was not just added: {about}");
            range
        }
    };
    let (start, end) = (&before[..range.start], &before[range.end..]);
    // A last line without a line ending gets one when lines follow.
    assert!(after.starts_with(start), "something changed before {range:?}: {about}");
    assert!(after[start.len()..].ends_with(end), "something changed behind {range:?}: {about}");
    let changed = &after[start.len()..after.len() - end.len()];
    let said = root.last_below(range.end).clamp(range.start, range.end);
    let mut lines = changed.split(['\n', '\r']);
    for comment in
        before[said..range.end].split(['\n', '\r']).skip(1).filter(|line| line.trim().starts_with('#'))
    {
        assert!(lines.any(|line| line == comment), "{comment:?} is lost: {about}");
    }
    let mut own = Vec::new();
    root.own(&mut own);
    for own in own {
        assert!(after.contains(&before[own.clone()]), "{:?} is lost: {about}", &before[own]);
    }
}

fn region(text: &str, root: &SyntaxNode, edit: &Edit) -> Region {
    let (section, names) = match edit {
        Edit::RegistryName(_) => ("registry", vec!["name"]),
        Edit::RegistryUrl(_) => ("registry", vec!["url"]),
        Edit::AssessedDate(_) => ("assessment", vec!["date"]),
        Edit::AssessedBy(_) => ("assessment", vec!["by"]),
        Edit::Accounts(_) => ("taxonomy", vec!["accounts"]),
        Edit::Hosting(_) => ("taxonomy", vec!["hosting"]),
        Edit::AlsoAssess(track, _) => ("also-assess", vec![track.as_str()]),
        Edit::Target(track, _) => ("targets", vec![track.as_str()]),
        Edit::Answer(id, _) | Edit::Give(id, ..) => {
            let catalogue = registry_maturity_core::catalogue::Catalogue::latest();
            let former = catalogue.capability(id.as_str()).map_or(&[][..], |known| known.aliases);
            ("answers", former.iter().copied().chain([id.as_str()]).collect())
        }
    };
    let all = 0..text.len();
    let Some(section) = root.entry(text, &[section], &all) else {
        return if root.in_lines { Region::Addition(all) } else { Region::Entry(all) };
    };
    let (value, range) = section;
    match value.entry(text, &names, &range) {
        Some((_, range)) => Region::Entry(range),
        None if value.in_lines => Region::Addition(range),
        None => Region::Entry(range),
    }
}

/// A simplified syntax tree.
#[derive(Default)]
struct SyntaxNode {
    at: Range<usize>,
    words: String,
    in_lines: bool,
    children: Vec<SyntaxNode>,
    is_map: bool,
}

impl SyntaxNode {
    fn read(text: &str) -> SyntaxNode {
        let mut open = vec![SyntaxNode::default()];
        let options = options! { emit_comments: true, max_buffered_comment_events: usize::MAX, };
        for event in Parser::new_from_str_with_options(text, options) {
            let (event, span) = event.expect("an accepted text");
            let at = span.byte_range().unwrap_or_default();
            match event {
                Event::Scalar(words, ..) => {
                    let node = SyntaxNode { at, words: words.into_owned(), ..SyntaxNode::default() };
                    open.last_mut().expect("a parent").children.push(node);
                }
                Event::Alias(..) => {
                    open.last_mut()
                        .expect("a parent")
                        .children
                        .push(SyntaxNode { at, ..SyntaxNode::default() });
                }
                Event::SequenceStart(style, ..) | Event::MappingStart(style, ..) => {
                    let is_map = matches!(event, Event::MappingStart(..));
                    let in_lines = is_map && style == StructureStyle::Block;
                    open.push(SyntaxNode { at, in_lines, is_map, ..SyntaxNode::default() });
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let mut node = open.pop().expect("a collection");
                    let end = if node.in_lines {
                        node.children.last().map_or(at.end, |last| last.at.end)
                    } else {
                        at.end
                    };
                    node.at.end = end.max(node.at.start);
                    open.last_mut().expect("a parent").children.push(node);
                }
                _ => {}
            }
        }
        open.pop().and_then(|mut document| document.children.pop()).unwrap_or_default()
    }

    /// The value of a block key, with its lines up to the next key or the end.
    fn entry(&self, text: &str, names: &[&str], all: &Range<usize>) -> Option<(&SyntaxNode, Range<usize>)> {
        if !self.in_lines {
            return None;
        }
        let line_start = |at: usize| text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let mut pairs =
            self.children.chunks_exact(2).skip_while(|pair| !names.contains(&pair[0].words.as_str()));
        let found = pairs.next()?;
        let end = pairs.next().map_or(all.end, |next| line_start(next[0].at.start));
        Some((&found[1], line_start(found[0].at.start)..end))
    }

    /// The end of the last content before a place.
    fn last_below(&self, end: usize) -> usize {
        let ends = self.children.iter().map(|child| child.last_below(end)).max();
        let own = if self.children.is_empty() && self.at.start < end { self.at.end.min(end) } else { 0 };
        ends.unwrap_or(0).max(own)
    }

    /// The places of `x-` keys and their values.
    fn own(&self, found: &mut Vec<Range<usize>>) {
        if !self.is_map {
            return;
        }
        for pair in self.children.chunks_exact(2) {
            if pair[0].words.starts_with("x-") {
                found.push(pair[0].at.start..pair[1].at.end.max(pair[0].at.end));
            } else {
                pair[1].own(found);
            }
        }
    }
}
