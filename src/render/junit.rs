//! The result of a check as JUnit XML, which most CI services show as test results.

use std::fmt::Write as _;

use super::xml::escaped;
use crate::document::{PROGRAM, annotation::Annotation};
use registry_maturity_core::text::{Source, visible};

/// A failed test case for each reason, or a single one that passed if there is none. Problems of a profile are errors,
/// because nothing could be checked, and warnings are the output of the suite.
#[must_use]
pub fn junit(findings: &[Annotation], source: &Source) -> String {
    let (failing, warnings): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.is_error);
    let errors = failing.iter().filter(|finding| is_problem(finding)).count();
    let counts = format!(
        r#"tests="{}" failures="{}" errors="{errors}""#,
        failing.len().max(1),
        failing.len() - errors
    );
    let name = attribute(&source.name);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" {counts}>\n<testsuite name=\"{name}\" {counts}>\n",
        attribute(PROGRAM),
    );
    if failing.is_empty() {
        let _ = writeln!(xml, r#"<testcase classname="{name}" name="check"/>"#);
    }
    xml.extend(failing.into_iter().map(|finding| case(finding, source)));
    if !warnings.is_empty() {
        let lines: String = warnings.into_iter().map(|warning| line(warning, source)).collect();
        let _ = writeln!(xml, "<system-out>{}</system-out>", escaped(&lines));
    }
    xml + "</testsuite>\n</testsuites>\n"
}

fn case(finding: &Annotation, source: &Source) -> String {
    let element = if is_problem(finding) { "error" } else { "failure" };
    let line_attribute = finding.at.map(|span| source.position(span.start()).line);
    let line_attribute = line_attribute.map_or_else(String::new, |line| format!(r#" line="{line}""#));
    let name =
        finding.about.map_or_else(|| finding.kind.to_owned(), |about| format!("{}: {about}", finding.kind));
    format!(
        "<testcase classname=\"{}\" name=\"{}\" file=\"{}\"{line_attribute}>\n<{element} type=\"{}\" message=\"{}\">{}</{element}>\n</testcase>\n",
        attribute(finding.title),
        attribute(&name),
        attribute(&source.name),
        finding.kind,
        attribute(&finding.message),
        escaped(&line(finding, source)),
    )
}

fn is_problem(finding: &Annotation) -> bool {
    finding.kind == "problem"
}

/// The finding in the form of a compiler's message.
fn line(finding: &Annotation, source: &Source) -> String {
    let place = finding.at.map(|span| source.position(span.start()));
    let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
    let help = finding.help.as_deref().map_or_else(String::new, |help| format!("; {}", visible(help)));
    format!("{}{place}: {}{help}\n", visible(&source.name), visible(&finding.message))
}

fn attribute(text: &str) -> String {
    escaped(&visible(text)).into_owned()
}
