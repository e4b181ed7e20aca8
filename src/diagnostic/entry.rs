//! A diagnostic: the violated rule, the problem, its location, and how to fix it.

use std::io::{self, ErrorKind};
use std::ops::Range;

use super::location::Location;
use super::secret::masked;
use super::source::Source;

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The archive cannot be built until this is fixed.
    Error,
    /// The archive can still be built.
    Warning,
}

impl Level {
    /// The name in all output formats.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A problem in a file that an author can fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The violated rule, in kebab-case.
    pub rule: &'static str,
    /// The severity.
    pub level: Level,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// How to fix it.
    pub hint: Option<String>,
    /// The location of the problem.
    pub location: Option<Location>,
    /// Related locations, each with a label.
    pub related: Vec<(String, Location)>,
    /// The number of places in the file with the same problem, of which this is the first.
    pub occurrences: u32,
}

impl Diagnostic {
    /// Masks secrets with asterisks. `secret` returns the ranges of a text to mask.
    pub fn hide(&mut self, secret: &dyn Fn(&str) -> Vec<Range<usize>>) {
        let places = self.location.iter_mut().chain(self.related.iter_mut().map(|(_, location)| location));
        let excerpts = places.filter_map(|location| location.span.as_mut()).map(|span| &mut span.excerpt.text);
        for text in excerpts.chain([&mut self.message]).chain(&mut self.hint) {
            for bytes in secret(text) {
                let stars = "*".repeat(bytes.len());
                text.replace_range(bytes, &stars);
            }
        }
    }

    /// Creates an error.
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        let message = masked(&message.into()).into_owned();
        Self { rule, level: Level::Error, message, hint: None, location: None, related: Vec::new(), occurrences: 1 }
    }

    /// An error about a whole file: it cannot be read, or is not a regular file.
    pub fn of_file(rule: &'static str, file: &str, message: impl Into<String>) -> Self {
        Self::error(rule, message).at(Location::file(file))
    }

    /// An error about a file that cannot be opened or read. It is the author's if the file is not a regular one or leads out of the
    /// project.
    pub fn unreadable(file: &str, error: &io::Error) -> Self {
        let rule = match error.kind() {
            ErrorKind::InvalidInput => "not-a-file",
            ErrorKind::PermissionDenied if error.raw_os_error().is_none() => "outside-project",
            _ => "unreadable",
        };
        let hint = if rule == "unreadable" { "check that you may read it" } else { "put a regular file in its place" };
        Self::of_file(rule, file, format!("this file cannot be read ({error})")).hint(hint)
    }

    /// An error about a file that is not UTF-8, located at the first invalid byte.
    pub fn not_utf8(file: &str, bytes: &[u8]) -> Self {
        let valid = std::str::from_utf8(bytes).err().map_or(bytes.len(), |error| error.valid_up_to());
        let text = String::from_utf8_lossy(bytes);
        let location = Source::new(file, &text).location(valid..valid + char::REPLACEMENT_CHARACTER.len_utf8());
        let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let found = if is_utf16 { "it looks like UTF-16".to_owned() } else { format!("byte {} of the file is not", valid + 1) };
        let message = format!("this file is not UTF-8 text: {found}");
        Self::error("not-utf8", message).at(location).hint("save it with the encoding UTF-8")
    }

    /// An error from deserialising a file that its schema accepts: the type is stricter than the schema.
    pub fn from_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let message = error.message().lines().next().unwrap_or("this value is not accepted");
        Self::error("bad-value", message).at(Source::new(file, text).location(error.span().unwrap_or_default()))
    }

    /// Sets the location.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Sets the hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        self.hint_if(Some(hint))
    }

    /// Sets the hint if there is one, and otherwise leaves it as it is.
    #[must_use]
    pub fn hint_if(mut self, hint: Option<impl Into<String>>) -> Self {
        if let Some(hint) = hint {
            self.hint = Some(masked(&hint.into()).into_owned());
        }
        self
    }

    /// Adds a related location, which may be in another file.
    #[must_use]
    pub fn related(mut self, label: impl Into<String>, location: Location) -> Self {
        self.related.push((label.into(), location));
        self
    }

    /// The message, with the hint behind a separator.
    pub(super) fn message_with_hint(&self, separator: &str) -> String {
        match &self.hint {
            Some(hint) => format!("{}{separator}help: {hint}", self.message),
            None => self.message.clone(),
        }
    }

    /// The location and the related ones.
    pub fn locations_mut(&mut self) -> impl Iterator<Item = &mut Location> {
        self.location.iter_mut().chain(self.related.iter_mut().map(|(_, location)| location))
    }

    /// The path of the file, as the user would type it.
    pub fn file(&self) -> Option<&str> {
        self.location.as_ref().map(|location| location.file.as_str())
    }
}

/// Sorts diagnostics for display: by file, position and rule.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    fn key(diagnostic: &Diagnostic) -> impl Ord {
        let start = diagnostic.location.as_ref().and_then(|location| location.span.as_ref()).map(|span| span.bytes.start);
        (diagnostic.file(), start, diagnostic.rule, &diagnostic.message)
    }
    diagnostics.sort_by(|one, two| key(one).cmp(&key(two)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_by_file_then_position_then_rule() {
        let at =
            |rule, file: &str, start| Diagnostic::error(rule, "m").at(Source::new(file, "aaaa bbbb").location(start..start + 1));
        let mut found = [at("z", "b", 0), at("z", "a", 5), at("b", "a", 2), at("a", "a", 2), Diagnostic::of_file("y", "a", "m")];
        sort(&mut found);
        let order: Vec<_> = found.iter().map(|diagnostic| (diagnostic.file().unwrap(), diagnostic.rule)).collect();
        assert_eq!(order, [("a", "y"), ("a", "a"), ("a", "b"), ("a", "z"), ("b", "z")]);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_pointed_at() {
        let found = Diagnostic::not_utf8("a.toml", b"id = \"a\"\ntitle = \"caf\xe9\"\n");
        let span = found.location.unwrap().span.unwrap();
        assert_eq!((span.start.line, span.start.column), (2, 13));
        assert_eq!(found.message, "this file is not UTF-8 text: byte 22 of the file is not");
    }
}
