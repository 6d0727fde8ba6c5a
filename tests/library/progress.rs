//! Properties of any two profiles: every difference is reported once, exchanging the profiles mirrors the result, and
//! improvements are not regressions.

use std::collections::BTreeMap;

use proptest::prelude::*;
use registry_maturity::{
    document::{self, Disclosure, Sides},
    json,
    render::markdown::markdown,
};
use registry_maturity_core::{
    assessment::Assessment,
    catalogue::{Catalogue, Level, Status},
    check::{Demands, judge},
    profile::{Answer, Edit, Evidence, Profile, Rating, Slot},
    progress::{CapabilityChange, Difference, EvidenceChange, Progress, Transition},
    text::Located,
};
use serde_json::Value;

use crate::pairs;

/// A pair of profiles: any two, or two that differ in only one line.
fn pair() -> impl Strategy<Value = (Profile, Profile)> {
    let any_two = (pairs::text("before"), pairs::text("after"));
    let one_line = (pairs::text("before"), pairs::text("before"), any::<prop::sample::Index>()).prop_map(
        |(one, other, at)| {
            let lines: Vec<&str> =
                one.lines().filter(|line| line.starts_with("  ") && line.contains("{")).collect();
            let Some(line) = (!lines.is_empty()).then(|| lines[at.index(lines.len())]) else {
                return (one.clone(), one);
            };
            let key = line.split(':').next().unwrap_or_default().to_owned() + ":";
            let new = other.lines().find(|line| line.starts_with(&key)).unwrap_or_default();
            let changed = one.replace(
                &format!("{line}\n"),
                &if new.is_empty() { String::new() } else { format!("{new}\n") },
            );
            (one, changed)
        },
    );
    prop_oneof![any_two, one_line]
        .prop_map(|(before, after)| (pairs::profile(&before), pairs::profile(&after)))
}

fn answer(profile: &Profile, change: &CapabilityChange<'_>) -> Answer {
    profile.answers().get(&change.capability.id).map_or_else(Answer::default, |answer| answer.value.clone())
}

fn without(evidence: &mut Vec<Located<Evidence>>, change: &EvidenceChange<'_>) {
    evidence.retain(|one| !change.added.contains(&&one.value) && !change.removed.contains(&&one.value));
}

/// An answer without the reported changes.
fn blank(mut answer: Answer, change: &CapabilityChange<'_>) -> Answer {
    answer.intent = answer.intent();
    if change.intent.is_some() {
        answer.intent = None;
    }
    if change.plan.is_some() {
        answer.plan = None;
    }
    without(&mut answer.evidence, &change.evidence);
    for detail in &change.details {
        match answer.slot(detail.key.name) {
            Some(Slot::Text(text)) => *text = None,
            Some(Slot::Date(date)) => *date = None,
            _ => answer.ruling = None,
        }
    }
    if change.written.is_some() {
        answer.rating = Rating::default();
    }
    if let Rating::ByClause(clauses) = &mut answer.rating {
        for change in &change.clauses {
            let clause = &mut clauses
                .entry(change.clause.id)
                .or_insert_with(|| Located::new(Default::default(), Default::default()))
                .value;
            if change.status.is_some() {
                clause.status = Default::default();
            }
            without(&mut clause.evidence, &change.evidence);
            for detail in &change.details {
                match clause.slot(detail.key.name) {
                    Some(Slot::Text(text)) => *text = None,
                    other => panic!("{other:?}"),
                }
            }
        }
    }
    answer
}

/// The same result with the profiles exchanged.
fn mirrored(value: &Value) -> Value {
    const MIRRORS: [(&str, &str); 5] = [
        ("completed", "lost"),
        ("begun", "undone"),
        ("advanced", "set-back"),
        ("found", "forgotten"),
        ("entered-scope", "left-scope"),
    ];
    match value {
        Value::Array(all) => all.iter().map(mirrored).collect(),
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| {
                let key = match key.as_str() {
                    "before" => "after",
                    "after" => "before",
                    "evidence_added" => "evidence_removed",
                    "evidence_removed" => "evidence_added",
                    key => key,
                };
                let mirror = |word: &str| {
                    MIRRORS.iter().find_map(|(one, other)| match word {
                        word if word == *one => Some(*other),
                        word if word == *other => Some(*one),
                        _ => None,
                    })
                };
                let value = match (key, value) {
                    ("change", Value::String(word)) => Value::from(mirror(word).unwrap_or(word)),
                    _ => mirrored(value),
                };
                (key.to_owned(), value)
            };
            fields.iter().map(field).collect::<BTreeMap<_, _>>().into_iter().collect()
        }
        other => other.clone(),
    }
}

