//! Formats diagnostics as a JSON array, for scripts.

use serde_json::{Value, json};

use super::entry::Diagnostic;
use super::location::Location;
use super::visible::escaped;

/// A JSON array with one object per diagnostic, each on its own line: `rule`, `level`, `message`, `hint`, `file`, `line`, `column`,
/// `end_line`, `end_column`, and `related` with the related locations.
///
/// Lines and columns count from 1, columns in characters; the end is exclusive. Unknown values are `null`.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let items: Vec<String> = diagnostics.iter().map(|diagnostic| format!("\n  {}", item(diagnostic))).collect();
    let end = if items.is_empty() { "]\n" } else { "\n]\n" };
    escaped(&format!("[{}{end}", items.join(",")))
}

fn item(diagnostic: &Diagnostic) -> Value {
    let Diagnostic { rule, level, message, hint, location, related, occurrences: _ } = diagnostic;
    let related: Vec<Value> =
        related.iter().map(|(label, location)| located(json!({ "message": label }), Some(location))).collect();
    let mut item = located(json!({ "rule": rule, "level": level.as_str(), "message": message, "hint": hint }), location.as_ref());
    item["related"] = related.into();
    item
}

/// The object, extended by a location.
fn located(mut object: Value, location: Option<&Location>) -> Value {
    let span = location.and_then(|location| location.span.as_ref());
    object["file"] = location.map(|location| location.file.as_str()).into();
    object["line"] = span.map(|span| span.start.line).into();
    object["column"] = span.map(|span| span.start.column).into();
    object["end_line"] = span.map(|span| span.end.line).into();
    object["end_column"] = span.map(|span| span.end.column).into();
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn every_key_is_there_and_every_character_is_kept() {
        let text = "a = 1\r\ntitle = \"日本\u{301}\r\nx\"\r\n";
        let bytes = text.find('"').unwrap()..text.rfind('"').unwrap() + 1;
        let location = Source::new("a:b,%\n\u{9b}.toml", text).location(bytes);
        let message = "one\n\"two\" \u{1b}\u{7f}\u{202e}\u{2028}";
        let found = Diagnostic::error("r", message).at(location).hint("h").related("see\n", Location::file("b.toml"));
        let written = json(&[found, Diagnostic { location: None, ..Diagnostic::of_file("r", "", "m") }]);
        assert!(written.chars().all(|character| character == '\n' || !character.is_control()), "{written}");
        assert!(!written.contains(['\u{202e}', '\u{2028}']) && written.lines().count() == 4, "{written}");
        let expected = json!([
            {
                "rule": "r", "level": "error", "message": message, "hint": "h",
                "file": "a:b,%\n\u{9b}.toml", "line": 2, "column": 9, "end_line": 3, "end_column": 3,
                "related": [{
                    "message": "see\n",
                    "file": "b.toml", "line": null, "column": null, "end_line": null, "end_column": null,
                }],
            },
            {
                "rule": "r", "level": "error", "message": "m", "hint": null,
                "file": null, "line": null, "column": null, "end_line": null, "end_column": null, "related": [],
            },
        ]);
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), expected);
        let keys = written.lines().nth(1).unwrap();
        assert!(keys.starts_with("  {\"rule\":\"r\",\"level\":\"error\",\"message\":"), "{keys}");
    }

    #[test]
    fn nothing_wrong_is_an_empty_array() {
        assert_eq!(json(&[]), "[]\n");
    }
}
