//! The follow-up schedule of an incident: from its file, or from the site's policy for its severity.

use jiff::civil::Date;

use super::view::VisibleIncident;
use crate::config::Config;
use crate::incident::Milestone;
use crate::locale::Locale;

/// A follow-up date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpDay {
    /// The date.
    pub due: Date,
    /// What to check on that date.
    pub what: Option<String>,
    /// The day on which it was done.
    pub done: Option<Date>,
}

/// The follow-up schedule of an incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// The dates, in the order of the file or the policy.
    pub days: Vec<FollowUpDay>,
    /// Whether the schedule comes from the site's policy rather than from the file.
    pub from_policy: bool,
}

impl Schedule {
    /// The schedule of the file, or otherwise that of the policy, counted from the day of the resolution and described in the
    /// site's language.
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
