//! Runs the questionnaire on the whole terminal: prepares the terminal, reads keys, and restores everything.

use std::{
    io::{self, BufWriter, Write},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    crossterm::{
        cursor,
        event::{self, DisableBracketedPaste, EnableBracketedPaste, KeyEventKind},
        execute,
        terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
    },
};
use registry_maturity::{
    questionnaire::{
        Composer, Conversation,
        screen::{Action, Screen},
    },
    render::terminal::Terminal as Look,
};

use super::{Ended, interruption};

/// Standard output is for results, so the questionnaire is drawn on standard error.
type Canvas = Terminal<CrosstermBackend<BufWriter<io::Stderr>>>;

/// Whether the program currently controls the terminal.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Asks until the operator quits.
pub(super) fn run(
    conversation: &mut Conversation<'_>,
    composer: &mut dyn Composer,
    look: Look,
) -> io::Result<Ended> {
    take()?;
    let ended = ask(conversation, composer, look);
    restore();
    ended
}

fn ask(conversation: &mut Conversation<'_>, composer: &mut dyn Composer, look: Look) -> io::Result<Ended> {
    let mut terminal = blank()?;
    let editor = composer.name().map(drop).map_err(str::to_owned);
    let mut screen = Screen::new(conversation, look, editor);
    draw(&mut terminal, &mut screen, conversation)?;
    loop {
        let action = match event::read()? {
            event::Event::Key(key) if key.kind != KeyEventKind::Release => screen.key(key, conversation),
            event::Event::Paste(text) => screen.paste(&text, conversation),
            _ => Action::Stay,
        };
        match action {
            Action::Stay => {}
            Action::Compose(text) => {
                restore();
                let composed = composer.compose(&text);
                take()?;
                // A new canvas has no previous state, so it draws everything.
                terminal = blank()?;
                screen.composed(composed, conversation);
            }
            Action::Suspend => {
                restore();
                suspend();
                take()?;
                terminal = blank()?;
            }
            Action::Quit => return Ok(Ended::Finished),
            Action::Interrupt => return Ok(Ended::Interrupted { unsaved: screen.unsaved() }),
        }
        // Someone who types faster than the terminal draws sees the latest state at once.
        if !event::poll(Duration::ZERO)? {
            draw(&mut terminal, &mut screen, conversation)?;
        }
    }
}

/// Draws, unless a signal has already restored the terminal.
fn draw(canvas: &mut Canvas, screen: &mut Screen, conversation: &Conversation<'_>) -> io::Result<()> {
    let _held = interruption::hold();
    canvas.draw(|frame| screen.draw(frame, conversation)).map(|_| ())
}

fn blank() -> io::Result<Canvas> {
    Terminal::new(CrosstermBackend::new(BufWriter::new(io::stderr())))
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(io::stderr(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)
}

/// Stops the program and those that it was started with, as Ctrl-Z does; returns when they continue.
fn suspend() {
    // Without a shell to return to, the system ignores it.
    #[cfg(unix)]
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}

/// Restores the terminal, if the program controls it.
pub(super) fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // First what needs no output, because a stuck terminal accepts none.
        let _ = disable_raw_mode();
        let _ = execute!(io::stderr(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = io::stderr().flush();
    }
}
