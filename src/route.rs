//! Routes: checks that the paths of output files are safe. This module knows nothing about the content of pages.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::error::{Error, Result};
use crate::prose::normalized;

/// The maximum length of a file or folder name in bytes: the limit of common file systems, minus a margin for temporary suffixes.
pub(crate) const LONGEST_NAME: usize = 200;
/// The maximum length of a path below the output folder, in bytes.
pub(crate) const LONGEST_PATH: usize = 800;

/// Names that the site's lists use beside the folders of incidents and groups.
pub(crate) const RESERVED: [&str; 2] = ["index", "page"];

/// The path of one file of the site, relative to its root, with `/` separators: `incidents/inc-1/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// Checks that every name in `path` is valid on all common file systems, and that the path stays below the root.
    ///
    /// # Errors
    /// The path has an empty name, `.` or `..`, a name that Windows reserves or does not allow, a control character, or is too
    /// long.
    pub fn new(path: impl Into<String>) -> Result<Self> {
        let path = path.into();
        if path.len() > LONGEST_PATH {
            return Err(Error::new(format!("the address \"{path}\" is longer than {LONGEST_PATH} bytes")));
        }
        match path.split('/').find_map(|name| unsafe_because(name).map(|why| (name, why))) {
            Some((name, why)) => Err(Error::new(format!("the address \"{path}\" cannot be published: \"{name}\" {why}"))),
            None => Ok(Self(path)),
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that contains the file: empty at the root, otherwise with a trailing `/`.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..=slash])
    }

    /// The address in a browser: for an `index.html`, that of its folder.
    pub fn address(&self) -> &str {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a file or folder must not have this name, if so.
pub(crate) fn unsafe_because(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or(name);
    if name.is_empty() {
        Some("is empty")
    } else if name == "." || name == ".." {
        Some("leads out of its folder")
    } else if name.len() > LONGEST_NAME {
        Some("is too long")
    } else if is_plain(name) {
        // Most names take this path. Only device names can be invalid here.
        is_device(stem).then_some("is a device name on Windows")
    } else if name.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')) {
        Some("has a character that file names cannot have everywhere")
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some("begins or ends with a character that some file systems drop")
    } else if name.eq_ignore_ascii_case(".git") || name.eq_ignore_ascii_case(".pir-site") {
        Some("is a folder that a site must not touch")
    } else if is_device(stem) {
        Some("is a device name on Windows")
    } else {
        None
    }
}

/// The file of a redirect from a former address, which is given as shown in a browser: the address itself if it names a page, or
/// the index file of a folder. `None` if it is not the path of a page: it has a query or a fragment, or an invalid
/// percent-encoding.
pub(crate) fn redirect(alias: &str) -> Option<String> {
    let is_encoded = |code: &str| code.len() >= 2 && code.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    if alias.contains(['?', '#']) || !alias.split('%').skip(1).all(is_encoded) || alias.to_ascii_lowercase().contains("%2f") {
        return None;
    }
    let decoded = percent_decode_str(alias.trim_matches('/')).decode_utf8().ok()?;
    let path = normalized(&decoded);
    let is_page = path.to_ascii_lowercase().ends_with(".html");
    Some(if is_page { path.into_owned() } else { format!("{path}/index.html") })
}

/// The file of an incident's page, by incident id.
pub(crate) fn incident(id: &str) -> String {
    format!("incidents/{}/index.html", id.to_lowercase())
}

/// Whether one of `files` is in `folder` or below it. Most incidents have none, and need no search for attachments.
pub(crate) fn has_files_in(files: &BTreeSet<PathBuf>, folder: &Path) -> bool {
    files.range(folder.to_owned()..).next().is_some_and(|file| file.starts_with(folder))
}

/// The file in `files` at `reference`, a path relative to `folder` that must not leave it.
pub(crate) fn beside<'a>(files: &'a BTreeSet<PathBuf>, folder: &Path, reference: &str) -> Option<&'a Path> {
    if files.is_empty() || reference.split('/').any(|name| unsafe_because(name).is_some()) {
        return None;
    }
    let is_same = |file: &&PathBuf| {
        let name = file.strip_prefix(folder).ok().and_then(Path::to_str);
        name.is_some_and(|name| normalized(name) == normalized(reference))
    };
    let below = || files.range(folder.to_owned()..).take_while(|file| file.starts_with(folder));
    let exact = files.get(&folder.join(reference));
    // Some systems store file names in another Unicode form than people type.
    exact.or_else(|| if reference.is_ascii() { None } else { below().find(is_same) }).map(PathBuf::as_path)
}

/// Whether a name has only ASCII letters, digits and characters that are safe everywhere, and starts and ends with a letter or
/// digit.
fn is_plain(name: &str) -> bool {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    name.bytes().all(is_safe) && name.starts_with(|c: char| c.is_ascii_alphanumeric()) && !name.ends_with(['-', '_', '.'])
}

/// Whether Windows reserves the name for a device, with any extension.
fn is_device(stem: &str) -> bool {
    if !(3..=4).contains(&stem.len()) {
        return false;
    }
    let stem = stem.to_ascii_lowercase();
    let numbered = |prefix| stem.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && matches!(n.as_bytes()[0], b'1'..=b'9'));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_the_site_or_break_a_file_system_are_refused() {
        let long = "x".repeat(LONGEST_NAME + 1);
        for path in [
            "",
            "/a",
            "a//b",
            "a/../b",
            "./a",
            "a/con",
            "NUL.txt",
            "com1",
            "a\\b",
            "a:b",
            "a\u{7}",
            "a.",
            ".git/x",
            ".pir-site/manifest",
            "a ",
            &long,
        ] {
            assert!(Route::new(path).is_err(), "{path:?} was accepted");
        }
        for path in ["index.html", "incidents/inc-1/index.html", "conference", "com10", "日本/index.html", ".well-known/x"] {
            assert!(Route::new(path).is_ok(), "{path:?} was refused");
        }
    }

    #[test]
    fn an_alias_is_decoded_as_a_browser_encodes_it() {
        let file = |alias| redirect(alias);
        assert_eq!(file("/old%20page/").as_deref(), Some("old page/index.html"));
        assert_eq!(file("/st%C3%B6rung.html").as_deref(), Some("st\u{f6}rung.html"));
        assert_eq!(file("/sto\u{308}rung/").as_deref(), Some("st\u{f6}rung/index.html"));
        for alias in ["/a%zz/", "/100%", "/a%2Fb/", "/%ff/", "/a?b=c", "/a#b"] {
            assert_eq!(file(alias), None, "{alias}");
        }
    }

    #[test]
    fn a_route_knows_its_folder_and_the_address_that_a_browser_shows() {
        let route = Route::new("incidents/inc-1/index.html").unwrap();
        assert_eq!((route.folder(), route.address()), ("incidents/inc-1/", "incidents/inc-1/"));
        assert_eq!(Route::new("feed.xml").unwrap().address(), "feed.xml");
        assert_eq!(Route::new("index.html").unwrap().address(), "");
    }
}
