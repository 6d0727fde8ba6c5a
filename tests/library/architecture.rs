//! Each package lists its modules in the order in which data flows. A module depends only on those above it, and none
//! uses the operating system.

use std::{
    fs,
    path::{Path, PathBuf},
};

use registry_maturity_core::catalogue::Catalogue;

/// The sources of the libraries. The packed program does not include the core.
fn packages() -> Vec<&'static str> {
    ["core/src", "src"].into_iter().filter(|package| Path::new(package).is_dir()).collect()
}

#[test]
fn a_module_names_only_modules_above_it() {
    let mut wrong = Vec::new();
    for package in packages() {
        let order = modules(package);
        for (at, module) in order.iter().enumerate() {
            for file in files(package, module) {
                let code = code(&file);
                for below in order[at + 1..].iter().filter(|below| names(&code, below)) {
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
fn the_library_asks_the_system_nothing() {
    let mut wrong = Vec::new();
    for package in packages() {
        for file in modules(package).iter().flat_map(|module| files(package, module)) {
            let code = code(&file);
            let asked = SYSTEM.iter().filter(|word| code.contains(**word));
            wrong.extend(asked.map(|word| format!("{} has {word}", file.display())));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_one_module_knows_the_parser_of_yaml() {
    let mut wrong = Vec::new();
    for package in packages() {
        for module in modules(package).iter().filter(|module| *module != "yaml") {
            let files = files(package, module).into_iter();
            wrong.extend(files.filter(|file| code(file).contains("granit_parser")));
        }
    }
    assert_eq!(wrong, Vec::<PathBuf>::new());
}

/// No module names a capability or an edition; examples in messages take them from the catalogue.
#[test]
fn no_module_names_a_capability_or_an_edition() {
    let capabilities = Catalogue::latest().capabilities().map(|capability| capability.id.to_string());
    let editions = Catalogue::editions().iter().flat_map(|catalogue| {
        let id = catalogue.edition.id;
        [format!("\"{id}\""), format!("\"{id}\\\"")]
    });
    let ids: Vec<String> = capabilities.chain(editions).collect();
    let mut wrong = Vec::new();
    for package in packages() {
        for file in modules(package).iter().flat_map(|module| files(package, module)) {
            let code = code(&file);
            wrong.extend(
                ids.iter()
                    .filter(|id| code.contains(id.as_str()))
                    .map(|id| format!("{} names {id}", file.display())),
            );
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The modules of a package's library, in order.
fn modules(package: &str) -> Vec<String> {
    let list = fs::read_to_string(format!("{package}/lib.rs")).expect("a list of modules");
    let names = list
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    let order: Vec<String> = names.map(str::to_owned).collect();
    assert!(order.len() >= 5, "{package}/lib.rs lists {order:?}");
    order
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
fn files(package: &str, module: &str) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::from(format!("{package}/{module}.rs"))];
    found.retain(|path| path.exists());
    collect(Path::new(&format!("{package}/{module}")), &mut found);
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

/// Whether code names a module of the crate, in a path or in a `use crate::{…}` list.
fn names(code: &str, module: &str) -> bool {
    let in_path = [format!("crate::{module}::"), format!("crate::{module};"), format!("crate::{module},")];
    let in_list = code.match_indices("use crate::{").any(|(start, _)| {
        let list = &code[start..start + code[start..].find("};").unwrap_or(0)];
        let top: Vec<&str> =
            list.lines().filter(|line| line.starts_with("    ") && !line.starts_with("     ")).collect();
        top.iter().any(|line| {
            line.trim().starts_with(&format!("{module}::")) || line.trim() == format!("{module},")
        }) || (!list.contains('\n') && list.contains(&format!("{module}::")))
    });
    in_list || in_path.iter().any(|path| code.contains(path))
}
