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
pub struct Editor {
    /// The program and its arguments; why there are none where no editor is named, or nobody is there to use it.
    command: Result<Vec<String>, &'static str>,
}

impl Editor {
    /// The editor of `VISUAL`, else of `EDITOR`. Its arguments are split as a shell would, but by no shell.
    pub fn of_environment() -> Editor {
        if !io::stdin().is_terminal() {
            return Editor { command: Err("An editor needs a terminal, and standard input is none.") };
        }
        let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
        let named = named.map(|command| command.trim().to_owned()).find(|command| !command.is_empty());
        let command = match named.map(|command| shell_words::split(&command)) {
            None => Err("No editor is set: VISUAL or EDITOR would name it."),
            Some(Err(_)) => {
                Err("The editor that VISUAL or EDITOR names can't be understood: a quote is missing.")
            }
            Some(Ok(command)) => Ok(command),
        };
        Editor { command }
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

/// What an editor left: a text, and no longer than a profile may be.
fn read(path: &Path) -> io::Result<String> {
    let bytes = read_limited(File::open(path)?)?;
    match profile::decode("the text", bytes) {
        Ok(text) => Ok(text.text),
        Err((_, problems)) => {
            let why = problems.first().map_or("it is no text", |problem| problem.message());
            Err(io::Error::other(format!("of the text that it left: {why}")))
        }
    }
}

impl Composer for Editor {
    fn name(&self) -> Result<&str, &str> {
        let command = self.command.as_deref().map_err(|why| *why)?;
        Ok(command.first().map_or("", String::as_str))
    }

    fn compose(&mut self, text: &str) -> Result<String, String> {
        let name = self.name().unwrap_or("the editor").to_owned();
        self.edit(text).map_err(|error| format!("The editor `{name}` failed: {error}"))
    }
}
