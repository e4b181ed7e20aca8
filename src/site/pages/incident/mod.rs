//! The page of one incident: texts rendered, names resolved, ids given out.

mod actions;
mod analysis;

use std::io::Write;

use jiff::civil::Date;

use crate::archive::{self, ActionState, FacetKind, Metric, VisibleIncident};
use crate::error::Result;
use crate::incident::{Impact, Incident, Milestone, Moment, Reference, Section, Status, TimelineEntry, Visibility};
use crate::prose::{self, When};
use crate::search::Similar;
use crate::site::address;
use crate::site::chart::life::Life;
use crate::site::context::{
    CommunicationContext, ContentsEntry, DetectionContext, FieldContext, Figure, ImageContext, ImpactContext, IncidentContext,
    Length, LessonsContext, LinkContext, MetricContext, MilestoneContext, ReferenceContext, ResponderContext, ReviewContext,
    SectionContext, SeverityChangeContext, SimilarContext, TimelineContext, WordContext,
};
use crate::site::html::Html;
use crate::site::markdown::Markdown;
use crate::site::names::{Names, stated_duration};
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The ids that the page's own parts have.
const PARTS: [&str; 21] = [
    "top",
    "content",
    "contents",
    "summary",
    "overview",
    "milestones",
    "severity-changes",
    "impact",
    "timeline",
    "communications",
    "analysis",
    "causes",
    "went-well",
    "went-poorly",
    "got-lucky",
    "lessons",
    "actions",
    "follow-up",
    "references",
    "similar",
    "review",
];

impl Renderer {
    /// The page of an incident, by its place in the view.
    pub(in crate::site) fn incident(&self, index: usize, out: &mut dyn Write) -> Result<()> {
        let case = &self.view.cases[index];
        let neighbours = [index.checked_sub(1), Some(index + 1).filter(|older| *older < self.view.cases.len())];
        let incident = Builder::build(&self.names(), case, neighbours, self.similar(index));
        let mut page = self.page(&address::incident(case), &format!("{} · {}", incident.id, incident.title), "incidents");
        page.description = Some(format!("{} {}", incident.severity.label, incident.title));
        self.template("incident.html", page, [("incident", value(incident))], out)
    }

    /// An old address: a page that leads on, and says where to for those whom it cannot lead.
    pub(in crate::site) fn redirect(&self, incident: usize, from: &str, out: &mut dyn Write) -> Result<()> {
        let incident = self.names().incident(incident);
        let mut page = self.page(&incident.address, &incident.title, "incidents");
        from.clone_into(&mut page.address);
        self.template("redirect.html", page, [("incident", value(incident))], out)
    }
}

/// Builds the context of one page, and gives out its ids.
struct Builder<'a> {
    names: &'a Names<'a>,
    markdown: Markdown<'a>,
}

impl<'a> Builder<'a> {
    /// The context of one incident. `neighbours` are the newer and the older one.
    fn build(
        names: &'a Names<'a>,
        case: &'a VisibleIncident,
        neighbours: [Option<usize>; 2],
        similar: &[Similar],
    ) -> IncidentContext {
        let is_attachment = |path: &str| names.view.attachment(case, path).is_some();
        let mut builder = Builder { names, markdown: Markdown::new(&PARTS, &is_attachment) };
        builder.incident(case, neighbours, similar)
    }

