//! The program's commands, and the function that runs each.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use clap::{CommandFactory, Parser, Subcommand, error::ErrorKind};
use registry_maturity_core::text::visible;

use crate::{
    arguments::DisplayOptions,
    commands::{
        answer, assess, check, compare, completions, diff, explain,
        findings::{self, RequestedOutput},
        history, init, man, roadmap, schema, score,
    },
    console::{Console, Exit, Unusable},
};

/// Know, show and improve the security maturity of a package registry.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, after_help = EPILOGUE, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,

    #[command(flatten)]
    pub look: DisplayOptions,
}

const EPILOGUE: &str = "Environment:
  ACCESSIBLE  if set, one thing per line, in words, for screen readers; also with TERM=dumb
  NO_COLOR    if set, no colours

Exit codes:
  0    done
  1    `check` found a shortfall
  2    the command could not be carried out
  130  interrupted; all answers given so far are saved";

// These sentences describe the commands everywhere: in the list, their own help, manual pages and completions. A
// command's arguments are only built if it is the one that runs.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Create or continue a profile by answering questions.
    Assess(assess::AssessArguments),
    /// Set one answer of a profile, from a script or by hand.
    Answer(answer::AnswerArguments),
    /// Write a commented profile with every capability, to fill in by hand.
    Init(init::InitArguments),
    /// Show the level of each track, and the gaps.
    Score(score::ScoreArguments),
    /// Fail if a profile misses its targets or other requirements, for CI.
    Check(check::CheckArguments),
    /// List the gaps in the order in which to close them, to plan or to fund the work.
    Roadmap(roadmap::RoadmapArguments),
    /// Compare registries side by side.
    Compare(compare::CompareArguments),
    /// Show what changed between two profiles, or since a git revision.
    Diff(diff::DiffArguments),
    /// Show levels and counts across the commits of a profile.
    History(history::HistoryArguments),
    /// Explain what a capability asks for, when it counts as met, why, and how others did it.
    Explain(explain::ExplainArguments),
    /// Print the JSON Schema of profiles, for editors.
    Schema(schema::SchemaArguments),
    /// Print a completion script for a shell.
    Completions(completions::CompletionsArguments),
    /// Print the manual page, or write the pages of all commands.
    Man(man::ManArguments),
}

/// Parses the arguments. The error is help, or a usage error in which hidden characters are made visible.
pub(crate) fn parse(arguments: &[OsString]) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(arguments).map_err(|error| {
        let seen: Vec<String> = arguments.iter().map(seen).collect();
        if error.use_stderr() { shown(&error, seen) } else { unless_hidden(error, arguments, &seen) }
    })
}

fn seen(argument: &OsString) -> String {
    visible(&argument.to_string_lossy().replace('\r', "<U+000D>")).into_owned()
}

/// Help, or an error if a hidden character is in an option: in a script with Windows line endings, `-h` ends with one,
/// and the gate would pass.
fn unless_hidden(help: clap::Error, arguments: &[OsString], seen: &[String]) -> clap::Error {
    let options = arguments.iter().zip(seen).skip(1).take_while(|(argument, _)| *argument != "--");
    let mut odd = options.filter(|(argument, seen)| {
        let written = argument.as_encoded_bytes();
        written.starts_with(b"-") && name(written) != name(seen.as_bytes())
    });
    odd.next().map_or(help, |(_, seen)| {
        clap::Error::raw(ErrorKind::UnknownArgument, format!("unexpected argument '{seen}' found\n"))
    })
}

/// An option without its value.
fn name(option: &[u8]) -> &[u8] {
    option.split(|byte| *byte == b'=').next().unwrap_or(option)
}

/// A usage error that quotes the arguments with hidden characters made visible.
fn shown(error: &clap::Error, seen: Vec<String>) -> clap::Error {
    // The visible form may happen to ask for help; what was written does not.
    let said = Cli::try_parse_from(seen).err();
    said.filter(clap::Error::use_stderr).unwrap_or_else(|| {
        let words = error.to_string();
        clap::Error::raw(error.kind(), format!("{}\n", visible(words.trim_start_matches("error: "))))
    })
}

impl Command {
    /// Runs the command. Problems of a profile are also written in the format that was asked for.
    pub(crate) fn run(&self, console: &Console) -> anyhow::Result<Exit> {
        let ended = self.carry_out(console);
        if let Err(error) = &ended
            && let Some(unusable) = error.downcast_ref::<Unusable>()
            && let Some(asked) = self.asked()
            && let Err(other) = findings::report_problems(unusable, &asked, console)
        {
            console.fail(&other);
        }
        ended
    }

    /// Whether internal notes were asked for.
    pub(crate) fn shows_internal(&self) -> bool {
        match self {
            Command::Score(arguments) => arguments.disclose.internal,
            Command::Roadmap(arguments) => arguments.disclose.internal,
            Command::Compare(arguments) => arguments.disclose.internal,
            _ => false,
        }
    }

    /// The format that was asked for, of the commands that have several.
    fn asked(&self) -> Option<RequestedOutput<'_>> {
        let (format, output, files): (_, _, Vec<&Path>) = match self {
            Command::Score(asked) => {
                (asked.format, &asked.output, asked.profiles.iter().map(PathBuf::as_path).collect())
            }
            Command::Check(asked) => (asked.format, &asked.output, asked.files()),
            Command::Roadmap(asked) => (asked.format, &asked.output, vec![&asked.input.profile]),
            Command::Compare(asked) => (asked.format, &asked.output, Vec::new()),
            Command::Diff(asked) => {
                (asked.format, &asked.output, asked.profiles.iter().map(PathBuf::as_path).collect())
            }
            Command::History(asked) => (asked.format, &asked.output, vec![&asked.input.profile]),
            _ => return None,
        };
        Some(RequestedOutput { format, output, files })
    }

    fn carry_out(&self, console: &Console) -> anyhow::Result<Exit> {
        match self {
            Command::Assess(arguments) => assess::assess(arguments, console),
            Command::Answer(arguments) => answer::answer(arguments, console),
            Command::Init(arguments) => init::init(arguments, console),
            Command::Score(arguments) => score::score(arguments, console),
            Command::Check(arguments) => check::check(arguments, console),
            Command::Roadmap(arguments) => roadmap::roadmap(arguments, console),
            Command::Compare(arguments) => compare::compare(arguments, console),
            Command::Diff(arguments) => diff::diff(arguments, console),
            Command::History(arguments) => history::history(arguments, console),
            Command::Explain(arguments) => explain::explain(arguments, console),
            Command::Schema(arguments) => schema::schema(arguments, console),
            Command::Completions(arguments) => completions::completions(arguments, Cli::command(), console),
            Command::Man(arguments) => man::man(arguments, Cli::command(), console),
        }
    }
}
