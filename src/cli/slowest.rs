//! Which files of a site took longest to make, and which kinds of them.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::site::{Content, Page, Planned};

/// So many are named.
const SHOWN: usize = 5;

/// How long each page took, on whichever thread.
#[derive(Default)]
pub(super) struct Slowest {
    times: Mutex<Vec<(Page, Duration)>>,
}

impl Slowest {
    /// Does the work of a page.
    pub(super) fn time<T>(&self, page: &Page, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let result = work();
        if let Ok(mut times) = self.times.lock() {
            times.push((page.clone(), began.elapsed()));
        }
        result
    }

    /// The slowest files, and the kinds of files that took longest in sum.
    pub(super) fn lines(&self, planned: &[Planned]) -> String {
        let Ok(mut times) = self.times.lock() else { return String::new() };
        times.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        let route = |page: &Page| {
            let found = planned.iter().find(|planned| matches!(&planned.content, Content::Page(made) if made == page));
            found.map_or_else(String::new, |planned| planned.route.to_string())
        };
        let files = times.iter().take(SHOWN).map(|(page, time)| line(&route(page), *time));
        let mut sums: BTreeMap<String, Duration> = BTreeMap::new();
        for (page, time) in times.iter() {
            *sums.entry(kind(page)).or_default() += *time;
        }
        let mut kinds: Vec<(String, Duration)> = sums.into_iter().collect();
        kinds.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        let kinds = kinds.iter().take(SHOWN).map(|(kind, time)| line(kind, *time));
        format!("slowest files:\n{}slowest kinds of files, in sum:\n{}", files.collect::<String>(), kinds.collect::<String>())
    }
}

/// The name of a page's kind: each kind of page has one template or one writer.
fn kind(page: &Page) -> String {
    format!("{page:?}").chars().take_while(|c| c.is_alphanumeric()).collect()
}

fn line(name: &str, time: Duration) -> String {
    format!("{:12.1} ms  {name}\n", time.as_secs_f64() * 1e3)
}
