//! Which incidents broke no rule when they were last asked, so that after a change only the others are asked again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::finding::Finding;
use crate::content::{Content, Entry};

/// Incidents that broke no rule of the build: by one configuration and on one day, which others do not follow.
#[derive(Debug, Default)]
pub struct Sound {
    /// All incidents in their order; nothing in the place of one that broke a rule.
    entries: Vec<Option<Arc<Entry>>>,
    /// The ids of incidents that could not be read then.
    unread: BTreeSet<String>,
    /// What could be attached then.
    attachments: Arc<BTreeSet<PathBuf>>,
}

impl Sound {
    /// Whether the entry at this place of the content broke no rule. It is looked for where it was, counted from the first one or from
    /// the last: where a file came or went, the others are still found.
    pub(super) fn has(&self, content: &Content, place: usize) -> bool {
        let entry = &content.entries[place];
        let places = [Some(place), (place + self.entries.len()).checked_sub(content.entries.len())];
        places.into_iter().flatten().any(|at| matches!(self.entries.get(at), Some(Some(known)) if Arc::ptr_eq(known, entry)))
    }

    /// Whether no incident broke a rule and all of them still have the ids that they had, and name the same others.
    pub(super) fn has_ids(&self, content: &Content) -> bool {
        let is_alike = |(known, entry): (&Option<Arc<Entry>>, &Arc<Entry>)| {
            known.as_ref().is_some_and(|known| Arc::ptr_eq(known, entry) || have_same_ids(known, entry))
        };
        self.entries.len() == content.entries.len()
            && self.unread == content.unread
            && self.entries.iter().zip(&content.entries).all(is_alike)
    }

    /// Remembers what was found of this content.
    pub(super) fn renew(&mut self, content: &Content, findings: &[Finding]) {
        self.entries = content.entries.iter().cloned().map(Some).collect();
        findings.iter().filter_map(Finding::entry).for_each(|place| self.entries[place] = None);
        self.unread.clone_from(&content.unread);
        self.attachments = Arc::clone(&content.attachments);
    }

    /// Forgets everything where something else can be attached now.
    pub(super) fn hold_against(&mut self, content: &Content) {
        if !Arc::ptr_eq(&self.attachments, &content.attachments) {
            self.entries.clear();
        }
    }
}

/// Whether two states of a file agree in all that a rule of [`Scope::Ids`](super::Scope::Ids) looks at. Of what could not be
/// understood, nobody knows.
fn have_same_ids(one: &Entry, other: &Entry) -> bool {
    let (a, b) = (&one.incident, &other.incident);
    one.reported.is_empty()
        && other.reported.is_empty()
        && (&a.id, &a.aliases, &a.related, &a.duplicate_of) == (&b.id, &b.aliases, &b.related, &b.duplicate_of)
}
