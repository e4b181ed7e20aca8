//! Two incidents of one week with the same title.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::check::context::Checker;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::{Diagnostic, at};
use crate::incident::{Incident, Milestone};
use crate::prose::normalized;

pub(super) const RULE: Rule = Rule::new("duplicate-title", Group::Names, RuleLevel::Warn, Scope::Archive(check));

const DAYS: i32 = 7;

fn check(checker: &Checker<'_>, found: &mut Vec<Diagnostic>) {
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
            found.push(RULE.violation(this.at(at!["title"]), message).related("it stands here as well", other.at(at!["title"])));
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
