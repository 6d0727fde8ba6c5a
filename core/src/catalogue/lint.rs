//! What must hold of a catalogue beyond what the build checks. The tests run it over every edition.

use std::collections::BTreeSet;

use super::{Capability, CapabilityId, Catalogue};
use crate::{
    catalogue::{Hosting, Level},
    date::Date,
    text::web_address,
};

/// The longest that a text may be, in characters, so that a question fits on a screen of 80 by 24.
const LIMITS: Limits =
    Limits { title: 44, question: 200, improvement: 110, body: 420, why: 320, example: 160, registry: 48 };

struct Limits {
    title: usize,
    question: usize,
    improvement: usize,
    body: usize,
    why: usize,
    example: usize,
    registry: usize,
}

/// Everything that is wrong with a catalogue, a sentence each; empty when it is sound.
#[must_use]
pub fn lint(catalogue: &Catalogue) -> Vec<String> {
    let mut faults = Vec::new();
    levels(catalogue, &mut faults);
    hosting(catalogue, &mut faults);
    unique(catalogue, &mut faults);
    for capability in catalogue.capabilities() {
        let mut own = Vec::new();
        texts(capability, &mut own);
        clauses(capability, &mut own);
        links(capability, &mut own);
        relations(catalogue, capability, &mut own);
        faults.extend(own.into_iter().map(|fault| format!("{}: {fault}", capability.id)));
    }
    for track in catalogue.tracks {
        if !track.capabilities.is_sorted_by_key(|capability| capability.level) {
            faults.push(format!("{}: capabilities stand level by level", track.id));
        }
    }
    faults
}

fn levels(catalogue: &Catalogue, faults: &mut Vec<String>) {
    for (meaning, level) in catalogue.levels.iter().zip(Level::ALL) {
        if meaning.level != level {
            faults.push(format!("levels: {} stands where {level} belongs", meaning.level));
        }
        if meaning.name.is_empty() || meaning.meaning.is_empty() {
            faults.push(format!("levels: {level} lacks a text"));
        }
    }
}

fn hosting(catalogue: &Catalogue, faults: &mut Vec<String>) {
    let choices: Vec<Hosting> =
        catalogue.taxonomy.hosting.choices.iter().map(|choice| choice.hosting).collect();
    if choices != Hosting::ALL {
        faults.push("taxonomy: one choice for each kind of hosting, in their order".to_owned());
    }
}

fn unique(catalogue: &Catalogue, faults: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    let mut titles = BTreeSet::new();
    let tracks = catalogue.tracks.iter().map(|track| track.id.0);
    let capabilities = catalogue
        .capabilities()
        .flat_map(|capability| std::iter::once(capability.id.0).chain(capability.aliases.iter().copied()));
    for id in tracks.chain(capabilities) {
        let kebab = id.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        if !kebab {
            faults.push(format!("{id}: an id is lower-case words joined by hyphens"));
        }
        if !ids.insert(id) {
            faults.push(format!("{id}: given twice"));
        }
    }
    for capability in catalogue.capabilities() {
        if !titles.insert(capability.title) {
            faults.push(format!("{}: another capability has this title", capability.id));
        }
    }
}

fn texts(capability: &Capability, faults: &mut Vec<String>) {
    if capability.level == Level::ZERO {
        faults.push("level 0 has no capabilities".to_owned());
    }
    let mut check = |name: &str, text: &str, limit: usize| {
        let length = text.chars().count();
        if text.trim().is_empty() || text.trim() != text {
            faults.push(format!("{name} is missing or has blanks around it"));
        } else if length > limit {
            faults.push(format!("{name} has {length} characters, {limit} fit on a screen"));
        }
        if text.chars().any(char::is_control) {
            faults.push(format!("{name} has a line break or control character"));
        }
    };
    check("title", capability.title, LIMITS.title);
    check("question", capability.question, LIMITS.question);
    check("improvement", capability.improvement, LIMITS.improvement);
    check("met", capability.met, LIMITS.body);
    check("partial", capability.partial, LIMITS.body);
    check("why", capability.why, LIMITS.why);
    for clause in capability.clauses {
        check("a clause's title", clause.title, LIMITS.title);
        check("a clause's question", clause.question, LIMITS.question);
    }
    for reference in capability.references {
        check("a reference's title", reference.title, LIMITS.example);
    }
    for example in capability.examples {
        check("an example's registry", example.registry, LIMITS.registry);
        check("an example", example.how, LIMITS.example);
    }
    if !capability.question.ends_with('?') {
        faults.push("the question asks nothing".to_owned());
    }
    if capability.references.is_empty() {
        faults.push("no reference".to_owned());
    }
}

fn clauses(capability: &Capability, faults: &mut Vec<String>) {
    let ids: BTreeSet<_> = capability.clauses.iter().map(|clause| clause.id).collect();
    if ids.len() != capability.clauses.len() {
        faults.push("a clause is given twice".to_owned());
    }
    if !capability.clauses.is_empty() && !capability.clauses.iter().any(|clause| clause.required) {
        faults.push("no clause is required, so nothing decides the status".to_owned());
    }
}

fn links(capability: &Capability, faults: &mut Vec<String>) {
    let references = capability.references.iter().map(|reference| reference.url);
    let examples = capability.examples.iter().flat_map(|example| example.links.iter().copied());
    for url in references.chain(examples) {
        if !url.starts_with("https://") || web_address(url).is_none() {
            faults.push(format!("{url} is no https address"));
        }
    }
    for example in capability.examples {
        if example.seen.parse::<Date>().is_err() {
            faults.push(format!("{}: {} is no date", example.registry, example.seen));
        }
    }
}

fn relations(catalogue: &Catalogue, capability: &Capability, faults: &mut Vec<String>) {
    for id in capability.implies.iter().copied().flatten().chain(capability.after) {
        match catalogue.capability(id.0) {
            Err(unknown) => faults.push(unknown.to_string()),
            Ok(other) if other.id == capability.id => faults.push("it names itself".to_owned()),
            Ok(_) => {}
        }
    }
    if comes_before(catalogue, capability.id, capability, &mut BTreeSet::new()) {
        faults.push("`after` leads back to it".to_owned());
    }
}

/// Whether `wanted` is among what `of` is built after, at any remove.
fn comes_before(
    catalogue: &Catalogue,
    wanted: CapabilityId,
    of: &Capability,
    seen: &mut BTreeSet<CapabilityId>,
) -> bool {
    of.after.iter().any(|id| {
        *id == wanted
            || (seen.insert(*id)
                && catalogue.capability(id.0).is_ok_and(|next| comes_before(catalogue, wanted, next, seen)))
    })
}
