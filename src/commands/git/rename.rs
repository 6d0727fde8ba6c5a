//! Finds the earlier names of a profile. A copy is not a rename: the old file must be gone.
//!
//! Git's own detection reads attributes, and treats copies as renames when it follows a file, so this module detects
//! renames itself.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use registry_maturity_core::{profile, text::Source};

use super::{Tracked, TreeEntry, git_path, os_string, versions::births};

/// The maximum number of deleted files to compare. If there are more, only files with the same text count; git has the
/// same limit.
const MAX_CANDIDATES: usize = 1000;
/// The maximum size of a list of files, in bytes.
const MAX_LIST: usize = 1 << 28;

impl Tracked {
    /// The profile under an older name in a commit, with its blob.
    pub(super) fn under_older_name(
        &self,
        commit: &str,
        now: &Source,
    ) -> anyhow::Result<Option<(PathBuf, String)>> {
        for path in self.older_names()? {
            if let Some(blob) = self.find(commit, &path)? {
                return Ok(Some((path, blob)));
            }
        }
        // The move is not committed yet, or the commit is not in this one's history.
        let list = self.git.run(["ls-tree", "-r", "-z", "--full-tree", commit], MAX_LIST)?;
        let entries = list.bytes.split(|byte| *byte == 0).filter_map(TreeEntry::parse);
        let gone = entries.filter(|entry| {
            entry.is_file()
                && is_like(&entry.path, &self.paths)
                && self.git.root.join(&entry.path).symlink_metadata().is_err()
        });
        let gone: Vec<_> = gone.map(|entry| (entry.path, entry.id)).collect();
        self.best_match(&gone, None, &now.text)
    }

    /// The earlier names of the file, newest first.
    fn older_names(&self) -> anyhow::Result<Vec<PathBuf>> {
        let Some(head) = self.git.words(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])? else {
            return Ok(Vec::new());
        };
        let spans = self.spans(&head)?;
        Ok(spans.into_iter().skip(1).map(|span| span.path).collect())
    }

    /// The ranges of history in which the file had one name, newest first.
    pub(super) fn spans(&self, head: &str) -> anyhow::Result<Vec<NameSpan>> {
        let mut spans = Vec::new();
        // A link has its own history, which is not the profile's.
        let is_file = |path: &&PathBuf| {
            self.entry(head, path).is_ok_and(|entry| entry.is_some_and(|entry| entry.is_file()))
        };
        let Some(path) = self.paths.iter().find(is_file) else { return Ok(Vec::new()) };
        let mut next = Some((head.to_owned(), path.clone()));
        while let Some((tip, path)) = next.take() {
            let mut since = None;
            let mut found = None;
            births(&self.git, &tip, &path, |birth| {
                let Some(parent) = birth.parent() else { return Ok(true) };
                found =
                    self.renamed_from(parent, &birth.id, &birth.blob)?.map(|old| (parent.to_owned(), old));
                since = found.is_some().then(|| parent.to_owned());
                Ok(found.is_none())
            })?;
            spans.push(NameSpan { tip, since, path });
            next = found;
        }
        Ok(spans)
    }

    /// The old name of a file that a commit renamed, given its new blob.
    fn renamed_from(&self, parent: &str, commit: &str, blob: &str) -> anyhow::Result<Option<PathBuf>> {
        let diff = ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--diff-filter=D"];
        let list = self.git.run(diff.into_iter().chain([parent, commit]), MAX_LIST)?;
        let mut fields = list.bytes.split(|byte| *byte == 0);
        let mut gone = Vec::new();
        while let (Some(about), Some(path)) = (fields.next(), fields.next()) {
            // `:MODE MODE ID ID D`
            let old = String::from_utf8_lossy(about);
            if let Some(id) = old.split(' ').nth(2).filter(|_| old.starts_with(":100")) {
                gone.push((PathBuf::from(os_string(path)), id.to_owned()));
            }
        }
        if gone.is_empty() {
            return Ok(None);
        }
        let now = self.git.run(["cat-file", "blob", blob], profile::MAX_BYTES)?;
        let now = String::from_utf8_lossy(&now.bytes);
        Ok(self.best_match(&gone, Some(blob), &now)?.map(|(path, _)| path))
    }

    /// The deleted file that is the profile: the one with the same text, or else the most similar one.
    fn best_match(
        &self,
        gone: &[(PathBuf, String)],
        blob: Option<&str>,
        now: &str,
    ) -> anyhow::Result<Option<(PathBuf, String)>> {
        if let Some(same) = gone.iter().find(|(_, id)| Some(id.as_str()) == blob) {
            return Ok(Some(same.clone()));
        }
        let alike: Vec<_> = gone.iter().filter(|(path, _)| is_like(path, &self.paths)).collect();
        let mut best: Option<(usize, &PathBuf, &String)> = None;
        for (path, id) in alike.iter().take(MAX_CANDIDATES) {
            let old = self.git.run(["cat-file", "blob", id], profile::MAX_BYTES)?;
            let old = String::from_utf8_lossy(&old.bytes);
            let shared = shared_lines(&old, now);
            let is_same = shared >= 50 || is_same_registry(&old, now);
            if is_same && best.as_ref().is_none_or(|(most, ..)| shared > *most) {
                best = Some((shared, path, id));
            }
        }
        Ok(best.map(|(_, path, id)| (path.clone(), id.clone())))
    }
}

/// A range of history in which the file had one name: the commits up to `tip`, without those up to `since`.
pub(super) struct NameSpan {
    pub(super) tip: String,
    pub(super) since: Option<String>,
    pub(super) path: PathBuf,
}

/// Whether a path could be a profile's: it has the extension of one of these paths, or one of YAML's.
fn is_like(path: &Path, others: &[PathBuf]) -> bool {
    let ends = |path: &Path| git_path(Path::new(path.extension().unwrap_or_default()));
    let end = ends(path);
    ["yaml", "yml", "json"].iter().any(|known| end == *known) || others.iter().any(|other| ends(other) == end)
}

/// The percentage of the longer text's lines that two texts share.
fn shared_lines(one: &str, other: &str) -> usize {
    let mut lines: HashMap<&str, usize> = HashMap::new();
    one.lines().for_each(|line| *lines.entry(line).or_default() += 1);
    let longest = one.lines().count().max(other.lines().count()).max(1);
    let shared = other.lines().filter(|line| match lines.get_mut(line) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    });
    shared.count() * 100 / longest
}

/// Whether two texts are profiles of the same registry, even if they differ a lot.
fn is_same_registry(one: &str, other: &str) -> bool {
    let read = |text: &str| profile::read(&Source::new("", text)).ok();
    match (read(one), read(other)) {
        (Some(one), Some(other)) => one.registry().name == other.registry().name,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::shared_lines;

    #[test]
    fn lines_are_counted_as_often_as_both_texts_have_them() {
        assert_eq!(shared_lines("a\na\nb\n", "a\nb\nb\n"), 66);
        assert_eq!(shared_lines("", ""), 0);
        assert_eq!(shared_lines("a\n", "a\nb\nc\nd\n"), 25);
        assert_eq!(shared_lines("a\nb", "b\na"), 100);
    }
}
