//! The front page.

use std::cmp::Reverse;
use std::io::Write;

use jiff::civil::Date;

use super::actions::action_group_row;
use crate::archive::statistics::Quarter;
use crate::archive::{ActionBy, ActionState, FacetKind, Metric};
use crate::error::Result;
use crate::prose::{self, time};
use crate::site::address;
use crate::site::context::{ActionGroupRow, CountContext, HomeContext, OverdueContext, SeverityCount, WordContext, YearContext};
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// How many incidents the front page shows.
const NEWEST: usize = 10;
/// How many ongoing incidents it shows, and how many teams.
const ONGOING: usize = 5;
const TEAMS: usize = 5;

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
            ongoing: self.rows_of(&self.most_severe(&summary.ongoing)),
            ongoing_total: summary.ongoing.len(),
            newest: self.rows_of(&newest),
            overdue_total: summary.overdue_actions,
            overdue: summary.longest_overdue.iter().filter_map(|(case, action)| self.overdue(*case, *action)).collect(),
            open_actions: summary.open_actions,
            year: self.year(),
            overdue_by_team: self.overdue_by_team(),
            quarter: quarter(&self.statistics().quarters, self.view.as_of, 0).unwrap_or(CountContext {
                label: String::new(),
                address: None,
                count: 0,
            }),
            quarter_before: quarter(&self.statistics().quarters, self.view.as_of, 4),
            recurrence: self.recurrence(),
        }
    }

    /// The most severe of the ongoing incidents, and of equally severe ones the newest.
    fn most_severe(&self, ongoing: &[usize]) -> Vec<usize> {
        let mut cases = ongoing.to_vec();
        cases.sort_by_key(|case| self.config.severities.rank(&self.view.cases[*case].incident.severity));
        cases.truncate(ONGOING);
        cases
    }

    fn overdue_by_team(&self) -> Vec<ActionGroupRow> {
        let teams = self.view.actions.groupings.iter().find(|grouping| grouping.by == ActionBy::Team);
        let mut groups: Vec<_> = teams.into_iter().flat_map(|teams| &teams.groups).collect();
        groups.retain(|group| group.counts.of(ActionState::Overdue) > 0);
        groups.sort_by_key(|group| Reverse(group.counts.of(ActionState::Overdue)));
        groups.into_iter().take(TEAMS).map(|group| action_group_row(ActionBy::Team, group)).collect()
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

/// The number of incidents in the quarter of a day, or so many quarters before it, where the archive goes back that far.
fn quarter(quarters: &[Quarter], day: Date, before: usize) -> Option<CountContext> {
    let current = quarters.iter().rposition(|quarter| quarter.end > day).map_or(quarters.len().checked_sub(1), Some)?;
    let quarter = quarters.get(current.checked_sub(before)?)?;
    Some(CountContext { label: prose::quarter(&quarter.name), address: None, count: quarter.count })
}
