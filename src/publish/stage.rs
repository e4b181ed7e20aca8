//! Staging: renders every item, finds out whether it differs from what is published, and lays down what does in a folder of its
//! own. It replaces nothing.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use rayon::prelude::*;

use super::print::Print;
use super::sink::Sink;
use super::survey::Standing;
use super::{Item, Source};
use crate::error::{Error, Result};

/// The folders in which files wait to be published.
pub(super) struct Stage {
    /// Files that are not published yet, at their paths: a whole folder of them can be moved at once.
    pub(super) new: PathBuf,
    /// Files that replace others, each named by the index of its item: their folders exist already, and need not be made here.
    pub(super) changed: PathBuf,
}

/// What became of one item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outcome {
    /// The published file has these bytes, as its time of change tells.
    Unchanged(Print),
    /// The published file has these bytes: it was read.
    Confirmed(Print),
    /// These bytes are to replace what is published.
    Staged(Print),
}

impl Outcome {
    /// The bytes that the file has once the build is done.
    pub(super) fn print(&self) -> Print {
        match *self {
            Self::Unchanged(print) | Self::Confirmed(print) | Self::Staged(print) => print,
        }
    }

    pub(super) fn is_staged(&self) -> bool {
        matches!(self, Self::Staged(_))
    }

    /// Whether the published file was read only to find it unchanged.
    pub(super) fn was_read(&self) -> bool {
        matches!(self, Self::Confirmed(_))
    }
}

/// Renders all items in parallel. What differs from its `standing` in `output` is in the `stage` afterwards.
///
/// # Errors
/// The error of the first item, in the order of `items`, that has one: items after a failing one may be skipped, those before
/// it never are, so the error does not depend on the threads.
pub(super) fn all<T: Sync>(
    output: &Path,
    stage: &Stage,
    items: &[Item<T>],
    standing: &[Standing],
    render: impl Fn(&T, &mut dyn Write) -> Result<()> + Sync,
) -> Result<Vec<Outcome>> {
    let first_failure = AtomicUsize::new(usize::MAX);
    let one = |i: usize| {
        if i > first_failure.load(Relaxed) {
            return None;
        }
        let outcome = one(output, stage, i, &items[i], standing[i], &render);
        if outcome.is_err() {
            first_failure.fetch_min(i, Relaxed);
        }
        Some(outcome)
    };
    // Items are handed out one by one, lest a long one keep others waiting behind it on its thread.
    let outcomes: Vec<Option<Result<Outcome>>> = (0..items.len()).into_par_iter().with_max_len(1).map(one).collect();
    outcomes.into_iter().flatten().collect()
}

fn one<T>(
    output: &Path,
    stage: &Stage,
    index: usize,
    item: &Item<T>,
    standing: Standing,
    render: impl Fn(&T, &mut dyn Write) -> Result<()>,
) -> Result<Outcome> {
    let route = item.route.as_str();
    let place = match standing {
        Standing::Absent => stage.new.join(route),
        Standing::Present { .. } => stage.changed.join(index.to_string()),
    };
    let failed = |error| Error::io("write", &place, error);
    let mut sink = Sink::new(&place);
    match &item.source {
        Source::Render(page) => render(page, &mut sink)?,
        Source::Bytes(bytes) => sink.write_all(bytes).map_err(failed)?,
        Source::Copy(file) => copy(file, &mut sink).map_err(|error| Error::io("copy", file, error))?,
    }
    let print = sink.print().map_err(failed)?;
    let outcome = compare(output, route, standing, print)?;
    let settled = if outcome.is_staged() { sink.keep() } else { sink.discard() };
    settled.map_err(failed)?;
    Ok(outcome)
}

/// Whether the bytes of `print` are those of the published file. It is read only if neither its length nor its time tells.
fn compare(output: &Path, route: &str, standing: Standing, print: Print) -> Result<Outcome> {
    match standing {
        Standing::Present { len, .. } if len != print.len => Ok(Outcome::Staged(print)),
        Standing::Present { bytes: Some(bytes), .. } if bytes == print => Ok(Outcome::Unchanged(print)),
        Standing::Present { bytes: None, .. } => {
            let published = output.join(route);
            let found = Print::of_file(&published).map_err(|error| Error::io("read", &published, error))?;
            Ok(if found == print { Outcome::Confirmed(print) } else { Outcome::Staged(print) })
        }
        Standing::Present { .. } | Standing::Absent => Ok(Outcome::Staged(print)),
    }
}

fn copy(file: &Path, sink: &mut Sink<'_>) -> io::Result<()> {
    io::copy(&mut File::open(file)?, sink).map(|_| ())
}
