//! Statements about real registries, in `examples/` and in the catalogue: each has a source that will not change.

use std::fs;

use registry_maturity_core::{
    catalogue::Catalogue,
    date::Date,
    profile::{self, Answer, Evidence, Profile, Rating, Status},
    text::{Located, Source, web_address},
};

/// A statement about a real registry, with its sources and the date when they were read.
struct Statement {
    place: String,
    /// Whether it says something definite, not that it is unknown.
    rated: bool,
    links: Vec<String>,
    read: Date,
}

#[test]
fn every_statement_can_be_looked_up() {
    for Statement { place, rated, links, .. } in statements() {
        assert!(!rated || !links.is_empty(), "{place}: no link");
        for link in links {
            assert!(web_address(&link).is_some(), "{place}: {link} is no address");
        }
    }
}

#[test]
fn links_into_repositories_name_a_commit() {
    for Statement { place, links, .. } in statements() {
        for link in links {
            assert!(revision(&link).is_none_or(is_commit), "{place}: {link} can change");
        }
    }
}

#[test]
fn nothing_was_read_before_it_was_written() {
    for Statement { place, links, read, .. } in statements() {
        for link in links {
            assert!(dates(&link).all(|written| written <= read), "{place}: {link} was read on {read}");
        }
    }
}

#[test]
fn nothing_was_read_after_the_assessment() {
    for (profile, _) in real_registries() {
        let assessed = profile.assessed().date.expect("a date");
        for Statement { place, read, .. } in in_profile(&profile) {
            assert!(read <= assessed, "{place}: read on {read}");
        }
    }
}

/// Checks that the comment at the top gives the same date as the data.
#[test]
fn the_header_has_the_date_of_the_reading() {
    for (profile, text) in real_registries() {
        let header: String = text.lines().take_while(|line| line.starts_with('#')).collect();
        let date = profile.assessed().date.expect("a date").to_string();
        assert!(header.contains(&date), "{}: {date} is not in the header", profile.registry().name);
    }
}

/// The examples about real registries, whose addresses are not reserved for documentation.
fn real_registries() -> Vec<(Profile, String)> {
    let paths = fs::read_dir("examples").expect("examples").map(|entry| entry.expect("an entry").path());
    let texts = paths
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .map(|path| fs::read_to_string(path).expect("an example"));
    let profiles = texts.map(|text| {
        let source = Source::new("an example", text.as_str());
        (profile::read(&source).expect("a profile"), text)
    });
    let real: Vec<_> = profiles
        .filter(|(profile, _)| !profile.registry().url.as_ref().expect("an address").contains("example."))
        .collect();
    assert!(!real.is_empty(), "no example is about a real registry");
    real
}

fn statements() -> Vec<Statement> {
    let profiles = real_registries();
    let answers = profiles.iter().flat_map(|(profile, _)| in_profile(profile));
    let examples = Catalogue::editions().iter().flat_map(|catalogue| in_catalogue(catalogue));
    answers.chain(examples).collect()
}

/// Each answer and each clause. If there are clauses, only they have statuses.
fn in_profile(profile: &Profile) -> Vec<Statement> {
    let assessed = profile.assessed().date.expect("a date");
    let mut list = Vec::new();
    for (id, answer) in profile.answers() {
        let Answer { rating, evidence, reviewed, .. } = &answer.value;
        let mut add = |place: String, status: Option<Status>, evidence: &[Located<Evidence>]| {
            list.push(Statement {
                place: format!("{}, {place}", profile.registry().name),
                rated: matches!(status, Some(Status::Met | Status::Partial | Status::Unmet)),
                links: evidence.iter().map(|link| link.value.as_str().to_owned()).collect(),
                read: reviewed.unwrap_or(assessed),
            });
        };
        match rating {
            Rating::Unanswered => {}
            Rating::Whole(status) => add(id.to_string(), Some(*status), evidence),
            Rating::ByClause(clauses) => {
                add(id.to_string(), None, evidence);
                for (clause, answer) in clauses {
                    add(format!("{id}, {clause}"), answer.value.status, &answer.value.evidence);
                }
            }
        }
    }
    list
}

