//! Problems as people read them: the line itself, underlined, with what to write instead; for people who listen, one
//! line each.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use super::terminal::{Terminal, ascii_sign};
use crate::document::words;
use registry_maturity_core::{
    profile::masked,
    text::{Problem, Source, Span, is_hidden_at, visible, without_commands},
};

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The profile can't be used.
    Error,
    /// The profile is valid, but should be checked.
    Warning,
}

/// The problems of a text, each with the lines that it is about. Unless `shows_internal`, private values are masked:
/// internal notes, owners and costs of plans, and `x-` keys.
#[must_use]
pub fn excerpts(
    source: &Source,
    problems: &[Problem],
    severity: Severity,
    terminal: Terminal,
    shows_internal: bool,
) -> String {
    if problems.is_empty() {
        return String::new();
    }
    if terminal.linear {
        return problems.iter().map(|problem| in_one_line(source, problem, severity)).collect();
    }
    let masked = (!shows_internal).then(|| Source::new(&*source.name, masked(&source.text)));
    let source = masked.as_ref().unwrap_or(source);
    let renderer = if terminal.colour { Renderer::styled() } else { Renderer::plain() };
    let decor = if terminal.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let renderer = renderer.term_width(terminal.width).decor_style(decor);
    let unicode = terminal.unicode;
    let drawn =
        problems.iter().map(|problem| excerpt(source, problem, severity, &renderer, unicode) + "\n\n");
    // Lines are unchanged, except for text that a CI service would run as a command in its log.
    drawn.map(|text| without_commands(&text, |_| '\u{fffd}'.to_string()).into_owned()).collect()
}

/// `path:line: message; help`. Like the reasons of a check, errors need no word that says so.
fn in_one_line(source: &Source, problem: &Problem, severity: Severity) -> String {
    let line = |span: Span| source.position(span.start()).line;
    let warning = if severity == Severity::Warning { words::WARNING } else { "" };
    let related = problem.related().map(|(span, label)| format!(" ({label}: line {})", line(span)));
    let help = problem.help().map(|help| format!("; {help}"));
    let text = format!(
        "{}:{}: {warning}{}{}{}",
        source.name,
        line(problem.span()),
        problem.message(),
        related.unwrap_or_default(),
        help.unwrap_or_default()
    );
    without_commands(&visible(&text), |_| '\u{fffd}'.to_string()).into_owned() + "\n"
}

fn excerpt(
    source: &Source,
    problem: &Problem,
    severity: Severity,
    renderer: &Renderer,
    unicode: bool,
) -> String {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let name = visible(&source.name);
    let place = ExcerptLine::at(source, problem.span(), unicode);
    let snippet = place.snippet(&name, AnnotationKind::Primary.span(place.marked.clone()));
    let title = Group::with_title(level.primary_title(problem.message()));
    let mut group = title.elements(place.origin(&name)).element(snippet);
    let related = problem.related().map(|(span, label)| (ExcerptLine::at(source, span, unicode), label));
    if let Some((place, label)) = &related {
        let marked = AnnotationKind::Context.span(place.marked.clone()).label(*label);
        group = group.elements(place.origin(&name)).element(place.snippet(&name, marked));
    }
    if let Some(help) = problem.help() {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// The line in which a span begins, safe to print, and the part of it to underline.
struct ExcerptLine {
    text: String,
    number: usize,
    marked: Range<usize>,
    /// The offset of the underlined part in the whole line, if this is only a piece of it.
    column: Option<usize>,
}

/// The maximum number of bytes on either side of a place, so that drawing a long line does not take long.
const BESIDE: usize = 1000;

impl ExcerptLine {
    fn at(source: &Source, span: Span, unicode: bool) -> ExcerptLine {
        let whole = source.text.as_str();
        let start = whole.floor_char_boundary(span.start().min(whole.len()));
        let end = whole.floor_char_boundary(span.end().clamp(start, whole.len()));
        let (line_start, line_end) = source.line_at(start);
        let text = whole[line_start..line_end].trim_start_matches('\u{feff}');
        let line_start = line_end - text.len();
        let cut = |offset: usize| offset.clamp(line_start, line_end) - line_start;
        let (start, end) = (cut(start), cut(end));
        let end = text.floor_char_boundary(end.min(start + BESIDE)).max(start);
        let (from, to) =
            (text.ceil_char_boundary(start.saturating_sub(BESIDE)), text.floor_char_boundary(end + BESIDE));
        let is_piece = from > 0 || to < text.len();
        let [before, marked, after] =
            [from..start, start..end, end..to].map(|part| one_for_one(text, part, unicode));
        let marked_range = before.len()..before.len() + marked.len();
        let position = source.position(span.start());
        ExcerptLine {
            text: before + &marked + &after,
            number: position.line,
            marked: marked_range,
            column: is_piece.then_some(position.column),
        }
    }

    /// The column of a piece of a line; nothing for a whole line.
    fn origin<'b>(&self, name: &'b str) -> Option<Origin<'b>> {
        self.column.map(|column| Origin::path(name).line(self.number).char_column(column))
    }

    fn snippet<'b>(&'b self, name: &'b str, annotation: Annotation<'b>) -> Snippet<'b, Annotation<'b>> {
        let snippet = Snippet::source(self.text.as_str()).line_start(self.number).annotation(annotation);
        if self.column.is_none() { snippet.path(name) } else { snippet }
    }
}

/// A part of a line with a mark of one column for each hidden character, and signs that the terminal can show, so that
/// columns stay the same.
fn one_for_one(line: &str, part: Range<usize>, unicode: bool) -> String {
    let start = part.start;
    let characters = line[part].trim_end_matches('\r').char_indices().map(|(at, c)| {
        let is_hidden = c != '\t' && is_hidden_at(line, start + at);
        match c {
            _ if is_hidden => '\u{fffd}',
            c if unicode => c,
            c => ascii_sign(c).unwrap_or(c),
        }
    });
    characters.collect()
}
