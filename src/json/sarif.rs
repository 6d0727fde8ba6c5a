//! The gaps as SARIF 2.1.0, for code scanning: a rule for each capability, a result for each gap.
//!
//! A gap that makes the check fail is an error, any other a note; whatever else makes it fail is an error as well. So a
//! file without errors is a check that passed.

use serde_json::{Value, json};

use crate::document::{check, words};
use registry_maturity_core::{
    assessment::Finding,
    catalogue::{Capability, Catalogue, Status},
    check::{Reason, Verdict},
    text::{Source, Span},
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The rule of what is about no capability.
const PROFILE_RULE: &str = "profile";

/// The verdict as a SARIF log. `uri` is where the profile is, relative where it can be; nothing for standard input.
#[must_use]
pub fn sarif(verdict: &Verdict<'_>, source: &Source, uri: Option<&str>) -> Value {
    let catalogue = verdict.assessment.profile.catalogue;
    let place = Place { source, uri };
    let rules: Vec<Value> = rules(catalogue).collect();
    let results: Vec<Value> = gaps(verdict, place).chain(others(verdict, place)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "registry-maturity",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

#[derive(Clone, Copy)]
struct Place<'a> {
    source: &'a Source,
    uri: Option<&'a str>,
}

impl Place<'_> {
    fn locations(self, at: Option<Span>) -> Value {
        let Some(uri) = self.uri else { return json!([]) };
        // Viewers show nothing without a line; what has no place of its own is shown at the top.
        let region = match at.map(|span| self.source.position(span.start)) {
            Some(position) => json!({ "startLine": position.line, "startColumn": position.column }),
            None => json!({ "startLine": 1 }),
        };
        json!([{ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region } }])
    }
}

fn rules(catalogue: &'static Catalogue) -> impl Iterator<Item = Value> {
    let edition = &catalogue.edition;
    let capabilities = catalogue.capabilities().map(|capability| {
        json!({
            "id": capability.id,
            "shortDescription": { "text": capability.title },
            "fullDescription": { "text": capability.question },
            "help": { "text": format!("{}.\n\nCounts as met: {}\n\nWhy it matters: {}", capability.improvement, capability.met, capability.why) },
            "helpUri": edition.source,
            "properties": { "tags": ["security", catalogue.track_of(capability.id).id, format!("level-{}", capability.level)] },
        })
    });
    let profile = json!({
        "id": PROFILE_RULE,
        "shortDescription": { "text": "What the profile as a whole is short of" },
        "helpUri": edition.source,
    });
    capabilities.chain([profile])
}

/// Every gap, and what a level lacks besides gaps: evidence. Each once.
fn gaps<'a>(verdict: &'a Verdict<'_>, place: Place<'a>) -> impl Iterator<Item = Value> + 'a {
    let findings = verdict.assessment.tracks.iter().flat_map(|track| &track.findings);
    let reasons = || verdict.shortfalls.iter().map(|shortfall| &shortfall.reason);
    findings.filter_map(move |finding| {
        let keeps = reasons().find_map(|reason| match reason {
            Reason::Below(below) => lists(&below.lacking, finding).then_some(below.required),
            _ => None,
        });
        if keeps.is_none() && !finding.is_gap() {
            return None;
        }
        let unanswered =
            reasons().any(|reason| matches!(reason, Reason::Unanswered(other) if is_same(other, finding)));
        let fails = keeps.is_some() || unanswered;
        let missing = words::missing(finding).words();
        let missing = match finding.status {
            Status::Met => " (no evidence)".to_owned(),
            _ if missing.is_empty() => missing,
            _ => format!(" ({missing})"),
        };
        let keeps =
            keeps.map_or_else(String::new, |level| format!("; it keeps its track from level {level}"));
        let text = format!("{}: {}{missing}{keeps}", finding.capability.title, words::state(finding).words());
        let at = verdict.assessment.profile.answers.get(&finding.capability.id).map(|answer| answer.at);
        let level = if fails { "error" } else { "note" };
        Some(result(Some(finding.capability), "gap", level, &text, &place.locations(at)))
    })
}

/// Everything that makes the check fail and is no gap.
fn others<'a>(verdict: &'a Verdict<'_>, place: Place<'a>) -> impl Iterator<Item = Value> + 'a {
    let reasons = verdict.shortfalls.iter().filter(|shortfall| !is_told_by_gaps(&shortfall.reason));
    reasons.map(move |shortfall| {
        let reason = &shortfall.reason;
        let text = check::reason(verdict.assessment.profile.catalogue, reason);
        result(reason.capability(), reason.id(), "error", &text, &place.locations(shortfall.at))
    })
}

fn is_told_by_gaps(reason: &Reason<'_>) -> bool {
    match reason {
        Reason::Below(below) => !below.lacking.is_empty(),
        Reason::Unanswered(_) => true,
        _ => false,
    }
}

fn lists(lacking: &[&Finding<'_>], finding: &Finding<'_>) -> bool {
    lacking.iter().any(|other| is_same(other, finding))
}

fn is_same(one: &Finding<'_>, other: &Finding<'_>) -> bool {
    one.capability.id == other.capability.id
}

fn result(
    capability: Option<&Capability>,
    kind: &'static str,
    level: &'static str,
    text: &str,
    locations: &Value,
) -> Value {
    // Brackets before parentheses would be a link.
    let text = text.replace("](", "] (");
    json!({
        "ruleId": capability.map_or(PROFILE_RULE, |capability| capability.id.as_str()),
        "level": level,
        "message": { "text": text },
        "locations": locations,
        "properties": { "reason": kind },
    })
}
