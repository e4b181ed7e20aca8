//! A diagnostic as people read it on a terminal: the source line, what is wrong with it and what to do about it.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::visible::{Lines, visible};
use super::{Diagnostic, Level, Place};

/// Wider than any excerpt: a place keeps only as much of a long line as is worth showing.
const WIDTH: usize = 1000;

/// The diagnostic on several lines, without a newline at its end.
///
/// What comes from files is shown and never obeyed: no control character among it reaches the terminal.
pub fn human(diagnostic: &Diagnostic, coloured: bool) -> String {
    let simple = if coloured { None } else { simple(diagnostic) };
    simple.unwrap_or_else(|| drawn(diagnostic, coloured))
}

/// What most diagnostics of a long report are, and the same as it is drawn: one place, in a line that is shown whole, and nothing but
/// ASCII. The renderer lays each character out in a grid, which takes half as long as all rules take to find the problem.
fn simple(diagnostic: &Diagnostic) -> Option<String> {
    let Diagnostic { rule, level, message, hint, place, related } = diagnostic;
    let Place { file, span } = place.as_ref().filter(|_| related.is_empty())?;
    let span = span.as_ref().filter(|span| span.excerpt.skipped == 0 && !span.excerpt.marked.is_empty())?;
    let (line, source, marked) = (span.start.line, &span.excerpt.text, &span.excerpt.marked);
    let is_simple = |text: &String| text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if ![Some(message), Some(file), Some(source), hint.as_ref()].into_iter().flatten().all(is_simple) {
        return None;
    }
    let margin = " ".repeat(line.to_string().len());
    let (level, column) = (level.as_str(), marked.start + 1);
    let (before, marks) = (" ".repeat(marked.start), "^".repeat(marked.len()));
    let help = hint.as_ref().map(|hint| format!("\n{margin} |\n{margin} = help: {hint}")).unwrap_or_default();
    Some(format!(
        "{level}[{rule}]: {message}\n{margin}--> {file}:{line}:{column}\n\
         {margin} |\n{line} | {source}\n{margin} | {before}{marks}{help}"
    ))
}

fn drawn(diagnostic: &Diagnostic, coloured: bool) -> String {
    let level = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
    };
    let message = visible(&diagnostic.message, Lines::One);
    let mut group = level.primary_title(message).id(diagnostic.rule).elements(Vec::<Origin<'_>>::new());
    if let Some(place) = &diagnostic.place {
        group = shown(group, place, AnnotationKind::Primary, None);
    }
    for (label, place) in &diagnostic.related {
        group = shown(group, place, AnnotationKind::Context, Some(label));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Title::HELP.message(visible(hint, Lines::Many)));
    }
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(WIDTH).render(&[group])
}

/// Adds the source line of a place, or the file's name alone where there is none.
fn shown<'a>(group: Group<'a>, place: &'a Place, kind: AnnotationKind, label: Option<&'a str>) -> Group<'a> {
    let file = visible(&place.file, Lines::One);
    let Some(span) = &place.span else {
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

    #[test]
    fn nothing_in_a_file_can_command_the_terminal() {
        let text = "a = \"\u{1b}[31m\u{9b}2J\u{202e}\u{7}\"\r\u{8}";
        let place = Place::new("\u{1b}]0;x\u{7}.toml", text, 4..text.len());
        let diagnostic = Diagnostic::error("r", place.clone(), "bad \u{1b}[2J\nthing").hint("do \u{9d}x");
        let diagnostic = Diagnostic { related: vec![("l\u{1b}".to_owned(), place)], ..diagnostic };
        let rendered = human(&diagnostic, false);
        assert!(rendered.chars().all(|character| character == '\n' || !character.is_control()), "{rendered:?}");
        assert!(!rendered.contains('\u{202e}'));
    }

    /// Places of every length in lines of many kinds: what is written as it is looks the same as what is drawn.
    #[test]
    fn a_simple_diagnostic_looks_as_it_is_drawn() {
        let lines =
            ["a = 1", "due = 2024-03-15  # x", "  t = \"~ a  b\"", "x = '\u{e9}'", "\tb = 2", "c = 3 ", "", &"long ".repeat(90)];
        let mut simple_ones = 0;
        for (number, line) in lines.iter().enumerate() {
            for above in [0, 8, 9, 99, 1234] {
                let text = format!("{}{line}\nnext = 1\n", "#\n".repeat(above));
                for (start, end) in
                    (0..=line.len()).flat_map(|start| [(start, start + 1), (start, line.len()), (start, text.len())])
                {
                    let place = Place::new("content/a b.toml", &text, 2 * above + start..2 * above + end.max(start));
                    let diagnostic = Diagnostic::error("some-rule", place, format!("  this is [line]  {number} "));
                    let level = if start % 2 == 0 { Level::Error } else { Level::Warning };
                    let hint = [None, Some("write `a = 2`".to_owned()), Some("b\nc".to_owned()), Some(" c  ".to_owned())];
                    let diagnostic = Diagnostic { level, hint: hint[start % 4].clone(), ..diagnostic };
                    if let Some(simple) = simple(&diagnostic) {
                        simple_ones += 1;
                        assert_eq!(simple, drawn(&diagnostic, false));
                    }
                }
            }
        }
        assert!(simple_ones > 500, "{simple_ones} of them were simple");
    }

    #[test]
    fn a_file_as_a_whole_has_a_name_and_no_line() {
        let diagnostic = Diagnostic::of_file("unreadable", "content/a.toml", "this is a folder").hint("rename it");
        assert_eq!(human(&diagnostic, false), "error[unreadable]: this is a folder\n--> content/a.toml\n = help: rename it");
    }
}
