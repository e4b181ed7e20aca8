//! The plan: every route of the site and the content at each.

mod page;

use std::path::PathBuf;
use std::sync::OnceLock;

pub use page::Page;

use super::address::{self, Scope};
use super::files::sitemap;
use super::paging::pages;
use crate::archive::{ActionState, View, VisibleIncident};
use crate::config::Config;
use crate::prose::markdown::{links, local};
use crate::prose::normalized;
use crate::route::{self, Refused, Route, RouteRegistry};
use crate::theme::Theme;

/// A rough number of files per incident in a large archive, to pre-allocate the plan.
const FILES: usize = 5;

/// The source of a route's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RouteContent {
    /// A rendered page.
    Page(Page),
    /// A copied file: an attachment.
    File(PathBuf),
}

/// The source that claims an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimant {
    /// A page or file of the site itself.
    Site(Page),
    /// The page or data of an incident, by its index in the view.
    Incident(usize),
    /// A former address of an incident: the incident's index in the view, and the alias's index in the incident.
    Alias(usize, usize),
    /// A file to which an incident refers by this name.
    Attachment(usize, String),
    /// A custom page, by its index in the view.
    Custom(usize),
    /// A file to which a custom page refers by this name.
    CustomFile(usize, String),
}

/// One route of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The address.
    pub route: Route,
    /// The content.
    pub content: RouteContent,
}

/// Every route of the site, in rendering order: large files first.
#[derive(Debug, Default)]
pub struct Plan {
    planned: Vec<Planned>,
    registry: RouteRegistry<Claimant>,
    refused: Vec<Refused<Claimant>>,
    /// The indexes of the routes, sorted by path. Built on first use.
    sorted: OnceLock<Vec<usize>>,
}

impl Plan {
    /// Plans the site for a view.
    ///
    /// # Errors
    /// Every conflict: two sources that claim the same address, or an address that cannot be published.
    pub fn new(view: &View, config: &Config, theme: &Theme) -> Result<Self, Vec<Refused<Claimant>>> {
        let incidents = view.cases.len();
        let mut plan = Self {
            planned: Vec::with_capacity(FILES * incidents),
            registry: RouteRegistry::with_capacity((FILES + 2) * incidents),
            ..Self::default()
        };
        plan.add("incidents.json", Page::IncidentsJson);
        plan.add("incidents.csv", Page::IncidentsCsv);
        plan.add("actions.json", Page::ActionsJson);
        plan.add("actions.csv", Page::ActionsCsv);
        plan.add("stats.json", Page::StatsJson);
        plan.add("calendar.ics", Page::Calendar);
        plan.feeds("", None);
        plan.add("index.html", Page::Home);
        if config.search {
            plan.add("search/index.html", Page::Search);
        }
        plan.add("404.html", Page::NotFound);
        plan.add("schema/incident.json", Page::Schema);
        plan.add("robots.txt", Page::Robots);
        plan.add(".nojekyll", Page::NoJekyll);
        plan.add(&index(address::METRICS), Page::Metrics);
        plan.reports(view);
        plan.actions(view, config);
        plan.lists(view, config);
        for (index, case) in view.cases.iter().enumerate() {
            plan.incident(view, index, case);
        }
        for path in theme.statics.keys() {
            plan.add(&format!("static/{path}"), Page::Static(path.clone()));
        }
        plan.custom(view);
        plan.sitemap(config);
        if plan.refused.is_empty() { Ok(plan) } else { Err(plan.refused) }
    }

    /// The routes in rendering order.
    pub fn routes(&self) -> &[Planned] {
        &self.planned
    }

    /// The route with the given path.
    pub fn find(&self, path: &str) -> Option<&Planned> {
        let path_of = |index: usize| self.planned[index].route.as_str();
        let sorted = self.sorted.get_or_init(|| {
            let mut sorted: Vec<usize> = (0..self.planned.len()).collect();
            sorted.sort_unstable_by_key(|index| path_of(*index));
            sorted
        });
        let found = sorted.binary_search_by_key(&path, |index| path_of(*index)).ok()?;
        Some(&self.planned[sorted[found]])
    }

    /// The number of HTML pages.
    pub fn page_count(&self) -> usize {
        self.addresses().count()
    }

