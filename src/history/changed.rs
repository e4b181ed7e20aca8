//! Lists the files of a project that changed since a commit.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::git::{ObjectId, Repository, WHOLE_HISTORY};
use crate::error::{Error, Result};

impl Repository {
    /// The files of the project that changed since the merge base of `HEAD` and `name`: committed, staged, unstaged, untracked and
    /// deleted ones. Files ignored by git are excluded.
    ///
    /// # Errors
    /// There is no such commit, or no merge base.
    pub fn changed_since(&self, name: &str) -> Result<BTreeSet<PathBuf>> {
        let base = self.merge_base(name)?;
        // Both lists are relative to the project's folder and limited to it.
        let tracked =
            self.checked(["diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", &base.0, "--"])?;
        let untracked = self.checked(["ls-files", "--others", "--exclude-standard", "-z"])?;
        let names = tracked.split(|byte| *byte == 0).chain(untracked.split(|byte| *byte == 0));
        Ok(names.filter(|name| !name.is_empty()).map(|name| self.root().join(path(name))).collect())
    }

    /// The merge base of `HEAD` and `name`.
    fn merge_base(&self, name: &str) -> Result<ObjectId> {
        let (head, other) = (self.commit("HEAD")?, self.commit(name)?);
        let output = self.output(["merge-base", &other.0, &head.0])?;
        if output.status.success() {
            let text = String::from_utf8_lossy(&output.stdout);
            return Ok(ObjectId(text.lines().next().unwrap_or_default().to_owned()));
        }
        let hint = if self.is_shallow() { WHOLE_HISTORY } else { "name a commit of the same history" };
        Err(Error::new(format!("the current commit and \"{name}\" have no commit in common")).hint(hint))
    }
}

/// A path as printed by git: raw bytes on Unix.
#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(name);
    PathBuf::from(name)
}

/// A path as printed by git: UTF-8 on other systems.
#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}
