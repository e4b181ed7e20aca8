//! The whole review as one Markdown document, in the section order of the PIR document.
//!
//! It is always in English, because `pir-site import` reads it back. It contains the content of the file and derived values, and no
//! placeholders. Times are in UTC, because the document may be read anywhere.

mod analysis;
mod text;

use std::borrow::Cow;

use crate::archive::{self, Metric, View, VisibleIncident};
use crate::config::{Config, Registry};
use crate::incident::{Action, ActionStatus, FieldValue, Impact, Milestone, Moment, Responder, ReviewState, Section, Visibility};
use crate::prose;
use crate::search::Similar;
use text::MarkdownWriter;
pub(crate) use text::escaped;

/// Writes the review of one incident, with similar incidents.
pub fn write(case: &VisibleIncident, similar: &[Similar], view: &View, config: &Config) -> String {
    let mut review = ReviewWriter { case, view, config, out: MarkdownWriter::new() };
    review.out.heading(1, &case.incident.title);
    review.notices();
    review.text(2, "Executive Summary", case.incident.summary.as_deref());
    review.overview();
    review.timeline();
    review.communications();
    if let Some(analysis) = &case.incident.analysis {
        analysis::write(&mut review.out, analysis);
    }
    case.incident.sections.iter().for_each(|section| review.section(section));
    review.lessons();
    review.actions();
    review.follow_up();
    review.references();
    review.similar(similar);
    review.review();
    review.out.finish()
}

struct ReviewWriter<'a> {
    case: &'a VisibleIncident,
    view: &'a View,
    config: &'a Config,
    out: MarkdownWriter,
}

