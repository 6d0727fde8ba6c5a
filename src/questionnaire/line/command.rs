//! A line that somebody types, understood.

use crate::questionnaire::{Event, Field, Only, View};
use registry_maturity_core::{
    catalogue::Hosting,
    profile::{Intent, Status},
    text::nearest,
};

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Something that the questionnaire does.
    Do(Event),
    /// A status that needs a reason, with the reason.
    Because(Event, String),
    /// To write a field in the lines that follow.
    Write(Field),
    /// To write a field in the editor.
    Compose(Field),
    /// To go to what is called so.
    Jump(String),
    /// To find questions by words.
    Search(String),
    /// To ask about these tracks only.
    Track(String),
    /// To tell something.
    Tell(Topic),
    /// To stop.
    Quit,
    /// Nothing that is understood; why.
    Unclear(String),
}

/// What can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Question,
    Why,
    Explain,
    Tracks,
    Answer,
    Help,
}

/// The commands as `help` lists them.
pub(super) const HELP: [(&str, &str); 24] = [
    (
        "met, partial, unmet, unknown",
        "answer the question; if it says when it was reviewed, that is today now",
    ),
    ("not-applicable [REASON]", "it makes no sense here; asks why"),
    ("by NAME", "somebody else provides it"),
    ("note [TEXT]", "what readers should know"),
    ("evidence [ADDRESS]", "where it can be seen; add one after another"),
    ("internal [TEXT]", "a note for the operators alone"),
    ("intent planned|exploring|declined|none", "what is meant to be done; declined asks why"),
    ("plan summary|issue|owner|due|effort|cost TEXT", "a part of the plan"),
    ("reviewed", "looked at today, and it still holds"),
    ("review-by DATE", "when to look again"),
    ("remove note, remove evidence 2, …", "take a part of the answer back"),
    ("edit note|evidence|internal|summary", "write it in your editor"),
    ("clear", "take the whole answer back"),
    ("undo", "take the last change back, and the one before, …"),
    ("clauses, whole", "answer clause by clause, or as a whole"),
    ("next (or an empty line), skip, back", "move on, or back"),
    ("jump TRACK|CAPABILITY|CLAUSE|NUMBER", "go there"),
    ("search WORDS", "find questions"),
    ("filter all|unanswered|gaps|stale", "ask only what is in this state"),
    ("track TRACK|all", "ask about this track only"),
    ("show, answer", "the question again; the answer so far"),
    ("why, explain", "why it matters, and who did it how; the whole page"),
    ("status", "where the tracks stand"),
    ("quit", "stop; every answer is saved already"),
];

/// Every word that a command can begin with.
pub const WORDS: [&str; 34] = [
    "met",
    "partial",
    "unmet",
    "unknown",
    "not-applicable",
    "by",
    "note",
    "evidence",
    "internal",
    "intent",
    "plan",
    "reviewed",
    "review-by",
    "remove",
    "edit",
    "clear",
    "undo",
    "clauses",
    "clause",
    "whole",
    "next",
    "skip",
    "back",
    "jump",
    "search",
    "filter",
    "track",
    "show",
    "answer",
    "why",
    "explain",
    "status",
    "help",
    "quit",
];

impl Command {
    /// What a line asks for at this point; `editor` says why there is none.
    pub fn read(line: &str, view: &View, editor: Result<(), &str>) -> Command {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (word, rest) = (word.to_lowercase(), rest.trim());
        Command::answer(line, &word, rest, view)
            .or_else(|| Command::field(&word, rest, editor))
            .or_else(|| Command::movement(&word, rest))
            .or_else(|| Command::told(&word, rest))
            .unwrap_or_else(|| Command::unclear(&word))
    }

    fn answer(line: &str, word: &str, rest: &str, view: &View) -> Option<Command> {
        if word == Status::NotApplicable.id() && !rest.is_empty() {
            return Some(Command::Because(Event::Status(Status::NotApplicable), rest.to_owned()));
        }
        if let Some(kinds) =
            hosting(line).filter(|_| view.choices.iter().any(|choice| choice.word == "builds"))
        {
            return Some(Command::Do(Event::Hosting(Some(kinds))));
        }
        let choice = view.choices.iter().find(|choice| choice.word == word && rest.is_empty())?;
        Some(Command::Do(choice.event.clone()))
    }

    fn field(word: &str, rest: &str, editor: Result<(), &str>) -> Option<Command> {
        Some(match (word, rest) {
            ("reviewed", "") => Command::Do(Event::Reviewed),
            ("evidence", rest) if !rest.is_empty() => Command::Do(Event::AddEvidence(rest.to_owned())),
            ("intent", rest) => intent(rest),
            ("name", rest) if !rest.is_empty() => Command::Do(Event::Name(rest.to_owned())),
            ("plan", "") => Command::Write(Field::Summary),
            ("plan", rest) => plan(rest),
            ("remove", rest) => remove(rest),
            ("edit", rest) => edit(rest, editor),
            (word, rest) => {
                let field = Field::from_word(word).filter(|field| !field.is_of_plan())?;
                if rest.is_empty() { Command::Write(field) } else { write(field, rest) }
            }
        })
    }

