//! The timeline strip of an incident: its phases as bands, its severity below them, and its events.
//!
//! The strip runs from the start to the resolution and is drawn to scale. Events before or after it are named at its ends with
//! their distance, so that a lead time of days does not squeeze an incident of minutes. The strip on the incident page and the one
//! in a list row share one model.

mod masthead;
mod scale;

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::svg::{Rect, Svg};
use crate::archive::VisibleIncident;
use crate::config::Color;
use crate::incident::{Communication, Milestone, Moment, Status};
use crate::locale::Locale;
use crate::site::html::Html;
use crate::site::names::Names;
use scale::{Scale, TimeSpan};

/// The size of the strip in a list row.
const ROW: Rect = Rect { x: 0, y: 0, width: 160, height: 14 };

/// The data that the strip shows.
#[derive(Debug)]
pub(in crate::site) struct Strip {
    /// From the start to the resolution, or to the last known moment if the resolution is unknown.
    window: TimeSpan,
    end: End,
    /// The known milestones, in chronological order.
    milestones: Vec<Mark>,
    phases: Vec<Phase>,
    severities: Vec<Severity>,
    /// The moments of the timeline's entries in Unix seconds, in chronological order.
    events: Vec<i64>,
    messages: Vec<Message>,
    zone: TimeZone,
}

/// How the strip ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// With the resolution.
    Resolved,
    /// The resolution is not recorded.
    Unknown,
    /// The incident is ongoing.
    Ongoing(Status),
}

/// A milestone on the strip.
#[derive(Debug)]
struct Mark {
    milestone: Milestone,
    at: TimeSpan,
    /// The time of day; with the date if it differs from that of the previous milestone; or only the date if no time is known.
    time: String,
    approximate: bool,
}

/// The span between two milestones.
#[derive(Debug)]
struct Phase {
    kind: PhaseKind,
    at: TimeSpan,
    /// Whether both ends are known to the second.
    exact: bool,
    approximate: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PhaseKind {
    Undetected,
    Responding,
    Monitoring,
}

impl PhaseKind {
    fn label(self, locale: &Locale) -> Arc<str> {
        locale.text(match self {
            Self::Undetected => "phase_undetected",
            Self::Responding => "phase_responding",
            Self::Monitoring => "phase_monitoring",
        })
    }

    /// The CSS class of the band, which is dashed if one of its ends is open or inexact.
    const fn class(self, exact: bool) -> &'static str {
        match (self, exact) {
            (Self::Undetected, true) => "phase undetected",
            (Self::Responding, true) => "phase responding",
            (Self::Monitoring, true) => "phase monitoring",
            (Self::Undetected, false) => "phase undetected inexact",
            (Self::Responding, false) => "phase responding inexact",
            (Self::Monitoring, false) => "phase monitoring inexact",
        }
    }
}

/// A severity and the time span during which it applied.
#[derive(Debug)]
struct Severity {
    at: TimeSpan,
    class: &'static str,
    label: String,
}

/// A message to people outside of the response team.
#[derive(Debug)]
struct Message {
    at: i64,
    channel: String,
}

impl Strip {
    /// The strip of a visible incident. `None` if there is no duration to draw.
    pub(in crate::site) fn of(case: &VisibleIncident, names: &Names<'_>) -> Option<Self> {
        let (incident, zone) = (&case.incident, &names.config.zone);
        let milestones = milestones(case, zone, names.locale);
        let at = |milestone| milestones.iter().find(|mark| mark.milestone == milestone).map(|mark| mark.at);
        let first = milestones.iter().find(|mark| mark.milestone != Milestone::Introduced);
        let from = at(Milestone::Started).or(first.map(|mark| mark.at))?.from;
        let end = match (at(Milestone::Resolved), incident.status()) {
            (Some(resolved), _) if resolved.to > from => End::Resolved,
            (_, Status::Resolved) => End::Unknown,
            (_, status) => End::Ongoing(status),
        };
        let changes: Vec<TimeSpan> = incident.severity_changes.iter().map(|change| span(change.at, zone)).collect();
        let events: Vec<TimeSpan> = incident.timeline.iter().map(|entry| span(entry.at, zone)).collect();
        let all = || milestones.iter().map(|mark| mark.at).chain(changes.iter().chain(&events).copied());
        let to = match at(Milestone::Resolved) {
            Some(resolved) if end == End::Resolved => resolved.to,
            _ => all().map(|at| at.to).max()?,
        };
        let window = (to > from).then_some(TimeSpan { from, to })?;
        let phases = phases(&milestones, window, end);
        let mut events: Vec<i64> = events.into_iter().map(|at| at.from).collect();
        events.sort_unstable();
        let severities = severities(case, names, &changes, window);
        let messages = incident.communications.iter().map(|message| self::message(message, zone, names.locale)).collect();
        Some(Self { window, end, milestones, phases, severities, events, messages, zone: zone.clone() })
    }

