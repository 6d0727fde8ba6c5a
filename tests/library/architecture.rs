//! The libraries, the program and the page list their modules in the order in which data flows. A module depends only
//! on those above it, and none of the libraries uses the operating system.

use std::{
    fs,
    path::{Path, PathBuf},
};

use registry_maturity_core::catalogue::Catalogue;

/// The files that list the modules of the libraries and of the program, and those of the page.
const LIBRARIES: [&str; 2] = ["core/src/lib.rs", "src/lib.rs"];
const PROGRAM: &str = "src/main.rs";
const PAGE: &str = "web/src/lib.rs";

/// Those lists that are there. The packed program includes neither the core nor the page.
fn present(lists: impl IntoIterator<Item = &'static str>) -> impl Iterator<Item = &'static str> {
    lists.into_iter().filter(|list| Path::new(list).is_file())
}

fn every_list() -> impl Iterator<Item = &'static str> {
    present(LIBRARIES.into_iter().chain([PROGRAM, PAGE]))
}

#[test]
fn a_module_depends_only_on_modules_above_it() {
    let mut wrong = Vec::new();
    for list in every_list() {
        let order = modules(list);
        for (at, module) in order.iter().enumerate() {
            for file in files(list, module) {
                let code = with_paths_from_the_crate(list, &file);
                let names = names(&code);
                for below in order[at + 1..].iter().filter(|below| names.contains(&below.as_str())) {
                    wrong.push(format!("{} names {below}", file.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The clock, the environment, files, streams and other programs could make the same input give different bytes.
const SYSTEM: [&str; 13] = [
    "SystemTime",
    "Instant",
    "now_utc",
    "now_local",
    "env::",
    "fs::",
    "process::",
    "stdin()",
    "stdout()",
    "stderr()",
    " print!(",
    "println!(",
    "dbg!(",
];

#[test]
fn the_libraries_and_the_page_use_no_operating_system() {
    let mut wrong = Vec::new();
    for file in present(LIBRARIES.into_iter().chain([PAGE])).flat_map(sources) {
        let code = code(&file);
        let asked = SYSTEM.iter().filter(|word| code.contains(**word));
        wrong.extend(asked.map(|word| format!("{} has {word}", file.display())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// That module does not re-export the parser's types either.
#[test]
fn only_one_module_uses_the_yaml_parser() {
    let mut wrong = Vec::new();
    for list in every_list() {
        for module in modules(list) {
            let is_allowed = |line: &str| module == "yaml" && !line.trim_start().starts_with("pub");
            let uses = |file: &PathBuf| {
                code(file).lines().any(|line| line.contains("granit_parser") && !is_allowed(line))
            };
            wrong.extend(files(list, &module).into_iter().filter(uses));
        }
    }
    assert_eq!(wrong, Vec::<PathBuf>::new());
}

/// No source or template names a capability or an edition; examples in messages take them from the catalogue.
#[test]
fn only_the_catalogue_names_a_capability_or_an_edition() {
    let capabilities = Catalogue::latest().capabilities().map(|capability| capability.id.to_string());
    let editions = Catalogue::editions().iter().flat_map(|catalogue| {
        let id = catalogue.edition.id;
        [format!("\"{id}\""), format!("\"{id}\\\"")]
    });
    let ids: Vec<String> = capabilities.chain(editions).collect();
    let mut searched: Vec<PathBuf> = every_list().flat_map(sources).collect();
    for folder in ["templates", "web/page"] {
        collect(Path::new(folder), &mut searched);
    }
    let mut wrong = Vec::new();
    for file in searched {
        let code = code(&file);
        let named = ids.iter().filter(|id| code.contains(id.as_str()));
        wrong.extend(named.map(|id| format!("{} names {id}", file.display())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The modules in a list, in order.
fn modules(list: &str) -> Vec<String> {
    let text = fs::read_to_string(list).expect("a list of modules");
    let names = text
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    let order: Vec<String> = names.map(str::to_owned).collect();
    assert!(order.len() >= 4, "{list} lists {order:?}");
    order
}

/// The list itself, and the files of all its modules.
fn sources(list: &'static str) -> Vec<PathBuf> {
    let of_modules = modules(list).into_iter().flat_map(|module| files(list, &module));
    [PathBuf::from(list)].into_iter().chain(of_modules).collect()
}

/// A file without its comments and tests.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a file");
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let tests = code
        .match_indices("#[cfg(test)]\nmod ")
        .find(|(at, _)| code[*at..].lines().nth(1).is_some_and(|module| module.ends_with('{')));
    code[..tests.map_or(code.len(), |(at, _)| at)].to_owned()
}

/// The files of a module: its own, and those in its folder.
fn files(list: &str, module: &str) -> Vec<PathBuf> {
    let beside = Path::new(list).with_file_name(module);
    let mut found = vec![beside.with_extension("rs")];
    found.retain(|path| path.exists());
    collect(&beside, &mut found);
    assert!(!found.is_empty(), "{list} lists {module}, which has no file");
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        match path.file_stem().is_some_and(|name| name == "tests") {
            true => {}
            false if path.is_dir() => collect(&path, found),
            false => found.push(path),
        }
    }
}

/// A file's code with each path to the crate in the form `crate::…`, whether or not it was written with `super`.
fn with_paths_from_the_crate(list: &str, file: &Path) -> String {
    let folder = Path::new(list).parent().expect("a folder");
    let parts = file.strip_prefix(folder).expect("a file of the folder").components().count();
    let depth = if file.ends_with("mod.rs") { parts - 1 } else { parts };
    code(file).replace(&"super::".repeat(depth), "crate::")
}

/// What code names directly below the crate, in a path or in a `use crate::{…}` list.
fn names(code: &str) -> Vec<&str> {
    let paths = code.match_indices("crate::").map(|(at, path)| &code[at + path.len()..]);
    paths.flat_map(|rest| rest.strip_prefix('{').map_or_else(|| vec![first_word(rest)], in_list)).collect()
}

/// The first word of each path in a list, up to the brace that closes it.
fn in_list(list: &str) -> Vec<&str> {
    let (mut found, mut from, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' => {
                found.push(first_word(&list[from..at]));
                break;
            }
            ',' if depth == 0 => {
                found.push(first_word(&list[from..at]));
                from = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn first_word(path: &str) -> &str {
    let path = path.trim_start();
    &path[..path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len())]
}

#[test]
fn every_form_of_a_path_names_its_module() {
    let code = "use crate::{\n    age,\n    catalogue::{Level, Track},\n    date::Date,\n};\nuse crate::text::{self, Span};\n\
                pub(crate) use crate::{yaml, scope::Scope};\nfn a() -> crate::profile::Profile { $crate::check::judge() }";
    let expected = ["age", "catalogue", "date", "", "text", "yaml", "scope", "profile", "check"];
    assert_eq!(names(code), expected);
}
