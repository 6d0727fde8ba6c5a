//! [`AnswerSubject`]: applies a change to an answer. The result is always valid, and names what had to be removed for
//! that.

use std::collections::BTreeMap;

use super::{
    MAX_REPEATED, Pending, field::AnswerField, kept::needs_reason, like_address,
    question::is_open_to_clauses, repeated,
};
use crate::document::words;
use registry_maturity_core::{
    catalogue::{Capability, Clause, ClauseId, Ruling, RulingId},
    date::{Date, DateError},
    profile::{Answer, ClauseAnswer, Evidence, Intent, Plan, Rating, Slot, Status},
    text::{Located, Span, cut, likely_address, web_address},
};

/// The subject of a change.
#[derive(Clone, Copy, Debug)]
pub(super) struct AnswerSubject<'a> {
    pub capability: &'static Capability,
    /// The clause that is asked about; `None` for the capability as a whole.
    pub clause: Option<&'static Clause>,
    /// The answer so far.
    pub answer: Option<&'a Answer>,
    /// The date of answers that are given or confirmed.
    pub today: Date,
}

/// The answer after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Changed {
    pub answer: Answer,
    /// Whether the answer was given or confirmed, and not only added to.
    pub is_given: bool,
    /// Whether the date of its next review was set.
    pub is_dated: bool,
    /// What was removed, because the answer would be invalid with it.
    pub dropped: Vec<String>,
    /// What the operator should know about the change, in sentences.
    pub remarks: Vec<String>,
}

/// Why a change cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// It needs a reason first.
    ReasonNeeded(Pending),
    /// It would be invalid, for this reason.
    Invalid(String),
}

/// The name of an intent in messages.
pub(super) const AN_INTENT: &str = "An intent";

type Result<T = Changed> = std::result::Result<T, Obstacle>;

