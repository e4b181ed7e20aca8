//! One file per rule: what it finds, why it matters, how to mend it.

// Keys and values
pub(super) mod bad_alias;
pub(super) mod bad_id;
pub(super) mod bad_title;
pub(super) mod dangling_reference;
pub(super) mod duplicate_id;
pub(super) mod milestone_conflict;
pub(super) mod milestone_order;
pub(super) mod missing_attachment;
pub(super) mod missing_start;
pub(super) mod taken_address;
pub(super) mod unknown_category;
pub(super) mod unknown_severity;
pub(super) mod unsafe_url;

// Consistency
pub(super) mod action_dates;
pub(super) mod action_status;
pub(super) mod before_start;
pub(super) mod file_date;
pub(super) mod future_time;
pub(super) mod long_after_end;
pub(super) mod open_incident;
pub(super) mod placeholder;
pub(super) mod review_dates;
pub(super) mod severity_changes;
pub(super) mod stated_duration;
pub(super) mod status_conflict;
pub(super) mod timeline_order;
pub(super) mod unlisted_commander;

// Completeness
pub(super) mod missing_actions;
pub(super) mod missing_alert;
pub(super) mod missing_causes;
pub(super) mod missing_detection;
pub(super) mod missing_impact;
pub(super) mod missing_lessons;
pub(super) mod missing_summary;
pub(super) mod missing_timeline;
pub(super) mod no_urgent_action;
pub(super) mod overdue_review;
pub(super) mod unaddressed_cause;
pub(super) mod unanswered_why;
pub(super) mod why_stops_at_person;

// Action items
pub(super) mod missing_due;
pub(super) mod missing_owner;
pub(super) mod missing_tracker;
pub(super) mod overdue_action;
pub(super) mod same_kind;
pub(super) mod same_priority;
pub(super) mod too_many_actions;
pub(super) mod vague_action;

// Language
pub(super) mod blame;
pub(super) mod counterfactual;
pub(super) mod drama;

// Links and names
pub(super) mod bare_link;
pub(super) mod broken_link;
pub(super) mod duplicate_title;
pub(super) mod http_link;
pub(super) mod near_twin;
pub(super) mod private_address;
pub(super) mod secret;
pub(super) mod unknown_service;
pub(super) mod unknown_team;
pub(super) mod unused_attachment;

// Exceptions
pub(super) mod unknown_rule;
pub(super) mod unused_exception;
