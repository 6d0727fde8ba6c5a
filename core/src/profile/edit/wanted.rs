//! [`Wanted`]: what a part of a profile's text should say, and whether it does.

use std::borrow::Cow;

use super::super::{
    Answer, ClauseAnswer, Evidence, Intent, Plan, Rating, Status,
    keys::{ANSWER, CLAUSE, Key, PLAN, ValueKind},
};
use crate::{
    catalogue::{Accounts, Capability, RulingId},
    date::Date,
    text::Located,
    yaml::{Kind, Value},
};

/// What a value should be.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// The key should have no value, or not be there.
    Nothing,
    /// A word of the format, a date or a number, which never needs quotes.
    Word(String),
    /// A word, or these keys if there is already a mapping.
    WordOrKeys(String, Keys),
    /// A text that somebody wrote.
    Text(String),
    /// One text or a list of texts, in this order.
    List(Vec<String>),
    /// A list of words in any order.
    Set(Vec<&'static str>),
    /// A mapping with these keys; others are left alone.
    Keys(Keys),
}

/// Keys of a mapping with their wanted values.
pub(super) type Keys = Vec<(String, Wanted)>;

impl Wanted {
    pub(super) fn text(text: Option<&String>) -> Wanted {
        text.map_or(Wanted::Nothing, |text| Wanted::Text(text.clone()))
    }

    pub(super) fn date(date: Option<Date>) -> Wanted {
        date.map_or(Wanted::Nothing, |date| Wanted::Word(date.to_string()))
    }

    pub(super) fn key(name: &str, wanted: Wanted) -> Wanted {
        Wanted::Keys(vec![(name.to_owned(), wanted)])
    }

    /// The answer to a capability.
    pub(super) fn answer(answer: &Answer, capability: &Capability) -> Wanted {
        let (status, clauses) = match &answer.rating {
            Rating::Unanswered => (None, Wanted::Nothing),
            Rating::Whole(status) => (Some(*status), Wanted::Nothing),
            Rating::ByClause(_) => (None, clauses(answer, capability)),
        };
        let rest = ANSWER.keys.iter().filter(|key| key.name != "status").map(|key| {
            let wanted = match key.name {
                "clauses" => clauses.clone(),
                "ruling" => ruling(answer.ruling),
                "evidence" => evidence(&answer.evidence),
                "intent" => intent(answer.intent),
                "plan" => answer.plan.as_ref().map_or(Wanted::Nothing, plan),
                name => Wanted::value(key, answer.value(name)),
            };
            (key.name, wanted)
        });
        with_status(status, rest.collect())
    }

    /// A text or a date.
    fn value(key: &Key, value: Option<Cow<'_, str>>) -> Wanted {
        match (value, key.value) {
            (None, _) => Wanted::Nothing,
            (Some(date), ValueKind::Date) => Wanted::Word(date.into_owned()),
            (Some(text), _) => Wanted::Text(text.into_owned()),
        }
    }

    /// Whether the key can be missing.
    pub(super) fn is_fine_without(&self) -> bool {
        match self {
            Wanted::Nothing => true,
            Wanted::Keys(keys) => keys.iter().all(|(_, wanted)| wanted.is_fine_without()),
            _ => false,
        }
    }

    /// Whether a value already says this.
    pub(super) fn is_said_by(&self, value: Value<'_>) -> bool {
        match (self, value.kind()) {
            (Wanted::Nothing, _) => !value.is_given(),
            (Wanted::Word(word) | Wanted::Text(word), Kind::Text(text)) => word == text,
            (Wanted::WordOrKeys(_, keys) | Wanted::Keys(keys), Kind::Map) => {
                keys.iter().all(|(name, wanted)| {
                    entry(value, name).map_or(wanted.is_fine_without(), |(_, value)| wanted.is_said_by(value))
                })
            }
            (Wanted::WordOrKeys(word, _), Kind::Text(text)) => word == text,
            (Wanted::Keys(_), Kind::Null) => self.is_fine_without(),
            (Wanted::List(items), _) => texts(value).iter().map(|item| item.1).eq(items.iter()),
            (Wanted::Set(words), _) => {
                let said = texts(value);
                words.iter().all(|word| said.iter().any(|item| item.1 == *word))
                    && said.iter().all(|item| words.contains(&item.1))
            }
            _ => false,
        }
    }
}

