//! How much was found.

use std::collections::BTreeSet;

use super::{Diagnostic, Level};

/// How many diagnostics there are, and in how many files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many files they are about.
    pub files: usize,
}

impl Tally {
    /// Counts diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error).count();
        let files: BTreeSet<&str> = diagnostics.iter().filter_map(Diagnostic::file).collect();
        Self { errors, warnings: diagnostics.len() - errors, files: files.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_warnings_and_files_are_counted() {
        let error = |file| Diagnostic::of_file("r", file, "m");
        let warning = |file| Diagnostic { level: Level::Warning, ..error(file) };
        let found = [error("a"), warning("a"), warning("b"), Diagnostic { place: None, ..error("c") }];
        assert_eq!(Tally::of(&found), Tally { errors: 2, warnings: 2, files: 2 });
        assert_eq!(Tally::of(&[]), Tally::default());
    }
}
