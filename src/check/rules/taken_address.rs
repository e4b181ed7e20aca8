//! An address that two sources claim.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::check::context::Checker;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::content::ParsedFile;
use crate::diagnostic::{Diagnostic, ValuePath, at};
use crate::route;

pub(super) const RULE: Rule = Rule::new("taken-address", Group::Build, RuleLevel::Deny, Scope::Archive(check));

fn check(checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let files = &checker.content.files;
    let pages = files.iter().map(|file| (route::incident(&file.incident.id).to_lowercase(), (file, at!["id"])));
    let mut taken: HashMap<String, (&Arc<ParsedFile>, ValuePath)> = pages.collect();
    for file in files {
        for (number, alias) in file.incident.aliases.iter().enumerate() {
            let path = at!["aliases", number];
            let Some(address) = route::redirect(alias) else { continue };
            match taken.entry(address.to_lowercase()) {
                Entry::Vacant(free) => _ = free.insert((file, path)),
                Entry::Occupied(taken) => {
                    let (owner, owners_path) = taken.get().clone();
                    let message = format!("the address \"{alias}\" is taken by {}", owner.source.display);
                    found.push(RULE.violation(file.at(path), message).related("it is taken here", owner.at(owners_path)));
                }
            }
        }
    }
}
