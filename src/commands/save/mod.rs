//! A file written whole or not at all, whatever happens meanwhile.
//!
//! A new text is written beside the file, flushed to the disk, and put in its place. Links are followed; permissions and,
//! where it may be, the owner stay; while it is written, nobody reads who could not read the file. What a killed program
//! leaves beside the file is harmless, and the next one that writes the file removes it.

mod disk;

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    process,
};

use anyhow::{Context, bail};

pub(super) use self::disk::{Disk, has_name};

/// The steps of writing, each of which can fail.
pub(super) trait FileSystem: Clone {
    /// What is in a file, as far as a profile may reach; nothing where there is none.
    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    /// Removes what killed programs left beside a file.
    fn remove_left_drafts(&mut self, path: &Path) -> io::Result<()>;
    /// A new file, claimed until it is closed, and private until it gets its permissions.
    fn create(&mut self, path: &Path, private: bool) -> io::Result<File>;
    /// Gives a file the permissions and, if possible, the owner of another one.
    fn copy_permissions(&mut self, file: &File, model: &Path) -> io::Result<()>;
    /// Writes all of some bytes.
    fn write(&mut self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Waits until a file is on the disk.
    fn sync(&mut self, file: &File) -> io::Result<()>;
    /// Puts one file in the place of another.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a name that nothing has yet.
    fn link(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Waits until a folder is on the disk.
    fn sync_folder(&mut self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&mut self, path: &Path) -> io::Result<()>;
}

/// Where a file is, or will be.
#[derive(Clone, Debug)]
pub(super) struct Place<D = Disk> {
    /// How messages call it.
    pub shown: String,
    /// Where it is, links followed.
    pub path: PathBuf,
    /// What it is on.
    pub disk: D,
    given: PathBuf,
}

impl Place {
    /// The place that a path names.
    pub(super) fn of(path: &Path) -> anyhow::Result<Place> {
        Place::on(path, Disk)
    }
}

/// Where a path leads, links followed.
///
/// # Errors
/// Anything there that can't be replaced: a folder, a pipe, a device, a read-only file, even if the superuser could.
fn target(path: &Path, shown: &str) -> anyhow::Result<PathBuf> {
    match path.canonicalize() {
        Ok(target) => {
            let about = target.metadata().with_context(|| format!("{shown} can't be read"))?;
            if about.is_dir() {
                bail!("{shown} is a folder; name a file in it");
            }
            if !about.is_file() {
                bail!("{shown} is not a regular file");
            }
            if about.permissions().readonly() {
                bail!("{shown} is read-only");
            }
            Ok(target)
        }
        Err(_) if path.symlink_metadata().is_ok() => bail!("{shown} is a link that leads nowhere"),
        Err(_) if shown.ends_with(std::path::is_separator) => bail!("{shown} names a folder; name a file"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        Err(error) => Err(error).with_context(|| format!("{shown} can't be written")),
    }
}

impl<D: FileSystem> Place<D> {
    /// The place that a path names, on a disk.
    pub(super) fn on(path: &Path, disk: D) -> anyhow::Result<Place<D>> {
        let shown = path.display().to_string();
        Ok(Place { path: target(path, &shown)?, shown, disk, given: path.to_owned() })
    }

    /// Follows the path again, because something else may be there now.
    pub(super) fn refresh(&mut self) -> anyhow::Result<()> {
        self.path = target(&self.given, &self.shown)?;
        Ok(())
    }

    /// The folder that the file is in.
    pub(super) fn folder(&self) -> PathBuf {
        match self.path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        }
    }

    /// Begins a new text beside whatever is there.
    pub(super) fn draft(&self) -> io::Result<Draft<D>> {
        let mut place = self.clone();
        // What can't be removed is in nobody's way.
        let _ = place.disk.remove_left_drafts(&place.path);
        let exists = place.path.exists();
        let (beside, file) = place.beside(exists)?;
        let mut draft = Draft { place, beside, file: Some(file) };
        if exists {
            draft.step(|disk, path, file| disk.copy_permissions(file, path))?;
        }
        Ok(draft)
    }

    /// A new file whose name begins with a dot and ends with a number that is not taken.
    fn beside(&mut self, private: bool) -> io::Result<(PathBuf, File)> {
        let name = self.path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        let mut number = process::id();
        loop {
            let beside = self.path.with_file_name(disk::draft_name(&name, number));
            match self.disk.create(&beside, private) {
                // In a container, every program may have the same number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number = number.wrapping_add(1),
                created => return Ok((beside, created?)),
            }
        }
    }
}

/// A text that is being written. One that is not finished leaves no trace.
#[derive(Debug)]
pub(super) struct Draft<D: FileSystem = Disk> {
    place: Place<D>,
    beside: PathBuf,
    /// Gone once it is in its place.
    file: Option<File>,
}

/// A text that is in its place.
#[derive(Debug)]
pub(super) struct Saved {
    /// The file, still claimed.
    pub file: File,
    /// What is worth a remark, although it was done.
    pub remark: Option<String>,
}

impl<D: FileSystem> Draft<D> {
    /// Replaces the file that is there.
    pub(super) fn persist(self) -> io::Result<Saved> {
        self.finish(|disk, from, to| {
            still_replaceable(to)?;
            disk.rename(from, to)
        })
    }

    /// Puts the text where nothing is; what is there, even since a moment ago, stays.
    pub(super) fn persist_new(self) -> io::Result<Saved> {
        self.finish(|disk, from, to| {
            disk.link(from, to)?;
            // Under its second name it is what a killed program leaves.
            let _ = disk.remove(from);
            Ok(())
        })
    }

    fn finish(mut self, put: impl FnOnce(&mut D, &Path, &Path) -> io::Result<()>) -> io::Result<Saved> {
        self.step(|disk, _, file| disk.sync(file))?;
        put(&mut self.place.disk, &self.beside, &self.place.path)?;
        let file = self.file.take().ok_or_else(finished)?;
        let folder = self.place.folder();
        let remark = self.place.disk.sync_folder(&folder).err().map(|error| {
            let shown = &self.place.shown;
            format!(
                "{shown} is written, but might not outlast a power cut: its folder can't be flushed ({error})."
            )
        });
        Ok(Saved { file, remark })
    }

    fn step(&mut self, step: impl FnOnce(&mut D, &Path, &mut File) -> io::Result<()>) -> io::Result<()> {
        let Place { disk, path, .. } = &mut self.place;
        step(disk, path, self.file.as_mut().ok_or_else(finished)?)
    }
}

/// Renaming replaces anything, also what has appeared since the draft was begun.
fn still_replaceable(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(about) if !about.is_file() => Err(io::Error::other("something else has taken its place")),
        Ok(about) if about.permissions().readonly() => Err(io::Error::other("it has become read-only")),
        _ => Ok(()),
    }
}

fn finished() -> io::Error {
    io::Error::other("it is finished already")
}

impl<D: FileSystem> io::Write for Draft<D> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.step(|disk, _, file| disk.write(file, bytes))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<D: FileSystem> Drop for Draft<D> {
    fn drop(&mut self) {
        if self.file.is_some() {
            // The error that is told is the one before.
            let _ = self.place.disk.remove(&self.beside);
        }
    }
}

#[cfg(test)]
mod tests;
