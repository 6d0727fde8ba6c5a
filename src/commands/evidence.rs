//! Looks up the paths in a profile's evidence on disk. Addresses are never requested.

use std::{
    collections::{BTreeMap, VecDeque},
    ffi::OsString,
    fs,
    path::{Component, Path, PathBuf},
};

use registry_maturity_core::{evidence::PathFault, profile::Profile, text::Span};

use super::git;

/// The maximum number of links in a path, beyond which it counts as a cycle, as on Linux.
const MAX_LINKS: usize = 40;

/// The paths that do not exist or lead out of the repository, by their place in the profile. They are relative to the
/// profile's folder or, for standard input, to the working folder.
pub(crate) fn broken_paths(profile: &Profile, path: &Path) -> BTreeMap<Span, PathFault> {
    let paths = profile.all_evidence().filter(|evidence| !evidence.is_address());
    let mut paths = paths.peekable();
    if paths.peek().is_none() {
        return BTreeMap::new();
    }
    let Some(folder) = folder_of(path) else { return BTreeMap::new() };
    let root = git::root_above(&folder).unwrap_or_else(|| folder.clone());
    paths.filter_map(|path| Some((path.at, look_up(&root, &folder, path.as_str()).err()?))).collect()
}

fn folder_of(profile: &Path) -> Option<PathBuf> {
    let folder = if profile.as_os_str() == "-" { None } else { profile.parent() };
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().ok()
}

/// Looks up a path, as written or without the `#…` at its end.
fn look_up(root: &Path, folder: &Path, text: &str) -> Result<(), PathFault> {
    let whole = follow(root, folder, Path::new(text));
    match text.rsplit_once('#') {
        Some((file, _)) if whole.is_err() && !file.is_empty() => follow(root, folder, Path::new(file)),
        _ => whole,
    }
}

/// Follows a path and its links component by component, and stops before it leaves the root.
fn follow(root: &Path, folder: &Path, path: &Path) -> Result<(), PathFault> {
    let mut at = folder.to_owned();
    let mut parts = VecDeque::new();
    let mut links = 0;
    go_on(root, path, &mut at, &mut parts)?;
    while let Some(part) = parts.pop_front() {
        match part {
            PathPart::Up => _ = at.pop(),
            PathPart::Down(name) => at.push(name),
        }
        if !at.starts_with(root) {
            return Err(PathFault::Outside);
        }
        if fs::symlink_metadata(&at).map_err(|_| PathFault::Missing)?.is_symlink() {
            links += 1;
            let target = fs::read_link(&at).map_err(|_| PathFault::Missing)?;
            if links > MAX_LINKS {
                return Err(PathFault::Missing);
            }
            at.pop();
            go_on(root, &target, &mut at, &mut parts)?;
        }
    }
    Ok(())
}

enum PathPart {
    Up,
    Down(OsString),
}

/// Puts the components of a path before the remaining ones.
fn go_on(
    root: &Path,
    path: &Path,
    at: &mut PathBuf,
    parts: &mut VecDeque<PathPart>,
) -> Result<(), PathFault> {
    let rest = if path.has_root() {
        root.clone_into(at);
        path.strip_prefix(root).map_err(|_| PathFault::Outside)?
    } else {
        path
    };
    for component in rest.components().rev() {
        match component {
            Component::Normal(name) => parts.push_front(PathPart::Down(name.to_owned())),
            Component::ParentDir => parts.push_front(PathPart::Up),
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return Err(PathFault::Outside),
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::{fs, os::unix::fs::symlink};

    use super::{PathFault, look_up};

    #[test]
    fn paths_are_followed_inside_the_repository_only() {
        let place = tempfile::tempdir().expect("a folder");
        let outside = place.path().canonicalize().expect("a folder");
        let root = outside.join("repository");
        let folder = root.join("docs");
        fs::create_dir_all(folder.join("more")).expect("folders");
        fs::write(folder.join("a b.md"), "").expect("a file");
        fs::write(folder.join("c#.md"), "").expect("a file");
        fs::write(root.join("top.md"), "").expect("a file");
        fs::write(outside.join("secret"), "").expect("a file");
        for (name, target) in [
            ("inside", "../top.md"),
            ("over", "../../repository/top.md"),
            ("out", "../../secret"),
            ("nowhere", "../../no-such"),
            ("circle", "circle"),
            ("up", ".."),
        ] {
            symlink(target, folder.join(name)).expect("a link");
        }
        symlink(root.join("top.md"), folder.join("whole")).expect("a link");
        symlink("/", folder.join("slash")).expect("a link");
        let whole = root.join("top.md").display().to_string();
        let there =
            ["a b.md", "more", "more/../a b.md", "../top.md", "./inside", "whole", "c#.md", "a b.md#x"];
        for path in there.into_iter().chain(["up/top.md", "up/docs/up/top.md", &whole]) {
            assert_eq!(look_up(&root, &folder, path), Ok(()), "{path}");
        }
        for path in ["b.md", "more/a b.md", "../docs/x", "circle", "a b.md/x", "x#a b.md"] {
            assert_eq!(look_up(&root, &folder, path), Err(PathFault::Missing), "{path}");
        }
        let whole = outside.join("secret").display().to_string();
        for path in [
            "../../secret",
            "../../no-such",
            "out",
            "nowhere",
            "over",
            "slash/etc",
            "/etc",
            "..//../..",
            &whole,
        ] {
            assert_eq!(look_up(&root, &folder, path), Err(PathFault::Outside), "{path}");
        }
    }
}
