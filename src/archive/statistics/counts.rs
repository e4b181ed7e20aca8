//! Counts of incidents by facet, detection method and cause category.

use super::super::FacetKind;
use super::super::view::{View, VisibleIncident};
use crate::config::Config;
use crate::incident::DetectionMethod;

/// The number of incidents with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value in data files: an id of the configuration, or the value as written.
    pub name: String,
    /// The label.
    pub label: String,
    /// The number of incidents.
    pub count: usize,
}

/// Values with their counts, in display order.
pub type Counts = Vec<Count>;

/// For each group of a facet, the number of its incidents that count.
pub(super) fn by_facet(view: &View, kind: &FacetKind) -> Counts {
    let terms = view.facet(kind).into_iter().flat_map(|facet| &facet.terms);
    terms.map(|term| Count { name: term.value.clone(), label: term.label.clone(), count: term.count }).collect()
}

/// The number of incidents with a known detection method, and the number for each method.
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

/// The number of incidents with a categorised cause, and the number with a cause of each category.
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
