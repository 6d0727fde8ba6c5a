/// The messages are in a file of their own, so that reviewers can read them together.
mod messages;

use super::*;
use crate::catalogue::{
    AccountsQuestion, Capability, Edition, HostingQuestion, LevelMeaning, TaxonomyQuestions, Track,
};
use crate::profile::{Intent, Plan, Rating, Status};
use crate::text::Problems;

/// A text, and the place, message and help of its only problem.
type Case = (&'static str, &'static str, &'static str, &'static str);

const HEAD: &str = "principles: \"0.1\"\nregistry:\n  name: Example Index\n";

/// A profile with every key.
const FULL: &str = include_str!("tests/full.yaml");

fn source(text: impl Into<String>) -> Source {
    Source::new("registry-maturity.yaml", text)
}

fn profile(text: impl Into<String>) -> Profile {
    read(&source(text)).expect("a sound profile")
}

/// The `line:column`, message and help of every problem.
fn problems(text: impl Into<String>) -> Vec<(String, String, String)> {
    let source = source(text);
    let Err(problems) = read(&source) else { return Vec::new() };
    let place = |problem: &Problem| {
        let at = source.position(problem.span().start());
        format!("{}:{}", at.line, at.column)
    };
    problems
        .into_iter()
        .map(|problem| {
            (
                place(&problem),
                problem.message().to_owned(),
                problem.help().expect("every problem has a help").to_owned(),
            )
        })
        .collect()
}

fn check(before: &str, cases: &[Case]) {
    for (text, place, message, help) in cases {
        let text = format!("{before}{text}");
        let expected = (place.to_string(), message.to_string(), help.to_string());
        assert_eq!(problems(&*text), [expected], "{text}");
    }
}

#[test]
fn each_mistake_is_reported_with_its_place_and_what_to_write_instead() {
    check("", messages::WHOLE);
    check(HEAD, messages::TOP);
    check(&format!("{HEAD}answers:\n"), messages::ANSWERS);
}

#[test]
fn every_key_is_read() {
    let profile = profile(FULL);
    assert_eq!(profile.registry.url.as_deref(), Some("https://index.example.org"));
    assert_eq!(profile.assessed.by.as_deref(), Some("Example security team"));
    assert_eq!(profile.taxonomy.accounts, Some(Accounts::Present));
    assert_eq!(profile.taxonomy.hosting, Some(BTreeSet::from([Hosting::BuiltPackages, Hosting::Builds])));
    assert_eq!(profile.also_assess.len(), 1);
    assert_eq!(profile.targets.values().next().map(|level| level.number()), Some(2));
    assert_eq!(profile.answers.len(), 6);

    let answer =
        |id: &str| &profile.answers.iter().find(|(known, _)| known.as_str() == id).expect(id).1.value;
    assert_eq!(answer("verified-email"), &Answer::whole(Status::Met));
    let recovery = answer("recovery-policy");
    assert_eq!(recovery.evidence[0].as_str(), "https://index.example.org/help#recovery");
    assert_eq!(recovery.reviewed, "2026-10-01".parse().ok());
    assert_eq!(recovery.internal.as_deref(), Some("Ticket SEC-112."));
    assert_eq!(answer("strong-mfa").delegated_to.as_deref(), Some("GitHub"));
    assert_eq!(answer("mandatory-mfa").intent, Some(Intent::Declined));
    assert_eq!(answer("mandatory-mfa").review_by, "2027-05-01".parse().ok());
    let leaked = answer("leaked-credential-checks");
    assert!(matches!(&leaked.rating, Rating::ByClause(clauses) if clauses.len() == 3));
    assert!(
        matches!(&leaked.plan, Some(Plan { due: Some(_), cost: Some(cost), .. }) if cost == "EUR 20,000")
    );
}

