//! Any use of the questionnaire, in either interface, while anything happens to the file: the text is always a valid
//! profile, and always what the file contains.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use arbitrary::{Result, Unstructured};
use registry_maturity::{
    questionnaire::{
        AnswerField, Composer, Conversation, Event, NotSaved, Only, Question, Questionnaire, Selection,
        Store,
        line::{self, Answers},
        screen::{Action, Canvas, KeyPress, Screen},
    },
    render::terminal::Terminal,
};
use registry_maturity_core::{
    catalogue::{Capability, Catalogue, Level},
    profile::{self, Intent, Status},
    text::{Source, first_hidden},
};

use super::{assert_same, formats, made, parts, read};

/// The maximum number of actions in a conversation.
const MAX_STEPS: usize = 40;

/// Runs a conversation and checks it after each action.
pub fn questionnaire(bytes: &[u8]) {
    if let Some((text, mut script)) = parts(bytes) {
        // The conversation ends when the script ends.
        let _ = converse(text, &mut script);
    }
}

fn converse(text: &str, u: &mut Unstructured<'_>) -> Result<()> {
    let text = match text {
        "" if u.ratio(2, 3)? => made::profile(u)?,
        text => text.to_owned(),
    };
    let tracks = (0..u.int_in_range(0..=1)?).map(|_| Ok(made::track(u)?.id)).collect::<Result<_>>()?;
    let selection = Selection { tracks, only: *u.choose(&Only::ALL)?, as_of: made::date(u)? };
    let name = format!("{}.yaml", made::text(u)?);
    let Ok(questionnaire) = Questionnaire::begin(Source::new(name, text.clone()), selection) else {
        return Ok(());
    };
    let file = File::new(text);
    let mut conversation = Conversation::new(questionnaire, file.clone());
    let look = Terminal {
        width: u.int_in_range(0..=200)?,
        unicode: u.arbitrary()?,
        colour: u.arbitrary()?,
        linear: u.arbitrary()?,
    };
    match u.int_in_range(0..=2)? {
        0 => events(&mut conversation, &file, u),
        1 => keys(&mut conversation, &file, look, u),
        _ => lines(&mut conversation, &file, look, u),
    }
}

/// A file that sometimes cannot be written, and into which others write.
#[derive(Clone, Default)]
struct File(Rc<FileState>);

#[derive(Default)]
struct FileState {
    text: RefCell<String>,
    /// Why the next save fails, if it does.
    fails: RefCell<Option<NotSaved>>,
    /// Whether somebody else wrote the current content.
    is_foreign: Cell<bool>,
}

impl File {
    fn new(text: String) -> File {
        let file = File::default();
        file.0.text.replace(text);
        file
    }

    /// Sometimes changes the file or lets the next save fail.
    fn trouble(&self, u: &mut Unstructured<'_>) -> Result<()> {
        match u.int_in_range(0..=15)? {
            15 => {
                self.0.fails.replace(Some(NotSaved::Failed(made::text(u)?)));
            }
            14 => {
                let edited = profile::edit(&self.0.text.borrow(), &made::edit(u)?);
                self.write(edited.unwrap_or_default());
            }
            13 => self.write(made::text(u)?),
            12 => self.write(made::profile(u)?),
            _ => {}
        }
        Ok(())
    }

    fn write(&self, text: String) {
        self.0.text.replace(text);
        self.0.is_foreign.set(true);
    }
}

impl Store for File {
    fn look(&mut self, before: &str) -> std::result::Result<(), NotSaved> {
        let text = self.0.text.borrow();
        if *text == before { Ok(()) } else { Err(NotSaved::Changed(text.clone())) }
    }

    fn save(&mut self, before: &str, text: &str) -> std::result::Result<Option<String>, NotSaved> {
        assert!(read(text).is_some(), "a text that is not a profile was to be saved: {text:?}");
        if let Some(failure) = self.0.fails.take() {
            return Err(failure);
        }
        self.look(before)?;
        self.0.text.replace(text.to_owned());
        self.0.is_foreign.set(false);
        Ok(None)
    }
}

