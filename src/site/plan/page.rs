//! The pages of the site, and their names in messages.

use crate::archive::{ActionState, View};

/// One page of the site. Incidents, facets and terms are given by their indexes in the view; page numbers start at 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The home page.
    Home,
    /// The search page.
    Search,
    /// A page of the list of all incidents.
    Incidents(usize),
    /// A page of the list of a facet's groups.
    Facet {
        /// The index of the facet.
        facet: usize,
        /// The page number.
        page: usize,
    },
    /// A page of a group's incidents.
    Term {
        /// The index of the facet.
        facet: usize,
        /// The index of the term.
        term: usize,
        /// The page number.
        page: usize,
    },
    /// The metrics page.
    Metrics,
    /// The metrics report of a quarter: its year, and its number from 1 to 4.
    QuarterReport(i16, i8),
    /// The metrics report of a group.
    GroupReport {
        /// The index of the facet.
        facet: usize,
        /// The index of the term.
        term: usize,
    },
    /// The overview of all action items.
    Actions,
    /// A page of the action items in one state.
    ActionsIn {
        /// The state.
        state: ActionState,
        /// The page number.
        page: usize,
    },
    /// A page of the groups of action items.
    ActionGroups {
        /// The index of the grouping.
        grouping: usize,
        /// The page number.
        page: usize,
    },
    /// A page of the open action items of one group.
    ActionGroup {
        /// The index of the grouping.
        grouping: usize,
        /// The index of the group.
        group: usize,
        /// The page number.
        page: usize,
    },
    /// An incident.
    Incident(usize),
    /// An incident as JSON.
    IncidentJson(usize),
    /// An incident as Markdown.
    IncidentMarkdown(usize),
    /// All incidents as JSON.
    IncidentsJson,
    /// All incidents as CSV.
    IncidentsCsv,
    /// All action items as JSON.
    ActionsJson,
    /// All action items as CSV.
    ActionsCsv,
    /// The statistics as JSON.
    StatsJson,
    /// The Atom feed of the archive, or of a group given by the indexes of its facet and term.
    Atom(Option<(usize, usize)>),
    /// The same feed as JSON Feed.
    JsonFeed(Option<(usize, usize)>),
    /// The calendar of follow-up and due dates.
    Calendar,
    /// The JSON Schema of an incident file.
    Schema,
    /// A custom page.
    Custom(usize),
    /// A former address that redirects to an incident.
    Redirect {
        /// The index of the incident.
        incident: usize,
        /// The path of the redirect's own file.
        from: String,
    },
    /// The sitemap, or the index of its parts.
    Sitemap,
    /// A part of the sitemap, numbered from 1.
    SitemapPart(usize),
    /// The `robots.txt` file.
    Robots,
    /// The 404 page.
    NotFound,
    /// An empty `.nojekyll` file, with which GitHub Pages publishes the files of a branch unchanged.
    NoJekyll,
    /// A static file of the theme.
    Static(String),
}

impl Page {
    /// Whether it is an HTML page of its own, which the sitemap lists.
    pub(super) fn is_shown(&self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::Search
                | Self::Incidents(_)
                | Self::Metrics
                | Self::QuarterReport(..)
                | Self::GroupReport { .. }
                | Self::Actions
                | Self::ActionsIn { .. }
                | Self::ActionGroups { .. }
                | Self::ActionGroup { .. }
                | Self::Facet { .. }
                | Self::Term { .. }
                | Self::Incident(_)
                | Self::Custom(_)
        )
    }

    /// The name of the page in messages.
    pub fn describe(&self, view: &View) -> String {
        let text = match self {
            Self::Home => "the home page",
            Self::Search => "the search page",
            Self::Incidents(_) => "the list of all incidents",
            Self::Metrics => "the metrics page",
            Self::Actions => "the action items page",
            Self::IncidentsJson => "the JSON data of the archive",
            Self::IncidentsCsv => "the CSV data of the archive",
            Self::ActionsJson => "the JSON data of the action items",
            Self::ActionsCsv => "the CSV data of the action items",
            Self::StatsJson => "the JSON data of the statistics",
            Self::Atom(None) | Self::JsonFeed(None) => "the feed",
            Self::Calendar => "the calendar",
            Self::Schema => "the schema",
            Self::Sitemap => "the sitemap",
            Self::SitemapPart(_) => "a part of the sitemap",
            Self::Robots => "robots.txt",
            Self::NotFound => "the 404 page",
            Self::NoJekyll => ".nojekyll",
            Self::Incident(_) | Self::IncidentJson(_) | Self::IncidentMarkdown(_) | Self::Redirect { .. } => "an incident",
            Self::Custom(page) => return format!("the page \"{}\"", view.pages[*page].title),
            Self::Static(path) => return format!("the file static/{path} of the theme"),
            Self::Facet { facet, .. } => return format!("the list of {}", view.facets[*facet].slug),
            Self::Term { facet, term, .. } | Self::Atom(Some((facet, term))) | Self::JsonFeed(Some((facet, term))) => {
                let facet = &view.facets[*facet];
                return format!("\"{}\" among {}", facet.terms[*term].value, facet.slug);
            }
            Self::QuarterReport(year, quarter) => return format!("the metrics report of Q{quarter} {year}"),
            Self::GroupReport { facet, term } => {
                return format!("the metrics report of \"{}\"", view.facets[*facet].terms[*term].value);
            }
            Self::ActionsIn { state, .. } => return format!("the list of action items: {}", state.word()),
            Self::ActionGroups { grouping, .. } => {
                return format!("the action items by {}", view.actions.facets[*grouping].kind.key());
            }
            Self::ActionGroup { grouping, group, .. } => {
                let facet = &view.actions.facets[*grouping];
                return format!("the action items of \"{}\" among {}", facet.terms[*group].label, facet.slug);
            }
        };
        text.to_owned()
    }
}
