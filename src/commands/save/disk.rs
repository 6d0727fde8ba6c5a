//! The real disk.

use std::{
    ffi::{OsStr, OsString},
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use super::{super::read_limited, FileSystem};

/// The file system of the machine. Tests use one that fails.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Disk;

/// The number of bytes of a file's name that its drafts keep. Most disks allow 255 in a name, some only 143, and the
/// draft adds at most 16.
const NAME_BYTES: usize = 100;

/// The name of the draft of a file. Files that differ only after many letters share it, which does no harm: drafts are
/// numbered, and locked while they are written.
pub(super) fn draft_name(file: &OsStr, number: u32) -> OsString {
    let name = file.to_string_lossy();
    let name = &name[..name.floor_char_boundary(NAME_BYTES)];
    format!(".{name}.{number}.tmp").into()
}

/// Whether a name is that of a draft of a file.
fn is_draft(name: &OsStr, file: &OsStr) -> bool {
    let number = || name.to_str()?.strip_suffix(".tmp")?.rsplit('.').next()?.parse().ok();
    number().is_some_and(|number| draft_name(file, number) == name)
}

/// Whether an open file still has a name; assumed where the system can't say.
pub(crate) fn has_name(file: &File) -> io::Result<bool> {
    #[cfg(unix)]
    return Ok(std::os::unix::fs::MetadataExt::nlink(&file.metadata()?) > 0);
    #[cfg(not(unix))]
    file.metadata().map(|_| true)
}

/// Locks a new file, so that no other program removes it as a leftover; `false` if one has just done so. Where files
/// can't be locked, leftovers are not removed.
fn claim(file: &File) -> io::Result<bool> {
    // On Windows a lock would stop everybody from reading, including this program.
    if cfg!(unix) {
        let _ = file.lock();
    }
    has_name(file)
}

impl FileSystem for Disk {
    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            opened => read_limited(opened?).map(Some),
        }
    }

    /// A draft that can be locked is not being written any more. Where files can't be locked, drafts stay.
    fn remove_left_drafts(&mut self, path: &Path) -> io::Result<()> {
        let Some(name) = path.file_name().filter(|_| cfg!(unix)) else { return Ok(()) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        for entry in fs::read_dir(folder.unwrap_or(Path::new(".")))?.flatten() {
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && is_draft(&entry.file_name(), name) {
                let draft = File::open(entry.path());
                if draft.is_ok_and(|draft| draft.try_lock().is_ok()) {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
        Ok(())
    }

    #[cfg_attr(not(unix), expect(unused_variables, reason = "a file has the permissions of its folder"))]
    fn create(&mut self, path: &Path, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        loop {
            let file = options.open(path)?;
            if claim(&file)? {
                return Ok(file);
            }
        }
    }

    fn copy_permissions(&mut self, file: &File, model: &Path) -> io::Result<()> {
        let model = model.metadata()?;
        #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no groups"))]
        let mut permissions = model.permissions();
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
            let own = file.metadata()?;
            if (own.uid(), own.gid()) != (model.uid(), model.gid()) {
                // Changing the owner needs privileges; changing to one of the user's groups does not.
                let given = fchown(file, Some(model.uid()), Some(model.gid()))
                    .or_else(|_| fchown(file, None, Some(model.gid())));
                if given.is_err() && own.gid() != model.gid() {
                    // The old group's permissions must not go to another group.
                    permissions.set_mode(permissions.mode() & !0o070);
                }
            }
        }
        file.set_permissions(permissions)
    }

    fn write(&mut self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&mut self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Some file systems have no hard links.
            Err(_) if !to.try_exists()? => fs::rename(from, to),
            done => done,
        }
    }

    fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}
