//! `assess`: the questionnaire, in the interface that suits the terminal.

mod editor;
mod interface;
pub(super) mod file;
#[cfg(feature = "tui")]
mod full_screen;
mod interruption;

use std::{
    io::{self, BufReader, IsTerminal},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use registry_maturity::questionnaire::{
    Conversation, Only, Questionnaire, Selection,
    line::{self, Answers, Ending},
    summary,
};
use registry_maturity_core::{
    catalogue::TrackId,
    date::Date,
    profile::DEFAULT_PATH,
    text::{Source, visible},
};

use self::{editor::ExternalEditor, file::ProfileFile, interface::Interface, interruption::PromptingError};
use super::output;
use crate::{
    arguments::{self, Destination},
    console::{Console, Exit, Unusable},
};

#[derive(Debug, Args)]
#[command(
    after_help = "Each answer is saved at once; a text that you are still writing is not. If the program is ended, it \
prints that text; if the terminal itself is closed, the text is lost. Nothing else in the file changes \
(comments, order and layout stay), except that what a new answer rules out is removed, such as the plan for something that is \
now met; a message says what was removed. \
Leave whenever you like; the next run continues at the first question without an answer. An answer that is given or confirmed counts as reviewed today.

With --plain, or if ACCESSIBLE is set, it asks line by line, and answers can come from a file or a pipe; \
`help` lists the commands. In a file, the first line that cannot be carried out stops the run. \
Notes and evidence can be written in the editor that VISUAL or EDITOR names.

Examples:
  registry-maturity assess
  registry-maturity assess --only blockers
  registry-maturity assess --track general --only gaps profile.yaml
  registry-maturity assess --plain profile.yaml < answers.txt"
)]
pub(crate) struct AssessArguments {
    /// Profile to create or continue.
    #[arg(value_name = "PROFILE", default_value = DEFAULT_PATH)]
    pub profile: PathBuf,

    /// Ask line by line, for screen readers and for answers from a file.
    #[arg(long)]
    pub plain: bool,

    /// Ask only about these tracks, separated by commas.
    #[arg(long, value_name = "TRACK", value_delimiter = ',', value_parser = arguments::track)]
    pub track: Vec<TrackId>,

    /// Ask only about capabilities in this state.
    #[arg(long, value_name = "STATE", default_value = "all", hide_default_value = true)]
    pub only: OnlyState,

    /// Treat this date as today; answers that are given or confirmed get it.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// The state of the questions to ask.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum OnlyState {
    /// Everything that applies.
    All,
    /// Not answered yet.
    Unanswered,
    /// Answered with `unknown`.
    Unknown,
    /// Not met.
    Gaps,
    /// Between a track and its next level.
    Blockers,
    /// Not reviewed for a year, or past its `review-by`.
    Stale,
}

impl From<OnlyState> for Only {
    fn from(state: OnlyState) -> Only {
        match state {
            OnlyState::All => Only::All,
            OnlyState::Unanswered => Only::Unanswered,
            OnlyState::Unknown => Only::Unknown,
            OnlyState::Gaps => Only::Gaps,
            OnlyState::Blockers => Only::Blockers,
            OnlyState::Stale => Only::Stale,
        }
    }
}

/// How an assessment ended.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ended {
    Finished,
    /// The operator or a signal ended it, while these texts were being written.
    Interrupted {
        unsaved: Vec<String>,
    },
    Stopped {
        line: usize,
        why: String,
    },
}

