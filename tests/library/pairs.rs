//! Generates texts of profiles with everything that a profile can contain.

use std::fmt::Write as _;

use proptest::prelude::*;
use registry_maturity_core::{
    catalogue::{Capability, Catalogue},
    profile::{Profile, read},
    text::Source,
};

/// The text of a profile. Its free texts contain `side`, to distinguish them from those of the other profile.
pub(crate) fn text(side: &'static str) -> impl Strategy<Value = String> {
    let answers: Vec<BoxedStrategy<String>> =
        Catalogue::latest().capabilities().map(|capability| answer(capability, side).boxed()).collect();
    (head(side), answers)
        .prop_map(|(head, answers)| format!("{head}answers:\n  x-none: 0\n{}", answers.concat()))
}

/// The profile of a text that is valid.
pub(crate) fn profile(text: &str) -> Profile {
    read(&Source::new("profile.yaml", text)).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

fn head(side: &'static str) -> impl Strategy<Value = String> {
    let accounts = pick(&["true", "false", "{provider: GitHub}", "{provider: [GitHub, GitLab]}", ""]);
    let hosting = pick(&["[built-packages]", "[builds]", "[built-packages, builds]", "source-only", ""]);
    let track = |key: &'static str, values: &'static [&'static str]| {
        let all = Catalogue::latest().tracks.iter().map(move |track| {
            pick(values).prop_map(move |value| match value.is_empty() {
                true => String::new(),
                false => format!("  {}: {value}\n", track.id),
            })
        });
        all.collect::<Vec<_>>().prop_map(move |lines| match lines.concat() {
            lines if lines.is_empty() => String::new(),
            lines => format!("{key}:\n{lines}"),
        })
    };
    let about = (pick(&["2026-01-01", "2026-02-01", ""]), any::<bool>(), any::<bool>());
    let tracks =
        (track("targets", &["", "", "1", "2", "3"]), track("also-assess", &["", "", "", "One.", "Two."]));
    (accounts, hosting, about, tracks).prop_map(
        move |(accounts, hosting, (date, by, url), (targets, also_assess))| {
            let mut text = "principles: \"0.1\"\nregistry:\n  name: Example Index\n".to_owned();
            if url {
                let _ = writeln!(text, "  url: https://{side}.example.org/");
            }
            if !date.is_empty() || by {
                text += "assessment:\n";
            }
            if !date.is_empty() {
                let _ = writeln!(text, "  date: {date}");
            }
            if by {
                let _ = writeln!(text, "  by: people of {side}");
            }
            if !accounts.is_empty() || !hosting.is_empty() {
                text += "taxonomy:\n";
            }
            for (key, value) in [("accounts", accounts), ("hosting", hosting)] {
                if !value.is_empty() {
                    let _ = writeln!(text, "  {key}: {value}");
                }
            }
            text + &also_assess + &targets
        },
    )
}

fn answer(capability: &'static Capability, side: &'static str) -> impl Strategy<Value = String> {
    let id = capability.id;
    let statuses = pick(&["met", "met", "partial", "unmet", "unknown", "not-applicable"]);
    let whole = (statuses, said(format!("{side}-{id}"))).prop_map(move |(status, said)| {
        let rating = format!("status: {status}");
        line(capability, &rating, status, &said)
    });
    let clauses: Vec<_> = capability
        .clauses
        .iter()
        .map(|clause| {
            let statuses = pick(&["met", "met", "partial", "unmet", "unknown", ""]);
            let name = format!("{side}-{id}-{}", clause.id);
            (Just(clause.id), statuses, any::<(bool, bool)>(), Just(name))
        })
        .collect();
    let by_clause = (clauses, said(format!("{side}-{id}"))).prop_map(move |(clauses, said)| {
        let clauses = clauses.into_iter().filter(|(_, status, ..)| !status.is_empty());
        let clauses = clauses.map(|(id, status, (note, evidence), name)| {
            let note = if note { format!(", note: note {name}.") } else { String::new() };
            let evidence = if evidence { format!(", evidence: docs/{name}.md") } else { String::new() };
            format!("{id}: {{status: {status}{note}{evidence}}}")
        });
        let clauses: Vec<String> = clauses.collect();
        let status = if clauses.is_empty() { "unknown" } else { "clauses" };
        line(capability, &format!("clauses: {{{}}}", clauses.join(", ")), status, &said)
    });
    let nothing = Just(String::new());
    match capability.clauses.is_empty() {
        true => prop_oneof![1 => nothing, 4 => whole].boxed(),
        false => prop_oneof![1 => nothing, 2 => whole, 3 => by_clause].boxed(),
    }
}

/// The content of an answer besides its status.
#[derive(Clone, Debug)]
struct Said {
    name: String,
    note: bool,
    internal: bool,
    delegated: bool,
    reviewed: &'static str,
    review_by: &'static str,
    evidence: Vec<&'static str>,
    intent: &'static str,
    plan: Vec<&'static str>,
}

fn said(name: String) -> impl Strategy<Value = Said> {
    let evidence =
        prop::sample::subsequence(vec!["https://index.example.org/a", "docs/b.md", "docs/c.md"], 0..=3);
    let plan = prop::sample::subsequence(vec!["summary", "owner", "due", "effort", "cost"], 0..=5);
    let dates = (pick(&["", "2026-01-05", "2026-01-06"]), pick(&["", "2027-01-05", "2027-01-06"]));
    let flags = any::<(bool, bool, bool)>();
    let intent = pick(&["", "planned", "exploring", "declined"]);
    (Just(name), flags, dates, evidence, intent, plan).prop_map(
        |(name, (note, internal, delegated), (reviewed, review_by), evidence, intent, plan)| Said {
            name,
            note,
            internal,
            delegated,
            reviewed,
            review_by,
            evidence,
            intent,
            plan,
        },
    )
}

fn line(capability: &Capability, rating: &str, status: &str, said: &Said) -> String {
    let name = &said.name;
    let mut parts = vec![rating.to_owned()];
    // The clauses might all be met, and only a known gap can have an intent.
    let is_open = matches!(status, "partial" | "unmet" | "unknown");
    let intent = if is_open { said.intent } else { "" };
    let needs_note = status == "not-applicable" || intent == "declined";
    if said.note || needs_note {
        parts.push(format!("note: note {name}."));
    }
    if said.internal {
        parts.push(format!("internal: internal {name}."));
    }
    if said.delegated {
        parts.push(format!("delegated-to: provider {name}."));
    }
    for (key, value) in [("reviewed", said.reviewed), ("review-by", said.review_by), ("intent", intent)] {
        if !value.is_empty() {
            parts.push(format!("{key}: {value}"));
        }
    }
    if !said.evidence.is_empty() {
        parts.push(format!("evidence: [{}]", said.evidence.join(", ")));
    }
    if is_open && intent != "declined" && !said.plan.is_empty() {
        let plan = said.plan.iter().map(|key| match *key {
            "due" => "due: 2027-03-31".to_owned(),
            key => format!("{key}: {key} {name}."),
        });
        parts.push(format!("plan: {{{}}}", plan.collect::<Vec<_>>().join(", ")));
    }
    format!("  {}: {{{}}}\n", capability.id, parts.join(", "))
}

fn pick(values: &[&'static str]) -> impl Strategy<Value = &'static str> + use<> {
    prop::sample::select(values.to_vec())
}
