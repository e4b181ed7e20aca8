//! A placeholder in the review of a resolved incident.

use std::ops::Range;

use crate::check::context::RuleContext;
use crate::check::rule::{Rule, path};
use crate::check::text::{Gap, Passage, Word};
use crate::diagnostic::{Diagnostic, ValuePath};
use crate::incident::{Form, Incident, Status};

pub(super) fn check(rule: &Rule, ctx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    if ctx.status() != Status::Resolved {
        return;
    }
    for passage in ctx.passages() {
        for number in 0..passage.words().len() {
            if let Some(bytes) = placeholder(passage, number) {
                let message = format!("the incident is resolved, but this still says \"{}\"", &passage.text[bytes.clone()]);
                found.push(rule.violation(ctx.at(passage.path()).within(bytes), message));
            }
        }
    }
    for path in question_marks(ctx) {
        found.push(rule.violation(ctx.at(path), "the incident is resolved, but this is still open"));
    }
}

/// The bytes of the placeholder that begins with the word of that number.
fn placeholder(passage: &Passage<'_>, number: usize) -> Option<Range<usize>> {
    let word = &passage.words()[number];
    let Range { start, end } = word.bytes;
    match word.folded.as_str() {
        "tbd" => Some(start..end),
        "todo" | "fixme" => is_note(passage, number).then_some(start..end),
        "link" => is_bracketed(passage.text, &word.bytes).then(|| start - 1..end + 1),
        "to" => is_to_be_determined(passage.words(), number).then(|| passage.bytes(number..number + 3)),
        _ => None,
    }
}

/// Whether "TODO" is a note to the authors, and not a thing that they talk about.
fn is_note(passage: &Passage<'_>, number: usize) -> bool {
    let word = &passage.words()[number];
    let things = ["comment", "comments", "list", "lists", "item", "items"];
    if passage.words().get(number + 1).is_some_and(|next| things.contains(&next.folded.as_str())) {
        return false;
    }
    let is_upper_case = passage.text[word.bytes.clone()].bytes().all(|byte| byte.is_ascii_uppercase());
    is_upper_case && (word.gap > Gap::Space || passage.text[word.bytes.end..].starts_with(':'))
}

/// Whether a word alone stands in brackets that lead nowhere.
fn is_bracketed(text: &str, word: &Range<usize>) -> bool {
    let after = &text[word.end..];
    text[..word.start].ends_with('[') && after.starts_with(']') && !after.starts_with("](") && !after.starts_with("][")
}

/// Whether "to be determined" begins here, nothing follows it, and it is said of the present.
fn is_to_be_determined(words: &[Word], number: usize) -> bool {
    let Some([be, determined]) = words.get(number + 1..number + 3) else { return false };
    let is_verb = be.folded == "be" && ["determined", "decided", "defined"].contains(&determined.folded.as_str());
    let goes_on = words.get(number + 3).is_some_and(|next| next.gap == Gap::Space);
    is_verb && be.gap == Gap::Space && determined.gap == Gap::Space && !goes_on && is_of_now(words, number)
}

/// Whether what begins here stands alone, as in "Owner: still to be determined", or is said of the present: "is to be determined".
fn is_of_now(words: &[Word], number: usize) -> bool {
    let mut first = number;
    while words[first].gap == Gap::Space && first > 0 {
        match words[first - 1].folded.as_str() {
            "is" | "are" | "remains" | "remain" => return true,
            "still" | "yet" => first -= 1,
            _ => return false,
        }
    }
    true
}

/// Texts that are nothing but question marks.
fn question_marks(incident: &Incident) -> Vec<ValuePath> {
    let mut found = Vec::new();
    incident.each_text(&mut |text| {
        let said = text.text.trim();
        if text.form != Form::Address && !said.is_empty() && said.bytes().all(|byte| byte == b'?') {
            found.push(path(text.path));
        }
    });
    found
}