impl<'a> AnswerSubject<'a> {
    /// The capability as a whole, whichever clause is asked about.
    pub(super) fn whole(self) -> AnswerSubject<'a> {
        AnswerSubject { clause: None, ..self }
    }

    /// Answers as a ruling decides, and cites it.
    pub(super) fn ruling(self, ruling: &'static Ruling) -> Result {
        if ruling.clause != self.clause.map(|clause| clause.id) {
            let about = ruling.clause.map_or("the capability as a whole", |clause| clause.as_str());
            return Err(Obstacle::Invalid(format!("The ruling `{}` decides about {about}.", ruling.id)));
        }
        let needs_note = ruling.status.needs_reason() && self.field(AnswerField::Note).is_none();
        let mut changed =
            self.sensible(self.with_status(ruling.status, needs_note.then_some(ruling.because)))?;
        let cited = match self.clause {
            Some(clause) => &mut self.clause_answer(&mut changed, clause).ruling,
            None => &mut changed.answer.ruling,
        };
        *cited = Some(ruling.id);
        if needs_note {
            changed.remarks.push(format!("Reason: {}", ruling.because));
        }
        Ok(changed)
    }

    /// Says that it is met and who provides it.
    pub(super) fn provided(self, provider: &str) -> Result {
        let mut changed = self.status(Status::Met, None)?;
        changed.answer.delegated_to = Some(provider.to_owned());
        if self.clause.is_some() {
            let id = self.capability.id;
            changed.remarks.push(format!("{provider} is named as the provider of all parts of {id}."));
        }
        Ok(changed)
    }

    /// Says how far it is met; `reason` becomes the note.
    pub(super) fn status(self, status: Status, reason: Option<&str>) -> Result {
        if status.needs_reason() && reason.is_none() {
            self.sensible(self.with_status(status, Some("?")))?;
            return Err(Obstacle::ReasonNeeded(Pending::NotApplicable));
        }
        self.sensible(self.with_status(status, reason))
    }

    fn with_status(self, status: Status, reason: Option<&str>) -> Changed {
        let mut changed = self.confirmed();
        match self.clause {
            None => self.rate_whole(&mut changed, status),
            Some(clause) => self.clause_answer(&mut changed, clause).status = Some(status),
        }
        self.drop_rulings_that_disagree(&mut changed);
        if let Some(reason) = reason {
            *self.note(&mut changed) = Some(reason.to_owned());
        }
        self.drop_intent_unless_gap(&mut changed);
        changed
    }

    /// Sets the intent; `reason` becomes the note.
    pub(super) fn intent(self, intent: Option<Intent>, reason: Option<&str>) -> Result {
        let mut changed = self.unchanged();
        if intent.is_some() {
            self.takes_gap(AN_INTENT)?;
        }
        if intent == Some(Intent::Declined) && reason.is_none() {
            return Err(Obstacle::ReasonNeeded(Pending::Declined));
        }
        changed.answer.intent = intent;
        // A plan implies the intent `planned`.
        if intent == Some(Intent::Declined) {
            drop_plan(&mut changed);
        }
        if let Some(reason) = reason {
            changed.answer.note = Some(reason.to_owned());
        }
        Ok(changed)
    }

    /// Writes a field. An empty text removes it.
    pub(super) fn write(self, field: AnswerField, text: &str) -> Result {
        let mut changed = self.unchanged();
        let given = (!text.is_empty()).then(|| text.to_owned());
        if given.is_some() || field.is_of_clauses() {
            self.takes(field)?;
        }
        match field {
            AnswerField::Note => self.write_note(&mut changed, given)?,
            AnswerField::Evidence => {
                let evidence: Vec<_> = pieces(text).into_iter().filter_map(located).collect();
                self.check_new(&evidence)?;
                *self.evidence(&mut changed) = evidence;
                if given.is_some() && self.is_first_evidence_of_parts() {
                    changed.remarks.push(
                        "This is evidence for this part only. What is given for the capability as a whole is evidence \
                         for all of its parts."
                            .to_owned(),
                    );
                }
            }
            field if field.is_of_plan() => self.write_plan(&mut changed, field, given)?,
            field => self.fill(field, &mut changed, given)?,
        }
        Ok(changed)
    }

    /// Refuses a field that cannot be written, whatever the text.
    pub(super) fn takes(self, field: AnswerField) -> Result<()> {
        if self.clause.is_some() && field.is_of_clauses() && !is_open_to_clauses(self.answer) {
            return Err(Obstacle::Invalid("Answer the clause first.".to_owned()));
        }
        if field.is_of_plan() { self.takes_gap("A plan") } else { Ok(()) }
    }

    /// Refuses an intent, or any other `what` that is only for a gap.
    pub(super) fn takes_gap(self, what: &str) -> Result<()> {
        let none = Answer::default();
        let answer = self.answer.unwrap_or(&none);
        if takes_intent(answer, self.capability) {
            return Ok(());
        }
        let status = words::status(answer.status(self.capability));
        Err(Obstacle::Invalid(format!(
            "{what} is only for what is not fully met; the answer here is: {status}."
        )))
    }

    /// Refuses a text as evidence if any of it is new and nobody can follow it.
    pub(super) fn takes_evidence(self, text: &str) -> Result<()> {
        self.check_new(&pieces(text).into_iter().filter_map(located).collect::<Vec<_>>())
    }

    /// Refuses evidence that is new and that nobody can follow.
    fn check_new(self, evidence: &[Located<Evidence>]) -> Result<()> {
        let present = self.field(AnswerField::Evidence).unwrap_or_default();
        let is_new = |piece: &str| !present.lines().any(|line| line == piece);
        match evidence.iter().find(|piece| is_new(piece.as_str()) && !piece.can_be_followed()) {
            None => Ok(()),
            Some(odd) if is_path_with_spaces(odd.as_str()) => Err(Obstacle::Invalid(format!(
                "“{}” has spaces. A path with spaces cannot be evidence: rename the file, or name its folder.",
                cut(odd.as_str(), MAX_REPEATED)
            ))),
            Some(odd) => Err(Obstacle::Invalid(format!(
                "“{}” is neither an address nor a path. An address begins with https:// and has no spaces; \
                 explanations go into the note.",
                cut(odd.as_str(), MAX_REPEATED)
            ))),
        }
    }

    /// Sets a field that holds a text or a date.
    fn fill(self, field: AnswerField, changed: &mut Changed, given: Option<String>) -> Result<()> {
        match field.slot(&mut changed.answer) {
            Some(Slot::Text(text)) => *text = given,
            Some(Slot::Date(date)) => {
                let day = given.map(|text| {
                    text.parse::<Date>().map_err(|error| {
                        let why = match (field, error) {
                            (AnswerField::Due | AnswerField::ReviewBy, DateError::Form) => {
                                format!("a date is written YYYY-MM-DD, like {}", self.day_to_come())
                            }
                            _ => error.to_string(),
                        };
                        Obstacle::Invalid(format!(
                            "{}, “{}”: {why}.",
                            field.label(),
                            cut(&text, MAX_REPEATED)
                        ))
                    })
                });
                let day = day.transpose()?;
                *date = day;
                changed.is_dated = field == AnswerField::ReviewBy;
                if let Some(day) = day {
                    changed.remarks.extend(self.check_date(field, day)?);
                }
            }
            _ => return Err(Obstacle::Invalid("It is neither a text nor a date.".to_owned())),
        }
        Ok(())
    }

    /// A day of the coming year, as an example.
    fn day_to_come(self) -> String {
        format!("{:04}-03-31", (self.today.year() + 1).min(9999))
    }

    /// Refuses a date that cannot be true; a remark on one that is of little use.
    fn check_date(self, field: AnswerField, day: Date) -> Result<Option<String>> {
        match field {
            AnswerField::Reviewed if day > self.today => Err(Obstacle::Invalid(format!(
                "{day} is in the future, so it would not count as a review. Write the day of the last review, no \
                 later than {}.",
                self.today
            ))),
            AnswerField::Due if day < self.today => Ok(Some(format!("The due date, {day}, has passed."))),
            _ => Ok(None),
        }
    }

    fn write_note(self, changed: &mut Changed, note: Option<String>) -> Result<()> {
        if note.is_none() && self.note_gives_a_reason() {
            return Err(Obstacle::Invalid("This answer needs its note, which gives the reason.".to_owned()));
        }
        *self.note(changed) = note;
        Ok(())
    }

    fn write_plan(self, changed: &mut Changed, field: AnswerField, given: Option<String>) -> Result<()> {
        // A plan implies the intent `planned`.
        if given.is_some() && changed.answer.intent == Some(Intent::Declined) {
            changed.answer.intent = None;
            changed.dropped.push(the_intent(Intent::Declined));
        }
        let link = given.as_deref().filter(|text| field == AnswerField::Issue && web_address(text).is_none());
        changed.remarks.extend(link.map(|text| {
            let (issue, like) = (cut(text, MAX_REPEATED), like_address(text));
            format!("Readers cannot follow the issue “{issue}”. Give its address, which begins with https://{like}.")
        }));
        let is_given = given.is_some();
        self.fill(field, changed, given)?;
        if is_given && changed.answer.plan.as_ref().is_some_and(|plan| plan.summary.is_none()) {
            changed.remarks.push("The plan has no summary yet.".to_owned());
        }
        changed.answer.plan.take_if(|plan| *plan == Plan::default());
        Ok(())
    }

    /// Adds evidence, except what is there already.
    pub(super) fn add_evidence(self, text: &str) -> Result {
        let present = self.field(AnswerField::Evidence).unwrap_or_default();
        let new = pieces(text).into_iter().filter(|piece| !present.lines().any(|line| line == *piece));
        let all: Vec<&str> = present.lines().chain(new).collect();
        self.write(AnswerField::Evidence, &all.join("\n"))
    }

    /// Whether a part is asked about, and neither another part nor the capability as a whole has evidence.
    fn is_first_evidence_of_parts(self) -> bool {
        let Some(clause) = self.clause else { return false };
        self.answer.is_none_or(|answer| {
            let others = self.capability.clauses.iter().filter(|other| other.id != clause.id);
            let mut others = others.filter_map(|other| answer.clause(other.id));
            answer.evidence.is_empty() && others.all(|other| other.evidence.is_empty())
        })
    }

    /// Removes the evidence of this number, from 1.
    pub(super) fn remove_evidence(self, number: usize) -> Result {
        let evidence = self.field(AnswerField::Evidence).unwrap_or_default();
        let count = evidence.lines().count();
        if number == 0 || number > count {
            return Err(Obstacle::Invalid(format!("There is no evidence number {number}.")));
        }
        let rest: Vec<&str> =
            evidence.lines().enumerate().filter(|(at, _)| at + 1 != number).map(|(_, line)| line).collect();
        self.write(AnswerField::Evidence, &rest.join("\n"))
    }

    /// The value of a field: the clause's own, if clauses have one.
    pub(super) fn field(self, field: AnswerField) -> Option<String> {
        field.of_part(self.answer?, self.clause.map(|clause| clause.id))
    }

    /// The ruling that the answer cites.
    pub(super) fn cited(self) -> Option<&'static Ruling> {
        let answer = self.answer?;
        let id = match self.clause {
            Some(clause) => answer.clause(clause.id)?.ruling?,
            None => answer.ruling?,
        };
        self.capability.ruling(id.as_str()).ok()
    }

    /// The answer as it is, but given again, so that its date is updated.
    pub(super) fn confirmed(self) -> Changed {
        Changed { is_given: true, ..self.unchanged() }
    }

    /// The answer without its plan.
    pub(super) fn without_plan(self) -> Changed {
        let mut changed = self.unchanged();
        changed.answer.plan = None;
        changed
    }

    fn unchanged(self) -> Changed {
        Changed {
            answer: self.answer.cloned().unwrap_or_default(),
            is_given: false,
            is_dated: false,
            dropped: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn rate_whole(self, changed: &mut Changed, status: Status) {
        if changed.answer.is_by_clause() {
            changed.dropped.push("the answers to its clauses".to_owned());
        }
        changed.answer.rating = Rating::Whole(status);
    }

    /// The answer to the clause, which replaces an answer as a whole.
    fn clause_answer<'c>(self, changed: &'c mut Changed, clause: &Clause) -> &'c mut ClauseAnswer {
        let clauses = self.by_clause(changed);
        &mut clauses
            .entry(clause.id)
            .or_insert_with(|| Located::new(ClauseAnswer::default(), Span::default()))
            .value
    }

    fn by_clause(self, changed: &mut Changed) -> &mut BTreeMap<ClauseId, Located<ClauseAnswer>> {
        let whole = match changed.answer.rating {
            Rating::Unanswered => Some(Status::Unknown),
            Rating::Whole(status) => Some(status),
            Rating::ByClause(_) => None,
        };
        if let Some(status) = whole {
            changed.answer.rating = Rating::ByClause(self.clauses_that_follow(status));
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
        match &mut changed.answer.rating {
            Rating::ByClause(clauses) => clauses,
            Rating::Unanswered | Rating::Whole(_) => unreachable!("it was made an answer by clause"),
        }
    }

    /// The clause answers that follow from an answer as a whole: if that is met or unmet, so is each required clause.
    fn clauses_that_follow(self, whole: Status) -> BTreeMap<ClauseId, Located<ClauseAnswer>> {
        if !matches!(whole, Status::Met | Status::Unmet) {
            return BTreeMap::new();
        }
        let required = self.capability.clauses.iter().filter(|clause| clause.required);
        let mut answer = ClauseAnswer::default();
        answer.status = Some(whole);
        required.map(|clause| (clause.id, Located::new(answer.clone(), Span::default()))).collect()
    }

    /// Removes each ruling whose status differs from the answer's.
    fn drop_rulings_that_disagree(self, changed: &mut Changed) {
        let disagrees = |id: Option<RulingId>, status: Option<Status>| {
            let ruling = id.and_then(|id| self.capability.ruling(id.as_str()).ok());
            ruling.is_some_and(|ruling| Some(ruling.status) != status)
        };
        let status = changed.answer.status(self.capability);
        if disagrees(changed.answer.ruling, Some(status)) {
            drop_ruling(&mut changed.answer.ruling, &mut changed.dropped);
        }
        if let Rating::ByClause(clauses) = &mut changed.answer.rating {
            for clause in clauses.values_mut().map(|clause| &mut clause.value) {
                if disagrees(clause.ruling, clause.status) {
                    drop_ruling(&mut clause.ruling, &mut changed.dropped);
                }
            }
        }
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
        let part = self.clause.map(|clause| clause.id);
        self.answer.is_some_and(|answer| needs_reason(part, answer))
    }

    fn drop_intent_unless_gap(self, changed: &mut Changed) {
        if takes_intent(&changed.answer, self.capability) {
            return;
        }
        if let Some(intent) = changed.answer.intent.take() {
            changed.dropped.push(the_intent(intent));
        }
        drop_plan(changed);
    }

    fn sensible(self, changed: Changed) -> Result {
        if changed.answer.is_by_clause() && changed.answer.status(self.capability) == Status::NotApplicable {
            return Err(Obstacle::Invalid(
                "Then no required clause would apply: answer not-applicable for the capability as a whole."
                    .to_owned(),
            ));
        }
        Ok(changed)
    }
}

