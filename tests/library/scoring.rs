//! Properties of the scoring for any answers.

use std::collections::BTreeMap;

use proptest::prelude::*;
use registry_maturity_core::{
    assessment::{Assessment, Standing},
    catalogue::{Capability, CapabilityId, Catalogue, Level, TrackId},
    profile::{Answer, Edit, Evidence, Profile, Status},
    text::{Located, Span},
};

fn status() -> impl Strategy<Value = Status> {
    prop::sample::select(Status::ALL.to_vec())
}

/// A status in the long form, with a note if it needs one.
fn long_form(status: Status, with_evidence: bool) -> String {
    let note = if status == Status::NotApplicable { ", note: Not here." } else { "" };
    let evidence = if with_evidence { ", evidence: https://index.example.org/" } else { "" };
    format!("{{status: {status}{note}{evidence}}}")
}

/// An answer as a whole or, if there are clauses, by clause.
fn answer(capability: &'static Capability) -> impl Strategy<Value = String> {
    let clauses = prop::collection::vec((status(), any::<bool>()), capability.clauses.len());
    (status(), any::<bool>(), any::<bool>(), clauses).prop_map(
        |(whole, with_evidence, by_clause, clauses)| {
            let answers = || capability.clauses.iter().zip(&clauses);
            let counts =
                answers().any(|(clause, (status, _))| clause.required && *status != Status::NotApplicable);
            if !by_clause || !counts {
                return long_form(whole, with_evidence);
            }
            let answers = answers().map(|(clause, (status, with_evidence))| {
                format!("{}: {}", clause.id, long_form(*status, *with_evidence))
            });
            let answers = answers.collect::<Vec<_>>().join(", ");
            let evidence = if with_evidence { ", evidence: docs/all.md" } else { "" };
            format!("{{clauses: {{{answers}}}{evidence}}}")
        },
    )
}

fn taxonomy() -> impl Strategy<Value = String> {
    let hosting = ["", "built-packages", "builds", "[built-packages, builds]", "source-only"];
    let accounts = ["", "false", "true", "{provider: GitHub}"];
    (prop::sample::select(accounts.to_vec()), prop::sample::select(hosting.to_vec()))
        .prop_map(|(accounts, hosting)| format!("taxonomy:\n  accounts: {accounts}\n  hosting: {hosting}\n"))
}

fn profile() -> impl Strategy<Value = Profile> {
    let answers: Vec<_> = Catalogue::latest()
        .capabilities()
        .map(|capability| {
            prop::option::weighted(0.8, answer(capability)).prop_map(move |a| (capability.id, a))
        })
        .collect();
    let also =
        prop::sample::subsequence(Catalogue::latest().tracks.iter().map(|t| t.id).collect::<Vec<_>>(), 0..3);
    (taxonomy(), answers, also).prop_map(|(taxonomy, answers, also)| {
        let mut text =
            format!("principles: \"0.1\"\nregistry: {{name: Example Index}}\n{taxonomy}also-assess:\n");
        text.extend(also.into_iter().map(|id| format!("  {id}: because\n")));
        text += "answers:\n";
        text.extend(answers.into_iter().filter_map(|(id, answer)| Some(format!("  {id}: {}\n", answer?))));
        Profile::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    })
}

fn answered(profile: &Profile, id: CapabilityId, status: Status) -> Profile {
    profile.with(&Edit::Answer(id, Some(Answer::whole(status)))).expect("a sound answer")
}

fn standings(assessment: &Assessment<'_>) -> BTreeMap<TrackId, Option<Standing>> {
    assessment.tracks().map(|track| (track.track.id, track.standing)).collect()
}

