//! Formats diagnostics as a Markdown table, for a job summary or a comment on a change.

use std::fmt::Write as _;

use super::entry::Diagnostic;
use super::short::position;
use super::tally::Tally;
use super::visible::{Lines, visible};

/// The maximum number of rows. GitHub limits a job summary to 1 MiB.
const ROWS: usize = 1000;

/// A heading, the counts, and a row for each diagnostic.
pub fn markdown(diagnostics: &[Diagnostic], heading: &str) -> String {
    let tally = Tally::of(diagnostics);
    let mut text = format!("## {}\n\n{tally}\n", escaped(heading));
    if diagnostics.is_empty() {
        return text;
    }
    text.push_str("\n| level | place | rule | message |\n|---|---|---|---|\n");
    for found in diagnostics.iter().take(ROWS) {
        let place = found.location.as_ref().map(position).unwrap_or_default();
        let hint = found.hint.as_ref().map(|hint| format!("<br>help: {}", escaped(hint))).unwrap_or_default();
        let (level, rule, message) = (found.level.as_str(), found.rule, escaped(&found.message));
        let _ = writeln!(text, "| {level} | {} | {rule} | {message}{hint} |", escaped(&place));
    }
    if let Some(more) = diagnostics.len().checked_sub(ROWS).filter(|more| *more > 0) {
        let _ = writeln!(text, "\n{more} more are not shown.");
    }
    text
}

/// Escapes a text as one line of Markdown that also fits into a table cell: everything with a meaning in Markdown, HTML or on a
/// code host is escaped, including mentions and bare URLs.
pub fn escaped(text: &str) -> String {
    let one_line = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let mut markdown = String::with_capacity(one_line.len());
    for character in visible(&one_line, Lines::One).chars() {
        match character {
            '<' | '>' | '&' | '@' | '|' | '#' => _ = write!(markdown, "&#{};", u32::from(character)),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '~' | '$' | ':' => {
                markdown.push('\\');
                markdown.push(character);
            }
            other => markdown.push(other),
        }
    }
    markdown.replace("www.", "www\\.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Location, Source};

    #[test]
    fn each_finding_is_one_row_whatever_its_texts_hold() {
        let hostile = "a|b`<img src=x>\n\n## x ![p](https://x.example) @team #1\u{202e}.toml";
        let found = Diagnostic::error("r", hostile).at(Source::new(hostile, "a = 1\n").location(4..5)).hint(hostile);
        let text = markdown(&[found, Diagnostic::error("r", "m").at(Location::file("f"))], "Check");
        let rows: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("| level")).skip(2).collect();
        assert_eq!(rows.len(), 2, "{text}");
        assert_eq!(rows[1], "| error | f | r | m |");
        let events: Vec<_> = pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES).collect();
        let is_foreign = |event: &pulldown_cmark::Event<'_>| {
            use pulldown_cmark::{Event, Tag};
            let html = matches!(event, Event::Html(html) | Event::InlineHtml(html) if html.as_ref() != "<br>");
            html || matches!(event, Event::Code(_) | Event::Start(Tag::Image { .. } | Tag::Link { .. } | Tag::Emphasis))
        };
        assert!(!events.iter().any(is_foreign), "{events:?}");
        assert!(!rows[0].contains('@'), "{}", rows[0]);
    }

    #[test]
    fn a_report_without_findings_says_so() {
        assert_eq!(markdown(&[], "Check"), "## Check\n\nno problems\n");
    }

    #[test]
    fn a_long_report_names_how_much_is_left_out() {
        let found = vec![Diagnostic::of_file("r", "f", "m"); ROWS + 2];
        assert!(markdown(&found, "Check").ends_with("\n2 more are not shown.\n"));
    }
}
