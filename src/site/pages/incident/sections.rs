//! The sections that need little more than their values: impact, detection, people, lessons, review and references.

use super::Builder;
use crate::archive::{self, FacetKind, FigureValue};
use crate::incident::{FieldValue, Impact, Incident, Lessons, Reference, Responder, Section, SeverityChange, Visibility};
use crate::site::context::{
    DetectionContext, FieldContext, Figure, ImpactContext, LessonsContext, ReferenceContext, ResponderContext, ReviewContext,
    SectionContext, SeverityChangeContext,
};
use crate::site::html::Html;

impl Builder<'_> {
    pub(super) fn responders(&self, incident: &Incident) -> Vec<ResponderContext> {
        let one = |responder: &Responder| ResponderContext {
            name: responder.name.clone(),
            role: responder.role.clone(),
            team: responder.team.as_deref().map(|team| self.team(team)),
            internal: responder.visibility == Visibility::Internal,
        };
        incident.responders.iter().map(one).collect()
    }

    pub(super) fn fields(&self, incident: &Incident) -> Vec<FieldContext> {
        let one = |(name, value): (&String, &FieldValue)| FieldContext {
            label: name.replace('_', " "),
            values: self.names.links(&FacetKind::Field(name.clone()), &value.values()),
        };
        incident.fields.iter().map(one).collect()
    }

    pub(super) fn impact(&mut self, incident: &Incident) -> Option<ImpactContext> {
        let impact = incident.impact.as_ref()?;
        let context = ImpactContext {
            customer: self.block(impact.customer.as_deref(), 4),
            business: self.block(impact.business.as_deref(), 4),
            internal: self.block(impact.internal.as_deref(), 4),
            figures: self.figures(impact),
            all_internal: impact.visibility() == Visibility::Internal,
            text_internal: impact.visibility_of_internal() == Visibility::Internal,
        };
        let texts = [&context.customer, &context.business, &context.internal];
        (texts.iter().any(|text| text.is_some()) || !context.figures.is_empty()).then_some(context)
    }

    pub(super) fn severity_changes(&self, incident: &Incident) -> Vec<SeverityChangeContext> {
        let one = |change: &SeverityChange| SeverityChangeContext {
            when: self.when(change.at),
            to: self.names.severity(&change.to),
            reason: change.reason.clone(),
            internal: change.visibility == Visibility::Internal,
        };
        incident.severity_changes.iter().map(one).collect()
    }

    pub(super) fn detection(&mut self, incident: &Incident) -> Option<DetectionContext> {
        let detection = incident.detection.as_ref()?;
        Some(DetectionContext {
            method: detection.method.map(|method| self.names.word("detection", method.as_str())),
            source: detection.source.clone(),
            signals: self.items(&detection.signals),
        })
    }

    pub(super) fn sections(&mut self, sections: &[Section]) -> Vec<SectionContext> {
        let one = |builder: &mut Self, section: &Section| SectionContext {
            id: builder.anchor(&section.title),
            title: section.title.clone(),
            body: Html::new(builder.markdown.block(&section.body, 3)),
            internal: section.visibility == Visibility::Internal,
        };
        sections.iter().map(|section| one(self, section)).collect()
    }

    pub(super) fn lessons(&mut self, incident: &Incident) -> LessonsContext {
        let empty = Lessons::default();
        let lessons = incident.lessons.as_ref().unwrap_or(&empty);
        LessonsContext {
            went_well: self.items(&lessons.went_well),
            went_poorly: self.items(&lessons.went_poorly),
            got_lucky: self.items(&lessons.got_lucky),
            learned: self.items(&lessons.learned),
        }
    }

    pub(super) fn review(&self, incident: &Incident) -> ReviewContext {
        let (review, locale) = (&incident.review, self.names.locale);
        ReviewContext {
            state: self.names.word("review", review.state.as_str()),
            owner: review.owner.clone(),
            approvers: (!review.approvers.is_empty()).then(|| locale.list(&review.approvers)),
            held: review.held.map(|day| locale.when_of_day(day.0, false)),
            published: review.published.map(|day| locale.when_of_day(day.0, false)),
            recording: review.recording.clone(),
        }
    }

    fn figures(&self, impact: &Impact) -> Vec<Figure> {
        let locale = self.names.locale;
        let figure = |(key, value): (&str, FigureValue<'_>)| Figure { label: locale.text(key), value: value.text(locale) };
        archive::impact_figures(impact).into_iter().map(figure).collect()
    }

    pub(super) fn reference(&self, reference: &Reference) -> ReferenceContext {
        ReferenceContext {
            title: reference.title.clone(),
            url: reference.url.clone(),
            kind: reference.kind.map(|kind| self.names.word("reference", kind.as_str())),
            internal: reference.visibility == Visibility::Internal,
        }
    }
}
