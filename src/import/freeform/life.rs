//! Milestones that entries of a timeline state in words: an alert, a rollback, "back to normal".

use std::sync::LazyLock;

use regex::Regex;

use super::reader::Reader;
use super::text::words;
use crate::diagnostic::at;
use crate::incident::{Milestone, Moment};

/// What says that a milestone was reached.
static STATEMENTS: LazyLock<Vec<(Milestone, Regex)>> = LazyLock::new(|| {
    [
        (
            Milestone::Detected,
            r"^\W*(?:alert(?:s|ed)?|alarm)\b|\bfirst (?:alert|alarm)\b|\balert:|\balarm\W*$|\balerts? (?:is |was |are |were )?(?:fir|trigger|rais|sent|sound|receiv|page)|\b(?:alarm|alert)s?\b.*\b(?:fires|fired|triggers|triggered|goes off|went off|raised|rings)|\balerted\b|\bdetect(?:s|ed)\b|\bnotic(?:es|ed)\b|\b(?:is|are|was|were|got|gets?) (?:paged|alerted)\b|\bpages? (?:the )?on-?call|\bpagerduty (?:alert|page)",
        ),
        (
            Milestone::Declared,
            r"\bincident (?:is |was )?(?:declared|opened|raised)\b|\bdeclare[sd]? (?:an? |the )?(?:\S+ )?(?:incident|outage|sev\S*)\b",
        ),
        (
            Milestone::Mitigated,
            r"\bmitigated\b|\bmitigation (?:is |was )?(?:in place|complete|completed|applied|deployed)|\b(?:rolled|rolls) back\b|\broll-?back (?:is |was )?(?:complete|completed|done|finished|deployed|live)|\bfail(?:ed|s) over\b|\bfail-?over (?:is |was )?(?:complete|completed|done|finished|successful)|\breverted\b|\bworkaround (?:is |was )?(?:in place|applied|deployed|live)",
        ),
        (
            Milestone::Resolved,
            r"\bresolved\b|\brestored\b|\brecovered\b|\brecovery (?:is |was )?(?:complete|completed|confirmed)|\bback to normal\b|\b(?:is|are|was|were|comes?|came|fully|all) back(?: up| online|\W*$)|\bback (?:up|online)\b|\b(?:up|online|available|reachable|healthy|possible|open|flows?|runs?|answers?|succeeds?) again\b|\ball good\b|\ball clear\b|\b(?:incident|outage|impact) (?:is |was )?(?:over|closed|ended|ends)\b|^\W*(?:issue |problem |bug )?(?:is |was )?fixed\b|\b(?:issue|problem|bug|everything) (?:is |was |has been )?fixed\b|\b(?:fully )?operational\b|\bwork(?:s|ing) (?:normally|again|as expected)|\bnormal (?:operation|service|traffic)\b|\breturn(?:s|ed) to normal|\bhealthy again\b|\beverything (?:is |was |looks )?(?:ok|okay|fine|normal|healthy|green)\b",
        ),
    ]
    .into_iter()
    .filter_map(|(milestone, text)| Some((milestone, Regex::new(&format!("(?i){text}")).ok()?)))
    .collect()
});

/// What takes such a statement back where it stands before it: it was tried, planned, partial or denied.
static DOUBTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:not|no longer|never|cannot|without|un(?:detected|noticed|resolved)|partial(?:ly)?|some|mostly|almost|tr(?:y|ies|ied|ying)|attempt\w*|should|would|could|will|may|might|if|unless|until|once|before|after|when|yet|begin\w*|start(?:s|ed|ing)?|being|plan\w*|expect\w*|hope\w*|decid\w*|propos\w*|discuss\w*|consider\w*|suggest\w*|prepar\w*|false|still|temporar\w*|briefly|ask\w*|wait\w*|to be|need\w*|fails? to|failed to|unable)\b|n['’]t\b|\bresolved to\b").ok()
});
/// The same behind it.
static RETREATS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:but|however|partial(?:ly)?|mostly|only|not|still|yet|to be)\b|n['’]t\b|\?").ok());

/// The milestone that an event states. Its first sentence counts.
fn stated(event: &str, milestone: Milestone) -> bool {
    let line = words(event.lines().next().unwrap_or_default());
    let sentence = line.split_inclusive(". ").next().unwrap_or_default();
    let found = STATEMENTS.iter().filter(|(known, _)| *known == milestone).find_map(|(_, statement)| statement.find(sentence));
    let is_in = |doubts: &LazyLock<Option<Regex>>, text: &str| doubts.as_ref().is_some_and(|doubts| doubts.is_match(text));
    found.is_some_and(|found| {
        let behind = sentence[found.end()..].split(" (").next().unwrap_or_default();
        !is_in(&DOUBTS, &sentence[..found.end()]) && !is_in(&RETREATS, behind)
    })
}

/// Takes the milestones that the entries of the timeline state, where nothing else does.
pub(super) fn read(reader: &mut Reader<'_>) {
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
            ("Ben declares an incident", Milestone::Declared),
            ("CD rolls back", Milestone::Mitigated),
            ("Failover complete.", Milestone::Mitigated),
            ("All good again", Milestone::Resolved),
            ("Fixed by draining the node.", Milestone::Resolved),
            ("**Resolved**: service fully restored", Milestone::Resolved),
            ("Traffic is back to normal (14:32–14:40)", Milestone::Resolved),
        ] {
            assert!(stated(event, milestone), "{event}");
        }
        for (event, milestone) in [
            ("The alert threshold is lowered", Milestone::Detected),
            ("Nobody noticed, as no alert fired: not detected", Milestone::Detected),
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
