//! Reads the versions of files with one call of `git log`.

use std::collections::HashMap;
use std::path::PathBuf;

use jiff::Timestamp;

use super::git::{ObjectId, Repository, WHOLE_HISTORY};
use crate::error::{Error, Result};

/// A version of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    /// The commit time.
    pub committed: Timestamp,
    /// The id of its content.
    pub id: ObjectId,
}

/// The versions of each TOML file of the project in the current commit, newest first, by path relative to the project.
///
/// History is linear: it follows first parents, so a merge is a single change at the time of the merge.
///
/// # Errors
/// The clone is shallow, or the history cannot be read.
pub(super) fn versions(repository: &Repository) -> Result<HashMap<PathBuf, Vec<Version>>> {
    if repository.is_shallow() {
        return Err(Error::new("the history of the reviews is cut off").hint(WHOLE_HISTORY));
    }
    let log = repository.output([
        "-c",
        "log.showRoot=true",
        "log",
        "--first-parent",
        "--diff-merges=first-parent",
        "--raw",
        "-z",
        "--find-renames=50%",
        "-l1000",
        "--no-abbrev",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--relative",
        "--format=%ct",
        "HEAD",
        "--",
        ":(glob,icase)**/*.toml",
    ])?;
    // A repository without commits has no history.
    if !log.status.success() && repository.commit("HEAD").is_ok() {
        return Err(Error::new("failed to read the history of the repository").because(super::git::said(&log)));
    }
    Ok(parse(&String::from_utf8_lossy(&log.stdout)))
}

/// The versions of the files in the newest commit. The format of the text is `TIME NUL`, then for each file `:MODE MODE ID ID
/// STATUS NUL PATH NUL`, with a second path if it was renamed.
fn parse(log: &str) -> HashMap<PathBuf, Vec<Version>> {
    let mut files = Files::default();
    let (mut committed, mut changes) = (Timestamp::UNIX_EPOCH, Vec::new());
    let mut parts = log.split('\0').map(|part| part.trim_start_matches('\n'));
    while let Some(part) = parts.next() {
        let Some(entry) = part.strip_prefix(':') else {
            files.commit(&changes, committed);
            changes.clear();
            committed = part.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or(committed);
            continue;
        };
        let mut fields = entry.split(' ').skip(3);
        let (id, status) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let before = parts.next().unwrap_or_default();
        let path = if status.starts_with(['R', 'C']) { parts.next().unwrap_or_default() } else { before };
        changes.push(FileChange { kind: status.chars().next().unwrap_or('M'), before, path, id });
    }
    files.commit(&changes, committed);
    files.versions
}

/// The change of a file in a commit.
#[derive(Debug)]
struct FileChange<'l> {
    /// `A`dded, `C`opied, `D`eleted, `M`odified, `R`enamed, or type changed (`T`).
    kind: char,
    /// The path before the commit.
    before: &'l str,
    /// The path after the commit.
    path: &'l str,
    id: &'l str,
}

/// Tracks the files of the newest commit while the log is read backwards.
#[derive(Debug, Default)]
struct Files<'l> {
    /// The versions by current path.
    versions: HashMap<PathBuf, Vec<Version>>,
    /// The current path of a file by its path at this point in history, where they differ. `None` if the file no longer exists.
    names: HashMap<&'l str, Option<PathBuf>>,
}

impl<'l> Files<'l> {
    fn commit(&mut self, changes: &[FileChange<'l>], committed: Timestamp) {
        let name = |change: &FileChange| self.names.get(change.path).cloned().unwrap_or_else(|| Some(change.path.into()));
        let names: Vec<Option<PathBuf>> = changes.iter().map(name).collect();
        for (change, name) in changes.iter().zip(&names).filter(|(change, _)| change.kind != 'D') {
            let Some(name) = name else { continue };
            let versions = self.versions.entry(name.clone()).or_default();
            let version = Version { committed, id: ObjectId(change.id.to_owned()) };
            match versions.last_mut() {
                // A mere rename is not a new version.
                Some(newer) if newer.id == version.id => *newer = version,
                _ => versions.push(version),
            }
        }
        // Before this commit, these paths did not belong to current files, unless the file was renamed.
        for change in changes.iter().filter(|change| matches!(change.kind, 'A' | 'C' | 'D' | 'R')) {
            self.names.insert(change.path, None);
        }
        for (change, name) in changes.iter().zip(names).filter(|(change, _)| change.kind == 'R') {
            self.names.insert(change.before, name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(log: &str) -> Vec<(String, Vec<(i64, String)>)> {
        let versions = |versions: &Vec<Version>| versions.iter().map(|it| (it.committed.as_second(), it.id.0.clone())).collect();
        let mut files: Vec<_> =
            parse(&log.replace('|', "\0")).iter().map(|(path, found)| (path.display().to_string(), versions(found))).collect();
        files.sort();
        files
    }

    fn file(path: &str, versions: &[(i64, &str)]) -> (String, Vec<(i64, String)>) {
        (path.to_owned(), versions.iter().map(|(time, id)| (*time, (*id).to_owned())).collect())
    }

    #[test]
    fn renames_are_followed_and_no_version_of_their_own() {
        let log =
            "5|\n:1 1 b c M|x/b.toml|4|\n:1 1 a b R090|a.toml|x/b.toml|3|\n:1 1 a a R100|0.toml|a.toml|2|\n:0 1 0 a A|0.toml|";
        assert_eq!(read(log), [file("x/b.toml", &[(5, "c"), (4, "b"), (2, "a")])]);
    }

    #[test]
    fn a_path_that_was_used_before_by_another_file_has_the_versions_of_the_later_one() {
        let log = "4|\n:0 1 0 b A|a.toml|3|\n:1 0 a 0 D|a.toml|2|\n:0 1 0 a A|a.toml|";
        assert_eq!(read(log), [file("a.toml", &[(4, "b")])]);
    }

    #[test]
    fn a_file_that_is_gone_has_no_versions() {
        assert_eq!(read("3|\n:1 0 a 0 D|a.toml|2|\n:0 1 0 a A|a.toml|:0 1 0 x A|b.toml|"), [file("b.toml", &[(2, "x")])]);
    }

    #[test]
    fn a_swap_of_two_paths_keeps_both_files_apart() {
        let log = "2|\n:1 1 a a R100|a.toml|b.toml|:1 1 b b R100|b.toml|a.toml|1|\n:0 1 0 a A|a.toml|:0 1 0 b A|b.toml|";
        assert_eq!(read(log), [file("a.toml", &[(1, "b")]), file("b.toml", &[(1, "a")])]);
    }
}
