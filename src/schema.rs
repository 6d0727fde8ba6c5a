//! A JSON Schema of profiles, made from the catalogue. Editors use it to complete ids and explain them.
//!
//! It accepts every valid profile and rejects invalid ones as far as possible. Rules that a schema cannot express, such
//! as duplicate keys, are left to the reader. It only uses keywords that common editors support.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::document::{Colophon, words};
use registry_maturity_core::{
    catalogue::{Capability, Catalogue, Clause, ClauseId, Level, Ruling},
    profile::{
        Intent, Status,
        keys::{ACCOUNTS, ANSWER, ASSESSMENT, CLAUSE, KeyTable, PLAN, PROFILE, REGISTRY, ValueKind},
    },
};

/// The schema of a profile for this edition.
#[must_use]
pub fn profile(catalogue: &Catalogue) -> impl Serialize {
    let edition = catalogue.edition.id;
    let as_number: Option<f64> = edition.parse().ok();
    let editions: Vec<Value> = std::iter::once(json!(edition)).chain(as_number.map(|id| json!(id))).collect();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Profile of a package registry's security maturity",
        "description": "What registry-maturity reads: the answers of an operator to the principles.",
        "$comment": Colophon::of(&catalogue.edition).text().words(),
        "type": "object",
        "required": ["principles", "registry"],
        "properties": {
            "principles": { "description": description(&PROFILE, "principles"), "enum": editions },
            "registry": registry(),
            "assessment": assessment(),
            "taxonomy": taxonomy(catalogue),
            "also-assess": also_assess(catalogue),
            "targets": targets(catalogue),
            "answers": answers(catalogue),
        },
        "patternProperties": extension_keys(),
        "additionalProperties": false,
        "$defs": {
            "text": { "type": ["string", "number", "boolean", "null"] },
            "reason": { "type": ["string", "number", "boolean"], "pattern": "\\S" },
            "blank": { "type": ["string", "null"], "pattern": r"^\s*$" },
            "nothing": nothing(),
            "day": day(),
            "evidence": evidence(),
            "word": statuses(|status| status != Status::NotApplicable),
            "status": statuses(|_| true),
            "intent": intents(),
            "plan": plan(),
            "clause": clause_answer(),
            "answer": answer(None),
        },
    });
    for status in Status::ALL {
        schema["$defs"][format!("is-{status}")] =
            json!({ "anyOf": [is("status", status.id()), { "required": ["clauses"] }] });
    }
    schema
}

/// `x-` keys, which are allowed anywhere.
fn extension_keys() -> Value {
    json!({ "^x-": { "description": "A key of your own: kept, and otherwise ignored." } })
}

fn description(table: &KeyTable, name: &str) -> &'static str {
    table.key(name).map_or("", |key| key.description)
}

/// The keys of a table, except those whose values depend on the capability.
fn properties(table: &KeyTable) -> Value {
    let keys = table.keys.iter().filter_map(|key| {
        let mut value = match key.value {
            ValueKind::Status => {
                json!({ "anyOf": [{ "$ref": "#/$defs/status" }, { "$ref": "#/$defs/blank" }] })
            }
            kind => json!({ "$ref": format!("#/$defs/{}", definition(kind, key.name)?) }),
        };
        value["description"] = json!(key.description);
        Some((key.name.to_owned(), value))
    });
    Value::Object(keys.collect())
}

