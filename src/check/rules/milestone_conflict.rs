//! Two different moments for one milestone.

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, ValuePath, at};
use crate::incident::{Milestone, Moment};

pub(super) const RULE: Rule = Rule::new("milestone-conflict", Group::Build, RuleLevel::Deny, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: [Option<(Moment, ValuePath)>; Milestone::ALL.len()] =
        Milestone::ALL.map(|milestone| Some((ctx.milestones.get(milestone)?, at!["milestones", milestone.as_str()])));
    for (index, entry) in ctx.timeline.iter().enumerate() {
        let Some(milestone) = entry.milestone else { continue };
        let path = at!["timeline", index, "at"];
        match &mut first[milestone as usize] {
            Some((moment, earlier)) if !moment.agrees_with(entry.at, &ctx.file.zone) => {
                let name = milestone.as_str();
                let message = format!("this entry marks {name} at {}, but it was {moment}", entry.at);
                let violation = RULE.violation(ctx.at(path), message);
                found.push(violation.related(format!("{name} is set here"), ctx.at(earlier.clone())));
            }
            Some(_) => {}
            none => *none = Some((entry.at, path)),
        }
    }
}
