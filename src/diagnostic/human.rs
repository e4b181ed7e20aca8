//! A diagnostic as people read it on a terminal: the source line, what is wrong with it and what to do about it.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::entry::{Diagnostic, Level};
use super::location::Location;
use super::visible::{Lines, visible};

/// Wider than any excerpt: a location keeps only as much of a long line as is worth showing.
const WIDTH: usize = 1000;

/// The diagnostic on several lines, without a newline at its end.
///
/// Text from files cannot control the terminal: control characters are replaced by visible ones.
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
    renderer.term_width(WIDTH).render(&[group])
}

/// Adds the source line of a location, or the file's name alone where there is none.
fn with_source<'a>(group: Group<'a>, location: &'a Location, kind: AnnotationKind, label: Option<&'a str>) -> Group<'a> {
    let file = visible(&location.file, Lines::One);
    let Some(span) = &location.span else {
        return group.element(Origin::path(file));
    };
    let excerpt = &span.excerpt;
    let (before, rest) = excerpt.text.split_at(excerpt.marked.start);
    let (marked, after) = rest.split_at(excerpt.marked.end - excerpt.marked.start);
    // Spaces stand for what is not kept of a long line, so that the column is right; the renderer writes "..." in their place.
    let before = format!("{}{}", " ".repeat(excerpt.skipped), visible(before, Lines::One));
    let marked = visible(marked, Lines::One);
    let range = before.len()..before.len() + marked.len();
    let source = format!("{before}{marked}{}", visible(after, Lines::One));

    let annotation: Annotation<'_> = kind.span(range);
    let annotation = annotation.label(label.map(|label| visible(label, Lines::One)));
    group.element(Snippet::source(source).path(file).line_start(span.start.line).annotation(annotation))
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
    fn a_file_as_a_whole_has_a_name_and_no_line() {
        let diagnostic = Diagnostic::of_file("unreadable", "content/a.toml", "this is a folder").hint("rename it");
        assert_eq!(human(&diagnostic, false), "error[unreadable]: this is a folder\n--> content/a.toml\n = help: rename it");
    }
}
