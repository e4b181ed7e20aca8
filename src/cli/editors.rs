//! Editor support: the schema reference in incident files, and the user's editor.

use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::config::Config;
use crate::error::{Error, Result};

/// The path of the incident schema in an archive created by `init`.
pub(super) const SCHEMA: &str = "schema/incident.json";

/// The schema reference for the first line of `file`: the archive's own copy, or otherwise the published schema.
///
/// `file` is the path relative to the project's folder, if the file is inside of it.
pub(super) fn schema_address(root: &Path, config: &Config, file: Option<&Path>) -> Option<String> {
    if let Some(file) = file.filter(|_| root.join(SCHEMA).is_file()) {
        let climbs = file.components().count().saturating_sub(1);
        return Some(format!("{}{SCHEMA}", if climbs == 0 { "./".to_owned() } else { "../".repeat(climbs) }));
    }
    config.base_url.as_ref().map(|base| format!("{base}{SCHEMA}"))
}

/// The path of a file relative to the project's folder, if the file is inside of it.
pub(super) fn below(root: &Path, file: &Path) -> Option<PathBuf> {
    let (root, file) = (std::path::absolute(root).ok()?, std::path::absolute(file).ok()?);
    let below = file.strip_prefix(root).ok()?;
    below.components().all(|name| matches!(name, Component::Normal(_))).then(|| below.to_owned())
}

/// The command of the user's editor: that in `VISUAL`, or otherwise in `EDITOR`.
///
/// # Errors
/// Neither variable is set.
pub(super) fn editor() -> Result<String> {
    let mut named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let error = || Error::new("no editor is known: neither VISUAL nor EDITOR is set").hint("set one, or omit --open");
    named.find(|name| !name.trim().is_empty()).ok_or_else(error)
}

/// Opens a file and waits until the editor exits. The command may have arguments: `code --wait`.
///
/// # Errors
/// The editor cannot be started, or exits with an error.
pub(super) fn open(editor: &str, file: &Path) -> Result<()> {
    let mut words = editor.split_whitespace();
    let status = Command::new(words.next().unwrap_or_default()).args(words).arg(file).status();
    let failed = || Error::new(format!("failed to open {} with {editor}", file.display()));
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed().because(format!("{status}"))),
        Err(error) => Err(failed().because(error)),
    }
}
