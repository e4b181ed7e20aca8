//! Incidents that are like others.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::archive::{Audience, Readership, View, VisibleIncident};
use crate::check::context::{Checker, RuleContext};
use crate::check::rule::Rule;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Incident, Milestone, Visibility};
use crate::prose::normalized;
use crate::search::{Similar, Similarity, TermCache};

const DAYS: i32 = 7;

/// Two incidents of one week with the same title.
pub(super) fn duplicate_title(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let files = &checker.content.files;
    let mut by_title: HashMap<String, Vec<(Date, usize)>> = HashMap::new();
    for (index, file) in files.iter().enumerate().filter(|(_, file)| file.incident.counts()) {
        if let Some(start) = file.incident.milestone(Milestone::Started).filter(|_| !file.incident.title.trim().is_empty()) {
            by_title.entry(folded(&file.incident)).or_default().push((start.day(&file.zone), index));
        }
    }
    let mut pairs: Vec<(usize, usize)> = by_title.into_values().flat_map(neighbours).collect();
    pairs.sort_unstable();
    for (later, earlier) in pairs {
        let [this, other] = [later, earlier].map(|index| &files[index]);
        // Two incidents of one id are reported by another rule.
        if !this.incident.id.eq_ignore_ascii_case(&other.incident.id) {
            let message = format!("{} of the same week has this title too", other.incident.id);
            found.push(rule.violation(this.at(at!["title"]), message).related("it stands here as well", other.at(at!["title"])));
        }
    }
}

/// Each incident that began within a week of the one before it, with that one.
fn neighbours(mut alike: Vec<(Date, usize)>) -> Vec<(usize, usize)> {
    alike.sort_unstable();
    let is_near = |pair: &&[(Date, usize)]| pair[0].0.until(pair[1].0).is_ok_and(|span| span.get_days() <= DAYS);
    alike.windows(2).filter(is_near).map(|pair| (pair[1].1, pair[0].1)).collect()
}

/// The title in lower case, with single spaces.
fn folded(incident: &Incident) -> String {
    normalized(&incident.title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()).into_owned()
}

/// From which similarity on two incidents are taken for the same kind.
const PERCENT: u32 = 50;
/// How many similar incidents are looked at: the most similar may be a later one.
const MOST: usize = 10;

/// An incident that is similar to an earlier one and does not mention it.
pub(super) fn similar_incident(rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    for (audience, visibility) in [(Audience::Public, Visibility::Public), (Audience::Internal, Visibility::Internal)] {
        if checker.content.files.iter().any(|file| file.incident.visibility == visibility) {
            let readership = Readership { audience, drafts: true };
            let view = View::new(checker.content.archive(), checker.config, readership, checker.today);
            among(&view, visibility, rule, checker, found);
        }
    }
}

/// Compares the incidents of a visibility with all that a view shows.
fn among(view: &View, visibility: Visibility, rule: &Rule, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    let similarity = Similarity::new(view, checker.config, &TermCache::default());
    for (index, case) in view.cases.iter().enumerate() {
        let Some(file) = checker.find_id(&case.incident.id).filter(|file| file.incident.visibility == visibility) else {
            continue;
        };
        if !RuleContext::new(file, checker).is_due() {
            continue;
        }
        let similar = similarity.of(index, MOST, view, checker.config);
        let earlier = similar.iter().filter(|similar| similar.percent >= PERCENT).find(|similar| {
            let other = &view.cases[similar.case];
            other.started < case.started && may_share_service(case, other) && !names(case, other) && !names(other, case)
        });
        if let Some(Similar { case: other, reasons, .. }) = earlier {
            let id = &view.cases[*other].incident.id;
            let message = format!("{id} is similar to this incident ({}), and neither mentions the other", reasons.join(", "));
            let mut violation = rule.violation(file.at(at!["title"]), message);
            if let Some(other) = checker.find_id(id) {
                violation = violation.related("the earlier incident", other.at(at!["title"]));
            }
            found.push(violation);
        }
    }
}

/// Whether both affected a service, as far as they say.
fn may_share_service(one: &VisibleIncident, other: &VisibleIncident) -> bool {
    let [one, other] = [one, other].map(|case| &case.incident.services);
    one.is_empty() || other.is_empty() || one.iter().any(|service| other.contains(service))
}

/// Whether a text of one incident has the id of another: `INC-1` is not in `INC-12`.
fn names(case: &VisibleIncident, other: &VisibleIncident) -> bool {
    let (id, mut is_named) = (other.incident.id.to_lowercase(), false);
    case.incident.each_text(&mut |text| {
        let text = text.text.to_lowercase();
        let is_whole = |at: usize| {
            let (before, after) = (&text[..at], &text[at + id.len()..]);
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        };
        is_named |= text.match_indices(&id).any(|(at, _)| is_whole(at));
    });
    is_named
}