/// Asks the questions, and saves each answer.
pub(crate) fn assess(arguments: &AssessArguments, console: &Console) -> anyhow::Result<Exit> {
    let path = arguments.profile.as_path();
    if path == Path::new("-") {
        bail!(
            "the questionnaire writes into the profile, so it needs a file; answers can come from standard input"
        );
    }
    let file = ProfileFile::open(path)?;
    if let Some(caution) = file.caution() {
        console.say(&format!("{caution}\n"));
    }
    let questionnaire = begin(file.source()?, arguments)?;
    let interface = Interface::choose(arguments.plain);
    console.say(&format!("{}\n", interface.why()));
    interruption::watch(path, restore_terminal);
    let mut conversation = Conversation::new(questionnaire, file);
    let ended = ask(&mut conversation, &interface, console);
    let is_whole = conversation.is_saved() && !matches!(ended, Ok(Ended::Stopped { .. }) | Err(_));
    say_where(console, &conversation, path, is_whole);
    match ended.context("the questionnaire could not continue")? {
        Ended::Stopped { line, why } => {
            bail!("line {line} of the answers could not be carried out, so it stopped there: {why}")
        }
        _ if !conversation.is_saved() => bail!("the last answer could not be saved"),
        Ended::Interrupted { unsaved } => {
            console.say(&interruption::unsaved_in_words(&unsaved));
            Ok(Exit::Interrupted)
        }
        Ended::Finished => {
            report(&conversation, path, console)?;
            Ok(Exit::Done)
        }
    }
}

fn begin(source: Source, arguments: &AssessArguments) -> anyhow::Result<Questionnaire> {
    let selection = Selection {
        tracks: arguments.track.clone(),
        only: arguments.only.into(),
        as_of: arguments.as_of.unwrap_or_else(super::today),
    };
    Questionnaire::begin(source.clone(), selection).map_err(|problems| Unusable { source, problems }.into())
}

fn ask(conversation: &mut Conversation<'_>, interface: &Interface, console: &Console) -> io::Result<Ended> {
    let mut editor = ExternalEditor::of_environment();
    match interface {
        #[cfg(feature = "tui")]
        Interface::FullScreen => full_screen::run(conversation, &mut editor, console.errors()),
        _ => {
            let mut input = BufReader::new(io::stdin().lock());
            let answers = match io::stdin().is_terminal() {
                true => Answers::Typed(&mut input),
                false => Answers::Scripted(&mut input),
            };
            let look = console.errors();
            Ok(match line::converse(conversation, &mut editor, look, answers, &mut PromptingError)? {
                // A closed terminal can end the input before its signal arrives.
                Ending::EndOfInput if interruption::is_terminal_gone() => {
                    Ended::Interrupted { unsaved: Vec::new() }
                }
                Ending::Quit | Ending::EndOfInput => Ended::Finished,
                Ending::Unfinished => Ended::Interrupted { unsaved: Vec::new() },
                Ending::Stopped { line, why } => Ended::Stopped { line, why },
            })
        }
    }
}

fn say_where(console: &Console, conversation: &Conversation<'_>, path: &Path, is_whole: bool) {
    let path = path.display().to_string();
    let path = visible(&path);
    console.say(&if conversation.questionnaire().is_begun() {
        let which = if is_whole { "Every answer" } else { "What was saved before" };
        format!("{which} is in {path}.\n")
    } else {
        format!("Nothing was answered, and {path} was not created.\n")
    });
}

/// The levels, what blocks the next ones, and how to continue, in a few lines.
fn report(conversation: &Conversation<'_>, path: &Path, console: &Console) -> anyhow::Result<()> {
    if !conversation.questionnaire().is_begun() {
        return Ok(());
    }
    let look = console.output();
    let lines = summary(conversation.questionnaire(), &argument(path), look.width);
    let text: String = lines.iter().map(|line| format!("{}\n", visible(line))).collect();
    output::write(&Destination::default(), &text, console)
}

/// The argument with which commands find the profile: a space and the path, or nothing for the default file.
pub(super) fn argument(path: &Path) -> String {
    if path == Path::new(DEFAULT_PATH) {
        return String::new();
    }
    format!(" {}", shell_words::quote(&path.display().to_string()))
}

fn restore_terminal() {
    #[cfg(feature = "tui")]
    full_screen::restore();
}
