//! Streams every version of a file: one git process lists the commits and another reads the texts, concurrently.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{ChildStdin, Stdio},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use anyhow::{Context, bail};
use registry_maturity_core::{date::Date, profile, text::Source};

use super::{
    Tracked, git_path, id,
    process::{Git, Running, UNREADABLE, UNWRITABLE},
};

/// The number of contents to remember, so that each is read and assessed only once. Profiles rarely return to older
/// ones.
const REMEMBERED: usize = 4096;
/// The maximum number of commits that wait for their texts.
const READ_AHEAD: usize = 64;

/// A commit that changed a file.
#[derive(Clone, Debug)]
pub(crate) struct Commit {
    /// Its hash, in full.
    pub(super) id: String,
    parents: String,
    /// The committer's date; `None` if it is not a valid date.
    pub date: Option<Date>,
    /// The file's blob; empty if the commit deleted the file.
    pub(super) blob: String,
    is_file: bool,
}

/// The content of a file in a commit.
#[derive(Debug)]
pub(crate) enum VersionContent {
    /// A new text, whose result is stored under this number.
    New(usize, anyhow::Result<Source>),
    /// A text whose result is stored under this number.
    Seen(usize),
    /// The commit has no file here, for this reason.
    Nothing(&'static str),
}

impl Commit {
    /// The first 10 digits of its hash, for messages and reports.
    pub(crate) fn short(&self) -> &str {
        &self.id[..self.id.len().min(10)]
    }

    pub(super) fn parent(&self) -> Option<&str> {
        self.parents.split(' ').next().filter(|parent| !parent.is_empty())
    }
}

impl Tracked {
    /// Passes on the commits that changed the file, oldest first, along first parents and through renames. Returns
    /// whether the history is complete, which it may not be in a shallow clone.
    pub(crate) fn versions(
        &self,
        mut take: impl FnMut(&Commit, VersionContent) -> anyhow::Result<()>,
    ) -> anyhow::Result<bool> {
        let Some(head) = self.git.words(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])? else {
            bail!("{} has no history: the repository has no commit yet", self.shown);
        };
        let spans = self.spans(&head).with_context(|| self.unreadable())?;
        let is_shallow = self.git.words(["rev-parse", "--is-shallow-repository"])?.as_deref() == Some("true");
        let mut is_cut = false;
        let mut is_first = true;
        let mut texts = Texts::new(&self.git)?;
        for span in spans.iter().rev() {
            let mut list = vec!["--reverse".to_owned(), span.tip.clone()];
            list.extend(span.since.iter().map(|since| format!("^{since}")));
            let listing = Listing::start(&self.git, &list, &[], &span.path)?;
            texts
                .each(listing, &self.shown, |commit, content| {
                    if is_first {
                        is_cut = is_shallow && commit.parents.is_empty();
                        is_first = false;
                    }
                    take(commit, content)
                })
                .with_context(|| self.unreadable())?;
        }
        Ok(!is_cut)
    }

    fn unreadable(&self) -> String {
        format!("git can't read the history of {0}; `git log -- {0}` may say why", self.shown)
    }
}

/// Passes on the commits that added a file, newest first, until the callback stops it.
pub(super) fn births(
    git: &Git,
    tip: &str,
    path: &Path,
    mut take: impl FnMut(&Commit) -> anyhow::Result<bool>,
) -> anyhow::Result<()> {
    let mut listing = Listing::start(git, &[tip.to_owned()], &["--diff-filter=A"], path)?;
    while let Some(birth) = listing.next()? {
        if !take(&birth)? {
            return Ok(());
        }
    }
    listing.end()
}

/// Commits with their changes of a file, from `rev-list` piped into `diff-tree`.
struct Listing {
    commits: Running,
    changes: Running,
    output: BufReader<std::process::ChildStdout>,
}

impl Listing {
    fn start(git: &Git, commits: &[String], filter: &[&str], path: &Path) -> anyhow::Result<Listing> {
        let mut list = git.command(["rev-list", "--first-parent"]);
        list.args(commits).arg("--").arg(git_path(path));
        let mut commits = Running::start(&mut list)?;
        let mut diff = git.command([
            "diff-tree",
            "--stdin",
            "--diff-merges=first-parent",
            "--encoding=UTF-8",
            "-r",
            "--root",
            "--raw",
            "-z",
            "--no-renames",
            "--no-abbrev",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules=none",
            "--format=%H%x00%P%x00%ct%x00%cs",
        ]);
        diff.args(filter).arg("--").arg(git_path(path));
        let list = commits.take_output()?;
        let mut changes = Running::start(diff.stdin(Stdio::from(list)))?;
        let output = BufReader::new(changes.take_output()?);
        Ok(Listing { commits, changes, output })
    }

    /// Reads `ID NUL PARENTS NUL SECONDS NUL DAY NUL LF :MODE MODE ID ID STATUS NUL PATH NUL`.
    fn next(&mut self) -> anyhow::Result<Option<Commit>> {
        let Some(hash) = self.field()? else { return Ok(None) };
        let mut field = || self.field()?.context("git's list of commits ends early");
        let (parents, seconds, day, about) = (field()?, field()?, field()?, field()?);
        field()?;
        let words: Vec<&str> = about.trim_start_matches(['\n', ':']).split(' ').collect();
        let &[_, mode, _, blob, status] = words.as_slice() else {
            bail!("git's list of commits cannot be understood")
        };
        let blob = if status.starts_with('D') { String::new() } else { id(blob)? };
        Ok(Some(Commit {
            id: id(&hash)?,
            parents,
            date: date(&seconds, &day),
            blob,
            is_file: mode.starts_with("100"),
        }))
    }

