//! The order of the modules in `src/lib.rs` is the order in which the data flows: a module names only those above it.

use std::{
    fs,
    path::{Path, PathBuf},
};

#[test]
fn a_module_names_only_modules_above_it() {
    let list = fs::read_to_string("src/lib.rs").expect("src/lib.rs");
    let order: Vec<&str> =
        list.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(order.len() > 10, "the list was read");
    let mut wrong = Vec::new();
    for (at, module) in order.iter().enumerate() {
        for file in files(module) {
            let text = fs::read_to_string(&file).expect("a file");
            for below in order[at + 1..].iter().filter(|below| names(&text, below)) {
                wrong.push(format!("{} names {below}", file.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The files of a module: its own, and all in its folder.
fn files(module: &str) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::from(format!("src/{module}.rs"))];
    found.retain(|path| path.exists());
    collect(Path::new(&format!("src/{module}")), &mut found);
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() { collect(&path, found) } else { found.push(path) }
    }
}

/// Whether a text names a module of the crate, in a path or in a `use crate::{…}` list.
fn names(text: &str, module: &str) -> bool {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let tests = code.find("#[cfg(test)]").unwrap_or(code.len());
    let code = &code[..tests];
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
