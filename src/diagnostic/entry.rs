//! One problem: which rule it breaks, what is wrong, where, and what to do about it.

use std::ops::Range;

use super::location::Location;
use super::secret::masked;
use super::source::Source;

/// How severe a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The archive cannot be built before this is fixed.
    Error,
    /// The archive can be built.
    Warning,
}

impl Level {
    /// The word that every output format uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Something that an author can fix in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken, in kebab-case.
    pub rule: &'static str,
    /// How severe it is.
    pub level: Level,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Where it is.
    pub location: Option<Location>,
    /// Other locations that have a part in it, each with what is there.
    pub related: Vec<(String, Location)>,
    /// How many places of the file have the same problem: this is the first of them.
    pub occurrences: u32,
}

impl Diagnostic {
    /// Writes stars in the place of what must not be repeated: the parts of a text that `secret` gives.
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

    /// An error.
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        let message = masked(&message.into()).into_owned();
        Self { rule, level: Level::Error, message, hint: None, location: None, related: Vec::new(), occurrences: 1 }
    }

    /// An error about a file as a whole: it cannot be read, or it is no file at all.
    pub fn of_file(rule: &'static str, file: &str, message: impl Into<String>) -> Self {
        Self::error(rule, message).at(Location::file(file))
    }

    /// An error about a file that is not UTF-8, at the first byte that is not.
    pub fn not_utf8(file: &str, bytes: &[u8]) -> Self {
        let valid = std::str::from_utf8(bytes).err().map_or(bytes.len(), |error| error.valid_up_to());
        let text = String::from_utf8_lossy(bytes);
        let location = Source::new(file, &text).location(valid..valid + char::REPLACEMENT_CHARACTER.len_utf8());
        let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let found = if is_utf16 { "it looks like UTF-16".to_owned() } else { format!("byte {} of the file is not", valid + 1) };
        let message = format!("this file is not UTF-8 text: {found}");
        Self::error("not-utf8", message).at(location).hint("save it with the encoding UTF-8")
    }

    /// What deserialisation refuses although the schema accepts it: a type is stricter than its schema says.
    pub fn from_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let message = error.message().lines().next().unwrap_or("this value is not accepted");
        Self::error("bad-value", message).at(Source::new(file, text).location(error.span().unwrap_or_default()))
    }

    /// Adds where it is.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(masked(&hint.into()).into_owned());
        self
    }

    /// Adds another location that has a part in it, which may be in another file.
    #[must_use]
    pub fn related(mut self, label: impl Into<String>, location: Location) -> Self {
        self.related.push((label.into(), location));
        self
    }

    /// The file that it is about, as the user would type it.
    pub fn file(&self) -> Option<&str> {
        self.location.as_ref().map(|location| location.file.as_str())
    }
}

/// Puts diagnostics into the order in which they are shown: by file, position and rule.
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
