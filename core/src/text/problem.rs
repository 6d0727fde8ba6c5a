//! [`Problem`]: what is wrong in a text, where, and what to write instead.

use std::ops::{Deref, Range};

use super::visible;

/// A text with its name, such as a file's path or `standard input`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name in messages.
    pub name: String,
    /// The whole text, into which spans are offsets.
    pub text: String,
}

/// A place in a text for people: lines and columns counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl Source {
    /// A text with a name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: name.into(), text: text.into() }
    }

    /// The line and column of a byte offset; of the end, for offsets beyond it.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let (start, _) = self.line_at(offset);
        let end = self.text.floor_char_boundary(offset.min(self.text.len()));
        // Lines end with a line feed, a carriage return, or both.
        let (above, before) = (&self.text[..start], &self.text[start..end.max(start)]);
        let both = if above.contains('\r') { above.matches("\r\n").count() } else { 0 };
        // The search for one character is the fast one.
        let lines = above.matches('\n').count() + above.matches('\r').count() - both;
        let column = before.chars().count() - before.matches('\u{feff}').count();
        Position { line: lines + 1, column: column + 1 }
    }

    /// The span of the line at a byte offset, without its line break.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let (above, below) = self.text.split_at(offset);
        // Two searches for one byte each are faster than one search for either.
        let start = above.rfind('\n').map_or(0, |last| last + 1);
        let start = above[start..].rfind('\r').map_or(start, |last| start + last + 1);
        let end = below.find('\n').unwrap_or(below.len());
        let end = below[..end].find('\r').unwrap_or(end);
        (start, offset + end)
    }
}

/// A range of bytes in a text. It never ends before it starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

impl Span {
    /// The span from one byte offset to another, or an empty span at `start` if `end` is before it.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    /// The offset of the first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// The offset after the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end
    }

    /// The span as a range, to index a text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value with the place where it was read. The place makes no difference to equality.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The value, without its place.
    pub value: T,
    /// The place where it was read.
    pub at: Span,
}

impl<T> Located<T> {
    /// A value and its place.
    pub fn new(value: T, at: Span) -> Located<T> {
        Located { value, at }
    }
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Located<T> {}

/// A problem of a text, or a reason for a warning. Its words are safe to show: hidden characters in them are made
/// visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    span: Span,
    message: String,
    help: Option<String>,
    related: Option<(Span, String)>,
}

impl Problem {
    /// A problem at this place.
    pub fn new(span: impl Into<Span>, message: impl AsRef<str>) -> Problem {
        Problem { span: span.into(), message: safe(message), help: None, related: None }
    }

    /// Adds advice that ends in something valid to write.
    #[must_use]
    pub fn with_help(mut self, help: impl AsRef<str>) -> Problem {
        self.help = Some(safe(help));
        self
    }

    /// Adds a second place that explains the first, such as the earlier one of two equal keys.
    #[must_use]
    pub fn with_related(mut self, span: impl Into<Span>, label: impl AsRef<str>) -> Problem {
        self.related = Some((span.into(), safe(label)));
        self
    }

    /// The same problem, with `…` in place of each word between backticks for which `is_private` holds.
    #[must_use]
    pub(crate) fn hiding(mut self, is_private: impl Fn(&str) -> bool) -> Problem {
        let texts =
            [Some(&mut self.message), self.help.as_mut(), self.related.as_mut().map(|(_, label)| label)];
        for text in texts.into_iter().flatten() {
            *text = without_quoted(text, &is_private);
        }
        self
    }

    /// The span to underline.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The second place, with its label.
    #[must_use]
    pub fn related(&self) -> Option<(Span, &str)> {
        self.related.as_ref().map(|(span, label)| (*span, label.as_str()))
    }
}

fn without_quoted(text: &str, is_private: &impl Fn(&str) -> bool) -> String {
    let is_mark = |c: char| !c.is_alphanumeric();
    let hide = |word: &str| if !word.is_empty() && is_private(word) { "…" } else { word }.to_owned();
    let hidden = |quoted: &str| -> String {
        quoted
            .split_inclusive(is_mark)
            .flat_map(|part| {
                let word = part.trim_end_matches(is_mark);
                [hide(word), part[word.len()..].to_owned()]
            })
            .collect()
    };
    let last = text.matches('`').count();
    // A private value with backticks of its own hides where the quotes end.
    let is_quoted = |place: usize| place % 2 == 1 || (is_private("`") && (1..last).contains(&place));
    let pieces = text.split('`').enumerate();
    let pieces = pieces.map(|(place, piece)| if is_quoted(place) { hidden(piece) } else { piece.to_owned() });
    pieces.collect::<Vec<_>>().join("`")
}

fn safe(words: impl AsRef<str>) -> String {
    visible(words.as_ref()).into_owned()
}

