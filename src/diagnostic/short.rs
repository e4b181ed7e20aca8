//! Formats diagnostics as one line each, for editors and `grep`: `file:line:column: level[rule] message`.

use super::entry::Diagnostic;
use super::location::Location;
use super::visible::{Lines, visible};

/// One line per diagnostic, each with a trailing newline.
pub fn short(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(line).collect()
}

fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { rule, level, message, .. } = diagnostic;
    let place = diagnostic.location.as_ref().map(|location| format!("{}: ", position(location))).unwrap_or_default();
    format!("{}\n", visible(&format!("{place}{}[{rule}] {message}", level.as_str()), Lines::One))
}

/// `file:line:column`, or only the file for a diagnostic about a whole file.
pub(super) fn position(Location { file, span, .. }: &Location) -> String {
    match span {
        None => file.clone(),
        Some(span) => format!("{file}:{}:{}", span.start.line, span.start.column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn a_diagnostic_is_one_line_whatever_it_says() {
        let text = "a = 1\r\ntitle = \"日本e\u{301}x\"\r\n";
        let start = text.find('x').unwrap();
        let location = Source::new("a:b,%\n.toml", text).location(start..start + 1);
        let found = [
            Diagnostic::error("r", "one\nline: \u{1b}[2J\u{202e}").at(location).hint("h"),
            Diagnostic::of_file("unreadable", "content/a.toml", "this is a folder"),
            Diagnostic { location: None, ..Diagnostic::of_file("r", "", "nowhere") },
        ];
        let lines = "a:b,%\u{240a}.toml:2:14: error[r] one\u{240a}line: \u{241b}[2J\u{fffd}\n\
                     content/a.toml: error[unreadable] this is a folder\nerror[r] nowhere\n";
        assert_eq!(short(&found), lines);
        assert_eq!(short(&[]), "");
    }
}
