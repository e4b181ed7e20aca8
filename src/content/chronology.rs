//! Converts local times to instants: each in the file's time zone, and a time without a date on the day of the previous entry.
//!
//! A time that is skipped or repeated by a daylight-saving change is reported to the author: guessing could shift the incident by
//! an hour.

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use crate::config::unknown_zone;
use crate::diagnostic::{Diagnostic, Location, ValuePath, at};
use crate::incident::{Incident, Milestone, Moment};

/// The result of resolving an incident's times.
pub(super) struct Resolved {
    /// The time zone of the file.
    pub zone: TimeZone,
    /// Timeline entries with only a time that was earlier than the previous entry and was therefore moved to the next day.
    pub rolled_over: Vec<usize>,
}

/// Resolves every moment of the incident where possible, and reports the others.
pub(super) fn resolve(incident: &mut Incident, file: &str, site_zone: &TimeZone, problems: &mut Vec<Diagnostic>) -> Resolved {
    let zone = match &incident.time_zone {
        None => site_zone.clone(),
        Some(name) => TimeZone::get(name).unwrap_or_else(|_| {
            problems.push(unknown_zone(Location::value(file, at!["time_zone"]), name));
            site_zone.clone()
        }),
    };
    let mut chronology = Chronology { file, zone, problems };
    chronology.milestones(incident);
    let rolled_over = chronology.timeline(incident);
    chronology.other(incident);
    Resolved { zone: chronology.zone, rolled_over }
}

struct Chronology<'a> {
    file: &'a str,
    zone: TimeZone,
    problems: &'a mut Vec<Diagnostic>,
}

impl Chronology<'_> {
    fn milestones(&mut self, incident: &mut Incident) {
        for milestone in Milestone::ALL {
            if let Some(moment) = incident.milestones.get_mut(milestone) {
                self.settle(moment, || at!["milestones", milestone.as_str()]);
            }
        }
    }

    /// Returns the entries that were moved to the next day.
    fn timeline(&mut self, incident: &mut Incident) -> Vec<usize> {
        let mut before: Option<DateTime> = None;
        let mut rolled_over = Vec::new();
        for (index, entry) in incident.timeline.iter_mut().enumerate() {
            let path = || at!["timeline", index, "at"];
            if let Moment::Time(time) = entry.at {
                match before {
                    Some(before) => {
                        let local = on_or_after(before, time);
                        rolled_over.extend((local.date() > before.date()).then_some(index));
                        entry.at = Moment::Local(local);
                    }
                    None => {
                        let message = format!("the time {time} has no day: no entry stands before it");
                        let diagnostic = Diagnostic::error("time-without-day", message).at(Location::value(self.file, path()));
                        self.problems.push(diagnostic.hint(format!("write the day too: 2024-03-15T{time}")));
                        continue;
                    }
                }
            }
            let local = match entry.at {
                Moment::Local(local) => local,
                Moment::Instant(instant) => self.zone.to_datetime(instant),
                Moment::Day(day) => day.to_datetime(Time::midnight()),
                Moment::Time(_) => continue,
            };
            before = Some(local);
            self.settle(&mut entry.at, path);
        }
        rolled_over
    }

    fn other(&mut self, incident: &mut Incident) {
        for (index, message) in incident.communications.iter_mut().enumerate() {
            self.settle(&mut message.at, || at!["communications", index, "at"]);
        }
        for (index, change) in incident.severity_changes.iter_mut().enumerate() {
            self.settle(&mut change.at, || at!["severity_changes", index, "at"]);
        }
        let decisions = incident.analysis.iter_mut().flat_map(|analysis| &mut analysis.decisions);
        for (index, decision) in decisions.enumerate() {
            self.settle(&mut decision.at, || at!["analysis", "decisions", index, "at"]);
        }
    }

    /// Converts a local date-time to an instant.
    fn settle(&mut self, moment: &mut Moment, path: impl Fn() -> ValuePath) {
        if let Moment::Local(local) = *moment {
            match self.zone.to_ambiguous_timestamp(local).unambiguous() {
                Ok(instant) => *moment = Moment::Instant(instant),
                Err(_) => {
                    let problem = self.ambiguous(local, path());
                    self.problems.push(problem);
                }
            }
        }
    }

    fn ambiguous(&self, local: DateTime, path: ValuePath) -> Diagnostic {
        let zone = self.zone.iana_name().unwrap_or("this zone");
        let written = |offset: Offset| format!("{local}{}", in_toml(offset));
        let error = |message: String| Diagnostic::error("local-time", message).at(Location::value(self.file, path));
        match self.zone.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Gap { before, after } => error(format!("{local} does not exist in {zone}: the clocks skipped it"))
                .hint(format!("write the offset that was meant: {} or {}", written(before), written(after))),
            AmbiguousOffset::Fold { before, after } => {
                error(format!("{local} happened twice in {zone}: the clocks were set back")).hint(format!(
                    "write the offset: {} for the first time, {} for the second",
                    written(before),
                    written(after)
                ))
            }
            AmbiguousOffset::Unambiguous { .. } => {
                error(format!("{local} is outside of the calendar, {} to {}", Timestamp::MIN, Timestamp::MAX))
            }
        }
    }
}

