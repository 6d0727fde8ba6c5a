//! Runs the questionnaire on the whole terminal: prepares the terminal, reads keys, and restores everything.

use std::{
    io::{self, BufWriter, Write},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use ratatui::crossterm::{
    cursor,
    event::{
        self, DisableBracketedPaste, EnableBracketedPaste, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
    },
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use registry_maturity::{
    questionnaire::{
        Composer, Conversation,
        screen::{Action, Canvas, Key, Screen},
    },
    render::terminal::Terminal,
};

use super::{Ended, interruption};

/// Whether the program currently controls the terminal.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Asks until the operator quits.
pub(super) fn run(
    conversation: &mut Conversation<'_>,
    composer: &mut dyn Composer,
    look: Terminal,
) -> io::Result<Ended> {
    take()?;
    let ended = ask(conversation, composer, look);
    restore();
    ended
}

fn ask(
    conversation: &mut Conversation<'_>,
    composer: &mut dyn Composer,
    look: Terminal,
) -> io::Result<Ended> {
    let mut canvas = blank()?;
    let editor = composer.name().map(drop).map_err(str::to_owned);
    let mut screen = Screen::new(conversation, look, editor);
    draw(&mut canvas, &mut screen, conversation)?;
    loop {
        let action = match event::read()? {
            event::Event::Key(pressed) => match key(pressed) {
                Some(key) => screen.key(key, conversation),
                None => Action::Stay,
            },
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
                canvas = blank()?;
                screen.composed(composed, conversation);
            }
            Action::Suspend => {
                restore();
                suspend();
                take()?;
                canvas = blank()?;
            }
            Action::Quit => return Ok(Ended::Finished),
            Action::Interrupt => return Ok(Ended::Interrupted { unsaved: screen.unsaved() }),
        }
        // Someone who types faster than the terminal draws sees the latest state at once.
        if !event::poll(Duration::ZERO)? {
            draw(&mut canvas, &mut screen, conversation)?;
        }
    }
}

/// Draws, unless a signal has already restored the terminal.
fn draw(
    canvas: &mut Canvas<impl Write>,
    screen: &mut Screen,
    conversation: &Conversation<'_>,
) -> io::Result<()> {
    let _held = interruption::hold();
    canvas.draw(screen, conversation)
}

/// Standard output is for results, so the questionnaire is drawn on standard error.
fn blank() -> io::Result<Canvas<BufWriter<io::Stderr>>> {
    Canvas::new(BufWriter::new(io::stderr()))
}

/// The key that was pressed; `None` if the questionnaire has no use for it.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    Some(match event.code {
        KeyCode::Char(letter) if event.modifiers.contains(KeyModifiers::CONTROL) => Key::Ctrl(letter),
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Enter if event.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SHIFT) => Key::NewLine,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    })
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
