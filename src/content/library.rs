//! The loaded content folders. After a change, only changed files are read again.
//!
//! A refresh receives the paths that may have changed, and compares them with the existing files, so it does not matter how or in
//! which order they were saved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::discover::{self, Discovered, SourceFile, display_path};
use super::read::{self, ReadFile};
use super::{Content, pages};
use crate::archive::CustomPage;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Schema};
use crate::files;
use crate::route;

/// The loaded files of a project's content folders.
pub struct Library {
    root: PathBuf,
    /// The content folders.
    folders: Vec<PathBuf>,
    schema: Schema,
    /// The incident files by display path.
    files: BTreeMap<String, CachedFile>,
    attachments: Arc<BTreeSet<PathBuf>>,
    links: Vec<PathBuf>,
    pages: (Arc<[CustomPage]>, Vec<Diagnostic>),
    /// Problems of files and folders.
    diagnostics: Vec<Diagnostic>,
}

/// One file and the result of reading it.
struct CachedFile {
    source: SourceFile,
    /// If the stamp is unchanged, the file is not read again.
    stamp: Option<Stamp>,
    /// The hash of the bytes that were read.
    fingerprint: Option<u64>,
    read: ReadFile,
}

/// The modification time, the time of the last metadata change, and the length in bytes.
type Stamp = (Option<SystemTime>, Option<SystemTime>, u64);

/// The result of a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refreshed {
    /// The number of incident files that were added, removed or changed.
    pub files: usize,
    /// Whether an attachment was added, removed, or may have changed.
    pub attachments: bool,
    /// Whether the problems of files and folders that cannot be loaded are different.
    pub problems: bool,
}

impl Library {
    /// Loads the content folders of the project at `root`.
    pub fn load(root: &Path, config: &Config) -> Self {
        let mut library = Self {
            root: root.to_owned(),
            folders: config.content.iter().map(|folder| root.join(folder)).collect(),
            schema: super::schema(config),
            files: BTreeMap::new(),
            attachments: Arc::default(),
            links: Vec::new(),
            pages: Default::default(),
            diagnostics: Vec::new(),
        };
        library.rescan(config, &BTreeSet::new());
        library.refresh_pages(config);
        library
    }

