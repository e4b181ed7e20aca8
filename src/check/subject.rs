//! One incident under review, and what rules commonly ask of it.

use std::cell::OnceCell;
use std::ops::Deref;

use super::Review;
use super::speech::{self, Passage};
use crate::content::Entry;
use crate::diagnostic::{ValuePath, at};
use crate::incident::{Incident, ReviewState};

/// One incident under review, and what it is held against.
pub struct Subject<'a> {
    /// The incident and its file.
    pub entry: &'a Entry,
    /// Everything that it is held against.
    pub review: &'a Review<'a>,
    passages: OnceCell<Vec<Passage<'a>>>,
}

/// The incident itself.
impl Deref for Subject<'_> {
    type Target = Incident;

    fn deref(&self) -> &Incident {
        &self.entry.incident
    }
}

impl<'a> Subject<'a> {
    /// Puts an incident under review.
    pub(super) fn new(entry: &'a Entry, review: &'a Review<'a>) -> Self {
        Self { entry, review, passages: OnceCell::new() }
    }

    /// What its authors say in their own words, read once for all rules that ask.
    pub(super) fn passages(&self) -> &[Passage<'a>] {
        self.passages.get_or_init(|| speech::passages(&self.entry.incident))
    }

    /// Whether its severity is in the upper half of the site's: `sev1` and `sev2` of the default five. The middle one is not.
    pub(super) fn is_major(&self) -> bool {
        let severities = &self.review.config.severities;
        severities.rank(&self.severity).is_some_and(|rank| rank < (severities.all().len() / 2).max(1))
    }

    /// Whether the review claims to be fit to read: it is being discussed or agreed to. A draft may be thin, and of what is
    /// withdrawn or told elsewhere nothing more is asked.
    pub(super) fn is_due(&self) -> bool {
        self.entry.incident.review.state != ReviewState::Draft && self.counts()
    }

    /// Where it claims to be fit to read: what it still lacks is said there.
    pub(super) fn claim() -> ValuePath {
        at!["review", "state"]
    }

    /// The severity and the state of the review, as in "a reviewed sev1".
    pub(super) fn standing(&self) -> String {
        format!("a {} in state {}", self.severity, self.entry.incident.review.state.as_str())
    }
}
