//! Filters, such as `service:payment-api` and `has:overdue`. Each value of an incident is a term of the index: `:service=…`.

use std::collections::BTreeMap;

use crate::archive::{Facet, FacetKind, Term, View, VisibleIncident};
use crate::config::Config;
use crate::incident::Status;

use super::words::folded;

/// The filters in addition to the site's facets.
const STATUS: &str = "status";
const HAS: &str = "has";

/// The term of a filter. The character that terminates terms in files is replaced with a space.
pub(super) fn term(key: &str, value: &str) -> String {
    let value = folded(value.trim()).replace('~', " ");
    format!(":{}={value}", folded(key))
}

/// The names of all filters of a site.
pub(super) fn keys(view: &View) -> Vec<String> {
    let facets = view.facets.iter().map(|facet| folded(facet.kind.key()));
    let mut keys: Vec<String> = facets.chain([STATUS.to_owned(), HAS.to_owned()]).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterChoice {
    /// The value in a query.
    pub value: String,
    /// The label.
    pub label: String,
    /// The number of incidents with the value.
    pub count: usize,
}

/// The filters of a view: their keys, and the values that occur.
pub fn choices(view: &View) -> Vec<(String, Vec<FilterChoice>)> {
    let of_term = |term: &Term| FilterChoice { value: term.value.clone(), label: term.label.clone(), count: term.cases.len() };
    let of_facet = |facet: &Facet| {
        let terms = facet.terms.iter().filter(|term| !term.cases.is_empty());
        (folded(facet.kind.key()), terms.map(of_term).collect())
    };
    let mut statuses: BTreeMap<Status, usize> = BTreeMap::new();
    view.cases.iter().for_each(|case| *statuses.entry(case.incident.status()).or_default() += 1);
    let of_status = |(status, count): (Status, usize)| FilterChoice {
        value: status.as_str().to_owned(),
        label: status.label().to_owned(),
        count,
    };
    let statuses = statuses.into_iter().map(of_status).collect();
    view.facets.iter().map(of_facet).chain([(STATUS.to_owned(), statuses)]).collect()
}

/// Other names of a group.
fn aliases<'a>(kind: &FacetKind, value: &str, config: &'a Config) -> &'a [String] {
    let registered = match kind {
        FacetKind::Severity => return config.severities.find(value).map_or(&[], |severity| &severity.aliases),
        FacetKind::Service => config.services.find(value),
        FacetKind::Team => config.teams.find(value),
        _ => None,
    };
    registered.map_or(&[], |entry| &entry.aliases)
}

/// Calls `each` with the terms of all filters that an incident matches, by the ids and labels of groups.
pub(super) fn each(case: &VisibleIncident, view: &View, config: &Config, each: &mut dyn FnMut(&str)) {
    for facet in &view.facets {
        let name = facet.kind.key();
        for value in facet.kind.values(case) {
            each(&term(name, &value));
            if let Some(group) = facet.term(&value).filter(|group| group.label != value) {
                each(&term(name, &group.label));
            }
            aliases(&facet.kind, &value, config).iter().for_each(|alias| each(&term(name, alias)));
        }
    }
    each(&term(STATUS, case.incident.status().as_str()));
    if case.incident.actions.iter().any(|action| action.is_overdue(view.as_of)) {
        each(":has=overdue");
    }
    if case.incident.actions.iter().any(|action| action.status.is_open()) {
        each(":has=open-actions");
    }
}
