//! An unknown team.

use crate::check::names;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};

pub(super) const RULE: Rule = Rule::new(
    "unknown-team",
    Group::Names,
    RuleLevel::Warn,
    Scope::Incident(|ctx, found| {
        names::unknown(&RULE, "team", &ctx.checker.config.teams, names::teams, ctx, found);
    }),
);
