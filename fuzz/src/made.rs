//! Makes profiles, answers and edits from arbitrary bytes, with malicious texts and many ways to write the same thing.

use std::collections::{BTreeMap, BTreeSet};

use arbitrary::{Result, Unstructured};
use registry_maturity_core::{
    catalogue::{Accounts, Capability, Catalogue, Hosting, Level, Track},
    date::Date,
    profile::{
        Answer, ClauseAnswer, Edit, Evidence, Intent, Plan, Rating, Slot, Status,
        keys::{ANSWER, Key, PLAN, ValueKind},
    },
    text::{Located, Span},
};

use super::{pitfalls::PITFALLS, tricks::TRICKS};

/// More texts that are easy to draw wrongly, between [`PITFALLS`] and the malicious [`TRICKS`].
const HARD_TO_DRAW: [&str; 8] = [
    "http://e.org/?a=1&b=[x](y)*_~$@me#1",
    "https://e.org/\u{fffe}\u{ffff}",
    "xmpp:a mailto:b",
    "EUR 20,000",
    "2 person-months",
    "unpronounceableandendlesswordwithoutanybreakthatcouldwrapitanywhere",
    "ﷺ ⸻ 𒐫 \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{300}\u{301}",
    "x",
];

fn known_text(u: &mut Unstructured<'_>) -> Result<&'static str> {
    let known = [PITFALLS.as_slice(), &HARD_TO_DRAW, TRICKS].concat();
    Ok(u.choose(&known)?)
}

/// A text that is not empty.
pub fn text(u: &mut Unstructured<'_>) -> Result<String> {
    let text = match u.int_in_range(0..=5)? {
        0..=2 => known_text(u)?.to_owned(),
        3 => format!("{}{}", known_text(u)?, known_text(u)?),
        _ => u.arbitrary::<&str>()?.to_owned(),
    };
    Ok(if text.trim().is_empty() { "x".to_owned() } else { text })
}

fn some<T>(u: &mut Unstructured<'_>, make: impl Fn(&mut Unstructured<'_>) -> Result<T>) -> Result<Option<T>> {
    if u.ratio(1, 3)? { make(u).map(Some) } else { Ok(None) }
}

/// A date up to the 28th of its month, usually in 2026.
pub fn date(u: &mut Unstructured<'_>) -> Result<Date> {
    let year = if u.ratio(1, 8)? { u.int_in_range(0..=9999)? } else { 2026 };
    let text = format!("{year:04}-{:02}-{:02}", u.int_in_range(1..=12)?, u.int_in_range(1..=28)?);
    Ok(text.parse().expect("a day"))
}

fn evidence(u: &mut Unstructured<'_>) -> Result<Vec<Located<Evidence>>> {
    let count = u.int_in_range(0..=3)?;
    let evidence = |_| Ok(Located::new(Evidence::new(text(u)?).expect("a text"), Span::default()));
    (0..count).map(evidence).collect()
}

fn clause(u: &mut Unstructured<'_>) -> Result<ClauseAnswer> {
    let status = some(u, |u| u.choose(&Status::ALL).copied())?;
    let mut clause = ClauseAnswer::default();
    clause.status = status;
    clause.evidence = evidence(u)?;
    clause.note = some(u, text)?;
    if status == Some(Status::NotApplicable) {
        clause.note.get_or_insert_with(|| "Why.".to_owned());
    }
    Ok(clause)
}

fn rating(u: &mut Unstructured<'_>, capability: &Capability) -> Result<Rating> {
    if capability.clauses.is_empty() || u.ratio(1, 3)? {
        return Ok(Rating::Whole(*u.choose(&Status::ALL)?));
    }
    let mut clauses = BTreeMap::new();
    for known in capability.clauses {
        if !u.ratio(1, 3)? {
            clauses.insert(known.id, Located::new(clause(u)?, Span::default()));
        }
    }
    Ok(if clauses.is_empty() { Rating::default() } else { Rating::ByClause(clauses) })
}

/// Perhaps sets a text or a date.
fn fill(u: &mut Unstructured<'_>, slot: Option<Slot<'_>>) -> Result<()> {
    match slot {
        Some(Slot::Text(value)) => *value = some(u, text)?,
        Some(Slot::Date(value)) => *value = some(u, date)?,
        _ => {}
    }
    Ok(())
}

