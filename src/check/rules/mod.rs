//! All rules. Most have a file each. What they find, why it matters and how to fix it is in `docs/rules.md`.

// Keys and values
mod bad_alias;
pub(super) mod bad_id;
mod bad_title;
mod dangling_reference;
mod duplicate_id;
mod milestone_conflict;
mod milestone_order;
mod missing_attachment;
mod missing_start;
mod taken_address;
mod unknown_category;
mod unknown_severity;
mod unsafe_url;

// Consistency
mod action_dates;
mod action_status;
mod before_start;
mod contradictory_length;
mod file_date;
mod future_time;
mod long_after_end;
mod open_incident;
mod placeholder;
mod review_dates;
mod severity_changes;
mod stated_duration;
mod status_conflict;
mod timeline_gap;
mod timeline_order;
mod unlisted_commander;

// Completeness
mod missing;
mod missing_in_actions;
mod no_urgent_action;
mod overdue_review;
mod unaddressed_cause;
mod unanswered_why;
mod unexplained;
mod why_stops_at_person;

// Action items
mod overdue_action;
mod same_kind;
mod same_priority;
mod too_many_actions;
mod vague_action;

// Language
mod blame;
mod counterfactual;
mod drama;

// Links and names
mod bare_link;
mod broken_link;
mod contact;
mod direction_marks;
mod duplicate_title;
mod http_link;
mod named_person;
mod near_twin;
mod private_address;
mod secret;
mod similar_incident;
mod unknown_service;
mod unknown_team;
mod unmarked_internal;
mod unused_attachment;

use super::rule::{Group, Rule, RuleLevel, Scope};
use super::suppress::{UNKNOWN_RULE, UNUSED_EXCEPTION};

/// Every rule, in the order in which it runs.
pub static RULES: &[Rule] = &[
    bad_id::RULE,
    bad_title::RULE,
    unknown_severity::RULE,
    unknown_category::RULE,
    missing_start::RULE,
    milestone_conflict::RULE,
    milestone_order::RULE,
    unsafe_url::RULE,
    missing_attachment::RULE,
    bad_alias::RULE,
    duplicate_id::RULE,
    dangling_reference::RULE,
    taken_address::RULE,
    stated_duration::RULE,
    contradictory_length::RULE,
    timeline_order::RULE,
    timeline_gap::RULE,
    before_start::RULE,
    long_after_end::RULE,
    future_time::RULE,
    status_conflict::RULE,
    open_incident::RULE,
    severity_changes::RULE,
    action_status::RULE,
    action_dates::RULE,
    review_dates::RULE,
    unlisted_commander::RULE,
    placeholder::RULE,
    file_date::RULE,
    missing::SUMMARY,
    missing::IMPACT,
    missing::DETECTION,
    missing::TIMELINE,
    missing::CAUSES,
    missing::LESSONS,
    missing::ACTIONS,
    missing_in_actions::ALERT,
    no_urgent_action::RULE,
    unaddressed_cause::RULE,
    unanswered_why::RULE,
    unexplained::RULE,
    why_stops_at_person::RULE,
    overdue_review::RULE,
    missing_in_actions::OWNER,
    missing_in_actions::DUE,
    missing_in_actions::TRACKER,
    vague_action::RULE,
    overdue_action::RULE,
    same_priority::RULE,
    same_kind::RULE,
    too_many_actions::RULE,
    blame::RULE,
    counterfactual::RULE,
    drama::RULE,
    near_twin::RULE,
    unknown_service::RULE,
    unknown_team::RULE,
    broken_link::RULE,
    unused_attachment::RULE,
    bare_link::RULE,
    http_link::RULE,
    duplicate_title::RULE,
    similar_incident::RULE,
    secret::RULE,
    private_address::RULE,
    contact::RULE,
    named_person::RULE,
    direction_marks::RULE,
    unmarked_internal::RULE,
    UNKNOWN_RULE,
    UNUSED_EXCEPTION,
    form("syntax"),
    form("missing-key"),
    form("unknown-key"),
    form("wrong-type"),
    form("bad-value"),
    form("unknown-time-zone"),
    form("local-time"),
    form("time-without-day"),
    form("too-many-names"),
    form("duplicate-name"),
    form("unknown-language"),
    form("unknown-placeholder"),
    file("unreadable"),
    file("not-utf8"),
    file("empty-file"),
    file("not-a-file"),
    file("outside-project"),
    file("link-loop"),
    file("catalog"),
    file("template"),
    file("import"),
    Rule::new("unused-theme-file", Group::Names, RuleLevel::Warn, Scope::Loading),
];

/// A rule about keys and values. It is found while a file is read, before any other rule runs, and always fails.
const fn form(name: &'static str) -> Rule {
    Rule::new(name, Group::Build, RuleLevel::Deny, Scope::Loading)
}

/// A rule about files, found in the same way.
const fn file(name: &'static str) -> Rule {
    Rule::new(name, Group::Files, RuleLevel::Deny, Scope::Loading)
}

/// The rule whose findings keep a public site from being built.
pub(super) const SECRET: &str = secret::RULE.name;

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}
