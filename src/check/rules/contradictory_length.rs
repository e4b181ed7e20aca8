//! A text that says how long the incident lasted, and milestones that say otherwise.

use std::sync::LazyLock;

use regex::Regex;

use super::stated_duration::{Stated, lengths};
use crate::check::context::RuleContext;
use crate::check::rule::{Group, Rule, RuleLevel, Scope};
use crate::check::text::Passage;
use crate::diagnostic::Diagnostic;
use crate::prose;

pub(super) const RULE: Rule = Rule::new("contradictory-length", Group::Consistency, RuleLevel::Warn, Scope::Incident(check));

const NUMBERS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A length as titles and sentences state it, behind the words that say of what.
static OF_TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)\bfor {LENGTH}|\b(?P<size>\d+)[- ](?P<unit>minute|hour|day)s?[- ](?:long )?(?:outage|incident|downtime|disruption)\b")).ok()
});
static OF_INCIDENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)\b(?:incident|outage|downtime|disruption) (?:that )?lasted (?:for )?(?:a total of )?{LENGTH}")).ok()
});
const LENGTH: &str = r"(?P<length>(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:minutes?|hours?|days?)(?:(?:,| and|, and)? \d+ minutes?)?)\b";

fn check(ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let lengths = lengths(ctx).unwrap_or_default();
    let Some((from, to, length)) = lengths.iter().copied().max_by_key(|(_, _, length)| *length) else { return };
    if !ctx.checker.speaks_english() {
        return;
    }
    for passage in ctx.passages() {
        let is_title = passage.keys().eq(["title"]);
        let pattern = match passage.keys().next() {
            Some("title") if is_title => OF_TITLE.as_ref(),
            Some("summary" | "impact") => OF_INCIDENT.as_ref(),
            _ => None,
        };
        for (bytes, stated) in pattern.into_iter().flat_map(|pattern| stated(pattern, passage)) {
            let agrees = lengths.iter().any(|(_, _, length)| stated.agrees_with(*length));
            if agrees || (is_title && !stated.is_longer_than(length)) {
                continue;
            }
            let length = prose::duration(length).replace('\u{a0}', " ");
            let said = &passage.text[bytes.clone()];
            let message = format!("\u{201c}{said}\u{201d}, but from {} to {} it was {length}", from.as_str(), to.as_str());
            let label = format!("{} is set here", to.as_str());
            let location = ctx.at(passage.path()).within(bytes);
            found.push(RULE.violation(location, message).related(label, ctx.at(ctx.path_of(to))));
        }
    }
}

/// The lengths that a text states in its author's own words, with the bytes of each statement.
fn stated(pattern: &'static Regex, passage: &Passage<'_>) -> Vec<(std::ops::Range<usize>, Stated)> {
    let statements = pattern.captures_iter(passage.text).filter_map(|captures| {
        let whole = captures.get(0)?.range();
        let length = match (captures.name("length"), captures.name("size"), captures.name("unit")) {
            (Some(length), ..) => digits(&length.as_str().to_lowercase().replace(',', "")),
            (None, size, unit) => format!("{} {}", size?.as_str(), unit?.as_str().to_lowercase()),
        };
        // What is quoted is not in the passage's words.
        let is_own = passage.words().iter().any(|word| word.bytes.end == whole.end || whole.contains(&word.bytes.start));
        Some((whole, Stated::read(&length)?)).filter(|_| is_own)
    });
    statements.collect()
}

/// A length with its number in digits.
fn digits(length: &str) -> String {
    let (number, rest) = length.split_once(' ').unwrap_or((length, ""));
    let known = NUMBERS.iter().position(|known| *known == number).map(|index| index + 1);
    match known.or_else(|| matches!(number, "a" | "an").then_some(1)) {
        Some(number) => format!("{number} {rest}"),
        None => length.to_owned(),
    }
}
