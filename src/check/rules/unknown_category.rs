//! A cause category that the site does not have.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::{ValuePath, did_you_mean};

pub(in crate::check) const RULE: Rule = Rule {
    name: "unknown-category",
    group: Group::Build,
    level: Level::Deny,
    finds: "a cause whose category is not one of the site's cause categories",
    why: "causes are counted by category: a misspelt one hides a pattern",
    mend: "use one of the categories of pir-site.toml, or add it under `causes` there",
    wrong: &[r#"
[[analysis.causes]]
cause = "The cache was cold"
category = "tecnology"
#          ^^^^^^^^^^^
"#],
    right: &[r#"
[[analysis.causes]]
cause = "The cache was cold"
category = "technology"
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let known = &subject.review.config.causes;
    let causes = subject.analysis.iter().flat_map(|analysis| &analysis.causes);
    for (index, category) in causes.enumerate().filter_map(|(index, cause)| Some((index, cause.category.as_ref()?))) {
        if known.contains(category) {
            continue;
        }
        let path = ValuePath::root().key("analysis").key("causes").index(index).key("category");
        let hint = match did_you_mean(category, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean {near:?}? The categories are {}", known.join(", ")),
            None => format!("the categories are {}", known.join(", ")),
        };
        findings.report(RULE.breach(path, format!("there is no cause category {category:?}")).hint(hint));
    }
}
