//! Makes random sequences of edits on profiles in many styles.

use std::collections::BTreeMap;

use proptest::{prelude::*, test_runner::Config};

use super::{
    super::{
        super::{Evidence, Intent, Status},
        *,
    },
    pitfalls::PITFALLS,
};
use crate::{
    catalogue::{Capability, Catalogue},
    yaml::to_serde,
};

/// Texts that are easy to write wrongly, in addition to [`PITFALLS`].
const MORE_TEXTS: [&str; 6] =
    ["ends with a break\n", "\u{202e}right to left", "zero\u{200b}width\u{feff}", "bell\u{7}", "x, y", "="];

/// Small pseudo-random numbers, determined by a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 20).expect("a usize") % below
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.roll(count) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }

    fn text(&mut self) -> String {
        let all = [PITFALLS.as_slice(), &MORE_TEXTS].concat();
        (*self.pick(&all)).to_owned()
    }

    fn some<T>(&mut self, make: impl Fn(&mut Dice) -> T) -> Option<T> {
        self.one_in(3).then(|| make(self))
    }

    fn date(&mut self) -> Date {
        format!("2026-{:02}-{:02}", 1 + self.roll(12), 1 + self.roll(28)).parse().expect("a date")
    }

    fn evidence(&mut self) -> Vec<Located<Evidence>> {
        let count = if self.one_in(2) { 0 } else { self.roll(4) };
        let texts = (0..count).map(|_| Evidence::new(self.text()).expect("a text"));
        texts.map(|evidence| Located::new(evidence, Span::default())).collect()
    }

    fn status(&mut self) -> Status {
        *self.pick(&Status::ALL)
    }

    fn clause(&mut self) -> ClauseAnswer {
        let status = self.status();
        let plain = self.one_in(2) && status != Status::NotApplicable;
        let note =
            if status == Status::NotApplicable { Some("Why.".to_owned()) } else { self.some(Dice::text) };
        let evidence = self.evidence();
        if plain {
            ClauseAnswer { status: Some(status), ..ClauseAnswer::default() }
        } else {
            let status = (status == Status::NotApplicable || !self.one_in(6)).then_some(status);
            ClauseAnswer { status, ruling: None, evidence, note }
        }
    }

    fn rating(&mut self, capability: &Capability) -> Rating {
        if capability.clauses.is_empty() || self.one_in(3) {
            return if self.one_in(8) { Rating::Unanswered } else { Rating::Whole(self.status()) };
        }
        let mut clauses = BTreeMap::new();
        for clause in capability.clauses {
            if !self.one_in(3) {
                clauses.insert(clause.id, Located::new(self.clause(), Span::default()));
            }
        }
        let rating = Rating::ByClause(clauses);
        let answer = Answer { rating, ..Answer::default() };
        // It is an error if every clause is not applicable.
        if answer.status(capability) == Status::NotApplicable {
            Rating::Whole(Status::Unmet)
        } else {
            answer.rating
        }
    }

    fn plan(&mut self) -> Plan {
        Plan {
            summary: self.some(Dice::text),
            issue: self.some(Dice::text),
            owner: self.some(Dice::text),
            due: self.some(Dice::date),
            effort: self.some(Dice::text),
            cost: self.some(Dice::text),
        }
    }

    /// A valid answer, with a random choice of evidence, note, plan and so on.
    fn answer(&mut self, capability: &Capability) -> Answer {
        let rating = self.rating(capability);
        if self.one_in(3) && rating != Rating::Whole(Status::NotApplicable) {
            return Answer { rating, ..Answer::default() };
        }
        let mut answer = Answer {
            rating,
            ruling: None,
            evidence: self.evidence(),
            note: self.some(Dice::text),
            reviewed: self.some(Dice::date),
            internal: self.some(Dice::text),
            delegated_to: self.some(Dice::text),
            intent: self.some(|dice| *dice.pick(&Intent::ALL)),
            plan: self.some(Dice::plan),
            review_by: self.some(Dice::date),
        };
        if !answer.status(capability).is_gap() {
            (answer.intent, answer.plan) = (None, None);
        }
        if answer.rating == Rating::Whole(Status::NotApplicable) || answer.intent == Some(Intent::Declined) {
            answer.note.get_or_insert("Why.".to_owned());
        }
        let rulings = capability.rulings.iter().filter(|ruling| ruling.clause.is_none());
        let mut fitting = rulings.filter(|ruling| ruling.status == answer.status(capability));
        if answer.is_answered(capability) && self.one_in(2) {
            answer.ruling = fitting.next().map(|ruling| ruling.id);
        }
        answer
    }

    fn edit(&mut self, catalogue: &'static Catalogue) -> Edit {
        match self.roll(17) {
            0 => Edit::RegistryName(format!("{}.", self.text())),
            1 => Edit::RegistryUrl(self.some(Dice::text)),
            2 => Edit::AssessedDate(self.some(Dice::date)),
            3 => Edit::AssessedBy(self.some(Dice::text)),
            4 => Edit::Accounts(self.accounts()),
            5 => Edit::Hosting(self.hosting()),
            6 => Edit::Target(
                self.pick(catalogue.tracks).id,
                *self.pick(&[None, Some(Level::ZERO), Some(Level::MAX)]),
            ),
            7 => {
                let track = self.pick(catalogue.tracks).id;
                Edit::AlsoAssess(track, self.some(Dice::text))
            }
            _ => {
                let capabilities: Vec<&Capability> = catalogue.capabilities().collect();
                let capability = *self.pick(&capabilities);
                if self.one_in(5) {
                    return Edit::Answer(capability.id, None);
                }
                let answer = self.answer(capability);
                match self.one_in(2) {
                    true => Edit::Give(capability.id, answer, self.date()),
                    false => Edit::Answer(capability.id, Some(answer)),
                }
            }
        }
    }

    fn accounts(&mut self) -> Option<Accounts> {
        match self.roll(4) {
            0 => None,
            1 => Some(Accounts::Absent),
            2 => Some(Accounts::Present),
            _ => {
                let count = 1 + self.roll(3);
                Some(Accounts::ProvidedBy((0..count).map(|_| self.text()).collect()))
            }
        }
    }

    fn hosting(&mut self) -> Option<BTreeSet<Hosting>> {
        let sets: [&[Hosting]; 4] = [
            &[Hosting::SourceOnly],
            &[Hosting::Builds],
            &[Hosting::BuiltPackages],
            &[Hosting::Builds, Hosting::BuiltPackages],
        ];
        self.some(|dice| dice.pick(&sets).iter().copied().collect())
    }
}

