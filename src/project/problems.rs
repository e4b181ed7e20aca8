//! Problems that prevent a project from being opened or built.

use std::fmt;

use crate::diagnostic::{self, Diagnostic, Tally};
use crate::error::Error;

/// Problems that the author can fix, and system errors.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problems {
    /// Problems of the project's files, sorted by position.
    pub diagnostics: Vec<Diagnostic>,
    /// System errors, as text.
    pub errors: Vec<String>,
}

impl Problems {
    /// Whether there are no problems.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty() && self.errors.is_empty()
    }

    /// Each problem as text, without colours.
    pub fn texts(&self) -> Vec<String> {
        let diagnostics = self.diagnostics.iter().map(|diagnostic| diagnostic::human(diagnostic, false));
        self.errors.iter().map(|error| format!("error: {error}")).chain(diagnostics).collect()
    }
}

impl From<String> for Problems {
    fn from(error: String) -> Self {
        Self { diagnostics: Vec::new(), errors: vec![error] }
    }
}

impl From<Error> for Problems {
    fn from(error: Error) -> Self {
        error.to_string().into()
    }
}

impl From<Vec<Diagnostic>> for Problems {
    fn from(mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostic::sort(&mut diagnostics);
        Self { diagnostics, errors: Vec::new() }
    }
}

/// Formats the errors, or the number of problems if there are none.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.errors.is_empty() { write!(f, "{}", Tally::of(&self.diagnostics)) } else { f.write_str(&self.errors.join("; ")) }
    }
}

impl std::error::Error for Problems {}
