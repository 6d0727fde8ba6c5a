//! The questionnaire on a whole terminal: tracks on one side, the question on the other, key hints at the bottom.
//!
//! It reads no key itself: a [`KeyPress`] comes in, an [`Action`] goes out, and a [`Canvas`] draws the [`Screen`]. It
//! uses the terminal's own colours, and nothing depends on them: what is chosen also has a mark.

mod canvas;
mod draw;
mod offer;
mod overlay;
mod text_input;

pub use canvas::Canvas;

use self::{
    overlay::{Choose, Finder, Form, ListCursor, Menu, MenuItem, Overlay, PageKind, Purpose, TextPage},
    text_input::TextInput,
};
use super::{
    AnswerChoice, AnswerField, Conversation, Event, Question, QuestionView, addresses,
    event::After,
    keys::{self, Task},
    wording::NOTHING_CHANGED,
};
use crate::render::terminal::Terminal;
use registry_maturity_core::profile::Status;

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPress {
    /// A character that was typed.
    Char(char),
    /// A letter that was typed while Ctrl was held.
    Ctrl(char),
    /// Enter without Alt or Shift, which make it [`KeyPress::NewLine`].
    Enter,
    /// Enter while Alt or Shift was held.
    NewLine,
    /// The key itself, not the beginning of another key's sequence.
    Esc,
    /// Tab without Shift, which makes it [`KeyPress::BackTab`].
    Tab,
    /// Tab while Shift was held.
    BackTab,
    /// The key that deletes the character before the cursor.
    Backspace,
    /// The key that deletes the character after the cursor.
    Delete,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// To the beginning of a line, list or page.
    Home,
    /// To the end of a line, list or page.
    End,
    /// Up by a page.
    PageUp,
    /// Down by a page.
    PageDown,
}

/// What the caller has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Go on: there is nothing to do.
    Stay,
    /// Open this text in the external editor, and pass the result to [`Screen::composed`].
    Compose(String),
    /// Suspend the program, as Ctrl-Z asks.
    Suspend,
    /// End the run, as the operator asked.
    Quit,
    /// Quit because the operator interrupted it.
    Interrupt,
}

/// What is on the screen besides the questionnaire itself.
#[derive(Debug)]
pub struct Screen {
    look: Terminal,
    /// Why there is no external editor; `None` if there is one.
    no_editor: Option<String>,
    overlay: Option<Overlay>,
    /// The answer that the arrow keys have chosen.
    chosen: Option<usize>,
    /// How many lines of the question are scrolled away.
    scroll: usize,
    /// Whether the question has to be scrolled so that the chosen answer is in view.
    shows_chosen: bool,
    /// How far the text can be scrolled, and the width of forms, as drawn last.
    extent: (usize, usize),
    /// A message of the screen itself, instead of the questionnaire's.
    remark: Option<String>,
    /// Which key leads to the answer that the last one contradicts.
    advice: Option<String>,
    is_welcomed: bool,
    /// Whether the questionnaire's notices are about the last key.
    is_news: bool,
    /// The clause at which the operator began an answer about the capability as a whole.
    asked_at: Option<Question>,
    /// The item of the overview that is being changed, after which the overview opens again.
    overview: Option<usize>,
}

/// The fields of the form that opens with one key.
const DETAILS: [AnswerField; 2] = [AnswerField::Evidence, AnswerField::Note];

impl Screen {
    /// The screen at a questionnaire's first question. `editor` says why there is none.
    #[must_use]
    pub fn new(conversation: &Conversation<'_>, look: Terminal, editor: Result<(), String>) -> Screen {
        let mut screen = Screen {
            look,
            no_editor: editor.err(),
            overlay: None,
            chosen: None,
            scroll: 0,
            shows_chosen: false,
            extent: (0, 80),
            remark: None,
            advice: None,
            is_welcomed: false,
            is_news: true,
            asked_at: None,
            overview: None,
        };
        screen.follow(conversation, After::Stay);
        screen
    }

    /// Does what a key is for at the moment, and returns what the caller has to do.
    pub fn key(&mut self, key: KeyPress, conversation: &mut Conversation<'_>) -> Action {
        self.forget_messages();
        match key {
            KeyPress::Ctrl('c') => return Action::Interrupt,
            KeyPress::Ctrl('z') => return Action::Suspend,
            _ => {}
        }
        match self.overlay.take() {
            None => self.question_key(key, conversation),
            Some(Overlay::Form(form)) => self.form_key(form, key, conversation),
            Some(Overlay::Menu(menu)) => self.menu_key(menu, key, conversation),
            Some(Overlay::Finder(finder)) => self.finder_key(finder, key, conversation),
            Some(Overlay::Page(page)) => self.page_key(page, key, conversation),
        }
    }

