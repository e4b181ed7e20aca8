//! An incident as JSON: the keys and the structure of its file, and derived values.

use std::borrow::Cow;
use std::io::Write;

use jiff::Timestamp;
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::archive::{Metric, VisibleIncident};
use crate::config::MeasureFrom;
use crate::error::{Error, Result};
use crate::incident::Incident;

/// The version of the structure of the data files.
pub const SCHEMA_VERSION: u32 = 1;

/// Writes incidents one by one, so that the text of the whole archive is never in memory. `address` returns the address of an
/// incident's page, relative to the site's root.
///
/// # Errors
/// The writer fails.
pub fn incidents<'a>(
    cases: impl Iterator<Item = &'a VisibleIncident>,
    address: impl Fn(&VisibleIncident) -> String,
    measure_from: MeasureFrom,
    out: &mut dyn Write,
) -> Result<()> {
    write!(out, "{{\"schema_version\":{SCHEMA_VERSION},\"incidents\":[").map_err(unwritten)?;
    for (index, case) in cases.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" }).map_err(unwritten)?;
        incident(case, &address(case), measure_from, None, out)?;
    }
    out.write_all(b"\n]}\n").map_err(unwritten)
}

/// An incident that is similar to another one.
#[derive(Debug, Clone, Serialize)]
pub struct SimilarData<'a> {
    /// The id.
    pub id: &'a str,
    /// The address of its page, relative to the site's root.
    pub url: String,
    /// What the incidents have in common.
    pub reasons: &'a [String],
}

/// Writes one incident without a trailing newline. `similar` are the similar incidents, if they were computed.
///
/// # Errors
/// The writer fails.
pub fn incident(
    case: &VisibleIncident,
    url: &str,
    measure_from: MeasureFrom,
    similar: Option<&[SimilarData<'_>]>,
    out: &mut dyn Write,
) -> Result<()> {
    // One write per incident: the serialiser alone would write each token separately.
    let mut json = Vec::with_capacity(16 * 1024);
    serde_json::to_writer(&mut json, &IncidentData::new(case, url, measure_from, similar)).map_err(unwritten)?;
    out.write_all(&json).map_err(unwritten)
}

fn unwritten(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new("failed to write a data file").because(error)
}

/// One incident in the data files.
#[derive(Debug, Serialize)]
struct IncidentData<'a> {
    #[serde(flatten)]
    incident: Cow<'a, Incident>,
    url: &'a str,
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<Timestamp>,
    metrics: MetricData<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    similar: Option<&'a [SimilarData<'a>]>,
}

impl<'a> IncidentData<'a> {
    /// The data of one incident. `url` is the address of its page, relative to the site's root.
    fn new(case: &'a VisibleIncident, url: &'a str, measure_from: MeasureFrom, similar: Option<&'a [SimilarData<'a>]>) -> Self {
        let mut incident = Cow::Borrowed(&*case.incident);
        if incident.status.is_none() {
            incident.to_mut().status = Some(case.incident.status());
        }
        Self {
            incident,
            url,
            source: case.shown_source(),
            modified: case.modified,
            metrics: MetricData { case, measure_from },
            similar,
        }
    }
}

/// All metrics in whole seconds, `null` for unknown ones.
#[derive(Debug)]
struct MetricData<'a> {
    case: &'a VisibleIncident,
    measure_from: MeasureFrom,
}

impl Serialize for MetricData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Metric::ALL.len()))?;
        for metric in Metric::ALL {
            let measure = self.case.measure(metric, self.measure_from);
            map.serialize_entry(metric.key(), &measure.map(|measure| measure.seconds))?;
        }
        map.end()
    }
}
