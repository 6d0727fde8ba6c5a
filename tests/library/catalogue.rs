//! The catalogue matches its files and the model that it describes.

use std::{collections::BTreeSet, fs};

use registry_maturity_core::catalogue::{Catalogue, Level, Work};

#[test]
fn every_file_is_in_the_binary() {
    let folders: BTreeSet<String> = names("principles");
    let editions = Catalogue::editions().iter().map(|catalogue| format!("v{}", catalogue.edition.id));
    assert_eq!(folders, editions.collect());
    for catalogue in Catalogue::editions() {
        let files = names(&format!("principles/v{}", catalogue.edition.id));
        let mut expected: BTreeSet<String> =
            catalogue.tracks.iter().map(|track| format!("{}.toml", track.id)).collect();
        expected.insert("model.toml".to_owned());
        assert_eq!(files, expected);
    }
}

fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect(folder);
    entries.map(|entry| entry.expect(folder).file_name().into_string().expect("UTF-8")).collect()
}

/// Results in JSON have these words too.
#[test]
fn kinds_of_work_and_origins_have_the_words_of_the_files() {
    for catalogue in Catalogue::editions() {
        for track in catalogue.tracks {
            let path = format!("principles/v{}/{}.toml", catalogue.edition.id, track.id);
            let text = fs::read_to_string(&path).expect(&path);
            let works = |works: &[Work]| {
                let ids: Vec<_> = works.iter().map(|work| format!("\"{}\"", work.id())).collect();
                format!("[{}]", ids.join(", "))
            };
            let capabilities = || track.capabilities.iter();
            let clauses = capabilities().flat_map(|capability| capability.clauses);
            let rulings = capabilities().flat_map(|capability| capability.rulings);
            assert_eq!(
                written(&text, "[[capability]]", "work"),
                capabilities().map(|capability| works(capability.work)).collect::<Vec<_>>()
            );
            assert_eq!(
                written(&text, "[[capability.clause]]", "work"),
                clauses.map(|clause| works(clause.work)).collect::<Vec<_>>()
            );
            assert_eq!(
                written(&text, "[[capability.ruling]]", "origin"),
                rulings.map(|ruling| format!("\"{}\"", ruling.origin.id())).collect::<Vec<_>>()
            );
        }
    }
}

/// The values of a key in all tables of a kind, as written.
fn written<'t>(text: &'t str, table: &str, key: &str) -> Vec<&'t str> {
    let mut is_wanted = false;
    let values = text.lines().filter_map(|line| {
        if line.starts_with("[[") {
            is_wanted = line == table;
        }
        line.strip_prefix(key)?.strip_prefix(" = ").filter(|_| is_wanted)
    });
    values.collect()
}

/// Profiles and funders cite ids, so changes of them must show up here. Each line is `id level`, with recommended
/// clauses in parentheses.
#[test]
fn ids_levels_and_clauses_match_the_model() {
    let catalogue = Catalogue::edition("0.1").expect("edition 0.1");
    let mut list = String::new();
    for track in catalogue.tracks {
        list += &format!("{}\n", track.id);
        for level in Level::RUNGS {
            for capability in track.at(level) {
                let clauses = capability.clauses.iter().map(|clause| match clause.required {
                    true => format!(" {}", clause.id),
                    false => format!(" ({})", clause.id),
                });
                list += &format!("  {level} {}{}\n", capability.id, clauses.collect::<String>());
            }
        }
    }
    insta::assert_snapshot!(list);
}

#[test]
fn implications_match_the_model() {
    let catalogue = Catalogue::edition("0.1").expect("edition 0.1");
    let implications = catalogue.capabilities().flat_map(|capability| {
        capability.implies.iter().map(|group| {
            let names: Vec<_> = group.iter().map(|id| id.as_str()).collect();
            format!("{} implies {}\n", capability.id, names.join(" or "))
        })
    });
    insta::assert_snapshot!(implications.collect::<String>(), @"
    critical-package-mfa implies strong-mfa or phishing-resistant-mfa
    mandatory-mfa implies critical-package-mfa
    mandatory-mfa implies strong-mfa or phishing-resistant-mfa
    critical-package-phishing-resistant-mfa implies phishing-resistant-mfa
    critical-package-phishing-resistant-mfa implies critical-package-mfa
    ");
}
