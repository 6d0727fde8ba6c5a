//! Writes new profiles: a complete one to fill in by hand, and a minimal one for the questionnaire.

use super::{
    edit::{inline, inline_in_brackets},
    keys::{ANSWER, ASSESSMENT, Key, PROFILE, ValueKind},
};
use crate::catalogue::{Accounts, Capability, Catalogue, DOES_NOT_APPLY, Level, Status, Taxonomy, Track};

/// A commented profile with every capability that applies, to fill in with an editor.
#[must_use]
pub fn template(catalogue: &Catalogue, name: &str, taxonomy: &Taxonomy) -> String {
    let tracks: Vec<&Track> = catalogue
        .tracks
        .iter()
        .filter(|track| track.requires.unfulfilled(taxonomy).next().is_none())
        .collect();
    let mut text = head(catalogue, &tracks);
    text += &facts(catalogue, name, taxonomy);
    text += "\nanswers:\n";
    let column = comment_column(&tracks);
    for track in &tracks {
        text += &answers(catalogue, track, column);
    }
    text + &left_out(catalogue, taxonomy)
}

/// A minimal profile, with headings below which the questionnaire adds answers.
#[must_use]
pub fn start(catalogue: &Catalogue, name: &str) -> String {
    let headings: Vec<String> =
        catalogue.tracks.iter().map(|track| format!("  # {}\n", track.name)).collect();
    format!(
        "principles: \"{}\"\nregistry:\n  name: {}\nassessment:\ntaxonomy:\ntargets:\nanswers:\n{}",
        catalogue.edition.id,
        inline(name),
        headings.join("\n"),
    )
}

/// A description of the format, with examples from the catalogue.
fn head(catalogue: &Catalogue, tracks: &[&Track]) -> String {
    let capabilities = || tracks.iter().flat_map(|track| track.capabilities);
    let plain = capabilities().find(|capability| capability.clauses.is_empty()).map_or("capability", id);
    let with_clauses = capabilities().find(|capability| !capability.clauses.is_empty());
    let title = catalogue.edition.title;
    let mut text = format!(
        "\
# yaml-language-server: $schema=./registry-maturity.schema.json
# For completion and hints in editors: registry-maturity schema > registry-maturity.schema.json
#
# The security maturity of a package registry: {title}, edition {edition}.
# Write a status after each capability; `registry-maturity explain ID` says what it asks for.
#
{statuses}#   (nothing)        not answered yet
#
# An answer in its long form; every key but the status can be left out:
#
#   {plain}:
#     status: partial
{keys}#
",
        edition = catalogue.edition.id,
        statuses = statuses(),
        keys = long_form(catalogue),
    );
    if let Some((capability, clause)) = with_clauses.and_then(|found| Some((found, found.clauses.first()?))) {
        text += &format!(
            "# Some capabilities have clauses. Answer each with a status, or with a status, evidence and a note:\n\
             #\n#   {}:\n#     clauses:\n#       {}: met\n#\n",
            capability.id, clause.id
        );
    }
    text + "# Keys that begin with x- are yours, and are ignored everywhere.\n\n"
}

/// The statuses with their meanings, two on a line.
fn statuses() -> String {
    let lines = Status::ALL.chunks(2).map(|pair| {
        let cells = pair.iter().map(|status| format!("{:16} {:27}", status.id(), status.meaning()));
        format!("#   {}\n", cells.collect::<Vec<_>>().join(" ").trim_end())
    });
    lines.collect()
}

/// The keys of an answer other than its status, each with an example and its description.
fn long_form(catalogue: &Catalogue) -> String {
    let beside =
        |key: &&Key| !matches!(key.value, ValueKind::Status | ValueKind::Clauses | ValueKind::Ruling);
    let keys: Vec<&Key> = ANSWER.keys.iter().filter(beside).collect();
    let entries: Vec<String> =
        keys.iter().map(|key| format!("{}: {}", key.name, key.example(catalogue))).collect();
    let column = entries.iter().map(String::len).max().unwrap_or(0);
    let lines = keys.iter().zip(entries);
    lines.map(|(key, entry)| format!("#     {entry:column$}  # {}\n", key.description)).collect()
}

