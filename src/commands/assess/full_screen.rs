//! Runs the questionnaire on the whole terminal: prepares the terminal, reads keys, and restores everything.

use std::{
    collections::VecDeque,
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
        screen::{Action, Canvas, KeyPress, Screen},
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
    let mut canvas = new_canvas()?;
    let editor = composer.name().map(drop).map_err(str::to_owned);
    let mut screen = Screen::new(conversation, look, editor);
    draw(&mut canvas, &mut screen, conversation)?;
    let mut waiting = VecDeque::new();
    loop {
        let action = match next(&mut waiting, &screen)? {
            TerminalInput::Key(key) => screen.key(key, conversation),
            TerminalInput::Paste(text) => screen.paste(&text, conversation),
            TerminalInput::Other => Action::Stay,
        };
        interruption::keep(screen.unsaved());
        match action {
            Action::Stay => {}
            Action::Compose(text) => {
                restore();
                let composed = composer.compose(&text);
                take()?;
                // A new canvas has no previous state, so it draws everything.
                canvas = new_canvas()?;
                screen.composed(composed);
            }
            Action::Suspend => {
                restore();
                suspend();
                take()?;
                canvas = new_canvas()?;
            }
            Action::Quit => return Ok(Ended::Finished),
            Action::Interrupt => return Ok(Ended::Interrupted { unsaved: screen.unsaved() }),
        }
        // Someone who types faster than the terminal draws sees the latest state at once.
        if waiting.is_empty() && !event::poll(Duration::ZERO)? {
            draw(&mut canvas, &mut screen, conversation)?;
        }
    }
}

/// What comes from the terminal.
enum TerminalInput {
    Key(KeyPress),
    Paste(String),
    Other,
}

/// The longest pause between the keys of a paste.
const PASTE_PAUSE: Duration = Duration::from_millis(30);

/// The beginning of every address. Its first letter means nothing by itself at a question.
const ADDRESS: &str = "http";

/// The next input. Some terminals send a paste as individual keys: a burst of keys that begins like an address is a
/// paste, because nobody types that fast. `waiting` holds keys that turned out not to be a paste.
fn next(waiting: &mut VecDeque<KeyPress>, screen: &Screen) -> io::Result<TerminalInput> {
    if let Some(key) = waiting.pop_front() {
        return Ok(TerminalInput::Key(key));
    }
    let first = match event::read()? {
        event::Event::Key(pressed) => key(pressed),
        event::Event::Paste(text) => return Ok(TerminalInput::Paste(text)),
        _ => None,
    };
    match first {
        Some(KeyPress::Char('h')) if screen.shows_question() => {}
        Some(key) => return Ok(TerminalInput::Key(key)),
        None => return Ok(TerminalInput::Other),
    }
    let mut text = "h".to_owned();
    while event::poll(PASTE_PAUSE)? {
        match event::read()? {
            event::Event::Key(pressed) => match key(pressed) {
                Some(KeyPress::Char(letter)) => text.push(letter),
                Some(KeyPress::Enter | KeyPress::NewLine | KeyPress::Ctrl('j')) => text.push('\n'),
                Some(other) => {
                    waiting.push_back(other);
                    break;
                }
                None => {}
            },
            event::Event::Paste(more) => text.push_str(&more),
            _ => {}
        }
        if !text.starts_with(ADDRESS) && !ADDRESS.starts_with(&text) {
            break;
        }
    }
    if text.starts_with(ADDRESS) {
        return Ok(TerminalInput::Paste(text));
    }
    let typed =
        text.chars().map(|letter| if letter == '\n' { KeyPress::Enter } else { KeyPress::Char(letter) });
    typed.rev().for_each(|key| waiting.push_front(key));
    Ok(waiting.pop_front().map_or(TerminalInput::Other, TerminalInput::Key))
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
fn new_canvas() -> io::Result<Canvas<BufWriter<io::Stderr>>> {
    Canvas::new(BufWriter::new(io::stderr()))
}

/// The key that was pressed; `None` if the questionnaire has no use for it.
fn key(event: KeyEvent) -> Option<KeyPress> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    Some(match event.code {
        KeyCode::Char(letter) if event.modifiers.contains(KeyModifiers::CONTROL) => KeyPress::Ctrl(letter),
        KeyCode::Char(letter) => KeyPress::Char(letter),
        KeyCode::Enter if event.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SHIFT) => {
            KeyPress::NewLine
        }
        KeyCode::Enter => KeyPress::Enter,
        KeyCode::Esc => KeyPress::Esc,
        KeyCode::Tab => KeyPress::Tab,
        KeyCode::BackTab => KeyPress::BackTab,
        KeyCode::Backspace => KeyPress::Backspace,
        KeyCode::Delete => KeyPress::Delete,
        KeyCode::Left => KeyPress::Left,
        KeyCode::Right => KeyPress::Right,
        KeyCode::Up => KeyPress::Up,
        KeyCode::Down => KeyPress::Down,
        KeyCode::Home => KeyPress::Home,
        KeyCode::End => KeyPress::End,
        KeyCode::PageUp => KeyPress::PageUp,
        KeyCode::PageDown => KeyPress::PageDown,
        _ => return None,
    })
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(io::stderr(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)
}

/// Suspends the program's process group, as Ctrl-Z does; returns when it continues.
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
        // Output that was drawn last may still be waiting for the terminal.
        interruption::discard_output();
        let _ = execute!(io::stderr(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = io::stderr().flush();
    }
}
