//! An old address that is somebody else's.

use std::collections::HashMap;

use crate::check::{Findings, Group, Level, Review, Rule, Scope, SeeAlso};
use crate::diagnostic::ValuePath;
use crate::route;

pub(in crate::check) const RULE: Rule = Rule {
    name: "taken-address",
    group: Group::Build,
    level: Level::Deny,
    finds: "an alias that is the page of another incident, or an alias of another one",
    why: "one address can lead to one incident only",
    mend: "keep the alias where readers should be led, and remove the other one",
    wrong: &[r#"
id = "INC-1"
aliases = ["/old/"]
# file: content/b.toml
id = "INC-2"
aliases = ["/old/"]
#          ^^^^^^^
"#],
    right: &[r#"
id = "INC-1"
aliases = ["/old/"]
# file: content/b.toml
id = "INC-2"
aliases = ["/older/"]
"#],
    scope: Scope::Ids(find),
};

fn find(review: &Review<'_>, findings: &mut Findings) {
    let content = review.content;
    let pages = content
        .entries
        .iter()
        .enumerate()
        .map(|(index, entry)| (route::incident(&entry.incident.id).to_lowercase(), (index, ValuePath::root().key("id"))));
    let mut taken: HashMap<String, (usize, ValuePath)> = pages.collect();
    for (index, entry) in content.entries.iter().enumerate() {
        for (number, alias) in entry.incident.aliases.iter().enumerate() {
            let path = ValuePath::root().key("aliases").index(number);
            let (owner, owners_path) =
                taken.entry(route::redirect(alias).to_lowercase()).or_insert((index, path.clone())).clone();
            if (owner, &owners_path) != (index, &path) {
                findings.turn_to(index);
                let message = format!("the address {alias:?} is taken by {}", content.entries[owner].file.shown);
                let see_also = SeeAlso { entry: owner, path: owners_path, label: "it is taken here".to_owned() };
                findings.report_both(RULE.breach(path, message), see_also);
            }
        }
    }
}
