//! Decides which folders can be an output. A build writes and deletes there, so folders where that could harm the project, its
//! sources or a repository are refused, most of them even with `force`. This module only reads from the file system.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::item::Target;
use super::plan::OURS;
use crate::error::{Error, Result};

/// The maximum number of entries to search for repositories in a new output folder.
const SEARCHED: usize = 200_000;

/// Returns the path of the output folder with links resolved, if a build may write there.
pub(super) fn approve(target: &Target<'_>) -> Result<PathBuf> {
    let output = resolve(&target.output)?;
    match objection(target, &output)? {
        Some(why) => Err(Error::new(format!("the output folder {} {why}", target.output.display()))
            .hint("choose a folder that holds nothing but the site, such as public")),
        None if is_clone(&output) && !is_published(&output) && !target.force => {
            Err(Error::new(format!("the output folder {} is a git repository", target.output.display()))
                .hint("publish into it all the same with --force: files that the site does not need stay untouched"))
        }
        None => Ok(output),
    }
}

/// Refuses to replace a site for one audience with that for another, unless `target.force`: a public site would suddenly show
/// internal data.
pub(super) fn refuse_other_audience(target: &Target<'_>, published: Option<&str>) -> Result<()> {
    match published {
        Some(other) if other != target.audience && !target.force => {
            let (output, audience) = (target.output.display(), target.audience);
            Err(Error::new(format!("{output} holds the {other} site, and this would put the {audience} one in its place"))
                .hint("choose another output folder, or replace it all the same with --force"))
        }
        _ => Ok(()),
    }
}

/// Why a build may never publish to the folder `output`, if it may not.
fn objection(target: &Target<'_>, output: &Path) -> Result<Option<String>> {
    if output.parent().is_none() {
        return Ok(Some("is the root of the file system".to_owned()));
    }
    if output.exists() && !output.is_dir() {
        return Ok(Some("is a file".to_owned()));
    }
    for (folder, name) in [(Some(target.root), "the project folder"), (target.home, "the home folder")] {
        if let Some(relation) = folder.map(resolve).transpose()?.and_then(|folder| holds(output, &folder)) {
            return Ok(Some(format!("{relation} {name}")));
        }
    }
    for source in target.sources {
        let folder = resolve(source)?;
        let lies_in = || output.starts_with(&folder).then_some("lies in");
        if let Some(relation) = holds(output, &folder).or_else(lies_in) {
            return Ok(Some(format!("{relation} {}, which the site is made from", source.display())));
        }
    }
    if output.iter().any(is_git) {
        return Ok(Some("lies in a .git folder".to_owned()));
    }
    Ok(hidden_below(output))
}

fn holds(output: &Path, folder: &Path) -> Option<&'static str> {
    match folder.strip_prefix(output) {
        Ok(rest) if rest.as_os_str().is_empty() => Some("is"),
        Ok(_) => Some("contains"),
        Err(_) => None,
    }
}

/// Makes the path absolute and resolves `.`, `..` and links. Components that do not exist yet are appended unchanged. The empty
/// path, which is the parent of a bare file name, is the current directory.
fn resolve(path: &Path) -> Result<PathBuf> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let failed = |error| Error::io("resolve", path, error);
    let mut resolved = PathBuf::new();
    for component in std::path::absolute(path).map_err(failed)?.components() {
        match component {
            Component::ParentDir => _ = resolved.pop(),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => resolved.push(component),
            Component::Normal(name) => {
                let next = resolved.join(name);
                resolved = match next.canonicalize() {
                    Ok(real) => real,
                    Err(error) if error.kind() == ErrorKind::NotFound && !next.is_symlink() => next,
                    Err(error) => return Err(failed(error)),
                };
            }
        }
    }
    Ok(resolved)
}

fn is_git(name: &std::ffi::OsStr) -> bool {
    name.eq_ignore_ascii_case(".git")
}

fn is_clone(output: &Path) -> bool {
    fs::symlink_metadata(output.join(".git")).is_ok()
}

/// Whether a build has published to the folder before.
fn is_published(output: &Path) -> bool {
    fs::symlink_metadata(output.join(OURS).join("manifest")).is_ok_and(|found| found.is_file())
}

/// Why an output folder without a manifest is refused: it contains a repository, or too many files to search.
fn hidden_below(output: &Path) -> Option<String> {
    if is_published(output) {
        return None;
    }
    let many = || {
        WalkDir::new(output)
            .into_iter()
            .nth(SEARCHED)
            .map(|_| format!("holds more than {SEARCHED} files that pir-site did not write"))
    };
    repository_below(output).map(|path| format!("contains the git repository {}", path.display())).or_else(many)
}

