//! Writes files completely or not at all, whatever happens in the meantime.
//!
//! A draft is written next to the file, flushed to disk, and moved into its place. Links are followed. Permissions and,
//! if possible, the owner are kept, and only those who can read the file can read the draft. If the program is killed,
//! the draft that it leaves is harmless, and the next program that writes the file removes it.

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
    /// The content of a file, up to the size limit of profiles; `None` if there is no file.
    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    /// Removes the drafts of a file that killed programs left.
    fn remove_left_drafts(&mut self, path: &Path) -> io::Result<()>;
    /// Creates a file that is locked until it is closed, and readable only by its owner if `private`.
    fn create(&mut self, path: &Path, private: bool) -> io::Result<File>;
    /// Copies the permissions and, if possible, the owner of `model` to a file.
    fn copy_permissions(&mut self, file: &File, model: &Path) -> io::Result<()>;
    /// Writes all bytes.
    fn write(&mut self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Flushes a file to disk.
    fn sync(&mut self, file: &File) -> io::Result<()>;
    /// Moves a file, replacing what is there.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file to a name that nothing has yet.
    fn link(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Flushes a folder to disk.
    fn sync_folder(&mut self, folder: &Path) -> io::Result<()>;
    /// Removes a draft, once it has another name or writing it has failed.
    fn remove(&mut self, path: &Path) -> io::Result<()>;
}

/// The place where a file is or will be.
#[derive(Clone, Debug)]
pub(super) struct Place<D = Disk> {
    /// Its name in messages.
    pub shown: String,
    /// Its path, with links followed.
    pub path: PathBuf,
    /// The disk that it is on.
    pub disk: D,
    given: PathBuf,
}

impl Place {
    /// The place that a path names.
    pub(super) fn of(path: &Path) -> anyhow::Result<Place> {
        Place::on(path, Disk)
    }
}

/// The path with links followed.
///
/// # Errors
/// If what is there must not be replaced: a folder, a pipe, a device, or a read-only file, even for the superuser.
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
        Err(_) if path.symlink_metadata().is_ok() => bail!("{shown} is a broken symbolic link"),
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

    /// Starts a draft next to the file.
    pub(super) fn draft(&self) -> io::Result<Draft<D>> {
        let mut place = self.clone();
        // A draft that can't be removed does no harm.
        let _ = place.disk.remove_left_drafts(&place.path);
        let exists = place.path.exists();
        let (beside, file) = place.beside(exists)?;
        let mut draft = Draft { place, beside, file: Some(file) };
        if exists {
            draft.step(|disk, path, file| disk.copy_permissions(file, path))?;
        }
        Ok(draft)
    }

    /// Creates the draft's file, whose name has the first free number.
    fn beside(&mut self, private: bool) -> io::Result<(PathBuf, File)> {
        let name = self.path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        let mut number = process::id();
        loop {
            let beside = self.path.with_file_name(disk::draft_name(&name, number));
            match self.disk.create(&beside, private) {
                // In a container, every program may have the same process id.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number = number.wrapping_add(1),
                created => return Ok((beside, created?)),
            }
        }
    }
}

/// A file that is being written. If it is dropped before it is in place, it is removed.
#[derive(Debug)]
pub(super) struct Draft<D: FileSystem = Disk> {
    place: Place<D>,
    beside: PathBuf,
    /// `None` once it is in place.
    file: Option<File>,
}

/// A file that is in place.
#[derive(Debug)]
pub(super) struct Saved {
    /// The file, still locked.
    pub file: File,
    /// What the user should know, although the file was saved.
    pub remark: Option<String>,
}

impl<D: FileSystem> Draft<D> {
    /// Moves the draft into place, replacing the file.
    pub(super) fn persist(self) -> io::Result<Saved> {
        self.finish(|disk, from, to| {
            still_replaceable(to)?;
            disk.rename(from, to)
        })
    }

    /// Moves the draft into place unless there is a file, even one that has just appeared.
    pub(super) fn persist_new(self) -> io::Result<Saved> {
        self.finish(|disk, from, to| {
            disk.link(from, to)?;
            // Left in place, it would be removed as a killed program's draft.
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
                "{shown} is written, but might not survive a power cut: its folder can't be flushed ({error})."
            )
        });
        Ok(Saved { file, remark })
    }

    fn step(&mut self, step: impl FnOnce(&mut D, &Path, &mut File) -> io::Result<()>) -> io::Result<()> {
        let Place { disk, path, .. } = &mut self.place;
        step(disk, path, self.file.as_mut().ok_or_else(finished)?)
    }
}

/// Renaming would replace anything, including what appeared after the draft was started.
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
            // The first error is the one to report.
            let _ = self.place.disk.remove(&self.beside);
        }
    }
}

#[cfg(test)]
mod tests;
