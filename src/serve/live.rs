//! Live reload: a browser sends the state of what it shows, and gets an event when that has changed.

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

/// How soon a browser that has lost the connection opens it again, in milliseconds.
const RETRY: &str = "retry: 500\n\n";
/// How often something is sent over an idle connection to keep it open.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// What is sent then: a comment, which is no event.
const COMMENT: &str = ":\n\n";

/// What a browser shows: the query of its request for events.
#[derive(Debug)]
pub(super) struct LiveQuery {
    path: String,
    state: PageState,
}

impl LiveQuery {
    /// The query of a request, if it has all that the script sends.
    pub(super) fn parse(query: &str) -> Option<Self> {
        let value = |name| form_urlencoded::parse(query.as_bytes()).find_map(|(key, value)| (key == name).then_some(value));
        Some(Self { path: value("path")?.into_owned(), state: value("state")?.parse().ok()? })
    }
}

/// What one browser shows, and what it was sent last.
struct Client {
    path: String,
    state: PageState,
    problems: Option<Vec<String>>,
    note: Option<String>,
    session: u64,
}

/// The events for one browser, until it goes away or the server ends.
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
    /// The events for what has changed in a snapshot.
    async fn update(&mut self, snapshot: Arc<Snapshot>) -> String {
        let (path, rendered) = (self.path.clone(), Arc::clone(&snapshot));
        let response = tokio::task::spawn_blocking(move || SiteResponse::new(&path, &rendered)).await;
        let Ok(response) = response else { return String::new() };
        let mut events = String::new();
        // None of the data has a line break, which would end its field.
        let mut event = |name: &str, data: &str| _ = write!(events, "event: {name}\ndata: {data}\n\n");
        let mut problems = snapshot.problems.to_vec();
        let page = match response {
            // The last good page stays visible below its error.
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
