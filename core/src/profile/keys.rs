//! The keys of a profile, section by section: the kind of value that each takes, what it means, and an example. The
//! reader, the schema, the template and the questionnaire take them from here.
//!
//! In the examples, `$capability` and similar words are placeholders for the first id of the catalogue.

use crate::catalogue::Catalogue;

/// A key that profiles can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Key {
    /// How profiles write it.
    pub name: &'static str,
    /// What kind of value it takes.
    pub value: ValueKind,
    /// What it says, as a sentence.
    pub description: &'static str,
    /// Its name in forms and reports; empty for keys that have none.
    pub label: &'static str,
    /// Whether its value is for the operators or their partners only.
    pub is_private: bool,
    example: &'static str,
}

/// The kind of value that a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueKind {
    /// The id of an edition of the principles.
    Edition,
    /// A mapping with keys of its own.
    Section,
    /// A text, which can be empty.
    Text,
    /// A text that is not empty.
    NonEmptyText,
    /// A name or a list of names.
    Names,
    /// A day, written YYYY-MM-DD.
    Date,
    /// A text, such as `2 person-months` or `EUR 20,000`, which is added up where it is an amount.
    Amount,
    /// Yes, no, or who provides log-in.
    Accounts,
    /// One or several kinds of hosting.
    Hosting,
    /// The id of a status.
    Status,
    /// An answer for each clause of the capability.
    Clauses,
    /// The id of one of the capability's rulings.
    Ruling,
    /// An address or a path, or a list of them.
    Evidence,
    /// The id of an intent.
    Intent,
}

impl Key {
    const fn new(
        name: &'static str,
        value: ValueKind,
        description: &'static str,
        example: &'static str,
    ) -> Key {
        Key { name, value, description, label: "", is_private: false, example }
    }

    const fn labelled(self, label: &'static str) -> Key {
        Key { label, ..self }
    }

    const fn private(self) -> Key {
        Key { is_private: true, ..self }
    }

    /// What to write, with the form or an example where that may not be clear.
    #[must_use]
    pub fn hint(&self) -> String {
        let description = self.description.trim_end_matches('.');
        match self.value {
            ValueKind::Date => format!("{description}: YYYY-MM-DD."),
            ValueKind::Amount => format!("{description}, for example {}.", self.example),
            _ => self.description.to_owned(),
        }
    }

    /// A value that it could have, with ids from a catalogue.
    #[must_use]
    pub fn example(&self, catalogue: &Catalogue) -> String {
        with_ids(self.example, catalogue)
    }
}

/// A mapping of the profile with fixed keys, or with ids of the catalogue as keys.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct KeyTable {
    /// Its name in messages.
    pub(super) name: &'static str,
    /// The key whose value it is, for an example on one line.
    pub(super) under: &'static str,
    /// Its keys; empty if ids are its keys.
    pub keys: &'static [Key],
    /// An example of a value; empty if its keys are fixed, because each has an example of its own.
    example: &'static str,
}

/// The top level of a profile.
pub static PROFILE: KeyTable = KeyTable {
    name: "the profile's top level",
    under: "",
    keys: &[
        Key::new(
            "principles",
            ValueKind::Edition,
            "The edition of the principles that the answers are for.",
            "$edition",
        ),
        Key::new("registry", ValueKind::Section, "The registry that is assessed.", "{name: Example Index}"),
        Key::new("assessment", ValueKind::Section, "Who answered, and when; optional.", "{date: 2026-11-22}"),
        Key::new(
            "taxonomy",
            ValueKind::Section,
            "What kind of registry it is, which decides the tracks that apply.",
            "{accounts: true, hosting: [built-packages]}",
        ),
        Key::new(
            "also-assess",
            ValueKind::Section,
            "Tracks to assess although the taxonomy leaves them out, each with the reason.",
            "{$track: We hand out API tokens.}",
        ),
        Key::new("targets", ValueKind::Section, "The level that each track should reach.", "{$track: 2}"),
        Key::new(
            "answers",
            ValueKind::Section,
            "The answers by capability; a capability that is not listed is unknown.",
            "{$capability: met}",
        ),
    ],
    example: "",
};

/// What is under `registry`.
pub static REGISTRY: KeyTable = KeyTable {
    name: "`registry`",
    under: "registry",
    keys: &[
        Key::new("name", ValueKind::NonEmptyText, "The registry's name.", "Example Index"),
        Key::new("url", ValueKind::Text, "The registry's address; optional.", "https://index.example.org"),
    ],
    example: "",
};

