//! `pir-site serve`: runs the development server. Nothing is written to the output folder.

use std::sync::Arc;
use std::time::Instant;

use super::args::{Global, ServeArgs};
use super::clock::{self, Stages};
use super::follow::{self, Follower};
use super::terminal::Terminal;
use super::{DONE, project};
use crate::error::Result;
use crate::project::{ProjectOptions, Session};
use crate::prose;
use crate::serve::{self, Binding, Port, Server};
use crate::site::context::LiveReload;

/// The default port.
const PORT: u16 = 1111;

/// Loads the project and serves it until it is interrupted.
pub(super) fn run(global: &Global, args: &ServeArgs, terminal: &Terminal) -> Result<u8> {
    let began = Instant::now();
    let path = project::find(global)?;
    let run_id = clock::run_id();
    let live_reload = LiveReload { script: serve::SCRIPT.to_owned(), state: serve::placeholder(run_id) };
    let options = ProjectOptions {
        live_reload: Some(live_reload),
        allow_secrets: args.follow.secrets.allow_secrets,
        ..project::options(&args.follow.view.readership)?
    };
    let binding = serve::bind(args.interface, args.port.map_or(Port::Usual(PORT), Port::Exactly))?;
    let clock = clock::today(args.follow.view.day.as_of);
    let session = Stages::begin(terminal).run("load", || Session::open(path, options, clock));
    let follower = Follower::new(session, args.follow.poll, terminal)?;

    let server = Arc::new(Server::new(follower.session.snapshot(), args.allow_host.clone(), run_id));
    report_start(&follower.session, began, terminal);
    let address = address(args, &binding);
    terminal.note(&format!("Serving at {address} (Ctrl-C to stop)"));
    if args.port.is_none() && binding.port != PORT {
        terminal.note(&format!("Port {PORT} is taken; using {} instead", binding.port));
    }
    if args.open && open::that_detached(&address).is_err() {
        terminal.note("Found no browser to open");
    }
    let (publisher, log) = (Arc::clone(&server), terminal.clone());
    std::thread::spawn(move || follow(follower, &publisher, &log));
    serve::run(server, binding)?;
    terminal.note("Stopped");
    Ok(DONE)
}

/// Reports the loaded site, or its problems.
fn report_start(session: &Session, began: Instant, terminal: &Terminal) {
    match session.site() {
        Some(site) if session.problems().is_empty() => {
            let incidents = prose::count(site.view().cases.len(), "incident", "incidents");
            terminal.note(&format!("Loaded {incidents} in {:.2} s", began.elapsed().as_secs_f64()));
            if let Some(note) = session.note() {
                terminal.note(&note);
            }
        }
        _ => follow::report(session.problems(), "the browser shows the problems until they are fixed", terminal),
    }
}

/// The URL for the browser.
fn address(args: &ServeArgs, binding: &Binding) -> String {
    match args.interface {
        Some(address) if !address.is_unspecified() => format!("http://{}/", std::net::SocketAddr::new(address, binding.port)),
        _ => format!("http://localhost:{}/", binding.port),
    }
}

/// Updates the served snapshot after each change, until the process ends.
fn follow(mut follower: Follower, server: &Server, terminal: &Terminal) {
    loop {
        let (update, began) = follower.next();
        server.publish(follower.session.snapshot());
        let problems = follower.session.problems();
        if problems.is_empty() {
            let milliseconds = began.elapsed().as_secs_f64() * 1e3;
            terminal.note(&format!("Updated {} in {milliseconds:.0} ms", follow::describe(&update)));
        } else {
            follow::report(problems, "the browser shows the last good pages", terminal);
        }
    }
}
