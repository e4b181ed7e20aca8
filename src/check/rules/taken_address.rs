//! An old address that is somebody else's.

use std::collections::HashMap;

use crate::check::{Findings, Rule, Scope, SeeAlso};
use crate::content::Content;
use crate::diagnostic::{Problem, ValuePath};
use crate::route;

pub(in crate::check) const RULE: Rule = Rule {
    name: "taken-address",
    finds: "an alias that is the page of another incident, or an alias of another one",
    why: "one address can lead to one incident only",
    mend: "keep the alias where readers should be led, and remove the other one",
    scope: Scope::Archive(find),
};

fn find(content: &Content, findings: &mut Findings) {
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
                findings.about(index);
                let message = format!("the address {alias:?} is taken by {}", content.entries[owner].file.shown);
                let see_also = SeeAlso { entry: owner, path: owners_path, label: "it is taken here".to_owned() };
                findings.report_both(Problem::error(RULE.name, path, message).hint(RULE.mend), see_also);
            }
        }
    }
}
