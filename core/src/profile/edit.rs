//! Applies one edit to a profile's text and leaves the rest of the text as it is.
//!
//! The editor compares the text with what it should say and fixes the first difference with the smallest change, until
//! there is none left. Then it reads the new text, which must say exactly what was intended and keep every comment and
//! every `x-` key. Otherwise nothing is changed, and the error names the line to edit by hand.

mod change;
mod order;
mod layout;
mod pen;
mod scalar;
mod wanted;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fmt,
};

use self::{
    change::{TextChange, in_map},
    layout::{TextLayout, UnsafeEdit},
    order::KeyOrder,
    wanted::{Keys, Wanted},
};
use super::{Answer, ClauseAnswer, InvalidProfile, Plan, Profile, Rating, read::interpret, start};
use crate::{
    catalogue::{Accounts, CapabilityId, Hosting, Level, TrackId},
    date::Date,
    text::{Located, Problem, Source, Span},
    yaml::{Kind, Tree, Value},
};

/// The maximum number of passes over the text, more than any edit takes.
const MAX_PASSES: usize = 500;
/// The maximum number of bytes that are read again after passes. It limits edits of very long profiles only.
const MAX_READ: usize = 32 << 20;

/// A change of a profile. `None` removes what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The registry's name, which must not be empty.
    RegistryName(String),
    /// The address of the registry's website.
    RegistryUrl(Option<String>),
    /// The date of the assessment.
    AssessedDate(Option<Date>),
    /// The person or team that answered.
    AssessedBy(Option<String>),
    /// Whether there are user accounts, and who provides log-in.
    Accounts(Option<Accounts>),
    /// What the registry hosts; an empty set counts as no answer.
    Hosting(Option<BTreeSet<Hosting>>),
    /// The reason to assess a track that the taxonomy leaves out.
    AlsoAssess(TrackId, Option<String>),
    /// The level that a track should reach.
    Target(TrackId, Option<Level>),
    /// The whole answer to a capability.
    Answer(CapabilityId, Option<Answer>),
    /// An answer that is given or confirmed on a day, which becomes its date. Whether the assessment's date or
    /// `reviewed` records it depends on the profile.
    Give(CapabilityId, Answer, Date),
}

/// Why an edit was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EditError {
    /// The text is not a valid profile to begin with.
    Source(InvalidProfile),
    /// The change cannot be made without affecting something else.
    ByHand {
        /// The line to edit by hand, from 1.
        line: usize,
        /// What is in the way.
        reason: String,
    },
    /// The change would make the profile invalid.
    Invalid(Vec<Problem>),
}

/// A text as a YAML scalar, to follow a key.
pub(super) fn inline(text: &str) -> String {
    scalar::inline(text, scalar::Notation::Block, None)
}

/// A text as a YAML scalar within brackets.
pub(super) fn inline_in_brackets(text: &str) -> String {
    scalar::inline(text, scalar::Notation::Flow, None)
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditError::Source(invalid) => write!(f, "the file is already invalid: {invalid}"),
            EditError::ByHand { line, reason } => write!(f, "line {line} has to be edited by hand: {reason}"),
            EditError::Invalid(problems) => {
                write!(f, "this would be invalid: {}", problems.first().map_or("", Problem::message))
            }
        }
    }
}

impl Error for EditError {}

/// Applies an edit to a text and leaves everything else as it is.
///
/// # Errors
/// If the text is not a valid profile before or after the change, or if the change cannot be made safely.
pub fn edit(source: &str, edit: &Edit) -> Result<String, EditError> {
    let tree = Tree::read_with_comments(source);
    let profile = interpret(&tree)
        .map_err(|problems| EditError::Source(InvalidProfile::new(Source::new("", source), problems)))?;
    let mut expected = profile.clone();
    edit.apply(&mut expected);
    if same(&profile, &expected) {
        return Ok(source.to_owned());
    }
    let keys = edit.wanted(&expected, &tree);
    let mut editor = TextEditor { keys, order: KeyOrder::Sections(profile.catalogue), lost: Vec::new() };
    let mut next = editor.pass(source, &tree).map_err(|refusal| by_hand(source, &refusal))?;
    for _ in 0..MAX_PASSES.min(MAX_READ / source.len().max(1)) {
        let Some(text) = next else { break };
        let after = Tree::read_with_comments(&text);
        next = editor.pass(&text, &after).map_err(|refusal| {
            by_hand(source, &UnsafeEdit::new(before(source, &text, refusal.at), refusal.reason))
        })?;
        if next.is_none() {
            return match editor.check((source, &tree), (&text, &after), &expected) {
                Ok(()) => Ok(text),
                Err(Failure::Invalid(problems)) => Err(EditError::Invalid(problems)),
                Err(Failure::Changed(reason)) => {
                    Err(by_hand(source, &UnsafeEdit::new(place(&tree, &editor.keys), reason)))
                }
            };
        }
    }
    let at = place(&tree, &editor.keys);
    Err(by_hand(source, &UnsafeEdit::new(at, "this is more than can be changed at once")))
}