/// Writes profiles in any style.
struct Writer {
    dice: Dice,
    text: String,
    indent: usize,
    dash: usize,
    comments: bool,
}

impl Writer {
    fn new(seed: u64) -> Writer {
        let mut dice = Dice(seed | 1);
        let indent = *dice.pick(&[2, 2, 4]);
        let dash = *dice.pick(&[0, indent]);
        let comments = !dice.one_in(4);
        Writer { dice, text: String::new(), indent, dash, comments }
    }

    /// The text of a profile.
    fn profile(mut self) -> String {
        let catalogue = Catalogue::latest();
        for prefix in ["\u{feff}", "# head\n", "---\n", "x-before: {a: [1, {b: c}]}\n"] {
            if self.dice.one_in(4) {
                self.text.push_str(prefix);
            }
        }
        let edition = (*self.dice.pick(&["0.1", "\"0.1\"", "'0.1'"])).to_owned();
        self.line(0, &format!("principles: {edition}"));
        self.section("registry", vec![("name", "Example Index".into()), ("url", "https://e.org".into())]);
        if self.dice.one_in(2) {
            self.section("assessment", vec![("date", "2026-11-22".into()), ("by", "us".into())]);
        }
        if !self.dice.one_in(3) {
            let hosting =
                (*self.dice.pick(&["[builds]", "builds", "[ built-packages, builds ]", "source-only"]))
                    .into();
            let accounts = (*self.dice.pick(&[
                "yes",
                "true",
                "No",
                "{provider: GitHub}",
                "{provider: [GitHub, 'GitLab']}",
            ]))
            .into();
            self.section("taxonomy", vec![("accounts", accounts), ("hosting", hosting)]);
        }
        if self.dice.one_in(3) {
            self.section("targets", vec![("cli", "2".into()), ("general", "\"1\"".into())]);
        }
        self.answers(catalogue);
        if self.dice.one_in(4) {
            self.text.push_str("x-after:\n  - own: |\n      met: no\n  # deep\n");
        }
        self.finish()
    }

    fn finish(mut self) -> String {
        if self.dice.one_in(4) {
            self.text.push_str("# tail\n");
        }
        if self.dice.one_in(6) {
            self.text.push_str("...\n");
        }
        if self.dice.one_in(4) {
            self.text.truncate(self.text.trim_end().len());
        }
        if self.dice.one_in(4) { self.text.replace('\n', "\r\n") } else { self.text }
    }

