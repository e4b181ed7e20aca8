//! One file per rule: what it finds, why it matters, how to mend it.

pub(super) mod bad_alias;
pub(super) mod bad_id;
pub(super) mod bad_title;
pub(super) mod dangling_reference;
pub(super) mod duplicate_id;
pub(super) mod milestone_conflict;
pub(super) mod milestone_order;
pub(super) mod missing_attachment;
pub(super) mod missing_start;
pub(super) mod severity_changes;
pub(super) mod taken_address;
pub(super) mod unknown_category;
pub(super) mod unknown_rule;
pub(super) mod unknown_severity;
pub(super) mod unsafe_url;
pub(super) mod unused_exception;
