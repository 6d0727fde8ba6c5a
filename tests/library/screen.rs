//! The questionnaire on the whole terminal, as a person would see it.

use std::{
    cell::RefCell,
    fs,
    io::{self, Write},
    num::NonZero,
    rc::Rc,
};

use insta::assert_snapshot;
use registry_maturity::{
    questionnaire::{
        Conversation, Event, NotSaved, Only, Question, Questionnaire, Selection, Store,
        keys::{BINDINGS, Task},
        screen::{Action, Canvas, KeyPress, Screen},
    },
    render::terminal::Terminal as Look,
};
use registry_maturity_core::{
    catalogue::{Catalogue, Hosting},
    evidence::PathFault,
    profile::{Profile, Status},
    text::{Source, is_hidden},
};

use crate::tricks::{TRICKS, hostile_profile};

#[derive(Clone, Default)]
struct Memory {
    text: Rc<RefCell<String>>,
    is_full: Rc<RefCell<bool>>,
}

impl Store for Memory {
    fn look(&mut self, _before: &str) -> Result<(), NotSaved> {
        Ok(())
    }

    fn save(&mut self, _before: &str, text: &str) -> Result<Option<String>, NotSaved> {
        if *self.is_full.borrow() {
            return Err(NotSaved::Failed(
                "profile.yaml can't be written (No space left on device)".to_owned(),
            ));
        }
        *self.text.borrow_mut() = text.to_owned();
        Ok(None)
    }

    fn broken_paths(&mut self, profile: &Profile) -> Option<Vec<(String, PathFault)>> {
        let paths = profile.all_evidence().filter(|it| !it.is_address()).map(|it| it.as_str().to_owned());
        Some(paths.filter(|path| path != EXISTING).map(|path| (path, PathFault::Missing)).collect())
    }
}

/// The only path that leads to something.
const EXISTING: &str = "help/names.md";

/// A terminal, which shows what was written to it.
#[derive(Clone)]
struct Terminal(Rc<RefCell<vt100::Parser>>);

impl Terminal {
    fn new((columns, rows): (u16, u16)) -> Terminal {
        let size = |size| NonZero::new(size).expect("not zero");
        Terminal(Rc::new(RefCell::new(vt100::Parser::new(size(rows), size(columns), 0))))
    }

    fn cells(&self) -> Vec<Vec<vt100::Cell>> {
        let parser = self.0.borrow();
        let (rows, columns) = parser.screen().size();
        let cell = |row, column| parser.screen().cell(row, column).cloned().expect("a cell");
        (0..rows.get()).map(|row| (0..columns.get()).map(|column| cell(row, column)).collect()).collect()
    }

    /// The rows, each in quotation marks, so that spaces at the end can be seen.
    fn text(&self) -> String {
        let symbol = |cell: &vt100::Cell| {
            match cell.contents() {
                "" if cell.is_wide_continuation() => "",
                "" => " ",
                symbol => symbol,
            }
            .to_owned()
        };
        let row =
            |cells: &Vec<vt100::Cell>| format!("\"{}\"\n", cells.iter().map(symbol).collect::<String>());
        self.cells().iter().map(row).collect()
    }
}

impl Write for Terminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A user at a terminal.
struct Desk {
    terminal: Terminal,
    canvas: Canvas<Terminal>,
    screen: Screen,
    conversation: Conversation<'static>,
    memory: Memory,
}

impl Desk {
    fn new(text: &str, size: (u16, u16), unicode: bool) -> Desk {
        Desk::with(text, size, unicode, Only::All, Ok(()))
    }

    fn with(text: &str, size: (u16, u16), unicode: bool, only: Only, editor: Result<(), String>) -> Desk {
        let memory = Memory::default();
        *memory.text.borrow_mut() = text.to_owned();
        let selection = Selection { tracks: Vec::new(), only, as_of: "2026-11-22".parse().expect("a day") };
        let questionnaire =
            Questionnaire::begin(Source::new("profile.yaml", text), selection).expect("a profile");
        let conversation = Conversation::new(questionnaire, memory.clone());
        let look = Look { width: usize::from(size.0), unicode, colour: false, linear: false };
        let screen = Screen::new(&conversation, look, editor);
        let terminal = Terminal::new(size);
        let canvas = Canvas::of_size(terminal.clone(), size.0, size.1).expect("a canvas");
        let mut desk = Desk { terminal, canvas, screen, conversation, memory };
        desk.draw();
        desk
    }

