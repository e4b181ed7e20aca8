//! What the authors of an incident say in their own words: without code, quotations and addresses.

mod passage;
mod phrase;
mod sieve;
mod word;

pub(super) use passage::Passage;
pub(super) use phrase::{Grammar, Phrases};
pub(super) use sieve::Sieve;
pub(super) use word::{Gap, Word, folded, joined};

use crate::incident::{Form, Incident};

/// Those texts of an incident that its authors word themselves, and that are of concern, in the order of a review. Addresses are
/// not among them.
pub(super) fn passages(incident: &Incident, concerns: impl Fn(&str) -> bool) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    incident.each_text(&mut |text| {
        if text.form != Form::Address && concerns(text.text) {
            passages.push(Passage::of(text.path, text.text));
        }
    });
    passages
}
