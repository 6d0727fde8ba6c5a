//! Reads one answer, in the short form, the long form or clause by clause, and checks its rules.

use std::collections::BTreeMap;

use super::{
    reader::{KeyedValue, ProfileReader},
    status::{self, StatusPlace},
};
use crate::{
    catalogue::{Capability, ClauseId, Ruling},
    profile::{
        Answer, ClauseAnswer, Evidence, Intent, Plan, Rating, Slot, Status,
        keys::{ANSWER, CLAUSE, CLAUSES, PLAN},
    },
    text::{Located, Problem, Span},
    yaml::Kind,
};

/// Reads the answer under a capability's key; `None` if there is none.
pub(super) fn read(
    reader: &mut ProfileReader,
    capability: &'static Capability,
    field: KeyedValue<'_>,
) -> Option<Answer> {
    if field.value.kind() != Kind::Map {
        let word = reader.word_or_keys(field)?;
        let status = status::read(reader, &word, field, StatusPlace::Capability)?;
        if status == Status::NotApplicable {
            note_missing_in_short_form(reader, field, word.at);
        }
        return Some(Answer::whole(status));
    }
    let parts = Parts::read(reader, capability, field)?;
    parts.check(reader, capability);
    field.value.is_given().then_some(parts.answer)
}

/// An answer in the long form, with the places of the keys that the checks are about.
struct Parts {
    answer: Answer,
    status: Option<Span>,
    clauses: Option<Span>,
    intent: Option<Span>,
    plan: Option<Span>,
    ruling: Option<(&'static Ruling, Span)>,
    /// The status or clauses could not be read, so checks that depend on them are skipped.
    rating_is_broken: bool,
    /// The note could not be read.
    note_is_broken: bool,
}

impl Parts {
    fn read(
        reader: &mut ProfileReader,
        capability: &'static Capability,
        field: KeyedValue<'_>,
    ) -> Option<Parts> {
        let mut parts = Parts {
            answer: Answer::default(),
            status: None,
            clauses: None,
            intent: None,
            plan: None,
            ruling: None,
            rating_is_broken: false,
            note_is_broken: false,
        };
        for part in reader.fields(field, &ANSWER)? {
            let problems_before = reader.problems.len();
            parts.part(reader, capability, part);
            let is_broken = reader.problems.len() > problems_before;
            parts.rating_is_broken |= is_broken && part.name == "status";
            parts.note_is_broken |= is_broken && part.name == "note";
        }
        parts.exclusive(reader);
        Some(parts)
    }

    fn part(&mut self, reader: &mut ProfileReader, capability: &'static Capability, part: KeyedValue<'_>) {
        let answer = &mut self.answer;
        match part.name {
            "status" => self.whole(reader, part),
            "clauses" => self.by_clause(reader, capability, part),
            "ruling" => {
                self.ruling = ruling(reader, capability, None, part);
                answer.ruling = self.ruling.map(|(ruling, _)| ruling.id);
            }
            "evidence" => answer.evidence = evidence(reader, part),
            "intent" => self.intent(reader, part),
            "plan" => self.plan(reader, part),
            name => match answer.slot(name) {
                Some(slot) => fill(reader, slot, part),
                None => self.unknown_key(reader, capability, part),
            },
        }
    }

    fn whole(&mut self, reader: &mut ProfileReader, part: KeyedValue<'_>) {
        let Some(word) = reader.word(part) else { return };
        self.status = Some(word.at);
        if let Some(status) = status::read(reader, &word, part, StatusPlace::LongForm)
            && self.clauses.is_none()
        {
            self.answer.rating = Rating::Whole(status);
        }
    }

