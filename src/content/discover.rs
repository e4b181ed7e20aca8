//! Finds the files of the content folders: incident files, and attachments beside them.
//!
//! Hidden files and folders (with a leading dot) and editor backups (with a trailing `~`) are ignored. Symbolic links are followed
//! only within the project. Content folders must not overlap, so that each file is read once.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::config;
use crate::diagnostic::{Diagnostic, Location, at};

/// One incident file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path.
    pub path: PathBuf,
    /// The path as shown in messages.
    pub display: String,
    /// The path with `/` separators as shown in data files, relative to the content folder, or to the project if the site has
    /// several content folders.
    pub relative: String,
}

/// The files found in the content folders.
#[derive(Debug, Default)]
pub(super) struct Discovered {
    /// Incident files, sorted by path.
    pub files: Vec<SourceFile>,
    /// All other files, which incident files can attach.
    pub attachments: BTreeSet<PathBuf>,
    /// The symbolic links among these files.
    pub links: Vec<PathBuf>,
    /// Problems of files and folders.
    pub diagnostics: Vec<Diagnostic>,
}

/// Walks the content folders of the project at `root`. Files in `output` are never content.
///
/// A problem of a content folder itself is located in the configuration file, with the name [`config::FILE`].
pub(super) fn discover(root: &Path, folders: &[PathBuf], output: &Path) -> Discovered {
    let output = root.join(output).canonicalize().ok();
    let mut found = Discovered::default();
    let mut walked: Vec<(PathBuf, &Path)> = Vec::new();
    for (index, folder) in folders.iter().enumerate() {
        let base = root.join(folder);
        match content_folder(root, &base, &walked) {
            Ok(real) => {
                walked.push((real, folder));
                let prefix = prefix(folders, folder);
                FolderWalk { root, output: output.as_deref(), base, prefix, found: &mut found }.run();
            }
            Err(problem) => found.diagnostics.push(problem.at(Location::value(config::FILE, at!["content", index]))),
        }
    }
    found.files.sort_by(|one, two| one.display.cmp(&two.display));
    found
}

/// The prefix of a content folder's files in data files.
fn prefix<'f>(folders: &[PathBuf], folder: &'f Path) -> &'f Path {
    if folders.len() > 1 { folder } else { Path::new("") }
}

impl SourceFile {
    /// The incident file at a path relative to the project at `root`, regardless of where it is read from. `None` if it is not an
    /// incident file in one of the content folders.
    pub(super) fn of_path(root: &Path, folders: &[PathBuf], path: &Path) -> Option<Self> {
        let (folder, inside) = folders.iter().find_map(|folder| {
            let named: PathBuf = folder.components().filter(|part| *part != Component::CurDir).collect();
            Some((folder, path.strip_prefix(named).ok()?))
        })?;
        let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        let is_hidden = inside.iter().any(|name| is_hidden_name(Path::new(name)));
        let path = root.join(path);
        let (display, relative) = (display_path(&path), display_path(&prefix(folders, folder).join(inside)));
        (is_toml && !is_hidden).then_some(Self { path, display, relative })
    }
}

/// The canonical path of a content folder. It is an error if it is not a folder, is outside of the project, or overlaps an earlier
/// one.
fn content_folder(root: &Path, base: &Path, walked: &[(PathBuf, &Path)]) -> Result<PathBuf, Box<Diagnostic>> {
    let name = display_path(base);
    if !base.is_dir() {
        let is = if base.exists() { "no folder" } else { "missing" };
        let hint =
            "make it, or name another one under `content`; git keeps no empty folder, so put a file such as .gitkeep into it";
        return Err(Box::new(Diagnostic::error("unreadable", format!("the content folder {name} is {is}")).hint(hint)));
    }
    let real = crate::files::resolve_inside(root, base).map_err(|_| {
        let message = format!("the content folder {name} leads out of the project, by a link");
        Box::new(Diagnostic::error("outside-project", message).hint("copy what it leads to into the project"))
    })?;
    match walked.iter().find(|(other, _)| other.starts_with(&real) || real.starts_with(other)) {
        None => Ok(real),
        Some((other, folder)) => {
            let folder = display_path(&root.join(folder));
            let how = match (real == *other, real.starts_with(other)) {
                (true, _) => "is the same folder as",
                (false, true) => "lies in",
                (false, false) => "contains",
            };
            let message = format!("the content folder {name} {how} the content folder {folder}");
            Err(Box::new(Diagnostic::error("bad-value", message).hint("name one of the two: each file is read once")))
        }
    }
}

