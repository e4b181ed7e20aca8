//! `pir-site build`: builds and publishes the site.

use std::collections::BTreeSet;

use super::args::{BuildArgs, Global, OutputArgs};
use super::clock::{self, Stages};
use super::terminal::Terminal;
use super::timings::Timings;
use super::{CONTENT, DONE, FAILED, project, view};
use crate::archive::Audience;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::project::{Problems, ProjectOptions, PublishOptions};
use crate::prose;
use crate::publish::PublishReport;
use crate::site::Site;

/// Opens, checks, plans and publishes the project. The published site is touched only if all previous steps succeed.
pub(super) fn run(global: &Global, args: &BuildArgs, terminal: &Terminal) -> Result<u8> {
    let timings = if args.timings { Some(Timings::start()?) } else { None };
    let stages = Stages::begin(terminal);
    use_threads(args.jobs)?;
    let options = ProjectOptions {
        allow_secrets: args.secrets.allow_secrets,
        no_search: args.no_search,
        ..args.output.apply(project::options(&args.view)?)
    };
    let mut project = project::open(global, options, &stages, terminal)?;
    let today = clock::as_of(args.view.day.as_of, &project.config().zone)?;

    let problems = stages.run("check", || project.problems(today));
    if !problems.is_empty() {
        return Ok(refused(&problems, terminal));
    }
    if !terminal.is_quiet() {
        terminal.diagnostics(&project.theme_warnings(project.levels()));
    }
    view::name_drafts(&project, terminal);
    let view = stages.run("derive", || project.release_view(today))?;
    let site = match stages.run("plan", || project.site(view)) {
        Ok(site) => site,
        Err(problems) => return Ok(refused(&problems, terminal)),
    };
    let options = publish_options(&args.output);
    let report = match stages.count("publish", site.plan().routes().len(), |done| project.publish(&site, &options, done)) {
        Ok(report) => report,
        Err(problems) => return Ok(refused(&problems, terminal)),
    };

    name_changes(&report, terminal);
    if let Some(timings) = timings {
        terminal.note(timings.report().trim_end());
    }
    terminal.note(&closing_line(&site, &report, stages.seconds()));
    // The process ends here, so freeing the archive would only waste time.
    std::mem::forget((project, site));
    Ok(DONE)
}

/// The publishing options of the command line.
pub(super) fn publish_options(args: &OutputArgs) -> PublishOptions {
    PublishOptions { home: std::env::home_dir(), force: args.force }
}

/// Lists the written and removed files, for `--verbose`.
pub(super) fn name_changes(report: &PublishReport, terminal: &Terminal) {
    for (what, paths) in [("written", &report.written), ("removed", &report.removed)] {
        paths.iter().for_each(|path| terminal.detail(|| format!("{what}: {path}")));
    }
}

/// The number of files written, unchanged and removed.
pub(super) fn counts(report: &PublishReport) -> String {
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

/// Prints why the site was not built. An unreadable file is a system error rather than the author's.
fn refused(problems: &Problems, terminal: &Terminal) -> u8 {
    let diagnostics = &problems.diagnostics;
    terminal.diagnostics(diagnostics);
    if diagnostics.is_empty() {
        problems.errors.iter().for_each(|error| terminal.failure(error));
        return FAILED;
    }
    let files = diagnostics.iter().filter_map(Diagnostic::file).collect::<BTreeSet<_>>().len();
    let count = prose::count(diagnostics.len(), "problem", "problems");
    terminal.failure(&format!("{count} in {}; the published site is unchanged", prose::count(files, "file", "files")));
    if diagnostics.iter().all(|diagnostic| diagnostic.rule == "unreadable") { FAILED } else { CONTENT }
}

fn closing_line(site: &Site, report: &PublishReport, seconds: f64) -> String {
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
