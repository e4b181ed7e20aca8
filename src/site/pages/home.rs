//! The front page.

use std::io::Write;

use crate::archive::{FacetKind, Metric};
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
        let summary = &self.view.summary;
        let newest: Vec<usize> = (0..self.view.cases.len().min(NEWEST)).collect();
        HomeContext {
            count: summary.count,
            ongoing: self.rows_of(&summary.ongoing[..summary.ongoing.len().min(NEWEST)]),
            newest: self.rows_of(&newest),
            overdue_total: summary.overdue_actions,
            overdue: summary.longest_overdue.iter().filter_map(|(case, action)| self.overdue(*case, *action)).collect(),
            open_actions: summary.open_actions,
            year: self.year(),
        }
    }

    fn overdue(&self, case: usize, action: usize) -> Option<OverdueContext> {
        let case = &self.view.cases[case];
        let action = &case.incident.actions[action];
        let due = action.due?.0;
        Some(OverdueContext {
            title: action.title.clone(),
            address: address::incident(case),
            incident: case.incident.id.clone(),
            owner: action.owner.clone(),
            due: time::date(due),
            days: self.view.as_of.duration_since(due).as_hours() / 24,
            priority: action.priority.map(|priority| WordContext::new(priority.as_str(), priority.label())),
        })
    }

    fn year(&self) -> YearContext {
        let year = &self.view.summary.year;
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
                .severities
                .iter()
                .map(|(id, count)| SeverityCount { severity: names.severity(id), count: *count })
                .collect(),
            median_time_to_resolve: year.median_time_to_resolve.map(|measure| measure.to_string()),
            known: year.known,
            definition: Metric::TimeToResolve.definition(self.config.measure_from),
        }
    }
}
