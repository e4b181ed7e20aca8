//! Formats diagnostics in the Static Analysis Results Interchange Format, SARIF 2.1.0, for code hosts and editors.
//!
//! See <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::entry::{Diagnostic, Level};
use super::fingerprint::Fingerprints;
use super::location::{Location, Span};
use super::visible::escaped;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The conventional name of the base folder for relative paths.
const BASE: &str = "%SRCROOT%";

/// The description of a rule.
#[derive(Debug, Clone, Copy)]
pub struct RuleInfo<'a> {
    /// The name of the rule in diagnostics.
    pub name: &'a str,
    /// What the rule finds.
    pub summary: &'a str,
    /// Why it matters.
    pub why: &'a str,
    /// How to fix it.
    pub help: &'a str,
    /// The default level.
    pub level: Level,
}

/// A SARIF log with one run: the rules and the results.
pub fn sarif(diagnostics: &[Diagnostic], rules: &[RuleInfo<'_>]) -> String {
    let rule_descriptions: Value = rules.iter().map(rule).collect();
    let driver = json!({ "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION"), "rules": rule_descriptions });
    let mut fingerprints = Fingerprints::default();
    let results: Vec<Value> = diagnostics.iter().map(|found| result(found, rules, &mut fingerprints)).collect();
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    escaped(&format!("{log:#}\n"))
}

fn rule(rule: &RuleInfo<'_>) -> Value {
    let (summary, why, help) = (sentence(rule.summary), sentence(rule.why), sentence(rule.help));
    json!({
        "id": rule.name,
        "shortDescription": { "text": summary },
        "fullDescription": { "text": format!("{summary} {why}") },
        "help": {
            "text": format!("Why it matters: {why}\n\nHow to fix it: {help}"),
            "markdown": format!("**Why it matters:** {why}\n\n**How to fix it:** {help}"),
        },
        "defaultConfiguration": { "level": rule.level.as_str() },
    })
}

/// The text as a sentence, as SARIF viewers expect.
fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let first: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", rest.as_str())
}

fn result(diagnostic: &Diagnostic, rules: &[RuleInfo<'_>], fingerprints: &mut Fingerprints) -> Value {
    let Diagnostic { rule, level, location: place, related, .. } = diagnostic;
    let mut result = json!({ "ruleId": rule });
    if let Some(index) = rules.iter().position(|info| info.name == *rule) {
        result["ruleIndex"] = index.into();
    }
    result["level"] = level.as_str().into();
    result["message"] = json!({ "text": diagnostic.message_with_hint("\n") });
    if let Some(place) = place {
        result["locations"] = json!([location(place)]);
    }
    if !related.is_empty() {
        result["relatedLocations"] = (1..).zip(related).map(|(id, (label, place))| related_location(id, label, place)).collect();
    }
    result["partialFingerprints"] = json!({ "ruleFileLine/v1": fingerprints.next(diagnostic) });
    result
}

fn related_location(id: usize, label: &str, place: &Location) -> Value {
    let mut location = location(place);
    location["id"] = id.into();
    location["message"] = json!({ "text": label });
    location
}

fn location(Location { file, span, .. }: &Location) -> Value {
    let artifact = match file.strip_prefix('/') {
        Some(_) => json!({ "uri": format!("file://{}", encoded(file)) }),
        None => json!({ "uri": encoded(file), "uriBaseId": BASE }),
    };
    let mut physical = json!({ "artifactLocation": artifact });
    // Code hosts ignore a result without a region, so a diagnostic about a whole file is located on its first line.
    physical["region"] = match span {
        None => json!({ "startLine": 1 }),
        Some(Span { start, end, .. }) => {
            json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
        }
    };
    json!({ "physicalLocation": physical })
}

/// Percent-encodes a path for a URI. A colon in the first segment would be parsed as a scheme, so colons are encoded too.
fn encoded(path: &str) -> String {
    const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(path, ESCAPED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    fn log(diagnostics: &[Diagnostic]) -> Value {
        let info = |name| RuleInfo { name, summary: "a", why: "b.", help: "`c`", level: Level::Warning };
        serde_json::from_str(&sarif(diagnostics, &[info("other"), info("r")])).unwrap()
    }

    fn fingerprint(text: &str, phrase: &str) -> Vec<String> {
        let found = text.match_indices(phrase).map(|(start, _)| {
            let location = Source::new("f.toml", text).location(start..start + phrase.len());
            Diagnostic::error("r", format!("at {start}")).at(location)
        });
        let log = log(&found.collect::<Vec<_>>());
        let results = log["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| result["partialFingerprints"]["ruleFileLine/v1"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_result_has_its_rule_and_its_columns_in_characters() {
        let text = "a = 1\r\ntitle = \"日本e\u{301}x\"\r\n";
        let start = text.find('"').unwrap();
        let found = Source::new("c d/ü:#%\n.toml", text).location(start..text.len() - 2);
        let found = Diagnostic::error("r", "m\u{9b}").at(found).hint("h").related("see", Location::file("/b.toml"));
        let result = log(&[found])["runs"][0]["results"][0].take();
        assert_eq!((&result["ruleId"], &result["ruleIndex"], &result["level"]), (&json!("r"), &json!(1), &json!("error")));
        assert_eq!(result["message"]["text"], "m\u{9b}\nhelp: h");
        let physical = &result["locations"][0]["physicalLocation"];
        let uri = "c%20d/%C3%BC%3A%23%25%0A.toml";
        assert_eq!(physical["artifactLocation"], json!({ "uri": uri, "uriBaseId": "%SRCROOT%" }));
        assert_eq!(physical["region"], json!({ "startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 16 }));
        let artifact =
            json!({ "physicalLocation": { "artifactLocation": { "uri": "file:///b.toml" }, "region": { "startLine": 1 } } });
        let other = &result["relatedLocations"][0];
        assert_eq!((&other["physicalLocation"], &other["id"]), (&artifact["physicalLocation"], &json!(1)));
    }

    #[test]
    fn a_rule_is_described_in_sentences() {
        let driver = log(&[])["runs"][0]["tool"]["driver"].take();
        assert_eq!(driver["version"], env!("CARGO_PKG_VERSION"));
        let rule = &driver["rules"][1];
        assert_eq!((&rule["shortDescription"]["text"], &rule["fullDescription"]["text"]), (&json!("A."), &json!("A. B.")));
        assert_eq!(rule["help"]["markdown"], "**Why it matters:** B.\n\n**How to fix it:** `c`.");
        assert_eq!(rule["defaultConfiguration"]["level"], "warning");
    }

    #[test]
    fn a_fingerprint_stays_when_its_line_moves() {
        let before = fingerprint("a = \"x\"\nb = \"y\"\n", "\"y\"");
        assert_eq!(before, fingerprint("# new\r\n\r\na = \"x\"\r\n  b = \"y\"\r\n", "\"y\""));
        assert_ne!(before, fingerprint("c = \"y\"\n", "\"y\""));
        let twice = fingerprint("a = \"y y\"\n", "y");
        assert!(twice.len() == 2 && twice[0] != twice[1], "{twice:?}");
    }
}
