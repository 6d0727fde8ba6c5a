//! Lays out and draws the screen, for terminals of 40 columns or more.

use std::ops::Range;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Position, Rect},
    style::{Color, Modifier, Style},
    text::{Line, Span},
    widgets::{Block, Borders, Paragraph},
};
use unicode_width::UnicodeWidthStr;

use super::{
    Screen, offer,
    overlay::{Finder, Form, ListCursor, Menu, Overlay, PageKind, Purpose, TextPage, wrapped},
};
use crate::{
    document::{self, Fact, words},
    questionnaire::{
        AnswerChoice, Event, Notice, QuestionView, Questionnaire, TrackLine, wording::NOTHING_FOUND,
    },
    render::terminal::{ascii_sign, mark},
};
use registry_maturity_core::{profile::Status, text::visible};

/// Minimum width for the tracks beside the question.
const ROOM_FOR_TRACKS: u16 = 70;
/// Minimum height for the current track above the question.
const HEIGHT_FOR_TRACK: u16 = 13;
/// Below this height, as much room as possible is for the question.
const SMALL: usize = 16;
/// Number of lines that notices may have on any screen; on a tall one, they may take half of it.
const MIN_NOTICES: usize = 6;
/// Maximum number of rows of an item in a list.
const MAX_ROWS: usize = 3;

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const DIM: Style = Style::new().add_modifier(Modifier::DIM);
const INDENT: &str = "  ";
const CHOSEN: Style = Style::new().add_modifier(Modifier::REVERSED);

/// Draws everything. The column of tracks keeps its height regardless of messages.
pub(super) fn draw(screen: &mut Screen, frame: &mut Frame<'_>, questionnaire: &Questionnaire) {
    let view = questionnaire.view();
    let area = frame.area();
    let width = usize::from(area.width);
    let foot = foot(screen, questionnaire, &view, width, usize::from(area.height));
    let head = head(&view, width);
    let heights = [Constraint::Length(length(&head)), Constraint::Min(1), Constraint::Length(length(&foot))];
    let [head_area, body, foot_area] = Layout::vertical(heights).areas(area);
    frame.render_widget(Paragraph::new(head).style(CHOSEN), head_area);
    let beside = tracks(screen, frame, &view, body);
    let most = usize::from(body.height / 2).max(MIN_NOTICES);
    let notices = notices(screen, &view, usize::from(beside.width), most);
    let heights = [Constraint::Min(1), Constraint::Length(length(&notices))];
    let [above, notice_area] = Layout::vertical(heights).areas(beside);
    let main = current_track(screen, frame, &view, above);
    match screen.overlay.take() {
        None => question(screen, frame, &view, main),
        Some(mut overlay) => {
            draw_overlay(screen, frame, questionnaire, &view, &mut overlay, main);
            screen.overlay = Some(overlay);
        }
    }
    frame.render_widget(Paragraph::new(notices), notice_area);
    frame.render_widget(Paragraph::new(foot), foot_area);
    if !screen.look.unicode {
        in_ascii(frame);
    }
}

/// Replaces the signs that a terminal of ASCII cannot show.
fn in_ascii(frame: &mut Frame<'_>) {
    for cell in &mut frame.buffer_mut().content {
        let sign = cell.symbol().chars().next().and_then(ascii_sign);
        if let Some(sign) = sign {
            cell.set_char(sign);
        }
    }
}

/// The registry's name, how much is answered, and which questions are asked, if not all of them. What is asked has
/// lines of its own if there is no room for it beside the name.
fn head(view: &QuestionView, width: usize) -> Vec<Line<'static>> {
    let name = if view.registry.is_empty() { "A new profile" } else { &view.registry };
    let name = format!(" {}", visible(name));
    let answered = format!("{} of {} answered", view.progress.answered, view.progress.all);
    let Some(narrowed) = &view.narrowed else {
        return vec![at_both_ends(&name, &format!("{answered} "), width)];
    };
    let only = format!("only: {narrowed}");
    let both = format!("{answered}, {only} ");
    if name.width() + both.width() < width {
        return vec![at_both_ends(&name, &both, width)];
    }
    let mut lines = vec![at_both_ends(&name, &format!("{answered} "), width)];
    text(&mut lines, &format!(" {only}"), width, Style::new());
    lines
}

