//! Ctrl-C, termination, a terminal that goes away, a panic: the terminal is restored, and where the answers are is
//! told.
//!
//! A thread of its own waits for signals and ends the program: reading from a terminal that has gone away never
//! returns. No save is cut short by it; one that is killed leaves the old file or the new one.

use std::{
    io::{self, Write},
    panic,
    path::Path,
    process,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use registry_maturity::visible::visible;

use crate::console::INTERRUPTED;

static SAVING: Mutex<()> = Mutex::new(());
static COMPOSING: AtomicBool = AtomicBool::new(false);

/// Watches from now on; `path` is where the answers are.
pub fn watch(path: &Path) {
    let path = path.display().to_string();
    let message = format!("\nEvery answer that was saved is in {}.\n", visible(&path));
    on_panic(message.clone());
    #[cfg(unix)]
    on_signal(message);
}

/// While this is held, no signal ends the program.
pub fn hold() -> MutexGuard<'static, ()> {
    SAVING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// While an editor has the terminal, Ctrl-C is meant for it.
pub fn while_composing<T>(compose: impl FnOnce() -> T) -> T {
    COMPOSING.store(true, Ordering::SeqCst);
    let composed = compose();
    COMPOSING.store(false, Ordering::SeqCst);
    composed
}

fn on_panic(message: String) {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        restore_terminal();
        report(panic);
        say(&message);
    }));
}

#[cfg(unix)]
fn on_signal(message: String) {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGINT && COMPOSING.load(Ordering::SeqCst) {
                continue;
            }
            let _held = hold();
            restore_terminal();
            say(&message);
            process::exit(i32::from(INTERRUPTED));
        }
    });
}

fn restore_terminal() {
    #[cfg(feature = "tui")]
    super::full_screen::restore();
}

/// Nobody is left to tell when even this fails.
fn say(message: &str) {
    let _ = io::stderr().write_all(message.as_bytes());
}
