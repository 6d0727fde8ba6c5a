//! Earlier versions of a profile, from git's own command: no shell, no pager, nothing that a repository's configuration
//! could run.

use std::{
    ffi::{OsStr, OsString},
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, bail};
use registry_maturity_core::{date::Date, profile, text::Source};

/// Variables that would turn git to another repository than the profile's; hooks are run with them.
const ELSEWHERE: [&str; 12] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_EXTERNAL_DIFF",
];

/// No answer of git in a few words is longer.
const LONGEST_WORDS: usize = 1 << 16;
/// A history of so many commits takes 35 MiB as JSON.
const MOST_COMMITS: usize = 5_000;
/// So many commits with paths as long as they may be in practice.
const LONGEST_LOG: usize = 2 << 20;

/// A file in a git repository.
pub struct Tracked {
    folder: PathBuf,
    name: OsString,
    /// How messages call it.
    shown: String,
}

/// A commit that changed a file.
#[derive(Clone, Debug)]
pub struct Commit {
    /// Its id.
    pub hash: String,
    /// The committer's day.
    pub date: Date,
    /// The file's path in it, from the repository's root.
    path: OsString,
}

impl Commit {
    /// Its id, short enough to read.
    pub fn short(&self) -> &str {
        &self.hash[..self.hash.len().min(10)]
    }
}

impl Tracked {
    /// The file as git knows it; a link leads to the file that it names.
    pub fn new(path: &Path) -> anyhow::Result<Tracked> {
        if path.as_os_str() == "-" {
            bail!("standard input has no history; name the profile's file");
        }
        let whole = path.canonicalize().with_context(|| format!("{} can't be read", path.display()))?;
        let (Some(folder), Some(name)) = (whole.parent(), whole.file_name()) else {
            bail!("{} is no file", path.display());
        };
        let tracked =
            Tracked { folder: folder.to_owned(), name: name.to_owned(), shown: path.display().to_string() };
        if tracked.repository(&[])?.is_some() {
            return Ok(tracked);
        }
        // Git refuses what belongs to another user, as a checkout in a container often does.
        if let Some(repository) = tracked.repository(&["-c", "safe.directory=*"])? {
            bail!(
                "git does not trust the repository of {}, which belongs to another user; if you do: `git config --global --add safe.directory {}`",
                tracked.shown,
                shell_words::quote(&repository)
            );
        }
        bail!("{} is in no git repository", tracked.shown)
    }

    /// The folder of the repository that git finds with these settings.
    fn repository(&self, settings: &[&str]) -> anyhow::Result<Option<String>> {
        let mut git = self.git(&[settings, &["rev-parse", "--show-toplevel"]].concat());
        let answer = run(&mut git, LONGEST_WORDS)?;
        let folder = String::from_utf8_lossy(answer.bytes.trim_ascii_end()).into_owned();
        Ok((answer.is_success && !folder.is_empty()).then_some(folder))
    }

    /// The commit that a revision names.
    pub fn resolve(&self, revision: &str) -> anyhow::Result<String> {
        let commit = format!("{revision}^{{commit}}");
        let mut git = self.git(&["rev-parse", "--verify", "--quiet", "--end-of-options"]);
        // An option in place of a revision is refused here too: not every git knows `--end-of-options`.
        let answer =
            if revision.starts_with('-') { None } else { Some(run(git.arg(commit), LONGEST_WORDS)?) };
        match answer.filter(|answer| answer.is_success) {
            Some(answer) => id(answer.bytes.trim_ascii_end()),
            None => bail!(
                "git knows no revision `{revision}` here; in a shallow clone, fetch it first (`git fetch --unshallow`)"
            ),
        }
    }

    /// The file as it was at a revision.
    pub fn at(&self, revision: &str) -> anyhow::Result<Source> {
        let hash = self.resolve(revision)?;
        let mut object = OsString::from(format!("{hash}:./"));
        object.push(&self.name);
        self.blob(&object, &format!("{revision}:{}", self.shown))?
            .with_context(|| format!("{} does not exist at {revision}", self.shown))
    }

    /// The file as it was in one of its commits.
    pub fn in_commit(&self, commit: &Commit) -> anyhow::Result<Source> {
        let mut object = OsString::from(format!("{}:", commit.hash));
        object.push(&commit.path);
        self.blob(&object, &format!("{}:{}", commit.short(), self.shown))?.context("the file is not in it")
    }

