//! `man`: manual pages, from the definition of the arguments.

use std::{fs, path::PathBuf};

use anyhow::Context;
use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::output;
use crate::{
    cli::Cli,
    console::{Console, Exit},
};

/// Where to.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  registry-maturity man | man -l -
  registry-maturity man --output /usr/local/share/man/man1")]
pub struct Arguments {
    /// Write the page of every command into this folder; without it the program's own page goes to standard output.
    #[arg(long, short, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
}

/// Prints the program's page, or writes the pages of all commands.
pub fn man(arguments: &Arguments, console: &Console) -> anyhow::Result<Exit> {
    let mut program = Cli::command();
    program.build();
    let Some(folder) = &arguments.output else {
        console.print(&page(&program)?)?;
        return Ok(Exit::Done);
    };
    fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
    for command in
        std::iter::once(&program).chain(program.get_subcommands().filter(|command| !command.is_hide_set()))
    {
        let name = command.get_display_name().unwrap_or(command.get_name());
        output::write(&folder.join(format!("{name}.1")), &page(command)?)?;
    }
    Ok(Exit::Done)
}

fn page(command: &clap::Command) -> anyhow::Result<String> {
    let mut roff = Vec::new();
    Man::new(command.clone()).render(&mut roff)?;
    Ok(String::from_utf8(roff)?)
}
