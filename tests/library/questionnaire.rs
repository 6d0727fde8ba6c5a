//! Whole conversations without a terminal: the questions, the changes of the text, and the messages.

use std::{cell::RefCell, collections::BTreeSet, fs, rc::Rc};

use insta::assert_snapshot;
use proptest::prelude::*;
use registry_maturity::{
    document::words,
    questionnaire::{
        AnswerField, Composer, Conversation, Event, NotSaved, Notice, Only, Question, Questionnaire,
        Selection, Store,
        line::{self, Answers},
        summary,
    },
    render::terminal::Terminal,
};
use registry_maturity_core::{
    catalogue::{Catalogue, Hosting, TrackId},
    date::Date,
    evidence::PathFault,
    profile::{self, Intent, Profile, Status},
    text::Source,
};

/// A file in memory. `fails` holds the error of the next save.
#[derive(Clone, Default)]
struct Memory(Rc<RefCell<Kept>>);

#[derive(Default)]
struct Kept {
    text: String,
    fails: Option<NotSaved>,
}

impl Store for Memory {
    fn look(&mut self, before: &str) -> Result<(), NotSaved> {
        let text = &self.0.borrow().text;
        if text == before { Ok(()) } else { Err(NotSaved::Changed(text.clone())) }
    }

    fn save(&mut self, before: &str, text: &str) -> Result<Option<String>, NotSaved> {
        if let Some(failure) = self.0.borrow_mut().fails.take() {
            return Err(failure);
        }
        self.look(before)?;
        self.0.borrow_mut().text = text.to_owned();
        Ok(None)
    }
}

/// An editor that adds a line.
struct Adds;

impl Composer for Adds {
    fn name(&self) -> Result<&str, &str> {
        Ok("adds")
    }

    fn compose(&mut self, text: &str) -> Result<String, String> {
        Ok(format!("{text}\nadded in the editor\n"))
    }
}

fn selection(only: Only, tracks: &[TrackId]) -> Selection {
    Selection { tracks: tracks.to_vec(), only, as_of: "2026-11-22".parse::<Date>().expect("a day") }
}

fn open(text: &str, selection: Selection) -> (Memory, Conversation<'static>) {
    let memory = Memory::default();
    memory.0.borrow_mut().text = text.to_owned();
    let questionnaire =
        Questionnaire::begin(Source::new("profile.yaml", text), selection).expect("a profile");
    (memory.clone(), Conversation::new(questionnaire, memory))
}

