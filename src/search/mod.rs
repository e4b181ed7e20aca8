//! Full-text search: the index, queries, and similar incidents. The index is built from the redacted [`View`], and does not know
//! files or pages: `site` publishes it for the browser, and `pir-site find` queries it on the terminal.

mod bits;
mod document;
mod encode;
mod evaluate;
mod filters;
mod index;
mod language;
mod query;
mod rows;
mod selection;
mod similar;
mod terms;
mod words;

pub use document::{PARTS, PagePart};
pub use encode::{File, encode};
pub use evaluate::{Hit, SearchResults};
pub use filters::{FilterChoice, choices};
pub use index::Index;
pub use rows::{Row, row};
pub use similar::{Similar, Similarity};
pub use terms::TermCache;

use crate::archive::View;
use crate::config::Config;
use query::Query;
use selection::Selection;

/// Searches a view for one query, best results first. The result is that of [`Index::search`], but only terms that the query can match
/// are indexed.
pub fn find(query: &str, view: &View, config: &Config) -> SearchResults {
    let query = Query::parse(query, &filters::keys(view));
    let selection = Selection::new(&query, &config.language);
    Index::of_selected(view, config, &|term| selection.has(term)).evaluate(&query)
}

impl Index {
    /// Searches for a query, best results first. Any text is a valid query.
    pub fn search(&self, query: &str, view: &View) -> SearchResults {
        self.evaluate(&Query::parse(query, &filters::keys(view)))
    }
}
