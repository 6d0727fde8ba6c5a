//! [`Instruction`]: what a typed line asks for.

use std::{borrow::Cow, collections::BTreeSet, fmt};

use self::Shown::{Always, Capability, OnlyAll, Registry};
use crate::document::words;
use crate::questionnaire::{
    AnswerChoice, AnswerField, Event, INTENTS, MAX_REPEATED, Only, Question, QuestionView,
    answering::{addresses, addresses_and_paths},
    keys::{PROVIDED, STILL_TRUE},
};
use registry_maturity_core::{
    catalogue::{Catalogue, Hosting},
    date::Date,
    profile::{Intent, Status},
    text::{cut, nearest},
};

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Instruction {
    /// An event of the questionnaire.
    Do(Event),
    /// An event that needs a reason, and the reason.
    Because(Event, String),
    /// Write a field in the lines that follow.
    Write(AnswerField),
    /// Write a field in the external editor.
    Compose(AnswerField),
    /// Go to the question with this name.
    Jump(String),
    /// Find questions by words.
    Search(String),
    /// Ask about this track only.
    Track(String),
    /// Assess a track that the taxonomy leaves out, or leave it out again: `authorization REASON`.
    Also(String),
    /// Set a track's target: `general 2`.
    Target(String),
    /// Answer as the ruling with this id decides.
    Ruling(String),
    /// Show the general rule with this id.
    Rule(String),
    Show(Topic),
    /// Explain the command with this name.
    HelpAbout(String),
    Quit,
    /// Not understood, for this reason.
    Unclear(String),
}

/// What can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Question,
    More,
    Why,
    Explain,
    Rulings,
    Rules,
    Tracks,
    Scorecard,
    Overview,
    Answer,
    Help,
    AllHelp,
}

/// Where `help` lists a command; `help all` lists every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// At questions about capabilities.
    Capability,
    /// At every question.
    Always,
    /// At questions about the registry.
    Registry,
    /// Only if every command is asked for.
    OnlyAll,
}

/// A line of `help`: a command, and what it does.
pub(super) struct HelpLine {
    pub(super) shown: Shown,
    command: Cow<'static, str>,
    meaning: Cow<'static, str>,
}

impl fmt::Display for HelpLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.command, self.meaning)
    }
}

fn line(
    shown: Shown,
    command: impl Into<Cow<'static, str>>,
    meaning: impl Into<Cow<'static, str>>,
) -> HelpLine {
    HelpLine { shown, command: command.into(), meaning: meaning.into() }
}

/// The commands with what they do, in the order in which `help` lists them.
pub(super) fn help() -> impl Iterator<Item = HelpLine> {
    [help_with_statuses(), help_with_moves(), help_with_parts(), help_with_places()].into_iter().flatten()
}

fn help_with_statuses() -> Vec<HelpLine> {
    let (reasoned, plain): (Vec<Status>, Vec<Status>) =
        Status::ALL.into_iter().partition(|status| status.needs_reason());
    let keys: Vec<String> = plain.iter().map(|status| words::key(*status).to_string()).collect();
    let ids: Vec<&str> = plain.iter().map(|status| status.id()).collect();
    let mut lines =
        vec![line(Capability, keys.join(", "), format!("answer {}; the words do the same", words::or(&ids)))];
    lines.extend(reasoned.into_iter().map(|status| {
        let command = format!("{} REASON, {status} REASON", words::key(status));
        let meaning = format!("it {}; asks for the reason if there is none", words::status(status));
        line(Capability, command, meaning)
    }));
    lines.extend([
        line(Capability, "m ADDRESS …, m PATH …", "answer and add evidence; works with every answer"),
        help_with_field(AnswerField::Evidence),
        help_with_field(AnswerField::Note),
    ]);
    lines
}

fn help_with_moves() -> Vec<HelpLine> {
    vec![
        line(Always, "an empty line, next, skip", "move on"),
        line(Always, "back", "go back"),
        line(Always, "more, why", "what counts as met, how to answer, why it matters and how others did it"),
        line(Always, "answer", "the answer so far"),
        line(Always, "undo, redo", "undo the last change, or redo it"),
        line(Always, "quit", "stop; every answer is saved already"),
        line(Always, "help all, help COMMAND", "every command, or one of them"),
    ]
}