fn plan(u: &mut Unstructured<'_>) -> Result<Plan> {
    let mut plan = Plan::default();
    for key in PLAN.keys {
        fill(u, plan.slot(key.name))?;
    }
    Ok(plan)
}

/// An answer that is valid or nearly so.
pub fn answer(u: &mut Unstructured<'_>, capability: &Capability) -> Result<Answer> {
    let mut answer = Answer::default();
    answer.rating = rating(u, capability)?;
    answer.evidence = evidence(u)?;
    for key in ANSWER.keys {
        fill(u, answer.slot(key.name))?;
    }
    answer.intent = some(u, |u| u.choose(&Intent::ALL).copied())?;
    answer.plan = some(u, plan)?;
    if u.ratio(1, 3)? {
        let rating = answer.rating;
        answer = Answer::default();
        answer.rating = rating;
    }
    if answer.status(capability) == Status::NotApplicable && !u.ratio(1, 16)? {
        answer.rating = Rating::Whole(Status::NotApplicable);
    }
    if !answer.status(capability).is_gap() && !u.ratio(1, 16)? {
        (answer.intent, answer.plan) = (None, None);
    }
    let needs_reason =
        answer.rating == Rating::Whole(Status::NotApplicable) || answer.intent == Some(Intent::Declined);
    if needs_reason && !u.ratio(1, 16)? {
        answer.note.get_or_insert_with(|| "Why.".to_owned());
    }
    Ok(answer)
}

/// Any set of kinds of hosting.
pub fn hosting(u: &mut Unstructured<'_>) -> Result<BTreeSet<Hosting>> {
    let sets: [&[Hosting]; 4] = [
        &[Hosting::BuiltPackages],
        &[Hosting::SourceOnly],
        &[Hosting::Builds],
        &[Hosting::Builds, Hosting::BuiltPackages],
    ];
    Ok(u.choose(&sets)?.iter().copied().collect())
}

/// Any track of the catalogue.
pub fn track(u: &mut Unstructured<'_>) -> Result<&'static Track> {
    u.choose(Catalogue::latest().tracks)
}

/// Any capability of the catalogue.
pub fn capability(u: &mut Unstructured<'_>) -> Result<&'static Capability> {
    let all: Vec<&Capability> = Catalogue::latest().capabilities().collect();
    u.choose(&all).copied()
}

/// Any edit except [`Edit::Give`].
pub fn edit(u: &mut Unstructured<'_>) -> Result<Edit> {
    Ok(match u.int_in_range(0..=16)? {
        0 => Edit::RegistryName(text(u)?),
        1 => Edit::RegistryUrl(some(u, text)?),
        2 => Edit::AssessedDate(some(u, date)?),
        3 => Edit::AssessedBy(some(u, text)?),
        4 => Edit::Accounts(match u.int_in_range(0..=3)? {
            0 => None,
            1 => Some(Accounts::Absent),
            2 => Some(Accounts::Present),
            _ => Some(Accounts::ProvidedBy(vec![text(u)?, text(u)?])),
        }),
        5 => Edit::Hosting(some(u, hosting)?),
        6 => Edit::Target(track(u)?.id, some(u, |u| u.choose(&Level::ALL).copied())?),
        7 => Edit::AlsoAssess(track(u)?.id, some(u, text)?),
        _ => {
            let capability = capability(u)?;
            let answer = if u.ratio(1, 5)? { None } else { Some(answer(u, capability)?) };
            Edit::Answer(capability.id, answer)
        }
    })
}

/// A part of a profile, before it is written.
enum ProfilePart {
    /// A word of the format.
    Word(String),
    /// A text that somebody wrote.
    Text(String),
    List(Vec<ProfilePart>),
    Keys(Vec<(String, ProfilePart)>),
}

fn word(word: &(impl ToString + ?Sized)) -> ProfilePart {
    ProfilePart::Word(word.to_string())
}

fn keys<'a>(entries: impl IntoIterator<Item = (&'a str, Option<ProfilePart>)>) -> ProfilePart {
    let given = entries.into_iter().filter_map(|(name, part)| Some((name.to_owned(), part?)));
    ProfilePart::Keys(given.collect())
}