/// Two texts at the ends of a line. The first is cut if there is no room for both.
fn at_both_ends(left: &str, right: &str, width: usize) -> Line<'static> {
    let left = cut(left, width.saturating_sub(right.width() + 1));
    let space = width.saturating_sub(left.width() + right.width());
    Line::from(format!("{left}{}{right}", " ".repeat(space)))
}

/// Draws the tracks if there is room for them; returns the area that is left beside them.
fn tracks(screen: &Screen, frame: &mut Frame<'_>, view: &QuestionView, body: Rect) -> Rect {
    if body.width < ROOM_FOR_TRACKS {
        return body;
    }
    let margin = if body.width >= 110 { 36 } else { 28 };
    let [left, main] = Layout::horizontal([Constraint::Length(margin), Constraint::Min(1)]).areas(body);
    let border = Block::new().borders(Borders::RIGHT).border_style(DIM);
    let border = if screen.look.unicode { border } else { border.border_set(ASCII_BORDER) };
    let inner = border.inner(left);
    let roomy = usize::from(inner.height) >= view.tracks.len() * 5;
    let lines: Vec<Line<'_>> = view
        .tracks
        .iter()
        .flat_map(|track| track_lines(screen, track, usize::from(inner.width), roomy))
        .collect();
    frame.render_widget(border, left);
    frame.render_widget(Paragraph::new(lines), inner);
    Rect { x: main.x + 1, width: main.width.saturating_sub(1), ..main }
}

fn track_lines(screen: &Screen, track: &TrackLine, width: usize, roomy: bool) -> Vec<Line<'static>> {
    let pointer = if track.is_current { "> " } else { "  " };
    let style = if track.is_current { BOLD } else { Style::new() };
    let mut lines = vec![Line::styled(format!("{pointer}{}", track.score.name), style)];
    match track.score.standing {
        None => {
            let reason = track.score.no_level();
            lines.extend(
                wrapped(&visible(&reason), width, "  ", "  ").into_iter().map(|line| Line::styled(line, DIM)),
            );
        }
        Some(standing) => {
            let level = format!("  {}", document::levels(standing));
            let aimed = track.score.target.map(|target| format!("{level}, target {target}"));
            let level = aimed.filter(|aimed| aimed.width() <= width).unwrap_or(level);
            lines.push(Line::styled(level, style));
            lines.push(rungs(screen, track));
            if roomy {
                lines.push(Line::styled(format!("  {} of {} answered", track.answered, track.all), DIM));
            }
        }
    }
    if roomy {
        lines.push(Line::default());
    }
    lines
}

/// A track's levels, each with the marks of its capabilities.
fn rungs(screen: &Screen, track: &TrackLine) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for rung in &track.score.rungs {
        spans.push(Span::styled(format!(" {} ", rung.level), DIM));
        spans.extend(rung.statuses().map(|status| {
            Span::styled(mark(status, screen.look.unicode), status_style(status, screen.look.colour))
        }));
    }
    Line::from(spans)
}

/// Draws the track that is asked about, if there is room for it but not for all of them; returns the area that is left
/// for the question.
fn current_track(screen: &Screen, frame: &mut Frame<'_>, view: &QuestionView, area: Rect) -> Rect {
    let is_short = area.height < HEIGHT_FOR_TRACK || screen.overlay.is_some();
    if frame.area().width >= ROOM_FOR_TRACKS || is_short {
        return area;
    }
    let track = view.tracks.iter().find(|track| track.is_current);
    let Some((track, standing)) = track.and_then(|track| Some((track, track.score.standing?))) else {
        return area;
    };
    let words = format!("{}: {}", track.score.name, document::levels(standing));
    let mut lines = folded(&words, usize::from(area.width), "", "  ", BOLD);
    lines.push(rungs(screen, track));
    let heights = [Constraint::Length(length(&lines)), Constraint::Min(1)];
    let [above, main] = Layout::vertical(heights).areas(area);
    frame.render_widget(Paragraph::new(lines), above);
    main
}

fn question(screen: &mut Screen, frame: &mut Frame<'_>, view: &QuestionView, area: Rect) {
    let width = usize::from(area.width).saturating_sub(1);
    // The last line may have to say that there is more.
    let height = usize::from(area.height).saturating_sub(1);
    let mut asked = Asked::new(screen, view, width, false);
    if asked.lines.len() > height {
        asked = Asked::new(screen, view, width, true);
    }
    if std::mem::take(&mut screen.shows_chosen) {
        let chosen = asked.chosen;
        let fits = asked.lines.len() <= height;
        let first = if fits { 0 } else { screen.scroll.max(chosen.end.saturating_sub(height)) };
        screen.scroll = first.min(chosen.start);
    }
    let mut lines = asked.lines;
    lines.extend(below_answers(view, width));
    scrolled(screen, frame, lines, area, None);
}