    /// Handles a text that was pasted. Addresses that are pasted at a question, and a path that exists, become evidence
    /// at once; another text goes into the note, to be saved with Enter.
    pub fn paste(&mut self, text: &str, conversation: &mut Conversation<'_>) -> Action {
        self.forget_messages();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let one_line = || text.trim().replace('\n', " ");
        match &mut self.overlay {
            Some(Overlay::Form(form)) => {
                form.is_leaving = false;
                let field = form.field();
                let text = match field.purpose {
                    Purpose::Field(AnswerField::Evidence) => {
                        addresses(&text).map_or(text.clone(), |addresses| addresses.join("\n") + "\n")
                    }
                    _ if field.has_lines => text.clone(),
                    _ => one_line(),
                };
                field.input.insert(&text);
            }
            Some(Overlay::Finder(finder)) => finder.input.insert(&one_line()),
            None if !text.trim().is_empty() && conversation.questionnaire().takes_fields() => {
                match addresses(&text) {
                    Some(addresses) => {
                        return self.act(&Event::AddEvidence(addresses.join("\n")), conversation);
                    }
                    None if conversation.leads_to_file(text.trim()) => {
                        return self.act(&Event::AddEvidence(text.trim().to_owned()), conversation);
                    }
                    None => {
                        let mut form =
                            Form::answer(conversation.questionnaire(), &DETAILS, AnswerField::Note);
                        form.field().input.insert(text.trim());
                        self.remark = Some(
                            "This is neither an address nor a path that exists, so it is in the note; Tab goes to \
                             Evidence. Not saved yet: Enter saves it."
                                .to_owned(),
                        );
                        self.overlay = Some(Overlay::Form(form));
                    }
                }
            }
            _ => {}
        }
        Action::Stay
    }

    fn forget_messages(&mut self) {
        self.remark = None;
        self.advice = None;
        self.is_news = false;
    }

    /// Whether the question is shown, and not something else in its place.
    #[must_use]
    pub fn shows_question(&self) -> bool {
        self.overlay.is_none()
    }

