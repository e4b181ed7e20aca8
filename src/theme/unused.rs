//! Finds files of a project's theme that have no effect: they override no default file, and no file of the theme refers to them.

use super::Theme;
use crate::diagnostic::did_you_mean;

/// A file without effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedFile {
    /// The path, as the author would type it.
    pub place: String,
    /// A path inside the theme that was possibly meant.
    pub near: Option<String>,
}

/// A file of a project's theme.
pub(super) struct OwnFile {
    /// The path inside the theme, with `/` separators.
    pub inside: String,
    /// The path, as the author would type it.
    pub place: String,
}

impl Theme {
    /// The project's own files that have no effect.
    pub(super) fn find_unused(&self, own: &[OwnFile]) -> Vec<UnusedFile> {
        let known: Vec<String> = Self::default_files().into_keys().collect();
        let unused = own.iter().filter(|file| !known.contains(&file.inside) && !self.is_named(&file.inside));
        unused
            .filter_map(|file| {
                let (folder, name) = file.inside.split_once('/').unwrap_or(("", &file.inside));
                let is_read = ["templates", "static"].contains(&folder);
                let in_place = known.iter().find(|known| last(known) == last(&file.inside)).map(String::as_str);
                let same_folder = || known.iter().filter_map(|known| known.strip_prefix(folder)?.strip_prefix('/'));
                let near =
                    in_place.map(str::to_owned).or_else(|| Some(format!("{folder}/{}", did_you_mean(name, same_folder())?)));
                // Other files in the theme's folder are ignored, unless they have the name of a default file.
                (is_read || in_place.is_some()).then(|| UnusedFile { place: file.place.clone(), near })
            })
            .collect()
    }

    /// Whether a file of the theme refers to the one at this path: a template by its quoted name, a static file from any file.
    fn is_named(&self, inside: &str) -> bool {
        let templates = || self.templates.values().map(|text| &**text);
        match inside.split_once('/') {
            Some(("templates", name)) => {
                templates().any(|text| text.contains(&format!("\"{name}\"")) || text.contains(&format!("'{name}'")))
            }
            Some(("static", name)) => {
                let texts =
                    self.statics.iter().filter(|(other, _)| *other != name).filter_map(|(_, bytes)| str::from_utf8(bytes).ok());
                templates().chain(texts).any(|text| text.contains(last(name)))
            }
            Some(("locales", _)) => true,
            _ => false,
        }
    }
}

/// The last component of a path.
fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
