//! The links of an incident: in its prose, and the addresses that have a key of their own.

use std::ops::Range;

use super::finding::path;
use crate::diagnostic::{Problem, ValuePath};
use crate::incident::{Form, Incident};
use crate::prose::markdown;

/// A link and where it stands.
#[derive(Debug)]
pub(super) struct Link {
    /// The text that it stands in.
    path: ValuePath,
    /// Where it leads to.
    pub target: String,
    /// Where it stands in the text, if that is prose. An address with a key of its own is all of its text.
    bytes: Option<Range<usize>>,
    /// Whether readers of the text see the target itself.
    pub is_bare: bool,
}

impl Link {
    /// Whether it stands in prose.
    pub(super) fn is_in_prose(&self) -> bool {
        self.bytes.is_some()
    }

    /// Says of a problem that it is this link.
    pub(super) fn mark(&self, problem: Problem) -> Problem {
        let problem = Problem { path: self.path.clone(), ..problem };
        if let Some(bytes) = &self.bytes { problem.within(bytes.clone()) } else { problem }
    }
}

/// Whether a text has no links but those of the form `[words](https://...)`, which are as they should be: such a text need not be
/// parsed.
fn has_only_plain_links(text: &str) -> bool {
    let (mut links, mut addresses, mut colons) = (0, 0, 0);
    for at in memchr::memchr2_iter(b']', b':', text.as_bytes()) {
        match &text.as_bytes()[at..] {
            [b']', b'(', ..] if !is_plain_link(text, at) => return false,
            [b']', b'(', ..] => links += 1,
            [b':', b'/', b'/', ..] => addresses += 1,
            [b']', b':', ..] => colons += 1,
            _ => {}
        }
    }
    let has_others = || text.contains('\\') || has_autolink(text) || (colons > 0 && has_definition(text));
    links == addresses && (links + colons == 0 || !has_others())
}

/// Whether the bracket at a place in a text ends the words of a link to the web as most are written, in any Markdown.
fn is_plain_link(text: &str, bracket: usize) -> bool {
    let (before, behind) = (&text[..bracket], &text[bracket + 2..]);
    let is_mark = |next: char| next.is_whitespace() || matches!(next, '(' | ')' | '[' | ']' | '<' | '>' | '\\' | '"' | '\'');
    let begins = before.rfind(['[', ']', '`', '\n']).is_some_and(|mark| before[mark..].starts_with('['));
    begins && behind.starts_with("https://") && behind.trim_start_matches(|next| !is_mark(next)).starts_with(')')
}

/// Whether something in a text may be an address in angle brackets: it has no white space in it, and what tells it from a tag.
fn has_autolink(text: &str) -> bool {
    let is_mark = |next: char| next.is_whitespace() || matches!(next, '<' | '>' | ':' | '@');
    text.split('<').skip(1).any(|behind| behind.trim_start_matches(|next| !is_mark(next)).starts_with([':', '@']))
}

/// Whether a line of a text may begin the definition of an address, `[name]: https://...`: no word stands before its bracket.
fn has_definition(text: &str) -> bool {
    let may_begin = |(before, _): (&str, &str)| !before.contains(|letter: char| letter.is_ascii_alphabetic());
    text.split(['\n', '\r']).any(|line| line.split_once('[').is_some_and(may_begin))
}

/// The links of an incident that a rule may have something to say about, in the order of a review.
pub(super) fn links(incident: &Incident) -> Vec<Link> {
    let mut found = Vec::new();
    incident.each_text(&mut |text| match text.form {
        Form::Markdown if has_only_plain_links(text.text) => {}
        Form::Markdown => found.extend(markdown::links(text.text).into_iter().map(|link| {
            // `<a@b.example>` is a mailbox; nothing else in angle brackets goes without a scheme.
            let is_mailbox = text.text[link.bytes.clone()].starts_with('<') && !link.target.contains(':');
            let target = if is_mailbox { format!("mailto:{}", link.target) } else { link.target };
            Link { path: path(text.path), target, bytes: Some(link.bytes), is_bare: link.is_bare }
        })),
        Form::Address if text.text.starts_with("https://") => {}
        Form::Address => {
            let target = text.text.to_owned();
            found.push(Link { path: path(text.path), target, bytes: None, is_bare: false });
        }
        Form::Plain | Form::Name => {}
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces of text strung together in many ways: where a text is passed over, parsing it finds nothing to say something about.
    #[test]
    fn a_text_that_is_passed_over_has_no_other_links() {
        #[rustfmt::skip]
        const PIECES: [&str; 32] = [
            "a", "b ", " ", "\n", "\n\n", "\r", "    ", "> ", "- ", "1. ", "`", "*", "[", "]", "(", ")", "](", "]: ", "[b]: ", "][b]",
            "![", "<", ">", "<b>", "</b>", "\\", "://", "https://x.example", "[a](https://x.example/b)", "[a](c.png)",
            "mailto:d@x.example", "\"",
        ];
        let (mut state, mut passed) = (1_u64, 0);
        for _ in 0..100_000 {
            let mut text = String::new();
            for _ in 0..8 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(PIECES[usize::try_from(state >> 33).unwrap() % PIECES.len()]);
            }
            if has_only_plain_links(&text) {
                let links = markdown::links(&text);
                passed += usize::from(!links.is_empty());
                assert!(links.iter().all(|link| link.target.starts_with("https://") && !link.is_bare), "{text:?}: {links:?}");
            }
        }
        assert!(passed > 1000, "{passed} texts with links were passed over");
    }

    #[test]
    fn only_links_that_are_as_they_should_be_are_passed_over() {
        for text in [
            "[a *b*](https://x.example/c?d#e) and ![f](https://x.example/g.png)",
            "`[a](https://x.example)`",
            "a < b <c>, as [d](https://x.example) says",
            "see [a](https://x.example)\n\n    b[1]: c",
            "a[1]: b",
        ] {
            assert!(has_only_plain_links(text), "{text}");
            assert!(markdown::links(text).iter().all(|link| link.target.starts_with("https://") && !link.is_bare), "{text}");
        }
        for text in [
            "[a](http://x.example/b)",
            "[a](b.png)",
            "[a](https://x.example/b), https://x.example/c",
            "a](https://x.example/b)",
            "[a](https://x.example/b c)",
            "[a](https://x.example/[b)](https://x.example/c)",
            "[a\n\nb](https://x.example/c)",
            "[`a](https://x.example/b)`",
            "\\[a](https://x.example/b)",
            "[a [b](https://x.example/c)](https://x.example/d)",
            "[a](https://x.example/b) <c@d.example>",
            "[a](https://x.example/b) <mailto:c>",
            "[a](https://x.example/b) and [c]\r[c]: d",
            "[a][b] [c](https://x.example/d)\n\n[b]: e.png",
        ] {
            assert!(!has_only_plain_links(text), "{text}");
        }
    }
}
