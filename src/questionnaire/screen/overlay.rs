//! [`Overlay`]: what takes the question's place for a while: a form, a menu, a search, a page.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::{KeyPress, offer, text_input::TextInput};
use crate::{
    document::{self, labels},
    questionnaire::{
        AnswerField, Event, Found, INTENTS, Only, OverviewSubject, Prompt, Question, Questionnaire,
        Selection,
        event::After,
        field::joined_lines,
        search::about_registry,
        wording::{self, ASKS_FOR_NAME, THE_REGISTRY},
    },
    render::terminal::{Terminal, terminal, wrap_options},
};
use registry_maturity_core::catalogue::{Level, Track};

/// What takes the question's place.
#[derive(Clone, Debug)]
pub(super) enum Overlay {
    /// One or several texts that are being written.
    Form(Form),
    /// A list of things to choose from.
    Menu(Menu),
    /// A search for questions.
    Finder(Finder),
    /// A text to read, which can be scrolled.
    Page(TextPage),
}

/// Texts that are being written and saved together.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) title: String,
    pub(super) fields: Vec<FormField>,
    /// The field that has the cursor.
    pub(super) at: usize,
    /// Where to go once it is saved, or left if it is not a prompt.
    pub(super) after: After,
    /// Whether Esc was pressed although there are unsaved changes.
    pub(super) is_leaving: bool,
    /// How many lines it is scrolled past the position that shows the cursor.
    pub(super) scroll: usize,
}

/// One text of a form.
#[derive(Clone, Debug)]
pub(super) struct FormField {
    pub(super) purpose: Purpose,
    pub(super) label: &'static str,
    pub(super) hint: String,
    /// Whether the text may have several lines.
    pub(super) has_lines: bool,
    /// The text as it is saved.
    pub(super) before: String,
    pub(super) input: TextInput,
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A fact about the registry, in answer to this question.
    About(Question),
    /// The day of the assessment.
    AssessedOn,
    /// What the questionnaire's prompt asks for.
    Reason,
    /// A field of the answer.
    Field(AnswerField),
}

/// A list of things to choose from.
#[derive(Clone, Debug)]
pub(super) struct Menu {
    pub(super) title: String,
    /// The text above the items.
    pub(super) lines: Vec<String>,
    pub(super) items: Vec<MenuItem>,
    /// The digit that chooses the first item.
    pub(super) first_digit: u8,
    pub(super) cursor: ListCursor,
    /// Whether it stays open after a change.
    pub(super) is_overview: bool,
}

#[derive(Clone, Debug)]
pub(super) struct MenuItem {
    pub(super) label: String,
    /// Its current value, or what it means.
    pub(super) value: String,
    pub(super) choice: Choose,
}

/// What choosing it does.
#[derive(Clone, Debug)]
pub(super) enum Choose {
    Do(Event),
    /// Does it and moves on to the next question.
    Answer(Event),
    Write(AnswerField),
    About(Question),
    AssessedOn,
    Target(&'static Track),
}

/// A search and the chosen result.
#[derive(Clone, Debug, Default)]
pub(super) struct Finder {
    pub(super) input: TextInput,
    pub(super) cursor: ListCursor,
}

/// The chosen item of a list, and which of the list's rows are in view.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ListCursor {
    pub(super) at: usize,
    /// The first row in view.
    pub(super) top: usize,
    /// How many rows of the chosen item are above and below those in view, as drawn last.
    hidden: (usize, usize),
    /// How many rows and items are in view, as drawn last.
    in_view: (usize, usize),
}

#[derive(Clone, Debug)]
pub(super) struct TextPage {
    pub(super) kind: PageKind,
    pub(super) scroll: usize,
}

/// What there is to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageKind {
    Welcome,
    Help,
    Explain,
    Scorecard,
}

pub(super) struct Hit {
    pub(super) label: String,
    pub(super) question: Question,
}

impl Form {
    fn new(title: impl Into<String>, fields: Vec<FormField>) -> Form {
        let title = title.into();
        Form { title, fields, at: 0, after: After::Stay, is_leaving: false, scroll: 0 }
    }

    /// The facts about the registry, with the cursor at the answer to this question.
    pub(super) fn about(questionnaire: &Questionnaire, question: Question) -> Form {
        let field = |question, label, hint| {
            let before = questionnaire.fact(question).unwrap_or_default();
            FormField::new(Purpose::About(question), label, hint, before, false)
        };
        let fields = vec![
            field(Question::Name, ASKS_FOR_NAME, ""),
            field(Question::Address, "Its address", "For example https://index.example.org. Can stay empty."),
            field(Question::Assessor, "Who assesses it?", "A person or a team. Can stay empty."),
        ];
        let at = fields.iter().position(|field| field.purpose == Purpose::About(question)).unwrap_or(0);
        Form { at, ..Form::new(THE_REGISTRY, fields) }
    }