/// The other parts of an answer.
fn help_with_parts() -> Vec<HelpLine> {
    const EARLIER: [AnswerField; 4] =
        [AnswerField::Evidence, AnswerField::Note, AnswerField::DelegatedTo, AnswerField::Internal];
    let intents = INTENTS.map(|(word, ..)| word).join("|");
    let plan = AnswerField::PLAN.map(AnswerField::word).join("|");
    let mut lines = vec![
        line(
            OnlyAll,
            PROVIDED.to_string(),
            "the identity provider provides it, so it is met; only where this is offered",
        ),
        line(
            OnlyAll,
            STILL_TRUE.to_string(),
            "the answer is still true; only where this is offered, otherwise `reviewed`",
        ),
        help_with_field(AnswerField::DelegatedTo),
        line(OnlyAll, "ruling [ID]", "answer as a ruling decides; without an id, list the rulings"),
        help_with_field(AnswerField::Internal),
        line(OnlyAll, format!("intent {intents}"), "what you intend to do; declined asks for the reason"),
        line(OnlyAll, "plan [TEXT]", "the plan in a sentence; its other parts have a command of their own"),
        line(OnlyAll, format!("plan {plan} TEXT"), "a part of the plan"),
    ];
    let others = AnswerField::ALL.into_iter().filter(|it| !it.is_of_plan() && !EARLIER.contains(it));
    lines.extend(others.map(help_with_field));
    let with_lines: Vec<&str> =
        AnswerField::ALL.into_iter().filter(|field| field.has_lines()).map(AnswerField::word).collect();
    lines.extend([
        line(
            OnlyAll,
            "remove note, remove evidence 2, remove provider, remove plan, …",
            "remove a part of the answer",
        ),
        line(OnlyAll, format!("edit {}", with_lines.join("|")), "write it in your editor"),
        line(OnlyAll, "clear", "remove the whole answer, with all of its parts"),
    ]);
    lines
}

fn help_with_field(field: AnswerField) -> HelpLine {
    let word = field.word();
    match field {
        AnswerField::Evidence => {
            line(Capability, "evidence [ADDRESS or PATH …], ADDRESS …", "add where it can be seen")
        }
        AnswerField::Note => line(Capability, format!("{word} [TEXT]"), field.meaning()),
        AnswerField::DelegatedTo => line(
            OnlyAll,
            format!("{word} NAME"),
            "somebody else provides it, so the answer names them; `by none` removes the name",
        ),
        AnswerField::Internal => line(OnlyAll, format!("{word} [TEXT]"), "a note for operators only"),
        AnswerField::Reviewed => {
            line(OnlyAll, format!("{word} [DATE]"), "the answer still holds, today or on that day")
        }
        AnswerField::ReviewBy => line(OnlyAll, format!("{word} DATE"), "when to check again"),
        _ if field.is_date() => line(OnlyAll, format!("{word} DATE"), field.meaning()),
        _ => line(OnlyAll, format!("{word} [TEXT]"), field.meaning()),
    }
}

/// Where to go and what to show, the registry, and the rest.
fn help_with_places() -> Vec<HelpLine> {
    let about = Question::ABOUT_REGISTRY.map(|question| question.to_string()).join("|");
    let filters = Only::ALL.map(Only::id).join("|");
    vec![
        line(OnlyAll, "clauses, whole", "answer clause by clause, or as a whole"),
        line(OnlyAll, "jump TRACK|CAPABILITY|CLAUSE|NUMBER", "go to a question"),
        line(OnlyAll, "search WORDS", "find questions"),
        line(Registry, format!("jump {about}"), "go to a question about the registry"),
        line(OnlyAll, format!("filter {filters}, f …"), "ask only what is in this state"),
        line(OnlyAll, "track TRACK|all", "ask about this track only"),
        line(Registry, "name TEXT, address TEXT, assessor TEXT", "change what is said about the registry"),
        line(OnlyAll, "assessed [DATE]", "the day of the assessment: today, or that day"),
        line(OnlyAll, "target TRACK LEVEL|none", "the level that a track should reach"),
        line(OnlyAll, "also TRACK [REASON]|none", "assess a track that the taxonomy leaves out"),
        line(OnlyAll, "show, explain", "the question again; the full page about it"),
        line(
            OnlyAll,
            "rules [ID]",
            "the rules for answers to all questions; with an id, one of them in full",
        ),
        line(OnlyAll, "status, overview", "the tracks; everything about the registry, and what comes next"),
        line(OnlyAll, "scorecard", "the whole scorecard"),
        line(
            OnlyAll,
            "a text",
            "`note`, `evidence`, `internal`, `plan` or `by` alone asks for it with `text>`; a line with only a \
             dot ends it, and an empty line at its start leaves everything as it was",
        ),
    ]
}

