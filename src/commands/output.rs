//! A result into a file: whole or not at all.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
};

use anyhow::{Context, bail};

/// Writes a file. What was in it before stays until the new text is on disk.
pub fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let shown = path.display();
    // A link keeps pointing where it points; what it points to is written.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => bail!("{shown} is a folder; name a file in it"),
        // A pipe or a device, such as /dev/stdout, takes what it is given and cannot be replaced.
        Ok(there) if !there.is_file() => fs::write(&target, text),
        Ok(there) if there.permissions().readonly() => bail!("{shown} is read-only"),
        _ if path.as_os_str().to_string_lossy().ends_with(['/', '\\']) => {
            bail!("{shown} names a folder; name a file")
        }
        _ => replace(&target, text),
    }
    .with_context(|| format!("{shown} can't be written"))
}

/// Writes a file beside the target and puts it in its place.
fn replace(target: &Path, text: &str) -> io::Result<()> {
    let beside = beside(target)?;
    let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let result = fill(file, target, text).and_then(|()| fs::rename(&beside, target));
    if result.is_err() {
        // The error that is told is the one before; the rest of the attempt is not worth another.
        let _ = fs::remove_file(&beside);
    }
    result
}

fn fill(mut file: File, target: &Path, text: &str) -> io::Result<()> {
    if let Ok(before) = fs::metadata(target) {
        file.set_permissions(before.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A name in the same folder that nobody else uses.
fn beside(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.part", process::id()));
    Ok(target.with_file_name(hidden))
}
