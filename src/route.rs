//! Routes: which paths of output files are safe, and that no two sources have the same one.
//!
//! Every path that is written below the output folder is registered in the [`RouteRegistry`]. It must not know what the pages say.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};

use foldhash::fast::FixedState;
use percent_encoding::percent_decode_str;

use crate::error::{Error, Result};
use crate::prose::normalized;

/// The longest file or folder name, in bytes: what common file systems allow, less a margin for temporary suffixes.
pub(crate) const LONGEST_NAME: usize = 200;
/// The longest whole path below the output folder, in bytes.
pub(crate) const LONGEST_PATH: usize = 800;

/// Names that the site's lists use beside the folders that are named after incidents and groups.
pub(crate) const RESERVED: [&str; 2] = ["index", "page"];

/// The path of one file of the site, relative to its root, with `/` between names: `incidents/inc-1/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// Checks that every name in `path` is possible on all common file systems, and that the path stays below the root.
    ///
    /// # Errors
    /// An empty name, `.` or `..`, a name that Windows reserves or cannot hold, a control character, or an over-long name.
    pub fn new(path: impl Into<String>) -> Result<Self> {
        let path = path.into();
        if path.len() > LONGEST_PATH {
            return Err(Error::new(format!("the address {path:?} is longer than {LONGEST_PATH} bytes")));
        }
        match path.split('/').find_map(|name| unsafe_because(name).map(|why| (name, why))) {
            Some((name, why)) => Err(Error::new(format!("the address {path:?} cannot be published: {name:?} {why}"))),
            None => Ok(Self(path)),
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file: empty at the root, and otherwise ending in `/`.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..=slash])
    }

    /// The address that a browser shows: a folder's own where the file is its `index.html`.
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

/// Why a file or folder must not have this name, if there is a reason.
pub(crate) fn unsafe_because(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or(name);
    if name.is_empty() {
        Some("is empty")
    } else if name == "." || name == ".." {
        Some("leads out of its folder")
    } else if name.len() > LONGEST_NAME {
        Some("is too long")
    } else if is_plain(name) {
        // Most names, and the only reason against one of them.
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

/// The file of a redirect from an old address, as a browser shows it: the address itself if it names a page, or the index of a
/// folder. None, if the address is not the path of a page: it has a query or a fragment, or `%` stands for no text.
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

/// The file of an incident's page, by its id.
pub(crate) fn incident(id: &str) -> String {
    format!("incidents/{}/index.html", id.to_lowercase())
}

/// The file among `files` at the relative path `reference` from `folder`. The path must not leave the folder.
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
    // Some systems write the name of a file in another Unicode form than people type it.
    exact.or_else(|| if reference.is_ascii() { None } else { below().find(is_same) }).map(PathBuf::as_path)
}

/// Whether a name has only ASCII letters, digits and signs that are safe everywhere, and begins and ends with a letter or digit.
fn is_plain(name: &str) -> bool {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    name.bytes().all(is_safe) && name.starts_with(|c: char| c.is_ascii_alphanumeric()) && !name.ends_with(['-', '_', '.'])
}

/// Names that Windows reserves for devices, with any extension.
fn is_device(stem: &str) -> bool {
    if !(3..=4).contains(&stem.len()) {
        return false;
    }
    let stem = stem.to_ascii_lowercase();
    let numbered = |prefix| stem.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && matches!(n.as_bytes()[0], b'1'..=b'9'));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// All addresses of a site, each with the one source that claims it.
#[derive(Debug)]
pub struct RouteRegistry<S> {
    /// Folded path, of files and of the folders above them, → who claimed it first, and whether as a folder.
    claims: HashMap<String, (S, bool), FixedState>,
}

/// Why an address cannot be claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused<S> {
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// Who claims the address.
    pub source: S,
    /// Who has claimed it already; none, if the path is not safe.
    pub owner: Option<S>,
}

impl<S> Default for RouteRegistry<S> {
    fn default() -> Self {
        Self { claims: HashMap::default() }
    }
}

impl<S: Clone> RouteRegistry<S> {
    /// An empty registry with room for so many files and folders.
    pub(crate) fn with_capacity(claims: usize) -> Self {
        Self { claims: HashMap::with_capacity_and_hasher(claims, FixedState::default()) }
    }

    /// Claims `path` for a source.
    ///
    /// # Errors
    /// The path is not safe (see [`Route::new`]), or another source has claimed it, also where the file system ignores case or
    /// the Unicode form, or has claimed a file where this path needs a folder, or the other way round.
    pub fn claim(&mut self, path: impl Into<String>, source: &S) -> std::result::Result<Route, Refused<S>> {
        let refused = |message, owner| Refused { message, source: source.clone(), owner };
        let route = Route::new(path).map_err(|error| refused(error.message().to_owned(), None))?;
        let folded = folded(route.as_str());
        let folders = folded.match_indices('/').map(|(slash, _)| (&folded[..slash], true));
        for (path, is_folder) in folders.chain([(&*folded, false)]) {
            match self.claims.get(path) {
                Some((_, true)) if is_folder => {}
                Some((owner, _)) => return Err(refused(format!("the address /{route} is taken"), Some(owner.clone()))),
                None => _ = self.claims.insert(path.to_owned(), (source.clone(), is_folder)),
            }
        }
        Ok(route)
    }
}

/// A path as a file system sees it that ignores case and the Unicode form.
fn folded(path: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if path.bytes().all(is_plain) { path.into() } else { normalized(&path.to_lowercase()).into_owned().into() }
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
    fn two_sources_for_one_address_are_both_named_even_where_case_or_unicode_form_differ() {
        let mut registry = RouteRegistry::default();
        registry.claim("services/api/index.html", &"service api").unwrap();
        let refused = registry.claim("services/API/index.html", &"service API").unwrap_err();
        assert_eq!((refused.source, refused.owner), ("service API", Some("service api")));
        registry.claim("caf\u{e9}", &"composed").unwrap();
        assert_eq!(registry.claim("cafe\u{301}", &"decomposed").unwrap_err().owner, Some("composed"));
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
    fn a_file_cannot_be_where_a_folder_is_needed() {
        let mut registry = RouteRegistry::default();
        registry.claim("old", &"alias old").unwrap();
        assert!(registry.claim("old/page.html", &"alias old/page.html").is_err());
        registry.claim("new/page.html", &"alias new/page.html").unwrap();
        assert!(registry.claim("new", &"alias new").is_err());
    }

    #[test]
    fn a_route_knows_its_folder_and_the_address_that_a_browser_shows() {
        let route = Route::new("incidents/inc-1/index.html").unwrap();
        assert_eq!((route.folder(), route.address()), ("incidents/inc-1/", "incidents/inc-1/"));
        assert_eq!(Route::new("feed.xml").unwrap().address(), "feed.xml");
        assert_eq!(Route::new("index.html").unwrap().address(), "");
    }
}
