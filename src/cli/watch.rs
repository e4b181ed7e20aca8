//! `pir-site watch`: the output folder kept up to date, by the rules of `build`.

use std::time::Instant;

use super::args::{Global, Watch};
use super::build;
use super::follow::{self, Follower};
use super::project::Place;
use super::serve::wish;
use super::studio::{Studio, Wish};
use super::terminal::Terminal;
use crate::error::Result;
use crate::prose;
use crate::publish::Target;

/// Builds, and builds again after every change, until the process is interrupted. A build that fails leaves the published site alone.
///
/// # Errors
/// There is no project, or its files cannot be followed.
pub(super) fn run(global: &Global, args: &Watch, terminal: &Terminal) -> Result<u8> {
    let began = Instant::now();
    let place = Place::find(global)?;
    let wish = Wish { base_url: args.base_url.clone(), output: args.output.clone(), ..wish(&args.shown)? };
    let mut follower = Follower::new(Studio::open(place, wish), args.poll, terminal)?;
    publish(&follower.studio, args, "the site", began, terminal);
    if let Some(note) = follower.studio.note() {
        terminal.note(&note);
    }
    terminal.note("Watching for changes (Ctrl-C to stop)");
    loop {
        let (update, began) = follower.next();
        publish(&follower.studio, args, &follow::words(&update), began, terminal);
    }
}

/// Publishes the site, and says what came of it in a line.
fn publish(studio: &Studio, args: &Watch, what: &str, began: Instant, terminal: &Terminal) {
    let (Some(site), Some(config), true) = (studio.site(), studio.config(), studio.problems().is_empty()) else {
        return follow::report(studio.problems(), "the published site is unchanged", terminal);
    };
    let (root, home) = (&studio.place().root, std::env::home_dir());
    let sources = build::sources(root, config);
    let published = build::output(root, config, args.output.as_deref()).and_then(|output| {
        let target = Target { output, root, home: home.as_deref(), sources: &sources, force: args.force };
        build::publish(site, &target, |page, out| site.render(page, out))
    });
    match published {
        Ok(report) => terminal.note(&format!(
            "Built {what} in {:.2} s ({} written, {} unchanged, {} removed)",
            began.elapsed().as_secs_f64(),
            prose::count(report.written, "file", "files"),
            prose::number(report.unchanged as u64),
            prose::number(report.removed as u64),
        )),
        Err(error) => terminal.error(&error),
    }
}
