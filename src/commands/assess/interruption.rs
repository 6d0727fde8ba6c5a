//! Handles Ctrl-C, termination, a closed terminal and panics: restores the terminal, and says where the answers are.

#[cfg(all(unix, feature = "tui"))]
use std::time::Duration;
use std::{
    io::{self, Write},
    panic,
    path::Path,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use registry_maturity_core::text::visible;

static BUSY: Mutex<()> = Mutex::new(());
/// The texts that are being written and are not saved.
static UNSAVED: Mutex<Vec<String>> = Mutex::new(Vec::new());
/// The line that was begun on standard error and has no end yet: a prompt.
static PROMPT: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static COMPOSING: AtomicBool = AtomicBool::new(false);

/// Starts watching. `path` is the file with the answers, and `restore` restores the terminal.
pub(super) fn watch(path: &Path, restore: fn()) {
    let path = path.display().to_string();
    let message = format!("\nEvery answer that was saved is in {}.\n", visible(&path));
    on_panic(message.clone(), restore);
    #[cfg(unix)]
    signals::watch(message, restore);
}

/// While this is held, signals wait until saving or drawing is finished.
pub(super) fn hold() -> MutexGuard<'static, ()> {
    BUSY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps the texts that are being written, to print them if a signal ends the program.
#[cfg(feature = "tui")]
pub(super) fn keep(unsaved: Vec<String>) {
    *UNSAVED.lock().unwrap_or_else(PoisonError::into_inner) = unsaved;
}

/// The texts that are being written, to be printed before the program ends; empty if there are none.
pub(super) fn unsaved_in_words(unsaved: &[String]) -> String {
    let each = unsaved.iter().map(|text| format!("Unsaved text that you were writing:\n{}\n", visible(text)));
    each.collect()
}

/// Standard error for questions line by line: after Ctrl-Z and `fg`, it repeats its prompt.
pub(super) struct PromptingError;

impl Write for PromptingError {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        keep_prompt(bytes);
        io::stderr().write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// Keeps what is written after the last end of a line. The lock is not held while anything is written, because a stuck
/// terminal would hold it for ever.
fn keep_prompt(bytes: &[u8]) {
    let mut prompt = PROMPT.lock().unwrap_or_else(PoisonError::into_inner);
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    if end.is_some() {
        prompt.clear();
    }
    prompt.extend_from_slice(&bytes[end.map_or(0, |end| end + 1)..]);
}

/// Whether the terminal that was the input has been closed.
pub(super) fn is_terminal_gone() -> bool {
    #[cfg(all(unix, feature = "tui"))]
    return signals::is_closed(Some(Duration::ZERO));
    #[cfg(not(all(unix, feature = "tui")))]
    false
}

/// Drops output that the terminal has not accepted yet, and resumes output that Ctrl-S has stopped.
#[cfg(feature = "tui")]
pub(super) fn discard_output() {
    #[cfg(unix)]
    {
        use rustix::termios::{Action, QueueSelector, tcflow, tcflush};
        let terminal = io::stderr();
        let _ = tcflow(&terminal, Action::OOn);
        let _ = tcflush(&terminal, QueueSelector::OFlush);
    }
}

/// While an editor uses the terminal, Ctrl-C is for the editor.
pub(super) fn while_composing<T>(compose: impl FnOnce() -> T) -> T {
    COMPOSING.store(true, Ordering::SeqCst);
    let composed = compose();
    COMPOSING.store(false, Ordering::SeqCst);
    composed
}

fn on_panic(message: String, restore: fn()) {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        restore();
        report(panic);
        say(&message);
    }));
}

/// Writes to standard error. If that fails, there is nowhere to report it.
fn say(message: &str) {
    let _ = io::stderr().write_all(message.as_bytes());
}