    fn incident(&mut self, case: &VisibleIncident, neighbours: [Option<usize>; 2], similar: &[Similar]) -> IncidentContext {
        let incident: &Incident = &case.incident;
        let (names, status) = (self.names, incident.status());
        let [newer, older] = neighbours.map(|index| index.map(|index| names.incident(index)));
        let (milestones, timeline) = (self.milestones(case), self.timeline(case));
        let duration = case.measure(Metric::Duration, names.config.measure_from).map(Length::new);
        let mut context = IncidentContext {
            id: incident.id.clone(),
            title: incident.title.trim().to_owned(),
            source: case.source.to_string(),
            severity: names.severity(&incident.severity),
            status: WordContext::new(status.as_str(), status.label()),
            ongoing: status != Status::Resolved,
            internal: incident.visibility == Visibility::Internal,
            near_miss: incident.near_miss,
            withdrawn: incident.withdrawn.clone(),
            duplicate_of: case.duplicate_of.map(|index| names.incident(index)),
            duplicates: case.duplicates.iter().map(|index| names.incident(*index)).collect(),
            review: review(incident),
            summary: self.block(incident.summary.as_deref(), 3),
            started: self.milestone(case, Milestone::Started),
            has_estimates: milestones.iter().any(|each| each.when.approximate),
            has_days: milestones.iter().any(|each| each.when.time.is_none()),
            milestones,
            life: Life::of(case, names).draw(),
            metrics: metrics(case, names),
            stated_duration: stated_duration(incident, duration.is_some()),
            duration,
            services: names.links(&FacetKind::Service, &incident.services),
            teams: names.links(&FacetKind::Team, &incident.teams),
            tags: names.links(&FacetKind::Tag, &incident.tags),
            commander: incident.commander.clone(),
            responders: self.responders(incident),
            detection: detection(incident),
            fields: self.fields(incident),
            impact: self.impact(incident),
            severity_changes: self.severity_changes(incident),
            timeline_has_kinds: incident.timeline.iter().any(|entry| entry.kind.is_some()),
            timeline_has_days: timeline.iter().skip(1).any(|entry| entry.new_day),
            timeline,
            communications: self.communications(incident),
            analysis: incident.analysis.as_ref().and_then(|analysis| analysis::context(self, analysis)),
            sections: self.sections(&incident.sections),
            lessons: self.lessons(incident),
            actions: incident.actions.iter().map(|action| actions::action(self, action)).collect(),
            open_actions: case.actions.open(),
            overdue_actions: case.actions.of(ActionState::Overdue),
            follow_up: actions::follow_up(self, case, names.config),
            related: case.related.iter().map(|index| names.incident(*index)).collect(),
            similar: similar.iter().map(|other| similar_context(other, names)).collect(),
            references: incident.references.iter().map(reference).collect(),
            contents: Vec::new(),
            newer,
            older,
        };
        context.contents = contents(&context);
        context
    }

    fn milestone(&self, case: &VisibleIncident, milestone: Milestone) -> Option<When> {
        let moment = case.milestones.moment(milestone)?;
        Some(When::new(moment, &self.names.config.zone, case.milestones.is_approximate(milestone)))
    }

    /// The known milestones by time; those of one moment in the order of an incident's life.
    fn milestones(&self, case: &VisibleIncident) -> Vec<MilestoneContext> {
        let zone = &self.names.config.zone;
        let mut known: Vec<(Moment, Milestone)> =
            Milestone::ALL.iter().filter_map(|milestone| Some((case.milestones.moment(*milestone)?, *milestone))).collect();
        known.sort_by(|(one, _), (two, _)| one.chronological(*two, zone));
        let context = |(moment, milestone): (Moment, Milestone)| MilestoneContext {
            milestone: WordContext::new(milestone.as_str(), milestone.label()),
            definition: milestone.definition(),
            when: When::new(moment, zone, case.milestones.is_approximate(milestone)),
        };
        known.into_iter().map(context).collect()
    }

    fn responders(&self, incident: &Incident) -> Vec<ResponderContext> {
        let one = |responder: &crate::incident::Responder| ResponderContext {
            name: responder.name.clone(),
            role: responder.role.clone(),
            team: responder.team.as_deref().map(|team| self.team(team)),
        };
        incident.responders.iter().map(one).collect()
    }

    fn fields(&self, incident: &Incident) -> Vec<FieldContext> {
        let one = |(name, value): (&String, &crate::incident::FieldValue)| FieldContext {
            label: name.replace('_', " "),
            values: self.names.links(&FacetKind::Field(name.clone()), &value.values()),
        };
        incident.fields.iter().map(one).collect()
    }

    fn impact(&mut self, incident: &Incident) -> Option<ImpactContext> {
        let impact = incident.impact.as_ref()?;
        let context = ImpactContext {
            customer: self.block(impact.customer.as_deref(), 4),
            business: self.block(impact.business.as_deref(), 4),
            internal: self.block(impact.internal.as_deref(), 4),
            figures: figures(impact),
        };
        let texts = [&context.customer, &context.business, &context.internal];
        (texts.iter().any(|text| text.is_some()) || !context.figures.is_empty()).then_some(context)
    }

