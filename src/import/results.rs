//! What importing a document comes to: incidents and errors, whose places are found for all of them at once.

use std::ops::Range;

use super::document::{Document, Import, Imported, Note};
use super::draft::Draft;
use super::located::{DraftNote, ImportError, SourcePart};
use crate::diagnostic::{Diagnostic, Position, Source};

/// Incidents and errors, in the order of the document.
#[derive(Default)]
pub(super) struct ImportResults<'a> {
    pub incidents: Vec<Draft<'a>>,
    pub errors: Vec<ImportError<'a>>,
}

impl<'a> ImportResults<'a> {
    /// No incident, and one error.
    pub(super) fn failed(error: ImportError<'a>) -> Self {
        Self { incidents: Vec::new(), errors: vec![error] }
    }

    /// Adds an incident, or its errors.
    pub(super) fn push(&mut self, result: Result<Draft<'a>, Vec<ImportError<'a>>>) {
        match result {
            Ok(draft) => self.incidents.push(draft),
            Err(errors) => self.errors.extend(errors),
        }
    }

    /// The public form, with positions. Each text is walked once, however many errors and notes there are.
    pub(super) fn into_import(self) -> Import {
        let parts: Vec<&SourcePart<'_>> = self.errors.iter().map(|error| &error.part).collect();
        let locations = by_document(&parts, |document, spans| {
            let source = Source::new(document.name, document.text);
            spans.iter().map(|span| source.location(span.clone())).collect()
        });
        let errors = self.errors.into_iter().zip(locations).map(|(error, location)| {
            let diagnostic = Diagnostic::error("import", error.message).at(location);
            if let Some(hint) = error.hint { diagnostic.hint(hint) } else { diagnostic }
        });
        let errors = errors.collect();
        let drafts: Vec<_> = self.incidents.into_iter().map(Draft::into_parts).collect();
        let parts: Vec<&SourcePart<'_>> =
            drafts.iter().flat_map(|(_, notes)| notes).filter_map(|note| note.part.as_ref()).collect();
        let positions = by_document(&parts, |document, spans| {
            let source = Source::new(document.name, document.text);
            spans.iter().map(|span| source.position(span.start)).collect()
        });
        let mut positions = positions.into_iter();
        let note = |DraftNote { kind, message, part, path }: DraftNote<'_>, position: Option<Position>| Note {
            kind,
            message,
            position: part.and(position),
            path,
        };
        let incidents = drafts.into_iter().map(|(incident, notes)| {
            let notes = notes.into_iter().map(|it| {
                let position = it.part.is_some().then(|| positions.next()).flatten();
                note(it, position)
            });
            Imported { incident, notes: notes.collect() }
        });
        Import { incidents: incidents.collect(), errors }
    }
}

/// Computes something for each part, all parts of a document at once. Returns the results in the order of the parts.
fn by_document<T>(parts: &[&SourcePart<'_>], compute: impl Fn(Document<'_>, &[Range<usize>]) -> Vec<T>) -> Vec<T> {
    let mut results: Vec<Option<T>> = parts.iter().map(|_| None).collect();
    while let Some(first) = results.iter().position(Option::is_none) {
        let document = parts[first].document;
        let same: Vec<usize> = (first..parts.len()).filter(|at| std::ptr::eq(parts[*at].document.text, document.text)).collect();
        let spans: Vec<Range<usize>> = same.iter().map(|at| parts[*at].span.clone()).collect();
        let computed = compute(document, &spans);
        if computed.len() != same.len() {
            break;
        }
        same.into_iter().zip(computed).for_each(|(at, result)| results[at] = Some(result));
    }
    results.into_iter().flatten().collect()
}
