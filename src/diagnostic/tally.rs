//! Counts diagnostics.

use std::collections::BTreeSet;
use std::fmt;

use super::entry::{Diagnostic, Level};
use super::words::all_of;

/// The number of diagnostics, and of the affected files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of files with diagnostics.
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

/// Formats a summary: "3 errors and 12 warnings in 4 files". Zero counts are omitted.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [(self.errors, "error"), (self.warnings, "warning")].into_iter().filter(|(number, _)| *number > 0);
        let kinds: Vec<String> = kinds.map(|(number, noun)| counted(number, noun)).collect();
        match (kinds.as_slice(), self.files) {
            ([], _) => f.write_str("no problems"),
            (kinds, 0) => f.write_str(&all_of(kinds)),
            (kinds, files) => write!(f, "{} in {}", all_of(kinds), counted(files, "file")),
        }
    }
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(number)) }
}

/// A number with thousands separators, as everywhere on the site.
fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_warnings_and_files_are_counted() {
        let error = |file| Diagnostic::of_file("r", file, "m");
        let warning = |file| Diagnostic { level: Level::Warning, ..error(file) };
        let found = [error("a"), warning("a"), warning("b"), Diagnostic { location: None, ..error("c") }];
        assert_eq!(Tally::of(&found), Tally { errors: 2, warnings: 2, files: 2 });
        assert_eq!(Tally::of(&[]), Tally::default());
    }

    #[test]
    fn a_tally_reads_as_a_person_would_say_it() {
        let sentence = |errors, warnings, files| Tally { errors, warnings, files }.to_string();
        assert_eq!(sentence(3, 12, 4), "3 errors and 12 warnings in 4 files");
        assert_eq!(sentence(1, 0, 1), "1 error in 1 file");
        assert_eq!(sentence(0, 1_234_007, 1000), "1,234,007 warnings in 1,000 files");
        assert_eq!(sentence(1, 1, 0), "1 error and 1 warning");
        assert_eq!(sentence(0, 0, 0), "no problems");
    }
}
