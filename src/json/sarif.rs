//! The gaps as SARIF 2.1.0, for code scanning: a rule for each capability, a result for each gap.
//!
//! A gap that makes the check fail is an error, and any other gap a note. Everything else that makes it fail is an
//! error too, so a file without errors means that the check passed.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::{Value, json};

use crate::document::{
    NAME,
    annotation::{self, Annotation, RULES},
};
use registry_maturity_core::{
    assessment::Finding,
    catalogue::Catalogue,
    check::{Reason, Verdict},
    text::{Source, Span},
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The result of a check as a SARIF log: every gap, then every other finding. `uri` is the profile's, relative to the
/// root of its repository if possible.
#[must_use]
pub fn sarif(verdict: &Verdict<'_>, findings: &[Annotation], source: &Source, uri: &str) -> impl Serialize {
    let place = SarifPlace { source, uri };
    let others = findings.iter().filter(|finding| !is_among_gaps(finding, verdict));
    log(verdict.assessment.profile.catalogue(), gaps(verdict, place).chain(others.map(|f| place.result(f))))
}

/// The problems of a profile that can't be used, as a SARIF log.
#[must_use]
pub(crate) fn sarif_problems(problems: &[Annotation], source: &Source, uri: &str) -> impl Serialize {
    let place = SarifPlace { source, uri };
    log(Catalogue::latest(), problems.iter().map(|problem| place.result(problem)))
}

fn log(catalogue: &'static Catalogue, results: impl Iterator<Item = Value>) -> Value {
    let rules: Vec<Value> = rules(catalogue).collect();
    let mut known = HashSet::new();
    let once: Vec<Value> = results.filter(|result| known.insert(result.to_string())).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": NAME,
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": catalogue.edition.source,
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": once,
        }],
    })
}

#[derive(Clone, Copy)]
struct SarifPlace<'a> {
    source: &'a Source,
    uri: &'a str,
}

impl SarifPlace<'_> {
    fn locations(self, at: Option<Span>) -> Value {
        // Viewers do not show results without a line, so those without a place are at the top.
        let region = match at.map(|span| self.source.position(span.start())) {
            Some(position) => json!({ "startLine": position.line, "startColumn": position.column }),
            None => json!({ "startLine": 1 }),
        };
        json!([{ "physicalLocation": { "artifactLocation": { "uri": self.uri }, "region": region } }])
    }

    fn result(self, finding: &Annotation) -> Value {
        let rule = match finding.about {
            Some(about) if Catalogue::latest().capability(about).is_ok() => about,
            _ if RULES.iter().any(|rule| rule.id == finding.kind) => finding.kind,
            _ => RULES[0].id,
        };
        let level = if finding.is_error { "error" } else { "warning" };
        result(rule, finding.kind, level, &finding.text(), &self.locations(finding.at))
    }
}

fn rules(catalogue: &'static Catalogue) -> impl Iterator<Item = Value> {
    let edition = &catalogue.edition;
    let capabilities = catalogue.capabilities().map(|capability| {
        json!({
            "id": capability.id,
            "shortDescription": { "text": capability.title },
            "fullDescription": { "text": capability.question },
            "help": { "text": annotation::help(capability) },
            "helpUri": edition.source,
            "properties": { "tags": ["security", catalogue.track_of(capability.id).id, format!("level-{}", capability.level)] },
        })
    });
    let others = RULES.iter().map(|rule| {
        json!({
            "id": rule.id,
            "shortDescription": { "text": rule.title },
            "fullDescription": { "text": rule.description },
            "help": { "text": rule.help },
            "helpUri": edition.source,
        })
    });
    capabilities.chain(others)
}

/// Every gap, and every capability that lacks evidence for a level, each once.
fn gaps<'a>(verdict: &'a Verdict<'_>, place: SarifPlace<'a>) -> impl Iterator<Item = Value> + 'a {
    let findings = verdict.assessment.findings();
    let reasons = || verdict.shortfalls.iter().map(|shortfall| &shortfall.reason);
    findings.filter_map(move |finding| {
        let keeps = reasons().find_map(|reason| match reason {
            Reason::Below(below) => lists(&below.lacking, finding).then_some(below.required),
            _ => None,
        });
        if keeps.is_none() && !finding.is_gap() {
            return None;
        }
        let unanswered = reasons()
            .any(|reason| matches!(reason, Reason::Unanswered(other) if other.is_about_same(finding)));
        let fails = keeps.is_some() || unanswered;
        let at = verdict.assessment.profile.answers().get(&finding.capability.id).map(|answer| answer.at);
        let level = if fails { "error" } else { "note" };
        Some(result(
            finding.capability.id.as_str(),
            "gap",
            level,
            &annotation::gap(finding, keeps),
            &place.locations(at),
        ))
    })
}

/// Whether the results for gaps already include it.
fn is_among_gaps(finding: &Annotation, verdict: &Verdict<'_>) -> bool {
    verdict.shortfalls.iter().any(|shortfall| match &shortfall.reason {
        Reason::Below(below) => {
            finding.kind == shortfall.reason.id()
                && finding.about == Some(below.track.id.as_str())
                && !below.lacking.is_empty()
        }
        Reason::Unanswered(open) => {
            finding.kind == shortfall.reason.id() && finding.about == Some(open.capability.id.as_str())
        }
        _ => false,
    })
}

fn lists(lacking: &[&Finding<'_>], finding: &Finding<'_>) -> bool {
    lacking.iter().any(|other| other.is_about_same(finding))
}

fn result(rule: &str, kind: &str, level: &str, text: &str, locations: &Value) -> Value {
    // Brackets followed by parentheses would be a link.
    let text = text.replace("](", "] (");
    json!({
        "ruleId": rule,
        "level": level,
        "message": { "text": text },
        "locations": locations,
        "properties": { "reason": kind },
    })
}
