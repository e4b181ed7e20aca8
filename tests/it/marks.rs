//! What an example says of itself: comments that mark with `^` what is to be found in the line above them.
//!
//! Several comments may stand below one line, each with a mark, and name the rule behind it.

/// A place in a text that is marked: line, first column and the column after the last, from 1; and the rule, if it is named.
pub(crate) type Mark<'t> = (usize, usize, usize, Option<&'t str>);

/// The marks of a text, in their order.
pub(crate) fn marks(text: &str) -> Vec<Mark<'_>> {
    let (mut marks, mut marked) = (Vec::new(), 0);
    for (number, line) in (1..).zip(text.lines()) {
        match mark(line) {
            Some((start, end, rule)) => marks.push((marked, start, end, rule)),
            None => marked = number,
        }
    }
    marks
}

fn mark(line: &str) -> Option<(usize, usize, Option<&str>)> {
    let rest = line.strip_prefix('#')?;
    let carets = rest.trim_start_matches(' ').trim_start_matches('^');
    let end = line.len() - carets.len();
    let start = line.find('^')?;
    let rule = Some(carets.trim()).filter(|rule| !rule.is_empty());
    let is_mark = start < end && rest[..start - 1].chars().all(|c| c == ' ');
    let is_name = rule.is_none_or(|rule| rule.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    // Whoever marks the first column has no room for the sign of the comment beside it.
    (is_mark && is_name).then_some((if start == 1 { 1 } else { start + 1 }, end + 1, rule))
}

#[test]
fn marks_stand_below_the_line_that_they_mark() {
    let text = "a = 1\nb = \"two words\"\n#    ^^^ one\n#        ^^^^^ two\n# b is ^ no mark\nc = 3\n#^ three\n";
    assert_eq!(marks(text), [(2, 6, 9, Some("one")), (2, 10, 15, Some("two")), (6, 1, 3, Some("three"))]);
}