    /// The strip with its labels: one layout each for desktop, tablet and phone.
    pub(in crate::site) fn masthead(&self, locale: &Locale) -> Html {
        masthead::draw(self, locale)
    }

    /// The strip without labels, for a list row that states the same facts in words.
    pub(in crate::site) fn row(&self) -> Html {
        let mut svg = Svg::default();
        let scale = Scale::new(self.window, 0, ROW.width);
        self.bands(&mut svg, &scale, Rect { height: 10, ..ROW });
        self.severity_line(&mut svg, &scale, Rect { y: 11, height: 3, ..ROW });
        svg.decoration("strip row", ROW.width, ROW.height)
    }

    /// Draws the phases, each at least one unit wide.
    fn bands(&self, svg: &mut Svg, scale: &Scale, at: Rect) {
        for phase in &self.phases {
            let (x, width) = scale.segment(phase.at);
            svg.rect(phase.kind.class(phase.exact), Rect { x, width, ..at }, 0);
        }
    }

    fn severity_line(&self, svg: &mut Svg, scale: &Scale, at: Rect) {
        for severity in &self.severities {
            let (x, width) = scale.segment(severity.at);
            svg.rect(severity.class, Rect { x, width, ..at }, 0);
        }
    }

    /// The duration of the incident, if both ends are known to the second.
    fn length(&self, locale: &Locale) -> Option<String> {
        let mark = |milestone| self.milestones.iter().find(|mark| mark.milestone == milestone && !mark.at.is_day());
        let (start, end) = (mark(Milestone::Started)?, mark(Milestone::Resolved)?);
        let length = || locale.brief_duration(end.at.from - start.at.from);
        (end.at.from >= start.at.from).then(|| locale.about(length(), start.approximate || end.approximate))
    }

    /// The description of the picture in sentences.
    fn description(&self, locale: &Locale) -> String {
        let mut sentences: Vec<String> = Vec::new();
        sentences.extend(self.milestones.iter().map(|mark| format!("{}.", masthead::label(mark, locale))));
        let exact = self.phases.iter().filter(|phase| phase.exact);
        sentences.extend(exact.map(|phase| format!("{}.", phase_label(phase, locale))));
        match self.end {
            End::Resolved => {}
            End::Unknown => sentences.push(locale.text("resolution_unknown").to_string()),
            End::Ongoing(status) => {
                let status = locale.word("status", status.as_str());
                sentences.push(format!("{}.", locale.format("ongoing_status", &[("status", (&*status).into())])));
            }
        }
        let labels: Vec<&str> =
            self.severities.iter().map(|severity| severity.label.as_str()).filter(|label| !label.is_empty()).collect();
        if !labels.is_empty() {
            sentences.push(locale.format("severity_was", &[("labels", labels.join(&locale.text("list_gap")).into())]));
        }
        for (count, message) in [(self.events.len(), "entry_count"), (self.messages.len(), "communication_count")] {
            sentences.extend((count > 0).then(|| format!("{}.", locale.format(message, &[("count", count.into())]))));
        }
        sentences.join(" ")
    }
}

fn phase_label(phase: &Phase, locale: &Locale) -> String {
    let length = locale.brief_duration(phase.at.to - phase.at.from);
    format!("{} {}", phase.kind.label(locale), locale.about(length, phase.approximate))
}

fn span(moment: Moment, zone: &TimeZone) -> TimeSpan {
    let from = moment.sort_key(zone);
    let to = match moment {
        Moment::Instant(_) => from,
        _ => moment.day(zone).tomorrow().map_or(from, |next| Moment::Day(next).sort_key(zone)),
    };
    TimeSpan { from: from.as_second(), to: to.as_second() }
}