    fn by_clause(
        &mut self,
        reader: &mut ProfileReader,
        capability: &'static Capability,
        part: KeyedValue<'_>,
    ) {
        if capability.clauses.is_empty() && part.value.kind() != Kind::Null {
            self.rating_is_broken = true;
            let message = format!("`{}` has no clauses", capability.id);
            return reader
                .report(Problem::new(part.at, message).with_help("answer it as a whole: `status: met`"));
        }
        if !matches!(part.value.kind(), Kind::Map | Kind::Null) {
            self.rating_is_broken = true;
            let id = capability.clauses[0].id;
            let problem = Problem::new(part.at, "`clauses` takes each clause with its status");
            return reader.report(problem.with_help(format!("write `clauses: {{{id}: met}}`")));
        }
        let problems_before = reader.problems.len();
        let fields = reader.fields(part, &CLAUSES);
        self.rating_is_broken |= reader.problems.len() > problems_before;
        let Some(fields) = fields else { return };
        // Clauses without an answer cannot contradict a status.
        self.clauses = part.value.is_given().then_some(part.at);
        let mut clauses = BTreeMap::new();
        for field in fields {
            match clause(reader, capability, field) {
                Ok((id, answer)) if answer != ClauseAnswer::default() => {
                    clauses.insert(id, Located::new(answer, field.at));
                }
                Ok(_) => {}
                Err(Unreadable) => self.rating_is_broken = true,
            }
        }
        if !clauses.is_empty() {
            self.answer.rating = Rating::ByClause(clauses);
        }
    }

    fn intent(&mut self, reader: &mut ProfileReader, part: KeyedValue<'_>) {
        let Some(word) = reader.word(part) else { return };
        self.intent = Some(part.at);
        self.answer.intent = reader.choice(&word, "intent", &Intent::ALL.map(Intent::id));
    }

    fn plan(&mut self, reader: &mut ProfileReader, part: KeyedValue<'_>) {
        let problems_before = reader.problems.len();
        self.answer.plan = plan(reader, part);
        let is_given = self.answer.plan.is_some() || reader.problems.len() > problems_before;
        self.plan = is_given.then_some(part.at);
    }

    fn unknown_key(&self, reader: &mut ProfileReader, capability: &Capability, part: KeyedValue<'_>) {
        if capability.clause(part.name).is_err() {
            return reader.unknown_key(part);
        }
        let message = format!("`{}` is a clause; it belongs under `clauses`", part.name);
        reader.report(
            Problem::new(part.at, message).with_help(format!("write `clauses: {{{}: met}}`", part.name)),
        );
    }

    fn exclusive(&self, reader: &mut ProfileReader) {
        if let (Some(status), Some(clauses)) = (self.status, self.clauses) {
            let problem = Problem::new(
                status,
                "`status` and `clauses` cannot be combined: the status follows from the clauses",
            )
            .with_help("remove the `status` line, or remove `clauses` and keep `status: met`")
            .with_related(clauses, "the clauses are here");
            reader.report(problem);
        }
    }

    /// Checks the rules between keys.
    fn check(&self, reader: &mut ProfileReader, capability: &Capability) {
        self.note_where_due(reader);
        if !self.rating_is_broken {
            self.clauses_that_count(reader, capability);
            if let Some((ruling, at)) = self.ruling {
                let is_answered = self.status.is_some() || self.clauses.is_some();
                same_status(reader, ruling, at, is_answered.then(|| self.answer.status(capability)));
            }
            self.intent_where_open(reader, capability);
        }
    }

    fn note_where_due(&self, reader: &mut ProfileReader) {
        if self.answer.note.is_some() || self.note_is_broken {
            return;
        }
        if self.answer.rating == Rating::Whole(Status::NotApplicable)
            && let Some(at) = self.status
        {
            let problem = Problem::new(at, "`not-applicable` needs a `note` with the reason");
            reader.report(problem.with_help(
                "say why it makes no sense here: `note: Names are addresses under their owners' domains.`",
            ));
        }
        if let (Some(Intent::Declined), Some(at)) = (self.answer.intent, self.intent) {
            let problem = Problem::new(at, "`intent: declined` needs a `note` with the reason");
            reader.report(problem.with_help(
                "say why it will not be done: `note: Board decision, until account recovery is staffed.`",
            ));
        }
    }

    fn clauses_that_count(&self, reader: &mut ProfileReader, capability: &Capability) {
        if let Some(at) = self.clauses
            && self.status.is_none()
            && self.answer.status(capability) == Status::NotApplicable
        {
            let problem = Problem::new(at, "every required clause is `not-applicable`");
            reader.report(problem.with_help(
                "answer the capability as a whole instead: `status: not-applicable` with a `note`",
            ));
        }
    }

