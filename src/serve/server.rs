//! The server: one handler for every request, until it is interrupted.

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

use super::answer::Reply;
use super::live::{self, Shown};
use super::notice::notice;
use super::script::{EVENTS, Print, SCRIPT, SOURCE, with_script};
use super::{Binding, Edition, host};
use crate::error::{Error, Result};

/// How long requests that are under way may take when the server ends.
const FAREWELL: Duration = Duration::from_secs(1);

/// What is served, and to whom.
pub struct Server {
    editions: watch::Sender<Arc<Edition>>,
    /// Names beside this machine's own by which it may be asked.
    names: Vec<String>,
    /// A number that no other run has.
    session: u64,
}

impl Server {
    /// A server of this edition.
    pub fn new(edition: Edition, names: Vec<String>, session: u64) -> Self {
        Self { editions: watch::Sender::new(Arc::new(edition)), names, session }
    }

    /// Serves another edition from now on.
    pub fn publish(&self, edition: Edition) {
        self.editions.send_replace(Arc::new(edition));
    }
}

/// What every request needs.
struct Desk {
    server: Arc<Server>,
    stop: watch::Receiver<bool>,
}

/// Serves until the process is interrupted or told to end.
///
/// # Errors
/// The system does not give what a server needs.
pub fn run(server: Arc<Server>, binding: Binding) -> Result<()> {
    let failed = |error: std::io::Error| Error::new("failed to serve").because(error);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(failed)?;
    let ended = runtime.block_on(async {
        let (ender, stop) = watch::channel(false);
        let desk = Arc::new(Desk { server, stop: stop.clone() });
        let app = Router::new().fallback(respond).with_state(desk);
        let mut tasks = tokio::task::JoinSet::new();
        for listener in binding.listeners {
            tasks.spawn(accept(listener, app.clone(), stop.clone()));
        }
        interrupted().await?;
        let _ = ender.send(true);
        // A request that is still under way is not waited for any longer.
        let _ = tokio::time::timeout(FAREWELL, tasks.join_all()).await;
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

/// Answers any request. Nothing of it is kept by the browser, and no page of another site may use it.
async fn respond(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let mut response = answer(&desk, request).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    response
}

async fn answer(desk: &Desk, request: Request) -> Response {
    let Desk { server, stop } = desk;
    if let Some(host) = foreign_host(&request, &server.names) {
        let said = format!(
            "This server answers to localhost and to addresses, and not to {host}.\nStart it with --allow-host {host} to allow that name."
        );
        return page(StatusCode::FORBIDDEN, notice("Forbidden", &[said], None));
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    match request.uri().path() {
        SCRIPT => return ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SOURCE).into_response(),
        EVENTS if request.method() == Method::GET => {
            return match Query::<Shown>::try_from_uri(request.uri()) {
                Ok(Query(shown)) => live::follow(shown, server.editions.subscribe(), stop.clone(), server.session),
                Err(error) => error.into_response(),
            };
        }
        _ => {}
    }
    let (path, edition) = (request.uri().path().to_owned(), Arc::clone(&server.editions.borrow()));
    let of = Arc::clone(&edition);
    match tokio::task::spawn_blocking(move || Reply::to(&path, &of)).await {
        Ok(reply) => deliver(reply, &edition, server.session, request).await,
        Err(error) => page(StatusCode::INTERNAL_SERVER_ERROR, notice("This page cannot be made", &[error.to_string()], None)),
    }
}

async fn deliver(reply: Reply, edition: &Edition, session: u64, request: Request) -> Response {
    let print = Print { page: reply.print(session), styles: edition.styles, images: edition.images };
    match reply {
        Reply::Page { status, html, .. } => page(status, with_script(&html, print, session)),
        Reply::Bytes { kind, bytes } => ([(CONTENT_TYPE, kind)], bytes).into_response(),
        Reply::File { kind, path } => file(&kind, &path, request).await,
        Reply::Folder => (StatusCode::MOVED_PERMANENTLY, [(LOCATION, folder(request.uri()))]).into_response(),
    }
}

fn page(status: StatusCode, html: String) -> Response {
    (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

/// A file on disk, or the part of it that is asked for.
async fn file(kind: &str, path: &Path, request: Request) -> Response {
    let kind = kind.parse().unwrap_or(mime_guess::mime::APPLICATION_OCTET_STREAM);
    match ServeFile::new_with_mime(path, &kind).oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// The address of a folder that was asked for without its slash.
fn folder(uri: &Uri) -> String {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{query}", uri.path())
}

/// The host that a request names, if it is none of ours.
fn foreign_host(request: &Request, names: &[String]) -> Option<String> {
    let headers = request.headers().get_all(HOST).iter().map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned());
    let mut hosts = headers.chain(request.uri().authority().map(ToString::to_string));
    hosts.find(|host| !host::is_allowed(host, names))
}
