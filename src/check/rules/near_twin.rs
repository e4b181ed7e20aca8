//! Two spellings of one name.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::check::names::{self, Each, folded};
use crate::check::{Findings, Group, Level, Review, Rule, Scope, SeeAlso};
use crate::diagnostic::{ValuePath, at};
use crate::incident::{FieldValue, Incident};
use crate::prose::count;

pub(in crate::check) const RULE: Rule = Rule {
    name: "near-twin",
    group: Group::Names,
    level: Level::Warn,
    finds: "a service, team, tag or value of a facet that differs from another one only by case, spaces, hyphens or underscores; it \
            is reported once, at the rarer of the two. Names of a kind that the site registers are held against the registry instead",
    why: "incidents are grouped by these names: each spelling gets a page and a count of its own, and the pattern is seen on neither",
    mend: "write it one way everywhere",
    wrong: &[
        r#"
id = "INC-1"
tags = ["retry-storm"]
# file: content/b.toml
id = "INC-2"
tags = ["dns", "Retry storm"]
#              ^^^^^^^^^^^^^
"#,
        r#"
id = "INC-1"
teams = ["Data_Base"]
#        ^^^^^^^^^^^
# file: content/b.toml
id = "INC-2"
teams = ["database"]
actions = [{ title = "Add an index", team = "database" }]
"#,
    ],
    right: &[r#"
id = "INC-1"
tags = ["database", "postgres-1-6", "cache"]
# file: content/b.toml
id = "INC-2"
tags = ["databases", "postgres-16", "caching"]
services = ["Cache"]
"#],
    scope: Scope::Archive(find),
};

/// Where a name stands: the entry, and the path in its file.
type Spot = (usize, ValuePath);

/// The spellings of one name, each with all the places where it stands.
type Spellings<'a> = BTreeMap<&'a str, Vec<Spot>>;

fn find(review: &Review<'_>, findings: &mut Findings) {
    let config = review.config;
    if config.services.entries().is_empty() {
        compare(review, findings, "service", names::services);
    }
    if config.teams.entries().is_empty() {
        compare(review, findings, "team", names::teams);
    }
    compare(review, findings, "tag", names::tags);
    for field in &config.facets {
        compare(review, findings, field, |incident, each| values(incident, field, each));
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

/// Compares the names of one kind, which `names` takes from an entry.
fn compare<'a>(review: &'a Review<'_>, findings: &mut Findings, what: &str, names: impl Fn(&'a Incident, Each<'_, 'a>)) {
    let mut alike: BTreeMap<String, Spellings<'a>> = BTreeMap::new();
    for (index, entry) in review.content.entries.iter().enumerate() {
        names(&entry.incident, &mut |name, path| {
            alike.entry(folded(name)).or_default().entry(name).or_default().push((index, path));
        });
    }
    for spellings in alike.into_values().filter(|spellings| spellings.len() > 1) {
        report(review, findings, what, spellings);
    }
}

/// Reports every spelling but the commonest, at the last of its places: the newest is the likeliest to be a slip.
fn report(review: &Review<'_>, findings: &mut Findings, what: &str, spellings: Spellings<'_>) {
    let mut spellings: Vec<(&str, Vec<Spot>)> = spellings.into_iter().collect();
    spellings.sort_by_key(|(_, spots)| (Reverse(spots.len()), spots[0].0));
    let Some(((common, common_spots), rarer)) = spellings.split_first() else { return };
    for (name, spots) in rarer {
        let Some((entry, path)) = spots.last() else { continue };
        findings.turn_to(*entry);
        let places = count(common_spots.len(), "place", "places");
        let message = format!(
            "the {what} {name:?} is called {common:?} in {places}, as in {}",
            review.content.entries[common_spots[0].0].file.shown
        );
        let see_also =
            SeeAlso { entry: common_spots[0].0, path: common_spots[0].1.clone(), label: "the commoner spelling".to_owned() };
        findings.report_both(RULE.breach(path.clone(), message), see_also);
    }
}
