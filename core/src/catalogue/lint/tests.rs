//! Each rule refuses a catalogue that breaks it, and nothing else.

use super::{limit, lint};
use crate::catalogue::{
    AccountsQuestion, Capability, CapabilityId, Catalogue, Clause, ClauseId, Condition, Edition, Example,
    Hosting, HostingChoice, HostingQuestion, Level, LevelMeaning, Origin, Reference, Rule, RuleId, Ruling,
    RulingId, Status, TaxonomyQuestions, Track, TrackId, Work,
};

#[test]
fn every_edition_follows_the_rules() {
    for catalogue in Catalogue::editions() {
        assert_eq!(lint(catalogue), Vec::<String>::new(), "edition {}", catalogue.edition.id);
    }
}

const TEXT: &str = "A sound text.";

const RULING: Ruling = Ruling {
    id: RulingId("whole"),
    clause: None,
    case: TEXT,
    status: Status::Met,
    because: TEXT,
    origin: Origin::Reading,
    source: Some(REFERENCE),
};

const REFERENCE: Reference = Reference { title: TEXT, url: "https://index.example.org/guide" };

const EXAMPLE: Example = Example {
    registry: "Example Index",
    how: TEXT,
    links: &["https://index.example.org/help"],
    seen: "2026-11-22",
};

const CLAUSE: Clause = Clause {
    id: ClauseId("first-part"),
    title: TEXT,
    missing: TEXT,
    improvement: TEXT,
    deliverable: TEXT,
    why: None,
    work: &[Work::Design],
    question: "Is it there?",
    required: true,
    identity_provider: false,
};

/// What the other capability is built on.
const BASE: Capability = Capability {
    id: CapabilityId("base"),
    aliases: &[],
    level: Level::RUNGS[0],
    title: "Another sound text",
    question: "Is it there?",
    improvement: TEXT,
    met: TEXT,
    partial: TEXT,
    answering: None,
    identity_provider: false,
    deliverable: TEXT,
    why: TEXT,
    work: &[Work::Design, Work::BackEnd],
    synonyms: &["another word"],
    clauses: &[],
    rulings: &[
        Ruling { id: RulingId("one"), ..RULING },
        Ruling { id: RulingId("two"), ..RULING },
        Ruling { id: RulingId("three"), source: None, ..RULING },
    ],
    implies: &[],
    after: &[],
    references: &[REFERENCE],
    examples: &[EXAMPLE, EXAMPLE],
};

const CAPABILITY: Capability = Capability {
    id: CapabilityId("capability"),
    aliases: &["former-id"],
    title: TEXT,
    clauses: &[
        CLAUSE,
        Clause { id: ClauseId("second-part"), ..CLAUSE },
        Clause { id: ClauseId("recommended-part"), required: false, ..CLAUSE },
    ],
    rulings: &[
        Ruling { id: RulingId("of-the-first"), clause: Some(ClauseId("first-part")), ..RULING },
        Ruling { id: RulingId("of-the-second"), clause: Some(ClauseId("second-part")), ..RULING },
        RULING,
    ],
    implies: &[&[BASE.id]],
    after: &[BASE.id],
    ..BASE
};

const RULE: Rule = Rule { id: RuleId("a-rule"), title: TEXT, text: TEXT, origin: Origin::Reading };

const TRACK: Track = Track {
    id: TrackId("track"),
    name: "Track",
    about: TEXT,
    requires: Condition { accounts: true, hosting: None },
    capabilities: &[],
};

const fn meaning(level: Level) -> LevelMeaning {
    LevelMeaning { level, name: "Name", meaning: TEXT }
}

const fn choice(hosting: Hosting) -> HostingChoice {
    HostingChoice { hosting, title: TEXT, help: TEXT, absent: TEXT }
}

/// A catalogue with these capabilities in its only track.
fn catalogue<const N: usize>(capabilities: [Capability; N]) -> Catalogue {
    let track = Track { capabilities: leaked(capabilities), ..TRACK };
    Catalogue {
        edition: Edition {
            id: "0.1",
            title: TEXT,
            published: TEXT,
            publisher: TEXT,
            authors: &[],
            source: TEXT,
            licence: TEXT,
            licence_url: TEXT,
            adaptation: TEXT,
        },
        levels: Level::ALL.map(meaning),
        taxonomy: TaxonomyQuestions {
            accounts: AccountsQuestion { question: TEXT, help: TEXT, absent: TEXT },
            hosting: HostingQuestion {
                question: TEXT,
                help: TEXT,
                choices: leaked(Hosting::ALL.map(choice)),
            },
        },
        rules: &[RULE],
        tracks: leaked([track]),
    }
}

