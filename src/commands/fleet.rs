//! Many profiles at once: two threads process the files of folders, and the results are passed on one by one, in order.

use std::{
    fs::{self, DirEntry},
    io, mem,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use anyhow::{Context, anyhow, bail};

use crate::console::{Console, ProgressBar};

/// The number of threads. More would only wait for the disk.
const THREADS: usize = 2;
/// The maximum number of waiting results per thread.
const READ_AHEAD: usize = 16;

/// The profiles in files and folders.
#[derive(Default)]
pub(super) struct Fleet {
    /// The named files, and all `*.yaml` and `*.yml` files in the named folders and below.
    pub paths: Vec<PathBuf>,
    /// Why other entries are left out, such as folders that can't be read and links that lead elsewhere.
    pub refused: Vec<anyhow::Error>,
}

impl Fleet {
    /// The number of profiles.
    pub(super) fn len(&self) -> usize {
        self.paths.len() + self.refused.len()
    }
}

/// The profiles in files and folders.
pub(super) fn profiles(paths: &[PathBuf]) -> Fleet {
    let mut found = Fleet::default();
    for path in paths {
        if path.is_dir() {
            let before = found.len();
            let root = path.canonicalize().map_err(|error| unreadable(path, error));
            if let Err(why) = root.and_then(|root| collect(path, &root, &mut found)) {
                found.refused.push(why);
            }
            if found.len() == before {
                found.refused.push(anyhow!("{} contains no *.yaml or *.yml file", path.display()));
            }
        } else {
            found.paths.push(path.clone());
        }
    }
    found
}

fn unreadable(path: &Path, error: io::Error) -> anyhow::Error {
    anyhow::Error::new(error).context(format!("{} can't be read", path.display()))
}

/// Collects the YAML files in a folder and below. Skips hidden entries, and links to folders, which could form cycles.
fn collect(folder: &Path, root: &Path, found: &mut Fleet) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<DirEntry>>>);
    let mut entries = entries.map_err(|error| unreadable(folder, error))?;
    entries.retain(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    entries.sort_by_cached_key(DirEntry::path);
    for entry in entries {
        let path = entry.path();
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => {
                found.refused.push(unreadable(&path, error));
                continue;
            }
        };
        if kind.is_dir() {
            if let Err(why) = collect(&path, root, found) {
                found.refused.push(why);
            }
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml") {
            let is_profile =
                if kind.is_symlink() { leads_to_profile(root, &path) } else { Ok(kind.is_file()) };
            match is_profile {
                Ok(true) => found.paths.push(path),
                Ok(false) => {}
                Err(why) => found.refused.push(why),
            }
        }
    }
    Ok(())
}

/// Whether to read a link: it leads to a file of the folder, or to nothing, which is reported when it is read. Messages
/// show lines of files, and a link from a stranger must not show those of another file.
fn leads_to_profile(root: &Path, link: &Path) -> anyhow::Result<bool> {
    match link.canonicalize() {
        Ok(meant) if meant.is_file() && !meant.starts_with(root) => bail!(
            "{} leads to {}, outside its folder; name that file as well as the folder if you want it",
            link.display(),
            meant.display()
        ),
        Ok(meant) => Ok(meant.is_file()),
        // Links to streams have no path either.
        Err(_) => Ok(link.metadata().is_err()),
    }
}

/// Processes every item and passes on the results in the order of the items, without keeping many of them.
///
/// Each of the n threads takes every nth item and has a short queue of its own. So taking from the queues in turn
/// restores the order, and a thread that is ahead waits. A single item is processed without a thread.
pub(super) fn each<I: Sync, T: Send>(
    items: &[I],
    console: &Console,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(T, &mut ProgressBar) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut progress = console.progress_bar(items.len());
    if let [only] = items {
        return take(work(only), &mut progress);
    }
    thread::scope(|scope| {
        let work = &work;
        let queues: Vec<mpsc::Receiver<T>> = (0..THREADS)
            .map(|first| {
                let (sender, receiver) = mpsc::sync_channel(READ_AHEAD);
                scope.spawn(move || {
                    for item in items.iter().skip(first).step_by(THREADS) {
                        if sender.send(work(item)).is_err() {
                            break;
                        }
                    }
                });
                receiver
            })
            .collect();
        for at in 0..items.len() {
            let result = queues[at % THREADS].recv().context("a thread ended early")?;
            take(result, &mut progress)?;
            progress.advance();
        }
        // Threads that are still working notice by their closed queue that no more results are wanted.
        mem::drop(queues);
        Ok(())
    })
}