    /// The day of the assessment, with today as the proposal.
    pub(super) fn assessed_on(questionnaire: &Questionnaire) -> Form {
        let today = questionnaire.selection().as_of;
        let present = questionnaire.profile().assessed().date;
        let present = present.map_or("No day is given yet.".to_owned(), |day| format!("Currently: {day}."));
        let hint = format!(
            "{present} Enter takes today; write an earlier day as YYYY-MM-DD. Answers without a review date \
             of their own count as reviewed on this day."
        );
        let field = FormField::new(Purpose::AssessedOn, labels::ASSESSED_ON, hint, today.to_string(), false);
        Form::new(THE_REGISTRY, vec![field])
    }

    /// What the questionnaire asks for, under the title of its question.
    pub(super) fn prompt(title: String, prompt: Prompt) -> Form {
        let Prompt { question, mut hint, present, has_lines } = prompt;
        if !present.is_empty() {
            hint += " The current text is filled in: change it, or press Enter to keep it.";
        }
        Form::new(title, vec![FormField::new(Purpose::Reason, question, hint, present, has_lines)])
    }

    /// Fields of the answer, with the cursor at one of them.
    pub(super) fn answer(questionnaire: &Questionnaire, fields: &[AnswerField], at: AnswerField) -> Form {
        let view = questionnaire.view();
        let of = |field: AnswerField| {
            let before = questionnaire.field(field).unwrap_or_default();
            let mut hint = field.hint();
            if let Some(text) = questionnaire.field_for_all(field) {
                let text = joined_lines(&field.in_words(&text));
                hint = format!("{hint} {}: {text}", field.label_for_all());
            }
            FormField::new(Purpose::Field(field), field.label(), hint, before, field.has_lines())
        };
        let position = fields.iter().position(|field| *field == at).unwrap_or(0);
        let fields = fields.iter().copied().map(of).collect();
        Form { at: position, ..Form::new(view.title, fields) }
    }

    /// Whether there are unsaved changes.
    pub(super) fn is_changed(&self) -> bool {
        self.fields.iter().any(FormField::is_changed)
    }

    /// Whether Enter goes to the next field instead of saving the form.
    pub(super) fn enters_next(&self) -> bool {
        let field = &self.fields[self.at];
        let is_missing =
            field.purpose == Purpose::About(Question::Name) && field.input.text().trim().is_empty();
        !self.is_leaving && !is_missing && self.at + 1 < self.fields.len()
    }

    /// Moves the cursor to the first field that a copy of the questionnaire refuses.
    pub(super) fn go_to_wrong_field(&mut self, mut trial: Questionnaire) {
        let wrong = self.events(trial.is_begun()).into_iter().find(|(_, event)| {
            trial.handle(event);
            trial.has_refused()
        });
        self.at = wrong.map_or(self.at, |(at, _)| at);
    }

    /// The texts that are not saved.
    pub(super) fn unsaved(&self) -> impl Iterator<Item = &str> {
        let changed = self.fields.iter().filter(|field| field.is_changed());
        changed.map(|field| field.input.text().trim()).filter(|text| !text.is_empty())
    }

    pub(super) fn field(&mut self) -> &mut FormField {
        &mut self.fields[self.at]
    }

    /// Moves the cursor to the next or previous field, around the ends.
    pub(super) fn cycle_field(&mut self, forward: bool) {
        let count = self.fields.len();
        self.at = (self.at + if forward { 1 } else { count - 1 }) % count;
    }

    /// What saving the form does; `None` if nothing was changed.
    pub(super) fn event(&self, is_begun: bool) -> Option<Event> {
        let mut events: Vec<Event> = self.events(is_begun).into_iter().map(|(_, event)| event).collect();
        match events.len() {
            0 | 1 => events.pop(),
            _ => Some(Event::Together(events)),
        }
    }

