//! The questionnaire line by line: for screen readers, simple terminals, pipes and files of answers.
//!
//! It does not move the cursor or use colours. Each question has a few lines, starting with the most important.

mod command;

use std::io::{self, BufRead, Write};

pub use self::command::command_words;
use self::command::{
    Instruction, Shown, Topic, begins_command, certain_command, help, help_about, is_plain_command,
};
use super::{
    AnswerField, ClauseLine, Composer, Conversation, Event, InputMode, MAX_REPEATED, Notice, Only, Prompt,
    Question, QuestionView,
    field::joined_lines,
    narrowed_to, search,
    wording::{NOT_AVAILABLE, NOTHING_CHANGED, NOTHING_FOUND, to_assess_anyway},
};
use crate::{
    document::{self, Fact, words},
    render::terminal::{Terminal, terminal, wrap_options},
};
use registry_maturity_core::{
    catalogue::{Hosting, Level, TrackId},
    profile,
    text::{cut, visible, web_address},
};

/// The longest line that is read: no answer can be longer than a profile.
const MAX_LINE: u64 = profile::MAX_BYTES as u64;
/// How many questions about capabilities explain the answers; then people know them.
const MAX_EXPLAINED: usize = 3;
/// The maximum number of lines of an answer that a question repeats.
const MAX_SO_FAR: usize = 2;
/// A line that ends a text of several lines.
const END_OF_TEXT: &str = ".";

const SO_FAR: &str = "So far";
const LEFT_AS_IT_WAS: &str = "It is left as it was.";

/// Begins a file written by some editors.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Where the lines come from.
pub enum Answers<'i> {
    /// Somebody types them, sees each result, and can correct mistakes.
    Typed(&'i mut dyn BufRead),
    /// A file or another program. Nobody reads along, so the first line that cannot be carried out ends the
    /// conversation: the lines after it were written for another situation.
    Scripted(&'i mut dyn BufRead),
}

/// How a conversation line by line ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The operator asked for it, with `quit`.
    Quit,
    /// At the end of the input.
    EndOfInput,
    /// At the end of the input, in the middle of an answer.
    Unfinished,
    /// A line of a script could not be carried out.
    Stopped {
        /// The line's number, from 1.
        line: usize,
        /// Why not, as a sentence.
        why: String,
    },
}

/// Asks until the operator quits or the input ends.
///
/// # Errors
/// If the input cannot be read or the output cannot be written.
pub fn converse(
    conversation: &mut Conversation<'_>,
    composer: &mut dyn Composer,
    terminal: Terminal,
    answers: Answers<'_>,
    output: &mut dyn Write,
) -> io::Result<Ending> {
    let terminal = Terminal { colour: false, ..terminal };
    conversation.names_commands();
    let (input, is_script) = match answers {
        Answers::Typed(input) => (input, false),
        Answers::Scripted(input) => (input, true),
    };
    let mut interface = LineInterface {
        conversation,
        composer,
        terminal,
        output,
        is_script,
        shown: None,
        explained: 0,
        writing: None,
        lines: 0,
    };
    if !interface.conversation.questionnaire().is_begun() {
        interface.welcome()?;
    }
    interface.question()?;
    loop {
        interface.prompt()?;
        match interface.line(input)? {
            Outcome::Failed(why) if is_script => {
                writeln!(interface.output)?;
                return Ok(Ending::Stopped { line: interface.lines, why });
            }
            Outcome::Ended(ending) => return Ok(ending),
            Outcome::Done | Outcome::Failed(_) => {}
        }
        if let Some(prompt) = interface.conversation.view().prompt.filter(|_| is_script) {
            writeln!(interface.output)?;
            let why = format!(
                "{} In a file of answers, write it on the same line, after the answer",
                prompt.question
            );
            return Ok(Ending::Stopped { line: interface.lines, why });
        }
    }
}

struct LineInterface<'f, 'c> {
    conversation: &'f mut Conversation<'c>,
    composer: &'f mut dyn Composer,
    terminal: Terminal,
    output: &'f mut dyn Write,
    is_script: bool,
    /// The question that was shown last; `None` to show the current one in any case.
    shown: Option<Question>,
    /// How many questions about capabilities were shown with an explanation of the answers.
    explained: usize,
    /// The field that the next lines are for, and its text so far.
    writing: Option<(AnswerField, String)>,
    /// How many lines were read.
    lines: usize,
}

