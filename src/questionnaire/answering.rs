//! [`Subject`]: an answer and a change to it make the next answer, always a valid one; what has to give way is named.

use std::collections::BTreeMap;

use super::{field::Field, question::is_open_to_clauses};
use crate::document::words;
use registry_maturity_core::{
    catalogue::{Capability, Clause, ClauseId, RulingId},
    date::Date,
    profile::{Answer, ClauseAnswer, Evidence, Intent, Judgement, Plan, Status},
    text::{Located, Span},
};

/// What a change is made to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    pub capability: &'static Capability,
    /// The clause, where one is asked about.
    pub clause: Option<&'static Clause>,
    /// The answer so far.
    pub answer: Option<&'a Answer>,
    /// The day on which an answer that tells when it was reviewed is given anew.
    pub today: Date,
}

/// The next answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Changed {
    pub answer: Answer,
    /// What was left out, because the answer would not be valid with it.
    pub dropped: Vec<String>,
    /// What else there is to say, as sentences.
    pub remarks: Vec<String>,
}

/// Why there is no next answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The reason has to be given with it.
    ReasonNeeded,
    /// It makes no sense, for the reason told.
    Senseless(String),
}

type Result = std::result::Result<Changed, Refusal>;

impl Subject<'_> {
    /// Says how far it is met; `reason` becomes the note.
    pub fn status(self, status: Status, reason: Option<&str>) -> Result {
        if status == Status::NotApplicable && reason.is_none() {
            self.sensible(self.with_status(status, Some("?")))?;
            return Err(Refusal::ReasonNeeded);
        }
        self.sensible(self.with_status(status, reason))
    }

    fn with_status(self, status: Status, reason: Option<&str>) -> Changed {
        let mut changed = self.unchanged();
        match self.clause {
            None => self.judge_whole(&mut changed, status),
            Some(clause) => self.clause_answer(&mut changed, clause).status = Some(status),
        }
        if let Some(reason) = reason {
            *self.note(&mut changed) = Some(reason.to_owned());
        }
        let answer = &mut changed.answer;
        answer.reviewed = answer.reviewed.map(|_| self.today);
        self.drop_rulings_that_say_otherwise(&mut changed);
        self.drop_intent_of_what_is_no_gap(&mut changed);
        changed
    }

    /// Says what is meant to be done; `reason` becomes the note.
    pub fn intent(self, intent: Option<Intent>, reason: Option<&str>) -> Result {
        let mut changed = self.unchanged();
        if intent.is_some() && !takes_intent(&changed.answer, self.capability) {
            return Err(no_gap("What is meant to be done", &changed.answer, self.capability));
        }
        if intent == Some(Intent::Declined) && reason.is_none() {
            return Err(Refusal::ReasonNeeded);
        }
        changed.answer.intent = intent;
        // A plan means planned.
        if intent == Some(Intent::Declined) {
            drop_plan(&mut changed);
        }
        if let Some(reason) = reason {
            changed.answer.note = Some(reason.to_owned());
        }
        Ok(changed)
    }

    /// Writes a field; nothing removes it.
    pub fn write(self, field: Field, text: &str) -> Result {
        let mut changed = self.unchanged();
        let text = text.trim();
        let given = (!text.is_empty()).then(|| text.to_owned());
        let day = || text.parse::<Date>().map_err(|error| Refusal::Senseless(format!("{text}: {error}.")));
        let date = if text.is_empty() { Ok(None) } else { day().map(Some) };
        if field.is_of_plan() {
            return self.write_plan(changed, field, given, date);
        }
        if self.clause.is_some() && field.is_of_clauses() && !is_open_to_clauses(self.answer) {
            return Err(Refusal::Senseless("Say first how far the clause is met.".to_owned()));
        }
        match field {
            Field::Note => self.write_note(&mut changed, given)?,
            Field::Evidence => {
                *self.evidence(&mut changed) =
                    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(located).collect();
            }
            Field::DelegatedTo => changed.answer.delegated_to = given,
            Field::Internal => changed.answer.internal = given,
            Field::Reviewed => changed.answer.reviewed = date?,
            _ => changed.answer.review_by = date?,
        }
        Ok(changed)
    }

    fn write_note(self, changed: &mut Changed, note: Option<String>) -> std::result::Result<(), Refusal> {
        if note.is_none() && self.note_gives_a_reason() {
            return Err(Refusal::Senseless("The note gives the reason, which has to be there.".to_owned()));
        }
        *self.note(changed) = note;
        Ok(())
    }

    fn write_plan(
        self,
        mut changed: Changed,
        field: Field,
        given: Option<String>,
        date: std::result::Result<Option<Date>, Refusal>,
    ) -> Result {
        if given.is_some() && !takes_intent(&changed.answer, self.capability) {
            return Err(no_gap("A plan", &changed.answer, self.capability));
        }
        // A plan means planned.
        if given.is_some() && changed.answer.intent == Some(Intent::Declined) {
            changed.answer.intent = None;
            changed.dropped.push(format!("the intent ({})", words::intent(Intent::Declined)));
        }
        let mut plan = changed.answer.plan.take().unwrap_or_default();
        match field {
            Field::Summary => plan.summary = given,
            Field::Issue => plan.issue = given,
            Field::Owner => plan.owner = given,
            Field::Effort => plan.effort = given,
            Field::Cost => plan.cost = given,
            _ => plan.due = date?,
        }
        changed.answer.plan = (plan != Plan::default()).then_some(plan);
        Ok(changed)
    }

    /// Adds a piece of evidence.
    pub fn add_evidence(self, text: &str) -> Result {
        let before = self.field(Field::Evidence).map_or_else(String::new, |evidence| evidence + "\n");
        self.write(Field::Evidence, &(before + text))
    }

    /// Removes the evidence of this number, from 1.
    pub fn remove_evidence(self, number: usize) -> Result {
        let evidence = self.field(Field::Evidence).unwrap_or_default();
        let count = evidence.lines().count();
        if number == 0 || number > count {
            return Err(Refusal::Senseless(format!("There is no evidence number {number}.")));
        }
        let rest: Vec<&str> =
            evidence.lines().enumerate().filter(|(at, _)| at + 1 != number).map(|(_, line)| line).collect();
        self.write(Field::Evidence, &rest.join("\n"))
    }

    /// What a field says: the clause's own, where it has one.
    pub fn field(self, field: Field) -> Option<String> {
        match self.clause {
            Some(clause) if field.is_of_clauses() => {
                let clause = self.answer?.clause(clause.id)?;
                let answer = Answer {
                    note: clause.note.clone(),
                    evidence: clause.evidence.clone(),
                    ..Answer::default()
                };
                field.of(&answer)
            }
            _ => field.of(self.answer?),
        }
    }

    fn unchanged(self) -> Changed {
        Changed { answer: self.answer.cloned().unwrap_or_default(), dropped: Vec::new(), remarks: Vec::new() }
    }

    fn judge_whole(self, changed: &mut Changed, status: Status) {
        if let Judgement::ByClause(_) = changed.answer.judgement {
            changed.dropped.push("the answers to its clauses".to_owned());
        }
        changed.answer.judgement = Judgement::Whole(status);
    }

    /// The answer to the clause; an answer as a whole gives way to it.
    fn clause_answer<'c>(self, changed: &'c mut Changed, clause: &Clause) -> &'c mut ClauseAnswer {
        let clauses = self.by_clause(changed);
        &mut clauses
            .entry(clause.id)
            .or_insert_with(|| Located::new(ClauseAnswer::default(), Span::default()))
            .value
    }

    fn by_clause(self, changed: &mut Changed) -> &mut BTreeMap<ClauseId, Located<ClauseAnswer>> {
        if let Judgement::Whole(status) = changed.answer.judgement {
            changed.answer.judgement = Judgement::ByClause(self.clauses_that_follow(status));
            match status {
                Status::Unknown => {}
                Status::Met | Status::Unmet => changed.remarks.push(format!(
                    "The capability was answered as a whole, so its other clauses stay as they were: {}.",
                    words::status(status)
                )),
                Status::Partial | Status::NotApplicable => {
                    changed.dropped.push(format!("the answer as a whole ({})", words::status(status)));
                    changed.remarks.push("The other clauses have no answer yet.".to_owned());
                }
            }
        }
        if changed.answer.judgement == Judgement::Unanswered {
            changed.answer.judgement = Judgement::ByClause(BTreeMap::new());
        }
        match &mut changed.answer.judgement {
            Judgement::ByClause(clauses) => clauses,
            _ => unreachable!("it was made an answer by clause"),
        }
    }

    /// The clauses about which an answer as a whole leaves no doubt: if it is met, so is each required clause, and if
    /// it is unmet, none is.
    fn clauses_that_follow(self, whole: Status) -> BTreeMap<ClauseId, Located<ClauseAnswer>> {
        if !matches!(whole, Status::Met | Status::Unmet) {
            return BTreeMap::new();
        }
        let required = self.capability.clauses.iter().filter(|clause| clause.required);
        let answer = || ClauseAnswer { status: Some(whole), ..ClauseAnswer::default() };
        required.map(|clause| (clause.id, Located::new(answer(), Span::default()))).collect()
    }

    fn note(self, changed: &mut Changed) -> &mut Option<String> {
        match self.clause {
            Some(clause) => &mut self.clause_answer(changed, clause).note,
            None => &mut changed.answer.note,
        }
    }

    fn evidence(self, changed: &mut Changed) -> &mut Vec<Located<Evidence>> {
        match self.clause {
            Some(clause) => &mut self.clause_answer(changed, clause).evidence,
            None => &mut changed.answer.evidence,
        }
    }

    /// Whether the note is there because the answer needs one.
    fn note_gives_a_reason(self) -> bool {
        let Some(answer) = self.answer else { return false };
        match self.clause {
            Some(clause) => answer.clause_status(clause.id) == Status::NotApplicable,
            None => {
                answer.judgement == Judgement::Whole(Status::NotApplicable)
                    || answer.intent == Some(Intent::Declined)
            }
        }
    }

    fn drop_rulings_that_say_otherwise(self, changed: &mut Changed) {
        let says_otherwise = |id: Option<RulingId>, status: Option<Status>| {
            let ruling = id.and_then(|id| self.capability.ruling(id.as_str()));
            ruling.filter(|ruling| Some(ruling.status) != status).map(|ruling| ruling.id)
        };
        let status = changed.answer.status(self.capability);
        if let Some(id) = says_otherwise(changed.answer.ruling, Some(status)) {
            changed.answer.ruling = None;
            changed.dropped.push(format!("the ruling ({id})"));
        }
        if let Judgement::ByClause(clauses) = &mut changed.answer.judgement {
            for clause in clauses.values_mut() {
                if let Some(id) = says_otherwise(clause.value.ruling, clause.value.status) {
                    clause.value.ruling = None;
                    changed.dropped.push(format!("the ruling ({id})"));
                }
            }
        }
    }

    fn drop_intent_of_what_is_no_gap(self, changed: &mut Changed) {
        if takes_intent(&changed.answer, self.capability) {
            return;
        }
        if let Some(intent) = changed.answer.intent.take() {
            changed.dropped.push(format!("the intent ({})", words::intent(intent)));
        }
        drop_plan(changed);
    }

    fn sensible(self, changed: Changed) -> Result {
        let by_clause = matches!(changed.answer.judgement, Judgement::ByClause(_));
        if by_clause && changed.answer.status(self.capability) == Status::NotApplicable {
            return Err(Refusal::Senseless(
                "No clause that decides would apply: say so of the capability as a whole.".to_owned(),
            ));
        }
        Ok(changed)
    }
}

fn drop_plan(changed: &mut Changed) {
    if let Some(plan) = changed.answer.plan.take() {
        let summary = plan.summary.map_or_else(String::new, |summary| format!(" ({summary})"));
        changed.dropped.push(format!("the plan{summary}"));
    }
}

/// Whether an intent or a plan makes sense: something of it, be it only recommended, is not met.
fn takes_intent(answer: &Answer, capability: &Capability) -> bool {
    let by_clause = matches!(answer.judgement, Judgement::ByClause(_));
    let open = capability.clauses.iter().any(|clause| answer.clause_status(clause.id).is_gap());
    answer.status(capability).is_gap() || by_clause && open
}

/// Why it makes none.
fn no_gap(what: &str, answer: &Answer, capability: &Capability) -> Refusal {
    let status = words::status(answer.status(capability));
    Refusal::Senseless(format!("{what} belongs to what is still to be met; the answer here is: {status}."))
}

fn located(text: &str) -> Located<Evidence> {
    Located::new(Evidence(text.to_owned()), Span::default())
}
