//! The profile's file: whole and valid at every instant, whatever happens.
//!
//! A new text is written beside the file, flushed to the disk, and renamed over it. Links are followed, permissions
//! kept. What somebody else wrote meanwhile is noticed and never overwritten. A file left over by a killed program is
//! harmless; the next one removes it.

use std::{
    fs::{self, File, OpenOptions, Permissions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
};

use anyhow::{Context, bail};
use registry_maturity::{
    problem::Source,
    questionnaire::{NotSaved, Store},
};

use super::{
    super::{decode, read_limited},
    interruption,
};

/// A profile's file that is being answered.
pub struct ProfileFile<D = Disk> {
    /// How messages call it.
    name: String,
    /// Where it is, links followed.
    path: PathBuf,
    /// Held as long as it is being answered, so that a second program notices.
    lock: Option<File>,
    disk: D,
}

/// The steps of a save, each of which can fail.
pub trait Steps {
    /// What is in a file; nothing where there is none.
    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    /// A new file, private until it gets its permissions.
    fn create(&mut self, path: &Path, private: bool) -> io::Result<File>;
    /// Gives a file the permissions and, if possible, the owner of another one.
    fn liken(&mut self, file: &File, model: &Path) -> io::Result<()>;
    /// Writes all of a text.
    fn write(&mut self, file: &mut File, text: &str) -> io::Result<()>;
    /// Waits until a file is on the disk.
    fn sync(&mut self, file: &File) -> io::Result<()>;
    /// Puts one file in the place of another.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Waits until a folder is on the disk.
    fn sync_folder(&mut self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&mut self, path: &Path) -> io::Result<()>;
}

impl ProfileFile {
    /// The file at `path`, or the place where it will be.
    pub fn open(path: &Path) -> anyhow::Result<ProfileFile> {
        let name = path.display().to_string();
        let target = target(path)?;
        let lock = if target.exists() { lock(&target, &name)? } else { None };
        let mut file = ProfileFile { name, path: target, lock, disk: Disk };
        file.try_folder()?;
        Ok(file)
    }

    /// What is in the file.
    pub fn source(&self) -> anyhow::Result<Source> {
        let bytes = match File::open(&self.path) {
            Ok(file) => read_limited(file).with_context(|| format!("{} can't be read", self.name))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error).with_context(|| format!("{} can't be read", self.name)),
        };
        Ok(decode(&self.name, bytes)?)
    }

    /// Whether answers could be saved is found out before the first question.
    fn try_folder(&mut self) -> anyhow::Result<()> {
        if self.lock.is_some() {
            self.remove_leftovers();
        }
        let beside = self.beside();
        let folder = self.folder();
        let cannot = || format!("no answer could be saved: {} can't be written to", folder.display());
        self.disk.create(&beside, true).with_context(cannot)?;
        fs::remove_file(&beside).with_context(|| format!("{} can't be removed", beside.display()))
    }

    /// Removes what killed programs left. The lock says that none of them is still at work.
    fn remove_leftovers(&self) {
        let Some(name) = self.path.file_name().and_then(|name| name.to_str()) else { return };
        let Ok(entries) = fs::read_dir(self.folder()) else { return };
        for entry in entries.flatten() {
            let left = entry.file_name();
            let number = left.to_str().and_then(|left| {
                left.strip_prefix('.')?.strip_prefix(name)?.strip_prefix('.')?.strip_suffix(".tmp")
            });
            if number.is_some_and(|number| number.parse::<u32>().is_ok()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

impl<D: Steps> ProfileFile<D> {
    fn folder(&self) -> PathBuf {
        match self.path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        }
    }

    /// Where a new text is written before it takes the file's place.
    fn beside(&self) -> PathBuf {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        self.folder().join(format!(".{name}.{}.tmp", process::id()))
    }

    /// What is there now, if it is not what was there before.
    fn changed(&mut self, before: &str) -> Result<bool, NotSaved> {
        let there = self.disk.read(&self.path).map_err(|error| self.failed("can't be read", &error))?;
        match there {
            None => Ok(false),
            Some(bytes) if bytes == before.as_bytes() => Ok(true),
            Some(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Err(NotSaved::Changed(text)),
                Err(_) => {
                    Err(NotSaved::Failed(format!("{} was changed, and is no text any more", self.name)))
                }
            },
        }
    }

    /// Writes the text beside the file and puts it in the file's place.
    fn replace(&mut self, text: &str, exists: bool) -> io::Result<File> {
        let beside = self.beside();
        let mut file = self.disk.create(&beside, exists)?;
        let written = self.fill(&mut file, text, exists).and_then(|()| self.disk.rename(&beside, &self.path));
        if let Err(error) = written {
            let _ = self.disk.remove(&beside);
            return Err(error);
        }
        Ok(file)
    }

    fn fill(&mut self, file: &mut File, text: &str, exists: bool) -> io::Result<()> {
        if exists {
            self.disk.liken(file, &self.path)?;
        }
        self.disk.write(file, text)?;
        self.disk.sync(file)?;
        // Locked before it is in its place: at no instant could a second program take it for free.
        if cfg!(unix) {
            let _ = file.try_lock();
        }
        Ok(())
    }

    fn failed(&self, what: &str, error: &io::Error) -> NotSaved {
        NotSaved::Failed(format!("{} {what} ({error})", self.name))
    }
}

impl<D: Steps> Store for ProfileFile<D> {
    fn save(&mut self, before: &str, text: &str) -> Result<Option<String>, NotSaved> {
        let _held = interruption::hold();
        let exists = self.changed(before)?;
        let file = self.replace(text, exists).map_err(|error| self.failed("can't be written", &error))?;
        self.lock = cfg!(unix).then_some(file);
        let folder = self.folder();
        Ok(self.disk.sync_folder(&folder).err().map(|error| {
            format!(
                "{} is written, but might not outlast a power cut: its folder can't be flushed ({error}).",
                self.name
            )
        }))
    }
}

/// Where a file is, links followed, and whether it can be written.
fn target(path: &Path) -> anyhow::Result<PathBuf> {
    match path.canonicalize() {
        Ok(target) => {
            let about = target.metadata().with_context(|| format!("{} can't be read", path.display()))?;
            if !about.is_file() {
                bail!("{} is no file", path.display());
            }
            if about.permissions().readonly() {
                bail!("{} is read-only, so no answer could be saved", path.display());
            }
            Ok(target)
        }
        Err(_) if path.symlink_metadata().is_ok() => {
            bail!("{} is a link that leads nowhere", path.display())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
        Err(error) => Err(error).with_context(|| format!("{} can't be read", path.display())),
    }
}

/// Claims a file. Where files can't be locked, changes are still noticed by what is in them.
fn lock(target: &Path, name: &str) -> anyhow::Result<Option<File>> {
    // On Windows a lock would keep everybody from reading, this program too.
    if !cfg!(unix) {
        return Ok(None);
    }
    let file = File::open(target).with_context(|| format!("{name} can't be read"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            bail!("{name} is being answered by another registry-maturity; end that one first")
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// The real disk.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl Steps for Disk {
    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            other => other.map(Some),
        }
    }

    fn create(&mut self, path: &Path, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        options.open(path)
    }

    fn liken(&mut self, file: &File, model: &Path) -> io::Result<()> {
        let model = model.metadata()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            let own = file.metadata()?;
            if (own.uid(), own.gid()) != (model.uid(), model.gid()) {
                // Not everybody may give files away; the permissions matter more.
                let _ = fchown(file, Some(model.uid()), Some(model.gid()));
            }
        }
        let permissions: Permissions = model.permissions();
        file.set_permissions(permissions)
    }

    fn write(&mut self, file: &mut File, text: &str) -> io::Result<()> {
        file.write_all(text.as_bytes())
    }

    fn sync(&mut self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

#[cfg(test)]
mod tests;
