//! Formats diagnostics as workflow commands of GitHub Actions, which become annotations on the lines of a change.
//!
//! See <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>. Escaping is only documented by the
//! code: <https://github.com/actions/toolkit>.

use super::entry::Diagnostic;
use super::location::Location;
use super::short::position;
use super::visible::{Lines, visible};

/// One command per diagnostic, each on its own line.
pub fn github(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(command).collect()
}

fn command(diagnostic: &Diagnostic) -> String {
    let mut properties = diagnostic.location.as_ref().map(position_properties).unwrap_or_default();
    properties.push(("title", diagnostic.rule.to_owned()));
    let properties: Vec<_> = properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
    let command = format!("::{} {}::{}", diagnostic.level.as_str(), properties.join(","), data(&message(diagnostic)));
    format!("{}\n", visible(&command, Lines::One))
}

/// The properties for the position. GitHub rejects columns if a problem spans several lines.
fn position_properties(Location { file, span, .. }: &Location) -> Vec<(&'static str, String)> {
    let mut properties = vec![("file", file.clone())];
    let Some(span) = span else { return properties };
    let (start, end) = (span.start, span.end);
    properties.extend([("line", start.line.to_string()), ("endLine", end.line.to_string())]);
    if start.line == end.line {
        properties.extend([("col", start.column.to_string()), ("endColumn", end.column.to_string())]);
    }
    properties
}

/// The message with the related locations and the hint, as several lines.
fn message(diagnostic: &Diagnostic) -> String {
    let related = diagnostic.related.iter().map(|(label, location)| format!("\n{}: {label}", position(location)));
    let hint = diagnostic.hint.iter().map(|hint| format!("\nhelp: {hint}"));
    std::iter::once(diagnostic.message.clone()).chain(related).chain(hint).collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Level, Source};

    #[test]
    fn characters_with_a_meaning_for_the_runner_are_escaped() {
        let text = "title = \"日本e\u{301}x\"\r\n";
        let location = Source::new("a:b,%\r\n\u{1b}.toml", text).location(8..20);
        let found = Diagnostic::error("r", "80%: a,\r\nb\n::c\u{1b}").at(location).hint("d\n::e");
        let found = found.related("the f", Location::file("g,h"));
        assert_eq!(
            github(&[found]),
            "::error file=a%3Ab%2C%25%0D%0A\u{241b}.toml,line=1,endLine=1,col=9,endColumn=16,title=r\
             ::80%25: a,%0D%0Ab%0A::c\u{241b}%0Ag,h: the f%0Ahelp: d%0A::e\n"
        );
    }

    #[test]
    fn columns_are_left_out_where_github_would_refuse_them() {
        let found = Diagnostic::error("r", "m").at(Source::new("f", "a = \"\"\"\r\nb\"\"\"\r\n").location(4..13));
        let found = [Diagnostic { level: Level::Warning, ..found }, Diagnostic::of_file("r", "f", "m")];
        assert_eq!(github(&found), "::warning file=f,line=1,endLine=2,title=r::m\n::error file=f,title=r::m\n");
        assert_eq!(github(&[]), "");
    }
}
