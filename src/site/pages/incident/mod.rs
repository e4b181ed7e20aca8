//! The page of one incident: texts rendered, names resolved, ids given out.

mod actions;
mod analysis;
mod brief;

pub(super) use brief::description;

use std::cmp::Reverse;
use std::io::Write;

use jiff::civil::Date;

use crate::archive::{self, ActionState, FacetKind, Metric, VisibleIncident};
use crate::error::Result;
use crate::incident::{EventKind, Impact, Incident, Milestone, Moment, Reference, Section, Status, TimelineEntry, Visibility};
use crate::prose::{self, When};
use crate::search::Similar;
use crate::site::address;
use crate::site::chart::incident_strip::Strip;
use crate::site::context::{
    CommunicationContext, ContentsEntry, DetectionContext, FieldContext, Figure, ImageContext, ImpactContext, IncidentContext,
    KindCount, Length, LessonsContext, LinkContext, MetricContext, MilestoneContext, ReferenceContext, ResponderContext,
    ReviewContext, SectionContext, SeverityChangeContext, SimilarContext, TimelineContext, UpdateContext, WordContext,
};
use crate::site::html::Html;
use crate::site::markdown::Markdown;
use crate::site::names::{Names, stated_duration};
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The ids that the page's own parts have.
const PARTS: [&str; 23] = [
    "top",
    "content",
    "facts",
    "summary",
    "milestones",
    "severity-changes",
    "impact",
    "analysis",
    "causes",
    "timeline",
    "timeline-all",
    "utc",
    "actions",
    "lessons",
    "follow-up",
    "communications",
    "similar",
    "related",
    "references",
    "people",
    "details",
    "review",
    "signals",
];