    /// Reads the paths that may have changed. If one of them is not an existing, loaded file, all folders are scanned and changed
    /// files are read.
    pub fn refresh(&mut self, config: &Config, paths: &BTreeSet<PathBuf>) -> Refreshed {
        let named: BTreeSet<String> = paths.iter().filter(|path| !self.is_ignored(path)).map(|path| display_path(path)).collect();
        let attachments = paths.iter().any(|path| self.attachments.contains(path));
        // The target of a link may have changed, which requires a scan of the folders.
        let is_file = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_file());
        let is_known = |name: &String| self.files.get(name).is_some_and(|file| is_file(&file.source.path));
        if !named.iter().all(is_known) {
            let refreshed = self.rescan(config, &named);
            return Refreshed { attachments: attachments || refreshed.attachments, ..refreshed };
        }
        let (root, schema) = (self.root.as_path(), &self.schema);
        let known: Vec<CachedFile> = named.iter().filter_map(|name| self.files.remove(name)).collect();
        let files: Vec<(bool, CachedFile)> = known.into_par_iter().map(|file| file.read_again(root, config, schema)).collect();
        let changed = files.iter().filter(|(changed, _)| *changed).count();
        self.files.extend(files.into_iter().map(|(_, file)| (file.source.display.clone(), file)));
        Refreshed { files: changed, attachments, problems: false }
    }

    /// Reloads the custom pages. Returns whether they changed.
    pub fn refresh_pages(&mut self, config: &Config) -> bool {
        let (pages, problems) = pages::load(&self.root, config);
        let is_same = *self.pages.0 == *pages && self.pages.1 == problems;
        self.pages = (pages.into(), problems);
        !is_same
    }

    /// The custom pages.
    pub fn pages(&self) -> &[CustomPage] {
        &self.pages.0
    }

    /// Like [`content`](Self::content), but keeps no incident file: the next refresh reads them again.
    pub fn release_content(&mut self) -> Content {
        let content = self.content();
        self.files.clear();
        content
    }

    /// A snapshot of the loaded content.
    pub fn content(&self) -> Content {
        let mut content = Content {
            root: self.root.clone(),
            files: Vec::with_capacity(self.files.len()),
            attachments: Arc::clone(&self.attachments),
            pages: Arc::clone(&self.pages.0),
            unread: BTreeSet::new(),
            diagnostics: self.diagnostics.iter().chain(&self.pages.1).cloned().collect(),
        };
        for CachedFile { read, .. } in self.files.values() {
            content.diagnostics.extend_from_slice(&read.diagnostics);
            content.unread.extend(read.unread.iter().cloned());
            content.files.extend(read.parsed.clone());
        }
        content
    }

    /// The symbolic links among the files. Their targets can change without a change in the containing folders.
    pub fn links(&self) -> &[PathBuf] {
        &self.links
    }

    /// Scans all folders, and reads files that are new, appear changed, or are in `named`.
    fn rescan(&mut self, config: &Config, named: &BTreeSet<String>) -> Refreshed {
        let Discovered { files, attachments, links, diagnostics } =
            discover::discover(&self.root, &config.content, &config.output);
        let mut before = std::mem::take(&mut self.files);
        let known: Vec<(SourceFile, Option<CachedFile>)> = files
            .into_iter()
            .map(|source| {
                let cached = before.remove(&source.display);
                (source, cached)
            })
            .collect();
        let (root, schema) = (self.root.as_path(), &self.schema);
        let files: Vec<(bool, CachedFile)> = known
            .into_par_iter()
            .map(|(source, cached)| match cached {
                Some(cached) if !named.contains(&source.display) && cached.is_fresh(&source) => (false, cached),
                _ => (true, CachedFile::read(source, root, config, schema)),
            })
            .collect();
        let changed = files.iter().filter(|(changed, _)| *changed).count();
        self.files = files.into_iter().map(|(_, file)| (file.source.display.clone(), file)).collect();
        let has_other_attachments = *self.attachments != attachments;
        if has_other_attachments {
            self.attachments = Arc::new(attachments);
        }
        let problems = self.diagnostics != diagnostics;
        (self.links, self.diagnostics) = (links, diagnostics);
        Refreshed { files: changed + before.len(), attachments: has_other_attachments, problems }
    }

    /// Whether a path is irrelevant: it is hidden, or no longer exists and was never loaded or reported, like an editor's temporary
    /// file.
    fn is_ignored(&self, path: &Path) -> bool {
        if self.folders.iter().any(|folder| folder == path) {
            return false;
        }
        let inside = self.folders.iter().find_map(|folder| path.strip_prefix(folder).ok());
        if inside.into_iter().flatten().any(|name| discover::is_hidden_name(Path::new(name))) {
            return true;
        }
        let display = display_path(path);
        let mut below = self.files.range(display.clone()..).take_while(|(name, _)| name.starts_with(&display));
        let has_attachment = route::has_files_in(&self.attachments, path);
        let mut reported = self.diagnostics.iter().filter_map(|diagnostic| diagnostic.location.as_ref());
        let is_reported = reported.any(|location| location.file.starts_with(&display));
        // A broken link still exists, and is a problem.
        path.symlink_metadata().is_err() && below.next().is_none() && !has_attachment && !is_reported
    }
}

impl CachedFile {
    fn read(source: SourceFile, root: &Path, config: &Config, schema: &Schema) -> Self {
        let _span = tracing::info_span!("incident file", name = source.display.as_str()).entered();
        let (stamp, bytes) = (stamp(&source.path), files::read_inside(root, &source.path));
        let fingerprint = bytes.as_ref().ok().map(|bytes| xxh3_64(bytes));
        let read = read::read(&source, bytes, config, schema);
        Self { source, stamp, fingerprint, read }
    }

    /// Reads the file again, and parses it only if its bytes changed, because one save often causes several events.
    fn read_again(self, root: &Path, config: &Config, schema: &Schema) -> (bool, Self) {
        let (stamp, bytes) = (stamp(&self.source.path), files::read_inside(root, &self.source.path));
        let fingerprint = bytes.as_ref().ok().map(|bytes| xxh3_64(bytes));
        if fingerprint.is_some() && fingerprint == self.fingerprint {
            return (false, Self { stamp, ..self });
        }
        let read = read::read(&self.source, bytes, config, schema);
        (true, Self { stamp, fingerprint, read, ..self })
    }

    /// Whether the file is unchanged since it was read.
    fn is_fresh(&self, source: &SourceFile) -> bool {
        self.source.path == source.path
            && self.source.relative == source.relative
            && self.stamp.is_some()
            && self.stamp == stamp(&source.path)
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let found = std::fs::metadata(path).ok()?;
    Some((found.modified().ok(), files::changed(&found), found.len()))
}
