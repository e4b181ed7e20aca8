//! Publishing: routes and their bytes become files below an output folder, each of them complete at any moment.
//!
//! It must not know what the pages say, nor where the plan comes from. What the next build needs to know is kept in
//! `<output>/.pir-site/`, and is the same for the same site.

mod fingerprint;
mod guard;
mod item;
mod manifest;
mod paths;
mod plan;
mod prune;
mod replace;
mod scan;
mod stage;
mod workspace;

use std::io::Write;

pub use item::{Item, ItemSource, PublishReport, Target};

use crate::error::Result;
use manifest::{Manifest, ManifestEntry};
use plan::WritePlan;
use scan::OutputScan;
use stage::{Comparison, Stager};
use workspace::Workspace;

/// Publishes `items` below the output folder: writes what is new or changed, removes what earlier builds wrote and the plan no
/// longer has, and touches nothing else. Items are rendered in parallel and started in their order, so the longest should come
/// first; `render` may be called on any thread.
///
/// # Errors
/// - The output folder is refused where publishing could harm other files: the project, the home folder, a repository, the
///   sources. Unless `force`, it is refused too where it holds the site for another audience, or other files at paths of the plan that
///   no build has written. Links and special files at such paths are always refused, and so is a second build at the same time.
/// - An item cannot be rendered or copied. Of several, the first in order is reported.
///
/// All these leave the output as it was. Only if the system fails while files are being replaced does it hold files of both sites:
/// each of them is complete, and the next build finishes the job.
pub fn publish<T: Sync + Send + Clone>(
    target: &Target<'_>,
    items: &[Item<T>],
    render: impl Fn(&T, &mut dyn Write) -> Result<()> + Sync,
) -> Result<PublishReport> {
    let output = guard::approve(target)?;
    let mut workspace = Workspace::open(&output, &target.output)?;
    let file = workspace.read_manifest()?;
    let manifest = Manifest::parse(&file);
    guard::refuse_other_audience(target, manifest.audience())?;
    let stage = workspace.stage();
    let plan = WritePlan::new(items.iter().map(|item| &item.route))?;
    let published = plan.compare(&manifest);
    let scan = OutputScan::new(&output, &plan, &manifest, &published, target)?;
    let outcomes = Stager { target, output: &output, stage: &stage }.all(items, &scan.existing, &render)?;
    scan.refuse_untracked(|item| outcomes[item].is_staged(), &manifest, target)?;

    let staged = plan.sorted().filter(|&(i, _)| outcomes[i].is_staged());
    let (changed, new): (Vec<_>, Vec<_>) = staged.partition(|&(i, _)| scan.existing[i].is_some());
    let mut removed = Vec::new();
    let differs =
        !(changed.is_empty() && new.is_empty() && published.obsolete.is_empty() && manifest.audience() == Some(target.audience));
    if differs {
        workspace.keep();
        workspace.write_manifest(target.audience, &intent(&plan, &outcomes, &published.obsolete))?;
        removed.extend(prune::remove(&output, scan.blocking.iter().copied())?);
        replace::add(&stage.new, &output, &new)?;
        replace::overwrite(&stage.changed, &output, &changed)?;
        let others = published.obsolete.iter().copied().filter(|path| !scan.blocking.contains(path));
        removed.extend(prune::remove(&output, others)?);
    }
    // Files that had to be read are younger than the manifest: a new one spares the next build from reading them again.
    if differs || !manifest.is_usable() || outcomes.iter().any(Comparison::was_read) {
        workspace.keep();
        let entries: Vec<_> = plan.sorted().map(|(i, path)| ManifestEntry::new(path, Some(outcomes[i].fingerprint()))).collect();
        workspace.write_manifest(target.audience, &entries)?;
    }
    let mut written: Vec<String> = changed.iter().chain(&new).map(|(_, path)| (*path).to_owned()).collect();
    let mut removed: Vec<String> = removed.into_iter().map(str::to_owned).collect();
    written.sort_unstable();
    removed.sort_unstable();
    Ok(PublishReport { unchanged: outcomes.len() - written.len(), written, removed })
}

/// Refuses an output folder to which nothing may be published, as [`publish`] does. Changes nothing.
///
/// # Errors
/// The folder is refused, or cannot be read.
pub fn refuse_output(target: &Target<'_>) -> Result<()> {
    guard::approve(target).map(drop)
}

/// The manifest while files are being replaced: the paths of the old site and of the new one. A build that is killed then leaves
/// this manifest behind, so the next one knows what to finish and what to remove. The fingerprint of a file that is being replaced
/// is unknown: it may have the old bytes or the new.
fn intent<'a>(plan: &WritePlan<'a>, outcomes: &[Comparison], obsolete: &[&'a str]) -> Vec<ManifestEntry<'a>> {
    let planned =
        plan.sorted().map(|(i, path)| ManifestEntry::new(path, (!outcomes[i].is_staged()).then(|| outcomes[i].fingerprint())));
    let mut entries: Vec<ManifestEntry<'a>> = planned.chain(obsolete.iter().map(|path| ManifestEntry::new(path, None))).collect();
    entries.sort_by_key(|entry| entry.path);
    entries
}