/// The problems of a text: the first ones by place, and the number of others.
///
/// The limit is there because a small file can have a problem in every few bytes.
#[derive(Clone, Debug)]
pub(crate) struct Problems {
    most: usize,
    first: Vec<Problem>,
    /// The number that were left out, and the place of the first of them.
    beyond: Option<(usize, Span)>,
}

impl Default for Problems {
    fn default() -> Problems {
        Problems::at_most(Problems::MAX)
    }
}

impl Problems {
    /// The default limit. Problems beyond it are only counted.
    pub(crate) const MAX: usize = 1000;

    /// An empty list that holds at most `most` problems.
    pub(crate) fn at_most(most: usize) -> Problems {
        Problems { most, first: Vec::new(), beyond: None }
    }

    /// Adds a problem, in any order.
    pub(crate) fn push(&mut self, problem: Problem) {
        self.first.push(problem);
        if self.first.len() >= 2 * self.most {
            self.leave_out();
        }
    }

    /// The number of problems.
    pub(crate) fn len(&self) -> usize {
        self.first.len() + self.beyond.map_or(0, |(count, _)| count)
    }

    /// Whether there are no problems.
    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// One of the problems, if there are any.
    pub(crate) fn first(&self) -> Option<&Problem> {
        self.first.first()
    }

    /// The problems ordered by place. If some were left out, one more at the end gives their number.
    pub(crate) fn in_order(mut self, help: &str) -> Vec<Problem> {
        self.leave_out();
        if let Some((count, span)) = self.beyond {
            let more = Problem::new(
                span,
                format!("and {count} more {} from here on", if count == 1 { "problem" } else { "problems" }),
            );
            self.first.push(more.with_help(help));
        }
        self.first
    }

    fn leave_out(&mut self) {
        self.first.sort_by_key(|problem| problem.span);
        if let Some(next) = self.first.get(self.most).map(|problem| problem.span) {
            let (before, from) = self.beyond.unwrap_or((0, next));
            self.beyond = Some((before + self.first.len() - self.most, from.min(next)));
            self.first.truncate(self.most);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, Problems, Source};

    #[test]
    fn a_problem_hides_only_private_words_that_it_quotes() {
        let problem = Problem::new(0..1, "`secret key` is a secret, `other.secret`")
            .with_help("write `key: …` instead of the secret")
            .with_related(2..3, "`secret`");
        let hidden = problem.clone().hiding(|word| word == "secret");
        assert_eq!(hidden.message(), "`… key` is a secret, `other.…`");
        assert_eq!(hidden.help(), Some("write `key: …` instead of the secret"));
        assert_eq!(hidden.related().map(|(_, label)| label), Some("`…`"));
        assert_eq!(problem.clone().hiding(|_| false), problem);
        // Backticks that are private themselves may end a quote too early.
        let hidden = problem.hiding(|word| word == "secret" || word == "`");
        assert_eq!(hidden.message(), "`… key` is a …, `other.…`");
    }

    #[test]
    fn the_first_problems_by_place_are_kept_and_the_others_counted() {
        let problem = |at: usize| Problem::new(at..at, format!("the one at {at}"));
        for count in [0, 1, 2, 3, 4, 5, 6, 7, 30] {
            let mut problems = Problems::at_most(3);
            for at in (0..count).rev() {
                problems.push(problem(at));
                assert!(problems.first.len() <= 2 * 3, "{count} take memory");
            }
            assert_eq!(problems.len(), count);
            assert_eq!(problems.first().is_some(), count > 0);
            let mut expected: Vec<Problem> = (0..count.min(3)).map(problem).collect();
            if count > 3 {
                let more = format!(
                    "and {} more {} from here on",
                    count - 3,
                    if count == 4 { "problem" } else { "problems" }
                );
                expected.push(Problem::new(3..3, more).with_help("fix these first"));
            }
            assert_eq!(problems.in_order("fix these first"), expected);
        }
    }

    #[test]
    fn every_line_break_begins_a_line() {
        for text in ["ä\nb c\n\nd", "ä\rb c\r\rd", "ä\r\nb c\r\n\r\nd", "\u{feff}ä\nb c\n\nd"] {
            let source = Source::new("", text);
            for (what, line, column) in [("ä", 1, 1), ("b", 2, 1), ("c", 2, 3), ("d", 4, 1)] {
                let at = text.find(what).expect(what);
                let position = source.position(at);
                assert_eq!((position.line, position.column), (line, column), "{what} in {text:?}");
                let (start, end) = source.line_at(at);
                let expected = if line == 2 { "b c" } else { what };
                assert_eq!(text[start..end].trim_start_matches('\u{feff}'), expected);
            }
        }
    }
}