/// The examples in the catalogue.
fn in_catalogue(catalogue: &Catalogue) -> impl Iterator<Item = Statement> {
    catalogue.capabilities().flat_map(|capability| {
        capability.examples.iter().map(|example| Statement {
            place: format!("{}, {}", capability.id, example.registry),
            rated: true,
            links: example.links.iter().map(ToString::to_string).collect(),
            read: example.seen.parse().expect("a date"),
        })
    })
}

/// The branch, tag or commit in an address of a code host, if the address is of a file, a folder or a commit.
fn revision(link: &str) -> Option<&str> {
    let (_, rest) = link.split_once("://")?;
    let parts: Vec<&str> = rest.split(['/', '?', '#']).collect();
    let after =
        |word: &str| parts.iter().position(|part| *part == word).and_then(|at| parts.get(at + 1).copied());
    match *parts.first()? {
        "raw.githubusercontent.com" => parts.get(3).copied(),
        "github.com" | "gitlab.com" | "codeberg.org" | "bitbucket.org" => {
            let kinds = ["blob", "tree", "raw", "blame", "commit", "commits", "src"];
            let revision = kinds.into_iter().find_map(after)?;
            // Codeberg's addresses name the kind of revision.
            Some(if matches!(revision, "branch" | "tag" | "commit") { after(revision)? } else { revision })
        }
        host if host.ends_with(".googlesource.com") => after("+"),
        _ => None,
    }
}

fn is_commit(revision: &str) -> bool {
    revision.len() == 40 && revision.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The dates in an address, such as `2026-04-16` or `2026/04/16`. A month, such as `2026-04`, gives its first day.
fn dates(link: &str) -> impl Iterator<Item = Date> {
    let parts: Vec<&str> = link.split(['-', '/', '.', '_']).collect();
    let number = |part: &&str, digits| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let found: Vec<Date> = parts
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| number(&pair[0], 4) && number(&pair[1], 2))
        .filter_map(|(at, pair)| {
            let day = parts.get(at + 2).filter(|part| number(part, 2)).unwrap_or(&"01");
            format!("{}-{}-{day}", pair[0], pair[1]).parse().ok()
        })
        .collect();
    found.into_iter()
}

#[test]
fn revisions_are_found() {
    let commit = "6b62157124ab7865029afeeadf282bce27d601d9";
    for (link, expected) in [
        ("https://github.com/pypi/warehouse/blob/main/README.md", Some("main")),
        (
            "https://github.com/pypi/warehouse/tree/6b62157124ab7865029afeeadf282bce27d601d9/docs",
            Some(commit),
        ),
        ("https://github.com/pypi/warehouse/commit/6b62157124ab7865029afeeadf282bce27d601d9", Some(commit)),
        ("https://raw.githubusercontent.com/pypi/warehouse/main/README.md", Some("main")),
        ("https://gitlab.com/a/b/-/blob/v1.0/README.md?plain=1", Some("v1.0")),
        ("https://codeberg.org/a/b/src/branch/main/README.md", Some("main")),
        ("https://go.googlesource.com/vuln/+/refs/heads/master/README.md", Some("refs")),
        ("https://github.com/pypi/warehouse/issues/4703", None),
        ("https://docs.example.org/blob/main", None),
    ] {
        assert_eq!(revision(link), expected, "{link}");
    }
    assert!(is_commit(commit) && !is_commit("main") && !is_commit(&commit[..12]));
}

#[test]
fn dates_are_found() {
    for (link, expected) in [
        ("https://example.org/posts/2025-08-18-domains.md", "2025-08-18"),
        ("https://example.org/2026/02/13/policy", "2026-02-13"),
        ("https://example.org/2026/update-2026-03.md", "2026-03-01"),
        ("https://example.org/2023-11-14-1-audit.md", "2023-11-14"),
    ] {
        assert_eq!(dates(link).max().map(|date| date.to_string()).as_deref(), Some(expected), "{link}");
    }
    assert_eq!(dates("https://example.org/2025/1234-56-78/RFC-9116").count(), 0);
}