/// Threads that watch for signals and for the terminal to close, and then end the program. The main thread cannot do
/// so, because reading from a closed terminal may never return.
#[cfg(unix)]
mod signals {
    use std::{
        process,
        sync::{MutexGuard, PoisonError, TryLockError, atomic::Ordering, mpsc},
        thread,
        time::Duration,
    };

    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };

    use super::{BUSY, COMPOSING, PROMPT, UNSAVED, say, unsaved_in_words};
    use crate::console::INTERRUPTED;

    /// How often, and at what interval, to check whether the program has finished saving or drawing. After two such
    /// waits, the program gives up on a stuck terminal or disk: an interrupted save leaves the old file or the new one.
    const IDLE_POLL: (u32, Duration) = (400, Duration::from_millis(5));

    pub(super) fn watch(message: String, restore: fn()) {
        #[cfg(feature = "tui")]
        watch_terminal(message.clone(), restore);
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGCONT]) else { return };
        thread::spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGCONT => repeat_prompt(),
                    SIGINT if COMPOSING.load(Ordering::SeqCst) => {}
                    _ => end(message.clone(), restore),
                }
            }
        });
    }

    /// While the program was suspended, the terminal forgot what had been typed, and other output followed the prompt.
    fn repeat_prompt() {
        if !COMPOSING.load(Ordering::SeqCst) {
            let prompt = PROMPT.lock().unwrap_or_else(PoisonError::into_inner).clone();
            say(&String::from_utf8_lossy(&prompt));
        }
    }

    /// Not every program gets a signal when its terminal is closed.
    #[cfg(feature = "tui")]
    fn watch_terminal(message: String, restore: fn()) {
        thread::spawn(move || {
            if is_closed(None) {
                end(message, restore);
            }
        });
    }

    /// Whether the input is a terminal that is closed, or will be within this time; without a time, waits until it is.
    #[cfg(feature = "tui")]
    pub(super) fn is_closed(within: Option<Duration>) -> bool {
        use std::io::{self, IsTerminal};

        use rustix::{
            event::{PollFd, PollFlags, Timespec, poll},
            io::Errno,
        };

        let input = io::stdin();
        if !input.is_terminal() {
            return false;
        }
        let mut terminal = [PollFd::new(&input, PollFlags::empty())];
        let within = within.and_then(|time| Timespec::try_from(time).ok());
        while poll(&mut terminal, within.as_ref()) == Err(Errno::INTR) {}
        terminal[0].revents().contains(PollFlags::HUP)
    }

    fn end(message: String, restore: fn()) -> ! {
        // If drawing does not finish in time, drops what the terminal has not accepted yet, so that the restoring
        // sequences come next.
        let _held = wait_until_idle(|| {}).or_else(|| wait_until_idle(let_drawing_end));
        // Does not wait for a terminal that accepts nothing.
        let (farewell, is_said) = mpsc::channel();
        thread::spawn(move || {
            restore();
            let unsaved = UNSAVED.lock().unwrap_or_else(PoisonError::into_inner);
            say(&format!("{message}{}", unsaved_in_words(&unsaved)));
            let _ = farewell.send(());
        });
        let (times, pause) = IDLE_POLL;
        let _ = is_said.recv_timeout(times * pause);
        process::exit(i32::from(INTERRUPTED));
    }

    /// Drops output, and wakes the thread that waits to write more, which dropping does not do on Linux: otherwise that
    /// thread could go on writing after the terminal has been restored. Any signal that is handled would do.
    fn let_drawing_end() {
        #[cfg(feature = "tui")]
        {
            use rustix::process::{Signal, getpid, kill_process};
            super::discard_output();
            let _ = kill_process(getpid(), Signal::WINCH);
        }
    }

    fn wait_until_idle(meanwhile: fn()) -> Option<MutexGuard<'static, ()>> {
        let (times, pause) = IDLE_POLL;
        (0..times).find_map(|_| match BUSY.try_lock() {
            Ok(held) => Some(held),
            Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => {
                meanwhile();
                thread::sleep(pause);
                None
            }
        })
    }
}
