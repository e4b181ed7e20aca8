//! `pir-site theme export`: writes files of the default theme as the start of a custom one. Existing files are never overwritten.

use std::path::{Path, PathBuf};

use super::args::Global;
use super::new_file::create;
use super::terminal::Terminal;
use super::{DONE, project};
use crate::diagnostic::did_you_mean;
use crate::error::{Error, Result};
use crate::prose;
use crate::theme::Theme;

/// Writes one file of the default theme, or all of them.
pub(super) fn export(global: &Global, name: Option<&str>, terminal: &Terminal) -> Result<u8> {
    let files: Vec<(String, &[u8])> = Theme::default_files().into_iter().collect();
    let named =
        |file: &str| name.is_some_and(|name| file == name || file.split_once('/').is_some_and(|(_, name_in)| name_in == name));
    let one: Vec<_> = files.iter().filter(|(file, _)| named(file)).cloned().collect();
    let (folder, files) = match name {
        Some(name) if one.is_empty() => (folder(name, &files)?, files),
        Some(_) => (project_theme(global, terminal)?, one),
        None => (project_theme(global, terminal)?, files),
    };
    if let Some((file, _)) = files.iter().find(|(file, _)| folder.join(file).symlink_metadata().is_ok()) {
        return Err(Error::new(format!("{} is there already", folder.join(file).display()))
            .hint("nothing was written: existing files are not overwritten"));
    }
    files.iter().try_for_each(|(file, bytes)| create(&folder.join(file), bytes))?;
    terminal.note(&match &files[..] {
        [(file, _)] => format!("Wrote {}", folder.join(file).display()),
        files => format!("Wrote {} to {}", prose::count(files.len(), "file", "files"), folder.display()),
    });
    Ok(DONE)
}

/// The folder of the project's theme.
fn project_theme(global: &Global, terminal: &Terminal) -> Result<PathBuf> {
    let (root, config) = project::config(global, terminal)?;
    let folder = Theme::folder(&root, &config.theme);
    if !crate::files::is_inside(&root, &folder) {
        return Err(Error::new(format!("the theme {} leads out of the project, by a link", folder.display())));
    }
    Ok(folder)
}

/// The files in a folder given by the user. A name that looks like a file is not a folder.
fn folder(name: &str, files: &[(String, &[u8])]) -> Result<PathBuf> {
    let is_file = [".html", ".css", ".js", ".svg", ".png", ".ftl"].iter().any(|extension| name.ends_with(extension));
    if !is_file {
        return Ok(Path::new(name).to_owned());
    }
    let names = files.iter().map(|(file, _)| file.split_once('/').map_or(&**file, |(_, name)| name));
    let error = Error::new(format!("the default theme has no file {name}"));
    Err(match did_you_mean(name, names) {
        Some(near) => error.hint(format!("did you mean {near}?")),
        None => error.hint("`pir-site theme export DIR` writes all of them"),
    })
}
