//! Action items and follow-up on the incident page.

use jiff::civil::Date;

use super::Builder;
use crate::archive::{FollowUpDay, Schedule, VisibleIncident};
use crate::config::Config;
use crate::incident::{Action, Visibility};
use crate::locale::Locale;
use crate::site::context::{ActionContext, FollowUpContext, FollowUpReviewContext, WordContext};
use crate::site::html::Html;

/// An action item.
pub(super) fn action(builder: &mut Builder<'_>, action: &Action) -> ActionContext {
    let id = action.id.clone().unwrap_or_default();
    ActionContext {
        anchor: builder.anchor(&format!("action-{id}")),
        id,
        title: action.title.clone(),
        description: builder.block(action.description.as_deref(), 3),
        success_criteria: builder.block(action.success_criteria.as_deref(), 3),
        kind: action.kind.map(|kind| builder.names.word("action_kind", kind.as_str())),
        priority: action.priority.map(WordContext::from),
        owner: action.owner.clone(),
        team: action.team.as_deref().map(|team| builder.team(team)),
        due: action.due.map(|day| builder.names.locale.when_of_day(day.0, false)),
        closed: action.closed.map(|day| builder.names.locale.when_of_day(day.0, false)),
        status: builder.names.word("state", action.status.as_str()),
        reason: action.reason.clone(),
        url: action.url.clone(),
        overdue: action.is_overdue(builder.as_of()),
        internal: action.visibility == Visibility::Internal,
    }
}

/// The follow-up schedule of the file or of the policy. `None` if there is neither a schedule nor a preventive measure.
pub(super) fn follow_up(builder: &mut Builder<'_>, case: &VisibleIncident, config: &Config) -> Option<FollowUpContext> {
    let Schedule { days, from_policy } = Schedule::of(case, config, builder.names.locale);
    let as_of = builder.as_of();
    let reviews: Vec<_> = days.into_iter().map(|day| looked_at(builder.names.locale, day, from_policy, as_of)).collect();
    let prevention = case.incident.follow_up.iter().flat_map(|follow_up| &follow_up.prevention);
    let prevention: Vec<Html> = prevention.map(|text| builder.item(text)).collect();
    let shown = !reviews.is_empty() || !prevention.is_empty();
    let is_usual = from_policy && config.policy(&case.incident.severity).is_usual;
    shown.then_some(FollowUpContext {
        open: reviews.iter().filter(|review| review.done.is_none()).count(),
        prevention,
        reviews,
        from_policy,
        is_usual,
    })
}

/// A date of the schedule. A date from the policy is never overdue, because the team has not adopted it.
fn looked_at(locale: &Locale, day: FollowUpDay, from_policy: bool, as_of: Date) -> FollowUpReviewContext {
    FollowUpReviewContext {
        due: locale.when_of_day(day.due, false),
        what: day.what,
        overdue: !from_policy && day.done.is_none() && day.due < as_of,
        done: day.done.map(|day| locale.when_of_day(day, false)),
    }
}
