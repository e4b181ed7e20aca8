//! Full-text search: the index of all incidents that a reader sees, queries, and similar incidents. It is made from the redacted
//! [`View`] and knows no file and no page: `site` publishes it for the browser, `pir-site find` asks it on the terminal.

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

/// What one query finds in a view, the best first. It finds what [`Index::search`] finds, and indexes only what the query can match.
pub fn find(query: &str, view: &View, config: &Config) -> SearchResults {
    let query = Query::parse(query, &filters::keys(view));
    let selection = Selection::new(&query, &config.language);
    Index::of_selected(view, config, &|term| selection.has(term)).evaluate(&query)
}

impl Index {
    /// What a query finds, the best first. Every text is a query.
    pub fn search(&self, query: &str, view: &View) -> SearchResults {
        self.evaluate(&Query::parse(query, &filters::keys(view)))
    }
}
