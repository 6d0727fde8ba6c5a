//! [`Problem`]: where in which text something is wrong, what, and what to write instead.

use std::ops::{Deref, Range};

use super::visible;

/// A text with the name it is known by: a file's path, or `standard input`.
#[derive(Clone, Debug)]
pub struct Source {
    /// How messages call it.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A place in a text as people count it: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl Source {
    /// A text under a name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: name.into(), text: text.into() }
    }

    /// The line and column of a byte offset; offsets past the end are at the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let (start, _) = self.line_at(offset);
        let end = self.text.floor_char_boundary(offset.min(self.text.len()));
        // A line ends with a line feed, a carriage return, or both.
        let (above, before) = (&self.text[..start], &self.text[start..end.max(start)]);
        let count = |ends: &str| above.matches(ends).count();
        let lines = count("\n") + if above.contains('\r') { count("\r") - count("\r\n") } else { 0 };
        let column = before.chars().count() - before.matches('\u{feff}').count();
        Position { line: lines + 1, column: column + 1 }
    }

    /// Where the line with this byte offset begins and ends, its line break left out.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let (above, below) = self.text.split_at(offset);
        // One after the other, as looking for a single byte is fast.
        let start = above.rfind('\n').map_or(0, |last| last + 1);
        let start = above[start..].rfind('\r').map_or(start, |last| start + last + 1);
        let end = below.find('\n').unwrap_or(below.len());
        let end = below[..end].find('\r').unwrap_or(end);
        (start, offset + end)
    }
}

/// A stretch of a text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span { start: range.start, end: range.end }
    }
}

impl Span {
    /// The same stretch as a range, to cut it out of a text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value with the place it was read from. Two are equal when their values are: moving an answer changes nothing.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it was read.
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

/// One thing that is wrong, or worth a warning, in a text. All its words are safe to show: what would be hidden in
/// them is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    span: Span,
    message: String,
    help: Option<String>,
    related: Option<(Span, String)>,
}

impl Problem {
    /// A problem at a place.
    pub fn new(span: impl Into<Span>, message: impl AsRef<str>) -> Problem {
        Problem { span: span.into(), message: safe(message), help: None, related: None }
    }

    /// Adds what to write instead, ending in something valid.
    #[must_use]
    pub fn with_help(mut self, help: impl AsRef<str>) -> Problem {
        self.help = Some(safe(help));
        self
    }

    /// Adds a second place that explains the first, such as the one where a key was given before.
    #[must_use]
    pub fn with_related(mut self, span: impl Into<Span>, label: impl AsRef<str>) -> Problem {
        self.related = Some((span.into(), safe(label)));
        self
    }

    /// The stretch to underline.
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

    /// A second place with its label.
    #[must_use]
    pub fn related(&self) -> Option<(Span, &str)> {
        self.related.as_ref().map(|(span, label)| (*span, label.as_str()))
    }
}

fn safe(words: impl AsRef<str>) -> String {
    visible(words.as_ref()).into_owned()
}

/// What is wrong in a text: the first problems by their place, and how many there are beyond them.
///
/// Nobody writes a file with so many by hand, and a small file can have a problem in every few bytes.
#[derive(Clone, Debug)]
pub struct Problems {
    most: usize,
    first: Vec<Problem>,
    /// How many were left out, and where the first of them stands.
    beyond: Option<(usize, Span)>,
}

impl Default for Problems {
    fn default() -> Problems {
        Problems::at_most(Problems::MOST)
    }
}

impl Problems {
    /// More problems of a text than this are counted, not told.
    pub const MOST: usize = 1000;

    /// None yet, and no more than so many that are told.
    #[must_use]
    pub fn at_most(most: usize) -> Problems {
        Problems { most, first: Vec::new(), beyond: None }
    }

    /// Takes one more, wherever it stands.
    pub fn push(&mut self, problem: Problem) {
        self.first.push(problem);
        if self.first.len() >= 2 * self.most {
            self.leave_out();
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.first.len() + self.beyond.map_or(0, |(count, _)| count)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// One of them.
    #[must_use]
    pub fn first(&self) -> Option<&Problem> {
        self.first.first()
    }

    /// The first problems in the order of their places, the last one saying how many more there are, and what to do.
    #[must_use]
    pub fn in_order(mut self, help: &str) -> Vec<Problem> {
        self.leave_out();
        if let Some((count, span)) = self.beyond {
            let more = Problem::new(span, format!("and {count} more problems from here on"));
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
