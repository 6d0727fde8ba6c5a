//! Explains syntax errors in plain words, for people who do not know the grammar of YAML.

use granit_parser::{ErrorKind as Kind, ScanError};

use super::MAX_COMMENTS;

use crate::text::{Problem, Span, cut, has_pair, is_hidden, visible};

/// The longest part of a line that advice repeats, in characters.
const MAX_SHOWN: usize = 80;

/// Explains a parser error. `bracket` is the place of the innermost open bracket.
pub(super) fn explain(error: &ScanError, text: &str, bracket: Option<usize>) -> Problem {
    let at = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()));
    let here = TextLine::at(text, at);
    let rest = rest_of_conflict(here.text);
    match error.kind() {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => tab(text, here.start),
        _ if rest.is_some() => conflict(rest.unwrap_or("======="), here.span()),
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => unclosed_quote(&here, at),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            after_quote(error.kind(), &here, at)
        }
        Kind::MismatchedFlowCollectionEnd { .. } | Kind::UnclosedFlowCollection { .. } => {
            bracket_open(text, at)
        }
        Kind::MisplacedFlowCollectionEnd => bracket_closes_nothing(text, at),
        Kind::UnexpectedCharacter { character } => unexpected_character(*character, text, &here, at),
        Kind::UnknownAnchor => unknown_anchor(&here, at),
        Kind::CommentNotSeparated => comment_not_separated(at),
        Kind::TooManyComments => too_many_comments(at),
        Kind::RecursionLimitExceeded => *too_deep(Span::new(at, at)),
        Kind::BlockSequenceEntryNotAllowed => list_beside_key(&here, at),
        kind if is_escape(kind) => escape(text, at),
        _ if let Some(open) = bracket => {
            colon_in_flow(text, open, at).unwrap_or_else(|| bracket_open(text, open))
        }
        kind => line_out_of_place(kind, text, &here, at),
    }
}

/// Unresolved merge conflicts: one problem for each, at its first remaining marker.
pub(super) fn conflicts(text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut is_open = false;
    // Few texts contain one.
    if !has_pair(text, [b'<', b'>']) {
        return found;
    }
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let marker = conflict_marker(line.trim_end_matches(['\n', '\r']));
        if let Some(marker) = marker.filter(|marker| !is_open || *marker == "<<<<<<<") {
            found.push(conflict(marker, Span::new(start, start + line.trim_end().len())));
        }
        is_open = marker.map_or(is_open, |marker| marker != ">>>>>>>");
        start += line.len();
    }
    found
}

/// The marker on a line of a conflict whose other markers were removed.
fn rest_of_conflict(line: &str) -> Option<&'static str> {
    if line.trim_end() == "=======" {
        return Some("=======");
    }
    line.starts_with("||||||| ").then_some("|||||||")
}

