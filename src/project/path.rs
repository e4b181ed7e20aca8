//! The location of a project.

use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::files;

/// The name of the configuration file, at the root of every project.
pub const FILE: &str = "pir-site.toml";

/// The folder and the configuration file of a project.
#[derive(Debug, Clone)]
pub struct ProjectPath {
    /// The folder.
    pub root: PathBuf,
    /// The configuration file.
    pub file: PathBuf,
    /// Whether the user specified the configuration file. In that case it may be outside of the project's folder.
    is_named: bool,
}

impl ProjectPath {
    /// The project in a folder, with `pir-site.toml` or another configuration file.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn new(root: impl Into<PathBuf>, file: Option<&Path>) -> Result<Self> {
        let root = root.into();
        if !root.is_dir() {
            return Err(Error::new(format!("the project's folder {} is not there", root.display())));
        }
        let is_named = file.is_some();
        let file = file.map_or_else(|| root.join(FILE), Path::to_owned);
        Ok(Self { root, file, is_named })
    }

    /// The bytes of the configuration file, with line feeds only: texts of several lines are the same after any checkout.
    ///
    /// # Errors
    /// The file cannot be read, or a link points it out of the project.
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        let bytes = if self.is_named { files::read(&self.file) } else { files::read_inside(&self.root, &self.file) }?;
        Ok(match String::from_utf8(bytes) {
            Ok(text) => text.replace("\r\n", "\n").into_bytes(),
            Err(error) => error.into_bytes(),
        })
    }

    /// The project's folder relative to the closest enclosing git repository. Empty if there is none.
    pub(super) fn folder_in_repository(&self) -> PathBuf {
        let Ok(root) = self.root.canonicalize() else { return PathBuf::new() };
        root.strip_prefix(files::repository_around(&root)).map(Path::to_owned).unwrap_or_default()
    }

    /// The error for an unreadable configuration file.
    pub(super) fn unreadable(&self, error: io::Error) -> Error {
        Error::io("read", &self.file, error).hint("every archive has a pir-site.toml at its root; an empty file will do")
    }
}
