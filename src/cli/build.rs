//! `pir-site build`: content becomes a site.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::args::{Build, Global, Into};
use super::clock::{self, Stages};
use super::project::Project;
use super::terminal::Terminal;
use super::timings::Timings;
use super::{CONTENT, DONE, FAILED, conflicts, view};
use crate::archive::{Audience, View};
use crate::check::Checker;
use crate::config::Config;
use crate::content;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::error::{Error, Result};
use crate::files;
use crate::prose;
use crate::publish::{self, Item, Report, Source, Target};
use crate::route::Route;
use crate::site::{Content, Page, Plan, Planned, Site};
use crate::theme::Theme;

/// Loads, checks, derives, renders and publishes. The published site is touched only when everything before has succeeded.
pub(super) fn run(global: &Global, args: &Build, terminal: &Terminal) -> Result<u8> {
    let timings = if args.timings { Some(Timings::start()?) } else { None };
    let stages = Stages::begin(terminal);
    use_threads(args.jobs)?;
    let Project { root, mut config, .. } = Project::open(global, terminal)?;
    if let Some(url) = &args.into.base_url {
        config = config.with_base_url(url)?;
    }
    config.search &= !args.no_search;
    let (readership, as_of) = (view::readership(&args.shown)?, clock::as_of(args.shown.day.as_of, &config.zone)?);
    let (output, sources, home) =
        (output(&root, &config, args.into.output.as_deref())?, sources(&root, &config), std::env::home_dir());
    let target = target(&root, output, home.as_deref(), &sources, &args.into, readership.audience);

    let mut content = stages.run("load", || content::load(&root, &config));
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    diagnostics.extend(stages.run("check", || Checker::new(&content, &config, as_of).for_build()));
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        return Ok(refused(diagnostics, terminal));
    }
    view::name_drafts(&content, readership, terminal);
    let theme = Theme::load(&root, &config.theme)?;
    let view = stages.run("derive", || View::new(content.into_archive(), &config, readership, as_of));
    let plan = match stages.run("plan", || Plan::new(&view, &config, &theme)) {
        Ok(plan) => plan,
        Err(conflicts) => {
            let found = conflicts::located(&conflicts, &view, &content::load(&root, &config));
            return Ok(refused(found, terminal));
        }
    };
    let site = Site::of_plan(plan, view, config, theme, readership.audience)?;
    let report = stages.count("publish", site.plan().routes().len(), |done| publish(&site, &target, done))?;

    name_changes(&report, terminal);
    if let Some(timings) = timings {
        terminal.note(timings.report().trim_end());
    }
    terminal.note(&closing_line(&site, &report, stages.seconds()));
    // The process ends here. To give the archive back piece by piece first would be work for nobody.
    std::mem::forget(site);
    Ok(DONE)
}

/// Renders every page of the site and publishes it. Counts the pages that are `done`.
pub(super) fn publish(site: &Site, target: &Target<'_>, done: &AtomicUsize) -> Result<Report> {
    let mut items: Vec<Item<(&Route, &Page)>> = site.plan().routes().iter().map(item).collect();
    for file in site.search_files() {
        items.push(Item { route: Route::new(&*file.path)?, source: Source::Bytes(Arc::clone(&file.bytes)) });
    }
    publish::publish(target, &items, |(route, page), out: &mut dyn Write| {
        let _span = tracing::info_span!("file", name = route.as_str()).entered();
        site.render(page, out)?;
        done.fetch_add(1, Relaxed);
        Ok(())
    })
}

/// A route of the plan as publishing sees it.
fn item(planned: &Planned) -> Item<(&Route, &Page)> {
    let source = match &planned.content {
        Content::Page(page) => Source::Render((&planned.route, page)),
        Content::File(path) => Source::Copy(path.clone()),
    };
    Item { route: planned.route.clone(), source }
}

/// The output folder. One that the command line names may be anywhere; one that the configuration names is inside the project.
///
/// # Errors
/// The configured folder leads out of the project by a link.
pub(super) fn output(root: &Path, config: &Config, named: Option<&Path>) -> Result<PathBuf> {
    let configured = root.join(&config.output);
    match named {
        Some(output) => Ok(output.to_owned()),
        None if is_inside(root, &configured) => Ok(configured),
        None => Err(Error::new(format!("the output folder {} leads out of the project, by a link", configured.display()))
            .hint("remove the link, or name the folder with --output")),
    }
}

/// The folders that the site is made from, which no build may write to.
pub(super) fn sources(root: &Path, config: &Config) -> Vec<PathBuf> {
    let content = config.content.iter().map(|folder| root.join(folder));
    content.chain([Theme::shelf(root)]).collect()
}

/// Whether the part of `path` that exists is inside the project.
pub(super) fn is_inside(root: &Path, path: &Path) -> bool {
    let existing = path.ancestors().find(|folder| folder.exists()).unwrap_or(root);
    files::resolve_inside(root, existing).is_ok()
}

/// Where the site goes, and for whom it is.
pub(super) fn target<'a>(
    root: &'a Path,
    output: PathBuf,
    home: Option<&'a Path>,
    sources: &'a [PathBuf],
    into: &Into,
    audience: Audience,
) -> Target<'a> {
    Target { output, root, home, sources, audience: audience.name(), force: into.force }
}

/// Names the files that were written and removed, for those who ask for more.
pub(super) fn name_changes(report: &Report, terminal: &Terminal) {
    for (what, paths) in [("written", &report.written), ("removed", &report.removed)] {
        paths.iter().for_each(|path| terminal.detail(|| format!("{what}: {path}")));
    }
}

/// How many files were written, unchanged and removed.
pub(super) fn counts(report: &Report) -> String {
    format!(
        "({} written, {} unchanged, {} removed)",
        prose::count(report.written.len(), "file", "files"),
        prose::number(report.unchanged as u64),
        prose::number(report.removed.len() as u64),
    )
}

fn use_threads(jobs: Option<u16>) -> Result<()> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0).into());
    threads.build_global().map_err(|error| Error::new("failed to start threads").because(error))
}

/// Prints what is wrong. Where a file could not even be read, that is the world's error rather than the author's.
fn refused(mut diagnostics: Vec<Diagnostic>, terminal: &Terminal) -> u8 {
    diagnostic::sort(&mut diagnostics);
    terminal.diagnostics(&diagnostics);
    let files = diagnostics.iter().filter_map(Diagnostic::file).collect::<std::collections::BTreeSet<_>>().len();
    let problems = prose::count(diagnostics.len(), "problem", "problems");
    terminal.failure(&format!("{problems} in {}; the published site is unchanged", prose::count(files, "file", "files")));
    if diagnostics.iter().all(|diagnostic| diagnostic.rule == "unreadable") { FAILED } else { CONTENT }
}

fn closing_line(site: &Site, report: &Report, seconds: f64) -> String {
    let view = site.view();
    let whom = if site.audience() == Audience::Internal { " for the organisation alone" } else { "" };
    let drafts = match view.drafts_left_out {
        0 => String::new(),
        count => format!("; left out {} (--drafts shows them)", prose::count(count, "draft", "drafts")),
    };
    format!(
        "Built {}, {}{whom} in {seconds:.2} s {}{drafts}",
        prose::count(view.cases.len(), "incident", "incidents"),
        prose::count(site.plan().page_count(), "page", "pages"),
        counts(report),
    )
}
