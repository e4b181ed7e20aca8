//! Errors that end a command: a file that cannot be read, a folder that must not be written, a broken template.
//!
//! A problem that an author can fix in a content file is not an `Error` but a `diagnostic::Diagnostic`, which has a position.

use std::fmt;
use std::path::Path;

/// A failure: what failed, why, and what the user can do about it.
#[derive(Debug)]
pub struct Error {
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
    hint: Option<String>,
    place: Option<Box<Place>>,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path, as the author would type it.
    pub file: String,
    /// The number of the line, from 1.
    pub line: usize,
    /// The text of the line.
    pub text: String,
}

/// A [`Result`](std::result::Result) whose error type defaults to [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Creates an error without a cause. The message states what failed, in lower case and without a full stop.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None, hint: None, place: None }
    }

    /// Creates a file system error: "failed to `action` `path`", with the system error as its cause.
    pub fn io(action: &str, path: &Path, source: std::io::Error) -> Self {
        Self::new(format!("failed to {action} {}", path.display())).because(source)
    }

    /// The message without its cause.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The hint for the user.
    pub fn help(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The line that caused the failure, if known.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_deref()
    }

    /// Adds the line that caused the failure.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }

    /// Adds the cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Adds a hint for the user.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Formats the message after its place, with its chain of causes in parentheses, and the line and the hint on lines of their own.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { file, line, .. }) = self.place() {
            write!(f, "{file}, line {line}: ")?;
        }
        f.write_str(&self.message)?;
        let mut cause = self.source.as_deref().map(|source| source as &dyn std::error::Error);
        while let Some(error) = cause {
            write!(f, " ({error})")?;
            cause = error.source();
        }
        if let Some(Place { text, .. }) = self.place() {
            write!(f, "\n  | {}", text.trim())?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\n  hint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