/// The conflict marker at the beginning of a line.
fn conflict_marker(line: &str) -> Option<&'static str> {
    ["<<<<<<<", ">>>>>>>"].into_iter().find(|marker| {
        line.strip_prefix(*marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

fn conflict(marker: &str, at: Span) -> Problem {
    Problem::new(at, format!("this is the marker `{marker}` of a merge conflict that has not been resolved")).with_help(
        "keep what is right on either side, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
    )
}

/// There is text after the end of the document.
pub(super) fn second_document(at: Span) -> Box<Problem> {
    Box::new(Problem::new(at, "a second document starts here, but a file has only one profile").with_help(
        "move it to another file, or remove everything from here on; only the first line may be `---`",
    ))
}

/// Collections are nested too deeply.
pub(super) fn too_deep(at: Span) -> Box<Problem> {
    let problem = Problem::new(at, "lists and mappings are nested too deeply here");
    Box::new(problem.with_help("a profile needs six levels, and 64 are supported: remove some"))
}

/// There are too many nodes or bytes.
pub(super) fn too_large(at: Span) -> Box<Problem> {
    let problem = Problem::new(at, "with its aliases expanded, the file is larger than a profile can be");
    Box::new(problem.with_help("write the values instead of `*aliases`, and keep only answers in the file"))
}

/// There are too many comments.
fn too_many_comments(at: usize) -> Problem {
    let message = format!("there are more than {MAX_COMMENTS} comments in a row, too many to edit the file");
    Problem::new(at..at, message).with_help("remove some of the comments")
}

/// An alias within its own anchor: `&a [*a]`.
pub(super) fn alias_of_itself(text: &str, at: Span) -> Box<Problem> {
    let alias = shown(text.get(at.range()).unwrap_or_default());
    let problem = Problem::new(at, format!("the alias `{alias}` is inside what it refers to"));
    Box::new(problem.with_help("write the value itself instead of the alias"))
}

/// The problem of a key that its mapping already has.
pub(super) fn repeated_key(key: &str, again: Span, first: Span) -> Problem {
    let key = visible(key);
    Problem::new(again, format!("`{key}` is given twice"))
        .with_help(format!(
            "keep one of the two, with everything that belongs to it, below a single `{key}:`"
        ))
        .with_related(first, "it is first given here")
}

/// The line at an offset, without its line ending.
struct TextLine<'s> {
    text: &'s str,
    start: usize,
}

impl<'s> TextLine<'s> {
    fn at(text: &'s str, offset: usize) -> TextLine<'s> {
        let start = text[..offset].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |length| start + length);
        TextLine { text: &text[start..end], start }
    }

    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    fn content(&self) -> &'s str {
        self.text.trim()
    }

    fn span(&self) -> Span {
        let start = self.start + self.indent();
        Span::new(start, self.start + self.text.trim_end().len())
    }

    fn rest(&self, from: usize) -> &'s str {
        self.text.get(from.saturating_sub(self.start)..).unwrap_or_default().trim_end()
    }

    fn rest_span(&self, from: usize) -> Span {
        Span::new(from, from + self.rest(from).len())
    }
}

/// The lines above a line, last first, without empty ones and comments.
fn lines_above<'s>(text: &'s str, line: &TextLine<'_>) -> impl Iterator<Item = TextLine<'s>> + use<'s> {
    let mut end = line.start;
    let lines = std::iter::from_fn(move || {
        let above = TextLine::at(text, end.checked_sub(1)?);
        end = above.start;
        Some(above)
    });
    lines.filter(|line| !line.content().is_empty() && !line.content().starts_with('#'))
}

fn tab(text: &str, from: usize) -> Problem {
    let at = text[from..].find('\t').map_or(from, |found| from + found);
    Problem::new(Span::new(at, at + 1), "this is a tab, but YAML is indented with spaces only")
        .with_help("replace it with spaces: two for each level, as in `  name: Example Index`")
}

fn unclosed_quote(here: &TextLine<'_>, at: usize) -> Problem {
    let quoted = here.rest(at);
    let mark = quoted.chars().next().unwrap_or('"');
    Problem::new(here.rest_span(at), "this quote is never closed")
        .with_help(format!("close it with the same mark: `{}{mark}`", shown(quoted)))
}

fn after_quote(kind: &Kind, here: &TextLine<'_>, at: usize) -> Problem {
    let help = if *kind == Kind::InvalidTrailingSingleQuotedScalar {
        "put the whole text between the quotes, and double each quote inside it: `'it''s'`"
    } else {
        "put the whole text between the quotes, and write each quote inside it as `\\\"`: `\"a \\\"word\\\"\"`"
    };
    Problem::new(here.rest_span(at), "there is more text after the closing quote").with_help(help)
}

fn bracket_open(text: &str, at: usize) -> Problem {
    let open = text[at..].chars().next().unwrap_or('[');
    let example = match open {
        '{' => "`{status: met, note: Reviewed.}`",
        _ => "`[built-packages, builds]`",
    };
    Problem::new(Span::new(at, at + open.len_utf8()), format!("this `{open}` is not closed correctly"))
        .with_help(format!(
            "separate the values with commas and close it with the matching bracket: {example}"
        ))
}