/// Checks what must hold after every action.
fn holds(conversation: &Conversation<'_>, file: &File) {
    let questionnaire = conversation.questionnaire();
    let text = questionnaire.text();
    if questionnaire.is_begun() {
        let profile = read(text).unwrap_or_else(|| panic!("no profile: {text:?}"));
        assert_same(&profile, questionnaire.profile(), text);
    }
    if !file.0.is_foreign.get() {
        assert_eq!(text, *file.0.text.borrow(), "the file says something else");
    }
    let _ = conversation.view();
}

fn events(conversation: &mut Conversation<'_>, file: &File, u: &mut Unstructured<'_>) -> Result<()> {
    for _ in 0..MAX_STEPS {
        file.trouble(u)?;
        let event = event(u)?;
        let before = conversation.questionnaire().clone();
        let (was_foreign, was_begun) = (file.0.is_foreign.get(), before.is_begun());
        conversation.act(&event);
        holds(conversation, file);
        let mut again = conversation.questionnaire().clone();
        let is_change = again.text() != before.text() && !matches!(event, Event::Undo | Event::Redo);
        if is_change && was_begun && !was_foreign {
            again.handle(&Event::Undo);
            assert_eq!(again.text(), before.text(), "undo brings something else back after {event:?}");
            assert_eq!(again.question(), before.question());
        }
        if u.is_empty() {
            break;
        }
    }
    Ok(())
}

fn clauses() -> Vec<(&'static Capability, &'static str)> {
    let of = |capability: &'static Capability| {
        capability.clauses.iter().map(move |it| (capability, it.id.as_str()))
    };
    Catalogue::latest().capabilities().flat_map(of).collect()
}

fn question(u: &mut Unstructured<'_>) -> Result<Question> {
    Ok(match u.int_in_range(0..=7)? {
        0 => Question::Name,
        1 => Question::Accounts,
        2 => Question::Hosting,
        3 => *u.choose(&[Question::End, Question::Address, Question::Assessor])?,
        4 | 5 => Question::Capability(made::capability(u)?.id),
        _ => {
            let (capability, clause) = *u.choose(&clauses())?;
            let clause = capability.clause(clause).expect("its own clause");
            Question::Clause(capability.id, clause.id)
        }
    })
}

/// Up to three addresses, separated as people paste them.
fn pasted(u: &mut Unstructured<'_>) -> Result<String> {
    let count = u.int_in_range(1..=3)?;
    let addresses: Vec<String> = (0..count).map(|at| format!("https://index.example.org/{at}")).collect();
    Ok(addresses.join(u.choose(&[" ", "\n", ", ", "\r\n"])?))
}

fn event(u: &mut Unstructured<'_>) -> Result<Event> {
    event_in(u, 0)
}

