//! Metrics derived from an incident's milestones, by stated definitions.
//!
//! A duration is known only if both milestones are known to the instant. A milestone that is unknown, or known only to the day,
//! yields no duration. An unknown duration is never zero.

use crate::config::MeasureFrom;
use crate::incident::{Incident, Milestone, Moment, seconds_between};

/// A derived duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// From the start to the detection.
    TimeToDetect,
    /// From the detection to the acknowledgement.
    TimeToAcknowledge,
    /// From the detection or the start, as configured, to the end of the impact.
    TimeToMitigate,
    /// From the detection or the start, as configured, to the resolution.
    TimeToResolve,
    /// From the start to the resolution.
    Duration,
}

impl Metric {
    /// All metrics, in the order of the milestones.
    pub const ALL: [Self; 5] =
        [Self::TimeToDetect, Self::TimeToAcknowledge, Self::TimeToMitigate, Self::TimeToResolve, Self::Duration];

    /// The metrics in the archive's statistics: the duration of each step.
    pub const TIMES: [Self; 4] = [Self::TimeToDetect, Self::TimeToAcknowledge, Self::TimeToMitigate, Self::TimeToResolve];

    /// The key of the metric in data files, where its unit is seconds.
    pub const fn key(self) -> &'static str {
        match self {
            Self::TimeToDetect => "time_to_detect_seconds",
            Self::TimeToAcknowledge => "time_to_acknowledge_seconds",
            Self::TimeToMitigate => "time_to_mitigate_seconds",
            Self::TimeToResolve => "time_to_resolve_seconds",
            Self::Duration => "duration_seconds",
        }
    }

    /// The name of the metric in message catalogs and templates.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TimeToDetect => "time_to_detect",
            Self::TimeToAcknowledge => "time_to_acknowledge",
            Self::TimeToMitigate => "time_to_mitigate",
            Self::TimeToResolve => "time_to_resolve",
            Self::Duration => "duration",
        }
    }

    /// The English label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::TimeToDetect => "Time to detect",
            Self::TimeToAcknowledge => "Time to acknowledge",
            Self::TimeToMitigate => "Time to mitigate",
            Self::TimeToResolve => "Time to resolve",
            Self::Duration => "Duration",
        }
    }

    /// The milestones between which the metric is measured: from, to.
    pub const fn between(self, measure_from: MeasureFrom) -> (Milestone, Milestone) {
        let from = match measure_from {
            MeasureFrom::Started => Milestone::Started,
            MeasureFrom::Detected => Milestone::Detected,
        };
        match self {
            Self::TimeToDetect => (Milestone::Started, Milestone::Detected),
            Self::TimeToAcknowledge => (Milestone::Detected, Milestone::Acknowledged),
            Self::TimeToMitigate => (from, Milestone::Mitigated),
            Self::TimeToResolve => (from, Milestone::Resolved),
            Self::Duration => (Milestone::Started, Milestone::Resolved),
        }
    }

    /// The metrics to show. If the time to resolve is measured from the start, it equals the duration, which is then omitted.
    pub fn shown(measure_from: MeasureFrom) -> impl Iterator<Item = Self> {
        let twice = measure_from == MeasureFrom::Started;
        Self::ALL.into_iter().filter(move |metric| !(twice && *metric == Self::TimeToResolve))
    }

    /// The definition, as printed beside the value: "from start to detection".
    pub fn definition(self, measure_from: MeasureFrom) -> String {
        let (from, to) = self.between(measure_from);
        format!("from {} to {}", from.noun(), to.noun())
    }

    /// The metric for one incident, if both milestones are known to the instant and in order.
    pub fn measure(self, life: &ResolvedMilestones, measure_from: MeasureFrom) -> Option<Measure> {
        let (from, to) = self.between(measure_from);
        let (start, end) = (life.moment(from)?.instant()?, life.moment(to)?.instant()?);
        let seconds = seconds_between(start, end);
        (end >= start).then(|| Measure { seconds, approximate: life.is_approximate(from) || life.is_approximate(to) })
    }
}

/// A derived duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Whole seconds.
    pub seconds: i64,
    /// Whether one of its milestones is an estimate.
    pub approximate: bool,
}

impl Measure {
    /// Formats the duration in at most two units, with "about" if it is an estimate.
    pub fn brief(self) -> String {
        format!("{}{}", self.about(), crate::prose::brief_duration(self.seconds))
    }

    fn about(self) -> &'static str {
        if self.approximate { "about " } else { "" }
    }
}

/// Formats the duration to the second, with "about" if it is an estimate.
impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.about(), crate::prose::duration(self.seconds))
    }
}

/// The milestones of one incident, whether stated directly or in the timeline.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResolvedMilestones {
    moments: [Option<Moment>; Milestone::ALL.len()],
    approximate: [bool; Milestone::ALL.len()],
}

impl ResolvedMilestones {
    /// Collects the milestones of an incident.
    pub fn of(incident: &Incident) -> Self {
        Self {
            moments: Milestone::ALL.map(|milestone| incident.milestone(milestone)),
            approximate: Milestone::ALL.map(|milestone| incident.milestones.is_approximate(milestone)),
        }
    }

    /// The moment of a milestone, if known.
    pub fn moment(&self, milestone: Milestone) -> Option<Moment> {
        self.moments[milestone as usize]
    }

    /// Whether the moment of a milestone is an estimate.
    pub fn is_approximate(&self, milestone: Milestone) -> bool {
        self.approximate[milestone as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life(milestones: &str) -> ResolvedMilestones {
        let text = format!("id = \"a\"\ntitle = \"a\"\nseverity = \"sev1\"\n[milestones]\n{milestones}");
        ResolvedMilestones::of(&toml::from_str(&text).unwrap())
    }

    fn seconds(metric: Metric, life: &ResolvedMilestones, from: MeasureFrom) -> Option<i64> {
        metric.measure(life, from).map(|measure| measure.seconds)
    }

    #[test]
    fn each_metric_is_measured_by_its_definition() {
        let life = life(
            "started = 2024-03-15T14:00:00Z\ndetected = 2024-03-15T14:10:00Z\nacknowledged = 2024-03-15T14:12:00Z\n\
             mitigated = 2024-03-15T14:40:00Z\nresolved = 2024-03-15T15:00:00Z",
        );
        let of = |from| Metric::ALL.map(|metric| seconds(metric, &life, from).unwrap());
        assert_eq!(of(MeasureFrom::Started), [600, 120, 2400, 3600, 3600]);
        assert_eq!(of(MeasureFrom::Detected), [600, 120, 1800, 3000, 3600]);
        assert_eq!(Metric::TimeToResolve.definition(MeasureFrom::Detected), "from detection to resolution");
    }

    #[test]
    fn what_is_unknown_or_known_to_the_day_is_never_a_number() {
        let life = life("started = 2024-03-15\nresolved = 2024-03-15T15:00:00Z");
        assert!(Metric::ALL.iter().all(|metric| metric.measure(&life, MeasureFrom::Started).is_none()));
    }

    #[test]
    fn an_estimate_makes_what_is_derived_from_it_an_estimate() {
        let life = life("started = 2024-03-15T14:00:00Z\nresolved = 2024-03-15T15:00:00Z\napproximate = [\"started\"]");
        let measure = Metric::Duration.measure(&life, MeasureFrom::Started).unwrap();
        assert_eq!((measure.seconds, measure.approximate), (3600, true));
    }
}
