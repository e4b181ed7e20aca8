//! Two incidents of one name.

use std::collections::HashMap;

use crate::check::{Findings, Group, Level, Review, Rule, Scope, SeeAlso};
use crate::diagnostic::ValuePath;

pub(in crate::check) const RULE: Rule = Rule {
    name: "duplicate-id",
    group: Group::Build,
    level: Level::Deny,
    finds: "two incident files with the same id, compared case-insensitively",
    why: "the id is the address: one of the two would silently replace the other",
    mend: "give one of them another id; if both describe one incident, say so with `duplicate_of`",
    wrong: &[r#"
id = "INC-1"
# file: content/b.toml
id = "inc-1"
#    ^^^^^^^
"#],
    right: &[r#"
id = "INC-1"
# file: content/b.toml
id = "INC-2"
"#],
    scope: Scope::Ids(find),
};

fn find(review: &Review<'_>, findings: &mut Findings) {
    let content = review.content;
    let mut first: HashMap<String, usize> = HashMap::new();
    for (index, entry) in content.entries.iter().enumerate().filter(|(_, entry)| !entry.incident.id.is_empty()) {
        let id = &entry.incident.id;
        let earlier = *first.entry(id.to_lowercase()).or_insert(index);
        if earlier != index {
            findings.turn_to(index);
            let at = ValuePath::root().key("id");
            let message = format!("the id {id:?} is taken by {}", content.entries[earlier].file.shown);
            let see_also = SeeAlso { entry: earlier, path: at.clone(), label: "it is taken here".to_owned() };
            findings.report_both(RULE.breach(at, message), see_also);
        }
    }
}
