//! The words for statuses, intents and levels in every document.

use std::fmt::Display;

use super::{Inline, Text};
use registry_maturity_core::{
    assessment::{Counts, Finding},
    catalogue::{Catalogue, Level, Origin, RulingId, Work},
    profile::{Intent, Plan, Status, keys},
};

/// How documents and interfaces show a status.
struct StatusForms {
    words: &'static str,
    /// A mark with a shape of its own.
    mark: &'static str,
    /// The mark for terminals that have only ASCII.
    ascii: &'static str,
    /// The letter in a matrix with narrow columns.
    letter: &'static str,
    /// The key with which the questionnaire gives it.
    key: char,
}

const fn forms(status: Status) -> StatusForms {
    match status {
        Status::Met => StatusForms { words: "met", mark: "■", ascii: "#", letter: "M", key: 'm' },
        Status::Partial => {
            StatusForms { words: "partly met", mark: "◧", ascii: "+", letter: "P", key: 'p' }
        }
        Status::Unmet => StatusForms { words: "not met", mark: "□", ascii: "-", letter: "N", key: 'u' },
        Status::Unknown => StatusForms { words: "not known", mark: "?", ascii: "?", letter: "?", key: 'd' },
        Status::NotApplicable => {
            StatusForms { words: "does not apply", mark: "·", ascii: ".", letter: "-", key: 'x' }
        }
    }
}

/// The words for a track or capability that is not for this registry.
pub(crate) const DOES_NOT_APPLY: &str = status(Status::NotApplicable);

/// The words for levels and tracks of which no capability applies.
pub(crate) const NONE_APPLIES: &str = "none applies";

/// Why a track that applies has no level.
pub(crate) use registry_maturity_core::assessment::NO_CAPABILITY_APPLIES;

/// The words for a track without a level.
pub(crate) const NO_LEVEL: &str = "no level";

/// The words for the level that a track should reach.
pub(crate) const TARGET: &str = "target";

/// The words for no answer.
pub(crate) const NOT_ANSWERED: &str = "not answered";

/// A status in words.
#[must_use]
pub const fn status(status: Status) -> &'static str {
    forms(status).words
}

/// A status in words, or that there is none.
#[must_use]
pub fn status_if_answered(given: Option<Status>) -> &'static str {
    given.map_or(NOT_ANSWERED, status)
}

/// A status as a mark, one column wide, with a shape of its own.
#[must_use]
pub const fn mark(status: Status) -> &'static str {
    forms(status).mark
}

/// A status as a mark for terminals that have only ASCII.
pub(crate) const fn ascii_mark(status: Status) -> &'static str {
    forms(status).ascii
}

/// A status as a letter.
#[must_use]
pub const fn letter(status: Status) -> &'static str {
    forms(status).letter
}

/// The key with which the questionnaire gives a status.
#[must_use]
pub const fn key(status: Status) -> char {
    forms(status).key
}

/// The counts of what is met at levels 1, 2 and 3, without line breaks: `(5/5 1/3 0/3)`.
#[must_use]
pub fn by_level(counts: impl IntoIterator<Item = (Level, Counts)>) -> Inline {
    let both = counts
        .into_iter()
        .map(|(level, counts)| (format!("{}/{}", counts.met, counts.applicable()), met_at(level, counts)));
    let (short, full): (Vec<_>, Vec<_>) = both.unzip();
    Inline::Abbreviated {
        short: format!("({})", short.join("\u{a0}")),
        full: format!("({})", full.join(", ")),
    }
}

/// How many are met at a level, in words: `level 1: 3 of 4`.
pub(crate) fn met_at(level: Level, counts: Counts) -> String {
    format!("level {level}: {}", met(counts))
}

/// How many are met: `3 of 4`.
#[must_use]
pub fn met(counts: Counts) -> String {
    match counts.applicable() {
        0 => NONE_APPLIES.to_owned(),
        applicable => format!("{} of {applicable}", counts.met),
    }
}

/// A level with its counts, without line breaks: `2 (5/5 1/3 0/3)`.
pub(crate) fn level_and_counts(level: Level, counts: impl IntoIterator<Item = (Level, Counts)>) -> Text {
    Text::new().strong(level.to_string()).plain("\u{a0}").with(by_level(counts))
}

/// The answer that there are user accounts, with log-in by these identity providers.
pub(crate) fn accounts_by(providers: &[String]) -> String {
    format!("yes, with log-in by {}", and(providers))
}

/// An intent in words.
#[must_use]
pub const fn intent(intent: Intent) -> &'static str {
    match intent {
        Intent::Planned => "planned",
        Intent::Exploring => "being explored",
        Intent::Declined => "declined",
    }
}

