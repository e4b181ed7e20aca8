//! The search page.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

/// What the search page offers, in `search.html` as `search`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchContext {
    /// By what results can be narrowed, where incidents differ in it.
    pub filters: Vec<SearchFilter>,
}

/// Something that results can be narrowed by.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchFilter {
    /// Its name in a query and in the address of a search: `severity`.
    pub key: String,
    /// What people read.
    pub label: String,
    /// What people read for items that have none; empty where every item has one.
    pub none: Arc<str>,
    /// The values that incidents have.
    pub values: Vec<SearchChoice>,
}

/// A value of a filter.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchChoice {
    /// The value in a query.
    pub value: String,
    /// What people read.
    pub label: String,
    /// How many incidents have it.
    pub count: usize,
}
