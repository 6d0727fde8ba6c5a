//! Earlier versions of a profile, from git: at a revision, and over its whole history.

mod process;
mod rename;
mod versions;

pub(crate) use process::root_above;
pub(crate) use versions::{Commit, VersionContent};

use std::{
    env,
    ffi::{OsStr, OsString},
    path::{Component, Path, PathBuf},
};

use anyhow::{Context, bail};
use registry_maturity_core::{profile, text::Source};

use self::process::Git;

/// A file in a git repository.
#[derive(Debug)]
pub(crate) struct Tracked {
    git: Git,
    /// The paths, from the repository's root, under which to look for the file: as named, and as links resolve.
    paths: Vec<PathBuf>,
    /// Its name in messages.
    shown: String,
}

/// The profile at a revision.
#[derive(Debug)]
pub(crate) enum Earlier {
    /// Its text, under its current name or an older one.
    Text(Source),
    /// None, because the profile is newer.
    Nothing,
}

impl Tracked {
    /// Finds a file in its git repository.
    ///
    /// A link is followed inside the repository only, and the repository must not lie inside that of the working
    /// folder: a pull request can turn a folder into a submodule, whose branches are its own.
    pub(crate) fn new(path: &Path) -> anyhow::Result<Tracked> {
        if path.as_os_str() == "-" {
            bail!("standard input has no history; name the profile's file");
        }
        let shown = path.display().to_string();
        let target = path.canonicalize().with_context(|| format!("{shown} can't be read"))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().with_context(|| format!("{shown} can't be read"))?;
        let Some(name) = path.file_name() else { bail!("{shown} is not a file") };
        let Some(root) = root_above(&folder) else { bail!("{shown} is not in a git repository") };
        if target.parent().and_then(root_above).as_ref() != Some(&root) {
            bail!("{shown} is a link that leads out of its repository, to {}", target.display());
        }
        let here = env::current_dir().and_then(|here| here.canonicalize()).ok();
        let around = here.as_deref().and_then(root_above);
        if around.is_some_and(|around| around != root && root.starts_with(around)) {
            bail!(
                "{shown} is in {}, a repository inside that of the working folder; run the command there",
                root.display()
            );
        }
        let plain = path.components().all(|part| part != Component::ParentDir);
        let as_typed = here.filter(|_| plain).map(|here| here.join(path));
        let mut paths: Vec<PathBuf> = Vec::new();
        for path in as_typed.into_iter().chain([folder.join(name), target]) {
            match path.strip_prefix(&root) {
                Ok(path) if !paths.iter().any(|known| known == path) => paths.push(path.to_owned()),
                _ => {}
            }
        }
        let tracked = Tracked { git: Git { root }, paths, shown };
        tracked.trusted()?;
        Ok(tracked)
    }

    /// Makes sure that git accepts the repository, and that its files are where its `.git` is.
    fn trusted(&self) -> anyhow::Result<()> {
        let top = |settings: &[&str]| self.git.words([settings, &["rev-parse", "--show-toplevel"]].concat());
        if let Some(top) = top(&[])? {
            if Path::new(&top).canonicalize().ok().as_ref() != Some(&self.git.root) {
                bail!("git keeps the files of {}'s repository in another folder, {top}", self.shown);
            }
            return Ok(());
        }
        // Git refuses repositories of other users, which checkouts in containers often are.
        if let Some(repository) = top(&["-c", "safe.directory=*"])? {
            bail!(
                "git does not trust the repository of {}, which belongs to another user; if you do: `git config --global --add safe.directory {}`",
                self.shown,
                shell_words::quote(&repository)
            );
        }
        bail!("{} is not in a git repository", self.shown)
    }

    /// The commit of a revision or, for `A...B`, the merge base of the two, each of which defaults to `HEAD`.
    fn resolve(&self, revision: &str) -> anyhow::Result<String> {
        let Some((one, other)) = revision.split_once("...") else { return self.commit(revision) };
        let name = |side: &str| if side.is_empty() { "HEAD".to_owned() } else { side.to_owned() };
        let (one, other) = (self.commit(&name(one))?, self.commit(&name(other))?);
        match self.git.words(["merge-base", &one, &other])? {
            // There may be several, and any of them will do.
            Some(bases) => id(bases.lines().next().unwrap_or_default()),
            None => bail!(
                "the two sides of `{revision}` have no commit in common here; in a shallow clone, fetch more first \
                 (`git fetch --unshallow`)"
            ),
        }
    }

    /// Whether git knows a revision here.
    pub(crate) fn knows(&self, revision: &str) -> bool {
        self.resolve(revision).is_ok()
    }