impl ReviewWriter<'_> {
    /// Notices at the top: withdrawn, draft, duplicate.
    fn notices(&mut self) {
        let incident = &self.case.incident;
        if let Some(reason) = &incident.withdrawn {
            self.out.paragraph(&format!("**Withdrawn:** {}", escaped(reason)));
        }
        if matches!(incident.review.state, ReviewState::Draft | ReviewState::InReview) {
            self.out.paragraph(&format!("**{}:** this review is not agreed yet.", incident.review.state.label()));
        }
        if let Some(original) = &incident.duplicate_of {
            self.out.paragraph(&format!("**Duplicate of {}.**", escaped(original)));
        }
    }

    fn overview(&mut self) {
        let (case, config) = (self.case, self.config);
        let incident = &case.incident;
        self.out.heading(2, "Incident Overview");
        self.out.fact("Incident ID", &escaped(&incident.id));
        self.out.fact("Severity", config.severities.find(&incident.severity).map_or(incident.severity.as_str(), |s| &s.label));
        self.out.fact("Status", incident.status().label());
        if !incident.visibility.is_public() {
            self.out.fact("Visibility", incident.visibility.label());
        }
        if incident.near_miss {
            self.out.fact("Near miss", "nothing broke for users");
        }
        self.life();
        self.out.fact_list("Services", &labels(&incident.services, &config.services));
        self.out.fact_list("Teams", &labels(&incident.teams, &config.teams));
        self.out.fact_list("Tags", &incident.tags);
        if let Some(commander) = &incident.commander {
            self.out.fact("Incident Commander", &escaped(commander));
        }
        let responders: Vec<String> = incident.responders.iter().map(|responder| responder_line(responder, config)).collect();
        self.out.fact_items("Responders", &responders);
        self.detection();
        for (name, value) in &incident.fields {
            let name = prose::capitalized(&name.replace('_', " "));
            match value {
                FieldValue::List(values) => self.out.fact_names(&name, values),
                value => self.out.fact_list(&name, &value.values()),
            }
        }
        if let Some(impact) = &incident.impact {
            if let Some(visibility) = impact.visibility {
                self.out.fact("Impact visibility", visibility.label());
            }
            self.impact(impact);
        }
    }

    /// The known milestones, and each known duration with its definition.
    fn life(&mut self) {
        let life = &self.case.milestones;
        for milestone in Milestone::ALL {
            if let Some(moment) = life.moment(milestone) {
                let about = if life.is_approximate(milestone) { "about " } else { "" };
                self.out.fact(milestone.label(), &format!("{about}{}", when(moment)));
            }
        }
        let from = self.config.measure_from;
        for metric in Metric::shown(from) {
            if let Some(measure) = self.case.measure(metric, from) {
                let length = measure.to_string().replace('\u{a0}', " ");
                self.out.fact(metric.label(), &format!("{length} ({})", metric.definition(from)));
            }
        }
        let stated = self.case.incident.impact.as_ref().and_then(|impact| impact.duration.as_ref());
        if let Some(stated) = stated.filter(|_| self.case.measure(Metric::Duration, from).is_none()) {
            self.out.fact("Duration", &format!("{} (as stated)", escaped(stated)));
        }
        for change in &self.case.incident.severity_changes {
            let to = self.config.severities.find(&change.to).map_or(change.to.as_str(), |severity| &severity.label);
            let reason = change.reason.as_deref().map_or_else(String::new, |reason| format!(": {}", escaped(reason)));
            self.out.fact("Severity changed", &format!("{} to {to}{reason}{}", when(change.at), mark(change.visibility)));
        }
    }

    fn detection(&mut self) {
        if let Some(detection) = &self.case.incident.detection {
            let method = detection.method.map(|method| Cow::Borrowed(method.label()));
            let parts: Vec<Cow<'_, str>> = method.into_iter().chain(detection.source.as_deref().map(escaped)).collect();
            if !parts.is_empty() {
                self.out.fact("Detection", &parts.join(": "));
            }
            self.out.fact_items("How to recognise it", &detection.signals);
        }
    }

    fn impact(&mut self, impact: &Impact) {
        self.text(3, "Customer Impact", impact.customer.as_deref());
        self.text(3, "Business Impact", impact.business.as_deref());
        self.text(3, "Internal Impact", impact.internal.as_deref());
        let figures = archive::impact_figures(impact);
        if !figures.is_empty() {
            self.out.heading(3, "Impact in Figures");
            for (key, value) in figures {
                self.out.fact(figure(key), &escaped(&value.to_string()));
            }
        }
    }

    fn timeline(&mut self) {
        let entries = &self.case.incident.timeline;
        if entries.is_empty() {
            return;
        }
        self.out.heading(2, "Timeline");
        for entry in entries {
            let marks = match (entry.kind, entry.milestone) {
                (None, None) => String::new(),
                (Some(kind), None) => [" [", kind.label(), "]"].concat(),
                (None, Some(milestone)) => [" [*", milestone.as_str(), "*]"].concat(),
                (Some(kind), Some(milestone)) => [" [", kind.label(), ", *", milestone.as_str(), "*]"].concat(),
            };
            self.out.item(&["**", &when(entry.at), "**", &marks, ": ", entry.event.trim()].concat());
            self.out.detail("By", &escaped(entry.by.as_deref().unwrap_or_default()));
            self.out.detail("Source", &escaped(entry.source.as_deref().unwrap_or_default()));
            self.out.detail("Evidence", entry.url.as_deref().unwrap_or_default());
            if let Some(image) = &entry.image {
                self.out.detail("Picture", &format!("![{}](<{image}>)", escaped(entry.image_alt.as_deref().unwrap_or_default())));
            }
            self.out.visibility(entry.visibility);
        }
    }

    fn communications(&mut self) {
        let messages = &self.case.incident.communications;
        if messages.is_empty() {
            return;
        }
        self.out.heading(2, "Communications");
        for message in messages {
            let audience = message.audience.map(|audience| format!("to {}", audience.as_str()));
            let how: Vec<Cow<'_, str>> =
                message.channel.as_deref().map(escaped).into_iter().chain(audience.map(Cow::Owned)).collect();
            let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join(", ")) };
            self.out.item(&format!("**{}**{how}: {}", when(message.at), message.message.trim()));
            if let Some(visibility) = message.visibility {
                self.out.detail("Visibility", visibility.label());
            }
        }
    }

    /// A custom section.
    fn section(&mut self, section: &Section) {
        if section.visibility.is_public() {
            return self.text(2, &section.title, Some(&section.body));
        }
        self.out.heading(2, &section.title);
        self.out.paragraph(&format!("**Visibility:** {}", section.visibility.label()));
        self.out.section_text(&section.body, 3);
    }

    fn lessons(&mut self) {
        if let Some(lessons) = &self.case.incident.lessons {
            self.out.list(2, "What Went Well", &lessons.went_well);
            self.out.list(2, "What Didn't Go Well", &lessons.went_poorly);
            self.out.list(2, "Where We Got Lucky", &lessons.got_lucky);
            self.out.list(2, "Lessons Learned", &lessons.learned);
        }
    }

    fn actions(&mut self) {
        if self.case.incident.actions.is_empty() {
            return;
        }
        self.out.heading(2, "Action Items");
        for action in &self.case.incident.actions {
            self.action(action);
        }
    }

    fn action(&mut self, action: &Action) {
        let done = if action.status == ActionStatus::Done { "x" } else { " " };
        let id = action.id.as_deref().map_or_else(String::new, |id| [" (", &escaped(id), ")"].concat());
        self.out.item(&["[", done, "] ", &escaped(&action.title), &id].concat());
        self.out.detail("Status", action.status.label());
        self.out.detail("Reason", &escaped(action.reason.as_deref().unwrap_or_default()));
        self.out.detail("Priority", action.priority.map_or("", |priority| priority.label()));
        self.out.detail("Kind", action.kind.map_or("", |kind| kind.label()));
        self.out.detail("Owner", &escaped(action.owner.as_deref().unwrap_or_default()));
        self.out.detail("Team", &escaped(action.team.as_deref().map_or("", |team| self.config.teams.label(team))));
        self.out.detail("Due", &action.due.map_or_else(String::new, |day| prose::time::date(day.0)));
        self.out.detail("Closed", &action.closed.map_or_else(String::new, |day| prose::time::date(day.0)));
        self.out.detail("Ticket", action.url.as_deref().unwrap_or_default());
        self.out.detail("Description", action.description.as_deref().unwrap_or_default());
        self.out.detail("Success criteria", action.success_criteria.as_deref().unwrap_or_default());
        self.out.visibility(action.visibility);
    }

    fn follow_up(&mut self) {
        let Some(follow_up) = &self.case.incident.follow_up else { return };
        if follow_up.prevention.is_empty() && follow_up.reviews.is_empty() {
            return;
        }
        self.out.heading(2, "Follow-up and Prevention");
        self.out.list(3, "Prevention Measures", &follow_up.prevention);
        if !follow_up.reviews.is_empty() {
            self.out.heading(3, "Follow-up Schedule");
        }
        for review in &follow_up.reviews {
            let what = review.what.as_deref().map_or_else(String::new, |what| format!(": {}", escaped(what)));
            let done = review.done.map_or_else(String::new, |day| format!(" (done {day})"));
            self.out.item(&format!("{}{what}{done}", review.due));
        }
    }

    fn references(&mut self) {
        let incident = &self.case.incident;
        if incident.references.is_empty() && self.case.related.is_empty() {
            return;
        }
        self.out.heading(2, "References");
        for related in &self.case.related {
            let other = &self.view.cases[*related].incident;
            self.out.item(&format!("Related incident: {} {}", escaped(&other.id), escaped(&other.title)));
        }
        for reference in &incident.references {
            let kind = reference.kind.map_or_else(String::new, |kind| format!("{}: ", kind.label()));
            match &reference.url {
                Some(url) => self.out.item(&format!("{kind}[{}](<{url}>)", escaped(&reference.title))),
                None => self.out.item(&format!("{kind}{}", escaped(&reference.title))),
            }
            self.out.visibility(reference.visibility);
        }
    }

    fn similar(&mut self, similar: &[Similar]) {
        if similar.is_empty() {
            return;
        }
        self.out.heading(2, "Similar Incidents");
        for Similar { case, reasons, .. } in similar {
            let other = &self.view.cases[*case].incident;
            let reasons: Vec<Cow<'_, str>> = reasons.iter().map(|reason| escaped(reason)).collect();
            self.out.item(&format!("{} {} ({})", escaped(&other.id), escaped(&other.title), reasons.join(", ")));
        }
    }

    /// The state of the review itself.
    fn review(&mut self) {
        let review = &self.case.incident.review;
        self.out.heading(2, "Review");
        self.out.fact("State", review.state.label());
        self.out.fact_list("Owner", review.owner.as_slice());
        self.out.fact_list("Approvers", &review.approvers);
        for (name, day) in [("Held", review.held), ("Published", review.published)] {
            if let Some(day) = day {
                self.out.fact(name, &day.to_string());
            }
        }
        if let Some(recording) = &review.recording {
            self.out.fact("Recording", &format!("<{recording}>"));
        }
    }

    fn text(&mut self, level: usize, heading: &str, text: Option<&str>) {
        self.out.section(level, heading, text);
    }
}

