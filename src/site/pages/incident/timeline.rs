//! The timeline and the communications on the incident page.

use std::cmp::Reverse;

use super::Builder;
use crate::archive::VisibleIncident;
use crate::incident::{EventKind, Incident, Milestone, Moment, Status, TimelineEntry, Visibility, seconds_between};
use crate::locale::Locale;
use crate::prose::time;
use crate::site::address;
use crate::site::context::{CommunicationContext, ImageContext, KindCount, TimelineContext, UpdateContext};

impl Builder<'_> {
    pub(super) fn timeline(&mut self, case: &VisibleIncident) -> Vec<TimelineContext> {
        let started = case.milestones.moment(Milestone::Started).and_then(Moment::instant);
        let mut day = String::new();
        let mut entries = Vec::with_capacity(case.incident.timeline.len());
        for entry in &case.incident.timeline {
            let estimated = entry.milestone.is_some_and(|milestone| case.milestones.is_approximate(milestone));
            let locale = self.names.locale;
            let when = locale.when(entry.at, &self.names.config.zone, estimated);
            let new_day = when.day != day;
            day.clone_from(&when.day);
            let is_estimate = estimated || case.milestones.is_approximate(Milestone::Started);
            let offset = started
                .zip(entry.at.instant())
                .map(|(start, at)| locale.about(offset(locale, seconds_between(start, at)), is_estimate));
            entries.push(TimelineContext {
                id: self.anchor(&format!("t-{}", time::local(entry.at, &self.names.config.zone))),
                is_key: entry.milestone.is_some() || entry.kind == Some(EventKind::Decision),
                when,
                offset,
                new_day,
                event: self.item(&entry.event),
                kind: entry.kind.map(|kind| self.names.word("event_kind", kind.as_str())),
                milestone: entry.milestone.map(|milestone| self.names.word("milestone", milestone.as_str())),
                by: entry.by.clone(),
                source: entry.source.clone(),
                url: entry.url.clone(),
                image: image(entry),
                internal: entry.visibility == Visibility::Internal,
            });
        }
        entries
    }

    /// The most recent timeline entry or message of an ongoing incident.
    pub(super) fn latest(&mut self, incident: &Incident) -> Option<UpdateContext> {
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

    pub(super) fn communications(&mut self, incident: &Incident) -> Vec<CommunicationContext> {
        let messages = incident.communications.iter();
        messages
            .map(|message| CommunicationContext {
                when: self.when(message.at),
                channel: message.channel.clone(),
                audience: message.audience.map(|audience| self.names.word("to", audience.as_str())),
                message: self.item(&message.message),
                internal: message.visibility() == Visibility::Internal,
            })
            .collect()
    }

    /// The kinds of timeline entries, most frequent first.
    pub(super) fn kinds(&self, incident: &Incident) -> Vec<KindCount> {
        let mut kinds: Vec<KindCount> = Vec::new();
        for kind in incident.timeline.iter().filter_map(|entry| entry.kind) {
            match kinds.iter_mut().find(|known| known.kind.word == kind.as_str()) {
                Some(known) => known.count += 1,
                None => kinds.push(KindCount { kind: self.names.word("event_kind", kind.as_str()), count: 1 }),
            }
        }
        kinds.sort_by_key(|kind| Reverse(kind.count));
        kinds
    }
}

/// The number of entries above which a page first shows only the milestones and decisions of a timeline.
const LONG: usize = 15;

/// The number of milestones and decisions in a long timeline, if it has at least three of them and also other entries.
pub(super) fn key_events(timeline: &[TimelineContext]) -> Option<usize> {
    let count = timeline.iter().filter(|entry| entry.is_key).count();
    (timeline.len() > LONG && count > 2 && count < timeline.len()).then_some(count)
}

fn image(entry: &TimelineEntry) -> Option<ImageContext> {
    let image = entry.image.as_ref()?;
    let alt = entry.image_alt.clone().unwrap_or_default();
    Some(ImageContext { address: address::encoded(image), alt })
}

/// The signed distance from the start: `+5 min`, `−2 h`, `+0`.
fn offset(locale: &Locale, seconds: i64) -> String {
    match seconds {
        0 => "+0".to_owned(),
        1.. => format!("+{}", locale.duration(seconds)),
        _ => format!("−{}", locale.duration(seconds)),
    }
}