/// Everything but the answers.
fn facts(catalogue: &Catalogue, name: &str, taxonomy: &Taxonomy) -> String {
    let accounts = taxonomy.accounts.as_ref().map_or(String::new(), accounts);
    let hosting = taxonomy.hosting.as_ref().map_or(String::new(), |kinds| {
        let ids: Vec<&str> = kinds.iter().map(|kind| kind.id()).collect();
        format!(" [{}]", ids.join(", "))
    });
    let column = format!("  hosting:{hosting}  ").len().max(20);
    let about_accounts =
        format!("true, false or {{provider: GitHub}}: {}", catalogue.taxonomy.accounts.question);
    let about_hosting = format!(
        "[built-packages], [builds], both, or [source-only]: {}",
        catalogue.taxonomy.hosting.question
    );
    let targets = PROFILE.key("targets").map_or(String::new(), |key| {
        let example = key.example(catalogue);
        let example = example.trim_matches(['{', '}']);
        format!("{}, such as {example}.", key.description.trim_end_matches('.'))
    });
    let edition = catalogue.edition.id;
    [
        format!("principles: \"{edition}\"\n\nregistry:\n  name: {}\n  url:\n\nassessment:\n", inline(name)),
        ASSESSMENT.keys.iter().map(|key| line(&format!("  {}:", key.name), &key.hint(), column)).collect(),
        "\ntaxonomy:\n".to_owned(),
        line(&format!("  accounts:{accounts}"), &about_accounts, column),
        line(&format!("  hosting:{hosting}"), &about_hosting, column),
        "\n".to_owned(),
        line("targets:", &targets, column),
    ]
    .concat()
}

fn accounts(accounts: &Accounts) -> String {
    match accounts.providers() {
        [] => format!(" {}", accounts.exist()),
        providers => {
            let names: Vec<String> = providers.iter().map(|name| inline_in_brackets(name)).collect();
            format!(" {{provider: [{}]}}", names.join(", "))
        }
    }
}

/// The column of the titles: after the longest id.
fn comment_column(tracks: &[&Track]) -> usize {
    let capabilities = tracks.iter().flat_map(|track| track.capabilities);
    capabilities.map(|capability| format!("  {}:  ", capability.id).len()).max().unwrap_or(0)
}

fn answers(catalogue: &Catalogue, track: &Track, column: usize) -> String {
    let mut text = format!("\n  # {}\n", track.name);
    for level in Level::RUNGS {
        if track.at(level).next().is_none() {
            continue;
        }
        text += &format!("  # Level {level}: {}\n", catalogue.meaning(level).name);
        for capability in track.at(level) {
            text += &answer(capability, column);
        }
    }
    text
}

fn answer(capability: &Capability, column: usize) -> String {
    if capability.clauses.is_empty() {
        return line(&format!("  {}:", capability.id), capability.title, column);
    }
    let mut text = line(&format!("  {}:", capability.id), capability.title, column) + "    clauses:\n";
    for clause in capability.clauses {
        let recommended = if clause.required { "" } else { " (recommended)" };
        let title = format!("{}{recommended}", clause.title);
        text += &line(&format!("      {}:", clause.id), &title, column);
    }
    text
}

fn line(entry: &str, comment: &str, column: usize) -> String {
    format!("{entry:column$}# {comment}\n", column = column.max(entry.len() + 1))
}

/// The tracks that do not apply, and why.
fn left_out(catalogue: &Catalogue, taxonomy: &Taxonomy) -> String {
    let reasons = catalogue.tracks.iter().filter_map(|track| {
        let reason = track.requires.unfulfilled(taxonomy).next()?;
        Some(format!("# {}: {DOES_NOT_APPLY}, because {}.\n", track.name, catalogue.absent(reason)))
    });
    let reasons: String = reasons.collect();
    if reasons.is_empty() {
        return reasons;
    }
    format!(
        "\n# Left out. To include a track, add `also-assess: {{track: reason}}` and its answers.\n{reasons}"
    )
}