#[test]
fn places_are_those_of_the_keys_and_of_the_evidence() {
    let text = format!("{HEAD}answers:\n  verified-email: {{status: met, evidence: docs/a.md}}\n");
    let profile = profile(text.clone());
    let (_, answer) = profile.answers.iter().next().expect("an answer");
    assert_eq!(&text[answer.at.range()], "verified-email");
    assert_eq!(&text[answer.evidence[0].at.range()], "docs/a.md");
}

#[test]
fn a_section_that_is_missing_has_the_place_where_it_could_be() {
    let places = |sections: &str| {
        let text = format!("{HEAD}{sections}");
        let profile = profile(text.as_str());
        let word = |at: Span| text[at.range()].to_owned();
        (word(profile.assessed_at()), word(profile.taxonomy_at()))
    };
    let both = ("assessment".to_owned(), "taxonomy".to_owned());
    assert_eq!(places("assessment: {by: us}\ntaxonomy: {accounts: yes}\n"), both);
    assert_eq!(places(""), ("principles".to_owned(), "registry".to_owned()));
}

#[test]
fn all_problems_come_out_in_one_run_in_order() {
    let text = format!(
        "{HEAD}assessment: {{date: yesterday, who: me}}\ntargets: {{cli: 9}}\nanswers:\n  verified-email: maybe\n  \
         verified-email: met\n  strong-mfa: {{status: not-applicable, plan: {{when: soon}}}}\nstatus: met\n"
    );
    let places: Vec<String> = problems(text).into_iter().map(|(place, ..)| place).collect();
    assert_eq!(places, ["4:20", "4:31", "5:16", "7:19", "8:3", "9:24", "9:47", "10:1"]);
}

#[test]
fn a_plan_that_cannot_be_read_is_still_one_too_many() {
    let text = format!("{HEAD}answers:\n  verified-email: {{status: met, plan: {{due: soon}}}}\n");
    let places: Vec<String> = problems(text).into_iter().map(|(place, ..)| place).collect();
    assert_eq!(places, ["5:33", "5:45"]);
}

/// The newest edition, in which a capability has a former id too.
fn with_former_id(id: &str, former: &'static str) -> &'static Catalogue {
    let latest = Catalogue::latest();
    let capability = |known: &'static Capability| {
        let aliases = if known.id.as_str() == id { vec![former].leak() } else { known.aliases };
        Capability { aliases, ..*known }
    };
    let track = |known: &'static Track| Track {
        capabilities: known.capabilities.iter().map(capability).collect::<Vec<_>>().leak(),
        ..*known
    };
    Box::leak(Box::new(Catalogue {
        edition: Edition { ..latest.edition },
        levels: latest.levels.each_ref().map(|level| LevelMeaning { ..*level }),
        taxonomy: TaxonomyQuestions {
            accounts: AccountsQuestion { ..latest.taxonomy.accounts },
            hosting: HostingQuestion { ..latest.taxonomy.hosting },
        },
        tracks: latest.tracks.iter().map(track).collect::<Vec<_>>().leak(),
        ..*latest
    }))
}

#[test]
fn a_former_id_is_read_but_not_beside_the_current_one() {
    let catalogue = with_former_id("strong-mfa", "two-factor");
    let read = |text: &str| {
        let tree = Tree::read(text);
        let mut reader = ProfileReader::new(&tree, catalogue);
        let fields = reader.document(tree.root().expect("a document"), &PROFILE);
        let answers = read_answers(&mut reader, fields[0]);
        let ids: Vec<&str> = answers.keys().map(|id| id.as_str()).collect();
        let problems = reader.problems.in_order("").into_iter().map(|problem| {
            let (first, _) = problem.related().expect("a related place");
            let (place, first) = (&text[problem.span().range()], &text[first.range()]);
            (
                place.to_owned(),
                first.to_owned(),
                problem.message().to_owned(),
                problem.help().map(str::to_owned),
            )
        });
        (ids.join(" "), problems.collect::<Vec<_>>())
    };
    assert_eq!(read("answers: {two-factor: met}\n"), ("strong-mfa".to_owned(), Vec::new()));
    for (first, second) in [("two-factor", "strong-mfa"), ("strong-mfa", "two-factor")] {
        let (ids, problems) = read(&format!("answers: {{{first}: met, {second}: unmet}}\n"));
        assert_eq!(ids, "strong-mfa");
        let message = "`strong-mfa` is answered twice, once under its former name".to_owned();
        let help = Some("keep one of the two, under `strong-mfa:`".to_owned());
        assert_eq!(problems, [(second.to_owned(), first.to_owned(), message, help)]);
    }
}

