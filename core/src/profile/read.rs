//! Reads text into a [`Profile`], or reports every [`Problem`] of the text at once.
//!
//! Values that cannot be read are reported and left out, and reading continues. Only a text without problems becomes a
//! profile.

mod answer;
mod decode;
mod reader;
mod status;

#[cfg(test)]
mod tests;

pub use decode::{MAX_BYTES, decode};

use std::collections::{BTreeMap, BTreeSet};

use self::reader::{KeyedValue, ProfileReader, one_of, shorten};
use super::{
    Answer, Assessed, Profile, Registry,
    keys::{
        ACCOUNTS, ALSO_ASSESS, ANSWERS, ASSESSMENT, BEGINNING, Key, PROFILE, REGISTRY, TARGETS, TAXONOMY,
        with_ids,
    },
    private::without_private_words,
};
use crate::{
    catalogue::{Accounts, CapabilityId, Catalogue, Hosting, Level, Taxonomy, TrackId},
    text::{Located, Problem, Source, Span},
    yaml::{Kind, Tree},
};

/// Reads and checks a profile. Does not stop at the first problem.
///
/// # Errors
/// Every problem of the text, ordered by its place.
pub fn read(source: &Source) -> Result<Profile, Vec<Problem>> {
    interpret(&Tree::read(&source.text)).map_err(|problems| without_private_words(&source.text, problems))
}

/// Whether a text is probably meant as a profile: it is one, or has lines with two of a profile's keys.
#[must_use]
pub fn resembles(source: &Source) -> bool {
    let has = |key: &&Key| {
        let mut values = source.text.lines().filter_map(|line| line.strip_prefix(key.name));
        values.any(|value| value.trim_start().starts_with(':'))
    };
    PROFILE.keys.iter().filter(has).count() > 1 || interpret(&Tree::read(&source.text)).is_ok()
}

/// Converts a tree to a profile.
pub(super) fn interpret(tree: &Tree<'_>) -> Result<Profile, Vec<Problem>> {
    let mut reader = ProfileReader::new(tree, Catalogue::latest());
    let profile = document(&mut reader, tree);
    match profile {
        Some(profile) if reader.problems.is_empty() => Ok(profile),
        _ => Err(reader.problems.in_order("start again from what `registry-maturity init` writes")),
    }
}

fn document(reader: &mut ProfileReader, tree: &Tree<'_>) -> Option<Profile> {
    let root = tree.root().filter(|root| root.kind() != Kind::Null);
    let Some(root) = root else {
        reader.missing(
            Span::default(),
            "the file has no profile in it",
            &with_ids(BEGINNING, reader.catalogue),
        );
        return None;
    };
    let fields = reader.document(root, &PROFILE);
    if root.kind() != Kind::Map {
        return None;
    }
    let start = root.entries().next().map_or(root.at(), |(key, _)| key.at());
    let known_edition = edition(reader, &fields, start);
    sections(reader, &fields, start, known_edition)
}

