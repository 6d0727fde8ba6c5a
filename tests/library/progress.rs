//! What holds of any two profiles: nothing is told of what did not change, and what is better is no regression.

use proptest::prelude::*;
use registry_maturity_core::{
    assessment::assess,
    catalogue::Catalogue,
    check::{Demands, judge},
    profile::{Profile, Status, read},
    progress::{Progress, Step},
    text::Source,
};

const WORDS: [&str; 6] = ["met", "partial", "unmet", "unknown", "{status: not-applicable, note: No.}", ""];

fn answers() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 32)
}

fn profile(answers: &[&str], accounts: bool) -> Profile {
    let mut text = format!(
        "principles: \"0.1\"\nregistry: {{name: Example Index}}\n\
         taxonomy: {{accounts: {accounts}, hosting: [built-packages]}}\nanswers:\n  x-none: 0\n"
    );
    for (capability, answer) in Catalogue::latest().capabilities().zip(answers) {
        if !answer.is_empty() {
            text += &format!("  {}: {answer}\n", capability.id);
        }
    }
    read(&Source::new("profile", text)).expect("a profile")
}

proptest! {
    #[test]
    fn nothing_is_told_of_what_did_not_change(answers in answers(), accounts: bool) {
        let profile = profile(&answers, accounts);
        let assessment = assess(&profile);
        let progress = Progress::between(&assessment, &assessment);
        prop_assert_eq!(progress.changes().count(), 0);
        let demands = Demands { baseline: Some(&assessment), ..Demands::default() };
        prop_assert!(judge(&assessment, &demands).passed());
    }

    #[test]
    fn every_change_of_a_status_is_told_once(before in answers(), after in answers()) {
        let (old, new) = (profile(&before, true), profile(&after, true));
        let (old, new) = (assess(&old), assess(&new));
        let progress = Progress::between(&old, &new);
        for finding in new.tracks.iter().flat_map(|track| &track.findings) {
            let id = finding.capability.id;
            let was = old.finding(id).expect("the same scope").status;
            let told: Vec<_> =
                progress.changes().filter(|(_, change)| change.capability.id == id).map(|(_, c)| c.step).collect();
            prop_assert_eq!(told.len(), usize::from(was != finding.status), "{}", id);
            let completed = told == [Some(Step::Completed)];
            prop_assert_eq!(
                completed,
                finding.status == Status::Met && was != Status::Met && was != Status::NotApplicable,
                "{}", id
            );
        }
    }

    #[test]
    fn meeting_more_is_no_regression(answers in answers(), which in 0usize..32) {
        let mut better = answers.clone();
        better[which] = "met";
        let (old, new) = (profile(&answers, true), profile(&better, true));
        let (old, new) = (assess(&old), assess(&new));
        let demands = Demands { baseline: Some(&old), ..Demands::default() };
        prop_assert!(judge(&new, &demands).passed());
        // The way back is one, unless nothing was met anew.
        let demands = Demands { baseline: Some(&new), ..Demands::default() };
        prop_assert_eq!(judge(&old, &demands).passed(), answers[which] == "met");
    }
}
