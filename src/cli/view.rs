//! Loads the view of the archive, for commands that print it.

use super::args::{Global, ViewArgs};
use super::clock::{self, Stages};
use super::project;
use super::terminal::Terminal;
use crate::archive::View;
use crate::error::Result;
use crate::project::{Project, ProjectOptions};

/// Opens and checks the project like a build. If there are problems, they are printed and there is no view. Secrets are a problem
/// unless they are allowed: output to a terminal may contain them, but exports may not.
///
/// # Errors
/// The project cannot be opened, or the day or the audience is invalid.
pub(super) fn load(
    global: &Global,
    args: &ViewArgs,
    allow_secrets: bool,
    terminal: &Terminal,
) -> Result<(Project, Option<View>)> {
    let stages = Stages::begin(terminal);
    let mut project = project::open(global, ProjectOptions { allow_secrets, ..project::options(args)? }, &stages, terminal)?;
    let today = clock::as_of(args.day.as_of, &project.config().zone)?;
    let diagnostics = stages.run("check", || project.problems(today)).diagnostics;
    if !diagnostics.is_empty() {
        terminal.diagnostics(&diagnostics);
        return Ok((project, None));
    }
    name_drafts(&project, terminal);
    let view = stages.run("derive", || project.release_view(today))?;
    Ok((project, Some(view)))
}

/// Lists the excluded drafts, for `--verbose`.
pub(super) fn name_drafts(project: &Project, terminal: &Terminal) {
    for file in project.drafts() {
        terminal.detail(|| format!("left out, a draft: {}", file.source.display));
    }
}