    fn severity_changes(&self, incident: &Incident) -> Vec<SeverityChangeContext> {
        let one = |change: &crate::incident::SeverityChange| SeverityChangeContext {
            when: self.when(change.at),
            to: self.names.severity(&change.to),
            reason: change.reason.clone(),
        };
        incident.severity_changes.iter().map(one).collect()
    }

    fn timeline(&mut self, case: &VisibleIncident) -> Vec<TimelineContext> {
        let started = case.milestones.moment(Milestone::Started).and_then(Moment::instant);
        let mut day = String::new();
        let mut entries = Vec::with_capacity(case.incident.timeline.len());
        for entry in &case.incident.timeline {
            let estimated = entry.milestone.is_some_and(|milestone| case.milestones.is_approximate(milestone));
            let when = When::new(entry.at, &self.names.config.zone, estimated);
            let new_day = when.date != day;
            day.clone_from(&when.date);
            let about = if estimated || case.milestones.is_approximate(Milestone::Started) { "about " } else { "" };
            let offset = started
                .zip(entry.at.instant())
                .map(|(start, at)| format!("{about}{}", offset(at.duration_since(start).as_secs())));
            entries.push(TimelineContext {
                when,
                offset,
                new_day,
                event: self.item(&entry.event),
                kind: entry.kind.map(|kind| WordContext::new(kind.as_str(), kind.label())),
                milestone: entry.milestone.map(|milestone| WordContext::new(milestone.as_str(), milestone.label())),
                by: entry.by.clone(),
                source: entry.source.clone(),
                url: entry.url.clone(),
                image: image(entry),
                internal: entry.visibility == Visibility::Internal,
            });
        }
        entries
    }

    fn communications(&mut self, incident: &Incident) -> Vec<CommunicationContext> {
        let messages = incident.communications.iter();
        messages
            .map(|message| CommunicationContext {
                when: self.when(message.at),
                channel: message.channel.clone(),
                audience: message.audience.map(|audience| WordContext::new(audience.as_str(), audience.label())),
                message: self.item(&message.message),
                internal: message.visibility == Visibility::Internal,
            })
            .collect()
    }

    fn sections(&mut self, sections: &[Section]) -> Vec<SectionContext> {
        let one = |builder: &mut Self, section: &Section| SectionContext {
            id: builder.anchor(&section.title),
            title: section.title.clone(),
            body: Html::new(builder.markdown.block(&section.body, 3)),
            internal: section.visibility == Visibility::Internal,
        };
        sections.iter().map(|section| one(self, section)).collect()
    }

    fn lessons(&mut self, incident: &Incident) -> LessonsContext {
        let empty = crate::incident::Lessons::default();
        let lessons = incident.lessons.as_ref().unwrap_or(&empty);
        LessonsContext {
            went_well: self.items(&lessons.went_well),
            went_poorly: self.items(&lessons.went_poorly),
            got_lucky: self.items(&lessons.got_lucky),
            learned: self.items(&lessons.learned),
        }
    }

    /// The HTML of a text of any length, whose headings begin at `level`.
    fn block(&mut self, text: Option<&str>, level: usize) -> Option<Html> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(Html::new(self.markdown.block(text, level)))
    }

    /// The HTML of a text that stands in a list.
    fn item(&mut self, text: &str) -> Html {
        Html::new(self.markdown.item(text, 3))
    }

    /// The HTML of each text of a list.
    fn items(&mut self, texts: &[String]) -> Vec<Html> {
        texts.iter().map(|text| self.item(text)).collect()
    }

    /// An id that nothing else on the page has.
    fn anchor(&mut self, text: &str) -> String {
        self.markdown.ids().unique(text)
    }

    fn when(&self, moment: Moment) -> When {
        When::new(moment, &self.names.config.zone, false)
    }

    fn team(&self, team: &str) -> LinkContext {
        self.names.link(&FacetKind::Team, team)
    }

    fn cause_category(&self, category: &str) -> LinkContext {
        self.names.link(&FacetKind::Cause, category)
    }

    fn as_of(&self) -> Date {
        self.names.view.as_of
    }
}