/// An independent definition of a regression.
fn regresses(before: &Assessment<'_>, after: &Assessment<'_>) -> bool {
    let fell = before.tracks().zip(after.tracks()).any(|(was, is)| {
        let level = |track: &registry_maturity_core::assessment::TrackAssessment<'_>| {
            track.standing.map_or(Level::ZERO, |standing| standing.level)
        };
        level(is) < level(was)
    });
    let lost = before.tracks().flat_map(|track| &track.findings).any(|was| {
        let is = after.finding(was.capability.id.as_str()).ok().flatten();
        let was_met = was.status == Status::Met && is.is_none_or(|is| is.status != Status::Met);
        let mut clauses = was.capability.clauses.iter().filter(|clause| clause.required);
        was_met
            || clauses.any(|clause| {
                was.clause_status(clause) == Some(Status::Met)
                    && is.is_none_or(|is| is.clause_status(clause) != Some(Status::Met))
            })
    });
    fell || lost
}

proptest! {
    // Few cases, because each reads and compares two whole profiles.
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_is_reported_of_what_did_not_change(text in pairs::text("before")) {
        let profile = pairs::profile(&text);
        let assessment = profile.assess();
        let progress = Progress::between(&assessment, &assessment);
        prop_assert!(progress.is_empty());
        let sides = Sides { before: "one".to_owned(), after: "other".to_owned() };
        let words = markdown(&document::progress(&progress, &sides, Disclosure::Usual));
        prop_assert!(words.contains("Nothing changed."), "{}", words);
        let demands = Demands { baseline: Some(&assessment), ..Demands::default() };
        prop_assert!(judge(&assessment, &demands).passed());
    }

    /// Without the reported changes, no difference is left, and nothing equal is reported.
    #[test]
    fn every_difference_is_reported((before, after) in pair()) {
        let (old, new) = (before.assess(), after.assess());
        let progress = Progress::between(&old, &new);
        for capability in Catalogue::latest().capabilities() {
            let id = capability.id;
            let all: Vec<_> = progress.changes().filter(|(_, change)| change.capability.id == id).collect();
            let scope = |assessment: &Assessment<'_>| matches!(assessment.finding(id.as_str()), Ok(Some(_)));
            let Some((_, change)) = all.first() else {
                let answer = |profile: &Profile| profile.answers().get(&id).map(|answer| answer.value.clone());
                prop_assert_eq!(answer(&before), answer(&after));
                prop_assert_eq!(scope(&old), scope(&new));
                continue;
            };
            prop_assert_eq!(all.len(), 1);
            let (one, other) = (blank(answer(&before, change), change), blank(answer(&after, change), change));
            prop_assert_eq!(one, other, "{}", id);
            prop_assert!(change.written.is_none_or(|change| change.before != change.after));
            prop_assert!(change.intent.is_none_or(|change| change.before != change.after));
            prop_assert!(change.plan.is_none_or(|change| change.before != change.after));
            prop_assert!(change.details.iter().all(|change| change.before != change.after));
            for clause in &change.clauses {
                prop_assert!(clause.status.is_none_or(|change| change.before != change.after));
                prop_assert!(clause.status.is_some() || !clause.evidence.is_empty() || !clause.details.is_empty());
            }
        }
        prop_assert_eq!(progress.about.name, None);
        let url = (before.registry().url.as_deref(), after.registry().url.as_deref());
        prop_assert_eq!(progress.about.url, (url.0 != url.1).then_some(Difference { before: url.0, after: url.1 }));
        prop_assert_eq!(progress.about.accounts.is_some(), before.taxonomy().accounts != after.taxonomy().accounts);
        prop_assert_eq!(progress.about.hosting.is_some(), before.taxonomy().hosting != after.taxonomy().hosting);
        prop_assert_eq!(progress.about.by.is_some(), before.assessed().by != after.assessed().by);
        prop_assert_eq!(progress.about.date.is_some(), before.assessed().date != after.assessed().date);
        for track in &progress.tracks {
            let id = track.track.id;
            let target = |profile: &Profile| profile.targets().get(&id).map(|target| target.value);
            let reason = |profile: &Profile| profile.also_assess().get(&id).map(|reason| reason.value.clone());
            prop_assert_eq!(track.target.is_some(), target(&before) != target(&after));
            prop_assert_eq!(track.request.is_some(), reason(&before) != reason(&after));
        }
    }

    #[test]
    fn backwards_is_the_mirror_of_forwards((before, after) in pair()) {
        let (old, new) = (before.assess(), after.assess());
        let (there, back) = (Progress::between(&old, &new), Progress::between(&new, &old));
        for ((_, there), (_, back)) in there.changes().zip(back.changes()) {
            prop_assert_eq!(there.transition.map(Transition::mirror), back.transition, "{}", there.capability.id);
        }
        for disclosure in [Disclosure::Usual, Disclosure::Public] {
            let json = |progress| serde_json::to_value(json::ProgressRecord::new(progress, disclosure)).expect("JSON");
            let (there, back) = (json(&there), json(&back));
            for key in ["assessed", "profile", "tracks", "changes"] {
                prop_assert_eq!(mirrored(&there[key]), mirrored(&mirrored(&back[key])), "{}", key);
            }
        }
        prop_assert!(!(there.is_backwards() && back.is_backwards()));
    }

    /// Each added or removed text is in the document once and in JSON once; equal texts are in neither.
    #[test]
    fn each_text_is_shown_once((before, after) in (pairs::text("before"), pairs::text("after"))) {
        let (before, after) = (pairs::profile(&before), pairs::profile(&after));
        let (old, new) = (before.assess(), after.assess());
        let progress = Progress::between(&old, &new);
        let sides = Sides { before: "one".to_owned(), after: "other".to_owned() };
        for disclosure in [Disclosure::Usual, Disclosure::Public] {
            let words = markdown(&document::progress(&progress, &sides, disclosure)).replace('\\', "");
            let json = serde_json::to_string(&json::ProgressRecord::new(&progress, disclosure)).expect("JSON");
            for profile in [&before, &after] {
                for answer in profile.answers().values() {
                    let clauses = match &answer.rating {
                        Rating::ByClause(clauses) => clauses.values().filter_map(|clause| clause.note.as_ref()).collect(),
                        _ => Vec::new(),
                    };
                    let texts = clauses.into_iter().chain(&answer.note).chain(&answer.delegated_to);
                    let plan = answer.plan.iter();
                    let plan: Vec<&String> = plan.flat_map(|plan| plan.summary.iter().chain(&plan.effort)).collect();
                    for text in texts.chain(plan.iter().copied()) {
                        prop_assert_eq!(words.matches(text.as_str()).count(), 1, "{}: {}", text, words);
                        prop_assert_eq!(json.matches(&format!("\"{text}\"")).count(), 1, "{}", text);
                    }
                    let hidden = answer.plan.iter().flat_map(|plan| plan.owner.iter().chain(&plan.cost));
                    for text in hidden {
                        let expected = usize::from(disclosure == Disclosure::Usual);
                        prop_assert_eq!(words.matches(text.as_str()).count(), expected, "{}", text);
                        prop_assert_eq!(json.matches(text.as_str()).count(), expected, "{}", text);
                    }
                    if let Some(text) = &answer.internal {
                        prop_assert!(!words.contains(text.as_str()) && !json.contains(text.as_str()), "{}", text);
                    }
                }
            }
        }
    }

    #[test]
    fn a_status_becomes_what_its_sides_say((before, after) in pair()) {
        let (old, new) = (before.assess(), after.assess());
        for (_, change) in Progress::between(&old, &new).changes() {
            let (Some(was), Some(is)) = (change.before.finding, change.after.finding) else { continue };
            let expected = match (was.status, is.status) {
                (was, is) if was == is => continue,
                (Status::NotApplicable, _) => Transition::Entered,
                (_, Status::NotApplicable) => Transition::Left,
                (Status::Unknown, _) => Transition::Found,
                (_, Status::Unknown) => Transition::Forgotten,
                (_, Status::Met) => Transition::Completed,
                (Status::Met, _) => Transition::Lost,
                (Status::Unmet, _) => Transition::Begun,
                (_, _) => Transition::Undone,
            };
            prop_assert_eq!(change.transition, Some(expected), "{}", change.capability.id);
        }
    }

    #[test]
    fn the_gate_fails_exactly_when_something_regresses((before, after) in pair()) {
        let (old, new) = (before.assess(), after.assess());
        let demands = Demands { baseline: Some(&old), ..Demands::default() };
        let verdict = judge(&new, &demands);
        let reasons: Vec<String> = verdict.shortfalls.iter().map(|shortfall| shortfall.reason.to_string()).collect();
        prop_assert_eq!(regresses(&old, &new), !verdict.passed(), "{:?}", reasons);
    }

    #[test]
    fn meeting_more_is_not_a_regression(text in pairs::text("before"), which in 0usize..32) {
        let before = pairs::profile(&text);
        let capability = Catalogue::latest().capabilities().nth(which).expect("32 capabilities");
        let met = Edit::Answer(capability.id, Some(Answer::whole(Status::Met)));
        let after = before.with(&met).expect("a sound answer");
        let (old, new) = (before.assess(), after.assess());
        let demands = Demands { baseline: Some(&old), ..Demands::default() };
        prop_assert!(judge(&new, &demands).passed());
    }
}