fn drop_ruling(cited: &mut Option<RulingId>, dropped: &mut Vec<String>) {
    if let Some(id) = cited.take() {
        dropped.push(format!("the ruling ({id})"));
    }
}

fn the_intent(intent: Intent) -> String {
    format!("the intent ({})", words::intent(intent))
}

fn drop_plan(changed: &mut Changed) {
    let others = AnswerField::PLAN.into_iter().filter(|field| *field != AnswerField::Summary);
    let others = others.filter(|field| field.of(&changed.answer).is_some());
    let others: Vec<&str> = others.map(AnswerField::noun).collect();
    if let Some(plan) = changed.answer.plan.take() {
        let summary = plan.summary.map_or_else(String::new, |summary| format!(" “{}”", repeated(&summary)));
        let with =
            if others.is_empty() { String::new() } else { format!(" with its {}", words::and(&others)) };
        changed.dropped.push(format!("the plan{summary}{with}"));
    }
}

/// Whether an intent or a plan is possible: something is not met, even if it is only recommended.
fn takes_intent(answer: &Answer, capability: &Capability) -> bool {
    let open = capability.clauses.iter().any(|clause| answer.clause_status(clause.id).is_gap());
    answer.status(capability).is_gap() || answer.is_by_clause() && open
}

/// Pieces of evidence: one per line, or each address of a line that consists of addresses.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| addresses(line).unwrap_or_else(|| vec![line])).collect()
}