fn similar_context(similar: &Similar, names: &Names<'_>) -> SimilarContext {
    SimilarContext { incident: names.incident(similar.case), reasons: similar.reasons.clone() }
}

fn metrics(case: &VisibleIncident, names: &Names<'_>) -> Vec<MetricContext> {
    let from = names.config.measure_from;
    let context = |metric: Metric| MetricContext {
        label: metric.label(),
        definition: metric.definition(from),
        length: case.measure(metric, from).map(Length::new),
    };
    Metric::shown(from).map(context).collect()
}

fn detection(incident: &Incident) -> Option<DetectionContext> {
    let detection = incident.detection.as_ref().filter(|detection| detection.method.is_some() || detection.source.is_some())?;
    Some(DetectionContext {
        method: detection.method.map(|method| WordContext::new(method.as_str(), method.label())),
        source: detection.source.clone(),
    })
}

fn review(incident: &Incident) -> ReviewContext {
    let review = &incident.review;
    ReviewContext {
        state: WordContext::new(review.state.as_str(), review.state.label()),
        owner: review.owner.clone(),
        approvers: (!review.approvers.is_empty()).then(|| prose::list(&review.approvers)),
        held: review.held.map(|day| When::of_day(day.0, false)),
        published: review.published.map(|day| When::of_day(day.0, false)),
        recording: review.recording.clone(),
    }
}

fn figures(impact: &Impact) -> Vec<Figure> {
    archive::impact_figures(impact).into_iter().map(|(label, value)| Figure { label, value }).collect()
}

fn reference(reference: &Reference) -> ReferenceContext {
    ReferenceContext {
        title: reference.title.clone(),
        url: reference.url.clone(),
        kind: reference.kind.map(|kind| WordContext::new(kind.as_str(), kind.label())),
        internal: reference.visibility == Visibility::Internal,
    }
}

fn image(entry: &TimelineEntry) -> Option<ImageContext> {
    let image = entry.image.as_ref()?;
    let alt = entry.image_alt.clone().unwrap_or_default();
    Some(ImageContext { address: address::encoded(image), alt })
}

/// The distance from the start, signed: `+5 min`, `−2 h`, `+0`.
fn offset(seconds: i64) -> String {
    match seconds {
        0 => "+0".to_owned(),
        1.. => format!("+{}", prose::duration(seconds)),
        _ => format!("−{}", prose::duration(seconds)),
    }
}

/// The parts that the page has, in the section order of a post-incident review.
fn contents(incident: &IncidentContext) -> Vec<ContentsEntry> {
    let mut entries = Vec::new();
    let mut part = |is_there: bool, id: &str, title: &str| {
        if is_there {
            entries.push(ContentsEntry { id: id.to_owned(), title: title.to_owned() });
        }
    };
    let lessons = &incident.lessons;
    part(incident.summary.is_some(), "summary", "Executive summary");
    part(true, "overview", "Overview");
    part(incident.impact.is_some(), "impact", "Impact");
    part(!incident.timeline.is_empty(), "timeline", "Timeline");
    part(!incident.communications.is_empty(), "communications", "Communications");
    part(incident.analysis.is_some(), "analysis", "Root cause analysis");
    for section in &incident.sections {
        part(true, &section.id, &section.title);
    }
    part(!lessons.went_well.is_empty(), "went-well", "What went well");
    part(!lessons.went_poorly.is_empty(), "went-poorly", "What didn’t go well");
    part(!lessons.got_lucky.is_empty(), "got-lucky", "Where we got lucky");
    part(!lessons.learned.is_empty(), "lessons", "Lessons learned");
    part(!incident.actions.is_empty(), "actions", "Action items");
    part(incident.follow_up.is_some(), "follow-up", "Follow-up and prevention");
    part(!incident.similar.is_empty(), "similar", "Similar incidents");
    part(!incident.related.is_empty() || !incident.references.is_empty(), "references", "References");
    entries
}