/// A question and its possible answers.
struct Asked {
    lines: Vec<Line<'static>>,
    /// The lines of the answer that the arrow keys have chosen.
    chosen: Range<usize>,
}

impl Asked {
    /// For a small terminal, `tight`: no empty lines, and as many answers to a line as fit.
    fn new(screen: &Screen, view: &QuestionView, width: usize, tight: bool) -> Asked {
        let mut lines = Vec::new();
        let gap = |lines: &mut Vec<Line<'static>>| lines.extend((!tight).then(Line::default));
        if tight {
            text(&mut lines, &format!("{}: {}", view.place, view.title), width, BOLD);
        } else {
            text(&mut lines, &view.place, width, DIM);
            let title = view.id.map_or_else(|| view.title.clone(), |id| format!("{} ({id})", view.title));
            text(&mut lines, &title, width, BOLD);
        }
        gap(&mut lines);
        text(&mut lines, &view.question, width, Style::new());
        if let Some(due) = &view.due {
            gap(&mut lines);
            text(&mut lines, due, width, BOLD);
        }
        if !view.choices.is_empty() {
            gap(&mut lines);
        }
        let mut asked = Asked { lines, chosen: 0..0 };
        asked.add_answers(screen, view, width, tight);
        asked
    }

    fn add_answers(&mut self, screen: &Screen, view: &QuestionView, width: usize, tight: bool) {
        let mut shares_line = false;
        for (at, choice) in view.choices.iter().enumerate() {
            let style = choice_style(screen, at, choice);
            let lead = format!("{} {}  ", choice_mark(choice), choice.key);
            let rows = wrapped(&visible(&choice.label), width, &lead, "       ").into_iter();
            let mut rows: Vec<Line<'_>> = rows.map(|row| Span::styled(row, style).into()).collect();
            let count = rows.len();
            match (self.lines.last_mut(), rows.as_mut_slice()) {
                (Some(line), [row]) if shares_line && line.width() + row.width() + 2 <= width => {
                    line.push_span(Span::raw("  "));
                    line.extend(std::mem::take(row));
                }
                _ => self.lines.append(&mut rows),
            }
            shares_line = tight && count == 1;
            if screen.chosen == Some(at) {
                self.chosen = self.lines.len() - count..self.lines.len();
            }
        }
    }
}

/// What is shown below the answers.
fn below_answers(view: &QuestionView, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if !view.clauses.is_empty() {
        lines.push(Line::default());
        lines.extend(view.clauses.iter().flat_map(|clause| {
            let pointer = if clause.is_current { "> " } else { "  " };
            let recommended = if clause.is_required { "" } else { " (only recommended)" };
            let style = if clause.is_current { BOLD } else { Style::new() };
            let status = words::status_if_answered(clause.status);
            let words = format!("{}: {status}{recommended}", clause.title);
            folded(&words, width, pointer, "    ", style)
        }));
    }
    if !view.answer.is_empty() {
        lines.push(Line::default());
        view.answer.iter().for_each(|known| fact(&mut lines, known, width, Style::new()));
    }
    for known in view.guidance.iter().chain(&view.background) {
        lines.push(Line::default());
        fact(&mut lines, known, width, DIM);
    }
    lines
}

fn choice_mark(choice: &AnswerChoice) -> &'static str {
    match (choice.is_chosen, choice.is_one_of_several()) {
        (true, true) => "[x]",
        (false, true) => "[ ]",
        (true, false) => "(x)",
        (false, false) => "( )",
    }
}

fn choice_style(screen: &Screen, at: usize, choice: &AnswerChoice) -> Style {
    match (choice.is_chosen, &choice.event) {
        _ if screen.chosen == Some(at) => CHOSEN,
        (true, Event::Status(status)) => BOLD.patch(status_style(*status, screen.look.colour)),
        (true, _) => BOLD,
        (false, _) => Style::new(),
    }
}

