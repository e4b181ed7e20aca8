//! Renders templates with the data of one view and the context common to all pages.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::sync::{Arc, OnceLock};

use minijinja::Value;

use super::address;
use super::context::{ListContext, LiveReload, PageContext, PageLink, Pager};
use super::layout::{Layout, Statics};
use super::names::Names;
use super::paging;
use super::rows::Rows;
use super::templates::{TemplateContext, Templates, value};
use super::texts;
use crate::archive::{Audience, Statistics, View};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::search;
use crate::theme::Theme;

/// Renders the pages of one view.
pub(crate) struct Renderer {
    pub(super) view: View,
    pub(super) config: Arc<Config>,
    pub(super) theme: Arc<Theme>,
    pub(super) locale: Arc<Locale>,
    /// The scripts with embedded messages, by name.
    scripts: BTreeMap<String, Vec<u8>>,
    pub(super) audience: Audience,
    templates: Templates,
    layout: Layout,
    rows: Rows,
    /// The rows of the action items of each incident, rendered on first use.
    pub(super) action_rows: Vec<OnceLock<Vec<Value>>>,
    /// The indexes of incidents by id, collected on first use.
    ids: OnceLock<HashMap<String, usize>>,
    /// The archive's statistics, computed on first use.
    statistics: OnceLock<Statistics>,
    /// The terms of incidents that were compared before.
    term_cache: Arc<search::TermCache>,
    /// The data by which incidents are compared, computed on first use.
    similarity: OnceLock<search::Similarity>,
    /// The incidents similar to each incident, computed when its page, its JSON or its Markdown is first rendered.
    similar: Vec<OnceLock<Vec<search::Similar>>>,
}

impl Renderer {
    /// Creates a renderer for a view and a theme.
    ///
    /// # Errors
    /// Templates cannot be parsed.
    pub(super) fn new(
        view: View,
        config: Arc<Config>,
        theme: Arc<Theme>,
        locale: Arc<Locale>,
        audience: Audience,
    ) -> Result<Self, Vec<Error>> {
        let scripts = texts::scripts(&theme, &locale);
        let statics = Statics { theme: &theme, scripts: &scripts };
        Ok(Self {
            layout: Layout::new(&Names { view: &view, config: &config, locale: &locale }, &statics, audience, None),
            rows: Rows::of(view.cases.len()),
            action_rows: vec![OnceLock::new(); view.cases.len()],
            similar: vec![OnceLock::new(); view.cases.len()],
            ids: OnceLock::new(),
            statistics: OnceLock::new(),
            term_cache: Arc::default(),
            similarity: OnceLock::new(),
            templates: Templates::compile(&theme, &locale)?,
            view,
            config,
            theme,
            locale,
            scripts,
            audience,
        })
    }

    /// Adds the live-reload script to every page, for the development server.
    pub(super) fn with_live_reload(mut self, live_reload: LiveReload) -> Self {
        self.layout = Layout::new(&self.names(), &self.statics(), self.audience, Some(live_reload));
        self
    }

    /// Reuses the terms of incidents that were compared before.
    pub(super) fn with_term_cache(self, term_cache: Arc<search::TermCache>) -> Self {
        Self { term_cache, ..self }
    }

    /// The archive's statistics.
    pub(super) fn statistics(&self) -> &Statistics {
        self.statistics.get_or_init(|| Statistics::new(&self.view, &self.config))
    }

    /// The incidents similar to the one at `index` in the view, the most similar first.
    pub(super) fn similar(&self, index: usize) -> &[search::Similar] {
        self.similar[index].get_or_init(|| match self.config.similar {
            0 => Vec::new(),
            most => self.similarity().of(index, most, &self.view, &self.config),
        })
    }

    /// The index of an incident in the view, by its id.
    pub(super) fn incident_by_id(&self, id: &str) -> Option<usize> {
        let ids = || self.view.cases.iter().enumerate().map(|(at, case)| (case.incident.id.clone(), at)).collect();
        self.ids.get_or_init(ids).get(id).copied()
    }

    /// The data by which incidents are compared.
    pub(super) fn similarity(&self) -> &search::Similarity {
        self.similarity.get_or_init(|| search::Similarity::new(&self.view, &self.config, &self.term_cache))
    }

