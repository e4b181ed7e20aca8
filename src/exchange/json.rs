//! An incident as data: the file's own keys and structure, and what follows from them.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::archive::{Case, Metric};
use crate::config::MeasureFrom;
use crate::incident::Incident;

/// The version of the data files' structure.
pub const SCHEMA_VERSION: u32 = 1;

/// One incident of the data files.
#[derive(Debug, Serialize)]
pub struct IncidentData<'a> {
    #[serde(flatten)]
    incident: &'a Incident,
    url: &'a str,
    source: &'a str,
    metrics: MetricData<'a>,
}

impl<'a> IncidentData<'a> {
    /// The data of one incident, whose page is at `url` relative to the site's root.
    pub fn new(case: &'a Case, url: &'a str, measure_from: MeasureFrom) -> Self {
        Self { incident: &case.incident, url, source: &case.source, metrics: MetricData { case, measure_from } }
    }
}

/// Every metric in whole seconds, `null` where it is unknown.
#[derive(Debug)]
struct MetricData<'a> {
    case: &'a Case,
    measure_from: MeasureFrom,
}

impl Serialize for MetricData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Metric::ALL.len()))?;
        for metric in Metric::ALL {
            let measure = self.case.measure(metric, self.measure_from);
            map.serialize_entry(metric.key(), &measure.map(|measure| measure.seconds))?;
        }
        map.end()
    }
}
