//! The catalogue as data: all of it, or the parts that a name refers to.

use registry_maturity_core::catalogue::{
    Capability, Catalogue, Clause, Example, Reference, Rule, Ruling, Subject, Track,
};
use serde::Serialize;
use serde_json::{Value, json};

const SCHEMA: u8 = 1;

/// An edition of the principles with everything that it asks for, as JSON.
#[must_use]
pub fn catalogue(catalogue: &Catalogue) -> impl Serialize {
    let edition = &catalogue.edition;
    let questions = &catalogue.taxonomy;
    json!({
        "schema": SCHEMA,
        "principles": edition.id,
        "edition": {
            "title": edition.title,
            "published": edition.published,
            "publisher": edition.publisher,
            "authors": edition.authors,
            "source": edition.source,
            "licence": edition.licence,
            "licence_url": edition.licence_url,
            "adaptation": edition.adaptation,
        },
        "levels": catalogue.levels.iter().map(|level| json!({
            "level": level.level,
            "name": level.name,
            "meaning": level.meaning,
        })).collect::<Vec<_>>(),
        "taxonomy": {
            "accounts": { "question": questions.accounts.question, "help": questions.accounts.help },
            "hosting": {
                "question": questions.hosting.question,
                "help": questions.hosting.help,
                "choices": questions.hosting.choices.iter().map(|choice| json!({
                    "id": choice.hosting,
                    "title": choice.title,
                    "help": choice.help,
                })).collect::<Vec<_>>(),
            },
        },
        "rules": all(catalogue.rules, rule),
        "tracks": all(catalogue.tracks, track),
    })
}

/// The parts of an edition that a name refers to, as `subjects`.
#[must_use]
pub fn subjects(catalogue: &Catalogue, subjects: &[Subject]) -> impl Serialize {
    let of = |capability: &Capability, kind: &str, mut part: Value| {
        part["kind"] = kind.into();
        part["capability"] = json!(capability.id);
        part
    };
    let write = |subject: &Subject| match subject {
        Subject::Rules => json!({ "kind": "rules", "rules": all(catalogue.rules, rule) }),
        Subject::Rule(one) => with_kind("rule", rule(one)),
        Subject::Track(one) => with_kind("track", track(one)),
        Subject::Capability(one) => with_kind("capability", capability(one)),
        Subject::Clause(owner, one) => of(owner, "clause", clause(one)),
        Subject::Ruling(owner, one) => of(owner, "ruling", ruling(one)),
    };
    json!({ "schema": SCHEMA, "principles": catalogue.edition.id, "subjects": all(subjects, write) })
}

fn with_kind(kind: &str, mut part: Value) -> Value {
    part["kind"] = kind.into();
    part
}

fn all<T>(parts: &[T], write: impl Fn(&T) -> Value) -> Vec<Value> {
    parts.iter().map(write).collect()
}

fn track(track: &Track) -> Value {
    json!({
        "id": track.id,
        "name": track.name,
        "about": track.about,
        "requires": { "accounts": track.requires.accounts, "hosting": track.requires.hosting },
        "capabilities": all(track.capabilities, capability),
    })
}

fn capability(capability: &Capability) -> Value {
    json!({
        "id": capability.id,
        "aliases": capability.aliases,
        "level": capability.level,
        "title": capability.title,
        "question": capability.question,
        "improvement": capability.improvement,
        "met": capability.met,
        "partial": capability.partial,
        "answering": capability.answering,
        "identity_provider": capability.identity_provider,
        "deliverable": capability.deliverable,
        "why": capability.why,
        "work": capability.work.iter().map(|work| work.id()).collect::<Vec<_>>(),
        "synonyms": capability.synonyms,
        "clauses": all(capability.clauses, clause),
        "rulings": all(capability.rulings, ruling),
        "implies": capability.implies,
        "after": capability.after,
        "references": all(capability.references, reference),
        "examples": all(capability.examples, example),
    })
}

fn clause(clause: &Clause) -> Value {
    json!({
        "id": clause.id,
        "title": clause.title,
        "missing": clause.missing,
        "improvement": clause.improvement,
        "deliverable": clause.deliverable,
        "question": clause.question,
        "required": clause.required,
        "identity_provider": clause.identity_provider,
    })
}

fn ruling(ruling: &Ruling) -> Value {
    json!({
        "id": ruling.id,
        "clause": ruling.clause,
        "case": ruling.case,
        "status": ruling.status,
        "because": ruling.because,
        "origin": ruling.origin.id(),
        "source": ruling.source.as_ref().map(reference),
    })
}

fn rule(rule: &Rule) -> Value {
    json!({ "id": rule.id, "title": rule.title, "text": rule.text, "origin": rule.origin.id() })
}

fn reference(reference: &Reference) -> Value {
    json!({ "title": reference.title, "url": reference.url })
}

fn example(example: &Example) -> Value {
    json!({ "registry": example.registry, "how": example.how, "links": example.links, "seen": example.seen })
}