impl Renderer {
    /// The page of an incident, by its place in the view.
    pub(in crate::site) fn incident(&self, index: usize, out: &mut dyn Write) -> Result<()> {
        let case = &self.view.cases[index];
        let neighbours = [index.checked_sub(1), Some(index + 1).filter(|older| *older < self.view.cases.len())];
        let link = |id: &str| {
            self.incident_by_id(id)
                .filter(|found| *found != index)
                .map(|found| ["../", &self.view.cases[found].slug, "/"].concat())
        };
        let incident = Builder::build(&self.names(), case, neighbours, self.similar(index), &link);
        let mut page = self.page(&address::incident(case), &format!("{} · {}", incident.id, incident.title), "incidents");
        page.description = case.incident.summary.as_deref().map(brief::description);
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
        link: &'a dyn Fn(&str) -> Option<String>,
    ) -> IncidentContext {
        let is_attachment = |path: &str| names.view.attachment(case, path).is_some();
        let markdown = Markdown::new(&PARTS, &is_attachment).linking(link).autolinking(&names.config.autolinks);
        let mut builder = Builder { names, markdown };
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
            year: self.year(case),
            brief: brief::context(incident),
            latest: self.latest(incident),
            structured_data: brief::structured_data(incident, &address::incident(case), names.config),
            reading_minutes: brief::reading_minutes(incident),
            started: self.milestone(case, Milestone::Started),
            has_estimates: milestones.iter().any(|each| each.when.approximate),
            has_days: milestones.iter().any(|each| each.when.time.is_none()),
            milestones,
            strip: Strip::of(case, names).filter(|_| incident.withdrawn.is_none()).map(|strip| strip.masthead()),
            metrics: metrics(case, names),
            stated_duration: stated_duration(incident, duration.is_some()),
            duration,
            services: names.links(&FacetKind::Service, &incident.services),
            teams: names.links(&FacetKind::Team, &incident.teams),
            tags: names.links(&FacetKind::Tag, &incident.tags),
            commander: incident.commander.clone(),
            responders: self.responders(incident),
            detection: self.detection(incident),
            fields: self.fields(incident),
            impact: self.impact(incident),
            severity_changes: self.severity_changes(incident),
            timeline_kinds: kinds(incident),
            timeline_key_events: key_events(&timeline),
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

    /// The year of the start, where the site has a page for it.
    fn year(&self, case: &VisibleIncident) -> Option<LinkContext> {
        let year = case.milestones.moment(Milestone::Started)?.day(&self.names.config.zone).year();
        Some(self.names.link(&FacetKind::Year, &year.to_string())).filter(|link| link.address.is_some())
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
                id: self.anchor(&format!("t-{}", when.text)),
                is_key: entry.milestone.is_some() || entry.kind == Some(EventKind::Decision),
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

    fn detection(&mut self, incident: &Incident) -> Option<DetectionContext> {
        let detection = incident.detection.as_ref()?;
        Some(DetectionContext {
            method: detection.method.map(|method| WordContext::new(method.as_str(), method.label())),
            source: detection.source.clone(),
            signals: self.items(&detection.signals),
        })
    }

    /// The last entry of the timeline or the last message, whichever is later, of an incident that goes on.
    fn latest(&mut self, incident: &Incident) -> Option<UpdateContext> {
        if incident.status() == Status::Resolved {
            return None;
        }
        let zone = &self.names.config.zone;
        let entries = incident.timeline.iter().map(|entry| (entry.at, &entry.event, entry.source.as_ref()));
        let messages = incident.communications.iter().map(|message| (message.at, &message.message, message.channel.as_ref()));
        let (at, text, source) = entries.chain(messages).max_by(|one, other| one.0.chronological(other.0, zone))?;
        let days = self.as_of().duration_since(at.day(zone)).as_hours() / 24;
        Some(UpdateContext { when: self.when(at), days: days.max(0), text: self.item(text), source: source.cloned() })
    }

    fn communications(&mut self, incident: &Incident) -> Vec<CommunicationContext> {
        let messages = incident.communications.iter();
        messages
            .map(|message| CommunicationContext {
                when: self.when(message.at),
                channel: message.channel.clone(),
                audience: message.audience.map(|audience| WordContext::new(audience.as_str(), audience.label())),
                message: self.item(&message.message),
                internal: message.visibility() == Visibility::Internal,
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

/// How many entries a timeline has before a page shows the milestones and decisions of it first.
const LONG: usize = 15;

/// The number of milestones and decisions of a long timeline, where it has some of them and more than them.
fn key_events(timeline: &[TimelineContext]) -> Option<usize> {
    let count = timeline.iter().filter(|entry| entry.is_key).count();
    (timeline.len() > LONG && count > 2 && count < timeline.len()).then_some(count)
}

/// The kinds of the timeline's entries, most frequent first.
fn kinds(incident: &Incident) -> Vec<KindCount> {
    let mut kinds: Vec<KindCount> = Vec::new();
    for kind in incident.timeline.iter().filter_map(|entry| entry.kind) {
        match kinds.iter_mut().find(|known| known.kind.word == kind.as_str()) {
            Some(known) => known.count += 1,
            None => kinds.push(KindCount { kind: WordContext::new(kind.as_str(), kind.label()), count: 1 }),
        }
    }
    kinds.sort_by_key(|kind| Reverse(kind.count));
    kinds
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

/// The parts that the page has, in order.
fn contents(incident: &IncidentContext) -> Vec<ContentsEntry> {
    let mut entries = Vec::new();
    let mut part = |is_there: bool, id: &str, title: &str, count: Option<String>| {
        if is_there {
            entries.push(ContentsEntry { id: id.to_owned(), title: title.to_owned(), count });
        }
    };
    let number = |count: usize| Some(prose::number(count as u64));
    let causes = incident.analysis.iter().flat_map(|analysis| &analysis.causes).map(|group| group.causes.len()).sum::<usize>();
    let actions = match incident.open_actions {
        0 => number(incident.actions.len()),
        open => Some(format!("{open} of {} open", incident.actions.len())),
    };
    part(incident.summary.is_some(), "summary", "Summary", None);
    part(incident.impact.is_some(), "impact", "Impact", None);
    let causes = (causes > 0).then(|| prose::count(causes, "cause", "causes"));
    part(incident.analysis.is_some(), "analysis", "Why it happened", causes);
    part(!incident.timeline.is_empty(), "timeline", "Timeline", number(incident.timeline.len()));
    part(!incident.actions.is_empty(), "actions", "Action items", actions);
    part(incident.lessons.count() > 0, "lessons", "Lessons", number(incident.lessons.count()));
    for section in &incident.sections {
        part(true, &section.id, &section.title, None);
    }
    part(incident.follow_up.as_ref().is_some_and(|follow_up| follow_up.open > 0), "follow-up", "Follow-up", None);
    part(!incident.related.is_empty() || !incident.similar.is_empty(), "related", "Related incidents", None);
    part(!incident.references.is_empty(), "references", "References", number(incident.references.len()));
    part(!incident.communications.is_empty(), "communications", "Communications", number(incident.communications.len()));
    part(true, "details", "Details", None);
    entries
}
