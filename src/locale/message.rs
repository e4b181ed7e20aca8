//! A parsed message: its parts, and how they are formatted. Every page uses messages, so they are resolved as far as possible when
//! the catalog is parsed.

use std::borrow::Cow;
use std::sync::Arc;

use intl_pluralrules::PluralRules;
use serde_json::{Value, json};

use super::{Locale, category};
use crate::prose;

/// A message.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) parts: Vec<MessagePart>,
    /// The whole text, if it has no variables.
    pub(super) plain: Option<Arc<str>>,
    /// The distinct names of its variables.
    pub(super) variables: Vec<String>,
    /// The index of the plural rules of its language.
    pub(super) rules: usize,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MessagePart {
    Text(String),
    Variable(String),
    /// One of several variants, selected by the value of a variable: a number or a word.
    Select {
        variable: String,
        variants: Vec<Variant>,
        default: usize,
    },
}

/// The text for one value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variant {
    /// A plural category, an integer or a word.
    pub(super) key: String,
    pub(super) parts: Vec<MessagePart>,
}

/// The value of a variable.
#[derive(Debug, Clone)]
pub enum Argument<'a> {
    /// An integer, which is formatted for the language and selects the plural form.
    Number(i64),
    /// Plain text.
    Text(Cow<'a, str>),
    /// HTML.
    Html(Cow<'a, str>),
}

/// The values of variables, by name.
pub type Arguments<'a> = &'a [(&'a str, Argument<'a>)];

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Argument<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl Message {
    pub(super) fn new(parts: Vec<MessagePart>, rules: usize) -> Self {
        let plain = match &parts[..] {
            [] => Some("".into()),
            [MessagePart::Text(text)] => Some(text.as_str().into()),
            _ => None,
        };
        let mut variables: Vec<String> = variables(&parts).into_iter().map(str::to_owned).collect();
        variables.sort_unstable();
        variables.dedup();
        Self { parts, plain, variables, rules }
    }
}

/// The names of the variables in some parts.
pub(super) fn variables(parts: &[MessagePart]) -> Vec<&str> {
    let mut names = Vec::new();
    for part in parts {
        match part {
            MessagePart::Text(_) => {}
            MessagePart::Variable(name) => names.push(name.as_str()),
            MessagePart::Select { variable, variants, .. } => {
                names.push(variable);
                variants.iter().for_each(|variant| names.extend(variables(&variant.parts)));
            }
        }
    }
    names
}

/// Formats the parts of one message.
pub(super) struct Writer<'a> {
    pub(super) locale: &'a Locale,
    pub(super) rules: Option<&'a PluralRules>,
    pub(super) arguments: Arguments<'a>,
    pub(super) as_html: bool,
}

impl Writer<'_> {
    pub(super) fn parts(&self, parts: &[MessagePart], out: &mut String) {
        for part in parts {
            match part {
                MessagePart::Text(text) => self.text(text, out),
                MessagePart::Variable(name) => match self.value(name) {
                    Some(Argument::Number(number)) => self.locale.push_number(*number, out),
                    Some(Argument::Text(text)) => self.text(text, out),
                    Some(Argument::Html(html)) => out.push_str(html),
                    None => out.extend(["{$", name, "}"]),
                },
                MessagePart::Select { variable, variants, default } => {
                    let chosen = self.value(variable).and_then(|value| self.choose(value, variants));
                    if let Some(variant) = chosen.or_else(|| variants.get(*default)) {
                        self.parts(&variant.parts, out);
                    }
                }
            }
        }
    }

    fn value(&self, name: &str) -> Option<&Argument<'_>> {
        self.arguments.iter().find(|(given, _)| *given == name).map(|(_, value)| value)
    }

    /// The variant for a value. An exact number takes precedence over its plural category.
    fn choose<'v>(&self, value: &Argument<'_>, variants: &'v [Variant]) -> Option<&'v Variant> {
        let of = |key: &str| variants.iter().find(|variant| variant.key == key);
        match value {
            Argument::Number(number) => {
                let exact = variants.iter().find(|variant| variant.key.parse() == Ok(*number));
                let plural = || self.rules?.select(number.unsigned_abs()).ok();
                exact.or_else(|| plural().and_then(|found| of(category(&found))))
            }
            Argument::Text(word) | Argument::Html(word) => of(word),
        }
    }

    fn text(&self, text: &str, out: &mut String) {
        if !self.as_html {
            return out.push_str(text);
        }
        // Writing to a `String` cannot fail.
        let _ = prose::write_html(out, text);
    }
}

/// The parts in the format for scripts: a text, or an array of texts and variables, each `[name]` or `[name, { key: parts },
/// default key]`.
pub(super) fn script(parts: &[MessagePart]) -> Value {
    if let [MessagePart::Text(text)] = parts {
        return json!(text);
    }
    let part = |part: &MessagePart| match part {
        MessagePart::Text(text) => json!(text),
        MessagePart::Variable(name) => json!([name]),
        MessagePart::Select { variable, variants, default } => {
            let of = variants.iter().map(|variant| (variant.key.clone(), script(&variant.parts))).collect();
            json!([variable, Value::Object(of), variants.get(*default).map(|variant| &variant.key)])
        }
    };
    parts.iter().map(part).collect()
}
