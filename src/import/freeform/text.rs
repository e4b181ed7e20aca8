//! Pieces of Markdown: their words, and lists of names in them.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag};
use regex::Captures;

use crate::import::boilerplate::is_boilerplate;
use crate::import::pattern::Pattern;
use crate::prose::markdown;

/// The words of a text without markup and without references to footnotes, in one line.
pub(in crate::import) fn words(text: &str) -> String {
    markdown::plain(&without_footnotes(text)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without references to footnotes: `limit[^1]`, `limit [^1]`. A class of a regular expression, `[^a-z]`, stays.
pub(super) fn without_footnotes(text: &str) -> Cow<'_, str> {
    static REFERENCES: Pattern = Pattern::new(r"(?P<before>[^\s\\`\[(]|^)(?:\[\^(?:\d{1,3}|\w{2,})\]|\s\[\^\d{1,3}\])+");
    if !text.contains("[^") {
        return Cow::Borrowed(text);
    }
    let (mut counted, mut is_code) = (0, false);
    REFERENCES.replace_all(text, |found: &Captures<'_>| {
        let whole = found.get(0).map_or(0..0, |it| it.range());
        is_code ^= !text[counted..whole.start].matches('`').count().is_multiple_of(2);
        counted = whole.start;
        if is_code { text[whole].to_owned() } else { found["before"].to_owned() }
    })
}

/// A text without what is struck out; nothing, if nothing is.
pub(super) fn unstruck(text: &str) -> Option<String> {
    let events = Parser::new_ext(text, markdown::options()).into_offset_iter();
    let (mut rest, mut end) = (String::new(), 0);
    for (_, struck) in events.filter(|(event, _)| matches!(event, Event::Start(Tag::Strikethrough))) {
        rest.push_str(text.get(end..struck.start).unwrap_or_default());
        end = end.max(struck.end);
    }
    rest.push_str(&text[end..]);
    (end > 0).then(|| rest.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether anything but markup and marks is in a text.
pub(super) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// A heading without the number of its section.
pub(super) fn label(title: &str) -> String {
    let words = words(title);
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')'));
    let is_numbered = rest.starts_with(' ') && words[..words.len() - rest.len()].ends_with(['.', ')']);
    if is_numbered && !rest.trim().is_empty() { rest.trim().to_owned() } else { words }
}

/// The text of a line that is bold as a whole.
pub(super) fn in_bold(text: &str) -> Option<&str> {
    let inner = text.trim().trim_end_matches(':').strip_prefix("**")?.strip_suffix("**")?;
    (!inner.contains("**") && !inner.contains('\n')).then(|| inner.trim_end_matches(':'))
}

/// Adds a paragraph to a text, unless it is all of the text already.
pub(in crate::import) fn append(known: &mut Option<String>, text: &str) {
    let text = text.trim();
    match known {
        _ if text.is_empty() => {}
        Some(known) if known.trim() == text => {}
        Some(known) => known.extend(["\n\n", text]),
        None => *known = Some(text.to_owned()),
    }
}

/// Sets a value; `false` where there is another one.
pub(super) fn put<T: PartialEq>(known: &mut Option<T>, value: T) -> bool {
    match known {
        Some(known) => *known == value,
        None => {
            *known = Some(value);
            true
        }
    }
}

/// A text as an item of a list, with the box of a task.
pub(super) fn item(text: &str, done: Option<bool>) -> String {
    let mark = match done {
        Some(true) => "- [x] ",
        Some(false) => "- [ ] ",
        None => "- ",
    };
    format!("{mark}{}", text.replace('\n', "\n  "))
}

/// A line without the mark of a list, and whether the box of a task before it is ticked.
pub(super) fn unmarked(line: &str) -> (Option<bool>, &str) {
    let line = line.trim();
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if numbered.len() < line.len() { numbered.strip_prefix(['.', ')']) } else { line.strip_prefix(['-', '*', '+']) };
    unmarked_task(rest.filter(|rest| rest.starts_with(' ')).unwrap_or(line).trim())
}

