//! [`AnswerField`]: what an answer says besides its status.

use registry_maturity_core::profile::{Answer, Plan};

/// A text or a date of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerField {
    /// What readers should know.
    Note,
    /// Where it can be seen, one address or path a line.
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
    pub const PLAN: [AnswerField; 6] = [
        AnswerField::Summary,
        AnswerField::Issue,
        AnswerField::Owner,
        AnswerField::Due,
        AnswerField::Effort,
        AnswerField::Cost,
    ];

    /// The word by which it is called in commands.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            AnswerField::Note => "note",
            AnswerField::Evidence => "evidence",
            AnswerField::DelegatedTo => "by",
            AnswerField::Internal => "internal",
            AnswerField::Reviewed => "reviewed",
            AnswerField::ReviewBy => "review-by",
            AnswerField::Summary => "summary",
            AnswerField::Issue => "issue",
            AnswerField::Owner => "owner",
            AnswerField::Due => "due",
            AnswerField::Effort => "effort",
            AnswerField::Cost => "cost",
        }
    }

    /// The field of this word; `by` is also known by the name that profiles give it.
    #[must_use]
    pub fn from_word(word: &str) -> Option<AnswerField> {
        let word = if word == "delegated-to" { "by" } else { word };
        AnswerField::ALL.into_iter().find(|field| field.word() == word)
    }

    /// Its name, before a colon.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            AnswerField::Note => "Note",
            AnswerField::Evidence => "Evidence",
            AnswerField::DelegatedTo => "Provided by",
            AnswerField::Internal => "Internal note",
            AnswerField::Reviewed => "Reviewed",
            AnswerField::ReviewBy => "Review by",
            AnswerField::Summary => "Plan",
            AnswerField::Issue => "Issue",
            AnswerField::Owner => "Owner",
            AnswerField::Due => "Due",
            AnswerField::Effort => "Effort",
            AnswerField::Cost => "Cost",
        }
    }

    /// What to write into it.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            AnswerField::Note => "What readers of the report should know.",
            AnswerField::Evidence => "Where it can be seen. Paste addresses or paths, one a line.",
            AnswerField::DelegatedTo => "Who provides it if you do not, for example an identity provider.",
            AnswerField::Internal => "For operators only. Reports leave it out unless --internal is given.",
            AnswerField::Reviewed => "When somebody last checked the answer: YYYY-MM-DD.",
            AnswerField::ReviewBy => "When to check again: YYYY-MM-DD.",
            AnswerField::Summary => "What you plan to do, in one sentence.",
            AnswerField::Issue => "The address of the issue that tracks it.",
            AnswerField::Owner => "Who will do it.",
            AnswerField::Due => "Target date: YYYY-MM-DD.",
            AnswerField::Effort => "How much work it is, for example 2 person-months.",
            AnswerField::Cost => "What it costs, for example EUR 20,000.",
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
    #[must_use]
    pub const fn is_of_clauses(self) -> bool {
        matches!(self, AnswerField::Note | AnswerField::Evidence)
    }

    /// Whether it belongs to the plan.
    #[must_use]
    pub fn is_of_plan(self) -> bool {
        AnswerField::PLAN.contains(&self)
    }

    /// What an answer says in it.
    #[must_use]
    pub fn of(self, answer: &Answer) -> Option<String> {
        let day = |date: Option<registry_maturity_core::date::Date>| date.map(|date| date.to_string());
        match self {
            AnswerField::Note => answer.note.clone(),
            AnswerField::Evidence => {
                let all: Vec<&str> = answer.evidence.iter().map(|evidence| evidence.as_str()).collect();
                (!all.is_empty()).then(|| all.join("\n"))
            }
            AnswerField::DelegatedTo => answer.delegated_to.clone(),
            AnswerField::Internal => answer.internal.clone(),
            AnswerField::Reviewed => day(answer.reviewed),
            AnswerField::ReviewBy => day(answer.review_by),
            plan => plan.of_plan(answer.plan.as_ref()?),
        }
    }

    fn of_plan(self, plan: &Plan) -> Option<String> {
        match self {
            AnswerField::Summary => plan.summary.clone(),
            AnswerField::Issue => plan.issue.clone(),
            AnswerField::Owner => plan.owner.clone(),
            AnswerField::Due => plan.due.map(|due| due.to_string()),
            AnswerField::Effort => plan.effort.clone(),
            AnswerField::Cost => plan.cost.clone(),
            _ => None,
        }
    }
}
