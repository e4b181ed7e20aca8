//! What a readership sees of the archive, for the commands that print it.

use std::path::Path;

use super::args::Shown;
use super::clock::{self, Stages};
use super::terminal::Terminal;
use crate::archive::{Audience, Readership, View};
use crate::check::Checker;
use crate::config::Config;
use crate::content::{self, Content};
use crate::diagnostic::{self, Level};
use crate::error::{Error, Result};

/// Loads and checks the archive as a build does. What is wrong with it is printed, and then there is no view.
///
/// # Errors
/// The day or the audience is none.
pub(super) fn load(root: &Path, config: &Config, shown: &Shown, terminal: &Terminal) -> Result<Option<View>> {
    let stages = Stages::begin(terminal);
    let (readership, as_of) = (readership(shown)?, clock::as_of(shown.day.as_of, &config.zone)?);
    let mut content = stages.run("load", || content::load(root, config));
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    diagnostics.extend(stages.run("check", || Checker::new(&content, config, as_of).for_build()));
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        diagnostic::sort(&mut diagnostics);
        terminal.diagnostics(&diagnostics);
        return Ok(None);
    }
    name_drafts(&content, readership, terminal);
    Ok(Some(stages.run("derive", || View::new(content.into_archive(), config, readership, as_of))))
}

/// Who reads, as the command line names it.
///
/// # Errors
/// There is no such audience.
pub(super) fn readership(shown: &Shown) -> Result<Readership> {
    let audience = Audience::named(&shown.audience);
    let audience = audience.ok_or_else(|| Error::new(format!("there is no audience {:?}", shown.audience)))?;
    Ok(Readership { audience, drafts: shown.drafts })
}

/// Names the drafts that are left out, for those who ask for more.
pub(super) fn name_drafts(content: &Content, readership: Readership, terminal: &Terminal) {
    for file in content.files.iter().filter(|file| readership.misses_draft(&file.incident)) {
        terminal.detail(|| format!("left out, a draft: {}", file.source.display));
    }
}