fn draw_overlay(
    screen: &mut Screen,
    frame: &mut Frame<'_>,
    questionnaire: &Questionnaire,
    view: &QuestionView,
    overlay: &mut Overlay,
    area: Rect,
) {
    match overlay {
        Overlay::Form(form) => draw_form(screen, frame, view, form, area),
        Overlay::Menu(menu) => draw_menu(screen, frame, menu, area),
        Overlay::Finder(finder) => draw_finder(screen, frame, questionnaire, finder, area),
        Overlay::Page(page) => draw_page(screen, frame, questionnaire, page, area),
    }
}

/// Draws the fields of a form below each other, and then the question. The cursor is in sight, unless the operator
/// scrolls on to read the rest.
fn draw_form(screen: &mut Screen, frame: &mut Frame<'_>, view: &QuestionView, form: &Form, area: Rect) {
    let width = usize::from(area.width).saturating_sub(1);
    // The cursor after the last column needs one of its own.
    screen.extent.1 = width.saturating_sub(INDENT.len() + 1).max(1);
    let mut lines = Vec::new();
    if !form.title.is_empty() {
        text(&mut lines, &form.title, width, DIM);
    }
    let mut cursor = (0, 0);
    for (at, field) in form.fields.iter().enumerate() {
        if at > 0 && usize::from(area.height) >= 4 * form.fields.len() {
            lines.push(Line::default());
        }
        let is_current = at == form.at;
        let pointer = if is_current { "> " } else { INDENT };
        lines.extend(folded(field.label, width, pointer, INDENT, if is_current { BOLD } else { DIM }));
        if is_current && !field.hint.is_empty() {
            lines.extend(folded(&field.hint, width, INDENT, INDENT, DIM));
        }
        let laid_out = field.input.lay_out(screen.extent.1);
        if is_current {
            cursor = (lines.len() + laid_out.cursor.0, INDENT.len() + laid_out.cursor.1);
        }
        lines.extend(laid_out.rows.iter().map(|row| Line::from(format!("{INDENT}{}", visible(row)))));
    }
    if !matches!(form.fields[form.at].purpose, Purpose::About(_) | Purpose::AssessedOn) {
        lines.push(Line::default());
        text(&mut lines, &view.question, width, DIM);
        for known in &view.guidance {
            lines.push(Line::default());
            fact(&mut lines, known, width, DIM);
        }
    }
    let rows = rows_of_text(lines.len(), area);
    let first = (cursor.0 + 1).saturating_sub(rows);
    screen.extent.0 = lines.len().saturating_sub(rows + first);
    let first = first + form.scroll.min(screen.extent.0);
    part(screen, frame, lines, area, first);
    if (first..first + rows).contains(&cursor.0) {
        let (x, y) = (area.x + small(cursor.1), area.y + small(cursor.0 - first));
        frame.set_cursor_position(Position { x, y });
    }
}

fn draw_menu(screen: &Screen, frame: &mut Frame<'_>, menu: &mut Menu, area: Rect) {
    let width = usize::from(area.width).saturating_sub(1);
    let labels = menu.items.iter().zip(menu.first_digit..).map(|(item, number)| {
        // The digits that choose.
        let lead = if number < 10 { format!("{number} ") } else { INDENT.to_owned() };
        match item.value.as_str() {
            "" => format!("{lead}{}", item.label),
            value => format!("{lead}{}: {}", item.label, visible(value)),
        }
    });
    let mut above = Vec::new();
    text(&mut above, &menu.title, width, BOLD);
    menu.lines.iter().for_each(|line| text(&mut above, line, width, Style::new()));
    above.push(Line::default());
    list(screen, frame, above, labels, &mut menu.cursor, area);
}

fn draw_finder(
    screen: &Screen,
    frame: &mut Frame<'_>,
    questionnaire: &Questionnaire,
    finder: &mut Finder,
    area: Rect,
) {
    let label = "Find: ";
    let laid_out = finder.input.lay_out(usize::MAX);
    let field = Line::styled(format!("{label}{}", visible(finder.input.text())), BOLD);
    let [above, below] = Layout::vertical([Constraint::Length(2), Constraint::Min(1)]).areas(area);
    frame.render_widget(Paragraph::new(field), above);
    let hits = finder.hits(questionnaire);
    if hits.is_empty() {
        frame.render_widget(Paragraph::new(NOTHING_FOUND), below);
    }
    list(screen, frame, Vec::new(), hits.into_iter().map(|hit| hit.label), &mut finder.cursor, below);
    let column = (label.width() + laid_out.cursor.1).min(usize::from(area.width).saturating_sub(1));
    frame.set_cursor_position(Position { x: area.x + small(column), y: area.y });
}

