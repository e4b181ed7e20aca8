//! The incident page: renders texts, resolves names and assigns ids.

mod actions;
mod analysis;
mod brief;
mod sections;
mod timeline;

pub(super) use brief::description;
use timeline::key_events;

use std::io::Write;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::archive::{ActionState, Audience, FacetKind, Metric, VisibleIncident};
use crate::config::FileLinks;
use crate::error::Result;
use crate::incident::{Incident, Milestone, Moment, Status, Visibility};
use crate::locale::{Locale, When};
use crate::search::Similar;
use crate::site::address;
use crate::site::chart::incident_strip::Strip;
use crate::site::context::{
    ContentsEntry, IncidentContext, LinkContext, MetricContext, MilestoneContext, RepositoryLinks, SimilarContext,
};
use crate::site::html::Html;
use crate::site::markdown::Markdown;
use crate::site::names::{Names, stated_duration};
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The ids of the page's own elements.
const PARTS: [&str; 24] = [
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
    "changed-since-publication",
    "details",
    "review",
    "signals",
];

impl Renderer {
    /// The page of an incident, by its index in the view.
    pub(in crate::site) fn incident(&self, index: usize, out: &mut dyn Write) -> Result<()> {
        let case = &self.view.cases[index];
        let neighbours = [index.checked_sub(1), Some(index + 1).filter(|older| *older < self.view.cases.len())];
        let link = |id: &str| {
            self.incident_by_id(id)
                .filter(|found| *found != index)
                .map(|found| ["../", &self.view.cases[found].slug, "/"].concat())
        };
        let mut incident = Builder::build(&self.names(), case, neighbours, self.similar(index), &link);
        incident.repository = self.repository_links(case);
        let mut page = self.page(&address::incident(case), &format!("{} · {}", incident.id, incident.title), "incidents");
        page.description = case.incident.summary.as_deref().map(brief::description);
        self.template("incident.html", page, [("incident", value(incident))], out)
    }

    /// Links to an incident's file in the repository: for internal builds, or if the repository is public.
    fn repository_links(&self, case: &VisibleIncident) -> Option<RepositoryLinks> {
        let repository = &self.config.repository;
        let folder = self.config.content.first().filter(|_| self.config.content.len() == 1);
        let source = case.shown_source()?;
        let file = folder.map_or_else(|| PathBuf::from(source), |folder| folder.join(source));
        let FileLinks { edit, history, source } = repository.links(&file)?;
        let may_see = repository.is_public || self.audience == Audience::Internal;
        may_see.then_some(RepositoryLinks { edit, history, source })
    }

    /// A former address of an incident: a page that redirects, with a link for clients that do not follow the redirect.
    pub(in crate::site) fn redirect(&self, incident: usize, from: &str, out: &mut dyn Write) -> Result<()> {
        let incident = self.names().incident(incident);
        let mut page = self.page(&incident.address, &incident.title, "incidents");
        from.clone_into(&mut page.address);
        self.template("redirect.html", page, [("incident", value(incident))], out)
    }
}

/// Builds the context of one page and assigns its ids.
struct Builder<'a> {
    names: &'a Names<'a>,
    markdown: Markdown<'a>,
}

impl<'a> Builder<'a> {
    /// Builds the context of one incident. `neighbours` are the indexes of the next newer and the next older one.
    fn build(
        names: &'a Names<'a>,
        case: &'a VisibleIncident,
        neighbours: [Option<usize>; 2],
        similar: &[Similar],
        link: &'a dyn Fn(&str) -> Option<String>,
    ) -> IncidentContext {
        let is_attachment = |path: &str| names.view.attachment(case, path).is_some();
        let markdown = Markdown::new(&PARTS, &is_attachment, names.locale).linking(link).autolinking(&names.config.autolinks);
        let mut builder = Builder { names, markdown };
        builder.incident(case, neighbours, similar)
    }

    fn incident(&mut self, case: &VisibleIncident, neighbours: [Option<usize>; 2], similar: &[Similar]) -> IncidentContext {
        let incident: &Incident = &case.incident;
        let (names, status) = (self.names, incident.status());
        let [newer, older] = neighbours.map(|index| index.map(|index| names.incident(index)));
        let (milestones, timeline) = (self.milestones(case), self.timeline(case));
        let duration = case.measure(Metric::Duration, names.config.measure_from).map(|measure| names.length(measure));
        let mut context = IncidentContext {
            id: incident.id.clone(),
            title: incident.title.trim().to_owned(),
            source: case.shown_source().map(str::to_owned),
            severity: names.severity(&incident.severity),
            status: names.word("status", status.as_str()),
            ongoing: status != Status::Resolved,
            internal: incident.visibility == Visibility::Internal,
            near_miss: incident.near_miss,
            withdrawn: incident.withdrawn.clone(),
            duplicate_of: case.duplicate_of.map(|index| names.incident(index)),
            duplicates: case.duplicates.iter().map(|index| names.incident(*index)).collect(),
            review: self.review(incident),
            modified: case.modified.map(|instant| names.locale.when(Moment::Instant(instant), &names.config.zone, false)),
            changes: case.changes.clone(),
            repository: None,
            summary: self.block(incident.summary.as_deref(), 3),
            year: self.year(case),
            brief: brief::context(incident, names.locale),
            latest: self.latest(incident),
            structured_data: brief::structured_data(incident, &address::incident(case), names.config),
            reading_minutes: brief::reading_minutes(incident),
            started: self.milestone(case, Milestone::Started),
            has_estimates: milestones.iter().any(|each| each.when.approximate),
            has_days: milestones.iter().any(|each| each.when.time.is_none()),
            milestones,
            strip: Strip::of(case, names).filter(|_| incident.withdrawn.is_none()).map(|strip| strip.masthead(names.locale)),
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
            timeline_kinds: self.kinds(incident),
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
            references: incident.references.iter().map(|reference| self.reference(reference)).collect(),
            contents: Vec::new(),
            newer,
            older,
        };
        context.contents = contents(&context, names.locale);
        context
    }

