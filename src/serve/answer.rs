//! What a path of the site says: its bytes, their kind, and the status.

use axum::http::StatusCode;
use mime_guess::mime;

use super::notice::notice;
use super::path::{Wanted, wanted};
use super::{Answer, Edition, script};

/// An answer before it goes over the wire.
#[derive(Debug)]
pub(super) enum Reply {
    /// A page: what the browser shows and follows.
    Page { status: StatusCode, html: String, broken: Option<String> },
    /// Any other file that was made.
    Bytes { kind: String, bytes: Vec<u8> },
    /// A file on disk.
    File { kind: String, path: std::path::PathBuf },
    /// The folder of that path.
    Folder,
}

impl Reply {
    /// What an edition has for the path of a request.
    pub(super) fn to(raw: &str, edition: &Edition) -> Self {
        let Some(pages) = &edition.pages else {
            return Self::page(StatusCode::SERVICE_UNAVAILABLE, notice("There is no site yet", &edition.problems, None));
        };
        let Some(Wanted { path, is_folder }) = wanted(raw) else {
            return Self::missing(edition);
        };
        match pages.get(&path) {
            Answer::Bytes(bytes) => Self::of_bytes(&path, bytes),
            Answer::File(file) => Self::File { kind: kind(&path), path: file },
            Answer::Moved(to) => {
                let said = ["This address is nobody's any more: what was here has another one.".to_owned()];
                Self::page(StatusCode::NOT_FOUND, notice("Moved", &said, Some(&format!("/{to}"))))
            }
            Answer::Withheld(why) => Self::page(StatusCode::NOT_FOUND, notice("Not shown", &[why], None)),
            Answer::Broken(why) => Self::broken(why),
            Answer::Missing if !is_folder && is_there(&pages.get(&format!("{path}/index.html"))) => Self::Folder,
            Answer::Missing => Self::missing(edition),
        }
    }

    /// The print of a page, by which a browser knows whether it has changed.
    pub(super) fn print(&self, session: u64) -> u64 {
        match self {
            Self::Page { html, .. } => script::print(html, session),
            _ => 0,
        }
    }

    fn of_bytes(path: &str, bytes: Vec<u8>) -> Self {
        let kind = kind(path);
        match String::from_utf8(bytes) {
            Ok(html) if kind.starts_with(mime::TEXT_HTML.as_ref()) => {
                let status = if path == "404.html" { StatusCode::NOT_FOUND } else { StatusCode::OK };
                Self::page(status, html)
            }
            Ok(text) => Self::Bytes { kind, bytes: text.into_bytes() },
            Err(error) => Self::Bytes { kind, bytes: error.into_bytes() },
        }
    }

    /// The site's own page for what is not there, or ours where it has none.
    fn missing(edition: &Edition) -> Self {
        match edition.pages.as_ref().map(|pages| pages.get("404.html")) {
            Some(Answer::Bytes(bytes)) => Self::of_bytes("404.html", bytes),
            Some(Answer::Broken(why)) => Self::broken(why),
            _ => Self::page(StatusCode::NOT_FOUND, notice("Page not found", &[], Some("/"))),
        }
    }

    fn broken(why: String) -> Self {
        let html = notice("This page cannot be made", std::slice::from_ref(&why), None);
        Self::Page { status: StatusCode::INTERNAL_SERVER_ERROR, html, broken: Some(why) }
    }

    fn page(status: StatusCode, html: String) -> Self {
        Self::Page { status, html, broken: None }
    }
}

fn is_there(answer: &Answer) -> bool {
    matches!(answer, Answer::Bytes(_) | Answer::File(_) | Answer::Broken(_))
}

/// The content type of a file by its name.
fn kind(path: &str) -> String {
    let guessed = mime_guess::from_path(path).first_or_octet_stream();
    if guessed.type_() == mime::TEXT { format!("{guessed}; charset=utf-8") } else { guessed.to_string() }
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn kinds_follow_from_names() {
        assert_eq!(kind("index.html"), "text/html; charset=utf-8");
        assert_eq!(kind("static/style.css"), "text/css; charset=utf-8");
        assert_eq!(kind("a.json"), "application/json");
        assert_eq!(kind("a.svg"), "image/svg+xml");
        assert_eq!(kind("calendar.ics"), "text/calendar; charset=utf-8");
        assert_eq!(kind("a.unknown"), "application/octet-stream");
    }
}
