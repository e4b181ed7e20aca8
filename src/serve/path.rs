//! Parses request paths. Paths that could escape the site are rejected.

use percent_encoding::percent_decode_str;

use crate::route::unsafe_because;

/// The parsed path of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RequestPath {
    /// The path of a file of the site. For a folder, that of its index file.
    pub path: String,
    /// Whether the request path ends in a slash: `/`, `/a/`.
    pub is_folder: bool,
}

/// Decodes the path of a request, component by component. `None` if no file of a site can have that path.
pub(super) fn parse(raw: &str) -> Option<RequestPath> {
    let inside = raw.strip_prefix('/')?;
    let (folders, is_folder) = match inside.strip_suffix('/') {
        Some(folders) => (folders, true),
        None => (inside, inside.is_empty()),
    };
    let mut names: Vec<String> = Vec::new();
    if !folders.is_empty() || inside.ends_with('/') {
        for name in folders.split('/') {
            names.push(decode(name)?);
        }
    }
    if is_folder {
        names.push("index.html".to_owned());
    }
    Some(RequestPath { path: names.join("/"), is_folder })
}

fn decode(name: &str) -> Option<String> {
    let name = percent_decode_str(name).decode_utf8().ok()?;
    (!name.contains('/') && unsafe_because(&name).is_none()).then(|| name.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_index_and_names_are_decoded_once() {
        let path = |raw| parse(raw).map(|parsed| parsed.path);
        assert_eq!(path("/").as_deref(), Some("index.html"));
        assert_eq!(path("/a/b/").as_deref(), Some("a/b/index.html"));
        assert_eq!(path("/a/b").as_deref(), Some("a/b"));
        assert_eq!(path("/a%20b/%C3%A9.png").as_deref(), Some("a b/é.png"));
        assert_eq!(path("/%2541").as_deref(), Some("%41"));
    }

    #[test]
    fn no_path_leads_out() {
        let shapes = [
            "",
            "a",
            "//",
            "//a",
            "/a//b",
            "/..",
            "/../",
            "/a/..",
            "/./a",
            "/%2e%2e/a",
            "/%2E%2e/",
            "/..%2fa",
            "/a%2fb",
            "/a%5cb",
            "/..%5c..%5ca",
            "/a\\b",
            "/%00",
            "/a%00.html",
            "/.git/config",
            "/.pir-site/manifest",
            "/c:/a",
            "/%ff",
            "/a./b",
            "/...",
            "/con",
            "/%c0%ae%c0%ae/a",
            "/a%0d%0ab",
        ];
        for raw in shapes {
            assert_eq!(parse(raw), None, "{raw:?} names a file");
        }
    }
}
