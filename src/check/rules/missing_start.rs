//! An incident without a start.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Incident, Milestone, Visibility};

pub(super) const RULE: Rule = Rule::new("missing-start", Group::Build, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let incident = &ctx.file.incident;
    if ctx.lacks(Milestone::Started) {
        let location = ctx.at(at!["milestones", "started"]).key();
        found.push(RULE.violation(location, "no moment is given at which the incident started"));
    } else if let Some(index) = hidden_start(incident) {
        let path = at!["timeline", index, "milestone"];
        let message = "only this internal entry says when the incident started";
        found.push(RULE.violation(ctx.at(path), message).hint("set `started` under [milestones] too"));
    }
}

/// The internal entry that alone dates a public incident.
fn hidden_start(incident: &Incident) -> Option<usize> {
    if incident.visibility != Visibility::Public || incident.milestones.started.is_some() {
        return None;
    }
    let starts = |visibility| {
        incident.timeline.iter().position(|entry| entry.milestone == Some(Milestone::Started) && entry.visibility == visibility)
    };
    if starts(Visibility::Public).is_some() { None } else { starts(Visibility::Internal) }
}