/// What is under `assessment`.
pub static ASSESSMENT: KeyTable = KeyTable {
    name: "`assessment`",
    under: "assessment",
    keys: &[
        Key::new("date", ValueKind::Date, "When it was answered.", "2026-11-22"),
        Key::new("by", ValueKind::Text, "Who answered.", "Example security team"),
    ],
    example: "",
};

/// What is under `taxonomy`.
pub(super) static TAXONOMY: KeyTable = KeyTable {
    name: "`taxonomy`",
    under: "taxonomy",
    keys: &[
        Key::new(
            "accounts",
            ValueKind::Accounts,
            "Whether there are user accounts, and who provides log-in.",
            "true",
        ),
        Key::new("hosting", ValueKind::Hosting, "What the registry hosts.", "[built-packages, builds]"),
    ],
    example: "",
};

/// What is under `accounts` if others provide log-in.
pub static ACCOUNTS: KeyTable = KeyTable {
    name: "`accounts`",
    under: "accounts",
    keys: &[Key::new(
        "provider",
        ValueKind::Names,
        "Who provides log-in: a name or a list of names.",
        "GitHub",
    )],
    example: "",
};

pub(super) static ALSO_ASSESS: KeyTable =
    KeyTable { name: "`also-assess`", under: "also-assess", keys: &[], example: "We hand out API tokens." };

pub(super) static TARGETS: KeyTable =
    KeyTable { name: "`targets`", under: "targets", keys: &[], example: "2" };

pub(super) static ANSWERS: KeyTable =
    KeyTable { name: "`answers`", under: "answers", keys: &[], example: "met" };

const STATUS: Key = Key::new("status", ValueKind::Status, "How far it is met.", "met");

/// The ruling that an answer cites.
pub const RULING: Key =
    Key::new("ruling", ValueKind::Ruling, "The ruling that the status relies on.", "$ruling")
        .labelled("Ruling");

/// The evidence for an answer.
pub const EVIDENCE: Key = Key::new(
    "evidence",
    ValueKind::Evidence,
    "Where it can be seen: an address, a path, or a list of them.",
    "https://index.example.org/help",
)
.labelled("Evidence");

/// The note of an answer.
pub const NOTE: Key =
    Key::new("note", ValueKind::Text, "What readers should know.", "Reviewed by the support team.")
        .labelled("Note");

/// The day of the last review.
pub const REVIEWED: Key =
    Key::new("reviewed", ValueKind::Date, "When somebody last reviewed the answer.", "2026-10-01")
        .labelled("Reviewed");

/// A note for the operators.
pub const INTERNAL: Key = Key::new(
    "internal",
    ValueKind::Text,
    "For operators only; reports leave it out by default.",
    "Ticket SEC-112.",
)
.labelled("Internal note")
.private();

/// Who provides the capability instead of the operator.
pub const DELEGATED_TO: Key = Key::new(
    "delegated-to",
    ValueKind::Text,
    "Who provides it if you do not, such as an identity provider.",
    "GitHub",
)
.labelled("Provided by");

/// What the operator intends to do about a gap.
pub const INTENT: Key = Key::new(
    "intent",
    ValueKind::Intent,
    "What you intend to do: planned, exploring, or declined with the reason as a note.",
    "planned",
)
.labelled("Intent");

/// The day of the next review.
pub const REVIEW_BY: Key =
    Key::new("review-by", ValueKind::Date, "When to review the answer again.", "2027-05-01")
        .labelled("Review by");

/// An answer to a capability in its long form.
pub static ANSWER: KeyTable = KeyTable {
    name: "an answer",
    under: "$capability",
    keys: &[
        STATUS,
        Key::new(
            "clauses",
            ValueKind::Clauses,
            "Instead of a status: an answer for each clause.",
            "{$clause: met}",
        ),
        RULING,
        EVIDENCE,
        NOTE,
        REVIEWED,
        INTERNAL,
        DELEGATED_TO,
        INTENT,
        Key::new(
            "plan",
            ValueKind::Section,
            "What you plan to do: its summary, issue, owner, due date, effort and cost.",
            "{summary: Check at log-in as well.}",
        ),
        REVIEW_BY,
    ],
    example: "",
};

