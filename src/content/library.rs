//! The content folders as they were loaded, kept so that after a change only the files that changed are read again.
//!
//! It is told which paths may have changed, and judges by what is there now: who saved how, and in which order, does not matter.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::discover::{self, Found, shown};
use super::read::{self, Outcome};
use super::{Content, SourceFile};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Schema};
use crate::files;

/// The loaded files of a project's content folders.
pub struct Library {
    root: PathBuf,
    /// The content folders.
    folders: Vec<PathBuf>,
    schema: Schema,
    /// Each incident file by its path as messages show it.
    volumes: BTreeMap<String, Volume>,
    attachments: Arc<BTreeSet<PathBuf>>,
    links: Vec<PathBuf>,
    /// What could not be read, or must not be.
    diagnostics: Vec<Diagnostic>,
}

/// One file and what became of it.
struct Volume {
    file: SourceFile,
    stamp: Option<Stamp>,
    /// Tells whether its bytes are others than those that were read, if they could be.
    print: Option<u64>,
    outcome: Outcome,
}

/// What tells that a file may have changed without reading it.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    changed: Option<SystemTime>,
    length: u64,
}

/// What bringing a library up to date found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refreshed {
    /// How many incident files are new, gone or other than they were.
    pub files: usize,
    /// Whether an attachment came, went or may have changed.
    pub attachments: bool,
}

impl Library {
    /// Loads the content folders of the project at `root`.
    pub fn load(root: &Path, config: &Config) -> Self {
        let mut library = Self {
            root: root.to_owned(),
            folders: config.content.iter().map(|folder| root.join(folder)).collect(),
            schema: Schema::new(crate::incident::schema()),
            volumes: BTreeMap::new(),
            attachments: Arc::default(),
            links: Vec::new(),
            diagnostics: Vec::new(),
        };
        library.take_stock(config, &BTreeSet::new());
        library
    }

