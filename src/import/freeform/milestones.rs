//! Moments of milestones: those that facts state, and those that entries of a timeline state in words: an alert, a rollback, "back to
//! normal".

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::clock::Rank;
use super::reader::{Reader, StatedMoment};
use super::text::words;
use crate::diagnostic::{ValuePath, at};
use crate::import::moments::{self, Doubt};
use crate::import::names::plain;
use crate::import::pattern::Pattern;
use crate::import::stamp::{self, Stamp};
use crate::import::zones::Zone;
use crate::incident::{Day, Milestone, Moment};

impl Reader<'_> {
    /// The moment of a day and a time. What is uncertain about it is noted at `path`.
    pub(super) fn moment(
        &mut self,
        (day, time): (Date, Option<Time>),
        zone: Option<&Zone>,
        span: Range<usize>,
        path: &ValuePath,
    ) -> Moment {
        let Some(time) = time else { return Moment::Day(day) };
        let inferred = self.clock.inferred.clone().filter(|_| zone.is_none() && !self.clock.is_given);
        if let Some(inferred) = inferred.as_ref().filter(|_| !self.clock.is_explained) {
            self.clock.is_explained = true;
            let name = inferred.abbreviation.or_else(|| inferred.tz.iana_name()).unwrap_or("the same zone");
            let comment = format!("no time zone given: read as {name}, like the other times");
            self.draft.unsure(path.clone(), span.clone(), comment);
        }
        let in_zone = self.clock.zone_of(zone);
        let Some((instant, clocks)) = moments::at(day.to_datetime(time), in_zone) else { return Moment::Day(day) };
        // An abbreviation is explained once.
        let unexplained = || zone.filter(|zone| zone.abbreviation.is_none_or(|it| !self.clock.explained.contains(&it)));
        let doubt = match zone {
            _ if clocks.is_some() => clocks,
            Some(_) => unexplained().and_then(|zone| zone.doubt(instant)).map(Doubt::Clocks),
            None => (!self.clock.is_given && inferred.is_none()).then_some(Doubt::Zone),
        };
        if let Some(doubt) = doubt {
            self.clock.explained.extend(zone.and_then(|zone| zone.abbreviation));
            self.draft.doubted(doubt, "", span, path);
        }
        Moment::Instant(instant)
    }

    /// The day that a stamp names, with the year of the document where it has none.
    pub(super) fn day_of(&mut self, stamp: &Stamp, span: &Range<usize>, path: &ValuePath) -> Option<Date> {
        let written = stamp.date?.in_order(self.clock.order);
        let day = written.date(self.clock.year_of(written))?;
        if written.is_ambiguous {
            let comment = format!("\"{}\" is read as {}", stamp.text, written.order());
            self.draft.unsure(path.clone(), span.clone(), comment);
        }
        Some(day)
    }

    /// Reads a day in the document's order of day and month, or notes that they could be the other way round.
    pub(super) fn settle_day(&mut self, day: &mut Option<Day>, text: &str, span: &Range<usize>, path: ValuePath) {
        let Some((known, (text, written))) = day.and_then(|known| Some((known, stamp::ambiguous(text, known.0)?))) else {
            return;
        };
        let settled = written.in_order(self.clock.order);
        *day = settled.date(Some(known.0.year())).map(Day);
        if settled.is_ambiguous {
            self.draft.unsure(path, span.clone(), format!("\"{text}\" is read as {}", written.order()));
        }
    }

    /// Keeps a stated moment until the day is known. `false` where the value is no moment.
    pub(super) fn state_moment(&mut self, milestone: Option<Milestone>, name: &str, value: &str, span: &Range<usize>) -> bool {
        let text = words(value);
        let lower = text.to_lowercase();
        let lead = ["from ", "between ", "since "].into_iter().find(|lead| lower.starts_with(lead)).map_or(0, str::len);
        let text = text[lead..].to_owned();
        let stamp = stamp::prefix(&text).map(|(stamp, _)| stamp);
        let zone = stamp::zone_in(name);
        // Times below that name no zone are in this one.
        self.clock.infer(stamp.as_ref().and_then(|stamp| stamp.zone.clone()).or_else(|| zone.clone()));
        if let Some(moment) = moments::exact(&text) {
            self.clock.offer(moment.day(&self.clock.zone), Rank::Fact, None);
            self.stated.push(StatedMoment { milestone, name: plain(name), text, span: span.clone(), zone: None });
            return true;
        }
        let Some(stamp) = stamp else { return false };
        if let Some(day) = stamp.date.and_then(|date| date.in_order(self.clock.order).date(None)) {
            self.clock.offer(day, Rank::Fact, None);
            if milestone.is_none() && stamp.time.is_none() {
                self.clock.date.get_or_insert(day);
            }
        }
        self.stated.push(StatedMoment { milestone, name: plain(name), text, span: span.clone(), zone });
        true
    }

    /// Reads the stated moments, in the order of the milestones.
    pub(super) fn set_stated_milestones(&mut self) {
        let mut stated = std::mem::take(&mut self.stated);
        // Of `Fixed at` and `Closed at`, the first is the end of the impact. Of `Resolved` and `Closed`, the second says less.
        if stated.iter().filter(|it| it.milestone == Some(Milestone::Resolved)).count() > 1 {
            let fixes = stated.iter_mut().filter(|it| it.milestone == Some(Milestone::Resolved) && it.name.starts_with("fixed"));
            fixes.for_each(|it| it.milestone = Some(Milestone::Mitigated));
        }
        stated.sort_by_key(|it| (it.milestone, it.name.contains("clos")));
        for it in stated {
            let milestone = it.milestone.unwrap_or(Milestone::Started);
            if let Some(moment) = moments::exact(&it.text) {
                self.set_milestone(milestone, moment, &it);
                continue;
            }
            let Some((stamp, rest)) = stamp::prefix(&it.text) else { continue };
            let path = at!["milestones", milestone.as_str()];
            let is_day_alone = it.milestone.is_none() && stamp.time.is_none();
            if is_day_alone {
                let mut day = stamp.date.and_then(|date| date.date(None)).map(Day);
                self.settle_day(&mut day, &it.text, &it.span, path.clone());
                self.remark(&it, &stamp, rest, &path);
                continue;
            }
            let zone = stamp.zone.clone().or_else(|| stamp.until.as_ref().and_then(|end| end.zone.clone())).or(it.zone.clone());
            self.clock.infer(zone.clone());
            let Some(day) =
                self.day_of(&stamp, &it.span, &path).or_else(|| self.day_without_date(milestone, &stamp, zone.as_ref()))
            else {
                self.no_day(it.span.clone());
                continue;
            };
            let moment = self.moment((day, stamp.time), zone.as_ref(), it.span.clone(), &path);
            self.set_milestone(milestone, moment, &it);
            if stamp.about {
                self.draft.incident.milestones.approximate.push(milestone);
            }
            self.remark(&it, &stamp, rest, &path);
            if let Some(end) = &stamp.until {
                self.set_end(&it, end, day, zone.as_ref());
            }
        }
    }

    /// Notes what stands behind a moment, because it is not understood.
    fn remark(&mut self, stated: &StatedMoment, stamp: &Stamp, rest: &str, path: &ValuePath) {
        if rest.chars().any(char::is_alphanumeric) || stated.text.trim() != stamp.text && !stated.text.starts_with(&stamp.text) {
            self.draft.unsure(path.clone(), stated.span.clone(), format!("the source says \"{}\"", stated.text));
        }
    }

    /// The end of a range.
    fn set_end(&mut self, stated: &StatedMoment, end: &Stamp, day: Date, zone: Option<&Zone>) {
        if let Some(milestone) = stated.milestone {
            let path = at!["milestones", milestone.as_str()];
            return self.draft.unsure(path, stated.span.clone(), format!("the source says \"{}\"", stated.text));
        }
        let milestone = Milestone::Resolved;
        let path = at!["milestones", milestone.as_str()];
        let start = self.draft.incident.milestone(Milestone::Started);
        let named = self.day_of(end, &stated.span, &path);
        let mut moment = self.moment((named.unwrap_or(day), end.time), zone, stated.span.clone(), &path);
        let is_before = start.is_some_and(|start| moment.is_before(start, &self.clock.zone));
        if let (true, None, Ok(next)) = (is_before, named, day.tomorrow()) {
            moment = self.moment((next, end.time), zone, stated.span.clone(), &path);
            self.draft.unsure(path.clone(), stated.span.clone(), "the source names no day for it: it is the one after the start");
        }
        self.draft.unsure(path, stated.span.clone(), "the source says from when to when: this is the end");
        self.set_milestone(milestone, moment, stated);
    }

    /// The day of a time without one: that of the document, or the day after the start where it would lie before it.
    fn day_without_date(&mut self, milestone: Milestone, stamp: &Stamp, zone: Option<&Zone>) -> Option<Date> {
        let start = self.draft.incident.milestones.started.filter(|_| milestone > Milestone::Started);
        let in_zone = self.clock.zone_of(zone);
        let day = start.map(|start| start.day(in_zone)).or_else(|| self.clock.day()).or_else(|| self.given_day())?;
        let started = start.and_then(Moment::instant).map(|start| in_zone.to_datetime(start));
        let is_next = started.is_some_and(|start| stamp.time.is_some_and(|time| time < start.time()));
        let (is_next, next) = (is_next, day.tomorrow().ok()?);
        if is_next {
            let path = at!["milestones", milestone.as_str()];
            self.draft.unsure(path, 0..0, "the source names no day for it: it is the one after the start");
        }
        Some(if is_next { next } else { day })
    }

    /// The day that the command line names.
    pub(super) fn given_day(&self) -> Option<Date> {
        self.draft.options().started.map(|moment| moment.day(&self.clock.zone))
    }

    fn set_milestone(&mut self, milestone: Milestone, moment: Moment, stated: &StatedMoment) {
        let zone = self.clock.zone.clone();
        let known = self.draft.incident.milestones.get_mut(milestone);
        match *known {
            None => *known = Some(moment),
            Some(day @ Moment::Day(_)) if day.agrees_with(moment, &zone) => *known = Some(moment),
            Some(other) if other.agrees_with(moment, &zone) => {}
            Some(_) => {
                let path = at!["milestones", milestone.as_str()];
                self.draft.unsure(path, stated.span.clone(), format!("the source says \"{}\" as well", stated.text));
            }
        }
    }

    /// Refuses a time without a day, once.
    pub(super) fn no_day(&mut self, span: Range<usize>) {
        if !self.draft.has_failed() {
            self.draft.refuse(
                span,
                "there is a time here, and no day anywhere in this document",
                "say with --started on which day the incident began",
            );
        }
    }
}

