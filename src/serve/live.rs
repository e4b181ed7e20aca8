//! Live reload: a browser sends the state of what it shows, and gets an event when that has changed.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use super::response::SiteResponse;
use super::snapshot::Snapshot;
use super::state::PageState;

/// How soon a browser that has lost the connection opens it again.
const RETRY: Duration = Duration::from_millis(500);
/// How often something is sent over an idle connection to keep it open.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// What a browser shows: the query of its request for events.
#[derive(Debug, Deserialize)]
pub(super) struct LiveQuery {
    path: String,
    state: String,
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
) -> Response {
    let (sender, stream) = mpsc::channel::<Result<Event, Infallible>>(8);
    tokio::spawn(async move {
        let LiveQuery { path, state } = query;
        let Ok(state) = state.parse() else { return };
        let mut client = Client { path, state, problems: None, note: None, session };
        loop {
            let snapshot = Arc::clone(&snapshots.borrow_and_update());
            for event in client.update(snapshot).await {
                if sender.send(Ok(event)).await.is_err() {
                    return;
                }
            }
            tokio::select! {
                changed = snapshots.changed() => if changed.is_err() { return },
                () = sender.closed() => return,
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    });
    Sse::new(ReceiverStream::new(stream)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response()
}

impl Client {
    /// What has changed for this browser in a snapshot.
    async fn update(&mut self, snapshot: Arc<Snapshot>) -> Vec<Event> {
        let (path, session, rendered) = (self.path.clone(), self.session, Arc::clone(&snapshot));
        let response = tokio::task::spawn_blocking(move || SiteResponse::new(&path, &rendered, session)).await;
        let Ok(response) = response else { return Vec::new() };
        let mut events = Vec::new();
        let mut problems = snapshot.problems.to_vec();
        let page = match response {
            // The last good page stays visible below its error.
            SiteResponse::Page { error: Some(error), .. } => {
                problems.insert(0, error);
                self.state.page
            }
            SiteResponse::Page { html, .. } => PageState::fingerprint(&html),
            _ => 0,
        };
        if page != self.state.page {
            events.push(Event::default().event("reload").data("page"));
        }
        for (name, shown, current) in
            [("styles", &mut self.state.styles, snapshot.styles), ("images", &mut self.state.images, snapshot.images)]
        {
            if std::mem::replace(shown, current) != current {
                events.push(Event::default().event(name).data(format!("{current:x}")));
            }
        }
        if self.problems.as_ref() != Some(&problems) {
            events.push(Event::default().event("problems").retry(RETRY).data(json!(problems).to_string()));
            self.problems = Some(problems);
        }
        let note = json!(snapshot.note).to_string();
        if self.note.as_ref() != Some(&note) {
            events.push(Event::default().event("note").data(&note));
            self.note = Some(note);
        }
        events
    }
}
