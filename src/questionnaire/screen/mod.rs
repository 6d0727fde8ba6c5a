//! The questionnaire on a whole terminal: tracks on one side, the question on the other, keys at the foot.
//!
//! It reads no key and writes no byte itself: keys come in, an [`Action`] goes out, and a frame is drawn. Colours are
//! the terminal's own, and nothing hangs on them: what is chosen has a mark.

mod draw;
mod entry;
mod keys;
mod overlay;

use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
};

use self::{
    entry::Entry,
    keys::Task,
    overlay::{Choose, Finder, Menu, Overlay, Page, Pages, Purpose, Writing},
};
use super::{Conversation, Event, Question, View};
use crate::render::terminal::Terminal;

/// What has to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    Stay,
    /// A text goes to the operator's editor; what comes of it goes to [`Screen::composed`].
    Compose(String),
    /// The operator has enough.
    Quit,
    /// The operator broke off.
    Interrupt,
}

/// What is on the screen beside the questionnaire itself.
#[derive(Debug)]
pub struct Screen {
    look: Terminal,
    has_editor: bool,
    overlay: Option<Overlay>,
    /// Lines of the question that are out of sight above.
    scroll: usize,
    /// The most that can be scrolled, and the width of the text, as drawn last.
    extent: (usize, usize),
    /// What the screen itself has to say.
    remark: Option<String>,
}

impl Screen {
    /// The screen at a questionnaire's first question.
    #[must_use]
    pub fn new(conversation: &Conversation<'_>, look: Terminal, has_editor: bool) -> Screen {
        let mut screen = Screen { look, has_editor, overlay: None, scroll: 0, extent: (0, 80), remark: None };
        screen.follow(conversation);
        screen
    }