/// What says that a milestone was reached.
static STATEMENTS: [(Milestone, Pattern); 5] = [
    (
        Milestone::Detected,
        Pattern::new(
            r"(?i)^\W*(?:alert(?:s|ed)?|alarm|alarme|alerta|alerte)\b|\b(?:first (?:alert|alarm)|erster? alarm|première alerte|primera alerta|primeiro alerta)\b|\balert:|\balarm\W*$|\balerts? (?:is |was |are |were )?(?:fir|trigger|rais|sent|sound|receiv|page)|\b(?:alarm|alert)s?\b.*\b(?:fires|fired|triggers|triggered|goes off|went off|raised|rings)|\balerted\b|\brais\w+ an? (?:\w+ )?(?:alert|alarm)\b|\bdetect(?:s|ed)\b|\bnotic(?:es|ed)\b|\b(?:is|are|was|were|got|gets?) (?:paged|alerted)\b|\bpages? (?:the )?on-?call|\bpagerduty (?:alert|page)|^\W*(?:paged\b|page:)|\bmonitor\w* (?:alert|page|notif)\w*|\balert(?:s|ed)? (?:us|our|the on-?call)\b|\bpager storm\b|\bpagers?\b.*\b(?:goes off|went off|fires|fired|rings|rang)\b|\b(?:receiv|get|got)\w* (?:an? |the )?(?:\w+ )?(?:alert|page)s?\b|\bgenerat\w+ alerts?\b|\b(?:identified|found|caught|spotted) by (?:our |the |an? )?(?:\w+ )?(?:monitor\w*|alert\w*|probes?)\b",
        ),
    ),
    (
        Milestone::Acknowledged,
        Pattern::new(
            r"(?i)\backnowledge[sd]? (?:the |an? )?(?:\w+ )?(?:page|alert|alarm|incident)s?\b|^\W*(?:(?:page|alert|alarm|incident) )?acknowledged\b",
        ),
    ),
    (
        Milestone::Declared,
        Pattern::new(
            r"(?i)\b(?:incident|p[0-5]|sev-?\d) (?:is |was )?(?:declared|opened|raised)\b|\b(?:declare[sd]?|open(?:s|ed)) (?:an? |the )?(?:\S+ )?(?:incident|outage|sev\S*|p[0-5])\b|\braise[sd]? an? (?:\S+ )?(?:incident|sev\S*|p[0-5])\b",
        ),
    ),
    (
        Milestone::Mitigated,
        Pattern::new(
            r"(?i)\bmitigated\b|^\W*rollback (?:auf|vers|à|a|para)\b|\b(?:hot)?fix (?:is |was |has been )?(?:deployed|live|in place|released|rolled out|shipped)\b|\bfixed and deployed\b|\bmitigation (?:is |was )?(?:in place|complete|completed|applied|deployed)|\b(?:rolled|rolls) back\b|\bsuccessful (?:\w+ ){0,3}roll-?back\b|\broll-?back (?:is |was )?(?:complete|completed|done|finished|deployed|live)|\bfail(?:ed|s) over\b|\bfail-?over (?:is |was )?(?:complete|completed|done|finished|successful)|\breverted\b|\bworkaround (?:is |was )?(?:in place|applied|deployed|live)",
        ),
    ),
    (
        Milestone::Resolved,
        Pattern::new(
            r"(?i)\bresolved\b|\brestored\b|\brecovered\b|\brecovery (?:is |was )?(?:complete|completed|confirmed)|\bback to normal\b|\b(?:is|are|was|were|comes?|came|fully|all) back(?: up| online|\W*$)|\bback (?:up|online)\b|\b(?:up|online|available|reachable|healthy|possible|open|flows?|runs?|answers?|succeeds?) again\b|\ball good\b|\ball clear\b|\bwiederhergestellt\b|\bbehoben\b|\brétabli|\brésolu|\brestablecid|\brestabelecid|\bresuelt[oa]\b|\bresolvid[oa]\b|\bwieder (?:erreichbar|verfügbar|normal)|\b(?:incident|outage|impact) (?:is |was )?(?:over|closed|ended|ends)\b|^\W*(?:issue |problem |bug )?(?:is |was )?fixed\b|\b(?:issue|problem|bug|everything) (?:is |was |has been )?fixed\b|\b(?:fully )?operational\b|\bwork(?:s|ing) (?:normally|again|as expected)|\bnormal (?:operation|service|traffic)\b|\breturn(?:s|ed) to normal|\bconfirm(?:s|ed) (?:full )?recovery\b|\bclose[sd] the (?:incident|outage)\b|\bhealthy again\b|\beverything (?:is |was |looks )?(?:ok|okay|fine|normal|healthy|green)\b",
        ),
    ),
];