fn example(name: &str) -> String {
    let path = format!("{}/examples/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).expect("an example")
}

/// A conversation line by line, with the input after each prompt, and the file at the end.
fn talk(text: &str, selection: Selection, said: &[&str]) -> String {
    talk_at(90, text, selection, said)
}

fn talk_at(width: usize, text: &str, selection: Selection, said: &[&str]) -> String {
    let (memory, mut conversation) = open(text, selection);
    let look = Terminal { width, unicode: true, colour: false, linear: false };
    let input = said.join("\n") + "\n";
    let mut read = Vec::new();
    line::converse(&mut conversation, &mut Adds, look, Answers::Typed(&mut input.as_bytes()), &mut read)
        .expect("no failure");
    let mut said = said.iter();
    let mut transcript = String::new();
    for (at, part) in String::from_utf8(read).expect("text").split("> ").enumerate() {
        if at > 0 {
            transcript += &format!("> {}\n", said.next().unwrap_or(&"(end)"));
        }
        transcript += part;
    }
    format!("{}\n--- the file\n{}", transcript.trim_end(), memory.0.borrow().text)
}

const KESTREL: &str = "\
# Ours.
principles: \"0.1\"
registry: {name: Kestrel}
assessment: {date: 2026-11-22}
taxonomy:
  accounts: yes # since 2019
  hosting: [built-packages]
answers:
  # Authentication
  verified-email: met
  pinned-dependencies: unmet # the client's
";

#[test]
fn a_profile_is_begun_and_the_taxonomy_decides_what_is_asked() {
    let said = [
        "",
        "Example Index",
        "index.example.org",
        "https://index.example.org",
        "yes",
        "The index team",
        "more",
        "y",
        "no",
        "",
        "source-only",
        "builds and built-packages",
        "status",
        "back",
        "yes",
        "quit",
    ];
    assert_snapshot!(talk("", selection(Only::All, &[]), &said));
}

#[test]
fn everything_that_an_answer_can_contain() {
    let said = [
        "partial",
        "note Reviewed: by support #2",
        "evidence https://index.example.org/help",
        "evidence docs/recovery.md",
        "remove evidence 1",
        "by GitHub",
        "internal",
        "Ask Ann.",
        "",
        "Then Bob.",
        ".",
        "intent exploring",
        "plan summary Write it down.",
        "plan due 2027-02-30",
        "plan due 2027-02-28",
        "plan cost EUR 20,000",
        "reviewed",
        "review-by 2027-11-01",
        "remove owner",
        "edit note",
        "answer",
        "met",
        "intent planned",
        "undo",
        "undo",
        "not-applicable",
        ".",
        "declined",
        "intent declined No money: asked in May.",
        "remove note",
        "clear",
        "clear",
        "undo",
    ];
    assert_snapshot!(talk(KESTREL, selection(Only::All, &[]), &said));
}

#[test]
fn what_does_not_fit_an_answer_is_left_out_and_reported() {
    let text = KESTREL.to_owned()
        + "  recovery-policy: {status: unmet, reviewed: 2025-01-01, plan: {summary: Write it.}}\n";
    let said = [
        "jump recovery-policy",
        "partial",
        "partial",
        "not-applicable Nobody signs in.",
        "plan owner Ann",
        "undo",
        "intent declined No money.",
        "plan owner Ann",
        "remove owner",
        "undo",
        "undo",
        "undo",
        "undo",
    ];
    let transcript = talk(&text, selection(Only::All, &[]), &said);
    assert!(!transcript.contains("yet something is planned for it"), "{transcript}");
    assert!(transcript.ends_with(&text), "undone: {transcript}");
    assert_snapshot!(transcript);
}

#[test]
fn clauses_one_by_one_or_as_a_whole() {
    let said = [
        "jump brute-force-protection",
        "met",
        "note Ten an hour.",
        "",
        "not-applicable There are no codes.",
        "back",
        "not-applicable No log-in form.",
        "whole",
        "unmet",
        "clauses",
        "partial",
        "undo",
        "undo",
        "jump second-factor",
        "plan owner Accounts team",
        "met",
    ];
    assert_snapshot!(talk(KESTREL, selection(Only::All, &[]), &said));
}

#[test]
fn a_clause_shows_what_is_said_for_all_parts_and_names_what_it_belongs_to() {
    let text = KESTREL.to_owned()
        + "  package-reporting:\n    clauses: {ui: unmet}\n    note: No staff.\n    evidence: https://e.org/a\n    intent: declined\n";
    let said = [
        "jump package-reporting/ui",
        "answer",
        "remove note",
        "remove by",
        "note",
        "Asked for twice.",
        ".",
        "answer",
        "by Bo",
        "internal SEC-1",
        "reviewed",
        "plan owner Ann",
        "undo",
        "remove note",
        "undo",
        "redo",
        "whole",
        "intent none",
        "remove note",
        "undo",
    ];
    assert_snapshot!(talk(&text, selection(Only::All, &[]), &said));
}

#[test]
fn ways_through_the_questions() {
    let said = [
        "back",
        "back",
        "jump cli",
        "jump secret-scaning",
        "jump 2",
        "jump build-provenance",
        "search prefix token",
        "search hosting",
        "search nonsense",
        "filter gaps",
        "filter stale",
        "track authorization",
        "track nowhere",
        "filter all",
        "mett",
        "jump end",
        "met",
        "quit",
    ];
    assert_snapshot!(talk(KESTREL, selection(Only::All, &[]), &said));
}

#[test]
fn an_identity_provider_is_offered_only_for_what_it_can_do() {
    let text = KESTREL.replace("accounts: yes", "accounts: {provider: GitHub}");
    let (_, mut conversation) = open(&text, selection(Only::All, &[]));
    for (name, is_offered) in [
        ("strong-mfa", true),
        ("token-prefix", false),
        ("leaked-credential-checks/change-prompt", true),
        ("critical-package-phishing-resistant-mfa/enforced", true),
        ("critical-package-phishing-resistant-mfa/security-keys-supplied", false),
    ] {
        let question = conversation.questionnaire().find(name).expect("a question");
        conversation.act(&Event::Go(question));
        let choices = conversation.view().choices;
        assert_eq!(choices.iter().any(|choice| choice.event == Event::Provided), is_offered, "{name}");
        conversation.act(&Event::Provided);
        let was_refused = matches!(conversation.view().notices[0], Notice::Refused(_));
        assert_eq!(was_refused, !is_offered, "{name}");
    }
}

#[test]
fn a_narrower_selection_keeps_its_questions_and_says_what_it_asks() {
    let text =
        KESTREL.to_owned() + "  recovery-policy: unknown\n  strong-mfa: unknown\n  token-prefix: unknown\n";
    let authentication = Catalogue::latest().track("authentication").expect("a track").id;
    let (_, mut conversation) = open(&text, selection(Only::Unknown, &[authentication]));
    let place = |conversation: &Conversation<'_>| {
        let view = conversation.view();
        (view.place, view.narrowed.expect("a selection"), view.id.expect("a capability"))
    };
    let asked = |number, id| {
        let place = format!("Authentication, level 1, question {number} of 2");
        (place, "unknown, Authentication".to_owned(), id)
    };
    assert_eq!(place(&conversation), asked(1, "recovery-policy"));
    conversation.act_and_move_on(&Event::Status(Status::Met));
    assert_eq!(place(&conversation), asked(2, "strong-mfa"));
    conversation.act_and_move_on(&Event::Status(Status::Met));
    assert_eq!(conversation.questionnaire().question(), Question::End);
    conversation.act(&Event::Back);
    assert_eq!(place(&conversation), asked(2, "strong-mfa"));
    conversation.act(&Event::Back);
    assert_eq!(place(&conversation), asked(1, "recovery-policy"));
    // Selecting again asks only what is unknown now.
    conversation.act(&Event::Only(Only::Unknown));
    assert_eq!(conversation.questionnaire().questions(), []);
    conversation.act(&Event::Tracks(Vec::new()));
    assert_eq!(conversation.view().narrowed.as_deref(), Some("unknown"));
    assert_eq!(conversation.view().notices[0].text(), "1 question to ask.");
    conversation.act(&Event::Only(Only::All));
    assert_eq!(conversation.view().narrowed, None);
}

/// Also for questions that join a selection when others are answered.
#[test]
fn back_leads_to_the_question_that_was_just_answered_whatever_is_selected() {
    let text = example("in-house");
    for only in Only::ALL {
        let (_, mut conversation) = open(&text, selection(only, &[]));
        let selected = conversation.questionnaire().questions();
        let mut before = None;
        while conversation.questionnaire().question() != Question::End {
            let question = conversation.questionnaire().question();
            if let Some(before) = before {
                conversation.act(&Event::Back);
                assert_eq!(conversation.questionnaire().question(), before, "{only:?}");
                conversation.act(&Event::Next);
                assert_eq!(conversation.questionnaire().question(), question, "{only:?}");
            }
            conversation.act_and_move_on(&Event::Status(Status::Met));
            if conversation.questionnaire().question() == question {
                conversation.act(&Event::Next);
            }
            before = Some(question);
        }
        let now = conversation.questionnaire().questions();
        assert!(selected.iter().all(|question| now.contains(question)), "{only:?}: {now:?}");
    }
}

#[test]
fn a_selection_asks_as_many_questions_as_it_numbers() {
    let text = example("in-house");
    for only in Only::ALL {
        for track in Catalogue::latest().tracks {
            let (_, mut conversation) = open(&text, selection(Only::All, &[track.id]));
            conversation.act(&Event::Only(only));
            let notice = conversation.view().notices[0].text().to_owned();
            let count = notice.split(' ').next().expect("a number").to_owned();
            if let Some(first) = conversation.questionnaire().questions().first() {
                conversation.act(&Event::Go(*first));
                let place = conversation.view().place;
                assert!(place.ends_with(&format!(", question 1 of {count}")), "{place}: {notice}");
            } else {
                let only = format!(
                    "{}{}",
                    if only == Only::All { String::new() } else { format!("{}, ", only.id()) },
                    track.name
                );
                assert_eq!(notice, format!("0 questions to ask (only: {only})."));
            }
        }
    }
}

