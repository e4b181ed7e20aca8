//! The HTTP server: one handler for all requests, until the process is interrupted.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::net::TcpListener;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION,
    RANGE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::http;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Method, Request, Response, StatusCode, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::watch;

use super::bind::Binding;
use super::body::Body;
use super::host;
use super::live::{self, LiveQuery};
use super::notice::notice;
use super::response::SiteResponse;
use super::snapshot::Snapshot;
use super::state::{PageState, SCRIPT, placeholder};
use crate::error::{Error, Result};

/// The time limit for open requests during shutdown.
const SHUTDOWN: Duration = Duration::from_secs(1);
/// The time limit for receiving request headers, and for an idle connection.
const HEADERS: Duration = Duration::from_secs(10);
/// The delay after a connection could not be accepted.
const RETRY_ACCEPT: Duration = Duration::from_millis(50);
/// The live-reload script.
const SCRIPT_SOURCE: &str = include_str!("live.js");
/// The address of the event stream.
const EVENTS: &str = "/.pir-site/live";

/// The current snapshot, and the allowed host names.
pub struct Server {
    snapshots: watch::Sender<Arc<Snapshot>>,
    /// Host names that are allowed in addition to the local ones.
    hosts: Vec<String>,
    /// A number unique to this run.
    session: u64,
}

impl Server {
    /// Creates a server for a snapshot.
    pub fn new(snapshot: Snapshot, hosts: Vec<String>, session: u64) -> Self {
        Self { snapshots: watch::Sender::new(Arc::new(snapshot)), hosts, session }
    }

    /// Replaces the served snapshot.
    pub fn publish(&self, snapshot: Snapshot) {
        self.snapshots.send_replace(Arc::new(snapshot));
    }
}

/// The state shared by all requests.
struct Shared {
    server: Arc<Server>,
    stop: watch::Receiver<bool>,
}

/// Serves until the process is interrupted or terminated.
///
/// # Errors
/// The operating system refuses a resource that the server needs.
pub fn run(server: Arc<Server>, binding: Binding) -> Result<()> {
    let failed = |error: io::Error| Error::new("failed to serve").because(error);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(failed)?;
    let ended = runtime.block_on(async {
        let (end, stop) = watch::channel(false);
        let shared = Arc::new(Shared { server, stop });
        let mut tasks = tokio::task::JoinSet::new();
        for listener in binding.listeners {
            tasks.spawn(accept(listener, Arc::clone(&shared)));
        }
        interrupted().await?;
        let _ = end.send(true);
        let _ = tokio::time::timeout(SHUTDOWN, tasks.join_all()).await;
        Ok(())
    });
    runtime.shutdown_background();
    ended.map_err(failed)
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let connections = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADERS);
    let mut stop = shared.stop.clone();
    let mut stopped = pin!(async move { _ = stop.wait_for(|stop| *stop).await });
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let shared = Arc::clone(&shared);
                    let respond = service_fn(move |request| respond(Arc::clone(&shared), request));
                    let connection = http.serve_connection(TokioIo::new(stream), respond);
                    // This fails if the browser disconnects, which is not a server error.
                    tokio::spawn(connections.watch(connection));
                }
                // The process may temporarily have too many open files.
                Err(_) => tokio::time::sleep(RETRY_ACCEPT).await,
            },
            () = &mut stopped => break,
        }
    }
    connections.shutdown().await;
    Ok(())
}

