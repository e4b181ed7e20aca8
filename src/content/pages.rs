//! Pages of the project's own: the Markdown files in `pages/`, each with front matter or a leading heading.

use std::ops::Range;
use std::path::{Path, PathBuf};

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::discover::{display_path, is_hidden_name};
use super::read::with_line_feeds;
use crate::archive::{CustomPage, slug};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Source, did_you_mean};
use crate::files;
use crate::incident::Visibility;
use crate::prose::front_matter::front_matter;
use crate::prose::markdown::{first_heading, links, local, plain};
use crate::prose::normalized;
use crate::route;

/// The folder of the pages, below that of the project.
pub const PAGES: &str = "pages";
/// The keys of front matter.
const KEYS: [&str; 4] = ["title", "nav", "order", "visibility"];
/// The largest page, in bytes.
const LARGEST: usize = 1 << 20;

/// The pages of the project at `root`, and what is wrong with them. A folder of that name that has another purpose has none.
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
            problems.push(Diagnostic::of_file("unreadable", &display, format!("this page cannot be read ({error})")));
            return None;
        }
    };
    let mut reader = PageReader { source: Source::new(&display, &text), text: &text, problems };
    let page = reader.page(path)?;
    let files = attached(root, path.parent()?, &page.text);
    Some(CustomPage { source: display.clone(), files, ..page })
}

/// The files that a text shows or links to.
fn attached(root: &Path, folder: &Path, text: &str) -> Vec<(String, PathBuf)> {
    let mut names: Vec<String> = links(text).iter().map(|link| normalized(&local(&link.target)).into_owned()).collect();
    names.sort();
    names.dedup();
    let file = |name: String| {
        let path = folder.join(&name);
        let is_safe = name.split('/').all(|name| route::unsafe_because(name).is_none() && !is_hidden_name(Path::new(name)));
        (is_safe && !is_page(&path) && files::open_inside(root, &path).is_ok()).then_some((name, path))
    };
    names.into_iter().filter_map(file).collect()
}

/// Reads the text of one page.
struct PageReader<'a> {
    source: Source<'a>,
    text: &'a str,
    problems: &'a mut Vec<Diagnostic>,
}

/// A key of front matter with its value, and where both are.
struct Entry {
    key: String,
    at: Range<usize>,
    value: Value,
    value_at: Range<usize>,
}

enum Value {
    Text(String),
    Truth(bool),
    Number(i64),
    Other,
}

impl PageReader<'_> {
    /// The page, if nothing is wrong with it. Which file it is and which it shows, the caller knows.
    fn page(&mut self, path: &Path) -> Option<CustomPage> {
        let before = self.problems.len();
        let fenced = front_matter(self.text);
        let entries = fenced.as_ref().and_then(|(fence, inner, _)| self.entries(fence, inner.clone()));
        let start = fenced.filter(|_| entries.is_some()).map_or(0, |(_, _, end)| end);
        let (mut title, mut label, mut is_in_nav, mut order, mut visibility) = (None, None, true, None, Visibility::Public);
        for Entry { key, at, value, value_at } in entries.unwrap_or_default() {
            match (key.as_str(), value) {
                ("title", Value::Text(text)) if is_line(&text) => title = Some(text),
                ("title", _) => self.wrong(value_at, "a title is a text of one line", "title: How we review incidents"),
                ("nav", Value::Truth(shown)) => is_in_nav = shown,
                ("nav", Value::Text(text)) if is_line(&text) => label = Some(text),
                ("nav", _) => self.wrong(value_at, "`nav` must be true, false or a label", "nav: Reviews"),
                ("order", Value::Number(number)) => order = Some(number),
                ("order", _) => self.wrong(value_at, "`order` is a whole number", "order: 1"),
                ("visibility", Value::Text(text)) if Visibility::named(&text).is_some() => {
                    visibility = Visibility::named(&text).unwrap_or_default();
                }
                ("visibility", _) => self.wrong(value_at, "`visibility` is public or internal", "visibility: internal"),
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
            slug: slug(&path.file_stem()?.to_string_lossy()),
            nav: is_in_nav.then(|| label.unwrap_or_else(|| title.clone())),
            title,
            order,
            visibility,
            text: body.to_owned(),
            source: String::new(),
            files: Vec::new(),
        })
    }

    /// The entries of front matter, in YAML between dashes and in TOML between plus signs. None, where it is none: a line across the page.
    fn entries(&mut self, fence: &str, inner: Range<usize>) -> Option<Vec<Entry>> {
        let text = &self.text[inner.clone()];
        let read = if fence == "+++" { toml(text) } else { yaml(text) };
        let moved = |at: Range<usize>| inner.start + at.start..inner.start + at.end;
        match read {
            Ok(entries) => entries.map(|entries| {
                let entry = |entry: Entry| Entry { at: moved(entry.at), value_at: moved(entry.value_at), ..entry };
                entries.into_iter().map(entry).collect()
            }),
            Err((at, message)) => {
                let problem = Diagnostic::error("syntax", format!("invalid front matter: {message}"));
                self.problems.push(problem.at(self.source.location(moved(at))));
                Some(Vec::new())
            }
        }
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

/// What front matter says, or where it is not well-formed and why.
type Entries = Result<Option<Vec<Entry>>, (Range<usize>, String)>;

fn toml(text: &str) -> Entries {
    use toml::de::{DeTable, DeValue};
    let table = DeTable::parse(text).map_err(|error| (error.span().unwrap_or(0..0), error.message().to_owned()))?;
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        let found = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Boolean(truth) => Value::Truth(*truth),
            DeValue::Integer(number) => number.to_string().parse().map_or(Value::Other, Value::Number),
            _ => Value::Other,
        };
        Entry { key: name.to_string(), at: key.span(), value: found, value_at: value.span() }
    };
    Ok(Some(table.get_ref().iter().map(entry).collect()))
}

fn yaml(text: &str) -> Entries {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = |characters: usize| bytes.get(characters).copied().unwrap_or(text.len());
    let (mut entries, mut key, mut depth) = (Vec::new(), None, 0);
    let mut is_table = text.trim().is_empty();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) =
            event.map_err(|error| (at(error.marker().index())..at(error.marker().index()), error.info().to_owned()))?;
        let span = at(span.start.index())..at(span.end.index());
        let value = match event {
            Event::Scalar(text, style, _, _) if depth == 1 => Some(scalar(&text, style)),
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                is_table |= depth == 0 && matches!(event, Event::MappingStart(..));
                depth += 1;
                None
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                (depth == 1).then_some(Value::Other)
            }
            Event::Alias(_) if depth == 1 => Some(Value::Other),
            _ => None,
        };
        let Some(value) = value else { continue };
        match (key.take(), value) {
            (None, value) => key = Some((if let Value::Text(text) = value { text } else { String::new() }, span)),
            (Some((key, at)), value) => entries.push(Entry { key, at, value, value_at: span }),
        }
    }
    Ok(is_table.then_some(entries))
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::Text(text.to_owned());
    }
    match text {
        "true" | "True" | "TRUE" => Value::Truth(true),
        "false" | "False" | "FALSE" => Value::Truth(false),
        "" | "~" | "null" => Value::Other,
        text => text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Number),
    }
}