/// Finds a repository below an output folder without a manifest.
fn repository_below(output: &Path) -> Option<PathBuf> {
    let is_own = |entry: &walkdir::DirEntry| entry.depth() == 1 && is_git(entry.file_name());
    let entries = WalkDir::new(output).min_depth(1).into_iter().filter_entry(|entry| !is_own(entry)).take(SEARCHED);
    let repository = entries.filter_map(std::result::Result::ok).find(|entry| is_git(entry.file_name()))?;
    repository.path().parent().map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project with sources in a repository, and some possible output folders.
    struct Scene(tempfile::TempDir);

    impl Scene {
        fn new() -> Self {
            let scene = Self(tempfile::tempdir().unwrap());
            for folder in
                ["home/work/.git/x", "home/work/site/content/a", "home/work/site/theme", "home/work/site/old", "clone/.git"]
            {
                fs::create_dir_all(scene.path(folder)).unwrap();
            }
            fs::create_dir_all(scene.path("outer/deep/inner/.git")).unwrap();
            fs::write(scene.path("file"), "").unwrap();
            scene
        }

        fn path(&self, path: &str) -> PathBuf {
            self.0.path().join(path)
        }

        fn approve(&self, output: &str, force: bool) -> Result<PathBuf> {
            let (root, home) = (self.path("home/work/site"), self.path("home"));
            let sources = [self.path("home/work/site/content"), self.path("home/work/site/theme")];
            approve(&Target {
                output: self.path(output),
                root: &root,
                home: Some(&home),
                sources: &sources,
                audience: "public",
                force,
            })
        }
    }

    #[test]
    fn a_folder_where_publishing_could_do_harm_is_refused_whatever_force_says() {
        let scene = Scene::new();
        for (output, why) in [
            ("home/work/site", "is the project folder"),
            ("home/work/site/", "is the project folder"),
            ("home/work/site/new/..", "is the project folder"),
            ("home/work/site/./old/../../site", "is the project folder"),
            ("home/work", "contains the project folder"),
            ("home", "the project folder"),
            ("home/work/site/content", "content, which the site is made from"),
            ("home/work/site/content/new/public", "lies in"),
            ("home/work/site/theme", "theme, which the site is made from"),
            ("home/work/.git/x", "lies in a .git folder"),
            ("clone/.git", "lies in a .git folder"),
            ("outer", "contains the git repository"),
            ("file", "is a file"),
            ("../../../../../../../../../../..", "is the root"),
        ] {
            for force in [false, true] {
                let error = scene.approve(output, force).expect_err(output).to_string();
                assert!(error.contains(why), "{output}: {error}");
            }
        }
    }

    #[test]
    fn an_ordinary_folder_is_approved_whether_it_exists_or_not() {
        let scene = Scene::new();
        for output in
            ["home/work/site/public", "home/work/site/old/", "home/other", "new/deep/../public", "home/work/site/content-2"]
        {
            scene.approve(output, false).expect(output);
        }
    }

    #[test]
    fn a_clone_is_refused_until_it_is_forced_once() {
        let scene = Scene::new();
        assert!(scene.approve("clone", false).unwrap_err().to_string().contains("--force"));
        scene.approve("clone", true).unwrap();
        fs::create_dir(scene.path("clone").join(OURS)).unwrap();
        fs::write(scene.path("clone").join(OURS).join("manifest"), "").unwrap();
        scene.approve("clone", false).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_counts_as_what_it_leads_to() {
        let scene = Scene::new();
        let link = |to: &str, at: &str| std::os::unix::fs::symlink(scene.path(to), scene.path(at)).unwrap();
        link("home/work/site/content", "to-content");
        link("home/work/site/old", "to-old");
        link("home/work/site", "to-site");
        link("nowhere", "to-nowhere");
        assert!(scene.approve("to-content/new", true).is_err());
        assert!(scene.approve("to-old/..", true).is_err(), "the parent of a link's target is the project");
        assert!(scene.approve("to-site", true).is_err());
        assert!(scene.approve("to-nowhere", true).is_err());
        let approved = scene.approve("to-old", false).unwrap();
        assert_eq!(approved, scene.path("home/work/site/old").canonicalize().unwrap());
    }
}
