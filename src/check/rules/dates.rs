//! Days that contradict the start of the incident, or today.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::check::context::RuleContext;
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Milestone, Moment, ReviewState, Step};

/// A file that is named after another day than its incident's.
pub(super) fn file_date(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(started) = ctx.milestone(Milestone::Started) else { return };
    let Some((name, named)) = named_date(&ctx.file.source.path) else { return };
    let days = [Milestone::Started, Milestone::Detected, Milestone::Declared];
    let estimated = ctx.milestones.is_approximate(Milestone::Started);
    if !estimated && !ctx.is_day_of(&days, |day| day == named) {
        let day = started.day(&ctx.file.zone);
        let message = format!("the incident started on {day}, but \"{name}\" is named after {named}");
        found.push(rule.violation(ctx.at(ctx.path_of(Milestone::Started)), message));
    }
}

/// The date in a file's name, or in that of the folder that is the incident's own, and the name.
fn named_date(path: &std::path::Path) -> Option<(String, Date)> {
    let stem = path.file_stem()?.to_string_lossy();
    let name = if stem == "incident" { path.parent()?.file_name()?.to_string_lossy() } else { stem };
    date_in(&name).map(|date| (name.into_owned(), date))
}

/// `2024-03-15`, `20240315` or `2024-0315-001` in a name. In `2024-0315` alone, the last part may be a running number.
fn date_in(name: &str) -> Option<Date> {
    let parts: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    parts.iter().enumerate().find_map(|(index, first)| {
        let following = &parts[index + 1..];
        let digits = match (first.len(), following) {
            (8, _) => (*first).to_owned(),
            (4, [month, day, ..]) if month.len() == 2 && day.len() == 2 => [first, *month, *day].concat(),
            (4, [day, number, ..]) if day.len() == 4 && is_number(number) => [first, *day].concat(),
            _ => return None,
        };
        (is_number(&digits) && digits.starts_with("20")).then(|| Date::strptime("%Y%m%d", &digits).ok()).flatten()
    })
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// A time in the future.
pub(super) fn future_time(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let zone = &ctx.file.zone;
    // In some time zones it is tomorrow already.
    let Ok(tomorrow) = ctx.checker.today.checked_add(1.day()) else { return };
    let first = moments(ctx).find(|(_, _, moment)| moment.day(zone) > tomorrow);
    if let Some((key, place, moment)) = first {
        let path = match place {
            Step::Key(milestone) => at![key, milestone],
            Step::Index(index) => at![key, index, "at"],
        };
        found.push(rule.violation(ctx.at(path), format!("{moment} lies in the future")));
    }
}

/// Every moment of the incident, with its key and its place under the key.
fn moments<'a>(ctx: &'a RuleContext<'_>) -> impl Iterator<Item = (&'static str, Step<'static>, Moment)> + 'a {
    let milestone = |milestone: &Milestone| {
        let moment = ctx.milestones.get(*milestone)?;
        Some(("milestones", Step::Key(milestone.as_str()), moment))
    };
    let in_list = |list: &'static str| move |(index, moment): (usize, Moment)| (list, Step::Index(index), moment);
    let timeline = ctx.timeline.iter().map(|entry| entry.at).enumerate();
    let messages = ctx.communications.iter().map(|message| message.at).enumerate();
    let changes = ctx.severity_changes.iter().map(|change| change.at).enumerate();
    Milestone::ALL
        .iter()
        .filter_map(milestone)
        .chain(timeline.map(in_list("timeline")))
        .chain(messages.map(in_list("communications")))
        .chain(changes.map(in_list("severity_changes")))
}

/// An action item with an impossible date.
pub(super) fn action_dates(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, action) in ctx.actions.iter().enumerate() {
        for (key, day) in [("due", action.due), ("closed", action.closed)] {
            let Some(day) = day else { continue };
            let path = at!["actions", index, key];
            if key == "closed" && day.0 > ctx.checker.today {
                found.push(rule.violation(ctx.at(path), format!("{day}, when this action item was closed, lies in the future")));
            } else if let Some(started) = ctx.start_after(day.0) {
                let message = format!("this action item is {key} on {day}, before the incident started ({started})");
                found.push(
                    rule.violation(ctx.at(path), message)
                        .related("the start is set here", ctx.at(ctx.path_of(Milestone::Started))),
                );
            }
        }
    }
}

/// A review with an impossible date.
pub(super) fn review_dates(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let review = &ctx.review;
    for (key, day) in [("held", review.held), ("published", review.published)] {
        let Some((day, started)) = day.and_then(|day| Some((day, ctx.start_after(day.0)?))) else { continue };
        let message = format!("the review was {key} on {day}, before the incident started ({started})");
        let problem = rule.violation(ctx.at(at!["review", key]), message);
        found.push(problem.related("the start is set here", ctx.at(ctx.path_of(Milestone::Started))));
    }
    let follow_ups = ctx.follow_up.iter().flat_map(|follow_up| &follow_up.reviews).enumerate();
    for (index, day) in follow_ups.filter_map(|(index, review)| Some((index, review.done?))) {
        if day.0 > ctx.checker.today {
            let message = format!("{day}, when this follow-up was done, lies in the future");
            found.push(rule.violation(ctx.at(at!["follow_up", "reviews", index, "done"]), message));
        }
    }
}

/// An overdue review.
pub(super) fn overdue_review(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let (config, review) = (ctx.checker.config, &ctx.review);
    let is_unfinished = matches!(review.state, ReviewState::Draft | ReviewState::InReview) && review.published.is_none();
    let Some(within) = config.policy(&ctx.severity).review_within.as_ref() else { return };
    let Some(resolved) = ctx.milestone(Milestone::Resolved) else { return };
    let due = within.after(resolved.day(&config.zone)).filter(|due| *due < ctx.checker.today);
    if let Some(due) = due.filter(|_| is_unfinished && ctx.counts()) {
        let message = format!("the review of this {} was due by {due}, {within} after the resolution", ctx.severity);
        found.push(rule.violation(ctx.at(ctx.path_of(Milestone::Resolved)), message));
    }
}