fn bracket_closes_nothing(text: &str, at: usize) -> Problem {
    let bracket = text[at..].chars().next().unwrap_or(']');
    Problem::new(Span::new(at, at + bracket.len_utf8()), format!("this `{bracket}` closes nothing"))
        .with_help(format!("remove it, or, if it is text, put it in quotes: `\"{bracket}\"`"))
}

fn unexpected_character(character: char, text: &str, here: &TextLine<'_>, at: usize) -> Problem {
    if is_hidden(character) {
        // The parser reports the beginning of the scalar that contains it.
        let start = text[at..].find(character).map_or(at, |found| at + found);
        let name = format!("U+{:04X}", u32::from(character));
        return Problem::new(
            Span::new(start, start + character.len_utf8()),
            format!("this is an invisible character, {name}"),
        )
        .with_help(
            "remove it; if the text needs it, write it as an escape in double quotes, like `\"\\t\"`",
        );
    }
    cannot_begin(here, at, character)
}

fn cannot_begin(here: &TextLine<'_>, at: usize, character: char) -> Problem {
    Problem::new(here.rest_span(at), format!("text without quotes cannot begin with `{character}`"))
        .with_help(format!("put it in quotes: `{}`", quoted(here.rest(at))))
}

fn unknown_anchor(here: &TextLine<'_>, at: usize) -> Problem {
    let name = here.rest(at).split([' ', ',', ']', '}']).next().unwrap_or_default();
    Problem::new(
        Span::new(at, at + name.len()),
        format!("`{}` refers to an anchor that is not defined above it", visible(name)),
    )
    .with_help(format!("write the value itself, or, if it is text, put it in quotes: `{}`", quoted(name)))
}

fn comment_not_separated(at: usize) -> Problem {
    Problem::new(Span::new(at, at + 1), "a comment needs a space before its `#`")
        .with_help("write a space before it: ` # comment`")
}

fn list_beside_key(here: &TextLine<'_>, at: usize) -> Problem {
    let item = here.rest(at).trim_start_matches(['-', ' ']);
    Problem::new(here.rest_span(at), "a list with dashes cannot begin on the line of its key").with_help(
        format!(
            "begin it on the next line, indented by two more spaces, or write it in brackets: `[{}]`",
            shown(item)
        ),
    )
}

fn is_escape(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::UnknownQuotedScalarEscape
            | Kind::InvalidQuotedScalarHexEscape
            | Kind::InvalidLowSurrogateHexEscape
            | Kind::InvalidLowSurrogate
            | Kind::MissingLowSurrogate
            | Kind::UnpairedLowSurrogate
            | Kind::InvalidUnicodeEscape
    )
}

fn escape(text: &str, at: usize) -> Problem {
    let start = text[at..].find('\\').map_or(at, |found| at + found);
    let length: usize = text[start..].chars().take(2).map(char::len_utf8).sum();
    Problem::new(
        Span::new(start, start + length),
        "in double quotes a backslash begins an escape, but this is not a valid one",
    )
    .with_help("write the backslash twice, `\\\\`, or use single quotes: `'C:\\docs'`")
}

/// Any other error: a line that does not fit those above it.
fn line_out_of_place(kind: &Kind, text: &str, here: &TextLine<'_>, at: usize) -> Problem {
    let above = lines_above(text, here).next();
    glued_colon(here)
        .or_else(|| above.as_ref().and_then(glued_colon))
        .or_else(|| colon_in_block(text, here, at).filter(|_| *kind == Kind::MappingValueNotAllowed))
        .or_else(|| value_out_of_place(here, at))
        .or_else(|| indentation(text, here))
        .unwrap_or_else(|| no_key(kind, here))
}

/// The key and the value, if there is no space between them: `verified-email:met`.
pub(in super::super) fn unspaced_pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_pair = !key.is_empty()
        && key.chars().all(plain)
        && !value.is_empty()
        && !value.starts_with([' ', '\t', '/']);
    is_pair.then_some((key, value))
}

fn glued_colon(line: &TextLine<'_>) -> Option<Problem> {
    let (key, value) = unspaced_pair(line.text)?;
    Some(space_missing(line.span(), key, value))
}

