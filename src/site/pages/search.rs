//! The search page.

use std::io::Write;

use crate::error::Result;
use crate::prose;
use crate::search;
use crate::site::context::{SearchChoice, SearchContext, SearchFilter};
use crate::site::renderer::Renderer;
use crate::site::templates::value;

impl Renderer {
    /// The search page.
    pub(in crate::site) fn search(&self, out: &mut dyn Write) -> Result<()> {
        let page = self.page("search/", "Search", "search");
        self.template("search.html", page, [("search", value(self.search_context()))], out)
    }

    /// By what results can be narrowed, where incidents differ in it.
    fn search_context(&self) -> SearchContext {
        let choice = |search::FilterChoice { value, label, count }| SearchChoice { value, label, count };
        let filter = |(key, values): (String, Vec<search::FilterChoice>)| SearchFilter {
            label: prose::capitalized(&key.replace('_', " ")),
            values: values.into_iter().map(choice).collect(),
            key,
        };
        SearchContext {
            filters: search::choices(&self.view).into_iter().filter(|(_, values)| values.len() > 1).map(filter).collect(),
        }
    }
}
