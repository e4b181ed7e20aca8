//! An id that cannot be part of an address.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::ValuePath;
use crate::route::{RESERVED, unsafe_because};

pub(in crate::check) const RULE: Rule = Rule {
    name: "bad-id",
    group: Group::Build,
    level: Level::Deny,
    finds: "an id with characters other than letters, digits, `.`, `_` and `-`, or one that cannot be a folder's name",
    why: "the id is the incident's address, on every file system and in every browser",
    mend: "choose an id such as `INC-2024-0315-001`",
    wrong: &[
        r#"
id = "INC 2024/1"
#    ^^^^^^^^^^^^
"#,
        r#"
id = "index"
#    ^^^^^^^
"#,
    ],
    right: &[r#"
id = "INC-2024-0315-001"
"#],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let id = &subject.id;
    let problem = |message: String| RULE.breach(ValuePath::root().key("id"), message);
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if let Some(stranger) = id.chars().find(|c| !allowed(*c)) {
        let problem = problem(format!("the id {id:?} has the character {stranger:?}"));
        findings.report(problem.hint("an id has letters from a to z, digits, `.`, `_` and `-`"));
    } else if RESERVED.contains(&id.to_ascii_lowercase().as_str()) {
        findings.report(problem(format!("the id {id:?} is reserved")));
    } else if let Some(why) = unsafe_because(id) {
        findings.report(problem(format!("the id {id:?} cannot be an address: it {why}")));
    }
}
