//! What tools write where they know nothing, by name. It says nothing of the incident, and is dropped.

/// Whole texts of PIR Generator: placeholders, and praise and advice that it prints whatever happened.
const MADE_UP: &[&str] = &[
    "action items to be defined",
    "analysis in progress",
    "enhance error handling and resilience patterns",
    "further investigation needed",
    "implement comprehensive testing for similar scenarios",
    "improve monitoring and alerting coverage",
    "incident command was established",
    "incident response process was followed",
    "lessons learned to be documented following detailed analysis",
    "link tbd",
    "[link tbd]",
    "multiple team members collaborated on resolution",
    "n/a",
    "no description provided",
    "no detailed timeline available",
    "root cause analysis provided clear insights",
    "tbd",
    "the incident was successfully resolved",
    "unknown",
    "unknown business impact",
    "unknown duration",
    "unknown impact",
];

/// Whether a whole text is one that a tool made up.
pub(super) fn is_made_up(text: &str) -> bool {
    let plain = text.trim().trim_end_matches('.').trim_matches(['*', '_']).to_lowercase();
    MADE_UP.contains(&plain.as_str())
}
