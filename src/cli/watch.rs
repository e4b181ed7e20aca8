//! `pir-site watch`: keeps the output folder up to date, with the semantics of `build`.

use std::time::Instant;

use super::args::{Global, WatchArgs};
use super::clock::{self, Stages};
use super::follow::{self, Follower};
use super::terminal::Terminal;
use super::{build, project};
use crate::error::Result;
use crate::project::{Problems, Project, ProjectOptions, Session};
use crate::publish::PublishReport;
use crate::site::Site;

/// Builds now and after every change, until the process is interrupted. A failed build leaves the published site unchanged.
///
/// # Errors
/// There is no project, or its files cannot be watched.
pub(super) fn run(global: &Global, args: &WatchArgs, terminal: &Terminal) -> Result<u8> {
    let began = Instant::now();
    let options = ProjectOptions {
        allow_secrets: args.follow.secrets.allow_secrets,
        ..args.output.apply(project::options(&args.follow.view.readership)?)
    };
    let (path, clock) = (project::find(global)?, clock::today(args.follow.view.day.as_of));
    let session = Stages::begin(terminal).run("load", || Session::open(path, options, clock));
    let mut follower = Follower::new(session, args.follow.poll, terminal)?;
    publish(&follower.session, args, began, "", terminal);
    if let Some(note) = follower.session.note() {
        terminal.note(&note);
    }
    terminal.note("Watching for changes (Ctrl-C to stop)");
    loop {
        let (update, began) = follower.next();
        publish(&follower.session, args, began, &format!(" after a change of {}", follow::describe(&update)), terminal);
    }
}

/// Publishes the site, and reports the result and its cause on one line.
fn publish(session: &Session, args: &WatchArgs, began: Instant, why: &str, terminal: &Terminal) {
    let (Some(project), Some(site), true) = (session.project(), session.site(), session.problems().is_empty()) else {
        return follow::report(session.problems(), "the published site is unchanged", terminal);
    };
    match published(project, site, args, &Stages::since(began, terminal)) {
        Ok(report) => {
            build::name_changes(&report, terminal);
            let seconds = began.elapsed().as_secs_f64();
            terminal.note(&format!("Built the site in {seconds:.2} s{why} {}", build::counts(&report)));
        }
        Err(problems) => follow::report(&problems, "the published site is unchanged", terminal),
    }
}

fn published(project: &Project, site: &Site, args: &WatchArgs, stages: &Stages) -> Result<PublishReport, Problems> {
    let options = build::publish_options(&args.output);
    stages.count("publish", site.plan().routes().len(), |done| project.publish(site, &options, done))
}
