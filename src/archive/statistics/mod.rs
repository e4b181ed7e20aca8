//! What the archive says as a whole: counts, distributions and trends of what one readership sees.
//!
//! Every figure has its definition and unit beside it. Withdrawn reviews and duplicates count nowhere, and what is unknown is
//! never zero: a distribution has the number of incidents of which its value is known.

mod actions;
mod calendar;
mod counts;
mod distribution;
mod recurrence;
mod report;
mod reviews;
mod year;

use jiff::civil::Date;

pub use actions::{AGE_DAYS, ActionCounts, GroupCounts, OPEN_DAYS};
pub use calendar::{Heat, Month, Quarter};
pub use counts::{Count, Counts};
pub use distribution::{Distribution, Measurement, Spread};
pub use recurrence::{RECURRENCE_DAYS, Recurrence};
pub use report::{IncidentFigures, quarter_of};
pub use reviews::Punctuality;
pub use year::YearOverview;

use super::view::View;
use super::{FacetKind, Metric};
use crate::config::Config;

/// With fewer known values than this, a figure is shown with a caution.
pub const FEW: usize = 10;

/// The archive in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// The day that "overdue" is measured from.
    pub as_of: Date,
    /// How many incidents count.
    pub incidents: usize,
    /// Incidents of each severity, worst first.
    pub by_severity: Counts,
    /// Incidents that affected each service; one that affected two counts for both.
    pub by_service: Counts,
    /// Incidents that started in each year, in the site's zone.
    pub by_year: Counts,
    /// Incidents by the month in which they started, in the site's zone, without gaps from the first month to the last or to that
    /// of the build.
    pub by_month: Vec<Month>,
    /// Each metric, over all incidents.
    pub metrics: Vec<(Metric, Distribution)>,
    /// Each quarter from the first start to the last or to the day of the build, oldest first, without gaps.
    pub quarters: Vec<Quarter>,
    /// How incidents were detected, by method.
    pub by_detection: Counts,
    /// Of how many incidents the method of detection is known.
    pub detection_known: usize,
    /// Incidents with a cause of each category; one with causes of two categories counts for both.
    pub by_cause: Counts,
    /// Of how many incidents a cause with a category is known.
    pub causes_known: usize,
    /// Incidents that came again.
    pub recurrence: Recurrence,
    /// Whether reviews were published in time.
    pub reviews: Punctuality,
    /// When incidents start: weekday and hour.
    pub heat: Heat,
    /// Action items.
    pub action_items: ActionCounts,
}

impl Statistics {
    /// Counts what a readership sees.
    pub fn new(view: &View, config: &Config) -> Self {
        let counted = view.counted();
        let metrics = |metric: Metric| (metric, Distribution::of_metric(metric, &counted, config.measure_from));
        let (detection_known, by_detection) = counts::detection(&counted);
        let (causes_known, by_cause) = counts::causes(&counted, config);
        let days: Vec<(usize, Date)> = counted.iter().filter_map(|(at, case)| Some((*at, case.started?))).collect();
        let recurrence = recurrence::recurrence(&days, view);
        Self {
            as_of: view.as_of,
            incidents: counted.len(),
            by_severity: counts::by_facet(view, &FacetKind::Severity),
            by_service: counts::by_facet(view, &FacetKind::Service),
            by_year: counts::by_facet(view, &FacetKind::Year),
            by_month: calendar::months(&days, view, config),
            metrics: Metric::ALL.into_iter().map(metrics).collect(),
            quarters: calendar::quarters(&days, &recurrence, view, config),
            by_detection,
            detection_known,
            by_cause,
            causes_known,
            recurrence,
            reviews: reviews::punctuality(&counted, config, view.as_of),
            heat: calendar::heat(&counted, config),
            action_items: actions::actions(view, config),
        }
    }

    /// The distribution of a metric.
    pub fn metric(&self, metric: Metric) -> Option<&Distribution> {
        self.metrics.iter().find(|(known, _)| *known == metric).map(|(_, distribution)| distribution)
    }
}
