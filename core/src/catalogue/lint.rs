//! Rules for the catalogue beyond those that the build enforces. A test checks every edition against them.

use std::collections::BTreeSet;

use super::{Capability, CapabilityId, Catalogue, Ruling};
use crate::{
    catalogue::{Hosting, Level},
    date::Date,
    text::web_address,
};

/// The maximum length of each kind of text, in characters. A question has to fit on a screen of 80 by 24.
mod limit {
    pub(super) const TITLE: usize = 44;
    pub(super) const REGISTRY: usize = 48;
    pub(super) const MISSING: usize = 80;
    pub(super) const IMPROVEMENT: usize = 110;
    pub(super) const REFERENCE: usize = 160;
    pub(super) const QUESTION: usize = 200;
    pub(super) const CASE: usize = 200;
    pub(super) const EXAMPLE: usize = 200;
    pub(super) const BECAUSE: usize = 240;
    pub(super) const ANSWERING: usize = 300;
    pub(super) const WHY: usize = 320;
    pub(super) const DELIVERABLE: usize = 400;
    pub(super) const BODY: usize = 420;
    pub(super) const RULE: usize = 850;
}

/// The minimum number of boundary cases that a capability decides.
const RULINGS: usize = 3;

/// The reader of a text, which decides its wording.
#[derive(Clone, Copy, PartialEq)]
enum Reader {
    /// The operator who answers; may be addressed as "you".
    Operator,
    /// Operators, funders and the public alike.
    Everyone,
    /// A funder, who has never seen a profile.
    Funder,
}

impl Reader {
    /// Words that texts for this reader must not contain.
    const fn unsuitable(self) -> &'static [&'static str] {
        match self {
            Reader::Operator => &[],
            Reader::Everyone => &["you", "your", "yours", "yourself"],
            Reader::Funder => {
                &["you", "your", "yours", "yourself", "met", "unmet", "partial", "answer", "delegated-to"]
            }
        }
    }
}

/// Everything that is wrong with a catalogue, one sentence each; empty if there is nothing.
fn lint(catalogue: &Catalogue) -> Vec<String> {
    let mut faults = Vec::new();
    levels(catalogue, &mut faults);
    hosting(catalogue, &mut faults);
    unique(catalogue, &mut faults);
    rules(catalogue, &mut faults);
    for capability in catalogue.capabilities() {
        let mut own = Vec::new();
        texts(capability, &mut own);
        clauses(capability, &mut own);
        rulings(capability, &mut own);
        search(capability, &mut own);
        links(capability, &mut own);
        relations(catalogue, capability, &mut own);
        faults.extend(own.into_iter().map(|fault| format!("{}: {fault}", capability.id)));
    }
    for track in catalogue.tracks {
        if !track.capabilities.is_sorted_by_key(|capability| capability.level) {
            faults.push(format!("{}: capabilities must be ordered by level", track.id));
        }
    }
    faults
}

