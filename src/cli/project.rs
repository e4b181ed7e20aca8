//! Finds and opens the project given by the arguments, or the closest one in the parent directories.

use std::path::{Path, PathBuf};

use super::args::{Global, ReadershipArgs};
use super::clock::Stages;
use super::terminal::Terminal;
use crate::archive::{Audience, Readership};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::project::{FILE, Problems, Project, ProjectOptions, ProjectPath};

/// Finds the project.
///
/// # Errors
/// There is no project in the current directory or its parents, or at the given path.
pub(super) fn find(global: &Global) -> Result<ProjectPath> {
    let named = global.config.as_ref().and_then(Option::as_deref);
    let root = match (&global.root, named) {
        (Some(root), _) => relative(root),
        (None, Some(config)) => config.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")).to_owned(),
        (None, None) => find_upwards()?,
    };
    ProjectPath::new(root, named)
}

/// Opens the project, and prints problems of its configuration.
///
/// # Errors
/// There is no project, or its configuration cannot be read or is invalid.
pub(super) fn open(global: &Global, options: ProjectOptions, stages: &Stages, terminal: &Terminal) -> Result<Project> {
    let path = find(global)?;
    stages.run("load", || Project::open(path.clone(), options)).map_err(|problems| not_opened(&problems, &path, terminal))
}

/// Loads only the configuration of the project, and returns the project's folder.
///
/// # Errors
/// Same as [`open()`].
pub(super) fn config(global: &Global, terminal: &Terminal) -> Result<(PathBuf, Config)> {
    let path = find(global)?;
    let config = path.config().map_err(|problems| not_opened(&problems, &path, terminal))?;
    Ok((path.root, config))
}

/// Prints why a project could not be opened, and returns the error for the command.
fn not_opened(problems: &Problems, path: &ProjectPath, terminal: &Terminal) -> Error {
    terminal.diagnostics(&problems.diagnostics);
    open_error(problems, path)
}

/// The error for a project that could not be opened, after its diagnostics were printed.
pub(super) fn open_error(problems: &Problems, path: &ProjectPath) -> Error {
    match problems.errors.first() {
        Some(error) => Error::new(error),
        None => Error::new(format!("the configuration {} is wrong", path.file.display())),
    }
}

/// The project options for the readership given by the arguments.
///
/// # Errors
/// There is no such audience.
pub(super) fn options(args: &ReadershipArgs) -> Result<ProjectOptions> {
    Ok(ProjectOptions { readership: readership(args)?, ..ProjectOptions::default() })
}

/// The readership given by the arguments.
///
/// # Errors
/// There is no such audience.
pub(super) fn readership(args: &ReadershipArgs) -> Result<Readership> {
    let audience = Audience::named(&args.audience);
    let audience = audience.ok_or_else(|| Error::new(format!("there is no audience \"{}\"", args.audience)))?;
    Ok(Readership { audience, drafts: args.drafts })
}

/// The closest folder with a configuration, from the current directory upwards, as a relative path.
fn find_upwards() -> Result<PathBuf> {
    let here = current_dir()?;
    let mut folders = here.ancestors().zip(std::iter::successors(Some(PathBuf::new()), |above| Some(above.join(".."))));
    let is_project = |folder: &Path| folder.join(FILE).symlink_metadata().is_ok_and(|file| !file.is_dir());
    match folders.find(|(folder, _)| is_project(folder)) {
        Some((_, above)) if above.as_os_str().is_empty() => Ok(PathBuf::from(".")),
        Some((_, above)) => Ok(above),
        None => Err(Error::new(format!("there is no {FILE} here, nor in any folder above"))
            .hint("go to the archive's folder, name it with --root, or make one with `pir-site init`")),
    }
}

/// The content folder for new incidents, relative to the project: the one that contains the current directory, or otherwise the
/// first.
pub(super) fn content_folder(root: &Path, config: &Config) -> PathBuf {
    let here = current_dir().ok().and_then(|here| here.canonicalize().ok());
    let holds_here = |folder: &&PathBuf| match (&here, root.join(folder).canonicalize()) {
        (Some(here), Ok(folder)) => here.starts_with(folder),
        _ => false,
    };
    config.content.iter().find(holds_here).or(config.content.first()).cloned().unwrap_or_default()
}

/// A folder given by the user, relative to the current directory if it is below that, so that messages show short paths.
fn relative(root: &Path) -> PathBuf {
    let below = current_dir().ok().and_then(|here| root.strip_prefix(here).ok().map(Path::to_owned));
    below.map_or_else(|| root.to_owned(), |below| Path::new(".").join(below))
}

fn current_dir() -> Result<PathBuf> {
    std::env::current_dir().map_err(|error| Error::new("failed to find the current folder").because(error))
}
