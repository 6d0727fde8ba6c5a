//! Reads a status, or advises what to write in place of a word that means one.

use super::reader::{KeyedValue, ProfileReader, shorten};
use crate::{
    profile::Status,
    text::{Located, Problem},
};

/// The meaning of a word that is not a status.
#[derive(Clone, Copy)]
enum Meaning {
    /// The same as a status.
    Status(Status),
    /// An intent, with the status that it implies.
    Intent(Status, &'static str),
    /// The answer or the work is still to be done.
    ToDo,
}

use Meaning::{Intent, ToDo};
use Status::{Met, NotApplicable, Partial, Unknown, Unmet};

/// Words in lower case, with a space for each hyphen, underscore or other mark.
const WORDS: [(Meaning, &[&str]); 10] = [
    (
        Meaning::Status(Met),
        &[
            "yes",
            "y",
            "true",
            "on",
            "done",
            "ok",
            "okay",
            "full",
            "fully",
            "fully met",
            "complete",
            "completed",
            "implemented",
            "fully implemented",
            "in place",
            "fulfilled",
            "satisfied",
            "compliant",
            "pass",
            "passed",
            "achieved",
            "available",
            "enabled",
            "enforced",
            "supported",
            "live",
            "shipped",
            "deployed",
            "x",
            "✓",
            "✅",
        ],
    ),
    (
        Meaning::Status(Partial),
        &[
            "partly",
            "partly met",
            "partially",
            "partially met",
            "partial met",
            "partially implemented",
            "partly implemented",
            "half",
            "half met",
            "some",
            "somewhat",
            "mostly",
            "mostly met",
            "in part",
            "incomplete",
            "limited",
            "almost",
        ],
    ),
    (
        Meaning::Status(Unmet),
        &[
            "no",
            "n",
            "false",
            "off",
            "none",
            "missing",
            "absent",
            "not met",
            "notmet",
            "unmeet",
            "fail",
            "failed",
            "not implemented",
            "unimplemented",
            "not done",
            "not started",
            "not available",
            "unavailable",
            "disabled",
            "unsupported",
            "not supported",
            "not compliant",
            "non compliant",
            "✗",
            "❌",
        ],
    ),
    (
        Meaning::Status(NotApplicable),
        &[
            "n a",
            "na",
            "not applicable",
            "notapplicable",
            "inapplicable",
            "not relevant",
            "irrelevant",
            "does not apply",
            "out of scope",
        ],
    ),
    (
        Meaning::Status(Unknown),
        &[
            "",
            "tbd",
            "unclear",
            "unanswered",
            "open",
            "unsure",
            "not sure",
            "not known",
            "don t know",
            "to be determined",
            "to be confirmed",
            "tbc",
        ],
    ),
    (
        Intent(Unmet, "planned"),
        &[
            "planned",
            "plan",
            "scheduled",
            "upcoming",
            "backlog",
            "roadmap",
            "on the roadmap",
            "future",
            "later",
        ],
    ),
    (
        Intent(Partial, "planned"),
        &[
            "in progress",
            "inprogress",
            "progress",
            "wip",
            "work in progress",
            "ongoing",
            "started",
            "under way",
            "underway",
            "in development",
            "implementing",
            "pending",
            "doing",
        ],
    ),
    (
        Intent(Unmet, "exploring"),
        &[
            "exploring",
            "considering",
            "under consideration",
            "evaluating",
            "under evaluation",
            "investigating",
            "under discussion",
            "under review",
            "researching",
        ],
    ),
    (
        Intent(Unmet, "declined"),
        &[
            "declined",
            "accepted risk",
            "risk accepted",
            "accept risk",
            "accepted",
            "wontfix",
            "won t fix",
            "wont fix",
            "won t do",
            "rejected",
            "refused",
            "deferred indefinitely",
            "waived",
            "exempt",
            "exception",
            "not planned",
        ],
    ),
    (ToDo, &["todo", "to do", "to be done", "fixme"]),
];

/// Where a status is written, which decides how to write an intent or a note with it.
#[derive(Clone, Copy)]
pub(super) enum StatusPlace {
    /// After the id of a capability.
    Capability,
    /// As `status` of a capability.
    LongForm,
    /// After the id of a clause, or as its `status`.
    Clause,
}

/// Reads a status, or reports what to write instead.
pub(super) fn read(
    reader: &mut ProfileReader,
    word: &Located<&str>,
    field: KeyedValue<'_>,
    place: StatusPlace,
) -> Option<Status> {
    if let Ok(status) = word.value.parse() {
        return Some(status);
    }
    let plain = plain(word.value);
    let found = WORDS.iter().find(|(_, words)| words.contains(&plain.as_str()));
    let Some((meaning, _)) = found.filter(|_| !word.value.trim().is_empty()) else {
        return reader.choice(word, "status", &Status::ALL.map(Status::id));
    };
    let message = format!("`{}` is not a status", shorten(word.value));
    reader.report(Problem::new(word.at, message).with_help(advice(*meaning, &shorten(field.name), place)));
    None
}

fn plain(word: &str) -> String {
    let lower = word.to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || "-_/'’.,;:!?()[]".contains(c));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn advice(meaning: Meaning, key: &str, place: StatusPlace) -> String {
    match (meaning, place) {
        (Meaning::Status(NotApplicable), StatusPlace::LongForm) => {
            "write `status: not-applicable`, and the reason as `note`".to_owned()
        }
        (Meaning::Status(NotApplicable), StatusPlace::Capability | StatusPlace::Clause) => {
            format!("write `{key}: {{status: not-applicable, note: Why it makes no sense here.}}`")
        }
        (Meaning::Status(status), _) => format!("write `{status}`"),
        (Intent(status, intent), StatusPlace::Clause) => {
            format!(
                "say how far it is met today, `{key}: {status}`, and write `intent: {intent}` beside `clauses`"
            )
        }
        (Intent(status, "declined"), StatusPlace::Capability) => {
            format!("write `{key}: {{status: {status}, intent: declined, note: Why not.}}`")
        }
        (Intent(status, intent), StatusPlace::Capability) => {
            format!("write `{key}: {{status: {status}, intent: {intent}}}`")
        }
        (Intent(status, "declined"), StatusPlace::LongForm) => {
            format!("write `status: {status}`, `intent: declined` and a `note` with the reason")
        }
        (Intent(status, intent), StatusPlace::LongForm) => {
            format!("write `status: {status}` and `intent: {intent}`")
        }
        (ToDo, StatusPlace::Capability) => {
            format!(
                "leave it empty until it is answered; for work to do, write `{key}: {{status: unmet, intent: planned}}`"
            )
        }
        (ToDo, StatusPlace::LongForm) => {
            "leave it empty until it is answered; for work to do, write `status: unmet` and `intent: planned`"
                .to_owned()
        }
        (ToDo, StatusPlace::Clause) => {
            format!("leave it empty until it is answered; for work to do, write `{key}: unmet`")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Meaning, WORDS, plain};
    use crate::profile::{InvalidProfile, Profile, Status};

    const HEAD: &str = "principles: \"0.1\"\nregistry: {name: x}\nanswers:\n";

    fn help(answer: &str) -> String {
        let error: InvalidProfile = Profile::parse(&format!("{HEAD}{answer}")).expect_err(answer);
        let [problem] = error.problems() else { panic!("{error}") };
        problem.help().expect("help").to_owned()
    }

    #[test]
    fn no_word_has_two_meanings_or_is_a_status() {
        let mut seen = BTreeSet::new();
        for word in WORDS.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(word), "{word}");
            assert_eq!(plain(word), *word);
            assert!(word.parse::<Status>().is_err(), "{word}");
        }
    }

