//! A review from before the incident.

use crate::check::{Findings, Group, Level, Rule, Scope, Subject};
use crate::diagnostic::at;
use crate::incident::Milestone;

pub(in crate::check) const RULE: Rule = Rule {
    name: "review-dates",
    group: Group::Consistency,
    level: Level::Warn,
    finds: "a review that was held or published before the incident started, or a follow-up that was done in the future",
    why: "whether reviews come in time is counted from these days; one from before the incident has a wrong month or year",
    mend: "look for a wrong day, month or year",
    wrong: &[r"
[review]
held = 2023-03-18
#      ^^^^^^^^^^
published = 2024-03-22

[[follow_up.reviews]]
due = 2024-04-15
done = 2024-07-15
#      ^^^^^^^^^^
"],
    right: &[r"
[review]
held = 2024-03-15
published = 2024-06-22

[[follow_up.reviews]]
due = 2024-07-15
"],
    scope: Scope::Incident(find),
};

fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let review = &subject.entry.incident.review;
    for (key, day) in [("held", review.held), ("published", review.published)] {
        let Some((day, started)) = day.zip(subject.start_day()).filter(|(day, started)| day.0 < *started) else { continue };
        let message = format!("the review was {key} on {day}, before the incident started ({started})");
        let problem = RULE.breach(at!["review", key], message);
        findings.report_beside(problem, subject.path_of(Milestone::Started), "the start is set here");
    }
    let follow_ups = subject.follow_up.iter().flat_map(|follow_up| &follow_up.reviews).enumerate();
    for (index, day) in follow_ups.filter_map(|(index, review)| Some((index, review.done?))) {
        if day.0 > subject.review.today {
            let message = format!("{day}, when this follow-up was done, lies in the future");
            findings.report(RULE.breach(at!["follow_up", "reviews", index, "done"], message));
        }
    }
}
