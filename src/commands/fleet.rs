//! Many profiles at once: the files of folders, worked on by two threads, handed on one by one in order.

use std::{
    fs::{self, DirEntry},
    io, mem,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use anyhow::{Context, anyhow, bail};

use crate::console::{Console, Gauge};

/// So many threads work; more would wait for the disk.
const THREADS: usize = 2;
/// So many results of a thread may wait to be handed on.
const READ_AHEAD: usize = 16;

/// The profiles that paths stand for.
#[derive(Default)]
pub(super) struct Fleet {
    /// Files themselves, and of folders the `*.yaml` and `*.yml` in them, however deep.
    pub paths: Vec<PathBuf>,
    /// Why other entries, such as folders that can't be read and links that lead elsewhere, are left out.
    pub refused: Vec<anyhow::Error>,
}

impl Fleet {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.paths.len() + self.refused.len()
    }
}

/// The profiles that paths stand for.
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
                found.refused.push(anyhow!("{} holds no *.yaml and no *.yml", path.display()));
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

/// Hidden entries are passed over, and so are links to folders, which could lead in circles, and what is no file.
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

/// Whether a link leads to a file, or to nothing, which is told when it is read. What is wrong in a file is shown with its
/// lines: a link of a stranger must not show those of a file from elsewhere.
fn leads_to_profile(root: &Path, link: &Path) -> anyhow::Result<bool> {
    match link.canonicalize() {
        Ok(meant) if meant.is_file() && !meant.starts_with(root) => bail!(
            "{} leads to {}, out of its folder; name that file beside the folder if you mean it",
            link.display(),
            meant.display()
        ),
        Ok(meant) => Ok(meant.is_file()),
        // What leads to a stream has no path either.
        Err(_) => Ok(link.metadata().is_err()),
    }
}

/// Works on every item and hands each result on in the order of the items, without holding many of them.
///
/// Each of the n threads takes every nth item and keeps a short queue of its own, so that taking from the queues in turn
/// restores the order, and a thread that is ahead waits. A single item is not worth a thread.
pub(super) fn each<I: Sync, T: Send>(
    items: &[I],
    console: &Console,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(T, &mut Gauge) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut gauge = console.gauge(items.len());
    if let [only] = items {
        return take(work(only), &mut gauge);
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
            take(result, &mut gauge)?;
            gauge.advance();
        }
        // Threads that still work, because nobody wants more, notice it by their queue.
        mem::drop(queues);
        Ok(())
    })
}
