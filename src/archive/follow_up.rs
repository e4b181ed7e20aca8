//! When an incident is followed up: by the file's own schedule, or by the site's policy for its severity.

use jiff::civil::Date;

use super::view::VisibleIncident;
use crate::config::Config;
use crate::incident::Milestone;
use crate::locale::Locale;

/// A day of follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpDay {
    /// The day.
    pub due: Date,
    /// What to look at.
    pub what: Option<String>,
    /// The day on which it was done.
    pub done: Option<Date>,
}

/// The schedule after one incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// The days, in the order of the file or the policy.
    pub days: Vec<FollowUpDay>,
    /// Whether it is the site's policy rather than the file's own.
    pub from_policy: bool,
}

impl Schedule {
    /// The file's own schedule, or else the policy's, counted from the day of the resolution, which is said in the language of the site.
    pub fn of(case: &VisibleIncident, config: &Config, locale: &Locale) -> Self {
        let own = case.incident.follow_up.iter().flat_map(|follow_up| &follow_up.reviews);
        let own: Vec<FollowUpDay> = own
            .map(|review| FollowUpDay { due: review.due.0, what: review.what.clone(), done: review.done.map(|day| day.0) })
            .collect();
        if own.is_empty() { Self::of_policy(case, config, locale) } else { Self { days: own, from_policy: false } }
    }

    fn of_policy(case: &VisibleIncident, config: &Config, locale: &Locale) -> Self {
        let Some(resolved) = case.milestones.moment(Milestone::Resolved).filter(|_| case.incident.counts()) else {
            return Self::default();
        };
        let resolved = resolved.day(&config.zone);
        let day = |period: &crate::config::Period| {
            let what = locale.format("after_resolution", &[("period", locale.period(period.units()).into())]);
            Some(FollowUpDay { due: period.after(resolved)?, what: Some(what), done: None })
        };
        let days: Vec<_> = config.policy(&case.incident.severity).follow_up.iter().filter_map(day).collect();
        Self { from_policy: !days.is_empty(), days }
    }
}
