//! The front page.

use std::io::Write;

use crate::archive::statistics::YearOverview;
use crate::archive::{ActionPlace, ActionState, FacetKind, Measure, Metric};
use crate::error::Result;
use crate::prose::time;
use crate::site::address;
use crate::site::context::{HomeContext, OverdueContext, SeverityCount, WordContext, YearContext};
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// How many incidents the front page shows.
const NEWEST: usize = 10;

impl Renderer {
    /// The front page.
    pub(in crate::site) fn home(&self, out: &mut dyn Write) -> Result<()> {
        let mut page = self.page("", &self.config.title, "home");
        page.description.clone_from(&self.config.description);
        self.template("home.html", page, [("home", value(self.home_context()))], out)
    }

    fn home_context(&self) -> HomeContext {
        let (view, counts) = (&self.view, self.view.actions.counts);
        let ongoing: Vec<usize> = view.ongoing().take(NEWEST).collect();
        let overdue = view.actions.of(ActionState::Overdue).iter().take(NEWEST);
        let newest: Vec<usize> = (0..self.view.cases.len().min(NEWEST)).collect();
        HomeContext {
            count: view.count,
            ongoing: self.rows_of(&ongoing),
            newest: self.rows_of(&newest),
            overdue_total: counts.of(ActionState::Overdue),
            overdue: overdue.filter_map(|place| self.overdue(*place)).collect(),
            open_actions: counts.open(),
            year: self.year(),
        }
    }

    fn overdue(&self, place: ActionPlace) -> Option<OverdueContext> {
        let (case, action) = (&self.view.cases[place.case], place.find(&self.view.cases));
        Some(OverdueContext {
            title: action.title.clone(),
            address: address::incident(case),
            incident: case.incident.id.clone(),
            owner: action.owner.clone(),
            due: time::date(action.due?.0),
            days: action.days_overdue(self.view.as_of)?,
            priority: action.priority.map(|priority| WordContext::new(priority.as_str(), priority.label())),
        })
    }

    fn year(&self) -> YearContext {
        let year = YearOverview::new(&self.view, &self.config);
        let median =
            year.time_to_resolve.median.map(|seconds| Measure { seconds, approximate: year.time_to_resolve.approximate });
        let names = self.names();
        let goes_back = self.view.facet(&FacetKind::Year).is_some_and(|years| {
            years.terms.iter().any(|term| term.value.parse::<i16>().is_ok_and(|recorded| recorded < year.year))
        });
        YearContext {
            year: year.year,
            address: names.link(&FacetKind::Year, &year.year.to_string()).address,
            count: year.count,
            count_before: goes_back.then_some(year.count_before),
            severities: year
                .by_severity
                .iter()
                .map(|count| SeverityCount { severity: names.severity(&count.name), count: count.count })
                .collect(),
            median_time_to_resolve: median.map(|measure| measure.to_string()),
            known: year.time_to_resolve.known,
            definition: Metric::TimeToResolve.definition(self.config.measure_from),
        }
    }
}
