//! Lists: all incidents, their pages, and the front page.

use std::io::Write;

use minijinja::Value;

use super::context::{
    HomeContext, ListContext, OverdueContext, PageContext, PageLink, Pager, SeverityCount, WordContext, YearContext,
};
use super::templates::value;
use super::{Site, address, plan};
use crate::archive::{FacetKind, Metric};
use crate::error::Result;
use crate::prose::time;

/// How many incidents the front page shows.
const NEWEST: usize = 10;

impl Site {
    /// The front page.
    pub(super) fn home(&self, out: &mut dyn Write) -> Result<()> {
        let mut page = self.page("", &self.config.title, "home");
        page.description.clone_from(&self.config.description);
        self.template("home.html", page, [("home", value(self.home_context()))], out)
    }

    /// A page of the list of all incidents.
    pub(super) fn incidents(&self, number: usize, out: &mut dyn Write) -> Result<()> {
        let all: Vec<usize> = self.slice(self.view.cases.len(), number).collect();
        let list = self.list(&all, self.view.cases.len(), self.view.summary.count, number, address::incidents);
        let page = self.numbered_page("All incidents", &address::incidents(number), number, "incidents");
        self.template("incidents.html", page, [("list", value(list))], out)
    }

    /// The positions of one page's rows.
    pub(super) fn slice(&self, total: usize, number: usize) -> std::ops::Range<usize> {
        let first = (number - 1) * self.config.per_page;
        first..(first + self.config.per_page).min(total)
    }

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

    fn rows_of(&self, cases: &[usize]) -> Vec<Value> {
        let names = self.names();
        cases.iter().map(|case| self.rows.get(&names, *case)).collect()
    }

    pub(super) fn numbered_page(&self, title: &str, address: &str, number: usize, section: &str) -> PageContext {
        let title = if number == 1 { title.to_owned() } else { format!("{title} · page {number}") };
        self.page(address, &title, section)
    }

    pub(super) fn pager(&self, total: usize, number: usize, at: impl Fn(usize) -> String) -> Pager {
        let pages = plan::pages(total, self.config.per_page);
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
