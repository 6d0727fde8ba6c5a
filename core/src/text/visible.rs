//! Makes text from strangers safe to show: characters that are invisible, or control a terminal or the reading
//! direction, become visible marks.

use std::borrow::Cow;

use super::joiner::{self, JOINER, NON_JOINER};

/// Whether a character is invisible or controls the display: control characters, bidi controls, zero-width and other
/// invisible characters except spaces, tags, fillers, variation selectors, and noncharacters, which HTML and XML do not
/// allow. A line feed counts too. Spaces do not count, nor do the two selectors that can follow emoji, which
/// [`visible`] marks only where they do not.
///
/// Sources: Unicode Standard Annex #9 (bidi controls), Unicode Technical Report #36 (security considerations), Unicode
/// Standard, section 23.7 (noncharacters).
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{70f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0d}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{13430}'..='\u{1343f}' | '\u{16fe4}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The offset of a command to a CI service that reads this program's log: `##[error]`, `##vso[…]` and the like
/// anywhere, `::error …` where a line could begin.
///
/// Sources: the documentation of workflow commands of GitHub Actions, of logging commands of Azure Pipelines, of
/// service messages of TeamCity.
#[must_use]
pub fn log_command(text: &str) -> Option<usize> {
    // Few texts contain one of these pairs.
    if !has_pair(text, [b'#', b':']) {
        return None;
    }
    text.match_indices(['#', ':']).map(|(at, _)| at).find(|at| is_command(text, *at))
}

/// Whether one of these two bytes occurs twice in a row. It does not branch on each byte, so the processor compares
/// many at once.
pub(crate) fn has_pair(text: &str, of: [u8; 2]) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |found, (one, next)| found | ((one == next) & ((*one == of[0]) | (*one == of[1]))))
}

fn is_command(text: &str, at: usize) -> bool {
    let (before, command) = text.split_at(at);
    let is_space = |c: char| c.is_whitespace() || is_hidden(c);
    is_bracketed_command(command)
        || command.strip_prefix("::").is_some_and(|name| {
            let rest = name.trim_start_matches(in_command_name);
            let ends = !rest.starts_with(|c: char| c != ':' && !is_space(c));
            ends && rest.len() < name.len() && !before.ends_with(|c: char| !is_space(c))
        })
}

/// Whether a text begins with `##[` or `##name[`, which is a command anywhere in a line.
pub(crate) fn is_bracketed_command(text: &str) -> bool {
    text.strip_prefix("##").is_some_and(|name| name.trim_start_matches(in_command_name).starts_with('['))
}

fn in_command_name(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '-'
}

/// The text with the first character of each [`log_command`] made visible as a mark.
pub fn without_commands<'t>(text: &'t str, mark: impl Fn(char) -> String) -> Cow<'t, str> {
    if log_command(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut marked = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c {
            '#' | ':' if is_command(text, at) => marked.push_str(&mark(c)),
            c => marked.push(c),
        }
    }
    Cow::Owned(marked)
}

/// The text on one line, with every hidden character and the first character of each [`log_command`] shown like
/// `<U+202E>`. Line breaks and tabs become spaces.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    // It takes no branch for each byte, as in `has_pair`.
    let plain = text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    if plain || !text.chars().any(|c| is_hidden(c) || selects_presentation(c)) {
        return without_commands(text, code_point);
    }
    Cow::Owned(without_commands(&marked(text), code_point).into_owned())
}

/// Truncates a text to `max` characters; an ellipsis shows that something is missing.
pub fn cut(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        // A joiner at the end no longer has anything to join.
        Some((end, _)) => format!("{}…", text[..end].trim_end_matches(is_hidden)),
        None => text.to_owned(),
    }
}

/// A character as its code point: `<U+202E>`.
pub fn code_point(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

fn marked(text: &str) -> String {
    let text = text.trim_end();
    let mut shown = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\t' => shown.push(' '),
            '\r' => {}
            c if is_hidden_at(text, at) => shown.push_str(&code_point(c)),
            c => shown.push(c),
        }
    }
    shown
}

/// Whether the character at a byte offset is hidden there: like [`is_hidden`], except joiners and tags that belong to a
/// script or an emoji; a selector that does not follow an emoji is hidden too.
#[must_use]
pub fn is_hidden_at(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    let mut rest = rest.chars();
    let Some(c) = rest.next() else { return false };
    let after = rest.as_str();
    match c {
        NON_JOINER | JOINER => !joiner::is_needed(c, before, after),
        c if joiner::is_tag(c) => !joiner::is_of_flag(c, before, after),
        c if selects_presentation(c) => {
            !before.chars().next_back().is_some_and(|base| is_emoji(base, after.chars().next()))
        }
        c => is_hidden(c),
    }
}

/// The first hidden character of a text, in its context, with its byte offset.
#[must_use]
pub fn first_hidden(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(at, _)| is_hidden_at(text, *at))
}

/// Whether a character selects the text or emoji form of the one before it.
pub fn selects_presentation(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}')
}

