//! Inspects paths of the output folder and their parents, without following links.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::SystemTime;

use crate::error::{Error, Result};
use crate::files;

/// The kind of file at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathKind {
    Missing,
    /// A file of `len` bytes, with its modification time if known.
    File {
        len: u64,
        changed: Option<SystemTime>,
    },
    Folder,
    Link,
    /// A pipe, a socket or a device.
    Special,
}

/// The kind of file at `path`.
pub(super) fn kind(path: &Path) -> Result<PathKind> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(PathKind::Folder),
        Ok(found) if found.is_symlink() => Ok(PathKind::Link),
        Ok(found) if found.is_file() => Ok(PathKind::File { len: found.len(), changed: files::changed(&found) }),
        Ok(_) => Ok(PathKind::Special),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(PathKind::Missing),
        Err(error) => Err(Error::io("look at", path, error)),
    }
}

/// The state of the parent folders of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parents<'a> {
    /// All exist.
    Folders,
    /// One is missing, and thus the path too.
    Missing,
    /// A file is at this path, where a folder should be.
    File(&'a str),
    /// A symbolic link, or something else that cannot be replaced, is at this path, where a folder should be.
    Blocked(&'a str),
}

/// Inspects the parent folders of many paths. If the paths are sorted, each folder is inspected once, and none below a missing one.
pub(super) struct ParentFinder<'o, 'a> {
    output: &'o Path,
    /// The parent folders of the last path, from the outermost inwards, each ending in `/`.
    components: Vec<(&'a str, Parents<'a>)>,
}

impl<'o, 'a> ParentFinder<'o, 'a> {
    pub(super) fn new(output: &'o Path) -> Self {
        Self { output, components: Vec::new() }
    }

    /// The state of the parent folders of `path`. The path itself is not inspected.
    pub(super) fn find(&mut self, path: &'a str) -> Result<Parents<'a>> {
        while self.components.last().is_some_and(|(folder, _)| !path.starts_with(folder)) {
            self.components.pop();
        }
        let (known, mut parents) = self.components.last().map_or((0, Parents::Folders), |&(folder, found)| (folder.len(), found));
        for (slash, _) in path[known..].match_indices('/') {
            let slash = known + slash;
            if parents == Parents::Folders {
                let folder = &path[..slash];
                parents = match kind(&self.output.join(folder))? {
                    PathKind::Missing => Parents::Missing,
                    PathKind::Folder => Parents::Folders,
                    PathKind::File { .. } => Parents::File(folder),
                    PathKind::Link | PathKind::Special => Parents::Blocked(folder),
                };
            }
            self.components.push((&path[..=slash], parents));
        }
        Ok(parents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_above_a_path_are_there_or_missing_or_something_else() {
        let output = tempfile::tempdir().unwrap();
        fs::create_dir_all(output.path().join("a/b")).unwrap();
        fs::write(output.path().join("a/file"), "").unwrap();
        let mut finder = ParentFinder::new(output.path());
        let found = ["a/b/c/d", "a/b/x", "a/file/x/y", "a/file/z", "a/x", "x"].map(|path| finder.find(path).unwrap());
        assert_eq!(
            found,
            [
                Parents::Missing,
                Parents::Folders,
                Parents::File("a/file"),
                Parents::File("a/file"),
                Parents::Folders,
                Parents::Folders
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let output = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/", output.path().join("a")).unwrap();
        assert_eq!(ParentFinder::new(output.path()).find("a/tmp/x").unwrap(), Parents::Blocked("a"));
        assert_eq!(kind(&output.path().join("a")).unwrap(), PathKind::Link);
    }
}
