//! The terminal and the two streams: results to standard output, everything else to standard error.

use std::{
    env,
    io::{self, IsTerminal, Write},
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::error::ErrorKind;
use registry_maturity::render::{
    excerpt::{Severity, excerpts},
    terminal::Terminal,
};
use registry_maturity_core::text::{Problem, Source, visible};

use crate::arguments::{Color, DisplayOptions};

/// The width if there is no terminal to ask.
const PIPE_WIDTH: usize = 100;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It did what it was asked for. Exit code 0.
    Done,
    /// `check` found a shortfall.
    Shortfall,
    /// Interrupted, with every answer given so far saved.
    Interrupted,
    /// Not carried out, or only in part, which has been reported.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Done => ExitCode::SUCCESS,
            Exit::Shortfall => ExitCode::from(1),
            Exit::Interrupted => ExitCode::from(INTERRUPTED),
            Exit::Failed => ExitCode::from(FAILURE),
        }
    }
}

/// The exit code that shells give to a program that SIGINT ended.
pub(crate) const INTERRUPTED: u8 = 130;
/// The minimum number of items for a progress bar.
const WORTH_A_BAR: usize = 200;

/// The exit code if the command could not be carried out.
const FAILURE: u8 = 2;

/// A profile that can't be used, with its problems.
#[derive(Debug)]
pub(crate) struct Unusable {
    /// The text that the problems are in.
    pub source: Source,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl std::fmt::Display for Unusable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let problems = match self.problems.len() {
            1 => "1 problem".to_owned(),
            many => format!("{many} problems"),
        };
        write!(f, "{}: {problems}", visible(&self.source.name))
    }
}

impl std::error::Error for Unusable {}

/// What the terminal can do, within what the user allows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Console {
    look: DisplayOptions,
    shows_internal: bool,
}

impl Console {
    /// The console of this process. With `shows_internal`, messages may quote what only operators should read.
    pub(crate) fn new(look: DisplayOptions, shows_internal: bool) -> Console {
        Console { look, shows_internal }
    }

    /// What standard output can show.
    pub(crate) fn output(&self) -> Terminal {
        self.terminal(io::stdout().is_terminal(), terminal_size::terminal_size_of(io::stdout()))
    }

    /// What standard error can show.
    pub(crate) fn errors(&self) -> Terminal {
        self.terminal(io::stderr().is_terminal(), terminal_size::terminal_size_of(io::stderr()))
    }

    fn terminal(
        &self,
        is_terminal: bool,
        size: Option<(terminal_size::Width, terminal_size::Height)>,
    ) -> Terminal {
        let columns = size.map(|(width, _)| usize::from(width.0)).filter(|columns| *columns > 0);
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Terminal {
            width: self.look.width.map(usize::from).or(columns).unwrap_or(PIPE_WIDTH),
            unicode: !self.look.ascii && speaks_unicode(),
            colour: match self.look.color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => is_terminal && !is_simple() && !refused,
            },
            linear: is_accessible() || is_simple(),
        }
    }

    /// Writes a message to standard error. If that fails, there is nowhere to report it.
    pub(crate) fn say(&self, text: &str) {
        let text = self.errors().signs(text).into_owned();
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Shows what is wrong with a text.
    pub(crate) fn show(&self, source: &Source, problems: &[Problem], severity: Severity) {
        self.say(&self.shown(source, problems, severity));
    }

    /// Like [`Console::show`], but returns the text.
    pub(crate) fn shown(&self, source: &Source, problems: &[Problem], severity: Severity) -> String {
        excerpts(source, problems, severity, self.errors(), self.shows_internal)
    }

    /// A progress bar on standard error, shown only in a terminal and if there are enough items to wait for.
    pub(crate) fn progress_bar(&self, total: usize) -> ProgressBar {
        let is_shown = total >= WORTH_A_BAR && io::stderr().is_terminal() && !self.errors().linear;
        ProgressBar {
            done: 0,
            total,
            // One that is not shown asks nothing of the terminal.
            terminal: is_shown.then(|| self.errors()),
            drawn: None,
        }
    }

    /// Prints help or a usage error.
    pub(crate) fn usage(&self, other: &clap::Error) -> ExitCode {
        let code = ExitCode::from(u8::try_from(other.exit_code()).unwrap_or(FAILURE));
        let is_help = other.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        if other.use_stderr() && !is_help && self.errors().linear {
            self.say(&in_one_line(other));
            return code;
        }
        match other.print() {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe && !other.use_stderr() => {
                self.fail(&anyhow::Error::new(error).context("standard output can't be written"))
            }
            _ => code,
        }
    }

    /// Reports why the command could not be carried out.
    pub(crate) fn fail(&self, error: &anyhow::Error) -> ExitCode {
        if let Some(unusable) = error.downcast_ref::<Unusable>() {
            self.show(&unusable.source, &unusable.problems, Severity::Error);
        }
        let words = visible(&format!("{error:#}")).into_owned();
        self.say(&format!("registry-maturity: {words}\n"));
        ExitCode::from(FAILURE)
    }
}

