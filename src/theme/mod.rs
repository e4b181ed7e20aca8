//! Templates and static files: the default theme, embedded in the binary, overlaid with the project's own files.
//!
//! This module knows the names of files, but not what they show.

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

/// The name of the embedded theme.
pub const DEFAULT_NAME: &str = "default";

/// The files of a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// Templates by name: `incident.html`.
    pub templates: BTreeMap<String, Cow<'static, str>>,
    /// The paths of the project's own templates by name, as the author would type them.
    pub places: BTreeMap<String, String>,
    /// Static files by path below `static/`.
    pub statics: BTreeMap<String, Cow<'static, [u8]>>,
    /// The files of the project's brand among them.
    pub brand: BrandFiles,
    /// The project's theme files that have no effect.
    pub unused: Vec<UnusedFile>,
    /// The message catalogs: the default ones, then the project's.
    pub catalogs: Vec<Catalog>,
}

/// A message catalog for one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    /// The language tag, from the file name: `pt-BR` of `locales/pt-BR.ftl`.
    pub language: String,
    /// The path, as the author would type it.
    pub file: String,
    /// The text of the file.
    pub text: Cow<'static, str>,
    /// Whether it is one of the project's catalogs.
    pub is_own: bool,
}

impl Theme {
    /// Loads the theme `name` of the project at `root`: the files under `themes/NAME/`, and the embedded files that they do not
    /// override.
    ///
    /// # Errors
    /// There is no such theme, one of its files cannot be read or is a link out of the folder, or a template is not UTF-8.
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
        theme.join_search();
        Ok(theme)
    }

    /// The folder of a project's themes.
    pub fn parent(root: &Path) -> PathBuf {
        root.join("themes")
    }

    /// The folder of one of a project's themes.
    pub fn folder(root: &Path, name: &str) -> PathBuf {
        Self::parent(root).join(name)
    }

    /// The default theme without a project's files.
    ///
    /// # Errors
    /// An embedded template is not UTF-8.
    pub fn embedded() -> Result<Self> {
        let mut theme = Self::default();
        for (path, bytes) in Self::default_files() {
            theme.add(Path::new(&path), Cow::Borrowed(bytes), None)?;
        }
        Ok(theme)
    }

    /// The files of the default theme by path inside the theme, with `/` separators, sorted by path.
    pub fn default_files() -> BTreeMap<String, &'static [u8]> {
        let (mut found, mut folders) = (BTreeMap::new(), vec![&DEFAULT]);
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            found.extend(folder.files().map(|file| (slashed(file.path()), file.contents())));
        }
        found
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
                let place = entry.path().strip_prefix(".").unwrap_or(entry.path()).display().to_string();
                self.add(inside, Cow::Owned(bytes), Some(&place))?;
                own.push(OwnFile { inside: slashed(inside), place: place.clone() });
                if let Ok(name) = inside.strip_prefix("templates") {
                    self.places.insert(slashed(name), place);
                }
            }
        }
        self.unused = self.find_unused(&own);
        Ok(())
    }

    /// Puts the search engine before the script that shows its results: a browser loads both with one request.
    fn join_search(&mut self) {
        if let Some(engine) = self.statics.remove("search-engine.js")
            && let Some(script) = self.statics.get_mut("search.js")
        {
            *script = Cow::Owned([&*engine, &**script].concat());
        }
    }

    /// Keeps a default template that is about to be overridden, under `default/`, so that the new one can extend it.
    fn keep_default(&mut self, path: &Path) {
        let Ok(name) = path.strip_prefix("templates").map(slashed) else { return };
        if let Some(original) = self.templates.get(&name).cloned() {
            self.templates.insert(format!("{DEFAULT_NAME}/{name}"), original);
        }
    }

    /// Every text that can refer to a message: templates and scripts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let scripts = self.statics.iter().filter(|(name, _)| is_script(name));
        let scripts = scripts.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
        self.templates.values().map(|text| &**text).chain(scripts)
    }

    /// Adds a file by its path inside the theme. `place` is the path of a project's own file. Files outside of the known folders
    /// are ignored.
    fn add(&mut self, path: &Path, bytes: Cow<'static, [u8]>, place: Option<&str>) -> Result<()> {
        if let Ok(name) = path.strip_prefix("templates") {
            self.templates.insert(slashed(name), text(path, bytes)?);
        } else if let Ok(name) = path.strip_prefix("static") {
            self.statics.insert(slashed(name), bytes);
        } else if let Ok(name) = path.strip_prefix("locales")
            && name.extension().is_some_and(|extension| extension == "ftl")
        {
            self.catalogs.push(Catalog {
                language: slashed(&name.with_extension("")),
                file: place.map_or_else(|| slashed(path), str::to_owned),
                text: text(path, bytes)?,
                is_own: place.is_some(),
            });
        }
        Ok(())
    }
}

/// Whether a static file is a script, judging by its name.
pub fn is_script(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "js")
}

/// A path with `/` separators on every platform.
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
    Error::new(format!("the theme's file {} is not UTF-8", path.display()))
}