    fn line(&mut self, column: usize, line: &str) {
        if self.comments && self.dice.one_in(6) {
            let deeper = self.dice.roll(3);
            self.text.push_str(&format!("{:width$}# {}\n", "", self.dice.0 % 1000, width = column + deeper));
        }
        if self.dice.one_in(8) {
            self.text.push('\n');
        }
        self.text.push_str(&format!("{:column$}{line}", ""));
        if self.comments && !line.ends_with('|') && self.dice.one_in(5) {
            self.text.push_str(&format!("   # {}: x", self.dice.0 % 1000));
        }
        self.text.push('\n');
    }

    fn section(&mut self, name: &str, entries: Vec<(&str, String)>) {
        if self.dice.one_in(4) {
            let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
            let separator = *self.dice.pick(&[", ", ",\n     "]);
            let entries = entries.join(separator);
            return self.line(0, &format!("{name}: {{{entries}}}"));
        }
        self.line(0, &format!("{name}:"));
        for (key, value) in entries {
            self.line(self.indent, &format!("{key}: {value}"));
        }
        if self.dice.one_in(6) {
            self.line(self.indent, "x-own: [mine]");
        }
    }

    fn answers(&mut self, catalogue: &'static Catalogue) {
        let style = self.dice.roll(10);
        match style {
            0 => return,
            1 => return self.line(0, "answers:"),
            2 => return self.line(0, "answers: {}"),
            3 => return self.answers_in_brackets(catalogue),
            _ => self.line(0, "answers:"),
        }
        let shuffled = self.dice.one_in(5);
        let mut tracks: Vec<_> = catalogue.tracks.iter().collect();
        if shuffled {
            tracks.rotate_left(1);
        }
        let headings = self.dice.one_in(2);
        for track in tracks {
            if headings {
                self.text.push_str(&format!("\n{:indent$}# {}\n", "", track.name, indent = self.indent));
            }
            for capability in track.capabilities {
                if self.dice.one_in(6) {
                    self.answer(capability);
                }
            }
        }
        if self.text.trim_end().ends_with("answers:") {
            self.line(self.indent, "verified-email: met");
        }
    }

    fn answers_in_brackets(&mut self, catalogue: &'static Catalogue) {
        let mut entries = Vec::new();
        for capability in catalogue.capabilities() {
            if self.dice.one_in(10) {
                let answer = self.dice.answer(capability);
                let answer = self.in_brackets(&Wanted::answer(&answer, capability));
                entries.push(format!("{}: {answer}", capability.id));
            }
        }
        let (open, separator, close) =
            *self.dice.pick(&[("{", ", ", "}"), ("{ ", " , ", " }"), ("{\n    ", ",\n    ", ",\n  }")]);
        if entries.is_empty() {
            entries.push("verified-email: met".to_owned());
        }
        self.text.push_str(&format!("answers: {open}{}{close}\n", entries.join(separator)));
    }

    fn answer(&mut self, capability: &'static Capability) {
        let answer = self.dice.answer(capability);
        let wanted = Wanted::answer(&answer, capability);
        let id = match self.dice.roll(8) {
            0 => format!("\"{}\"", capability.id),
            _ => capability.id.to_string(),
        };
        if self.dice.one_in(12) {
            return self.line(self.indent, &format!("{id}:"));
        }
        let indent = self.indent;
        self.entry(indent, &id, &wanted, 0);
    }

    fn entry(&mut self, column: usize, key: &str, wanted: &Wanted, depth: usize) {
        match wanted {
            Wanted::Nothing => {
                if self.dice.one_in(30) {
                    self.line(column, &format!("{key}:"));
                }
            }
            Wanted::Keys(keys) if !self.dice.one_in(6) => self.keys(column, key, keys, depth),
            Wanted::WordOrKeys(_, keys) if self.dice.one_in(4) => self.keys(column, key, keys, depth),
            Wanted::List(items) if !self.dice.one_in(3) => {
                self.line(column, &format!("{key}:"));
                for item in items {
                    let item = self.scalar(item, false);
                    self.line(column + self.dash, &format!("- {item}"));
                }
            }
            Wanted::Text(text) if self.dice.one_in(2) && scalar::literal(text).is_some() => {
                let (header, lines) = scalar::literal(text).expect("a literal");
                let own = self.dice.roll(2) + 1;
                self.text.push_str(&format!("{:column$}{key}: {header}\n", ""));
                for line in lines {
                    let width = if line.is_empty() { 0 } else { column + own };
                    self.text.push_str(&format!("{:width$}{line}\n", ""));
                }
                if self.dice.one_in(3) {
                    self.text.push('\n');
                }
            }
            other => {
                let value = self.in_brackets(other);
                self.line(column, &format!("{key}: {value}"));
            }
        }
    }