#[test]
fn a_text_resembles_a_profile_if_it_is_one_or_begins_two_of_its_sections() {
    let json = r#"{"principles": "0.1", "registry": {"name": "Example Index"}}"#;
    for text in [HEAD, FULL, json, "answers :\n\ttargets\ntargets: [\n", "registry: x\nanswers: {\n"] {
        assert!(resembles(&source(text)), "{text}");
    }
    for text in [
        "",
        "Hello\n",
        "registry: https://e.org\nname: x\n",
        "registry: a\nregistry: b\n",
        "registry-url: a\nanswers-to: b\n",
        "see:\n  registry: a\n  answers: b\n",
        "targets and answers\n",
        r#"{"name": "x", "version": "0.1"}"#,
    ] {
        assert!(!resembles(&source(text)), "{text}");
    }
}

#[test]
fn what_is_before_a_syntax_error_is_checked_too() {
    for (answers, expected) in [
        ("  strong-mfa: met\n  recovery-policy: \"met\n", ["5:3", "7:20"]),
        // The entry just before the error may be misread, and so may what is nested more deeply.
        ("  strong-mfo: met\n  ]\n", ["5:3", "7:3"]),
        ("  strong-mfa:\n    status: maybe\n    note: \"met\n", ["5:3", "8:11"]),
        ("  strong-mfa: {status: maybe, note: \"met\n", ["5:3", "6:37"]),
    ] {
        let text = format!("{HEAD}answers:\n  verified-emial: met\n{answers}");
        let places: Vec<String> = problems(text).into_iter().map(|(place, ..)| place).collect();
        assert_eq!(places, expected, "{answers}");
    }
}

#[test]
fn an_answer_is_found_by_its_id() {
    let profile = profile(format!("{HEAD}answers:\n  strong-mfa: met\n"));
    assert_eq!(profile.answer("strong-mfa").expect("known"), Some(&Answer::whole(Status::Met)));
    assert_eq!(profile.answer("mandatory-mfa").expect("known"), None);
    assert!(profile.answer("strong-mfas").is_err());
}

#[test]
fn each_conflict_is_one_problem_at_its_first_marker() {
    let conflicts = |answers: &str| -> Vec<(String, String)> {
        let found = problems(format!("{HEAD}answers:\n{answers}"));
        found.into_iter().map(|(place, message, _)| (place, message)).collect()
    };
    let marker = |place: &str, marker: &str| {
        (
            place.to_owned(),
            format!("this is the marker `{marker}` of a merge conflict that has not been resolved"),
        )
    };
    let whole =
        "<<<<<<< HEAD\n  strong-mfa: met\n||||||| base\n=======\n  strong-mfa: unmet\n>>>>>>> other\n";
    assert_eq!(conflicts(whole), [marker("5:1", "<<<<<<<")]);
    assert_eq!(conflicts(&whole.repeat(2)), [marker("5:1", "<<<<<<<"), marker("11:1", "<<<<<<<")]);
    assert_eq!(conflicts(&whole.replace("<<<<<<< HEAD\n", "<<<<<<<\n")), [marker("5:1", "<<<<<<<")]);
    // The other markers may have been removed.
    for (line, rest) in [("=======", "======="), ("||||||| base", "|||||||")] {
        assert_eq!(conflicts(&format!("  strong-mfa: met\n{line}\n")), [marker("6:1", rest)]);
    }
    // Arrows within a text are not markers.
    assert_eq!(conflicts("  strong-mfa: {status: met, note: <<<<<<<a >>>>>>> b}\n"), []);
}