fn leaked<T, const N: usize>(items: [T; N]) -> &'static [T] {
    Box::leak(Box::new(items))
}

/// A catalogue with this capability, which is built on another.
fn with(capability: Capability) -> Catalogue {
    catalogue([BASE, capability])
}

fn with_clauses<const N: usize>(clauses: [Clause; N]) -> Catalogue {
    with(Capability { clauses: leaked(clauses), rulings: BASE.rulings, ..CAPABILITY })
}

fn with_rulings(first: Ruling, second: Ruling, third: Ruling) -> Catalogue {
    with(Capability { rulings: leaked([first, second, third]), ..CAPABILITY })
}

fn with_ruling(ruling: Ruling) -> Catalogue {
    let [one, two, _] = ["one", "two", "three"].map(|id| Ruling { id: RulingId(id), ..RULING });
    with_rulings(one, two, ruling)
}

fn with_example(example: Example) -> Catalogue {
    with(Capability { examples: leaked([EXAMPLE, example]), ..CAPABILITY })
}

fn with_reference(reference: Reference) -> Catalogue {
    with(Capability { references: leaked([reference]), ..CAPABILITY })
}

fn with_rules<const N: usize>(rules: [Rule; N]) -> Catalogue {
    Catalogue { rules: leaked(rules), ..with(CAPABILITY) }
}

/// Checks that each catalogue has this one fault.
fn check<const N: usize>(cases: [(Catalogue, &str); N]) {
    for (catalogue, fault) in cases {
        assert_eq!(lint(&catalogue), [fault]);
    }
}

#[test]
fn a_sound_catalogue_has_no_faults() {
    assert_eq!(lint(&with(CAPABILITY)), [""; 0]);
}

#[test]
fn levels_and_hosting_are_complete_and_in_order() {
    let levels = |change: fn(&mut [LevelMeaning; 4])| {
        let mut catalogue = with(CAPABILITY);
        change(&mut catalogue.levels);
        catalogue
    };
    let hosting = |choices: &[Hosting]| {
        let mut catalogue = with(CAPABILITY);
        let choices: Vec<_> = choices.iter().copied().map(choice).collect();
        catalogue.taxonomy.hosting.choices = choices.leak();
        catalogue
    };
    let choices = "taxonomy: one choice for each kind of hosting, in their order";
    let [first, second, third] = Hosting::ALL;
    check([
        (levels(|it| it[2].level = Level::MAX), "levels: 3 is in the place of 2"),
        (levels(|it| it[1].name = ""), "levels: 1 lacks a text"),
        (levels(|it| it[0].meaning = ""), "levels: 0 lacks a text"),
        (hosting(&[first, second]), choices),
        (hosting(&[second, first, third]), choices),
        (
            catalogue([Capability { level: Level::MAX, ..BASE }, CAPABILITY]),
            "track: capabilities must be ordered by level",
        ),
        (
            catalogue([Capability { level: Level::ZERO, ..BASE }, CAPABILITY]),
            "base: level 0 has no capabilities",
        ),
    ]);
}

#[test]
fn names_are_unique() {
    check([
        (with(Capability { aliases: &["track"], ..CAPABILITY }), "track: given twice"),
        (with(Capability { aliases: &["base"], ..CAPABILITY }), "base: given twice"),
        (
            with(Capability { title: BASE.title, ..CAPABILITY }),
            "capability: another capability has this title",
        ),
        (with_clauses([CLAUSE, CLAUSE]), "capability: a clause is given twice"),
        (
            with_rulings(RULING, RULING, Ruling { id: RulingId("another"), ..RULING }),
            "capability: ruling whole: an id is unique, lower-case words joined by hyphens",
        ),
        (with_rules([RULE, RULE]), "rule a-rule: an id is unique, lower-case words joined by hyphens"),
    ]);
}

#[test]
fn ids_are_words_in_lower_case() {
    for id in ["Strong-mfa", "strong_mfa", "strong--mfa", "-mfa", "mfa-", "", "strong mfa", "größe"] {
        let wanted = "lower-case words joined by hyphens";
        check([
            (with(Capability { aliases: leaked([id]), ..CAPABILITY }), &format!("{id}: an id is {wanted}")),
            (
                with_ruling(Ruling { id: RulingId(id), ..RULING }),
                &format!("capability: ruling {id}: an id is unique, {wanted}"),
            ),
            (with_rules([Rule { id: RuleId(id), ..RULE }]), &format!("rule {id}: an id is unique, {wanted}")),
        ]);
    }
    let sound = with(Capability { aliases: &["sha256", "2fa", "a-b-c"], ..CAPABILITY });
    assert_eq!(lint(&sound), [""; 0]);
}

