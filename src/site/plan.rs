//! What pages there are: every route of the site and what is shown there.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::address::{self, Scope};
use super::files::sitemap;
use super::paging::pages;
use crate::archive::{ActionState, View, VisibleIncident};
use crate::config::Config;
use crate::prose::markdown::{links, local};
use crate::prose::normalized;
use crate::route::{self, Refused, Route, RouteRegistry};
use crate::theme::Theme;

/// About how many files there are for each incident, in an archive of many.
const FILES: usize = 5;

/// One page of the site. Numbers of incidents, facets and terms are their places in the view; page numbers begin at 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The front page.
    Home,
    /// The search page.
    Search,
    /// A page of the list of all incidents.
    Incidents(usize),
    /// A page of the list of a facet's groups.
    Facet {
        /// Which facet.
        facet: usize,
        /// Which page.
        page: usize,
    },
    /// A page of a group's incidents.
    Term {
        /// Which facet.
        facet: usize,
        /// Which of its groups.
        term: usize,
        /// Which page.
        page: usize,
    },
    /// The archive in figures.
    Metrics,
    /// The figures of a quarter: its year, and its number from 1 to 4.
    QuarterReport(i16, i8),
    /// The figures of a group.
    GroupReport {
        /// Which facet.
        facet: usize,
        /// Which of its groups.
        term: usize,
    },
    /// All action items at a glance.
    Actions,
    /// A page of the action items in one state.
    ActionsIn {
        /// Which state.
        state: ActionState,
        /// Which page.
        page: usize,
    },
    /// A page of the groups of action items.
    ActionGroups {
        /// Which grouping.
        grouping: usize,
        /// Which page.
        page: usize,
    },
    /// A page of the open action items of one group.
    ActionGroup {
        /// Which grouping.
        grouping: usize,
        /// Which of its groups.
        group: usize,
        /// Which page.
        page: usize,
    },
    /// An incident.
    Incident(usize),
    /// An incident as data.
    IncidentJson(usize),
    /// An incident as Markdown.
    IncidentMarkdown(usize),
    /// The whole archive as data.
    IncidentsJson,
    /// The whole archive as a table.
    IncidentsCsv,
    /// Every action item as data.
    ActionsJson,
    /// Every action item as a table.
    ActionsCsv,
    /// The archive's figures as data.
    StatsJson,
    /// The newest reviews as Atom: of the archive, or of a group, by the places of its facet and term.
    Atom(Option<(usize, usize)>),
    /// The same as JSON Feed.
    JsonFeed(Option<(usize, usize)>),
    /// Follow-up and due days, for calendars.
    Calendar,
    /// The JSON Schema of an incident file.
    Schema,
    /// A page of the project's own.
    Custom(usize),
    /// An old address that leads to an incident.
    Redirect {
        /// Which incident.
        incident: usize,
        /// The path of the redirect's own file.
        from: String,
    },
    /// The sitemap, or the index of its parts.
    Sitemap,
    /// A part of the sitemap, from 1.
    SitemapPart(usize),
    /// What search engines may do.
    Robots,
    /// The page for addresses that are not there.
    NotFound,
    /// The empty file that tells GitHub Pages to publish the files of a branch as they are.
    NoJekyll,
    /// A static file of the theme.
    Static(String),
}