#[test]
fn a_character_out_of_place_is_what_is_marked() {
    for (answers, mark) in [
        ("  strong-mfa: [met\n", "["),
        ("  strong-mfa: {status: met\n", "{"),
        ("  strong-mfa: \"met\"\n  ]\n", "]"),
        ("\tstrong-mfa: met\n", "\t"),
        ("  strong-mfa: \"met\"#sure\n", "#"),
    ] {
        let source = source(format!("{HEAD}answers:\n{answers}"));
        let problems = read(&source).expect_err(answers);
        let marked: Vec<&str> = problems.iter().map(|problem| &source.text[problem.span().range()]).collect();
        assert_eq!(marked, [mark], "{answers}");
    }
}

#[test]
fn accounts_are_there_whoever_provides_log_in() {
    let accounts = |text: &str| profile(format!("{HEAD}taxonomy: {{accounts: {text}}}\n")).taxonomy.accounts;
    let provided =
        |names: &[&str]| Some(Accounts::ProvidedBy(names.iter().map(|&name| name.into()).collect()));
    assert_eq!(accounts("{provider: GitHub}"), provided(&["GitHub"]));
    assert_eq!(accounts("{provider: [GitHub, ' ', GitLab], x-since: 2020}"), provided(&["GitHub", "GitLab"]));
    assert_eq!(accounts("yes"), Some(Accounts::Present));
    assert_eq!(accounts("No"), Some(Accounts::Absent));
    assert_eq!(accounts(""), None);
}

#[test]
fn an_unknown_is_an_answer_and_an_empty_value_is_not() {
    let text = format!(
        "{HEAD}answers:\n  strong-mfa: unknown\n  recovery-policy: {{status: , note: soon}}\n  package-reporting:\n    \
         clauses: {{ui: met, cli: unknown, api: }}\n  malware-detection: {{clauses: {{known-snippets: , known-hashes: }}}}\n  \
         brute-force-protection: {{clauses: {{login: unknown, second-factor: {{status: unknown}}}}}}\n"
    );
    let profile = profile(text);
    let answered = |id: &str| {
        let capability = profile.catalogue.capability(id).expect(id);
        let answer = profile.answers.get(&capability.id);
        answer.map(|answer| (answer.status(capability), answer.is_answered(capability)))
    };
    assert_eq!(answered("strong-mfa"), Some((Status::Unknown, true)));
    assert_eq!(answered("recovery-policy"), Some((Status::Unknown, false)));
    assert_eq!(answered("package-reporting"), Some((Status::Unknown, false)));
    assert_eq!(answered("malware-detection"), None);
    assert_eq!(answered("brute-force-protection"), Some((Status::Unknown, true)));
}

#[test]
fn a_future_date_is_refused() {
    let date_of = |assessed: &str, reviewed: &str| {
        let profile = profile(format!(
            "{HEAD}assessment: {{date: {assessed}}}\nanswers: {{strong-mfa: {{status: met, reviewed: {reviewed}}}}}\n"
        ));
        let answer = profile.answers.values().next().expect("an answer");
        profile.date_of(answer, "2026-06-01".parse().expect("a day")).map(|date| date.to_string())
    };
    for (assessed, reviewed, date) in [
        ("2026-01-01", "2026-02-02", Some("2026-02-02")),
        ("2026-02-02", "2026-01-01", Some("2026-01-01")),
        ("2026-01-01", "", Some("2026-01-01")),
        ("2026-01-01", "2026-06-01", Some("2026-06-01")),
        ("2026-01-01", "2026-06-02", Some("2026-01-01")),
        ("2027-01-01", "2026-06-02", None),
        ("", "", None),
    ] {
        assert_eq!(date_of(assessed, reviewed).as_deref(), date, "{assessed} {reviewed}");
    }
}

