//! A severe incident whose page says neither why it happened nor what ended it.

use super::missing;
use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;
use crate::incident::{Milestone, Status, Step};

pub(super) const RULE: Rule = Rule::new("unexplained", Group::Completeness, RuleLevel::Warn, Scope::Incident(check));

/// Parts of words by which an English summary speaks of a cause or a fix. In other languages, any summary may.
const SPEAKS_OF_EITHER: [&str; 20] = [
    "caus",
    "because",
    "due to",
    "result of",
    "result from",
    "trigger",
    "after a",
    "after the",
    "when a",
    "when the",
    "fix",
    "roll",
    "revert",
    "restart",
    "repair",
    "replac",
    "restor",
    "patch",
    "deploy",
    "chang",
];

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let is_asked = ctx.is_major() && ctx.is_due() && ctx.status() == Status::Resolved;
    let may_be_removed = ["analysis", "sections", "timeline", "summary"].iter().any(|key| ctx.was_removed(key));
    if is_asked && !may_be_removed && !states_either(ctx) {
        missing::report(ctx, &RULE, "analysis", "states neither a cause nor a fix", found);
    }
}

/// Whether a text that all readers of the page see may state a cause or a fix.
fn states_either(ctx: &RuleContext<'_>) -> bool {
    let mut states = false;
    ctx.each_text(&mut |text| {
        let is_shown = !ctx.visibility.is_public() || text.visibility.is_public();
        states |= is_shown
            && match text.path {
                [Step::Key("analysis" | "sections"), ..] => true,
                [Step::Key("timeline"), Step::Index(index), ..] => {
                    matches!(ctx.timeline[*index].milestone, Some(Milestone::Mitigated | Milestone::Resolved))
                }
                [Step::Key("summary")] => speaks_of_either(ctx, text.text),
                _ => false,
            };
    });
    states
}

fn speaks_of_either(ctx: &RuleContext<'_>, text: &str) -> bool {
    let text = text.to_lowercase();
    !ctx.checker.speaks_english() || SPEAKS_OF_EITHER.iter().any(|part| text.contains(part))
}