    /// The addresses of the HTML pages.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        let shown = |page: &Page| {
            matches!(
                page,
                Page::Home
                    | Page::Search
                    | Page::Incidents(_)
                    | Page::Metrics
                    | Page::QuarterReport(..)
                    | Page::GroupReport { .. }
                    | Page::Actions
                    | Page::ActionsIn { .. }
                    | Page::ActionGroups { .. }
                    | Page::ActionGroup { .. }
                    | Page::Facet { .. }
                    | Page::Term { .. }
                    | Page::Incident(_)
                    | Page::Custom(_)
            )
        };
        self.planned
            .iter()
            .filter(move |planned| matches!(&planned.content, RouteContent::Page(page) if shown(page)))
            .map(|planned| planned.route.address())
    }

    /// Plans the metrics reports of each quarter, severity and team that has incidents.
    fn reports(&mut self, view: &View) {
        for (year, number) in view.quarters() {
            self.add(&index(&address::quarter((year, number))), Page::QuarterReport(year, number));
        }
        for (facet_number, facet) in view.facets.iter().enumerate().filter(|(_, facet)| address::has_reports(&facet.kind)) {
            for (term_number, term) in facet.terms.iter().enumerate().filter(|(_, term)| term.count > 0) {
                let shown = Page::GroupReport { facet: facet_number, term: term_number };
                self.add(&index(&address::report(facet, term)), shown);
            }
        }
    }

    /// Plans the pages of action items: overview, by state, and by group.
    fn actions(&mut self, view: &View, config: &Config) {
        self.add(&index(address::ACTIONS), Page::Actions);
        for state in ActionState::ALL {
            for page in 1..=pages(view.actions.of(state).len(), config.per_page) {
                self.add(&index(&address::actions_in(state, page)), Page::ActionsIn { state, page });
            }
        }
        for (number, grouping) in view.actions.facets.iter().enumerate() {
            for page in 1..=pages(grouping.terms.len(), config.per_page) {
                let groups = Page::ActionGroups { grouping: number, page };
                self.add(&index(&address::action_groups(grouping, page)), groups);
            }
            for (group_number, group) in grouping.terms.iter().enumerate() {
                for page in 1..=pages(group.open.len(), config.per_page) {
                    let shown = Page::ActionGroup { grouping: number, group: group_number, page };
                    self.add(&index(&address::action_group(grouping, group, page)), shown);
                }
            }
        }
    }

    /// Plans the lists of incidents: the full list, and those of each facet.
    fn lists(&mut self, view: &View, config: &Config) {
        for page in 1..=pages(view.cases.len(), config.per_page) {
            self.add(&index(&address::incidents(page)), Page::Incidents(page));
        }
        for (number, facet) in view.facets.iter().enumerate() {
            for page in 1..=pages(facet.terms.len(), config.per_page) {
                self.add(&index(&address::facet(facet, page)), Page::Facet { facet: number, page });
            }
            for (term_number, term) in facet.terms.iter().enumerate() {
                if address::has_feeds(&facet.kind) {
                    self.feeds(&address::term(facet, term, 1), Some((number, term_number)));
                }
                for page in 1..=pages(term.cases.len(), config.per_page) {
                    let shown = Page::Term { facet: number, term: term_number, page };
                    self.add(&index(&address::term(facet, term, page)), shown);
                }
            }
        }
    }

    /// Plans the feeds of the archive or of a group.
    fn feeds(&mut self, folder: &str, scope: Scope) {
        self.add(&format!("{folder}feed.xml"), Page::Atom(scope));
        self.add(&format!("{folder}feed.json"), Page::JsonFeed(scope));
    }

    /// Plans an incident's page, its data, its attachments and its former addresses.
    fn incident(&mut self, view: &View, number: usize, case: &VisibleIncident) {
        let (folder, source) = (address::incident(case), Claimant::Incident(number));
        self.claim(&index(&folder), RouteContent::Page(Page::Incident(number)), &source);
        self.claim(&format!("{folder}incident.json"), RouteContent::Page(Page::IncidentJson(number)), &source);
        self.claim(&format!("{folder}incident.md"), RouteContent::Page(Page::IncidentMarkdown(number)), &source);
        if view.has_attachments(case) {
            for (name, file) in attachments(view, case) {
                self.claim(&format!("{folder}{name}"), RouteContent::File(file), &Claimant::Attachment(number, name));
            }
        }
        for (alias, address) in case.incident.aliases.iter().enumerate() {
            let Some(from) = route::redirect(address) else { continue };
            let redirect = Page::Redirect { incident: number, from: from.clone() };
            self.claim(&from, RouteContent::Page(redirect), &Claimant::Alias(number, alias));
        }
    }

    /// Plans the project's custom pages and their attachments.
    fn custom(&mut self, view: &View) {
        for (number, page) in view.pages.iter().enumerate() {
            let (folder, source) = (address::custom(page), Claimant::Custom(number));
            self.claim(&index(&folder), RouteContent::Page(Page::Custom(number)), &source);
            for (name, file) in &page.files {
                self.claim(
                    &format!("{folder}{name}"),
                    RouteContent::File(file.clone()),
                    &Claimant::CustomFile(number, name.clone()),
                );
            }
        }
    }

    /// Plans the sitemap. It requires absolute URLs, so a site without a base URL has none; its addresses are reserved all the same,
    /// so that any base URL can be given to a build.
    fn sitemap(&mut self, config: &Config) {
        let parts = self.page_count().div_ceil(sitemap::LIMIT);
        let parts = (1..=parts).filter(|_| parts > 1).map(|part| (format!("sitemap-{part}.xml"), Page::SitemapPart(part)));
        for (path, page) in std::iter::once(("sitemap.xml".to_owned(), Page::Sitemap)).chain(parts) {
            self.add(&path, page);
            if config.base_url.is_none() {
                self.planned.pop_if(|planned| planned.route.as_str() == path);
            }
        }
    }

    /// Plans a page of the site itself.
    fn add(&mut self, path: &str, page: Page) {
        self.claim(path, RouteContent::Page(page.clone()), &Claimant::Site(page));
    }

    fn claim(&mut self, path: &str, content: RouteContent, source: &Claimant) {
        match self.registry.claim(path, source) {
            Ok(route) => self.planned.push(Planned { route, content }),
            Err(refused) => self.refused.push(refused),
        }
    }
}

fn index(address: &str) -> String {
    format!("{address}index.html")
}

/// The files shown or linked by the visible parts of an incident, without duplicates. References in hidden parts do not count.
fn attachments(view: &View, case: &VisibleIncident) -> Vec<(String, PathBuf)> {
    if view.attachments.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<String> = case.incident.timeline.iter().filter_map(|entry| entry.image.clone()).collect();
    case.incident.each_markdown(&mut |text| names.extend(links(text).iter().map(|link| local(&link.target))));
    names.iter_mut().for_each(|name| *name = normalized(name).into_owned());
    names.sort_unstable();
    names.dedup();
    let existing = |name: String| {
        let file = view.attachment(case, &name)?.to_owned();
        Some((name, file))
    };
    names.into_iter().filter_map(existing).collect()
}
