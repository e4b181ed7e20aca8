//! Validates a value of the right type: vocabulary, range and kind of date.

use toml::de::{DeFloat, DeInteger, DeValue};
use toml::value::Datetime;

use super::entry::Diagnostic;
use super::expected;
use super::rewrite::Found;
use super::schema::{Choice, Kind, date_kind};
use super::words::{did_you_mean, one_of, shortened};

/// A vocabulary with more words than this is not listed beside a suggestion.
const LISTED: usize = 12;

/// The diagnostic for a value that has the type of all `choices`. `None` if one of them accepts it.
pub(super) fn violation(found: Found<'_, '_>, choices: &[Choice<'_>]) -> Option<Diagnostic> {
    match found.value.get_ref() {
        DeValue::String(text) => word(text, choices),
        DeValue::Integer(integer) => any(choices, |choice| whole_number(integer, choice)),
        DeValue::Float(float) => any(choices, |choice| number(float, choice)),
        DeValue::Datetime(moment) => date(found, moment, choices),
        DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

fn any<'s>(choices: &[Choice<'s>], judge: impl Fn(Choice<'s>) -> Option<Diagnostic>) -> Option<Diagnostic> {
    let mut first = None;
    for choice in choices {
        let violation = judge(*choice)?;
        first.get_or_insert(violation);
    }
    first
}

fn word(text: &str, choices: &[Choice<'_>]) -> Option<Diagnostic> {
    let is_free = choices.iter().any(|choice| choice.node.words().next().is_none());
    let words: Vec<&str> = choices.iter().flat_map(|choice| choice.node.words()).collect();
    if is_free || words.contains(&text) {
        return None;
    }
    let quoted = || one_of(words.iter().map(|word| format!("\"{word}\"")));
    let message = format!("\"{}\" is not one of the values allowed here", shortened(text));
    let hint = match did_you_mean(text, words.iter().copied()) {
        Some(near) if near.eq_ignore_ascii_case(text) => format!("mind upper and lower case: write \"{near}\""),
        Some(near) if words.len() > LISTED => format!("did you mean \"{near}\"?"),
        Some(near) => format!("did you mean \"{near}\"? Allowed: {}", quoted()),
        None => format!("write {}", quoted()),
    };
    Some(Diagnostic::error("bad-value", message).hint(hint))
}

fn whole_number(written: &DeInteger<'_>, choice: Choice<'_>) -> Option<Diagnostic> {
    let (least, most) = width(choice.node.format());
    let Ok(value) = i128::from_str_radix(written.as_str(), written.radix()) else {
        return Some(out_of_range(&written.to_string(), None, Some(most.to_string())));
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "bounds of a schema are small, and a comparison may be coarse far beyond them"
    )]
    let is_in_bounds = is_within(value as f64, choice);
    if is_in_bounds && (least..=most).contains(&value) {
        return None;
    }
    let least =
        choice.node.bound("minimum").map(|bound| bound.to_string()).or_else(|| (value < least).then(|| least.to_string()));
    let most = choice.node.bound("maximum").map(|bound| bound.to_string()).or_else(|| (value > most).then(|| most.to_string()));
    Some(out_of_range(&written.to_string(), least, most))
}

fn number(written: &DeFloat<'_>, choice: Choice<'_>) -> Option<Diagnostic> {
    let value: f64 = written.as_str().parse().unwrap_or(f64::NAN);
    let has_overflown = value.is_infinite() && !written.as_str().contains("inf");
    if !has_overflown && is_within(value, choice) {
        return None;
    }
    let bound = |keyword| choice.node.bound(keyword).map(|bound| bound.to_string());
    Some(out_of_range(written.as_str(), bound("minimum"), bound("maximum")))
}

/// NaN is within no bounds, but accepted if there are none.
fn is_within(value: f64, choice: Choice<'_>) -> bool {
    let bound = |keyword| choice.node.bound(keyword);
    bound("minimum").is_none_or(|least| value >= least) && bound("maximum").is_none_or(|most| value <= most)
}

fn out_of_range(written: &str, least: Option<String>, most: Option<String>) -> Diagnostic {
    let violation = Diagnostic::error("bad-value", format!("the number {} is out of range", shortened(written)));
    match (least, most) {
        (Some(least), Some(most)) => violation.hint(format!("write a number from {least} to {most}")),
        (Some(least), None) => violation.hint(format!("write a number of {least} or more")),
        (None, Some(most)) => violation.hint(format!("write a number of {most} or less")),
        (None, None) => violation,
    }
}

/// The minimum and the maximum of an integer type that a file has, by its name in `schemars`.
fn width(format: &str) -> (i128, i128) {
    match format {
        "uint32" => (0, u32::MAX.into()),
        "uint64" | "uint" => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

fn date(found: Found<'_, '_>, moment: &Datetime, choices: &[Choice<'_>]) -> Option<Diagnostic> {
    let allowed =
        |kind: &str| choices.iter().any(|choice| choice.kind == Kind::Date && choice.node.date_kinds().any(|name| name == kind));
    if allowed(date_kind(moment)) {
        return None;
    }
    let message = format!("expected {}, found {}", expected::describe(choices), expected::found(found.value.get_ref()));
    let rewritten = match (moment.date, moment.time) {
        (Some(date), Some(_)) if allowed("local-date") => Some(date.to_string()),
        (None, Some(_)) if allowed("local-date-time") => Some(format!("2024-03-15T{}", found.written())),
        (Some(date), None) if allowed("offset-date-time") => Some(format!("{date}T14:30:00Z")),
        _ => None,
    };
    let advice =
        if moment.date.is_some() && moment.time.is_some() { "leave the time out" } else { "write the date and the time" };
    let hint = rewritten.map(|value| format!("{advice}: {}", found.path.assignment(&value)));
    Some(Diagnostic::error("wrong-type", message).hint_if(hint))
}
