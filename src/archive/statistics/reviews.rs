//! Whether reviews were published within the time that the site's policy allows.

use jiff::civil::Date;

use super::super::view::VisibleIncident;
use crate::config::Config;
use crate::incident::Milestone;

/// Reviews compared with the policy of their severity: the time from the day of the resolution to the day of publication.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Punctuality {
    /// Published by the deadline.
    pub in_time: usize,
    /// Published after the deadline, or unpublished although it has passed.
    pub late: usize,
    /// Unpublished, before the deadline.
    pub pending: usize,
}

impl Punctuality {
    /// The number of reviews that are on time or late.
    pub fn of(&self) -> usize {
        self.in_time + self.late
    }
}

pub(super) fn punctuality(counted: &[(usize, &VisibleIncident)], config: &Config, as_of: Date) -> Punctuality {
    let mut all = Punctuality::default();
    for (_, case) in counted {
        let within = config.policy(&case.incident.severity).review_within.as_ref();
        let resolved = case.milestones.moment(Milestone::Resolved).map(|moment| moment.day(&config.zone));
        let Some(due) = within.zip(resolved).and_then(|(within, resolved)| within.after(resolved)) else { continue };
        match case.incident.review.published {
            Some(published) if published.0 <= due => all.in_time += 1,
            None if as_of <= due => all.pending += 1,
            _ => all.late += 1,
        }
    }
    all
}