    /// What saving does for each field that needs it.
    fn events(&self, is_begun: bool) -> Vec<(usize, Event)> {
        let fields = || self.fields.iter().enumerate();
        match self.fields.first().map(|field| field.purpose) {
            // A new profile begins with all of these, or goes past what is left empty.
            Some(Purpose::About(_)) if !is_begun => fields().map(|(at, field)| (at, field.first())).collect(),
            // What is proposed here is saved even if it was not changed.
            Some(Purpose::Reason | Purpose::AssessedOn) => vec![(0, self.fields[0].event())],
            _ => fields()
                .filter(|(_, field)| field.is_changed())
                .map(|(at, field)| (at, field.event()))
                .collect(),
        }
    }
}

impl FormField {
    fn new(
        purpose: Purpose,
        label: &'static str,
        hint: impl Into<String>,
        before: String,
        has_lines: bool,
    ) -> FormField {
        let input = TextInput::new(before.clone());
        FormField { purpose, label, hint: hint.into(), has_lines, before, input }
    }

    fn is_changed(&self) -> bool {
        self.input.text().trim() != self.before.trim()
    }

    fn event(&self) -> Event {
        let text = self.input.text().to_owned();
        match self.purpose {
            Purpose::About(Question::Address) => Event::Address(text),
            Purpose::About(Question::Assessor) => Event::Assessor(text),
            Purpose::About(_) => Event::Name(text),
            Purpose::AssessedOn => Event::AssessedOn(text),
            Purpose::Reason => Event::Reason(text),
            Purpose::Field(field) => Event::Write(field, text),
        }
    }

    fn first(&self) -> Event {
        let is_skipped =
            self.purpose != Purpose::About(Question::Name) && self.input.text().trim().is_empty();
        if is_skipped { Event::Next } else { self.event() }
    }
}

impl Menu {
    fn new(title: &str, items: Vec<MenuItem>) -> Menu {
        Menu {
            title: title.to_owned(),
            lines: Vec::new(),
            items,
            first_digit: 1,
            cursor: ListCursor::default(),
            is_overview: false,
        }
    }

    pub(super) fn intent() -> Menu {
        let items = INTENTS.map(|(label, value, intent)| MenuItem {
            label: label.to_owned(),
            value: value.to_owned(),
            choice: Choose::Do(Event::Intent(intent)),
        });
        Menu::new(wording::INTENT_TITLE, items.into())
    }

    pub(super) fn rulings(questionnaire: &Questionnaire) -> Menu {
        let view = questionnaire.view();
        let items = view.rulings.iter().map(|ruling| MenuItem {
            label: document::words::sentence(&view.ruling_status(ruling)),
            value: format!("{} {} ({})", ruling.case, ruling.because, document::words::origin(ruling.origin)),
            choice: Choose::Answer(Event::Ruling(ruling.id)),
        });
        Menu::new(wording::RULINGS_TITLE, items.collect())
    }

    pub(super) fn more(questionnaire: &Questionnaire) -> Menu {
        let fields = AnswerField::ALL.into_iter().filter(|field| !field.is_of_plan());
        let confirm = MenuItem::event(wording::STILL_TRUE, Event::StillTrue);
        let clear = MenuItem::event(wording::CLEAR, Event::Clear);
        let mut items: Vec<MenuItem> =
            questionnaire.can_be_confirmed().then_some(confirm).into_iter().collect();
        items.extend(fields.map(|field| MenuItem::field(questionnaire, field)));
        items.extend(questionnaire.can_be_cleared().then_some(clear));
        Menu::new(wording::ANSWER_TITLE, items)
    }

    /// The states and tracks to ask about, with the cursor at the current state.
    pub(super) fn filter(questionnaire: &Questionnaire) -> Menu {
        let Selection { only: asked, tracks: asked_tracks, .. } = questionnaire.selection();
        let states = Only::ALL.into_iter().map(|only| MenuItem {
            label: marked(only.id(), only == *asked),
            value: only.meaning().to_owned(),
            choice: Choose::Do(Event::Only(only)),
        });
        let mut items: Vec<MenuItem> = states.collect();
        let every = marked(wording::EVERY_TRACK, asked_tracks.is_empty());
        items.push(MenuItem::event(&every, Event::Tracks(Vec::new())));
        let tracks = questionnaire.profile().catalogue().tracks.iter();
        items.extend(tracks.map(|track| {
            let label = marked(track.name, asked_tracks.contains(&track.id));
            MenuItem::event(&label, Event::Tracks(vec![track.id]))
        }));
        let at = Only::ALL.iter().position(|only| only == asked).unwrap_or(0);
        Menu { cursor: ListCursor::at(at), ..Menu::new(wording::FILTER_TITLE, items) }
    }

