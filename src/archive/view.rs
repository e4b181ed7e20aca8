//! What one readership sees: redacted incidents, newest first, with everything that follows from them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::slug;
use super::updated::updated;
use super::{Actions, Archive, Facet, FacetKind, Measure, Metric, Readership, Record, ResolvedMilestones, Summary};
use crate::config::{Config, MeasureFrom};
use crate::incident::{Incident, Milestone};

/// One incident as the reader sees it.
#[derive(Debug, Clone)]
pub struct VisibleIncident {
    /// What the reader may know of it.
    pub incident: Arc<Incident>,
    /// The path of its file relative to the content folder.
    pub source: String,
    /// The folder of its file, for attachments.
    pub folder: PathBuf,
    /// The folder of its page below `incidents/`: its id in lower case.
    pub slug: String,
    /// Its milestones.
    pub milestones: ResolvedMilestones,
    /// When something last changed about it: the publication of the review, else its meeting, else the last milestone that is known.
    pub updated: Timestamp,
    /// Related incidents, by their place in the view, newest first: those that it names and those that name it.
    pub related: Vec<usize>,
    /// The incident that this one repeats.
    pub duplicate_of: Option<usize>,
    /// Incidents that repeat this one.
    pub duplicates: Vec<usize>,
}

impl VisibleIncident {
    /// A derived duration, if it is known.
    pub fn measure(&self, metric: Metric, measure_from: MeasureFrom) -> Option<Measure> {
        metric.measure(&self.milestones, measure_from)
    }
}

/// Everything that one readership sees of the archive.
#[derive(Debug, Clone)]
pub struct View {
    /// The incidents, newest first.
    pub cases: Vec<Arc<VisibleIncident>>,
    /// The groups of them.
    pub facets: Vec<Facet>,
    /// All of them in a few figures.
    pub summary: Summary,
    /// The action items of all of them.
    pub actions: Actions,
    /// The day that "overdue" is measured from.
    pub as_of: Date,
    /// Every file that an incident can attach.
    pub attachments: Arc<BTreeSet<PathBuf>>,
    /// How many incidents were left out because they are drafts.
    pub drafts_left_out: usize,
}

impl View {
    /// What this readership sees of the archive, as of a day.
    pub fn new(archive: Archive, config: &Config, readership: Readership, as_of: Date) -> Self {
        let everyone = Readership { drafts: true, ..readership };
        let mut records = archive.records;
        records.retain(|record| everyone.may_see(&record.incident));
        let with_drafts = records.len();
        records.retain(|record| readership.may_see(&record.incident));
        let drafts_left_out = with_drafts - records.len();
        let shown: HashSet<String> = records.iter().map(|record| record.incident.id.to_lowercase()).collect();
        let is_shown = |id: &str| shown.contains(&id.to_lowercase());
        let mut cases: Vec<VisibleIncident> =
            records.into_iter().map(|record| visible(record, &config.zone, readership, &is_shown)).collect();
        sort_newest_first(&mut cases, &config.zone);
        link(&mut cases);
        let cases: Vec<Arc<VisibleIncident>> = cases.into_iter().map(Arc::new).collect();
        let (facets, actions) = rayon::join(|| facets(&cases, config), || Actions::new(&cases, config, as_of));
        let summary = Summary::new(&cases, config, as_of);
        Self { cases, facets, summary, actions, as_of, attachments: archive.attachments, drafts_left_out }
    }

    /// Whether any file lies beside an incident's or below it: most incidents need not be searched for what they attach.
    pub fn has_attachments(&self, case: &VisibleIncident) -> bool {
        self.attachments.range(case.folder.clone()..).next().is_some_and(|file| file.starts_with(&case.folder))
    }

    /// The file that an incident means by a path relative to its own folder.
    pub fn attachment(&self, case: &VisibleIncident, reference: &str) -> Option<&std::path::Path> {
        crate::route::beside(&self.attachments, &case.folder, reference)
    }

    /// The facet of a kind.
    pub fn facet(&self, kind: &FacetKind) -> Option<&Facet> {
        self.facets.iter().find(|facet| facet.kind == *kind)
    }
}

/// The incident as the reader sees it.
fn visible(record: Arc<Record>, zone: &TimeZone, readership: Readership, is_shown: &dyn Fn(&str) -> bool) -> VisibleIncident {
    let Record { incident, source, folder } = Arc::unwrap_or_clone(record);
    let incident = readership.redact(incident, is_shown);
    let milestones = ResolvedMilestones::of(&incident);
    VisibleIncident {
        updated: updated(&incident, &milestones, zone),
        milestones,
        slug: incident.id.to_lowercase(),
        source,
        folder,
        incident,
        related: Vec::new(),
        duplicate_of: None,
        duplicates: Vec::new(),
    }
}

/// By the start, newest first; incidents of the same moment by their ids.
fn sort_newest_first(cases: &mut [VisibleIncident], zone: &TimeZone) {
    cases.sort_by_cached_key(|case| (start(&case.milestones, zone), case.slug.clone()));
}

/// When an incident began, the latest first.
fn start(life: &ResolvedMilestones, zone: &TimeZone) -> Reverse<Option<Timestamp>> {
    Reverse(life.moment(Milestone::Started).map(|moment| moment.sort_key(zone)))
}

/// Finds the incidents that each one names, and tells those that they are named.
fn link(cases: &mut [VisibleIncident]) {
    let by_slug: HashMap<&str, usize> = cases.iter().enumerate().map(|(index, case)| (case.slug.as_str(), index)).collect();
    let find = |id: &String| by_slug.get(id.to_lowercase().as_str()).copied();
    let mut related: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut originals: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, case) in cases.iter().enumerate() {
        for other in case.incident.related.iter().filter_map(find) {
            related.entry(index).or_default().insert(other);
            related.entry(other).or_default().insert(index);
        }
        if let Some(original) = case.incident.duplicate_of.as_ref().and_then(find) {
            originals.insert(index, original);
        }
    }
    for (index, others) in related {
        cases[index].related = others.into_iter().collect();
    }
    for (index, original) in originals {
        cases[index].duplicate_of = Some(original);
        cases[original].duplicates.push(index);
    }
}

/// Top-level folders of the site's own, now or by its contract: no facet of a team's own takes one of them.
const OWN_FOLDERS: [&str; 13] = [
    "severities",
    "services",
    "teams",
    "tags",
    "causes",
    "years",
    "incidents",
    "actions",
    "metrics",
    "search",
    "schema",
    "static",
    "pagefind",
];

/// Groups the cases by every facet of the site.
fn facets(cases: &[Arc<VisibleIncident>], config: &Config) -> Vec<Facet> {
    let own_slugs = slug::slugs(&config.facets.iter().map(String::as_str).collect::<Vec<_>>());
    let own_folder = |slug: String| if OWN_FOLDERS.contains(&slug.as_str()) { format!("field-{slug}") } else { slug };
    let mut own_folders = own_slugs.into_iter().map(own_folder);
    let folder = |kind: &FacetKind| match kind {
        FacetKind::Severity => "severities".to_owned(),
        FacetKind::Service => "services".to_owned(),
        FacetKind::Team => "teams".to_owned(),
        FacetKind::Tag => "tags".to_owned(),
        FacetKind::Cause => "causes".to_owned(),
        FacetKind::Year => "years".to_owned(),
        FacetKind::Field(_) => own_folders.next().unwrap_or_default(),
    };
    let kinds = FacetKind::all(config);
    let folders: Vec<String> = kinds.iter().map(folder).collect();
    kinds.into_par_iter().zip(folders).map(|(kind, folder)| Facet::new(kind, folder, cases, config)).collect()
}
