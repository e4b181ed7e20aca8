//! The search page.

use std::io::Write;

use crate::archive::FacetKind;
use crate::error::Result;
use crate::prose;
use crate::search;
use crate::site::context::{SearchChoice, SearchContext, SearchFilter};
use crate::site::renderer::Renderer;
use crate::site::templates::value;

impl Renderer {
    /// The search page.
    pub(in crate::site) fn search(&self, out: &mut dyn Write) -> Result<()> {
        let page = self.page("search/", &self.locale.text("search"), "search");
        self.template("search.html", page, [("search", value(self.search_context()))], out)
    }

    /// The context of the search page: the filters with more than one value.
    fn search_context(&self) -> SearchContext {
        let choice = |key: &str, search::FilterChoice { value, label, count }| {
            let label = match key {
                "status" => self.locale.word("status", &value).to_string(),
                "cause" => self.names().value(&FacetKind::Cause, &value),
                _ => label,
            };
            SearchChoice { value, label, count }
        };
        let filter = |(key, values): (String, Vec<search::FilterChoice>)| SearchFilter {
            label: self.filter_label(&key),
            none: "".into(),
            values: values.into_iter().map(|value| choice(&key, value)).collect(),
            key,
        };
        SearchContext {
            filters: search::choices(&self.view).into_iter().filter(|(_, values)| values.len() > 1).map(filter).collect(),
        }
    }

    /// The label of a filter. A custom field's label is its capitalised name.
    fn filter_label(&self, key: &str) -> String {
        self.locale.plain(key).map_or_else(|| prose::capitalized(&key.replace('_', " ")), |label| label.to_string())
    }
}
