//! Handles Ctrl-C, termination, a closed terminal and panics: restores the terminal, and says where the answers are.

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

/// If this fails, nobody can be informed.
fn say(message: &str) {
    let _ = io::stderr().write_all(message.as_bytes());
}

/// Separate threads wait for signals and for the end of the terminal and end the program, because reading from a closed
/// terminal may never return.
#[cfg(unix)]
mod signals {
    use std::{
        process,
        sync::{MutexGuard, TryLockError, atomic::Ordering, mpsc},
        thread,
        time::Duration,
    };

    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };

    use super::{BUSY, COMPOSING, say};
    use crate::console::INTERRUPTED;

    /// How often, and at what interval, to check whether the program has finished saving or drawing. It does not wait
    /// longer for a stuck terminal or disk: an interrupted save leaves the old file or the new one.
    const PATIENCE: (u32, Duration) = (400, Duration::from_millis(5));

    pub(super) fn watch(message: String, restore: fn()) {
        #[cfg(feature = "tui")]
        watch_terminal(message.clone(), restore);
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
        thread::spawn(move || {
            for signal in signals.forever() {
                if signal == SIGINT && COMPOSING.load(Ordering::SeqCst) {
                    continue;
                }
                end(message.clone(), restore);
            }
        });
    }

    /// Not every program gets a signal when its terminal is closed.
    #[cfg(feature = "tui")]
    fn watch_terminal(message: String, restore: fn()) {
        use std::io::{self, IsTerminal};

        use rustix::{
            event::{PollFd, PollFlags, poll},
            io::Errno,
        };

        if !io::stdin().is_terminal() {
            return;
        }
        thread::spawn(move || {
            let input = io::stdin();
            let mut terminal = [PollFd::new(&input, PollFlags::empty())];
            while poll(&mut terminal, None) == Err(Errno::INTR) {}
            if terminal[0].revents().contains(PollFlags::HUP) {
                end(message, restore);
            }
        });
    }

    fn end(message: String, restore: fn()) -> ! {
        // Drops what the terminal has not accepted yet, so that it gets the restoring sequences next.
        let _held = wait_until_idle(|| {}).or_else(|| wait_until_idle(discard_output));
        // Does not wait for a terminal that accepts nothing.
        let (farewell, is_said) = mpsc::channel();
        thread::spawn(move || {
            restore();
            say(&message);
            let _ = farewell.send(());
        });
        let (times, pause) = PATIENCE;
        let _ = is_said.recv_timeout(times * pause);
        process::exit(i32::from(INTERRUPTED));
    }

    /// Drops output that the terminal has not accepted yet, and resumes output that Ctrl-S has stopped.
    fn discard_output() {
        #[cfg(feature = "tui")]
        {
            use rustix::termios::{Action, QueueSelector, tcflow, tcflush};
            let terminal = std::io::stderr();
            let _ = tcflow(&terminal, Action::OOn);
            let _ = tcflush(&terminal, QueueSelector::OFlush);
        }
    }

    fn wait_until_idle(meanwhile: fn()) -> Option<MutexGuard<'static, ()>> {
        let (times, pause) = PATIENCE;
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