/// The status of a capability in words, or that it has no answer.
pub(crate) fn status_of(finding: &Finding<'_>) -> &'static str {
    status_if_answered((!finding.lacks_answer()).then_some(finding.status))
}

/// The status of a capability, and who provides it if somebody else does.
#[must_use]
pub fn state(finding: &Finding<'_>) -> Text {
    let text = Text::new().with(Inline::Status(finding.status, status_of(finding).into()));
    match (finding.answer.and_then(|answer| answer.delegated_to.as_ref()), finding.status) {
        (Some(provider), Status::Met | Status::Partial) => text.plain(format!(", by {provider}")),
        (Some(provider), _) => text.plain(up_to(provider)),
        (None, _) => text,
    }
}

/// Who provides it, as a sentence without its full stop.
pub(crate) fn provided_by(provider: &str) -> String {
    format!("Provided by {provider}")
}

/// Who has to do what is not met, worded to follow the status.
pub(crate) fn up_to(provider: &str) -> String {
    format!("; this is up to {provider}")
}

/// The required clauses that are still open, with their statuses; empty if there are none.
#[must_use]
pub fn missing(finding: &Finding<'_>) -> Text {
    let of = |wanted: Status, lead: &str| {
        let clauses = finding.open_clauses().filter(|(_, status)| *status == wanted);
        let clauses: Vec<&str> = clauses.map(|(clause, _)| clause.missing).collect();
        (!clauses.is_empty()).then(|| format!("{lead}: {}", clauses.join(", ")))
    };
    let parts = [
        of(Status::Unmet, "missing"),
        of(Status::Partial, "incomplete"),
        of(Status::Unknown, "to be found out"),
    ];
    Text::copy(&parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// The rulings that the answer and its clauses cite. Empty if there are none.
pub(crate) fn cited(finding: &Finding<'_>) -> Text {
    let Some(answer) = finding.answer else { return Text::new() };
    let by_clause = finding.capability.clauses.iter().filter_map(|clause| answer.clause(clause.id)?.ruling);
    let ids: Vec<&str> = answer.ruling.into_iter().chain(by_clause).map(RulingId::as_str).collect();
    let lead = if ids.len() == 1 { "by the ruling" } else { "by the rulings" };
    if ids.is_empty() { Text::new() } else { Text::new().quiet(format!("{lead} {}", and(&ids))) }
}

/// What evidence a capability lacks that is met without it.
pub(crate) fn no_evidence(finding: &Finding<'_>) -> String {
    let clauses: Vec<String> =
        finding.clauses_without_evidence().iter().map(|clause| format!("`{}`", clause.id)).collect();
    if clauses.is_empty() { "no evidence".to_owned() } else { format!("no evidence for {}", and(&clauses)) }
}

/// The name of what counts as met.
pub(crate) const COUNTS_AS_MET: &str = "Counts as met";

/// The name of what counts as partly met.
pub(crate) const ONLY_PARTLY: &str = "Only partly";

/// The name of what operators add to an answer.
pub(crate) const NOTE: &str = keys::NOTE.label;

/// A note with its label.
#[must_use]
pub fn note(note: &str) -> String {
    format!("{NOTE}: {note}")
}

/// A plan, in one or a few lines. `inside` includes owner and cost.
#[must_use]
pub fn plan(plan: &Plan, inside: bool) -> Text {
    let private = |value: &Option<String>| if inside { value.clone() } else { None };
    let labelled =
        |label: &str, value: Option<String>| value.map(|value| Text::from(format!("{label} {value}")));
    let parts = [
        plan.summary.clone().map(Text::from),
        plan.due.map(|due| Text::from("due ").date(due)),
        labelled("by", private(&plan.owner)),
        labelled("effort:", plan.effort.clone()),
        labelled("cost:", private(&plan.cost)),
        plan.issue.clone().map(|issue| Text::new().link("", issue)),
    ];
    Text::lines(parts.into_iter().flatten())
}

/// The beginning of what is said about a level: `Level 2`.
#[must_use]
pub(crate) fn level_head(level: impl Display) -> String {
    format!("Level {level}")
}

/// A level in a sentence: `level 2`.
#[must_use]
pub(crate) fn at_level(level: Level) -> String {
    format!("level {level}")
}

/// How many registries meet a capability: `met by 3 of 4`.
#[must_use]
pub(crate) fn met_by(registries: &str) -> String {
    format!("met by {registries}")
}

/// Before a warning about a profile.
pub(crate) const WARNING: &str = "warning: ";

/// A level with its name: `1 basic`.
#[must_use]
pub fn level(catalogue: &Catalogue, level: Level) -> String {
    format!("{level} {}", catalogue.meaning(level).name)
}

/// A number with its noun, in the singular or plural.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A list: `one, two and three`.
#[must_use]
pub fn and(things: &[impl AsRef<str>]) -> String {
    listed(things, "and")
}

/// A choice: `one, two or three`.
#[must_use]
pub fn or(things: &[impl AsRef<str>]) -> String {
    listed(things, "or")
}

fn listed(things: &[impl AsRef<str>], conjunction: &str) -> String {
    let things: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
    match things.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} {conjunction} {last}", others.join(", ")),
        few => few.concat(),
    }
}

/// A title within a sentence: with its first letter in lower case, unless the first word is an abbreviation.
pub(crate) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().to_string() + chars.as_str()
        }
        _ => text.to_owned(),
    }
}

/// A text as a sentence of its own: with its first letter in upper case.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().to_string() + chars.as_str())
}

/// Whose decision a ruling or rule is.
#[must_use]
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Document => "the principles",
        Origin::Reading => "our reading",
    }
}

/// A kind of work in words.
#[must_use]
pub fn work(work: Work) -> &'static str {
    match work {
        Work::Design => "design",
        Work::BackEnd => "back end",
        Work::FrontEnd => "front end",
        Work::Client => "client",
        Work::PolicyAndLegal => "policy and legal",
        Work::Operations => "operations",
        Work::Research => "research",
        Work::Communication => "communication",
        other => other.id(),
    }
}
