//! Styles that survive layout: marks without a width are put around words, and become escape sequences once a line is
//! laid out.
//!
//! Escape sequences would have to be parsed whenever a text is measured or wrapped, which would take longer than
//! everything else in a report. The marks are Unicode tag characters.
//! [`visible`](registry_maturity_core::text::visible) does not let any of them through, so a text cannot contain its
//! own.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use registry_maturity_core::profile::Status;

/// The style of a part of a text. What a style means is also said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Strong,
    Heading,
    Quiet,
    Code,
    Met,
    Partial,
    Unmet,
    Unknown,
    Blocks,
}

const INKS: [Ink; 9] = [
    Ink::Strong,
    Ink::Heading,
    Ink::Quiet,
    Ink::Code,
    Ink::Met,
    Ink::Partial,
    Ink::Unmet,
    Ink::Unknown,
    Ink::Blocks,
];

/// Ends any other mark.
const END: char = '\u{e007f}';

impl Ink {
    pub(super) fn of(status: Status) -> Ink {
        match status {
            Status::Met => Ink::Met,
            Status::Partial => Ink::Partial,
            Status::Unmet => Ink::Unmet,
            Status::Unknown => Ink::Unknown,
            Status::NotApplicable => Ink::Quiet,
        }
    }

    fn tag(self) -> char {
        char::from_u32(0xe_0020 + self as u32).unwrap_or(END)
    }

    fn from_tag(tag: char) -> Option<Ink> {
        let number = u32::from(tag).checked_sub(0xe_0020)?;
        INKS.get(usize::try_from(number).ok()?).copied()
    }

    fn style(self) -> Style {
        match self {
            Ink::Strong => Style::new().bold(),
            Ink::Heading => Style::new().bold().underline(),
            Ink::Quiet => Style::new().dimmed(),
            Ink::Code => AnsiColor::Cyan.on_default(),
            Ink::Met => AnsiColor::Green.on_default(),
            Ink::Partial => AnsiColor::Yellow.on_default(),
            Ink::Unmet => AnsiColor::Red.on_default(),
            Ink::Unknown => AnsiColor::Magenta.on_default(),
            Ink::Blocks => AnsiColor::Red.on_default().bold(),
        }
    }

    /// Marks each word of a text, so that it can be wrapped and put beside other columns.
    pub(super) fn on(self, text: &str) -> String {
        let mut inked = String::with_capacity(text.len() + 16);
        for (at, word) in text.split(' ').enumerate() {
            if at > 0 {
                inked.push(' ');
            }
            if !word.is_empty() {
                inked.push(self.tag());
                inked.push_str(word);
                inked.push(END);
            }
        }
        inked
    }
}

/// Replaces the marks of a finished line with escape sequences, with one pair for adjacent words of the same style.
/// `ink` is the style of a word that was broken at the end of the previous line, and becomes that of one that is broken
/// at the end of this line.
pub(super) fn escape(line: &str, ink: &mut Option<Ink>) -> String {
    let mut escaped = String::with_capacity(line.len() + 64);
    let words = line.trim_start_matches(' ');
    escaped.push_str(&line[..line.len() - words.len()]);
    if let Some(broken) = ink {
        escaped += &broken.style().render().to_string();
    }
    let mut rest = words.chars();
    while let Some(c) = rest.next() {
        match (Ink::from_tag(c), *ink) {
            (Some(begun), Some(going_on)) if begun == going_on => {}
            (Some(begun), _) => {
                escaped += &begun.style().render().to_string();
                *ink = Some(begun);
            }
            (None, Some(open)) if c == END => {
                if !goes_on(open, rest.clone()) {
                    escaped += &open.style().render_reset().to_string();
                    *ink = None;
                }
            }
            (None, _) => escaped.push(c),
        }
    }
    if let Some(broken) = ink {
        escaped += &broken.style().render_reset().to_string();
    }
    escaped
}

/// Whether the same style follows, after at most one space.
fn goes_on(ink: Ink, mut rest: impl Iterator<Item = char>) -> bool {
    let next = rest.next();
    let next = if next == Some(' ') { rest.next() } else { next };
    next.and_then(Ink::from_tag) == Some(ink)
}

/// The width of a text on a terminal, without its marks.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let plain = text.chars().try_fold(0, |columns, c| match c {
        c if c.is_ascii() => Some(columns + 1),
        c => is_tag(c).then_some(columns),
    });
    plain.unwrap_or_else(|| text.width())
}

/// Whether a character is a mark of this module.
pub(super) fn is_tag(c: char) -> bool {
    c == END || Ink::from_tag(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_no_width_and_never_come_from_a_text() {
        for ink in INKS {
            assert_eq!(Ink::from_tag(ink.tag()), Some(ink));
            for text in ["two words", "zwei Wörter", "日本 語"] {
                assert_eq!(ink.on(text).width(), text.width());
                assert_eq!(width(&ink.on(text)), text.width());
            }
            assert!(registry_maturity_core::text::is_hidden(ink.tag()));
        }
        assert!(registry_maturity_core::text::is_hidden(END));
    }

    #[test]
    fn words_of_one_style_are_styled_together() {
        let line = format!("{}  {} plain", Ink::Strong.on("two words"), Ink::Met.on("met"));
        assert_eq!(escape(&line, &mut None), "\u{1b}[1mtwo words\u{1b}[0m  \u{1b}[32mmet\u{1b}[0m plain");
    }

    /// Found by fuzzing: in some scripts, lines can break between characters that no space separates.
    #[test]
    fn the_style_of_a_broken_word_ends_with_its_line_and_resumes_in_the_next() {
        let word = Ink::Heading.on("日本語");
        let (first, second) = word.split_at(word.find('語').expect("a character"));
        let mut ink = None;
        assert_eq!(escape(first, &mut ink), "\u{1b}[1m\u{1b}[4m日本\u{1b}[0m");
        assert_eq!(escape(&format!("  {second} end"), &mut ink), "  \u{1b}[1m\u{1b}[4m語\u{1b}[0m end");
        assert_eq!(ink, None);
    }
}