#[cfg(unix)]
async fn interrupted() -> io::Result<()> {
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn interrupted() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Handles a request. The response may not be cached, nor used by pages of other sites.
async fn respond(shared: Arc<Shared>, request: Request<Incoming>) -> http::Result<Response<Body>> {
    let mut response = answer(&shared, &request).await?;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    Ok(response)
}

async fn answer(Shared { server, stop }: &Shared, request: &Request<Incoming>) -> http::Result<Response<Body>> {
    // Only the host name reveals that a page of another site sent the request.
    if request.headers().get_all(HOST).iter().count() != 1 {
        let html = notice("Bad request", &["A request needs one Host.".to_owned()], None);
        return page(StatusCode::BAD_REQUEST, html);
    }
    if let Some(host) = foreign_host(request, &server.hosts) {
        let message = format!(
            "This server answers requests for localhost and for addresses, not for {host}.\nStart it with --allow-host {host} to allow that name."
        );
        return page(StatusCode::FORBIDDEN, notice("Forbidden", &[message], None));
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Response::builder().status(StatusCode::METHOD_NOT_ALLOWED).header(ALLOW, "GET, HEAD").body("".into());
    }
    match request.uri().path() {
        SCRIPT => return Response::builder().header(CONTENT_TYPE, "text/javascript; charset=utf-8").body(SCRIPT_SOURCE.into()),
        EVENTS if request.method() == Method::GET => {
            let Some(query) = LiveQuery::parse(request.uri().query().unwrap_or_default()) else {
                return Response::builder().status(StatusCode::BAD_REQUEST).body("".into());
            };
            return live::events(query, server.snapshots.subscribe(), stop.clone(), server.session);
        }
        _ => {}
    }
    let (path, session, snapshot) = (request.uri().path().to_owned(), server.session, Arc::clone(&server.snapshots.borrow()));
    let rendered = Arc::clone(&snapshot);
    match tokio::task::spawn_blocking(move || SiteResponse::new(&path, &rendered)).await {
        Ok(response) => send(response, &snapshot, session, request),
        Err(error) => {
            let html = notice("This page cannot be rendered", &[error.to_string()], None);
            page(StatusCode::INTERNAL_SERVER_ERROR, html)
        }
    }
}

fn send(response: SiteResponse, snapshot: &Snapshot, session: u64, request: &Request<Incoming>) -> http::Result<Response<Body>> {
    match response {
        SiteResponse::Page { status, html, .. } => {
            let fingerprint = PageState::fingerprint(&html, session);
            let state = PageState { page: fingerprint, styles: snapshot.styles, images: snapshot.images };
            page(status, with_state(&html, &placeholder(session), state))
        }
        SiteResponse::Bytes { content_type, bytes } => Response::builder().header(CONTENT_TYPE, content_type).body(bytes.into()),
        SiteResponse::File { content_type, file } => serve_file(&content_type, file, request.headers()).or_else(|error| {
            let html = notice("This file cannot be read", &[error.to_string()], None);
            page(StatusCode::INTERNAL_SERVER_ERROR, html)
        }),
        SiteResponse::Folder => {
            Response::builder().status(StatusCode::MOVED_PERMANENTLY).header(LOCATION, folder(request.uri())).body("".into())
        }
    }
}

/// Inserts the state of the page for the live-reload script. If the page does not load the script, as pages of the theme do, the
/// script is appended, where browsers treat it as the last element of the body.
fn with_state(html: &str, placeholder: &str, state: PageState) -> String {
    if html.contains(placeholder) {
        html.replacen(placeholder, &state.to_string(), 1)
    } else {
        format!("{html}\n<script defer src=\"{SCRIPT}\" data-state=\"{state}\"></script>\n")
    }
}

fn page(status: StatusCode, html: String) -> http::Result<Response<Body>> {
    Response::builder().status(status).header(CONTENT_TYPE, "text/html; charset=utf-8").body(html.into())
}

/// Sends an open file, or the single requested range of it.
fn serve_file(content_type: &str, mut file: File, headers: &HeaderMap) -> io::Result<Response<Body>> {
    let length = file.metadata()?.len();
    let range = headers.get(RANGE).map(|range| {
        let ranges = http_range_header::parse_range_header(range.to_str().ok()?).ok()?.validate(length).ok()?;
        <[_; 1]>::try_from(ranges).ok().map(|[range]| range)
    });
    let mut response = Response::builder().header(CONTENT_TYPE, content_type).header(ACCEPT_RANGES, "bytes");
    let (start, count) = match range {
        None => (0, length),
        Some(Some(range)) => {
            let (start, end) = (*range.start(), *range.end());
            response =
                response.status(StatusCode::PARTIAL_CONTENT).header(CONTENT_RANGE, format!("bytes {start}-{end}/{length}"));
            (start, end - start + 1)
        }
        Some(None) => {
            response = response.status(StatusCode::RANGE_NOT_SATISFIABLE).header(CONTENT_RANGE, format!("bytes */{length}"));
            (0, 0)
        }
    };
    file.seek(SeekFrom::Start(start))?;
    response.header(CONTENT_LENGTH, count).body(Body::file(file, count)).map_err(io::Error::other)
}

/// The address of a folder that was requested without its trailing slash.
fn folder(uri: &Uri) -> String {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{query}", uri.path())
}

/// The requested host, if it is not allowed.
fn foreign_host(request: &Request<Incoming>, allowed: &[String]) -> Option<String> {
    let headers = request.headers().get_all(HOST).iter().map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned());
    let mut hosts = headers.chain(request.uri().authority().map(ToString::to_string));
    hosts.find(|host| !host::is_allowed(host, allowed))
}