/// Sets the edition. Returns whether ids can be looked up in it.
fn edition(reader: &mut ProfileReader, fields: &[KeyedValue<'_>], start: Span) -> bool {
    let Some(field) = fields.iter().find(|field| field.name == "principles") else {
        reader.missing(
            start,
            "the edition of the principles is missing",
            &with_ids("write `principles: $edition` as the first line", reader.catalogue),
        );
        return true;
    };
    let problems_before = reader.problems.len();
    let Some(word) = reader.word(*field) else {
        if reader.problems.len() == problems_before {
            let problem = Problem::new(field.at, "`principles` does not name an edition");
            let help = "write the edition that the answers are for: `principles: $edition`";
            reader.report(problem.with_help(with_ids(help, reader.catalogue)));
        }
        return true;
    };
    let Ok(catalogue) = Catalogue::edition(word.value) else {
        let known: Vec<&str> = Catalogue::editions().iter().map(|known| known.edition.id).collect();
        let message =
            format!("this program does not know the edition `{}` of the principles", shorten(word.value));
        let help = format!(
            "it knows {}: write `principles: \"{}\"`",
            one_of(&known),
            Catalogue::latest().edition.id
        );
        reader.report(Problem::new(word.at, message).with_help(help));
        return false;
    };
    reader.catalogue = catalogue;
    true
}

fn sections(
    reader: &mut ProfileReader,
    fields: &[KeyedValue<'_>],
    start: Span,
    known_edition: bool,
) -> Option<Profile> {
    let mut registry = None;
    let mut assessed = Assessed::default();
    let mut taxonomy = Taxonomy::default();
    let mut also_assess = BTreeMap::new();
    let mut targets = BTreeMap::new();
    let mut answers = BTreeMap::new();
    for &field in fields {
        match field.name {
            "principles" => {}
            "registry" => registry = read_registry(reader, field),
            "assessment" => assessed = read_assessed(reader, field),
            "taxonomy" => taxonomy = read_taxonomy(reader, field),
            "also-assess" | "targets" | "answers" if !known_edition => {}
            "also-assess" => also_assess = read_also_assess(reader, field),
            "targets" => targets = read_targets(reader, field),
            "answers" => answers = read_answers(reader, field),
            _ => reader.unknown_key(field),
        }
    }
    let place = |name| fields.iter().find(|field| field.name == name).map(|field| field.at);
    let registry_at = place("registry");
    if registry_at.is_none() {
        reader.missing(start, "the registry's name is missing", "write `registry: {name: Example Index}`");
    }
    Some(Profile {
        catalogue: reader.catalogue,
        registry: registry?,
        assessed,
        assessed_at: place("assessment").unwrap_or(start),
        taxonomy,
        taxonomy_at: place("taxonomy").or(registry_at).unwrap_or(start),
        also_assess,
        targets,
        answers,
    })
}

fn read_registry(reader: &mut ProfileReader, field: KeyedValue<'_>) -> Option<Registry> {
    let problems_before = reader.problems.len();
    let (mut name, mut url) = (None, None);
    for part in reader.fields(field, &REGISTRY).unwrap_or_default() {
        match part.name {
            "name" => name = reader.text(part),
            "url" => url = reader.text(part),
            _ => reader.unknown_key(part),
        }
    }
    if name.is_none() && reader.problems.len() == problems_before {
        reader.missing(field.at, "the registry's name is missing", "write `registry: {name: Example Index}`");
    }
    Some(Registry { name: name?, url })
}

fn read_assessed(reader: &mut ProfileReader, field: KeyedValue<'_>) -> Assessed {
    let mut assessed = Assessed::default();
    for part in reader.fields(field, &ASSESSMENT).unwrap_or_default() {
        match part.name {
            "date" => assessed.date = reader.date(part),
            "by" => assessed.by = reader.text(part),
            _ => reader.unknown_key(part),
        }
    }
    assessed
}

fn read_taxonomy(reader: &mut ProfileReader, field: KeyedValue<'_>) -> Taxonomy {
    let mut taxonomy = Taxonomy::default();
    for part in reader.fields(field, &TAXONOMY).unwrap_or_default() {
        match part.name {
            "accounts" => taxonomy.accounts = read_accounts(reader, part),
            "hosting" => taxonomy.hosting = read_hosting(reader, part),
            _ => reader.unknown_key(part),
        }
    }
    taxonomy
}

fn read_accounts(reader: &mut ProfileReader, field: KeyedValue<'_>) -> Option<Accounts> {
    if field.value.kind() == Kind::Map {
        return read_providers(reader, field);
    }
    let word = reader.word_or_keys(field)?;
    match word.value.to_ascii_lowercase().as_str() {
        "true" | "yes" => Some(Accounts::Present),
        "false" | "no" => Some(Accounts::Absent),
        _ => {
            let message = format!("`accounts` takes yes or no, but this is `{}`", shorten(word.value));
            reader.report(Problem::new(word.at, message).with_help(
                "write `accounts: true` or `accounts: false`; `accounts: {provider: GitHub}` if others provide log-in",
            ));
            None
        }
    }
}

/// `{provider: GitHub}`: there are accounts, and somebody else provides log-in.
fn read_providers(reader: &mut ProfileReader, field: KeyedValue<'_>) -> Option<Accounts> {
    let problems_before = reader.problems.len();
    let mut providers = Vec::new();
    for part in reader.fields(field, &ACCOUNTS).unwrap_or_default() {
        match part.name {
            "provider" => {
                let names = reader.words(part).unwrap_or_default();
                providers = names.into_iter().map(|name| name.value.to_owned()).collect();
            }
            _ => reader.unknown_key(part),
        }
    }
    if providers.is_empty() && reader.problems.len() == problems_before {
        let problem = Problem::new(field.at, "`accounts` does not say who provides log-in");
        reader.report(problem.with_help("write `accounts: {provider: GitHub}`, or `accounts: true`"));
    }
    (!providers.is_empty()).then_some(Accounts::ProvidedBy(providers))
}

fn read_hosting(reader: &mut ProfileReader, field: KeyedValue<'_>) -> Option<BTreeSet<Hosting>> {
    let problems_before = reader.problems.len();
    let words = reader.words(field)?;
    let ids = Hosting::ALL.map(Hosting::id);
    let kinds: BTreeSet<Hosting> =
        words.iter().filter_map(|word| reader.choice(word, "kind of hosting", &ids)).collect();
    if kinds.is_empty() && reader.problems.len() == problems_before {
        let problem =
            Problem::new(field.value.at(), "every registry hosts something, but `hosting` is an empty list");
        reader.report(
            problem.with_help("write `hosting: [built-packages]`, or remove the line if it is not known yet"),
        );
    }
    if kinds.contains(&Hosting::SourceOnly) && kinds.len() > 1 {
        let problem = Problem::new(field.value.at(), "`source-only` excludes the other kinds of hosting");
        reader
            .report(problem.with_help(
                "write `hosting: source-only`, or `hosting: [built-packages, builds]` without it",
            ));
    }
    (!kinds.is_empty()).then_some(kinds)
}

/// The track with this key, or a problem if there is none.
fn track(reader: &mut ProfileReader, field: KeyedValue<'_>) -> Option<TrackId> {
    let track = reader.catalogue.track(field.name).ok();
    if track.is_none() {
        let tracks: Vec<&'static str> =
            reader.catalogue.tracks.iter().map(|track| track.id.as_str()).collect();
        let name = shorten(field.name);
        let message = match reader.catalogue.capability(field.name) {
            Ok(_) => format!("`{name}` is a capability, but {} takes tracks", field.section.name),
            Err(_) => format!("there is no track `{name}`"),
        };
        reader.unknown(field.name, field.at, message, &tracks);
    }
    track.map(|track| track.id)
}

fn read_also_assess(reader: &mut ProfileReader, field: KeyedValue<'_>) -> BTreeMap<TrackId, Located<String>> {
    let mut reasons = BTreeMap::new();
    for entry in reader.fields(field, &ALSO_ASSESS).unwrap_or_default() {
        let Some(id) = track(reader, entry) else { continue };
        let problems_before = reader.problems.len();
        if let Some(reason) = reader.text(entry) {
            reasons.insert(id, Located::new(reason, entry.at));
        } else if reader.problems.len() == problems_before {
            let problem = Problem::new(entry.at, format!("the reason to assess `{id}` is missing"));
            reader.report(problem.with_help(format!("write `{id}: We hand out API tokens.`")));
        }
    }
    reasons
}

fn read_targets(reader: &mut ProfileReader, field: KeyedValue<'_>) -> BTreeMap<TrackId, Located<Level>> {
    let mut targets = BTreeMap::new();
    for entry in reader.fields(field, &TARGETS).unwrap_or_default() {
        let Some(id) = track(reader, entry) else { continue };
        let Some(word) = reader.word(entry) else { continue };
        match word.value.parse() {
            Ok(level) if word.value.len() == 1 => {
                targets.insert(id, Located::new(level, entry.at));
            }
            _ => {
                let message = format!("a target is a level, but this is `{}`", shorten(word.value));
                reader.report(
                    Problem::new(word.at, message).with_help(format!("levels are 0 to 3: write `{id}: 2`")),
                );
            }
        }
    }
    targets
}

fn read_answers(
    reader: &mut ProfileReader,
    field: KeyedValue<'_>,
) -> BTreeMap<CapabilityId, Located<Answer>> {
    let mut answers = BTreeMap::new();
    let mut keys: BTreeMap<CapabilityId, KeyedValue<'_>> = BTreeMap::new();
    for entry in reader.fields(field, &ANSWERS).unwrap_or_default() {
        let Ok(capability) = reader.catalogue.capability(entry.name) else {
            unknown_capability(reader, entry);
            continue;
        };
        // The tree reports duplicate keys. This catches a former id beside the current one.
        let before = keys.insert(capability.id, entry).filter(|before| before.name != entry.name);
        if let Some(before) = before {
            former_name_too(reader, entry, capability.id, before.at);
        }
        if let Some(answer) = answer::read(reader, capability, entry) {
            answers.insert(capability.id, Located::new(answer, entry.at));
        }
    }
    answers
}

fn unknown_capability(reader: &mut ProfileReader, entry: KeyedValue<'_>) {
    let name = shorten(entry.name);
    if let Ok(track) = reader.catalogue.track(entry.name) {
        let example = track.capabilities.first().map_or("capability", |capability| capability.id.as_str());
        let message = format!("`{name}` is a track, but answers are listed by capability only");
        let help = format!("write its capabilities directly under `answers`: `{example}: met`");
        return reader.report(Problem::new(entry.at, message).with_help(help));
    }
    let message = format!("there is no capability `{name}`");
    let belongs_elsewhere = reader.home_of(entry.name);
    match belongs_elsewhere {
        Some(help) => reader.report(Problem::new(entry.at, message).with_help(help)),
        None => {
            let ids: Vec<&'static str> =
                reader.catalogue.capabilities().map(|known| known.id.as_str()).collect();
            reader.unknown(entry.name, entry.at, message, &ids);
        }
    }
}

fn former_name_too(reader: &mut ProfileReader, entry: KeyedValue<'_>, id: CapabilityId, before: Span) {
    let problem = Problem::new(entry.at, format!("`{id}` is answered twice, once under its former name"))
        .with_help(format!("keep one of the two, under `{id}:`"))
        .with_related(before, "it is answered here first");
    reader.report(problem);
}
