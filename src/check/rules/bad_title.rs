//! A title that is no line of text.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::ValuePath;

pub(in crate::check) const RULE: Rule = Rule {
    name: "bad-title",
    group: Group::Build,
    level: Level::Deny,
    finds: "an empty title, or one of several lines",
    why: "lists, feeds and browser tabs show the title in one line",
    mend: "say in one line what happened, and leave the rest to the summary",
    wrong: &[r#"
title = ""
#       ^^
"#],
    right: &[r#"
title = "Payments failed for an hour"
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let title = &subject.title;
    let message = match title.trim() {
        "" => "the title is empty",
        _ if title.trim().contains(['\n', '\r']) => "the title has several lines",
        _ => return,
    };
    findings.report(RULE.breach(ValuePath::root().key("title"), message));
}
