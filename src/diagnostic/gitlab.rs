//! Formats diagnostics as a Code Quality report, which GitLab shows in a merge request.
//!
//! See <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use serde_json::{Value, json};

use super::entry::{Diagnostic, Level};
use super::fingerprint::Fingerprints;
use super::visible::escaped;

/// An array of issues. GitLab drops issues with duplicate fingerprints, so each is unique.
pub fn gitlab(diagnostics: &[Diagnostic]) -> String {
    let mut fingerprints = Fingerprints::default();
    let issues: Value = diagnostics.iter().map(|found| issue(found, &mut fingerprints)).collect();
    escaped(&format!("{issues:#}\n"))
}

fn issue(found: &Diagnostic, fingerprints: &mut Fingerprints) -> Value {
    let line = found.location.as_ref().and_then(|location| location.span.as_ref()).map_or(1, |span| span.start.line);
    let severity = if found.level == Level::Error { "critical" } else { "minor" };
    json!({
        "description": found.message_with_hint("; "),
        "check_name": found.rule,
        "fingerprint": fingerprints.next(found),
        "severity": severity,
        // An issue without a path is rejected, so a diagnostic without a location refers to the whole folder.
        "location": { "path": found.file().unwrap_or("."), "lines": { "begin": line } },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    fn issues(text: &str, parts: &[&str]) -> Value {
        let found: Vec<Diagnostic> = parts
            .iter()
            .map(|part| {
                let start = text.find(part).unwrap();
                Diagnostic::error("r", "m\n\"").at(Source::new("a \"\u{202e}\n.toml", text).location(start..start + part.len()))
            })
            .collect();
        serde_json::from_str(&gitlab(&found)).unwrap()
    }

    #[test]
    fn an_issue_has_what_gitlab_asks_for() {
        let issue = issues("a = 1\nb = 2\n", &["2"])[0].take();
        let location = json!({ "path": "a \"\u{202e}\n.toml", "lines": { "begin": 2 } });
        assert_eq!((&issue["check_name"], &issue["severity"], &issue["location"]), (&json!("r"), &json!("critical"), &location));
        assert_eq!(issue["description"], "m\n\"");
        assert!(issue["fingerprint"].is_string());
        assert_eq!(gitlab(&[]), "[]\n");
    }

    #[test]
    fn fingerprints_differ_within_a_report_and_stay_when_lines_move() {
        let before = issues("a = 1\nb = 2\n", &["1", "2"]);
        let after = issues("# new\n\na = 1\n\nb = 2\n", &["1", "2"]);
        let prints = |issues: &Value| [0, 1].map(|index: usize| issues[index]["fingerprint"].clone());
        assert_eq!(prints(&before), prints(&after));
        assert_ne!(before[0]["fingerprint"], before[1]["fingerprint"]);
    }
}
