//! The response of the site to a path: content, type and status.

use std::fs::File;

use hyper::StatusCode;
use mime_guess::mime;

use super::notice::notice;
use super::path::{RequestPath, parse};
use super::snapshot::{Resource, Snapshot};

/// A response of the site, before it is converted to HTTP.
#[derive(Debug)]
pub(super) enum SiteResponse {
    /// A page with live reload. Its state is not inserted yet.
    Page { status: StatusCode, html: String, error: Option<String> },
    /// Any other rendered file.
    Bytes { content_type: String, bytes: Vec<u8> },
    /// An open file.
    File { content_type: String, file: File },
    /// A redirect to the path with a trailing slash.
    Folder,
}

impl SiteResponse {
    /// The response of a snapshot to a request path that is not decoded yet.
    pub(super) fn new(raw: &str, snapshot: &Snapshot) -> Self {
        let Some(pages) = &snapshot.pages else {
            return Self::page(StatusCode::SERVICE_UNAVAILABLE, notice("There is no site yet", &snapshot.problems, None));
        };
        let missing = || match pages.get("404.html") {
            Resource::Bytes(bytes) => Self::rendered("404.html", bytes),
            Resource::Failed(error) => Self::failed(error),
            _ => Self::page(StatusCode::NOT_FOUND, notice("Page not found", &[], Some("/"))),
        };
        let Some(RequestPath { path, is_folder }) = parse(raw) else { return missing() };
        match pages.get(&path) {
            Resource::Bytes(bytes) => Self::rendered(&path, bytes),
            Resource::File(file) => Self::File { content_type: content_type(&path), file },
            Resource::Moved(to) => {
                let line = "The incident has another address now.".to_owned();
                Self::page(StatusCode::NOT_FOUND, notice("Moved", &[line], Some(&format!("/{to}"))))
            }
            Resource::Withheld(why) => Self::page(StatusCode::NOT_FOUND, notice("Not shown", &[why], None)),
            Resource::Failed(error) => Self::failed(error),
            Resource::Missing if !is_folder && is_there(&pages.get(&format!("{path}/index.html"))) => Self::Folder,
            Resource::Missing => missing(),
        }
    }

    fn rendered(path: &str, bytes: Vec<u8>) -> Self {
        let content_type = content_type(path);
        match String::from_utf8(bytes) {
            Ok(html) if content_type.starts_with(mime::TEXT_HTML.as_ref()) => {
                Self::page(if path == "404.html" { StatusCode::NOT_FOUND } else { StatusCode::OK }, html)
            }
            Ok(text) => Self::Bytes { content_type, bytes: text.into_bytes() },
            Err(error) => Self::Bytes { content_type, bytes: error.into_bytes() },
        }
    }

    fn failed(error: String) -> Self {
        let html = notice("This page cannot be rendered", std::slice::from_ref(&error), None);
        Self::Page { status: StatusCode::INTERNAL_SERVER_ERROR, html, error: Some(error) }
    }

    fn page(status: StatusCode, html: String) -> Self {
        Self::Page { status, html, error: None }
    }
}

fn is_there(resource: &Resource) -> bool {
    matches!(resource, Resource::Bytes(_) | Resource::File(_) | Resource::Failed(_))
}

/// The content type of a file, guessed from its name.
fn content_type(path: &str) -> String {
    let guessed = mime_guess::from_path(path).first_or_octet_stream();
    if guessed.type_() == mime::TEXT { format!("{guessed}; charset=utf-8") } else { guessed.to_string() }
}

#[cfg(test)]
mod tests {
    use super::content_type;

    #[test]
    fn content_types_follow_from_names() {
        assert_eq!(content_type("index.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("static/style.css"), "text/css; charset=utf-8");
        assert_eq!(content_type("a.json"), "application/json");
        assert_eq!(content_type("a.svg"), "image/svg+xml");
        assert_eq!(content_type("calendar.ics"), "text/calendar; charset=utf-8");
        assert_eq!(content_type("a.unknown"), "application/octet-stream");
    }
}