#[test]
fn mistakes_in_a_text_or_date_are_reported_at_once() {
    let text = KESTREL.to_owned()
        + "  recovery-policy: {status: unmet, review-by: 2026-11-21, reviewed: 2026-11-22}\n";
    let said = [
        "jump recovery-policy",
        "reviewed 2026-11-23",
        "reviewed 2026-11-22",
        "s",
        "review-by 2026-11-22",
        "review-by 2026-11-20",
        "review-by none",
        "plan due 2026-11-21",
        "plan issue index.example.org/issues/7",
        "plan issue SEC-7",
        "plan issue https://index.example.org/issues/7",
        "evidence index.example.org/help",
        "evidence policy.md www.example.org",
        "evidence docs/a.md https://index.example.org/help",
        "evidence seen by us",
        "by none",
        "by Bo",
        "remove provider",
        "by Bo",
        "by None",
        "clear",
        "undo",
    ];
    assert_snapshot!(talk(&text, selection(Only::All, &[]), &said));
}

#[test]
fn answers_are_taken_as_messages_word_them() {
    let file = |said: &str| {
        let transcript = talk(KESTREL, selection(Only::All, &[]), &["jump recovery-policy", said]);
        let (_, file) = transcript.split_once("  recovery-policy:").expect(&transcript);
        file.replace("  pinned-dependencies: unmet # the client's\n", "").trim().to_owned()
    };
    for status in Status::ALL.into_iter().filter(|status| *status != Status::NotApplicable) {
        for said in [status.id().to_owned(), words::status(status).to_uppercase()] {
            assert_eq!(file(&said), status.id(), "{said}");
        }
    }
    for (said, status) in [("partly", "partial"), ("not-met", "unmet")] {
        assert_eq!(file(said), status);
    }
    for said in ["x Why.", "not applicable Why.", "does not apply Why."] {
        assert!(file(said).ends_with("note: Why."), "{said}");
    }
    assert!(file("not met https://e.org/a").contains("evidence: https://e.org/a"));
    // A text is not taken for an answer.
    let transcript = talk(KESTREL, selection(Only::All, &[]), &["note", "not met", "."]);
    assert!(transcript.contains("note: not met"), "{transcript}");
}

#[test]
fn names_that_could_mean_several_things_are_all_offered() {
    let (_, conversation) = open(KESTREL, selection(Only::All, &[]));
    let find = |name: &str| conversation.questionnaire().find(name);
    for track in Catalogue::latest().tracks {
        let first = find(track.id.as_str());
        let name = track.name.to_lowercase();
        for beginning in [&name[..name.len() - 1], name.as_str()] {
            assert_eq!(find(beginning), first, "{beginning}");
        }
    }
    let why = find("auth").expect_err("two tracks");
    assert!(why.contains("authentication, authorization") && why.contains("`jump authentication`"), "{why}");
    let why = find("mfa").expect_err("several capabilities");
    let with_mfa =
        Catalogue::latest().capabilities().filter(|capability| capability.id.as_str().contains("mfa"));
    for capability in with_mfa {
        assert!(why.contains(capability.id.as_str()), "{why}");
    }
    let transcript =
        talk(KESTREL, selection(Only::All, &[]), &["target gen 2", "target auth 1", "track aut", "track cl"]);
    assert!(transcript.contains("general: 2"), "{transcript}");
    assert_eq!(
        transcript.matches("could be authentication, authorization. Write the whole name.").count(),
        2,
        "{transcript}"
    );
    assert!(
        transcript.contains("The tracks are authentication"),
        "one or two letters are ambiguous: {transcript}"
    );
    // An id alone is not a command, but says which one to give.
    let transcript = talk(KESTREL, selection(Only::All, &[]), &["mandatory-mfa", "login", "general"]);
    for id in ["mandatory-mfa", "login", "general"] {
        assert!(transcript.contains(&format!("`jump {id}` goes there")), "{transcript}");
    }
}

#[test]
fn text_from_a_profile_cannot_control_the_terminal() {
    let text = KESTREL.replace("name: Kestrel", "name: \"\\e[31mKestrel\"")
        + "  recovery-policy: {status: partial, note: \"\\e[2J\\u202eevil\"}\n";
    let transcript = talk(&text, selection(Only::All, &[]), &["jump recovery-policy", "jump name"]);
    let spoken = transcript.split("--- the file").next().expect("the conversation");
    assert!(spoken.contains("<U+001B>[2J<U+202E>evil"), "{spoken}");
    assert!(!spoken.contains(['\u{1b}', '\u{202e}']), "{spoken}");
}

#[test]
fn it_resumes_at_the_first_question_without_an_answer() {
    let first = |text: &str, only, tracks: &[TrackId]| {
        open(text, selection(only, tracks)).1.questionnaire().question()
    };
    let id = |id: &str| Catalogue::latest().capability(id).expect("a capability").id;
    assert_eq!(first("", Only::All, &[]), Question::Name);
    assert_eq!(first(KESTREL, Only::All, &[]), Question::Capability(id("recovery-policy")));
    assert_eq!(
        first(&KESTREL.replace("  accounts: yes # since 2019\n", ""), Only::All, &[]),
        Question::Accounts
    );
    assert_eq!(
        first(KESTREL, Only::Gaps, &[Catalogue::latest().track("cli").expect("a track").id]),
        Question::Capability(id("pinned-dependencies"))
    );
    // A missing clause is a question too.
    let in_house = open(&example("in-house"), selection(Only::All, &[])).1;
    assert_eq!(in_house.questionnaire().question(), Question::Capability(id("build-provenance")));
}

#[test]
fn stale_is_what_check_finds_stale_after_a_year() {
    let asked = |answer: &str, assessed: &str| {
        let text = format!(
            "principles: \"0.1\"\nregistry: {{name: K}}\nassessment: {{date: {assessed}}}\nanswers:\n  verified-email: {answer}\n"
        );
        open(&text, selection(Only::Stale, &[])).1.questionnaire().questions().len()
    };
    assert_eq!(asked("met", "2026-01-01"), 0);
    assert_eq!(asked("met", "2025-11-21"), 1);
    assert_eq!(asked("{status: met, reviewed: 2025-11-22}", "2020-01-01"), 0);
    assert_eq!(asked("{status: met, reviewed: 2026-11-01, review-by: 2026-11-21}", "2026-01-01"), 1);
    assert_eq!(asked("unknown", "2020-01-01"), 0);
}

