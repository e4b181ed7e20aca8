//! Formats a diagnostic for a terminal: the source line, what is wrong with it, and how to fix it.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::entry::{Diagnostic, Level};
use super::location::{Location, Span};
use super::visible::{Lines, visible};

/// Wider than any excerpt, because a location keeps only the relevant part of a long line.
const WIDTH: usize = 1000;

/// The maximum number of spaces that replace the start of a long line. Each takes time, and a line may have many problems.
const MARGIN: usize = 1000;

/// Formats the diagnostic as several lines, without a trailing newline.
///
/// Text from files cannot control the terminal: control characters are replaced with visible ones.
pub fn human(diagnostic: &Diagnostic, coloured: bool) -> String {
    let level = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
    };
    let message = visible(&diagnostic.message, Lines::One);
    let mut group = level.primary_title(message).id(diagnostic.rule).elements(Vec::<Origin<'_>>::new());
    if let Some(location) = &diagnostic.location {
        group = with_source(group, location, AnnotationKind::Primary, None);
    }
    for (label, location) in &diagnostic.related {
        group = with_source(group, location, AnnotationKind::Context, Some(label));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Title::HELP.message(visible(hint, Lines::Many)));
    }
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    let locations = diagnostic.location.iter().chain(diagnostic.related.iter().map(|(_, location)| location));
    locations.fold(renderer.term_width(WIDTH).render(&[group]), with_column)
}

/// Adds the source line of a location, or only the file name if there is none.
fn with_source<'a>(group: Group<'a>, location: &'a Location, kind: AnnotationKind, label: Option<&'a str>) -> Group<'a> {
    let file = visible(&location.file, Lines::One);
    let Some(span) = &location.span else {
        return group.element(Origin::path(file));
    };
    let excerpt = &span.excerpt;
    let (before, rest) = excerpt.text.split_at(excerpt.marked.start);
    let (marked, after) = rest.split_at(excerpt.marked.end - excerpt.marked.start);
    // Spaces replace the skipped part of a long line; the renderer prints "..." for them.
    let skipped = excerpt.skipped.min(MARGIN);
    let before = format!("{}{}", " ".repeat(skipped), visible(before, Lines::One));
    let marked = visible(marked, Lines::One);
    let range = before.len()..before.len() + marked.len();
    let source = format!("{before}{marked}{}", visible(after, Lines::One));

    let annotation: Annotation<'_> = kind.span(range);
    let annotation = annotation.label(label.map(|label| visible(label, Lines::One)));
    let snippet = Snippet::source(source).line_start(span.start.line).annotation(annotation);
    group.element(snippet.path(file))
}

/// Corrects the column after the file name: the renderer computes it from the text, which has fewer spaces than the line has
/// skipped characters.
fn with_column(drawn: String, location: &Location) -> String {
    match &location.span {
        Some(Span { start, excerpt, .. }) if excerpt.skipped > MARGIN => {
            let counted = start.column - (excerpt.skipped - MARGIN);
            drawn.replacen(&format!(":{}:{counted}", start.line), &format!(":{}:{}", start.line, start.column), 1)
        }
        _ => drawn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn nothing_in_a_file_can_command_the_terminal() {
        let text = "a = \"\u{1b}[31m\u{9b}2J\u{202e}\u{7}\"\r\u{8}";
        let location = Source::new("\u{1b}]0;x\u{7}.toml", text).location(4..text.len());
        let diagnostic = Diagnostic::error("r", "bad \u{1b}[2J\nthing").at(location.clone()).hint("do \u{9d}x");
        let diagnostic = diagnostic.related("l\u{1b}", location);
        let rendered = human(&diagnostic, false);
        assert!(rendered.chars().all(|character| character == '\n' || !character.is_control()), "{rendered:?}");
        assert!(!rendered.contains('\u{202e}'));
    }

    #[test]
    fn the_column_is_right_however_long_the_line_is() {
        for before in [50, 999, 1_040, 1_041, 5_000, 90_000] {
            let text = format!("{}5", " ".repeat(before));
            let source = Source::new("f.toml", &text);
            let (first, second) = (source.location(before..before + 1), source.location(before - 2..before - 1));
            let drawn = human(&Diagnostic::error("r", "m").at(first).related("l", second), false);
            assert!(drawn.contains(&format!("f.toml:1:{}", before + 1)), "{drawn}");
            assert!(drawn.len() < 10_000, "{before}: {} bytes", drawn.len());
        }
    }

    #[test]
    fn a_file_as_a_whole_has_a_name_and_no_line() {
        let diagnostic = Diagnostic::of_file("unreadable", "content/a.toml", "this is a folder").hint("rename it");
        assert_eq!(human(&diagnostic, false), "error[unreadable]: this is a folder\n--> content/a.toml\n = help: rename it");
    }
}
