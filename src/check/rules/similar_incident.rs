//! An incident that is similar to an earlier one and does not mention it.

use crate::archive::{Audience, Readership, View, VisibleIncident};
use crate::check::context::{Checker, RuleContext};
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::Visibility;
use crate::search::{Similar, Similarity, TermCache};

pub(super) const RULE: Rule = Rule::new("similar-incident", Group::Names, RuleLevel::Warn, Scope::Archive(check));

/// From which similarity on two incidents are taken for the same kind.
const PERCENT: u32 = 50;
/// How many similar incidents are looked at: the most similar may be a later one.
const MOST: usize = 10;

fn check(checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
    for (audience, visibility) in [(Audience::Public, Visibility::Public), (Audience::Internal, Visibility::Internal)] {
        if checker.content.files.iter().any(|file| file.incident.visibility == visibility) {
            let readership = Readership { audience, drafts: true };
            let view = View::new(checker.content.archive(), checker.config, readership, checker.today);
            among(&view, visibility, checker, found);
        }
    }
}

/// Compares the incidents of a visibility with all that a view shows.
fn among(view: &View, visibility: Visibility, checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
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
            let mut violation = RULE.violation(file.at(at!["title"]), message);
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
