//! Ctrl-C, termination, a terminal that goes away, a panic: the terminal is restored, and where the answers are is
//! told.

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

/// Watches from now on; `path` is where the answers are, and `restore` gives the terminal back.
pub(super) fn watch(path: &Path, restore: fn()) {
    let path = path.display().to_string();
    let message = format!("\nEvery answer that was saved is in {}.\n", visible(&path));
    on_panic(message.clone(), restore);
    #[cfg(unix)]
    signals::watch(message, restore);
}

/// While this is held, a signal waits for what is being saved or drawn.
pub(super) fn hold() -> MutexGuard<'static, ()> {
    BUSY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// While an editor has the terminal, Ctrl-C is meant for it.
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

/// Nobody is left to tell when even this fails.
fn say(message: &str) {
    let _ = io::stderr().write_all(message.as_bytes());
}

/// Threads of their own wait for signals and for the terminal's end, and end the program, as reading from a terminal that
/// has gone away never returns.
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

    /// So often, and after so long each time, the busy program is asked whether it has come to an end. A terminal or a
    /// disk that is stuck is not waited for: a save that is cut short leaves the old file or the new one.
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

    /// Not everybody who uses a terminal gets a signal when it goes.
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
        // A draw that the terminal takes no more of is cut short, so that what restores the terminal is what it takes next.
        let _held = wait_until_idle(|| {}).or_else(|| wait_until_idle(discard_output));
        // What the terminal takes no more, nobody waits for.
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

    /// Drops what was written to the terminal and not taken yet, and starts output again that Ctrl-S has stopped.
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
