//! Terminal output: diagnostics, errors and the closing line on standard error, results on standard output.

use std::io::{ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::{Color, Global};
use crate::diagnostic::{Diagnostic, harmless};
use crate::error::{Error, Result};

/// Standard error, with or without colours.
#[derive(Clone)]
pub(super) struct Terminal {
    color: Color,
    choice: ColorChoice,
    quiet: bool,
    verbose: bool,
}

impl Terminal {
    pub(super) fn new(global: &Global) -> Self {
        let choice = match global.color {
            Color::Auto => AutoStream::choice(&std::io::stderr()),
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        Self { color: global.color, choice, quiet: global.quiet, verbose: global.verbose }
    }

    /// Whether results on standard output are coloured too.
    pub(super) fn colours_results(&self) -> bool {
        match self.color {
            Color::Auto => AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        }
    }

    /// Whether only errors are printed.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Prints a closing line, or another message that is not a problem.
    pub(super) fn note(&self, line: &str) {
        if !self.quiet {
            self.write(&format!("{}\n", harmless(line)));
        }
    }

    /// Prints a message for `--verbose`.
    pub(super) fn detail(&self, line: impl FnOnce() -> String) {
        if self.verbose {
            self.write(&format!("{}\n", harmless(&line())));
        }
    }

    /// Prints diagnostics.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic]) {
        let coloured = self.choice != ColorChoice::Never;
        for diagnostic in diagnostics {
            self.write(&format!("{}\n\n", crate::diagnostic::human(diagnostic, coloured)));
        }
    }

    /// Prints an error that ends the command.
    pub(super) fn error(&self, error: &Error) {
        self.failure(&error.to_string());
    }

    /// Prints an error message.
    pub(super) fn failure(&self, message: &str) {
        self.write(&format!("\u{1b}[1m\u{1b}[91merror\u{1b}[0m: {}\n", harmless(message)));
    }

    /// Write errors are ignored: a closed terminal is not an error.
    fn write(&self, text: &str) {
        let _ = AutoStream::new(std::io::stderr(), self.choice).write_all(text.as_bytes());
    }
}

/// Prints a result. A closed pipe is not an error.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::new("failed to write to standard output").because(error))
        }
        _ => Ok(()),
    }
}