pub(super) static CLAUSES: KeyTable =
    KeyTable { name: "`clauses`", under: "clauses", keys: &[], example: "met" };

/// An answer to a clause in its long form.
pub static CLAUSE: KeyTable = KeyTable {
    name: "the answer to a clause",
    under: "$clause",
    keys: &[STATUS, RULING, EVIDENCE, NOTE],
    example: "",
};

/// What a plan is, in a sentence.
pub const SUMMARY: Key =
    Key::new("summary", ValueKind::Text, "What you plan to do, in one sentence.", "Check at log-in as well.")
        .labelled("Plan");

/// The issue that tracks a plan.
pub const ISSUE: Key = Key::new(
    "issue",
    ValueKind::Text,
    "The address of the issue that tracks it.",
    "https://index.example.org/issues/7",
)
.labelled("Issue");

/// Who carries out a plan.
pub const OWNER: Key =
    Key::new("owner", ValueKind::Text, "Who will do it.", "accounts team").labelled("Owner").private();

/// The day by which a plan should be done.
pub const DUE: Key =
    Key::new("due", ValueKind::Date, "When it should be done.", "2027-03-31").labelled("Due");

/// The effort of a plan.
pub const EFFORT: Key =
    Key::new("effort", ValueKind::Amount, "How much work it is.", "2 person-months").labelled("Effort");

/// The cost of a plan.
pub const COST: Key =
    Key::new("cost", ValueKind::Amount, "What it costs.", "EUR 20,000").labelled("Cost").private();

/// What is under `plan`.
pub static PLAN: KeyTable = KeyTable {
    name: "`plan`",
    under: "plan",
    keys: &[SUMMARY, ISSUE, OWNER, DUE, EFFORT, COST],
    example: "",
};

/// What to write into a file that has no profile in it.
pub(super) const BEGINNING: &str =
    "begin with `principles: $edition` and, on the next line, `registry: {name: Example Index}`";

/// The tables with fixed keys. A clause has only keys of an answer.
static FIXED: [&KeyTable; 7] = [&PROFILE, &REGISTRY, &ASSESSMENT, &TAXONOMY, &ACCOUNTS, &ANSWER, &PLAN];

/// Every key that profiles can have, except ids.
pub fn all() -> impl Iterator<Item = &'static Key> {
    FIXED.into_iter().flat_map(|table| table.keys)
}

impl KeyTable {
    /// The names of its keys.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }

    /// The key of this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// A value that the key could have.
    pub(super) fn example(&self, key: &str, catalogue: &Catalogue) -> String {
        with_ids(self.key(key).map_or(self.example, |key| key.example), catalogue)
    }

    /// The section that has this key.
    pub(super) fn with_key(name: &str) -> Option<&'static KeyTable> {
        FIXED.into_iter().find(|section| section.key(name).is_some())
    }

    /// The section with one key in it, on one line.
    pub(super) fn example_with(&self, key: &str, catalogue: &Catalogue) -> String {
        let entry = format!("{key}: {}", self.example(key, catalogue));
        if self.under.is_empty() {
            entry
        } else {
            format!("{}: {{{entry}}}", with_ids(self.under, catalogue))
        }
    }
}

/// An example with the first ids of a catalogue.
pub(super) fn with_ids(example: &str, catalogue: &Catalogue) -> String {
    if !example.contains('$') {
        return example.to_owned();
    }
    let capability = catalogue.capabilities().next().map_or("", |capability| capability.id.as_str());
    let clause = catalogue.capabilities().flat_map(|capability| capability.clauses).next();
    let ruling = catalogue.capabilities().flat_map(|capability| capability.rulings).next();
    example
        .replace("$edition", &format!("\"{}\"", catalogue.edition.id))
        .replace("$track", catalogue.tracks.first().map_or("", |track| track.id.as_str()))
        .replace("$capability", capability)
        .replace("$clause", clause.map_or("", |clause| clause.id.as_str()))
        .replace("$ruling", ruling.map_or("", |ruling| ruling.id.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_is_the_description_with_the_form_of_a_date_or_an_example_of_an_amount() {
        for (key, hint) in [
            ("due", "When it should be done: YYYY-MM-DD."),
            ("cost", "What it costs, for example EUR 20,000."),
            ("owner", "Who will do it."),
        ] {
            assert_eq!(PLAN.key(key).expect(key).hint(), hint);
        }
    }
}