/// The known milestones in chronological order. Those at the same moment are in their usual order.
fn milestones(case: &VisibleIncident, zone: &TimeZone, locale: &Locale) -> Vec<Mark> {
    let known = |milestone: &Milestone| Some((case.milestones.moment(*milestone)?, *milestone));
    let mut known: Vec<(Moment, Milestone)> = Milestone::ALL.iter().filter_map(known).collect();
    known.sort_by(|(one, _), (other, _)| one.chronological(*other, zone));
    let mut before: Option<Date> = None;
    let mark = |(moment, milestone): (Moment, Milestone)| {
        let (day, time) = (moment.day(zone), locale.when(moment, zone, false).time);
        let date = || locale.short_date(day);
        let time = match time {
            Some(time) if milestone != Milestone::Introduced && before.is_none_or(|before| before == day) => time,
            Some(time) => format!("{} {time}", date()),
            None => date(),
        };
        // The introduction may be years earlier. The start does not need a date because of it.
        before = (milestone != Milestone::Introduced).then_some(day);
        Mark { milestone, at: span(moment, zone), time, approximate: case.milestones.is_approximate(milestone) }
    };
    known.into_iter().map(mark).collect()
}

/// The phases between known milestones that are in order: undetected until the detection, responding until the mitigation,
/// monitoring until the end.
fn phases(milestones: &[Mark], window: TimeSpan, end: End) -> Vec<Phase> {
    let inside = |milestone| {
        milestones.iter().find(|mark| mark.milestone == milestone && mark.at.from > window.from && mark.at.from < window.to)
    };
    let start = milestones.iter().find(|mark| mark.at.from == window.from);
    let mut phases: Vec<Phase> = Vec::new();
    let (mut from, mut exact) = (window.from, start.is_some_and(|mark| !mark.at.is_day()));
    let mut approximate = start.is_some_and(|mark| mark.approximate);
    let mut kind = PhaseKind::Responding;
    let boundaries = [(Milestone::Detected, PhaseKind::Undetected), (Milestone::Mitigated, PhaseKind::Responding)];
    for (milestone, before) in boundaries {
        let Some(mark) = inside(milestone).filter(|mark| mark.at.from > from) else { continue };
        let at = TimeSpan { from, to: mark.at.from };
        phases.push(Phase { kind: before, at, exact: exact && !mark.at.is_day(), approximate: approximate || mark.approximate });
        (from, exact, approximate) = (mark.at.from, !mark.at.is_day(), mark.approximate);
        kind = if milestone == Milestone::Mitigated { PhaseKind::Monitoring } else { PhaseKind::Responding };
    }
    let last = milestones.iter().find(|mark| mark.milestone == Milestone::Resolved && mark.at.to == window.to);
    phases.push(Phase {
        kind,
        at: TimeSpan { from, to: window.to },
        exact: exact && end == End::Resolved && last.is_some_and(|mark| !mark.at.is_day()),
        approximate: approximate || last.is_some_and(|mark| mark.approximate),
    });
    phases
}

/// The severity over time. If no changes are known, the final severity covers the whole window.
fn severities(case: &VisibleIncident, names: &Names<'_>, changes: &[TimeSpan], window: TimeSpan) -> Vec<Severity> {
    let severity = |id: &str, from: i64, to: i64| {
        let color = names.config.severities.find(id).map_or(Color::Gray, |severity| severity.color);
        Severity { at: TimeSpan { from, to }, class: fill(color), label: names.severity(id).label }
    };
    if changes.is_empty() {
        return vec![severity(&case.incident.severity, window.from, window.to)];
    }
    let first = changes[0].from.clamp(window.from, window.to);
    let mut all = vec![Severity { at: TimeSpan { from: window.from, to: first }, class: "unrated", label: String::new() }];
    let ends = changes.iter().skip(1).map(|change| change.from).chain([window.to]);
    for ((change, at), end) in case.incident.severity_changes.iter().zip(changes).zip(ends) {
        let (from, to) = (at.from.clamp(window.from, window.to), end.clamp(window.from, window.to));
        all.push(severity(&change.to, from, to.max(from)));
    }
    all.retain(|severity| severity.at.to > severity.at.from);
    all
}

fn message(message: &Communication, zone: &TimeZone, locale: &Locale) -> Message {
    let audience = message.audience.map(|audience| locale.word("to", audience.as_str()).to_string());
    Message { at: span(message.at, zone).from, channel: message.channel.clone().or(audience).unwrap_or_default() }
}

/// The CSS class for a severity's fill colour.
pub(in crate::site) const fn fill(color: Color) -> &'static str {
    match color {
        Color::Red => "fill-red",
        Color::Orange => "fill-orange",
        Color::Yellow => "fill-yellow",
        Color::Green => "fill-green",
        Color::Blue => "fill-blue",
        Color::Purple => "fill-purple",
        Color::Gray => "fill-gray",
    }
}

#[cfg(test)]
mod tests;
