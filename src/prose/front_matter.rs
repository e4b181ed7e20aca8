//! Front matter: the part of a Markdown document between two lines of dashes or plus signs at its beginning.

use std::ops::Range;

/// The fence of a document's front matter, the text between the two fences, and the end of the second. A line of dashes may be a line
/// across the page: whether what follows is front matter, its content must say.
pub fn front_matter(text: &str) -> Option<(&str, Range<usize>, usize)> {
    let mut at = 0;
    let mut opened: Option<(&str, usize)> = None;
    for line in text.split_inclusive('\n') {
        let mark = line.trim_end();
        at += line.len();
        match opened {
            None if matches!(mark, "---" | "+++") => opened = Some((mark, at)),
            None => return None,
            Some((fence, from)) if mark == fence || fence == "---" && mark == "..." => {
                return Some((fence, from..at - line.len(), at));
            }
            Some(_) => {}
        }
    }
    None
}
