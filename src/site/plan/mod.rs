//! The plan: every route of the site and the content at each.

mod claims;
mod page;

use std::path::PathBuf;

pub use claims::Refused;
pub use page::Page;

use super::address::{self, Scope};
use super::files::sitemap;
use super::paging::pages;
use crate::archive::{ActionState, View, VisibleIncident};
use crate::config::Config;
use crate::prose::markdown::{links, local};
use crate::prose::normalized;
use crate::route::{self, Route};
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
    /// The indexes of the routes, sorted by folded path.
    sorted: Vec<usize>,
}

/// A plan in the making: each route with its source. Those without content are only reserved, and come last.
#[derive(Default)]
struct Claims {
    claims: Vec<(Route, Option<RouteContent>, Claimant)>,
    refused: Vec<Refused<Claimant>>,
}

impl Plan {
    /// Plans the site for a view.
    ///
    /// # Errors
    /// Every conflict: two sources that claim the same address, or an address that cannot be published.
    pub fn new(view: &View, config: &Config, theme: &Theme) -> Result<Self, Vec<Refused<Claimant>>> {
        let mut plan = Claims { claims: Vec::with_capacity(FILES * view.cases.len()), ..Claims::default() };
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
        plan.add(index(address::METRICS), Page::Metrics);
        plan.reports(view);
        plan.actions(view, config);
        plan.lists(view, config);
        for (index, case) in view.cases.iter().enumerate() {
            plan.incident(view, config, index, case);
        }
        for path in theme.statics.keys() {
            plan.add(format!("static/{path}"), Page::Static(path.clone()));
        }
        plan.custom(view);
        plan.sitemap(config);
        plan.into_plan()
    }

    /// The routes in rendering order.
    pub fn routes(&self) -> &[Planned] {
        &self.planned
    }

    /// The route with the given path.
    pub fn find(&self, path: &str) -> Option<&Planned> {
        let folded = claims::folded(path);
        let folded_path_of = |index: &usize| claims::folded(self.planned[*index].route.as_str());
        let found = self.sorted.binary_search_by(|index| folded_path_of(index).cmp(&folded)).ok()?;
        Some(&self.planned[self.sorted[found]]).filter(|planned| planned.route.as_str() == path)
    }

    /// The number of HTML pages.
    pub fn page_count(&self) -> usize {
        self.addresses().count()
    }

    /// The addresses of the HTML pages.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        let is_shown = |planned: &&Planned| matches!(&planned.content, RouteContent::Page(page) if page.is_shown());
        self.planned.iter().filter(is_shown).map(|planned| planned.route.address())
    }
}

impl Claims {
    /// Plans the metrics reports of each quarter, severity and team that has incidents.
    fn reports(&mut self, view: &View) {
        for (year, number) in view.quarters() {
            self.add(index(&address::quarter((year, number))), Page::QuarterReport(year, number));
        }
        for (facet_number, facet) in view.facets.iter().enumerate().filter(|(_, facet)| address::has_reports(&facet.kind)) {
            for (term_number, term) in facet.terms.iter().enumerate().filter(|(_, term)| term.count > 0) {
                let shown = Page::GroupReport { facet: facet_number, term: term_number };
                self.add(index(&address::report(facet, term)), shown);
            }
        }
    }

    /// Plans the pages of action items: overview, by state, and by group.
    fn actions(&mut self, view: &View, config: &Config) {
        self.add(index(address::ACTIONS), Page::Actions);
        for state in ActionState::ALL {
            for page in 1..=pages(view.actions.of(state).len(), config.per_page) {
                self.add(index(&address::actions_in(state, page)), Page::ActionsIn { state, page });
            }
        }
        for (number, grouping) in view.actions.facets.iter().enumerate() {
            for page in 1..=pages(grouping.terms.len(), config.per_page) {
                let groups = Page::ActionGroups { grouping: number, page };
                self.add(index(&address::action_groups(grouping, page)), groups);
            }
            for (group_number, group) in grouping.terms.iter().enumerate() {
                for page in 1..=pages(group.open.len(), config.per_page) {
                    let shown = Page::ActionGroup { grouping: number, group: group_number, page };
                    self.add(index(&address::action_group(grouping, group, page)), shown);
                }
            }
        }
    }

    /// Plans the lists of incidents: the full list, and those of each facet.
    fn lists(&mut self, view: &View, config: &Config) {
        for page in 1..=pages(view.cases.len(), config.per_page) {
            self.add(index(&address::incidents(page)), Page::Incidents(page));
        }
        for (number, facet) in view.facets.iter().enumerate() {
            for page in 1..=pages(facet.terms.len(), config.per_page) {
                self.add(index(&address::facet(facet, page)), Page::Facet { facet: number, page });
            }
            for (term_number, term) in facet.terms.iter().enumerate() {
                if address::has_feeds(&facet.kind) {
                    self.feeds(&address::term(facet, term, 1), Some((number, term_number)));
                }
                for page in 1..=pages(term.cases.len(), config.per_page) {
                    let shown = Page::Term { facet: number, term: term_number, page };
                    self.add(index(&address::term(facet, term, page)), shown);
                }
            }
        }
    }

