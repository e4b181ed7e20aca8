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

use crate::config;
use crate::diagnostic::{Diagnostic, Location, at};
use crate::error::{Error, Result};
use crate::files;
use crate::prose::normalized;
use unused::OwnFile;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the embedded theme.
pub const DEFAULT_NAME: &str = "default";

/// The files of a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// Templates by name: `incident.html`.
    pub templates: BTreeMap<String, Cow<'static, str>>,
    /// The paths of the project's own files by path inside the theme, as the author would type them.
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
    /// override. Also returns the problems of its files, which are not in it. Those of the theme itself are located in the
    /// configuration.
    ///
    /// # Errors
    /// An embedded template is not UTF-8.
    pub fn load(root: &Path, name: &str) -> Result<(Self, Vec<Diagnostic>)> {
        let (mut theme, mut problems) = (Self::embedded()?, Vec::new());
        let folder = Self::folder(root, name);
        let shown = folder.strip_prefix(".").unwrap_or(&folder).display();
        let in_configuration = Location::value(config::FILE, at!["theme"]);
        if folder.is_dir() {
            match files::resolve_inside(root, &folder) {
                Ok(_) => theme.lay_over(root, &folder, &mut problems),
                Err(_) => {
                    let message = format!("the theme {shown} leads out of the project, by a link");
                    let problem = Diagnostic::error("outside-project", message).at(in_configuration);
                    problems.push(problem.hint("put a copy of the theme in its place"));
                }
            }
        } else if name != DEFAULT_NAME || folder.is_symlink() {
            let message = format!("there is no theme \"{name}\": {shown} is not a folder");
            let problem = Diagnostic::error("unreadable", message).at(in_configuration);
            problems.push(problem.hint("make the folder, or set `theme` to \"default\""));
        }
        theme.join_search();
        Ok((theme, problems))
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
            let added = theme.add(&path, Cow::Borrowed(bytes), None);
            added.map_err(|_| Error::new(format!("the embedded file {path} is not UTF-8")))?;
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

    /// Adds the files of a folder. Links are followed inside the project.
    fn lay_over(&mut self, root: &Path, folder: &Path, problems: &mut Vec<Diagnostic>) {
        let mut own = Vec::new();
        let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) if entry.depth() > 0 && is_hidden(entry.path()) && !entry.file_type().is_dir() => continue,
                Ok(entry) if entry.path_is_symlink() && files::resolve_inside(root, entry.path()).is_err() => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                    entry.into_path()
                }
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => entry.into_path(),
                Err(error) => match error.path() {
                    Some(path) if !is_hidden(path) => path.to_owned(),
                    _ => continue,
                },
            };
            let place = entry.strip_prefix(".").unwrap_or(&entry).display().to_string();
            let inside = slashed(entry.strip_prefix(folder).unwrap_or(&entry));
            let bytes = files::read_inside(root, &entry).map_err(|error| Box::new(Diagnostic::unreadable(&place, &error)));
            match bytes.and_then(|bytes| self.add(&inside, Cow::Owned(bytes), Some(&place))) {
                Ok(()) => own.push(OwnFile { inside: inside.clone(), place: place.clone() }),
                Err(problem) => problems.push(*problem),
            }
            self.places.insert(inside, place);
        }
        self.unused = self.find_unused(&own);
    }

    /// Puts the search engine before the script that shows its results: a browser loads both with one request.
    fn join_search(&mut self) {
        if let Some(engine) = self.statics.remove("search-engine.js")
            && let Some(script) = self.statics.get_mut("search.js")
        {
            *script = Cow::Owned([&*engine, &**script].concat());
        }
    }

    /// Every text that can refer to a message: templates and scripts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let scripts = self.statics.iter().filter(|(name, _)| is_script(name));
        let scripts = scripts.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
        self.templates.values().map(|text| &**text).chain(scripts)
    }

    /// The project's own files, as the author would type their paths, with their texts. A file that is no text has an empty one.
    pub fn own_texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.places.iter().map(|(inside, place)| {
            let text = match inside.split_once('/') {
                Some(("templates", name)) => self.templates.get(name).map(|text| &**text),
                Some(("static", name)) => self.statics.get(name).and_then(|bytes| str::from_utf8(bytes).ok()),
                _ => self.catalogs.iter().find(|catalog| catalog.file == *place).map(|catalog| &*catalog.text),
            };
            (place.as_str(), text.unwrap_or_default())
        })
    }

    /// Whether the project overrides templates.
    pub fn has_own_templates(&self) -> bool {
        self.places.keys().any(|inside| inside.starts_with("templates/"))
    }

    /// Adds a file by its path inside the theme. `place` is the path of a project's own file. Files outside of the known folders
    /// are ignored. A default template that is overridden is kept under `default/`, so that the new one can extend it.
    fn add(&mut self, path: &str, bytes: Cow<'static, [u8]>, place: Option<&str>) -> Result<(), Box<Diagnostic>> {
        let file = place.unwrap_or(path);
        if let Some(name) = path.strip_prefix("templates/") {
            if let Some(original) = self.templates.insert(name.to_owned(), text(file, bytes)?) {
                self.templates.insert(format!("{DEFAULT_NAME}/{name}"), original);
            }
        } else if let Some(name) = path.strip_prefix("static/") {
            self.add_static(name.to_owned(), bytes);
        } else if let Some(language) = path.strip_prefix("locales/").and_then(|name| name.strip_suffix(".ftl")) {
            self.catalogs.push(Catalog {
                language: language.to_owned(),
                file: file.to_owned(),
                text: text(file, bytes)?,
                is_own: place.is_some(),
            });
        }
        Ok(())
    }

    /// Adds a static file. What git may check out with other line endings on Windows gets line feeds only.
    fn add_static(&mut self, name: String, bytes: Cow<'static, [u8]>) {
        let bytes = match str::from_utf8(&bytes) {
            Ok(text) if is_source(&name) && text.contains("\r\n") => text.replace("\r\n", "\n").into_bytes().into(),
            _ => bytes,
        };
        self.statics.insert(name, bytes);
    }
}

/// Whether a static file is a script, judging by its name.
pub fn is_script(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "js")
}

/// Whether a static file is a style sheet, a script or an SVG image, judging by its name.
fn is_source(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| ["css", "js", "svg"].iter().any(|known| extension == *known))
}

/// Whether a file is hidden: its name begins with a dot.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// A path with `/` separators on every platform, in the Unicode form in which templates and addresses name it.
fn slashed(path: &Path) -> String {
    let path = path.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/");
    normalized(&path).into_owned()
}

/// The text of a file, with line feeds only.
fn text(file: &str, bytes: Cow<'static, [u8]>) -> Result<Cow<'static, str>, Box<Diagnostic>> {
    let not_utf8 = |bytes: &[u8]| Box::new(Diagnostic::not_utf8(file, bytes));
    let text = match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(std::str::from_utf8(bytes).map_err(|_| not_utf8(bytes))?),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).map_err(|error| not_utf8(error.as_bytes()))?),
    };
    Ok(if text.contains("\r\n") { text.replace("\r\n", "\n").into() } else { text })
}
