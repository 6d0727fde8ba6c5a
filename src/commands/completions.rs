//! `completions`: a script that completes arguments in a shell.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::put;
use crate::{
    cli::Cli,
    console::{Console, Exit},
};

/// For which shell.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  registry-maturity completions bash > ~/.local/share/bash-completion/completions/registry-maturity
  registry-maturity completions zsh > ~/.zfunc/_registry-maturity
  registry-maturity completions fish > ~/.config/fish/completions/registry-maturity.fish
  registry-maturity completions powershell >> $PROFILE
  registry-maturity completions elvish >> ~/.config/elvish/rc.elv")]
pub struct Arguments {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: Shell,

    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Prints the script.
pub fn completions(arguments: &Arguments, console: &Console) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut Cli::command(), "registry-maturity", &mut script);
    put(&String::from_utf8(script)?, arguments.output.as_deref(), console)?;
    Ok(Exit::Done)
}
