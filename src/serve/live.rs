//! Live reload: each browser tells what it shows, and is told when that has changed.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use super::Edition;
use super::answer::Reply;
use super::script::Print;

/// How soon a browser that has lost the server looks for it again.
const RETRY: Duration = Duration::from_millis(500);
/// How often an idle connection says that it is alive.
const ALIVE: Duration = Duration::from_secs(15);

/// What a browser shows, as its script tells it.
#[derive(Debug, Deserialize)]
pub(super) struct Shown {
    path: String,
    page: String,
    styles: String,
    images: String,
}

/// What the browser was told last.
#[derive(Default)]
struct Told {
    problems: Option<Vec<String>>,
    /// As it was sent, which may be that there is none.
    note: Option<String>,
}

/// The events for one browser, until it or the server goes.
pub(super) fn follow(
    shown: Shown,
    mut editions: watch::Receiver<Arc<Edition>>,
    mut stop: watch::Receiver<bool>,
    session: u64,
) -> Response {
    let (events, stream) = mpsc::channel::<Result<Event, Infallible>>(8);
    tokio::spawn(async move {
        let Some(mut shown) = Print::of(&shown).map(|print| (shown.path, print)) else { return };
        let mut told = Told::default();
        loop {
            let edition = Arc::clone(&editions.borrow_and_update());
            for event in news(&mut shown, &mut told, edition, session).await {
                if events.send(Ok(event)).await.is_err() {
                    return;
                }
            }
            tokio::select! {
                changed = editions.changed() => if changed.is_err() { return },
                () = events.closed() => return,
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    });
    Sse::new(ReceiverStream::new(stream)).keep_alive(KeepAlive::new().interval(ALIVE)).into_response()
}

impl Print {
    fn of(shown: &Shown) -> Option<Self> {
        let number = |text: &str| u64::from_str_radix(text, 16).ok();
        Some(Self { page: number(&shown.page)?, styles: number(&shown.styles)?, images: number(&shown.images)? })
    }
}

/// What a browser that shows this has to know of an edition.
async fn news((path, print): &mut (String, Print), told: &mut Told, edition: Arc<Edition>, session: u64) -> Vec<Event> {
    let (asked, of) = (path.clone(), Arc::clone(&edition));
    let Ok(reply) = tokio::task::spawn_blocking(move || Reply::to(&asked, &of)).await else { return Vec::new() };
    let mut events = Vec::new();
    let mut problems = edition.problems.to_vec();
    match &reply {
        // The last good page stays beneath what is wrong with it.
        Reply::Page { broken: Some(why), .. } => problems.insert(0, why.clone()),
        _ if reply.print(session) != print.page => events.push(Event::default().event("reload").data("page")),
        _ => {}
    }
    if edition.styles != print.styles {
        events.push(Event::default().event("styles").data(format!("{:x}", edition.styles)));
        print.styles = edition.styles;
    }
    if edition.images != print.images {
        events.push(Event::default().event("images").data(format!("{:x}", edition.images)));
        print.images = edition.images;
    }
    if told.problems.as_ref() != Some(&problems) {
        events.push(Event::default().event("problems").retry(RETRY).data(json!(problems).to_string()));
        told.problems = Some(problems);
    }
    let note = json!(edition.note).to_string();
    if told.note.as_ref() != Some(&note) {
        events.push(Event::default().event("note").data(&note));
        told.note = Some(note);
    }
    events
}
