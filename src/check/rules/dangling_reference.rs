//! A reference to an incident that is not there.

use std::collections::HashSet;
use std::sync::Arc;

use crate::check::{Findings, Group, Level, Review, Rule, Scope};
use crate::content::{Content, Entry};
use crate::diagnostic::{ValuePath, did_you_mean};

pub(in crate::check) const RULE: Rule = Rule {
    name: "dangling-reference",
    group: Group::Build,
    level: Level::Deny,
    finds: "`related` or `duplicate_of` naming an incident that is not there, or itself, or a duplicate of another duplicate",
    why: "a reader who follows the reference finds nothing",
    mend: "correct the id, or remove the reference",
    wrong: &[
        r#"
related = ["INC-2"]
#          ^^^^^^^
"#,
        r#"
duplicate_of = "INC-2024-0315-001"
#              ^^^^^^^^^^^^^^^^^^^
"#,
    ],
    right: &[r#"
related = ["INC-2"]
# file: content/b.toml
id = "INC-2"
"#],
    scope: Scope::Ids(find),
};

/// The ids that an incident can refer to.
fn others(content: &Content, index: usize) -> impl Iterator<Item = &str> {
    let others = content.entries.iter().enumerate().filter(move |(other, _)| *other != index);
    others.map(|(_, entry)| entry.incident.id.as_str())
}

fn find(review: &Review<'_>, findings: &mut Findings) {
    let content = review.content;
    let ids: HashSet<String> = content.entries.iter().map(|entry| entry.incident.id.to_lowercase()).collect();
    let is_duplicate = |entry: &&Arc<Entry>| entry.incident.duplicate_of.is_some();
    let duplicates: HashSet<String> = content.entries.iter().filter(is_duplicate).map(|e| e.incident.id.to_lowercase()).collect();
    for (index, entry) in content.entries.iter().enumerate() {
        let incident = &entry.incident;
        let related = incident.related.iter().enumerate().map(|(at, id)| (ValuePath::root().key("related").index(at), id));
        let original = incident.duplicate_of.iter().map(|id| (ValuePath::root().key("duplicate_of"), id));
        for (path, id) in related.chain(original) {
            let folded = id.to_lowercase();
            findings.turn_to(index);
            if folded == incident.id.to_lowercase() {
                findings.report(RULE.breach(path, "an incident cannot refer to itself"));
            } else if duplicates.contains(&folded) && incident.duplicate_of.as_ref() == Some(id) {
                let problem = RULE.breach(path, format!("{id:?} is itself a duplicate, so neither would be counted"));
                findings.report(problem.hint("name the incident that is counted"));
            } else if !ids.contains(&folded) && !content.unread.contains(&folded) {
                let hint = match did_you_mean(id, others(content, index)) {
                    Some(near) => format!("did you mean {near:?}?"),
                    None => RULE.mend.to_owned(),
                };
                findings.report(RULE.breach(path, format!("there is no incident {id:?}")).hint(hint));
            }
        }
    }
}
