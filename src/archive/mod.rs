//! All incidents together: links between them, derived metrics, facets, and what each audience may see of them.
//!
//! Only the [`View`] goes on to the site. Here is no I/O and no clock: the day that "overdue" is measured from is an argument.

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
use std::sync::Arc;

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

/// One incident of the archive and where it came from.
#[derive(Debug, Clone)]
pub struct Record {
    /// What happened, names and times resolved.
    pub incident: Arc<Incident>,
    /// Its id in lower case.
    pub slug: Arc<str>,
    /// The path of its file relative to the content folder; where the site has several, to the project.
    pub source: Arc<str>,
    /// The folder of its file, for attachments.
    pub folder: Arc<Path>,
}

/// Every incident, valid and linked, whoever may see it.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// The incidents, in any order.
    pub records: Vec<Arc<Record>>,
    /// Every file that an incident can attach.
    pub attachments: Arc<BTreeSet<PathBuf>>,
    /// Pages of the project's own, in their order.
    pub pages: Arc<[CustomPage]>,
}
