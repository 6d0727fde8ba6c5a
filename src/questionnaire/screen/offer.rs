//! What the keys do at a question, and why the others do nothing there.

use super::{
    DETAILS,
    keys::{BINDINGS, Binding, PROVIDED, STILL_TRUE, Task},
};
use crate::{
    document::words,
    questionnaire::{
        AnswerChoice, AnswerField, Event, Question, QuestionView, Questionnaire,
        wording::{NO_CLAUSES, NO_RULINGS},
    },
};
use registry_maturity_core::profile::Status;

/// Why a key does nothing at the current question; `None` if it does something.
pub(super) fn why_not(task: Task, questionnaire: &Questionnaire, view: &QuestionView) -> Option<String> {
    let question = questionnaire.question();
    let why = match task {
        Task::Details(_) if question.takes_text() => return None,
        Task::Details(_) | Task::Write(_) | Task::Intent | Task::Plan | Task::More | Task::Explain
            if view.id.is_none() =>
        {
            "This is only for questions about capabilities."
        }
        Task::Next if question == Question::End => "This is the end; there are no more questions.",
        Task::Rulings if view.rulings.is_empty() => NO_RULINGS,
        Task::ByClause if view.clauses.is_empty() => NO_CLAUSES,
        Task::Details(_) => return why_all_closed(questionnaire, &DETAILS),
        Task::Write(field) => return questionnaire.why_closed(field),
        Task::Plan => return why_all_closed(questionnaire, &AnswerField::PLAN),
        Task::Intent => return questionnaire.why_no_intent(),
        _ => return None,
    };
    Some(why.to_owned())
}

/// Why none of these fields can be written; `None` if one of them can.
fn why_all_closed(questionnaire: &Questionnaire, fields: &[AnswerField]) -> Option<String> {
    let why: Option<Vec<String>> = fields.iter().map(|field| questionnaire.why_closed(*field)).collect();
    why?.into_iter().next()
}

/// Why a letter that is a key elsewhere does nothing at the current question.
pub(super) fn why_no_answer(letter: char, questionnaire: &Questionnaire, view: &QuestionView) -> String {
    if let Some((key, why)) = SOMETIMES.into_iter().find(|(key, _)| *key == letter) {
        return format!("{key} {why}");
    }
    if !is_answer(letter) {
        return "This key does nothing here; press ? for help.".to_owned();
    }
    if questionnaire.question().takes_text() {
        return "This question takes a text: press e to write it.".to_owned();
    }
    let keys: Vec<String> = view.choices.iter().map(|choice| choice.key.to_string()).collect();
    if keys.is_empty() {
        return "There is nothing to answer here.".to_owned();
    }
    format!("This is not an answer here; the answers are {}.", words::and(&keys))
}

/// The answers that are not offered at every question about a capability, and when they are.
const SOMETIMES: [(char, &str); 2] = [
    (PROVIDED, "is offered only if an identity provider handles the log-in and could provide what is asked."),
    (
        STILL_TRUE,
        "is offered only if an answer about a capability is due for review; for other answers, press a.",
    ),
];

/// Whether a letter is an answer to some question.
fn is_answer(letter: char) -> bool {
    let is_status = Status::ALL.into_iter().any(|status| words::key(status) == letter.to_ascii_lowercase());
    is_status || matches!(letter, 'y' | '1'..='9')
}

/// The key hints at the bottom: keys with what they do, the most needed first.
pub(super) fn keys(questionnaire: &Questionnaire, view: &QuestionView) -> Vec<(String, &'static str)> {
    let answers: Vec<String> = view.choices.iter().map(|choice| choice.key.to_string()).collect();
    let answers = (!answers.is_empty()).then(|| (answers.join(" "), "answer"));
    let offered = offered(questionnaire, view).map(|binding| {
        (binding.name.to_owned(), if opens_text(binding, questionnaire) { "change" } else { binding.word })
    });
    answers.into_iter().chain(offered).collect()
}

/// The help for the current question: how to answer it, what the other keys do, and which keys are for other questions.
pub(super) fn help(questionnaire: &Questionnaire, view: &QuestionView) -> Vec<String> {
    let mut lines = vec!["At this question".to_owned()];
    lines.extend(view.choices.iter().map(|choice| format!("{}  {}", choice.key, choice.label)));
    let of_capability = view.choices.iter().any(|choice| matches!(choice.event, Event::Status(_)));
    if of_capability {
        let keys = Status::ALL.into_iter().filter(|status| !status.needs_reason()).map(words::key);
        let keys: Vec<String> = keys.map(|key| key.to_ascii_uppercase().to_string()).collect();
        lines.push(format!("{}  answer, then open evidence and note, then move on", keys.join(" ")));
        lines.push("paste  adds addresses, or a path that exists, as evidence".to_owned());
    }
    if view.choices.iter().any(AnswerChoice::is_one_of_several) {
        lines.push("↑ ↓  choose an answer; Space marks it or removes the mark".to_owned());
    } else if !view.choices.is_empty() {
        lines.push("↑ ↓  choose an answer; Enter gives it and moves on, as its letter does".to_owned());
    }
    lines.extend(offered(questionnaire, view).map(|binding| {
        let meaning = match opens_text(binding, questionnaire) {
            true => "writes or changes the text".into(),
            false => binding.meaning(),
        };
        format!("{}  {meaning}", binding.name)
    }));
    lines.extend(
        [
            "PgUp PgDn Home End  scroll; Ctrl-Z suspends",
            "in forms  Enter goes to the next field and saves in the last; Tab changes the field, Ctrl-S saves, Ctrl-G \
             opens your editor",
            "in lists  a digit chooses",
            "",
            "Not at this question",
        ]
        .map(str::to_owned),
    );
    if !of_capability {
        let keys = Status::ALL.map(|status| words::key(status).to_string()).join(" ");
        let statuses = Status::ALL.map(words::status).join(", ");
        lines.push(format!("{keys}  {statuses}; for capabilities"));
    }
    let answers = |key| view.choices.iter().any(|choice| choice.key == key);
    let others = SOMETIMES.into_iter().filter(|(key, _)| !answers(*key));
    lines.extend(others.map(|(key, why)| format!("{key}  {why}")));
    lines.extend(BINDINGS.iter().filter(|binding| !answers(binding.key)).filter_map(|binding| {
        let why = why_not(binding.task, questionnaire, view)?;
        Some(format!("{}  {}: {}", binding.name, binding.word, words::lower_first(&why)))
    }));
    lines
}

/// The keys that do something other than answer at the current question. Where there is only a text, both keys for
/// details would do the same, so only one of them is offered.
fn offered(questionnaire: &Questionnaire, view: &QuestionView) -> impl Iterator<Item = &'static Binding> {
    let is_text = questionnaire.question().takes_text();
    BINDINGS.iter().filter(move |binding| {
        let is_other = is_text && binding.task == Task::Details(AnswerField::Note);
        !is_other && why_not(binding.task, questionnaire, view).is_none()
    })
}

/// Whether a key opens the only text that a question about the registry has.
fn opens_text(binding: &Binding, questionnaire: &Questionnaire) -> bool {
    questionnaire.question().takes_text() && matches!(binding.task, Task::Details(_))
}
