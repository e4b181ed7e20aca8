//! The folder `.pir-site/` in the output: the lock that excludes concurrent builds, the stage, and the manifest file. A build that
//! publishes nothing leaves no trace.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::manifest::{Manifest, ManifestEntry, ManifestFile};
use super::paths::{PathKind, kind};
use super::plan::OURS;
use super::stage::Stage;
use crate::error::{Error, Result};
use crate::files;

/// The workspace of one build. Dropping it removes the stage and, unless it is kept, everything that it created.
pub(super) struct Workspace {
    folder: PathBuf,
    /// The created folders, from the outermost inwards.
    created: Vec<PathBuf>,
    /// The lock, held during the build.
    lock: Option<File>,
    is_kept: bool,
}

impl Workspace {
    /// Creates the output folder and the workspace folder if necessary, locks the workspace, and sets up an empty stage. `typed` is
    /// the output folder as the user wrote it.
    pub(super) fn open(output: &Path, typed: &Path) -> Result<Self> {
        let folder = output.join(OURS);
        let mut workspace = Self { folder, created: Vec::new(), lock: None, is_kept: false };
        workspace.create_folders()?;
        workspace.lock = Some(lock(&workspace.folder, typed)?);
        workspace.clear_stage()?;
        let Stage { new, changed, .. } = workspace.stage();
        for path in [new, changed] {
            fs::create_dir_all(&path).map_err(|error| Error::io("create", &path, error))?;
        }
        Ok(workspace)
    }

    /// The folders of staged files. A killed build leaves them behind, and the next one removes them.
    pub(super) fn stage(&self) -> Stage {
        let below = |name| self.folder.join("stage").join(name);
        Stage { new: below("new"), changed: below("changed") }
    }

    /// Keeps the output folder, even if the build fails.
    pub(super) fn keep(&mut self) {
        self.is_kept = true;
    }

    pub(super) fn read_manifest(&self) -> Result<ManifestFile> {
        let path = self.folder.join("manifest");
        if kind(&path)? == PathKind::Missing {
            return Ok(ManifestFile::default());
        }
        let read = || {
            let mut file = files::open(&path)?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            // The stage was just created. If the manifest is newer, the clock was set back in between, and its modification time is
            // meaningless.
            let now = files::changed(&fs::metadata(self.stage().new)?);
            Ok(ManifestFile {
                bytes: Some(bytes),
                written: files::changed(&file.metadata()?).filter(|written| Some(*written) <= now),
            })
        };
        read().map_err(|error| Error::io("read", &path, error).hint("if it is not pir-site's, remove it"))
    }

    /// Replaces the manifest atomically. `entries` must be sorted by path.
    pub(super) fn write_manifest(&self, audience: &str, entries: &[ManifestEntry<'_>]) -> Result<()> {
        let (staged, path) = (self.folder.join("stage/manifest"), self.folder.join("manifest"));
        fs::write(&staged, Manifest::write(audience, entries)).map_err(|error| Error::io("write", &staged, error))?;
        fs::rename(&staged, &path).map_err(|error| Error::io("replace", &path, error))
    }

    fn create_folders(&mut self) -> Result<()> {
        let missing: Vec<PathBuf> = self.folder.ancestors().take_while(|path| !path.exists()).map(Path::to_owned).collect();
        for path in missing.into_iter().rev() {
            match fs::create_dir(&path) {
                Ok(()) => self.created.push(path),
                // A concurrent build created it.
                Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => {}
                Err(error) => return Err(Error::io("create", &path, error)),
            }
        }
        match kind(&self.folder)? {
            PathKind::Folder => Ok(()),
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

impl Drop for Workspace {
    /// Removes what it can. The next build removes the rest.
    fn drop(&mut self) {
        if let Some(lock) = self.lock.take() {
            let _ = self.clear_stage();
            if self.is_kept || !self.created.contains(&self.folder) {
                // Closing the handle is not enough while a child process still holds a copy of it.
                let _ = lock.unlock();
                return;
            }
            let _ = fs::remove_file(self.folder.join("lock"));
            let _ = lock.unlock();
        }
        // Folders that are not empty are kept.
        for folder in self.created.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Locks the folder for this process. The operating system releases the lock when the process ends.
fn lock(folder: &Path, typed: &Path) -> Result<File> {
    let path = folder.join("lock");
    let file = files::open_or_create(&path)
        .map_err(|error| Error::io("open", &path, error).hint("if it is not pir-site's, remove it"))?;
    let failed = |error| Error::io("lock", &path, error);
    match file.try_lock() {
        Ok(()) if is_at(&file, &path).map_err(failed)? => Ok(file),
        Ok(()) | Err(TryLockError::WouldBlock) => {
            Err(Error::new(format!("another build is publishing into {}", typed.display())).hint("wait until it is done"))
        }
        // Some network file systems do not support locks. A build without a lock is better than none.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Whether `file` is still the one at `path`. A failed build may have removed it after it was opened.
fn is_at(file: &File, path: &Path) -> std::io::Result<bool> {
    match Handle::from_path(path) {
        Ok(current) => Ok(current == Handle::from_file(file.try_clone()?)?),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
