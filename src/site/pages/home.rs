//! The home page.

use std::cmp::Reverse;
use std::io::Write;

use super::actions::action_group_row;
use crate::archive::statistics::{Quarter, YearOverview};
use crate::archive::{ActionPlace, ActionState, FacetKind, Measure, Metric};
use crate::error::Result;
use crate::prose::time;
use crate::site::address;
use crate::site::context::{ActionGroupRow, CountContext, HomeContext, OverdueContext, SeverityCount, WordContext, YearContext};
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The number of recent incidents on the home page.
const NEWEST: usize = 10;
/// The maximum numbers of ongoing incidents and of teams.
const ONGOING: usize = 5;
const TEAMS: usize = 5;
/// The maximum number of repeat incidents.
const NAMED: usize = 3;

impl Renderer {
    /// The home page.
    pub(in crate::site) fn home(&self, out: &mut dyn Write) -> Result<()> {
        let mut page = self.page("", &self.config.title, "home");
        page.description.clone_from(&self.config.description);
        self.template("home.html", page, [("home", value(self.home_context()))], out)
    }

    fn home_context(&self) -> HomeContext {
        let (view, counts, recurrence) = (&self.view, self.view.actions.counts, &self.statistics().recurrence);
        let ongoing: Vec<usize> = view.ongoing().collect();
        let overdue = view.actions.of(ActionState::Overdue).iter().take(NEWEST);
        let newest: Vec<usize> = (0..self.view.cases.len().min(NEWEST)).collect();
        HomeContext {
            count: view.count,
            ongoing: self.rows_of(&self.most_severe(&ongoing)),
            ongoing_total: ongoing.len(),
            newest: self.rows_of(&newest),
            overdue_total: counts.of(ActionState::Overdue),
            overdue: overdue.filter_map(|place| self.overdue(*place)).collect(),
            open_actions: counts.open(),
            year: self.year(),
            overdue_by_team: self.overdue_by_team(),
            quarter: self.quarter(0).unwrap_or(CountContext { label: String::new(), address: None, count: 0 }),
            quarter_before: self.quarter(4),
            recurrence: self.recurrence(&recurrence.pairs, recurrence.of, NAMED),
        }
    }

    /// The most severe ongoing incidents; those of equal severity, newest first.
    fn most_severe(&self, ongoing: &[usize]) -> Vec<usize> {
        let mut cases = ongoing.to_vec();
        cases.sort_by_key(|case| self.config.severities.rank(&self.view.cases[*case].incident.severity));
        cases.truncate(ONGOING);
        cases
    }

    fn overdue_by_team(&self) -> Vec<ActionGroupRow> {
        let Some(teams) = self.view.actions.facets.iter().find(|facet| facet.kind == FacetKind::Team) else { return Vec::new() };
        let mut groups: Vec<_> = teams.terms.iter().filter(|team| team.actions.of(ActionState::Overdue) > 0).collect();
        groups.sort_by_key(|team| Reverse(team.actions.of(ActionState::Overdue)));
        groups.into_iter().take(TEAMS).map(|team| action_group_row(&self.names(), teams, team)).collect()
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
            priority: action.priority.map(WordContext::from),
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
            median_time_to_resolve: median
                .map(|median| self.locale.about(self.locale.brief_duration(median.seconds), median.approximate)),
            known: year.time_to_resolve.known,
            definition: self.names().definition(Metric::TimeToResolve).to_string(),
        }
    }

    /// The number of incidents in the current quarter, or `before` quarters earlier. `None` before the start of the archive.
    fn quarter(&self, before: usize) -> Option<CountContext> {
        let quarters = &self.statistics().quarters;
        let is_current = |quarter: &Quarter| quarter.end > self.view.as_of;
        let current = quarters.iter().rposition(is_current).map_or(quarters.len().checked_sub(1), Some)?;
        let quarter = quarters.get(current.checked_sub(before)?)?;
        Some(CountContext { label: self.locale.quarter(&quarter.name), address: None, count: quarter.count })
    }
}
