//! Words of other tools for the vocabularies of an incident file.

use crate::incident::{ActionKind, ActionStatus, CommunicationAudience, DetectionMethod, EventKind, Priority, Status};

/// A word in lower case, with dashes between its parts.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', ' '], "-")
}

pub(super) fn status(word: &str) -> Option<Status> {
    Some(match plain(word).as_str() {
        "investigating" | "open" | "active" | "triggered" | "new" => Status::Investigating,
        "identified" | "acknowledged" => Status::Identified,
        "monitoring" | "mitigated" | "verifying" => Status::Monitoring,
        "resolved" | "closed" | "postmortem" | "completed" | "done" => Status::Resolved,
        _ => return None,
    })
}

pub(super) fn event_kind(word: &str) -> Option<EventKind> {
    Some(match plain(word).as_str() {
        "alert" | "alarm" | "detection" | "trigger" | "page" => EventKind::Alert,
        "observation" | "log" | "investigation" | "diagnosis" | "metric" | "note" => EventKind::Observation,
        "change" | "deployment" | "deploy" | "config-change" => EventKind::Change,
        "escalation" | "escalate" => EventKind::Escalation,
        "decision" | "declaration" => EventKind::Decision,
        "action" | "mitigation" | "remediation" | "fix" | "rollback" => EventKind::Action,
        "communication" | "notification" | "update" | "status-page" => EventKind::Communication,
        "recovery" | "resolution" | "resolved" => EventKind::Recovery,
        _ => return None,
    })
}

pub(super) fn audience(word: &str) -> Option<CommunicationAudience> {
    Some(match plain(word).as_str() {
        "internal" | "team" | "employees" | "engineering" => CommunicationAudience::Internal,
        "executives" | "executive" | "leadership" | "management" => CommunicationAudience::Executives,
        "customers" | "customer" | "external" | "public" | "users" => CommunicationAudience::Customers,
        "partners" | "partner" | "vendors" => CommunicationAudience::Partners,
        "regulators" | "regulator" | "authorities" => CommunicationAudience::Regulators,
        _ => return None,
    })
}

/// Words of a sentence that denies something, or says what should have been. Such a sentence does not say who noticed.
const DENIALS: [&str; 18] = [
    "no", "not", "cannot", "without", "never", "none", "nobody", "nothing", "neither", "nor", "lack", "lacked", "lacking",
    "missing", "absence", "failed", "should", "would",
];

/// Who or what noticed, by the first word that says so. No answer is better than a wrong one.
pub(super) fn detection(text: &str) -> Option<DetectionMethod> {
    let lower = text.trim().to_lowercase().replace('’', "'");
    let sentences = lower.split(['.', ';', '!', '?', '\n']).map(|sentence| {
        sentence.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect::<Vec<_>>()
    });
    let is_denied = |words: &[&str]| words.iter().any(|word| DENIALS.contains(word) || word.ends_with("n't"));
    let words = sentences.filter(|words| !is_denied(words)).flatten().collect::<Vec<_>>();
    let has = |stems: &[&str]| words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    Some(match () {
        () if has(&["monitor", "alert", "automat", "alarm", "probe"]) => DetectionMethod::Monitoring,
        () if has(&["customer", "user", "support"]) => DetectionMethod::Customer,
        () if has(&["employee", "internal", "engineer", "staff", "manual"]) => DetectionMethod::Employee,
        () if has(&["partner", "vendor", "supplier"]) => DetectionMethod::Partner,
        () if has(&["paged", "pager"]) => DetectionMethod::Monitoring,
        () if lower == "other" => DetectionMethod::Other,
        () => return None,
    })
}

pub(super) fn action_kind(word: &str) -> Option<ActionKind> {
    Some(match plain(word).as_str() {
        "investigate" | "investigation" => ActionKind::Investigate,
        "mitigate" | "mitigation" => ActionKind::Mitigate,
        "detect" | "detection" | "monitoring" | "monitoring-alerting" | "alerting" => ActionKind::Detect,
        "prevent" | "prevention" | "preventive" => ActionKind::Prevent,
        "repair" | "fix" | "bugfix" | "immediate-fix" | "corrective" => ActionKind::Repair,
        "process" | "process-improvement" => ActionKind::Process,
        "document" | "documentation" | "docs" => ActionKind::Document,
        "train" | "training" => ActionKind::Train,
        _ => return None,
    })
}

pub(super) fn priority(word: &str) -> Option<Priority> {
    Some(match plain(word).as_str() {
        "p0" | "critical" | "urgent" | "highest" => Priority::P0,
        "p1" | "high" => Priority::P1,
        "p2" | "medium" | "normal" => Priority::P2,
        "p3" | "low" | "lowest" => Priority::P3,
        _ => return None,
    })
}