#[test]
fn examples_go_through_unchanged_but_for_the_answer_given() {
    for name in ["crates-io", "pypi", "go", "in-house"] {
        let before = example(name);
        let (memory, mut conversation) = open(&before, selection(Only::All, &[]));
        for _ in 0..60 {
            conversation.act(&Event::Next);
        }
        assert_eq!(memory.0.borrow().text, before, "{name}: looking changes nothing");
        let question = conversation.questionnaire().find("pinned-dependencies").expect("it is there");
        conversation.act(&Event::Go(question));
        conversation.act(&Event::Write(AnswerField::Internal, "asked in the questionnaire".to_owned()));
        let after = memory.0.borrow().text.clone();
        let added: Vec<&str> = after.lines().filter(|line| !before.contains(line)).collect();
        let removed: Vec<&str> = before.lines().filter(|line| !after.contains(line)).collect();
        assert!(added.iter().any(|line| line.contains("asked in the questionnaire")), "{name}: {added:?}");
        assert!(added.len() <= 2 && removed.is_empty(), "{name}: {added:?} {removed:?}");
        conversation.act(&Event::Undo);
        assert_eq!(memory.0.borrow().text, before, "{name}: undone byte for byte");
    }
}

#[test]
fn changes_by_others_are_read_and_never_overwritten() {
    let (memory, mut conversation) = open(KESTREL, selection(Only::All, &[]));
    memory.0.borrow_mut().text += "  token-prefix: met # by hand\n";
    conversation.act(&Event::Status(Status::Partial));
    let text = memory.0.borrow().text.clone();
    assert!(
        text.contains("token-prefix: met # by hand") && text.contains("recovery-policy: partial"),
        "{text}"
    );
    assert!(conversation.view().notices.iter().any(|notice| notice.text().contains("were kept")));
    // Undoing reverts the earlier answer and keeps what somebody else wrote.
    memory.0.borrow_mut().text += "  role-based-access: met\n";
    conversation.act(&Event::Undo);
    let text = memory.0.borrow().text.clone();
    assert!(text.contains("role-based-access: met") && !text.contains("recovery-policy"), "{text}");
}

#[test]
fn undoing_the_first_answer_takes_its_date_back_even_if_somebody_else_changed_the_file() {
    let before = "principles: \"0.1\"\nregistry:\n  name: K\nassessment:\n  date: 2024-01-01\nanswers:\n";
    let (memory, mut conversation) = open(before, selection(Only::All, &[]));
    let question = conversation.questionnaire().find("strong-mfa").expect("it is there");
    conversation.act(&Event::Go(question));
    conversation.act(&Event::Status(Status::Met));
    assert!(memory.0.borrow().text.contains("date: 2026-11-22"));
    memory.0.borrow_mut().text += "# by hand\n";
    conversation.act(&Event::Undo);
    assert_eq!(memory.0.borrow().text, format!("{before}# by hand\n"));
    conversation.act(&Event::Redo);
    assert!(memory.0.borrow().text.contains("date: 2026-11-22"));
}

#[test]
fn what_cannot_be_undone_yet_can_be_undone_later() {
    let (memory, mut conversation) = open(KESTREL, selection(Only::All, &[]));
    conversation.act(&Event::Status(Status::Met));
    let mended = memory.0.borrow().text.clone();
    let anchored = mended.replace("recovery-policy: met", "recovery-policy: &policy met");
    memory.0.borrow_mut().text = anchored + "  token-prefix: *policy\n";
    conversation.act(&Event::Undo);
    assert!(memory.0.borrow().text.contains("&policy"), "{:?}", conversation.view().notices);
    memory.0.borrow_mut().text = mended;
    conversation.act(&Event::Next);
    conversation.act(&Event::Undo);
    assert_eq!(memory.0.borrow().text, KESTREL, "{:?}", conversation.view().notices);
}

#[test]
fn a_file_that_cannot_be_read_any_more_is_left_alone() {
    for broken in ["", "<<<<<<< HEAD\n", "principles: \"0.1\"\nregistry: {}\n"] {
        let (memory, mut conversation) = open(KESTREL, selection(Only::All, &[]));
        memory.0.borrow_mut().text = broken.to_owned();
        conversation.act(&Event::Status(Status::Met));
        assert_eq!(memory.0.borrow().text, broken);
        let notices = conversation.view().notices;
        assert!(
            matches!(&notices[0], Notice::Refused(why) if why.contains("profile.yaml") && why.contains("(line ")),
            "{notices:?}"
        );
        // Once the file is valid again, the same answer is accepted.
        memory.0.borrow_mut().text = KESTREL.to_owned();
        conversation.act(&Event::Status(Status::Met));
        assert!(memory.0.borrow().text.contains("recovery-policy: met"));
    }
}

#[test]
fn an_answer_that_is_not_saved_is_not_taken() {
    let (memory, mut conversation) = open(KESTREL, selection(Only::All, &[]));
    conversation.act(&Event::Status(Status::NotApplicable));
    memory.0.borrow_mut().fails =
        Some(NotSaved::Failed("profile.yaml can't be written (No space left)".to_owned()));
    conversation.act(&Event::Reason("Nobody forgets.".to_owned()));
    let view = conversation.view();
    assert!(
        matches!(&view.notices[0], Notice::Refused(why) if why.contains("No space left")),
        "{:?}",
        view.notices
    );
    assert!(view.notices[1].text().contains("saved before is in profile.yaml"));
    assert!(view.prompt.is_some(), "the reason is asked for again");
    assert!(view.choices.iter().all(|choice| !choice.is_chosen));
    conversation.act(&Event::Reason("Nobody forgets.".to_owned()));
    assert!(memory.0.borrow().text.contains("note: Nobody forgets."));
}