/// A kind of text: its name in messages, its maximum length, words that its readers should not meet, and a catalogue
/// with this text.
type TextCase = (&'static str, usize, &'static [&'static str], fn(&'static str) -> Catalogue);

const OPERATOR: &[&str] = &[];
const EVERYONE: &[&str] = &["you", "your", "yours", "yourself"];
const FUNDER: &[&str] =
    &["you", "your", "yours", "yourself", "met", "unmet", "partial", "answer", "delegated-to"];

const TEXTS: [TextCase; 20] = [
    ("capability: title", limit::TITLE, FUNDER, |title| with(Capability { title, ..CAPABILITY })),
    ("capability: improvement", limit::IMPROVEMENT, FUNDER, |improvement| {
        with(Capability { improvement, ..CAPABILITY })
    }),
    ("capability: met", limit::BODY, OPERATOR, |met| with(Capability { met, ..CAPABILITY })),
    ("capability: partial", limit::BODY, OPERATOR, |partial| with(Capability { partial, ..CAPABILITY })),
    ("capability: deliverable", limit::DELIVERABLE, FUNDER, |deliverable| {
        with(Capability { deliverable, ..CAPABILITY })
    }),
    ("capability: why", limit::WHY, EVERYONE, |why| {
        with(Capability { why, clauses: &[], rulings: BASE.rulings, ..CAPABILITY })
    }),
    ("capability: answering", limit::ANSWERING, OPERATOR, |answering| {
        with(Capability { answering: Some(answering), ..CAPABILITY })
    }),
    ("capability: a clause's title", limit::TITLE, FUNDER, |title| {
        with_clauses([Clause { title, ..CLAUSE }])
    }),
    ("capability: a clause's missing", limit::MISSING, FUNDER, |missing| {
        with_clauses([Clause { missing, ..CLAUSE }])
    }),
    ("capability: a clause's improvement", limit::IMPROVEMENT, FUNDER, |improvement| {
        with_clauses([Clause { improvement, ..CLAUSE }])
    }),
    ("capability: a clause's deliverable", limit::DELIVERABLE, FUNDER, |deliverable| {
        with_clauses([Clause { deliverable, ..CLAUSE }])
    }),
    ("capability: a clause's why", limit::WHY, EVERYONE, |why| {
        with_clauses([Clause { why: Some(why), ..CLAUSE }])
    }),
    ("capability: a clause's question", limit::QUESTION, OPERATOR, |question| {
        with_clauses([Clause { question, ..CLAUSE }])
    }),
    ("capability: a reference's title", limit::REFERENCE, EVERYONE, |title| {
        with_reference(Reference { title, ..REFERENCE })
    }),
    ("capability: an example's registry", limit::REGISTRY, EVERYONE, |registry| {
        with_example(Example { registry, ..EXAMPLE })
    }),
    ("capability: an example", limit::EXAMPLE, EVERYONE, |how| with_example(Example { how, ..EXAMPLE })),
    ("capability: ruling whole: case", limit::CASE, EVERYONE, |case| with_ruling(Ruling { case, ..RULING })),
    ("capability: ruling whole: because", limit::BECAUSE, EVERYONE, |because| {
        with_ruling(Ruling { because, ..RULING })
    }),
    ("rule a-rule: title", limit::REFERENCE, EVERYONE, |title| with_rules([Rule { title, ..RULE }])),
    ("rule a-rule: text", limit::RULE, EVERYONE, |text| with_rules([Rule { text, ..RULE }])),
];

#[test]
fn every_text_is_there_and_fits() {
    for (name, limit, _, with_text) in TEXTS {
        let [longest, longer] = [limit, limit + 1].map(|length| &*"é".repeat(length).leak());
        assert_eq!(lint(&with_text(longest)), [""; 0], "{name}");
        for (text, fault) in [
            ("", "is missing or has spaces around it"),
            (" ", "is missing or has spaces around it"),
            ("Text ", "is missing or has spaces around it"),
            ("A\nB", "has a line break or control character"),
            (longer, &format!("has {} characters, {limit} are allowed", limit + 1)),
        ] {
            assert_eq!(lint(&with_text(text)), [format!("{name} {fault}")], "{text:?}");
        }
    }
}

