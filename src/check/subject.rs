//! One incident under review, and what rules commonly ask of it.

use std::cell::OnceCell;
use std::ops::Deref;

use jiff::civil::Date;

use super::links::{self, Link};
use super::speech::{self, Passage};
use super::{Findings, Review, Rule};
use crate::content::Entry;
use crate::diagnostic::{ValuePath, at};
use crate::incident::{Action, Incident, Milestone, ReviewState, Status};

/// One incident under review, and what it is held against.
pub struct Subject<'a> {
    /// The incident and its file.
    pub entry: &'a Entry,
    /// Everything that it is held against.
    pub review: &'a Review<'a>,
    passages: OnceCell<Vec<Passage<'a>>>,
    doubtful: OnceCell<Vec<Passage<'a>>>,
    everything: OnceCell<String>,
    links: OnceCell<Vec<Link>>,
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
        Self {
            entry,
            review,
            passages: OnceCell::new(),
            doubtful: OnceCell::new(),
            everything: OnceCell::new(),
            links: OnceCell::new(),
        }
    }

    /// Every text and every name in it, each with an empty line behind it. A look at all of it at once takes a fraction of what
    /// as many looks take as there are texts, and mostly finds that there is nothing to look for.
    pub(super) fn everything(&self) -> &str {
        self.everything.get_or_init(|| {
            let mut everything = String::new();
            self.each_string(&mut |text| everything.extend([text.text, "\n\n"]));
            everything
        })
    }

    /// What its authors say in their own words. Each is read once for all rules that ask.
    pub(super) fn passages(&self) -> &[Passage<'a>] {
        self.passages.get_or_init(|| speech::passages(&self.entry.incident, |_| true))
    }

    /// The passages that may have a phrase in them which is to be avoided, or a placeholder.
    pub(super) fn doubtful_passages(&self) -> &[Passage<'a>] {
        let is_doubtful = |text: &str| self.review.is_doubtful(text);
        self.doubtful.get_or_init(|| {
            if is_doubtful(self.everything()) { speech::passages(&self.entry.incident, is_doubtful) } else { Vec::new() }
        })
    }

    /// Where it links to, read once for all rules that ask.
    pub(super) fn links(&self) -> &[Link] {
        self.links.get_or_init(|| links::links(&self.entry.incident))
    }

    /// Whether its severity is in the upper half of the site's: `sev1` and `sev2` of the default five. The middle one is not.
    pub(super) fn is_major(&self) -> bool {
        let severities = &self.review.config.severities;
        severities.rank(&self.severity).is_some_and(|rank| rank < (severities.all().len() / 2).max(1))
    }

    /// Whether its severity is in the lower half of the site's: `sev4` and `sev5` of the default five. The middle one is not.
    pub(super) fn is_minor(&self) -> bool {
        let severities = &self.review.config.severities;
        severities.rank(&self.severity).is_some_and(|rank| rank >= severities.all().len().div_ceil(2))
    }

    /// Whether the review claims to be fit to read: it is being discussed or agreed to. A draft may be thin, and of what is
    /// withdrawn or told elsewhere nothing more is asked.
    pub(super) fn is_due(&self) -> bool {
        self.entry.incident.review.state != ReviewState::Draft && self.counts()
    }

    /// Whether it is due and ought to have come to conclusions: while an incident goes on, only what is known can be told of it.
    pub(super) fn is_concluded(&self) -> bool {
        let is_agreed = matches!(self.entry.incident.review.state, ReviewState::Reviewed | ReviewState::Closed);
        self.is_due() && (is_agreed || self.status() == Status::Resolved)
    }

    /// The open action items of a review that claims to be fit to read, each with its place in the file.
    pub(super) fn actions_due(&self) -> impl Iterator<Item = (usize, &Action)> {
        let is_due = self.is_due();
        self.actions.iter().enumerate().filter(move |(_, action)| is_due && action.status.is_open())
    }

    /// Where it claims to be fit to read: what it still lacks is said there.
    pub(super) fn claim() -> ValuePath {
        at!["review", "state"]
    }

    /// Reports that a review which claims to be fit to read lacks what a key should hold: `lack` goes on from "a reviewed sev1". What
    /// was taken out as a problem of structure is not missing.
    pub(super) fn report_missing(&self, rule: &Rule, key: &str, lack: &str, findings: &mut Findings) {
        if self.is_due() && !self.was_reported(key) {
            findings.report(rule.breach(Self::claim(), format!("{} {lack}", self.standing())));
        }
    }

    /// Whether the file says nothing of a milestone, and did not say it in what was taken out either.
    pub(super) fn lacks(&self, milestone: Milestone) -> bool {
        self.milestone(milestone).is_none() && !self.was_reported("milestones") && !self.was_reported("timeline")
    }

    /// Whether something under a key of the top level was taken out, as a problem of structure of its own.
    pub(super) fn was_reported(&self, key: &str) -> bool {
        self.entry.reported.iter().any(|path| path.starts_with_key(key))
    }

    /// The day of the start in the file's zone, unless it is an estimate.
    pub(super) fn start_day(&self) -> Option<Date> {
        let is_estimate = self.milestones.is_approximate(Milestone::Started);
        self.milestone(Milestone::Started).filter(|_| !is_estimate).map(|started| started.day(&self.entry.zone))
    }

    /// Where a known milestone is set.
    pub(super) fn path_of(&self, milestone: Milestone) -> ValuePath {
        let marked = self.timeline.iter().position(|entry| entry.milestone == Some(milestone));
        match (self.milestones.get(milestone), marked) {
            (None, Some(index)) => at!["timeline", index, "at"],
            _ => at!["milestones", milestone.as_str()],
        }
    }

    /// The severity and the state of the review, as in "a reviewed sev1".
    pub(super) fn standing(&self) -> String {
        format!("a {} in state {}", self.severity, self.entry.incident.review.state.as_str())
    }
}
