//! What takes longest in a build: incident files to read, templates, and files of the site.

use std::cmp::Reverse;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::config::Config;
use crate::content::{self, Content as Loaded};
use crate::error::Result;
use crate::prose;
use crate::site::{Clock, Content, Page, Site};

/// So many of each are named.
const SHOWN: usize = 5;

/// A stopwatch beside a build, which stands still where nobody asked for it.
pub(super) struct Slowest {
    is_wanted: bool,
    began: Instant,
    read: Vec<(String, Duration)>,
    /// How long each page took, on whichever thread.
    made: Mutex<Vec<(Page, Duration)>>,
}

impl Slowest {
    pub(super) fn begin(is_wanted: bool) -> Self {
        Self { is_wanted, began: Instant::now(), read: Vec::new(), made: Mutex::default() }
    }

    /// Loads the content.
    pub(super) fn load(&mut self, root: &Path, config: &Config) -> Loaded {
        if !self.is_wanted {
            return content::load(root, config);
        }
        let began = self.began;
        let (loaded, times) = content::load_timed(root, config, &move || began.elapsed());
        self.read = times;
        loaded
    }

    /// The site, timed if that is wanted.
    pub(super) fn watch(&self, site: Site) -> Site {
        let began = self.began;
        let clock: Clock = Box::new(move || began.elapsed());
        if self.is_wanted { site.timed_by(clock) } else { site }
    }

    /// Renders a page.
    pub(super) fn render(&self, site: &Site, page: &Page, out: &mut dyn Write) -> Result<()> {
        if !self.is_wanted {
            return site.render(page, out);
        }
        let began = Instant::now();
        let result = site.render(page, out);
        if let Ok(mut made) = self.made.lock() {
            made.push((page.clone(), began.elapsed()));
        }
        result
    }

    /// The slowest of each kind.
    pub(super) fn lines(self, site: &Site) -> String {
        let templates = site.template_times().into_iter();
        let templates = templates.map(|(name, (times, sum))| (format!("{name} ({})", prose::count(times, "page", "pages")), sum));
        let made = self.made.into_inner().unwrap_or_default().into_iter();
        [
            table("incident files to read", self.read),
            table("templates, in sum", templates.collect()),
            table("files of the site", slowest(made.collect()).map(|(page, time)| (route(site, &page), time)).collect()),
        ]
        .concat()
    }
}

/// The first of them, slowest first.
fn slowest<T>(mut times: Vec<(T, Duration)>) -> impl Iterator<Item = (T, Duration)> {
    times.sort_by_key(|(_, time)| Reverse(*time));
    times.into_iter().take(SHOWN)
}

fn table(title: &str, times: Vec<(String, Duration)>) -> String {
    let line = |(name, time): (String, Duration)| format!("{:12.1} ms  {name}\n", time.as_secs_f64() * 1e3);
    format!("slowest {title}:\n{}", slowest(times).map(line).collect::<String>())
}

fn route(site: &Site, page: &Page) -> String {
    let is_made = |content: &Content| matches!(content, Content::Page(made) if made == page);
    site.plan().routes().iter().find(|planned| is_made(&planned.content)).map_or_else(String::new, |it| it.route.to_string())
}
