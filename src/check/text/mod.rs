//! The texts of an incident in its authors' own words: without code, quotations and URLs.

mod passage;
mod phrase;
mod word;

pub(super) use passage::Passage;
pub(super) use phrase::{Grammar, Phrases, Sentence};
pub(super) use word::{Gap, Word, folded, joined};

use crate::incident::{Form, Incident};

/// The texts of an incident in its authors' own words, in page order, without URLs.
pub(super) fn passages(incident: &Incident) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    incident.each_text(&mut |text| {
        if text.form != Form::Address {
            passages.push(Passage::new(text.path, text.text));
        }
    });
    passages
}
