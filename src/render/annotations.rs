//! A verdict as lines: for people, `path:line: reason`; for GitHub, workflow commands.

use crate::document::check;
use registry_maturity_core::{
    check::Verdict,
    text::{Source, visible},
};

/// A line for each reason, or one that says that there is none.
#[must_use]
pub fn lines(verdict: &Verdict<'_>, source: &Source) -> String {
    let name = visible(&source.name);
    if verdict.passed() {
        return format!("{name}: {}\n", check::outcome(verdict));
    }
    let lines = verdict.shortfalls.iter().map(|shortfall| {
        let text = check::reason(verdict.assessment.profile.catalogue, &shortfall.reason);
        let text = visible(&text);
        match shortfall.at.map(|span| source.position(span.start)) {
            Some(position) => format!("{name}:{}: {text}\n", position.line),
            None => format!("{name}: {text}\n"),
        }
    });
    lines.collect()
}

/// A workflow command for each reason, which GitHub shows at the profile's line.
#[must_use]
pub fn github(verdict: &Verdict<'_>, source: &Source) -> String {
    if verdict.passed() {
        return lines(verdict, source);
    }
    let file = property(&visible(&source.name));
    let commands = verdict.shortfalls.iter().map(|shortfall| {
        let reason = check::reason(verdict.assessment.profile.catalogue, &shortfall.reason);
        let place = shortfall.at.map(|span| source.position(span.start));
        let place = place.map_or_else(String::new, |p| format!(",line={},col={}", p.line, p.column));
        let about = shortfall.reason.capability().map(|capability| capability.title);
        let about = about.or(shortfall.reason.track().map(|track| track.name)).unwrap_or("Profile");
        format!("::error file={file}{place},title={}::{}\n", property(about), data(&visible(&reason)))
    });
    commands.collect()
}

/// What would end a workflow command, escaped as its syntax asks.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What would end a property of a workflow command, escaped as its syntax asks.
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