fn evidence_part(evidence: &[Located<Evidence>]) -> Option<ProfilePart> {
    let items = evidence.iter().map(|item| ProfilePart::Text(item.as_str().to_owned()));
    (!evidence.is_empty()).then(|| ProfilePart::List(items.collect()))
}

fn answer_part(answer: &Answer) -> ProfilePart {
    let (mut status, mut clauses) = match &answer.rating {
        Rating::Unanswered => (None, None),
        Rating::Whole(status) => (Some(word(status)), None),
        Rating::ByClause(clauses) => (
            None,
            Some(keys(clauses.iter().map(|(id, clause)| {
                let parts = [
                    ("status", clause.status.as_ref().map(word)),
                    ("evidence", evidence_part(&clause.evidence)),
                    ("note", clause.note.clone().map(ProfilePart::Text)),
                ];
                (id.as_str(), Some(keys(parts)))
            }))),
        ),
    };
    keys(ANSWER.keys.iter().map(|key| {
        let part = match key.name {
            "status" => status.take(),
            "clauses" => clauses.take(),
            "evidence" => evidence_part(&answer.evidence),
            "intent" => answer.intent.map(|intent| word(intent.id())),
            "plan" => answer.plan.as_ref().map(plan_part),
            name => answer.value(name).map(|value| value_part(key, &value)),
        };
        (key.name, part)
    }))
}

fn plan_part(plan: &Plan) -> ProfilePart {
    let value = |key: &Key| plan.value(key.name).map(|value| value_part(key, &value));
    keys(PLAN.keys.iter().map(|key| (key.name, value(key))))
}

/// A text or a date.
fn value_part(key: &Key, value: &str) -> ProfilePart {
    if matches!(key.value, ValueKind::Date) { word(value) } else { ProfilePart::Text(value.to_owned()) }
}

/// The text of a profile, which is usually valid.
pub fn profile(u: &mut Unstructured<'_>) -> Result<String> {
    let mut answers = BTreeMap::new();
    for _ in 0..u.int_in_range(0..=8)? {
        let capability = capability(u)?;
        answers.insert(capability.id.as_str(), answer_part(&answer(u, capability)?));
    }
    let own = some(u, |u| Ok(ProfilePart::Keys(vec![("a".to_owned(), ProfilePart::Text(text(u)?))])))?;
    let targets = some(u, |u| Ok(keys([(track(u)?.id.as_str(), Some(word(u.choose(&Level::ALL)?)))])))?;
    let also = some(u, |u| Ok(keys([(track(u)?.id.as_str(), Some(ProfilePart::Text(text(u)?)))])))?;
    let kinds = some(u, hosting)?;
    let hosting =
        kinds.map(|kinds| ProfilePart::List(kinds.into_iter().map(|kind| word(kind.id())).collect()));
    let profile = keys([
        ("principles", Some(word("0.1"))),
        (
            "registry",
            Some(keys([
                ("name", Some(ProfilePart::Text(text(u)?))),
                ("url", some(u, text)?.map(ProfilePart::Text)),
            ])),
        ),
        ("x-own", own),
        (
            "assessment",
            some(u, |u| {
                Ok(keys([
                    ("date", some(u, date)?.as_ref().map(word)),
                    ("by", some(u, text)?.map(ProfilePart::Text)),
                ]))
            })?,
        ),
        ("taxonomy", Some(keys([("accounts", some(u, bool_word)?), ("hosting", hosting)]))),
        ("also-assess", also),
        ("targets", targets),
        ("answers", Some(keys(answers.into_iter().map(|(id, answer)| (id, Some(answer)))))),
    ]);
    let ProfilePart::Keys(entries) = profile else { unreachable!("it was made of keys") };
    let mut writer = Writer { indent: *u.choose(&[2, 4, 1])?, text: String::new() };
    writer.entries(u, &entries, 0)?;
    writer.finish(u)
}

fn bool_word(u: &mut Unstructured<'_>) -> Result<ProfilePart> {
    Ok(word(u.choose(&["true", "false", "yes", "No"])?))
}

/// Writes parts in block or flow style, with comments between them.
struct Writer {
    indent: usize,
    text: String,
}