/// Draws the part of a list that is around the chosen item. What is shown above the items scrolls away with them.
fn list(
    screen: &Screen,
    frame: &mut Frame<'_>,
    above: Vec<Line<'static>>,
    labels: impl Iterator<Item = String>,
    cursor: &mut ListCursor,
    area: Rect,
) {
    let width = usize::from(area.width).saturating_sub(1);
    let mut lines = above;
    let mut items = Vec::new();
    for (at, label) in labels.enumerate() {
        let start = lines.len();
        lines.extend(item(&label, at == cursor.at, width));
        items.push(start..lines.len());
    }
    cursor.show(&items, lines.len(), rows_of_text(lines.len(), area));
    part(screen, frame, lines, area, cursor.top);
}

/// An item of a list, in a few rows at most unless it is the chosen one.
fn item(label: &str, is_chosen: bool, width: usize) -> Vec<Line<'static>> {
    let (pointer, style) = if is_chosen { ("> ", CHOSEN) } else { ("  ", Style::new()) };
    let mut rows = wrapped(label, width, pointer, "      ");
    if rows.len() > MAX_ROWS && !is_chosen {
        rows.truncate(MAX_ROWS);
        rows[MAX_ROWS - 1] = cut(&format!("{} …", rows[MAX_ROWS - 1]), width);
    }
    rows.into_iter().map(|row| Line::styled(row, style)).collect()
}

fn draw_page(
    screen: &mut Screen,
    frame: &mut Frame<'_>,
    questionnaire: &Questionnaire,
    page: &TextPage,
    area: Rect,
) {
    let width = usize::from(area.width).saturating_sub(1);
    let lines = page.lines(questionnaire, width, screen.look.unicode);
    let lines = lines.into_iter().map(|line| Line::from(arrows(screen, &visible(&line)))).collect();
    scrolled(screen, frame, lines, area, Some(page.scroll));
}

/// Draws lines that may not all fit.
fn scrolled(
    screen: &mut Screen,
    frame: &mut Frame<'_>,
    lines: Vec<Line<'_>>,
    area: Rect,
    scroll: Option<usize>,
) {
    let most = lines.len().saturating_sub(rows_of_text(lines.len(), area));
    screen.extent.0 = most;
    screen.scroll = screen.scroll.min(most);
    part(screen, frame, lines, area, scroll.unwrap_or(screen.scroll).min(most));
}

/// How many of these lines an area shows: if they do not all fit, its last row says that there is more.
fn rows_of_text(lines: usize, area: Rect) -> usize {
    let rows = usize::from(area.height);
    if lines > rows && rows > 2 { rows - 1 } else { rows }
}

/// Draws the lines from `first` on, and whether there is more.
fn part(screen: &Screen, frame: &mut Frame<'_>, lines: Vec<Line<'_>>, area: Rect, first: usize) {
    let rows = rows_of_text(lines.len(), area);
    let is_more = lines.len() > first + rows;
    let [text, rest] = Layout::vertical([Constraint::Length(small(rows)), Constraint::Min(0)]).areas(area);
    frame.render_widget(Paragraph::new(lines).scroll((small(first), 0)), text);
    let more = arrows(screen, if is_more { " ↓ more " } else { " ↑ more " });
    frame.render_widget(Paragraph::new(Line::styled(more, CHOSEN).right_aligned()), rest);
}

fn notices(screen: &Screen, view: &QuestionView, width: usize, most: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let Some(remark) = &screen.remark {
        text(&mut lines, remark, width, BOLD);
        return lines;
    }
    for notice in view.notices.iter().filter(|_| screen.is_news) {
        let style = match notice {
            Notice::Saved(_) | Notice::Refused(_) => BOLD,
            Notice::Info(_) => Style::new(),
        };
        text(&mut lines, notice.text(), width, style);
    }
    if let Some(advice) = &screen.advice {
        text(&mut lines, advice, width, Style::new());
    }
    if lines.len() > most {
        lines.truncate(most.saturating_sub(1));
        lines.push(Line::from("…"));
    }
    lines
}

