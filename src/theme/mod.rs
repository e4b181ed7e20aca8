//! Templates and static files: the default theme, embedded in the binary, with a site's own files laid over it.
//!
//! It knows files by their names and nothing of what they show.

mod brand;
mod tokens;
mod unused;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

pub use brand::{BrandFiles, Picture};
pub use tokens::Tokens;
pub use unused::UnusedFile;

use crate::error::{Error, Result};
use crate::files;
use unused::OwnFile;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the theme that is embedded in the binary.
pub const DEFAULT_NAME: &str = "default";

/// The files of a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// Templates by their names: `incident.html`.
    pub templates: BTreeMap<String, Cow<'static, str>>,
    /// Where templates lie that the project brings along, by their names: a path as its author would type it.
    pub places: BTreeMap<String, String>,
    /// Static files by their paths below `static/`.
    pub statics: BTreeMap<String, Cow<'static, [u8]>>,
    /// Which of them are the project's brand.
    pub brand: BrandFiles,
    /// Files of the project that have no effect.
    pub unused: Vec<UnusedFile>,
}

impl Theme {
    /// The theme `name` of the project at `root`: the files under `themes/NAME/`, and the embedded ones that it does not
    /// override.
    ///
    /// # Errors
    /// There is no such theme, one of its files cannot be read or leads elsewhere by a link, or a template is not UTF-8.
    pub fn load(root: &Path, name: &str) -> Result<Self> {
        let mut theme = Self::embedded()?;
        let folder = Self::folder(root, name);
        if folder.is_dir() {
            if files::resolve_inside(root, &folder).is_err() {
                return Err(Error::new(format!("the theme {} leads out of the project, by a link", folder.display()))
                    .hint("put a copy of the theme in its place"));
            }
            theme.lay_over(root, &folder)?;
        } else if name != DEFAULT_NAME {
            return Err(Error::new(format!("there is no theme {name:?}: {} is not a folder", folder.display()))
                .hint("make the folder, or set `theme` in pir-site.toml to \"default\""));
        }
        Ok(theme)
    }

    /// The folder of a project's themes.
    pub fn parent(root: &Path) -> PathBuf {
        root.join("themes")
    }

    /// The folder of a project's theme.
    pub fn folder(root: &Path, name: &str) -> PathBuf {
        Self::parent(root).join(name)
    }

    /// The default theme alone.
    ///
    /// # Errors
    /// A template of the binary is not UTF-8.
    pub fn embedded() -> Result<Self> {
        let mut theme = Self::default();
        let mut folders = vec![&DEFAULT];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                theme.add(file.path(), Cow::Borrowed(file.contents()))?;
            }
        }
        Ok(theme)
    }

    /// Every file by its path inside the theme, with `/` between names.
    pub fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let templates = self.templates.iter().map(|(name, text)| (format!("templates/{name}"), text.as_bytes()));
        templates.chain(self.statics.iter().map(|(name, bytes)| (format!("static/{name}"), &**bytes)))
    }

    fn lay_over(&mut self, root: &Path, folder: &Path) -> Result<()> {
        let mut own = Vec::new();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry =
                entry.map_err(|error| Error::new(format!("failed to read the theme {}", folder.display())).because(error))?;
            if entry.path_is_symlink() {
                return Err(Error::new(format!("the theme's file {} is a link", entry.path().display()))
                    .hint("put a copy of the file in its place: a theme is read from the project alone"));
            }
            if entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with('.') {
                let bytes = files::read_inside(root, entry.path()).map_err(|error| Error::io("read", entry.path(), error))?;
                let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                self.keep_default(inside);
                self.add(inside, Cow::Owned(bytes))?;
                let place = entry.path().strip_prefix(".").unwrap_or(entry.path()).display().to_string();
                own.push(OwnFile { inside: slashed(inside), place: place.clone() });
                if let Ok(name) = inside.strip_prefix("templates") {
                    self.places.insert(slashed(name), place);
                }
            }
        }
        self.unused = self.find_unused(&own, &Self::embedded()?);
        Ok(())
    }

    /// Keeps a default template that is about to be replaced, under `default/`, so that the new one can extend it.
    fn keep_default(&mut self, path: &Path) {
        let Ok(name) = path.strip_prefix("templates").map(slashed) else { return };
        if let Some(original) = self.templates.get(&name).cloned() {
            self.templates.insert(format!("{DEFAULT_NAME}/{name}"), original);
        }
    }

    /// Adds a file by its path inside the theme. What lies in neither folder is the theme's own business.
    fn add(&mut self, path: &Path, bytes: Cow<'static, [u8]>) -> Result<()> {
        if let Ok(name) = path.strip_prefix("templates") {
            self.templates.insert(slashed(name), text(path, bytes)?);
        } else if let Ok(name) = path.strip_prefix("static") {
            self.statics.insert(slashed(name), bytes);
        }
        Ok(())
    }
}

/// A path with `/` between names, on every system.
fn slashed(path: &Path) -> String {
    path.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn text(path: &Path, bytes: Cow<'static, [u8]>) -> Result<Cow<'static, str>> {
    match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| not_utf8(path).because(error)),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|error| not_utf8(path).because(error)),
    }
}

fn not_utf8(path: &Path) -> Error {
    Error::new(format!("the template {} is not UTF-8", path.display()))
}
