//! The texts that the authors of an incident wrote in their own words: without code, quotations and addresses.

mod passage;
mod phrase;
mod word;

pub(super) use passage::Passage;
pub(super) use phrase::{Grammar, Phrases, Sentence};
pub(super) use word::{Gap, Word, folded, joined};

use crate::incident::{Form, Incident};

/// The texts of an incident that its authors word themselves, in the order of a review, without addresses.
pub(super) fn passages(incident: &Incident) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    incident.each_text(&mut |text| {
        if text.form != Form::Address {
            passages.push(Passage::new(text.path, text.text));
        }
    });
    passages
}
