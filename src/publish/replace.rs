//! Moves staged files to their published paths: one rename per file or new folder.

use std::fs;
use std::path::Path;

use super::paths::{PathKind, kind};
use crate::error::{Error, Result};

/// Moves new `files`, which must be sorted by path, from the folder `stage` to `output`. A folder missing in `output` is moved as a
/// whole.
pub(super) fn add(stage: &Path, output: &Path, files: &[(usize, &str)]) -> Result<()> {
    let paths: Vec<&str> = files.iter().map(|(_, path)| *path).collect();
    inside(stage, output, 0, &paths)
}

/// Replaces the published files at the paths of `files`. In the folder `stage`, each is named by its number.
pub(super) fn overwrite(stage: &Path, output: &Path, files: &[(usize, &str)]) -> Result<()> {
    files.iter().try_for_each(|(number, path)| rename(&stage.join(number.to_string()), &output.join(path)))
}

/// Moves `paths`, which all start with the same `depth` bytes: a folder that exists on both sides.
fn inside(stage: &Path, output: &Path, depth: usize, paths: &[&str]) -> Result<()> {
    let mut rest = paths;
    while let [first, others @ ..] = rest {
        let Some(slash) = first[depth..].find('/') else {
            rename(&stage.join(first), &output.join(first))?;
            rest = others;
            continue;
        };
        let folder = &first[..=depth + slash];
        let (below, after) = rest.split_at(rest.partition_point(|path| path.starts_with(folder)));
        let name = folder.trim_end_matches('/');
        if kind(&output.join(name))? == PathKind::Missing {
            rename(&stage.join(name), &output.join(name))?;
        } else {
            inside(stage, output, folder.len(), below)?;
        }
        rest = after;
    }
    Ok(())
}

fn rename(staged: &Path, published: &Path) -> Result<()> {
    fs::rename(staged, published).map_err(|error| Error::io("replace", published, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_arrives_whether_its_folder_was_there_or_not() {
        let (stage, output) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let paths = ["a-b/x", "a.html", "a/new/deep/x", "a/new/y", "a/old/z", "a0/x", "b/x", "z"];
        for path in paths {
            fs::create_dir_all(stage.path().join(path).parent().unwrap()).unwrap();
            fs::write(stage.path().join(path), path).unwrap();
        }
        fs::create_dir_all(output.path().join("a/old")).unwrap();
        fs::write(output.path().join("a/old/kept"), "kept").unwrap();
        add(stage.path(), output.path(), &paths.map(|path| (0, path))).unwrap();
        for path in paths {
            assert_eq!(fs::read_to_string(output.path().join(path)).unwrap(), path);
        }
        assert!(output.path().join("a/old/kept").exists());
    }
}