    /// The facts about the registry, to be changed, below the next steps.
    pub(super) fn overview(questionnaire: &Questionnaire) -> Menu {
        let items = questionnaire.overview().into_iter().filter_map(|(subject, fact)| {
            let choice = match subject {
                OverviewSubject::Question(question) if question.takes_text() => Choose::About(question),
                OverviewSubject::Question(question) => Choose::Do(Event::Go(question)),
                OverviewSubject::AssessedOn => Choose::AssessedOn,
                // Each track's target has an item of its own.
                OverviewSubject::Targets => return None,
            };
            Some(MenuItem { label: fact.name.to_owned(), value: fact.value.words(), choice })
        });
        let profile = questionnaire.profile();
        let targets = profile.catalogue().tracks.iter().map(|track| MenuItem {
            label: wording::target_for(track),
            value: wording::target(profile.targets().get(&track.id).map(|target| target.value)),
            choice: Choose::Target(track),
        });
        let left_out = questionnaire.left_out().into_iter().flat_map(|(track, reason)| {
            let also = MenuItem {
                label: wording::also_assess(track),
                value: reason.clone().unwrap_or_else(|| "no; the taxonomy leaves it out".to_owned()),
                choice: Choose::Do(Event::AlsoAssess(track.id)),
            };
            let leave = MenuItem::event(&wording::leave_out_again(track), Event::LeaveOut(track.id));
            std::iter::once(also).chain(reason.is_some().then_some(leave))
        });
        let items = items.chain(targets).chain(left_out).collect();
        Menu {
            lines: questionnaire.outlook(),
            is_overview: true,
            ..Menu::new(wording::OVERVIEW_TITLE, items)
        }
    }

    /// The levels that a track can be asked to reach, each with its own digit and `0` for none, with the cursor at the
    /// current target.
    pub(super) fn target(questionnaire: &Questionnaire, track: &'static Track) -> Menu {
        let targets = questionnaire.profile().targets();
        let present = targets.get(&track.id).map(|target| target.value);
        let levels = std::iter::once(None).chain(Level::RUNGS.into_iter().map(Some));
        let levels: Vec<Option<Level>> = levels.collect();
        let items = levels.iter().map(|level| {
            let label = marked(&wording::target(*level), *level == present);
            MenuItem::event(&label, Event::Target(track.id, *level))
        });
        let title = format!("Which level should {} reach?", track.name);
        let at = levels.iter().position(|level| *level == present).unwrap_or(0);
        Menu { first_digit: 0, cursor: ListCursor::at(at), ..Menu::new(&title, items.collect()) }
    }
}

/// A label, marked if it is the current choice.
fn marked(label: &str, is_now: bool) -> String {
    if is_now { format!("{label} (now)") } else { label.to_owned() }
}

impl ListCursor {
    /// A cursor at an item.
    pub(super) fn at(at: usize) -> ListCursor {
        ListCursor { at, ..ListCursor::default() }
    }

    /// Handles the keys that move in a list of `count` items. An item that is higher than the screen is scrolled before
    /// the next one is chosen.
    pub(super) fn key(&mut self, key: KeyPress, count: usize) {
        let (rows, items) = (self.in_view.0.max(1), self.in_view.1.max(1));
        match key {
            KeyPress::Up => self.up(1, 1),
            KeyPress::PageUp => self.up(rows, items),
            KeyPress::Down => self.down(1, 1, count),
            KeyPress::PageDown => self.down(rows, items, count),
            KeyPress::Home => *self = ListCursor::at(0),
            KeyPress::End => {
                *self = ListCursor { top: usize::MAX, ..ListCursor::at(count.saturating_sub(1)) }
            }
            _ => {}
        }
    }

    fn up(&mut self, rows: usize, items: usize) {
        match self.hidden.0 {
            0 => self.at = self.at.saturating_sub(items),
            hidden => self.top = self.top.saturating_sub(rows.min(hidden)),
        }
    }

    fn down(&mut self, rows: usize, items: usize, count: usize) {
        match self.hidden.1 {
            0 => self.at = (self.at + items).min(count.saturating_sub(1)),
            hidden => self.top = self.top.saturating_add(rows.min(hidden)),
        }
    }

    /// Brings the chosen item into view, as far as it fits. `items` are the rows of each item among `all` rows, of
    /// which
    /// `height` are in view.
    pub(super) fn show(&mut self, items: &[Range<usize>], all: usize, height: usize) {
        let chosen = items.get(self.at).cloned().unwrap_or(0..0);
        let last = chosen.end.saturating_sub(height);
        self.top =
            self.top.clamp(last.min(chosen.start), last.max(chosen.start)).min(all.saturating_sub(height));
        // Shows as much as possible of the lines above the first item.
        if self.at == 0 && chosen.len() <= height {
            self.top = last;
        }
        let bottom = self.top + height;
        self.hidden = (self.top.saturating_sub(chosen.start), chosen.end.saturating_sub(bottom));
        let is_in_view = |item: &&Range<usize>| item.end > self.top && item.start < bottom;
        self.in_view = (height, items.iter().filter(is_in_view).count());
    }
}