/// What `help` says about a command: its lines of the list, in which it is a word of its own.
pub(super) fn help_about(command: &str) -> impl Iterator<Item = HelpLine> {
    let names = move |listed: &str| listed.split([' ', ',', '|', '[', ']']).any(|word| word == command);
    help().filter(move |line| names(&line.command))
}

/// The words with which commands begin, other than the names of statuses and fields.
const COMMANDS: [&str; 38] = [
    "provided",
    "still-true",
    "intent",
    "plan",
    "ruling",
    "remove",
    "edit",
    "clear",
    "undo",
    "redo",
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
    "name",
    "address",
    "assessor",
    "assessed",
    "provider",
    "target",
    "also",
    "show",
    "more",
    "answer",
    "why",
    "explain",
    "rules",
    "status",
    "overview",
    "scorecard",
    "help",
    "quit",
];

/// Every word with which a command can begin.
pub fn command_words() -> impl Iterator<Item = &'static str> {
    let fields = AnswerField::ALL.into_iter().filter(|field| !field.is_of_plan());
    Status::ALL.map(Status::id).into_iter().chain(COMMANDS).chain(fields.map(AnswerField::word))
}

impl Instruction {
    /// What a line asks for at this question; `editor` says why there is none.
    pub(super) fn read(line: &str, view: &QuestionView, editor: Result<(), &str>) -> Instruction {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (word, rest) = (word.to_lowercase(), rest.trim());
        Instruction::answer(line, view)
            .or_else(|| Instruction::registry(&word, rest, view))
            .or_else(|| Instruction::field(&word, rest, editor, view))
            .or_else(|| Instruction::movement(&word, rest))
            .or_else(|| Instruction::topic(&word, rest))
            .or_else(|| Instruction::evidence(line, view))
            .unwrap_or_else(|| Instruction::unclear(line, &word, view))
    }

    fn answer(line: &str, view: &QuestionView) -> Option<Instruction> {
        let has = |word: &str| view.choices.iter().any(|choice| choice.word == word);
        if let Some(kinds) = hosting(line, view).filter(|_| has("builds")) {
            return Some(Instruction::Do(Event::Hosting(Some(kinds))));
        }
        let (choice, word, rest) = chosen(line, view)?;
        match &choice.event {
            Event::Status(status) if status.needs_reason() && !rest.is_empty() => {
                Some(Instruction::Because(choice.event.clone(), rest.to_owned()))
            }
            Event::Providers(_) if !rest.is_empty() => {
                Some(Instruction::Do(Event::Providers(super::super::names(rest))))
            }
            event if rest.is_empty() => Some(Instruction::Do(event.clone())),
            event if view.id.is_none() || *event == Event::StillTrue => None,
            event => Some(match addresses_and_paths(rest) {
                Some(evidence) => {
                    let events = vec![event.clone(), Event::AddEvidence(evidence.join("\n"))];
                    Instruction::Do(Event::Together(events))
                }
                None => Instruction::Unclear(format!(
                    "After `{word}`, only addresses and paths of evidence can follow; `note TEXT` writes a note."
                )),
            }),
        }
    }

    /// Addresses alone are evidence.
    fn evidence(line: &str, view: &QuestionView) -> Option<Instruction> {
        let is_evidence = view.id.is_some() && addresses(line).is_some();
        is_evidence.then(|| Instruction::Do(Event::AddEvidence(line.to_owned())))
    }

    fn registry(word: &str, rest: &str, view: &QuestionView) -> Option<Instruction> {
        let text = || rest.to_owned();
        Some(match (word, rest) {
            ("name" | "address" | "assessor" | "provider" | "target" | "also", "") => {
                Instruction::Unclear(format!("`{word}` needs something after it; `help` shows what."))
            }
            ("name", _) => Instruction::Do(Event::Name(text())),
            ("address", _) => Instruction::Do(Event::Address(text())),
            ("assessor", _) => Instruction::Do(Event::Assessor(text())),
            ("assessed", _) => Instruction::Do(Event::AssessedOn(text())),
            // At a capability, it names who provides just that capability.
            ("provider", _) if view.id.is_some() => write(AnswerField::DelegatedTo, rest),
            ("provider", _) => Instruction::Do(Event::Providers(super::super::names(rest))),
            ("target", _) => Instruction::Target(text()),
            ("also", _) => Instruction::Also(text()),
            _ => return None,
        })
    }

