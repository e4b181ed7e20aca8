//! Two spellings of one name.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::check::context::Checker;
use crate::check::names::{self, Each, folded};
use crate::check::rule::Rule;
use crate::content::ParsedFile;
use crate::diagnostic::{Diagnostic, ValuePath, at};
use crate::incident::{FieldValue, Incident};
use crate::prose::count;

/// The spellings of one name, each with all the locations where it stands.
type Spellings<'a> = BTreeMap<&'a str, Vec<(&'a ParsedFile, ValuePath)>>;

pub(super) fn check(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let config = checker.config;
    if config.services.entries().is_empty() {
        compare(rule, checker, found, "service", names::services);
    }
    if config.teams.entries().is_empty() {
        compare(rule, checker, found, "team", names::teams);
    }
    compare(rule, checker, found, "tag", names::tags);
    for field in &config.facets {
        compare(rule, checker, found, field, |incident, each| values(incident, field, each));
    }
}

/// The values of one of the team's own fields, where they are words.
fn values<'a>(incident: &'a Incident, field: &str, each: Each<'_, 'a>) {
    match incident.fields.get(field) {
        Some(FieldValue::Text(value)) => each(value, at!["fields", field]),
        Some(FieldValue::List(values)) => names::list(values, &at!["fields", field], each),
        _ => {}
    }
}

/// Compares the names of one kind, which `names` takes from an incident.
fn compare<'a>(
    rule: &Rule,
    checker: &Checker<'a>,
    found: &mut Vec<Diagnostic>,
    what: &str,
    names: impl Fn(&'a Incident, Each<'_, 'a>),
) {
    let mut alike: BTreeMap<String, Spellings<'a>> = BTreeMap::new();
    for file in &checker.content.files {
        names(&file.incident, &mut |name, path| {
            alike.entry(folded(name)).or_default().entry(name).or_default().push((file, path));
        });
    }
    for spellings in alike.into_values().filter(|spellings| spellings.len() > 1) {
        report(rule, found, what, spellings);
    }
}

/// Reports every spelling but the commonest, at the last of its locations: the newest is the likeliest to be wrong.
fn report(rule: &Rule, found: &mut Vec<Diagnostic>, what: &str, spellings: Spellings<'_>) {
    let mut spellings: Vec<_> = spellings.into_iter().collect();
    spellings.sort_by_key(|(_, places)| (Reverse(places.len()), places[0].0.source.display.clone()));
    let Some(((common, common_places), rarer)) = spellings.split_first() else { return };
    let (common_file, common_path) = &common_places[0];
    for (name, places) in rarer {
        let Some((file, path)) = places.last() else { continue };
        let places = count(common_places.len(), "place", "places");
        let message = format!("the {what} \"{name}\" is called \"{common}\" in {places}, as in {}", common_file.source.display);
        let violation = rule.violation(file.at(path.clone()), message);
        found.push(violation.related("the commoner spelling", common_file.at(common_path.clone())));
    }
}
