//! The questionnaire line by line: for dumb terminals, screen readers, pipes and files of answers.
//!
//! No cursor is moved and nothing is coloured; every command is a word.

mod command;

use std::io::{self, BufRead, Write};

pub use self::command::WORDS;
use self::command::{Command, HELP, Topic, is_plain_command};
use super::{Composer, Conversation, Event, Field, Notice, Question, TrackLine, View};
use crate::{
    document::{self, Fact, words},
    render::terminal::{Terminal, terminal},
};
use registry_maturity_core::{profile, text::visible};

/// No answer is longer: a profile may not be.
const LONGEST_LINE: u64 = profile::MAX_BYTES as u64;
/// A line that ends a text of several lines.
const END_OF_TEXT: &str = ".";

/// Begins a file written by some editors.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Where the lines come from.
pub enum Answers<'i> {
    /// Somebody types them, reads what comes of each, and can correct it.
    Typed(&'i mut dyn BufRead),
    /// A file or another program. Nobody reads along, so the first line that cannot be carried out ends the
    /// conversation: the lines after it were written for another situation.
    Scripted(&'i mut dyn BufRead),
}

/// How a conversation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By the word for it.
    Quit,
    /// There was nothing more to read.
    EndOfInput,
    /// There was nothing more to read, in the middle of an answer.
    Unfinished,
    /// A line of a script could not be carried out.
    Stopped {
        /// The line's number, from 1.
        line: usize,
        /// The reason.
        why: String,
    },
}

/// Asks and answers until somebody quits or there is nothing more to read.
///
/// # Errors
/// When nothing can be read or written any more.
pub fn converse(
    conversation: &mut Conversation<'_>,
    composer: &mut dyn Composer,
    terminal: Terminal,
    answers: Answers<'_>,
    output: &mut dyn Write,
) -> io::Result<Ending> {
    let terminal = Terminal { colour: false, ..terminal };
    let (input, is_script) = match answers {
        Answers::Typed(input) => (input, false),
        Answers::Scripted(input) => (input, true),
    };
    let mut face =
        LineFace { conversation, composer, terminal, output, shown: None, writing: None, failure: None };
    face.question()?;
    for number in 1.. {
        face.prompt()?;
        let ending = face.line(input, number == 1)?;
        let failure = face.failure.take().filter(|_| is_script);
        if let Some(why) = failure {
            writeln!(face.output)?;
            return Ok(Ending::Stopped { line: number, why });
        }
        if let Some(ending) = ending {
            return Ok(ending);
        }
        if is_script && face.conversation.view().prompt.is_some() {
            writeln!(face.output)?;
            let why = "a reason is needed on the same line, after the answer".to_owned();
            return Ok(Ending::Stopped { line: number, why });
        }
    }
    Ok(Ending::EndOfInput)
}

struct LineFace<'f, 'c> {
    conversation: &'f mut Conversation<'c>,
    composer: &'f mut dyn Composer,
    terminal: Terminal,
    output: &'f mut dyn Write,
    /// The question that was shown last.
    shown: Option<Question>,
    /// The field that the lines to come are for, and what came.
    writing: Option<(Field, String)>,
    /// Why the last line could not be carried out.
    failure: Option<String>,
}