    fn field(&mut self) -> anyhow::Result<Option<String>> {
        let mut bytes = Vec::new();
        self.output.read_until(0, &mut bytes).context(UNREADABLE)?;
        Ok((bytes.pop() == Some(0)).then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn end(mut self) -> anyhow::Result<()> {
        if !(self.commits.end()? && self.changes.end()?) {
            bail!("git failed");
        }
        Ok(())
    }
}

/// The date of a commit. For a time that it can't represent, git gives the first day of 1970.
fn date(seconds: &str, day: &str) -> Option<Date> {
    const YEAR_10000: i64 = 253_402_300_800;
    let seconds: i64 = seconds.parse().ok()?;
    day.parse().ok().filter(|_| (0..YEAR_10000).contains(&seconds))
}

/// The texts of blobs, from one `cat-file --batch`.
struct Texts {
    process: Running,
    input: Option<ChildStdin>,
    output: BufReader<std::process::ChildStdout>,
    known: KnownBlobs,
}

/// The remembered blobs with their numbers. A new one replaces the oldest.
#[derive(Default)]
struct KnownBlobs {
    numbers: HashMap<String, usize>,
    blobs: Vec<String>,
    next: usize,
}

impl KnownBlobs {
    /// The number of a blob, and whether the blob is new.
    fn number(&mut self, blob: &str) -> (usize, bool) {
        if let Some(number) = self.numbers.get(blob) {
            return (*number, false);
        }
        let number = self.next;
        self.next = (self.next + 1) % REMEMBERED;
        match self.blobs.get_mut(number) {
            Some(old) => {
                self.numbers.remove(old);
                blob.clone_into(old);
            }
            None => self.blobs.push(blob.to_owned()),
        }
        self.numbers.insert(blob.to_owned(), number);
        (number, true)
    }
}

impl Texts {
    fn new(git: &Git) -> anyhow::Result<Texts> {
        let mut process = Running::start(git.command(["cat-file", "--batch"]).stdin(Stdio::piped()))?;
        let input = Some(process.input()?);
        let output = BufReader::new(process.take_output()?);
        Ok(Texts { process, input, output, known: KnownBlobs::default() })
    }

    /// Passes on each commit of a listing with its content. A thread requests the texts in advance.
    fn each(
        &mut self,
        mut listing: Listing,
        shown: &str,
        mut take: impl FnMut(&Commit, VersionContent) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let input = self.input.as_mut().context(UNWRITABLE)?;
        let (known, output) = (&mut self.known, &mut self.output);
        thread::scope(|scope| {
            let (sender, receiver): (SyncSender<(Commit, usize, bool)>, Receiver<_>) =
                sync_channel(READ_AHEAD);
            let asking = scope.spawn(move || {
                while let Some(commit) = listing.next()? {
                    let (number, is_new) =
                        if commit.is_file { known.number(&commit.blob) } else { (0, false) };
                    if is_new {
                        input
                            .write_all(format!("{}\n", commit.blob).as_bytes())
                            .context("git can't be asked")?;
                    }
                    if sender.send((commit, number, is_new)).is_err() {
                        return Ok(());
                    }
                }
                listing.end()
            });
            for (commit, number, is_new) in receiver {
                let content = match is_new {
                    true => {
                        VersionContent::New(number, read_text(output, &format!("{}:{shown}", commit.short())))
                    }
                    false if commit.is_file => VersionContent::Seen(number),
                    false if commit.blob.is_empty() => VersionContent::Nothing("the file was deleted"),
                    false => VersionContent::Nothing("it is not a file here"),
                };
                take(&commit, content)?;
            }
            asking.join().unwrap_or_else(|_| bail!("a thread ended early"))
        })
    }
}

impl Drop for Texts {
    fn drop(&mut self) {
        // Git ends when its input does.
        self.input = None;
        let _ = self.process.end();
    }
}

/// Reads `ID blob SIZE LF TEXT LF`, or `ID missing LF`.
fn read_text(output: &mut impl BufRead, name: &str) -> anyhow::Result<Source> {
    let mut head = String::new();
    output.read_line(&mut head).context(UNREADABLE)?;
    let Some(size) = head.trim_end().rsplit_once(" blob ").and_then(|(_, size)| size.parse::<u64>().ok())
    else {
        bail!("its text is not in this partial clone (`git fetch --refetch --no-filter` gets it)");
    };
    let mut bytes = Vec::new();
    let kept = size.min(profile::MAX_BYTES as u64 + 1);
    output.by_ref().take(kept).read_to_end(&mut bytes).context(UNREADABLE)?;
    let rest = size - kept + 1;
    std::io::copy(&mut output.by_ref().take(rest), &mut std::io::sink()).context(UNREADABLE)?;
    Ok(crate::commands::decode(name, bytes)?)
}
