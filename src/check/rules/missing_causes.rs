//! A review that does not say why.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::incident::Analysis;

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-causes",
    group: Group::Completeness,
    level: Level::Warn,
    finds: "a review that says nothing of why it happened. Causes, answered whys, a fishbone, a bow tie or a narrative will do; a draft, and an incident that goes on, may leave it open",
    why: "to find the causes is one of the most important reasons to write a review (Google SRE workbook, chapter 10, \"Key details omitted\"), and causes are counted by category",
    mend: "add what contributed as [[analysis.causes]]; a cause that could not be found is worth saying too",
    wrong: &[r#"
[analysis]
trigger = "The deployment of v2.3.1."
[review]
state = "reviewed"
#       ^^^^^^^^^^
"#],
    right: &[
        r#"
[[analysis.causes]]
cause = "A query without an index took 15 seconds."
[review]
state = "reviewed"
"#,
        r#"
[analysis]
narrative = "A query without an index took 15 seconds, and so every connection was taken."
[review]
state = "reviewed"
"#,
    ],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.is_concluded() && !subject.analysis.as_ref().is_some_and(explains) {
        subject.report_missing(&RULE, "analysis", "says nothing of its causes", findings);
    }
}

fn explains(analysis: &Analysis) -> bool {
    let fishbone = || analysis.fishbone.iter().flat_map(|fishbone| &fishbone.bones).any(|bone| !bone.causes.is_empty());
    let bow_tie = || analysis.bow_tie.as_ref().is_some_and(|bow_tie| !bow_tie.threats.is_empty());
    let told = || analysis.narrative.as_ref().is_some_and(|narrative| !narrative.trim().is_empty());
    let answered = || analysis.five_whys.iter().flat_map(|chain| &chain.whys).any(|why| why.answer.is_some());
    !analysis.causes.is_empty() || answered() || fishbone() || bow_tie() || told()
}
