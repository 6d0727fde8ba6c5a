//! The profile's file during an assessment. It is locked, so that a second program notices. Changes by others are
//! noticed and never overwritten.

use std::{
    fs::{File, TryLockError},
    io::{self, Write},
    path::Path,
};

use anyhow::{Context, bail};
use registry_maturity::questionnaire::{NotSaved, Store};
use registry_maturity_core::{evidence::PathFault, profile::Profile, text::Source};

use super::{
    super::{
        decode, evidence, read_limited,
        save::{Disk, FileSystem, Place, Saved, has_name},
    },
    interruption,
};

/// Whether a second program notices the assessment. On Windows a lock would keep every program from reading, this one
/// included.
const LOCKS: bool = cfg!(unix);

/// The file of a profile during an assessment.
pub(crate) struct ProfileFile<D: FileSystem = Disk> {
    place: Place<D>,
    /// The lock, held during the assessment.
    lock: Option<File>,
}

impl ProfileFile {
    /// Opens the file at `path`, or prepares to create it. Fails now, before the first question, if answers could not
    /// be saved.
    pub(crate) fn open(path: &Path) -> anyhow::Result<ProfileFile> {
        let place = Place::of(path).context("no answer could be saved")?;
        let lock = if place.path.exists() { lock(&place)? } else { None };
        let folder = place.folder();
        place
            .draft()
            .with_context(|| format!("no answer could be saved: {} can't be written to", folder.display()))?;
        Ok(ProfileFile { place, lock })
    }

    /// What users need to know where files are not locked.
    pub(crate) fn caution(&self) -> Option<&'static str> {
        const CAUTION: &str = "On this system the file is not locked: answer in one window only. Changes made elsewhere \
                               are noticed and never overwritten.";
        (!LOCKS).then_some(CAUTION)
    }

    /// The content of the file.
    pub(crate) fn source(&self) -> anyhow::Result<Source> {
        let name = &self.place.shown;
        let bytes = match File::open(&self.place.path) {
            Ok(file) => read_limited(file).with_context(|| format!("{name} can't be read"))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error).with_context(|| format!("{name} can't be read")),
        };
        Ok(decode(name, bytes)?)
    }
}

impl<D: FileSystem> ProfileFile<D> {
    /// The file of a place, without a lock.
    #[cfg(test)]
    pub(in crate::commands) fn at(place: Place<D>) -> ProfileFile<D> {
        ProfileFile { place, lock: None }
    }

    /// Whether there is a file. Fails if its content has changed, or if it can no longer be replaced.
    fn is_there(&mut self, before: &str) -> Result<bool, NotSaved> {
        self.place.refresh().map_err(|error| NotSaved::Failed(format!("{error:#}")))?;
        let Place { disk, path, .. } = &mut self.place;
        let there = disk.read(path).map_err(|error| self.failed("can't be read", &error))?;
        match there {
            None => Ok(false),
            Some(bytes) if bytes == before.as_bytes() => Ok(true),
            Some(bytes) => Err(match decode(&self.place.shown, bytes) {
                Ok(source) => NotSaved::Changed(source.text),
                Err(unusable) => {
                    let why = unusable.problems.first().map_or("", |problem| problem.message());
                    NotSaved::Failed(format!("{} was changed by somebody else: {why}", self.place.shown))
                }
            }),
        }
    }

    /// Writes the file. If there was none, does not overwrite one that appears at the last moment.
    fn put(&self, text: &str, is_there: bool) -> io::Result<Saved> {
        let mut draft = self.place.draft()?;
        draft.write_all(text.as_bytes())?;
        if is_there { draft.persist() } else { draft.persist_new() }
    }

    fn failed(&self, what: &str, error: &io::Error) -> NotSaved {
        NotSaved::Failed(format!("{} {what} ({error})", self.place.shown))
    }
}

impl<D: FileSystem> Store for ProfileFile<D> {
    fn look(&mut self, before: &str) -> Result<(), NotSaved> {
        self.is_there(before).map(drop)
    }

    fn save(&mut self, before: &str, text: &str) -> Result<Option<String>, NotSaved> {
        let _held = interruption::hold();
        let is_there = self.is_there(before)?;
        let saved = self.put(text, is_there).map_err(|error| self.failed("can't be written", &error))?;
        // It was locked before it was moved into place, so no other program can have locked it in between.
        self.lock = LOCKS.then_some(saved.file);
        Ok(saved.remark)
    }

    fn broken_paths(&mut self, profile: &Profile) -> Option<Vec<(String, PathFault)>> {
        let broken = evidence::broken_paths(profile, &self.place.path);
        let paths = profile.all_evidence();
        Some(paths.filter_map(|path| Some((path.as_str().to_owned(), *broken.get(&path.at)?))).collect())
    }
}

/// Locks a file. If files can't be locked, changes are still noticed by the content.
fn lock(place: &Place) -> anyhow::Result<Option<File>> {
    if !LOCKS {
        return Ok(None);
    }
    let name = &place.shown;
    loop {
        let file = File::open(&place.path).with_context(|| format!("{name} can't be read"))?;
        match file.try_lock() {
            // Another program may just have replaced the file and unlocked the old one.
            Ok(()) if !has_name(&file)? => {}
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => {
                bail!("{name} is open in another run of registry-maturity; quit that one first")
            }
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}

#[cfg(test)]
mod tests;
