//! Formats diagnostics as test results in `JUnit` XML, which most build servers can show.
//!
//! See <https://github.com/testmoapp/junitxml>. There is no official schema; this uses the subset that all readers support.

use std::fmt::Write as _;

use super::entry::Diagnostic;
use super::short::position;
use super::visible::{Lines, visible};

/// A test suite with a failed test for each diagnostic.
pub fn junit(diagnostics: &[Diagnostic], suite: &str) -> String {
    let counts = format!("name=\"{}\" tests=\"{count}\" failures=\"{count}\"", attribute(suite), count = diagnostics.len());
    let mut xml =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n  <testsuite {counts} errors=\"0\">\n");
    for found in diagnostics {
        let place = found.location.as_ref().map(position).unwrap_or_default();
        let file = attribute(found.file().unwrap_or_default());
        let text = escaped(&format!("{place}: {}", found.message_with_hint("\n")), false);
        let (rule, message) = (attribute(found.rule), attribute(&found.message));
        let _ = write!(
            xml,
            "    <testcase name=\"{rule} at {}\" classname=\"{file}\" file=\"{file}\">\n      \
             <failure type=\"{}\" message=\"{message}\">{text}</failure>\n    </testcase>\n",
            attribute(&place),
            found.level.as_str()
        );
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

fn attribute(text: &str) -> String {
    escaped(text, true)
}

/// Escapes text for XML. Characters that XML 1.0 does not allow, even as references, and characters that control a terminal are
/// replaced. Newlines in attributes become character references.
fn escaped(text: &str, is_attribute: bool) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in visible(text, Lines::Many).chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\t' if !is_attribute => xml.push(character),
            '\n' | '\t' => _ = write!(xml, "&#{};", u32::from(character)),
            '\u{fffe}' | '\u{ffff}' => xml.push(char::REPLACEMENT_CHARACTER),
            other => xml.push(other),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Location, Source};

    #[test]
    fn a_finding_is_a_failed_test_whatever_its_texts_hold() {
        let hostile = "a\"<b>&]]>\u{0}\u{1b}\n\u{fffe}.toml";
        let found = [
            Diagnostic::error("r", "m \"<&\u{8}").at(Source::new(hostile, "a = 1\n").location(4..5)).hint("h <"),
            Diagnostic::error("r", "m").at(Location::file("b")),
        ];
        let xml = junit(&found, "check \"x\"");
        let document = roxmltree::Document::parse(&xml).unwrap();
        let cases: Vec<_> = document.descendants().filter(|node| node.has_tag_name("testcase")).collect();
        assert_eq!(cases[0].attribute("classname"), Some("a\"<b>&]]>\u{2400}\u{241b}\n\u{fffd}.toml"));
        let failure = cases[0].first_element_child().unwrap();
        assert_eq!((failure.attribute("type"), failure.attribute("message")), (Some("error"), Some("m \"<&\u{2408}")));
        assert!(failure.text().unwrap().ends_with("help: h <"));
        let suites = document.root_element();
        assert_eq!((suites.attribute("failures"), suites.attribute("name"), cases.len()), (Some("2"), Some("check \"x\""), 2));
    }

    #[test]
    fn a_report_without_findings_is_a_suite_without_failures() {
        let xml = junit(&[], "s");
        let document = roxmltree::Document::parse(&xml).unwrap();
        assert_eq!(document.root_element().attribute("failures"), Some("0"));
    }
}
