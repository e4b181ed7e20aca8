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

/// The links of an incident, in the order of a review.
pub(super) fn links(incident: &Incident) -> Vec<Link> {
    let mut found = Vec::new();
    incident.each_text(&mut |text| match text.form {
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
