//! An incident's life to scale: its milestones as a waterfall, the spans between them, and what was said and recorded when.

mod axis;
mod drawing;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::archive::{Measure, Metric, VisibleIncident};
use crate::config::MeasureFrom;
use crate::incident::{Milestone, Moment, Status};
use crate::prose::{self, When};
use crate::site::html::Html;
use crate::site::names::Names;

/// What of an incident's life is drawn.
#[derive(Debug, Default)]
pub(in crate::site) struct Life {
    /// The known milestones by time.
    stones: Vec<Stone>,
    /// Changes of severity.
    severities: Vec<Mark>,
    /// Messages.
    messages: Vec<Mark>,
    /// The moments of the timeline's entries.
    entries: Vec<Reach>,
    /// How it stands, where it is not over.
    ongoing: Option<&'static str>,
}

/// A milestone.
#[derive(Debug)]
struct Stone {
    milestone: Milestone,
    /// When, in as few words as its place in the list allows.
    when: String,
    at: Reach,
    approximate: bool,
    /// What ends here.
    spans: Vec<Span>,
}

/// A derived length of time.
#[derive(Debug)]
struct Span {
    name: &'static str,
    from: i64,
    measure: Measure,
}

/// Something at one moment.
#[derive(Debug)]
struct Mark {
    at: Reach,
    label: String,
}

/// A moment in seconds: an instant, or a day from its first to its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reach {
    from: i64,
    to: i64,
}

impl Reach {
    fn of(moment: Moment, zone: &TimeZone) -> Self {
        let from = moment.sort_key(zone);
        let end = match moment {
            Moment::Instant(_) => from,
            _ => moment.day(zone).tomorrow().map_or(from, |next| Moment::Day(next).sort_key(zone)),
        };
        Self { from: from.as_second(), to: end.as_second() }
    }

    fn is_day(self) -> bool {
        self.to > self.from
    }
}

impl Life {
    /// The life of one incident as its reader may see it.
    pub(in crate::site) fn of(case: &VisibleIncident, names: &Names<'_>) -> Self {
        let (incident, zone) = (&case.incident, &names.config.zone);
        let severity = |change: &crate::incident::SeverityChange| Mark {
            at: Reach::of(change.at, zone),
            label: names.severity(&change.to).label,
        };
        let message = |message: &crate::incident::Communication| {
            let audience = message.audience.map(|audience| format!("to {}", audience.label().to_lowercase()));
            Mark { at: Reach::of(message.at, zone), label: message.channel.clone().or(audience).unwrap_or_default() }
        };
        let status = incident.status();
        Self {
            stones: stones(case, zone, names.config.measure_from),
            severities: incident.severity_changes.iter().map(severity).collect(),
            messages: incident.communications.iter().map(message).collect(),
            entries: incident.timeline.iter().map(|entry| Reach::of(entry.at, zone)).collect(),
            ongoing: (status != Status::Resolved).then(|| status.label()),
        }
    }

    /// The picture, where there is a length to show: one moment alone has none.
    pub(in crate::site) fn draw(&self) -> Option<Html> {
        let moments = self.moments();
        (moments.len() > 1 && !self.stones.is_empty()).then(|| drawing::draw(self, &moments))
    }

    /// Every recorded moment, in order, each once.
    fn moments(&self) -> Vec<i64> {
        let marks = self.severities.iter().chain(&self.messages).map(|mark| mark.at);
        let reaches = self.stones.iter().map(|stone| stone.at).chain(marks).chain(self.entries.iter().copied());
        let mut moments: Vec<i64> = reaches.flat_map(|reach| [reach.from, reach.to]).collect();
        moments.sort_unstable();
        moments.dedup();
        moments
    }

    /// What the picture shows, in sentences.
    fn description(&self, breaks: impl Iterator<Item = i64>) -> String {
        let mut sentences: Vec<String> = self.stones.iter().map(Stone::sentence).collect();
        sentences.extend(self.ongoing.map(|status| format!("Not over: {}.", status.to_lowercase())));
        if !self.severities.is_empty() {
            let labels: Vec<&str> = self.severities.iter().map(|mark| mark.label.as_str()).collect();
            sentences.push(format!("Severity: {}.", labels.join(", ")));
        }
        for (count, one, many) in [
            (self.messages.len(), "communication", "communications"),
            (self.entries.len(), "entry of the timeline", "entries of the timeline"),
        ] {
            sentences.extend((count > 0).then(|| format!("{}.", prose::count(count, one, many))));
        }
        sentences.extend(breaks.map(|seconds| format!("Nothing is recorded for {}.", prose::duration(seconds))));
        sentences.join(" ")
    }
}

impl Stone {
    fn sentence(&self) -> String {
        let spans = self.spans.iter().map(|span| format!(", {} {}", span.name.to_lowercase(), span.measure));
        format!("{} {}{}.", self.milestone.label(), self.when, spans.collect::<String>())
    }
}

/// The known milestones by time; those of one moment in the order of an incident's life.
fn stones(case: &VisibleIncident, zone: &TimeZone, measure_from: MeasureFrom) -> Vec<Stone> {
    let life = &case.milestones;
    let mut known: Vec<(Moment, Milestone)> =
        Milestone::ALL.iter().filter_map(|milestone| Some((life.moment(*milestone)?, *milestone))).collect();
    known.sort_by(|(one, _), (two, _)| one.chronological(*two, zone));
    let mut day = String::new();
    let stone = |(moment, milestone): (Moment, Milestone)| {
        let approximate = life.is_approximate(milestone);
        let when = When::new(moment, zone, approximate);
        let about = if approximate { "about " } else { "" };
        let text = match &when.time {
            Some(time) if when.date == day => format!("{about}{time}"),
            Some(time) => format!("{about}{} {time}", when.date),
            None => format!("{about}{}", when.date),
        };
        day = when.date;
        let spans = spans(case, milestone, measure_from);
        Stone { milestone, when: text, at: Reach::of(moment, zone), approximate, spans }
    };
    known.into_iter().map(stone).collect()
}

