//! The search page.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

/// The search page, in `search.html` as `search`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchContext {
    /// The filters in which incidents differ.
    pub filters: Vec<SearchFilter>,
}

/// A filter of results.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchFilter {
    /// Its name in a query and in the address of a search: `severity`.
    pub key: String,
    /// The label.
    pub label: String,
    /// The label for items without a value. Empty if every item has one.
    pub none: Arc<str>,
    /// The values that incidents have.
    pub values: Vec<SearchChoice>,
}

/// A value of a filter.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchChoice {
    /// The value in a query.
    pub value: String,
    /// The label.
    pub label: String,
    /// How many incidents have it.
    pub count: usize,
}