    /// The texts that are being written and are not saved.
    #[must_use]
    pub fn unsaved(&self) -> Vec<String> {
        match &self.overlay {
            Some(Overlay::Form(form)) => form.unsaved().map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }

    /// Handles the result of the external editor: it is in the field, and saved with the form.
    pub fn composed(&mut self, text: Result<String, String>) {
        let Some(Overlay::Form(form)) = &mut self.overlay else { return };
        let field = form.field();
        self.remark = match text {
            Err(why) => Some(format!("{why}.")),
            Ok(text) => {
                let text = text.trim_end();
                let text = if field.has_lines { text.to_owned() } else { text.replace('\n', " ") };
                field.input = TextInput::new(text);
                let save = if form.enters_next() { "Ctrl-S" } else { "Enter" };
                form.is_changed().then(|| format!("Not saved yet: {save} saves it."))
            }
        };
    }

    fn question_key(&mut self, key: KeyPress, conversation: &mut Conversation<'_>) -> Action {
        let view = conversation.view();
        let letter = match key {
            KeyPress::Enter => match self.chosen.and_then(|at| view.choices.get(at)) {
                Some(choice) if !choice.is_one_of_several() => return self.choose(choice, conversation),
                _ => '\n',
            },
            KeyPress::Right => '\n',
            KeyPress::Left | KeyPress::Backspace => '\u{8}',
            KeyPress::Up => return self.move_choice(-1, &view),
            KeyPress::Down => return self.move_choice(1, &view),
            KeyPress::PageUp => return self.scroll_by(-10),
            KeyPress::PageDown => return self.scroll_by(10),
            KeyPress::Home => return self.scroll_by(isize::MIN),
            KeyPress::End => return self.scroll_by(isize::MAX),
            KeyPress::Char(' ') => match self.chosen.and_then(|at| view.choices.get(at)) {
                Some(choice) if choice.is_one_of_several() => return self.choose(choice, conversation),
                _ => return self.scroll_by(10),
            },
            KeyPress::Char(letter) => letter,
            _ => return Action::Stay,
        };
        if let Some(choice) = view.choices.iter().find(|choice| choice.key == letter) {
            return self.choose(choice, conversation);
        }
        let with_details = view.choices.iter().find(|choice| {
            matches!(choice.event, Event::Status(_)) && choice.key.eq_ignore_ascii_case(&letter)
        });
        if let Some(choice) = with_details {
            return self.choose_with_details(choice, conversation);
        }
        match keys::task(letter) {
            Some(task) => self.carry_out(task, conversation, &view),
            None => self.say(offer::why_no_answer(letter, conversation.questionnaire(), &view)),
        }
    }

    /// Gives an answer, and moves on unless there can be several; then what is marked now is brought into view.
    fn choose(&mut self, choice: &AnswerChoice, conversation: &mut Conversation<'_>) -> Action {
        if choice.is_one_of_several() {
            let choices = conversation.view().choices;
            self.chosen = choices.iter().position(|other| other.key == choice.key);
            self.shows_chosen = true;
            return self.act(&choice.event, conversation);
        }
        if choice.event == Event::Status(Status::NotApplicable)
            && conversation.questionnaire().leaves_no_clause()
        {
            return self.leave_out_whole(conversation);
        }
        let after = choice.event.after();
        let missed = conversation.questionnaire().missed_review_here();
        let now = if missed.is_none() { after } else { After::Stay };
        self.perform(&choice.event, now, after, conversation);
        if missed.is_some() && conversation.questionnaire().is_settled() {
            let form =
                Form::answer(conversation.questionnaire(), &[AnswerField::ReviewBy], AnswerField::ReviewBy);
            self.overlay = Some(Overlay::Form(Form { after, ..form }));
        }
        Action::Stay
    }

    /// Asks why the capability as a whole does not apply, from a clause without which no required one would apply.
    fn leave_out_whole(&mut self, conversation: &mut Conversation<'_>) -> Action {
        self.asked_at = Some(conversation.questionnaire().question());
        self.act(&Event::Whole, conversation);
        self.perform(&Event::Status(Status::NotApplicable), After::Next, After::Next, conversation);
        self.say(
            "Without this part no required one applies, so this is about the capability as a whole. Esc leaves \
             everything as it was."
                .to_owned(),
        )
    }

    /// Gives an answer and opens the form with evidence and note, after which to move on.
    fn choose_with_details(&mut self, choice: &AnswerChoice, conversation: &mut Conversation<'_>) -> Action {
        if matches!(choice.event, Event::Status(status) if status.needs_reason()) {
            return self.choose(choice, conversation);
        }
        self.act(&choice.event, conversation);
        if conversation.questionnaire().is_settled() {
            let form = Form::answer(conversation.questionnaire(), &DETAILS, AnswerField::Evidence);
            self.overlay = Some(Overlay::Form(Form { after: After::Next, ..form }));
        }
        Action::Stay
    }

    fn move_choice(&mut self, by: isize, view: &QuestionView) -> Action {
        if view.choices.is_empty() {
            return self.scroll_by(by);
        }
        let last = view.choices.len() - 1;
        let from = self.chosen.or_else(|| view.choices.iter().position(|choice| choice.is_chosen));
        self.chosen = Some(match from {
            Some(at) => at.saturating_add_signed(by).min(last),
            None if by < 0 => last,
            None => 0,
        });
        self.shows_chosen = true;
        Action::Stay
    }

    fn carry_out(&mut self, task: Task, conversation: &mut Conversation<'_>, view: &QuestionView) -> Action {
        let questionnaire = conversation.questionnaire();
        if let Some(why) = offer::why_not(task, questionnaire, view) {
            return self.say(why);
        }
        let overlay = match task {
            Task::Quit => return Action::Quit,
            Task::Next => return self.act(&Event::Next, conversation),
            Task::Back => return self.act(&Event::Back, conversation),
            Task::Undo => return self.act(&Event::Undo, conversation),
            Task::Redo => return self.act(&Event::Redo, conversation),
            Task::ByClause if view.clauses.iter().any(|clause| clause.is_current) => {
                return self.act(&Event::Whole, conversation);
            }
            Task::ByClause => return self.act(&Event::ByClause, conversation),
            Task::Find => Overlay::Finder(Finder::default()),
            Task::Filter => Overlay::Menu(Menu::filter(questionnaire)),
            Task::Overview => Overlay::Menu(Menu::overview(questionnaire)),
            Task::Explain => Overlay::Page(TextPage::new(PageKind::Explain)),
            Task::Scorecard => Overlay::Page(TextPage::new(PageKind::Scorecard)),
            Task::Help => Overlay::Page(TextPage::new(PageKind::Help)),
            Task::Details(_) if questionnaire.question().takes_text() => {
                Overlay::Form(Form::about(questionnaire, questionnaire.question()))
            }
            Task::Rulings => Overlay::Menu(Menu::rulings(questionnaire)),
            Task::Details(field) => Overlay::Form(Form::answer(questionnaire, &DETAILS, field)),
            Task::Write(field) => Overlay::Form(Form::answer(questionnaire, &[field], field)),
            Task::Intent => Overlay::Menu(Menu::intent()),
            Task::Plan => {
                Overlay::Form(Form::answer(questionnaire, &AnswerField::PLAN, AnswerField::Summary))
            }
            Task::More => Overlay::Menu(Menu::more(questionnaire)),
        };
        self.overlay = Some(overlay);
        Action::Stay
    }

    fn say(&mut self, remark: String) -> Action {
        self.remark = Some(remark);
        Action::Stay
    }

    fn form_key(&mut self, mut form: Form, key: KeyPress, conversation: &mut Conversation<'_>) -> Action {
        let width = self.extent.1;
        let has_lines = form.field().has_lines;
        if key == KeyPress::Esc {
            return self.leave(form, conversation);
        }
        let enters_next = form.enters_next();
        form.is_leaving = false;
        form.scroll = match key {
            KeyPress::PageUp => form.scroll.saturating_sub(10),
            KeyPress::PageDown => (form.scroll + 10).min(self.extent.0),
            _ => 0,
        };
        match key {
            KeyPress::NewLine | KeyPress::Ctrl('j') if has_lines => form.field().input.insert("\n"),
            KeyPress::Ctrl('s') => return self.finish(form, conversation),
            KeyPress::Enter | KeyPress::NewLine if enters_next => form.cycle_field(true),
            KeyPress::Enter | KeyPress::NewLine => return self.finish(form, conversation),
            KeyPress::Tab => form.cycle_field(true),
            KeyPress::BackTab => form.cycle_field(false),
            KeyPress::Up if !form.field().input.vertical(-1, width) && form.at > 0 => form.cycle_field(false),
            KeyPress::Down if !form.field().input.vertical(1, width) && form.at + 1 < form.fields.len() => {
                form.cycle_field(true);
            }
            KeyPress::Up | KeyPress::Down => {}
            KeyPress::Ctrl('g') => match &self.no_editor {
                Some(why) => self.remark = Some(why.clone()),
                None => {
                    let text = form.field().input.text().to_owned();
                    self.overlay = Some(Overlay::Form(form));
                    return Action::Compose(text);
                }
            },
            _ => edit(&mut form.field().input, key),
        }
        self.overlay = Some(Overlay::Form(form));
        Action::Stay
    }

    /// Leaves a form. What was typed is discarded only when Esc is pressed twice.
    fn leave(&mut self, mut form: Form, conversation: &mut Conversation<'_>) -> Action {
        if form.is_changed() && !form.is_leaving {
            form.is_leaving = true;
            self.remark =
                Some("Not saved yet. Enter saves it, Esc discards it, any other key continues.".to_owned());
            self.overlay = Some(Overlay::Form(form));
            return Action::Stay;
        }
        if !conversation.questionnaire().is_begun() {
            return Action::Quit;
        }
        let is_reason = form.fields[0].purpose == Purpose::Reason;
        let after = if is_reason { After::Stay } else { form.after };
        if is_reason {
            self.act(&Event::NoReason, conversation);
            if let Some(clause) = self.asked_at.take() {
                self.act(&Event::Go(clause), conversation);
                self.remark = Some(NOTHING_CHANGED.to_owned());
            }
        } else if form.is_changed() {
            self.remark = Some("Discarded what was not saved.".to_owned());
        }
        match after.event() {
            None => self.back_to_overview(conversation),
            Some(onward) => self.act(&onward, conversation),
        }
    }

    /// Opens the overview again, if something in it was being changed.
    fn back_to_overview(&mut self, conversation: &Conversation<'_>) -> Action {
        if self.overlay.is_none()
            && let Some(at) = self.overview.take()
        {
            let menu = Menu::overview(conversation.questionnaire());
            let cursor = ListCursor::at(at.min(menu.items.len().saturating_sub(1)));
            self.overlay = Some(Overlay::Menu(Menu { cursor, ..menu }));
        }
        Action::Stay
    }

    /// Saves a form. If it could not be saved it stays open, with the cursor in the field that is wrong.
    fn finish(&mut self, mut form: Form, conversation: &mut Conversation<'_>) -> Action {
        let overview = self.overview;
        match (form.event(conversation.questionnaire().is_begun()), form.after.event()) {
            (Some(event), _) => self.perform(&event, form.after, form.after, conversation),
            (None, Some(onward)) => self.act(&onward, conversation),
            (None, None) => {
                self.remark = Some(NOTHING_CHANGED.to_owned());
                return self.back_to_overview(conversation);
            }
        };
        if conversation.questionnaire().has_refused() {
            form.go_to_wrong_field(conversation.questionnaire().clone());
            self.overview = overview;
            self.overlay = Some(Overlay::Form(form));
        } else {
            self.asked_at = None;
        }
        Action::Stay
    }

    fn menu_key(&mut self, mut menu: Menu, key: KeyPress, conversation: &mut Conversation<'_>) -> Action {
        let count = menu.items.len();
        match key {
            KeyPress::Esc | KeyPress::Left | KeyPress::Char('q') => {
                return self.back_to_overview(conversation);
            }
            KeyPress::Enter | KeyPress::Right => return self.choose_from(menu, conversation),
            KeyPress::Char(digit @ '0'..='9') => {
                let at = (digit as u8 - b'0').checked_sub(menu.first_digit).map(usize::from);
                if let Some(at) = at.filter(|at| *at < count) {
                    menu.cursor = ListCursor::at(at);
                    return self.choose_from(menu, conversation);
                }
            }
            KeyPress::Char(letter) => {
                let begins = |item: &MenuItem| item.label.to_lowercase().starts_with(letter);
                menu.cursor = menu.items.iter().position(begins).map_or(menu.cursor, ListCursor::at);
            }
            key => menu.cursor.key(key, count),
        }
        self.overlay = Some(Overlay::Menu(menu));
        Action::Stay
    }

    fn choose_from(&mut self, menu: Menu, conversation: &mut Conversation<'_>) -> Action {
        let Some(item) = menu.items.into_iter().nth(menu.cursor.at) else { return Action::Stay };
        if menu.is_overview {
            let leaves = matches!(item.choice, Choose::Do(Event::Go(_)));
            self.overview = (!leaves).then_some(menu.cursor.at);
        }
        self.choose_item(item, conversation)
    }

    fn choose_item(&mut self, item: MenuItem, conversation: &mut Conversation<'_>) -> Action {
        let questionnaire = conversation.questionnaire();
        let overlay = match item.choice {
            Choose::Do(event) => return self.act(&event, conversation),
            Choose::Answer(event) => {
                return self.perform(&event, After::Next, After::Next, conversation);
            }
            Choose::Write(field) => match questionnaire.why_closed(field) {
                Some(why) => return self.say(why),
                None => Overlay::Form(Form::answer(questionnaire, &[field], field)),
            },
            Choose::AssessedOn => Overlay::Form(Form::assessed_on(questionnaire)),
            Choose::About(question) => Overlay::Form(Form::about(questionnaire, question)),
            Choose::Target(track) => Overlay::Menu(Menu::target(questionnaire, track)),
        };
        self.overlay = Some(overlay);
        Action::Stay
    }

    fn finder_key(
        &mut self,
        mut finder: Finder,
        key: KeyPress,
        conversation: &mut Conversation<'_>,
    ) -> Action {
        let hits = finder.hits(conversation.questionnaire());
        match key {
            KeyPress::Esc => return Action::Stay,
            KeyPress::Up | KeyPress::Down | KeyPress::PageUp | KeyPress::PageDown => {
                finder.cursor.key(key, hits.len());
            }
            KeyPress::Enter => {
                if let Some(hit) = hits.get(finder.cursor.at) {
                    let questionnaire = conversation.questionnaire();
                    let capability = hit.question.capability(questionnaire.profile().catalogue());
                    let question = match (hit.question, capability) {
                        (Question::Capability(_), Some(capability)) => questionnaire.start_of(capability),
                        (question, _) => question,
                    };
                    return self.act(&Event::Go(question), conversation);
                }
            }
            _ => {
                edit(&mut finder.input, key);
                finder.cursor = ListCursor::default();
            }
        }
        self.overlay = Some(Overlay::Finder(finder));
        Action::Stay
    }

    fn page_key(&mut self, mut page: TextPage, key: KeyPress, conversation: &Conversation<'_>) -> Action {
        let most = self.extent.0;
        page.scroll = match key {
            KeyPress::Up => page.scroll.saturating_sub(1),
            KeyPress::Down => (page.scroll + 1).min(most),
            KeyPress::PageUp => page.scroll.saturating_sub(10),
            KeyPress::PageDown | KeyPress::Char(' ') => (page.scroll + 10).min(most),
            KeyPress::Home => 0,
            KeyPress::End => most,
            KeyPress::Esc | KeyPress::Char('q') if page.kind == PageKind::Welcome => return Action::Quit,
            KeyPress::Char('?') if page.kind == PageKind::Welcome => {
                self.overlay = Some(Overlay::Page(TextPage::new(PageKind::Help)));
                return Action::Stay;
            }
            _ if page.kind == PageKind::Welcome => {
                self.is_welcomed = true;
                self.follow(conversation, After::Stay);
                return Action::Stay;
            }
            _ => {
                // Before there is a profile, help was opened from the welcome.
                self.follow(conversation, After::Stay);
                return Action::Stay;
            }
        };
        self.overlay = Some(Overlay::Page(page));
        Action::Stay
    }

    fn act(&mut self, event: &Event, conversation: &mut Conversation<'_>) -> Action {
        self.perform(event, After::Stay, After::Stay, conversation)
    }

    /// Does what the operator asks for, and moves on after it in this way; then follows the questionnaire. If it asks
    /// for a text first, `after_text` is the way to move on once that is given.
    fn perform(
        &mut self,
        event: &Event,
        after: After,
        after_text: After,
        conversation: &mut Conversation<'_>,
    ) -> Action {
        let before = conversation.questionnaire().question();
        conversation.act_then(event, after);
        let questionnaire = conversation.questionnaire();
        let contradicted = questionnaire.contradicted_at(before);
        self.advice = contradicted.map(|id| format!("/ {id} leads to the other answer."));
        self.is_news = true;
        if questionnaire.question() != before {
            self.scroll = 0;
            self.chosen = None;
        }
        self.follow(conversation, after_text);
        self.back_to_overview(conversation)
    }

    /// Opens the form that the questionnaire needs: for a text, after which to move on in this way, or for the facts
    /// with which a profile begins.
    fn follow(&mut self, conversation: &Conversation<'_>, after_text: After) {
        let questionnaire = conversation.questionnaire();
        let view = conversation.view();
        if let Some(prompt) = view.prompt {
            let form = Form::prompt(view.title, prompt);
            self.overlay = Some(Overlay::Form(Form { after: after_text, ..form }));
        } else if !questionnaire.is_begun() {
            self.overlay = Some(match self.is_welcomed {
                true => Overlay::Form(Form::about(questionnaire, Question::Name)),
                false => Overlay::Page(TextPage::new(PageKind::Welcome)),
            });
        }
    }

    fn scroll_by(&mut self, lines: isize) -> Action {
        self.shows_chosen = false;
        self.scroll = self.scroll.saturating_add_signed(lines).min(self.extent.0);
        Action::Stay
    }
}

/// Handles the keys that work in every text.
fn edit(input: &mut TextInput, key: KeyPress) {
    match key {
        KeyPress::Ctrl('u') => input.clear_line(),
        KeyPress::Ctrl('k') => input.delete_to_end(),
        KeyPress::Ctrl('w') => input.delete_word(),
        KeyPress::Ctrl('a') => input.home(),
        KeyPress::Ctrl('e') => input.end(),
        KeyPress::Char(letter) => input.insert(letter.encode_utf8(&mut [0; 4])),
        KeyPress::Backspace => input.backspace(),
        KeyPress::Delete => input.delete(),
        KeyPress::Left => input.left(),
        KeyPress::Right => input.right(),
        KeyPress::Home => input.home(),
        KeyPress::End => input.end(),
        _ => {}
    }
}