    fn movement(word: &str, rest: &str) -> Option<Command> {
        Some(match (word, rest) {
            ("" | "next" | "skip", _) => Command::Do(Event::Next),
            ("back", _) => Command::Do(Event::Back),
            ("undo", _) => Command::Do(Event::Undo),
            ("clear", _) => Command::Do(Event::Clear),
            ("whole", _) => Command::Do(Event::Whole),
            ("clauses" | "clause", "") => Command::Do(Event::ByClause),
            ("jump", "") => Command::Unclear("Where to? `jump general`, `jump verified-email`.".to_owned()),
            ("jump" | "clause", rest) => Command::Jump(rest.to_owned()),
            ("search", "") => Command::Unclear("For which words? `search token`.".to_owned()),
            ("search", rest) => Command::Search(rest.to_owned()),
            ("filter", rest) => match Only::from_id(rest) {
                Some(only) => Command::Do(Event::Only(only)),
                None => Command::Unclear("Filters are all, unanswered, gaps and stale.".to_owned()),
            },
            ("track", "") => Command::Unclear("Which one? `track general`, or `track all`.".to_owned()),
            ("track", rest) => Command::Track(rest.to_owned()),
            _ => return None,
        })
    }

    fn told(word: &str, rest: &str) -> Option<Command> {
        Some(match (word, rest) {
            ("show", _) => Command::Tell(Topic::Question),
            ("answer", _) => Command::Tell(Topic::Answer),
            ("why", _) => Command::Tell(Topic::Why),
            ("explain", _) => Command::Tell(Topic::Explain),
            ("status", _) => Command::Tell(Topic::Tracks),
            ("help" | "?", _) => Command::Tell(Topic::Help),
            ("quit" | "exit", _) => Command::Quit,
            _ => return None,
        })
    }

    fn unclear(word: &str) -> Command {
        Command::Unclear(match nearest(word, WORDS, 1).first() {
            Some(near) if *near == word => {
                format!("`{word}` is not an answer here; `show` repeats the question.")
            }
            Some(near) => format!("`{word}` is not a command; did you mean `{near}`? `help` lists them."),
            None => format!("`{word}` is not a command; `help` lists them."),
        })
    }
}

fn write(field: Field, text: &str) -> Command {
    Command::Do(Event::Write(field, text.to_owned()))
}

/// The kinds of hosting that a line names, separated by blanks, commas or `and`.
fn hosting(line: &str) -> Option<std::collections::BTreeSet<Hosting>> {
    let words = line.split([' ', ',']).filter(|word| !word.is_empty() && *word != "and");
    words
        .map(Hosting::from_id)
        .collect::<Option<std::collections::BTreeSet<_>>>()
        .filter(|kinds| !kinds.is_empty())
}

fn intent(rest: &str) -> Command {
    let (word, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match (word, Intent::from_id(word)) {
        (_, Some(Intent::Declined)) if !reason.is_empty() => {
            Command::Because(Event::Intent(Some(Intent::Declined)), reason.trim().to_owned())
        }
        (_, Some(intent)) => Command::Do(Event::Intent(Some(intent))),
        ("none", None) => Command::Do(Event::Intent(None)),
        _ => Command::Unclear("Intents are planned, exploring, declined and none.".to_owned()),
    }
}

fn plan(rest: &str) -> Command {
    let (word, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match (Field::from_word(word).filter(|field| field.is_of_plan()), text.trim()) {
        (Some(field), "") => Command::Write(field),
        (Some(field), text) => write(field, text),
        (None, _) => Command::Unclear(
            "The parts of a plan are summary, issue, owner, due, effort and cost: `plan due 2027-03-31`."
                .to_owned(),
        ),
    }
}

fn remove(rest: &str) -> Command {
    let (word, number) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match (Field::from_word(word), number.trim().parse()) {
        (Some(Field::Evidence), Ok(number)) => Command::Do(Event::RemoveEvidence(number)),
        (Some(field), _) if number.trim().is_empty() => write(field, ""),
        _ if word == "intent" => Command::Do(Event::Intent(None)),
        _ => Command::Unclear("What? `remove note`, `remove evidence 2`, `remove due`.".to_owned()),
    }
}

fn edit(rest: &str, editor: Result<(), &str>) -> Command {
    match (Field::from_word(rest), editor) {
        (Some(field), Ok(())) => Command::Compose(field),
        (Some(_), Err(why)) => Command::Unclear(why.to_owned()),
        (None, _) => Command::Unclear("What? `edit note`, `edit evidence`, `edit internal`.".to_owned()),
    }
}

/// Whether a line is a command even where a free text is expected.
pub(super) fn is_plain_command(line: &str) -> bool {
    ["help", "?", "quit", "exit", "status", "show", "explain", "why"].contains(&line.trim())
}
