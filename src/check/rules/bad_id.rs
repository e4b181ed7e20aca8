//! An id that cannot be part of an address.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::route::{RESERVED, unsafe_because};

pub(super) const RULE: Rule = Rule::new("bad-id", Group::Build, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let id = &ctx.id;
    let Some(why) = unfit_id(id) else { return };
    let problem = RULE.violation(ctx.at(at!["id"]), why);
    found.push(if other_character(id).is_some() {
        problem.hint("an id has letters from a to z, digits, `.`, `_` and `-`")
    } else {
        problem
    });
}

/// Why a text cannot be an incident's id, if it cannot.
pub fn unfit_id(id: &str) -> Option<String> {
    if let Some(other) = other_character(id) {
        return Some(format!("the id \"{id}\" has the character '{other}'"));
    }
    if RESERVED.contains(&id.to_ascii_lowercase().as_str()) {
        return Some(format!("the id \"{id}\" is reserved"));
    }
    unsafe_because(id).map(|why| format!("the id \"{id}\" cannot be an address: it {why}"))
}

/// A character that no id has.
fn other_character(id: &str) -> Option<char> {
    id.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')))
}
