//! The statements about real registries, in `examples/`: each can be looked up, in a source that stays as it was read.

use std::fs;

use registry_maturity_core::{
    date::Date,
    profile::{self, Answer, Evidence, Judgement, Profile, Status},
    text::{Located, Source, web_address},
};

/// What is said about a real registry, where to look it up, and when somebody last did.
struct Statement {
    place: String,
    status: Status,
    links: Vec<String>,
    read: Option<Date>,
}

#[test]
fn every_status_can_be_looked_up() {
    for_each_example(|profile, _| {
        for statement in statements(profile) {
            let judged = matches!(statement.status, Status::Met | Status::Partial | Status::Unmet);
            assert!(!judged || !statement.links.is_empty(), "{} has no link", statement.place);
            for link in statement.links {
                assert!(web_address(&link).is_some(), "{}: {link} is no address", statement.place);
            }
        }
    });
}

#[test]
fn links_into_repositories_name_a_commit() {
    for_each_example(|profile, _| {
        for statement in statements(profile) {
            for link in statement.links {
                let revision = revision(&link);
                assert!(revision.is_none_or(is_commit), "{}: {link} can change", statement.place);
            }
        }
    });
}

#[test]
fn nothing_was_read_before_it_was_written_or_after_the_assessment() {
    for_each_example(|profile, _| {
        let assessed = profile.assessed.date.expect("a date");
        for statement in statements(profile) {
            let read = statement.read.unwrap_or(assessed);
            assert!(read <= assessed, "{} was read after the assessment", statement.place);
            for link in statement.links {
                let written = dates(&link).max();
                assert!(written.is_none_or(|written| written <= read), "{}: {link}", statement.place);
            }
        }
    });
}

/// The comment at the top says when the sources were read; the date there and in the data is the same.
#[test]
fn the_header_has_the_date_of_the_reading() {
    for_each_example(|profile, text| {
        let header: String = text.lines().take_while(|line| line.starts_with('#')).collect();
        let date = profile.assessed.date.expect("a date").to_string();
        assert!(header.contains(&date), "{}: {date} is not in the header", profile.registry.name);
    });
}

/// Every example about a registry that exists: its address is not one of those that are reserved for documentation.
fn for_each_example(check: impl Fn(&Profile, &str)) {
    let mut count = 0;
    for entry in fs::read_dir("examples").expect("examples") {
        let path = entry.expect("an example").path();
        let text = fs::read_to_string(&path).expect("an example");
        let profile = profile::read(&Source::new("an example", text.as_str())).expect("a profile");
        let url = profile.registry.url.clone().expect("an address");
        if !url.contains("example.") {
            check(&profile, &text);
            count += 1;
        }
    }
    assert!(count > 0, "no example is about a real registry");
}

/// Each answer and each clause. With clauses, the statuses are theirs alone.
fn statements(profile: &Profile) -> Vec<Statement> {
    let mut list = Vec::new();
    for (id, answer) in &profile.answers {
        let Answer { judgement, evidence, reviewed, .. } = &answer.value;
        let mut add = |place, status, evidence: &[Located<Evidence>]| {
            let place = format!("{}, {place}", profile.registry.name);
            let links = evidence.iter().map(|link| link.value.as_str().to_owned()).collect();
            list.push(Statement { place, status, links, read: *reviewed });
        };
        match judgement {
            Judgement::Whole(status) => add(id.to_string(), *status, evidence),
            Judgement::ByClause(clauses) => {
                add(id.to_string(), Status::Unknown, evidence);
                for (clause, answer) in clauses {
                    add(format!("{id}, {clause}"), answer.value.status, &answer.value.evidence);
                }
            }
        }
    }
    list
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
            // Codeberg says what kind of revision follows.
            Some(if matches!(revision, "branch" | "tag" | "commit") { after(revision)? } else { revision })
        }
        host if host.ends_with(".googlesource.com") => after("+"),
        _ => None,
    }
}

fn is_commit(revision: &str) -> bool {
    revision.len() == 40 && revision.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The days in an address, such as `2026-04-16` or `2026/04/16`; of a month alone, `2026-04`, its first day.
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