/// A text without the box of a task, and whether it is ticked.
pub(super) fn unmarked_task(text: &str) -> (Option<bool>, &str) {
    let boxed = |mark: &str| text.strip_prefix(mark).filter(|rest| rest.is_empty() || rest.starts_with([' ', '\n']));
    let first = |marks: [&str; 3]| marks.into_iter().find_map(boxed);
    match (first(["[x]", "[X]", "☑"]), first(["[ ]", "[]", "☐"])) {
        (Some(rest), _) => (Some(true), rest.trim()),
        (_, Some(rest)) => (Some(false), rest.trim()),
        _ => (None, text.trim()),
    }
}

/// The lines of a value without the marks of a list, and whether the box before each is ticked. A line may have several boxes.
pub(super) fn tasks(value: &str) -> Vec<(Option<bool>, &str)> {
    static BOX: Pattern = Pattern::new(r"(?:^|[\s;,|/])(?:[-*+]\s+)?(?P<box>\[[ xX]\]\s|[☐☑])");
    let mut found = Vec::new();
    for line in value.lines() {
        let starts: Vec<usize> = BOX.captures_iter(line).filter_map(|it| Some(it.name("box")?.start())).collect();
        if starts.len() < 2 {
            found.push(unmarked(line));
        }
        for (at, start) in starts.iter().enumerate().filter(|_| starts.len() > 1) {
            let piece = &line[*start..starts.get(at + 1).copied().unwrap_or(line.len())];
            found.push(unmarked_task(piece.trim_end_matches([' ', ';', ',', '|', '/', '-', '*', '+'])));
        }
    }
    found.retain(|(_, text)| !text.is_empty());
    found
}

/// The names of a list in one line or in several. Of a list of tasks, only what is ticked.
pub(super) fn list(value: &str) -> Vec<String> {
    let lines = tasks(value);
    let pieces: Vec<&str> = match lines.as_slice() {
        [(None, line)] if line.contains(';') => line.split(';').collect(),
        [(None, line)] if line.contains(',') => {
            line.split(',').flat_map(|piece| piece.strip_prefix(" and ").unwrap_or(piece).split(" and ")).collect()
        }
        lines => lines.iter().filter(|(done, _)| *done != Some(false)).map(|(_, line)| *line).collect(),
    };
    let name = |piece: &str| words(piece).trim_matches(['~', '"', '\'', ' ', '.']).trim_start_matches('@').to_owned();
    pieces.into_iter().map(name).filter(|name| !name.is_empty() && !is_boilerplate(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_one_line_and_in_several() {
        assert_eq!(list("`a`, b and c"), ["a", "b", "c"]);
        assert_eq!(list("- a\n- b"), ["a", "b"]);
        assert_eq!(list("a, b; c"), ["a, b", "c"]);
        assert_eq!(list("Search and Discovery"), ["Search and Discovery"]);
    }

    #[test]
    fn references_to_footnotes_are_no_words_and_regular_expressions_are() {
        assert_eq!(words("Limit[^1] it [^2][^note]."), "Limit it.");
        assert_eq!(words("Match `x[^12]` and [^a-z]"), "Match x[^12] and [^a-z]");
    }

    #[test]
    fn only_what_is_ticked_is_in_a_list_of_tasks() {
        assert_eq!(list("- [X] api\n- [ ] web\n- [x] a, b\n* [] c"), ["api", "a, b"]);
        assert_eq!(list("1. [x] api\n2) [ ] web\n10. [x] db"), ["api", "db"]);
        assert_eq!(list("- [x] api; - [ ] web"), ["api"]);
        assert_eq!(list("[ ] api, [x] web, [X] db"), ["web", "db"]);
        assert_eq!(list("☐ api ☑ web"), ["web"]);
        assert_eq!(list("- [x] api"), ["api"]);
        assert_eq!(list("- [ ] api"), Vec::<String>::new());
        assert_eq!(list("- [api](x)\n- [x](y)"), ["api", "x"]);
    }
}
