//! The questionnaire on the whole terminal: the terminal is prepared, keys are read, and everything is put back.

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

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Asks until somebody quits.
pub fn run(
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
    let mut screen = Screen::new(conversation, look, composer.name().is_ok());
    draw(&mut terminal, &mut screen, conversation)?;
    loop {
        let action = match event::read()? {
            event::Event::Key(key) if key.kind != KeyEventKind::Release => screen.key(key, conversation),
            event::Event::Paste(text) => screen.paste(&text),
            _ => Action::Stay,
        };
        match action {
            Action::Stay => {}
            Action::Compose(text) => {
                restore();
                let composed = composer.compose(&text);
                take()?;
                // A new one knows nothing of what was drawn before, and so draws everything.
                terminal = blank()?;
                screen.composed(composed, conversation);
            }
            Action::Quit => return Ok(Ended::Finished),
            Action::Interrupt => return Ok(Ended::Interrupted),
        }
        // Whoever types or pastes faster than the terminal draws sees the last of it at once.
        if !event::poll(Duration::ZERO)? {
            draw(&mut terminal, &mut screen, conversation)?;
        }
    }
}

/// Once a signal has given the terminal back, nothing is drawn any more.
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

/// Gives the terminal back, if it was taken.
pub fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // First what needs no output, as a terminal that is stuck takes none.
        let _ = disable_raw_mode();
        let _ = execute!(io::stderr(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = io::stderr().flush();
    }
}
