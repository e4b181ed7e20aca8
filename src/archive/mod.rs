//! All incidents together: links between them, derived metrics, facets, and what each audience may see of them.
//!
//! Only the [`View`] goes on to the site. Here is no I/O and no clock: the day that "overdue" is measured from is an argument.

mod actions;
mod audience;
mod facet;
mod figures;
mod follow_up;
mod metrics;
mod profile;
mod slug;
pub mod statistics;
mod summary;
mod updated;
mod view;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

pub use actions::{ActionBy, ActionGroup, ActionGrouping, ActionPlace, ActionState, Actions, StateCounts};
pub use audience::{Audience, Readership};
pub use facet::{Facet, FacetKind, Term};
pub use figures::figures;
pub use follow_up::{FollowUpDay, Schedule};
pub use metrics::{Measure, Metric, ResolvedMilestones};
pub use profile::Profile;
pub use statistics::Statistics;
pub use summary::{Summary, YearSummary};
pub use view::{View, VisibleIncident};

use crate::incident::Incident;

/// One incident of the archive and where it came from.
#[derive(Debug, Clone)]
pub struct Record {
    /// What happened, names and times resolved.
    pub incident: Arc<Incident>,
    /// The path of its file relative to the content folder.
    pub source: String,
    /// The folder of its file, for attachments.
    pub folder: PathBuf,
}

/// Every incident, valid and linked, whoever may see it.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// The incidents, in any order.
    pub records: Vec<Arc<Record>>,
    /// Every file that an incident can attach.
    pub attachments: Arc<BTreeSet<PathBuf>>,
}
