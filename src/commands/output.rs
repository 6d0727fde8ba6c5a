//! Where results go: standard output, a device or pipe, or a file that is written completely or not at all.

use std::{
    error::Error,
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::{Context, bail};
use registry_maturity_core::{
    profile,
    text::{Source, visible},
};

use super::{
    read_limited,
    save::{Disk, Draft, FileSystem, Place, Saved},
};
use crate::{arguments::Destination, console::Console};

/// The destination of a result, which is written piece by piece.
pub(super) enum Output<D: FileSystem = Disk> {
    /// A stream, and its name in messages.
    Stream(String, BufWriter<Box<dyn Write>>),
    /// A file whose old content stays until everything is written.
    File(String, BufWriter<Draft<D>>),
}

impl Output {
    /// Opens the destination. Without `--force`, refuses to replace anything that is not a result.
    pub(super) fn open(destination: &Destination) -> anyhow::Result<Output> {
        match destination.output.as_deref() {
            None => Ok(Output::stdout()),
            Some(path) if path == Path::new("-") => Ok(Output::stdout()),
            Some(path) => {
                if let Some(why) = (!destination.force).then(|| why_keep(path)).flatten() {
                    bail!("{} {why}; name another file, or add `--force`", path.display());
                }
                Output::over(path)
            }
        }
    }

    /// Opens the file at this path, whatever it contains.
    pub(super) fn over(path: &Path) -> anyhow::Result<Output> {
        match path {
            path if is_one_of(path, STDOUT) => Ok(Output::stdout()),
            path if is_one_of(path, STDERR) => Ok(Output::stream("standard error", io::stderr())),
            path if is_device(path) => {
                let shown = path.display().to_string();
                // If the stream leads to a file, append to it.
                let device = OpenOptions::new().append(true).open(path);
                let device = device.with_context(|| format!("{shown} can't be written"))?;
                Ok(Output::stream(&shown, device))
            }
            path => Output::file(&Place::of(path)?),
        }
    }

    fn stdout() -> Output {
        Output::stream("standard output", io::stdout())
    }

    fn stream(shown: &str, to: impl Write + 'static) -> Output {
        Output::Stream(shown.to_owned(), BufWriter::new(Box::new(to)))
    }
}

impl<D: FileSystem> Output<D> {
    /// Starts a draft of a file.
    pub(super) fn file(place: &Place<D>) -> anyhow::Result<Output<D>> {
        let draft = place.draft().with_context(|| format!("{} can't be written", place.shown))?;
        Ok(Output::File(place.shown.clone(), BufWriter::new(draft)))
    }

    /// Writes the next piece of the result. Errors name the destination.
    pub(super) fn write(&mut self, text: &str) -> anyhow::Result<()> {
        let (shown, written) = match self {
            Output::Stream(shown, stream) => (shown, stream.write_all(text.as_bytes())),
            Output::File(shown, draft) => (shown, draft.write_all(text.as_bytes())),
        };
        written.with_context(|| format!("{shown} can't be written"))
    }

    /// Flushes the output, and moves a file into place.
    pub(super) fn finish(self, console: &Console) -> anyhow::Result<()> {
        let (shown, ended) = match self {
            Output::Stream(shown, mut stream) => (shown, stream.flush()),
            Output::File(shown, draft) => (shown, put(draft, console)),
        };
        ended.with_context(|| format!("{shown} can't be written"))
    }
}

fn put<D: FileSystem>(draft: BufWriter<Draft<D>>, console: &Console) -> io::Result<()> {
    print_remark(&draft.into_inner().map_err(io::IntoInnerError::into_error)?.persist()?, console);
    Ok(())
}

fn print_remark(saved: &Saved, console: &Console) {
    saved.remark.iter().for_each(|remark| console.say(&format!("{}\n", visible(remark))));
}

/// Other names of standard output and standard error.
const STDOUT: [&str; 3] = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
const STDERR: [&str; 3] = ["/dev/stderr", "/dev/fd/2", "/proc/self/fd/2"];

/// Whether a path is a pipe, a device, or a stream that somebody else opened.
fn is_device(path: &Path) -> bool {
    is_stream(path) || fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// Whether a path is a stream that the program was started with.
fn is_stream(path: &Path) -> bool {
    is_one_of(path, STDOUT)
        || is_one_of(path, STDERR)
        || ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
}

fn is_one_of<const N: usize>(path: &Path, names: [&str; N]) -> bool {
    names.iter().any(|name| path == Path::new(name))
}

/// Why a result must not replace what is at a path. No format is YAML or executable, so such a file is something else.
fn why_keep(path: &Path) -> Option<&'static str> {
    if is_one_of(path, STDOUT) || is_one_of(path, STDERR) {
        return None;
    }
    let about = path.metadata().ok()?;
    if about.is_dir() {
        // Opening it reports that a folder can't be written.
        None
    } else if !about.is_file() {
        (!is_stream(path)).then_some("is not a regular file")
    } else if is_yaml(path) {
        Some("is a YAML file, and no result is YAML")
    } else if is_executable(path, &about) {
        Some("is a program, which the result would replace")
    } else {
        match File::open(path).and_then(read_limited) {
            Err(_) => Some("can't be read, and may be a profile"),
            Ok(bytes) => is_profile(&bytes).then_some("holds a profile, which the result would replace"),
        }
    }
}

/// Whether a file is YAML by its name, or by the name of the file that it links to.
fn is_yaml(path: &Path) -> bool {
    let target = path.canonicalize();
    [Some(path), target.as_deref().ok()]
        .into_iter()
        .flatten()
        .any(|path| has_extension(path, &["yaml", "yml"]))
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension()
        .is_some_and(|found| extensions.iter().any(|extension| found.eq_ignore_ascii_case(extension)))
}

#[cfg(unix)]
fn is_executable(_path: &Path, about: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(path: &Path, _about: &fs::Metadata) -> bool {
    has_extension(path, &["bat", "cmd", "com", "exe", "ps1"])
}

/// Whether a file's bytes are a profile, or were meant as one, whatever is wrong with them.
fn is_profile(bytes: &[u8]) -> bool {
    // Without zero bytes and byte order marks, UTF-16 looks like ASCII.
    let text = String::from_utf8_lossy(bytes).replace(['\0', '\u{feff}', char::REPLACEMENT_CHARACTER], "");
    profile::resembles(&Source::new("", text))
}

/// Writes a result that is one text.
pub(super) fn write(destination: &Destination, text: &str, console: &Console) -> anyhow::Result<()> {
    let written = Output::open(destination).and_then(|output| write_all(output, text, console));
    unless_pipe_closed(written)
}

/// Writes a text and finishes the output.
pub(super) fn write_all<D: FileSystem>(
    mut output: Output<D>,
    text: &str,
    console: &Console,
) -> anyhow::Result<()> {
    output.write(text)?;
    output.finish(console)
}

/// Creates a file with this text; `false` if there is one already.
pub(super) fn write_new(path: &Path, text: &str, console: &Console) -> anyhow::Result<bool> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    write_all_new(&Place::of(path)?, text, console)
}

/// Creates the file of a place; `false` if there is one already.
pub(super) fn write_all_new<D: FileSystem>(
    place: &Place<D>,
    text: &str,
    console: &Console,
) -> anyhow::Result<bool> {
    let saved = place
        .draft()
        .and_then(|mut draft| draft.write_all(text.as_bytes()).and_then(|()| draft.persist_new()));
    match saved {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        saved => {
            print_remark(&saved.with_context(|| format!("{} can't be written", place.shown))?, console);
            Ok(true)
        }
    }
}

/// Writes the output of `draw`, piece by piece.
pub(super) fn draw_into<E: Error + Send + Sync + 'static>(
    output: &mut Output,
    draw: impl FnOnce(&mut Pieces<'_>) -> Result<(), E>,
) -> anyhow::Result<()> {
    let mut pieces = Pieces { output, failed: Ok(()) };
    // Formatting fails only if writing does, and the writer's error says why.
    let drawn = draw(&mut pieces);
    pieces.failed.and_then(|()| Ok(drawn?))
}

/// Adapts an output for formatting, and keeps the error of writing, which formatting cannot return.
pub(super) struct Pieces<'o> {
    output: &'o mut Output,
    failed: anyhow::Result<()>,
}

impl fmt::Write for Pieces<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.failed = self.output.write(text);
        if self.failed.is_ok() { Ok(()) } else { Err(fmt::Error) }
    }
}

/// Ignores a closed pipe: the reader has seen enough.
pub(super) fn unless_pipe_closed(written: anyhow::Result<()>) -> anyhow::Result<()> {
    let is_closed = |error: &anyhow::Error| {
        error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    if written.as_ref().is_err_and(is_closed) { Ok(()) } else { written }
}
