//! The questionnaire on a whole terminal.
use super::Conversation;
use crate::render::terminal::Terminal;
use ratatui::{Frame, crossterm::event::KeyEvent};
/// x
pub struct Screen;
/// x
pub enum Action {
    /// x
    Stay,
    /// x
    Compose(String),
    /// x
    Quit,
    /// x
    Interrupt,
}
impl Screen {
    /// x
    pub fn new(_c: &Conversation<'_>, _l: Terminal, _e: bool) -> Screen {
        Screen
    }
    /// x
    pub fn draw(&mut self, _f: &mut Frame<'_>, _c: &Conversation<'_>) {}
    /// x
    pub fn key(&mut self, _k: KeyEvent, _c: &mut Conversation<'_>) -> Action {
        Action::Quit
    }
    /// x
    pub fn paste(&mut self, _t: &str) -> Action {
        Action::Stay
    }
    /// x
    pub fn composed(&mut self, _t: Result<String, String>, _c: &mut Conversation<'_>) {}
}
