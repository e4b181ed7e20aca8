//! Following the files of a project: what changes is brought into the studio, and said in a line.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::studio::{Problems, Studio, Update};
use super::terminal::Terminal;
use crate::diagnostic::Tally;
use crate::error::Result;
use crate::prose;
use crate::serve::{Changes, Watcher};

/// How long a problem that has just appeared may be a file that is only half written.
const HALF_WRITTEN: Duration = Duration::from_millis(120);

/// Follows the files of a project.
pub(super) struct Follower {
    pub studio: Studio,
    watcher: Watcher,
    /// What may have happened in a folder before it was watched.
    pending: Changes,
    terminal: Terminal,
}

impl Follower {
    /// Begins to follow. Where the system cannot tell of changes, that is said, and the files are looked at again and again.
    ///
    /// # Errors
    /// The files cannot be followed in any way.
    pub(super) fn new(studio: Studio, poll: bool, terminal: &Terminal) -> Result<Self> {
        let followed = |poll: bool| {
            let mut watcher = Watcher::new(poll)?;
            watcher.watch(studio.folders(), &BTreeSet::new())?;
            Ok(watcher)
        };
        let watcher = match followed(poll) {
            Err(error) if !poll => {
                terminal.note(&format!("{error}\nThe files are looked at again and again instead, as with --poll"));
                followed(true)?
            }
            begun => begun?,
        };
        let pending = Changes::of_anything();
        Ok(Self { studio, watcher, pending, terminal: terminal.clone() })
    }

    /// Waits for the next change that counts, and brings the studio up to date with it. Returns when that began.
    pub(super) fn next(&mut self) -> (Update, Instant) {
        loop {
            let mut changes = std::mem::take(&mut self.pending);
            if changes.is_empty() {
                changes = self.watcher.wait();
            }
            let began = Instant::now();
            let was_sound = self.studio.problems().is_empty();
            let Some(mut update) = self.studio.refresh(&changes) else {
                self.look(&changes);
                continue;
            };
            while was_sound && !self.studio.problems().is_empty() {
                let Some(later) = self.watcher.wait_for(HALF_WRITTEN) else { break };
                let Some(mended) = self.studio.refresh(&later) else { break };
                update = mended;
                changes.extend(later);
            }
            self.look(&changes);
            for path in &changes.paths {
                self.terminal.detail(|| format!("changed: {}", path.display()));
            }
            return (update, began);
        }
    }

    /// Watches the folders that there are now.
    fn look(&mut self, changes: &Changes) {
        match self.watcher.watch(self.studio.folders(), &changes.paths) {
            Ok(has_added) => self.pending.missed |= has_added,
            Err(error) => self.terminal.error(&error),
        }
    }
}

/// Prints what is wrong, with a closing line.
pub(super) fn report(problems: &Problems, closing: &str, terminal: &Terminal) {
    terminal.diagnostics(&problems.diagnostics);
    for error in &problems.errors {
        terminal.failure(error);
    }
    if problems.diagnostics.is_empty() {
        terminal.note(closing);
    } else {
        terminal.failure(&format!("{}; {closing}", Tally::of(&problems.diagnostics)));
    }
}

/// What changed, in words.
pub(super) fn words(update: &Update) -> String {
    let mut what = Vec::new();
    if update.config {
        what.push("the configuration".to_owned());
    }
    if update.theme {
        what.push("the theme".to_owned());
    }
    if update.content.files > 0 {
        what.push(prose::count(update.content.files, "incident file", "incident files"));
    }
    if update.content.attachments || what.is_empty() {
        what.push("attachments".to_owned());
    }
    prose::list(&what)
}
