//! The words that people read: plain, usual English, without phrases that read as if they were translated.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::support::program;

/// Phrases that once stood in messages, help or documents, and others of their kind. Beside them, what to write
/// instead.
const MARKS: [(&str, &str); 48] = [
    ("a mistake in a profile is told", "mistakes in a profile are reported"),
    ("all that is not known were met", "every unknown turned out to be met"),
    ("anew", "again"),
    ("as it does not go with", "because it no longer applies"),
    ("blanks", "spaces"),
    ("by a double click", "by double-clicking"),
    ("comes to rest", "ends"),
    ("counts as none", "is ignored"),
    ("counts for nothing", "has no effect"),
    ("evened out", "made equal"),
    ("filled anew", "republished"),
    ("for the operators alone", "for operators only"),
    ("goes on with", "continues"),
    ("has an end that can be checked", "has a verifiable outcome"),
    ("helps nobody", "does not help"),
    ("how to tell it", "output format"),
    ("is begun", "is created"),
    ("is heeded", "is honoured"),
    ("is no address", "is not an address"),
    ("is no date", "is not a date"),
    ("is no file", "is not a file"),
    ("is no intent", "is not an intent"),
    ("is no key", "is not a key"),
    ("is no status", "is not a status"),
    ("is no target", "is not a target"),
    ("it brings", "outcome"),
    ("lapse", "expire"),
    ("lapses", "expires"),
    ("last looked at", "last reviewed"),
    ("looked at again", "reviewed"),
    ("nothing is asked of", "nothing to check"),
    ("nothing that was asked for", "all checks passed"),
    ("notify nobody", "do not notify anybody"),
    ("of so many columns", "of this width"),
    ("of their own accord", "by themselves"),
    ("parted by", "separated by"),
    ("put off for good", "prevented"),
    ("said apart", "separate"),
    ("slip of the finger", "typing mistake"),
    ("so found", "found in this way"),
    ("somebody last looked", "it was last reviewed"),
    ("stand for itself", "be self-contained"),
    ("stands for itself", "is self-contained"),
    ("tells", "says, shows or prints"),
    ("told", "said, shown or reported"),
    ("waits for nobody", "is immediate"),
    ("what helps first", "in order of priority"),
    ("whoever", "anyone who, or no matter who"),
];

#[test]
fn nothing_that_people_read_sounds_translated() {
    let mut found = Vec::new();
    for (place, text) in texts() {
        let words = words(&text);
        for (mark, instead) in MARKS {
            if words.contains(&format!(" {mark} ")) {
                found.push(format!(
                    "{place}: \u{201c}{mark}\u{201d}; write for example \u{201c}{instead}\u{201d}"
                ));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The marks are found wherever a line breaks, however they are written; a part of a word is not one of them.
#[test]
fn a_mark_is_found_where_a_line_breaks() {
    assert_eq!(words("It is *told*,\n  in Parts"), " it is told in parts ");
    assert!(!words("is_told").contains(" told "));
}

/// The text in small letters, with one space between words, before the first and after the last.
fn words(text: &str) -> String {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '\'';
    let words = text.split(|letter| !is_word(letter)).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" ").to_lowercase())
}

/// Everything that people read, with its place: help, documents, the catalogue, messages and expected results.
fn texts() -> Vec<(String, String)> {
    let mut texts = help();
    let documents = ["README.md", "SECURITY.md", "CHANGELOG.md", "CONTRIBUTING.md", "action.yml", "schema"];
    for place in documents.into_iter().chain(["docs", "principles", "examples", "tests/expected"]) {
        for file in files(Path::new(place)) {
            if let Ok(text) = fs::read_to_string(&file) {
                texts.push((file.display().to_string(), text));
            }
        }
    }
    let sources = ["src", "core/src"].iter().flat_map(|folder| files(Path::new(folder)));
    for file in sources.filter(|file| !file.iter().any(|part| part == "tests" || part == "tests.rs")) {
        let code = fs::read_to_string(&file).expect("source code");
        // What a module's own tests say is not read by people who use the program.
        let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        texts.extend(literals(code).into_iter().map(|text| (file.display().to_string(), text)));
    }
    assert!(texts.len() > 100, "the texts are where they were");
    texts
}

/// The help of every command.
fn help() -> Vec<(String, String)> {
    let print = |arguments: &[&str]| {
        let output = program(arguments).output().expect("the program starts");
        (arguments.join(" "), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let whole = print(&["--help"]);
    let listed = whole.1.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    let pages: Vec<_> = names.filter(|name| *name != "help").map(|name| print(&[name, "--help"])).collect();
    assert!(pages.len() > 10, "{}", whole.1);
    std::iter::once(whole).chain(pages).collect()
}

/// The files of a folder, at any depth; of a file, itself; of what is not there, none: a package has not all of them.
fn files(place: &Path) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_owned()];
    }
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    entries.flat_map(|entry| files(&entry.expect("an entry").path())).collect()
}

/// The texts between double quotes of Rust code, without its comments.
fn literals(code: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, from) = rest.split_at(at);
        rest = if from.starts_with("//") {
            from.split_once('\n').map_or("", |(_, after)| after)
        } else if from.starts_with("'\"'") || from.starts_with("'\\\"'") || from.starts_with("'\\''") {
            from[1..].split_once('\'').map_or("", |(_, after)| after.trim_start_matches('\''))
        } else if let Some(inside) = from.strip_prefix('"') {
            let hashes = before.len() - before.trim_end_matches('#').len();
            let is_raw = before.trim_end_matches('#').ends_with('r');
            let end = if is_raw { raw_end(inside, hashes) } else { escaped_end(inside) };
            texts.push(inside[..end].replace("\\\n", " ").replace("\\n", " "));
            &inside[end + 1..]
        } else {
            &from[1..]
        };
    }
    texts
}

/// Where a raw string ends.
fn raw_end(text: &str, hashes: usize) -> usize {
    text.find(&format!("\"{}", "#".repeat(hashes))).expect("a closing quote")
}

/// Where a string with escapes ends.
fn escaped_end(text: &str) -> usize {
    let mut is_escaped = false;
    let ends = |letter: char| {
        let ends = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        ends
    };
    text.find(ends).expect("a closing quote")
}

#[test]
fn literals_are_what_is_between_quotes() {
    let code = "// \"a comment\"\nlet a = '\"'; let b = \"one \\\"word\\\" \\\n  more\"; let c = r#\"raw \"text\"\"#; // \"x";
    assert_eq!(literals(code), ["one \\\"word\\\"    more", "raw \"text\""]);
}