    fn keys(&mut self, column: usize, key: &str, keys: &Keys, depth: usize) {
        self.line(column, &format!("{key}:"));
        if self.dice.one_in(10) && depth == 0 {
            self.line(column + self.indent, "x-ticket: {deep: [status, {note: no}]}");
        }
        for (name, wanted) in keys {
            self.entry(column + self.indent, name, wanted, depth + 1);
        }
        if self.dice.one_in(10) && depth == 0 {
            self.line(column + self.indent, "x-last:");
            self.line(column + 2 * self.indent, "status: none");
        }
    }

    fn scalar(&mut self, text: &str, in_flow: bool) -> String {
        let had = *self.dice.pick(&[
            None,
            None,
            Some(crate::yaml::TextStyle::SingleQuoted),
            Some(crate::yaml::TextStyle::DoubleQuoted),
        ]);
        let notation = if in_flow { scalar::Notation::Flow } else { scalar::Notation::Block };
        scalar::inline(text, notation, had)
    }

    fn in_brackets(&mut self, wanted: &Wanted) -> String {
        match wanted {
            Wanted::Nothing => String::new(),
            Wanted::Word(word) | Wanted::WordOrKeys(word, _) => self.scalar(word, true),
            Wanted::Text(text) => self.scalar(text, true),
            Wanted::Set(words) => format!("[{}]", words.join(", ")),
            Wanted::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.scalar(item, true)).collect();
                format!("[{}]", items.join(", "))
            }
            Wanted::Keys(keys) => {
                let given: Vec<_> =
                    keys.iter().filter(|(_, wanted)| !matches!(wanted, Wanted::Nothing)).collect();
                let entries: Vec<String> = given
                    .iter()
                    .map(|(name, wanted)| format!("{name}: {}", self.in_brackets(wanted)))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
}

fn profile(text: &str) -> Profile {
    let source = Source::new("p", text);
    match crate::profile::read(&source) {
        Ok(profile) => profile,
        Err(problems) => panic!("{problems:#?} in\n{text}"),
    }
}

/// The lines that an edit may change: those of the answer or the section, up to the next one.
fn region(lines: &[&str], edit: &Edit) -> Option<(usize, usize)> {
    let section = match edit {
        Edit::RegistryName(_) | Edit::RegistryUrl(_) => "registry:",
        Edit::AssessedDate(_) | Edit::AssessedBy(_) => "assessment:",
        Edit::Accounts(_) | Edit::Hosting(_) => "taxonomy:",
        Edit::AlsoAssess(..) => "also-assess:",
        Edit::Target(..) => "targets:",
        Edit::Answer(..) | Edit::Give(..) => "answers:",
    };
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let says_something = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let to_next = |start: usize, column: usize| {
        let below = lines[start + 1..].iter();
        let next = below.clone().position(|line| says_something(line) && indent(line) <= column);
        (start, next.map_or(lines.len(), |next| start + 1 + next))
    };
    let start = lines.iter().position(|line| line.starts_with(section))?;
    let (start, end) = to_next(start, 0);
    let Edit::Answer(id, _) = edit else { return Some((start, end)) };
    if lines[start].contains('{') {
        return Some((start, end));
    }
    let has_key = |line: &&str| {
        let entry = line.trim_start().trim_start_matches('"');
        entry.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with([':', '"']))
    };
    let answer = lines[start..end].iter().position(has_key)? + start;
    Some(to_next(answer, indent(lines[answer])))
}

/// Checks that every line that the edit does not concern is still there, in the same order.
fn untouched(before: &str, after: &str, edit: &Edit) {
    // A last line without a line ending gets one when lines follow, which does not change its meaning.
    let line_end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let ended = |text: &str| if text.ends_with('\n') { text.to_owned() } else { format!("{text}{line_end}") };
    let (before, after) = (ended(before), ended(after));
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same_start = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - same_start;
    let same_end =
        old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let changed = (same_start, old.len() - same_end);
    let allowed = region(&old, edit).unwrap_or((changed.0, changed.0));
    let inside = changed.0 >= changed.1 || changed.0 >= allowed.0 && changed.1 <= allowed.1;
    assert!(inside, "{changed:?} is not within {allowed:?}\n{edit:?}\n{before}\n=====\n{after}");
}

/// The text after the two edits that make up [`Edit::Give`].
fn in_two_steps(text: &str, expected: &Profile, id: CapabilityId) -> String {
    let dated = edit(text, &Edit::AssessedDate(expected.assessed.date)).expect("an edit");
    let answer = expected.answers.get(&id).map(|answer| answer.value.clone());
    edit(&dated, &Edit::Answer(id, answer)).expect("an edit")
}

