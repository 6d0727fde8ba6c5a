//! What must hold of the scoring, whatever the answers.

use std::collections::BTreeMap;

use proptest::prelude::*;
use registry_maturity_core::{
    assessment::{Assessment, Standing, assess},
    catalogue::{Accounts, Capability, Catalogue, Hosting, Level, Taxonomy, TrackId},
    profile::{Answer, Assessed, ClauseAnswer, Evidence, Judgement, Profile, Registry, Status, sum_up},
    text::{Located, Span},
};

fn status() -> impl Strategy<Value = Status> {
    prop::sample::select(Status::ALL.to_vec())
}

fn located<T>(value: T) -> Located<T> {
    Located::new(value, Span::default())
}

fn evidence(some: bool) -> Vec<Located<Evidence>> {
    if some { vec![located(Evidence("https://index.example.org/".to_owned()))] } else { Vec::new() }
}

/// An answer as a whole or, where there are clauses, by clause.
fn answer(capability: &'static Capability) -> impl Strategy<Value = Answer> {
    let clauses = prop::collection::vec((status(), any::<bool>()), capability.clauses.len());
    (status(), any::<bool>(), any::<bool>(), clauses).prop_map(
        |(whole, with_evidence, by_clause, clauses)| {
            let evidence_of = evidence;
            let judgement = if by_clause && !clauses.is_empty() {
                let clauses =
                    capability.clauses.iter().zip(clauses).map(|(clause, (status, with_evidence))| {
                        (
                            clause.id,
                            located(ClauseAnswer {
                                status: Some(status),
                                evidence: evidence_of(with_evidence),
                                ..ClauseAnswer::default()
                            }),
                        )
                    });
                Judgement::ByClause(clauses.collect())
            } else {
                Judgement::Whole(whole)
            };
            Answer { judgement, evidence: evidence_of(with_evidence), ..Answer::default() }
        },
    )
}

fn taxonomy() -> impl Strategy<Value = Taxonomy> {
    let hosting = prop::sample::select(vec![
        None,
        Some(vec![Hosting::BuiltPackages]),
        Some(vec![Hosting::Builds]),
        Some(vec![Hosting::BuiltPackages, Hosting::Builds]),
        Some(vec![Hosting::SourceOnly]),
    ]);
    let accounts = prop::sample::select(vec![
        None,
        Some(Accounts::Absent),
        Some(Accounts::Present),
        Some(Accounts::ProvidedBy(vec!["GitHub".to_owned()])),
    ]);
    (accounts, hosting).prop_map(|(accounts, hosting)| Taxonomy {
        accounts,
        hosting: hosting.map(|h| h.into_iter().collect()),
    })
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
    (taxonomy(), answers, also).prop_map(|(taxonomy, answers, also)| Profile {
        catalogue: Catalogue::latest(),
        registry: Registry { name: "Example Index".to_owned(), url: None },
        assessed: Assessed::default(),
        assessed_at: Span::default(),
        taxonomy,
        taxonomy_at: Span::default(),
        also_assess: also.into_iter().map(|id| (id, located("because".to_owned()))).collect(),
        targets: BTreeMap::new(),
        answers: answers.into_iter().filter_map(|(id, answer)| Some((id, located(answer?)))).collect(),
    })
}

fn standings(assessment: &Assessment<'_>) -> BTreeMap<TrackId, Option<Standing>> {
    assessment.tracks.iter().map(|track| (track.track.id, track.standing)).collect()
}

proptest! {
    #[test]
    fn meeting_one_more_never_lowers_a_level(profile in profile(), which in 0usize..32) {
        let capability = Catalogue::latest().capabilities().nth(which).expect("32 capabilities");
        let mut better = profile.clone();
        better.answers.insert(capability.id, located(Answer { evidence: evidence(true), ..Answer::whole(Status::Met) }));
        let (before, after) = (standings(&assess(&profile)), standings(&assess(&better)));
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
        for track in &assess(&profile).tracks {
            if let Some(standing) = track.standing {
                prop_assert!(standing.ceiling >= standing.level);
                prop_assert!(standing.level >= standing.evidenced);
            }
        }
    }

    #[test]
    fn a_level_is_what_the_rule_says(profile in profile()) {
        for track in &assess(&profile).tracks {
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
        let assessment = assess(&profile);
        for track in assessment.tracks.iter().filter(|track| track.next.is_some()) {
            let mut closed = profile.clone();
            for finding in track.blockers() {
                closed.answers.insert(finding.capability.id, located(Answer::whole(Status::Met)));
            }
            let judged = assess(&closed);
            let reached = judged.track(track.track.id).and_then(|track| track.standing).map(|s| s.level);
            prop_assert!(reached >= track.next, "{}", track.track.id);
            for finding in track.blockers() {
                let mut open = closed.clone();
                open.answers.insert(finding.capability.id, located(Answer::whole(Status::Unmet)));
                let judged = assess(&open);
                let held = judged.track(track.track.id).and_then(|track| track.standing).map(|s| s.level);
                prop_assert!(held < track.next, "{}", finding.capability.id);
            }
        }
    }

    #[test]
    fn what_does_not_apply_has_no_level_and_no_gap(profile in profile()) {
        for track in assess(&profile).tracks.iter().filter(|track| !track.applies.is_assessed()) {
            prop_assert!(track.standing.is_none() && track.findings.is_empty() && track.next.is_none());
        }
    }

    #[test]
    fn counts_account_for_every_capability(profile in profile()) {
        for track in assess(&profile).assessed() {
            for level in Level::RUNGS {
                let counts = track.counts(level);
                prop_assert_eq!(counts.applicable() + counts.not_applicable, track.track.at(level).count());
            }
        }
    }
}

/// The contract's table, in its own words: every combination of up to four clauses.
#[test]
fn clauses_add_up_as_the_table_says() {
    for length in 1..=4u32 {
        for number in 0..5usize.pow(length) {
            let statuses: Vec<Status> =
                (0..length).map(|at| Status::ALL[number / 5usize.pow(at) % 5]).collect();
            let counting: Vec<Status> =
                statuses.iter().copied().filter(|s| *s != Status::NotApplicable).collect();
            let has = |status| counting.contains(&status);
            let expected = match () {
                () if counting.is_empty() => Status::NotApplicable,
                () if counting.iter().all(|status| *status == Status::Met) => Status::Met,
                () if has(Status::Unmet) || has(Status::Partial) => {
                    if has(Status::Met) || has(Status::Partial) { Status::Partial } else { Status::Unmet }
                }
                () => Status::Unknown,
            };
            assert_eq!(sum_up(statuses.iter().copied()), expected, "{statuses:?}");
        }
    }
}
