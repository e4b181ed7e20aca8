//! Bundles: folders of files that follow from the folder's name. One that stands whole from an earlier build is neither made nor
//! read again; one that does not is made beside the rendering of the pages, and only its making tells which files it has.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

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

/// How many bundles are made at once at the most, on however many threads: what one needs in memory is the maker's to bound, and
/// all of it is this many times as much.
const AT_ONCE: usize = 4;

/// The files of those bundles that stand, as items; and the bundles that have to be made.
pub(super) fn sort<'b, T: Send, B: Sync>(
    output: &Path,
    bundles: &'b [Bundle<B>],
    manifest: &Manifest<'_>,
) -> (Vec<Item<T>>, Vec<&'b Bundle<B>>) {
    let found: Vec<Option<Vec<Item<T>>>> =
        bundles.par_iter().map(|bundle| standing(output, bundle.folder.as_str(), manifest)).collect();
    let missing = bundles.iter().zip(&found).filter_map(|(bundle, found)| found.is_none().then_some(bundle)).collect();
    (found.into_iter().flatten().flatten().collect(), missing)
}

/// Makes bundles and lays their files down below `stage`. Begins none once `is_over`: then nobody wants them.
pub(super) fn make_all<T: Send, B: Sync>(
    stage: &Path,
    bundles: &[&Bundle<B>],
    make: impl Fn(&B) -> Result<Vec<BundleFile>> + Sync,
    is_over: &AtomicBool,
) -> Result<Vec<Item<T>>> {
    let next = AtomicUsize::new(0);
    let one_after_another = |_| {
        std::iter::from_fn(|| {
            let number = next.fetch_add(1, Relaxed);
            let bundle = bundles.get(number).filter(|_| !is_over.load(Relaxed))?;
            Some((number, make(&bundle.source).and_then(|files| lay_down(stage, bundle.folder.as_str(), files))))
        })
    };
    let lanes = (0..AT_ONCE.min(bundles.len())).into_par_iter().with_max_len(1);
    let mut done: Vec<(usize, Result<Vec<Item<T>>>)> = lanes.flat_map_iter(one_after_another).collect();
    done.sort_by_key(|(number, _)| *number);
    Ok(done.into_iter().map(|(_, items)| items).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
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