/// An offset in TOML notation: `+02:00`.
fn in_toml(offset: Offset) -> String {
    let minutes = offset.seconds().abs() / 60;
    format!("{}{:02}:{:02}", if offset.is_negative() { '-' } else { '+' }, minutes / 60, minutes % 60)
}

/// The first date-time at or after `before` with the given time of day, on the same or the next day.
fn on_or_after(before: DateTime, time: Time) -> DateTime {
    let day = before.date();
    let same_day = day.to_datetime(time);
    if same_day >= before { same_day } else { day.tomorrow().map_or(same_day, |tomorrow| tomorrow.to_datetime(time)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(toml: &str) -> (Vec<String>, Vec<String>) {
        let text = format!("id = \"a\"\ntitle = \"a\"\nseverity = \"sev1\"\n{toml}");
        let mut incident: Incident = toml::from_str(&text).unwrap();
        let mut problems = Vec::new();
        resolve(&mut incident, "f", &TimeZone::get("Europe/Berlin").unwrap(), &mut problems);
        let moments = incident.timeline.iter().map(|entry| entry.at.to_string()).collect();
        let path = |problem: &Diagnostic| problem.location.as_ref().unwrap().value.as_ref().unwrap().path.to_string();
        (moments, problems.iter().map(|problem| format!("{}: {}", path(problem), problem.message)).collect())
    }

    fn timeline(times: &[&str]) -> String {
        times.iter().map(|at| format!("[[timeline]]\nat = {at}\nevent = \"e\"\n")).collect()
    }

    #[test]
    fn a_time_alone_takes_the_day_of_the_entry_before_it_and_rolls_over_midnight() {
        let (moments, problems) = resolved(&timeline(&["2024-03-15T23:50:00", "23:50:00", "00:10:00", "00:09:00"]));
        assert_eq!(moments, ["2024-03-15T22:50:00Z", "2024-03-15T22:50:00Z", "2024-03-15T23:10:00Z", "2024-03-16T23:09:00Z"]);
        assert!(problems.is_empty());
    }

    #[test]
    fn the_night_that_an_hour_is_skipped_is_an_hour_shorter() {
        let (moments, _) = resolved(&timeline(&["2025-03-30T01:59:00", "03:01:00"]));
        assert_eq!(moments, ["2025-03-30T00:59:00Z", "2025-03-30T01:01:00Z"]);
    }

    #[test]
    fn times_that_do_not_exist_exist_twice_or_have_no_day_are_problems() {
        let (_, problems) = resolved(&timeline(&["12:00:00", "2025-03-30T02:30:00", "2025-10-26T02:30:00"]));
        assert_eq!(
            problems,
            [
                "timeline[0].at: the time 12:00:00 has no day: no entry stands before it",
                "timeline[1].at: 2025-03-30T02:30:00 does not exist in Europe/Berlin: the clocks skipped it",
                "timeline[2].at: 2025-10-26T02:30:00 happened twice in Europe/Berlin: the clocks were set back",
            ]
        );
    }

    #[test]
    fn a_file_may_name_its_own_zone_and_an_unknown_one_is_a_problem() {
        let (moments, _) = resolved(&format!("time_zone = \"Asia/Tokyo\"\n{}", timeline(&["2024-03-15T09:00:00"])));
        assert_eq!(moments, ["2024-03-15T00:00:00Z"]);
        let (_, problems) = resolved("time_zone = \"Mars/Olympus\"\n");
        assert_eq!(problems, ["time_zone: there is no time zone \"Mars/Olympus\""]);
    }
}