/// The web addresses that a text consists of; `None` if there is anything else in it.
#[must_use]
pub fn addresses(text: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    (!words.is_empty() && words.iter().all(|word| web_address(word).is_some())).then_some(words)
}

/// The addresses and paths that a text consists of, separated by spaces; `None` if there is anything else in it. A word
/// is a path if it has a slash or a file's extension.
pub(super) fn addresses_and_paths(text: &str) -> Option<Vec<&str>> {
    let is_path = |word: &str| {
        let extension = word.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, rest)| rest);
        let is_extension =
            |rest: &str| rest.chars().all(char::is_alphanumeric) && rest.chars().any(char::is_alphabetic);
        word.contains('/') || extension.is_some_and(is_extension)
    };
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    let is_all = words.iter().all(|word| web_address(word).is_some() || is_path(word));
    (!words.is_empty() && is_all).then_some(words)
}

/// Whether a text looks like one path, in which only the spaces are wrong.
fn is_path_with_spaces(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let ends_in_path =
        words.next_back().is_some_and(|last| last.contains(['/', '.']) && !last.ends_with('.'));
    first.contains('/') && ends_in_path && likely_address(first).is_none() && !first.contains(':')
}

fn located(text: &str) -> Option<Located<Evidence>> {
    Some(Located::new(Evidence::new(text)?, Span::default()))
}
