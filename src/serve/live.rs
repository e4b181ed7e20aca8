//! Live reload: a browser sends the state of the page that it shows, and receives an event when that changes.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use hyper::header::CONTENT_TYPE;
use hyper::{Response, http};
use serde_json::json;
use tokio::sync::{mpsc, watch};

use super::body::Body;
use super::response::SiteResponse;
use super::snapshot::Snapshot;
use super::state::PageState;

/// The delay before a browser reconnects after a lost connection, in milliseconds.
const RETRY: &str = "retry: 500\n\n";
/// The interval of keep-alive messages on an idle connection.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// The keep-alive message: a comment, which triggers no event.
const COMMENT: &str = ":\n\n";

/// What a browser shows, as sent in the query of its event request.
#[derive(Debug)]
pub(super) struct LiveQuery {
    path: String,
    state: PageState,
}

impl LiveQuery {
    /// Parses the query of a request. `None` if it is incomplete.
    pub(super) fn parse(query: &str) -> Option<Self> {
        let value = |name| form_urlencoded::parse(query.as_bytes()).find_map(|(key, value)| (key == name).then_some(value));
        Some(Self { path: value("path")?.into_owned(), state: value("state")?.parse().ok()? })
    }
}

/// The state of one browser, and what was last sent to it.
struct Client {
    path: String,
    state: PageState,
    problems: Option<Vec<String>>,
    note: Option<String>,
    session: u64,
}

/// The event stream for one browser. It ends when the browser disconnects or the server shuts down.
pub(super) fn events(
    query: LiveQuery,
    mut snapshots: watch::Receiver<Arc<Snapshot>>,
    mut stop: watch::Receiver<bool>,
    session: u64,
) -> http::Result<Response<Body>> {
    let (sender, chunks) = mpsc::channel(1);
    tokio::spawn(async move {
        let LiveQuery { path, state } = query;
        let mut client = Client { path, state, problems: None, note: None, session };
        let mut text = RETRY.to_owned();
        loop {
            let snapshot = Arc::clone(&snapshots.borrow_and_update());
            text += &client.update(snapshot).await;
            loop {
                if sender.send(Ok(std::mem::take(&mut text).into())).await.is_err() {
                    return;
                }
                tokio::select! {
                    changed = snapshots.changed() => if changed.is_ok() { break } else { return },
                    () = sender.closed() => return,
                    _ = stop.wait_for(|stop| *stop) => return,
                    () = tokio::time::sleep(KEEP_ALIVE) => text += COMMENT,
                }
            }
        }
    });
    Response::builder().header(CONTENT_TYPE, "text/event-stream").body(Body::Chunks(chunks))
}

impl Client {
    /// The events for the changes in a snapshot.
    async fn update(&mut self, snapshot: Arc<Snapshot>) -> String {
        let (path, rendered) = (self.path.clone(), Arc::clone(&snapshot));
        let response = tokio::task::spawn_blocking(move || SiteResponse::new(&path, &rendered)).await;
        let Ok(response) = response else { return String::new() };
        let mut events = String::new();
        // The data never contains a line break, which would end the field.
        let mut event = |name: &str, data: &str| _ = write!(events, "event: {name}\ndata: {data}\n\n");
        let mut problems = snapshot.problems.to_vec();
        let page = match response {
            // The last successfully rendered page stays visible below the error.
            SiteResponse::Page { error: Some(error), .. } => {
                problems.insert(0, error);
                self.state.page
            }
            SiteResponse::Page { html, .. } => PageState::fingerprint(&html, self.session),
            _ => 0,
        };
        if page != self.state.page {
            event("reload", "page");
        }
        for (name, shown, current) in
            [("styles", &mut self.state.styles, snapshot.styles), ("images", &mut self.state.images, snapshot.images)]
        {
            if std::mem::replace(shown, current) != current {
                event(name, &format!("{current:x}"));
            }
        }
        if self.problems.as_ref() != Some(&problems) {
            event("problems", &json!(problems).to_string());
            self.problems = Some(problems);
        }
        let note = json!(snapshot.note).to_string();
        if self.note.as_ref() != Some(&note) {
            event("note", &note);
            self.note = Some(note);
        }
        events
    }
}