    fn example(name: &str, size: (u16, u16)) -> Desk {
        let path = format!("{}/examples/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
        Desk::new(&fs::read_to_string(path).expect("an example"), size, true)
    }

    fn draw(&mut self) {
        self.canvas.draw(&mut self.screen, &self.conversation).expect("drawn");
    }

    fn press(&mut self, key: KeyPress) -> Action {
        let action = self.screen.key(key, &mut self.conversation);
        self.draw();
        action
    }

    fn letters(&mut self, letters: &str) -> &mut Desk {
        for letter in letters.chars() {
            self.press(KeyPress::Char(letter));
        }
        self
    }

    fn enter(&mut self) -> &mut Desk {
        self.press(KeyPress::Enter);
        self
    }

    fn go(&mut self, words: &str) -> &mut Desk {
        self.letters("/").letters(words).enter()
    }

    fn text(&self) -> String {
        self.memory.text.borrow().clone()
    }

    /// The screen once it is drawn again.
    fn shown(&mut self) -> String {
        self.draw();
        self.seen()
    }

    fn seen(&self) -> String {
        self.terminal.text()
    }

    /// Checks that this is shown beside the tracks.
    #[track_caller]
    fn shows(&self, what: &str) {
        assert!(self.beside_the_tracks().contains(what), "{what}: {}", self.seen());
    }

    /// What is shown beside the tracks, in one line.
    fn beside_the_tracks(&self) -> String {
        let seen = self.seen();
        let rows = seen.lines().filter_map(|row| row.trim_matches('"').rsplit('│').next());
        rows.map(str::trim).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn a_question_at_120_80_and_40_columns() {
    for size in [(120, 40), (80, 24), (40, 20), (40, 15)] {
        let mut desk = Desk::example("in-house", size);
        desk.go("leaked credential");
        assert_snapshot!(format!("question_{}x{}", size.0, size.1), desk.shown());
    }
}

#[test]
fn every_key_hint_is_at_the_bottom_of_a_common_terminal() {
    let all = "m p u d x answer,Enter next,? help,a more,q quit,← back,n note,e evidence,b provider,i intent,l plan,/ find,\
               z undo,Z redo,w explain,f filter,c clauses,t scorecard,o overview";
    for size in [(80, 24), (40, 24)] {
        let mut desk = Desk::example("in-house", size);
        desk.go("leaked credential");
        for key in all.split(',') {
            assert!(desk.seen().contains(&format!(" {key} ")), "{key}: {}", desk.seen());
        }
    }
    let mut desk = Desk::example("in-house", (40, 15));
    desk.go("leaked credential");
    let seen = desk.seen();
    assert!(seen.contains(" ? help ") && seen.contains(" e evidence "), "{seen}");
}

#[test]
fn no_words_are_cut_at_40_columns() {
    let mut desk = Desk::example("in-house", (40, 40));
    desk.go("leaked credential");
    let seen = desk.seen();
    assert!(seen.contains("    log-in: not met ") && seen.contains("    sign-up: met "), "{seen}");
    let mut desk = Desk::example("in-house", (40, 24));
    desk.letters("/").letters("provenance");
    let seen = desk.seen();
    assert!(seen.contains("build-provenance)"), "{seen}");
    desk.press(KeyPress::Esc);
    desk.letters("/");
    for _ in 0..4 {
        desk.press(KeyPress::Down);
    }
    desk.enter();
    assert_snapshot!("hosting_40x24", desk.shown());
    desk.letters("/");
    for _ in 0..30 {
        desk.press(KeyPress::Down);
    }
    assert!(desk.seen().contains("\"> "), "the chosen one is in sight: {}", desk.seen());
}

#[test]
fn the_questions_about_the_registry_are_found_by_words() {
    for (words, question) in [
        ("hosting", "only host source code?"),
        ("user accounts", "Does the registry have user accounts?"),
        ("registry's name", "What is the registry called?"),
    ] {
        let mut desk = Desk::example("in-house", (120, 40));
        desk.go(words);
        assert!(desk.seen().contains(question), "{words}: {}", desk.seen());
    }
}

#[test]
fn an_answer_moves_the_levels_at_once() {
    let mut desk = Desk::example("in-house", (100, 30));
    desk.go("vulnerability-disclosure").press(KeyPress::Right);
    desk.letters("m");
    assert_snapshot!("answered", desk.shown());
    assert!(desk.text().contains("safe-harbor:\n        status: met\n"), "{}", desk.text());
}

#[test]
fn the_taxonomy_shows_which_tracks_leave() {
    let mut desk = Desk::example("in-house", (80, 24));
    desk.go("user accounts").letters("n");
    assert_snapshot!("taxonomy", desk.shown());
}

#[test]
fn texts_lists_and_pages_at_40_and_80_columns() {
    for size in [(80, 24), (40, 15)] {
        let mut desk = Desk::example("in-house", size);
        let name = |what: &str| format!("{what}_{}x{}", size.0, size.1);
        desk.go("build-prov")
            .letters("n")
            .letters("Since May, 日本語 too, for every package that is built here.");
        desk.press(KeyPress::NewLine);
        desk.letters("More to come.");
        assert_snapshot!(name("writing"), desk.shown());
        desk.enter().letters("l");
        assert_snapshot!(name("plan"), desk.shown());
        desk.press(KeyPress::Esc);
        desk.letters("/mfa");
        assert_snapshot!(name("finder"), desk.shown());
        desk.press(KeyPress::Esc);
        desk.letters("?");
        assert_snapshot!(name("help"), desk.shown());
        desk.press(KeyPress::Esc);
        desk.letters("t");
        assert_snapshot!(name("scorecard"), desk.shown());
    }
}

#[test]
fn a_terminal_of_ascii_gets_ascii() {
    let mut desk = Desk::new("principles: \"0.1\"\nregistry: {name: Kestrel}\n", (80, 24), false);
    desk.go("user accounts").letters("y12").enter().letters("mn?");
    assert!(desk.seen().lines().all(str::is_ascii), "{}", desk.seen());
    // Messages quote, and what is too long is cut.
    desk.press(KeyPress::Esc);
    desk.letters("e").letters("neither address nor path, but ").letters(&"long ".repeat(40)).enter();
    assert!(desk.seen().contains('"'), "{}", desk.seen());
    assert!(desk.seen().lines().all(str::is_ascii), "{}", desk.seen());
}

#[test]
fn a_new_profile_begins_with_its_name() {
    let mut desk = Desk::new("", (80, 24), true);
    assert!(desk.seen().contains("an hour. Leave at any time"), "{}", desk.seen());
    assert_snapshot!("welcome_80x24", desk.shown());
    desk.enter();
    assert!(desk.seen().contains("What is the registry called?"));
    desk.letters("Kestrel");
    desk.press(KeyPress::Tab);
    desk.letters("kestrel.example.org").enter();
    assert!(desk.seen().contains("Enter save"), "after the last field it saves: {}", desk.seen());
    desk.enter();
    desk.shows("like https://kestrel.example.org");
    assert_eq!(desk.text(), "", "nothing of a form that is refused is saved");
    assert!(
        desk.seen().contains("> Its address"),
        "the cursor is in the field that is wrong: {}",
        desk.seen()
    );
    desk.press(KeyPress::Home);
    desk.letters("https://");
    desk.press(KeyPress::Tab);
    desk.letters("The team");
    assert_snapshot!("registry_80x24", desk.shown());
    desk.enter();
    assert!(desk.seen().contains("Created profile.yaml."), "{}", desk.seen());
    assert!(desk.text().contains("url: https://kestrel.example.org"), "{}", desk.text());
    assert!(desk.text().contains("by: The team"), "{}", desk.text());
    assert!(desk.text().contains("name: Kestrel"));
    assert!(desk.seen().contains("Does the registry have user accounts?"), "{}", desk.seen());
    desk.letters("y1").letters("2");
    assert!(desk.text().contains("hosting: [built-packages, builds]"), "{}", desk.text());
    // Before there is a name, there is nothing to save, so leaving the form quits.
    let mut desk = Desk::new("", (80, 24), true);
    assert_eq!(desk.press(KeyPress::Esc), Action::Quit);
    let mut desk = Desk::new("", (80, 24), true);
    desk.enter();
    assert_eq!(desk.press(KeyPress::Esc), Action::Quit);
}

#[test]
fn what_does_not_apply_asks_why_and_what_is_not_saved_stays() {
    let mut desk = Desk::new("principles: \"0.1\"\nregistry: {name: Kestrel}\n", (80, 24), true);
    desk.go("email").letters("x");
    assert!(desk.seen().contains("Why does it not apply?"));
    assert!(desk.seen().contains("Verified email addresses"), "what it is about stays: {}", desk.seen());
    desk.enter();
    assert!(desk.seen().contains("Why does it not apply?"), "a reason is needed");
    assert!(desk.seen().contains("The reason is missing."), "{}", desk.seen());
    desk.letters("Nobody signs in.");
    *desk.memory.is_full.borrow_mut() = true;
    desk.enter();
    desk.shows("No space left on device");
    assert!(desk.seen().contains("Nobody signs in."), "{}", desk.seen());
    assert!(!desk.text().contains("Nobody signs in."));
    *desk.memory.is_full.borrow_mut() = false;
    desk.enter();
    assert!(desk.text().contains("note: Nobody signs in."));
}

#[test]
fn intent_plan_and_undo_by_keys() {
    let mut desk = Desk::new("principles: \"0.1\"\nregistry: {name: Kestrel}\n", (80, 24), true);
    desk.go("verified email").letters("u").press(KeyPress::Left);
    desk.letters("id").enter().letters("No money.").enter();
    assert!(desk.text().contains("intent: declined"), "{}", desk.text());
    desk.letters("l");
    for _ in 0..3 {
        desk.press(KeyPress::Tab);
    }
    desk.letters("2027-02-30").enter().enter();
    assert!(desk.seen().contains("Enter save"), "it is the last field: {}", desk.seen());
    desk.enter();
    assert!(desk.seen().contains("the calendar has no such day"), "{}", desk.seen());
    assert!(desk.seen().contains("> Due"), "the cursor is in the field that is wrong: {}", desk.seen());
    desk.press(KeyPress::Backspace);
    desk.press(KeyPress::Backspace);
    desk.letters("28");
    desk.press(KeyPress::Ctrl('s'));
    assert!(desk.text().contains("due: 2027-02-28"), "{}", desk.text());
    desk.letters("zzz");
    assert_eq!(desk.text().trim_end().lines().last(), Some("registry: {name: Kestrel}"));
}

#[test]
fn the_editor_writes_what_is_written_here() {
    let mut desk = Desk::new("principles: \"0.1\"\nregistry: {name: Kestrel}\n", (80, 24), true);
    desk.go("verified email").letters("m").press(KeyPress::Left);
    desk.letters("nBegun");
    let action = desk.press(KeyPress::Ctrl('g'));
    assert_eq!(action, Action::Compose("Begun".to_owned()));
    desk.screen.composed(Err("The editor `vi` failed: it ended with exit status: 1".to_owned()));
    desk.draw();
    assert!(
        desk.seen().contains("The editor `vi` failed") && desk.seen().contains("Begun"),
        "{}",
        desk.seen()
    );
    let before = desk.text();
    desk.screen.composed(Ok("Begun\nand ended.\n".to_owned()));
    assert!(desk.shown().contains("and ended."), "{}", desk.seen());
    desk.shows("Not saved yet: Enter saves it.");
    assert_eq!(desk.text(), before, "the form is still open");
    desk.enter();
    assert!(desk.text().contains("Begun\n      and ended."), "{}", desk.text());
    // A field of one line stays one, and in the middle of a form another key saves.
    desk.letters("u").press(KeyPress::Left);
    desk.letters("l");
    desk.press(KeyPress::Tab);
    desk.press(KeyPress::Tab);
    assert_eq!(desk.press(KeyPress::Ctrl('g')), Action::Compose(String::new()));
    desk.screen.composed(Ok("The team\nfor accounts\n".to_owned()));
    desk.draw();
    desk.shows("Not saved yet: Ctrl-S saves it.");
    desk.press(KeyPress::Ctrl('s'));
    assert!(desk.text().contains("owner: The team for accounts"), "{}", desk.text());
}

#[test]
fn ways_out() {
    let mut desk = Desk::example("go", (80, 24));
    assert_eq!(desk.press(KeyPress::Char('q')), Action::Quit);
    assert_eq!(desk.press(KeyPress::Ctrl('c')), Action::Interrupt);
    desk.letters("n");
    assert_eq!(desk.press(KeyPress::Ctrl('c')), Action::Interrupt);
}

/// With any size and any keys, nothing panics or is drawn outside.
#[test]
fn no_size_and_no_key_makes_it_panic() {
    let keys = "m?n日e\u{301}/xzcwfliabt1oZMrgs";
    for size in [(1, 1), (10, 4), (70, 5)] {
        let mut desk = Desk::example("in-house", size);
        for round in 1..3 {
            for letter in keys.chars() {
                desk.press(KeyPress::Char(letter));
                for key in [KeyPress::Down, KeyPress::Right, KeyPress::Delete] {
                    desk.press(key);
                }
                if round == 1 {
                    desk.press(KeyPress::Enter);
                }
                if round == 2 {
                    desk.press(KeyPress::Esc);
                }
            }
        }
    }
}

/// Malicious texts from the profile and from the clipboard, in every place that shows them.
#[test]
fn the_screen_hides_nothing() {
    let mut desk = Desk::new(&hostile_profile(), (100, 40), true);
    let tricks = TRICKS.join(" ");
    let (mut marked, mut written) = (0, 0);
    let mut look = |desk: &Desk| {
        let seen = desk.seen();
        assert!(!seen.replace('\n', "").contains(is_hidden), "{seen}");
        marked += usize::from(seen.contains("<U+"));
    };
    for capability in Catalogue::latest().capabilities().step_by(6) {
        desk.go(&capability.id.to_string());
        look(&desk);
        for place in "nebliwcto?/rM".chars() {
            let before = desk.text();
            desk.press(KeyPress::Char(place));
            look(&desk);
            desk.screen.paste(&tricks, &mut desk.conversation);
            desk.draw();
            look(&desk);
            desk.enter();
            look(&desk);
            written += usize::from(desk.text() != before);
            for _ in 0..3 {
                desk.press(KeyPress::Esc);
            }
            desk.conversation.act(&Event::Go(Question::Capability(capability.id)));
        }
    }
    assert!(marked > 24 && written > 24, "{marked} marked, {written} written");
}

const KESTREL: &str = "principles: \"0.1\"\nregistry: {name: Kestrel}\ntaxonomy: {accounts: {provider: GitHub}, hosting: [builds]}\n";

fn kestrel() -> Desk {
    kestrel_at((80, 24))
}

fn kestrel_at(size: (u16, u16)) -> Desk {
    Desk::new(KESTREL, size, true)
}

#[test]
fn answering_and_moving_on_is_one_step() {
    let mut desk = kestrel();
    assert!(desk.seen().contains("question 1 of"), "{}", desk.seen());
    desk.letters("m");
    assert!(desk.seen().contains("question 2 of"), "{}", desk.seen());
    assert!(desk.seen().contains("Saved: met (verified-email)."), "{}", desk.seen());
    desk.press(KeyPress::Down);
    desk.press(KeyPress::Down);
    desk.enter();
    assert!(desk.seen().contains("Saved: partly met (recovery-policy)."), "{}", desk.seen());
    assert!(desk.text().contains("recovery-policy: partial"), "{}", desk.text());
    assert!(desk.text().contains("date: 2026-11-22"), "{}", desk.text());
}

#[test]
fn addresses_pasted_at_a_question_are_evidence_and_text_is_kept() {
    let mut desk = kestrel();
    let addresses = "https://index.example.org/a\r\nhttps://index.example.org/b https://index.example.org/c";
    desk.screen.paste(addresses, &mut desk.conversation);
    desk.letters("m");
    for address in ["/a", "/b", "/c"] {
        assert!(desk.text().contains(&format!("- https://index.example.org{address}\n")), "{}", desk.text());
    }
    let before = desk.text();
    desk.screen.paste("A sentence, no address", &mut desk.conversation);
    desk.draw();
    assert!(desk.seen().contains("A sentence, no address"), "{}", desk.seen());
    assert_eq!(desk.text(), before);
    desk.enter();
    assert!(desk.text().contains("note: A sentence, no address"), "{}", desk.text());
}

#[test]
fn a_pasted_path_is_evidence_if_it_exists_and_anything_else_says_why_it_is_in_the_note() {
    let mut desk = kestrel();
    let _ = desk.screen.paste(&format!("{EXISTING}\n"), &mut desk.conversation);
    desk.draw();
    assert!(desk.text().contains(EXISTING) && !desk.text().contains("note:"), "{}", desk.text());
    desk.shows("Saved: evidence");
    let two = format!("{EXISTING}\nhelp/other.md");
    for text in ["help/other.md", "help/other.md\nhelp/more.md", &two, "larch.example.org/names", "Two words"]
    {
        let before = desk.text();
        let _ = desk.screen.paste(text, &mut desk.conversation);
        desk.draw();
        assert_eq!(desk.text(), before);
        desk.shows("so it is in the note; Tab goes to Evidence.");
        desk.press(KeyPress::Esc);
        desk.press(KeyPress::Esc);
    }
}

#[test]
fn a_capital_letter_answers_and_opens_evidence_and_note() {
    let mut desk = kestrel();
    desk.letters("P");
    desk.screen.paste("https://index.example.org/a https://index.example.org/b", &mut desk.conversation);
    desk.press(KeyPress::Tab);
    desk.letters("Since May.");
    assert_snapshot!("details_80x24", desk.shown());
    desk.enter();
    assert!(desk.seen().contains("question 2 of"), "{}", desk.seen());
    let text = desk.text();
    assert!(text.contains("status: partial") && text.contains("note: Since May."), "{text}");
    assert!(
        text.contains("- https://index.example.org/a\n") && text.contains("- https://index.example.org/b\n"),
        "{text}"
    );
    desk.letters("z");
    assert!(desk.seen().contains("Undone: evidence, note (verified-email)."), "{}", desk.seen());
    assert!(!desk.text().contains("Since May."), "one form is one change: {}", desk.text());
    desk.letters("Z");
    assert!(desk.seen().contains("Redone: evidence"), "{}", desk.seen());
    assert_eq!(desk.text(), text);
}

#[test]
fn nothing_typed_is_lost_by_one_key() {
    let mut desk = kestrel();
    desk.letters("nHalf a sentence");
    desk.press(KeyPress::Esc);
    assert!(
        desk.seen().contains("Not saved yet.") && desk.seen().contains("Half a sentence"),
        "{}",
        desk.seen()
    );
    desk.letters("!").press(KeyPress::Esc);
    desk.enter();
    assert!(desk.text().contains("note: Half a sentence!"), "{}", desk.text());
    let before = desk.text();
    desk.letters("n more");
    desk.press(KeyPress::Esc);
    desk.press(KeyPress::Esc);
    assert!(desk.seen().contains("Discarded"), "{}", desk.seen());
    assert_eq!(desk.text(), before);
}

#[test]
fn the_keys_of_a_line() {
    let mut desk = kestrel();
    desk.letters("btwo words");
    desk.press(KeyPress::Ctrl('a'));
    desk.letters("<");
    desk.press(KeyPress::Ctrl('e'));
    desk.letters(">");
    assert!(desk.seen().contains("<two words>"), "{}", desk.seen());
    desk.press(KeyPress::Ctrl('u'));
    desk.letters("GitHub").enter();
    assert!(desk.text().contains("delegated-to: GitHub"), "{}", desk.text());
}

#[test]
fn without_an_editor_its_key_says_so_and_suspending_keeps_everything() {
    let why = "No editor is set. Set VISUAL or EDITOR to use one.";
    let mut desk = Desk::with(KESTREL, (80, 24), true, Only::All, Err(why.to_owned()));
    desk.letters("nHalf");
    assert_eq!(desk.press(KeyPress::Ctrl('g')), Action::Stay);
    assert!(desk.seen().contains(why), "{}", desk.seen());
    assert_eq!(desk.press(KeyPress::Ctrl('z')), Action::Suspend);
    assert!(desk.seen().contains("Half"), "{}", desk.seen());
}

#[test]
fn the_identity_provider_is_named_once_and_offered_with_one_key() {
    let mut desk = kestrel();
    assert!(desk.seen().contains("g  GitHub provides this: met"), "{}", desk.seen());
    desk.letters("g");
    assert!(desk.text().contains("delegated-to: GitHub"), "{}", desk.text());
    assert!(desk.seen().contains("Saved: met, by GitHub (verified-email)."), "{}", desk.seen());
    desk.go("user accounts").letters("p");
    assert!(
        desk.seen().contains("Who provides log-in?") && desk.seen().contains("GitHub"),
        "{}",
        desk.seen()
    );
    desk.letters(", Google").enter();
    assert!(desk.text().contains("provider: [GitHub, Google]"), "{}", desk.text());
    assert_eq!(desk.text().matches(": met").count(), 1, "a name makes nothing met: {}", desk.text());
    desk.go("recovery-policy");
    assert!(desk.seen().contains("g  GitHub and Google provide this"), "{}", desk.seen());
    // Capabilities that are not about log-in do not offer it.
    desk.go("unpublish-policy");
    assert!(!desk.seen().contains("provides this"), "{}", desk.seen());
}

#[test]
fn a_ruling_answers_with_its_status_and_is_cited() {
    let mut desk = kestrel();
    desk.letters("r");
    assert_snapshot!("rulings_80x24", desk.shown());
    desk.enter();
    let ruling = Catalogue::latest().capability("verified-email").expect("it").rulings[0].id;
    assert!(desk.text().contains(&format!("ruling: {ruling}")), "{}", desk.text());
    desk.press(KeyPress::Left);
    desk.letters("u");
    assert!(!desk.text().contains("ruling:"), "it decides for another status: {}", desk.text());
    assert!(desk.seen().contains("This also removed"), "{}", desk.seen());
}

#[test]
fn a_stale_answer_is_confirmed_with_one_key() {
    let text = "principles: \"0.1\"\nregistry: {name: K}\nassessment: {date: 2024-01-01}\nanswers:\n  verified-email: {status: met, note: kept} # why\n  token-prefix: unmet\n";
    let mut desk = Desk::with(text, (80, 24), true, Only::Stale, Ok(()));
    assert!(desk.seen().contains("s  still true"), "{}", desk.seen());
    desk.letters("s");
    assert_eq!(desk.text(), text.replace("note: kept}", "note: kept, reviewed: 2026-11-22}"));
    assert!(desk.seen().contains("(token-prefix)"), "{}", desk.seen());
}

const PARTS: &str = "principles: \"0.1\"\nregistry: {name: K}\nassessment: {date: 2024-01-01}\nanswers:\n  brute-force-protection:\n    clauses:\n      login: met\n      second-factor: unmet\n  token-prefix: unmet\n";

#[test]
fn confirming_an_answer_in_parts_is_for_all_of_them_and_moves_past_them() {
    let mut desk = Desk::with(PARTS, (80, 24), true, Only::Stale, Ok(()));
    desk.shows("s  all parts are still true");
    desk.letters("s");
    desk.shows("Saved: all parts still true, reviewed 2026-11-22");
    desk.shows("(token-prefix)");
}

#[test]
fn confirming_parts_whose_next_review_has_passed_moves_past_them_once_the_form_is_saved_or_left() {
    let text = PARTS.replace("protection:\n", "protection:\n    review-by: 2025-01-01\n");
    for keys in [&[KeyPress::Esc][..], &[KeyPress::Enter], &[KeyPress::Ctrl('u'), KeyPress::Enter]] {
        let mut desk = Desk::with(&text, (80, 24), true, Only::Stale, Ok(()));
        desk.letters("s");
        desk.shows("> Review by");
        for key in keys {
            desk.press(*key);
        }
        assert!(desk.screen.shows_question(), "{keys:?}: {}", desk.seen());
        desk.shows("(token-prefix)");
    }
}

#[test]
fn what_is_due_says_since_when_and_what_has_no_answer_cannot_be_confirmed_or_removed() {
    let mut desk = Desk::new(PARTS, (80, 24), true);
    desk.go("token-prefix");
    desk.shows("Due for review: last reviewed on 2024-01-01, more than 12 months ago.");
    desk.letters("a");
    assert!(desk.seen().contains("1 Still true") && desk.seen().contains("Remove the whole answer"));
    desk.press(KeyPress::Esc);
    desk.go("verified-email");
    assert!(!desk.seen().contains("Due for review"), "{}", desk.seen());
    desk.letters("a");
    assert!(desk.seen().contains("1 Evidence"), "{}", desk.seen());
    for offered in ["Still true", "Remove the whole answer"] {
        assert!(!desk.seen().contains(offered), "{}", desk.seen());
    }
}

#[test]
fn an_answer_that_stays_due_for_review_asks_for_the_next_date_before_it_moves_on() {
    let text = PARTS.replace("unmet\n", "{status: unmet, review-by: 2025-01-01}\n");
    for key in ["s", "p"] {
        let text =
            text.replace("second-factor: {status: unmet, review-by: 2025-01-01}", "second-factor: unmet");
        let mut desk = Desk::new(&text, (80, 24), true);
        desk.go("token-prefix").letters(key);
        desk.shows("> Review by");
        desk.shows("token-prefix is still due for review");
        desk.press(KeyPress::Ctrl('u'));
        desk.letters("2027-01-01").enter();
        assert!(desk.text().contains("review-by: 2027-01-01"), "{}", desk.text());
        assert_ne!(desk.conversation.questionnaire().question().to_string(), "token-prefix");
    }
}

#[test]
fn a_form_that_opens_with_an_answer_moves_on_when_it_is_left_and_no_change_names_its_question() {
    let mut desk = kestrel();
    desk.go("verified-email");
    let question = desk.conversation.questionnaire().question();
    desk.letters("P");
    desk.press(KeyPress::Esc);
    assert_ne!(desk.conversation.questionnaire().question(), question);
    desk.press(KeyPress::Left);
    desk.letters("p");
    desk.shows("No change: this is already set (verified-email).");
}

#[test]
fn a_question_without_required_parts_is_asked_as_a_whole() {
    let mut desk = Desk::new(PARTS, (80, 24), true);
    desk.go("security-review");
    let clause = desk.conversation.questionnaire().question();
    let before = desk.text();
    assert!(desk.conversation.questionnaire().leaves_no_clause());
    desk.letters("x");
    desk.shows("Why does it not apply?");
    desk.shows("this is about the capability as a whole");
    desk.press(KeyPress::Esc);
    assert_eq!((desk.conversation.questionnaire().question(), desk.text()), (clause, before));
    desk.letters("xNo code.").enter();
    assert!(desk.text().contains("not-applicable"), "{}", desk.text());
    assert!(!desk.text().contains("security-reviews:\n    clauses"), "{}", desk.text());
}

#[test]
fn the_lines_of_a_text_are_not_a_list_and_those_of_evidence_are() {
    let text = "principles: \"0.1\"\nregistry: {name: K}\nanswers:\n  verified-email:\n    status: unmet\n    evidence: [https://a.example, https://b.example]\n    note: \"One.\\nTwo.\"\n    internal: \"Three.\\nFour.\"\n    plan: {summary: \"Five.\\nSix.\"}\n";
    let mut desk = Desk::new(text, (120, 40), true);
    desk.go("verified-email");
    for line in ["- https://a.example", "- https://b.example", "  One.", "  Two.", "  Four.", "  Six."] {
        assert!(desk.seen().contains(&format!("│ {line} ")), "{line}: {}", desk.seen());
    }
}

#[test]
fn a_number_finds_its_question() {
    let mut desk = kestrel();
    for number in [1, 12, 26] {
        desk.go(&number.to_string());
        desk.shows(&format!("question {number} of 26"));
    }
}

#[test]
fn the_welcome_has_help_and_leads_on() {
    let mut desk = Desk::new("", (80, 24), true);
    desk.letters("?");
    assert!(desk.seen().contains("At this question"), "{}", desk.seen());
    desk.press(KeyPress::Esc);
    assert!(desk.seen().contains("Welcome."), "{}", desk.seen());
    desk.enter();
    assert!(desk.seen().contains("What is the registry called?"), "{}", desk.seen());
}

#[test]
fn a_future_date_has_a_future_example_and_a_lost_plan_is_named_in_full() {
    let mut desk = kestrel();
    desk.go("verified-email").letters("u");
    desk.press(KeyPress::Left);
    desk.letters("lWrite it.").enter().letters("14").enter().letters("Bo").enter().letters("spring");
    desk.press(KeyPress::Ctrl('s'));
    desk.shows("YYYY-MM-DD, like 2027-03-31");
    desk.press(KeyPress::Ctrl('u'));
    desk.press(KeyPress::Ctrl('s'));
    desk.shows("Readers cannot follow the issue “14”");
    desk.letters("m");
    desk.shows("This also removed the plan “Write it” with its issue and owner.");
}

#[test]
fn a_recommended_part_without_an_answer_is_named_at_the_end_and_not_asked_first_again() {
    let all =
        Catalogue::latest().capabilities().filter(|capability| capability.id.as_str() != "security-reviews");
    let answers: String = all.map(|capability| format!("  {}: met\n", capability.id)).collect();
    let text = format!(
        "principles: \"0.1\"\nregistry: {{name: K}}\ntaxonomy: {{accounts: true, hosting: [built-packages, builds]}}\nanswers:\n{answers}  security-reviews: {{clauses: {{periodic-reviews: met}}}}\n"
    );
    let desk = Desk::new(&text, (120, 40), true);
    assert_eq!(desk.conversation.questionnaire().question(), Question::End);
    assert!(
        desk.beside_the_tracks()
            .contains("Every capability has an answer. 1 recommended part has none: remediations-published."),
        "{}",
        desk.seen()
    );
}

#[test]
fn the_overview_sets_the_date_of_the_assessment() {
    let mut desk = Desk::new(PARTS, (80, 24), true);
    desk.letters("o4").enter();
    assert!(desk.text().contains("date: 2026-11-22"), "{}", desk.text());
    assert!(desk.seen().contains("> 4 Assessed on: 2026-11-22"), "{}", desk.seen());
    desk.shows("without a review date of their own");
    for (day, why) in [("2026-11-23", "in the future"), ("yesterday", "YYYY-MM-DD")] {
        desk.letters("4");
        desk.press(KeyPress::Ctrl('u'));
        desk.letters(day).enter();
        desk.shows(why);
        assert!(desk.text().contains("date: 2026-11-22"), "{}", desk.text());
        desk.press(KeyPress::Esc);
        desk.press(KeyPress::Esc);
    }
}

#[test]
fn the_overview_changes_what_is_said_about_the_registry() {
    for size in [(120, 40), (80, 24), (40, 20), (40, 15)] {
        let mut desk = Desk::example("in-house", size);
        desk.letters("o");
        assert_snapshot!(format!("overview_{}x{}", size.0, size.1), desk.shown());
    }
    let mut desk = kestrel();
    desk.letters("o").enter();
    desk.press(KeyPress::Ctrl('u'));
    desk.letters("Falcon").enter().enter().enter();
    assert!(desk.text().contains("name: Falcon"), "{}", desk.text());
    assert!(desk.seen().contains("> 1 Name: Falcon"), "the overview stays: {}", desk.seen());
    desk.letters("t").enter();
    desk.press(KeyPress::Down);
    desk.press(KeyPress::Down);
    desk.enter();
    assert!(desk.text().contains("authentication: 2"), "{}", desk.text());
    assert!(desk.seen().contains("Saved: target level 2 for Authentication."), "{}", desk.seen());
    desk.letters("92");
    assert!(desk.text().contains("general: 2"), "{}", desk.text());
    desk.press(KeyPress::Home);
    assert!(desk.seen().contains("> 1 Name"), "{}", desk.seen());
    desk.letters("8");
    desk.press(KeyPress::Esc);
    assert!(desk.seen().contains("> 8 Target"), "leaving a choice leads back: {}", desk.seen());
    desk.press(KeyPress::Esc);
    assert!(!desk.seen().contains("Overview"), "{}", desk.seen());
}

#[test]
fn a_track_that_is_left_out_is_offered_in_the_overview() {
    let text =
        "principles: \"0.1\"\nregistry: {name: K}\ntaxonomy: {accounts: true, hosting: [source-only]}\n";
    let mut desk = Desk::new(text, (120, 40), true);
    desk.go("token prefix");
    desk.shows("To assess it anyway, choose it in the overview.");
    desk.letters("o");
    desk.press(KeyPress::End);
    assert!(desk.seen().contains("Also assess Authorization: no"), "{}", desk.seen());
    desk.enter();
    desk.press(KeyPress::Esc);
    assert_eq!(desk.text(), text);
    desk.enter().letters("Our client uses API tokens.").enter();
    assert!(
        desk.text().contains("also-assess:\n  authorization: Our client uses API tokens."),
        "{}",
        desk.text()
    );
    assert_snapshot!("also_assess_120x40", desk.shown());
    desk.press(KeyPress::End);
    desk.enter();
    assert_eq!(desk.text(), format!("{text}also-assess:\n"));
}

#[test]
fn the_name_of_the_file_hides_nothing() {
    let selection =
        Selection { tracks: Vec::new(), only: Only::All, as_of: "2026-11-22".parse().expect("a day") };
    let name = "\u{1b}[31mprofile\u{202e}.yaml";
    let questionnaire = Questionnaire::begin(Source::new(name, ""), selection).expect("a new profile");
    let conversation = Conversation::new(questionnaire, Memory::default());
    let look = Look { width: 80, unicode: true, colour: false, linear: false };
    let mut screen = Screen::new(&conversation, look, Ok(()));
    let terminal = Terminal::new((80, 24));
    let mut canvas = Canvas::of_size(terminal.clone(), 80, 24).expect("a canvas");
    canvas.draw(&mut screen, &conversation).expect("drawn");
    let seen = terminal.text();
    assert!(!seen.replace('\n', "").contains(is_hidden), "{seen}");
    assert!(seen.contains("<U+202E>"), "{seen}");
}

/// What is shown in reverse below the head, from the first such character.
fn reversed(desk: &Desk) -> String {
    let cells = desk.terminal.cells();
    let inverse = cells.iter().skip(1).flatten().filter(|cell| cell.inverse());
    inverse.map(|cell| if cell.has_contents() { cell.contents() } else { " " }).collect()
}

#[test]
fn every_answer_is_in_view_in_a_small_terminal_and_so_is_the_one_that_is_chosen() {
    for size in [(40, 15), (40, 20), (60, 15), (80, 24)] {
        let mut desk = Desk::new(KESTREL, size, true);
        desk.go("the registry's name");
        let mut questions = 0;
        while desk.conversation.questionnaire().question() != Question::End {
            let choices = desk.conversation.view().choices;
            for choice in &choices {
                let is_seen = desk.seen().contains(&format!(") {}  ", choice.key))
                    || desk.seen().contains(&format!("] {}  ", choice.key));
                assert!(is_seen, "{size:?}: {}\n{}", choice.key, desk.seen());
            }
            for _ in &choices {
                desk.press(KeyPress::Up);
            }
            for choice in &choices {
                let chosen = reversed(&desk);
                let key = chosen.chars().nth("( ) ".len());
                assert_eq!(key, Some(choice.key), "{size:?}: {chosen}\n{}", desk.seen());
                desk.press(KeyPress::Down);
            }
            desk.press(KeyPress::Right);
            questions += 1;
        }
        assert!(questions > 32, "{questions} questions");
    }
}

#[test]
fn at_the_end_the_whole_scorecard_can_be_read() {
    for size in [(120, 40), (80, 24), (40, 15)] {
        let mut desk = Desk::example("in-house", size);
        desk.conversation.act(&Event::Go(Question::End));
        assert_snapshot!(format!("end_{}x{}", size.0, size.1), desk.shown());
        assert!(!desk.seen().contains(" note ") && !desk.seen().contains(" next "), "{}", desk.seen());
        desk.letters("t");
        desk.press(KeyPress::End);
        assert!(desk.seen().contains("registry-maturity"), "the colophon: {}", desk.seen());
        desk.press(KeyPress::Esc);
        assert!(desk.seen().contains("No more questions"), "{}", desk.seen());
    }
}

#[test]
fn the_header_and_the_list_of_filters_say_what_is_asked() {
    for (size, only) in [
        ((120, 40), "answered, only: unknown, General Capabilities "),
        ((80, 24), "answered, only: unknown, General Capabilities "),
        ((40, 20), "\" only: unknown, General Capabilities "),
    ] {
        let mut desk = Desk::example("in-house", size);
        assert!(!desk.seen().contains("only:"), "{}", desk.seen());
        desk.letters("f3f");
        assert!(desk.seen().contains("> 3 unknown (now)"), "{}", desk.seen());
        desk.press(KeyPress::End);
        desk.press(KeyPress::Up);
        desk.enter();
        assert!(
            desk.seen().contains(only) && desk.seen().contains(" Kestrel Package Ind"),
            "{}",
            desk.seen()
        );
        desk.letters("f");
        desk.press(KeyPress::End);
        assert!(desk.seen().contains("General Capabilities (now)"), "{}", desk.seen());
    }
}

/// The keys that open a list, and the words in its last item.
const LISTS: [(&str, &str); 6] = [
    ("r", "9 Met: API tokens"),
    ("i", "none: no intent"),
    ("a", "Remove the whole answer"),
    ("f", "CLI Tooling"),
    ("o", "Also assess Authorization"),
    ("/", "(reachability-analysis)"),
];

#[test]
fn every_list_can_be_paged_to_both_ends_and_says_that_there_is_more() {
    for size in [(120, 40), (80, 24), (40, 15)] {
        for (key, last) in LISTS {
            let mut desk = kestrel_at(size);
            let strong_mfa = Catalogue::latest().capability("strong-mfa").expect("it").id;
            desk.conversation.act(&Event::Go(Question::Capability(strong_mfa)));
            desk.conversation.act(&Event::Status(Status::Unmet));
            desk.letters(key);
            let first = desk.seen();
            assert_eq!(first.contains("↓ more"), !first.contains(last), "{key} at {size:?}: {first}");
            let mut before = String::new();
            while desk.seen() != before {
                before = desk.seen();
                desk.press(KeyPress::PageDown);
            }
            assert!(before.contains(last) && !before.contains("↓ more"), "{key} at {size:?}: {before}");
            if key == "/" {
                continue; // Home and End move in the text.
            }
            desk.press(KeyPress::Home);
            assert_eq!(desk.seen(), first, "{key} at {size:?}");
            desk.press(KeyPress::End);
            assert_eq!(desk.seen(), before, "{key} at {size:?}");
            let mut before = String::new();
            while desk.seen() != before {
                before = desk.seen();
                desk.press(KeyPress::PageUp);
            }
            assert!(first == before || key == "f", "{key} at {size:?}: {before}");
        }
    }
}

#[test]
fn an_item_that_is_higher_than_the_screen_is_scrolled() {
    let mut desk = kestrel_at((40, 10));
    desk.go("strong-mfa").letters("r");
    desk.press(KeyPress::End);
    let end = desk.seen();
    assert!(end.contains("↑ more"), "{end}");
    desk.press(KeyPress::Home);
    let mut seen = desk.seen();
    let mut steps = 0;
    while !desk.seen().contains("↑ more") {
        desk.press(KeyPress::Down);
        assert_ne!(desk.seen(), seen, "each key moves something");
        seen = desk.seen();
        steps += 1;
    }
    assert!(steps > 9, "it took {steps} steps through 9 rulings");
}

#[test]
fn the_arrows_move_from_the_current_answer() {
    let mut desk = kestrel();
    desk.letters("u").press(KeyPress::Left);
    desk.press(KeyPress::Up);
    assert!(reversed(&desk).contains("p  partly met"), "{}", desk.seen());
    let mut desk = kestrel();
    desk.letters("u").press(KeyPress::Left);
    desk.press(KeyPress::Down);
    assert!(reversed(&desk).contains("d  not known"), "{}", desk.seen());
    let mut desk = kestrel();
    desk.press(KeyPress::Down);
    assert!(reversed(&desk).contains("m  met"), "without an answer, from the first: {}", desk.seen());
    let mut desk = kestrel();
    desk.press(KeyPress::Up);
    assert!(reversed(&desk).contains("g  GitHub"), "or from the last: {}", desk.seen());
}

#[test]
fn the_column_of_tracks_stays_as_it_is_when_there_are_messages() {
    for size in [(120, 40), (80, 24)] {
        let mut desk = Desk::example("in-house", size);
        let column = |desk: &Desk| {
            let rows = desk.seen();
            let rows = rows.lines().filter_map(|row| row.split_once('│'));
            rows.map(|(tracks, _)| tracks.to_owned()).collect::<Vec<_>>()
        };
        let before = column(&desk);
        assert!(before.iter().any(|row| row.contains("4 of 5 answered")), "{before:?}");
        desk.letters("o").press(KeyPress::Esc);
        desk.letters("Z");
        assert!(desk.seen().contains("There is nothing to redo."), "{}", desk.seen());
        assert_eq!(column(&desk), before);
    }
}

/// An address or a command may be wider than a narrow terminal, and documents do not break it.
#[test]
fn nothing_is_cut_off_a_page() {
    for key in ["t", "w", "?"] {
        let mut desk = kestrel_at((40, 15));
        desk.letters(key);
        let mut pages = desk.seen();
        while desk.seen().contains("↓ more") {
            desk.press(KeyPress::Down);
            pages += &desk.seen();
        }
        pages.retain(|c| c != '"' && !c.is_whitespace());
        let address = "https://repos.openssf.org/principles-for-package-repository-security(CC";
        assert!(pages.contains(address), "{key}: {pages}");
    }
}

/// Every kind of question: about the registry, with one answer and with several, a capability as a whole and by clause,
/// answered and not, and the end.
fn kinds_of_questions() -> Vec<Question> {
    let capability = |id: &str| Catalogue::latest().capability(id).expect("a capability");
    let clause = |id: &str| Question::Clause(capability(id).id, capability(id).clauses[0].id);
    let others = [
        Question::Capability(capability("verified-email").id),
        Question::Capability(capability("recovery-policy").id),
        Question::Capability(capability("unpublish-policy").id),
        clause("unpublish-policy"),
        clause("package-reporting"),
        Question::End,
    ];
    Question::ABOUT_REGISTRY.into_iter().chain(others).collect()
}

fn desk_at(question: Question) -> Desk {
    let text = KESTREL.to_owned()
        + "answers:\n  verified-email: met\n  unpublish-policy: met\n  package-reporting: {clauses: {ui: unmet}}\n";
    let mut desk = Desk::new(&text, (80, 24), true);
    desk.conversation.act(&Event::Go(question));
    desk.press(KeyPress::PageUp);
    desk
}

#[test]
fn every_key_at_every_question_does_something_or_says_why_not() {
    let keys = ('a'..='z').chain('A'..='Z').chain('1'..='9').chain("/?".chars()).map(KeyPress::Char);
    let keys: Vec<KeyPress> = keys.chain([KeyPress::Enter, KeyPress::Left]).collect();
    for question in kinds_of_questions() {
        let mut desk = desk_at(question);
        let (silent, text) = (desk.seen(), desk.text());
        for key in &keys {
            let action = desk.screen.key(*key, &mut desk.conversation);
            let is_done = action != Action::Stay
                || desk.text() != text
                || desk.conversation.questionnaire().question() != question
                || !desk.screen.shows_question();
            if is_done {
                desk = desk_at(question);
            } else {
                assert_ne!(desk.shown(), silent, "{key:?} at {question} is silent");
            }
        }
    }
}

#[test]
fn the_help_and_the_key_hints_are_about_the_current_question() {
    for question in kinds_of_questions() {
        let mut desk = desk_at(question);
        let choices = desk.conversation.view().choices;
        let foot: Vec<String> = desk.seen().lines().rev().take(3).map(str::to_owned).collect();
        let foot = foot.join(" ");
        desk.letters("?");
        let mut help = desk.beside_the_tracks();
        while desk.seen().contains("↓ more") {
            desk.press(KeyPress::PageDown);
            help += &desk.beside_the_tracks();
        }
        let (here, elsewhere) = help.split_once("Not at this question").expect("both parts");
        for choice in &choices {
            assert!(here.contains(&format!(" {}  ", choice.key)), "{question}: {here}");
        }
        let is_capability = desk.conversation.questionnaire().takes_fields();
        assert_eq!(here.contains("M P U D"), is_capability, "{question}: {here}");
        assert_eq!(elsewhere.contains("m p u d x"), !is_capability, "{question}: {elsewhere}");
        for binding in BINDINGS {
            let line = format!(" {}  {}: ", binding.name, binding.word);
            let is_offered = foot.contains(&format!(" {} {} ", binding.name, binding.word));
            let is_text = foot.contains(" e change ") && matches!(binding.task, Task::Details(_));
            let is_answer = choices.iter().any(|choice| choice.key == binding.key);
            let is_elsewhere = !is_offered && !is_text && !is_answer;
            assert_eq!(elsewhere.contains(&line), is_elsewhere, "{question}: {line}: {help}");
        }
    }
}

#[test]
fn a_text_about_the_registry_has_one_key() {
    for words in ["registry's name", "registry's address", "who assesses"] {
        let mut desk = kestrel();
        desk.go(words);
        let seen = desk.seen();
        assert!(seen.contains(" e change ") && !seen.contains(" evidence "), "{seen}");
        assert!(!seen.contains(" n note "), "{seen}");
    }
}

#[test]
fn what_would_be_refused_is_refused_before_anything_is_written() {
    let mut desk = kestrel();
    desk.letters("m").press(KeyPress::Left);
    for (key, why) in [
        ("l", "A plan is only for what is not fully met; the answer here is: met."),
        ("i", "An intent is only for what is not fully met; the answer here is: met."),
        ("y", "This is not an answer here; the answers are m, p, u, d, x and g."),
        ("s", "s is offered only if an answer about a capability is due for review"),
        ("c", "This question has no clauses."),
    ] {
        desk.letters(key);
        assert!(
            desk.screen.shows_question() && desk.beside_the_tracks().contains(why),
            "{key}: {}",
            desk.seen()
        );
    }
    let mut desk = Desk::new(&format!("{KESTREL}answers: {{unpublish-policy: met}}\n"), (80, 24), true);
    desk.go("unpublish-policy").letters("c");
    for keys in ["e", "n", "a2", "a3"] {
        desk.letters(keys);
        assert!(desk.screen.shows_question(), "{keys}: {}", desk.seen());
        desk.shows("Answer the clause first.");
    }
    let mut desk = Desk::new(&KESTREL.replace("{provider: GitHub}", "true"), (80, 24), true);
    desk.letters("g");
    desk.shows("g is offered only if an identity provider handles the log-in");
}

#[test]
fn a_refused_form_names_the_wrong_field_and_puts_the_cursor_there() {
    let mut desk = Desk::new("", (80, 24), true);
    desk.enter();
    desk.press(KeyPress::Tab);
    desk.press(KeyPress::Tab);
    desk.letters("The team").enter();
    desk.shows("The registry needs a name.");
    assert!(desk.seen().contains("> What is the registry called?"), "{}", desk.seen());
    let mut desk = kestrel();
    desk.letters("u").press(KeyPress::Left);
    desk.letters("l");
    for text in ["Later", "https://index.example.org/1", "The team", "tomorrow", "a month", "nothing"] {
        desk.letters(text).press(KeyPress::Tab);
    }
    let before = desk.text();
    desk.press(KeyPress::Ctrl('s'));
    assert!(desk.seen().contains("> Due"), "{}", desk.seen());
    desk.shows("Due, “tomorrow”: a date is written");
    assert_eq!(desk.text(), before);
}

#[test]
fn a_reason_says_that_the_current_note_is_there_already() {
    let taken = "The current text is filled in: change it, or press Enter to keep it.";
    for key in ["x", "i3"] {
        let mut desk = kestrel();
        desk.letters("u").press(KeyPress::Left);
        desk.letters(key);
        assert!(!desk.beside_the_tracks().contains(taken), "without a note: {}", desk.seen());
        desk.press(KeyPress::Esc);
        desk.letters("nSeen by the team.").enter().letters(key);
        assert!(
            desk.beside_the_tracks().contains(taken)
                && desk.beside_the_tracks().contains("Seen by the team."),
            "{}",
            desk.seen()
        );
    }
}

#[test]
fn at_a_clause_the_note_of_the_capability_is_shown() {
    let text = KESTREL.to_owned()
        + "answers:\n  package-reporting:\n    clauses: {ui: unmet}\n    note: The board said no.\n    intent: declined\n";
    let mut desk = Desk::new(&text, (80, 40), true);
    desk.go("package-reporting");
    desk.shows("Note on all parts: The board said no.");
    desk.letters("n");
    desk.shows("Note on all parts: The board said no.");
    desk.letters("Only this.").enter();
    assert!(desk.text().contains("note: The board said no."), "{}", desk.text());
    assert!(desk.text().contains("note: Only this."), "{}", desk.text());
}

#[test]
fn what_is_marked_comes_into_view_and_what_it_excludes_is_named() {
    let mut desk = Desk::new(KESTREL, (40, 15), true);
    desk.go("hosting");
    for _ in 0..3 {
        desk.press(KeyPress::PageDown);
    }
    assert!(!desk.seen().contains("[x] 2"), "it is out of view: {}", desk.seen());
    desk.letters("1");
    assert!(desk.seen().contains("[x] 1"), "{}", desk.seen());
    desk.press(KeyPress::PageDown);
    desk.letters("3");
    assert!(desk.seen().contains("[x] 3"), "{}", desk.seen());
    let mut desk = kestrel();
    desk.go("hosting").letters("13");
    let beside = desk.beside_the_tracks();
    assert!(beside.contains("Saved: hosting, it hosts source code only."), "{beside}");
    assert!(
        beside.contains(
            "The new answer excludes what was set before: it accepts packages that their publishers have built \
             and it builds packages on behalf of its users."
        ),
        "{beside}"
    );
    desk.letters("33");
    assert!(!desk.beside_the_tracks().contains("was set before"), "{}", desk.seen());
}

#[test]
fn a_form_at_a_clause_shows_what_is_said_for_all_parts_in_one_line() {
    let text = KESTREL.to_owned()
        + "answers:\n  package-reporting:\n    clauses: {ui: unmet}\n    note: \"Said in May.\\nAsked again.\"\n    evidence: [https://a.example, https://b.example]\n";
    let mut desk = Desk::new(&text, (80, 40), true);
    desk.go("package-reporting").letters("e");
    desk.shows("Evidence for all parts: https://a.example, https://b.example");
    desk.press(KeyPress::Tab);
    desk.shows("Note on all parts: Said in May. Asked again.");
}

#[test]
fn a_contradiction_names_the_key_for_the_other_answer() {
    let mut desk = kestrel();
    desk.go("critical-package-mfa").letters("u");
    desk.go("mandatory-mfa");
    assert!(!desk.beside_the_tracks().contains("leads to the other answer"), "{}", desk.seen());
    desk.letters("m");
    desk.shows("correct one of the answers. / critical-package-mfa leads to the other answer.");
    desk.go("critical-package-mfa");
    let question = desk.conversation.questionnaire().question();
    assert_eq!(question.to_string(), "critical-package-mfa");
    desk.press(KeyPress::Down);
    assert!(!desk.beside_the_tracks().contains("leads to the other answer"), "{}", desk.seen());
}

#[test]
fn the_list_of_targets_marks_the_current_one() {
    let mut desk = kestrel();
    desk.letters("o7");
    assert!(desk.seen().contains("> 0 none (now)"), "{}", desk.seen());
    for (digit, level) in [("1", "level 1"), ("2", "level 2"), ("3", "level 3"), ("0", "none")] {
        desk.letters(digit);
        assert!(desk.seen().contains("Overview"), "setting a target stays in the overview: {}", desk.seen());
        desk.letters("7");
        assert!(desk.seen().contains(&format!("> {digit} {level} (now)")), "{}", desk.seen());
    }
}

#[test]
fn a_label_is_shown_once_before_its_value_however_long_that_is() {
    for length in 10..70 {
        let address = format!("https://{}.org", "a".repeat(length));
        let text = format!(
            "principles: \"0.1\"\nregistry: {{name: K}}\nanswers:\n  verified-email: {{status: unmet, evidence: {address}, plan: {{issue: {address}}}}}\n"
        );
        let mut desk = Desk::new(&text, (80, 40), true);
        desk.go("verified-email");
        let beside = desk.beside_the_tracks();
        for name in ["Evidence:", "Issue:"] {
            assert_eq!(beside.matches(name).count(), 1, "{}", desk.seen());
        }
        assert_eq!(beside.replace(' ', "").matches(&address).count(), 2, "{}", desk.seen());
    }
}

#[test]
fn a_form_can_be_scrolled_to_the_end_of_its_question() {
    for size in [(80, 24), (40, 15)] {
        let mut desk = kestrel_at(size);
        desk.letters("nBegun");
        let begun = desk.seen();
        assert!(begun.contains("↓ more"), "{begun}");
        let mut before = String::new();
        while desk.seen() != before {
            before = desk.seen();
            desk.press(KeyPress::PageDown);
        }
        assert!(desk.seen().contains("↑ more"), "{}", desk.seen());
        desk.press(KeyPress::PageUp);
        desk.letters(" again");
        assert!(desk.seen().contains("Begun again"), "typing comes back to the text: {}", desk.seen());
    }
}

#[test]
fn messages_that_do_not_fit_end_in_a_mark() {
    let text = "principles: \"0.1\"\nregistry: {name: K}\ntaxonomy: {accounts: true, hosting: [builds]}\n";
    for (size, fits) in [((120, 40), true), ((40, 15), false)] {
        let mut desk = Desk::new(text, size, true);
        desk.conversation.act(&Event::Hosting(Some([Hosting::BuiltPackages].into())));
        desk.go("user accounts").letters("n");
        assert!(desk.seen().contains("Saved: user accounts, no."), "{}", desk.seen());
        assert_eq!(desk.seen().contains("\"…  "), !fits, "{}", desk.seen());
        assert!(desk.seen().contains("question 5 of"), "the question stays: {}", desk.seen());
    }
}

#[test]
fn the_status_line_is_about_the_last_key_only() {
    let mut desk = kestrel();
    desk.letters("m");
    assert!(desk.seen().contains("Saved: met (verified-email)."), "{}", desk.seen());
    desk.letters("o").press(KeyPress::Esc);
    assert!(!desk.seen().contains("Saved:"), "{}", desk.seen());
    desk.letters("z");
    assert!(desk.seen().contains("Undone:"), "{}", desk.seen());
    desk.press(KeyPress::PageDown);
    assert!(!desk.seen().contains("Undone:"), "{}", desk.seen());
}

#[test]
fn what_is_being_written_is_known_until_it_is_saved() {
    let mut desk = kestrel();
    assert!(desk.screen.unsaved().is_empty());
    desk.letters("nHalf a sentence");
    assert_eq!(desk.screen.unsaved(), ["Half a sentence"]);
    desk.enter();
    assert!(desk.screen.unsaved().is_empty());
}

#[test]
fn a_form_shows_the_question_that_it_is_about() {
    let mut desk = kestrel();
    desk.letters("n");
    assert!(desk.seen().contains("Does every user have to verify"), "{}", desk.seen());
    desk.press(KeyPress::Esc);
    desk.go("user accounts").letters("p");
    assert!(!desk.seen().contains("new line"), "names need one line: {}", desk.seen());
    assert!(desk.seen().contains("Does the registry have user accounts?"), "{}", desk.seen());
}