    /// Plans the feeds of the archive or of a group.
    fn feeds(&mut self, folder: &str, scope: Scope) {
        self.add(format!("{folder}feed.xml"), Page::Atom(scope));
        self.add(format!("{folder}feed.json"), Page::JsonFeed(scope));
    }

    /// Plans an incident's page, its data, its attachments and its former addresses.
    fn incident(&mut self, view: &View, config: &Config, number: usize, case: &VisibleIncident) {
        let (folder, source) = (address::incident(case), Claimant::Incident(number));
        self.page(index(&folder), Page::Incident(number), &source);
        self.page(format!("{folder}incident.json"), Page::IncidentJson(number), &source);
        self.page(format!("{folder}incident.md"), Page::IncidentMarkdown(number), &source);
        if view.has_attachments(case) {
            for (name, file) in attachments(view, case) {
                self.claim(format!("{folder}{name}"), Some(RouteContent::File(file)), Claimant::Attachment(number, name));
            }
        }
        for (alias, address) in case.incident.aliases.iter().enumerate() {
            let Some(from) = route::redirect(address) else { continue };
            let source = Claimant::Alias(number, alias);
            // The names of the files of the index are not known before it is built.
            if config.search && claims::folded(&from).starts_with("search/") {
                let (message, owner) = (format!("the address /{from} is taken"), Some(Claimant::Site(Page::Search)));
                self.refused.push(Refused { message, source, owner });
            } else {
                self.page(from.clone(), Page::Redirect { incident: number, from }, &source);
            }
        }
    }

    /// Plans the project's custom pages and their attachments.
    fn custom(&mut self, view: &View) {
        for (number, page) in view.pages.iter().enumerate() {
            let (folder, source) = (address::custom(page), Claimant::Custom(number));
            self.page(index(&folder), Page::Custom(number), &source);
            for (name, file) in &page.files {
                let source = Claimant::CustomFile(number, name.clone());
                self.claim(format!("{folder}{name}"), Some(RouteContent::File(file.clone())), source);
            }
        }
    }

    /// Plans the sitemap. It requires absolute URLs, so a site without a base URL has none; its addresses are reserved all the same,
    /// so that any base URL can be given to a build.
    fn sitemap(&mut self, config: &Config) {
        let is_shown = |(_, content, _): &&_| matches!(content, Some(RouteContent::Page(page)) if page.is_shown());
        let parts = self.claims.iter().filter(is_shown).count().div_ceil(sitemap::LIMIT);
        let parts = (1..=parts).filter(|_| parts > 1).map(|part| (format!("sitemap-{part}.xml"), Page::SitemapPart(part)));
        for (path, page) in std::iter::once(("sitemap.xml".to_owned(), Page::Sitemap)).chain(parts) {
            let content = config.base_url.is_some().then(|| RouteContent::Page(page.clone()));
            self.claim(path, content, Claimant::Site(page));
        }
    }

    /// Plans a page of the site itself.
    fn add(&mut self, path: impl Into<String>, page: Page) {
        self.page(path, page.clone(), &Claimant::Site(page));
    }

    fn page(&mut self, path: impl Into<String>, page: Page, source: &Claimant) {
        self.claim(path, Some(RouteContent::Page(page)), source.clone());
    }

    fn claim(&mut self, path: impl Into<String>, content: Option<RouteContent>, source: Claimant) {
        match Route::new(path) {
            Ok(route) => self.claims.push((route, content, source)),
            Err(error) => self.refused.push(Refused { message: error.message().to_owned(), source, owner: None }),
        }
    }

    fn into_plan(mut self) -> Result<Plan, Vec<Refused<Claimant>>> {
        let sorted = claims::sorted(self.claims.iter().map(|(route, ..)| route));
        let conflicts = claims::conflicts(&sorted);
        let source = |index: usize| self.claims[index].2.clone();
        self.refused.extend(conflicts.into_iter().map(|(refused, owner)| Refused {
            message: format!("the address /{} is taken", self.claims[refused].0),
            source: source(refused),
            owner: Some(source(owner)),
        }));
        if !self.refused.is_empty() {
            return Err(self.refused);
        }
        let sorted: Vec<usize> = sorted.into_iter().map(|(_, index)| index).collect();
        let planned = self.claims.into_iter().filter_map(|(route, content, _)| Some(Planned { route, content: content? }));
        let planned: Vec<Planned> = planned.collect();
        let sorted = sorted.into_iter().filter(|index| *index < planned.len()).collect();
        Ok(Plan { planned, sorted })
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
