//! Where a result goes: standard output, a device or a pipe, or a file that is written whole or not at all.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::{Context, bail};
use registry_maturity_core::{profile, text::visible};

use super::{
    decode, read_limited,
    save::{Disk, Draft, FileSystem, Place, Saved},
};
use crate::console::Console;

/// What a result is written to, piece by piece.
pub enum Output<D: FileSystem = Disk> {
    /// What takes a text and can't be replaced, and how messages call it.
    Stream(String, BufWriter<Box<dyn Write>>),
    /// A file, in which what was there before stays until all is written.
    File(String, BufWriter<Draft<D>>),
}

impl Output {
    /// The file of this path, which must not hold a profile: a result is no answer. Without a path, standard output.
    pub fn open(path: Option<&Path>) -> anyhow::Result<Output> {
        match path {
            None => Ok(Output::stream("standard output", io::stdout())),
            Some(path) if holds_profile(path) => {
                bail!("{} holds a profile, which the result would replace; name another file", path.display())
            }
            Some(path) => Output::over(path),
        }
    }

    /// The file of this path, whatever it holds.
    pub fn over(path: &Path) -> anyhow::Result<Output> {
        match path {
            path if is_one_of(path, ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]) => Output::open(None),
            path if is_one_of(path, ["/dev/stderr", "/dev/fd/2", "/proc/self/fd/2"]) => {
                Ok(Output::stream("standard error", io::stderr()))
            }
            path if is_device(path) => {
                let shown = path.display().to_string();
                // A stream that leads to a file goes on where it ends.
                let device = OpenOptions::new().append(true).open(path);
                let device = device.with_context(|| format!("{shown} can't be written"))?;
                Ok(Output::stream(&shown, device))
            }
            path => Output::file(&Place::of(path)?),
        }
    }

    fn stream(shown: &str, to: impl Write + 'static) -> Output {
        Output::Stream(shown.to_owned(), BufWriter::new(Box::new(to)))
    }
}

impl<D: FileSystem> Output<D> {
    /// A file that is written beside its place.
    pub fn file(place: &Place<D>) -> anyhow::Result<Output<D>> {
        let draft = place.draft().with_context(|| format!("{} can't be written", place.shown))?;
        Ok(Output::File(place.shown.clone(), BufWriter::new(draft)))
    }

    /// Writes a piece.
    pub fn write(&mut self, text: &str) -> anyhow::Result<()> {
        let (shown, written) = match self {
            Output::Stream(shown, stream) => (shown, stream.write_all(text.as_bytes())),
            Output::File(shown, draft) => (shown, draft.write_all(text.as_bytes())),
        };
        written.with_context(|| format!("{shown} can't be written"))
    }

    /// Ends it; a file gets its place now.
    pub fn finish(self, console: &Console) -> anyhow::Result<()> {
        let (shown, ended) = match self {
            Output::Stream(shown, mut stream) => (shown, stream.flush()),
            Output::File(shown, draft) => (shown, put(draft, console)),
        };
        ended.with_context(|| format!("{shown} can't be written"))
    }
}

fn put<D: FileSystem>(draft: BufWriter<Draft<D>>, console: &Console) -> io::Result<()> {
    tell(&draft.into_inner().map_err(io::IntoInnerError::into_error)?.persist()?, console);
    Ok(())
}

fn tell(saved: &Saved, console: &Console) {
    saved.remark.iter().for_each(|remark| console.say(&format!("{}\n", visible(remark))));
}

/// A pipe, a device, or a stream that somebody else opened.
fn is_device(path: &Path) -> bool {
    let streams = ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd"];
    let is_stream = streams.iter().any(|place| path.starts_with(place));
    is_stream || fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

fn is_one_of<const N: usize>(path: &Path, names: [&str; N]) -> bool {
    names.iter().any(|name| path == Path::new(name))
}

/// Whether a file is a profile, or was meant as one.
fn holds_profile(path: &Path) -> bool {
    let bytes = if is_device(path) { None } else { File::open(path).and_then(read_limited).ok() };
    let source = bytes.and_then(|bytes| decode("", bytes).ok());
    source.is_some_and(|source| profile::resembles(&source))
}

/// Writes a result that is one text; without a path, to standard output.
pub fn write(path: Option<&Path>, text: &str, console: &Console) -> anyhow::Result<()> {
    let written = Output::open(path).and_then(|output| write_all(output, text, console));
    unless_left(written)
}

/// Writes a text, and ends it.
pub fn write_all<D: FileSystem>(mut output: Output<D>, text: &str, console: &Console) -> anyhow::Result<()> {
    output.write(text)?;
    output.finish(console)
}

/// Writes a file where nothing is; whether nothing was.
pub fn write_new(path: &Path, text: &str, console: &Console) -> anyhow::Result<bool> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    write_all_new(&Place::of(path)?, text, console)
}

/// Writes a text to a place where nothing is; whether nothing was.
pub fn write_all_new<D: FileSystem>(place: &Place<D>, text: &str, console: &Console) -> anyhow::Result<bool> {
    let saved = place
        .draft()
        .and_then(|mut draft| draft.write_all(text.as_bytes()).and_then(|()| draft.persist_new()));
    match saved {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        saved => {
            tell(&saved.with_context(|| format!("{} can't be written", place.shown))?, console);
            Ok(true)
        }
    }
}

/// A reader who has seen enough, and left, is no failure.
pub fn unless_left(written: anyhow::Result<()>) -> anyhow::Result<()> {
    let has_left = |error: &anyhow::Error| {
        error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    if written.as_ref().is_err_and(has_left) { Ok(()) } else { written }
}