impl LineFace<'_, '_> {
    /// Reads a line and carries it out; `Some` if it was the last.
    fn line(&mut self, input: &mut dyn BufRead, is_first: bool) -> io::Result<Option<Ending>> {
        let mut bytes = Vec::new();
        if io::Read::take(&mut *input, LONGEST_LINE).read_until(b'\n', &mut bytes)? == 0 {
            return self.end_of_input().map(Some);
        }
        if bytes.len() as u64 == LONGEST_LINE {
            return self.too_long().map(Some);
        }
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).filter(|_| is_first).unwrap_or(&bytes);
        match std::str::from_utf8(bytes) {
            Ok(line) => self.hear(line.trim_end_matches(['\n', '\r'])),
            Err(_) => self.fail("This line is not UTF-8, so nothing was done with it.").map(|()| None),
        }
    }

    /// Says why a line could not be carried out.
    fn fail(&mut self, why: &str) -> io::Result<()> {
        self.failure = Some(why.to_owned());
        self.say(why)
    }

    /// Carries out a line.
    fn hear(&mut self, line: &str) -> io::Result<Option<Ending>> {
        if let Some((field, text)) = self.writing.take() {
            return self.text_line(field, text, line).map(|()| None);
        }
        let view = self.conversation.view();
        if let Some(prompt) = &view.prompt {
            let reason = match line.trim() {
                "" if prompt.present.is_empty() => Event::NoReason,
                "" => Event::Reason(prompt.present.clone()),
                END_OF_TEXT => Event::NoReason,
                reason => return self.give_reason(&prompt.present, reason).map(|()| None),
            };
            return self.act(&reason).map(|()| None);
        }
        let is_name = self.conversation.questionnaire().question() == Question::Name;
        if is_name && !self.conversation.questionnaire().is_begun() && !is_plain_command(line) {
            return self.act(&Event::Name(line.trim_start_matches("name ").to_owned())).map(|()| None);
        }
        let command = Command::read(line, &view, self.composer.name().map(|_| ()));
        if command == Command::Quit {
            return Ok(Some(Ending::Quit));
        }
        self.carry_out(command, &view).map(|()| None)
    }

    fn carry_out(&mut self, command: Command, view: &View) -> io::Result<()> {
        match command {
            Command::Do(event) => self.act(&event),
            Command::Because(event, reason) => self.act_because(&event, reason),
            Command::Write(field) => self.begin_text(field),
            Command::Compose(field) => self.compose(field),
            Command::Jump(target) => self.jump(&target),
            Command::Search(words) => self.search(&words),
            Command::Track(target) => self.track(&target),
            Command::Tell(topic) => self.tell(topic, view),
            Command::Unclear(why) => self.fail(&why),
            Command::Quit => Ok(()),
        }
    }

    /// Does something, tells what came of it, and shows the question if it is another one.
    fn act(&mut self, event: &Event) -> io::Result<()> {
        self.conversation.act(event);
        let view = self.conversation.view();
        self.notices(&view)?;
        let is_saved = view.notices.iter().any(|notice| matches!(notice, Notice::Saved(_)));
        if is_saved && matches!(event, Event::Status(_) | Event::Reason(_)) {
            let current = view.tracks.iter().filter(|track| track.is_current);
            current.map(TrackLine::in_words).try_for_each(|words| self.say(&words))?;
        }
        if self.shown != Some(self.conversation.questionnaire().question()) {
            self.question()
        } else {
            Ok(())
        }
    }

    fn act_because(&mut self, event: &Event, reason: String) -> io::Result<()> {
        self.conversation.act(event);
        let view = self.conversation.view();
        match view.prompt {
            Some(prompt) => self.give_reason(&prompt.present, &reason),
            None => self.notices(&view),
        }
    }

    /// Gives the reason that is asked for; a note that is there already stays above it.
    fn give_reason(&mut self, present: &str, reason: &str) -> io::Result<()> {
        if present.is_empty() || present == reason {
            return self.act(&Event::Reason(reason.to_owned()));
        }
        self.act(&Event::Reason(format!("{present}\n{reason}")))?;
        if self.failure.is_some() {
            Ok(())
        } else {
            self.say("The note that was there stays, above the reason.")
        }
    }

    fn notices(&mut self, view: &View) -> io::Result<()> {
        for notice in &view.notices {
            match notice {
                Notice::Refused(why) => self.fail(why)?,
                Notice::Saved(text) | Notice::Told(text) => self.say(text)?,
            }
        }
        Ok(())
    }

    fn jump(&mut self, target: &str) -> io::Result<()> {
        let questionnaire = self.conversation.questionnaire();
        let namesakes = questionnaire.namesakes(target);
        match questionnaire.find(target) {
            Ok(question) => self.act(&Event::Go(question))?,
            Err(why) => self.fail(&why)?,
        }
        for namesake in namesakes {
            self.say(&format!("There is also a clause of this name: `jump {namesake}`."))?;
        }
        Ok(())
    }

    fn begin_text(&mut self, field: Field) -> io::Result<()> {
        if !self.conversation.questionnaire().takes_fields() {
            return self.fail("Not available for this question.");
        }
        self.say(field.hint())?;
        if let Some(present) = self.conversation.questionnaire().field(field) {
            self.fact(&Fact::new("So far", present.replace('\n', " / ")))?;
        }
        self.say(if field.has_lines() {
            "Write it in as many lines as you need; a line with a dot alone ends it. The dot at once leaves it as it is."
        } else {
            "An empty line leaves it as it is."
        })?;
        self.writing = Some((field, String::new()));
        Ok(())
    }

    fn text_line(&mut self, field: Field, mut text: String, line: &str) -> io::Result<()> {
        let ends = line.trim() == END_OF_TEXT;
        // What is too long to be saved is told once it ends; what comes beyond that needs no room.
        if !ends && text.len() <= profile::MAX_BYTES {
            text.push_str(line);
            text.push('\n');
        }
        if field.has_lines() && !ends {
            self.writing = Some((field, text));
            return Ok(());
        }
        match text.trim() {
            "" => self.say("It is left as it was."),
            text => self.act(&Event::Write(field, text.to_owned())),
        }
    }

    fn compose(&mut self, field: Field) -> io::Result<()> {
        if !self.conversation.questionnaire().takes_fields() {
            return self.fail("Not available for this question.");
        }
        let present = self.conversation.questionnaire().field(field).unwrap_or_default();
        match self.composer.compose(&present) {
            Ok(text) if text.trim() == present.trim() => self.say("It is left as it was."),
            Ok(text) => self.act(&Event::Write(field, text)),
            Err(why) => self.fail(&format!("{why}. Nothing was changed.")),
        }
    }

    fn search(&mut self, words: &str) -> io::Result<()> {
        let found = self.conversation.questionnaire().search(words);
        if found.is_empty() {
            return self.say("Nothing has all of these words.");
        }
        for found in found {
            self.say(&format!("{}: {}", found.id, found.title))?;
        }
        self.say("`jump ID` goes there.")
    }

    fn track(&mut self, target: &str) -> io::Result<()> {
        let catalogue = self.conversation.questionnaire().profile().catalogue;
        match (target, catalogue.track(target)) {
            ("all", _) => self.act(&Event::Tracks(Vec::new())),
            (_, Ok(track)) => self.act(&Event::Tracks(vec![track.id])),
            _ => {
                let tracks: Vec<&str> = catalogue.tracks.iter().map(|track| track.id.as_str()).collect();
                self.fail(&format!("The tracks are {}, and all.", tracks.join(", ")))
            }
        }
    }

    fn tell(&mut self, topic: Topic, view: &View) -> io::Result<()> {
        match topic {
            Topic::Question => {
                self.shown = None;
                self.question()
            }
            Topic::Why if view.background.is_empty() => self.say("There is no more to it."),
            Topic::Why => view.background.iter().try_for_each(|fact| self.fact(fact)),
            Topic::Answer if view.answer.is_empty() => self.say("Nothing else is said so far."),
            Topic::Answer => view.answer.iter().try_for_each(|fact| self.fact(fact)),
            Topic::Explain => self.explain(),
            Topic::Tracks => self.tracks(view),
            Topic::Help => self.help(),
        }
    }

    fn explain(&mut self) -> io::Result<()> {
        let questionnaire = self.conversation.questionnaire();
        let catalogue = questionnaire.profile().catalogue;
        match questionnaire.question().capability(catalogue) {
            Some(capability) => {
                let page = terminal(&document::capability(catalogue, capability), self.terminal);
                self.output.write_all(page.as_bytes())
            }
            None => self.say("There is no page about this."),
        }
    }

    fn tracks(&mut self, view: &View) -> io::Result<()> {
        for track in &view.tracks {
            self.say(&track.in_words())?;
        }
        let progress = view.progress;
        self.say(&format!("{} of {} answered.", progress.answered, progress.all))
    }

    fn help(&mut self) -> io::Result<()> {
        for (command, meaning) in HELP {
            self.say(&format!("{command}: {meaning}"))?;
        }
        Ok(())
    }

    /// Shows the question; of a further clause only what is new.
    fn question(&mut self) -> io::Result<()> {
        let view = self.conversation.view();
        let question = self.conversation.questionnaire().question();
        let before = self.shown.replace(question);
        let catalogue = self.conversation.questionnaire().profile().catalogue;
        let known = |question: Question| question.capability(catalogue).map(|capability| capability.id);
        let further = before.and_then(known).is_some_and(|id| Some(id) == known(question));
        writeln!(self.output)?;
        self.say(&format!("{}.", view.place))?;
        match view.id {
            Some(id) => self.say(&format!("{} ({id})", view.title))?,
            None => self.say(&view.title)?,
        }
        self.clauses(&view)?;
        self.say(&view.question)?;
        if !further {
            let background = view.background.iter().filter(|_| view.id.is_some());
            view.guidance.iter().chain(background).try_for_each(|fact| self.fact(fact))?;
        }
        self.choices(&view)?;
        view.answer.iter().try_for_each(|fact| self.fact(fact))?;
        match question {
            Question::Name if self.conversation.questionnaire().is_begun() => {
                self.say("`name TEXT` changes it.")
            }
            Question::End => self.say("`quit` ends; `back`, `jump` and `filter` go on."),
            _ => Ok(()),
        }
    }

    fn clauses(&mut self, view: &View) -> io::Result<()> {
        for clause in &view.clauses {
            let status = clause.status.map_or("not answered", words::status);
            let recommended = if clause.is_required { "" } else { ", only recommended" };
            let now = if clause.is_current { ", asked now" } else { "" };
            self.say(&format!("Clause {}: {status}{recommended}{now}", clause.id))?;
        }
        Ok(())
    }

    fn choices(&mut self, view: &View) -> io::Result<()> {
        if view.choices.is_empty() {
            return Ok(());
        }
        let told = view.choices.iter().map(|choice| {
            let means = choice.label != choice.word && view.id.is_none();
            if means { format!("{} ({})", choice.word, choice.label) } else { choice.word.to_owned() }
        });
        let told: Vec<String> = told.collect();
        self.say(&format!("Answer with {}.", told.join(", ")))?;
        let chosen: Vec<&str> = view
            .choices
            .iter()
            .filter(|choice| choice.is_chosen)
            .map(|choice| if choice.label.is_empty() { choice.word } else { choice.label.as_str() })
            .collect();
        let chosen = if chosen.is_empty() { "not answered".to_owned() } else { chosen.join(", ") };
        self.say(&format!("So far: {chosen}."))
    }

    fn prompt(&mut self) -> io::Result<()> {
        let view = self.conversation.view();
        if let Some(prompt) = view.prompt.filter(|_| self.writing.is_none()) {
            self.say(prompt.question)?;
            if prompt.present.is_empty() {
                self.say("An empty line leaves the answer as it was.")?;
            } else {
                self.fact(&Fact::new("The note there is", prompt.present))?;
                self.say("An empty line takes it as the reason; a dot alone leaves the answer as it was.")?;
            }
        }
        self.output.write_all(b"> ")?;
        self.output.flush()
    }

    fn end_of_input(&mut self) -> io::Result<Ending> {
        writeln!(self.output)?;
        if self.writing.is_none() && self.conversation.view().prompt.is_none() {
            return Ok(Ending::EndOfInput);
        }
        self.fail("The input ended in the middle of an answer, which is not saved.")?;
        Ok(Ending::Unfinished)
    }

    fn too_long(&mut self) -> io::Result<Ending> {
        writeln!(self.output)?;
        self.fail("This line is longer than a profile may be; the rest of the input is not read.")?;
        Ok(Ending::Unfinished)
    }

    fn fact(&mut self, fact: &Fact) -> io::Result<()> {
        let words = fact.value.words();
        let mut lines = words.lines();
        let first = lines.next().unwrap_or_default();
        if fact.value.words().contains('\n') {
            self.say(&format!("{}:", fact.name))?;
            self.say(&format!("- {first}"))?;
            return lines.try_for_each(|line| self.say(&format!("- {line}")));
        }
        self.say(&format!("{}: {first}", fact.name))
    }

    /// Says something on lines of its own, as wide as the terminal.
    fn say(&mut self, text: &str) -> io::Result<()> {
        let text = visible(text);
        let options = textwrap::Options::new(self.terminal.width)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .break_words(false);
        for line in textwrap::wrap(&text, options) {
            writeln!(self.output, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

impl TrackLine {
    /// Where the track stands, in a line.
    #[must_use]
    pub fn in_words(&self) -> String {
        let name = self.score.name;
        let Some(standing) = self.score.standing else {
            return format!(
                "{name}: no level, {}.",
                self.score.reason.as_deref().unwrap_or("nothing applies")
            );
        };
        let next = match self.score.next {
            Some((level, gaps)) => format!("{} to level {level}", words::count(gaps, "gap", "gaps")),
            None => "no gaps".to_owned(),
        };
        format!(
            "{name}: level {} {}, could be {}, {next}, {} of {} answered.",
            standing.level, self.score.level_name, standing.ceiling, self.answered, self.all
        )
    }
}