/// The keys: all of them if they take no more than a quarter of the screen, and otherwise the most needed. A small
/// screen has two rows of them, as the question needs the others.
fn foot(
    screen: &Screen,
    questionnaire: &Questionnaire,
    view: &QuestionView,
    width: usize,
    height: usize,
) -> Vec<Line<'static>> {
    let keys = match &screen.overlay {
        None => offer::keys(questionnaire, view),
        Some(overlay) => overlay_keys(overlay),
    };
    let rows = if height < SMALL { 2 } else { height / 4 };
    let mut lines: Vec<String> = vec![String::new()];
    for (name, word) in keys {
        let entry = arrows(screen, &format!(" {name} {word} "));
        let last = lines.len() - 1;
        if lines[last].width() + entry.width() <= width {
            lines[last] += &entry;
        } else if lines.len() < rows {
            lines.push(entry);
        }
    }
    lines.into_iter().map(|line| Line::styled(line, DIM)).collect()
}

fn overlay_keys(overlay: &Overlay) -> Vec<(String, &'static str)> {
    let keys = match overlay {
        Overlay::Form(form) => {
            let enter = if form.enters_next() { "next field" } else { "save" };
            let mut keys = vec![("Enter", enter), ("Esc", "leave")];
            if form.enters_next() {
                keys.push(("Ctrl-S", "save"));
            }
            if form.fields.len() > 1 {
                keys.push(("Tab", "next field"));
            }
            keys.extend(form.fields[form.at].has_lines.then_some(("Alt-Enter", "new line")));
            keys.push(("Ctrl-G", "editor"));
            keys
        }
        Overlay::Menu(_) => vec![("↑ ↓", "move"), ("Enter or a digit", "choose"), ("Esc", "leave")],
        Overlay::Finder(_) => vec![("↑ ↓", "move"), ("Enter", "choose"), ("Esc", "leave")],
        Overlay::Page(page) if page.kind == PageKind::Welcome => {
            vec![("Enter", "continue"), ("?", "help"), ("q", "leave")]
        }
        Overlay::Page(_) => vec![("↑ ↓ PgUp PgDn", "move"), ("any other key", "returns")],
    };
    keys.into_iter().map(|(name, word)| (name.to_owned(), word)).collect()
}

fn text(lines: &mut Vec<Line<'static>>, words: &str, width: usize, style: Style) {
    lines.extend(folded(words, width, "", "", style));
}

fn folded(words: &str, width: usize, first: &str, rest: &str, style: Style) -> Vec<Line<'static>> {
    wrapped(&visible(words), width, first, rest).into_iter().map(|line| Line::styled(line, style)).collect()
}

/// A name with its value, on lines of its own if it has several: a list, or the lines of a text.
fn fact(lines: &mut Vec<Line<'static>>, fact: &Fact, width: usize, name_style: Style) {
    let words = fact.value.words();
    let several = words.contains('\n');
    if several {
        lines.push(Line::styled(format!("{}:", fact.name), name_style));
    }
    for line in words.lines() {
        let lead = match several {
            true if fact.value.is_list() => "- ".to_owned(),
            true => INDENT.to_owned(),
            false => format!("{}: ", fact.name),
        };
        let mut folded = wrapped(&visible(line), width, &lead, "  ").into_iter();
        if let Some(first) = folded.next() {
            // If the first word does not fit beside the name, the line ends before the space of `lead`.
            let rest = first.get(lead.len()..).unwrap_or_default().to_owned();
            lines.push(Line::from(vec![Span::styled(lead, name_style), Span::raw(rest)]));
        }
        lines.extend(folded.map(Line::from));
    }
}

/// The part of a line that fits.
fn cut(line: &str, width: usize) -> String {
    if line.width() <= width {
        return line.to_owned();
    }
    let mut short = String::new();
    for c in line.chars() {
        if short.width() + c.to_string().width() + 1 > width {
            break;
        }
        short.push(c);
    }
    short + "…"
}

/// Arrows as words, for terminals that have only ASCII.
fn arrows(screen: &Screen, text: &str) -> String {
    if screen.look.unicode {
        return text.to_owned();
    }
    text.replace('↑', "Up").replace('↓', "Down").replace('←', "Left").replace('→', "Right")
}

fn status_style(status: Status, colour: bool) -> Style {
    if !colour {
        return Style::new();
    }
    match status {
        Status::Met => Style::new().fg(Color::Green),
        Status::Partial => Style::new().fg(Color::Yellow),
        Status::Unmet => Style::new().fg(Color::Red),
        Status::Unknown => Style::new().fg(Color::Magenta),
        Status::NotApplicable => DIM,
    }
}

fn length(lines: &[Line<'_>]) -> u16 {
    small(lines.len())
}

fn small(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

const ASCII_BORDER: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};
