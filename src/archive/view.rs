//! The view of one readership: redacted incidents, newest first, with all derived data.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use foldhash::fast::FixedState;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::slug;
use super::{
    Actions, Archive, Audience, CustomPage, Facet, FacetKind, Measure, Metric, Readership, Record, Redactor, ResolvedMilestones,
    StateCounts,
};
use crate::config::{Config, MeasureFrom};
use crate::incident::{Incident, Milestone, Moment, Status};

/// An incident as a readership sees it.
#[derive(Debug, Clone)]
pub struct VisibleIncident {
    /// The redacted incident.
    pub incident: Arc<Incident>,
    /// The path of its file, relative to the content folder, or to the project if the site has several content folders.
    pub source: Arc<str>,
    /// Whether the readership may see that path.
    is_source_shown: bool,
    /// The folder of its file, in which attachments are looked up.
    pub folder: Arc<Path>,
    /// The directory of its page below `incidents/`: its id in lower case.
    pub slug: Arc<str>,
    /// The milestones.
    pub milestones: ResolvedMilestones,
    /// The day of the start, in the site's time zone.
    pub started: Option<Date>,
    /// The number of action items in each state.
    pub actions: StateCounts,
    /// Related incidents, by index in the view, newest first: those that it names and those that name it.
    pub related: Vec<usize>,
    /// The incident that this one repeats.
    pub duplicate_of: Option<usize>,
    /// Incidents that repeat this one.
    pub duplicates: Vec<usize>,
    /// When its visible content last changed, if the repository's history is read.
    pub modified: Option<Timestamp>,
    /// The changes since the review was published, as sentences.
    pub changes: Vec<String>,
}

impl VisibleIncident {
    fn new(record: Arc<Record>, redactor: &Redactor<'_>, is_shown: &dyn Fn(&str) -> bool, zone: &TimeZone, as_of: Date) -> Self {
        let (source, folder, slug) = (Arc::clone(&record.source), Arc::clone(&record.folder), Arc::clone(&record.slug));
        let is_source_shown = redactor.shows_source(&record);
        let incident = redactor.redact_record(record, is_shown);
        let milestones = ResolvedMilestones::of(&incident);
        Self {
            source,
            is_source_shown,
            folder,
            slug,
            started: milestones.moment(Milestone::Started).map(|moment| moment.day(zone)),
            milestones,
            actions: StateCounts::new(&incident.actions, as_of),
            incident,
            related: Vec::new(),
            duplicate_of: None,
            duplicates: Vec::new(),
            modified: None,
            changes: Vec::new(),
        }
    }

    /// The path of its file, unless it is hidden because it contains the name of a person.
    pub fn shown_source(&self) -> Option<&str> {
        self.is_source_shown.then_some(&*self.source)
    }

    /// The value of a metric, if known.
    pub fn measure(&self, metric: Metric, measure_from: MeasureFrom) -> Option<Measure> {
        metric.measure(&self.milestones, measure_from)
    }

    /// When the incident last changed: the last commit that changed visible content, or otherwise the publication of the review,
    /// its meeting or the last known milestone. A date counts as its first moment in `zone`.
    pub fn updated(&self, zone: &TimeZone) -> Timestamp {
        if let Some(modified) = self.modified {
            return modified;
        }
        let review = &self.incident.review;
        let day = review.published.or(review.held).map(|day| Moment::Day(day.0));
        let milestones = Milestone::ALL.into_iter().filter_map(|milestone| self.milestones.moment(milestone));
        let last = milestones.max_by(|one, two| one.chronological(*two, zone));
        day.or(last).map_or(Timestamp::UNIX_EPOCH, |moment| moment.sort_key(zone))
    }

    /// The categories of its causes, with repetitions.
    pub fn cause_categories(&self) -> impl Iterator<Item = &str> {
        let causes = self.incident.analysis.iter().flat_map(|analysis| &analysis.causes);
        causes.filter_map(|cause| cause.category.as_deref())
    }
}

/// Everything that one readership sees of the archive.
#[derive(Debug, Clone)]
pub struct View {
    /// The incidents, newest first.
    pub cases: Vec<VisibleIncident>,
    /// The number of incidents that count.
    pub count: usize,
    /// The facets of the incidents.
    pub facets: Vec<Facet>,
    /// The action items of all incidents.
    pub actions: Actions,
    /// The day that "overdue" is measured from.
    pub as_of: Date,
    /// Every file that an incident may attach.
    pub attachments: Arc<BTreeSet<PathBuf>>,
    /// The project's custom pages, in order.
    pub pages: Vec<CustomPage>,
    /// The number of incidents excluded because they are drafts.
    pub drafts_left_out: usize,
}

