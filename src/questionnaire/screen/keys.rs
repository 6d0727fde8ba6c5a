//! Which key does what, so that the foot and `help` tell just what is true.

use crate::questionnaire::{Choice, Field};

/// What a key asks for, while a question is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    Next,
    Back,
    Write(Field),
    Intent,
    Plan,
    More,
    ByClause,
    Undo,
    Find,
    Filter,
    Explain,
    Tracks,
    Help,
    Quit,
}

/// A key with what it does.
pub(super) struct Binding {
    pub key: char,
    /// How the key is called.
    pub name: &'static str,
    /// What it does, in a word.
    pub word: &'static str,
    /// What it does, in a sentence.
    pub meaning: &'static str,
    pub task: Task,
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

/// The keys, the most needed first: where there is little room, the others are left to `help`.
pub(super) const BINDINGS: [Binding; 16] = [
    bind('\n', "Enter", "next", "goes on to the next question; so does →", Task::Next),
    bind('?', "?", "help", "tells every key", Task::Help),
    bind(
        'a',
        "a",
        "more",
        "opens everything that can be said: internal note, dates, taking back",
        Task::More,
    ),
    bind('q', "q", "quit", "stops; every answer is saved already", Task::Quit),
    bind('\u{8}', "←", "back", "goes back to the question before", Task::Back),
    bind('n', "n", "note", "writes what readers should know", Task::Write(Field::Note)),
    bind(
        'e',
        "e",
        "evidence",
        "writes where it can be seen, one address or path a line",
        Task::Write(Field::Evidence),
    ),
    bind('b', "b", "by", "writes who provides it, if somebody else does", Task::Write(Field::DelegatedTo)),
    bind('i', "i", "intent", "says what is meant to be done: planned, exploring, declined", Task::Intent),
    bind('l', "l", "plan", "writes the plan: summary, issue, owner, due, effort, cost", Task::Plan),
    bind('/', "/", "find", "finds by words, and goes to any track or capability", Task::Find),
    bind('z', "z", "undo", "takes the last change back, and the one before, and so on", Task::Undo),
    bind('w', "w", "explain", "shows the whole page: why, and how others did it", Task::Explain),
    bind('f', "f", "filter", "asks only what is unanswered, a gap, or stale", Task::Filter),
    bind('c', "c", "clauses", "asks clause by clause, or as a whole", Task::ByClause),
    bind('t', "t", "tracks", "shows where all tracks stand", Task::Tracks),
];

/// What a key does while a question is shown.
pub(super) fn task(key: char) -> Option<Task> {
    BINDINGS.iter().find(|binding| binding.key == key).map(|binding| binding.task)
}

/// The key of a choice.
pub(super) fn of_choice(choice: &Choice, at: usize) -> char {
    match choice.word {
        "met" => 'm',
        "partial" => 'p',
        "unmet" => 'u',
        "unknown" => 'd',
        "not-applicable" => 'x',
        "yes" => 'y',
        "no" => 'n',
        _ => char::from_digit(u32::try_from(at + 1).unwrap_or(0), 10).unwrap_or(' '),
    }
}
