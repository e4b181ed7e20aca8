//! A file that is named after another day than its incident's.

use jiff::civil::Date;

use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::diagnostic::Diagnostic;
use crate::incident::Milestone;

pub(super) const RULE: Rule = Rule::new("file-date", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(started) = ctx.milestone(Milestone::Started) else { return };
    let Some((name, named)) = named_date(&ctx.file.source.path) else { return };
    let days = [Milestone::Started, Milestone::Detected, Milestone::Declared];
    let estimated = ctx.milestones.is_approximate(Milestone::Started);
    if !estimated && !ctx.is_day_of(&days, |day| day == named) {
        let day = started.day(&ctx.file.zone);
        let message = format!("the incident started on {day}, but \"{name}\" is named after {named}");
        found.push(RULE.violation(ctx.at(ctx.path_of(Milestone::Started)), message));
    }
}

/// The date in a file's name, or in that of the folder that is the incident's own, and the name.
fn named_date(path: &std::path::Path) -> Option<(String, Date)> {
    let stem = path.file_stem()?.to_string_lossy();
    let name = if stem == "incident" { path.parent()?.file_name()?.to_string_lossy() } else { stem };
    date_in(&name).map(|date| (name.into_owned(), date))
}

/// `2024-03-15`, `20240315` or `2024-0315-001` in a name. In `2024-0315` alone, the last part may be a running number.
fn date_in(name: &str) -> Option<Date> {
    let parts: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    parts.iter().enumerate().find_map(|(index, first)| {
        let following = &parts[index + 1..];
        let digits = match (first.len(), following) {
            (8, _) => (*first).to_owned(),
            (4, [month, day, ..]) if month.len() == 2 && day.len() == 2 => [first, *month, *day].concat(),
            (4, [day, number, ..]) if day.len() == 4 && is_number(number) => [first, *day].concat(),
            _ => return None,
        };
        (is_number(&digits) && digits.starts_with("20")).then(|| Date::strptime("%Y%m%d", &digits).ok()).flatten()
    })
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}
