//! Lists as the document writes them: an item, its further lines, and its details.

use std::ops::Range;

use crate::incident::Visibility;

/// An item of a list.
#[derive(Debug, Default)]
pub(super) struct ReviewItem {
    /// Its text, in Markdown, without its details.
    pub text: String,
    pub details: Vec<(String, String)>,
    /// Where it stands in the document.
    pub span: Range<usize>,
}

/// The items of a list, and the text that is in none of them.
#[derive(Debug, Default)]
pub(super) struct ReviewList {
    pub items: Vec<ReviewItem>,
    pub loose: String,
}

/// Reads a list whose items have details of these names: `  - Name: text`. Any other line of an item belongs to its text.
pub(super) fn read(body: &str, start: usize, names: &[&str]) -> ReviewList {
    let mut list = ReviewList::default();
    let mut is_open = false;
    let mut at = start;
    for line in body.split_inclusive('\n') {
        let (from, text) = (at, line.trim_end_matches(['\n', '\r']));
        at += line.len();
        if let Some(first) = marked(text) {
            list.items.push(ReviewItem { text: first.to_owned(), details: Vec::new(), span: from..from + text.len() });
            is_open = true;
        } else if is_open && (text.trim().is_empty() || text.starts_with("  ")) {
            if let Some(item) = list.items.last_mut() {
                item.go_on(text, names);
            }
        } else {
            is_open = false;
            list.loose.push_str(text);
            list.loose.push('\n');
        }
    }
    list.items.iter_mut().for_each(ReviewItem::trim);
    list.loose = list.loose.trim().to_owned();
    list
}

/// The text behind the mark of an item: `- `, `* ` or `1. `.
fn marked(line: &str) -> Option<&str> {
    let numbered = || {
        let (number, rest) = line.split_once(". ")?;
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(rest)
    };
    line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).or_else(numbered)
}

impl ReviewItem {
    /// One more line: a detail, or the continuation of the one before, or of the text.
    fn go_on(&mut self, line: &str, names: &[&str]) {
        let inner = line.strip_prefix("   ").filter(|rest| rest.starts_with("- ")).or_else(|| line.strip_prefix("  "));
        let inner = inner.unwrap_or_default();
        let detail = inner.strip_prefix("- ").and_then(|rest| {
            let (name, text) = rest.split_once(':')?;
            let known = names.iter().any(|known| known.eq_ignore_ascii_case(name));
            known.then(|| (name.to_owned(), text.trim_start().to_owned()))
        });
        match (detail, self.details.last_mut()) {
            (Some(detail), _) => self.details.push(detail),
            (None, Some((_, text))) => text.extend(["\n", inner.strip_prefix("  ").unwrap_or(inner)]),
            (None, None) => self.text.extend(["\n", inner]),
        }
    }

    fn trim(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.details.iter_mut().for_each(|(_, text)| text.truncate(text.trim_end().len()));
    }

    /// Its name and value, where it is a fact: `**Name:** value`.
    pub(super) fn fact(&self) -> Option<(String, &str)> {
        fact(&self.text)
    }

    /// Takes a detail out.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let index = self.details.iter().position(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(self.details.remove(index).1).filter(|text| !text.is_empty())
    }

    /// Takes out who may see it: everybody, unless it says otherwise.
    pub(super) fn visibility(&mut self) -> Visibility {
        self.stated_visibility().unwrap_or_default()
    }

    /// Takes out who may see it, where it says so.
    pub(super) fn stated_visibility(&mut self) -> Option<Visibility> {
        self.take("Visibility").and_then(|label| Visibility::labelled(&label))
    }

    /// What is left of it as Markdown.
    pub(super) fn rest(&self) -> String {
        let details = self.details.iter().map(|(name, text)| format!("\n\n{name}: {text}"));
        format!("{}{}", self.text, details.collect::<String>())
    }
}

/// The name and the value of `**Name:** value`.
pub(super) fn fact(text: &str) -> Option<(String, &str)> {
    let (name, value) = text.strip_prefix("**")?.split_once(":**")?;
    (!name.contains('\n')).then(|| (plain(name), value.trim()))
}

/// The items of a nested list below a fact: lines that begin with `- `.
pub(super) fn nested(text: &str) -> Vec<String> {
    read(text.trim_start_matches('\n'), 0, &[]).items.into_iter().map(|item| item.text).collect()
}

/// Plain text whose marks were escaped.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => out.extend(letters.next()),
            _ => out.push(letter),
        }
    }
    out
}

/// The names of a sentence's list: `a, b and c`.
pub(super) fn names(text: &str) -> Vec<String> {
    let text = text.trim();
    let (first, last) = text.rsplit_once(" and ").map_or((text, None), |(first, last)| (first, Some(last)));
    first.split(", ").chain(last).map(plain).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_has_its_details_and_everything_else_is_its_text() {
        let text = "- one:\n  - a list of the author's\n  \n  more\n  - By: Tom\n    Lee\n  - Source: a\n- two\n\nloose\n";
        let list = read(text, 0, &["By", "Source"]);
        assert_eq!(list.items[0].text, "one:\n- a list of the author's\n\nmore");
        let detail = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(list.items[0].details, [detail("By", "Tom\nLee"), detail("Source", "a")]);
        assert_eq!((list.items[1].text.as_str(), list.loose.as_str()), ("two", "loose"));
    }

    #[test]
    fn names_and_escapes_are_read_back() {
        assert_eq!(names("a, b\\_c and d"), ["a", "b_c", "d"]);
        assert_eq!(fact("**Peak \\*rate\\*:** 45%"), Some(("Peak *rate*".to_owned(), "45%")));
    }
}