struct FolderWalk<'a> {
    root: &'a Path,
    /// The canonical path of the output folder, if it exists.
    output: Option<&'a Path>,
    base: PathBuf,
    /// The prefix of the files in data files.
    prefix: &'a Path,
    found: &'a mut Discovered,
}

impl FolderWalk<'_> {
    fn run(mut self) {
        let mut entries = WalkDir::new(&self.base).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if is_hidden(&entry) => skip(&mut entries, &entry),
                Ok(entry) if entry.path_is_symlink() && !self.is_inside(entry.path()) => {
                    self.leads_out(entry.path());
                    skip(&mut entries, &entry);
                }
                Ok(entry) if entry.path_is_symlink() && self.is_built(entry.path()) => {
                    let message = "this link leads into the built site, which would become its own source";
                    self.report(entry.path(), "outside-project", message, "remove the link");
                    skip(&mut entries, &entry);
                }
                Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() && self.is_around(entry.path()) => {
                    self.leads_back(entry.path(), &self.base.clone());
                    skip(&mut entries, &entry);
                }
                Ok(entry) => self.take(&entry),
                Err(error) => self.unreadable(&error),
            }
        }
    }

    fn take(&mut self, entry: &DirEntry) {
        if entry.path_is_symlink() {
            self.found.links.push(entry.path().to_owned());
        }
        let is_toml = entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        let kind = entry.file_type();
        if kind.is_dir() {
            if is_toml {
                self.report(entry.path(), "not-a-file", "a folder has the name of an incident file", "rename the folder");
            }
        } else if !kind.is_file() {
            self.report(entry.path(), "not-a-file", "this is neither a file nor a folder", "move it out of the content folder");
        } else if is_toml {
            let display = display_path(entry.path());
            let relative = display_path(&self.prefix.join(entry.path().strip_prefix(&self.base).unwrap_or(entry.path())));
            self.found.files.push(SourceFile { path: entry.path().to_owned(), display, relative });
        } else {
            self.found.attachments.insert(entry.path().to_owned());
        }
    }

    fn unreadable(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(&self.base).to_owned();
        if error.depth() > 0 && is_hidden_name(&path) {
            return;
        }
        match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => self.leads_back(&path, ancestor),
            (None, Some(cause)) => {
                let message = format!("this cannot be read ({cause})");
                self.report(&path, "unreadable", &message, "check that it exists and that you may read it");
            }
            (None, None) => self.report(&path, "unreadable", "this cannot be read", "check that it exists"),
        }
    }

    fn leads_out(&mut self, path: &Path) {
        self.report(path, "outside-project", "this link leads out of the project", "copy what it leads to into the project");
    }

    fn leads_back(&mut self, path: &Path, ancestor: &Path) {
        let message = format!("this link leads back to {}, in a loop", display_path(ancestor));
        self.report(path, "link-loop", &message, "remove the link");
    }

    fn report(&mut self, path: &Path, rule: &'static str, message: &str, hint: &str) {
        self.found.diagnostics.push(Diagnostic::of_file(rule, &display_path(path), message.to_owned()).hint(hint));
    }

    /// Whether the target of `path` is inside the project.
    fn is_inside(&self, path: &Path) -> bool {
        crate::files::resolve_inside(self.root, path).is_ok()
    }

    /// Whether the target of `path` is inside the output folder.
    fn is_built(&self, path: &Path) -> bool {
        self.output.is_some_and(|output| path.canonicalize().is_ok_and(|real| real.starts_with(output)))
    }

    /// Whether the target of `path` contains the content folder itself.
    fn is_around(&self, path: &Path) -> bool {
        match (path.canonicalize(), self.base.canonicalize()) {
            (Ok(real), Ok(base)) => base.starts_with(real),
            _ => false,
        }
    }
}

/// A path as shown in messages: with `/` separators, and without `.` components.
pub fn display_path(path: &Path) -> String {
    let path: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    slashed(&path)
}

fn skip(entries: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        entries.skip_current_dir();
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && is_hidden_name(entry.path())
}

/// Whether a file or folder is ignored because its name is hidden or that of an editor backup.
pub fn is_hidden_name(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with('.') || name.ends_with('~')
    })
}

/// A path with `/` separators on every platform, for display only: invalid Unicode is replaced.
fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