    #[test]
    fn the_help_for_a_word_is_what_to_write() {
        for (meaning, words) in WORDS {
            for word in words.iter().filter(|word| !word.is_empty()) {
                for word in
                    [(*word).to_owned(), word.to_uppercase(), word.replace(' ', "-"), word.replace(' ', "_")]
                {
                    if word.parse::<Status>().is_ok() {
                        continue;
                    }
                    let short = help(&format!("  strong-mfa: \"{word}\"\n"));
                    let long = help(&format!("  strong-mfa: {{status: \"{word}\"}}\n"));
                    let clause = help(&format!("  package-reporting: {{clauses: {{cli: \"{word}\"}}}}\n"));
                    match meaning {
                        Meaning::Status(Status::NotApplicable) => {
                            assert!(
                                [short, long, clause]
                                    .iter()
                                    .all(|help| help.contains("status: not-applicable"))
                            );
                        }
                        Meaning::Status(status) => {
                            let advice = format!("write `{status}`");
                            assert_eq!([&short, &long, &clause], [&advice; 3], "{word}");
                        }
                        Meaning::Intent(status, intent) => {
                            assert!(long.starts_with(&format!("write `status: {status}`")), "{long}");
                            assert!(long.contains(&format!("`intent: {intent}`")), "{long}");
                            assert!(clause.contains(&format!("`cli: {status}`")), "{clause}");
                            let example = short.split('`').nth(1).expect("an example");
                            assert!(
                                example.contains(intent)
                                    && Profile::parse(&format!("{HEAD}  {example}\n")).is_ok()
                            );
                        }
                        Meaning::ToDo => {
                            assert!(
                                [short, long, clause].iter().all(|help| help.starts_with("leave it empty"))
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_typo_still_gets_the_nearest_status() {
        assert_eq!(help("  strong-mfa: unmett\n"), "did you mean `unmet`?");
        assert_eq!(
            help("  strong-mfa: N/A\n"),
            "write `strong-mfa: {status: not-applicable, note: Why it makes no sense here.}`"
        );
    }
}
