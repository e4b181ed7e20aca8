//! The table of all rules. What they find, why it matters and how to fix it is in `docs/rules.md`.

mod actions;
mod alike;
mod attachments;
mod causes;
mod contact;
mod dates;
mod direction_marks;
mod durations;
mod ids;
mod language;
mod links;
mod milestones;
mod missing;
mod named_person;
mod near_twin;
mod placeholder;
mod private_address;
mod registered;
mod secret;
mod timeline;
mod unlisted_commander;
mod unmarked_internal;
mod vague_action;
mod why_stops_at_person;

use super::rule::Group::{self, Actions, Build, Completeness, Consistency, Files, Language, Names};
use super::rule::Rule;
use super::rule::RuleLevel::{self, Allow, Deny, Warn};
use super::rule::Scope::{self, Archive, FirstOfIncident, Incident, Loading, Project};
use super::suppress::{UNKNOWN_RULE, UNUSED_EXCEPTION};
pub use ids::unfit_id;

/// Every rule, in the order in which it runs.
pub static RULES: &[Rule] = &[
    rule("bad-id", Build, Deny, Incident(ids::bad_id)),
    rule("bad-title", Build, Deny, Incident(ids::bad_title)),
    rule("unknown-severity", Build, Deny, Incident(registered::unknown_severity)),
    rule("unknown-category", Build, Deny, Incident(registered::unknown_category)),
    rule("missing-start", Build, Deny, Incident(milestones::missing_start)),
    rule("milestone-conflict", Build, Deny, Incident(milestones::milestone_conflict)),
    rule("milestone-order", Build, Deny, Incident(milestones::milestone_order)),
    rule("unsafe-url", Build, Deny, Incident(links::unsafe_url)),
    rule("missing-attachment", Build, Deny, Incident(attachments::missing_attachment)),
    rule("bad-alias", Build, Deny, Incident(ids::bad_alias)),
    rule("duplicate-id", Build, Deny, Archive(ids::duplicate_id)),
    rule("dangling-reference", Build, Deny, Archive(ids::dangling_reference)),
    rule("taken-address", Build, Deny, Archive(ids::taken_address)),
    rule("stated-duration", Consistency, Warn, Incident(durations::stated_duration)),
    rule("contradictory-length", Consistency, Warn, Incident(durations::contradictory_length)),
    rule("timeline-order", Consistency, Warn, Incident(timeline::timeline_order)),
    rule("timeline-gap", Consistency, Warn, Incident(timeline::timeline_gap)),
    rule("before-start", Consistency, Warn, Incident(timeline::before_start)),
    rule("long-after-end", Consistency, Warn, Incident(timeline::long_after_end)),
    rule("future-time", Consistency, Warn, Incident(dates::future_time)),
    rule("status-conflict", Consistency, Warn, Incident(milestones::status_conflict)),
    rule("open-incident", Consistency, Warn, Incident(milestones::open_incident)),
    rule("severity-changes", Consistency, Warn, Incident(milestones::severity_changes)),
    rule("action-status", Consistency, Warn, Incident(actions::action_status)),
    rule("duplicate-action-id", Consistency, Warn, Incident(actions::duplicate_action_id)),
    rule("action-dates", Consistency, Warn, Incident(dates::action_dates)),
    rule("review-dates", Consistency, Warn, Incident(dates::review_dates)),
    rule("unlisted-commander", Consistency, Warn, Incident(unlisted_commander::check)),
    rule("placeholder", Consistency, Warn, Incident(placeholder::check)),
    rule("file-date", Consistency, Warn, Incident(dates::file_date)),
    rule("missing-summary", Completeness, Warn, Incident(missing::summary)),
    rule("missing-impact", Completeness, Warn, Incident(missing::impact)),
    rule("missing-detection", Completeness, Warn, Incident(missing::detection)),
    rule("missing-timeline", Completeness, Warn, Incident(missing::timeline)),
    rule("missing-causes", Completeness, Warn, Incident(missing::causes)),
    rule("missing-lessons", Completeness, Warn, Incident(missing::lessons)),
    rule("missing-actions", Completeness, Warn, Incident(missing::actions)),
    rule("missing-alert", Completeness, Warn, Incident(actions::alert)),
    rule("no-urgent-action", Completeness, Warn, Incident(actions::no_urgent_action)),
    rule("unaddressed-cause", Completeness, Warn, Incident(causes::unaddressed_cause)),
    rule("unanswered-why", Completeness, Warn, Incident(causes::unanswered_why)),
    rule("unexplained", Completeness, Warn, Incident(missing::unexplained)),
    rule("why-stops-at-person", Completeness, Warn, Incident(why_stops_at_person::check)),
    rule("overdue-review", Completeness, Warn, Incident(dates::overdue_review)),
    rule("missing-owner", Actions, Warn, FirstOfIncident(actions::owner)),
    rule("missing-due", Actions, Warn, FirstOfIncident(actions::due)),
    rule("missing-tracker", Actions, Allow, FirstOfIncident(actions::tracker)),
    rule("vague-action", Actions, Warn, Incident(vague_action::check)),
    rule("overdue-action", Actions, Warn, Incident(actions::overdue_action)),
    rule("same-priority", Actions, Warn, Incident(actions::same_priority)),
    rule("same-kind", Actions, Warn, Incident(actions::same_kind)),
    rule("too-many-actions", Actions, Warn, Incident(actions::too_many_actions)),
    rule("blame", Language, Warn, Incident(language::blame)),
    rule("counterfactual", Language, Warn, Incident(language::counterfactual)),
    rule("drama", Language, Warn, Incident(language::drama)),
    rule("near-twin", Names, Warn, Archive(near_twin::check)),
    rule("unknown-service", Names, Warn, Incident(registered::unknown_service)),
    rule("unknown-team", Names, Warn, Incident(registered::unknown_team)),
    rule("broken-link", Names, Deny, Project(links::broken_link, links::broken_link_of_page)),
    rule("unused-attachment", Names, Warn, Archive(attachments::unused_attachment)),
    rule("bare-link", Names, Warn, FirstOfIncident(links::bare_link)),
    rule("http-link", Names, Warn, FirstOfIncident(links::http_link)),
    rule("duplicate-title", Names, Warn, Archive(alike::duplicate_title)),
    rule("similar-incident", Names, Warn, Archive(alike::similar_incident)),
    rule(SECRET, Names, Deny, Project(secret::check, secret::check_project)),
    rule("private-address", Names, Warn, FirstOfIncident(private_address::check)),
    rule("contact", Names, Warn, Project(contact::check, contact::check_project)),
    rule("named-person", Names, Warn, Project(named_person::check, named_person::check_project)),
    rule("direction-marks", Names, Deny, Project(direction_marks::check, direction_marks::check_project)),
    rule("unmarked-internal", Names, Allow, Incident(unmarked_internal::check)),
    UNKNOWN_RULE,
    UNUSED_EXCEPTION,
    rule("syntax", Build, Deny, Loading),
    rule("missing-key", Build, Deny, Loading),
    rule("unknown-key", Build, Deny, Loading),
    rule("wrong-type", Build, Deny, Loading),
    rule("bad-value", Build, Deny, Loading),
    rule("unknown-time-zone", Build, Deny, Loading),
    rule("local-time", Build, Deny, Loading),
    rule("time-without-day", Build, Deny, Loading),
    rule("too-many-names", Build, Deny, Loading),
    rule("duplicate-name", Build, Deny, Loading),
    rule("unknown-language", Build, Deny, Loading),
    rule("unknown-placeholder", Build, Deny, Loading),
    rule("unreadable", Files, Deny, Loading),
    rule("not-utf8", Files, Deny, Loading),
    rule("empty-file", Files, Deny, Loading),
    rule("not-a-file", Files, Deny, Loading),
    rule("outside-project", Files, Deny, Loading),
    rule("link-loop", Files, Deny, Loading),
    rule("catalog", Files, Deny, Loading),
    rule("template", Files, Deny, Loading),
    rule("import", Files, Deny, Loading),
    rule("unused-theme-file", Names, Warn, Loading),
];

const fn rule(name: &'static str, group: Group, level: RuleLevel, scope: Scope) -> Rule {
    Rule { name, group, level, scope }
}

/// The rule whose findings keep a public site from being built.
pub(super) const SECRET: &str = "secret";

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}
