//! What pages there are, and how each becomes bytes.
//!
//! The plan says which routes the site has; [`Site::render`] turns one page into bytes, and depends on nothing but the view, the
//! configuration and the theme. It knows no disk, no server and no unredacted archive.

mod actions;
mod address;
mod calendar;
mod chart;
pub mod context;
mod data;
mod feed;
mod frame;
mod html;
mod lists;
pub mod markdown;
mod metrics;
mod names;
mod plan;
mod rows;
mod shared;
mod sitemap;
mod templates;
mod terms;
mod trend;

use std::io::Write;
use std::sync::{Arc, OnceLock};

use minijinja::Value;

pub use address::incident as address_of;
pub use html::Html;
pub use plan::{Claimant, Content, Page, Plan, Planned};

use crate::archive::{Audience, Statistics, View};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::search;
use crate::theme::Theme;
use context::{Builder, LiveReload, PageContext, SearchContext};
use frame::Frame;
use names::Names;
use rows::Rows;
use templates::{Shown, Templates, value};

/// A site, ready to be rendered page by page.
pub struct Site {
    view: View,
    config: Arc<Config>,
    theme: Arc<Theme>,
    plan: Plan,
    templates: Templates,
    frame: Frame,
    rows: Rows,
    /// The archive's figures, counted once, when a page first shows them.
    statistics: OnceLock<Statistics>,
    /// The files of the search index, made when they are first asked for.
    search_files: OnceLock<Vec<search::File>>,
    /// What incidents are compared by, prepared when a page first shows similar ones.
    similarity: OnceLock<search::Similarity>,
    /// The incidents that are similar to each, found when the first of its files shows them: its page, its data or its Markdown.
    similar: Vec<OnceLock<Vec<search::Similar>>>,
    audience: Audience,
}

impl Site {
    /// Plans the site of a view.
    ///
    /// # Errors
    /// A template that cannot be parsed, or an address that two sources claim.
    pub fn new(view: View, config: impl Into<Arc<Config>>, theme: impl Into<Arc<Theme>>, audience: Audience) -> Result<Self> {
        let (config, theme) = (config.into(), theme.into());
        let plan = planned(&view, &config, &theme)?;
        Self::of_plan(plan, view, config, theme, audience)
    }

    /// The site of a view that is planned already.
    ///
    /// # Errors
    /// A template cannot be parsed.
    pub fn of_plan(plan: Plan, view: View, config: Arc<Config>, theme: Arc<Theme>, audience: Audience) -> Result<Self> {
        let templates = Templates::compile(&theme)?;
        let frame = Frame::new(&view, &config, &theme, audience, None);
        let rows = Rows::of(view.cases.len());
        let similar = std::iter::repeat_with(OnceLock::new).take(view.cases.len()).collect();
        Ok(Self {
            view,
            config,
            theme,
            plan,
            templates,
            frame,
            rows,
            statistics: OnceLock::new(),
            search_files: OnceLock::new(),
            similarity: OnceLock::new(),
            similar,
            audience,
        })
    }

    /// The same site for a development server: its pages load the script for live reload.
    #[must_use]
    pub fn with_live_reload(mut self, live_reload: LiveReload) -> Self {
        self.frame = Frame::new(&self.view, &self.config, &self.theme, self.audience, Some(live_reload));
        self
    }

    /// What the site is made from.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The archive's figures.
    fn statistics(&self) -> &Statistics {
        self.statistics.get_or_init(|| Statistics::new(&self.view, &self.config))
    }

    /// For whom it is.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// Its theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Its configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Every route of the site.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The files of the search index: none where the site has no search. They are in no plan, since their names follow from their
    /// content, and a server makes them only when a browser asks for one.
    pub fn search_files(&self) -> &[search::File] {
        let files = || search::encode(&search::Index::new(&self.view, &self.config), &self.view, &self.config);
        self.search_files.get_or_init(|| if self.config.search { files() } else { Vec::new() })
    }

    /// The incidents that are similar to the one at a place in the view, the most similar first.
    pub fn similar(&self, index: usize) -> &[search::Similar] {
        let similarity = || self.similarity.get_or_init(|| search::Similarity::new(&self.view, &self.config));
        self.similar[index].get_or_init(|| match self.config.similar {
            0 => Vec::new(),
            most => similarity().of(index, most, &self.view, &self.config),
        })
    }

