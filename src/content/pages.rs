//! Custom pages: the Markdown files in `pages/`, each with front matter or a leading heading.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::discover::{display_path, is_hidden_name};
use super::read::with_line_feeds;
use crate::archive::{CustomPage, slug};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Source, did_you_mean};
use crate::files;
use crate::incident::Visibility;
use crate::prose::front_matter::{self, FrontMatter};
use crate::prose::markdown::{first_heading, links, local, plain};
use crate::prose::normalized;
use crate::prose::tree::{Node, Object, Value};
use crate::route;

/// The folder of the pages, relative to the project.
pub const PAGES: &str = "pages";
/// The keys of the front matter.
const KEYS: [&str; 4] = ["title", "nav", "order", "visibility"];
/// The maximum size of a page, in bytes.
const LARGEST: usize = 1 << 20;

/// The custom pages of the project at `root`, and their problems. A `pages` folder that serves another purpose has no custom pages.
pub(super) fn load(root: &Path, config: &Config) -> (Vec<CustomPage>, Vec<Diagnostic>) {
    let folder = root.join(PAGES);
    let is_pages = |other: &PathBuf| root.join(other) == folder;
    if config.content.iter().any(is_pages) || is_pages(&config.output) {
        return (Vec::new(), Vec::new());
    }
    let entries = std::fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_page(path)).collect();
    paths.sort();
    let (mut pages, mut problems) = (Vec::new(), Vec::new());
    for path in &paths {
        pages.extend(read(root, path, &mut problems));
    }
    pages.sort_by(|one, two| {
        let key = |page: &CustomPage| (page.order.is_none(), page.order, page.title.clone());
        key(one).cmp(&key(two))
    });
    (pages, problems)
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md")) && !is_hidden_name(path)
}

fn read(root: &Path, path: &Path, problems: &mut Vec<Diagnostic>) -> Option<CustomPage> {
    let display = display_path(path);
    let bytes = files::read_inside(root, path);
    let text = match bytes.map(String::from_utf8) {
        Ok(Ok(text)) if text.len() <= LARGEST => with_line_feeds(text.trim_start_matches('\u{feff}').to_owned()),
        Ok(Ok(text)) => {
            let problem = Diagnostic::of_file("bad-value", &display, format!("this page has {} bytes", text.len()));
            problems.push(problem.hint("a page has at most 1 MiB"));
            return None;
        }
        Ok(Err(error)) => {
            problems.push(Diagnostic::not_utf8(&display, error.as_bytes()));
            return None;
        }
        Err(error) => {
            problems.push(Diagnostic::unreadable(&display, &error));
            return None;
        }
    };
    let mut reader = PageReader { source: Source::new(&display, &text), text: &text, problems };
    let page = reader.page(path)?;
    let files = reader.attached(root, path.parent()?, &page.text);
    Some(CustomPage { source: display.clone(), files, ..page })
}

/// Parses the text of one page.
struct PageReader<'a> {
    source: Source<'a>,
    text: &'a str,
    problems: &'a mut Vec<Diagnostic>,
}

impl PageReader<'_> {
    /// The page, if it has no problems. The caller adds its source and its attachments.
    fn page(&mut self, path: &Path) -> Option<CustomPage> {
        let before = self.problems.len();
        let (object, keys, start) = match front_matter::read(self.text) {
            Ok(Some(FrontMatter { object, keys, end })) => (object, keys, end),
            Ok(None) => (Object::default(), Vec::new(), 0),
            Err(error) => {
                let problem = Diagnostic::error("syntax", format!("invalid front matter: {}", error.message));
                self.problems.push(problem.at(self.source.location(error.span)));
                return None;
            }
        };
        let (mut title, mut label, mut is_in_nav, mut order, mut visibility) = (None, None, true, None, Visibility::Public);
        for ((key, Node { span, value }), at) in object.entries.into_iter().zip(keys) {
            match (key.as_str(), value) {
                ("title", Value::Text(text)) if is_line(&text) => title = Some(text),
                ("title", _) => self.wrong(span, "a title is a text of one line", "title: How we review incidents"),
                ("nav", Value::Bool(shown)) => is_in_nav = shown,
                ("nav", Value::Text(text)) if is_line(&text) => label = Some(text),
                ("nav", _) => self.wrong(span, "`nav` must be true, false or a label", "nav: Reviews"),
                ("order", Value::Number(number)) if number.parse::<i64>().is_ok() => order = number.parse().ok(),
                ("order", _) => self.wrong(span, "`order` is a whole number", "order: 1"),
                ("visibility", Value::Text(text)) if Visibility::named(&text).is_some() => {
                    visibility = Visibility::named(&text).unwrap_or_default();
                }
                ("visibility", _) => self.wrong(span, "`visibility` is public or internal", "visibility: internal"),
                (unknown, _) => self.unknown(unknown, at),
            }
        }
        let mut body = &self.text[start..];
        if title.is_none() {
            if let Some((heading, rest)) = first_heading(body) {
                (title, body) = (Some(plain(heading).into_owned()), rest);
            } else if self.problems.len() == before {
                let problem = Diagnostic::error("missing-key", "this page has no title").at(self.source.location(start..start));
                self.problems.push(problem.hint("begin it with a heading, such as `# How we review incidents`"));
            }
        }
        let title = title.filter(|_| self.problems.len() == before)?;
        Some(CustomPage {
            slug: slug(&normalized(&path.file_stem()?.to_string_lossy())),
            nav: is_in_nav.then(|| label.unwrap_or_else(|| title.clone())),
            title,
            order,
            visibility,
            text: body.to_owned(),
            source: String::new(),
            files: Vec::new(),
        })
    }

    /// The files that the page's body shows or links to, without duplicates. One that leads out of the project or is no regular file
    /// is a problem.
    fn attached(&mut self, root: &Path, folder: &Path, body: &str) -> Vec<(String, PathBuf)> {
        let mut found = BTreeMap::new();
        let start = self.text.len() - body.len();
        for link in links(body) {
            let name = normalized(&local(&link.target)).into_owned();
            let path = files::as_stored(&folder.join(&name));
            let is_safe = name.split('/').all(|name| route::unsafe_because(name).is_none() && !is_hidden_name(Path::new(name)));
            if !is_safe || is_page(&path) || !(path.exists() || path.is_symlink()) || path.is_dir() {
                continue;
            }
            match files::open_inside(root, &path) {
                Ok(_) => _ = found.insert(name, path),
                Err(error) => {
                    let location = self.source.location(start + link.bytes.start..start + link.bytes.end);
                    let problem = Diagnostic::unreadable(&display_path(&path), &error);
                    let message = format!("{} cannot be read ({error})", display_path(&path));
                    self.problems.push(Diagnostic { message, ..problem.at(location) });
                }
            }
        }
        found.into_iter().collect()
    }

    fn wrong(&mut self, at: Range<usize>, message: &str, example: &str) {
        let problem = Diagnostic::error("bad-value", message).at(self.source.location(at));
        self.problems.push(problem.hint(format!("write something like `{example}`")));
    }

    fn unknown(&mut self, key: &str, at: Range<usize>) {
        let problem =
            Diagnostic::error("unknown-key", format!("unknown key `{key}` in the front matter")).at(self.source.location(at));
        self.problems.push(problem.hint(match did_you_mean(key, KEYS) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys are {}", crate::prose::list(&KEYS)),
        }));
    }
}

fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.chars().any(char::is_control)
}