fn levels(catalogue: &Catalogue, faults: &mut Vec<String>) {
    for (meaning, level) in catalogue.levels.iter().zip(Level::ALL) {
        if meaning.level != level {
            faults.push(format!("levels: {} is in the place of {level}", meaning.level));
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
        if !is_kebab_case(id) {
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

fn is_kebab_case(id: &str) -> bool {
    id.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

fn rules(catalogue: &Catalogue, faults: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for rule in catalogue.rules {
        if !is_kebab_case(rule.id.0) || !ids.insert(rule.id) {
            faults.push(format!("rule {}: an id is unique, lower-case words joined by hyphens", rule.id));
        }
        for (name, text, limit) in [("title", rule.title, limit::REFERENCE), ("text", rule.text, limit::RULE)]
        {
            let fault = text_fault(name, text, limit, Reader::Everyone);
            faults.extend(fault.map(|fault| format!("rule {}: {fault}", rule.id)));
        }
    }
}

/// What is wrong with a text, if anything.
fn text_fault(name: &str, text: &str, limit: usize, reader: Reader) -> Option<String> {
    let length = text.chars().count();
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase);
    if text.trim().is_empty() || text.trim() != text {
        Some(format!("{name} is missing or has spaces around it"))
    } else if length > limit {
        Some(format!("{name} has {length} characters, {limit} are allowed"))
    } else if text.chars().any(char::is_control) {
        Some(format!("{name} has a line break or control character"))
    } else {
        let word = words.find(|word| reader.unsuitable().contains(&word.as_str()))?;
        Some(format!("{name} has the word `{word}`, which its readers should not meet"))
    }
}

fn texts(capability: &Capability, faults: &mut Vec<String>) {
    use Reader::{Everyone, Funder, Operator};
    if capability.level == Level::ZERO {
        faults.push("level 0 has no capabilities".to_owned());
    }
    let mut check =
        |name: &str, text: &str, limit, reader| faults.extend(text_fault(name, text, limit, reader));
    check("title", capability.title, limit::TITLE, Funder);
    check("question", capability.question, limit::QUESTION, Operator);
    check("improvement", capability.improvement, limit::IMPROVEMENT, Funder);
    check("met", capability.met, limit::BODY, Operator);
    check("partial", capability.partial, limit::BODY, Operator);
    check("deliverable", capability.deliverable, limit::DELIVERABLE, Funder);
    check("why", capability.why, limit::WHY, Everyone);
    if let Some(answering) = capability.answering {
        check("answering", answering, limit::ANSWERING, Operator);
    }
    for clause in capability.clauses {
        check("a clause's title", clause.title, limit::TITLE, Funder);
        check("a clause's missing", clause.missing, limit::MISSING, Funder);
        check("a clause's improvement", clause.improvement, limit::IMPROVEMENT, Funder);
        check("a clause's deliverable", clause.deliverable, limit::DELIVERABLE, Funder);
        check("a clause's why", clause.why.unwrap_or(capability.why), limit::WHY, Everyone);
        check("a clause's question", clause.question, limit::QUESTION, Operator);
    }
    for reference in capability.references {
        check("a reference's title", reference.title, limit::REFERENCE, Everyone);
    }
    for example in capability.examples {
        check("an example's registry", example.registry, limit::REGISTRY, Everyone);
        check("an example", example.how, limit::EXAMPLE, Everyone);
    }
    if !capability.question.ends_with('?') {
        faults.push("the question does not end with a question mark".to_owned());
    }
    let works =
        || std::iter::once(capability.work).chain(capability.clauses.iter().map(|clause| clause.work));
    if works().any(|work| !work.is_sorted() || work.is_empty()) {
        faults.push("work lists at least one kind, in the order of the kinds".to_owned());
    }
    if capability.references.is_empty() {
        faults.push("no reference".to_owned());
    }
    if capability.examples.len() < 2 {
        faults.push("fewer than two examples".to_owned());
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

fn rulings(capability: &Capability, faults: &mut Vec<String>) {
    if capability.rulings.len() < RULINGS {
        faults.push(format!("fewer than {RULINGS} rulings"));
    }
    // Readers look for the rulings of one clause; those about the capability as a whole come last.
    let place = |ruling: &Ruling| {
        let clauses = capability.clauses.iter();
        ruling.clause.map_or(usize::MAX, |id| clauses.take_while(|clause| clause.id != id).count())
    };
    if !capability.rulings.is_sorted_by_key(place) {
        faults.push("rulings must be ordered by clause, those without a clause last".to_owned());
    }
    let mut ids = BTreeSet::new();
    for ruling in capability.rulings {
        let id = ruling.id;
        if !is_kebab_case(id.0) || !ids.insert(id) {
            faults.push(format!("ruling {id}: an id is unique, lower-case words joined by hyphens"));
        }
        if ruling.clause.is_some_and(|clause| capability.clause(clause.0).is_err()) {
            faults.push(format!("ruling {id}: there is no such clause"));
        }
        for (name, text, limit) in
            [("case", ruling.case, limit::CASE), ("because", ruling.because, limit::BECAUSE)]
        {
            let fault = text_fault(name, text, limit, Reader::Everyone);
            faults.extend(fault.map(|fault| format!("ruling {id}: {fault}")));
        }
    }
}

/// Synonyms must add to what the id and the title already find.
fn search(capability: &Capability, faults: &mut Vec<String>) {
    let title = capability.title.to_lowercase();
    for synonym in capability.synonyms {
        if *synonym != synonym.to_lowercase() || synonym.trim() != *synonym || synonym.is_empty() {
            faults.push(format!(
                "synonym `{synonym}` is not in lower case, or is empty or has spaces around it"
            ));
        }
        if *synonym == title || *synonym == capability.id.0 {
            faults.push(format!("synonym `{synonym}` repeats the id or the title"));
        }
    }
    if capability.synonyms.is_empty() {
        faults.push("no synonyms".to_owned());
    }
}

fn links(capability: &Capability, faults: &mut Vec<String>) {
    let references = capability.references.iter().map(|reference| reference.url);
    let examples = capability.examples.iter().flat_map(|example| example.links.iter().copied());
    let sources =
        capability.rulings.iter().filter_map(|ruling| ruling.source.as_ref()).map(|source| source.url);
    for url in references.chain(sources).chain(examples.clone()) {
        if !url.starts_with("https://") || web_address(url).is_none() {
            faults.push(format!("{url} is not an https address"));
        }
    }
    // Statements about a registry have to stay verifiable; guidance may change.
    faults.extend(
        examples.filter(|url| is_unpinned(url)).map(|url| format!("{url} is not pinned to a commit")),
    );
    for example in capability.examples {
        if example.seen.parse::<Date>().is_err() {
            faults.push(format!("{}: {} is not a date", example.registry, example.seen));
        }
        if example.links.is_empty() {
            faults.push(format!("{}: no link", example.registry));
        }
    }
}

/// Whether an address shows a file on a code host that may change or disappear.
fn is_unpinned(url: &str) -> bool {
    let Some((_, rest)) = ["/blob/", "/tree/", "/raw/"].iter().find_map(|part| url.split_once(part)) else {
        return false;
    };
    let revision = rest.split('/').next().unwrap_or_default();
    revision.len() != 40 || !revision.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn relations(catalogue: &Catalogue, capability: &Capability, faults: &mut Vec<String>) {
    for id in capability.implies.iter().copied().flatten().chain(capability.after) {
        match catalogue.capability(id.0) {
            Err(unknown) => faults.push(unknown.to_string()),
            Ok(other) if other.id == capability.id => faults.push("it names itself".to_owned()),
            Ok(_) => {}
        }
    }
    let has_log_in = catalogue.track_of(capability.id).requires.accounts;
    if capability.identity_provider && !(has_log_in && capability.answering.is_some()) {
        faults.push(
            "an identity provider needs a track with accounts, and `answering` says when it counts"
                .to_owned(),
        );
    }
    for clause in capability.clauses {
        let differs = clause.identity_provider != capability.identity_provider;
        if differs && (clause.required || clause.identity_provider) {
            faults.push(format!(
                "{}: an identity provider can provide a capability if and only if it can provide each required clause",
                clause.id
            ));
        }
    }
    if comes_before(catalogue, capability.id, capability, &mut BTreeSet::new()) {
        faults.push("`after` leads back to it".to_owned());
    }
}

/// Whether `of` is built on `wanted`, directly or indirectly.
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

#[cfg(test)]
mod tests;