impl MenuItem {
    fn field(questionnaire: &Questionnaire, field: AnswerField) -> MenuItem {
        let value = questionnaire.field(field).unwrap_or_default();
        MenuItem { label: field.label().to_owned(), value, choice: Choose::Write(field) }
    }

    fn event(label: &str, event: Event) -> MenuItem {
        MenuItem { label: label.to_owned(), value: String::new(), choice: Choose::Do(event) }
    }
}

impl Finder {
    /// The results of the search, or every question if it is empty.
    pub(super) fn hits(&self, questionnaire: &Questionnaire) -> Vec<Hit> {
        let catalogue = questionnaire.profile().catalogue();
        let words = self.input.text().trim();
        let hit = |found: Found, indent: &str| Hit {
            label: format!("{indent}{} ({})", found.title, found.id),
            question: found.question,
        };
        if words.parse::<usize>().is_ok()
            && let Ok(question) = questionnaire.find(words)
            && let Some(capability) = question.capability(catalogue)
        {
            return vec![Hit { question, ..hit(Found::of(capability), &format!("{words}  ")) }];
        }
        if !words.is_empty() {
            return questionnaire.search(words).into_iter().map(|found| hit(found, "")).collect();
        }
        let mut hits: Vec<Hit> = about_registry().into_iter().map(|found| hit(found, "")).collect();
        for track in catalogue.tracks {
            if let Ok(question) = questionnaire.find(track.id.as_str()) {
                hits.push(Hit { label: track.name.to_owned(), question });
            }
            hits.extend(track.capabilities.iter().map(|own| hit(Found::of(own), "  ")));
        }
        hits
    }
}

impl TextPage {
    pub(super) fn new(kind: PageKind) -> TextPage {
        TextPage { kind, scroll: 0 }
    }

    /// The page's lines, wrapped to a width.
    pub(super) fn lines(&self, questionnaire: &Questionnaire, width: usize, unicode: bool) -> Vec<String> {
        let catalogue = questionnaire.profile().catalogue();
        let drawn = |document: &document::Document| {
            let look = Terminal { width, unicode, colour: false, linear: false };
            terminal(document, look).lines().flat_map(|line| fitted(line, width)).collect::<Vec<_>>()
        };
        match self.kind {
            PageKind::Welcome => {
                let mut lines = vec!["Welcome.".to_owned(), String::new()];
                for paragraph in questionnaire.welcome() {
                    lines.extend(wrapped(&paragraph, width, "", ""));
                    lines.push(String::new());
                }
                lines.push("Enter continues, ? shows help, q leaves.".to_owned());
                lines
            }
            PageKind::Help => {
                let keys = offer::help(questionnaire, &questionnaire.view());
                let mut lines: Vec<String> =
                    keys.iter().flat_map(|line| wrapped(line, width, "", "    ")).collect();
                lines.push(String::new());
                lines.extend(drawn(&document::rules(catalogue)));
                lines
            }
            PageKind::Explain => match questionnaire.question().capability(catalogue) {
                Some(capability) => drawn(&document::capability(catalogue, capability)),
                None => vec![document::NO_PAGE.to_owned()],
            },
            PageKind::Scorecard => {
                let tracks = questionnaire.view().tracks;
                let lines = tracks.iter().flat_map(|track| wrapped(&track.in_words(), width, "", "  "));
                let scorecard = drawn(&questionnaire.scorecard());
                lines.chain(std::iter::once(String::new())).chain(scorecard).collect()
            }
        }
    }
}

/// A line of a document. What a document does not break, such as an address or a command, is continued on the next line
/// if there is no room for it.
fn fitted(line: &str, width: usize) -> Vec<String> {
    if line.width() <= width {
        return vec![line.to_owned()];
    }
    let indent = &line[..line.len() - line.trim_start().len()];
    wrapped(line.trim_start(), width, indent, indent)
}

/// A line, wrapped at words; an address or an id stays whole if there is room for it on a line.
pub(super) fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = wrap_options(width.max(8)).initial_indent(first).subsequent_indent(rest).break_words(true);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}
