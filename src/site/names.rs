//! Labels and addresses of severities, groups and incidents.

use std::sync::Arc;

use crate::archive::{Facet, FacetKind, Measure, Metric, Term, View};
use crate::config::{Config, Severity};
use crate::incident::{Incident, Milestone};
use crate::locale::Locale;

use super::address;
use super::context::{IncidentLink, Length, LinkContext, SeverityContext, WordContext};
use crate::prose::{self, time};

/// The default cause categories, which have labels in every language.
const CATEGORIES: [&str; 4] = ["people", "process", "technology", "environment"];

/// Resolves the labels and addresses of one site.
pub(crate) struct Names<'a> {
    pub(crate) view: &'a View,
    pub(crate) config: &'a Config,
    pub(crate) locale: &'a Arc<Locale>,
}

impl Names<'_> {
    /// A severity by its id.
    pub(crate) fn severity(&self, id: &str) -> SeverityContext {
        let known = self.config.severities.find(id);
        SeverityContext {
            id: id.to_owned(),
            label: known.map_or_else(|| id.to_owned(), |severity| severity.label.clone()),
            description: known.and_then(|severity| self.severity_description(severity)),
            color: known.map_or("gray", |severity| severity.color.as_str()),
            address: self.link(&FacetKind::Severity, id).address.unwrap_or_default(),
        }
    }

    /// A facet value, linked to its group's page if the site has that facet.
    pub(crate) fn link(&self, kind: &FacetKind, value: &str) -> LinkContext {
        let term = self.view.facet(kind).and_then(|facet| Some((facet, facet.term(value)?)));
        match term {
            Some((facet, term)) => LinkContext { label: self.term(kind, term), address: Some(address::term(facet, term, 1)) },
            None => LinkContext { label: self.value(kind, value), address: None },
        }
    }

    /// The facet values as links.
    pub(crate) fn links(&self, kind: &FacetKind, values: &[String]) -> Vec<LinkContext> {
        values.iter().map(|value| self.link(kind, value)).collect()
    }

    /// The labels of the facet values.
    pub(crate) fn labels(&self, kind: &FacetKind, values: &[String]) -> Vec<String> {
        values.iter().map(|value| self.value(kind, value)).collect()
    }

    /// The label of a group.
    pub(crate) fn term(&self, kind: &FacetKind, term: &Term) -> String {
        match (kind, term.value.as_str()) {
            (kind, "") => self.locale.word("no", kind.key()).to_string(),
            (FacetKind::Cause, _) => self.value(kind, &term.value),
            _ => term.label.clone(),
        }
    }

    /// The label of a facet value.
    pub(crate) fn value(&self, kind: &FacetKind, value: &str) -> String {
        match kind {
            FacetKind::Cause if CATEGORIES.contains(&value) => self.locale.word("category", value).to_string(),
            kind => kind.label(value, self.config),
        }
    }

    /// The labels of a facet: plural and singular.
    pub(crate) fn facet(&self, facet: &Facet) -> (String, String) {
        let all = match &facet.kind {
            FacetKind::Severity => "severities",
            FacetKind::Service => "services",
            FacetKind::Team => "teams",
            FacetKind::Tag => "tags",
            FacetKind::Cause => "causes",
            FacetKind::Year => "years",
            FacetKind::Owner => "owners",
            FacetKind::Priority => "priorities",
            FacetKind::Field(name) => {
                let name = prose::capitalized(&name.replace('_', " "));
                return (name.clone(), name);
            }
        };
        (self.locale.text(all).to_string(), self.locale.text(facet.kind.key()).to_string())
    }

    /// The number of groups of a facet, with its label: `12 services`.
    pub(crate) fn counted(&self, facet: &Facet) -> String {
        let kind = if let FacetKind::Field(_) = facet.kind { "field" } else { facet.kind.key() };
        self.locale.format(&format!("count_{kind}"), &[("count", facet.terms.len().into())])
    }

    /// A vocabulary word with its label. `vocabulary` is the name used in the catalogs.
    pub(crate) fn word(&self, vocabulary: &str, word: &'static str) -> WordContext {
        WordContext { word, label: self.locale.word(vocabulary, word) }
    }

    /// A duration in all of its forms.
    pub(crate) fn length(&self, measure: Measure) -> Length {
        Length {
            seconds: measure.seconds,
            text: self.locale.duration(measure.seconds),
            brief: self.locale.brief_duration(measure.seconds),
            iso: prose::iso_duration(measure.seconds),
            approximate: measure.approximate,
        }
    }

    /// How a metric is measured: `from start to detection`.
    pub(crate) fn definition(&self, metric: Metric) -> Arc<str> {
        let (from, to) = metric.between(self.config.measure_from);
        self.locale.text(&["from_", from.as_str(), "_to_", to.as_str()].concat())
    }

    /// The name of a metric.
    pub(crate) fn metric(&self, metric: Metric) -> Arc<str> {
        self.locale.word("metric", metric.name())
    }

    /// The description of a severity. Default descriptions are in the site's language.
    fn severity_description(&self, severity: &Severity) -> Option<String> {
        if severity.is_default {
            Some(self.locale.word("severity", &severity.id).to_string())
        } else {
            severity.description.clone()
        }
    }

    /// A link to an incident, by its index in the view.
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

/// The duration stated by the author, unless the milestones give one.
pub(crate) fn stated_duration(incident: &Incident, is_known: bool) -> Option<String> {
    incident.impact.as_ref().and_then(|impact| impact.duration.clone()).filter(|_| !is_known)
}
