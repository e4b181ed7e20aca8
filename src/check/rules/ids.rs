//! Ids, titles, aliases and references: what addresses are made of.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::check::context::{Checker, RuleContext};
use crate::check::rule::Rule;
use crate::content::ParsedFile;
use crate::diagnostic::{Diagnostic, ValuePath, at, did_you_mean};
use crate::route::{self, RESERVED, Route, unsafe_because};

/// An id that cannot be part of an address.
pub(super) fn bad_id(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let id = &ctx.id;
    let Some(why) = unfit_id(id) else { return };
    let hint = other_character(id).map(|_| "an id has letters from a to z, digits, `.`, `_` and `-`");
    found.push(rule.violation(ctx.at(at!["id"]), why).hint_if(hint));
}

/// Why a text cannot be an incident's id, if it cannot.
pub fn unfit_id(id: &str) -> Option<String> {
    if let Some(other) = other_character(id) {
        return Some(format!("the id \"{id}\" has the character '{other}'"));
    }
    if RESERVED.contains(&id.to_ascii_lowercase().as_str()) {
        return Some(format!("the id \"{id}\" is reserved"));
    }
    unsafe_because(id).map(|why| format!("the id \"{id}\" cannot be an address: it {why}"))
}

/// A character that no id has.
fn other_character(id: &str) -> Option<char> {
    id.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')))
}

/// An empty title, or one of several lines.
pub(super) fn bad_title(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let title = &ctx.title;
    let message = match title.trim() {
        "" => "the title is empty",
        _ if title.trim().contains(['\n', '\r']) => "the title has several lines",
        _ => return,
    };
    found.push(rule.violation(ctx.at(at!["title"]), message));
}

/// An alias that cannot be a redirect.
pub(super) fn bad_alias(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    for (index, alias) in ctx.aliases.iter().enumerate() {
        if route::redirect(alias).is_none_or(|path| Route::new(path).is_err()) {
            let path = at!["aliases", index];
            found.push(rule.violation(ctx.at(path), format!("\"{alias}\" is not a path inside the site")));
        }
    }
}

/// Two incidents with one id.
pub(super) fn duplicate_id(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    if checker.ids().len() == checker.content.files.len() {
        return;
    }
    for file in checker.content.files.iter().filter(|file| !file.incident.id.is_empty()) {
        let id = &file.incident.id;
        if let Some(first) = checker.find_id(id).filter(|first| first.source.path != file.source.path) {
            let message = format!("the id \"{id}\" is taken by {}", first.source.display);
            found.push(rule.violation(file.at(at!["id"]), message).related("it is taken here", first.at(at!["id"])));
        }
    }
}

/// Comparing an id with all others to suggest one takes long, and a list of many missing ids has another cause than typing errors.
const MOST_SUGGESTIONS: usize = 100;

/// A reference to an incident that does not exist.
pub(super) fn dangling_reference(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let files = &checker.content.files;
    let duplicates = files.iter().filter(|file| file.incident.duplicate_of.is_some());
    let duplicates: HashSet<String> = duplicates.map(|file| file.incident.id.to_lowercase()).collect();
    let mut suggestions = 0;
    for file in files {
        let incident = &file.incident;
        let related = incident.related.iter().enumerate().map(|(index, id)| (at!["related", index], id));
        let original = incident.duplicate_of.iter().map(|id| (at!["duplicate_of"], id));
        for (path, id) in related.chain(original) {
            let location = file.at(path);
            if id.to_lowercase() == incident.id.to_lowercase() {
                found.push(rule.violation(location, "an incident cannot refer to itself"));
            } else if duplicates.contains(&id.to_lowercase()) && incident.duplicate_of.as_ref() == Some(id) {
                let violation = rule.violation(location, format!("\"{id}\" is itself a duplicate, so neither would be counted"));
                found.push(violation.hint("name the incident that is counted"));
            } else if !checker.may_exist(id) {
                let others = files.iter().map(|other| other.incident.id.as_str()).filter(|other| *other != incident.id);
                suggestions += 1;
                let near = did_you_mean(id, others.take(if suggestions > MOST_SUGGESTIONS { 0 } else { usize::MAX }));
                let hint = near.map(|near| format!("did you mean \"{near}\"?"));
                found.push(rule.violation(location, format!("there is no incident \"{id}\"")).hint_if(hint));
            }
        }
    }
}

/// An address that two sources claim.
pub(super) fn taken_address(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
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
                    found.push(rule.violation(file.at(path), message).related("it is taken here", owner.at(owners_path)));
                }
            }
        }
    }
}
