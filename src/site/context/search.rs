//! The search page.

use schemars::JsonSchema;
use serde::Serialize;

/// What the search page works with, in `search.html` as `search`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchContext {
    /// The folders of the index, relative to the site's root: those of the newest incidents first.
    pub shards: Vec<String>,
    /// The parts of a review, by which a result says where it matched.
    pub parts: Vec<SearchPart>,
    /// By what results can be narrowed.
    pub filters: Vec<SearchFilter>,
}

/// A part of a review.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchPart {
    /// The id of its heading on an incident's page.
    pub id: String,
    /// What it is called.
    pub label: String,
}

/// Something that results can be narrowed by.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchFilter {
    /// Its name in the address of a search.
    pub key: String,
    /// What people read.
    pub label: String,
    /// The values that incidents have.
    pub values: Vec<String>,
}
