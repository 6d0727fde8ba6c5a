//! `man`: manual pages, from the definition of the arguments.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::{Args, Command};
use clap_mangen::Man;
use registry_maturity::document::PROGRAM;
use registry_maturity_core::text::nearest;

use super::output;
use crate::{
    arguments::Destination,
    console::{Console, Exit},
};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  registry-maturity man | man -l -
  registry-maturity man assess | man -l -
  registry-maturity man --output /usr/local/share/man/man1")]
pub(crate) struct ManArguments {
    /// The command whose page to print, instead of the program's.
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub command: Option<String>,

    /// Write the pages of all commands to this folder, instead of one page to standard output.
    #[arg(long, short, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
}

/// The date of the pages, which a manual page has to give. Change it with each release.
const DAY: &str = "2026-11-23";

/// Prints the program's page, or writes the pages of all commands to a folder.
pub(crate) fn man(arguments: &ManArguments, mut program: Command, console: &Console) -> anyhow::Result<Exit> {
    program.build();
    let Some(folder) = arguments.output.as_deref().filter(|folder| *folder != Path::new("-")) else {
        let command = arguments.command.as_ref().map_or(Ok(&program), |name| named(&program, name))?;
        output::write(&Destination::default(), &page(command)?, console)?;
        return Ok(Exit::Done);
    };
    fs::create_dir_all(folder).with_context(|| format!("{} can't be created", folder.display()))?;
    for command in std::iter::once(&program).chain(commands(&program)) {
        let file = folder.join(format!("{}.1", name(command)));
        output::write(&Destination { output: Some(file), force: false }, &page(command)?, console)?;
    }
    Ok(Exit::Done)
}

fn commands(program: &Command) -> impl Iterator<Item = &Command> {
    program.get_subcommands().filter(|command| command.get_name() != "help")
}

fn named<'p>(program: &'p Command, name: &str) -> anyhow::Result<&'p Command> {
    commands(program).find(|command| command.get_name() == name).with_context(|| {
        let names: Vec<&str> = commands(program).map(Command::get_name).collect();
        match nearest(name, names.iter().copied(), 1).first() {
            Some(near) => format!("there is no command `{name}`; the nearest is `{near}`"),
            None => format!("there is no command `{name}`; the commands are {}", names.join(", ")),
        }
    })
}

fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

fn page(command: &Command) -> anyhow::Result<String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let man = Man::new(command.clone().after_help(None::<&str>))
        .title(name(command).to_uppercase())
        .date(DAY)
        .source(PROGRAM)
        .manual("User Commands");
    let mut roff = Vec::new();
    man.render(&mut roff)?;
    // The generator writes two breaks around an empty line, which mandoc warns about.
    let page = String::from_utf8(roff)?.replace(".br\n\n.br\n", ".sp\n");
    Ok(page.trim_end().to_owned() + "\n" + &sections(&help))
}

/// The text after the options in the help, as roff: headings become sections, and indented lines stay as they are.
fn sections(help: &str) -> String {
    let mut roff = String::new();
    let (mut verbatim, mut gap) = (false, false);
    for line in help.lines() {
        if line.is_empty() {
            gap = true;
            continue;
        }
        let indented = line.starts_with("  ");
        if indented != verbatim {
            roff += if indented { ".nf\n" } else { ".fi\n" };
            verbatim = indented;
        }
        match heading(line) {
            Some(heading) => roff += &format!(".SH {heading}\n"),
            None if roff.is_empty() => roff += ".SH NOTES\n",
            None if gap => roff += ".PP\n",
            None => {}
        }
        if heading(line).is_none() {
            roff += &(literally(line) + "\n");
        }
        gap = false;
    }
    if verbatim { roff + ".fi\n" } else { roff }
}

/// The section that a line of the help starts.
fn heading(line: &str) -> Option<&'static str> {
    match line {
        "Examples:" => Some("EXAMPLES"),
        "Environment:" => Some("ENVIRONMENT"),
        "Exit codes:" => Some("EXIT STATUS"),
        _ => None,
    }
}

/// Escapes a line, so that nothing in it is a roff command.
fn literally(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    if line.starts_with('.') { format!("\\&{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::sections;

    #[test]
    fn examples_are_a_section_with_lines_as_they_are() {
        let help = "It scores.\n\nExamples:\n  a | jq '.x'\n\nMore on it:\n  .b \\";
        let notes = ".SH NOTES\nIt scores.\n";
        let examples =
            ".SH EXAMPLES\n.nf\n  a | jq \\(aq.x\\(aq\n.fi\n.PP\nMore on it:\n.nf\n  .b \\e\n.fi\n";
        assert_eq!(sections(help), format!("{notes}{examples}"));
    }
}
