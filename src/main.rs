//! Know, show and improve the security maturity of a package registry.

mod arguments;
mod cli;
mod commands;
mod console;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let cli = match cli::parse(&arguments) {
        Ok(cli) => cli,
        Err(other) => return console::Console::default().answer(&other),
    };
    let console = console::Console::new(cli.look, cli.command.shows_internal());
    match cli.command.run(&console) {
        Ok(exit) => exit.into(),
        Err(error) => console.fail(&error),
    }
}
