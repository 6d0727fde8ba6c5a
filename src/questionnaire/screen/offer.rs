//! What the keys do at a question, and why the others do nothing there.

use super::{
    DETAILS, is_text_about_registry,
    keys::{BINDINGS, Binding, Task},
};
use crate::{
    document::words,
    questionnaire::{AnswerChoice, AnswerField, Event, NO_CLAUSES, Question, QuestionView, Questionnaire},
};
use registry_maturity_core::profile::Status;

/// Why a key does nothing at the present question; `None` if it does something.
pub(super) fn why_not(task: Task, questionnaire: &Questionnaire, view: &QuestionView) -> Option<String> {
    let question = questionnaire.question();
    let why = match task {
        Task::Details(_) if is_text_about_registry(question) => return None,
        Task::Details(_) | Task::Write(_) | Task::Intent | Task::Plan | Task::More | Task::Explain
            if view.id.is_none() =>
        {
            "This is only for questions about capabilities."
        }
        Task::Next if question == Question::End => "This is the end; there are no more questions.",
        Task::Rulings if view.rulings.is_empty() => "There are no rulings for this question.",
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

/// Why a letter that is a key elsewhere does nothing at the present question.
pub(super) fn why_no_answer(letter: char, questionnaire: &Questionnaire, view: &QuestionView) -> String {
    if let Some((key, why)) = SOMETIMES.into_iter().find(|(key, _)| *key == letter) {
        return format!("{key} {why}");
    }
    if !is_answer(letter) {
        return "This key does nothing here; press ? for help.".to_owned();
    }
    if is_text_about_registry(questionnaire.question()) {
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
    ('g', "is offered only if an identity provider handles the log-in and could provide what is asked."),
    ('s', "is offered only if an answer about a capability is due for review; for other answers, press a."),
];

/// Whether a letter is an answer to some question.
fn is_answer(letter: char) -> bool {
    let is_status = Status::ALL.into_iter().any(|status| words::key(status) == letter.to_ascii_lowercase());
    is_status || matches!(letter, 'y' | '1'..='9')
}

/// The keys at the foot, with what they do, the most needed first.
pub(super) fn keys(questionnaire: &Questionnaire, view: &QuestionView) -> Vec<(String, &'static str)> {
    let answers: Vec<String> = view.choices.iter().map(|choice| choice.key.to_string()).collect();
    let answers = (!answers.is_empty()).then(|| (answers.join(" "), "answer"));
    let offered = offered(questionnaire, view).map(|binding| {
        (binding.name.to_owned(), if opens_text(binding, questionnaire) { "change" } else { binding.word })
    });
    answers.into_iter().chain(offered).collect()
}

/// The help for the present question: how to answer it, what the other keys do, and which keys are for other questions.
pub(super) fn help(questionnaire: &Questionnaire, view: &QuestionView) -> Vec<String> {
    let mut lines = vec!["At this question".to_owned()];
    lines.extend(view.choices.iter().map(|choice| format!("{}  {}", choice.key, choice.label)));
    let of_capability = view.choices.iter().any(|choice| matches!(choice.event, Event::Status(_)));
    if of_capability {
        lines.push("M P U D  answer, then open evidence and note, then move on".to_owned());
        lines.push("paste  adds addresses, or a path that exists, as evidence".to_owned());
    }
    if view.choices.iter().any(AnswerChoice::is_one_of_several) {
        lines.push("↑ ↓  choose an answer; Space marks it or removes the mark".to_owned());
    } else if !view.choices.is_empty() {
        lines.push("↑ ↓  choose an answer; Enter gives it and moves on, as its letter does".to_owned());
    }
    lines.extend(offered(questionnaire, view).map(|binding| {
        let meaning =
            if opens_text(binding, questionnaire) { "writes or changes the text" } else { binding.meaning };
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
        lines.push(
            "m p u d x  met, partly met, not met, not known, does not apply; for capabilities".to_owned(),
        );
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

/// The keys that do something other than answer at the present question. Where there is only a text, both keys for
/// details would do the same, so only one of them is offered.
fn offered(questionnaire: &Questionnaire, view: &QuestionView) -> impl Iterator<Item = &'static Binding> {
    let is_text = is_text_about_registry(questionnaire.question());
    BINDINGS.iter().filter(move |binding| {
        let is_other = is_text && binding.task == Task::Details(AnswerField::Note);
        !is_other && why_not(binding.task, questionnaire, view).is_none()
    })
}

/// Whether a key opens the only text that a question about the registry has.
fn opens_text(binding: &Binding, questionnaire: &Questionnaire) -> bool {
    is_text_about_registry(questionnaire.question()) && matches!(binding.task, Task::Details(_))
}
