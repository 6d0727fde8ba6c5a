//! Know, show and improve the security maturity of a package registry.

mod arguments;
mod cli;
mod commands;
mod console;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let console = console::Console::new(cli.look);
    match cli.command.run(&console) {
        Ok(exit) => exit.into(),
        Err(error) => console.fail(&error),
    }
}