/// The label of an impact figure.
fn figure(key: &'static str) -> &'static str {
    match key {
        "users_affected" => "Users affected",
        "users_affected_percent" => "Share of users affected",
        "requests_failed" => "Failed requests",
        "revenue_lost" => "Revenue lost",
        "support_tickets" => "Support tickets",
        "data_lost" => "Data lost",
        "sla_breached" => "SLA breached",
        "regions" => "Regions",
        other => other,
    }
}

/// Formats a moment in UTC.
fn when(moment: Moment) -> String {
    prose::time::utc(moment)
}

fn labels(names: &[String], registry: &Registry) -> Vec<String> {
    names.iter().map(|name| registry.label(name).to_owned()).collect()
}

fn responder_line(responder: &Responder, config: &Config) -> String {
    let role = responder.role.as_deref().map_or_else(String::new, |role| format!(" - {}", escaped(role)));
    let team = responder.team.as_deref().map_or_else(String::new, |team| format!(" ({})", escaped(config.teams.label(team))));
    format!("{}{role}{team}{}", escaped(&responder.name), mark(responder.visibility))
}

/// A mark at the end of a line that is internal. In texts from the file, brackets are escaped, so that they cannot imitate it.
fn mark(visibility: Visibility) -> &'static str {
    if visibility.is_public() { "" } else { " [internal]" }
}
