//! Selects the files that a report covers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::content::{Content, display_path};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};

/// The files that a report covers.
pub(super) enum Files {
    All,
    /// Display paths, as in diagnostics.
    Only(BTreeSet<String>),
}

impl Files {
    /// Restricts the files to those in `changed`.
    pub(super) fn among(self, changed: &BTreeSet<PathBuf>, content: &Content, diagnostics: &[Diagnostic]) -> Self {
        let changed: BTreeSet<PathBuf> = changed.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let is_changed = |name: &String| Path::new(name).canonicalize().is_ok_and(|path| changed.contains(&path));
        let names = names(content, diagnostics).filter(is_changed);
        Self::Only(names.filter(|name| self.contain(name)).collect())
    }

    /// Whether a file is covered.
    pub(super) fn contain(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.contains(name),
        }
    }

    /// # Errors
    /// One of the paths does not exist, or is not part of the archive. A folder stands for the files below it.
    pub(super) fn named(paths: &[PathBuf], content: &Content, diagnostics: &[Diagnostic]) -> Result<Self> {
        if paths.is_empty() {
            return Ok(Self::All);
        }
        let known: Vec<(PathBuf, String)> =
            names(content, diagnostics).filter_map(|name| Some((PathBuf::from(&name).canonicalize().ok()?, name))).collect();
        let mut only = BTreeSet::new();
        for path in paths {
            let real = path.canonicalize().map_err(|error| Error::io("read", path, error))?;
            let names: Vec<_> = known.iter().filter(|(file, _)| file.starts_with(&real)).map(|(_, name)| name.clone()).collect();
            if names.is_empty() {
                return Err(Error::new(format!("{} is not in a content folder of the archive", path.display()))
                    .hint("name files or folders below one that `content` of pir-site.toml lists"));
            }
            only.extend(names);
        }
        Ok(Self::Only(only))
    }

    /// Whether a diagnostic is about a covered file, possibly only through a related location.
    pub(super) fn concern(&self, diagnostic: &Diagnostic) -> bool {
        let related = diagnostic.related.iter().map(|(_, location)| location.file.as_str());
        matches!(self, Self::All) || diagnostic.file().into_iter().chain(related).any(|file| self.contain(file))
    }

    pub(super) fn count(&self, content: &Content) -> usize {
        match self {
            Self::All => content.files.len(),
            Self::Only(names) => content.files.iter().filter(|file| names.contains(&file.source.display)).count(),
        }
    }
}

/// The display paths of the archive's files.
pub(super) fn names<'a>(content: &'a Content, diagnostics: &'a [Diagnostic]) -> impl Iterator<Item = String> + 'a {
    let incidents = content.files.iter().map(|file| file.source.display.clone());
    let attachments = content.attachments.iter().map(|path| display_path(path));
    incidents.chain(attachments).chain(diagnostics.iter().filter_map(Diagnostic::file).map(str::to_owned))
}
