//! [`Canvas`]: where a [`Screen`] is drawn.

use std::io::{self, Write};

use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};

use super::{Screen, draw};
use crate::questionnaire::Conversation;

/// A terminal to draw on, which gets only what has changed since it was drawn last.
#[derive(Debug)]
pub struct Canvas<W: Write>(Terminal<CrosstermBackend<W>>);

impl<W: Write> Canvas<W> {
    /// The program's terminal, at its current size.
    ///
    /// # Errors
    ///
    /// If the terminal does not say its size.
    pub fn new(output: W) -> io::Result<Canvas<W>> {
        Terminal::new(CrosstermBackend::new(output)).map(Canvas)
    }

    /// A terminal with this many columns and rows.
    ///
    /// # Errors
    ///
    /// If the output fails.
    pub fn of_size(output: W, columns: u16, rows: u16) -> io::Result<Canvas<W>> {
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        Terminal::with_options(CrosstermBackend::new(output), TerminalOptions { viewport }).map(Canvas)
    }

    /// Draws the screen, writing only the cells that changed since it was last drawn.
    ///
    /// # Errors
    ///
    /// If the output fails.
    pub fn draw(&mut self, screen: &mut Screen, conversation: &Conversation<'_>) -> io::Result<()> {
        self.0.draw(|frame| draw::draw(screen, frame, conversation.questionnaire())).map(drop)
    }
}
