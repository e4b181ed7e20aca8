//! Publishing: a plan of routes becomes files below an output folder, each one whole at any moment.
//!
//! Knows routes and bytes. It must not know what the pages say, nor where the plan comes from. Everything that it needs to
//! remember lives in `<output>/.pir-site/`, and is the same for the same site.

mod guard;
mod manifest;
mod plan;
mod print;
mod prune;
mod replace;
mod sink;
mod stage;
mod survey;
mod trail;
mod workspace;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Result;
use crate::route::Route;
use manifest::{Entry, Manifest};
use plan::{Past, Plan};
use stage::Outcome;
use survey::Survey;
use workspace::Workspace;

/// One file of the site: where it goes and where its bytes come from.
#[derive(Debug, Clone)]
pub struct Item<T> {
    /// The path below the output folder.
    pub route: Route,
    /// The origin of the bytes.
    pub source: Source<T>,
}

/// Where the bytes of a file come from.
#[derive(Debug, Clone)]
pub enum Source<T> {
    /// Rendered on demand.
    Render(T),
    /// Copied from a file on disk.
    Copy(PathBuf),
    /// Made beforehand.
    Bytes(Arc<[u8]>),
}

/// The folder to publish into, and the folders that it must leave alone.
#[derive(Debug, Clone)]
pub struct Target<'a> {
    /// The output folder. It need not exist.
    pub output: PathBuf,
    /// The project's root folder.
    pub root: &'a Path,
    /// The user's home folder, if there is one.
    pub home: Option<&'a Path>,
    /// The folders that the site is made from.
    pub sources: &'a [PathBuf],
    /// For whom the site is, in a word. A site for others is not replaced by it.
    pub audience: &'a str,
    /// Whether files that an earlier build did not write may be overwritten, the site for another audience replaced, and a clone
    /// of a repository published into.
    pub force: bool,
}

/// What publishing did, by the paths of files below the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// New, or replaced because the bytes changed; sorted.
    pub written: Vec<String>,
    /// How many were already there with the same bytes, and not touched.
    pub unchanged: usize,
    /// Published by an earlier build and no longer in the plan; sorted.
    pub removed: Vec<String>,
}

/// Publishes `items` below the output folder: writes what is new or changed, removes what earlier builds wrote and the plan no
/// longer has, and touches nothing else. Items are rendered in parallel and begun in their order, so the longest should come
/// first; `render` may be called on any thread.
///
/// # Errors
/// Until everything has been rendered, an error leaves the output as it was; of several failing items, the first in order is
/// reported. The output folder is refused where publishing could harm what is not ours: the project, the home folder, a
/// repository, the sources. Unless `force`, it is refused too where it holds the site for another audience, or foreign files at
/// paths that the plan needs. Whatever `force` says, symbolic links on the way to them are refused, and a second build into the
/// same folder at the same time. If the system fails while files are being replaced, each file is still whole, old or new, and
/// the next build finishes the job.
pub fn publish<T: Sync + Send + Clone>(
    target: &Target<'_>,
    items: &[Item<T>],
    render: impl Fn(&T, &mut dyn Write) -> Result<()> + Sync,
) -> Result<Report> {
    let output = guard::approve(target)?;
    let mut workspace = Workspace::open(&output, &target.output)?;
    let file = workspace.read_manifest()?;
    let manifest = Manifest::parse(&file);
    guard::refuse_other_audience(target, manifest.audience())?;
    let stage = workspace.stage();
    let plan = Plan::new(items.iter().map(|item| &item.route))?;
    let past = plan.compare(&manifest);
    let survey = look(&output, &plan, &manifest, &past, target)?;
    let outcomes = stage::all(&output, &stage, items, &survey.standing, &render)?;
    survey.refuse_changed_strangers(&outcomes, &manifest, target)?;

    let staged = plan.sorted().filter(|&(i, _)| outcomes[i].is_staged());
    let (changed, new): (Vec<_>, Vec<_>) = staged.partition(|&(i, _)| survey.is_present(i));
    let mut removed = Vec::new();
    let differs = !(changed.is_empty() && new.is_empty() && past.gone.is_empty() && manifest.audience() == Some(target.audience));
    if differs {
        workspace.keep();
        workspace.write_manifest(target.audience, &intent(&plan, &outcomes, &past.gone))?;
        removed.extend(prune::remove(&output, survey.in_the_way.iter().copied())?);
        replace::add(&stage.new, &output, &new)?;
        replace::overwrite(&stage.changed, &output, &changed)?;
        removed.extend(prune::remove(&output, past.gone.iter().copied().filter(|path| !survey.in_the_way.contains(path)))?);
    }
    // Files that had to be read are younger than the manifest: a new one spares the next build from reading them again.
    if differs || !manifest.is_usable() || outcomes.iter().any(Outcome::was_read) {
        workspace.keep();
        let entries: Vec<_> = plan.sorted().map(|(i, path)| Entry::new(path, Some(outcomes[i].print()))).collect();
        workspace.write_manifest(target.audience, &entries)?;
    }
    let mut written: Vec<String> = changed.iter().chain(&new).map(|(_, path)| (*path).to_owned()).collect();
    let mut removed: Vec<String> = removed.into_iter().map(str::to_owned).collect();
    written.sort_unstable();
    removed.sort_unstable();
    Ok(Report { unchanged: outcomes.len() - written.len(), written, removed })
}

/// Looks at what is there, and refuses what is not ours.
fn look<'a>(output: &Path, plan: &Plan<'a>, manifest: &Manifest<'a>, past: &Past<'a>, target: &Target<'_>) -> Result<Survey<'a>> {
    let survey = Survey::new(output, plan, manifest, past, target)?;
    // Without a manifest that we can read, only the bytes can tell which files are ours.
    if manifest.trouble().is_none() {
        survey.refuse_strangers(manifest, target)?;
    }
    Ok(survey)
}

/// Everything that may be ours from the first replacement to the last: the paths of the old site and of the new one. A build
/// that is killed in between leaves this behind, so the next one knows what to finish and what to remove. The bytes of a file
/// that is being replaced are not known: they may be the old ones or the new.
fn intent<'a>(plan: &Plan<'a>, outcomes: &[Outcome], gone: &[&'a str]) -> Vec<Entry<'a>> {
    let planned = plan.sorted().map(|(i, path)| Entry::new(path, (!outcomes[i].is_staged()).then(|| outcomes[i].print())));
    let mut entries: Vec<Entry<'a>> = planned.chain(gone.iter().map(|path| Entry::new(path, None))).collect();
    entries.sort_by_key(|entry| entry.path);
    entries
}