/// Checks that another YAML reader sees the same tree.
fn other_reader_agrees(text: &str) {
    let tree = Tree::read(text);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let other: serde_yaml::Value = serde_yaml::from_str(text).expect("sound for the other reader");
    assert_eq!(to_serde(tree.root().expect("a document")), other, "{text}");
}

/// Makes edits one after another, and compares the result with the same edits of a [`Profile`].
fn sequence(seed: u64, length: usize) {
    let mut text = Writer::new(seed).profile();
    let mut dice = Dice(seed.rotate_left(20) | 1);
    let mut model = profile(&text);
    for _ in 0..length {
        let change = dice.edit(model.catalogue);
        let after = match edit(&text, &change) {
            Ok(after) => after,
            // A comment after a block scalar can be indented so far that only the key between them separates them.
            Err(EditError::ByHand { reason, .. })
                if reason == "a nearby comment would become part of a text" =>
            {
                continue;
            }
            Err(error) => panic!("{error}: {change:?}\n{text}"),
        };
        change.apply(&mut model);
        assert!(same(&profile(&after), &model), "{change:?}\n{text}\n=====\n{after}");
        match &change {
            Edit::Give(id, ..) => assert_eq!(after, in_two_steps(&text, &model, *id)),
            _ => untouched(&text, &after, &change),
        }
        if dice.one_in(4) {
            assert_eq!(edit(&after, &change).as_ref(), Ok(&after), "the second time nothing changes");
        }
        text = after;
    }
    // If a block scalar ends with the file, the other reader leaves out its last line ending.
    if text.ends_with('\n') {
        other_reader_agrees(&text);
    }
}

proptest! {
    #![proptest_config(Config { cases: 500, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_few_edits_of_many_profiles_say_what_was_meant(seed in any::<u64>()) {
        sequence(seed, 10);
    }
}

proptest! {
    #![proptest_config(Config { cases: 100, failure_persistence: None, ..Config::default() })]

    #[test]
    fn many_edits_of_a_profile_say_what_was_meant(seed in any::<u64>()) {
        sequence(seed, 50);
    }
}

proptest! {
    #![proptest_config(Config { cases: 100, failure_persistence: None, ..Config::default() })]

    #[test]
    fn json_stays_json(seed in any::<u64>()) {
        let mut dice = Dice(seed | 1);
        let mut text = "{\n  \"principles\": \"0.1\",\n  \"registry\": { \"name\": \"Example Index\" },\n  \
             \"answers\": { \"recovery-policy\": \"unmet\" }\n}\n"
            .to_owned();
        let mut model = profile(&text);
        for _ in 0..12 {
            let change = dice.edit(model.catalogue);
            text = edit(&text, &change).expect("an edit");
            change.apply(&mut model);
            prop_assert!(same(&profile(&text), &model), "{:?}\n{}", change, text);
            let json = serde_json::from_str::<serde_json::Value>(&text);
            prop_assert!(json.is_ok(), "{:?}: {:?}\n{}", json, change, text);
        }
    }
}

/// Texts with random insertions, including anchors and aliases: each edit is refused or does what was intended.
#[test]
fn no_text_makes_an_edit_panic() {
    let pieces = [
        "\t",
        "\r",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "*a",
        "&a ",
        "&a ",
        "*a",
        "!t ",
        ": ",
        "- ",
        "\n",
        "  ",
        "#",
        " # c",
        "|",
        ">-",
        "? ",
        "<<",
        "\u{85}",
        "é",
        "...\n",
        "x-a: *a\n",
        "\\",
        ",",
        "~",
        "x-a: &a {b: c}\n",
    ];
    let mut dice = Dice(0x005e_ed0f_ed17);
    let mut made = 0;
    for seed in 0..1500 {
        let mut text = Writer::new(seed * 0x9e37_79b9 + 7).profile();
        for _ in 0..dice.roll(4) {
            let at = text.floor_char_boundary(dice.roll(text.len()));
            let to = text.ceil_char_boundary((at + dice.roll(5)).min(text.len()));
            text.replace_range(at..to, pieces[dice.roll(pieces.len())]);
        }
        let change = dice.edit(Catalogue::latest());
        if let Ok(after) = edit(&text, &change) {
            let mut model = profile(&text);
            change.apply(&mut model);
            assert!(same(&profile(&after), &model), "{change:?}\n{text}\n=====\n{after}");
            made += 1;
        }
    }
    assert!(made > 300, "{made}");
}