/// The problem of a missing space between a key and its value.
pub(in super::super) fn space_missing(at: Span, key: &str, value: &str) -> Problem {
    Problem::new(at, "a space is missing after the colon")
        .with_help(format!("write `{key}: {}`", shown(value)))
}

/// A colon in a plain scalar: `note: see: this`.
fn colon_in_block(text: &str, here: &TextLine<'_>, at: usize) -> Option<Problem> {
    let end = here.start + here.text.len();
    colon_in_text(text, Span::new(here.start, end), at)
}

/// A colon in a plain scalar between brackets: `{status: met, note: see: this}`.
fn colon_in_flow(text: &str, bracket: usize, at: usize) -> Option<Problem> {
    let (before, after) = (text.get(bracket + 1..at)?, text[at..].strip_prefix(':')?);
    let start = before.rfind([',', '\n', '\r']).map_or(bracket + 1, |last| bracket + 1 + last + 1);
    let length = after.find([',', ']', '}', '\n', '\r']).unwrap_or(after.len());
    let end = at + 1 + length;
    let problem = colon_in_text(text, Span::new(start, end), at)?;
    let two_values = text[start..at].trim().rsplit_once(' ').filter(|(first, _)| !first.ends_with(':'));
    Some(match (two_values, problem.help()) {
        (Some((first, second)), Some(help)) => {
            let second = format!("{second}{}", text[at..end].trim_end());
            let help = format!(
                "{help}, or, if these are two values, put a comma between them: `{}, {}`",
                shown(first),
                shown(&second)
            );
            problem.with_help(help)
        }
        _ => problem,
    })
}

/// A colon at `at` in the value of this entry.
fn colon_in_text(text: &str, entry: Span, at: usize) -> Option<Problem> {
    let (key, _) = text.get(entry.start()..at)?.split_once(": ")?;
    let start = entry.start() + key.len() + 2;
    let value = text[start..entry.end()].trim_end();
    Some(
        Problem::new(Span::new(start, start + value.len()), "a text with `: ` in it needs quotes")
            .with_help(format!("write `{}: {}`", shown(key.trim()), quoted(value.trim_start()))),
    )
}

/// Text after a list, a mapping or an alias, `hosting: [builds] only`, or a text that begins like something else.
fn value_out_of_place(here: &TextLine<'_>, at: usize) -> Option<Problem> {
    let before = here.text.get(..at.saturating_sub(here.start))?;
    let (key, begun) = before.split_once(": ")?;
    let value = here.rest(here.start + key.len() + 2).trim_start();
    let first = value.chars().next()?;
    let has_ended = matches!(first, '[' | '{') || first == '*' && begun.trim().len() > 1;
    if has_ended {
        return Some(after_value(here, at, key, value));
    }
    let start = here.start + here.text.len() - here.text[key.len() + 2..].trim_start().len();
    "&*!|>?,".contains(first).then(|| cannot_begin(here, start, first))
}

fn after_value(here: &TextLine<'_>, at: usize, key: &str, value: &str) -> Problem {
    Problem::new(here.rest_span(at), "there is more text after the end of the value").with_help(format!(
        "remove it, or, if all of it is one text, put it in quotes: `{}: {}`",
        shown(key.trim()),
        quoted(value)
    ))
}

/// The columns at which this line could continue the lines above, innermost first.
fn columns_above(text: &str, here: &TextLine<'_>) -> Vec<usize> {
    let lines = lines_above(text, here);
    let outer = lines.scan(usize::MAX, |outermost, line| {
        *outermost = line.indent().min(*outermost);
        Some(*outermost)
    });
    let mut columns: Vec<usize> = outer.collect();
    columns.dedup();
    columns
}

fn indentation(text: &str, here: &TextLine<'_>) -> Option<Problem> {
    let columns = columns_above(text, here);
    if columns.contains(&here.indent()) {
        return None;
    }
    let nearest = columns.iter().copied().min_by_key(|column| column.abs_diff(here.indent()))?;
    let message =
        format!("this line is indented by {}, which matches no line above it", spaces(here.indent()));
    let line = format!("{:nearest$}{}", "", shown(here.content()));
    Some(Problem::new(here.span(), message).with_help(format!(
        "lines that belong together have the same indentation: `{line}`, with {}",
        spaces(nearest)
    )))
}