/// What became of a line.
enum Outcome {
    /// It was carried out.
    Done,
    /// It could not be carried out, for this reason, which the operator has read.
    Failed(String),
    /// It was the last.
    Ended(Ending),
}

/// Whether a text is an answer to the taxonomy's questions rather than a name.
fn answers_another_question(text: &str) -> bool {
    let mut words = text.split([' ', ',']);
    ["yes", "no", "y", "n"].contains(&text) || words.all(|word| word.parse::<Hosting>().is_ok())
}

impl LineInterface<'_, '_> {
    /// Reads a line and carries it out.
    fn line(&mut self, input: &mut dyn BufRead) -> io::Result<Outcome> {
        let mut bytes = Vec::new();
        if io::Read::take(&mut *input, MAX_LINE).read_until(b'\n', &mut bytes)? == 0 {
            return self.end_of_input();
        }
        self.lines += 1;
        if bytes.len() as u64 == MAX_LINE {
            return self.too_long();
        }
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).filter(|_| self.lines == 1).unwrap_or(&bytes);
        match std::str::from_utf8(bytes) {
            Ok(line) => self.handle_line(line.trim_end_matches(['\n', '\r'])),
            Err(_) => self.fail("This line is not UTF-8, so nothing was done with it."),
        }
    }

    /// Says why a line could not be carried out.
    fn fail(&mut self, why: &str) -> io::Result<Outcome> {
        self.say(why)?;
        Ok(Outcome::Failed(why.to_owned()))
    }

    /// Says something that is no failure.
    fn inform(&mut self, text: &str) -> io::Result<Outcome> {
        self.say(text)?;
        Ok(Outcome::Done)
    }

    /// Carries out a line.
    fn handle_line(&mut self, line: &str) -> io::Result<Outcome> {
        let view = self.conversation.view();
        if let Some((field, text)) = self.writing.take() {
            return self.text_line(field, text, line, &view);
        }
        if let Some(prompt) = &view.prompt {
            return self.reason_line(prompt, line, &view);
        }
        if let Some(word) = self.command_for_name(line, &view) {
            let line = cut(line.trim(), MAX_REPEATED);
            return self.fail(&format!(
                "`{word}` is a command, and the registry's name comes first. If this is the name, write `name {line}`."
            ));
        }
        let command = Instruction::read(line, &view, self.composer.name().map(|_| ()));
        if let Some(fact) = self.fact_in(line, &command) {
            return self.act(&fact);
        }
        self.carry_out(command, &view)
    }

    /// The command with which a line begins although the name of a new profile is asked for.
    fn command_for_name<'l>(&self, line: &'l str, view: &QuestionView) -> Option<&'l str> {
        let questionnaire = self.conversation.questionnaire();
        let is_asked = !questionnaire.is_begun() && questionnaire.question() == Question::Name;
        let word = line.split_whitespace().next().filter(|word| is_asked && *word != "name")?;
        let is_command = self.command_in(line, view).is_some() || begins_command(word);
        (is_command && !is_plain_command(line)).then_some(word)
    }

    /// What a line asks for if it is certainly a command and no text.
    fn command_in(&self, line: &str, view: &QuestionView) -> Option<Instruction> {
        let questionnaire = self.conversation.questionnaire();
        certain_command(line, view, self.composer.name().map(|_| ()), |target| {
            questionnaire.find(target).is_ok()
        })
    }

    /// Takes a line as the reason that was asked for, unless it is a command.
    fn reason_line(&mut self, prompt: &Prompt, line: &str, view: &QuestionView) -> io::Result<Outcome> {
        let reason = match (line.trim(), self.command_in(line, view)) {
            (END_OF_TEXT, _) if !prompt.present.is_empty() => Event::Reason(prompt.present.clone()),
            ("" | END_OF_TEXT, _) => Event::NoReason,
            (reason, None) => return self.give_reason(prompt, reason),
            (_, Some(command @ (Instruction::Show(_) | Instruction::HelpAbout(_)))) => {
                return self.carry_out(command, view);
            }
            // It undoes the beginning of this answer.
            (_, Some(Instruction::Do(Event::Undo))) => Event::NoReason,
            (_, Some(command)) => {
                self.conversation.act(&Event::NoReason);
                self.say("This is a command, so it was not taken as the text; the answer is as it was.")?;
                let view = self.conversation.view();
                return self.carry_out(command, &view);
            }
        };
        self.act(&reason)
    }

    fn carry_out(&mut self, command: Instruction, view: &QuestionView) -> io::Result<Outcome> {
        match command {
            Instruction::Do(event) => self.act(&event),
            Instruction::Because(event, reason) => self.act_because(&event, &reason),
            Instruction::Write(field) => self.begin_text(field),
            Instruction::Compose(field) => self.compose(field),
            Instruction::Jump(target) => self.jump(&target),
            Instruction::Search(words) => self.search(&words),
            Instruction::Track(target) => self.track(&target),
            Instruction::Target(text) => self.target(&text),
            Instruction::Also(text) => self.also(&text),
            Instruction::Rule(id) => self.rule(&id),
            Instruction::Ruling(id) => self.ruling(&id, view),
            Instruction::Show(topic) => self.show(topic, view).map(|()| Outcome::Done),
            Instruction::HelpAbout(command) => self.help_about(&command),
            Instruction::Unclear(why) => self.fail(&why),
            Instruction::Quit => Ok(Outcome::Ended(Ending::Quit)),
        }
    }

    /// The fact about the registry in a line, if the question asks for free text.
    fn fact_in(&self, line: &str, command: &Instruction) -> Option<Event> {
        let questionnaire = self.conversation.questionnaire();
        let text = line.trim().to_owned();
        let is_text = matches!(command, Instruction::Unclear(_));
        match questionnaire.question() {
            Question::Name if !questionnaire.is_begun() && !is_plain_command(line) => {
                Some(Event::Name(match text.split_once(char::is_whitespace) {
                    Some(("name", name)) => name.trim_start().to_owned(),
                    _ => text,
                }))
            }
            Question::Name if is_text => Some(Event::Name(text)),
            Question::Address if web_address(&text).is_some() || is_text => Some(Event::Address(text)),
            Question::Assessor if is_text && !answers_another_question(&text) => Some(Event::Assessor(text)),
            _ => None,
        }
    }

    /// Handles an event, reports the result, and shows the question if it is a new one.
    fn act(&mut self, event: &Event) -> io::Result<Outcome> {
        let before = self.conversation.view();
        self.conversation.act(event);
        let view = self.conversation.view();
        let outcome = self.notices(&view)?;
        let is_saved = view.notices.iter().any(|notice| matches!(notice, Notice::Saved(_)));
        let is_answer = matches!(
            event,
            Event::Status(_) | Event::Provided | Event::Ruling(_) | Event::Reason(_) | Event::Together(_)
        );
        if is_saved && is_answer {
            let changed = view.tracks.iter().zip(&before.tracks);
            let changed =
                changed.filter(|(now, before)| now.is_current && now.standing() != before.standing());
            changed.map(|(now, _)| now.in_words()).try_for_each(|words| self.say(&words))?;
        }
        let questionnaire = self.conversation.questionnaire();
        if let Some(other) = questionnaire.contradicted_at(questionnaire.question()) {
            self.say(&format!("`jump {other}` goes there."))?;
        }
        let is_narrowing = matches!(event, Event::Only(_) | Event::Tracks(_));
        if is_narrowing && self.conversation.questionnaire().questions().is_empty() {
            let only = self.conversation.questionnaire().selection().only;
            let command = if only == Only::All { "track all" } else { "filter all" };
            self.say(&format!("`{command}` removes the restriction."))?;
        }
        let is_same = self.shown == Some(self.conversation.questionnaire().question());
        if is_same && (!view.notices.is_empty() || view.prompt.is_some()) {
            return Ok(outcome);
        }
        self.question()?;
        Ok(outcome)
    }

    fn act_because(&mut self, event: &Event, reason: &str) -> io::Result<Outcome> {
        self.conversation.act(event);
        let view = self.conversation.view();
        match view.prompt {
            Some(prompt) => self.give_reason(&prompt, reason),
            None => self.notices(&view),
        }
    }

    /// Gives the requested reason. An existing note stays above it.
    fn give_reason(&mut self, prompt: &Prompt, reason: &str) -> io::Result<Outcome> {
        // Only notes can have several lines.
        let (present, is_note) = (prompt.present.as_str(), prompt.has_lines);
        let is_whole = present.is_empty() || present == reason || !is_note;
        let text = if is_whole { reason.to_owned() } else { format!("{present}\n{reason}") };
        let outcome = self.act(&Event::Reason(text))?;
        if matches!(outcome, Outcome::Failed(_)) || !is_note {
            return Ok(outcome);
        }
        self.say(&format!("Reason: {}", cut(reason, MAX_REPEATED)))?;
        if !is_whole {
            self.say("The note that was there stays, above the reason.")?;
        }
        Ok(outcome)
    }

    /// Says what the questionnaire has to say about the last event.
    fn notices(&mut self, view: &QuestionView) -> io::Result<Outcome> {
        let mut outcome = Outcome::Done;
        for notice in &view.notices {
            match notice {
                Notice::Refused(why) => outcome = self.fail(why)?,
                Notice::Saved(text) | Notice::Info(text) => self.say(text)?,
            }
        }
        Ok(outcome)
    }

    fn jump(&mut self, target: &str) -> io::Result<Outcome> {
        let questionnaire = self.conversation.questionnaire();
        let namesakes = questionnaire.namesakes(target);
        let outcome = match questionnaire.find(target) {
            Ok(question) => self.act(&Event::Go(question))?,
            Err(why) => self.fail(&why)?,
        };
        for namesake in namesakes {
            self.say(&format!("There is also a clause of this name: `jump {namesake}`."))?;
        }
        Ok(outcome)
    }

    fn begin_text(&mut self, field: AnswerField) -> io::Result<Outcome> {
        if !self.conversation.questionnaire().takes_fields() {
            return self.fail(NOT_AVAILABLE);
        }
        self.say(&field.hint())?;
        if let Some(present) = self.conversation.questionnaire().field(field) {
            self.fact(&Fact::new(SO_FAR, field.in_words(&present)))?;
        }
        if let Some(present) = self.conversation.questionnaire().field_for_all(field) {
            self.fact(&Fact::new(field.label_for_all(), field.in_words(&present)))?;
        }
        self.say(if field == AnswerField::Summary {
            "A line with only a dot ends it. An empty line now leaves it as it is."
        } else if field.has_lines() {
            "Write as many lines as you need, then a line with only a dot. An empty line now leaves it as it is."
        } else {
            "An empty line leaves it as it is."
        })?;
        self.writing = Some((field, String::new()));
        Ok(Outcome::Done)
    }

    fn text_line(
        &mut self,
        field: AnswerField,
        text: String,
        line: &str,
        view: &QuestionView,
    ) -> io::Result<Outcome> {
        let own = line.trim().strip_prefix(field.word()).filter(|rest| rest.starts_with(' '));
        match (self.command_in(line, view), own) {
            (Some(command), _) => self.command_in_text(command, field, text, line, view),
            (None, Some(rest)) if !field.has_lines() => self.add_line(field, text, rest),
            (None, _) => self.add_line(field, text, line),
        }
    }

    /// Handles a command in the place of a text. It replaces a text that has not begun; otherwise the text goes on.
    fn command_in_text(
        &mut self,
        command: Instruction,
        field: AnswerField,
        text: String,
        line: &str,
        view: &QuestionView,
    ) -> io::Result<Outcome> {
        let shows = matches!(command, Instruction::Show(_) | Instruction::HelpAbout(_));
        if self.is_script || !text.is_empty() && !shows {
            self.writing = Some((field, text));
            let line = line.trim();
            let why = format!(
                "`{line}` is a command, so it is not part of the text. A line with only a dot ends the text."
            );
            return self.fail(&why);
        }
        if shows {
            self.writing = Some((field, text));
            return self.carry_out(command, view);
        }
        self.say("This is a command, so nothing was written.")?;
        match command {
            Instruction::Do(Event::Undo) => Ok(Outcome::Done),
            command => self.carry_out(command, view),
        }
    }

    fn add_line(&mut self, field: AnswerField, mut text: String, line: &str) -> io::Result<Outcome> {
        let is_empty = line.trim().is_empty();
        let questionnaire = self.conversation.questionnaire();
        let ends = line.trim() == END_OF_TEXT || is_empty && text.is_empty();
        let is_evidence = field == AnswerField::Evidence && !ends;
        if let Some(why) = is_evidence.then(|| questionnaire.why_no_evidence(line)).flatten() {
            self.writing = Some((field, text));
            let then = match self.is_script {
                true => "None of this text was saved.",
                false => "This line was left out; the text goes on.",
            };
            return self.fail(&format!("{why} {then}"));
        }
        // A text that is too long is refused at its end, so the part beyond the limit need not be kept.
        if !ends && text.len() <= profile::MAX_BYTES {
            text.push_str(line);
            text.push('\n');
        }
        if field.has_lines() && !ends {
            self.writing = Some((field, text));
            return match is_empty {
                true => self.inform("A line with only a dot ends the text."),
                false => Ok(Outcome::Done),
            };
        }
        match text.trim() {
            "" => self.inform(LEFT_AS_IT_WAS),
            text => self.act(&Event::Write(field, text.to_owned())),
        }
    }

    fn compose(&mut self, field: AnswerField) -> io::Result<Outcome> {
        if !self.conversation.questionnaire().takes_fields() {
            return self.fail(NOT_AVAILABLE);
        }
        let present = self.conversation.questionnaire().field(field).unwrap_or_default();
        match self.composer.compose(&present) {
            Ok(text) if text.trim() == present.trim() => self.inform(LEFT_AS_IT_WAS),
            Ok(text) => self.act(&Event::Write(field, text)),
            Err(why) => self.fail(&format!("{why}. {NOTHING_CHANGED}")),
        }
    }

    fn search(&mut self, words: &str) -> io::Result<Outcome> {
        let found = self.conversation.questionnaire().search(words);
        if found.is_empty() {
            return self.inform(NOTHING_FOUND);
        }
        for found in found {
            self.say(&format!("{}: {}", found.id, found.title))?;
        }
        self.inform("`jump ID` goes there.")
    }

    /// The track that a name means; `form` says how the command is written.
    fn track_called(&self, name: &str, form: &str) -> Result<TrackId, String> {
        match self.conversation.questionnaire().tracks_called(name).as_slice() {
            [] => Err(form.to_owned()),
            [track] => Ok(track.id),
            several => {
                let ids: Vec<String> = several.iter().map(|track| track.id.to_string()).collect();
                Err(format!("{}.", search::ambiguous(name, &ids)))
            }
        }
    }

    fn track(&mut self, target: &str) -> io::Result<Outcome> {
        let tracks = self.conversation.questionnaire().profile().catalogue().tracks;
        let all: Vec<&str> = tracks.iter().map(|track| track.id.as_str()).collect();
        let form = format!("The tracks are {}, and all.", all.join(", "));
        match (target, self.track_called(target, &form)) {
            ("all", _) => self.act(&Event::Tracks(Vec::new())),
            (_, Ok(track)) => self.act(&Event::Tracks(vec![track])),
            (_, Err(why)) => self.fail(&why),
        }
    }

    fn target(&mut self, text: &str) -> io::Result<Outcome> {
        const FORM: &str = "Write a track and a level from 0 to 3, or none: `target general 2`.";
        let (track, level) = text.split_once([' ', '=']).unwrap_or((text, ""));
        let track = match self.track_called(track.trim(), FORM) {
            Ok(track) => track,
            Err(why) => return self.fail(&why),
        };
        match (level.trim(), level.trim().parse::<Level>()) {
            ("none", _) => self.act(&Event::Target(track, None)),
            (_, Ok(level)) => self.act(&Event::Target(track, Some(level))),
            _ => self.fail(FORM),
        }
    }

    fn also(&mut self, text: &str) -> io::Result<Outcome> {
        const FORM: &str =
            "Write a track and the reason, or none: `also authorization We hand out API tokens.`";
        let (track, reason) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let track = match self.track_called(track, FORM) {
            Ok(track) => track,
            Err(why) => return self.fail(&why),
        };
        match reason.trim() {
            "" => self.act(&Event::AlsoAssess(track)),
            "none" => self.act(&Event::LeaveOut(track)),
            reason => self.act_because(&Event::AlsoAssess(track), reason),
        }
    }

    fn ruling(&mut self, id: &str, view: &QuestionView) -> io::Result<Outcome> {
        let id = id.rsplit('/').next().unwrap_or(id);
        match view.rulings.iter().find(|ruling| ruling.id.as_str() == id) {
            Some(ruling) => self.act(&Event::Ruling(ruling.id)),
            None => self.fail(&format!("This question has no ruling `{id}`; `ruling` lists them.")),
        }
    }

    fn rulings(&mut self, view: &QuestionView) -> io::Result<()> {
        if view.rulings.is_empty() {
            return self.say("No rulings for this question.");
        }
        for ruling in &view.rulings {
            let (status, origin) = (view.ruling_status(ruling), words::origin(ruling.origin));
            self.say(&format!("{}: {status}. {} {} ({origin})", ruling.id, ruling.case, ruling.because))?;
        }
        self.say("`ruling ID` answers as one of them decides.")
    }

    fn rules(&mut self) -> io::Result<()> {
        for rule in self.conversation.questionnaire().profile().catalogue().rules {
            self.say(&format!("{}: {}", rule.id, rule.title))?;
        }
        self.say("`rules ID` prints one of them.")
    }

    fn rule(&mut self, id: &str) -> io::Result<Outcome> {
        let id = id.rsplit('/').next().unwrap_or(id);
        let rules = self.conversation.questionnaire().profile().catalogue().rules;
        match rules.iter().find(|rule| rule.id.as_str() == id) {
            Some(rule) => {
                let origin = words::origin(rule.origin);
                self.inform(&format!("{}: {} ({origin}; rules/{})", rule.title, rule.text, rule.id))
            }
            None => self.fail(&format!("There is no rule `{id}`; `rules` lists them.")),
        }
    }

    fn overview(&mut self, view: &QuestionView) -> io::Result<()> {
        let questionnaire = self.conversation.questionnaire();
        let outlook = questionnaire.outlook();
        let facts = questionnaire.overview();
        let left_out = questionnaire.left_out();
        facts.iter().try_for_each(|(_, fact)| self.fact(fact))?;
        for (track, reason) in left_out {
            self.say(&match reason {
                Some(reason) => format!("{} is assessed anyway: {reason}", track.name),
                None => format!("{} is left out; {}", track.name, to_assess_anyway(track, InputMode::Lines)),
            })?;
        }
        self.tracks(view)?;
        outlook.iter().try_for_each(|line| self.say(line))
    }

    fn show(&mut self, topic: Topic, view: &QuestionView) -> io::Result<()> {
        match topic {
            Topic::Question => {
                self.shown = None;
                self.explained = 0;
                self.question()
            }
            Topic::More => self.more(view),
            Topic::Why if view.background.is_empty() => self.say("There is no more about this."),
            Topic::Why => view.background.iter().try_for_each(|fact| self.fact(fact)),
            Topic::Rulings => self.rulings(view),
            Topic::Rules => self.rules(),
            Topic::Overview => self.overview(view),
            Topic::Answer => self.answer(view),
            Topic::Explain => self.explain(),
            Topic::Tracks => self.tracks(view),
            Topic::Scorecard => self.scorecard(),
            Topic::Help => self.help(view),
            Topic::AllHelp => self.list(|_| true),
        }
    }

    fn scorecard(&mut self) -> io::Result<()> {
        let page = terminal(&self.conversation.questionnaire().scorecard(), self.terminal);
        self.output.write_all(page.as_bytes())
    }

    fn explain(&mut self) -> io::Result<()> {
        let questionnaire = self.conversation.questionnaire();
        let catalogue = questionnaire.profile().catalogue();
        match questionnaire.question().capability(catalogue) {
            Some(capability) => {
                let page = terminal(&document::capability(catalogue, capability), self.terminal);
                self.output.write_all(page.as_bytes())
            }
            None => self.say(document::NO_PAGE),
        }
    }

    fn tracks(&mut self, view: &QuestionView) -> io::Result<()> {
        for track in &view.tracks {
            self.say(&track.in_words())?;
        }
        let progress = view.progress;
        self.say(&format!("{} of {} answered.", progress.answered, progress.all))
    }

    /// The commands that work here.
    fn help(&mut self, view: &QuestionView) -> io::Result<()> {
        match &self.writing {
            Some((field, _)) if field.has_lines() => self.say(
                "A line with only a dot ends the text; an empty line at its start leaves everything as it was. `help \
                 all` lists the commands.",
            ),
            None if view.prompt.is_none() => {
                let here = if view.id.is_some() { Shown::Capability } else { Shown::Registry };
                self.list(|shown| [here, Shown::Always].contains(&shown))
            }
            _ => self.say(
                "Write it in one line; an empty line leaves everything as it was. `help all` lists the commands.",
            ),
        }
    }

    fn list(&mut self, is_listed: impl Fn(Shown) -> bool) -> io::Result<()> {
        let mut listed = help().filter(|line| is_listed(line.shown));
        listed.try_for_each(|line| self.say(&line.to_string()))
    }

    fn help_about(&mut self, command: &str) -> io::Result<Outcome> {
        let mut found = help_about(command).peekable();
        if found.peek().is_none() {
            return self.fail(&format!("`{command}` is not a command; `help all` lists them."));
        }
        found.try_for_each(|line| self.say(&line.to_string()))?;
        Ok(Outcome::Done)
    }

    /// The whole answer so far, with the status first.
    fn answer(&mut self, view: &QuestionView) -> io::Result<()> {
        if !view.given.is_empty() {
            self.say(&format!("Answer: {}.", view.given))?;
        } else if view.answer.is_empty() {
            return self.say("There is no answer yet.");
        }
        view.answer.iter().try_for_each(|fact| self.fact(fact))
    }

    /// An introduction, before the first question.
    fn welcome(&mut self) -> io::Result<()> {
        let lines = self.conversation.questionnaire().welcome();
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// Shows the question in a few lines: heading, question, choices, the answer so far, what else there is.
    fn question(&mut self) -> io::Result<()> {
        let view = self.conversation.view();
        let question = self.conversation.questionnaire().question();
        self.shown = Some(question);
        writeln!(self.output)?;
        let id = view.id.map_or(String::new(), |id| format!(" ({id})"));
        let clause = view.clauses.iter().position(|clause| clause.is_current);
        let part = clause.map_or(String::new(), |at| {
            let ClauseLine { id, is_required, .. } = view.clauses[at];
            let recommended = recommended(is_required);
            format!(", clause {} of {}: {id}{recommended}", at + 1, view.clauses.len())
        });
        let only = narrowed_to(view.narrowed.as_deref());
        self.say(&format!("{}{only}: {}{id}{part}.", view.place, view.title))?;
        self.say(&view.question)?;
        view.due.iter().try_for_each(|due| self.say(due))?;
        let explains = view.id.is_none() || self.explained < MAX_EXPLAINED;
        self.explained += usize::from(view.id.is_some());
        self.choices(&view, explains)?;
        match question {
            Question::End => self.standing(&view)?,
            _ => self.so_far(&view)?,
        }
        self.say(match question {
            Question::End => "`scorecard` shows all of it; `quit` ends; `back` and `filter` continue.",
            Question::Name if !self.conversation.questionnaire().is_begun() => "`quit` leaves.",
            _ if question.takes_text() => "An empty line moves on.",
            _ if !explains => return Ok(()),
            _ => "An empty line moves on; `more` explains, `help` lists the commands.",
        })
    }

    /// The answers to choose from: all of them, or only those that not every question has.
    fn choices(&mut self, view: &QuestionView, all: bool) -> io::Result<()> {
        let choices = view.choices.iter().filter_map(|choice| match choice.event {
            Event::Status(_) if !all => None,
            Event::Status(status) if status.needs_reason() => {
                Some(format!("{} {} REASON", choice.key, choice.word))
            }
            Event::Status(_) => Some(format!("{} {}", choice.key, choice.word)),
            _ => Some(format!("{} {}", choice.key, choice.label)),
        });
        let choices: Vec<String> = choices.collect();
        let lead = if all { "Answers" } else { "Besides the usual answers" };
        match choices.as_slice() {
            [] => Ok(()),
            choices => self.say(&format!("{lead}: {}.", choices.join("; "))),
        }
    }

    /// What is left to do at the end, a line each.
    fn standing(&mut self, view: &QuestionView) -> io::Result<()> {
        for fact in &view.answer {
            let words = fact.value.words();
            match words.contains('\n') {
                true => words.lines().try_for_each(|line| self.say(line))?,
                false => self.say(&format!("{}: {words}", fact.name))?,
            }
        }
        Ok(())
    }

    /// The answer so far, in a few lines; what does not fit into them is only named.
    fn so_far(&mut self, view: &QuestionView) -> io::Result<()> {
        let given = || (!view.given.is_empty()).then(|| view.given.clone()).into_iter();
        let facts = view
            .answer
            .iter()
            .map(|fact| format!("{}: {}", fact.name, joined_lines(&fact.value).trim_end_matches('.')));
        let parts: Vec<String> = given().chain(facts).collect();
        if parts.is_empty() {
            return Ok(());
        }
        let whole = format!("So far: {}.", parts.join("; "));
        if visible(&whole).chars().count() < MAX_SO_FAR * self.terminal.width {
            return self.say(&whole);
        }
        let names = view.answer.iter().map(|fact| words::lower_first(fact.name));
        let names = words::and(&names.collect::<Vec<_>>());
        let given = given().next().map_or(String::new(), |given| format!("{given}; "));
        self.say(&format!("So far: {given}{names}. `answer` shows all of it."))
    }

    /// Everything about the question that did not fit into its few lines.
    fn more(&mut self, view: &QuestionView) -> io::Result<()> {
        let is_explained =
            [&view.guidance, &view.background, &view.answer].iter().all(|facts| facts.is_empty());
        if is_explained && view.clauses.is_empty() && view.rulings.is_empty() {
            return self.say("There is nothing more to explain here.");
        }
        view.guidance.iter().chain(&view.background).try_for_each(|fact| self.fact(fact))?;
        for clause in &view.clauses {
            let status = words::status_if_answered(clause.status);
            let recommended = recommended(clause.is_required);
            let now = if clause.is_current { ", asked now" } else { "" };
            self.say(&format!("Clause {}: {status}{recommended}{now}", clause.id))?;
        }
        view.answer.iter().try_for_each(|fact| self.fact(fact))?;
        match view.rulings.len() {
            0 => Ok(()),
            count => self.say(&format!("{}: `ruling` lists them.", words::count(count, "ruling", "rulings"))),
        }
    }

    fn prompt(&mut self) -> io::Result<()> {
        let prompt = if self.writing.is_none() { self.conversation.view().prompt } else { None };
        let is_text = self.writing.is_some() || prompt.is_some();
        if let Some(prompt) = prompt {
            self.say(prompt.question)?;
            self.say(&prompt.hint)?;
            if prompt.present.is_empty() {
                self.say("An empty line leaves the answer as it was.")?;
            } else {
                self.fact(&Fact::new(SO_FAR, prompt.present))?;
                self.say("A line with only a dot takes that; an empty line leaves the answer as it was.")?;
            }
        }
        self.output.write_all(if is_text { b"text> " } else { b"> " })?;
        self.output.flush()
    }

    fn end_of_input(&mut self) -> io::Result<Outcome> {
        if self.writing.is_none() && self.conversation.view().prompt.is_none() {
            writeln!(self.output)?;
            return Ok(Outcome::Ended(Ending::EndOfInput));
        }
        self.unfinished(
            "The input ended in the middle of a text, which is not saved. A line with only a dot ends a text.",
        )
    }

    fn too_long(&mut self) -> io::Result<Outcome> {
        self.unfinished("This line is longer than a profile can be; the rest of the input is not read.")
    }

    /// Ends the conversation in the middle of an answer. For a script, this is a failure like any other.
    fn unfinished(&mut self, why: &str) -> io::Result<Outcome> {
        writeln!(self.output)?;
        let failed = self.fail(why)?;
        Ok(if self.is_script { failed } else { Outcome::Ended(Ending::Unfinished) })
    }

    /// Writes a fact: a list has a dash before each item, and the lines of a text are indented.
    fn fact(&mut self, fact: &Fact) -> io::Result<()> {
        let words = fact.value.words();
        let words = words.trim_end();
        if !words.contains('\n') {
            return self.say(&format!("{}: {words}", fact.name));
        }
        self.say(&format!("{}:", fact.name))?;
        let is_list = fact.value.is_list();
        words.lines().try_for_each(|line| match is_list {
            true => self.say(&format!("- {line}")),
            false => self.wrapped(line, "  "),
        })
    }

    /// Writes a paragraph, wrapped to the width of the terminal.
    fn say(&mut self, text: &str) -> io::Result<()> {
        self.wrapped(text, "")
    }

    fn wrapped(&mut self, text: &str, indent: &str) -> io::Result<()> {
        let text = visible(text);
        let text = self.terminal.signs(&text);
        let options = wrap_options(self.terminal.width).initial_indent(indent).subsequent_indent(indent);
        for line in textwrap::wrap(&text, options) {
            writeln!(self.output, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn recommended(is_required: bool) -> &'static str {
    if is_required { "" } else { ", only recommended" }
}