/// Whether a character has a text and an emoji form. For the base of a keycap, it depends on what follows the selector.
///
/// Source: Unicode Technical Standard #51, the data of emoji variation sequences, rounded to ranges.
fn is_emoji(base: char, next: Option<char>) -> bool {
    match base {
        '0'..='9' | '#' | '*' => next == Some('\u{20e3}'),
        base => joiner::is_pictograph(base),
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, first_hidden, has_pair, is_hidden, log_command, visible};

    #[test]
    fn a_pair_is_one_of_the_two_bytes_twice_in_a_row() {
        for text in ["##", "::", "a##b", "é::", "a:#::", "###"] {
            assert!(has_pair(text, *b"#:"), "{text}");
        }
        for text in ["", "#", "a:b#", "#:#:", "aa", "# #"] {
            assert!(!has_pair(text, *b"#:"), "{text}");
        }
    }

    #[test]
    fn nothing_hidden_is_left() {
        let hostile = "a\u{1b}[31mred\u{7}\u{202e}tser\u{2066}x\u{200b}\u{9b}2J\nnext\tcell\r\n";
        let shown = visible(hostile);
        assert!(!shown.chars().any(is_hidden), "{shown:?}");
        assert_eq!(shown, "a<U+001B>[31mred<U+0007><U+202E>tser<U+2066>x<U+200B><U+009B>2J next cell");
        assert_eq!(visible("naïve 日本 ✓ ⚠\u{fe0f}"), "naïve 日本 ✓ ⚠\u{fe0f}");
        for emoji in
            ["1\u{fe0f}\u{20e3} done", "ℹ\u{fe0f} Ⓜ\u{fe0f} 🅰\u{fe0f} ©\u{fe0f}", "☎\u{fe0e} ✔\u{fe0e}"]
        {
            assert_eq!(visible(emoji), emoji);
        }
        assert_eq!(visible("\u{fe0f}strong-mfa\u{fe0f}\u{fe00}"), "<U+FE0F>strong-mfa<U+FE0F><U+FE00>");
        assert_eq!(
            visible("、\u{fe0f} ⚠\u{fe0f}\u{fe0f} 1\u{fe0f}"),
            "、<U+FE0F> ⚠\u{fe0f}<U+FE0F> 1<U+FE0F>"
        );
        assert_eq!(
            visible("\u{fdd0}a\u{fffe}\u{ffff}b\u{1fffe}\u{fffd}"),
            "<U+FDD0>a<U+FFFE><U+FFFF>b<U+1FFFE>\u{fffd}"
        );
    }

    #[test]
    fn joiners_stay_where_a_script_or_an_emoji_needs_them() {
        for text in [
            "کاربران می\u{200c}توانند آن را روشن کنند",
            "ب\u{64e}\u{200c}ب",
            "क\u{94d}\u{200d}ष and ශ\u{dca}\u{200d}රී ලංකා",
            "क\u{94d}\u{200c}ष",
            "👩\u{200d}💻 👨🏽\u{200d}🦰 🏳\u{fe0f}\u{200d}🌈 🏴\u{200d}☠\u{fe0f} ❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} flag",
        ] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn joiners_and_tags_are_marked_where_nothing_needs_them() {
        for (text, shown) in [
            ("str\u{200d}ong\u{200c}-mfa", "str<U+200D>ong<U+200C>-mfa"),
            ("می\u{200c}\u{200c}توانند", "می<U+200C><U+200C>توانند"),
            ("می\u{200c}", "می<U+200C>"),
            ("د\u{200c}ت", "د<U+200C>ت"),
            ("می\u{200d}توانند", "می<U+200D>توانند"),
            ("क\u{94d}\u{200d}\u{200d}ष", "क\u{94d}\u{200d}<U+200D>ष"),
            ("👩\u{200d}a 👩\u{200d}", "👩<U+200D>a 👩<U+200D>"),
            // A joiner does not join regional indicators or skin tones by themselves.
            ("🇩🇪\u{200d}🇫🇷 🏽\u{200d}🏽", "🇩🇪<U+200D>🇫🇷 🏽<U+200D>🏽"),
            ("🇩\u{fe0f}", "🇩<U+FE0F>"),
            ("a\u{e0067}\u{e007f}", "a<U+E0067><U+E007F>"),
            ("🏴\u{e0067}\u{e0062}\u{e0073}", "🏴<U+E0067><U+E0062><U+E0073>"),
            ("🏴\u{e0041}\u{e0042}\u{e0043}\u{e007f}", "🏴<U+E0041><U+E0042><U+E0043><U+E007F>"),
            ("👩\u{e0067}\u{e0062}\u{e0073}\u{e007f}", "👩<U+E0067><U+E0062><U+E0073><U+E007F>"),
            ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴<U+E0067><U+E0062><U+E007F>"),
        ] {
            assert_eq!(visible(text), shown, "{text:?}");
            assert_eq!(first_hidden(&visible(text)), None);
        }
        assert_eq!(cut("👩\u{200d}💻", 2), "👩…");
    }

    #[test]
    fn no_service_takes_a_text_for_a_command() {
        for (text, shown) in [
            ("::error file=a::b", "<U+003A>:error file=a::b"),
            ("see ::add-mask::x", "see <U+003A>:add-mask::x"),
            ("a ##[error]b ##vso[task.complete]", "a <U+0023>#[error]b <U+0023>#vso[task.complete]"),
            ("\u{1b}::stop-commands::x", "<U+001B>::stop-commands::x"),
            ("###[x", "#<U+0023>#[x"),
            ("##add-mask[x", "<U+0023>#add-mask[x"),
            ("::error", "<U+003A>:error"),
            ("::error\u{a0}title=x::y", "<U+003A>:error\u{a0}title=x::y"),
        ] {
            assert_eq!(visible(text), shown);
            assert_eq!(log_command(&visible(text)), None, "{text}");
        }
        for harmless in [
            "std::fs::read",
            "[::1]:8080",
            "## A heading [x]",
            "a :: b",
            "::",
            "#[test]",
            "(::error)",
            "?q=::a::b",
        ] {
            assert_eq!(visible(harmless), harmless);
        }
    }
}