/// The definition for the values of a key.
fn definition(kind: ValueKind, name: &'static str) -> Option<&'static str> {
    match kind {
        ValueKind::Text | ValueKind::Amount | ValueKind::Ruling => Some("text"),
        ValueKind::NonEmptyText => Some("reason"),
        ValueKind::Date => Some("day"),
        ValueKind::Evidence => Some("evidence"),
        ValueKind::Intent => Some("intent"),
        ValueKind::Section => Some(name),
        _ => None,
    }
}

fn section(description: &str, properties: &Value) -> Value {
    json!({
        "description": description,
        "type": ["object", "null"],
        "properties": properties,
        "patternProperties": extension_keys(),
        "additionalProperties": false,
    })
}

fn registry() -> Value {
    let mut registry = section(description(&PROFILE, "registry"), &properties(&REGISTRY));
    registry["type"] = json!("object");
    registry["required"] = json!(["name"]);
    registry
}

fn assessment() -> Value {
    section(description(&PROFILE, "assessment"), &properties(&ASSESSMENT))
}

fn taxonomy(catalogue: &Catalogue) -> Value {
    let questions = &catalogue.taxonomy;
    let choices = questions.hosting.choices.iter();
    let choices = choices.map(
        |choice| json!({ "const": choice.hosting.id(), "title": choice.title, "description": choice.help }),
    );
    let choice = json!({ "oneOf": choices.collect::<Vec<_>>() });
    let several = json!({
        "type": "array",
        "minItems": 1,
        "contains": choice,
        "items": { "anyOf": [choice, { "$ref": "#/$defs/blank" }] },
        "if": { "contains": { "const": "source-only" } },
        "then": { "items": { "anyOf": [{ "const": "source-only" }, { "$ref": "#/$defs/blank" }] } },
    });
    let properties = json!({
        "accounts": {
            "title": questions.accounts.question,
            "description": questions.accounts.help,
            "anyOf": [
                { "enum": [true, false, "yes", "no", null] },
                // Like the reader, in upper or lower case.
                { "type": "string", "pattern": r"^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])$" },
                providers(),
                { "$ref": "#/$defs/blank" },
            ],
        },
        "hosting": {
            "title": questions.hosting.question,
            "description": questions.hosting.help,
            "anyOf": [choice, several, { "$ref": "#/$defs/blank" }],
        },
    });
    section(description(&PROFILE, "taxonomy"), &properties)
}

/// `accounts` as a mapping, with who provides log-in.
fn providers() -> Value {
    let name = json!({ "$ref": "#/$defs/reason" });
    let names = json!({ "type": "array", "items": { "$ref": "#/$defs/text" }, "contains": name });
    let mut providers = section(
        "There are accounts, and somebody else provides log-in.",
        &json!({ "provider": { "description": description(&ACCOUNTS, "provider"), "anyOf": [name, names] } }),
    );
    providers["type"] = json!("object");
    providers["required"] = json!(["provider"]);
    providers
}

fn also_assess(catalogue: &Catalogue) -> Value {
    let reason = |about: &str| json!({ "description": about, "$ref": "#/$defs/reason" });
    section(description(&PROFILE, "also-assess"), &by_track(catalogue, reason))
}

fn targets(catalogue: &Catalogue) -> Value {
    let levels = Level::ALL.into_iter().map(|level| {
        let meaning = catalogue.meaning(level);
        json!({ "const": level, "title": meaning.name, "description": meaning.meaning })
    });
    let levels: Vec<Value> = levels.collect();
    let words: Vec<String> = Level::ALL.iter().map(ToString::to_string).collect();
    let also = [json!({ "enum": words }), json!({ "$ref": "#/$defs/blank" })];
    let levels: Vec<Value> = levels.into_iter().chain(also).collect();
    let level = |about: &str| json!({ "description": about, "oneOf": levels });
    section(description(&PROFILE, "targets"), &by_track(catalogue, level))
}

fn by_track(catalogue: &Catalogue, value: impl Fn(&str) -> Value) -> Value {
    let tracks = catalogue.tracks.iter();
    tracks.map(|track| (track.id.to_string(), value(track.about))).collect::<Map<_, _>>().into()
}

fn answers(catalogue: &Catalogue) -> Value {
    let mut properties = Map::new();
    for capability in catalogue.capabilities() {
        properties.insert(capability.id.to_string(), capability_answer(catalogue, capability));
        for alias in capability.aliases {
            let former = json!({
                "description": format!("The former name of `{}`.", capability.id),
                "deprecated": true,
                "$ref": format!("#/properties/answers/properties/{}", capability.id),
            });
            properties.insert((*alias).to_owned(), former);
        }
    }
    section(description(&PROFILE, "answers"), &properties.into())
}

fn capability_answer(catalogue: &Catalogue, capability: &Capability) -> Value {
    let track = catalogue.track_of(capability.id);
    let description = format!(
        "{} (Level {}, {}.)\n\nMet: {}\n\nPartial: {}",
        capability.question, capability.level, track.name, capability.met, capability.partial
    );
    let mut long = match capability.clauses {
        [] => json!({ "$ref": "#/$defs/answer" }),
        _ => answer(Some(capability)),
    };
    cite(&mut long, capability.rulings, None);
    json!({
        "title": capability.title,
        "description": description,
        "anyOf": [{ "$ref": "#/$defs/word" }, long, { "$ref": "#/$defs/blank" }],
    })
}

/// An answer in the long form, with the clauses of a capability that has them.
fn answer(capability: Option<&Capability>) -> Value {
    let mut properties = properties(&ANSWER);
    // Where there are no clauses, an empty value is no answer, as everywhere.
    properties["clauses"] = json!({ "type": "null", "description": "This capability has no clauses." });
    let mut rules = vec![
        rule(&is("status", "not-applicable"), &note_needed()),
        rule(&is("intent", "declined"), &note_needed()),
        rule(&is("status", "met"), &nothing_to_do()),
    ];
    if let Some(capability) = capability {
        properties["clauses"] = clauses(capability);
        rules.push(json!({ "not": { "allOf": [given("status"), given("clauses")] } }));
        rules.push(json!({ "not": every_clause(capability, |clause| clause.required, &["not-applicable"]) }));
        rules.push(rule(&every_clause(capability, |_| true, &["met", "not-applicable"]), &nothing_to_do()));
    }
    json!({
        "type": "object",
        "properties": properties,
        "patternProperties": extension_keys(),
        "additionalProperties": false,
        "allOf": rules,
    })
}

fn rule(condition: &Value, consequence: &Value) -> Value {
    json!({ "if": condition, "then": consequence })
}

fn is(key: &str, word: &str) -> Value {
    json!({ "properties": { key: { "const": word } }, "required": [key] })
}

fn note_needed() -> Value {
    json!({ "properties": { "note": { "$ref": "#/$defs/reason" } }, "required": ["note"] })
}

/// The condition that a key has a value.
fn given(key: &str) -> Value {
    json!({ "properties": { key: { "not": { "$ref": "#/$defs/nothing" } } }, "required": [key] })
}

/// What counts as no value: an empty one, or a collection of empty ones.
fn nothing() -> Value {
    json!({
        "anyOf": [
            { "$ref": "#/$defs/blank" },
            { "type": "array", "maxItems": 0 },
            {
                "type": "object",
                "patternProperties": { "^x-": true },
                "additionalProperties": { "$ref": "#/$defs/nothing" },
            },
        ]
    })
}

/// The condition that there is no intent and no plan.
fn nothing_to_do() -> Value {
    let nothing = json!({ "$ref": "#/$defs/nothing" });
    json!({ "properties": { "intent": nothing, "plan": nothing } })
}

/// The condition that each of some clauses has one of these statuses.
fn every_clause(capability: &Capability, which: fn(&Clause) -> bool, words: &[&str]) -> Value {
    let ids = capability.clauses.iter().filter(|clause| which(clause)).map(|clause| clause.id.as_str());
    let ids: Vec<&str> = ids.collect();
    let answered = json!({
        "anyOf": [
            { "enum": words },
            { "type": "object", "properties": { "status": { "enum": words } }, "required": ["status"] },
        ]
    });
    let properties: Map<String, Value> = ids.iter().map(|id| ((*id).to_owned(), answered.clone())).collect();
    let clauses = json!({ "type": "object", "properties": properties, "required": ids });
    json!({ "properties": { "clauses": clauses }, "required": ["clauses"] })
}

fn clauses(capability: &Capability) -> Value {
    let clause = |clause: &Clause| {
        let recommended = if clause.required { "" } else { " (Recommended: it never decides the status.)" };
        let mut schema = json!({
            "title": clause.title,
            "description": format!("{}{recommended}", clause.question),
            "$ref": "#/$defs/clause",
        });
        cite(&mut schema, capability.rulings, Some(clause.id));
        schema
    };
    let all = capability.clauses.iter();
    let properties: Map<_, _> = all.map(|one| (one.id.to_string(), clause(one))).collect();
    section(description(&ANSWER, "clauses"), &properties.into())
}

/// Restricts the answer to a capability or a clause to its own rulings and their statuses. Statuses that follow from
/// clauses are left to the reader.
fn cite(answer: &mut Value, rulings: &[Ruling], clause: Option<ClauseId>) {
    let own: Vec<&Ruling> = rulings.iter().filter(|ruling| ruling.clause == clause).collect();
    let choices = own.iter().map(|ruling| {
        json!({ "const": ruling.id.as_str(), "description": format!("{} {}", ruling.case, ruling.because) })
    });
    let choices: Vec<Value> = choices.chain([json!({ "$ref": "#/$defs/blank" })]).collect();
    answer["properties"]["ruling"] =
        json!({ "description": description(&ANSWER, "ruling"), "oneOf": choices });
    let mut rules = answer["allOf"].as_array().cloned().unwrap_or_default();
    for status in Status::ALL {
        let ids: Vec<&str> =
            own.iter().filter(|ruling| ruling.status == status).map(|ruling| ruling.id.as_str()).collect();
        if !ids.is_empty() {
            let cited = json!({ "properties": { "ruling": { "enum": ids } }, "required": ["ruling"] });
            rules.push(rule(&cited, &json!({ "$ref": format!("#/$defs/is-{status}") })));
        }
    }
    if !rules.is_empty() {
        answer["allOf"] = rules.into();
    } else if let Some(schema) = answer.as_object_mut() {
        schema.remove("allOf");
    }
}

fn clause_answer() -> Value {
    let long = json!({
        "type": "object",
        "properties": properties(&CLAUSE),
        "patternProperties": extension_keys(),
        "additionalProperties": false,
        "allOf": [rule(&is("status", "not-applicable"), &note_needed())],
    });
    json!({ "anyOf": [{ "$ref": "#/$defs/word" }, long, { "$ref": "#/$defs/blank" }] })
}

fn statuses(which: fn(Status) -> bool) -> Value {
    let all = Status::ALL.into_iter().filter(|status| which(*status));
    let words = all.map(|status| {
        let meaning = format!("{}.", words::sentence(status.meaning()));
        json!({ "const": status.id(), "title": words::status(status), "description": meaning })
    });
    json!({ "oneOf": words.collect::<Vec<_>>() })
}

fn intents() -> Value {
    let words = Intent::ALL.into_iter().map(|intent| {
        let meaning = format!("{}.", words::sentence(intent.meaning()));
        json!({ "const": intent.id(), "title": words::intent(intent), "description": meaning })
    });
    json!({ "oneOf": words.chain([json!({ "$ref": "#/$defs/blank" })]).collect::<Vec<_>>() })
}

fn plan() -> Value {
    section(description(&ANSWER, "plan"), &properties(&PLAN))
}

fn evidence() -> Value {
    json!({
        "anyOf": [
            { "$ref": "#/$defs/text" },
            { "type": "array", "items": { "$ref": "#/$defs/text" } },
        ]
    })
}

fn day() -> Value {
    let date = json!({
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    });
    json!({ "anyOf": [date, { "$ref": "#/$defs/blank" }] })
}
