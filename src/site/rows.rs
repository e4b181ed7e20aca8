//! The list rows of incidents. Each is built once, and shared by all lists that contain the incident.

use std::sync::OnceLock;

use minijinja::Value;

use super::address;
use super::chart::incident_strip::Strip;
use super::context::ListRow;
use super::names::{Names, stated_duration};
use super::part::part;
use crate::archive::{ActionState, FacetKind, Metric, VisibleIncident};
use crate::incident::{Milestone, Status, Visibility};

/// The rows of all incidents, in view order. An incident is in several lists (year, severity, services, tags), so its row is a
/// shared part.
pub(crate) struct Rows(Vec<OnceLock<Value>>);

impl Rows {
    /// `count` rows, rendered on first use.
    pub(crate) fn of(count: usize) -> Self {
        Self(vec![OnceLock::new(); count])
    }

    /// The row of an incident, by its index in the view.
    pub(crate) fn get(&self, names: &Names<'_>, case: usize) -> Value {
        let listed = || part("partials/incident-row.html", "row", row(names, &names.view.cases[case]));
        self.0[case].get_or_init(listed).clone()
    }
}

fn row(names: &Names<'_>, case: &VisibleIncident) -> ListRow {
    let (incident, config) = (&case.incident, names.config);
    let started = case.milestones.moment(Milestone::Started);
    let duration = case.measure(Metric::Duration, config.measure_from).map(|measure| names.length(measure));
    ListRow {
        id: incident.id.clone(),
        title: incident.title.trim().to_owned(),
        address: address::incident(case),
        started: started
            .map(|moment| names.locale.when(moment, &config.zone, case.milestones.is_approximate(Milestone::Started))),
        severity: names.severity(&incident.severity),
        status: names.word("status", incident.status().as_str()),
        ongoing: incident.status() != Status::Resolved,
        services: names.labels(&FacetKind::Service, &incident.services),
        stated_duration: stated_duration(incident, duration.is_some()),
        duration,
        strip: Strip::of(case, names).filter(|_| incident.withdrawn.is_none()).map(|strip| strip.row()),
        open_actions: case.actions.open(),
        overdue_actions: case.actions.of(ActionState::Overdue),
        review: names.word("review", incident.review.state.as_str()),
        near_miss: incident.near_miss,
        withdrawn: incident.withdrawn.is_some(),
        duplicate: incident.duplicate_of.is_some(),
        internal: incident.visibility == Visibility::Internal,
    }
}