fn by_hand(text: &str, refusal: &UnsafeEdit) -> EditError {
    EditError::ByHand {
        line: Source::new("", text).position(refusal.at).line,
        reason: refusal.reason.clone(),
    }
}

/// Maps a byte offset in a partly changed text back to the original text.
fn before(text: &str, changed: &str, at: usize) -> usize {
    let start = text.bytes().zip(changed.bytes()).take_while(|(one, other)| one == other).count();
    let rest = text.len().min(changed.len()) - start;
    let ends = text.bytes().rev().zip(changed.bytes().rev());
    let same_end = ends.take(rest).take_while(|(one, other)| one == other).count();
    let behind = changed.len() - at;
    if behind <= same_end { text.len() - behind } else { at.min(start) }
}

/// Changes a text until it says what it should, with one change in each pass.
struct TextEditor {
    keys: Keys,
    order: KeyOrder,
    /// The comments that were removed together with what they belong to.
    lost: Vec<String>,
}

/// Why a changed text is rejected.
enum Failure {
    Invalid(Vec<Problem>),
    Changed(&'static str),
}

impl TextEditor {
    /// Returns the text after the next change, or `None` if there is nothing left to change.
    fn pass(&mut self, text: &str, tree: &Tree<'_>) -> Result<Option<String>, UnsafeEdit> {
        if let Some(problem) = tree.problems.first() {
            return Err(UnsafeEdit::new(problem.span().start(), "this is written in an unusual way"));
        }
        let Some(root) = tree.root() else { return Ok(None) };
        let layout = TextLayout::new(text, tree);
        let change = in_map(&layout, root, &self.keys, self.order)?;
        change.map(|change| make(&layout, &change, &mut self.lost)).transpose()
    }

