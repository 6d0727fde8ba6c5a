//! [`Field`]: what an answer says beside how far something is met.

use registry_maturity_core::profile::{Answer, Plan};

/// A text or a date of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What readers should know.
    Note,
    /// Where it can be seen; one address or path a line.
    Evidence,
    /// Who else provides it.
    DelegatedTo,
    /// What only the operators should know.
    Internal,
    /// When somebody last looked.
    Reviewed,
    /// When to look again.
    ReviewBy,
    /// The plan in a sentence.
    Summary,
    /// Where the plan is tracked.
    Issue,
    /// Who carries it out.
    Owner,
    /// By when.
    Due,
    /// How much work it is.
    Effort,
    /// What it costs.
    Cost,
}

impl Field {
    /// Every field, in the order in which they are offered.
    pub const ALL: [Field; 12] = [
        Field::Note,
        Field::Evidence,
        Field::DelegatedTo,
        Field::Internal,
        Field::Reviewed,
        Field::ReviewBy,
        Field::Summary,
        Field::Issue,
        Field::Owner,
        Field::Due,
        Field::Effort,
        Field::Cost,
    ];

    /// The fields of a plan.
    pub const PLAN: [Field; 6] =
        [Field::Summary, Field::Issue, Field::Owner, Field::Due, Field::Effort, Field::Cost];

    /// The word by which it is called in commands.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Field::Note => "note",
            Field::Evidence => "evidence",
            Field::DelegatedTo => "by",
            Field::Internal => "internal",
            Field::Reviewed => "reviewed",
            Field::ReviewBy => "review-by",
            Field::Summary => "summary",
            Field::Issue => "issue",
            Field::Owner => "owner",
            Field::Due => "due",
            Field::Effort => "effort",
            Field::Cost => "cost",
        }
    }

    /// The field of this word; `by` is also known by the name that profiles give it.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Field> {
        let word = if word == "delegated-to" { "by" } else { word };
        Field::ALL.into_iter().find(|field| field.word() == word)
    }

    /// Its name, before a colon.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Field::Note => "Note",
            Field::Evidence => "Evidence",
            Field::DelegatedTo => "Provided by",
            Field::Internal => "Internal note",
            Field::Reviewed => "Reviewed",
            Field::ReviewBy => "Look again by",
            Field::Summary => "Plan",
            Field::Issue => "Issue",
            Field::Owner => "Owner",
            Field::Due => "Due",
            Field::Effort => "Effort",
            Field::Cost => "Cost",
        }
    }

    /// What to write into it.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Field::Note => "What readers of the report should know.",
            Field::Evidence => "Where it can be seen: an address or a path, one a line.",
            Field::DelegatedTo => "Who provides it, if somebody else does: an identity provider, say.",
            Field::Internal => "For the operators alone; in no report unless asked for.",
            Field::Reviewed => "When somebody last looked, YYYY-MM-DD.",
            Field::ReviewBy => "When to look again, YYYY-MM-DD.",
            Field::Summary => "What is meant to be done, in a sentence.",
            Field::Issue => "Where it is tracked: an address.",
            Field::Owner => "Who does it.",
            Field::Due => "By when, YYYY-MM-DD.",
            Field::Effort => "How much work it is: 2 person-months, say.",
            Field::Cost => "What it costs: EUR 20,000, say.",
        }
    }

    /// Whether it may have more than one line.
    #[must_use]
    pub const fn has_lines(self) -> bool {
        matches!(self, Field::Note | Field::Evidence | Field::Internal | Field::Summary)
    }

    /// Whether each clause has one of its own.
    #[must_use]
    pub const fn is_of_clauses(self) -> bool {
        matches!(self, Field::Note | Field::Evidence)
    }

    /// Whether it belongs to the plan.
    #[must_use]
    pub fn is_of_plan(self) -> bool {
        Field::PLAN.contains(&self)
    }

    /// What an answer says in it.
    #[must_use]
    pub fn of(self, answer: &Answer) -> Option<String> {
        let day = |date: Option<registry_maturity_core::date::Date>| date.map(|date| date.to_string());
        match self {
            Field::Note => answer.note.clone(),
            Field::Evidence => {
                let all: Vec<&str> = answer.evidence.iter().map(|evidence| evidence.as_str()).collect();
                (!all.is_empty()).then(|| all.join("\n"))
            }
            Field::DelegatedTo => answer.delegated_to.clone(),
            Field::Internal => answer.internal.clone(),
            Field::Reviewed => day(answer.reviewed),
            Field::ReviewBy => day(answer.review_by),
            plan => plan.of_plan(answer.plan.as_ref()?),
        }
    }

    fn of_plan(self, plan: &Plan) -> Option<String> {
        match self {
            Field::Summary => plan.summary.clone(),
            Field::Issue => plan.issue.clone(),
            Field::Owner => plan.owner.clone(),
            Field::Due => plan.due.map(|due| due.to_string()),
            Field::Effort => plan.effort.clone(),
            Field::Cost => plan.cost.clone(),
            _ => None,
        }
    }
}
