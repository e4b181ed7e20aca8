//! The server: one handler for all requests, until the process is interrupted.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

use super::live::{self, LiveQuery};
use super::notice::notice;
use super::response::SiteResponse;
use super::state::{PageState, placeholder};
use super::{Binding, SCRIPT, Snapshot, host};
use crate::error::{Error, Result};

/// How long open requests may take when the server ends.
const SHUTDOWN: Duration = Duration::from_secs(1);
/// The script for live reload.
const SCRIPT_SOURCE: &str = include_str!("live.js");
/// The address of the events that the script listens to.
const EVENTS: &str = "/.pir-site/live";

/// The current snapshot, and who may ask for it.
pub struct Server {
    snapshots: watch::Sender<Arc<Snapshot>>,
    /// Host names that are allowed beside this machine's own.
    hosts: Vec<String>,
    /// A number that no other run has.
    session: u64,
}

impl Server {
    /// A server of this snapshot.
    pub fn new(snapshot: Snapshot, hosts: Vec<String>, session: u64) -> Self {
        Self { snapshots: watch::Sender::new(Arc::new(snapshot)), hosts, session }
    }

    /// Serves another snapshot from now on.
    pub fn publish(&self, snapshot: Snapshot) {
        self.snapshots.send_replace(Arc::new(snapshot));
    }
}

/// What every request needs.
struct Shared {
    server: Arc<Server>,
    stop: watch::Receiver<bool>,
}

/// Serves until the process is interrupted or terminated.
///
/// # Errors
/// The system refuses what a server needs.
pub fn run(server: Arc<Server>, binding: Binding) -> Result<()> {
    let failed = |error: std::io::Error| Error::new("failed to serve").because(error);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(failed)?;
    let ended = runtime.block_on(async {
        let (end, stop) = watch::channel(false);
        let shared = Arc::new(Shared { server, stop: stop.clone() });
        let app = Router::new().fallback(respond).with_state(shared);
        let mut tasks = tokio::task::JoinSet::new();
        for listener in binding.listeners {
            tasks.spawn(accept(listener, app.clone(), stop.clone()));
        }
        interrupted().await?;
        let _ = end.send(true);
        let _ = tokio::time::timeout(SHUTDOWN, tasks.join_all()).await;
        Ok(())
    });
    runtime.shutdown_background();
    ended.map_err(failed)
}

async fn accept(listener: TcpListener, app: Router, mut stop: watch::Receiver<bool>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let stopped = async move { _ = stop.wait_for(|stop| *stop).await };
    axum::serve(tokio::net::TcpListener::from_std(listener)?, app).with_graceful_shutdown(stopped).await
}

#[cfg(unix)]
async fn interrupted() -> std::io::Result<()> {
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn interrupted() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Answers any request. Browsers store nothing of the response, and pages of other sites may not use it.
async fn respond(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let mut response = answer(&shared, request).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    response
}

async fn answer(Shared { server, stop }: &Shared, request: Request) -> Response {
    if let Some(host) = foreign_host(&request, &server.hosts) {
        let message = format!(
            "This server answers requests for localhost and for addresses, not for {host}.\nStart it with --allow-host {host} to allow that name."
        );
        return page(StatusCode::FORBIDDEN, notice("Forbidden", &[message], None, None));
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    match request.uri().path() {
        SCRIPT => return ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT_SOURCE).into_response(),
        EVENTS if request.method() == Method::GET => {
            return match Query::<LiveQuery>::try_from_uri(request.uri()) {
                Ok(Query(query)) => live::events(query, server.snapshots.subscribe(), stop.clone(), server.session),
                Err(error) => error.into_response(),
            };
        }
        _ => {}
    }
    let (path, session, snapshot) = (request.uri().path().to_owned(), server.session, Arc::clone(&server.snapshots.borrow()));
    let rendered = Arc::clone(&snapshot);
    match tokio::task::spawn_blocking(move || SiteResponse::new(&path, &rendered, session)).await {
        Ok(response) => send(response, &snapshot, session, request).await,
        Err(error) => {
            let html = notice("This page cannot be rendered", &[error.to_string()], None, None);
            page(StatusCode::INTERNAL_SERVER_ERROR, html)
        }
    }
}

async fn send(response: SiteResponse, snapshot: &Snapshot, session: u64, request: Request) -> Response {
    match response {
        SiteResponse::Page { status, html, .. } => {
            let fingerprint = PageState::fingerprint(&html);
            let state = PageState { page: fingerprint, styles: snapshot.styles, images: snapshot.images };
            page(status, html.replacen(&placeholder(session), &state.to_string(), 1))
        }
        SiteResponse::Bytes { content_type, bytes } => ([(CONTENT_TYPE, content_type)], bytes).into_response(),
        SiteResponse::File { content_type, path } => file(&content_type, &path, request).await,
        SiteResponse::Folder => (StatusCode::MOVED_PERMANENTLY, [(LOCATION, folder(request.uri()))]).into_response(),
    }
}

fn page(status: StatusCode, html: String) -> Response {
    (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

/// A file on disk, or the part of it that is asked for.
async fn file(content_type: &str, path: &Path, request: Request) -> Response {
    let content_type = content_type.parse().unwrap_or(mime_guess::mime::APPLICATION_OCTET_STREAM);
    match ServeFile::new_with_mime(path, &content_type).oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// The address of a folder that was asked for without its slash.
fn folder(uri: &Uri) -> String {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{query}", uri.path())
}

/// The host that a request names, if it is not allowed.
fn foreign_host(request: &Request, allowed: &[String]) -> Option<String> {
    let headers = request.headers().get_all(HOST).iter().map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned());
    let mut hosts = headers.chain(request.uri().authority().map(ToString::to_string));
    hosts.find(|host| !host::is_allowed(host, allowed))
}
