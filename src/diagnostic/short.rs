//! A diagnostic on one line, as editors and `grep` read it: `file:line:column: level[rule] message`.

use super::visible::{Lines, visible};
use super::{Diagnostic, Place};

/// One line per diagnostic, each with a newline at its end.
pub fn short(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(line).collect()
}

fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { rule, level, message, .. } = diagnostic;
    let spot = diagnostic.place.as_ref().map(|place| format!("{}: ", spot(place))).unwrap_or_default();
    format!("{}\n", visible(&format!("{spot}{}[{rule}] {message}", level.as_str()), Lines::One))
}

/// `file:line:column`; the file alone, if it is meant as a whole.
pub(super) fn spot(Place { file, span }: &Place) -> String {
    match span {
        None => file.clone(),
        Some(span) => format!("{file}:{}:{}", span.start.line, span.start.column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_is_one_line_whatever_it_says() {
        let text = "a = 1\r\ntitle = \"日本e\u{301}x\"\r\n";
        let start = text.find('x').unwrap();
        let found = [
            Diagnostic::error("r", Place::new("a:b,%\n.toml", text, start..start + 1), "one\nline: \u{1b}[2J\u{202e}").hint("h"),
            Diagnostic::of_file("unreadable", "content/a.toml", "this is a folder"),
            Diagnostic { place: None, ..Diagnostic::of_file("r", "", "nowhere") },
        ];
        let lines = "a:b,%\u{240a}.toml:2:14: error[r] one\u{240a}line: \u{241b}[2J\u{fffd}\n\
                     content/a.toml: error[unreadable] this is a folder\nerror[r] nowhere\n";
        assert_eq!(short(&found), lines);
        assert_eq!(short(&[]), "");
    }
}