#[test]
fn a_ruling_is_one_of_the_capability_or_the_clause_with_the_same_status() {
    let mut seen = [0; 2];
    for capability in Catalogue::latest().capabilities() {
        for ruling in capability.rulings {
            let answer = |status: Status| {
                let answer = format!("{{status: {status}, note: Why., ruling: {}}}", ruling.id);
                match ruling.clause {
                    None => format!("{HEAD}answers: {{{}: {answer}}}\n", capability.id),
                    Some(clause) => {
                        format!("{HEAD}answers: {{{}: {{clauses: {{{clause}: {answer}}}}}}}\n", capability.id)
                    }
                }
            };
            // If every required clause is not applicable, the answer needs a status instead of clauses.
            if ruling.clause.is_none() || ruling.status != Status::NotApplicable {
                let profile = profile(answer(ruling.status));
                let read = profile.answers.values().next().expect("an answer");
                let cited = match ruling.clause {
                    None => read.ruling,
                    Some(clause) => read.clause(clause).and_then(|clause| clause.ruling),
                };
                assert_eq!(cited, Some(ruling.id));
                seen[usize::from(ruling.clause.is_some())] += 1;
            }
            for other in Status::ALL.into_iter().filter(|other| *other != ruling.status) {
                let message =
                    format!("the ruling `{}` says {}, but the answer is {other}", ruling.id, ruling.status);
                let help = format!("write `status: {}`, or leave `ruling` out", ruling.status);
                let found = problems(answer(other));
                assert!(found.iter().any(|found| (&found.1, &found.2) == (&message, &help)), "{found:?}");
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

/// A missing note, or a mistake beside the status, hides no other problem.
#[test]
fn all_problems_of_clauses_are_reported_at_once() {
    let every = "every required clause is `not-applicable`";
    let note = "`not-applicable` needs a `note` with the reason";
    let own_note = "a clause that is `not-applicable` needs a `note` of its own";
    let good = "{status: not-applicable, note: No.}";
    for (login, second, messages) in [
        ("not-applicable", good, vec![every, note]),
        ("{status: not-applicable}", good, vec![every, own_note]),
        ("not-applicable", "not-applicable", vec![every, note, note]),
        ("{status: not-applicable, evidence: {a: b}}", good, vec![every, own_note, "`evidence` takes"]),
        ("{status: not-applicable, note: {a: b}}", good, vec![every, "`note` takes"]),
        ("{status: not-applicable, ruling: none}", good, vec![every, own_note, "has no ruling `none`"]),
        ("{status: not-applicable, noet: No.}", good, vec![every, "`noet` is not a key"]),
        // Here the status is in doubt.
        ("{statsu: not-applicable, note: No.}", good, vec!["`statsu` is not a key"]),
        ("{status: nowhere}", good, vec!["`nowhere`"]),
        ("nowhere", "not-applicable", vec!["`nowhere`", note]),
    ] {
        let clauses = format!("clauses: {{login: {login}, second-factor: {second}}}");
        let found = problems(format!("{HEAD}answers:\n  brute-force-protection: {{{clauses}}}\n"));
        let has = |message: &&str| found.iter().any(|problem| problem.1.contains(*message));
        assert!(messages.iter().all(has) && found.len() == messages.len(), "{clauses}: {found:?}");
    }
}

#[test]
fn empty_values_are_not_answers() {
    let text = format!(
        "{HEAD}  url: ''\nassessment:\ntaxonomy: {{}}\nalso-assess:\ntargets: ~\nanswers:\n  verified-email:\n  \
         strong-mfa: {{note: '', evidence: , plan: {{owner: }}, status: met}}\n"
    );
    let profile = profile(text);
    assert_eq!(profile.registry.url, None);
    assert_eq!(profile.answers.len(), 1);
    assert_eq!(profile.answers.values().next().expect("an answer").value, Answer::whole(Status::Met));
    assert!(self::profile(format!("{HEAD}answers:\n")).answers.is_empty());
}

#[test]
fn texts_are_read_as_they_look() {
    for text in ["no", "2026-11-02", "1.0", "0x1F", "'null'", "\"~\"", "true", "1_000", "12:30:45", ".inf"] {
        let full = format!("{HEAD}answers:\n  verified-email: {{status: met, note: {text}}}\n");
        let profile = profile(full);
        let answer = profile.answers.values().next().expect("an answer");
        assert_eq!(answer.note.as_deref(), Some(text.trim_matches(['"', '\''])));
    }
}

#[test]
fn yes_is_accepted_too_and_one_kind_of_hosting_needs_no_list() {
    for (text, expected) in
        [("true", true), ("Yes", true), ("FALSE", false), ("no", false), ("\"yes\"", true)]
    {
        let profile = profile(format!("{HEAD}taxonomy:\n  accounts: {text}\n  hosting: source-only\n"));
        assert_eq!(profile.taxonomy.accounts.map(|accounts| accounts.exist()), Some(expected));
        assert_eq!(profile.taxonomy.hosting, Some(BTreeSet::from([Hosting::SourceOnly])));
    }
}

#[test]
fn own_keys_are_left_alone_anywhere() {
    let text = format!(
        "x-top: {{a: [b, {{c: !own d}}]}}\n{HEAD}  x-owner: me\nanswers:\n  x-group: [1]\n  verified-email:\n    \
         x-ticket: {{<<: 1}}\n    status: met\n    plan: {{}}\n"
    );
    assert_eq!(profile(text).answers.len(), 1);
}

#[test]
fn a_recommended_clause_that_is_open_may_have_a_plan() {
    let clauses = |last: &str| {
        format!(
            "{HEAD}answers:\n  vulnerability-disclosure-policy:\n    clauses: {{published-policy: met, safe-harbor: \
             met, remediation-in-90-days: {last}}}\n    plan: {{summary: Faster.}}\n"
        )
    };
    assert!(problems(clauses("unmet")).is_empty());
    assert_eq!(problems(clauses("met")).len(), 1);
}

#[test]
fn every_way_to_end_a_line_and_to_begin_a_file_reads_the_same() {
    let expected = profile(FULL);
    let windows = FULL.replace('\n', "\r\n");
    let old = FULL.replace('\n', "\r");
    let bom = format!("\u{feff}{FULL}");
    let marked = format!("---\n{FULL}...\n");
    let no_end = FULL.trim_end().to_owned();
    for text in [windows, old, bom, marked, no_end] {
        let profile = profile(text);
        assert_eq!(profile.answers, expected.answers);
        assert_eq!(profile.registry, expected.registry);
    }
}

#[test]
fn aliases_are_read_where_they_are_used() {
    let text = format!(
        "{HEAD}x-note: &why There are no accounts.\nanswers:\n  verified-email: {{status: not-applicable, note: \
         *why}}\n  strong-mfa: &gone {{status: not-applicable, note: *why}}\n  mandatory-mfa: *gone\n"
    );
    let profile = profile(text);
    assert_eq!(profile.answers.len(), 3);
    assert!(profile.answers.values().all(|answer| answer.note.as_deref() == Some("There are no accounts.")));
}

#[test]
fn hostile_texts_end_in_an_error_and_not_in_memory() {
    let mut bomb = "x-a: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb += &format!("x-{level}: &a{level} [{aliases}]\n");
    }
    let long = format!("x-a: &a {}\nx-b: [{}]\n", "x".repeat(400_000), "*a, ".repeat(100_000));
    let lists = "[".repeat(100_000);
    let maps = "{a: ".repeat(100_000);
    let keys = "? ".repeat(100_000);
    let steps: String = (0..1000).map(|step| format!("{:step$}a:\n", "")).collect();
    let mixed: String = (0..100).map(|_| "[{a: ").collect();
    for text in [bomb, long, lists, maps, keys, steps, mixed] {
        let found = problems(format!("{HEAD}{text}"));
        assert!(!found.is_empty() && found.len() < 10, "{found:?}");
    }
}

#[test]
fn a_file_full_of_mistakes_is_read_quickly() {
    let unknown: String = (0..60_000).map(|number| format!("  verified-{number}: met\n")).collect();
    let repeated = "  verified-email: met\n".repeat(40_000);
    for (answers, more) in [(unknown, "and 59000 more"), (repeated, "and 38999 more")] {
        let problems = read(&source(format!("{HEAD}answers:\n{answers}"))).expect_err("mistakes");
        assert_eq!(problems.len(), Problems::MAX + 1);
        assert!(problems[Problems::MAX].message().starts_with(more), "{}", problems[Problems::MAX].message());
    }
}

/// Every text of these tests, cut off and changed in many places.
#[test]
fn no_text_makes_reading_panic() {
    let mut seed = 0x9e37_79b9_7f4a_7c11_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % u64::try_from(below.max(1)).expect("a small number")).expect("below a usize")
    };
    let pieces = [
        "\t", "\r", "\u{feff}", "\"", "'", "[", "]", "{", "}", "*a", "&a ", "!t ", ": ", "- ", "\n", "  ",
        "#", "|", ">", "?", "%", "<<", "\u{85}", "\u{202e}", "é", "日", "---\n", "...\n", "x-", "\\", ",",
        "~", "\u{7}",
    ];
    let texts = [messages::WHOLE, messages::TOP, messages::ANSWERS].concat();
    let texts: Vec<String> = texts.iter().map(|case| format!("{HEAD}answers:\n{}", case.0)).collect();
    for round in 0..4000 {
        let mut text = if round % 3 == 0 { FULL.to_owned() } else { texts[random(texts.len())].clone() };
        for _ in 0..=random(4) {
            let at = text.floor_char_boundary(random(text.len()));
            let to = text.ceil_char_boundary((at + random(6)).min(text.len()));
            text.replace_range(at..to, pieces[random(pieces.len())]);
        }
        let source = source(text);
        for problem in read(&source).err().unwrap_or_default() {
            assert!(problem.help().is_some());
            assert!(source.text.get(problem.span().range()).is_some(), "{problem:?} in {:?}", source.text);
            assert!(crate::text::first_hidden(problem.message()).is_none(), "{problem:?}");
            assert!(crate::text::first_hidden(problem.help().unwrap_or_default()).is_none());
        }
    }
}

#[test]
fn bytes_that_are_not_text_are_reported_with_their_place() {
    let problem = |bytes: &[u8]| {
        let (source, problems) = decode("p.yaml", bytes.to_vec()).expect_err("no text");
        let span = problems[0].span();
        let at = source.position(span.start());
        let marked = source.text[span.range()].to_owned();
        (at.line, at.column, marked, problems[0].message().to_owned())
    };
    assert_eq!(
        problem(b"a: b\nc: \xe9t\xe9\n"),
        (2, 4, "\u{fffd}".to_owned(), "the byte 0xe9 is not UTF-8 here".to_owned())
    );
    let nul = "this is a NUL byte, which text never contains".to_owned();
    assert_eq!(problem(b"a: b\nc\0: d\n"), (2, 2, "\0".to_owned(), nul));
    for bytes in [&b"\xff\xfea\0:\0"[..], b"\xfe\xff\0a\0:", b"a\0:\0 \0b\0"] {
        assert_eq!(problem(bytes).3, "the file is written in UTF-16, but a profile must be in UTF-8");
    }
    assert!(problem(&vec![b' '; MAX_BYTES + 1]).3.starts_with("the file is larger than 1 MiB"));
    assert_eq!(decode("p.yaml", FULL.into()).expect("text").name, "p.yaml");
    assert!(decode("p.yaml", vec![b'\n'; MAX_BYTES]).is_ok());
}