fn event_in(u: &mut Unstructured<'_>, depth: usize) -> Result<Event> {
    Ok(match u.int_in_range(0..=28)? {
        0 => Event::Next,
        1 => Event::Back,
        2 | 3 => Event::Go(question(u)?),
        4 => Event::Whole,
        5 => Event::ByClause,
        6 => Event::Only(*u.choose(&Only::ALL)?),
        7 => Event::Tracks(if u.arbitrary()? { vec![made::track(u)?.id] } else { Vec::new() }),
        8 => Event::Name(made::text(u)?),
        9 => Event::Accounts(*u.choose(&[None, Some(true), Some(false)])?),
        10 => Event::Hosting(if u.arbitrary()? { Some(made::hosting(u)?) } else { None }),
        11 | 12 => Event::Status(*u.choose(&Status::ALL)?),
        13 => Event::Intent(if u.ratio(3, 4)? { Some(*u.choose(&Intent::ALL)?) } else { None }),
        14 => Event::Reason(if u.ratio(3, 4)? { made::text(u)? } else { String::new() }),
        15 => Event::NoReason,
        16 => Event::Write(*u.choose(&AnswerField::ALL)?, field_text(u)?),
        17 => Event::AddEvidence(made::text(u)?),
        18 => Event::RemoveEvidence(u.int_in_range(0..=4)?),
        19 => u.choose(&[Event::StillTrue, Event::Clear, Event::Provided])?.clone(),
        20 => Event::Address(if u.arbitrary()? { pasted(u)? } else { made::text(u)? }),
        21 => Event::Assessor(made::text(u)?),
        22 => Event::Providers((0..u.int_in_range(0..=2)?).map(|_| made::text(u)).collect::<Result<_>>()?),
        23 => Event::Target(made::track(u)?.id, *u.choose(&[None, Some(Level::ZERO), Some(Level::MAX)])?),
        24 => {
            let rulings: Vec<_> = made::capability(u)?.rulings.iter().map(|ruling| ruling.id).collect();
            if rulings.is_empty() { Event::Next } else { Event::Ruling(*u.choose(&rulings)?) }
        }
        25 => Event::Redo,
        26 if depth == 0 => {
            Event::Together((0..u.int_in_range(0..=4)?).map(|_| event_in(u, 1)).collect::<Result<_>>()?)
        }
        27 => Event::AddEvidence(pasted(u)?),
        _ => Event::Undo,
    })
}

fn field_text(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=5)? {
        0 => String::new(),
        1 => made::date(u)?.to_string(),
        _ => made::text(u)?,
    })
}

fn keys(
    conversation: &mut Conversation<'_>,
    file: &File,
    look: Terminal,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    let editor = if u.arbitrary()? { Ok(()) } else { Err(made::text(u)?) };
    let mut screen = Screen::new(conversation, look, editor);
    for _ in 0..MAX_STEPS {
        file.trouble(u)?;
        let action = match u.int_in_range(0..=9)? {
            9 => {
                let text = if u.arbitrary()? { pasted(u)? } else { made::text(u)? };
                screen.paste(&text, conversation)
            }
            8 => {
                let composed = if u.ratio(3, 4)? { Ok(made::text(u)?) } else { Err(made::text(u)?) };
                screen.composed(composed);
                Action::Stay
            }
            _ => screen.key(key(u)?, conversation),
        };
        holds(conversation, file);
        seen(&mut screen, conversation, look, u)?;
        if matches!(action, Action::Quit | Action::Interrupt) || u.is_empty() {
            break;
        }
    }
    Ok(())
}

fn key(u: &mut Unstructured<'_>) -> Result<KeyPress> {
    let keys = [
        KeyPress::Enter,
        KeyPress::NewLine,
        KeyPress::Esc,
        KeyPress::Up,
        KeyPress::Down,
        KeyPress::Left,
        KeyPress::Right,
        KeyPress::PageUp,
        KeyPress::PageDown,
        KeyPress::Home,
        KeyPress::End,
        KeyPress::Backspace,
        KeyPress::Delete,
        KeyPress::Tab,
        KeyPress::BackTab,
    ];
    Ok(match u.int_in_range(0..=4)? {
        0 => *u.choose(&keys)?,
        1 | 2 => KeyPress::Char(char::from(*u.choose(b"mpudxynMPUDXZ?aqebil/zwfctosgr123jk ")?)),
        3 => KeyPress::Ctrl(char::from(*u.choose(b"aceguwjkz")?)),
        _ => KeyPress::Char(u.arbitrary()?),
    })
}

