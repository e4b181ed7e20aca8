//! When something last changed about an incident, as far as its file tells: what feeds and calendars say, which know no clock.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::ResolvedMilestones;
use crate::incident::{Incident, Milestone, Moment};

/// The publication of the review; else the day of its meeting; else the last milestone that is known. A day counts as its first
/// moment in `zone`.
pub(super) fn updated(incident: &Incident, life: &ResolvedMilestones, zone: &TimeZone) -> Timestamp {
    let review = &incident.review;
    let day = review.published.or(review.held).map(|day| Moment::Day(day.0));
    let milestones = Milestone::ALL.into_iter().filter_map(|milestone| life.moment(milestone));
    let last = milestones.max_by(|one, two| one.chronological(*two, zone));
    day.or(last).map_or(Timestamp::UNIX_EPOCH, |moment| moment.sort_key(zone))
}