    /// The labels and addresses of the site.
    pub(super) fn names(&self) -> Names<'_> {
        Names { view: &self.view, config: &self.config, locale: &self.locale }
    }

    /// The address of a theme file, with a cache buster that depends on its content.
    pub(super) fn asset(&self, name: &str) -> String {
        self.statics().address(name)
    }

    /// The bytes of a static file.
    pub(super) fn static_file(&self, path: &str) -> &[u8] {
        self.statics().bytes(path)
    }

    fn statics(&self) -> Statics<'_> {
        Statics { theme: &self.theme, scripts: &self.scripts }
    }

    /// The context `page` of a page.
    pub(super) fn page(&self, address: &str, title: &str, section: &str) -> PageContext {
        PageContext {
            title: title.to_owned(),
            description: None,
            canonical: self.config.base_url.as_ref().map(|base| format!("{base}{address}")),
            address: address.to_owned(),
            section: section.to_owned(),
            header: self.layout.header(address, section),
        }
    }

    /// Renders a template with the common context and that of the page.
    pub(super) fn template<const N: usize>(
        &self,
        name: &str,
        page: PageContext,
        shown: [(&'static str, Value); N],
        out: &mut dyn Write,
    ) -> Result<()> {
        let root = address::root_from(&page.address);
        self.template_at(name, page, &root, shown, out)
    }

    /// Renders a template for a file at `address` that is not an HTML page.
    pub(super) fn file<const N: usize>(
        &self,
        name: &str,
        address: &str,
        shown: [(&'static str, Value); N],
        out: &mut dyn Write,
    ) -> Result<()> {
        let common = [("site", self.layout.site.clone()), ("root", Value::from(address::root_from(address)))];
        self.templates.render(name, TemplateContext(shown.into_iter().chain(common).collect()), out)
    }

    /// Like `template`, with the given path to the site's root.
    pub(super) fn template_at<const N: usize>(
        &self,
        name: &str,
        page: PageContext,
        root: &str,
        shown: [(&'static str, Value); N],
        out: &mut dyn Write,
    ) -> Result<()> {
        let common = [("site", self.layout.site.clone()), ("page", value(page)), ("root", Value::from(root))];
        let shown = TemplateContext(shown.into_iter().chain(common).collect());
        self.templates.render(name, shown, out)
    }

    /// The range of rows on one page.
    pub(super) fn slice(&self, total: usize, number: usize) -> std::ops::Range<usize> {
        let first = (number - 1) * self.config.per_page;
        first..(first + self.config.per_page).min(total)
    }

    /// The context of one page of a list of incidents.
    pub(super) fn list(
        &self,
        cases: &[usize],
        total: usize,
        count: usize,
        number: usize,
        at: impl Fn(usize) -> String,
    ) -> ListContext {
        ListContext { total, count, rows: self.rows_of(cases), pager: self.pager(total, number, at) }
    }

    /// The rows of the given incidents, by their indexes in the view.
    pub(super) fn rows_of(&self, cases: &[usize]) -> Vec<Value> {
        let names = self.names();
        cases.iter().map(|case| self.rows.get(&names, *case)).collect()
    }

    /// The context `page` of one page of a list.
    pub(super) fn numbered_page(&self, title: &str, address: &str, number: usize, section: &str) -> PageContext {
        let title = match number {
            1 => title.to_owned(),
            number => self.locale.format("page_title", &[("title", title.into()), ("number", number.into())]),
        };
        self.page(address, &title, section)
    }

    /// The pager of a list.
    pub(super) fn pager(&self, total: usize, number: usize, at: impl Fn(usize) -> String) -> Pager {
        let pages = paging::pages(total, self.config.per_page);
        let rows = self.slice(total, number);
        let shown = [1, number.saturating_sub(1), number, number + 1, pages];
        let mut links: Vec<PageLink> = Vec::new();
        for page in shown.into_iter().filter(|page| (1..=pages).contains(page)) {
            let last = links.last().map_or(0, |link| link.page);
            if page > last {
                links.push(PageLink { page, address: at(page), current: page == number, after_gap: page > last + 1 });
            }
        }
        Pager {
            page: number,
            pages,
            first: if total == 0 { 0 } else { rows.start + 1 },
            last: rows.end,
            previous: (number > 1).then(|| at(number - 1)),
            next: (number < pages).then(|| at(number + 1)),
            links,
        }
    }
}
