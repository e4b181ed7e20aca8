//! Which files a content folder holds: incident files, and the attachments beside them.
//!
//! Hidden files and folders (whose names begin with a dot) and editors' backups (ending in `~`) are ignored. Symbolic links are
//! followed inside the project and never out of it. Content folders do not overlap: each file is read once.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::config;
use crate::diagnostic::{Diagnostic, Location, at};

/// One incident file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its path as messages show it.
    pub display: String,
    /// Its path with `/` between names, as the data files show it: relative to the content folder, and where the site has several,
    /// to the project.
    pub relative: String,
}

/// What the content folders hold.
#[derive(Debug, Default)]
pub(super) struct Discovered {
    /// Incident files, in the order of their paths.
    pub files: Vec<SourceFile>,
    /// Every other file: what incident files can attach.
    pub attachments: BTreeSet<PathBuf>,
    /// The symbolic links among them.
    pub links: Vec<PathBuf>,
    /// Problems of files and folders.
    pub diagnostics: Vec<Diagnostic>,
}

/// Walks the content folders of the project at `root`. What is built into `output` is never content.
///
/// The problem of a content folder itself is located in the configuration, by the name [`config::FILE`].
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

/// What the names of files in a content folder begin with in data files.
fn prefix<'f>(folders: &[PathBuf], folder: &'f Path) -> &'f Path {
    if folders.len() > 1 { folder } else { Path::new("") }
}

impl SourceFile {
    /// The incident file at a path relative to the project at `root`, wherever it is read from. None, if it is not an incident file
    /// of one of the content folders.
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

/// The real path of a content folder. An error if it is no folder, leads out of the project, or overlaps one that was walked.
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
    /// The real path of the built site, if it exists.
    output: Option<&'a Path>,
    base: PathBuf,
    /// What the names of files begin with in data files.
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

    /// Whether the file that `path` really is lies inside the project.
    fn is_inside(&self, path: &Path) -> bool {
        crate::files::resolve_inside(self.root, path).is_ok()
    }

    /// Whether the file that `path` really is lies in the built site.
    fn is_built(&self, path: &Path) -> bool {
        self.output.is_some_and(|output| path.canonicalize().is_ok_and(|real| real.starts_with(output)))
    }

    /// Whether the folder that `path` really is holds the content folder itself.
    fn is_around(&self, path: &Path) -> bool {
        match (path.canonicalize(), self.base.canonicalize()) {
            (Ok(real), Ok(base)) => base.starts_with(real),
            _ => false,
        }
    }
}

/// A path as messages show it: with `/` between names, and without `.`.
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

/// Whether a file or folder of this name is ignored: it is hidden, or an editor's backup.
pub fn is_hidden_name(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with('.') || name.ends_with('~')
    })
}

/// A path with `/` between its names on every system. What is not Unicode is replaced: the result is only shown.
fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
