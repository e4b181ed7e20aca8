//! Follows changes of a project's files: applies them to the session, and describes them in one line.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::terminal::Terminal;
use crate::diagnostic::Tally;
use crate::error::Result;
use crate::project::{Problems, Session, Update};
use crate::prose;
use crate::serve::{Changes, Watcher};

/// How long to wait for further changes when a problem appears, since a file may be only half written.
const HALF_WRITTEN: Duration = Duration::from_millis(200);

/// Follows changes of a project's files.
pub(super) struct Follower {
    pub session: Session,
    watcher: Watcher,
    /// Changes that may have been missed before a folder was watched.
    pending: Changes,
    terminal: Terminal,
}

impl Follower {
    /// Starts to watch the files. If the operating system cannot report changes, it prints a note and polls the files.
    ///
    /// # Errors
    /// The files cannot be watched by polling either.
    pub(super) fn new(session: Session, poll: bool, terminal: &Terminal) -> Result<Self> {
        let watch = |poll: bool| {
            let mut watcher = Watcher::new(poll)?;
            watcher.watch(session.watched_folders(), &BTreeSet::new())?;
            Ok(watcher)
        };
        let watcher = match watch(poll) {
            Err(error) if !poll => {
                terminal.note(&format!("{error}\nThe files are compared at intervals instead, as with --poll"));
                watch(true)?
            }
            started => started?,
        };
        let pending = Changes::anything();
        Ok(Self { session, watcher, pending, terminal: terminal.clone() })
    }

    /// Waits for the next relevant change and applies it. Also returns when the change arrived.
    pub(super) fn next(&mut self) -> (Update, Instant) {
        loop {
            let mut changes = std::mem::take(&mut self.pending);
            if changes.is_empty() {
                changes = self.watcher.wait();
            }
            let began = Instant::now();
            let had_no_problems = self.session.problems().is_empty();
            let Some(mut update) = self.session.apply(&changes) else {
                self.watch(&changes);
                continue;
            };
            while had_no_problems && !self.session.problems().is_empty() {
                let Some(later) = self.watcher.wait_for(HALF_WRITTEN) else { break };
                update = self.session.apply(&later).unwrap_or(update);
                changes.extend(later);
            }
            self.watch(&changes);
            for path in &changes.paths {
                self.terminal.detail(|| format!("changed: {}", path.display()));
            }
            return (update, began);
        }
    }

    /// Watches the current folders of the project.
    fn watch(&mut self, changes: &Changes) {
        match self.watcher.watch(self.session.watched_folders(), &changes.paths) {
            Ok(has_added) => self.pending.missed |= has_added,
            Err(error) => self.terminal.error(&error),
        }
    }
}

/// Prints the problems and a closing line.
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

/// Describes what changed.
pub(super) fn describe(update: &Update) -> String {
    let Update { config, theme, pages, history, content } = update;
    let files = prose::count(content.files, "incident file", "incident files");
    let parts = [
        (*config, "the configuration"),
        (*theme, "the theme"),
        (*history, "the history"),
        (*pages, "the pages"),
        (content.files > 0, &files),
        (content.attachments, "attachments"),
    ];
    let changed: Vec<&str> = parts.into_iter().filter(|(is_changed, _)| *is_changed).map(|(_, what)| what).collect();
    if changed.is_empty() { "the content folders".to_owned() } else { prose::list(&changed) }
}