/// The lengths that end with a milestone: the metrics, and how long the cause was in place before the impact.
fn spans(case: &VisibleIncident, milestone: Milestone, measure_from: MeasureFrom) -> Vec<Span> {
    let second = |milestone| case.milestones.moment(milestone).and_then(Moment::instant).map(Timestamp::as_second);
    let ending = Metric::shown(measure_from).filter(|metric| metric.between(measure_from).1 == milestone);
    let span = |metric: Metric| {
        let measure = case.measure(metric, measure_from)?;
        Some(Span { name: metric.label(), from: second(metric.between(measure_from).0)?, measure })
    };
    let mut spans: Vec<Span> = ending.filter_map(span).collect();
    if let (Milestone::Started, Some(from), Some(to)) = (milestone, second(Milestone::Introduced), second(milestone)) {
        let approximate = [Milestone::Introduced, milestone].iter().any(|each| case.milestones.is_approximate(*each));
        if to >= from {
            spans.push(Span { name: "Before the impact", from, measure: Measure { seconds: to - from, approximate } });
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::chart::geometry::{TEXTS, check};

    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;

    fn at(from: i64) -> Reach {
        Reach { from, to: from }
    }

    /// A life with these moments, each with the span from the first: names and times as long as they get.
    fn life(moments: &[i64]) -> Life {
        let stone = |(milestone, moment): (&Milestone, &i64)| {
            let measure = Measure { seconds: moment - moments[0], approximate: true };
            Stone {
                milestone: *milestone,
                when: "about 2024-03-15 14:30:05".to_owned(),
                at: at(*moment),
                approximate: moment % 2 == 0,
                spans: vec![Span { name: "Time to acknowledge", from: moments[0], measure }],
            }
        };
        Life { stones: Milestone::ALL.iter().zip(moments).map(stone).collect(), ..Life::default() }
    }

    fn marks(text: &str, moments: impl IntoIterator<Item = i64>) -> Vec<Mark> {
        moments.into_iter().map(|moment| Mark { at: at(moment), label: text.to_owned() }).collect()
    }

    fn html(life: &Life) -> String {
        serde_json::to_value(life.draw().unwrap()).unwrap().as_str().unwrap().to_owned()
    }

    #[test]
    fn a_life_of_any_length_keeps_its_labels_apart() {
        let lives: [&[i64]; 7] = [
            &[0, 1],
            &[0, 12, 30, 31, 55, 60],
            &[0, 0, 0, 1, 1, 2, 2],
            &[0, 300, 900, 1800, HOUR, 11 * DAY - 60, 11 * DAY],
            &[-400 * DAY, 0, 372, 630, 931, HOUR, 11 * DAY + 67],
            &[0, HOUR, DAY, 10 * DAY, 100 * DAY, 1000 * DAY, 10_000 * DAY],
            &[0, DAY - 1, DAY, 2 * DAY - 1, 3 * DAY, 9 * DAY, 31 * DAY],
        ];
        for moments in lives {
            let end = moments[moments.len() - 1];
            for text in TEXTS {
                for count in [0, 1, 3, 40] {
                    for ongoing in [None, Some("Investigating")] {
                        let mut life = life(moments);
                        life.severities = marks(text, (0..count).map(|index| moments[0] + index * 7));
                        life.messages = marks(text, (0..count).map(|index| end * index / 40));
                        life.entries = (0..3 * count).map(|index| at(end * index / 120)).collect();
                        life.ongoing = ongoing;
                        check(&life.draw().unwrap());
                    }
                }
            }
        }
    }

    #[test]
    fn a_day_and_an_estimate_are_shown_as_what_they_are() {
        let mut life = life(&[0, DAY + HOUR]);
        life.stones[0].at = Reach { from: 0, to: DAY };
        life.stones[0].spans.clear();
        life.stones[1].approximate = true;
        check(&life.draw().unwrap());
        let html = html(&life);
        assert_eq!([html.matches("class=\"day\"").count(), html.matches("class=\"stone rough\"").count()], [2, 2]);
        assert_eq!(html.matches("class=\"stone\"").count(), 0);
    }

    #[test]
    fn a_life_that_is_not_over_has_an_open_end() {
        let mut life = life(&[0, 60]);
        assert!(!html(&life).contains("class=\"bar open\""));
        life.ongoing = Some("Monitoring");
        assert!(html(&life).contains("class=\"bar open\"") && html(&life).contains("Not over: monitoring."));
    }

    #[test]
    fn a_break_says_how_long_nothing_was_recorded() {
        let html = html(&life(&[0, 60, 300, 300 + 11 * DAY])).replace('\u{a0}', " ");
        assert_eq!(html.matches(">11 d without a record</text>").count(), 2, "{html}");
        assert!(html.contains("Nothing is recorded for 11 d."));
    }

    #[test]
    fn one_moment_alone_is_no_picture() {
        assert!(life(&[5]).draw().is_none());
        assert!(life(&[5, 5]).draw().is_none());
    }
}