    fn intent_where_open(&self, reader: &mut ProfileReader, capability: &Capability) {
        let met = self.answer.status(capability) == Status::Met;
        let open = capability
            .clauses
            .iter()
            .any(|clause| self.clauses.is_some() && self.answer.clause_status(clause.id).is_gap());
        if !met || open {
            return;
        }
        for (key, at) in [("intent", self.intent), ("plan", self.plan)] {
            if let Some(at) = at {
                let message = format!("`{key}` is only for what is not met, but `{}` is met", capability.id);
                let problem = Problem::new(at, message);
                reader.report(
                    problem
                        .with_help(format!("remove `{key}`, or say what is left to do: `status: partial`")),
                );
            }
        }
    }
}

/// The status of a clause could not be read, or is in doubt. What is wrong with it has been reported.
struct Unreadable;

fn clause(
    reader: &mut ProfileReader,
    capability: &'static Capability,
    field: KeyedValue<'_>,
) -> Result<(ClauseId, ClauseAnswer), Unreadable> {
    let Ok(clause) = capability.clause(field.name) else {
        let ids: Vec<&'static str> = capability.clauses.iter().map(|clause| clause.id.as_str()).collect();
        let message = format!("`{}` has no clause `{}`", capability.id, super::reader::shorten(field.name));
        reader.unknown(field.name, field.at, message, &ids);
        return Err(Unreadable);
    };
    if field.value.kind() == Kind::Map {
        return clause_in_long_form(reader, capability, clause.id, field).map(|answer| (clause.id, answer));
    }
    let status = clause_status(reader, field, field)?;
    if status == Some(Status::NotApplicable) {
        note_missing_in_short_form(reader, field, field.value.at());
    }
    Ok((clause.id, ClauseAnswer { status, ..ClauseAnswer::default() }))
}

/// The status of a clause, from its value or from the part of it that has the status; `None` if that is empty.
fn clause_status(
    reader: &mut ProfileReader,
    clause: KeyedValue<'_>,
    part: KeyedValue<'_>,
) -> Result<Option<Status>, Unreadable> {
    let problems_before = reader.problems.len();
    let word = if part.name == "status" { reader.word(part) } else { reader.word_or_keys(part) };
    let status = word.and_then(|word| status::read(reader, &word, clause, StatusPlace::Clause));
    if reader.problems.len() == problems_before { Ok(status) } else { Err(Unreadable) }
}

fn clause_in_long_form(
    reader: &mut ProfileReader,
    capability: &'static Capability,
    id: ClauseId,
    field: KeyedValue<'_>,
) -> Result<ClauseAnswer, Unreadable> {
    let problems_before = reader.problems.len();
    let parts = reader.fields(field, &CLAUSE).unwrap_or_default();
    // What is under an unknown key may be what seems to be missing.
    let mut is_certain = reader.problems.len() == problems_before;
    let mut answer = ClauseAnswer::default();
    let (mut status, mut status_at) = (Ok(None), field.at);
    let (mut cited, mut note_is_broken) = (None, false);
    for part in parts {
        let problems_before = reader.problems.len();
        match part.name {
            "status" => {
                status_at = part.value.at();
                status = clause_status(reader, field, part);
            }
            "ruling" => {
                cited = ruling(reader, capability, Some(id), part);
                answer.ruling = cited.map(|(ruling, _)| ruling.id);
            }
            "evidence" => answer.evidence = evidence(reader, part),
            name => match answer.slot(name) {
                Some(slot) => fill(reader, slot, part),
                None => {
                    is_certain = false;
                    reader.unknown_key(part);
                }
            },
        }
        note_is_broken |= part.name == "note" && reader.problems.len() > problems_before;
    }
    answer.status = status?;
    if is_certain && answer.status == Some(Status::NotApplicable) && answer.note.is_none() && !note_is_broken
    {
        note_missing_in_long_form(reader, status_at);
    }
    let problems_before = reader.problems.len();
    if let Some((ruling, at)) = cited.filter(|_| is_certain) {
        same_status(reader, ruling, at, answer.status);
    }
    // The status may be under an unknown key.
    let is_known = is_certain || answer.status.is_some();
    if is_known && reader.problems.len() == problems_before { Ok(answer) } else { Err(Unreadable) }
}

fn note_missing_in_long_form(reader: &mut ProfileReader, at: Span) {
    let problem = Problem::new(at, "a clause that is `not-applicable` needs a `note` of its own");
    reader.report(
        problem.with_help("say why it makes no sense here: `note: There is no command-line client.`"),
    );
}

/// Reads the ruling that an answer relies on, of a capability or of one of its clauses.
fn ruling(
    reader: &mut ProfileReader,
    capability: &'static Capability,
    clause: Option<ClauseId>,
    part: KeyedValue<'_>,
) -> Option<(&'static Ruling, Span)> {
    let word = reader.word(part)?;
    let found = capability.ruling(word.value).ok();
    if let Some(ruling) = found.filter(|ruling| ruling.clause == clause) {
        return Some((ruling, word.at));
    }
    let name = super::reader::shorten(word.value);
    let subject = clause.map_or(format!("`{}`", capability.id), |id| format!("the clause `{id}`"));
    let message = format!("{subject} has no ruling `{name}`");
    match found {
        Some(ruling) => {
            let help = match ruling.clause {
                Some(id) => format!(
                    "it is about a clause: `clauses: {{{id}: {{status: {}, ruling: {name}}}}}`",
                    ruling.status
                ),
                None => {
                    format!("it is about the whole capability: write it beside `status: {}`", ruling.status)
                }
            };
            reader.report(Problem::new(word.at, message).with_help(help));
        }
        None => {
            let rulings = capability.rulings.iter().filter(|ruling| ruling.clause == clause);
            let ids: Vec<&'static str> = rulings.map(|ruling| ruling.id.as_str()).collect();
            let short =
                word.value.strip_prefix(capability.id.as_str()).and_then(|rest| rest.strip_prefix('/'));
            let rule = word.value.strip_prefix("rules/").unwrap_or(word.value);
            match short.filter(|short| ids.contains(short)) {
                None if reader.catalogue.rule(rule).is_ok() => {
                    let help = format!(
                        "a general rule does not decide a status by itself: leave `ruling` out, and name `rules/{rule}` in the `note`"
                    );
                    reader.report(Problem::new(word.at, message).with_help(help));
                }
                Some(short) => reader
                    .report(Problem::new(word.at, message).with_help(format!("write `ruling: {short}`"))),
                None if ids.is_empty() => reader
                    .report(Problem::new(word.at, message).with_help(
                        "it has no rulings: leave `ruling` out, and give the reason as `note: …`",
                    )),
                None => reader.unknown(word.value, word.at, message, &ids),
            }
        }
    }
    None
}

/// Reports an answer that differs from its ruling.
fn same_status(reader: &mut ProfileReader, ruling: &Ruling, at: Span, answered: Option<Status>) {
    let decided = ruling.status;
    let message = match answered {
        Some(status) if status == decided => return,
        Some(status) => format!("the ruling `{}` says {decided}, but the answer is {status}", ruling.id),
        None => format!("the ruling `{}` says {decided}, but there is no answer", ruling.id),
    };
    reader.report(
        Problem::new(at, message).with_help(format!("write `status: {decided}`, or leave `ruling` out")),
    );
}

fn note_missing_in_short_form(reader: &mut ProfileReader, field: KeyedValue<'_>, at: Span) {
    let help =
        format!("write `{}: {{status: not-applicable, note: Why it makes no sense here.}}`", field.name);
    reader.report(Problem::new(at, "`not-applicable` needs a `note` with the reason").with_help(help));
}

fn evidence(reader: &mut ProfileReader, field: KeyedValue<'_>) -> Vec<Located<Evidence>> {
    let words = reader.words(field).unwrap_or_default();
    let located = |word: Located<&str>| Some(Located::new(Evidence::new(word.value)?, word.at));
    words.into_iter().filter_map(located).collect()
}

fn plan(reader: &mut ProfileReader, field: KeyedValue<'_>) -> Option<Plan> {
    let mut plan = Plan::default();
    for part in reader.fields(field, &PLAN)? {
        match plan.slot(part.name) {
            Some(slot) => fill(reader, slot, part),
            None => reader.unknown_key(part),
        }
    }
    (plan != Plan::default()).then_some(plan)
}

fn fill(reader: &mut ProfileReader, slot: Slot<'_>, part: KeyedValue<'_>) {
    match slot {
        Slot::Text(text) => *text = reader.text(part),
        Slot::Date(date) => *date = reader.date(part),
    }
}
