//! All incidents together: links between them, derived metrics, facets, and what each audience may see.
//!
//! Only the [`View`] is passed to the site. This module does no I/O and reads no clock: the day that "overdue" is measured from is
//! an argument.

mod actions;
mod audience;
mod facet;
mod follow_up;
mod impact;
mod metrics;
mod page;
mod profile;
mod redact;
mod slug;
pub mod statistics;
mod view;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use actions::{ActionPlace, ActionState, Actions, StateCounts};
pub use audience::{Audience, Readership};
pub use facet::{Facet, FacetKind, Term};
pub use follow_up::{FollowUpDay, Schedule};
pub use impact::{FigureValue, impact_figures};
pub use metrics::{Measure, Metric, ResolvedMilestones};
pub use page::CustomPage;
pub use profile::Profile;
pub use redact::Redactor;
pub use slug::plain as slug;
pub use statistics::Statistics;
pub use view::{View, VisibleIncident};

use crate::incident::Incident;

/// An incident of the archive with its source file.
#[derive(Debug, Clone)]
pub struct Record {
    /// The incident, with names and times resolved.
    pub incident: Arc<Incident>,
    /// The incident without the parts that only the organisation may see, computed when a view for the public first needs it.
    public: OnceLock<Arc<Incident>>,
    /// The incident's id in lower case.
    pub slug: Arc<str>,
    /// The path of its file, relative to the content folder, or to the project if the site has several content folders.
    pub source: Arc<str>,
    /// The folder of its file, in which attachments are looked up.
    pub folder: Arc<Path>,
}

impl Record {
    /// The record of an incident in a file.
    pub fn new(incident: Arc<Incident>, source: impl Into<Arc<str>>, folder: impl Into<Arc<Path>>) -> Self {
        let slug = incident.id.to_lowercase().into();
        Self { incident, public: OnceLock::new(), slug, source: source.into(), folder: folder.into() }
    }
}

/// All incidents, valid and linked, before redaction.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// The incidents, in no particular order.
    pub records: Vec<Arc<Record>>,
    /// Every file that an incident may attach.
    pub attachments: Arc<BTreeSet<PathBuf>>,
    /// The project's custom pages, in order.
    pub pages: Arc<[CustomPage]>,
}
