//! What things are called and where they lead: severities, groups, incidents.

use crate::archive::{Facet, FacetKind, View};
use crate::config::Config;
use crate::incident::{Incident, Milestone};

use super::address;
use super::context::{IncidentLink, LinkContext, SeverityContext};
use crate::prose::{self, time};

/// The names of one site.
pub(crate) struct Names<'a> {
    pub(crate) view: &'a View,
    pub(crate) config: &'a Config,
}

impl Names<'_> {
    /// A severity by its id.
    pub(crate) fn severity(&self, id: &str) -> SeverityContext {
        let known = self.config.severities.find(id);
        SeverityContext {
            id: id.to_owned(),
            label: known.map_or_else(|| id.to_owned(), |severity| severity.label.clone()),
            description: known.and_then(|severity| severity.description.clone()),
            color: known.map_or("gray", |severity| severity.color.as_str()),
            address: self.link(&FacetKind::Severity, id).address.unwrap_or_default(),
        }
    }

    /// A value of a facet, which leads to its group where the site has that facet.
    pub(crate) fn link(&self, kind: &FacetKind, value: &str) -> LinkContext {
        let term = self.view.facet(kind).and_then(|facet| Some((facet, facet.term(value)?)));
        match term {
            Some((facet, term)) => LinkContext { label: term.label.clone(), address: Some(address::term(facet, term, 1)) },
            None => LinkContext { label: kind.label(value, self.config), address: None },
        }
    }

    /// The values of a facet.
    pub(crate) fn links(&self, kind: &FacetKind, values: &[String]) -> Vec<LinkContext> {
        values.iter().map(|value| self.link(kind, value)).collect()
    }

    /// The labels of the values of a facet.
    pub(crate) fn labels(&self, kind: &FacetKind, values: &[String]) -> Vec<String> {
        values.iter().map(|value| kind.label(value, self.config)).collect()
    }

    /// An incident by its place in the view.
    pub(crate) fn incident(&self, index: usize) -> IncidentLink {
        let case = &self.view.cases[index];
        let started = case.milestones.moment(Milestone::Started);
        IncidentLink {
            id: case.incident.id.clone(),
            title: case.incident.title.trim().to_owned(),
            address: address::incident(case),
            date: started.map(|moment| time::date(moment.day(&self.config.zone))),
            severity: self.severity(&case.incident.severity),
        }
    }
}

/// The names of a facet: of all its groups, and of one.
pub(crate) fn facet_label(facet: &Facet) -> (String, String) {
    let (all, one) = match &facet.kind {
        FacetKind::Severity => ("Severities", "Severity"),
        FacetKind::Service => ("Services", "Service"),
        FacetKind::Team => ("Teams", "Team"),
        FacetKind::Tag => ("Tags", "Tag"),
        FacetKind::Cause => ("Causes", "Cause"),
        FacetKind::Year => ("Years", "Year"),
        FacetKind::Owner => ("Owners", "Owner"),
        FacetKind::Priority => ("Priorities", "Priority"),
        FacetKind::Field(name) => {
            let name = prose::capitalized(&name.replace('_', " "));
            return (name.clone(), name);
        }
    };
    (all.to_owned(), one.to_owned())
}

/// The duration as the author stated it, where the milestones yield none.
pub(crate) fn stated_duration(incident: &Incident, is_known: bool) -> Option<String> {
    incident.impact.as_ref().and_then(|impact| impact.duration.clone()).filter(|_| !is_known)
}
