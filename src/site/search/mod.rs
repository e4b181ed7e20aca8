//! Full-text search: which pieces the index has, and what each is made from.
//!
//! Incidents are indexed in shards of one year each, split where a year is large, so the memory of indexing is bounded and an edit
//! concerns one shard. A shard's folder is named after what is in it: what the reader may see of its incidents, and what they are
//! called. Nothing else goes into the name, so it betrays nothing that the index does not say.

#[cfg(feature = "search")]
mod index;
mod record;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::context::{SearchContext, SearchFilter, SearchPart};
use super::names::Names;
use crate::archive::{Case, Facet, FacetKind};
use crate::error::Result;
use crate::incident::Milestone;
use record::{PARTS, Record};

/// How many incidents a shard has at the most: indexing that many takes about 170 MB on each thread.
const SHARD: usize = 500;

/// Changes when the same incidents are indexed in another way.
const FORMAT: &str = concat!("1 ", env!("CARGO_PKG_VERSION"));

/// Whether this pir-site can index at all.
pub const AVAILABLE: bool = cfg!(feature = "search");

/// A piece of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// Its folder below the site's root, without a slash at its end.
    pub folder: String,
    /// Its incidents, by their place in the view: neighbours, since the view is sorted by time.
    cases: Range<usize>,
}

/// The shards of a site, those of the newest incidents first.
pub(super) fn shards(names: &Names<'_>) -> Vec<Shard> {
    let prints: Vec<u64> = names.view.cases.par_iter().map(|case| print(case, names)).collect();
    let mut shards = Vec::new();
    for (year, cases) in years(names) {
        // Counted from the year's first incident on: a new one fills up the last shard and leaves the others alone.
        let ends = (0..cases.len()).step_by(SHARD).map(|done| cases.end - done);
        let pieces: Vec<Range<usize>> = ends.map(|end| cases.start.max(end.saturating_sub(SHARD))..end).collect();
        for (number, cases) in pieces.into_iter().enumerate().rev() {
            let folder = format!("search/{year}-{}-{:016x}", number + 1, key(&prints[cases.clone()], names));
            shards.push(Shard { folder, cases });
        }
    }
    shards
}

/// The files of a shard's folder: paths below it, and bytes.
///
/// # Errors
/// The indexing library fails.
pub(super) fn files(shard: &Shard, names: &Names<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    #[cfg(feature = "search")]
    {
        let records = shard.cases.clone().map(|index| Record::new(&names.view.cases[index], names));
        index::index(records, &names.config.language)
    }
    #[cfg(not(feature = "search"))]
    {
        let _ = (shard, names);
        Ok(Vec::new())
    }
}

/// What the search page is told.
pub(super) fn context(names: &Names<'_>) -> SearchContext {
    SearchContext {
        shards: shards(names).into_iter().map(|shard| shard.folder).collect(),
        parts: PARTS.iter().map(|(id, label)| SearchPart { id: (*id).to_owned(), label: (*label).to_owned() }).collect(),
        filters: filters(names),
    }
}

/// The years of the view, newest first, each with its incidents. Years are contiguous, since the view is sorted by time.
fn years(names: &Names<'_>) -> Vec<(i16, Range<usize>)> {
    let mut years: Vec<(i16, Range<usize>)> = Vec::new();
    for (index, case) in names.view.cases.iter().enumerate() {
        let year = case.life.moment(Milestone::Started).map_or(0, |started| started.day(&names.config.zone).year());
        match years.last_mut() {
            Some((last, cases)) if *last == year => cases.end = index + 1,
            _ => years.push((year, index..index + 1)),
        }
    }
    years
}

/// A print of everything about an incident that goes into the index.
fn print(case: &Case, names: &Names<'_>) -> u64 {
    let mut text = serde_json::to_vec(&*case.incident).unwrap_or_default();
    for label in [&names.severity(&case.incident.severity).label].into_iter().chain(&service_labels(case, names)) {
        text.push(0);
        text.extend_from_slice(label.as_bytes());
    }
    xxh3_64(&text)
}

fn key(prints: &[u64], names: &Names<'_>) -> u64 {
    let mut hasher = Xxh3::new();
    hasher.update(FORMAT.as_bytes());
    hasher.update(names.config.language.as_bytes());
    hasher.update(names.config.zone.iana_name().unwrap_or_default().as_bytes());
    prints.iter().for_each(|print| hasher.update(&print.to_le_bytes()));
    hasher.digest()
}

fn service_labels(case: &Case, names: &Names<'_>) -> Vec<String> {
    names.links(&FacetKind::Service, &case.incident.services).into_iter().map(|service| service.label).collect()
}

/// By what results can be narrowed, each with the values that some incident has.
fn filters(names: &Names<'_>) -> Vec<SearchFilter> {
    let facets = [
        ("severity", "Severity", FacetKind::Severity),
        ("service", "Service", FacetKind::Service),
        ("tag", "Tag", FacetKind::Tag),
        ("year", "Year", FacetKind::Year),
    ];
    let by_facet = facets.into_iter().filter_map(|(key, label, kind)| {
        Some(SearchFilter { key: key.to_owned(), label: label.to_owned(), values: borne(names.view.facet(&kind)?) })
    });
    let mut statuses: BTreeMap<usize, &str> = BTreeMap::new();
    for case in &names.view.cases {
        let status = case.incident.status();
        statuses.insert(status as usize, status.label());
    }
    let statuses = statuses.into_values().map(str::to_owned).collect();
    let status = SearchFilter { key: "status".to_owned(), label: "Status".to_owned(), values: statuses };
    by_facet.chain([status]).filter(|filter| filter.values.len() > 1).collect()
}

fn borne(facet: &Facet) -> Vec<String> {
    facet.terms.iter().filter(|term| !term.cases.is_empty()).map(|term| term.label.clone()).collect()
}