impl View {
    /// Creates the view of a readership as of a day.
    pub fn new(archive: Archive, config: &Config, readership: Readership, as_of: Date) -> Self {
        let Archive { mut records, attachments, pages } = archive;
        let drafts_left_out = records.iter().filter(|record| readership.misses_draft(&record.incident)).count();
        records.retain(|record| readership.may_see(&record.incident));
        let shown: HashSet<Arc<str>, FixedState> = records.iter().map(|record| Arc::clone(&record.slug)).collect();
        let is_shown = |id: &str| shown.contains(id.to_lowercase().as_str());
        let redactor = Redactor::new(config, readership.audience);
        let visible = |record| VisibleIncident::new(record, &redactor, &is_shown, &config.zone, as_of);
        let mut cases: Vec<VisibleIncident> = records.into_par_iter().map(visible).collect();
        sort_newest_first(&mut cases, &config.zone);
        link(&mut cases);
        let (facets, actions) = rayon::join(
            || facets(&cases, config, readership.audience),
            || Actions::new(&cases, config, readership.audience, as_of),
        );
        let count = cases.iter().filter(|it| it.incident.counts()).count();
        let pages = pages.iter().filter(|page| readership.audience.may_see(page.visibility));
        let pages = pages.map(|page| redactor.page(page.clone())).collect();
        Self { cases, count, facets, actions, as_of, attachments, pages, drafts_left_out }
    }

    /// Returns a function that redacts an earlier version of an incident for this view. It returns `None` if the readers may not
    /// see that version.
    pub fn redactor<'c>(
        &self,
        config: &'c Config,
        readership: Readership,
    ) -> impl Fn(Arc<Incident>) -> Option<Arc<Incident>> + Sync + use<'c> {
        let shown: HashSet<Arc<str>, FixedState> = self.cases.iter().map(|it| Arc::clone(&it.slug)).collect();
        let redactor = Redactor::new(config, readership.audience);
        move |incident| {
            let is_shown = |id: &str| shown.contains(id.to_lowercase().as_str());
            readership.may_see(&incident).then(|| redactor.redact(incident, &is_shown))
        }
    }

    /// The incidents that count, each with its index in the view.
    pub(super) fn counted(&self) -> Vec<(usize, &VisibleIncident)> {
        self.cases.iter().enumerate().filter(|(_, it)| it.incident.counts()).collect()
    }

    /// The indexes of the incidents that count and are not resolved, newest first.
    pub fn ongoing(&self) -> impl Iterator<Item = usize> {
        let is_ongoing = |it: &VisibleIncident| it.incident.counts() && it.incident.status() != Status::Resolved;
        self.cases.iter().enumerate().filter(move |(_, it)| is_ongoing(it)).map(|(index, _)| index)
    }

    /// Whether there is a file that the incident can attach.
    pub fn has_attachments(&self, case: &VisibleIncident) -> bool {
        crate::route::has_files_in(&self.attachments, &case.folder)
    }

    /// The attachment at `reference`, a path relative to the incident's folder.
    pub fn attachment(&self, case: &VisibleIncident, reference: &str) -> Option<&std::path::Path> {
        crate::route::beside(&self.attachments, &case.folder, reference)
    }

    /// The facet of the given kind, if the site has it.
    pub fn facet(&self, kind: &FacetKind) -> Option<&Facet> {
        self.facets.iter().find(|facet| facet.kind == *kind)
    }
}

/// Sorts by the start, newest first; incidents with the same start by id.
fn sort_newest_first(cases: &mut [VisibleIncident], zone: &TimeZone) {
    let start = |it: &VisibleIncident| it.milestones.moment(Milestone::Started).map(|moment| moment.sort_key(zone));
    cases.sort_by_cached_key(|it| (Reverse(start(it)), Arc::clone(&it.slug)));
}

/// Resolves references between incidents in both directions.
fn link(cases: &mut [VisibleIncident]) {
    let by_slug: HashMap<&str, usize, FixedState> = cases.iter().enumerate().map(|(index, it)| (&*it.slug, index)).collect();
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

/// Top-level directories that the site uses or reserves. A custom field's facet never uses one of them.
const OWN_FOLDERS: [&str; 12] = [
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
];

/// Groups the incidents by every facet of the site.
fn facets(incidents: &[VisibleIncident], config: &Config, audience: Audience) -> Vec<Facet> {
    let own_slugs = slug::slugs(&config.facets.iter().map(String::as_str).collect::<Vec<_>>());
    let own_folder = |slug: String| if OWN_FOLDERS.contains(&slug.as_str()) { format!("field-{slug}") } else { slug };
    let mut own_folders = own_slugs.into_iter().map(own_folder);
    let folder = |kind: &FacetKind| match kind.folder() {
        Some(folder) => folder.to_owned(),
        None => own_folders.next().unwrap_or_default(),
    };
    let kinds = FacetKind::of_incidents(config);
    let folders: Vec<String> = kinds.iter().map(folder).collect();
    kinds
        .into_par_iter()
        .zip(folders)
        .map(|(kind, folder)| Facet::of_incidents(kind, folder, incidents, config, audience))
        .collect()
}