    fn blob(&self, object: &OsStr, name: &str) -> anyhow::Result<Option<Source>> {
        let answer = run(self.git(&["cat-file", "blob"]).arg(object), profile::MAX_BYTES)?;
        Ok(answer.is_success.then(|| super::decode(name, answer.bytes)).transpose()?)
    }

    /// The commits that changed the file, oldest first, followed through renames.
    pub fn commits(&self) -> anyhow::Result<Vec<Commit>> {
        // Whatever is configured, each commit tells its path, from the root of the repository.
        let settings =
            ["-c", "diff.relative=false", "-c", "diff.orderFile=/dev/null", "-c", "log.showRoot=true"];
        let log = ["log", "--follow", "--no-show-signature", "--encoding=UTF-8", "--name-only", "-z"];
        let log = [&log[..], &["--format=%H%x00%cs", "--"]].concat();
        let mut git = self.git(&[&settings[..], &log].concat());
        let answer = run(git.arg(&self.name), LONGEST_LOG)?;
        if !answer.is_success && self.resolve("HEAD").is_ok() {
            bail!("git can't tell the history of {0}; `git log --follow {0}` says why", self.shown);
        } else if !answer.is_success {
            bail!("{} has no history: the repository has no commit yet", self.shown);
        }
        let is_cut = answer.bytes.len() > LONGEST_LOG;
        let mut commits = if is_cut { Vec::new() } else { parse_log(&answer.bytes)? };
        if is_cut || commits.len() > MOST_COMMITS {
            bail!(
                "{} has more than {MOST_COMMITS} commits; compare two of them with `registry-maturity diff --git REVISION`",
                self.shown
            );
        }
        commits.reverse();
        Ok(commits)
    }

    fn git(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("--no-pager").arg("-C").arg(&self.folder).args(arguments);
        ELSEWHERE.iter().for_each(|name| {
            command.env_remove(name);
        });
        // File names are names, never patterns; nothing is fetched, locked or asked.
        for (name, value) in [
            // No protocol has this name.
            ("GIT_ALLOW_PROTOCOL", "none"),
            ("GIT_LITERAL_PATHSPECS", "1"),
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("LC_ALL", "C"),
        ] {
            command.env(name, value);
        }
        command
    }
}

struct Output {
    is_success: bool,
    bytes: Vec<u8>,
}

/// Runs git and keeps what it says, up to a byte more than the limit; what says more is not waited for.
fn run(command: &mut Command, limit: usize) -> anyhow::Result<Output> {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = child.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => anyhow::anyhow!("git is needed for this, and there is no `git` command"),
        _ => anyhow::Error::new(error).context("git can't be run"),
    })?;
    let mut bytes = Vec::new();
    if let Some(output) = child.stdout.take() {
        output.take(limit as u64 + 1).read_to_end(&mut bytes).context("git can't be read")?;
    }
    let is_more = bytes.len() > limit;
    if is_more {
        let _ = child.kill();
    }
    let status = child.wait().context("git can't be run")?;
    if status.code().is_none() && !is_more {
        bail!("git was cut off: {status}");
    }
    Ok(Output { is_success: status.success() || is_more, bytes })
}

/// The id of a commit, and nothing else that git might say.
fn id(bytes: &[u8]) -> anyhow::Result<String> {
    let id = String::from_utf8_lossy(bytes).into_owned();
    if id.len() < 40 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        bail!("git gave a commit that is none");
    }
    Ok(id)
}

/// Reads `HASH NUL DAY NUL LF PATH NUL` again and again; a commit without a path has that of the one above it.
fn parse_log(bytes: &[u8]) -> anyhow::Result<Vec<Commit>> {
    let mut fields = bytes.split(|byte| *byte == 0).filter(|field| !field.is_empty()).peekable();
    let mut commits: Vec<Commit> = Vec::new();
    while let Some(hash) = fields.next() {
        let day = fields.next().context("git gave a commit without its day")?;
        let path = fields.next_if(|field| field.starts_with(b"\n")).map(|field| os_string(&field[1..]));
        let path = path.or_else(|| commits.last().map(|newer| newer.path.clone()));
        let date = String::from_utf8_lossy(day).parse::<Date>();
        commits.push(Commit {
            hash: id(hash)?,
            date: date.context("git gave a day that is none")?,
            path: path.unwrap_or_default(),
        });
    }
    Ok(commits)
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).to_owned()
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}