#[test]
fn readers_meet_only_words_for_them() {
    for (name, _, unsuitable, with_text) in TEXTS {
        for word in FUNDER {
            for text in [(*word).to_owned(), format!("A, {}.", word.to_uppercase())] {
                let faults = lint(&with_text(text.leak()));
                let fault = format!("{name} has the word `{word}`, which its readers should not meet");
                assert_eq!(faults, if unsuitable.contains(word) { vec![fault] } else { vec![] });
            }
        }
        assert_eq!(lint(&with_text("Young answers metal.")), [""; 0], "{name}");
    }
}

#[test]
fn a_capability_is_described_in_full() {
    check([
        (
            with(Capability { question: "Say so.", ..CAPABILITY }),
            "capability: the question does not end with a question mark",
        ),
        (
            with(Capability { work: &[], ..CAPABILITY }),
            "capability: work lists at least one kind, in the order of the kinds",
        ),
        (
            with(Capability { work: &[Work::BackEnd, Work::Design], ..CAPABILITY }),
            "capability: work lists at least one kind, in the order of the kinds",
        ),
        (
            with_clauses([Clause { work: &[], ..CLAUSE }]),
            "capability: work lists at least one kind, in the order of the kinds",
        ),
        (with(Capability { references: &[], ..CAPABILITY }), "capability: no reference"),
        (with(Capability { examples: &[EXAMPLE], ..CAPABILITY }), "capability: fewer than two examples"),
        (with(Capability { synonyms: &[], ..CAPABILITY }), "capability: no synonyms"),
        (
            with_clauses([Clause { required: false, ..CLAUSE }]),
            "capability: no clause is required, so nothing decides the status",
        ),
        (
            with(Capability { rulings: &[RULING, Ruling { id: RulingId("other"), ..RULING }], ..CAPABILITY }),
            "capability: fewer than 3 rulings",
        ),
    ]);
}

#[test]
fn rulings_follow_the_clauses() {
    const FIRST: Ruling = Ruling { id: RulingId("first"), clause: Some(ClauseId("first-part")), ..RULING };
    const SECOND: Ruling = Ruling { id: RulingId("second"), clause: Some(ClauseId("second-part")), ..RULING };
    const NONE: Ruling = Ruling { id: RulingId("none"), clause: Some(ClauseId("no-such-part")), ..RULING };
    let order = "capability: rulings must be ordered by clause, those without a clause last";
    check([
        (with_rulings(SECOND, FIRST, RULING), order),
        (with_rulings(FIRST, RULING, SECOND), order),
        (with_rulings(FIRST, SECOND, NONE), "capability: ruling none: there is no such clause"),
    ]);
}

#[test]
fn synonyms_add_to_what_is_found() {
    let fault = |synonym: &str, fault: &str| format!("capability: synonym `{synonym}` {fault}");
    for synonym in ["OIDC", " oidc", "oidc ", ""] {
        let catalogue = with(Capability { synonyms: leaked([synonym]), ..CAPABILITY });
        assert_eq!(
            lint(&catalogue),
            [fault(synonym, "is not in lower case, or is empty or has spaces around it")]
        );
    }
    for synonym in ["capability", "a sound text."] {
        let catalogue = with(Capability { synonyms: leaked([synonym]), ..CAPABILITY });
        assert_eq!(lint(&catalogue), [fault(synonym, "repeats the id or the title")]);
    }
}

#[test]
fn every_link_is_a_safe_address() {
    for url in
        ["http://index.example.org", "https://", "https://index.example.org/<b>", "index.example.org", ""]
    {
        let fault = format!("capability: {url} is not an https address");
        check([
            (with_reference(Reference { url, ..REFERENCE }), &fault),
            (with_ruling(Ruling { source: Some(Reference { url, ..REFERENCE }), ..RULING }), &fault),
            (with_example(Example { links: leaked([url]), ..EXAMPLE }), &fault),
        ]);
    }
}

#[test]
fn an_example_stays_verifiable() {
    let commit = "0123456789abcdef0123456789ABCDEF01234567";
    for part in ["blob", "tree", "raw"] {
        for (revision, is_pinned) in
            [(commit, true), ("main", false), (&commit[1..], false), (&*commit.replace('0', "g"), false)]
        {
            let url = format!("https://code.example.org/registry/{part}/{revision}/docs/policy.md").leak();
            let faults = lint(&with_example(Example { links: leaked([&*url]), ..EXAMPLE }));
            let fault = format!("capability: {url} is not pinned to a commit");
            assert_eq!(faults, if is_pinned { vec![] } else { vec![fault] });
            // Guidance may change.
            assert_eq!(lint(&with_reference(Reference { url, ..REFERENCE })), [""; 0]);
        }
    }
    check([
        (
            with_example(Example { seen: "2026-11", ..EXAMPLE }),
            "capability: Example Index: 2026-11 is not a date",
        ),
        (with_example(Example { links: &[], ..EXAMPLE }), "capability: Example Index: no link"),
    ]);
}

