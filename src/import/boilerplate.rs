//! What tools write where they know nothing, by name. It says nothing of the incident, and is dropped.

use crate::prose::markdown;

/// Whole texts of PIR Generator in lower case: placeholders, praise and advice that it prints whatever happened, and answers and
/// causes that it guesses from single words of the description.
const MADE_UP: &[&str] = &[
    "[link tbd]",
    "1 month: evaluate effectiveness of implemented changes",
    "1 week: review action item progress",
    "3 months: conduct follow-up assessment and update preventive measures",
    "action items to be defined",
    "analysis in progress",
    "based on the root cause analysis, the following preventive measures have been identified:",
    "code review process gaps",
    "code review process missed the issue",
    "conduct comprehensive post-incident review",
    "configuration error",
    "connection pool configuration was insufficient for peak load",
    "critical incidents require immediate detection and alerting",
    "database connection pool was exhausted",
    "database performance limitations",
    "delayed incident response",
    "dependencies failed without proper circuit breakers",
    "enhance error handling and resilience patterns",
    "error handling mechanisms were insufficient",
    "extended resolution time",
    "external service dependencies",
    "further investigation needed",
    "implement comprehensive testing for similar scenarios",
    "improve monitoring and alerting coverage",
    "incident command was established",
    "incident response process was followed",
    "insufficient deployment validation",
    "lessons learned to be documented following detailed analysis",
    "link tbd",
    "load testing didn't include realistic database scenarios",
    "monitoring didn't detect the issue early enough",
    "multiple environment issues contributed to the incident",
    "multiple people issues contributed to the incident",
    "multiple process issues contributed to the incident",
    "multiple team members collaborated on resolution",
    "multiple technology issues contributed to the incident",
    "n/a",
    "network infrastructure had unexpected load",
    "network infrastructure issues",
    "network monitoring wasn't comprehensive enough",
    "new deployment introduced a regression",
    "no description provided",
    "no detailed timeline available",
    "no response",
    "redundancy mechanisms failed simultaneously",
    "root cause analysis provided clear insights",
    "slow mitigation response",
    "system couldn't handle the load/request volume",
    "system lacked sufficient redundancy/resilience",
    "system performance bottlenecks",
    "tbd",
    "testing environment didn't match production",
    "the incident was successfully resolved",
    "unknown",
    "unknown business impact",
    "unknown duration",
    "unknown impact",
    "why didn't existing safeguards prevent this?",
    "why wasn't there a backup mechanism?",
    "why wasn't this detected earlier?",
    "why wasn't this scenario anticipated?",
];

/// What the tool puts before a text of its own in a list of lessons.
const LABELS: [&str; 6] = [
    "identified: ",
    "detection and monitoring: ",
    "response and escalation: ",
    "technical systems: ",
    "process and procedures: ",
    "team and culture: ",
];

/// Whether a whole text is one that a tool made up.
pub(super) fn is_made_up(text: &str) -> bool {
    let plain = bare(text);
    let inside = plain.trim_matches(['<', '>', '[', ']']);
    MADE_UP.contains(&plain.as_str()) || MADE_UP.contains(&inside)
}

/// Whether a text that was cut off is the beginning of one that a tool made up.
pub(super) fn begins_made_up(text: &str) -> bool {
    let plain = bare(text);
    plain.len() >= 8 && MADE_UP.iter().any(|made_up| made_up.starts_with(&plain))
}

fn bare(text: &str) -> String {
    let words = markdown::plain(text);
    let lower = words.trim().trim_end_matches('.').to_lowercase();
    let mut rest = lower.as_str();
    while let Some(without) = LABELS.iter().find_map(|label| rest.strip_prefix(label)) {
        rest = without;
    }
    rest.to_owned()
}
