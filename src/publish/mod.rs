//! Publishing: writes the files of a site to an output folder. Each file is complete at any moment.
//!
//! This module knows neither the content of pages nor the origin of the plan. State for the next build is kept in
//! `<output>/.pir-site/`, and is identical for identical sites.

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

/// Publishes `items` to the output folder: writes new and changed files, removes files that earlier builds wrote and the plan no
/// longer contains, and leaves all other files alone. Items are rendered in parallel and started in order, so the largest should
/// come first. `render` may be called on any thread.
///
/// # Errors
/// - The output folder is refused if publishing could harm other files: those of the project, the home folder, a repository or the
///   sources. Unless `force` is set, it is also refused if it holds a site for another audience, or files at paths of the plan that
///   no build wrote. Links and special files at such paths are always refused, and so is a concurrent build.
/// - An item cannot be rendered or copied. If several fail, the first in order is reported.
///
/// These errors leave the output unchanged. Only an I/O error during the replacement of files leaves files of both sites. Each of
/// them is complete, and the next build finishes the replacement.
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
    // Files that had to be read are newer than the manifest. A new manifest saves the next build from reading them again.
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

/// Checks whether [`publish`] would refuse the output folder. Changes nothing.
///
/// # Errors
/// The folder is refused, or cannot be read.
pub fn refuse_output(target: &Target<'_>) -> Result<()> {
    guard::approve(target).map(drop)
}

/// The manifest for the time during which files are replaced: the paths of the old and the new site. If the build is killed, this
/// manifest remains, and the next build knows what to finish and what to remove. Files being replaced have no fingerprint, because
/// they may have the old bytes or the new.
fn intent<'a>(plan: &WritePlan<'a>, outcomes: &[Comparison], obsolete: &[&'a str]) -> Vec<ManifestEntry<'a>> {
    let planned =
        plan.sorted().map(|(i, path)| ManifestEntry::new(path, (!outcomes[i].is_staged()).then(|| outcomes[i].fingerprint())));
    let mut entries: Vec<ManifestEntry<'a>> = planned.chain(obsolete.iter().map(|path| ManifestEntry::new(path, None))).collect();
    entries.sort_by_key(|entry| entry.path);
    entries
}
