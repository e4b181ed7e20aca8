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
}

/// A [`Result`](std::result::Result) whose error type defaults to [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Creates an error without a cause. The message states what failed, in lower case and without a full stop.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None, hint: None }
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

/// Formats the message with its chain of causes in parentheses, and the hint on its own line.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        let mut cause = self.source.as_deref().map(|source| source as &dyn std::error::Error);
        while let Some(error) = cause {
            write!(f, " ({error})")?;
            cause = error.source();
        }
        match &self.hint {
            Some(hint) => write!(f, "\n  hint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