    fn field(word: &str, rest: &str, editor: Result<(), &str>, view: &QuestionView) -> Option<Instruction> {
        Some(match (word, rest) {
            ("reviewed", "") => Instruction::Do(Event::StillTrue),
            ("evidence", rest) if !rest.is_empty() => {
                let evidence = addresses_and_paths(rest).map_or(rest.to_owned(), |all| all.join("\n"));
                Instruction::Do(Event::AddEvidence(evidence))
            }
            ("ruling" | "rulings", "") => Instruction::Show(Topic::Rulings),
            ("ruling", rest) => Instruction::Ruling(rest.to_owned()),
            ("intent", rest) => intent(rest),
            ("plan", "") => Instruction::Write(AnswerField::Summary),
            ("plan", rest) => plan(rest, view),
            ("remove", rest) => remove(rest),
            ("edit", rest) => edit(rest, editor),
            (word, rest) => {
                let field = AnswerField::from_word(word).filter(|field| !field.is_of_plan())?;
                if rest.is_empty() { Instruction::Write(field) } else { write(field, rest) }
            }
        })
    }

    fn movement(word: &str, rest: &str) -> Option<Instruction> {
        Some(match (word, rest) {
            ("" | "next" | "skip", _) => Instruction::Do(Event::Next),
            ("back", _) => Instruction::Do(Event::Back),
            ("undo", _) => Instruction::Do(Event::Undo),
            ("redo", _) => Instruction::Do(Event::Redo),
            ("clear", _) => Instruction::Do(Event::Clear),
            ("whole", _) => Instruction::Do(Event::Whole),
            ("clauses" | "clause", "") => Instruction::Do(Event::ByClause),
            ("jump", "") => Instruction::Unclear(format!("Where to? {}", jump_examples())),
            ("jump" | "clause", rest) => Instruction::Jump(rest.to_owned()),
            ("search", "") => Instruction::Unclear("For which words? `search token`.".to_owned()),
            ("search", rest) => Instruction::Search(rest.to_owned()),
            ("filter" | "f", rest) => match Only::from_id(rest) {
                Some(only) => Instruction::Do(Event::Only(only)),
                None => {
                    let all = Only::ALL.map(Only::id).join(", ");
                    Instruction::Unclear(format!("The filters are {all}."))
                }
            },
            ("track", "") => Instruction::Unclear("Which track? `track general`, or `track all`.".to_owned()),
            ("track", rest) => Instruction::Track(rest.to_owned()),
            _ => return None,
        })
    }

    fn topic(word: &str, rest: &str) -> Option<Instruction> {
        let topic = match (word, rest) {
            ("show", _) => Topic::Question,
            ("more", _) => Topic::More,
            ("answer", _) => Topic::Answer,
            ("why", _) => Topic::Why,
            ("explain", _) => Topic::Explain,
            ("rules", "") => Topic::Rules,
            ("rules", id) => return Some(Instruction::Rule(id.to_owned())),
            ("status", _) => Topic::Tracks,
            ("overview", _) => Topic::Overview,
            ("scorecard", _) => Topic::Scorecard,
            ("help" | "?", "") => Topic::Help,
            ("help" | "?", "all") => Topic::AllHelp,
            ("help" | "?", command) => return Some(Instruction::HelpAbout(command.to_owned())),
            ("quit" | "exit" | "q", _) => return Some(Instruction::Quit),
            _ => return None,
        };
        Some(Instruction::Show(topic))
    }

    fn unclear(line: &str, word: &str, view: &QuestionView) -> Instruction {
        if ["http://", "https://"].iter().any(|scheme| word.starts_with(scheme)) {
            return Instruction::Unclear(format!(
                "“{}” is not an address that readers can follow: an address begins with https://, in lower case, and \
                 has no quotation marks or brackets.",
                cut(line, MAX_REPEATED)
            ));
        }
        if is_subject(word) {
            return Instruction::Unclear(format!(
                "`jump {word}` goes there; `{word}` alone is not a command."
            ));
        }
        let known = command_words().chain(view.choices.iter().map(|choice| choice.word));
        let is_letter = word.chars().count() == 1;
        let not_here = || match view.choices.as_slice() {
            [] => format!("`{word}` is not an answer here; `show` repeats the question."),
            _ => format!(
                "`{word}` is not an answer here: the question is still “{}”. An empty line moves on; `show` repeats \
                 the question.",
                view.title
            ),
        };
        Instruction::Unclear(match nearest(word, known, 1).first() {
            _ if is_letter => not_here(),
            Some(near) if *near == word => not_here(),
            Some(near) => format!("`{word}` is not a command; did you mean `{near}`? `help` lists them."),
            None => format!("`{word}` is not a command; `help` lists them."),
        })
    }
}