proptest! {
    #[test]
    fn meeting_one_more_never_lowers_a_level(profile in profile(), which in 0usize..32) {
        let capability = Catalogue::latest().capabilities().nth(which).expect("32 capabilities");
        let mut met = Answer::whole(Status::Met);
        let evidence = Evidence::new("https://index.example.org/").expect("an address");
        met.evidence = vec![Located::new(evidence, Span::default())];
        let better = profile.with(&Edit::Answer(capability.id, Some(met))).expect("a sound answer");
        let (before, after) = (standings(&profile.assess()), standings(&better.assess()));
        for (track, standing) in before {
            let Some(standing) = standing else { continue };
            let now = after[&track].expect("still assessed");
            prop_assert!(now.level >= standing.level, "{track}");
            prop_assert!(now.ceiling >= standing.ceiling, "{track}");
            prop_assert!(now.evidenced >= standing.evidenced, "{track}");
        }
    }

    #[test]
    fn ceiling_level_and_evidenced_are_in_order(profile in profile()) {
        for track in profile.assess().tracks() {
            if let Some(standing) = track.standing {
                prop_assert!(standing.ceiling >= standing.level);
                prop_assert!(standing.level >= standing.evidenced);
            }
        }
    }

    #[test]
    fn a_level_is_what_the_rule_says(profile in profile()) {
        for track in profile.assess().tracks() {
            let Some(standing) = track.standing else {
                prop_assert!(track.findings.iter().all(|finding| finding.status == Status::NotApplicable));
                continue;
            };
            let holds = |level: Level| {
                track.findings.iter().any(|f| f.capability.level == level && f.status == Status::Met)
                    && !track.findings.iter().any(|f| f.capability.level <= level && f.is_gap())
            };
            let expected = Level::RUNGS.into_iter().rev().find(|level| holds(*level)).unwrap_or(Level::ZERO);
            prop_assert_eq!(standing.level, expected);
        }
    }

    #[test]
    fn what_blocks_is_just_what_keeps_a_track_from_its_next_level(profile in profile()) {
        let assessment = profile.assess();
        for track in assessment.tracks().filter(|track| track.next.is_some()) {
            let mut closed = profile.clone();
            for finding in track.blockers() {
                closed = answered(&closed, finding.capability.id, Status::Met);
            }
            let assessed = closed.assess();
            let reached = assessed.track(track.track.id.as_str()).ok().and_then(|track| track.standing).map(|s| s.level);
            prop_assert!(reached >= track.next, "{}", track.track.id);
            for finding in track.blockers() {
                let open = answered(&closed, finding.capability.id, Status::Unmet);
                let assessed = open.assess();
                let held = assessed.track(track.track.id.as_str()).ok().and_then(|track| track.standing).map(|s| s.level);
                prop_assert!(held < track.next, "{}", finding.capability.id);
            }
        }
    }

    #[test]
    fn what_does_not_apply_has_no_level_and_no_gap(profile in profile()) {
        for track in profile.assess().tracks().filter(|track| !track.applies.is_assessed()) {
            prop_assert!(track.standing.is_none() && track.findings.is_empty() && track.next.is_none());
        }
    }

    #[test]
    fn counts_account_for_every_capability(profile in profile()) {
        for track in profile.assess().assessed() {
            for level in Level::RUNGS {
                let counts = track.counts(level);
                prop_assert_eq!(counts.applicable() + counts.not_applicable, track.track.at(level).count());
            }
        }
    }
}

#[test]
fn a_track_of_which_nothing_applies_has_no_level() {
    let text = "principles: \"0.1\"\nregistry: {name: Example Index}\nanswers:\n".to_owned();
    let cli = Catalogue::latest().track("cli").expect("a track");
    let answers = cli
        .capabilities
        .iter()
        .map(|capability| format!("  {}: {}\n", capability.id, long_form(Status::NotApplicable, false)));
    let profile = Profile::parse(&(text + &answers.collect::<String>())).expect("a profile");
    let assessment = profile.assess();
    let track = assessment.track("cli").expect("a track");
    assert_eq!((track.standing, track.next), (None, None));
    assert_eq!(track.to_string(), "CLI Tooling: none of its capabilities applies");
}
