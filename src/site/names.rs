//! What things are called and where they lead: severities, groups, incidents.

use crate::archive::{FacetKind, View};
use crate::config::Config;
use crate::incident::Milestone;

use super::address;
use super::context::{IncidentLink, LinkContext, SeverityContext};
use crate::prose::time;

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
            color: known.map_or("gray", |severity| severity.color.as_str()).to_owned(),
            address: self.link(&FacetKind::Severity, id).address.unwrap_or_default(),
        }
    }

    /// A value of a facet, which leads to its group where the site has that facet.
    pub(crate) fn link(&self, kind: &FacetKind, value: &str) -> LinkContext {
        let term = self.view.facet(kind).and_then(|facet| Some((facet, facet.term(value)?)));
        match term {
            Some((facet, term)) => LinkContext { label: term.label.clone(), address: Some(address::term(facet, term, 1)) },
            None => LinkContext { label: self.label(kind, value), address: None },
        }
    }

    /// The values of a facet.
    pub(crate) fn links(&self, kind: &FacetKind, values: &[String]) -> Vec<LinkContext> {
        values.iter().map(|value| self.link(kind, value)).collect()
    }

    /// An incident by its place in the view.
    pub(crate) fn incident(&self, index: usize) -> IncidentLink {
        let case = &self.view.cases[index];
        let started = case.life.moment(Milestone::Started);
        IncidentLink {
            id: case.incident.id.clone(),
            title: case.incident.title.trim().to_owned(),
            address: address::incident(case),
            date: started.map(|moment| time::date(moment.day(&self.config.zone))),
            severity: self.severity(&case.incident.severity),
        }
    }

    /// The label of a value that no incident is grouped by: a responder's team, say.
    fn label(&self, kind: &FacetKind, value: &str) -> String {
        let registered = match kind {
            FacetKind::Team => self.config.teams.find(value),
            FacetKind::Service => self.config.services.find(value),
            _ => None,
        };
        registered.and_then(|entry| entry.label.clone()).unwrap_or_else(|| value.to_owned())
    }
}