    /// Checks that the new text says what was intended and keeps everything else from the old one.
    fn check(
        &self,
        (old, before): (&str, &Tree<'_>),
        (new, after): (&str, &Tree<'_>),
        expected: &Profile,
    ) -> Result<(), Failure> {
        let profile = interpret(after).map_err(Failure::Invalid)?;
        let mut kept = comments(after, new);
        kept.extend(self.lost.iter().map(String::as_str));
        let mut known = comments(before, old);
        kept.sort_unstable();
        known.sort_unstable();
        if kept != known {
            return Err(Failure::Changed("a nearby comment would become part of a text"));
        }
        if !same(&profile, expected) {
            return Err(Failure::Changed("the change would affect something else, perhaps through an alias"));
        }
        if own(before) != own(after) {
            return Err(Failure::Changed("the change would touch keys of your own"));
        }
        Ok(())
    }
}

fn comments<'s>(tree: &Tree<'_>, text: &'s str) -> Vec<&'s str> {
    tree.comments.iter().map(|at| &text[at.range()]).collect()
}

fn make(layout: &TextLayout<'_>, change: &TextChange, lost: &mut Vec<String>) -> Result<String, UnsafeEdit> {
    let mut text = String::with_capacity(layout.text.len() + 200);
    let mut from = 0;
    for (span, new) in &change.splices {
        let (Some(kept), Some(_)) = (layout.text.get(from..span.start()), layout.text.get(span.range()))
        else {
            return Err(UnsafeEdit::new(span.start(), "this is written in an unusual way"));
        };
        for comment in layout.comments(*span) {
            if !change.removes {
                return Err(UnsafeEdit::new(
                    comment.start(),
                    "there is a comment in the middle of what changes",
                ));
            }
            lost.push(layout.text[comment.range()].to_owned());
        }
        text.push_str(kept);
        text.push_str(new);
        from = span.end();
    }
    text.push_str(&layout.text[from..]);
    Ok(text)
}

/// Whether two profiles have the same content.
fn same(one: &Profile, other: &Profile) -> bool {
    let facts = |profile: &Profile| {
        (
            profile.catalogue.edition.id,
            profile.registry.clone(),
            profile.assessed.clone(),
            profile.taxonomy.clone(),
            profile.also_assess.clone(),
            profile.targets.clone(),
        )
    };
    facts(one) == facts(other) && one.answers == other.answers
}

/// Every `x-` key with its value.
fn own(tree: &Tree<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(root) = tree.root() {
        collect_own(root, "", &mut found);
    }
    found.sort_unstable();
    found
}

fn collect_own(value: Value<'_>, path: &str, found: &mut Vec<String>) {
    for (key, value) in value.entries() {
        let path = format!("{path}/{}", plain(key));
        if key.is_extension() {
            found.push(format!("{path}: {}", plain(value)));
        } else {
            collect_own(value, &path, found);
        }
    }
}

/// A value on one line in an unambiguous form, with aliases expanded.
fn plain(value: Value<'_>) -> String {
    match value.kind() {
        Kind::Null => "~".to_owned(),
        Kind::Text(text) => format!("{text:?}"),
        Kind::List => format!("[{}]", value.items().map(plain).collect::<Vec<_>>().join(", ")),
        Kind::Map => {
            let entries = value.entries().map(|(key, value)| format!("{}: {}", plain(key), plain(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

impl Edit {
    /// Makes the same change in a profile. Empty values count as not given, as they do in a text.
    fn apply(&self, profile: &mut Profile) {
        match self {
            Edit::RegistryName(name) => profile.registry.name.clone_from(name),
            Edit::RegistryUrl(url) => profile.registry.url = given(url.clone()),
            Edit::AssessedDate(date) => profile.assessed.date = *date,
            Edit::AssessedBy(by) => profile.assessed.by = given(by.clone()),
            Edit::Accounts(accounts) => profile.taxonomy.accounts = accounts.clone().map(tidy_accounts),
            Edit::Hosting(hosting) => {
                profile.taxonomy.hosting = hosting.clone().filter(|kinds| !kinds.is_empty());
            }
            Edit::AlsoAssess(track, reason) => put(&mut profile.also_assess, *track, given(reason.clone())),
            Edit::Target(track, level) => put(&mut profile.targets, *track, *level),
            Edit::Answer(id, answer) => {
                put(&mut profile.answers, *id, answer.clone().map(tidy).filter(says_something));
            }
            Edit::Give(id, answer, day) => {
                let answer = tidy(answer.clone());
                if answer.is_answered_in_part() {
                    profile.give(*id, answer, *day);
                } else {
                    put(&mut profile.answers, *id, Some(answer).filter(says_something));
                }
            }
        }
    }

    /// What the text should say, by section.
    fn wanted(&self, expected: &Profile, tree: &Tree<'_>) -> Keys {
        let (section, wanted) = match self {
            Edit::RegistryName(name) => ("registry", Wanted::key("name", Wanted::Text(name.clone()))),
            Edit::RegistryUrl(_) => {
                ("registry", Wanted::key("url", Wanted::text(expected.registry.url.as_ref())))
            }
            Edit::AssessedDate(date) => ("assessment", Wanted::key("date", Wanted::date(*date))),
            Edit::AssessedBy(_) => {
                ("assessment", Wanted::key("by", Wanted::text(expected.assessed.by.as_ref())))
            }
            Edit::Accounts(_) => {
                ("taxonomy", Wanted::key("accounts", wanted::accounts(expected.taxonomy.accounts.as_ref())))
            }
            Edit::Hosting(_) => {
                let words = |kinds: &BTreeSet<Hosting>| kinds.iter().map(|kind| kind.id()).collect();
                let kinds = expected.taxonomy.hosting.as_ref();
                let set = kinds.map_or(Wanted::Nothing, |kinds| Wanted::Set(words(kinds)));
                ("taxonomy", Wanted::key("hosting", set))
            }
            Edit::AlsoAssess(track, _) => {
                let reason = expected.also_assess.get(track).map(|reason| &reason.value);
                ("also-assess", Wanted::key(track.as_str(), Wanted::text(reason)))
            }
            Edit::Target(track, level) => {
                let word = level.map_or(Wanted::Nothing, |level| Wanted::Word(level.to_string()));
                ("targets", Wanted::key(track.as_str(), word))
            }
            Edit::Answer(id, _) => ("answers", wanted_answer(*id, expected, tree)),
            Edit::Give(id, ..) => {
                let date = Wanted::key("date", Wanted::date(expected.assessed.date));
                let answer = wanted_answer(*id, expected, tree);
                return vec![("assessment".to_owned(), date), ("answers".to_owned(), answer)];
            }
        };
        vec![(section.to_owned(), wanted)]
    }
}

impl Profile {
    /// Returns the profile after an edit. Its places remain those of the text that was read.
    ///
    /// # Errors
    /// If the profile would be invalid. Places in the error are those in a short text that contains only the edit.
    pub fn with(&self, change: &Edit) -> Result<Profile, EditError> {
        // Whether an edit is valid does not depend on the other answers, so the reader checks it in a short text.
        edit(&start(self.catalogue, "Example Index"), change)?;
        let mut profile = self.clone();
        change.apply(&mut profile);
        Ok(profile)
    }
}

/// The place to edit by hand: the key that changes if the text has it, or the section in which it belongs. An answer
/// that is given may change the assessment's date too; the last key is the answer.
fn place(tree: &Tree<'_>, keys: &Keys) -> usize {
    let mut at = 0;
    let mut next = tree.root().map(|root| (root, keys));
    while let Some((map, keys)) = next.take() {
        let mut present = keys.iter().filter_map(|(name, wanted)| Some((wanted::entry(map, name)?, wanted)));
        let changed = present.rfind(|((_, value), wanted)| !wanted.is_said_by(*value));
        let Some(((key, value), wanted)) = changed else { break };
        at = key.at().start();
        if let Wanted::Keys(keys) = wanted {
            next = (keys.len() == 1).then_some((value, keys));
        }
    }
    at
}

/// The wanted answer, under the id that the text uses for its capability, which may be a former one.
fn wanted_answer(id: CapabilityId, expected: &Profile, tree: &Tree<'_>) -> Wanted {
    let Ok(capability) = expected.catalogue.capability(id.as_str()) else {
        return Wanted::Keys(Vec::new());
    };
    let answers = tree.root().and_then(|root| wanted::entry(root, "answers"));
    let former = answers.and_then(|(_, answers)| {
        capability.aliases.iter().copied().find(|alias| wanted::entry(answers, alias).is_some())
    });
    let answer = expected.answers.get(&id);
    let wanted = answer.map_or(Wanted::Nothing, |answer| Wanted::answer(answer, capability));
    Wanted::key(former.unwrap_or(id.as_str()), wanted)
}

fn put<K: Ord, V>(map: &mut BTreeMap<K, Located<V>>, key: K, value: Option<V>) {
    let at = map.remove(&key).map_or(Span::default(), |before| before.at);
    if let Some(value) = value {
        map.insert(key, Located::new(value, at));
    }
}

fn tidy_accounts(accounts: Accounts) -> Accounts {
    match accounts {
        Accounts::ProvidedBy(mut providers) => {
            providers.retain(|name| !name.trim().is_empty());
            if providers.is_empty() { Accounts::Present } else { Accounts::ProvidedBy(providers) }
        }
        other => other,
    }
}

fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// Treats empty values as not given, as the reader does.
fn tidy(mut answer: Answer) -> Answer {
    answer.tidy();
    if let Some(plan) = &mut answer.plan {
        plan.tidy();
    }
    answer.plan.take_if(|plan| *plan == Plan::default());
    if let Rating::ByClause(clauses) = &mut answer.rating {
        for clause in clauses.values_mut().map(|clause| &mut clause.value) {
            clause.tidy();
        }
        clauses.retain(|_, clause| clause.value != ClauseAnswer::default());
        if clauses.is_empty() {
            answer.rating = Rating::Unanswered;
        }
    }
    answer
}

fn says_something(answer: &Answer) -> bool {
    *answer != Answer::default()
}