fn spaces(count: usize) -> String {
    match count {
        1 => "1 space".to_owned(),
        count => format!("{count} spaces"),
    }
}

fn no_key(kind: &Kind, here: &TextLine<'_>) -> Problem {
    let content = here.content();
    match kind {
        Kind::ExpectedBlockSequenceEntry => {
            Problem::new(here.span(), "this line is among the items of a list, but has no dash")
                .with_help(format!("begin it with a dash: `- {}`", shown(content)))
        }
        Kind::SimpleKeyExpected | Kind::ExpectedBlockMappingKey | Kind::UnexpectedEndOfPlainScalar => {
            let (key, value) = content.split_once(' ').unwrap_or((content, "…"));
            Problem::new(here.span(), "this line needs a key, a colon and a space").with_help(format!(
                "write `{}: {}`",
                shown(key.trim_end_matches(':')),
                shown(value)
            ))
        }
        kind => Problem::new(here.span(), format!("this is not valid YAML: {kind}"))
            .with_help(format!("if it is meant as text, put it in quotes: `{}`", quoted(content))),
    }
}

/// The text in double quotes, or in single quotes if it needs escapes otherwise.
fn quoted(text: &str) -> String {
    let text = shown(text);
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The beginning of a text, with hidden characters made visible.
fn shown(text: &str) -> String {
    cut(&visible(text), MAX_SHOWN)
}

#[cfg(test)]
mod tests {
    use super::unspaced_pair;
    use crate::{
        text::Problem,
        yaml::{MAX_COMMENTS, MAX_DEPTH, Tree},
    };

    fn problems(text: &str) -> Vec<Problem> {
        Tree::read_with_comments(text).problems.in_order("")
    }

    /// The message and help of the only problem.
    fn problem(text: &str) -> (String, String) {
        let problems = problems(text);
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        (problems[0].message().to_owned(), problems[0].help().unwrap_or_default().to_owned())
    }

    #[test]
    fn only_what_is_wrong_is_marked() {
        for (text, marked) in [
            ("a: [b\n", &["["][..]),
            ("a: [\n  b, {c: d]\n", &["{"]),
            ("a: {b: [c, d}\n", &["["]),
            ("a: [\n  b c: {d: e}\n  f\n", &["["]),
            ("a: b\n]\n", &["]"]),
            ("a: é\u{7}b\n", &["\u{7}"]),
            ("a: é\u{fffe}b\n", &["\u{fffe}"]),
            ("a: @é # b\n", &["@é # b"]),
            ("a: \"b\"#c\n", &["#"]),
            ("a: [*b, c]\n", &["*b"]),
            ("a: \"\\d\"\n", &["\\d"]),
            ("a: [b] c \n", &["c"]),
            ("a: [b: c: d]\n", &["c: d"]),
            ("a: {b: c, d: e: f , g: h}\n", &["e: f"]),
            ("a: {\n  b: c d: e\n}\n", &["c d: e"]),
            ("  \n<<<<<<< a \nb: c\n=======\n>>>>>>> d\n", &["<<<<<<< a"]),
            ("a: b\n<<<<<<< c\n<<<<<<< d\n", &["<<<<<<< c", "<<<<<<< d"]),
            ("a: b\n>>>>>>> c\n>>>>>>>", &[">>>>>>> c", ">>>>>>>"]),
        ] {
            let spans: Vec<_> = problems(text).iter().map(|problem| &text[problem.span().range()]).collect();
            assert_eq!(spans, marked, "{text}");
        }
    }

    #[test]
    fn advice_is_different_from_what_is_wrong() {
        for (text, message, help) in [
            ("a: {b: c: d}\n", "a text with `: ` in it needs quotes", "write `b: \"c: d\"`"),
            (
                "a: {b: c, d: e f: g, h: i}\n",
                "a text with `: ` in it needs quotes",
                "write `d: \"e f: g\"`, or, if these are two values, put a comma between them: `d: e, f: g`",
            ),
            (
                "a: [b] c\n",
                "there is more text after the end of the value",
                "remove it, or, if all of it is one text, put it in quotes: `a: \"[b] c\"`",
            ),
            ("a: & b\n", "text without quotes cannot begin with `&`", "put it in quotes: `\"& b\"`"),
            ("a:  !<b c\n", "text without quotes cannot begin with `!`", "put it in quotes: `\"!<b c\"`"),
            ("a: * b\n", "text without quotes cannot begin with `*`", "put it in quotes: `\"* b\"`"),
            ("a: | b\n", "text without quotes cannot begin with `|`", "put it in quotes: `\"| b\"`"),
            (
                "a: &b c\nd: *b e\n",
                "there is more text after the end of the value",
                "remove it, or, if all of it is one text, put it in quotes: `d: \"*b e\"`",
            ),
        ] {
            assert_eq!(problem(text), (message.to_owned(), help.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_line_is_moved_to_the_nearest_column_of_the_lines_that_contain_it() {
        for (text, wrong, right) in [
            ("a:\n    b: c\n   d: e\n", "3 spaces", "4 spaces"),
            ("a:\n    b:\n            c: d\n     e: f\n", "5 spaces", "4 spaces"),
            ("a:\n    b:\n            c: d\n         e: f\n", "9 spaces", "12 spaces"),
            ("a:\n    b:\n        c: d\n    e: f\n       g: h\n", "7 spaces", "4 spaces"),
            ("a:\n    b: c\n # d\n d: e\n", "1 space", "0 spaces"),
            ("a:\n    b: c\n\n   d: e\n", "3 spaces", "4 spaces"),
        ] {
            let (message, help) = problem(text);
            assert_eq!(message, format!("this line is indented by {wrong}, which matches no line above it"));
            assert!(help.ends_with(&format!("`, with {right}")), "{text}: {help}");
        }
    }

    #[test]
    fn lists_and_mappings_may_be_nested_up_to_the_limit() {
        let [list, lines, map, dashes, keys] =
            [("[", "]"), ("[\n", "\n]"), ("{a: ", "}"), ("- ", ""), ("? ", "")];
        for (outer, inner) in [
            (list, list),
            (lines, lines),
            (map, map),
            (dashes, dashes),
            (keys, keys),
            (dashes, list),
            (keys, map),
        ] {
            let nested = |depth: usize| {
                let (half, rest) = (depth / 2, depth - depth / 2);
                let [open, open_inner] = [outer.0.repeat(half), inner.0.repeat(rest)];
                let [close_inner, close] = [inner.1.repeat(rest), outer.1.repeat(half)];
                format!("{open}{open_inner}b{close_inner}{close}\n")
            };
            assert_eq!(problems(&nested(MAX_DEPTH)), [], "{outer:?}");
            let (message, _) = problem(&nested(MAX_DEPTH + 1));
            assert_eq!(message, "lists and mappings are nested too deeply here", "{outer:?} {inner:?}");
        }
    }

    #[test]
    fn comments_before_a_value_are_limited() {
        let text = |comments: usize| format!("a:\n{}- b\n", "#\n".repeat(comments));
        assert_eq!(problems(&text(MAX_COMMENTS)), []);
        let (message, _) = problem(&text(MAX_COMMENTS + 1));
        assert_eq!(message, "there are more than 20000 comments in a row, too many to edit the file");
        assert!(Tree::read(&text(MAX_COMMENTS + 1)).complete);
    }

    #[test]
    fn only_a_key_is_glued_to_its_value() {
        for (line, pair) in [
            ("verified-email:met", Some(("verified-email", "met"))),
            ("  x_owner2:me  ", Some(("x_owner2", "me"))),
            ("a:b:c", Some(("a", "b:c"))),
            ("a: b", None),
            ("a:\tb", None),
            ("a:", None),
            (":b", None),
            ("two words:b", None),
            ("\"a\":b", None),
            ("https://index.example.org", None),
            ("a", None),
        ] {
            assert_eq!(unspaced_pair(line), pair, "{line}");
        }
    }
}
