//! [`ProfileReader`]: converts values of the tree to what a key takes, and reports values of other kinds.

use std::{fmt::Display, str::FromStr};

use super::super::keys::{BEGINNING, KeyTable, with_ids};
use crate::{
    catalogue::Catalogue,
    date::Date,
    text::{Located, Problem, Problems, Span, cut, nearest, visible},
    yaml::{Kind, Tree, Value, space_missing, unspaced_pair},
};

/// The maximum number of valid names that a message lists.
const FEW: usize = 10;
/// The number of problems after which names are no longer compared, because nobody wrote such a file by hand.
const MANY: usize = 200;
/// The longest part of a wrong word that a message quotes, in characters.
const MAX_SHOWN: usize = 60;

/// Reads values and collects their problems.
pub(super) struct ProfileReader {
    pub problems: Problems,
    pub catalogue: &'static Catalogue,
    /// Whether the tree is the whole file. If not, missing keys may be in the rest.
    pub complete: bool,
}

/// A key of a mapping with its value.
#[derive(Clone, Copy)]
pub(super) struct KeyedValue<'t> {
    pub section: &'static KeyTable,
    pub name: &'t str,
    pub at: Span,
    pub value: Value<'t>,
}

impl KeyedValue<'_> {
    /// The key with an example of its value.
    fn example(&self, catalogue: &Catalogue) -> String {
        let shown = shorten(self.name);
        let example = self.section.example(self.name, catalogue);
        if example.is_empty() { shown } else { format!("{shown}: {example}") }
    }
}