    /// Brings the library up to date with the paths that may have changed. Where one of them is not a file that was loaded before
    /// and is still there, everything is looked at, and what changed is read.
    pub fn refresh(&mut self, config: &Config, paths: &BTreeSet<PathBuf>) -> Refreshed {
        let named: BTreeSet<String> = paths.iter().filter(|path| !self.is_nothing(path)).map(|path| self.shown(path)).collect();
        let attachments = paths.iter().any(|path| self.attachments.contains(path));
        // A link may lead elsewhere by now, which only looking at everything finds out.
        let is_file = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_file());
        let is_known = |name: &String| self.volumes.get(name).is_some_and(|volume| is_file(&volume.file.path));
        if !named.iter().all(is_known) {
            let refreshed = self.take_stock(config, &named);
            return Refreshed { attachments: attachments || refreshed.attachments, ..refreshed };
        }
        let schema = &self.schema;
        let root = self.root.as_path();
        let known: Vec<Volume> = named.iter().filter_map(|name| self.volumes.remove(name)).collect();
        let volumes: Vec<(bool, Volume)> = known.into_par_iter().map(|volume| volume.read_again(root, config, schema)).collect();
        let files = volumes.iter().filter(|(is_other, _)| *is_other).count();
        self.volumes.extend(volumes.into_iter().map(|(_, volume)| (volume.file.shown.clone(), volume)));
        Refreshed { files, attachments }
    }

    /// What was loaded.
    pub fn content(&self) -> Content {
        let mut content = self.empty();
        for Volume { outcome, .. } in self.volumes.values() {
            content.diagnostics.extend_from_slice(&outcome.diagnostics);
            content.unread.extend(outcome.unread.iter().cloned());
            content.entries.extend(outcome.entry.clone());
        }
        content
    }

    /// The links that lead to some of the files: what they lead to can change without the folders that hold them.
    pub fn links(&self) -> &[PathBuf] {
        &self.links
    }

    /// What was loaded, without keeping it.
    pub(super) fn into_content(self) -> Content {
        let mut content = self.empty();
        for Volume { outcome, .. } in self.volumes.into_values() {
            content.diagnostics.extend(outcome.diagnostics);
            content.unread.extend(outcome.unread);
            content.entries.extend(outcome.entry);
        }
        content
    }

    /// The content without its incident files.
    fn empty(&self) -> Content {
        Content {
            root: self.root.clone(),
            entries: Vec::with_capacity(self.volumes.len()),
            attachments: Arc::clone(&self.attachments),
            unread: BTreeSet::new(),
            diagnostics: self.diagnostics.clone(),
        }
    }

    /// Looks for everything that is there, and reads what is new, looks changed, or is named.
    fn take_stock(&mut self, config: &Config, named: &BTreeSet<String>) -> Refreshed {
        let Found { files, attachments, links, diagnostics } = discover::discover(&self.root, &config.content, &config.output);
        let mut before = std::mem::take(&mut self.volumes);
        let known: Vec<(SourceFile, Option<Volume>)> = files
            .into_iter()
            .map(|file| {
                let volume = before.remove(&file.shown);
                (file, volume)
            })
            .collect();
        let (root, schema) = (self.root.as_path(), &self.schema);
        let volumes: Vec<(bool, Volume)> = known
            .into_par_iter()
            .map(|(file, volume)| match volume {
                Some(volume) if !named.contains(&file.shown) && volume.is_fresh(&file) => (false, volume),
                _ => (true, Volume::read(file, root, config, schema)),
            })
            .collect();
        let read = volumes.iter().filter(|(read, _)| *read).count();
        self.volumes = volumes.into_iter().map(|(_, volume)| (volume.file.shown.clone(), volume)).collect();
        let others = *self.attachments != attachments;
        if others {
            self.attachments = Arc::new(attachments);
        }
        (self.links, self.diagnostics) = (links, diagnostics);
        Refreshed { files: read + before.len(), attachments: others }
    }

    /// Whether a path is of no concern: an editor's temporary file that was never loaded and is gone, or that is hidden.
    fn is_nothing(&self, path: &Path) -> bool {
        let inside = self.folders.iter().find_map(|folder| path.strip_prefix(folder).ok());
        if inside.into_iter().flatten().any(|name| discover::is_hidden_name(Path::new(name))) {
            return true;
        }
        let shown = self.shown(path);
        let mut below = self.volumes.range(shown.clone()..).take_while(|(name, _)| name.starts_with(&shown));
        let attached = self.attachments.range(path.to_owned()..).next().is_some_and(|file| file.starts_with(path));
        !path.exists() && below.next().is_none() && !attached
    }

    fn shown(&self, path: &Path) -> String {
        shown(path, &self.root)
    }
}

impl Volume {
    fn read(file: SourceFile, root: &Path, config: &Config, schema: &Schema) -> Self {
        let _span = tracing::info_span!("incident file", name = file.shown.as_str()).entered();
        let (stamp, bytes) = (Stamp::of(&file.path), files::read_inside(root, &file.path));
        Self::of(file, stamp, bytes, config, schema)
    }

    /// Reads the file again, and understands it again if its bytes are others: one save is often told more than once.
    fn read_again(self, root: &Path, config: &Config, schema: &Schema) -> (bool, Self) {
        let (stamp, bytes) = (Stamp::of(&self.file.path), files::read_inside(root, &self.file.path));
        if self.print.is_some() && self.print == print(&bytes) {
            return (false, Self { stamp, ..self });
        }
        (true, Self::of(self.file, stamp, bytes, config, schema))
    }

    fn of(file: SourceFile, stamp: Option<Stamp>, bytes: io::Result<Vec<u8>>, config: &Config, schema: &Schema) -> Self {
        let print = print(&bytes);
        let outcome = read::read(file.clone(), bytes, config, schema);
        Self { file, stamp, print, outcome }
    }

    /// Whether the file is still the one that was read.
    fn is_fresh(&self, file: &SourceFile) -> bool {
        self.file.path == file.path
            && self.file.source == file.source
            && self.stamp.is_some()
            && self.stamp == Stamp::of(&file.path)
    }
}

fn print(bytes: &io::Result<Vec<u8>>) -> Option<u64> {
    bytes.as_ref().ok().map(|bytes| xxh3_64(bytes))
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let found = std::fs::metadata(path).ok()?;
        Some(Self { modified: found.modified().ok(), changed: files::changed(&found), length: found.len() })
    }
}
