//! The result of a check as lines: `path:line: reason` for people, workflow commands for GitHub.

use crate::document::{
    annotation::{Annotation, PROFILE, further},
    check,
};
use registry_maturity_core::{
    check::Verdict,
    text::{Source, visible},
};

/// The maximum number of annotations of each level that GitHub shows per step.
const SHOWN_BY_GITHUB: usize = 10;

/// A line for each reason to fail, or one that says that there is none.
#[must_use]
pub fn lines(verdict: &Verdict<'_>, findings: &[Annotation], source: &Source) -> String {
    if verdict.passed() {
        return format!("{}: {}\n", visible(&source.name), check::outcome(verdict));
    }
    findings.iter().filter(|finding| finding.is_error).map(|finding| line(finding, source)).collect()
}

fn line(finding: &Annotation, source: &Source) -> String {
    let name = visible(&source.name);
    let text = visible(&finding.message);
    match finding.at.map(|span| source.position(span.start())) {
        Some(position) => format!("{name}:{}: {text}\n", position.line),
        None => format!("{name}: {text}\n"),
    }
}

/// A workflow command for each finding, which GitHub shows at its line of the file at `path`, relative to the root of
/// the repository. GitHub drops annotations beyond its limit, so the last command gives the number of the others, which
/// follow as plain lines.
#[must_use]
pub fn github(findings: &[Annotation], source: &Source, path: Option<&str>) -> String {
    let (errors, warnings): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.is_error);
    let mut text = String::new();
    let mut rest = Vec::new();
    for (level, findings) in [("error", errors), ("warning", warnings)] {
        let shown = if findings.len() > SHOWN_BY_GITHUB { SHOWN_BY_GITHUB - 1 } else { findings.len() };
        let (shown, hidden) = findings.split_at(shown);
        text.extend(shown.iter().map(|finding| command(level, finding, source, path)));
        if !hidden.is_empty() {
            let file = path.map_or_else(String::new, |path| format!("file={},", property(&visible(path))));
            let (title, sentence) = further(hidden.len());
            text += &format!("::{level} {file}title={title}::{sentence}\n");
        }
        rest.extend_from_slice(hidden);
    }
    text.extend(rest.into_iter().map(|finding| line(finding, source)));
    text
}

/// A workflow command for something to know about the whole file at `path`.
#[must_use]
pub(crate) fn github_notice(text: &str, path: Option<&str>) -> String {
    let file = path.map_or_else(String::new, |path| format!("file={},", property(&visible(path))));
    format!("::notice {file}title={PROFILE}::{}\n", data(&visible(text)))
}

fn command(level: &str, finding: &Annotation, source: &Source, path: Option<&str>) -> String {
    let place = finding.at.map(|span| source.position(span.start()));
    let place = place.map(|place| format!("line={},col={},", place.line, place.column));
    let file = path.map(|path| format!("file={},{}", property(&visible(path)), place.unwrap_or_default()));
    let title = property(finding.title);
    let lines: Vec<_> = finding.text().lines().map(|line| visible(line).into_owned()).collect();
    format!("::{level} {}title={title}::{}\n", file.unwrap_or_default(), data(&lines.join("\n")))
}

/// Escapes characters that would end a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes characters that would end a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn nothing_ends_a_command_early() {
        assert_eq!(data("50%\r\n::error::x, y"), "50%25%0D%0A::error::x, y");
        assert_eq!(property("a,b:c%d\n"), "a%2Cb%3Ac%25d%0A");
    }
}
