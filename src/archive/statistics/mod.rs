//! Statistics of the archive: counts, distributions and trends of the incidents in a view.
//!
//! Every statistic has a definition and a unit. Withdrawn reviews and duplicates never count. Unknown values are never zero: each
//! distribution states the number of incidents with a known value.

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

/// Statistics with fewer known values than this are shown with a caution.
pub const FEW: usize = 10;

/// The statistics of an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// The day that "overdue" is measured from.
    pub as_of: Date,
    /// The number of incidents that count.
    pub incidents: usize,
    /// The number of incidents of each severity, worst first.
    pub by_severity: Counts,
    /// The number of incidents that affected each service. An incident with two services counts for both.
    pub by_service: Counts,
    /// The number of incidents that started in each year, in the site's time zone.
    pub by_year: Counts,
    /// Incidents by the month of the start in the site's time zone, without gaps from the first start to the last start or the day
    /// of the build.
    pub by_month: Vec<Month>,
    /// The distribution of each metric over all incidents.
    pub metrics: Vec<(Metric, Distribution)>,
    /// Every quarter from the first start to the last start or the day of the build, oldest first, without gaps.
    pub quarters: Vec<Quarter>,
    /// The number of incidents by detection method.
    pub by_detection: Counts,
    /// The number of incidents with a known detection method.
    pub detection_known: usize,
    /// The number of incidents with a cause of each category. An incident with causes of two categories counts for both.
    pub by_cause: Counts,
    /// The number of incidents with a categorised cause.
    pub causes_known: usize,
    /// Repeat incidents.
    pub recurrence: Recurrence,
    /// Whether reviews were published on time.
    pub reviews: Punctuality,
    /// When incidents start, by weekday and hour.
    pub heat: Heat,
    /// Statistics of action items.
    pub action_items: ActionCounts,
}

impl Statistics {
    /// Computes the statistics of a view.
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
