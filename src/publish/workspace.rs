//! Our own folder in the output, `.pir-site/`: the lock that keeps a second build out, the stage, and the manifest's file. Knows
//! how to leave no trace of a build that published nothing.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::manifest::{Entry, Manifest, ManifestFile};
use super::plan::OURS;
use super::stage::Stage;
use super::trail::{Seen, see};
use crate::error::{Error, Result};

/// The open workspace of one build. Dropping it removes the stage and, unless it is to be kept, everything it made.
pub(super) struct Workspace {
    folder: PathBuf,
    /// The folders that were missing, from the outside in.
    made: Vec<PathBuf>,
    /// Held as long as the build runs.
    lock: Option<File>,
    keep: bool,
}

impl Workspace {
    /// Makes the output folder and our own in it where they are missing, locks it, and sets up an empty stage. `typed` is the
    /// output folder as the user wrote it.
    pub(super) fn open(output: &Path, typed: &Path) -> Result<Self> {
        let folder = output.join(OURS);
        let mut workspace = Self { folder, made: Vec::new(), lock: None, keep: false };
        workspace.make_folders()?;
        workspace.lock = Some(lock(&workspace.folder, typed)?);
        workspace.clear_stage()?;
        let Stage { new, changed, .. } = workspace.stage();
        for path in [new, changed] {
            fs::create_dir_all(&path).map_err(|error| Error::io("create", &path, error))?;
        }
        Ok(workspace)
    }

    /// Where files wait that are to be published. A killed build leaves it behind, and the next one empties it.
    pub(super) fn stage(&self) -> Stage {
        let below = |name| self.folder.join("stage").join(name);
        Stage { new: below("new"), changed: below("changed") }
    }

    /// From now on the output is ours: it stays, whatever happens.
    pub(super) fn keep(&mut self) {
        self.keep = true;
    }

    pub(super) fn read_manifest(&self) -> Result<ManifestFile> {
        let path = self.folder.join("manifest");
        match fs::read(&path) {
            Ok(bytes) => {
                Ok(ManifestFile { bytes: Some(bytes), written: fs::metadata(&path).and_then(|found| found.modified()).ok() })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(ManifestFile::default()),
            Err(error) => Err(Error::io("read", &path, error)),
        }
    }

    /// Replaces the manifest as a whole. `entries` are sorted by path.
    pub(super) fn write_manifest(&self, audience: &str, entries: &[Entry<'_>]) -> Result<()> {
        let (staged, path) = (self.folder.join("stage/manifest"), self.folder.join("manifest"));
        fs::write(&staged, Manifest::write(audience, entries)).map_err(|error| Error::io("write", &staged, error))?;
        fs::rename(&staged, &path).map_err(|error| Error::io("replace", &path, error))
    }

    fn make_folders(&mut self) -> Result<()> {
        let missing: Vec<PathBuf> = self.folder.ancestors().take_while(|path| !path.exists()).map(Path::to_owned).collect();
        for path in missing.into_iter().rev() {
            match fs::create_dir(&path) {
                Ok(()) => self.made.push(path),
                // Another build was faster.
                Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => {}
                Err(error) => return Err(Error::io("create", &path, error)),
            }
        }
        match see(&self.folder)? {
            Seen::Folder => Ok(()),
            _ => Err(Error::new(format!("{} is not a folder", self.folder.display()))
                .hint("pir-site keeps its manifest there: remove what is there now")),
        }
    }

    fn clear_stage(&self) -> Result<()> {
        let stage = self.folder.join("stage");
        match fs::remove_dir_all(&stage) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("remove", &stage, error)),
            _ => Ok(()),
        }
    }
}

/// What cannot be removed here is removed by the next build, so errors are of no interest.
impl Drop for Workspace {
    fn drop(&mut self) {
        let Some(lock) = self.lock.take() else { return self.unmake() };
        let _ = self.clear_stage();
        if !self.keep && self.made.contains(&self.folder) {
            let _ = fs::remove_file(self.folder.join("lock"));
            self.unmake();
        }
        // Closing the file is not enough while a process that is just being started still has a copy of the handle.
        let _ = lock.unlock();
    }
}

impl Workspace {
    /// Removes the folders that were made, unless something has come to lie in them.
    fn unmake(&self) {
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Locks the folder for this process. The system unlocks it when the process ends, however it ends.
fn lock(folder: &Path, typed: &Path) -> Result<File> {
    let path = folder.join("lock");
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = open.map_err(|error| Error::io("open", &path, error))?;
    match file.try_lock() {
        Ok(()) if is_at(&file, &path) => Ok(file),
        Ok(()) | Err(TryLockError::WouldBlock) => {
            Err(Error::new(format!("another build is publishing into {}", typed.display())).hint("wait until it is done"))
        }
        // Some network file systems have no locks; a build without one is better than none.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(Error::io("lock", &path, error)),
    }
}

/// Whether `file` still is the one at `path`: a build that failed may have removed it between our opening and our locking.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |found: &fs::Metadata| (found.dev(), found.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(ours), Ok(there)) if identity(&ours) == identity(&there))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
