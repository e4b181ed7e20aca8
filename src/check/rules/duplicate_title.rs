//! Two incidents of one week with one title.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::check::{Findings, Group, Level, Review, Rule, Scope, SeeAlso};
use crate::diagnostic::at;
use crate::incident::{Incident, Milestone};

pub(in crate::check) const RULE: Rule = Rule {
    name: "duplicate-title",
    group: Group::Names,
    level: Level::Warn,
    finds: "two incidents with the same title that started within a week of each other, unless one says that it repeats the other",
    why: "either one incident was filed twice and is counted twice, or nobody can tell the two apart in a list",
    mend: "say in each title what is its own; if both describe one incident, set `duplicate_of`",
    wrong: &[r#"
id = "INC-1"
title = "Payments failed"
# file: content/b.toml
id = "INC-2"
title = "payments  failed"
#       ^^^^^^^^^^^^^^^^^^
"#],
    right: &[
        r#"
id = "INC-1"
title = "Payments failed"
# file: content/b.toml
id = "INC-2"
title = "Payments failed"
milestones.started = 2024-03-23
"#,
        r#"
id = "INC-1"
title = "Payments failed"
# file: content/b.toml
id = "INC-2"
title = "Payments failed"
duplicate_of = "INC-1"
"#,
    ],
    scope: Scope::Archive(find),
};

const DAYS: i32 = 7;

fn find(review: &Review<'_>, findings: &mut Findings) {
    let mut by_title: HashMap<String, Vec<(Date, usize)>> = HashMap::new();
    for (index, entry) in review.content.entries.iter().enumerate().filter(|(_, entry)| entry.incident.counts()) {
        if let Some(start) = entry.incident.milestone(Milestone::Started).filter(|_| !entry.incident.title.trim().is_empty()) {
            by_title.entry(folded(&entry.incident)).or_default().push((start.day(&entry.zone), index));
        }
    }
    let mut pairs: Vec<(usize, usize)> = by_title.into_values().flat_map(neighbours).collect();
    pairs.sort_unstable();
    for (later, earlier) in pairs {
        let [this, other] = [later, earlier].map(|entry| &review.content.entries[entry]);
        // Two of one id are reported as that.
        if this.incident.id.eq_ignore_ascii_case(&other.incident.id) {
            continue;
        }
        findings.turn_to(later);
        let message = format!("{} of the same week has this title too", other.incident.id);
        let see_also = SeeAlso { entry: earlier, path: at!["title"], label: "it stands here as well".to_owned() };
        findings.report_both(RULE.breach(at!["title"], message), see_also);
    }
}

/// Each incident that began within a week of the one before it, with that one.
fn neighbours(mut alike: Vec<(Date, usize)>) -> Vec<(usize, usize)> {
    alike.sort_unstable();
    let is_near = |pair: &&[(Date, usize)]| pair[0].0.until(pair[1].0).is_ok_and(|span| span.get_days() <= DAYS);
    alike.windows(2).filter(is_near).map(|pair| (pair[1].1, pair[0].1)).collect()
}

/// The title without what nobody reads it by.
fn folded(incident: &Incident) -> String {
    incident.title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