/// What takes such a statement back where it stands before it: it was tried, planned, partial or denied.
static DOUBTS: Pattern = Pattern::new(
    r"(?i)\b(?:not|no longer|never|cannot|without|un(?:detected|noticed|resolved)|partial(?:ly)?|some|mostly|almost|tr(?:y|ies|ied|ying)|attempt\w*|should|would|could|will|may|might|if|unless|until|once|before|after|when|yet|begin\w*|start(?:s|ed|ing)?|being|plan\w*|expect\w*|hope\w*|decid\w*|propos\w*|discuss\w*|consider\w*|suggest\w*|prepar\w*|false|still|temporar\w*|briefly|ask\w*|wait\w*|to be|need\w*|fails? to|failed to|unable)\b|n['’]t\b|\bresolved to\b",
);
/// The same behind it.
static RETREATS: Pattern = Pattern::new(r"(?i)\b(?:but|however|partial(?:ly)?|mostly|only|not|still|yet|to be)\b|n['’]t\b|\?");

/// The milestone that an event states. Its first sentence counts, and a later one that says no more than that it is over.
fn stated(event: &str, milestone: Milestone) -> bool {
    static OVER: Pattern = Pattern::new(
        r"(?i)^(?:the |this )?(?:incident|issue|outage) (?:(?:is|was|has been) (?:now )?)?(?:resolved|closed|over)\.?$",
    );
    let line = words(event.split("\n\n").next().unwrap_or_default());
    let mut sentences = line.split_inclusive(". ");
    let sentence = sentences.next().unwrap_or_default();
    if milestone == Milestone::Resolved && sentences.any(|sentence| OVER.is_match(sentence.trim())) {
        return true;
    }
    let found = STATEMENTS.iter().filter(|(known, _)| *known == milestone).find_map(|(_, statement)| statement.find(sentence));
    found.is_some_and(|found| {
        let behind = sentence[found.end()..].split(" (").next().unwrap_or_default();
        !DOUBTS.is_match(&sentence[..found.end()]) && !RETREATS.is_match(behind)
    })
}

