//! How many incidents of each kind there are.

use super::super::FacetKind;
use super::super::view::{View, VisibleIncident};
use crate::config::Config;
use crate::incident::DetectionMethod;

/// How many incidents bear a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The name that data files use: an id of the configuration, or the value as written.
    pub name: String,
    /// What people read.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// Names with their counts, in the order in which people look for them.
pub type Counts = Vec<Count>;

/// How many incidents each group of a facet has that count.
pub(super) fn by_facet(view: &View, kind: &FacetKind) -> Counts {
    let terms = view.facet(kind).into_iter().flat_map(|facet| &facet.terms);
    terms.map(|term| Count { name: term.value.clone(), label: term.label.clone(), count: term.count }).collect()
}

/// Of how many incidents the method of detection is known, and how many have each.
pub(super) fn detection(counted: &[(usize, &VisibleIncident)]) -> (usize, Counts) {
    let methods = [
        DetectionMethod::Monitoring,
        DetectionMethod::Employee,
        DetectionMethod::Customer,
        DetectionMethod::Partner,
        DetectionMethod::Other,
    ];
    let method = |case: &VisibleIncident| case.incident.detection.as_ref().and_then(|detection| detection.method);
    let count = |wanted: DetectionMethod| Count {
        name: wanted.as_str().to_owned(),
        label: wanted.label().to_owned(),
        count: counted.iter().filter(|(_, case)| method(case) == Some(wanted)).count(),
    };
    (counted.iter().filter(|(_, case)| method(case).is_some()).count(), methods.into_iter().map(count).collect())
}

/// Of how many incidents a cause with a category is known, and how many have a cause of each category.
pub(super) fn causes(counted: &[(usize, &VisibleIncident)], config: &Config) -> (usize, Counts) {
    let has = |case: &VisibleIncident, wanted: &str| case.cause_categories().any(|category| category == wanted);
    let count = |category: &String| Count {
        name: category.clone(),
        label: crate::prose::capitalized(category),
        count: counted.iter().filter(|(_, case)| has(case, category)).count(),
    };
    (
        counted.iter().filter(|(_, case)| case.cause_categories().next().is_some()).count(),
        config.causes.iter().map(count).collect(),
    )
}