/// The choice that a line makes, in which words, and what follows them. A choice can be made by its key, its word, or
/// as messages word it.
fn chosen<'v, 'l>(line: &'l str, view: &'v QuestionView) -> Option<(&'v AnswerChoice, &'l str, &'l str)> {
    let names = |choice: &AnswerChoice| {
        let short = (choice.event == Event::Status(Status::Partial)).then(|| "partly".to_owned());
        let unknown = (choice.word == "unknown").then(|| "not known".to_owned());
        let own = [choice.key.to_string(), choice.word.to_owned(), choice.label.clone()];
        own.into_iter().chain(short).chain(unknown)
    };
    let all = view.choices.iter().flat_map(|choice| names(choice).map(move |name| (choice, name)));
    let made = all.filter_map(|(choice, name)| Some((choice, after(line, &name)?)));
    let (choice, rest) = made.min_by_key(|(_, rest)| rest.len())?;
    Some((choice, line[..line.len() - rest.len()].trim(), rest))
}

/// What follows a name at the beginning of a line. Capitals and hyphens in place of spaces make no difference.
fn after<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let plain = |byte: u8| if byte == b'-' { b' ' } else { byte.to_ascii_lowercase() };
    let (start, rest) = line.split_at_checked(name.len())?;
    let is_it = start.bytes().map(plain).eq(name.bytes().map(plain));
    (is_it && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then(|| rest.trim_start())
}

/// Whether a word is the id of something that one can go to.
fn is_subject(word: &str) -> bool {
    let catalogue = Catalogue::latest();
    catalogue.capability(word).is_ok()
        || catalogue.track(word).is_ok()
        || catalogue.capabilities().any(|capability| capability.clause(word).is_ok())
}

fn write(field: AnswerField, text: &str) -> Instruction {
    Instruction::Do(Event::Write(field, text.to_owned()))
}

/// The kinds of hosting that a line names by words, or several by their keys, separated by spaces, commas or `and`.
fn hosting(line: &str, view: &QuestionView) -> Option<BTreeSet<Hosting>> {
    let words = || line.split([' ', ',']).filter(|word| !word.is_empty() && *word != "and");
    let by_key = |word: &str| {
        let choice = view.choices.iter().find(|choice| word.chars().eq([choice.key]))?;
        // A key alone adds its kind or removes it.
        choice.word.parse::<Hosting>().ok().filter(|_| words().nth(1).is_some())
    };
    let kinds: Option<BTreeSet<_>> = words().map(|word| word.parse().ok().or_else(|| by_key(word))).collect();
    kinds.filter(|kinds| !kinds.is_empty())
}

