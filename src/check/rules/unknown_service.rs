//! An unknown service.

use crate::check::names;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};

pub(super) const RULE: Rule = Rule::new(
    "unknown-service",
    Group::Names,
    RuleLevel::Warn,
    Scope::Incident(|ctx, found| {
        names::unknown(&RULE, "service", &ctx.checker.config.services, names::services, ctx, found);
    }),
);
