//! The links of an incident: in its prose, and the addresses that have a key of their own.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

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

/// A link to the web as most are written, in any Markdown.
static PLAIN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"\[[^\[\]`\n]*\]\(https://[^()\s<>\\"']*\)"#).ok());

/// Whether a text has links, and none but those of the form `[words](https://...)`, which are as they should be: such a text need
/// not be parsed.
fn has_only_plain_links(text: &str) -> bool {
    let count = |part| text.matches(part).count();
    let links = count("](");
    let has_others = || text.contains('<') || text.contains('\\') || text.contains("]:") || text.contains("][");
    let plain = || PLAIN.as_ref().map_or(0, |plain| plain.find_iter(text).count());
    links > 0 && links == count("://") && !has_others() && links == plain()
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

    #[test]
    fn only_links_that_are_as_they_should_be_are_passed_over() {
        for text in ["[a *b*](https://x.example/c?d#e) and ![f](https://x.example/g.png)", "`[a](https://x.example)`"] {
            assert!(has_only_plain_links(text), "{text}");
            assert!(markdown::links(text).iter().all(|link| link.target.starts_with("https://") && !link.is_bare), "{text}");
        }
        for text in [
            "[a](http://x.example/b)",
            "[a](b.png)",
            "[a](https://x.example/b), https://x.example/c",
            "a](https://x.example/b)",
            "[a](https://x.example/b c)",
            "[a\n\nb](https://x.example/c)",
            "[`a](https://x.example/b)`",
            "\\[a](https://x.example/b)",
            "[a [b](https://x.example/c)](https://x.example/d)",
            "[a](https://x.example/b) <c@d.example>",
            "[a][b] [c](https://x.example/d)\n\n[b]: e.png",
        ] {
            assert!(!has_only_plain_links(text), "{text}");
        }
    }
}
