//! [`AnswerField`]: the texts and dates of an answer.

use crate::document::{Text, words};
use registry_maturity_core::{
    catalogue::ClauseId,
    profile::{
        Answer, Slot,
        keys::{ANSWER, CLAUSE, Key, PLAN, ValueKind},
    },
};

/// A text or a date of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerField {
    /// What readers should know.
    Note,
    /// Addresses and paths, one per line.
    Evidence,
    /// Who else provides it.
    DelegatedTo,
    /// A note for operators only.
    Internal,
    /// The date of the last review.
    Reviewed,
    /// The date of the next review.
    ReviewBy,
    /// The plan in a sentence.
    Summary,
    /// Where the plan is tracked.
    Issue,
    /// Who will do it.
    Owner,
    /// The date by which the plan should be done.
    Due,
    /// How much work it is.
    Effort,
    /// The cost of the plan, in the operator's words.
    Cost,
}

impl AnswerField {
    /// Every field, in the order in which forms and menus offer them.
    pub const ALL: [AnswerField; 12] = [
        AnswerField::Evidence,
        AnswerField::Note,
        AnswerField::DelegatedTo,
        AnswerField::Internal,
        AnswerField::Reviewed,
        AnswerField::ReviewBy,
        AnswerField::Summary,
        AnswerField::Issue,
        AnswerField::Owner,
        AnswerField::Due,
        AnswerField::Effort,
        AnswerField::Cost,
    ];

    /// The fields of a plan.
    pub(super) const PLAN: [AnswerField; 6] = [
        AnswerField::Summary,
        AnswerField::Issue,
        AnswerField::Owner,
        AnswerField::Due,
        AnswerField::Effort,
        AnswerField::Cost,
    ];

    /// Its key in profiles.
    fn key(self) -> &'static Key {
        let name = match self {
            AnswerField::Note => "note",
            AnswerField::Evidence => "evidence",
            AnswerField::DelegatedTo => "delegated-to",
            AnswerField::Internal => "internal",
            AnswerField::Reviewed => "reviewed",
            AnswerField::ReviewBy => "review-by",
            AnswerField::Summary => "summary",
            AnswerField::Issue => "issue",
            AnswerField::Owner => "owner",
            AnswerField::Due => "due",
            AnswerField::Effort => "effort",
            AnswerField::Cost => "cost",
        };
        let table = if self.is_of_plan() { &PLAN } else { &ANSWER };
        table.key(name).expect("profiles have a key for each field")
    }

    /// Its name in commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            AnswerField::DelegatedTo => "by",
            _ => self.key().name,
        }
    }

    /// The field with this name in commands or in profiles.
    #[must_use]
    pub fn from_word(word: &str) -> Option<AnswerField> {
        AnswerField::ALL.into_iter().find(|field| field.word() == word || field.key().name == word)
    }

    /// Its name in forms.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.key().label
    }

    /// Its name in forms, if it is for all parts of a capability whose parts have one of their own.
    pub(super) fn label_for_all(self) -> &'static str {
        match self {
            AnswerField::Evidence => "Evidence for all parts",
            AnswerField::Note => "Note on all parts",
            _ => self.label(),
        }
    }

    /// Its name in a sentence.
    pub(super) const fn noun(self) -> &'static str {
        match self {
            AnswerField::Note => "note",
            AnswerField::Evidence => "evidence",
            AnswerField::DelegatedTo => "provider",
            AnswerField::Internal => "internal note",
            AnswerField::Reviewed => "date of the review",
            AnswerField::ReviewBy => "date of the next review",
            AnswerField::Summary => "summary of the plan",
            AnswerField::Issue => "issue",
            AnswerField::Owner => "owner",
            AnswerField::Due => "due date",
            AnswerField::Effort => "effort",
            AnswerField::Cost => "cost",
        }
    }

    /// What to write into it, with an example.
    #[must_use]
    pub fn hint(self) -> String {
        match self {
            AnswerField::Evidence => "Where it can be seen: addresses or paths, one per line.".to_owned(),
            _ => self.key().hint(),
        }
    }

    /// The trimmed text to write into it; empty if the text is `none` in a field that cannot have that value.
    pub(super) fn given(self, text: &str) -> &str {
        let text = text.trim();
        let text = if self == AnswerField::DelegatedTo { without_by(text) } else { text };
        let cannot_be_none = self == AnswerField::DelegatedTo || self.is_date();
        match text {
            text if cannot_be_none && text.eq_ignore_ascii_case("none") => "",
            text => text,
        }
    }

    /// What it is for, in a phrase.
    pub(super) fn meaning(self) -> String {
        words::lower_first(self.key().description.trim_end_matches('.'))
    }

    /// Whether it is a date.
    pub(super) fn is_date(self) -> bool {
        self.key().value == ValueKind::Date
    }

    /// What it says: evidence as a list, everything else as it was written.
    pub(super) fn in_words(self, text: &str) -> Text {
        match self {
            AnswerField::Evidence => Text::lines(text.lines().map(Text::copy)),
            _ => Text::copy(text),
        }
    }

    /// Whether it may have more than one line.
    #[must_use]
    pub const fn has_lines(self) -> bool {
        matches!(
            self,
            AnswerField::Note | AnswerField::Evidence | AnswerField::Internal | AnswerField::Summary
        )
    }

    /// Whether each clause has one of its own.
    pub(super) fn is_of_clauses(self) -> bool {
        CLAUSE.key(self.key().name).is_some()
    }

    /// Whether it belongs to the plan.
    #[must_use]
    pub fn is_of_plan(self) -> bool {
        AnswerField::PLAN.contains(&self)
    }

    /// Its value in an answer; evidence has one line for each item.
    #[must_use]
    pub fn of(self, answer: &Answer) -> Option<String> {
        let key = self.key();
        if key.value == ValueKind::Evidence {
            let all: Vec<&str> = answer.evidence.iter().map(|evidence| evidence.as_str()).collect();
            return (!all.is_empty()).then(|| all.join("\n"));
        }
        let value =
            if self.is_of_plan() { answer.plan.as_ref()?.value(key.name) } else { answer.value(key.name) };
        value.map(Into::into)
    }

    /// Its value for this part of an answer, or for all of it if parts have none of their own.
    pub(super) fn of_part(self, answer: &Answer, part: Option<ClauseId>) -> Option<String> {
        let Some(clause) = part.filter(|_| self.is_of_clauses()) else { return self.of(answer) };
        let clause = answer.clause(clause)?;
        let mut own = Answer::default();
        own.note.clone_from(&clause.note);
        own.evidence.clone_from(&clause.evidence);
        self.of(&own)
    }

    /// Where an answer holds its text or date; `None` for evidence. A plan is added if there is none.
    pub(super) fn slot(self, answer: &mut Answer) -> Option<Slot<'_>> {
        let name = self.key().name;
        if self.is_of_plan() { answer.plan.get_or_insert_default().slot(name) } else { answer.slot(name) }
    }
}

/// A name without the `by` before it, which people write where a name is asked for.
pub(super) fn without_by(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("by ").map_or(text, str::trim)
}

/// A value in one line: a list with commas, a text with spaces in place of its line breaks.
pub(super) fn joined_lines(value: &Text) -> String {
    let separator = if value.is_list() { ", " } else { " " };
    value.words().lines().collect::<Vec<_>>().join(separator)
}
