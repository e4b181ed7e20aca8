//! Staging: renders every item, compares it with the published file, and writes changed ones to a staging folder. Replaces nothing.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use rayon::prelude::*;

use super::fingerprint::Fingerprint;
use super::item::{Item, ItemSource, Target};
use super::scan::ExistingFile;
use crate::error::{Error, Result};
use crate::files;

thread_local! {
    /// The buffer that items are rendered into, reused by each thread.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}
/// In bytes. Larger buffers are not reused.
const LARGEST_BUFFER: usize = 1 << 20;

/// The folders of staged files.
pub(super) struct Stage {
    /// New files at their final relative paths, so that whole folders can be moved at once.
    pub(super) new: PathBuf,
    /// Files that replace others, each named by the index of its item. Their folders already exist and need not be created here.
    pub(super) changed: PathBuf,
}

/// The result of staging one item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Comparison {
    /// The published file has these bytes, according to its modification time.
    Unchanged(Fingerprint),
    /// The published file has these bytes: it was read and compared.
    Confirmed(Fingerprint),
    /// These bytes were staged for publishing.
    Staged(Fingerprint),
}

impl Comparison {
    /// The fingerprint of the file after the build.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        match *self {
            Self::Unchanged(fingerprint) | Self::Confirmed(fingerprint) | Self::Staged(fingerprint) => fingerprint,
        }
    }

    pub(super) fn is_staged(&self) -> bool {
        matches!(self, Self::Staged(_))
    }

    /// Whether the published file was read and found unchanged.
    pub(super) fn was_read(&self) -> bool {
        matches!(self, Self::Confirmed(_))
    }
}

/// Stages the items to publish.
pub(super) struct Stager<'a> {
    pub(super) target: &'a Target<'a>,
    /// The output folder, with links resolved.
    pub(super) output: &'a Path,
    pub(super) stage: &'a Stage,
}

impl Stager<'_> {
    /// Renders all items in parallel, and stages those that differ from the `existing` files.
    ///
    /// # Errors
    /// The error of the first item in order that has one. Items after a failing one may be skipped, but none before it, so the
    /// error does not depend on thread scheduling.
    pub(super) fn all<T: Sync>(
        &self,
        items: &[Item<T>],
        existing: &[Option<ExistingFile>],
        render: impl Fn(&T, &mut dyn Write) -> Result<()> + Sync,
    ) -> Result<Vec<Comparison>> {
        let first_failure = AtomicUsize::new(usize::MAX);
        let one = |i: usize| {
            if i > first_failure.load(Relaxed) {
                return None;
            }
            let outcome = self.one(i, &items[i], existing[i], &render);
            if outcome.is_err() {
                first_failure.fetch_min(i, Relaxed);
            }
            Some(outcome)
        };
        // Items are distributed one by one, so that none waits behind a slow one on the same thread.
        let outcomes: Vec<Option<Result<Comparison>>> = (0..items.len()).into_par_iter().with_max_len(1).map(one).collect();
        outcomes.into_iter().flatten().collect()
    }

    fn one<T>(
        &self,
        index: usize,
        item: &Item<T>,
        existing: Option<ExistingFile>,
        render: impl Fn(&T, &mut dyn Write) -> Result<()>,
    ) -> Result<Comparison> {
        let route = item.route.as_str();
        let staged = match existing {
            None => self.stage.new.join(route),
            Some(_) => self.stage.changed.join(index.to_string()),
        };
        let failed = |error| Error::io("write", &staged, error);
        let write = |bytes: &[u8]| {
            let outcome = self.compare(route, existing, Fingerprint::of(bytes))?;
            if outcome.is_staged() {
                create(&staged).and_then(|mut file| file.write_all(bytes)).map_err(failed)?;
            }
            Ok(outcome)
        };
        match &item.source {
            ItemSource::Render(page) => {
                let mut bytes = BUFFER.take();
                bytes.clear();
                render(page, &mut bytes)?;
                let outcome = write(&bytes);
                if bytes.capacity() <= LARGEST_BUFFER {
                    BUFFER.set(bytes);
                }
                outcome
            }
            ItemSource::Bytes(bytes) => write(bytes),
            ItemSource::Copy(path) => {
                let unreadable = |error| Error::io("copy", path, error);
                let mut file = files::open_inside(self.target.root, path).map_err(unreadable)?;
                let fingerprint = Fingerprint::of_file(&mut file, io::sink()).map_err(unreadable)?;
                let outcome = self.compare(route, existing, fingerprint)?;
                if !outcome.is_staged() {
                    return Ok(outcome);
                }
                // The file may have been modified since it was first read. The fingerprint must be that of the copied bytes.
                file.rewind().map_err(unreadable)?;
                let copy = create(&staged).map_err(failed)?;
                Ok(Comparison::Staged(Fingerprint::of_file(&mut file, copy).map_err(unreadable)?))
            }
        }
    }

    /// Compares the published file with a fingerprint. The file is read only if its length and modification time do not decide.
    fn compare(&self, route: &str, existing: Option<ExistingFile>, fingerprint: Fingerprint) -> Result<Comparison> {
        match existing {
            Some(ExistingFile { len, .. }) if len != fingerprint.len => Ok(Comparison::Staged(fingerprint)),
            Some(ExistingFile { fingerprint: Some(found), .. }) if found == fingerprint => Ok(Comparison::Unchanged(fingerprint)),
            Some(ExistingFile { fingerprint: None, .. }) => {
                let path = self.output.join(route);
                let found = files::open(&path).and_then(|mut file| Fingerprint::of_file(&mut file, io::sink()));
                let found = found.map_err(|error| Error::io("read", &path, error))?;
                Ok(if found == fingerprint { Comparison::Confirmed(found) } else { Comparison::Staged(fingerprint) })
            }
            _ => Ok(Comparison::Staged(fingerprint)),
        }
    }
}

/// Creates a file, and its parent folders if necessary.
fn create(path: &Path) -> io::Result<File> {
    match File::create(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            File::create(path)
        }
        done => done,
    }
}