    /// Draws everything.
    pub fn draw(&mut self, frame: &mut Frame<'_>, conversation: &Conversation<'_>) {
        draw::draw(self, frame, conversation.questionnaire());
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, conversation: &mut Conversation<'_>) -> Action {
        self.remark = None;
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
            return Action::Interrupt;
        }
        match self.overlay.take() {
            None => self.question_key(key, conversation),
            Some(Overlay::Writing(writing)) => self.writing_key(writing, key, conversation),
            Some(Overlay::Menu(menu)) => self.menu_key(menu, key, conversation),
            Some(Overlay::Finder(finder)) => self.finder_key(finder, key, conversation),
            Some(Overlay::Page(page)) => self.page_key(page, key),
        }
    }

    /// Takes a text that was pasted.
    pub fn paste(&mut self, text: &str) -> Action {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        match &mut self.overlay {
            Some(Overlay::Writing(writing)) if writing.purpose.has_lines() => writing.entry.insert(&text),
            Some(Overlay::Writing(Writing { entry, .. }) | Overlay::Finder(Finder { entry, .. })) => {
                entry.insert(&text.replace('\n', " "));
            }
            _ => {}
        }
        Action::Stay
    }

    /// Takes what came of the editor.
    pub fn composed(&mut self, text: Result<String, String>, conversation: &mut Conversation<'_>) {
        let Some(Overlay::Writing(mut writing)) = self.overlay.take() else { return };
        match text {
            Ok(text) => {
                writing.entry = Entry::new(text.trim_end());
                self.finish(writing, conversation);
            }
            Err(why) => {
                self.remark = Some(format!("{why}."));
                self.overlay = Some(Overlay::Writing(writing));
            }
        }
    }

    fn question_key(&mut self, key: KeyEvent, conversation: &mut Conversation<'_>) -> Action {
        let letter = match key.code {
            KeyCode::Enter | KeyCode::Right => '\n',
            KeyCode::Left | KeyCode::Backspace => '\u{8}',
            KeyCode::Up => return self.scroll_by(-1),
            KeyCode::Down => return self.scroll_by(1),
            KeyCode::PageUp => return self.scroll_by(-10),
            KeyCode::PageDown | KeyCode::Char(' ') => return self.scroll_by(10),
            KeyCode::Char(letter) if !key.modifiers.contains(KeyModifiers::CONTROL) => letter,
            _ => return Action::Stay,
        };
        let view = conversation.view();
        let chosen =
            view.choices.iter().enumerate().find(|(at, choice)| keys::of_choice(choice, *at) == letter);
        if let Some((_, choice)) = chosen {
            self.act(&choice.event, conversation);
        } else if let Some(task) = keys::task(letter) {
            return self.carry_out(task, conversation, &view);
        } else {
            self.remark = Some("This key does nothing here; ? tells the keys.".to_owned());
        }
        Action::Stay
    }

    fn carry_out(&mut self, task: Task, conversation: &mut Conversation<'_>, view: &View) -> Action {
        let questionnaire = conversation.questionnaire();
        let takes_fields = questionnaire.takes_fields();
        let overlay = match task {
            Task::Quit => return Action::Quit,
            Task::Next => return self.act(&Event::Next, conversation),
            Task::Back => return self.act(&Event::Back, conversation),
            Task::Undo => return self.act(&Event::Undo, conversation),
            Task::ByClause if view.clauses.iter().any(|clause| clause.is_current) => {
                return self.act(&Event::Whole, conversation);
            }
            Task::ByClause => return self.act(&Event::ByClause, conversation),
            Task::Find => Overlay::Finder(Finder::default()),
            Task::Filter => Overlay::Menu(Menu::filter(questionnaire)),
            Task::Explain => Overlay::Page(Page::new(Pages::Explain)),
            Task::Tracks => Overlay::Page(Page::new(Pages::Tracks)),
            Task::Help => Overlay::Page(Page::new(Pages::Help)),
            Task::Write(_) if questionnaire.question() == Question::Name => {
                let entry = Entry::new(questionnaire.profile().registry.name.clone());
                Overlay::Writing(Writing { purpose: Purpose::Name, entry })
            }
            _ if !takes_fields => {
                self.remark = Some("Not available for this question.".to_owned());
                return Action::Stay;
            }
            Task::Write(field) => Overlay::Writing(Writing::field(questionnaire, field)),
            Task::Intent => Overlay::Menu(Menu::intent()),
            Task::Plan => Overlay::Menu(Menu::plan(questionnaire)),
            Task::More => Overlay::Menu(Menu::more(questionnaire)),
        };
        self.overlay = Some(overlay);
        Action::Stay
    }

    fn writing_key(
        &mut self,
        mut writing: Writing,
        key: KeyEvent,
        conversation: &mut Conversation<'_>,
    ) -> Action {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let new_line = key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SHIFT);
        let width = self.extent.1;
        match key.code {
            KeyCode::Esc if writing.purpose == Purpose::Name && !conversation.questionnaire().is_begun() => {
                return Action::Quit;
            }
            KeyCode::Esc => {
                if matches!(writing.purpose, Purpose::Reason(_)) {
                    self.act(&Event::NoReason, conversation);
                }
                return Action::Stay;
            }
            KeyCode::Enter if writing.purpose.has_lines() && new_line => writing.entry.insert("\n"),
            KeyCode::Char('j') if control && writing.purpose.has_lines() => writing.entry.insert("\n"),
            KeyCode::Enter => return self.finish(writing, conversation),
            KeyCode::Char('e') if control && self.has_editor => {
                let text = writing.entry.text().to_owned();
                self.overlay = Some(Overlay::Writing(writing));
                return Action::Compose(text);
            }
            _ => edit(&mut writing.entry, key, width),
        }
        self.overlay = Some(Overlay::Writing(writing));
        Action::Stay
    }

    /// Saves what was written. If it could not be saved it stays, to be saved again.
    fn finish(&mut self, writing: Writing, conversation: &mut Conversation<'_>) -> Action {
        let event = writing.purpose.event(writing.entry.text());
        self.act(&event, conversation);
        if conversation.questionnaire().has_refused() || matches!(self.overlay, Some(Overlay::Writing(_))) {
            self.overlay = Some(Overlay::Writing(writing));
        }
        Action::Stay
    }

    fn menu_key(&mut self, mut menu: Menu, key: KeyEvent, conversation: &mut Conversation<'_>) -> Action {
        let last = menu.items.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc | KeyCode::Left | KeyCode::Char('q') => return Action::Stay,
            KeyCode::Up => menu.at = menu.at.saturating_sub(1),
            KeyCode::Down => menu.at = (menu.at + 1).min(last),
            KeyCode::Enter | KeyCode::Right => {
                return match menu.items.into_iter().nth(menu.at).map(|item| item.choice) {
                    Some(Choose::Do(event)) => self.act(&event, conversation),
                    Some(Choose::Write(field)) => {
                        let writing = Writing::field(conversation.questionnaire(), field);
                        self.overlay = Some(Overlay::Writing(writing));
                        Action::Stay
                    }
                    None => Action::Stay,
                };
            }
            KeyCode::Char(letter) => {
                let begins = |item: &overlay::Item| item.label.to_lowercase().starts_with(letter);
                menu.at = menu.items.iter().position(begins).unwrap_or(menu.at);
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Menu(menu));
        Action::Stay
    }

    fn finder_key(
        &mut self,
        mut finder: Finder,
        key: KeyEvent,
        conversation: &mut Conversation<'_>,
    ) -> Action {
        let hits = finder.hits(conversation.questionnaire());
        match key.code {
            KeyCode::Esc => return Action::Stay,
            KeyCode::Up => finder.at = finder.at.saturating_sub(1),
            KeyCode::Down => finder.at = (finder.at + 1).min(hits.len().saturating_sub(1)),
            KeyCode::PageUp => finder.at = finder.at.saturating_sub(10),
            KeyCode::PageDown => finder.at = (finder.at + 10).min(hits.len().saturating_sub(1)),
            KeyCode::Enter => {
                if let Some(hit) = hits.get(finder.at) {
                    let question =
                        match hit.question.capability(conversation.questionnaire().profile().catalogue) {
                            Some(capability) => conversation.questionnaire().entry(capability),
                            None => hit.question,
                        };
                    return self.act(&Event::Go(question), conversation);
                }
            }
            _ => {
                edit(&mut finder.entry, key, usize::MAX);
                finder.at = 0;
            }
        }
        self.overlay = Some(Overlay::Finder(finder));
        Action::Stay
    }

    fn page_key(&mut self, mut page: Page, key: KeyEvent) -> Action {
        let most = self.extent.0;
        page.scroll = match key.code {
            KeyCode::Up => page.scroll.saturating_sub(1),
            KeyCode::Down => (page.scroll + 1).min(most),
            KeyCode::PageUp => page.scroll.saturating_sub(10),
            KeyCode::PageDown | KeyCode::Char(' ') => (page.scroll + 10).min(most),
            KeyCode::Home => 0,
            KeyCode::End => most,
            _ => return Action::Stay,
        };
        self.overlay = Some(Overlay::Page(page));
        Action::Stay
    }

    fn act(&mut self, event: &Event, conversation: &mut Conversation<'_>) -> Action {
        let before = conversation.questionnaire().question();
        conversation.act(event);
        if conversation.questionnaire().question() != before {
            self.scroll = 0;
        }
        self.follow(conversation);
        Action::Stay
    }

    /// Opens what the questionnaire asks for: a reason, or the name that everything begins with.
    fn follow(&mut self, conversation: &Conversation<'_>) {
        if let Some(prompt) = conversation.view().prompt {
            let purpose = Purpose::Reason(prompt.question);
            self.overlay = Some(Overlay::Writing(Writing { purpose, entry: Entry::new(prompt.present) }));
        } else if !conversation.questionnaire().is_begun() {
            self.overlay =
                Some(Overlay::Writing(Writing { purpose: Purpose::Name, entry: Entry::default() }));
        }
    }

    fn scroll_by(&mut self, lines: isize) -> Action {
        self.scroll = self.scroll.saturating_add_signed(lines).min(self.extent.0);
        Action::Stay
    }
}

/// The keys that every text understands.
fn edit(entry: &mut Entry, key: KeyEvent, width: usize) {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('u') if control => entry.clear(),
        KeyCode::Char('w') if control => entry.delete_word(),
        KeyCode::Char('a') if control => entry.home(),
        KeyCode::Char(letter) if !control => entry.insert(letter.encode_utf8(&mut [0; 4])),
        KeyCode::Backspace => entry.backspace(),
        KeyCode::Delete => entry.delete(),
        KeyCode::Left => entry.left(),
        KeyCode::Right => entry.right(),
        KeyCode::Up => entry.vertical(-1, width),
        KeyCode::Down => entry.vertical(1, width),
        KeyCode::Home => entry.home(),
        KeyCode::End => entry.end(),
        _ => {}
    }
}