fn id(capability: &'static Capability) -> &'static str {
    capability.id.as_str()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        catalogue::Hosting,
        profile::{Answer, Edit, Profile, edit, read},
        text::Source,
    };

    fn profile(text: &str) -> Profile {
        read(&Source::new("new", text)).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
    }

    fn kinds() -> Vec<Taxonomy> {
        let hosting = |kinds: &[Hosting]| Some(kinds.iter().copied().collect::<BTreeSet<_>>());
        let sets = [
            None,
            hosting(&[Hosting::SourceOnly]),
            hosting(&[Hosting::Builds]),
            hosting(&[Hosting::BuiltPackages, Hosting::Builds]),
        ];
        let accounts = [
            None,
            Some(Accounts::Present),
            Some(Accounts::Absent),
            Some(Accounts::ProvidedBy(vec!["a, b".to_owned(), "}".to_owned()])),
        ];
        let pairs = accounts
            .into_iter()
            .flat_map(|accounts| sets.iter().map(move |set| (accounts.clone(), set.clone())));
        pairs.map(|(accounts, hosting)| Taxonomy { accounts, hosting }).collect()
    }

    #[test]
    fn a_template_asks_for_all_that_applies_and_says_the_taxonomy() {
        for catalogue in Catalogue::editions() {
            for taxonomy in kinds() {
                let profile = profile(&template(catalogue, "no: \u{202e}name", &taxonomy));
                assert_eq!(profile.registry.name, "no: \u{202e}name");
                assert_eq!(profile.taxonomy, taxonomy);
                let applies = |track: &&Track| track.requires.unfulfilled(&taxonomy).next().is_none();
                let asked: usize =
                    catalogue.tracks.iter().filter(applies).map(|track| track.capabilities.len()).sum();
                assert!(profile.answers.is_empty());
                let text = template(catalogue, "x", &taxonomy);
                let keys = catalogue
                    .capabilities()
                    .filter(|capability| text.contains(&format!("\n  {}:", capability.id)));
                assert_eq!(keys.count(), asked);
            }
        }
    }

    #[test]
    fn a_template_explains_the_statuses_and_names_the_tracks_that_it_leaves_out() {
        for catalogue in Catalogue::editions() {
            for taxonomy in kinds() {
                let text = template(catalogue, "x", &taxonomy);
                for status in Status::ALL {
                    let meaning = format!("{:16} {}", status.id(), status.meaning());
                    assert!(text.lines().any(|line| line.starts_with('#') && line.contains(&meaning)));
                }
                for track in catalogue.tracks {
                    let left_out = format!("# {}: does not apply, because ", track.name);
                    let applies = track.requires.unfulfilled(&taxonomy).next().is_none();
                    assert_eq!(text.lines().any(|line| line.starts_with(&left_out)), !applies, "{text}");
                }
            }
        }
    }

    #[test]
    fn the_titles_are_in_one_column_two_spaces_after_the_longest_id() {
        for catalogue in Catalogue::editions() {
            let text = template(catalogue, "x", &Taxonomy::default());
            let lines = catalogue.capabilities().map(|capability| {
                let entry = format!("  {}:", capability.id);
                let line = text.lines().find(|line| line.starts_with(&entry)).expect("its line");
                let column = line.find("# ").expect("its title");
                (column, column - entry.len())
            });
            let (columns, spaces): (BTreeSet<usize>, BTreeSet<usize>) = lines.unzip();
            assert_eq!((columns.len(), spaces.first()), (1, Some(&2)), "{text}");
        }
    }

    #[test]
    fn the_long_form_in_the_head_is_sound_and_complete() {
        let text = template(Catalogue::latest(), "Example", &Taxonomy::default());
        let example: String = text
            .lines()
            .filter_map(|line| line.strip_prefix("#   "))
            .filter(|line| {
                !line.contains("is there") && !line.starts_with("not-applicable ") && !line.starts_with('(')
            })
            .map(|line| format!("  {line}\n"))
            .collect();
        let profile = profile(&format!("principles: \"0.1\"\nregistry: {{name: x}}\nanswers:\n{example}"));
        assert_eq!(profile.answers.len(), 2);
        let answer = profile.answers.values().find(|answer| !answer.is_by_clause()).expect("the long form");
        assert!(!answer.evidence.is_empty() && answer.intent.is_some() && answer.plan.is_some());
        for key in ["note", "reviewed", "internal", "delegated-to", "review-by"] {
            assert!(answer.value.value(key).is_some(), "{key}");
        }
    }

    #[test]
    fn every_answer_added_to_a_new_profile_goes_below_its_track() {
        for catalogue in Catalogue::editions() {
            let mut text = start(catalogue, "Example Index");
            let mut capabilities: Vec<&Capability> = catalogue.capabilities().collect();
            capabilities.reverse();
            capabilities.sort_by_key(|capability| capability.id.as_str().len());
            for capability in capabilities {
                let met = Edit::Answer(capability.id, Some(Answer::whole(Status::Met)));
                text = edit(&text, &met).expect("an edit");
            }
            let mut in_order = String::new();
            for track in catalogue.tracks {
                in_order += &format!("\n  # {}\n", track.name);
                in_order.extend(
                    track.capabilities.iter().map(|capability| format!("  {}: met\n", capability.id)),
                );
            }
            assert!(text.ends_with(&format!("answers:{in_order}").replacen(":\n\n", ":\n", 1)), "{text}");
            assert_eq!(profile(&text).answers.len(), catalogue.capabilities().count());
        }
    }
}
