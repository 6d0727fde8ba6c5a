//! The operator's own editor, for notes and evidence.

use std::{
    env,
    fs::File,
    io::{self, IsTerminal, Write},
    path::Path,
    process::{Command, Stdio},
};

use registry_maturity::questionnaire::Composer;
use registry_maturity_core::profile;

use super::{super::read_limited, interruption};

/// The editor that the environment names.
#[derive(Clone, Debug)]
pub(super) struct ExternalEditor {
    /// The program and its arguments, or the reason why there is no editor.
    command: Result<Vec<String>, &'static str>,
}

impl ExternalEditor {
    /// The editor that `VISUAL` names, or else `EDITOR`. Arguments are split as a shell would, without a shell.
    pub(super) fn of_environment() -> ExternalEditor {
        if !io::stdin().is_terminal() {
            return ExternalEditor {
                command: Err("An editor needs a terminal, and standard input is not one."),
            };
        }
        let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
        let named = named.map(|command| command.trim().to_owned()).find(|command| !command.is_empty());
        let command = match named.map(|command| shell_words::split(&command)) {
            None => Err("No editor is set. Set VISUAL or EDITOR to use one."),
            Some(Err(_)) => Err("The value of VISUAL or EDITOR lacks a closing quote."),
            Some(Ok(command)) => Ok(command),
        };
        ExternalEditor { command }
    }

    fn edit(&self, text: &str) -> io::Result<String> {
        let command = self.command.as_deref().map_err(|why| io::Error::other(*why))?;
        let [program, arguments @ ..] = command else {
            return Err(io::Error::other("no editor is set"));
        };
        let mut file = tempfile::Builder::new().prefix("answer-").suffix(".md").tempfile()?;
        file.write_all(text.as_bytes())?;
        file.flush()?;
        let path = file.into_temp_path();
        // Standard output is for results, so the editor draws where the questionnaire does.
        let mut command = Command::new(program);
        command.args(arguments).arg(&path).stdout(Stdio::from(io::stderr()));
        let status = interruption::while_composing(|| command.status())?;
        if !status.success() {
            return Err(io::Error::other(format!("it ended with {status}")));
        }
        read(&path)
    }
}

/// The text that an editor left, if it is UTF-8 and not larger than a profile can be.
fn read(path: &Path) -> io::Result<String> {
    let bytes = read_limited(File::open(path)?)?;
    match profile::decode("the text", bytes) {
        Ok(text) => Ok(text.text),
        Err((_, problems)) => {
            let why = problems.first().map_or("it is not a text", |problem| problem.message());
            Err(io::Error::other(format!("the text that it left is not usable: {why}")))
        }
    }
}

impl Composer for ExternalEditor {
    fn name(&self) -> Result<&str, &str> {
        let command = self.command.as_deref().map_err(|why| *why)?;
        Ok(command.first().map_or("", String::as_str))
    }

    fn compose(&mut self, text: &str) -> Result<String, String> {
        let name = self.name().unwrap_or("the editor").to_owned();
        self.edit(text).map_err(|error| format!("The editor `{name}` failed: {error}"))
    }
}
