//! Bundles: folders of files that follow from the folder's name. One that stands whole from an earlier build is neither made nor
//! read again; one that does not is made before anything else is planned, since only its making tells which files it has.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{Entry, Manifest};
use super::print::Print;
use super::trail::{Seen, see};
use super::{Item, Source};
use crate::error::{Error, Result};
use crate::route::Route;

/// A folder whose files follow from its name: the same name means the same files with the same bytes.
#[derive(Debug, Clone)]
pub struct Bundle<B> {
    /// The folder's path below the output folder, without a slash at its end.
    pub folder: Route,
    /// What the files are made from.
    pub source: B,
}

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFile {
    /// Its path below the bundle's folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The files of all bundles, as items: those that stand are kept, the others are made and laid down below `stage`.
pub(super) fn settle<T: Send, B: Sync>(
    output: &Path,
    stage: &Path,
    bundles: &[Bundle<B>],
    manifest: &Manifest<'_>,
    make: impl Fn(&B) -> Result<Vec<BundleFile>> + Sync,
) -> Result<Vec<Item<T>>> {
    let settled = |bundle: &Bundle<B>| match standing(output, bundle.folder.as_str(), manifest) {
        Some(items) => Ok(items),
        None => lay_down(stage, bundle.folder.as_str(), make(&bundle.source)?),
    };
    // They are handed out one by one, so no more of them are in memory than there are threads.
    let items: Vec<Result<Vec<Item<T>>>> = bundles.par_iter().with_max_len(1).map(settled).collect();
    Ok(items.into_iter().collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The files of a bundle that an earlier build finished and nobody has touched since.
fn standing<T>(output: &Path, folder: &str, manifest: &Manifest<'_>) -> Option<Vec<Item<T>>> {
    let below = format!("{folder}/");
    let entries = manifest.entries();
    let first = entries.partition_point(|entry| entry.path < below.as_str());
    let ours: Vec<&Entry<'_>> = entries[first..].iter().take_while(|entry| entry.path.starts_with(&below)).collect();
    if ours.is_empty() {
        return None;
    }
    let kept = |entry: &&Entry<'_>| {
        is_whole(output, entry, manifest).then_some(())?;
        Some(Item { route: Route::new(entry.path).ok()?, source: Source::Kept })
    };
    ours.iter().map(kept).collect()
}

/// Whether a file still has the bytes that were recorded, as its time of change tells, or else its bytes.
fn is_whole(output: &Path, entry: &Entry<'_>, manifest: &Manifest<'_>) -> bool {
    let path = output.join(entry.path);
    match (see(&path), entry.print) {
        (Ok(Seen::File { len, changed }), Some(print)) if len == print.len => {
            manifest.bytes(entry, len, changed).is_some() || Print::of_file(&path).is_ok_and(|found| found == print)
        }
        _ => false,
    }
}

/// Writes the files of a bundle below `stage`, where publishing takes them from.
fn lay_down<T>(stage: &Path, folder: &str, files: Vec<BundleFile>) -> Result<Vec<Item<T>>> {
    let one = |file: BundleFile| {
        let route = Route::new(format!("{folder}/{}", file.path))?;
        let place = stage.join(route.as_str());
        let written = place.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&place, &file.bytes));
        written.map_err(|error| Error::io("write", &place, error))?;
        Ok(Item { route, source: Source::Copy(place) })
    };
    files.into_iter().map(one).collect()
}