/// The value of `accounts`: a word, or a mapping if others provide log-in.
pub(super) fn accounts(accounts: Option<&Accounts>) -> Wanted {
    match accounts {
        None => Wanted::Nothing,
        Some(Accounts::ProvidedBy(providers)) => Wanted::key("provider", Wanted::List(providers.clone())),
        Some(accounts) => Wanted::Word(accounts.exist().to_string()),
    }
}

/// The entry of a mapping with this key.
pub(super) fn entry<'t>(map: Value<'t>, name: &str) -> Option<(Value<'t>, Value<'t>)> {
    map.entries().find(|(key, _)| key.kind() == Kind::Text(name))
}

/// Whether there is an `x-` key anywhere below.
pub(super) fn has_extensions(value: Value<'_>) -> bool {
    value.entries().any(|(key, value)| key.is_extension() || has_extensions(value))
}

/// The texts of a list, or a single text without one; empty texts are left out.
pub(super) fn texts(value: Value<'_>) -> Vec<(Value<'_>, &str)> {
    let values: Vec<Value<'_>> =
        if value.kind() == Kind::List { value.items().collect() } else { vec![value] };
    values
        .into_iter()
        .filter_map(|value| match value.kind() {
            Kind::Text(text) if !text.trim().is_empty() => Some((value, text)),
            _ => None,
        })
        .collect()
}

/// An answer with a status: a word if nothing else is wanted, otherwise a mapping.
fn with_status(status: Option<Status>, rest: Vec<(&'static str, Wanted)>) -> Wanted {
    let alone = rest.iter().all(|(_, wanted)| matches!(wanted, Wanted::Nothing));
    let word = status.map_or(Wanted::Nothing, |status| Wanted::Word(status.id().to_owned()));
    let keys =
        [("status", word)].into_iter().chain(rest).map(|(name, wanted)| (name.to_owned(), wanted)).collect();
    match status {
        Some(status) if alone => Wanted::WordOrKeys(status.id().to_owned(), keys),
        _ => Wanted::Keys(keys),
    }
}

fn clauses(answer: &Answer, capability: &Capability) -> Wanted {
    let wanted = |id| answer.clause(id).map_or(Wanted::Nothing, clause);
    Wanted::Keys(
        capability.clauses.iter().map(|clause| (clause.id.as_str().to_owned(), wanted(clause.id))).collect(),
    )
}

fn clause(answer: &ClauseAnswer) -> Wanted {
    let rest = CLAUSE.keys.iter().filter(|key| key.name != "status").map(|key| {
        let wanted = match key.name {
            "ruling" => ruling(answer.ruling),
            "evidence" => evidence(&answer.evidence),
            name => Wanted::value(key, answer.value(name)),
        };
        (key.name, wanted)
    });
    with_status(answer.status, rest.collect())
}

fn evidence(evidence: &[Located<Evidence>]) -> Wanted {
    if evidence.is_empty() {
        return Wanted::Nothing;
    }
    Wanted::List(evidence.iter().map(|item| item.as_str().to_owned()).collect())
}

fn ruling(ruling: Option<RulingId>) -> Wanted {
    ruling.map_or(Wanted::Nothing, |ruling| Wanted::Word(ruling.to_string()))
}

fn intent(intent: Option<Intent>) -> Wanted {
    intent.map_or(Wanted::Nothing, |intent| Wanted::Word(intent.id().to_owned()))
}

fn plan(plan: &Plan) -> Wanted {
    let keys = PLAN.keys.iter().map(|key| (key.name.to_owned(), Wanted::value(key, plan.value(key.name))));
    Wanted::Keys(keys.collect())
}