impl Writer {
    fn entries(
        &mut self,
        u: &mut Unstructured<'_>,
        entries: &[(String, ProfilePart)],
        column: usize,
    ) -> Result<()> {
        for (key, part) in entries {
            if u.ratio(1, 8)? {
                let deeper = column + u.int_in_range(0..=3)?;
                self.text += &format!("{:deeper$}# {key}: c\n", "");
            }
            let quote = if u.ratio(1, 16)? { "\"" } else { "" };
            self.text += &format!("{:column$}{quote}{key}{quote}:", "");
            self.value(u, part, column)?;
            if !self.text.ends_with('\n') {
                self.text += if u.ratio(1, 8)? { "   # c: d\n" } else { "\n" };
            }
        }
        Ok(())
    }

    fn value(&mut self, u: &mut Unstructured<'_>, part: &ProfilePart, column: usize) -> Result<()> {
        match part {
            ProfilePart::Keys(entries) if !entries.is_empty() && !u.ratio(1, 5)? => {
                self.text.push('\n');
                self.entries(u, entries, column + self.indent)
            }
            ProfilePart::List(items) if !u.ratio(1, 2)? => {
                let dash = column + u.int_in_range(0..=self.indent)?;
                for item in items {
                    let item = in_brackets(u, item)?;
                    self.text += &format!("\n{:dash$}- {item}", "");
                }
                Ok(())
            }
            ProfilePart::Text(text) if text.contains('\n') && u.ratio(1, 2)? => {
                let inner = column + u.int_in_range(1..=self.indent)?;
                let header = *u.choose(&["|", "|-", "|+", ">", ">-"])?;
                let lines: Vec<String> = text.lines().map(|line| format!("{:inner$}{line}\n", "")).collect();
                self.text += &format!(" {header}\n{}", lines.concat());
                Ok(())
            }
            other => {
                let written = in_brackets(u, other)?;
                let properties = if u.ratio(1, 24)? { "&a " } else { "" };
                self.text += &format!(" {properties}{written}");
                Ok(())
            }
        }
    }

    fn finish(mut self, u: &mut Unstructured<'_>) -> Result<String> {
        if u.ratio(1, 6)? {
            self.text += *u.choose(&["# tail\n", "...\n", "\n\n", "  # deep\n", "x-note: *a\n"])?;
        }
        if u.ratio(1, 6)? {
            self.text.truncate(self.text.trim_end().len());
        }
        if u.ratio(1, 6)? {
            self.text.insert_str(0, u.choose(&["\u{feff}", "# head\n", "---\n"])?);
        }
        Ok(if u.ratio(1, 6)? { self.text.replace('\n', u.choose(&["\r\n", "\r"])?) } else { self.text })
    }
}

fn in_brackets(u: &mut Unstructured<'_>, part: &ProfilePart) -> Result<String> {
    let comma = |u: &mut Unstructured<'_>| u.choose(&[", ", ",", " , "]).copied();
    Ok(match part {
        ProfilePart::Word(word) => scalar(u, word)?,
        ProfilePart::Text(text) => scalar(u, text)?,
        ProfilePart::List(items) => {
            let items = items.iter().map(|item| in_brackets(u, item)).collect::<Result<Vec<_>>>()?;
            format!("[{}]", items.join(comma(u)?))
        }
        ProfilePart::Keys(entries) => {
            let entry = |(key, part): &(String, ProfilePart)| Ok(format!("{key}: {}", in_brackets(u, part)?));
            let entries = entries.iter().map(entry).collect::<Result<Vec<_>>>()?;
            format!("{{{}}}", entries.join(comma(u)?))
        }
    })
}

/// A text without quotes if possible, otherwise in quotes that do not change it.
fn scalar(u: &mut Unstructured<'_>, text: &str) -> Result<String> {
    let simple = |c: char| c.is_alphanumeric() || " -./".contains(c);
    let plain = text.trim() == text && text.starts_with(char::is_alphanumeric) && text.chars().all(simple);
    let single = !text.chars().any(|c| c.is_control() || registry_maturity_core::text::is_hidden(c));
    Ok(match u.int_in_range(0..=3)? {
        0 | 1 if plain => text.to_owned(),
        2 if single => format!("'{}'", text.replace('\'', "''")),
        _ => {
            let written = |c: char| match c {
                '"' | '\\' => format!("\\{c}"),
                c if c.is_ascii_graphic() || c == ' ' => c.to_string(),
                c => format!("\\U{:08x}", u32::from(c)),
            };
            format!("\"{}\"", text.chars().map(written).collect::<String>())
        }
    })
}