    /// The year of the start, linked to its page if there is one.
    fn year(&self, case: &VisibleIncident) -> Option<LinkContext> {
        let year = case.milestones.moment(Milestone::Started)?.day(&self.names.config.zone).year();
        Some(self.names.link(&FacetKind::Year, &year.to_string())).filter(|link| link.address.is_some())
    }

    fn milestone(&self, case: &VisibleIncident, milestone: Milestone) -> Option<When> {
        let moment = case.milestones.moment(milestone)?;
        Some(self.names.locale.when(moment, &self.names.config.zone, case.milestones.is_approximate(milestone)))
    }

    /// The known milestones in chronological order. Those at the same moment are in their usual order.
    fn milestones(&self, case: &VisibleIncident) -> Vec<MilestoneContext> {
        let zone = &self.names.config.zone;
        let mut known: Vec<(Moment, Milestone)> =
            Milestone::ALL.iter().filter_map(|milestone| Some((case.milestones.moment(*milestone)?, *milestone))).collect();
        known.sort_by(|(one, _), (two, _)| one.chronological(*two, zone));
        let context = |(moment, milestone): (Moment, Milestone)| MilestoneContext {
            milestone: self.names.word("milestone", milestone.as_str()),
            definition: self.names.locale.word("meaning", milestone.as_str()),
            when: self.names.locale.when(moment, zone, case.milestones.is_approximate(milestone)),
        };
        known.into_iter().map(context).collect()
    }

    /// Renders a text of any length, whose headings start at `level`.
    fn block(&mut self, text: Option<&str>, level: usize) -> Option<Html> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(Html::new(self.markdown.block(text, level)))
    }

    /// Renders a list item.
    fn item(&mut self, text: &str) -> Html {
        Html::new(self.markdown.item(text, 3))
    }

    /// Renders each item of a list.
    fn items(&mut self, texts: &[String]) -> Vec<Html> {
        texts.iter().map(|text| self.item(text)).collect()
    }

    /// An id that is unique on the page.
    fn anchor(&mut self, text: &str) -> String {
        self.markdown.ids().unique(text)
    }

    fn when(&self, moment: Moment) -> When {
        self.names.locale.when(moment, &self.names.config.zone, false)
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
        key: metric.name(),
        label: names.metric(metric),
        short_label: match metric {
            Metric::TimeToDetect => Some(names.locale.text("detected_in")),
            Metric::TimeToAcknowledge => Some(names.locale.text("acknowledged_in")),
            Metric::TimeToMitigate => Some(names.locale.text("mitigated_in")),
            Metric::TimeToResolve | Metric::Duration => None,
        },
        definition: names.definition(metric),
        length: case.measure(metric, from).map(|measure| names.length(measure)),
    };
    Metric::shown(from).map(context).collect()
}

/// The table of contents: the sections that the page has, in order.
fn contents(incident: &IncidentContext, locale: &Locale) -> Vec<ContentsEntry> {
    let mut entries = Vec::new();
    let mut part = |is_there: bool, id: &str, title: &str, count: Option<String>| {
        if is_there {
            entries.push(ContentsEntry { id: id.to_owned(), title: title.to_owned(), count });
        }
    };
    let number = |count: usize| Some(locale.number(count));
    let causes = incident.analysis.iter().flat_map(|analysis| &analysis.causes).map(|group| group.causes.len()).sum::<usize>();
    let actions = match (incident.open_actions, incident.actions.len()) {
        (0, all) => number(all),
        (open, all) => Some(locale.format("open_of", &[("open", open.into()), ("of", all.into())])),
    };
    let is_followed_up = incident.follow_up.as_ref().is_some_and(|follow_up| follow_up.open > 0);
    part(incident.summary.is_some(), "summary", &locale.text("summary"), None);
    part(incident.impact.is_some(), "impact", &locale.text("impact"), None);
    let causes = (causes > 0).then(|| locale.format("cause_count", &[("count", causes.into())]));
    part(incident.analysis.is_some(), "analysis", &locale.text("why"), causes);
    part(!incident.timeline.is_empty(), "timeline", &locale.text("timeline"), number(incident.timeline.len()));
    part(!incident.actions.is_empty(), "actions", &locale.text("action_items"), actions);
    part(incident.lessons.count() > 0, "lessons", &locale.text("lessons"), number(incident.lessons.count()));
    for section in &incident.sections {
        part(true, &section.id, &section.title, None);
    }
    part(is_followed_up, "follow-up", &locale.text("follow_up"), None);
    part(!incident.related.is_empty() || !incident.similar.is_empty(), "related", &locale.text("related_incidents"), None);
    part(!incident.references.is_empty(), "references", &locale.text("references"), number(incident.references.len()));
    let messages = incident.communications.len();
    part(messages > 0, "communications", &locale.text("communications"), number(messages));
    let changes = incident.changes.len();
    part(changes > 0, "changed-since-publication", &locale.text("changed_since_publication"), number(changes));
    part(true, "details", &locale.text("details"), None);
    entries
}