/// Takes the milestones that the entries of the timeline state, where nothing else does.
pub(super) fn from_entries(reader: &mut Reader<'_>) {
    let zone = reader.clock.zone.clone();
    let entries: Vec<(usize, Moment, String)> = reader
        .draft
        .incident
        .timeline
        .iter()
        .enumerate()
        .skip(reader.before)
        .map(|(index, entry)| (index, entry.at, entry.event.clone()))
        .collect();
    let find = |milestone| entries.iter().filter(move |(_, _, event)| stated(event, milestone));
    let again = find(Milestone::Detected).next_back().map(|(index, ..)| *index);
    let end = find(Milestone::Resolved).next_back().filter(|(index, ..)| again.is_none_or(|again| again <= *index));
    let is_before_end = |index: usize| end.is_none_or(|(end, ..)| index <= *end);
    let found = [
        (Milestone::Detected, find(Milestone::Detected).next()),
        (Milestone::Acknowledged, find(Milestone::Acknowledged).next()),
        (Milestone::Declared, find(Milestone::Declared).next()),
        (Milestone::Mitigated, find(Milestone::Mitigated).rfind(|(index, ..)| is_before_end(*index))),
        (Milestone::Resolved, end),
    ];
    for (milestone, entry) in found {
        let Some((index, at, _)) = entry else { continue };
        let incident = &mut reader.draft.incident;
        let known = incident.milestone(milestone);
        let is_open = match known {
            None => true,
            Some(day) => day.instant().is_none() && at.instant().is_some() && day.agrees_with(*at, &zone),
        };
        let is_after_start = incident.milestone(Milestone::Started).is_none_or(|start| !at.is_before(start, &zone));
        if !is_open || !is_after_start || reader.marked.contains(&milestone) {
            continue;
        }
        *incident.milestones.get_mut(milestone) = Some(*at);
        incident.timeline[*index].milestone.get_or_insert(milestone);
        let comment = "the source does not state it: this is the moment of an entry that says so";
        reader.draft.unsure(at!["milestones", milestone.as_str()], 0..0, comment);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_states_a_milestone_only_where_it_does_not_take_it_back() {
        for (event, milestone) in [
            ("Alert: basket errors", Milestone::Detected),
            ("Ada notices failed logins", Milestone::Detected),
            ("On-call was paged", Milestone::Detected),
            ("Page: basket errors", Milestone::Detected),
            ("Our monitors alert us", Milestone::Detected),
            ("Ben acknowledges the page", Milestone::Acknowledged),
            ("Ben declares an incident", Milestone::Declared),
            ("Ben opens an incident", Milestone::Declared),
            ("Confirmed recovery, closed the incident", Milestone::Resolved),
            ("CD rolls back", Milestone::Mitigated),
            ("Failover complete.", Milestone::Mitigated),
            ("Template fixed and deployed", Milestone::Mitigated),
            ("Hotfix is live", Milestone::Mitigated),
            ("All good again", Milestone::Resolved),
            ("Fixed by draining the node.", Milestone::Resolved),
            ("**Resolved**: service fully restored", Milestone::Resolved),
            ("us-5 has caught up. The incident is resolved.", Milestone::Resolved),
            ("Successful configuration change rollback", Milestone::Mitigated),
            ("Traffic is back to normal (14:32–14:40)", Milestone::Resolved),
        ] {
            assert!(stated(event, milestone), "{event}");
        }
        for (event, milestone) in [
            ("The alert threshold is lowered", Milestone::Detected),
            ("Nobody noticed, as no alert fired: not detected", Milestone::Detected),
            ("Bug fix deployment began", Milestone::Mitigated),
            ("Failed configuration change rollback", Milestone::Mitigated),
            ("We try to roll back", Milestone::Mitigated),
            ("Decided it should be rolled back", Milestone::Mitigated),
            ("The service is partially restored", Milestone::Resolved),
            ("The name is not resolved", Milestone::Resolved),
            ("Is it fixed?", Milestone::Resolved),
            ("Restarted the node", Milestone::Resolved),
        ] {
            assert!(!stated(event, milestone), "{event}");
        }
    }
}