impl ProfileReader {
    pub(super) fn new(tree: &Tree<'_>, catalogue: &'static Catalogue) -> ProfileReader {
        ProfileReader { problems: tree.problems.clone(), catalogue, complete: tree.complete }
    }

    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The keys of the document.
    pub(super) fn document<'t>(
        &mut self,
        root: Value<'t>,
        section: &'static KeyTable,
    ) -> Vec<KeyedValue<'t>> {
        let document = KeyedValue { section, name: section.under, at: root.at(), value: root };
        if self.tagged(document) {
            return Vec::new();
        }
        match root.kind() {
            Kind::Map => self.entries(document, section),
            Kind::Null => Vec::new(),
            other => {
                self.report(no_profile(root.at(), other, self.catalogue));
                Vec::new()
            }
        }
    }

    /// The keys of a mapping, without `x-` keys; `None` if there are none.
    pub(super) fn fields<'t>(
        &mut self,
        field: KeyedValue<'t>,
        section: &'static KeyTable,
    ) -> Option<Vec<KeyedValue<'t>>> {
        if self.tagged(field) {
            return None;
        }
        match field.value.kind() {
            Kind::Null => None,
            Kind::Map => Some(self.entries(field, section)).filter(|fields| !fields.is_empty()),
            other => {
                self.mismatch(field, other, "keys with values below it");
                None
            }
        }
    }

    fn entries<'t>(&mut self, field: KeyedValue<'t>, section: &'static KeyTable) -> Vec<KeyedValue<'t>> {
        let entries = field.value.entries();
        let mut fields = Vec::with_capacity(entries.size_hint().0);
        for (key, value) in entries {
            match key.kind() {
                Kind::Text(name) if name.starts_with("x-") => {}
                Kind::Text("<<") => self.merge_key(key),
                Kind::Text(name) => {
                    let field = KeyedValue { section, name, at: key.at(), value };
                    match key.tag() {
                        Some(tag) => self.report_tag(tag, field.example(self.catalogue)),
                        None => fields.push(field),
                    }
                }
                other => self.no_key(key, other, section),
            }
        }
        fields
    }

    fn merge_key(&mut self, key: Value<'_>) {
        let problem = Problem::new(key.at(), "merge keys are not supported: write each answer in full");
        self.report(
            problem.with_help("remove `<<` and write out the keys that it would add, like `status: met`"),
        );
    }

    fn no_key(&mut self, key: Value<'_>, kind: Kind<'_>, section: &KeyTable) {
        let example = match section.keys.first() {
            Some(key) => format!("{}: {}", key.name, key.example(self.catalogue)),
            None => with_ids("$capability: met", self.catalogue),
        };
        let message = match kind {
            Kind::Null => "a key is missing before the colon".to_owned(),
            kind => format!("{} cannot be a key here", describe(kind)),
        };
        self.report(
            Problem::new(key.at(), message)
                .with_help(format!("write a name and its value, like `{example}`")),
        );
    }

    /// A text; `None` if it is empty.
    pub(super) fn text(&mut self, field: KeyedValue<'_>) -> Option<String> {
        self.word(field).map(|word| word.value.to_owned())
    }

    /// A text with its place; `None` if it is empty.
    pub(super) fn word<'t>(&mut self, field: KeyedValue<'t>) -> Option<Located<&'t str>> {
        self.word_of(field, "a single value")
    }

    /// Like [`ProfileReader::word`], where a mapping would have been valid too.
    pub(super) fn word_or_keys<'t>(&mut self, field: KeyedValue<'t>) -> Option<Located<&'t str>> {
        self.word_of(field, "a single value, or keys with values below it")
    }

    fn word_of<'t>(&mut self, field: KeyedValue<'t>, wanted: &str) -> Option<Located<&'t str>> {
        if self.tagged(field) {
            return None;
        }
        match field.value.kind() {
            Kind::Null => None,
            Kind::Text(text) if text.trim().is_empty() => None,
            Kind::Text(text) => Some(Located::new(text, field.value.at())),
            other => {
                self.mismatch(field, other, wanted);
                None
            }
        }
    }

    /// One text or a list of texts; `None` if there is no value.
    pub(super) fn words<'t>(&mut self, field: KeyedValue<'t>) -> Option<Vec<Located<&'t str>>> {
        if field.value.kind() != Kind::List {
            return self.word_of(field, "a single value or a list").map(|word| vec![word]);
        }
        if self.tagged(field) {
            return None;
        }
        let items = field.value.items();
        let word = |value| self.word_of(KeyedValue { value, ..field }, "only single values in its list");
        Some(items.filter_map(word).collect())
    }

    /// A date; `None` if there is none or it is invalid.
    pub(super) fn date(&mut self, field: KeyedValue<'_>) -> Option<Date> {
        let text = self.word(field)?;
        match text.value.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                let shown = shorten(text.value);
                self.report(
                    Problem::new(text.at, format!("`{shown}` is not a date: {error}"))
                        .with_help(format!("write `{}`", field.example(self.catalogue))),
                );
                None
            }
        }
    }

    /// One of a few words.
    pub(super) fn choice<T: FromStr>(
        &mut self,
        text: &Located<&str>,
        noun: &str,
        words: &[&'static str],
    ) -> Option<T> {
        let choice = text.value.parse().ok();
        if choice.is_none() {
            let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            let message = format!("`{}` is not {article} {noun}", shorten(text.value));
            self.unknown(text.value, text.at, message, words);
        }
        choice
    }

    /// Reports an unknown name, with the nearest valid one.
    pub(super) fn unknown(
        &mut self,
        name: &str,
        at: Span,
        message: impl Display,
        candidates: &[&'static str],
    ) {
        let nearest = match self.problems.len() {
            ..MANY => nearest(name, candidates.iter().copied(), 1),
            _ => Vec::new(),
        };
        let help = match nearest.first() {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if candidates.len() <= FEW => format!("write {}", one_of(candidates)),
            None => {
                let first = candidates.first().map_or(String::new(), |first| format!(", like `{first}`"));
                format!("`registry-maturity explain` lists them all{first}")
            }
        };
        self.report(Problem::new(at, message.to_string()).with_help(help));
    }

    /// Reports a key that its section does not have.
    pub(super) fn unknown_key(&mut self, field: KeyedValue<'_>) {
        let message = format!("`{}` is not a key of {}", shorten(field.name), field.section.name);
        match self.home_of(field.name) {
            Some(help) => self.report(Problem::new(field.at, message).with_help(help)),
            None => self.unknown(field.name, field.at, message, &field.section.names()),
        }
    }

    /// Says where a key in the wrong section belongs.
    pub(super) fn home_of(&self, name: &str) -> Option<String> {
        if self.catalogue.capability(name).is_ok() {
            return Some(format!(
                "it is a capability, and belongs under `answers`: `answers: {{{name}: met}}`"
            ));
        }
        if self.catalogue.track(name).is_ok() {
            return Some(format!("it is a track, and belongs under `targets`: `targets: {{{name}: 2}}`"));
        }
        if let Some(section) = KeyTable::with_key(name) {
            return Some(format!(
                "it is a key of {}: `{}`",
                section.name,
                section.example_with(name, self.catalogue)
            ));
        }
        let owner = self.catalogue.capabilities().find(|capability| capability.clause(name).is_ok())?;
        let example = format!("{}: {{clauses: {{{name}: met}}}}", owner.id);
        Some(format!("it is a clause; it belongs under `clauses`: `{example}`"))
    }

    /// Reports a missing key.
    pub(super) fn missing(&mut self, at: Span, message: &str, help: &str) {
        if self.complete {
            self.report(Problem::new(at, message).with_help(help));
        }
    }

    /// Reports a value of the wrong kind.
    pub(super) fn mismatch(&mut self, field: KeyedValue<'_>, found: Kind<'_>, wanted: &str) {
        let at = field.value.at();
        if let Kind::Text(text) = found
            && let Some((key, value)) = unspaced_pair(text)
        {
            let first = value.split_whitespace().next().unwrap_or_default();
            return self.report(space_missing(at, key, first));
        }
        let message = format!("`{}` takes {wanted}, but this is {}", shorten(field.name), describe(found));
        self.report(
            Problem::new(at, message).with_help(format!("write `{}`", field.example(self.catalogue))),
        );
    }

    /// Whether the value has a tag, which it reports.
    fn tagged(&mut self, field: KeyedValue<'_>) -> bool {
        let tag = field.value.tag();
        if let Some(tag) = tag {
            let example = if field.name.is_empty() {
                with_ids("principles: $edition", self.catalogue)
            } else {
                field.example(self.catalogue)
            };
            self.report_tag(tag, example);
        }
        tag.is_some()
    }

    fn report_tag(&mut self, tag: Span, example: impl Display) {
        let problem = Problem::new(tag, "YAML tags, which are words that begin with `!`, are not supported");
        self.report(
            problem.with_help(format!("remove the tag, or, if it is text, put it in quotes: `{example}`")),
        );
    }
}

fn no_profile(at: Span, kind: Kind<'_>, catalogue: &Catalogue) -> Problem {
    if let Kind::Text(text) = kind
        && let Some((key, value)) = unspaced_pair(text)
    {
        return space_missing(at, key, value.split_whitespace().next().unwrap_or_default());
    }
    Problem::new(at, format!("a profile consists of keys with values, but this is {}", describe(kind)))
        .with_help(with_ids(BEGINNING, catalogue))
}

fn describe(kind: Kind<'_>) -> &'static str {
    match kind {
        Kind::Null => "nothing",
        Kind::Text(_) => "a text",
        Kind::List => "a list",
        Kind::Map => "a mapping",
    }
}

/// `a`, `b` or `c`.
pub(super) fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// A word from the file for use in a message: with hidden characters made visible, and not too long.
pub(super) fn shorten(text: &str) -> String {
    cut(&visible(text), MAX_SHOWN)
}
