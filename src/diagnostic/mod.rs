//! What is wrong with a file, where, and what to do about it.
//!
//! A problem is found at a *path* (`actions[2].due`); its place is found by reading that one file again, with positions.
//! Problems of structure come from holding a file against the JSON Schema of its types, so that one run reports all of them.
//! This room knows TOML, JSON Schema and text; it never imports the domain.

mod place;
mod source;

mod path;

mod problem;

mod schema;

mod examine;

mod syntax;

mod walk;

mod expected;
mod missing;
mod rewrite;
mod unknown;
mod value;

mod literal;
mod positions;
mod skim;
mod spans;

mod words;

mod secret;
mod visible;

mod github;
mod human;
mod json;
mod sarif;
mod short;

mod tally;

pub use examine::{Examined, examine};
pub use github::github;
pub use human::human;
pub use json::json;
pub(crate) use path::at;
pub use path::{Step, ValuePath};
pub use place::{Place, Position, Span};
pub use positions::{Part, Positions};
pub use problem::Problem;
pub use sarif::{RuleInfo, Tool, sarif};
pub use schema::Schema;
pub use secret::{Secret, secrets};
pub use short::short;
pub use tally::Tally;
pub use words::did_you_mean;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The archive cannot be built before this is mended.
    Error,
    /// The archive can be built all the same.
    Warning,
}

impl Level {
    /// The word that every output form uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Something that an author can mend in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken, in kebab-case.
    pub rule: &'static str,
    /// How grave it is.
    pub level: Level,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Where it is.
    pub place: Option<Place>,
    /// Other places that have a part in it, each with what is there.
    pub related: Vec<(String, Place)>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        let message = secret::masked(&message.into()).into_owned();
        Self { rule, level: Level::Error, message, hint: None, place: Some(place), related: Vec::new() }
    }

    /// An error about a file as a whole: it cannot be read, or it is no file at all.
    pub fn of_file(rule: &'static str, file: &str, message: impl Into<String>) -> Self {
        Self::error(rule, Place::file(file), message)
    }

    /// An error about a file that is not UTF-8, at the first byte that is not.
    pub fn not_utf8(file: &str, bytes: &[u8]) -> Self {
        let valid = std::str::from_utf8(bytes).err().map_or(bytes.len(), |error| error.valid_up_to());
        let text = String::from_utf8_lossy(bytes);
        let place = Place::new(file, &text, valid..valid + char::REPLACEMENT_CHARACTER.len_utf8());
        let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let found = if is_utf16 { "it looks like UTF-16".to_owned() } else { format!("byte {} of the file is not", valid + 1) };
        Self::error("not-utf8", place, format!("this file is not UTF-8 text: {found}")).hint("save it with the encoding UTF-8")
    }

    /// What deserialisation refuses although the schema lets it pass: a type is stricter than its schema says.
    pub fn from_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let message = error.message().lines().next().unwrap_or("this value is not accepted");
        Self::error("bad-value", Place::new(file, text, error.span().unwrap_or_default()), message)
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(secret::masked(&hint.into()).into_owned());
        self
    }

    /// Adds another place that has a part in it: the value at `path` in a file, which may be another one.
    #[must_use]
    pub fn see_also(mut self, label: impl Into<String>, positions: &Positions<'_>, path: &ValuePath) -> Self {
        self.related.push((label.into(), positions.place(path, Part::Value, None)));
        self
    }

    /// The file that it is about, as the user would type it.
    pub fn file(&self) -> Option<&str> {
        self.place.as_ref().map(|place| place.file.as_str())
    }
}

/// Puts diagnostics into the order in which they are shown: by file, place and rule.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    fn key(diagnostic: &Diagnostic) -> impl Ord {
        let start = diagnostic.place.as_ref().and_then(|place| place.span.as_ref()).map(|span| span.bytes.start);
        (diagnostic.file(), start, diagnostic.rule, &diagnostic.message)
    }
    diagnostics.sort_by(|one, two| key(one).cmp(&key(two)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_by_file_then_place_then_rule() {
        let at = |rule, file: &str, start| Diagnostic::error(rule, Place::new(file, "aaaa bbbb", start..start + 1), "m");
        let mut found = [at("z", "b", 0), at("z", "a", 5), at("b", "a", 2), at("a", "a", 2), Diagnostic::of_file("y", "a", "m")];
        sort(&mut found);
        let order: Vec<_> = found.iter().map(|diagnostic| (diagnostic.file().unwrap(), diagnostic.rule)).collect();
        assert_eq!(order, [("a", "y"), ("a", "a"), ("a", "b"), ("a", "z"), ("b", "z")]);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_pointed_at() {
        let found = Diagnostic::not_utf8("a.toml", b"id = \"a\"\ntitle = \"caf\xe9\"\n");
        let span = found.place.unwrap().span.unwrap();
        assert_eq!((span.start.line, span.start.column), (2, 13));
        assert_eq!(found.message, "this file is not UTF-8 text: byte 22 of the file is not");
    }
}
