//! The table of rules.

use super::Subject;
use super::finding::Findings;
use super::rules;
use crate::content::Content;

/// Something that can be wrong with an incident or with the archive.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// What it finds.
    pub finds: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// What it looks at.
    pub scope: Scope,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// One incident at a time.
    Incident(fn(&Subject<'_>, &mut Findings)),
    /// All of them together.
    Archive(fn(&Content, &mut Findings)),
}

/// Every rule, in the order in which it runs.
pub const RULES: &[Rule] = &[
    rules::bad_id::RULE,
    rules::bad_title::RULE,
    rules::unknown_severity::RULE,
    rules::unknown_category::RULE,
    rules::missing_start::RULE,
    rules::milestone_conflict::RULE,
    rules::milestone_order::RULE,
    rules::unsafe_url::RULE,
    rules::missing_attachment::RULE,
    rules::bad_alias::RULE,
    rules::duplicate_id::RULE,
    rules::dangling_reference::RULE,
    rules::taken_address::RULE,
];