impl Page {
    /// What people call it.
    pub fn describe(&self, view: &View) -> String {
        let text = match self {
            Self::Home => "the front page",
            Self::Search => "the search page",
            Self::Incidents(_) => "the list of all incidents",
            Self::Metrics => "the figures",
            Self::Actions => "the action items",
            Self::IncidentsJson => "the archive as data",
            Self::IncidentsCsv => "the archive as a table",
            Self::ActionsJson => "the action items as data",
            Self::ActionsCsv => "the action items as a table",
            Self::StatsJson => "the figures as data",
            Self::Atom(None) | Self::JsonFeed(None) => "the feed",
            Self::Calendar => "the calendar",
            Self::Schema => "the schema",
            Self::Sitemap => "the sitemap",
            Self::SitemapPart(_) => "a part of the sitemap",
            Self::Robots => "robots.txt",
            Self::NotFound => "the page for addresses that are not there",
            Self::NoJekyll => ".nojekyll",
            Self::Incident(_) | Self::IncidentJson(_) | Self::IncidentMarkdown(_) | Self::Redirect { .. } => "an incident",
            Self::Custom(page) => return format!("the page {:?}", view.pages[*page].title),
            Self::Static(path) => return format!("the theme's file static/{path}"),
            Self::Facet { facet, .. } => return format!("the list of {}", view.facets[*facet].slug),
            Self::Term { facet, term, .. } | Self::Atom(Some((facet, term))) | Self::JsonFeed(Some((facet, term))) => {
                let facet = &view.facets[*facet];
                return format!("{:?} among {}", facet.terms[*term].value, facet.slug);
            }
            Self::QuarterReport(year, quarter) => return format!("the figures of Q{quarter} {year}"),
            Self::GroupReport { facet, term } => return format!("the figures of {:?}", view.facets[*facet].terms[*term].value),
            Self::ActionsIn { state, .. } => return format!("the list of action items: {}", state.word()),
            Self::ActionGroups { grouping, .. } => {
                return format!("the action items by {}", view.actions.facets[*grouping].kind.key());
            }
            Self::ActionGroup { grouping, group, .. } => {
                let facet = &view.actions.facets[*grouping];
                return format!("the action items of {:?} among {}", facet.terms[*group].label, facet.slug);
            }
        };
        text.to_owned()
    }
}

/// Where the bytes of a route come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RouteContent {
    /// They are rendered.
    Page(Page),
    /// They are a file's: an attachment.
    File(PathBuf),
}

/// What an address is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimant {
    /// A page or file of the site's own.
    Site(Page),
    /// An incident's page or data, by the incident's place in the view.
    Incident(usize),
    /// An old address of an incident: its place in the view, and that of the alias in the incident.
    Alias(usize, usize),
    /// A file that an incident refers to by this name.
    Attachment(usize, String),
    /// A page of the project's own or a file beside it, by the page's place in the view.
    Custom(usize),
}

/// One route of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Where.
    pub route: Route,
    /// What.
    pub content: RouteContent,
}

/// Every route of the site, the longest pages first.
#[derive(Debug, Default)]
pub struct Plan {
    planned: Vec<Planned>,
    registry: RouteRegistry<Claimant>,
    refused: Vec<Refused<Claimant>>,
    /// The routes by their paths, made when it is first asked for.
    sorted: OnceLock<Vec<usize>>,
}

impl Plan {
    /// Plans the site of a view.
    ///
    /// # Errors
    /// Two sources claim one address, or an address cannot be published: every one of them.
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

    /// The routes, in an order in which they are well rendered.
    pub fn routes(&self) -> &[Planned] {
        &self.planned
    }

    /// What is at a path.
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

    /// How many of them are pages for people.
    pub fn page_count(&self) -> usize {
        self.addresses().count()
    }

    /// The addresses of the pages for people.
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

    /// Plans the figures of each quarter, severity and team that has incidents.
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

    /// Plans the pages of action items: at a glance, by state, and by group.
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

    /// Plans the lists of incidents: all of them, and each facet's.
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

    /// Plans an incident's page, its data, its attachments and its old addresses.
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

    /// Plans the project's own pages and the files that they show.
    fn custom(&mut self, view: &View) {
        for (number, page) in view.pages.iter().enumerate() {
            let (folder, source) = (address::custom(page), Claimant::Custom(number));
            self.claim(&index(&folder), RouteContent::Page(Page::Custom(number)), &source);
            for (name, file) in &page.files {
                self.claim(&format!("{folder}{name}"), RouteContent::File(file.clone()), &source);
            }
        }
    }

    /// Plans the sitemap, which needs whole addresses: a site that knows no address of its own has none.
    fn sitemap(&mut self, config: &Config) {
        if config.base_url.is_none() {
            return;
        }
        let parts = self.page_count().div_ceil(sitemap::LIMIT);
        self.add("sitemap.xml", Page::Sitemap);
        if parts > 1 {
            for part in 1..=parts {
                self.add(&format!("sitemap-{part}.xml"), Page::SitemapPart(part));
            }
        }
    }

    /// Plans a page of the site's own.
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

/// The files that the visible parts of an incident show or link to, each once: parts that are left out name nothing here.
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