/// A usage error for people who listen: the message, then the tip and the usage, or where to find help.
fn in_one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let paragraphs = text.trim_start_matches("error: ").split("\n\n");
    let mut parts: Vec<String> = paragraphs
        .map(|paragraph| paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" "))
        .map(|paragraph| paragraph.trim().replace("Usage: ", "usage: ").replace(" tip: ", "; tip: "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    // With a tip or the usage, the last paragraph, which is about `--help`, says nothing new.
    if parts.len() > 2 {
        parts.pop();
    }
    let help = |part: String| part.replace("For more information, try '--help'.", "try '--help'");
    let parts: Vec<String> = parts.into_iter().map(help).collect();
    format!("registry-maturity: {}\n", visible(&parts.join("; ")))
}

/// A progress bar on standard error, removed when it is dropped.
#[derive(Debug)]
pub(crate) struct ProgressBar {
    done: usize,
    total: usize,
    /// Where it is drawn; `None` if it is not shown.
    terminal: Option<Terminal>,
    /// When the bar was last drawn; a few times a second is enough.
    drawn: Option<Instant>,
}

impl ProgressBar {
    /// Counts one more item as done.
    pub(crate) fn advance(&mut self) {
        self.done += 1;
        let Some(terminal) = self.terminal else { return };
        let is_due = self.drawn.is_none_or(|drawn| drawn.elapsed() > Duration::from_millis(100));
        if is_due && self.done < self.total {
            let label = format!(" {} of {}", self.done, self.total);
            let room = terminal.width.min(PIPE_WIDTH).saturating_sub(label.len() + 1);
            let filled = room * self.done / self.total;
            let (full, empty) = if terminal.unicode { ("█", "░") } else { ("#", ".") };
            self.write(&format!("\r{}{}{label}", full.repeat(filled), empty.repeat(room - filled)));
            self.drawn = Some(Instant::now());
        }
    }

    /// Erases the bar to make room for a message; the next item draws it again.
    pub(crate) fn clear(&mut self) {
        if let (Some(terminal), Some(_)) = (self.terminal, self.drawn.take()) {
            self.write(&format!("\r{}\r", " ".repeat(terminal.width.min(PIPE_WIDTH))));
        }
    }

    fn write(&self, text: &str) {
        let mut errors = io::stderr().lock();
        let _ = errors.write_all(text.as_bytes()).and_then(|()| errors.flush());
    }
}

impl Drop for ProgressBar {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Whether the user wants to read one thing per line, in words, for example with a screen reader.
pub(crate) fn is_accessible() -> bool {
    env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// Whether the terminal only prints lines.
pub(crate) fn is_simple() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether the locale uses UTF-8. Without a locale, as in most containers, it is assumed to.
fn speaks_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|v| !v.is_empty());
    locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
