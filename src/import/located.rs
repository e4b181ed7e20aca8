//! Errors and notes about a part of a document. Their positions are computed later, for all of them at once.

use std::ops::Range;

use super::document::{Document, NoteKind};
use crate::diagnostic::ValuePath;

/// A part of a document that an error or a note is about.
#[derive(Debug, Clone)]
pub(super) struct SourcePart<'a> {
    pub document: Document<'a>,
    pub span: Range<usize>,
}

/// Why a document, or a part of it, cannot be imported.
#[derive(Debug)]
pub(super) struct ImportError<'a> {
    pub part: SourcePart<'a>,
    pub message: String,
    pub hint: Option<String>,
}

/// A note whose position is not computed yet.
pub(super) struct DraftNote<'a> {
    pub kind: NoteKind,
    pub message: String,
    pub part: Option<SourcePart<'a>>,
    pub path: Option<ValuePath>,
}

impl<'a> Document<'a> {
    /// An error at a part of the document.
    pub(super) fn error(self, span: Range<usize>, message: impl Into<String>) -> ImportError<'a> {
        ImportError { part: SourcePart { document: self, span }, message: message.into(), hint: None }
    }
}

impl ImportError<'_> {
    /// Adds what to do about it.
    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}
