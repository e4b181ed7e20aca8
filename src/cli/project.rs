//! The project: its folder, and its configuration.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::args::Global;
use super::terminal::Terminal;
use crate::check::{self, Levels};
use crate::config::{Config, ConfigFile};
use crate::diagnostic::{self, Diagnostic, Positions, Schema};
use crate::error::{Error, Result};
use crate::files;

pub(super) const FILE: &str = "pir-site.toml";

/// A project whose configuration is sound.
pub(super) struct Project {
    /// Its folder.
    pub root: PathBuf,
    /// Its configuration.
    pub config: Config,
    /// The level of each rule, by its configuration.
    pub levels: Levels,
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
    /// The author's to mend.
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
            Ok((config, levels)) => Ok(Self { root: place.root, config, levels }),
            Err(Trouble::Unreadable(error)) => Err(error),
            Err(Trouble::Wrong(diagnostics)) => {
                terminal.diagnostics(&diagnostics);
                Err(Error::new(format!("the configuration {} is wrong", place.file.display())))
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
            (Some(root), _) => root.clone(),
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
        let text =
            self.read_bytes().and_then(|bytes| String::from_utf8(bytes).map_err(std::io::Error::other)).map_err(|error| {
                let error = Error::io("read", &self.file, error);
                Trouble::Unreadable(error.hint("every archive has a pir-site.toml at its root; an empty file will do"))
            })?;
        let shown = self.file.display().to_string();
        let (config, levels, mut diagnostics) = read(&text, shown.strip_prefix("./").unwrap_or(&shown));
        if diagnostics.is_empty() {
            return Ok((config, levels));
        }
        diagnostic::sort(&mut diagnostics);
        Err(Trouble::Wrong(diagnostics))
    }
}

/// The nearest folder upwards that has a configuration.
fn find_upwards() -> Result<PathBuf> {
    let here = std::env::current_dir().map_err(|error| Error::new("failed to find the current folder").because(error))?;
    match here.ancestors().find(|folder| folder.join(FILE).is_file()) {
        Some(folder) if folder == here => Ok(PathBuf::from(".")),
        Some(folder) => Ok(folder.to_owned()),
        None => Err(Error::new(format!("there is no {FILE} here, nor in any folder above"))
            .hint("go to the archive's folder, name it with --root, or make one with `pir-site init`")),
    }
}

/// The configuration, and everything that is wrong with it.
fn read(text: &str, shown: &str) -> (Config, Levels, Vec<Diagnostic>) {
    let mut positions = Positions::of_sound(shown, text);
    let mut diagnostics = Vec::new();
    let file = match toml::from_str::<ConfigFile>(text) {
        Ok(file) => file,
        Err(error) => {
            let schema = Schema::new(crate::config::schema());
            positions = Positions::of_repaired(shown, text, &schema);
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
    diagnostics.extend(problems.into_iter().map(|problem| problem.locate(&positions)));
    (config, levels, diagnostics)
}
