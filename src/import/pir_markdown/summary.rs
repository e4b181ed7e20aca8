//! The summary. PIR Generator fills a frame of sentences with what stands elsewhere too; of that, what is in the frame is taken,
//! and the frame is dropped.

use super::items;
use super::outline::DocumentPart;
use crate::import::draft::Draft;
use crate::incident::{Analysis, Cause, CauseRole, Impact};

const LASTED: &str = ". The incident lasted ";
const IMPACT: &str = " and had the following impact: ";
const CAUSE: &str = " Root cause analysis identified the primary issue as: ";
const END: &str = " The incident has been ";

pub(super) fn read(draft: &mut Draft<'_>, part: DocumentPart<'_>) {
    let text = part.body.trim();
    match Frame::of(text) {
        Some(frame) => {
            draft.dropped(part.span(), "the summary is a frame of sentences around what stands elsewhere too");
            frame.fill(draft, part);
        }
        None => draft.incident.summary = draft.content(text.to_owned(), part.span()),
    }
}

/// What stands in the frame.
struct Frame<'t> {
    severity: &'t str,
    services: Vec<String>,
    duration: &'t str,
    impact: &'t str,
    cause: Option<&'t str>,
}

impl<'t> Frame<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let rest = text.strip_prefix("On ")?.split_once(", we experienced a ")?.1;
        let (severity, rest) = rest.split_once(" incident affecting ")?;
        let (services, rest) = rest.split_once(LASTED)?;
        let (duration, rest) = rest.split_once(IMPACT)?;
        let (rest, end) = rest.rsplit_once(END)?;
        end.trim_end().ends_with(" and we have identified specific actions to prevent recurrence.").then_some(())?;
        let (impact, cause) = rest.rsplit_once(CAUSE).map_or((rest, None), |(impact, cause)| (impact, Some(cause)));
        Some(Self { severity, services: list_of_code(services)?, duration, impact, cause })
    }

    fn fill(self, draft: &mut Draft<'_>, part: DocumentPart<'_>) {
        draft.incident.services = self.services;
        if draft.incident.severity.is_empty() && !self.severity.eq_ignore_ascii_case("unknown") {
            draft.severity(self.severity, part.span());
        }
        let duration = draft.content(self.duration.to_owned(), part.span());
        let customer = draft.content(self.impact.to_owned(), part.span());
        let impact = draft.incident.impact.get_or_insert_with(Impact::default);
        impact.duration = duration;
        impact.customer = customer;
        if let Some(cause) = self.cause.and_then(|cause| draft.content(cause.to_owned(), part.span())) {
            let analysis = draft.incident.analysis.get_or_insert_with(Analysis::default);
            analysis.causes.push(Cause { cause, role: CauseRole::Root, category: None, evidence: Vec::new() });
        }
    }
}

/// The texts of a list as a program prints it: `['a', "b's"]`.
fn list_of_code(text: &str) -> Option<Vec<String>> {
    let mut rest = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut found = Vec::new();
    while let Some(quote) = rest.chars().next() {
        let inner = rest.strip_prefix(['\'', '"'])?;
        let end = inner.match_indices(quote).map(|(at, _)| at).find(|at| !inner[..*at].ends_with('\\'))?;
        found.push(items::plain(&inner[..end]));
        rest = inner[end + 1..].trim_start().trim_start_matches(',').trim_start();
    }
    found.retain(|name| name != "our services");
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_printed_as_code_is_a_list_again() {
        assert_eq!(list_of_code("['a-b', \"c's\", 'd\\'e']").unwrap(), ["a-b", "c's", "d'e"]);
        assert_eq!(list_of_code("[]").unwrap(), Vec::<String>::new());
        assert_eq!(list_of_code("['a"), None);
        assert_eq!(list_of_code("a and b"), None);
    }
}
