//! A single parser error with its source text, and its explanation.

use std::ops::Range;

use toml::de::Error;

use crate::diagnostic::entry::Diagnostic;
use crate::diagnostic::source::Source;

/// A parser error, with its source text.
pub(super) struct ParseError<'a> {
    pub text: &'a str,
    pub span: Range<usize>,
    /// The start of its line.
    pub line_start: usize,
    /// The message of the parser.
    pub parser: String,
}

/// An error in plainer words than the parser's.
pub(super) struct Explanation {
    pub span: Range<usize>,
    message: String,
    hint: Option<String>,
}

impl Explanation {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: Some(hint.into()) }
    }

    pub(super) fn diagnostic(self, source: &Source<'_>) -> Diagnostic {
        Diagnostic::error("syntax", self.message).at(source.location(self.span)).hint_if(self.hint)
    }
}

impl<'a> ParseError<'a> {
    pub(super) fn new(source: &Source<'a>, error: &Error) -> Self {
        let text = source.text;
        let span = error.span().unwrap_or(text.len()..text.len());
        let line_start = source.line_start(span.start).min(span.start);
        Self { text, span, line_start, parser: error.message().to_owned() }
    }

    /// The parser's message, for errors too rare to have their own explanation.
    pub(super) fn verbatim(&self) -> Explanation {
        let (what, expected) = self.parser.split_once(", expected ").unwrap_or((&self.parser, "nothing"));
        let message = if expected == "nothing" { what.to_owned() } else { format!("{what} (expected {expected})") };
        Explanation { span: self.span.clone(), message, hint: None }
    }

    /// Whether the parser's message starts with `beginning`.
    pub(super) fn says(&self, beginning: &str) -> bool {
        self.parser.starts_with(beginning)
    }

    /// The text at the position of the error.
    pub(super) fn written(&self) -> &'a str {
        self.text.get(self.span.clone()).unwrap_or_default()
    }

    /// The same error, pointing at the whole value on its line.
    pub(super) fn whole_value(&self) -> Self {
        let before = self.line_before();
        let value = before.rfind(['=', '[', '{', ',']).map_or(before, |delimiter| &before[delimiter + 1..]);
        let start = self.span.start - value.trim_start().len();
        let rest = self.text.get(start..).unwrap_or_default();
        let value = rest.split([',', ']', '}', '#', '\n']).next().unwrap_or_default().trim_end();
        Self { text: self.text, span: start..start + value.len(), line_start: self.line_start, parser: self.parser.clone() }
    }

    /// The text from the start of the line to the error.
    pub(super) fn line_before(&self) -> &'a str {
        self.text.get(self.line_start..self.span.start).unwrap_or_default()
    }

    /// The text from the error to the end of the line.
    pub(super) fn line_after(&self) -> &'a str {
        let after = self.text.get(self.span.start..).unwrap_or_default();
        after.split('\n').next().unwrap_or_default().trim_end()
    }

    /// The start of a line that assigns a value to the key before the error, such as `due = `. Empty for a value in an array.
    pub(super) fn assignment(&self) -> String {
        let Some((before, rest)) = self.line_before().rsplit_once('=') else { return String::new() };
        let key = before.rsplit(['{', ',']).next().unwrap_or_default().trim();
        let is_shown = rest.trim().is_empty() && !key.is_empty() && key.len() <= 40;
        if is_shown { format!("{key} = ") } else { String::new() }
    }
}
