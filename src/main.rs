//! Know, show and improve the security maturity of a package registry.

mod arguments;
mod console;
mod commands;
mod cli;

use std::process::ExitCode;

#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    #[cfg(unix)]
    outlive_file_size_limit();
    let arguments: Vec<_> = std::env::args_os().collect();
    let cli = match cli::parse(&arguments) {
        Ok(cli) => cli,
        Err(other) => return console::Console::default().usage(&other),
    };
    let console = console::Console::new(cli.look, cli.command.shows_internal());
    match cli.command.run(&console) {
        Ok(exit) => exit.into(),
        Err(error) => console.fail(&error),
    }
}

/// Makes writing beyond the limit of a file's size (`ulimit -f`) an error, as on a full disk. By default the signal
/// that announces it ends the process.
#[cfg(unix)]
fn outlive_file_size_limit() {
    use std::sync::{Arc, atomic::AtomicBool};

    use signal_hook::{consts::SIGXFSZ, flag};

    // If it can't be registered, exceeding the limit ends the process as before.
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}
