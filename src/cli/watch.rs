//! `pir-site watch`: keeps the output folder up to date, by the rules of `build`.

use std::time::Instant;

use super::args::{Global, Watch};
use super::build;
use super::clock::Stages;
use super::follow::{self, Follower};
use super::project::Place;
use super::serve::wish;
use super::studio::{Studio, Wish};
use super::terminal::Terminal;
use crate::error::Result;
use crate::publish::Report;
use crate::site::Site;

/// Builds, and builds again after every change, until the process is interrupted. A build that fails leaves the published site alone.
///
/// # Errors
/// There is no project, or its files cannot be watched.
pub(super) fn run(global: &Global, args: &Watch, terminal: &Terminal) -> Result<u8> {
    let began = Instant::now();
    let place = Place::find(global)?;
    let wish = Wish { base_url: args.into.base_url.clone(), output: args.into.output.clone(), ..wish(&args.shown)? };
    let studio = Stages::begin(terminal).run("load", || Studio::open(place, wish));
    let mut follower = Follower::new(studio, args.poll, terminal)?;
    publish(&follower.studio, args, began, "", terminal);
    if let Some(note) = follower.studio.note() {
        terminal.note(&note);
    }
    terminal.note("Watching for changes (Ctrl-C to stop)");
    loop {
        let (update, began) = follower.next();
        publish(&follower.studio, args, began, &format!(" after a change of {}", follow::describe(&update)), terminal);
    }
}

/// Publishes the site, and reports the result and its cause in one line.
fn publish(studio: &Studio, args: &Watch, began: Instant, why: &str, terminal: &Terminal) {
    let Some(site) = studio.site().filter(|_| studio.problems().is_empty()) else {
        return follow::report(studio.problems(), "the published site is unchanged", terminal);
    };
    match written(studio, site, args, &Stages::since(began, terminal)) {
        Ok(report) => {
            build::name_changes(&report, terminal);
            let seconds = began.elapsed().as_secs_f64();
            terminal.note(&format!("Built the site in {seconds:.2} s{why} {}", build::counts(&report)));
        }
        Err(error) => terminal.error(&error),
    }
}

fn written(studio: &Studio, site: &Site, args: &Watch, stages: &Stages) -> Result<Report> {
    let (root, config, home) = (&studio.place().root, site.config(), std::env::home_dir());
    let (output, sources) = (build::output(root, config, args.into.output.as_deref())?, build::sources(root, config));
    let target = build::target(root, output, home.as_deref(), &sources, &args.into, site.audience());
    stages.count("publish", site.plan().routes().len(), |done| build::publish(site, &target, done))
}
