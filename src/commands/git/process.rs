//! Runs git so that nothing in a checkout can influence it.
//!
//! A pull request decides every file of the checkout, and must not control the gate that checks it. Only plumbing
//! commands run: `rev-parse`, `merge-base`, `ls-tree`, `rev-list`, `diff-tree` and `cat-file`. Going through git's
//! documentation (gitrepository-layout, git-config, gitattributes, gitmailmap, githooks, git-replace, environment
//! variables in git(1)), this is what git reads, and what keeps it from mattering here:
//!
//! | git reads | here |
//! |---|---|
//! | a bare repository in the folder (`HEAD`, `objects`, `refs`) | git starts in the folder that holds `.git`, which cannot be committed, and `safe.bareRepository=explicit` is set as well |
//! | a repository in a submodule or below a link | refused if it is not the working folder's own repository |
//! | `GIT_DIR` and other variables, as hooks set them | removed, except those that name configuration |
//! | the repository's configuration and what it includes (`include.path=../.gitconfig`) | read, but plumbing ignores all that shapes output: `log.*`, `diff.*`, `color.*`, `core.pager`, `mailmap.*`, `alias.*`; what remains is set on the command line |
//! | `.mailmap`, `mailmap.file`, `mailmap.blob` | only names and addresses of people go through it, and none are asked for |
//! | `.gitattributes`, `info/attributes`: text conversion, external diff, filters | files are never compared or converted: `--raw`, `--no-ext-diff`, `--no-textconv`, blobs as they are stored |
//! | `.gitmodules` | `--ignore-submodules=none` |
//! | `refs/replace` | `GIT_NO_REPLACE_OBJECTS` |
//! | `info/grafts` | `GIT_GRAFT_FILE` names an empty file |
//! | `shallow` | read; a history that ends there is said to be cut off |
//! | `objects/info/alternates` | read; no checkout can write it |
//! | hooks, `core.hooksPath` | none of these commands runs one; the hooks folder is empty anyway |
//! | `core.fsmonitor`, `.gitignore`, sparse checkouts | the files are not compared with the index; the monitor is off anyway |
//! | a pager, an editor, a terminal prompt | `--no-pager`, `GIT_TERMINAL_PROMPT=0` |
//! | a promisor remote (`remote.*.uploadpack` is a command) | `GIT_NO_LAZY_FETCH`, and no protocol is allowed |
//! | signatures (`gpg.program`) | only `log` and its relatives verify them, when asked |

use std::{
    env,
    ffi::OsStr,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use anyhow::{Context, bail};

const NOT_RUN: &str = "git can't be run";
pub(super) const UNREADABLE: &str = "git can't be read";
pub(super) const UNWRITABLE: &str = "git can't be written to";

/// Variables that select the configuration or limit the search for repositories. No checkout sets them.
const KEPT: [&str; 5] = [
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
    "GIT_TEST_",
];

const NOTHING: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

/// The maximum size of a short answer, in bytes.
pub(super) const SHORT_OUTPUT: usize = 1 << 16;

/// Git, in the folder that holds `.git`.
#[derive(Debug)]
pub(super) struct Git {
    pub(super) root: PathBuf,
}

/// The output of a git command, up to a limit.
pub(super) struct GitAnswer {
    pub(super) is_success: bool,
    pub(super) bytes: Vec<u8>,
}

impl Git {
    pub(super) fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new("git");
        command.arg("--no-pager").arg("-C").arg(&self.root);
        let hooks = format!("core.hooksPath={NOTHING}");
        for setting in ["safe.bareRepository=explicit", "core.fsmonitor=false", &hooks] {
            command.args(["-c", setting]);
        }
        command.args(arguments);
        let is_git = |name: &OsStr| name.as_encoded_bytes().starts_with(b"GIT_");
        let is_kept =
            |name: &OsStr| KEPT.iter().any(|kept| name.as_encoded_bytes().starts_with(kept.as_bytes()));
        for (name, _) in env::vars_os().filter(|(name, _)| is_git(name) && !is_kept(name)) {
            command.env_remove(name);
        }
        for (name, value) in [
            // This protocol does not exist.
            ("GIT_ALLOW_PROTOCOL", "none"),
            ("GIT_ATTR_NOSYSTEM", "1"),
            ("GIT_GRAFT_FILE", NOTHING),
            // File names are names, never patterns.
            ("GIT_LITERAL_PATHSPECS", "1"),
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_NO_REPLACE_OBJECTS", "1"),
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("LC_ALL", "C"),
        ] {
            command.env(name, value);
        }
        command.stdin(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Runs a command and keeps its output, up to one byte more than the limit. Stops git if there is more.
    pub(super) fn run<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        limit: usize,
    ) -> anyhow::Result<GitAnswer> {
        let mut running = Running::start(&mut self.command(arguments))?;
        let mut bytes = Vec::new();
        let output = running.take_output()?.take(limit as u64 + 1);
        { output }.read_to_end(&mut bytes).context(UNREADABLE)?;
        let is_more = bytes.len() > limit;
        let is_success = if is_more { true } else { running.end()? };
        Ok(GitAnswer { is_success, bytes })
    }

    /// The short output of a command, if it succeeds.
    pub(super) fn words<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
    ) -> anyhow::Result<Option<String>> {
        let answer = self.run(arguments, SHORT_OUTPUT)?;
        let words = String::from_utf8_lossy(answer.bytes.trim_ascii_end()).into_owned();
        Ok((answer.is_success && !words.is_empty()).then_some(words))
    }
}

/// A running git command, which is killed when this is dropped.
pub(super) struct Running {
    child: Child,
}

impl Running {
    pub(super) fn start(command: &mut Command) -> anyhow::Result<Running> {
        let child = command.stdout(Stdio::piped()).spawn();
        let child = child.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                anyhow::anyhow!("git is needed for this, and there is no `git` command")
            }
            _ => anyhow::Error::new(error).context(NOT_RUN),
        })?;
        Ok(Running { child })
    }

    pub(super) fn take_output(&mut self) -> anyhow::Result<ChildStdout> {
        self.child.stdout.take().context(UNREADABLE)
    }

    pub(super) fn input(&mut self) -> anyhow::Result<ChildStdin> {
        self.child.stdin.take().context(UNWRITABLE)
    }

    /// Waits for the command. Returns whether it succeeded.
    pub(super) fn end(&mut self) -> anyhow::Result<bool> {
        let status = self.child.wait().context(NOT_RUN)?;
        if status.code().is_none() {
            bail!("git was stopped: {status}");
        }
        Ok(status.success())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only if it has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The nearest folder, from this one upwards, that holds a repository's `.git`. The folder must be canonical.
pub(crate) fn root_above(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok()).map(Path::to_owned)
}
