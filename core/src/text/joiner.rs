//! Decides which joiners and tags belong to a script or an emoji, and so hide nothing.

use unicode_joining_type::{JoiningType, get_joining_type};

pub(super) const NON_JOINER: char = '\u{200c}';
pub(super) const JOINER: char = '\u{200d}';
const FLAG: char = '\u{1f3f4}';
const CANCEL_TAG: char = '\u{e007f}';
/// The maximum number of marks between a joiner and its letter.
const MAX_MARKS: usize = 8;
/// An upper limit for the tags in the flag of a subdivision: at most six, and the one that ends it.
const MAX_TAGS: usize = 8;

/// Whether a joiner between two texts belongs there: the letters around it need it, or it combines emoji.
///
/// Sources: RFC 5892, Appendix A.1 and A.2; Unicode Technical Standard #51, emoji ZWJ sequences.
pub(super) fn is_needed(joiner: char, before: &str, after: &str) -> bool {
    let follows_virama = before.ends_with(is_virama);
    match joiner {
        NON_JOINER => follows_virama || separates_joining_letters(before, after),
        _ => follows_virama || joins_emoji(before, after),
    }
}

fn separates_joining_letters(before: &str, after: &str) -> bool {
    let (left, right) = (joining_type(before.chars().rev()), joining_type(after.chars()));
    matches!(left, Some(JoiningType::LeftJoining | JoiningType::DualJoining))
        && matches!(right, Some(JoiningType::RightJoining | JoiningType::DualJoining))
}

/// The joining type of the first letter, ignoring marks.
fn joining_type(letters: impl Iterator<Item = char>) -> Option<JoiningType> {
    letters.take(MAX_MARKS).map(get_joining_type).find(|joining| *joining != JoiningType::Transparent)
}

fn joins_emoji(before: &str, after: &str) -> bool {
    let is_modifier = |c: char| matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    let element = before.strip_suffix(is_modifier).unwrap_or(before);
    element.ends_with(is_pictograph) && after.starts_with(is_pictograph)
}

/// Whether a tag between two texts is part of the flag of a subdivision, such as Scotland.
///
/// Source: Unicode Technical Standard #51, emoji tag sequences; only those of flags are in use.
pub(super) fn is_of_flag(tag: char, before: &str, after: &str) -> bool {
    let before: Vec<char> = before.chars().rev().take(MAX_TAGS).collect();
    let count = before.iter().take_while(|c| is_tag(**c)).count();
    let tags = before[..count].iter().rev().copied().chain([tag]);
    let mut code: Vec<char> = tags.chain(after.chars().take_while(|c| is_tag(*c)).take(MAX_TAGS)).collect();
    before.get(count) == Some(&FLAG)
        && code.pop() == Some(CANCEL_TAG)
        && (3..=6).contains(&code.len())
        && code.iter().all(|tag| matches!(tag, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}'))
}

/// Whether a character is a tag.
pub(super) fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Whether a character can be part of an emoji.
///
/// Source: Unicode Technical Standard #51, `Extended_Pictographic`, rounded to ranges.
pub(super) fn is_pictograph(c: char) -> bool {
    match c {
        '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f3fb}'..='\u{1f3ff}' => false,
        '©' | '®' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21aa}' => true,
        '\u{231a}'..='\u{27bf}' | '\u{2934}'..='\u{2b55}' | '\u{3030}' | '\u{303d}' => true,
        '\u{3297}' | '\u{3299}' | '\u{1f004}'..='\u{1faff}' => true,
        _ => false,
    }
}

/// Whether a character suppresses the vowel of the letter before it.
///
/// Source: Unicode Character Database, `Canonical_Combining_Class=Virama`.
fn is_virama(c: char) -> bool {
    matches!(
        c,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d3b}'
            | '\u{d3c}'
            | '\u{d4d}'
            | '\u{dca}'
            | '\u{e3a}'
            | '\u{eba}'
            | '\u{f84}'
            | '\u{1039}'
            | '\u{103a}'
            | '\u{1714}'
            | '\u{1715}'
            | '\u{1734}'
            | '\u{17d2}'
            | '\u{1a60}'
            | '\u{1b44}'
            | '\u{1baa}'
            | '\u{1bab}'
            | '\u{1bf2}'
            | '\u{1bf3}'
            | '\u{2d7f}'
            | '\u{a806}'
            | '\u{a82c}'
            | '\u{a8c4}'
            | '\u{a953}'
            | '\u{a9c0}'
            | '\u{aaf6}'
            | '\u{abed}'
            | '\u{10a3f}'
            | '\u{11046}'
            | '\u{11070}'
            | '\u{1107f}'
            | '\u{110b9}'
            | '\u{11133}'
            | '\u{11134}'
            | '\u{111c0}'
            | '\u{11235}'
            | '\u{112ea}'
            | '\u{1134d}'
            | '\u{11442}'
            | '\u{114c2}'
            | '\u{115bf}'
            | '\u{1163f}'
            | '\u{116b6}'
            | '\u{1172b}'
            | '\u{11839}'
            | '\u{1193d}'
            | '\u{1193e}'
            | '\u{119e0}'
            | '\u{11a34}'
            | '\u{11a47}'
            | '\u{11a99}'
            | '\u{11c3f}'
            | '\u{11d44}'
            | '\u{11d45}'
            | '\u{11d97}'
    )
}