/// Draws the screen at any size and checks that the terminal gets no hidden characters.
fn seen(
    screen: &mut Screen,
    conversation: &Conversation<'_>,
    look: Terminal,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    let odd = u.ratio(1, 4)?;
    let width = if odd { u.int_in_range(1..=120)? } else { u16::try_from(look.width.max(1)).unwrap_or(80) };
    let height = if odd { u.int_in_range(1..=60)? } else { 24 };
    let mut output = Vec::new();
    Canvas::of_size(&mut output, width, height)
        .and_then(|mut canvas| canvas.draw(screen, conversation))
        .expect("drawn in memory");
    let output = String::from_utf8(output).expect("UTF-8");
    for part in output.split('\u{1b}') {
        // After an escape, a sequence of the program's own ends with a letter.
        let shown = part.strip_prefix('[').map_or(part, |sequence| {
            sequence.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).get(1..).unwrap_or_default()
        });
        assert_eq!(first_hidden(shown), None, "on the screen in {shown:?}");
    }
    Ok(())
}

/// An editor that appends this text; `None` if there is no editor.
struct Editor(Option<String>);

impl Composer for Editor {
    fn name(&self) -> std::result::Result<&str, &str> {
        self.0.as_deref().ok_or("There is no editor.")
    }

    fn compose(&mut self, text: &str) -> std::result::Result<String, String> {
        self.0.as_ref().map(|added| format!("{text}{added}")).ok_or_else(|| "It failed".to_owned())
    }
}

fn lines(
    conversation: &mut Conversation<'_>,
    file: &File,
    look: Terminal,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    let mut editor = Editor(if u.arbitrary()? { Some(made::text(u)?) } else { None });
    // The input comes in several pieces, so that the file can change in between.
    for _ in 0..4 {
        file.trouble(u)?;
        let mut input = Vec::new();
        for _ in 0..MAX_STEPS / 4 {
            input.extend_from_slice(&line(u)?);
            input.push(b'\n');
            if u.is_empty() {
                break;
            }
        }
        let mut said = Vec::new();
        let mut input = &*input;
        let answers = match u.arbitrary()? {
            true => Answers::Typed(&mut input),
            false => Answers::Scripted(&mut input),
        };
        line::converse(conversation, &mut editor, look, answers, &mut said).expect("nothing fails in memory");
        formats::on_a_terminal(&String::from_utf8(said).expect("text"), false);
        holds(conversation, file);
    }
    Ok(())
}

/// Beginnings of lines other than commands: the end of a text, and words that only some questions accept.
const OTHER_WORDS: [&str; 9] = [".", "yes", "no", "m", "x", "g", "s", "d", "1"];

fn word(u: &mut Unstructured<'_>) -> Result<&'static str> {
    let words: Vec<&str> = line::command_words().chain(OTHER_WORDS).collect();
    u.choose(&words).copied()
}

const ARGUMENTS: [&str; 27] = [
    "note",
    "evidence",
    "summary",
    "issue",
    "owner",
    "due",
    "effort",
    "cost",
    "planned",
    "exploring",
    "declined",
    "none",
    "all",
    "gaps",
    "stale",
    "blockers",
    "general 2",
    "GitHub, Google",
    "unanswered",
    "1",
    "2",
    "999999999999999999999",
    "end",
    "builds",
    "source-only",
    "built-packages and builds",
    "",
];

fn line(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let argument = |u: &mut Unstructured<'_>| -> Result<String> {
        Ok(match u.int_in_range(0..=5)? {
            0 | 1 => (*u.choose(&ARGUMENTS)?).to_owned(),
            2 => made::capability(u)?.id.to_string(),
            3 => u.choose(&clauses())?.1.to_owned(),
            4 => made::date(u)?.to_string(),
            _ => made::text(u)?,
        })
    };
    Ok(match u.int_in_range(0..=5)? {
        0 | 1 => word(u)?.as_bytes().to_vec(),
        2 | 3 => format!("{} {}", word(u)?, argument(u)?).into_bytes(),
        4 => format!("{} {} {}", word(u)?, argument(u)?, argument(u)?).into_bytes(),
        _ => u.arbitrary::<&[u8]>()?.to_vec(),
    })
}