#[test]
fn relations_lead_to_other_capabilities() {
    let identity =
        "capability: an identity provider needs a track with accounts, and `answering` says when it counts";
    let without_accounts = |mut catalogue: Catalogue| {
        let capabilities = catalogue.tracks[0].capabilities;
        catalogue.tracks = leaked([Track { requires: Condition::default(), capabilities, ..TRACK }]);
        catalogue
    };
    let identity_provider = |answering| {
        let clauses = [CLAUSE, Clause { id: ClauseId("second-part"), ..CLAUSE }];
        let provided = clauses.map(|clause| Clause { identity_provider: true, ..clause });
        with(Capability { identity_provider: true, answering, clauses: leaked(provided), ..CAPABILITY })
    };
    check([
        (
            with(Capability { after: &[CapabilityId("bas")], ..CAPABILITY }),
            "capability: there is no capability `bas`; the nearest: base",
        ),
        (
            with(Capability { implies: &[&[BASE.id], &[CapabilityId("bas")]], ..CAPABILITY }),
            "capability: there is no capability `bas`; the nearest: base",
        ),
        (with(Capability { implies: &[&[CAPABILITY.id]], ..CAPABILITY }), "capability: it names itself"),
        (identity_provider(None), identity),
        (without_accounts(identity_provider(Some(TEXT))), identity),
    ]);
    assert_eq!(lint(&identity_provider(Some(TEXT))), [""; 0]);
    assert_eq!(lint(&without_accounts(with(CAPABILITY))), [""; 0]);
}

#[test]
fn an_identity_provider_provides_a_capability_with_each_required_clause() {
    let fault = "capability: first-part: an identity provider can provide a capability if and only if it can provide each \
                 required clause";
    for (capability, clause, required, is_sound) in [
        (true, true, true, true),
        (true, false, true, false),
        (false, true, true, false),
        (false, false, true, true),
        (true, true, false, true),
        (true, false, false, true),
        (false, true, false, false),
        (false, false, false, true),
    ] {
        let decisive = Clause { id: ClauseId("second-part"), identity_provider: capability, ..CLAUSE };
        let clauses = [Clause { required, identity_provider: clause, ..CLAUSE }, decisive];
        let faults = lint(&with(Capability {
            identity_provider: capability,
            answering: Some(TEXT),
            clauses: leaked(clauses),
            ..CAPABILITY
        }));
        let expected: &[&str] = if is_sound { &[] } else { &[fault] };
        assert_eq!(faults, expected, "{capability} {clause} {required}");
    }
}

#[test]
fn no_capability_is_built_on_itself() {
    /// Capabilities `a`, `b`, `c` and `d`, each built on these.
    fn built_on(after: [&'static [CapabilityId]; 4]) -> Vec<String> {
        let ids = ["a", "b", "c", "d"];
        let one = |place: usize| Capability {
            id: CapabilityId(ids[place]),
            aliases: &[],
            title: ids[place],
            implies: &[],
            after: after[place],
            ..CAPABILITY
        };
        lint(&catalogue([one(0), one(1), one(2), one(3)]))
    }
    const A: CapabilityId = CapabilityId("a");
    const B: CapabilityId = CapabilityId("b");
    const C: CapabilityId = CapabilityId("c");
    const D: CapabilityId = CapabilityId("d");
    let leads_back = |id: &str| format!("{id}: `after` leads back to it");
    assert_eq!(built_on([&[B, C], &[C, D], &[D], &[]]), [""; 0]);
    assert_eq!(built_on([&[B], &[A], &[], &[]]), [leads_back("a"), leads_back("b")]);
    assert_eq!(built_on([&[B], &[C], &[D], &[A]]), ["a", "b", "c", "d"].map(leads_back));
    // What leads to a cycle is not part of it.
    assert_eq!(built_on([&[B], &[C], &[B], &[A]]), ["b", "c"].map(leads_back));
    assert_eq!(built_on([&[A], &[], &[], &[]]), ["a: it names itself".to_owned(), leads_back("a")]);
}
