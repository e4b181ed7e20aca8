//! Files become incidents: found, read and parsed in parallel, with every problem of every file.
//!
//! The happy path deserialises plain types and knows no positions. Only a file with a problem is read again, with spans. This
//! room knows no rule of the domain beyond what a file needs to be understood, and nothing of the site.

mod chronology;
mod discover;
mod names;
mod read;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;
use rayon::prelude::*;

pub use discover::SourceFile;

use discover::shown;

use crate::archive::{Archive, Record};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Positions, Problem, Schema, ValuePath};
use crate::incident::Incident;

/// An incident as its file describes it, its names and times resolved.
#[derive(Debug)]
pub struct Entry {
    /// Where it comes from.
    pub file: SourceFile,
    /// What it says. Where the file has problems of structure, what is left without them.
    pub incident: Incident,
    /// The zone in which its days begin: the file's own, or the site's.
    pub zone: TimeZone,
    /// The timeline entries of a time alone that was taken for the next day's, since it lies before the one above it.
    pub rolled_over: Vec<usize>,
    /// The problems that were found in understanding it.
    problems: Vec<Problem>,
    /// The paths of what was reported as a problem of structure: what follows from their absence is no news.
    pub reported: Vec<ValuePath>,
}

/// Everything that the content folders hold.
#[derive(Debug, Default)]
pub struct Content {
    /// The project's folder.
    pub root: PathBuf,
    /// Incidents, in the order of their files' paths.
    pub entries: Vec<Entry>,
    /// Every other file: what incident files can attach.
    pub attachments: BTreeSet<PathBuf>,
    /// Ids of incidents whose files could not be understood at all: references to them are not in vain.
    pub unread: BTreeSet<String>,
    /// What is wrong with the files, as far as understanding them goes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads the content folders of the project at `root`.
pub fn load(root: &Path, config: &Config) -> Content {
    let found = discover::discover(root, &config.content, &config.output);
    let schema = Schema::new(crate::incident::schema());
    let results: Vec<_> = found.files.into_par_iter().map(|file| read::read(file, config, &schema)).collect();

    let mut content =
        Content { root: root.to_owned(), attachments: found.attachments, diagnostics: found.diagnostics, ..Content::default() };
    for result in results {
        content.diagnostics.extend(result.diagnostics);
        content.unread.extend(result.unread);
        content.entries.extend(result.entry);
    }
    content.locate_own_problems(&schema);
    content
}

impl Content {
    /// The problems that loading found in each entry, as diagnostics.
    fn locate_own_problems(&mut self, schema: &Schema) {
        let problems: Vec<(usize, Vec<Problem>)> = self
            .entries
            .iter_mut()
            .enumerate()
            .filter(|(_, entry)| !entry.problems.is_empty())
            .map(|(index, entry)| (index, std::mem::take(&mut entry.problems)))
            .collect();
        let located = |(index, problems): (usize, Vec<Problem>)| {
            let text = self.text_of(index);
            let positions = self.positions(index, &text, schema);
            problems.into_iter().map(|problem| problem.locate(&positions)).collect::<Vec<_>>()
        };
        let located: Vec<Vec<Diagnostic>> = problems.into_par_iter().map(located).collect();
        self.diagnostics.extend(located.into_iter().flatten());
    }

    /// The archive of what was loaded. It takes no notice of problems: who calls it has looked at them.
    pub fn into_archive(self) -> Archive {
        let record = |Entry { mut incident, file, .. }: Entry| {
            names::drop_repeats(&mut incident);
            let folder = file.path.parent().map(Path::to_owned).unwrap_or_default();
            Record { incident: Arc::new(incident), folder, source: file.source }
        };
        Archive { records: self.entries.into_iter().map(record).collect(), attachments: self.attachments }
    }

    /// The text of an entry's file, read again: spans are needed only where something is wrong.
    pub fn text_of(&self, index: usize) -> String {
        std::fs::read_to_string(&self.entries[index].file.path).unwrap_or_default()
    }

    /// Where everything is in the text of an entry's file. Only where problems of structure were reported did deserialisation
    /// see less than the file says.
    pub fn positions<'t>(&'t self, index: usize, text: &'t str, schema: &Schema) -> Positions<'t> {
        let Entry { file, reported, .. } = &self.entries[index];
        if reported.is_empty() {
            Positions::of_sound(&file.shown, text)
        } else {
            Positions::of_repaired(&file.shown, text, schema)
        }
    }

    /// The path of a file, as messages show it.
    pub fn shown(&self, path: &Path) -> String {
        shown(path, &self.root)
    }

    /// The attachment that an incident file means by `reference`, a path relative to its own folder that never climbs.
    pub fn attachment(&self, file: &SourceFile, reference: &str) -> Option<&Path> {
        crate::route::beside(&self.attachments, file.path.parent()?, reference)
    }
}