    /// Renders one page.
    ///
    /// # Errors
    /// A template that uses what is not there, or a writer that fails.
    pub fn render(&self, page: &Page, out: &mut dyn Write) -> Result<()> {
        match page {
            Page::Home => self.home(out),
            Page::Search => self.search(out),
            Page::Incidents(number) => self.incidents(*number, out),
            Page::Facet { facet, page } => self.facet(*facet, *page, out),
            Page::Term { facet, term, page } => self.term(*facet, *term, *page, out),
            Page::Metrics => self.metrics(out),
            Page::Actions => self.actions(out),
            Page::ActionsIn { state, page } => self.actions_in(*state, *page, out),
            Page::ActionGroups { grouping, page } => self.action_groups(*grouping, *page, out),
            Page::ActionGroup { grouping, group } => self.action_group(*grouping, *group, out),
            Page::Incident(index) => self.incident(*index, out),
            Page::IncidentJson(index) => data::incident(self, *index, out),
            Page::IncidentMarkdown(index) => self.markdown(*index, out),
            Page::IncidentsJson => data::incidents(self, out),
            Page::IncidentsCsv => data::incidents_table(self, out),
            Page::ActionsJson => data::actions(self, out),
            Page::ActionsCsv => data::actions_table(self, out),
            Page::StatsJson => data::statistics(self, out),
            Page::Atom(scope) => feed::atom(self, *scope, out),
            Page::JsonFeed(scope) => feed::json(self, *scope, out),
            Page::Calendar => calendar::calendar(self, out),
            Page::Schema => data::schema(out),
            Page::Redirect { incident, from } => self.redirect(*incident, from, out),
            Page::Sitemap => sitemap::whole(self, out),
            Page::SitemapPart(part) => sitemap::part(self, *part, out),
            Page::Robots => sitemap::robots(self, out),
            Page::NoJekyll => Ok(()),
            Page::NotFound => self.not_found(out),
            Page::Static(path) => write(out, self.theme.statics.get(path).map_or(&[][..], |bytes| bytes)),
        }
    }

    fn incident(&self, index: usize, out: &mut dyn Write) -> Result<()> {
        let case = &self.view.cases[index];
        let neighbours = [index.checked_sub(1), Some(index + 1).filter(|older| *older < self.view.cases.len())];
        let incident = Builder::build(&self.names(), case, neighbours, self.similar(index));
        let mut page = self.page(&address::incident(case), &format!("{} · {}", incident.id, incident.title), "incidents");
        page.description = Some(format!("{} {}", incident.severity.label, incident.title));
        self.template("incident.html", page, [("incident", value(incident))], out)
    }

    fn markdown(&self, index: usize, out: &mut dyn Write) -> Result<()> {
        let text = crate::export::markdown::write(&self.view.cases[index], self.similar(index), &self.view, &self.config);
        write(out, text.as_bytes())
    }

    /// An old address: a page that leads on, and says where to for those whom it cannot lead.
    fn redirect(&self, incident: usize, from: &str, out: &mut dyn Write) -> Result<()> {
        let incident = self.names().incident(incident);
        let mut page = self.page(&incident.address, &incident.title, "incidents");
        from.clone_into(&mut page.address);
        self.template("redirect.html", page, [("incident", value(incident))], out)
    }

    /// The page for addresses that are not there. It is shown at any depth, so its links begin at the site's root.
    fn not_found(&self, out: &mut dyn Write) -> Result<()> {
        let host_and_path = self.config.base_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
        let path = host_and_path.and_then(|rest| rest.find('/').map(|slash| &rest[slash..])).unwrap_or("/");
        let page = self.page("404.html", "Page not found", "");
        self.finish("404.html", page, path, [], out)
    }

    /// The search page.
    fn search(&self, out: &mut dyn Write) -> Result<()> {
        let page = self.page("search/", "Search", "search");
        self.template("search.html", page, [("search", value(SearchContext::new(&self.view)))], out)
    }

    fn page(&self, address: &str, title: &str, section: &str) -> PageContext {
        PageContext {
            title: title.to_owned(),
            description: None,
            canonical: self.config.base_url.as_ref().map(|base| format!("{base}{address}")),
            address: address.to_owned(),
            section: section.to_owned(),
            header: self.frame.header(address, section),
        }
    }

    /// Renders a template with what every page knows, and what this one shows.
    fn template<const N: usize>(
        &self,
        name: &str,
        page: PageContext,
        shown: [(&'static str, Value); N],
        out: &mut dyn Write,
    ) -> Result<()> {
        let root = address::root_from(&page.address);
        self.finish(name, page, &root, shown, out)
    }

    fn finish<const N: usize>(
        &self,
        name: &str,
        page: PageContext,
        root: &str,
        shown: [(&'static str, Value); N],
        out: &mut dyn Write,
    ) -> Result<()> {
        let common = [("site", self.frame.site.clone()), ("page", value(page)), ("root", Value::from(root))];
        let shown = Shown(shown.into_iter().chain(common).collect());
        self.templates.render(name, shown, out)
    }

    fn asset(&self, name: &str) -> String {
        frame::asset(&self.theme, name)
    }

    fn names(&self) -> Names<'_> {
        Names { view: &self.view, config: &self.config }
    }
}

/// The plan of a site, for callers that need no position of what it refuses.
fn planned(view: &View, config: &Config, theme: &Theme) -> Result<Plan> {
    Plan::new(view, config, theme).map_err(|refused| {
        Error::new(refused.first().map_or("the site has no plan", |refused| &refused.message))
            .hint("give one of the two another id, name or alias; `pir-site check` says which")
    })
}

/// Writes a page's bytes.
fn write(out: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    out.write_all(bytes).map_err(written)
}

/// The error of a page that could not be written.
fn written(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new("failed to write a page").because(error)
}
