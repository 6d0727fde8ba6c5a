//! The keys of a profile, section by section, each with an example: the reference that every message draws on.
//!
//! In the examples, `$capability` and its like stand for the first id of the catalogue.

use crate::catalogue::Catalogue;

/// A mapping of the profile with fixed keys, or with ids of the catalogue as keys.
pub(super) struct KeyTable {
    /// How messages call it.
    pub name: &'static str,
    /// The key under which it stands, for an example on one line.
    pub under: &'static str,
    /// Its keys, each with a value as an example; none where the keys are ids.
    pub keys: &'static [(&'static str, &'static str)],
    /// A value as an example, where the keys are ids.
    pub entry: &'static str,
}

pub(super) static PROFILE: KeyTable = KeyTable {
    name: "the profile itself, at the top",
    under: "",
    keys: &[
        ("principles", "$edition"),
        ("registry", "{name: Example Index}"),
        ("assessment", "{date: 2026-11-22}"),
        ("taxonomy", "{accounts: true, hosting: [built-packages]}"),
        ("also-assess", "{$track: We hand out API tokens.}"),
        ("targets", "{$track: 2}"),
        ("answers", "{$capability: met}"),
    ],
    entry: "",
};

pub(super) static REGISTRY: KeyTable = KeyTable {
    name: "`registry`",
    under: "registry",
    keys: &[("name", "Example Index"), ("url", "https://index.example.org")],
    entry: "",
};

pub(super) static ASSESSMENT: KeyTable = KeyTable {
    name: "`assessment`",
    under: "assessment",
    keys: &[("date", "2026-11-22"), ("by", "Example security team")],
    entry: "",
};

pub(super) static TAXONOMY: KeyTable = KeyTable {
    name: "`taxonomy`",
    under: "taxonomy",
    keys: &[("accounts", "true"), ("hosting", "[built-packages, builds]")],
    entry: "",
};

pub(super) static ACCOUNTS: KeyTable =
    KeyTable { name: "`accounts`", under: "accounts", keys: &[("provider", "GitHub")], entry: "" };

pub(super) static ALSO_ASSESS: KeyTable =
    KeyTable { name: "`also-assess`", under: "also-assess", keys: &[], entry: "We hand out API tokens." };

pub(super) static TARGETS: KeyTable = KeyTable { name: "`targets`", under: "targets", keys: &[], entry: "2" };

pub(super) static ANSWERS: KeyTable =
    KeyTable { name: "`answers`", under: "answers", keys: &[], entry: "met" };

pub(super) static ANSWER: KeyTable = KeyTable {
    name: "an answer",
    under: "$capability",
    keys: &[
        ("status", "met"),
        ("clauses", "{$clause: met}"),
        ("ruling", "$ruling"),
        ("evidence", "https://index.example.org/help"),
        ("note", "Reviewed by the support team."),
        ("reviewed", "2026-10-01"),
        ("internal", "Ticket SEC-112."),
        ("delegated-to", "GitHub"),
        ("intent", "planned"),
        ("plan", "{summary: Check at log-in as well.}"),
        ("review-by", "2027-05-01"),
    ],
    entry: "",
};

pub(super) static CLAUSES: KeyTable =
    KeyTable { name: "`clauses`", under: "clauses", keys: &[], entry: "met" };

pub(super) static CLAUSE: KeyTable = KeyTable {
    name: "the answer to a clause",
    under: "$clause",
    keys: &[
        ("status", "met"),
        ("ruling", "$ruling"),
        ("evidence", "https://index.example.org/help"),
        ("note", "Since March."),
    ],
    entry: "",
};

pub(super) static PLAN: KeyTable = KeyTable {
    name: "`plan`",
    under: "plan",
    keys: &[
        ("summary", "Check at log-in as well."),
        ("issue", "https://index.example.org/issues/7"),
        ("owner", "accounts team"),
        ("due", "2027-03-31"),
        ("effort", "2 person-months"),
        ("cost", "EUR 20,000"),
    ],
    entry: "",
};

/// What to write into a file that has no profile in it.
pub(super) const BEGINNING: &str =
    "begin with `principles: $edition` and, on the next line, `registry: {name: Example Index}`";

/// The sections in which a key that stands elsewhere is looked for.
static FIXED: [&KeyTable; 7] = [&PROFILE, &REGISTRY, &ASSESSMENT, &TAXONOMY, &ACCOUNTS, &ANSWER, &PLAN];

impl KeyTable {
    /// The names of its keys.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|(name, _)| *name).collect()
    }

    /// A value that the key could have.
    pub(super) fn example(&self, key: &str, catalogue: &Catalogue) -> String {
        let found = self.keys.iter().find(|(name, _)| *name == key);
        with_ids(found.map_or(self.entry, |(_, example)| example), catalogue)
    }

    /// The section that has this key.
    pub(super) fn with_key(key: &str) -> Option<&'static KeyTable> {
        FIXED.into_iter().find(|section| section.keys.iter().any(|(name, _)| *name == key))
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
