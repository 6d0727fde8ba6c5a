//! The keys of every interface that has keys, and what each does, in one table.

use std::borrow::Cow;

use super::AnswerField;

/// What a key asks for while a question is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Moves on to the next question.
    Next,
    /// Goes back to the previous question.
    Back,
    /// The form with evidence and note, at this field.
    Details(AnswerField),
    /// The form with this field alone.
    Write(AnswerField),
    /// The rulings for the question.
    Rulings,
    /// The choice of intents.
    Intent,
    /// The form with the plan.
    Plan,
    /// The rest of the answer.
    More,
    /// Switches between clauses and the capability as a whole.
    ByClause,
    /// Takes back the last change.
    Undo,
    /// Makes the last undone change again.
    Redo,
    /// The search for questions by words.
    Find,
    /// The choice of what to ask.
    Filter,
    /// The page about the capability.
    Explain,
    /// The page with the scorecard of every track.
    Scorecard,
    /// What is said about the registry.
    Overview,
    /// The list of keys.
    Help,
    /// Leaves the questionnaire.
    Quit,
}

/// The key that answers that the identity provider provides it.
pub const PROVIDED: char = 'g';

/// The key that confirms an answer that is due for review.
pub const STILL_TRUE: char = 's';

impl Task {
    /// Its id: for evidence, note and provider, the word of that field.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Task::Next => "next",
            Task::Back => "back",
            Task::Details(field) | Task::Write(field) => field.word(),
            Task::Rulings => "rulings",
            Task::Intent => "intent",
            Task::Plan => "plan",
            Task::More => "more",
            Task::ByClause => "by-clause",
            Task::Undo => "undo",
            Task::Redo => "redo",
            Task::Find => "find",
            Task::Filter => "filter",
            Task::Explain => "explain",
            Task::Scorecard => "scorecard",
            Task::Overview => "overview",
            Task::Help => "help",
            Task::Quit => "quit",
        }
    }
}

/// A key with what it does.
pub struct Binding {
    /// The character that it types.
    pub key: char,
    /// What the key is called in hints and help, such as `Enter`.
    pub name: &'static str,
    /// What it does, in a word.
    pub word: &'static str,
    meaning: &'static str,
    /// What it asks for.
    pub task: Task,
}

impl Binding {
    /// What it does, in a sentence.
    #[must_use]
    pub fn meaning(&self) -> Cow<'static, str> {
        match self.task {
            Task::Plan => {
                let parts = AnswerField::PLAN.map(AnswerField::word).join(", ");
                format!("{}: {parts}", self.meaning).into()
            }
            _ => self.meaning.into(),
        }
    }
}

const fn bind(
    key: char,
    name: &'static str,
    word: &'static str,
    meaning: &'static str,
    task: Task,
) -> Binding {
    Binding { key, name, word, meaning, task }
}

/// The keys, the most needed first: if there is little room, the others are only on the help page.
pub const BINDINGS: [Binding; 19] = [
    bind('\n', "Enter", "next", "moves on to the next question; so does →", Task::Next),
    bind('?', "?", "help", "shows every key", Task::Help),
    bind('e', "e", "evidence", "opens evidence and note; pasting addresses works without it", EVIDENCE),
    bind('q', "q", "quit", "stops; every answer is saved already", Task::Quit),
    bind('\u{8}', "←", "back", "goes back to the previous question", Task::Back),
    bind('n', "n", "note", "opens note and evidence", Task::Details(AnswerField::Note)),
    bind('b', "b", "provider", "says who provides it, if you do not", Task::Write(AnswerField::DelegatedTo)),
    bind('r', "r", "rulings", "chooses a ruling on a boundary case; its answer becomes yours", Task::Rulings),
    bind('i', "i", "intent", "says what you intend to do: planned, exploring, declined", Task::Intent),
    bind('l', "l", "plan", "opens the plan", Task::Plan),
    bind('a', "a", "more", "opens the rest of the answer: internal note, dates, removing it", Task::More),
    bind(
        '/',
        "/",
        "find",
        "finds questions by words or number, and goes to any track or capability",
        Task::Find,
    ),
    bind('z', "z", "undo", "undoes the last change, then the ones before it", Task::Undo),
    bind('Z', "Z", "redo", "redoes the change that was undone", Task::Redo),
    bind('w', "w", "explain", "shows the whole page: why, how others did it, rulings", Task::Explain),
    bind(
        'f',
        "f",
        "filter",
        "asks only what is unanswered, unknown, a gap, a blocker or stale",
        Task::Filter,
    ),
    bind('c', "c", "clauses", "asks clause by clause, or as a whole", Task::ByClause),
    bind('t', "t", "scorecard", "shows the levels of all tracks and the whole scorecard", Task::Scorecard),
    bind('o', "o", "overview", "shows name, address, day, targets and so on, to change them", Task::Overview),
];

const EVIDENCE: Task = Task::Details(AnswerField::Evidence);

/// What a key does while a question is shown.
#[must_use]
pub fn task(key: char) -> Option<Task> {
    BINDINGS.iter().find(|binding| binding.key == key).map(|binding| binding.task)
}
