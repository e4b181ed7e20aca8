//! Milestones in an impossible order.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;
use crate::incident::Milestone;

pub(super) const RULE: Rule = Rule::new("milestone-order", Group::Build, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let (incident, zone) = (&ctx.file.incident, &ctx.file.zone);
    let mut blamed = Vec::new();
    for (earlier, later) in Milestone::ORDER {
        let (Some(first), Some(second)) = (incident.milestone(earlier), incident.milestone(later)) else { continue };
        let estimated = incident.milestones.is_approximate(earlier) || incident.milestones.is_approximate(later);
        if second.is_before(first, zone) && !estimated && !blamed.contains(&later) {
            blamed.push(later);
            let message = format!("{} ({second}) lies before {} ({first})", later.as_str(), earlier.as_str());
            let problem = RULE.violation(ctx.at(ctx.path_of(later)), message);
            found.push(problem.related(format!("{} is set here", earlier.as_str()), ctx.at(ctx.path_of(earlier))));
        }
    }
}