fn intent(rest: &str) -> Instruction {
    let (word, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match (word, word.parse::<Intent>()) {
        (_, Ok(Intent::Declined)) if !reason.is_empty() => {
            Instruction::Because(Event::Intent(Some(Intent::Declined)), reason.trim().to_owned())
        }
        (_, Ok(intent)) => Instruction::Do(Event::Intent(Some(intent))),
        ("none", Err(_)) => Instruction::Do(Event::Intent(None)),
        _ => {
            let words = words::and(&INTENTS.map(|(word, ..)| word));
            Instruction::Unclear(format!("Intents are {words}."))
        }
    }
}

/// A part of the plan, or its summary. A word that is nearly the name of a part is more likely a mistake.
fn plan(rest: &str, view: &QuestionView) -> Instruction {
    let (word, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match (AnswerField::from_word(word).filter(|field| field.is_of_plan()), text.trim()) {
        (Some(field), "") => Instruction::Write(field),
        (Some(field), text) => write(field, text),
        (None, _) => {
            let near = nearest(word, AnswerField::PLAN.map(AnswerField::word), 1);
            match near.first() {
                None if view.id.is_some() => write(AnswerField::Summary, rest),
                None => Instruction::Unclear("A plan is for a capability.".to_owned()),
                Some(part) => {
                    let parts = words::and(&AnswerField::PLAN.map(AnswerField::word));
                    Instruction::Unclear(format!(
                        "Did you mean `plan {part}`? The parts of a plan are {parts}; `plan summary TEXT` writes any \
                         text."
                    ))
                }
            }
        }
    }
}

fn remove(rest: &str) -> Instruction {
    let (word, number) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let provider = (word == "provider").then_some(AnswerField::DelegatedTo);
    match (AnswerField::from_word(word).or(provider), number.trim().parse()) {
        (Some(AnswerField::Evidence), Ok(number)) => Instruction::Do(Event::RemoveEvidence(number)),
        (Some(field), _) if number.trim().is_empty() => write(field, ""),
        _ if word == "plan" && number.is_empty() => Instruction::Do(Event::RemovePlan),
        _ if word == "intent" => Instruction::Do(Event::Intent(None)),
        _ => {
            Instruction::Unclear(
                "Remove what? `remove note`, `remove evidence 2`, `remove provider`, `remove intent`, `remove plan`, or a \
                 part of the plan, such as `remove due`."
                    .to_owned(),
            )
        }
    }
}

fn edit(rest: &str, editor: Result<(), &str>) -> Instruction {
    match (AnswerField::from_word(rest), editor) {
        (Some(field), Ok(())) => Instruction::Compose(field),
        (Some(_), Err(why)) => Instruction::Unclear(why.to_owned()),
        (None, _) => {
            Instruction::Unclear("Edit what? `edit note`, `edit evidence`, `edit internal`.".to_owned())
        }
    }
}

/// Commands that go to a track and to a capability.
fn jump_examples() -> String {
    let track = Catalogue::latest().tracks.first();
    let ids = track.into_iter().flat_map(|track| {
        let capability = track.capabilities.first().map(|capability| capability.id.as_str());
        [Some(track.id.as_str()), capability].into_iter().flatten()
    });
    let examples: Vec<String> = ids.map(|id| format!("`jump {id}`")).collect();
    format!("{}.", examples.join(", "))
}

/// What a line asks for if it is certainly a command, even where a text is expected: a command or an answer alone, or a
/// command whose other words make sense. `finds` says whether a question has this name.
pub(super) fn certain_command(
    line: &str,
    view: &QuestionView,
    editor: Result<(), &str>,
    finds: impl Fn(&str) -> bool,
) -> Option<Instruction> {
    let line = line.trim();
    let word = line.split_whitespace().next()?;
    let is_alone = word.len() == line.len();
    let is_answer = view.choices.iter().any(|choice| choice.word == word || word.chars().eq([choice.key]));
    let is_command =
        is_answer || ["?", "q", "exit"].contains(&word) || command_words().any(|own| own == word);
    if is_alone && !is_command {
        return None;
    }
    let read = Instruction::read(line, view, editor);
    let is_certain = match &read {
        _ if is_alone => true,
        Instruction::Jump(target) => word == "jump" && finds(target),
        Instruction::HelpAbout(command) => help_about(command).next().is_some(),
        Instruction::Compose(_) => true,
        Instruction::Because(Event::Intent(_), _) => true,
        Instruction::Do(Event::Only(_) | Event::Intent(_) | Event::RemoveEvidence(_) | Event::RemovePlan) => {
            true
        }
        Instruction::Do(Event::Write(field, text)) => match word {
            "plan" => line.split_whitespace().nth(1) == Some(field.word()),
            "remove" => text.is_empty(),
            _ => field.is_date() && text.parse::<Date>().is_ok(),
        },
        Instruction::Do(Event::AddEvidence(_)) => {
            word == "evidence" && addresses_and_paths(&line[word.len()..]).is_some()
        }
        Instruction::Do(Event::Together(_)) => true,
        _ => false,
    };
    is_certain.then_some(read)
}

/// Whether a word begins a command, or answers by its letter.
pub(super) fn begins_command(word: &str) -> bool {
    let mut letters = Status::ALL.map(words::key).into_iter().chain([PROVIDED, STILL_TRUE, 'f', '?', 'q']);
    command_words().any(|own| own == word) || letters.any(|letter| word.chars().eq([letter]))
}

/// Whether a line is a command even where a text is expected.
pub(super) fn is_plain_command(line: &str) -> bool {
    [
        "help",
        "?",
        "quit",
        "exit",
        "status",
        "show",
        "explain",
        "why",
        "more",
        "overview",
        "rules",
        "scorecard",
    ]
    .contains(&line.trim())
}
