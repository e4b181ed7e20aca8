//! What is at a path and on the way to it, without following links. Knows nothing of whose it is.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::SystemTime;

use crate::error::{Error, Result};

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    /// A file, or anything else that is neither folder nor link, of `len` bytes and last changed at a time, if that is known.
    File {
        len: u64,
        changed: Option<SystemTime>,
    },
    Folder,
    Link,
}

/// What is on the way to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way<'a> {
    /// Folders all the way: the file may be there.
    Open,
    /// A folder is missing, and so is the file.
    Absent,
    /// A file stands where a folder should be, at this path.
    File(&'a str),
    /// A symbolic link stands where a folder should be, at this path.
    Link(&'a str),
}

/// Looks at the ways to many paths. When these are sorted, each folder is looked at once, and none below a missing one.
pub(super) struct Trail<'o, 'a> {
    output: &'o Path,
    /// The folders above the last path, from the outside in, each ending in `/`.
    steps: Vec<(&'a str, Way<'a>)>,
}

impl<'o, 'a> Trail<'o, 'a> {
    pub(super) fn new(output: &'o Path) -> Self {
        Self { output, steps: Vec::new() }
    }

    /// What is on the way to `path`, which itself is not looked at.
    pub(super) fn way(&mut self, path: &'a str) -> Result<Way<'a>> {
        while self.steps.last().is_some_and(|(folder, _)| !path.starts_with(folder)) {
            self.steps.pop();
        }
        let (known, mut way) = self.steps.last().map_or((0, Way::Open), |&(folder, way)| (folder.len(), way));
        for (slash, _) in path[known..].match_indices('/') {
            let slash = known + slash;
            if way == Way::Open {
                way = step(self.output, &path[..slash])?;
            }
            self.steps.push((&path[..=slash], way));
        }
        Ok(way)
    }
}

fn step<'a>(output: &Path, folder: &'a str) -> Result<Way<'a>> {
    Ok(match see(&output.join(folder))? {
        Seen::Nothing => Way::Absent,
        Seen::Folder => Way::Open,
        Seen::Link => Way::Link(folder),
        Seen::File { .. } => Way::File(folder),
    })
}

/// What is at `path`.
pub(super) fn see(path: &Path) -> Result<Seen> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(Seen::Folder),
        Ok(found) if found.is_symlink() => Ok(Seen::Link),
        Ok(found) => Ok(Seen::File { len: found.len(), changed: changed(&found) }),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Seen::Nothing),
        Err(error) => Err(Error::io("look at", path, error)),
    }
}

/// When a file was last changed. On Unix, the time that no program can set back.
#[cfg(unix)]
fn changed(found: &fs::Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, nanoseconds) = (u64::try_from(found.ctime()).ok()?, u32::try_from(found.ctime_nsec()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::new(seconds, nanoseconds))
}

#[cfg(not(unix))]
fn changed(found: &fs::Metadata) -> Option<SystemTime> {
    found.modified().ok()
}

/// Whether two paths lead to one file, as they may where case is folded.
#[cfg(unix)]
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path| fs::symlink_metadata(path).map(|found: fs::Metadata| (found.dev(), found.ino())).ok();
    identity(a).is_some_and(|a| identity(b) == Some(a))
}

#[cfg(not(unix))]
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_file_is_open_absent_or_blocked() {
        let output = tempfile::tempdir().unwrap();
        fs::create_dir_all(output.path().join("a/b")).unwrap();
        fs::write(output.path().join("a/file"), "").unwrap();
        let mut trail = Trail::new(output.path());
        let ways = ["a/b/c/d", "a/b/x", "a/file/x/y", "a/file/z", "a/x", "x"].map(|path| trail.way(path).unwrap());
        assert_eq!(ways, [Way::Absent, Way::Open, Way::File("a/file"), Way::File("a/file"), Way::Open, Way::Open]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_on_the_way_is_not_followed() {
        let output = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/", output.path().join("a")).unwrap();
        assert_eq!(Trail::new(output.path()).way("a/tmp/x").unwrap(), Way::Link("a"));
        assert_eq!(see(&output.path().join("a")).unwrap(), Seen::Link);
    }
}
