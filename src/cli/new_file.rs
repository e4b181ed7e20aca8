//! Creates files without overwriting existing ones.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// Creates a file and its parent folders.
///
/// # Errors
/// The file exists already, or cannot be written.
pub(super) fn create(file: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Error::io("create", folder, error))?;
    }
    let mut open = File::create_new(file).map_err(|error| {
        let is_there = error.kind() == ErrorKind::AlreadyExists;
        let error = Error::io("create", file, error);
        if is_there { error.hint("existing files are not overwritten") } else { error }
    })?;
    open.write_all(content.as_ref()).map_err(|error| Error::io("write", file, error))
}
