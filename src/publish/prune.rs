//! Pruning: removes files that an earlier build wrote, and folders that become empty.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::paths::{ParentFinder, Parents, PathKind, kind};
use crate::error::{Error, Result};
use crate::route::Route;

/// Removes the files at `paths`, which must be sorted, and returns those that existed. Anything other than a regular file, or below
/// a link, was put there by another program or person and is kept. Invalid paths in the manifest, which no build can have written,
/// are skipped.
pub(super) fn remove<'a>(output: &Path, paths: impl IntoIterator<Item = &'a str>) -> Result<Vec<&'a str>> {
    let mut removed = Vec::new();
    let mut finder = ParentFinder::new(output);
    let mut folders = BTreeSet::new();
    for path in paths.into_iter().filter(|path| Route::new(*path).is_ok()) {
        match finder.find(path)? {
            Parents::Folders => removed.extend(remove_file(&output.join(path))?.then_some(path)),
            // A killed build may have removed this folder but not its parents.
            Parents::Missing => {}
            Parents::File(_) | Parents::Blocked(_) => continue,
        }
        folders.extend(path.match_indices('/').map(|(slash, _)| &path[..slash]));
    }
    // In reverse order, a folder comes after its contents. A folder that is not empty is kept; failing to remove an empty one does
    // no harm.
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(output.join(folder));
    }
    Ok(removed)
}

fn remove_file(path: &Path) -> Result<bool> {
    if !matches!(kind(path)?, PathKind::File { .. }) {
        return Ok(false);
    }
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io("remove", path, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_empty_stays() {
        let output = tempfile::tempdir().unwrap();
        for path in ["a/b/c/x", "a/y", "keep/z", "keep/mine", "empty/d/e"] {
            fs::create_dir_all(output.path().join(path).parent().unwrap()).unwrap();
            fs::write(output.path().join(path), "").unwrap();
        }
        fs::remove_file(output.path().join("empty/d/e")).unwrap();
        assert_eq!(remove(output.path(), ["a/b/c/x", "a/y", "empty/d/e", "gone/x", "keep/z"]).unwrap().len(), 3);
        let left = |path: &str| output.path().join(path).exists();
        assert_eq!(["a", "keep/mine", "keep/z", "empty/d"].map(left), [false, true, false, false]);
    }

    #[test]
    fn folders_that_a_killed_build_emptied_are_removed() {
        let output = tempfile::tempdir().unwrap();
        fs::create_dir(output.path().join("a")).unwrap();
        assert_eq!(remove(output.path(), ["a/b/c/x", "a/b/y"]).unwrap().len(), 0);
        assert!(!output.path().join("a").exists());
    }

    #[test]
    fn a_manifest_cannot_make_it_remove_anything_outside_the_site() {
        let around = tempfile::tempdir().unwrap();
        let output = around.path().join("public");
        fs::create_dir_all(output.join(".git")).unwrap();
        for path in ["public/.git/config", "outside"] {
            fs::write(around.path().join(path), "").unwrap();
        }
        let absolute = around.path().join("outside").to_string_lossy().into_owned();
        assert_eq!(remove(&output, ["../outside", ".git/config", absolute.as_str(), "x/../../outside"]).unwrap().len(), 0);
        assert!(around.path().join("outside").exists() && output.join(".git/config").exists());
    }
}
