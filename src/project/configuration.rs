//! Parses the configuration file and reports all of its problems.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::{Problems, ProjectPath};
use crate::check::{self, Levels};
use crate::config::{Config, ConfigFile, FILE};
use crate::content::display_path;
use crate::diagnostic::{self, Diagnostic, Examined, Schema};
use crate::files;
use crate::theme::Theme;

impl ProjectPath {
    /// Loads only the configuration, for commands that need no content.
    ///
    /// # Errors
    /// The file cannot be read or is invalid.
    pub fn config(&self) -> Result<Config, Problems> {
        let bytes = self.read().map_err(|error| Problems::from(self.unreadable(error)))?;
        Ok(parse(&bytes, self)?.0)
    }
}

/// Parses the configuration and its rule levels.
pub(super) fn parse(bytes: &[u8], path: &ProjectPath) -> Result<(Config, Levels), Problems> {
    let shown = display_path(&path.file);
    let text = str::from_utf8(bytes).map_err(|_| Problems::from(vec![Diagnostic::not_utf8(&shown, bytes)]))?;
    let (config, levels, diagnostics) = parse_text(text, &shown);
    if diagnostics.is_empty() { Ok((with_stored_names(config, &path.root), levels)) } else { Err(diagnostics.into()) }
}

/// The configuration with its files and folders named as they are stored on disk.
fn with_stored_names(mut config: Config, root: &Path) -> Config {
    let stored =
        |path: &Path| files::as_stored(&root.join(path)).strip_prefix(root).map_or_else(|_| path.to_owned(), Path::to_owned);
    let brand = &mut config.brand;
    let brand = [&mut brand.logo, &mut brand.logo_dark, &mut brand.icon, &mut brand.css].into_iter().flatten();
    config
        .content
        .iter_mut()
        .chain(brand)
        .filter(|path| !path.to_str().is_some_and(str::is_ascii))
        .for_each(|path| *path = stored(path));
    let themes = Theme::parent(Path::new(""));
    if let Some(theme) = stored(&themes.join(&config.theme)).strip_prefix(themes).ok().and_then(Path::to_str) {
        theme.clone_into(&mut config.theme);
    }
    config
}

fn parse_text(text: &str, shown: &str) -> (Config, Levels, Vec<Diagnostic>) {
    let schema = schema();
    // The types accept more than the schema: it has the ranges of numbers.
    let Examined { mut diagnostics, table, .. } = diagnostic::examine(text, shown, &schema);
    let table = table.map(|table| toml::de::Deserializer::from(Spanned::new(0..text.len(), table)));
    let file = table.map(ConfigFile::deserialize).transpose().unwrap_or_else(|error| {
        if diagnostics.is_empty() {
            diagnostics.push(Diagnostic::from_toml(shown, text, &error));
        }
        None
    });
    let (config, mut problems) = Config::resolve(file.unwrap_or_default());
    let (levels, unknown) = Levels::configured(&config.check, &config.severities);
    problems.extend(unknown);
    problems.extend(check::unknown_languages(&config.check));
    locate(&mut problems, text, shown, &schema);
    diagnostics.extend(problems);
    (config, levels, diagnostics)
}

/// Adds positions in the file to problems of configuration values.
pub(super) fn located(mut problems: Vec<Diagnostic>, bytes: &[u8], path: &ProjectPath) -> Problems {
    locate(&mut problems, &String::from_utf8_lossy(bytes), &display_path(&path.file), &schema());
    problems.into()
}

/// Adds positions in the file to problems of configured folders.
pub(super) fn locate_folders(problems: &mut [Diagnostic], bytes: &[u8], path: &ProjectPath) {
    let is_pending = |problem: &Diagnostic| problem.location.as_ref().is_some_and(|at| at.file == FILE && at.value.is_some());
    if problems.iter().any(is_pending) {
        locate(problems, &String::from_utf8_lossy(bytes), &display_path(&path.file), &schema());
    }
}

/// Adds positions to problems of the configuration, and replaces the file name with `shown`.
fn locate(problems: &mut [Diagnostic], text: &str, shown: &str, schema: &Schema) {
    let locations = problems.iter_mut().filter_map(|problem| problem.location.as_mut());
    locations.filter(|location| location.file == FILE).for_each(|location| shown.clone_into(&mut location.file));
    diagnostic::locate(problems, schema, |file| (file == shown).then(|| text.to_owned()));
}

fn schema() -> Schema {
    Schema::new(crate::config::schema())
}