    fn commit(&self, revision: &str) -> anyhow::Result<String> {
        let commit = format!("{revision}^{{commit}}");
        // Options in place of a revision are refused here too, because older versions of git lack `--end-of-options`.
        let answer = if revision.starts_with('-') {
            None
        } else {
            self.git.words(["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?
        };
        match answer {
            Some(answer) => id(&answer),
            None => bail!(
                "git does not know the revision `{revision}` here; in a shallow clone, fetch it first (`git fetch --unshallow`)"
            ),
        }
    }

    /// The profile at a revision, under its name or an older one.
    pub(crate) fn at(&self, revision: &str, now: &Source) -> anyhow::Result<Earlier> {
        let commit = self.resolve(revision)?;
        for path in &self.paths {
            if let Some(blob) = self.find(&commit, path)? {
                let name = format!("{revision}:{}", self.shown);
                return Ok(Earlier::Text(self.source(&blob, &name)?));
            }
        }
        let Some((path, blob)) = self.under_older_name(&commit, now)? else { return Ok(Earlier::Nothing) };
        let name = format!("{revision}:{}", path.display());
        Ok(Earlier::Text(self.source(&blob, &name)?))
    }

    /// The blob at a path of a commit, following links within the repository.
    fn find(&self, commit: &str, path: &Path) -> anyhow::Result<Option<String>> {
        const MAX_LINKS: usize = 10;
        let mut path = path.to_owned();
        for _ in 0..MAX_LINKS {
            if let Some(entry) = self.entry(commit, &path)?
                && !entry.is_link()
            {
                return Ok(entry.is_file().then_some(entry.id));
            }
            let Some(next) = self.past_first_link(commit, &path)? else { return Ok(None) };
            path = next;
        }
        Ok(None)
    }

    /// The path with its first link followed, if it has one that stays in the repository.
    fn past_first_link(&self, commit: &str, path: &Path) -> anyhow::Result<Option<PathBuf>> {
        let mut above = PathBuf::new();
        for (at, part) in path.components().enumerate() {
            let here = above.join(part);
            match self.entry(commit, &here)? {
                None => return Ok(None),
                Some(entry) if entry.is_link() => {
                    let target = self.git.run(["cat-file", "blob", &entry.id], process::SHORT_OUTPUT)?;
                    let target = PathBuf::from(os_string(&target.bytes));
                    let rest: PathBuf = path.components().skip(at + 1).collect();
                    return Ok(inside(&above, &target.join(rest)));
                }
                Some(_) => above = here,
            }
        }
        Ok(None)
    }

    fn entry(&self, commit: &str, path: &Path) -> anyhow::Result<Option<TreeEntry>> {
        let arguments = ["ls-tree", "-z", "--full-tree", commit, "--"].map(OsStr::new);
        let path = git_path(path);
        let answer = self.git.run(arguments.into_iter().chain([&*path]), process::SHORT_OUTPUT)?;
        Ok(answer.bytes.split(|byte| *byte == 0).find_map(TreeEntry::parse))
    }

    /// A blob as the text of a profile, under this name.
    fn source(&self, blob: &str, name: &str) -> anyhow::Result<Source> {
        let answer = self.git.run(["cat-file", "blob", blob], profile::MAX_BYTES)?;
        if !answer.is_success {
            bail!("{name} is not in this partial clone; fetch it first (`git fetch --refetch --no-filter`)");
        }
        Ok(super::decode(name, answer.bytes)?)
    }

    /// Whether the file differs from the last commit, apart from line endings, which git may convert on checkout.
    pub(crate) fn differs_from_head(&self, now: &Source) -> anyhow::Result<bool> {
        let Some(head) = self.git.words(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])? else {
            return Ok(true);
        };
        let Some(path) = self.paths.first() else { return Ok(true) };
        let Some(blob) = self.find(&head, path)? else { return Ok(true) };
        let answer = self.git.run(["cat-file", "blob", &blob], profile::MAX_BYTES)?;
        let lines = |text: &str| text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        Ok(!answer.is_success || lines(&String::from_utf8_lossy(&answer.bytes)) != lines(&now.text))
    }
}

/// A line of `ls-tree`: `MODE TYPE ID TAB PATH`.
struct TreeEntry {
    mode: String,
    id: String,
    path: PathBuf,
}

impl TreeEntry {
    fn parse(line: &[u8]) -> Option<TreeEntry> {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let head = std::str::from_utf8(&line[..tab]).ok()?;
        let mut words = head.split(' ');
        let (mode, _, id) = (words.next()?, words.next()?, words.next()?);
        let path = PathBuf::from(os_string(&line[tab + 1..]));
        Some(TreeEntry { mode: mode.to_owned(), id: id.to_owned(), path })
    }

    fn is_file(&self) -> bool {
        self.mode.starts_with("100")
    }

    fn is_link(&self) -> bool {
        self.mode == "120000"
    }
}

/// A relative path from a folder of the repository, without `..`; `None` if it leaves the repository.
fn inside(folder: &Path, path: &Path) -> Option<PathBuf> {
    let mut at = folder.to_owned();
    for part in path.components() {
        match part {
            Component::Normal(name) => at.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !at.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(at)
}

/// The id of an object. Any other output of git is an error.
fn id(text: &str) -> anyhow::Result<String> {
    if text.len() < 40 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        bail!("git returned an id that is not valid");
    }
    Ok(text.to_owned())
}

/// A path with slashes, as in git.
fn git_path(path: &Path) -> OsString {
    if cfg!(windows) { path.to_string_lossy().replace('\\', "/").into() } else { path.as_os_str().to_owned() }
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).to_owned()
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}