pub(super) fn action_status(word: &str) -> Option<ActionStatus> {
    Some(match plain(word).as_str() {
        "open" | "todo" | "to-do" | "new" | "planned" | "not-started" | "pending" => ActionStatus::Open,
        "in-progress" | "doing" | "started" | "wip" => ActionStatus::InProgress,
        "done" | "closed" | "completed" | "complete" | "resolved" | "fixed" => ActionStatus::Done,
        "wont-do" | "won’t-do" | "won't-do" | "wontfix" | "wont-fix" | "cancelled" | "canceled" | "rejected" => {
            ActionStatus::WontDo
        }
        _ => return None,
    })
}

/// The word of a vocabulary, given by its words, that a word of another tool stands for.
pub(super) fn word(words: &[String], text: &str) -> Option<String> {
    let is = |known: &[&str]| words.iter().eq(known.iter());
    let plain = plain(text);
    let named = words.iter().find(|word| **word == plain).cloned();
    named.or_else(|| {
        let found = match () {
            () if is(Status::WORDS) => status(text)?.as_str(),
            () if is(EventKind::WORDS) => event_kind(text)?.as_str(),
            () if is(CommunicationAudience::WORDS) => audience(text)?.as_str(),
            () if is(DetectionMethod::WORDS) => detection(text)?.as_str(),
            () if is(ActionKind::WORDS) => action_kind(text)?.as_str(),
            () if is(ActionStatus::WORDS) => action_status(text)?.as_str(),
            () if is(Priority::WORDS) => priority(text)?.as_str(),
            () => return None,
        };
        Some(found.to_owned())
    })
}

/// An amount or a share: `45%`, `$45,000`, `45`.
pub(super) fn amount(text: &str) -> Option<f64> {
    let number = text.replace([',', '$', '%'], "");
    number.trim().parse().ok().filter(|amount: &f64| amount.is_finite() && *amount >= 0.0)
}

/// A share in percent: `45%`, `45`.
pub(super) fn percent(text: &str) -> Option<f64> {
    let share: f64 = text.trim().trim_end_matches('%').trim().parse().ok()?;
    (0.0..=100.0).contains(&share).then_some(share)
}

/// A count with or without separators: `12,500`.
pub(super) fn count(text: &str) -> Option<u64> {
    without_separators(text.trim())?.parse().ok().filter(|count| i64::try_from(*count).is_ok())
}

/// The digits of a whole number, in which commas stand between groups of three: `1,5` is none.
pub(super) fn without_separators(text: &str) -> Option<String> {
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = text.split_once(',').map_or((text, None), |(first, rest)| (first, Some(rest)));
    let is_grouped =
        rest.is_none_or(|rest| first.len() <= 3 && rest.split(',').all(|group| group.len() == 3 && is_number(group)));
    (is_number(first) && is_grouped).then(|| text.replace(',', ""))
}

/// Yes or no.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match plain(text).as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// The name and the role of `Name - Role`.
pub(super) fn name_and_role(text: &str) -> (&str, Option<&str>) {
    let split = [" - ", " – ", " — "].iter().find_map(|dash| text.split_once(dash));
    split.map_or((text.trim(), None), |(name, role)| (name.trim(), Some(role.trim()).filter(|role| !role.is_empty())))
}

/// A title from a text that has none of its own: its first sentence, or as many words of it as fit a line.
pub(super) fn title_of(text: &str) -> String {
    let first = text.trim().lines().next().unwrap_or_default();
    let sentence = first.split_inclusive(". ").next().unwrap_or_default().trim().trim_end_matches('.');
    if sentence.chars().count() <= 80 {
        return sentence.to_owned();
    }
    let mut title = String::new();
    for word in sentence.split_whitespace() {
        if title.chars().count() + word.chars().count() > 76 {
            break;
        }
        title.push_str(if title.is_empty() { "" } else { " " });
        title.push_str(word);
    }
    if title.is_empty() { sentence.chars().take(76).collect() } else { title + " …" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_noticed_is_not_guessed_from_what_is_denied() {
        for text in [
            "Shift lead called the service desk at 06:25. There was no monitoring.",
            "By chance, without an alert",
            "Monitoring did not notice",
            "Monitoring didn’t notice",
            "On-call was not alerted",
            "An alert should have fired",
            "The probe failed to see it",
            "The pump was unmonitored",
            "They saw an error page",
        ] {
            assert_eq!(detection(text), None, "{text}");
        }
        for (text, method) in [
            ("Automated monitoring", DetectionMethod::Monitoring),
            ("Borgmon detected high level of HTTP 500s and paged on-call", DetectionMethod::Monitoring),
            ("A customer called. No alert fired.", DetectionMethod::Customer),
            ("Support paged on-call", DetectionMethod::Customer),
            ("end-user report", DetectionMethod::Customer),
            ("Other", DetectionMethod::Other),
        ] {
            assert_eq!(detection(text), Some(method), "{text}");
        }
    }
}
