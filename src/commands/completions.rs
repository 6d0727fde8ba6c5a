//! `completions`: a script that completes arguments in a shell.

use clap::{Arg, Args, Command};
use clap_complete::{Shell, generate};

use super::output;
use crate::{
    arguments::Destination,
    console::{Console, Exit},
};
use registry_maturity::document::NAME;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  registry-maturity completions bash > ~/.local/share/bash-completion/completions/registry-maturity
  registry-maturity completions zsh > ~/.zfunc/_registry-maturity
  registry-maturity completions fish > ~/.config/fish/completions/registry-maturity.fish
  registry-maturity completions powershell >> $PROFILE
  registry-maturity completions elvish >> ~/.config/elvish/rc.elv")]
pub(crate) struct CompletionsArguments {
    /// Shell for which to print the script.
    #[arg(value_name = "SHELL")]
    pub shell: Shell,

    #[command(flatten)]
    pub output: Destination,
}

pub(crate) fn completions(
    arguments: &CompletionsArguments,
    mut program: Command,
    console: &Console,
) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut program, NAME, &mut script);
    let mut script = String::from_utf8(script)?;
    for command in program.get_subcommands() {
        add_values(&mut script, arguments.shell, command);
    }
    if arguments.shell == Shell::Bash {
        script = one_name(&script);
    }
    output::write(&arguments.output, &script, console)?;
    Ok(Exit::Done)
}

/// Adds the values that a shell's generator leaves out: all of them for PowerShell and Elvish, and those of positional
/// arguments for fish.
fn add_values(script: &mut String, shell: Shell, command: &Command) {
    let name = command.get_name();
    match shell {
        Shell::PowerShell => {
            add_lines(script, &format!("'{NAME};{name}' {{\n"), &values(command, |_| true), |value, help| {
                format!(
                    "[CompletionResult]::new('{value}', '{value}', [CompletionResultType]::ParameterValue, '{help}')"
                )
            });
        }
        Shell::Elvish => {
            add_lines(
                script,
                &format!("&'{NAME};{name}'= {{\n"),
                &values(command, |_| true),
                |value, help| format!("cand {value} '{help}'"),
            );
        }
        Shell::Fish => {
            for (value, help) in values(command, Arg::is_positional) {
                let when = format!("__fish_{}_using_subcommand {name}", NAME.replace('-', "_"));
                script.push_str(&format!("complete -c {NAME} -n \"{when}\" -f -a {value} -d '{help}'\n"));
            }
        }
        _ => {}
    }
}

/// Corrects the script for bash, whose generator names the program in two ways, one of them wrong if the name has a
/// hyphen.
fn one_name(script: &str) -> String {
    let right = NAME.replace('-', "__");
    script.replace(&NAME.replace('-', "__subcmd__"), &right)
}

/// Adds one line per value at the beginning of a command's completions.
fn add_lines(
    script: &mut String,
    beginning: &str,
    values: &[(String, String)],
    line: impl Fn(&str, &str) -> String,
) {
    if let Some(at) = script.find(beginning) {
        let lines = values.iter().map(|(value, help)| format!("            {}\n", line(value, help)));
        script.insert_str(at + beginning.len(), &lines.collect::<String>());
    }
}

/// The values of a command's own arguments, each with its help, ready for single quotes.
fn values(command: &Command, which: impl Fn(&Arg) -> bool) -> Vec<(String, String)> {
    let own = command.get_arguments().filter(|argument| !argument.is_global_set() && which(argument));
    let takes_values = own.filter(|argument| argument.get_action().takes_values());
    let values = takes_values.flat_map(Arg::get_possible_values);
    let described = values.map(|value| {
        let help = value.get_help().map_or_else(|| value.get_name().to_owned(), ToString::to_string);
        (value.get_name().to_owned(), help.replace('\'', "’"))
    });
    described.collect()
}
