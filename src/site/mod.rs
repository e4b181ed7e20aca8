//! Plans the site's routes and renders each of them to bytes.
//!
//! The plan lists all routes; [`Site::render`] renders one page, and depends only on the view, the configuration and the theme. It
//! knows no file system, no server and no unredacted archive.
//!
//! The modules are in layers; each imports only from those listed before it.

mod address;
mod html;
mod output;
mod paging;

pub mod markdown;
mod part;
mod templates;
mod texts;

mod chart;
pub mod context;

mod layout;
mod names;
mod renderer;
mod rows;

mod files;
mod pages;

mod plan;

use std::io::Write;
use std::sync::{Arc, OnceLock};

pub use address::incident as address_of;
pub use html::Html;
pub use plan::{Claimant, Page, Plan, Planned, Refused, RouteContent};

use crate::archive::{Audience, View};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::search;
use crate::theme::Theme;
use context::LiveReload;
use files::{calendar, data, feed, sitemap};
use output::write;
use renderer::Renderer;

/// A planned site whose pages can be rendered one by one.
pub struct Site {
    renderer: Renderer,
    plan: Plan,
    /// The files of the search index, built on first use.
    search_files: OnceLock<Vec<search::File>>,
}

impl Site {
    /// Plans the site of a view.
    ///
    /// # Errors
    /// A template cannot be parsed, or two sources claim the same address.
    pub fn new(view: View, config: impl Into<Arc<Config>>, theme: impl Into<Arc<Theme>>, audience: Audience) -> Result<Self> {
        let (config, theme) = (config.into(), theme.into());
        let plan = planned(&view, &config, &theme)?;
        let locale = Arc::new(Locale::new(&config.language, &theme.catalogs));
        let site = Self::of_plan(plan, view, config, (theme, locale), audience);
        site.map_err(|errors| errors.into_iter().next().unwrap_or_else(|| Error::new("the templates cannot be compiled")))
    }

    /// Builds a site from an existing plan, a theme and the messages of the site's language.
    ///
    /// # Errors
    /// Templates cannot be parsed.
    pub fn of_plan(
        plan: Plan,
        view: View,
        config: Arc<Config>,
        (theme, locale): (Arc<Theme>, Arc<Locale>),
        audience: Audience,
    ) -> Result<Self, Vec<Error>> {
        let renderer = Renderer::new(view, config, theme, locale, audience)?;
        Ok(Self { renderer, plan, search_files: OnceLock::new() })
    }

    /// Adds the live-reload script to every page, for the development server.
    #[must_use]
    pub fn with_live_reload(mut self, live_reload: LiveReload) -> Self {
        self.renderer = self.renderer.with_live_reload(live_reload);
        self
    }

    /// Reuses the terms of incidents that were compared before.
    #[must_use]
    pub fn with_term_cache(self, term_cache: Arc<search::TermCache>) -> Self {
        Self { renderer: self.renderer.with_term_cache(term_cache), ..self }
    }

    /// Builds the data derived from all incidents in parallel, so that the threads that render pages do not wait for each other.
    pub fn prepare(&self) {
        self.search_files();
        if self.config().similar > 0 {
            self.renderer.similarity();
        }
    }

    /// The view that the site shows.
    pub fn view(&self) -> &View {
        &self.renderer.view
    }

    /// The audience of the site.
    pub fn audience(&self) -> Audience {
        self.renderer.audience
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.renderer.theme
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.renderer.config
    }

    /// Every route of the site.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The files of the search index, or none if search is disabled. They are not in the plan, since their names depend on their
    /// content, and a server builds them only on request.
    pub fn search_files(&self) -> &[search::File] {
        let (view, config) = (self.view(), self.config());
        let files = || search::encode(&search::Index::new(view, config), view, config, &self.renderer.locale);
        self.search_files.get_or_init(|| if config.search { files() } else { Vec::new() })
    }

    /// The incidents similar to the one at `index` in the view, the most similar first.
    pub fn similar(&self, index: usize) -> &[search::Similar] {
        self.renderer.similar(index)
    }

    /// Renders one page.
    ///
    /// # Errors
    /// A template uses an undefined value, or the writer fails.
    pub fn render(&self, page: &Page, out: &mut dyn Write) -> Result<()> {
        match page {
            Page::Home => self.renderer.home(out),
            Page::Search => self.renderer.search(out),
            Page::Incidents(number) => self.renderer.incidents(*number, out),
            Page::Facet { facet, page } => self.renderer.facet(*facet, *page, out),
            Page::Term { facet, term, page } => self.renderer.term(*facet, *term, *page, out),
            Page::Metrics => self.renderer.metrics(out),
            Page::QuarterReport(year, number) => self.renderer.quarter_report((*year, *number), out),
            Page::GroupReport { facet, term } => self.renderer.group_report(*facet, *term, out),
            Page::Actions => self.renderer.actions(out),
            Page::ActionsIn { state, page } => self.renderer.actions_in(*state, *page, out),
            Page::ActionGroups { grouping, page } => self.renderer.action_groups(*grouping, *page, out),
            Page::ActionGroup { grouping, group, page } => self.renderer.action_group(*grouping, *group, *page, out),
            Page::Incident(index) => self.renderer.incident(*index, out),
            Page::IncidentJson(index) => data::incident(&self.renderer, *index, out),
            Page::IncidentMarkdown(index) => data::markdown(&self.renderer, *index, out),
            Page::IncidentsJson => data::incidents(&self.renderer, out),
            Page::IncidentsCsv => data::incidents_table(&self.renderer, out),
            Page::ActionsJson => data::actions(&self.renderer, out),
            Page::ActionsCsv => data::actions_table(&self.renderer, out),
            Page::StatsJson => data::statistics(&self.renderer, out),
            Page::Atom(scope) => feed::atom(&self.renderer, *scope, out),
            Page::JsonFeed(scope) => feed::json(&self.renderer, *scope, out),
            Page::Calendar => calendar::calendar(&self.renderer, out),
            Page::Schema => data::schema(out),
            Page::Redirect { incident, from } => self.renderer.redirect(*incident, from, out),
            Page::Sitemap => sitemap::whole(&self.renderer, &self.plan.addresses().collect::<Vec<_>>(), out),
            Page::SitemapPart(part) => sitemap::part(&self.renderer, &self.plan.addresses().collect::<Vec<_>>(), *part, out),
            Page::Robots => sitemap::robots(&self.renderer, out),
            Page::NoJekyll => Ok(()),
            Page::Custom(page) => self.renderer.custom(*page, out),
            Page::NotFound => self.renderer.not_found(out),
            Page::Static(path) => write(out, self.renderer.static_file(path)),
        }
    }
}

/// Plans a site for callers that need no source positions in the error.
fn planned(view: &View, config: &Config, theme: &Theme) -> Result<Plan> {
    Plan::new(view, config, theme).map_err(|refused| {
        Error::new(refused.first().map_or("the site has no plan", |refused| &refused.message))
            .hint("give one of the two another id, name or alias; `pir-site check` says which")
    })
}
