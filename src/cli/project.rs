//! The project: its folder, and its configuration.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::args::Global;
use super::terminal::Terminal;
use crate::check::{self, Levels};
use crate::config::{Config, ConfigFile};
use crate::content::display_path;
use crate::diagnostic::{self, Diagnostic, Schema};
use crate::error::{Error, Result};
use crate::files;

pub(super) const FILE: &str = "pir-site.toml";

/// A project whose configuration is sound.
pub(super) struct Project {
    /// Its folder.
    pub root: PathBuf,
    /// Its configuration.
    pub config: Config,
}

/// Where a project is.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Its folder.
    pub root: PathBuf,
    /// The file of its configuration.
    pub file: PathBuf,
    /// Whether the arguments name that file: then it may be outside the project's folder.
    pub is_named: bool,
}

/// Why a configuration cannot be had.
pub(super) enum Trouble {
    /// The author can fix it.
    Wrong(Vec<Diagnostic>),
    /// The world's.
    Unreadable(Error),
}

impl Project {
    /// Finds the project and reads its configuration. What is wrong with it is printed.
    ///
    /// # Errors
    /// There is no project here, or its configuration cannot be read or is wrong.
    pub(super) fn open(global: &Global, terminal: &Terminal) -> Result<Self> {
        let place = Place::find(global)?;
        match place.read() {
            Ok((config, _)) => Ok(Self { root: place.root, config }),
            Err(Trouble::Unreadable(error)) => Err(error),
            Err(Trouble::Wrong(diagnostics)) => {
                terminal.diagnostics(&diagnostics);
                Err(place.wrong())
            }
        }
    }
}

impl Place {
    /// Finds the project.
    ///
    /// # Errors
    /// There is none here, or none where the arguments say.
    pub(super) fn find(global: &Global) -> Result<Self> {
        let named = global.config.as_ref().and_then(Option::as_ref);
        let root = match (&global.root, named) {
            (Some(root), _) => relative(root),
            (None, Some(config)) => {
                config.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")).to_owned()
            }
            (None, None) => find_upwards()?,
        };
        if !root.is_dir() {
            return Err(Error::new(format!("the project's folder {} is not there", root.display())));
        }
        let file = named.cloned().unwrap_or_else(|| root.join(FILE));
        Ok(Self { root, file, is_named: named.is_some() })
    }

    /// The bytes of the configuration.
    ///
    /// # Errors
    /// It cannot be read, or leads out of the project by a link.
    pub(super) fn read_bytes(&self) -> std::io::Result<Vec<u8>> {
        if self.is_named { files::read(&self.file) } else { files::read_inside(&self.root, &self.file) }
    }

    /// Reads the configuration.
    pub(super) fn read(&self) -> std::result::Result<(Config, Levels), Trouble> {
        let shown = display_path(&self.file);
        let bytes = self.read_bytes().map_err(|error| {
            let error = Error::io("read", &self.file, error);
            Trouble::Unreadable(error.hint("every archive has a pir-site.toml at its root; an empty file will do"))
        })?;
        let text =
            String::from_utf8(bytes).map_err(|error| Trouble::Wrong(vec![Diagnostic::not_utf8(&shown, error.as_bytes())]))?;
        let (config, levels, mut diagnostics) = read(&text, &shown);
        if diagnostics.is_empty() {
            return Ok((config, levels));
        }
        diagnostic::sort(&mut diagnostics);
        Err(Trouble::Wrong(diagnostics))
    }

    /// The error of a configuration that is wrong, after its problems were reported.
    pub(super) fn wrong(&self) -> Error {
        Error::new(format!("the configuration {} is wrong", self.file.display()))
    }
}

/// The nearest folder upwards that has a configuration, relative to the current one.
fn find_upwards() -> Result<PathBuf> {
    let here = current_dir()?;
    let mut folders = here.ancestors().zip(std::iter::successors(Some(PathBuf::new()), |above| Some(above.join(".."))));
    match folders.find(|(folder, _)| folder.join(FILE).is_file()) {
        Some((_, above)) if above.as_os_str().is_empty() => Ok(PathBuf::from(".")),
        Some((_, above)) => Ok(above),
        None => Err(Error::new(format!("there is no {FILE} here, nor in any folder above"))
            .hint("go to the archive's folder, name it with --root, or make one with `pir-site init`")),
    }
}

/// A folder that the user named, relative to the current one if it is below that: messages show paths as short as they can be.
fn relative(root: &Path) -> PathBuf {
    let below = current_dir().ok().and_then(|here| root.strip_prefix(here).ok().map(Path::to_owned));
    below.map_or_else(|| root.to_owned(), |below| Path::new(".").join(below))
}

fn current_dir() -> Result<PathBuf> {
    std::env::current_dir().map_err(|error| Error::new("failed to find the current folder").because(error))
}

/// The configuration, and everything that is wrong with it.
fn read(text: &str, shown: &str) -> (Config, Levels, Vec<Diagnostic>) {
    let schema = Schema::new(crate::config::schema());
    let mut diagnostics = Vec::new();
    let file = match toml::from_str::<ConfigFile>(text) {
        Ok(file) => file,
        Err(error) => {
            let examined = diagnostic::examine(text, shown, &schema);
            diagnostics = examined.diagnostics;
            if diagnostics.is_empty() {
                diagnostics.push(Diagnostic::from_toml(shown, text, &error));
            }
            let rest = examined.table.map(|table| toml::de::Deserializer::from(Spanned::new(0..text.len(), table)));
            rest.and_then(|rest| ConfigFile::deserialize(rest).ok()).unwrap_or_default()
        }
    };
    let (config, mut problems) = Config::resolve(file);
    let (levels, unknown) = Levels::configured(&config.check, &config.severities);
    problems.extend(unknown);
    problems.extend(check::unknown_languages(&config.check));
    problems.iter_mut().filter_map(|problem| problem.location.as_mut()).for_each(|location| shown.clone_into(&mut location.file));
    diagnostic::locate(&mut problems, &schema, |_| Some(text.to_owned()));
    diagnostics.extend(problems);
    (config, levels, diagnostics)
}
