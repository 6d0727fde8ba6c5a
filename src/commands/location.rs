//! The location of a profile, for services that show results beside its lines.

use std::{
    env,
    path::{Component, Path, PathBuf},
};

use anyhow::bail;
use registry_maturity::render::{
    findings::Location,
    format::{Format, PathUse},
};

use super::git;

/// The path of a file, relative to the root of its repository or, if there is none, to the working folder; absolute for
/// other files. `None` for standard input.
fn path(file: &Path) -> Option<PathBuf> {
    let name = file.file_name().filter(|_| file.as_os_str() != "-")?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().ok()?;
    let root =
        git::root_above(&folder).or_else(|| env::current_dir().and_then(|here| here.canonicalize()).ok());
    let below = root.as_deref().and_then(|root| folder.strip_prefix(root).ok());
    Some(below.unwrap_or(&folder).join(name))
}

/// The path as a text, with slashes.
fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::RootDir => Some(String::new()),
        Component::CurDir => None,
        part => Some(part.as_os_str().to_string_lossy().into_owned()),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The path as a URI, which has the scheme `file` if it is not relative.
fn uri(path: &Path) -> String {
    let parts = path.components().filter(|part| !matches!(part, Component::CurDir | Component::RootDir));
    let parts: Vec<String> = parts.map(|part| percent_encode(part.as_os_str().as_encoded_bytes())).collect();
    let scheme = if path.is_absolute() { "file:///" } else { "" };
    format!("{scheme}{}", parts.join("/"))
}

/// The location of a file, if the format has a place for it. The error for standard input says what to do instead.
pub(super) fn of(file: &Path, format: Format) -> anyhow::Result<Option<Location>> {
    let located = || path(file).map(|path| Location { path: slashed(&path), uri: uri(&path) });
    match format.row().path {
        PathUse::Unused => Ok(None),
        PathUse::Needed if file.as_os_str() == "-" => bail!(
            "`--format {}` shows each finding at a line of a file; name the profile's file instead of standard input",
            format.row().name
        ),
        // A file whose folder does not exist can't be read either, which is for the command to say.
        PathUse::IfKnown | PathUse::Needed => Ok(located()),
    }
}

fn percent_encode(bytes: &[u8]) -> String {
    let encode = |byte: &u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(encode).collect()
}