fn event() -> impl Strategy<Value = Event> {
    let text =
        || prop::sample::select(vec!["", "a note", "two\nlines: #1", "2027-03-31", "yes", "- x", "日本語"]);
    let status = || prop::sample::select(Status::ALL.to_vec());
    prop_oneof![
        4 => status().prop_map(Event::Status),
        2 => text().prop_map(|text| Event::Reason(text.to_owned())),
        2 => (prop::sample::select(AnswerField::ALL.to_vec()), text()).prop_map(|(field, text)| Event::Write(field, text.to_owned())),
        1 => prop::sample::select(vec![None, Some(Intent::Planned), Some(Intent::Exploring), Some(Intent::Declined)])
            .prop_map(Event::Intent),
        1 => any::<Option<bool>>().prop_map(Event::Accounts),
        1 => prop::sample::subsequence(Hosting::ALL.to_vec(), 0..2)
            .prop_map(|kinds| Event::Hosting((!kinds.is_empty()).then(|| kinds.into_iter().collect::<BTreeSet<_>>()))),
        1 => text().prop_map(|text| Event::AddEvidence(text.to_owned())),
        1 => (0usize..3).prop_map(Event::RemoveEvidence),
        1 => text().prop_map(|name| Event::Name(name.to_owned())),
        1 => prop::sample::select(vec!["", "2024-02-29", "2999-01-01", "today"])
            .prop_map(|day| Event::AssessedOn(day.to_owned())),
        3 => prop::sample::select(vec![Event::Next, Event::Back, Event::Whole, Event::ByClause, Event::Undo, Event::Clear, Event::StillTrue, Event::Provided, Event::Redo, Event::NoReason]),
        3 => prop::sample::select(Catalogue::latest().capabilities().map(|c| Event::Go(Question::Capability(c.id))).collect::<Vec<_>>()),
        1 => prop::sample::select(Only::ALL.to_vec()).prop_map(Event::Only),
        1 => prop::sample::select(Catalogue::latest().tracks.iter().map(|track| track.id).collect::<Vec<_>>())
            .prop_flat_map(|track| prop::sample::select(vec![Event::AlsoAssess(track), Event::LeaveOut(track)])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_file_is_a_valid_profile_and_all_of_it_can_be_undone(events in prop::collection::vec(event(), 1..25)) {
        let (memory, mut conversation) = open(KESTREL, selection(Only::All, &[]));
        for event in &events {
            conversation.act(event);
            let text = memory.0.borrow().text.clone();
            prop_assert_eq!(&text, conversation.questionnaire().text());
            prop_assert!(profile::read(&Source::new("profile.yaml", text.clone())).is_ok(), "{:?}\n{}", event, text);
            prop_assert!(text.contains("# Ours."));
        }
        for _ in 0..events.len() {
            conversation.act(&Event::Undo);
        }
        let text = memory.0.borrow().text.clone();
        prop_assert_eq!(text, KESTREL);
    }
}

/// The maximum length for users of screen readers.
const MAX_LINES: usize = 8;

#[test]
fn every_question_takes_a_few_lines_and_begins_with_what_matters() {
    let text = KESTREL.replace("accounts: yes", "accounts: {provider: [GitHub, Google]}");
    let questions = open(&text, selection(Only::All, &[])).1.questionnaire().questions();
    let all: Vec<String> = questions.iter().map(|question| format!("jump {question}")).collect();
    let count = all.len();
    let said: Vec<&str> = all.iter().map(String::as_str).collect();
    let transcript = talk_at(80, &text, selection(Only::All, &[]), &said);
    let shown: Vec<&str> = transcript.split("> jump ").skip(2).collect();
    assert_eq!(shown.len(), count - 1);
    let mut explained = 0;
    for question in shown {
        let lines: Vec<&str> = question.lines().skip(1).filter(|line| !line.is_empty()).collect();
        let lines =
            lines.split(|line| line.starts_with("> ") || line.starts_with("--- ")).next().expect("lines");
        assert!(lines.len() <= MAX_LINES, "{} lines:\n{question}", lines.len());
        assert!(lines[0].contains("question "), "{question}");
        let is_about_registry = lines[0].starts_with("The registry");
        explained +=
            usize::from(!is_about_registry && question.contains("An empty line moves on; `more` explains"));
        assert!(!is_about_registry || question.contains("An empty line moves on"), "{question}");
    }
    assert_eq!(explained, 2, "and the one at the beginning; then people know it");
}

#[test]
fn one_letter_answers_line_by_line() {
    let text = KESTREL.replace("accounts: yes", "accounts: {provider: GitHub}");
    let said = [
        "p",
        "",
        "g",
        "more",
        "jump mandatory-mfa",
        "x Nobody publishes by hand.",
        "d",
        "redo",
        "undo",
        "redo",
        "ruling",
        "jump verified-email",
        "ruling reminders-only",
        "ruling nowhere",
        "jump accounts",
        "provider Google, GitHub and Forgejo",
        "p",
        "",
        "p",
        ".",
        "n",
        "undo",
        "name Falcon",
        "address https://falcon.example.org",
        "target general 2",
        "target general=none",
        "target nowhere 1",
        "overview",
        "filter unknown",
        "filter blockers",
    ];
    assert_snapshot!(talk(&text, selection(Only::All, &[]), &said));
}

#[test]
fn answers_are_dated_unless_they_are_from_the_date_of_the_assessment() {
    let given = |head: &str, answers: &str, said: &[&str]| {
        let text = format!("principles: \"0.1\"\nregistry: {{name: K}}\n{head}answers:\n{answers}");
        let transcript = talk(&text, selection(Only::All, &[]), said);
        transcript.split("--- the file\n").nth(1).expect("the file").to_owned()
    };
    let status = ["jump strong-mfa", "m"];
    // The first answer dates the assessment.
    let text = given("", "", &status);
    assert!(text.contains("date: 2026-11-22") && !text.contains("reviewed"), "{text}");
    let text = given("assessment: {date: 2024-01-01}\n", "  verified-email:\n", &status);
    assert!(text.contains("date: 2026-11-22") && !text.contains("reviewed"), "{text}");
    // The assessment's own date changes only when it is set.
    let old = "assessment: {date: 2024-01-01}\n";
    let text = given(
        old,
        "  verified-email: met\n",
        &["assessed 2026-11-23", "assessed soon", "jump strong-mfa", "m"],
    );
    assert!(text.contains("date: 2024-01-01"), "{text}");
    for (said, day) in [("assessed", "2026-11-22"), ("assessed 2025-05-05", "2025-05-05")] {
        let text = given(old, "  verified-email: met\n", &[said]);
        assert!(text.contains(&format!("date: {day}")), "{text}");
    }
    // Answers on the assessment's date need no date of their own, but an existing one is updated.
    let text = given("assessment: {date: 2026-11-22}\n", "  verified-email: met\n", &status);
    assert!(!text.contains("reviewed"), "{text}");
    let text = given(
        "assessment: {date: 2026-11-22}\n",
        "  strong-mfa: {status: unmet, reviewed: 2025-01-01}\n",
        &status,
    );
    assert!(text.contains("reviewed: 2026-11-22"), "{text}");
    // Otherwise the answer gets a date, even if it is only confirmed.
    for said in [&status[..], &["jump strong-mfa", "reviewed"]] {
        let text = given("assessment: {date: 2024-01-01}\n", "  strong-mfa: met\n", said);
        assert!(text.contains("date: 2024-01-01") && text.contains("reviewed: 2026-11-22"), "{text}");
    }
    // A note alone is not an answer.
    let text =
        given("assessment: {date: 2024-01-01}\n", "  strong-mfa: met\n", &["jump strong-mfa", "note x"]);
    assert!(!text.contains("reviewed"), "{text}");
}

#[test]
fn what_a_little_more_work_would_change() {
    let outlook = |answers: &str| {
        let text = format!(
            "principles: \"0.1\"\nregistry: {{name: K}}\ntaxonomy: {{accounts: false, hosting: [source-only]}}\nanswers:\n{answers}"
        );
        open(&text, selection(Only::All, &[])).1.questionnaire().outlook()
    };
    assert_eq!(
        outlook(""),
        [
            "2 answers decide level 1 of General Capabilities: vulnerability-disclosure-policy, typosquatting-prevention.",
            "1 answer decides level 1 of CLI Tooling: pinned-dependencies."
        ]
    );
    assert_eq!(
        outlook("  typosquatting-prevention: unmet\n"),
        [
            "2 gaps to level 1 of General Capabilities, 1 of them not answered or not known: \
             vulnerability-disclosure-policy, typosquatting-prevention.",
            "1 answer decides level 1 of CLI Tooling: pinned-dependencies."
        ]
    );
}

#[test]
fn unknown_is_an_answer_that_can_be_asked_again() {
    let text = KESTREL.to_owned() + "  recovery-policy: unknown\n  token-prefix:\n";
    let asked = |only| open(&text, selection(only, &[])).1.questionnaire().questions();
    let id = |id: &str| Question::Capability(Catalogue::latest().capability(id).expect("a capability").id);
    assert_eq!(asked(Only::Unknown), [id("recovery-policy")]);
    assert!(!asked(Only::Unanswered).contains(&id("recovery-policy")));
    assert!(asked(Only::Unanswered).contains(&id("token-prefix")));
}

#[test]
fn an_answer_and_its_evidence_in_one_line() {
    let text = KESTREL.replace("accounts: yes", "accounts: {provider: GitHub}");
    let said = [
        "m https://index.example.org/a",
        "undo",
        "g https://index.example.org/a, https://index.example.org/b",
        "https://index.example.org/c",
        "p for staff only",
        "met Since 2019.",
        "jump brute-force-protection/login",
        "m https://index.example.org/d",
        "jump unpublish-policy",
        "g",
        "9",
        "s",
        "jump accounts",
        "yess",
        "p Google, Forgejo",
        "jump hosting",
        "1, 2",
        "1",
        "1 3",
        "jump name",
        "m",
    ];
    assert_snapshot!(talk(&text, selection(Only::All, &[]), &said));
}

/// The commands that work alone.
const COMMANDS_ALONE: [&str; 13] = [
    "help", "more", "why", "answer", "show", "status", "rules", "overview", "back", "next", "clauses", "m",
    "undo",
];

#[test]
fn a_command_where_a_text_is_expected_is_never_saved_as_text() {
    for begin in ["x", "by", "note", "internal", "plan", "evidence", "plan owner", "intent declined"] {
        for command in
            COMMANDS_ALONE.into_iter().chain(["plan due 2027-03-31", "jump strong-mfa", "filter gaps"])
        {
            let said = ["u", begin, command, ".", "quit"];
            let transcript = talk(KESTREL, selection(Only::All, &[]), &said);
            let (spoken, file) = transcript.split_once("--- the file\n").expect("the file");
            let (_, answer) = file.split_once("recovery-policy:").unwrap_or(("", file));
            let lines: Vec<&str> = answer.lines().take_while(|line| !line.starts_with("  pinned")).collect();
            let texts =
                lines.iter().any(|line| line.ends_with(&format!(" {command}")) && !line.contains("due:"));
            assert!(!texts, "{begin}, {command}: {transcript}");
            assert!(spoken.contains("text> "), "{begin}: {spoken}");
        }
    }
    assert_snapshot!(talk(
        &KESTREL.replace("accounts: yes", "accounts: {provider: GitHub}"),
        selection(Only::All, &[]),
        &[
            "x",
            "more",
            "back",
            "by",
            "by Bo",
            "by",
            "help",
            "Cy",
            "note",
            "Since 2019.",
            "quit",
            "more",
            ".",
            "plan",
            "plan owner Ann",
            "x",
            "Nobody logs in.",
            "answer",
            "jump accounts",
            "p",
            "more",
            "help x",
            "",
            "quit",
        ],
    ));
}

#[test]
fn a_script_stops_at_a_command_in_the_middle_of_a_text() {
    let (memory, mut conversation) = open(KESTREL, selection(Only::All, &[]));
    let input = "u\nnote\nFirst.\nhelp\n.\n";
    let ending = line::converse(
        &mut conversation,
        &mut Adds,
        Terminal { width: 80, unicode: true, colour: false, linear: true },
        Answers::Scripted(&mut input.as_bytes()),
        &mut Vec::new(),
    );
    let Ok(line::Ending::Stopped { line: 4, why }) = ending else { panic!("{ending:?}") };
    assert!(why.contains("`help` is a command"), "{why}");
    assert!(memory.0.borrow().text.contains("recovery-policy: unmet"), "what came before is kept");
}

#[test]
fn the_answer_is_said_in_full_with_the_status_first() {
    let text = KESTREL.to_owned()
        + "  package-reporting:\n    note: For all.\n    clauses: {ui: met, cli: unmet}\n  mandatory-mfa: {status: unmet, intent: declined, note: No staff., review-by: 2027-05-01}\n";
    let said = [
        "answer",
        "p",
        "answer",
        "jump package-reporting",
        "answer",
        "intent declined No staff.",
        "answer",
        "whole",
        "answer",
        "clauses",
        "clauses",
        "clear",
        "undo",
        "jump mandatory-mfa",
        "m",
        "jump accounts",
        "answer",
        "clear",
        "undo",
        "jump name",
        "more",
        "name Falcon",
        "address https://falcon.example.org",
        "target authorization 2",
        "jump hosting",
        "source-only",
        "target authorization 1",
        "track authorization",
        "filter unanswered",
        "jump typosquatting-prevention",
        "m docs/x.md https://e.org/a",
        "m",
        "help target",
        "help nonsense",
        "jump accounts",
        "yes",
        "jump mandatory-mfa",
        "m",
        "jump critical-package-mfa",
        "u",
        "note No staff.",
        "jump end",
    ];
    assert_snapshot!(talk(&text, selection(Only::All, &[]), &said));
}

#[test]
fn a_track_that_is_left_out_can_be_assessed_all_the_same() {
    let said = [
        "jump hosting",
        "source-only",
        "jump token-prefix",
        "overview",
        "also",
        "also nowhere Because.",
        "also general Because.",
        "also authorization",
        "",
        "also authorization",
        "Our client uses API tokens.",
        "jump token-prefix",
        "note Kept apart.",
        "also authorization Tokens: scoped ones.",
        "overview",
        "also authorization none",
        "undo",
        "undo",
        "undo",
        "undo",
        "redo",
    ];
    assert_snapshot!(talk(KESTREL, selection(Only::All, &[]), &said));
}

/// The command can stand before a name, which may begin with the same word.
#[test]
fn only_the_first_word_of_a_name_is_the_command() {
    for (line, name) in [
        ("name name Foo", "name: name Foo"),
        ("name  Foo", "name: Foo"),
        ("name\tFoo", "name: Foo"),
        ("names name Foo", "name: names name Foo"),
        ("Foo name Foo", "name: Foo name Foo"),
    ] {
        let said = talk("", selection(Only::All, &[]), &[line]);
        assert!(said.contains(&format!("  {name}\n")), "{line}: {said}");
    }
}

/// A file in memory, in a folder without any other.
struct Alone(Memory);

impl Store for Alone {
    fn look(&mut self, before: &str) -> Result<(), NotSaved> {
        self.0.look(before)
    }

    fn save(&mut self, before: &str, text: &str) -> Result<Option<String>, NotSaved> {
        self.0.save(before, text)
    }

    fn broken_paths(&mut self, profile: &Profile) -> Option<Vec<(String, PathFault)>> {
        let paths = profile.all_evidence().filter(|it| !it.is_address());
        Some(paths.map(|path| (path.as_str().to_owned(), PathFault::Missing)).collect())
    }
}

#[test]
fn a_missing_path_is_reported_when_it_is_given_and_not_again() {
    let (memory, conversation) = open(KESTREL, selection(Only::All, &[]));
    let mut conversation = Conversation::new(conversation.questionnaire().clone(), Alone(memory));
    let mut notices_of = |event: Event| {
        conversation.act(&event);
        let notices = conversation.view().notices.into_iter().map(|notice| notice.text().to_owned());
        notices.filter(|text| text.contains("does not exist")).collect::<Vec<_>>()
    };
    let path = "docs/a.md does not exist, so `check --evidence` does not count it.";
    assert_eq!(notices_of(Event::Status(Status::Met)), [""; 0]);
    assert_eq!(notices_of(Event::AddEvidence("docs/a.md\nhttps://e.org/a".to_owned())), [path]);
    assert_eq!(notices_of(Event::Write(AnswerField::Note, "Yes.".to_owned())), [""; 0]);
    assert_eq!(notices_of(Event::Undo), [""; 0]);
    assert_eq!(notices_of(Event::Undo), [""; 0]);
    assert_eq!(notices_of(Event::Redo), [path]);
}

#[test]
fn the_summary_says_counts_in_words_and_names_what_blocks() {
    let text = "principles: \"0.1\"\nregistry: {name: K}\ntaxonomy: {accounts: true, hosting: [builds, built-packages]}\nanswers: {verified-email: met, recovery-policy: unmet}\n";
    let (_, conversation) = open(text, selection(Only::All, &[]));
    for width in [40, 80, 120] {
        let lines = summary(conversation.questionnaire(), " profile.yaml", width);
        assert!(lines.iter().all(|line| line.chars().count() < width), "{lines:#?}");
        let all = lines.join(" ");
        assert!(!all.contains('…') && !all.contains(", 1 more"), "{lines:#?}");
        assert!(lines.len() <= 11 || width == 40, "{lines:#?}");
    }
    assert_snapshot!(summary(conversation.questionnaire(), " profile.yaml", 80).join("\n"));
    // A command stays on one line, so that it can be copied, however narrow the terminal is.
    let argument = " 'a folder/with a long name/profile.yaml'";
    for width in [20, 40, 60, 80] {
        let lines = summary(conversation.questionnaire(), argument, width);
        for command in ["assess", "score"] {
            let command = format!("registry-maturity {command}{argument}");
            assert!(lines.iter().any(|line| line.ends_with(&command)), "{width}: {lines:#?}");
        }
    }
}

#[test]
fn texts_of_several_lines_end_as_it_says() {
    let said = [
        "evidence",
        "",
        "evidence",
        "https://index.example.org/a",
        "",
        "docs/b.md",
        ".",
        "note",
        "",
        "note",
        "First.",
        "",
        "Second.",
        ".",
        "u",
        "plan",
        "Write it.",
        ".",
        "answer",
    ];
    assert_snapshot!(talk(KESTREL, selection(Only::All, &[]), &said));
}

#[test]
fn the_end_says_what_is_left_and_shows_the_scorecard_when_asked() {
    let said = ["jump end", "scorecard"];
    let transcript = talk_at(80, &example("in-house"), selection(Only::All, &[]), &said);
    let mut parts = transcript.split("> ").skip(1);
    let end = parts.next().expect("the end").trim_start_matches("jump end\n");
    assert!(end.lines().filter(|line| !line.is_empty()).count() <= 2 * MAX_LINES, "{end}");
    assert_snapshot!(end);
    let scorecard: Vec<&str> = parts.next().expect("the scorecard").split_whitespace().collect();
    let scorecard = scorecard.join(" ");
    for part in ["Kestrel Package Index", "Could be", "blocks the next level", "CC BY 4.0"] {
        assert!(scorecard.contains(part), "{part}: {scorecard}");
    }
}

#[test]
fn a_line_that_is_not_evidence_leaves_the_lines_before_it() {
    let text = example("in-house");
    let said =
        ["jump verified-email", "evidence", "docs/one.md", "good", "docs/a page.md", "docs/two.md", "."];
    let transcript = talk_at(500, &text, selection(Only::All, &[]), &said);
    assert_eq!(transcript.matches("This line was left out; the text goes on.").count(), 2, "{transcript}");
    assert!(transcript.contains("A path with spaces cannot be evidence"), "{transcript}");
    let file = transcript.split("--- the file").nth(1).expect("the file");
    assert!(
        file.contains("docs/one.md") && file.contains("docs/two.md") && !file.contains("good\n"),
        "{file}"
    );
}

#[test]
fn a_name_that_begins_like_a_command_is_not_taken_for_the_name() {
    for line in ["jump recovery-policy", "note Ours", "m", "x Nothing", "f gaps", "plan Ours", "undo"] {
        let transcript = talk_at(500, "", selection(Only::All, &[]), &[line, "Note Index"]);
        assert!(
            transcript.contains("is a command, and the registry's name comes first"),
            "{line}: {transcript}"
        );
        assert!(transcript.contains(&format!("`name {line}`")), "{line}: {transcript}");
        assert!(transcript.contains("  name: Note Index"), "{line}: {transcript}");
    }
    let transcript = talk_at(500, "", selection(Only::All, &[]), &["name jump recovery-policy"]);
    assert!(transcript.contains("  name: jump recovery-policy"), "{transcript}");
}

#[test]
fn what_is_not_there_cannot_be_removed_and_that_is_not_said_beside_a_change() {
    let (_, mut conversation) = open(KESTREL, selection(Only::All, &[]));
    let mut notices_of = |event: &Event| {
        conversation.act(event);
        let notices = conversation.view().notices;
        notices.iter().map(|notice| notice.text().to_owned()).collect::<Vec<_>>()
    };
    let capability = Catalogue::latest().capability("recovery-policy").expect("a capability");
    notices_of(&Event::Go(Question::Capability(capability.id)));
    let none = "There is nothing to remove (recovery-policy).";
    assert_eq!(notices_of(&Event::Intent(None)), [none]);
    assert_eq!(notices_of(&Event::Clear), [none]);
    let both = notices_of(&Event::Together(vec![Event::Status(Status::Unmet), Event::Intent(None)]));
    assert_eq!(both[0], "Saved: not met (recovery-policy).");
    assert!(!both.contains(&none.to_owned()), "{both:?}");
    notices_of(&Event::Write(AnswerField::Summary, "Write it down.".to_owned()));
    let planned = "It has a plan, so it counts as planned. Remove the plan to change that.";
    assert_eq!(notices_of(&Event::Intent(None)), [planned]);
    notices_of(&Event::Intent(Some(Intent::Planned)));
    assert_eq!(notices_of(&Event::Intent(None)), [planned]);
}

#[test]
fn only_the_beginning_of_an_invalid_date_is_repeated() {
    let long = "next year ".repeat(30);
    let lines = [&format!("assessed {long}"), "jump recovery-policy", "u", &format!("plan due {long}")];
    let transcript = talk_at(5000, KESTREL, selection(Only::All, &[]), &lines);
    for label in ["Assessed on", "Due"] {
        let answer = transcript.lines().find(|line| line.starts_with(&format!("{label}, “next year")));
        let answer = answer.unwrap_or_else(|| panic!("{label}: {transcript}"));
        assert!(answer.contains("…”: a date is written YYYY-MM-DD"), "{answer}");
    }
}

#[test]
fn a_plan_is_written_in_one_line_and_removed_as_a_whole() {
    let begin = ["jump recovery-policy", "u", "plan Write it down.", "plan due 2027-03-31"];
    let transcript = talk_at(500, KESTREL, selection(Only::All, &[]), &begin);
    assert!(
        transcript.contains("summary: Write it down.") && transcript.contains("due: 2027-03-31"),
        "{transcript}"
    );
    assert!(!transcript.contains("no summary"), "{transcript}");
    let all = [&begin[..], &["remove plan", "remove plan"]].concat();
    let transcript = talk_at(500, KESTREL, selection(Only::All, &[]), &all);
    assert!(
        transcript.contains("Removed the plan (recovery-policy).")
            && transcript.contains("There is no plan."),
        "{transcript}"
    );
    assert!(!transcript.contains("summary:") && !transcript.contains("due:"), "{transcript}");
    let undone = [&all[..], &["undo"]].concat();
    let transcript = talk_at(500, KESTREL, selection(Only::All, &[]), &undone);
    assert!(
        transcript.contains("The plan is back (recovery-policy).") && transcript.contains("due: 2027-03-31"),
        "{transcript}"
    );
    let transcript =
        talk_at(500, KESTREL, selection(Only::All, &[]), &["jump recovery-policy", "u", "plan owner Ann"]);
    assert!(transcript.contains("The plan has no summary yet."), "{transcript}");
}

#[test]
fn the_questions_about_the_registry_are_found_by_their_headings() {
    for (heading, question) in [
        ("User accounts", Question::Accounts),
        ("hosting", Question::Hosting),
        ("Who assesses", Question::Assessor),
        ("The registry's address", Question::Address),
        ("registry", Question::Name),
    ] {
        let (_, conversation) = open(KESTREL, selection(Only::All, &[]));
        assert_eq!(conversation.questionnaire().find(heading), Ok(question), "{heading}");
    }
}

#[test]
fn help_lists_only_what_works_at_the_question() {
    let help = |said: &[&str]| {
        let transcript = talk_at(500, KESTREL, selection(Only::All, &[]), said);
        transcript.split("> ").find_map(|part| part.strip_prefix("help\n")).expect("help").to_owned()
    };
    for question in ["accounts", "hosting", "assessor"] {
        let transcript = help(&[&format!("jump {question}"), "help"]);
        assert!(
            !transcript.contains("note [TEXT]") && transcript.contains("jump name|address"),
            "{question}: {transcript}"
        );
    }
    assert!(help(&["jump recovery-policy", "help"]).contains("note [TEXT]"));
    for text in ["note", "evidence", "plan"] {
        let transcript =
            talk_at(500, KESTREL, selection(Only::All, &[]), &["jump recovery-policy", "u", text, "help"]);
        assert!(
            transcript.contains("A line with only a dot ends the text")
                && !transcript.contains("note [TEXT]"),
            "{transcript}"
        );
    }
}

#[test]
fn when_nothing_is_asked_the_restriction_and_the_way_out_are_named() {
    let transcript = talk_at(500, KESTREL, selection(Only::All, &[]), &["f unknown", "track cli"]);
    assert!(
        transcript.contains("0 questions to ask (only: unknown, CLI Tooling).\n`filter all` removes"),
        "{transcript}"
    );
}

#[test]
fn a_provider_is_named_with_or_without_by() {
    for said in [&["jump accounts", "p", "by Entra ID"][..], &["jump accounts", "p by Entra ID"]] {
        let transcript = talk_at(500, KESTREL, selection(Only::All, &[]), said);
        assert!(transcript.contains("log-in by Entra ID."), "{transcript}");
    }
    let transcript =
        talk_at(500, KESTREL, selection(Only::All, &[]), &["jump recovery-policy", "m", "by", "by Entra ID"]);
    assert!(transcript.contains("provided by Entra ID (recovery-policy)"), "{transcript}");
}

#[test]
fn an_address_in_capitals_is_quoted_as_it_was_written() {
    let transcript =
        talk_at(500, KESTREL, selection(Only::All, &[]), &["jump recovery-policy", "HTTPS://X.example/c"]);
    assert!(
        transcript.contains("“HTTPS://X.example/c”") && transcript.contains("in lower case"),
        "{transcript}"
    );
}
