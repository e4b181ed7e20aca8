//! A document of JSON or the like as a tree with positions. JSON may have a byte-order mark, comments and trailing commas.
//!
//! An importer takes what it understands out of an object. What is left at the end is what it did not understand, so that nothing is
//! lost.

use std::fmt::Write as _;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::html;
use crate::diagnostic::{Diagnostic, Source};
pub(super) use crate::prose::tree::{Node, Object, Value};

/// Reads a document.
///
/// # Errors
/// It is not JSON, or is empty.
pub(super) fn parse(document: &Source<'_>) -> Result<Node, Box<Diagnostic>> {
    let text = document.text.trim_start_matches('\u{feff}');
    let skipped = document.text.len() - text.len();
    let options = ParseOptions { allow_non_finite_numbers: false, allow_missing_commas: false, ..ParseOptions::default() };
    match parse_to_ast(text, &CollectOptions::default(), &options) {
        Ok(parsed) => match parsed.value {
            Some(value) => Ok(node(value, skipped)),
            None => Err(document.error(0..0, "this document is empty").into()),
        },
        Err(error) => {
            let range = error.range();
            let what = error.kind().to_string();
            let what = what.chars().next().map_or_else(String::new, |first| first.to_lowercase().collect())
                + what.get(1..).unwrap_or("");
            Err(document.error(skipped + range.start..skipped + range.end, format!("this is not JSON: {what}")).into())
        }
    }
}

fn node(value: ast::Value<'_>, skipped: usize) -> Node {
    let range = value.range();
    let span = skipped + range.start..skipped + range.end;
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(it) => Value::Bool(it.value),
        ast::Value::NumberLit(it) => Value::Number(it.value.to_owned()),
        ast::Value::StringLit(it) => Value::Text(it.value.into_owned()),
        ast::Value::Array(it) => Value::List(it.elements.into_iter().map(|element| node(element, skipped)).collect()),
        ast::Value::Object(it) => {
            let entry = |property: ast::ObjectProp<'_>| (property.name.as_str().to_owned(), node(property.value, skipped));
            Value::Object(Object { entries: it.properties.into_iter().map(entry).collect() })
        }
    };
    Node { span, value }
}

impl Node {
    /// Its text, if it is one value: a text in Markdown, a number, yes or no.
    pub(super) fn scalar(&self) -> Option<String> {
        match &self.value {
            Value::Text(text) => {
                let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.clone() };
                Some(html::to_markdown(text.trim()).trim().to_owned()).filter(|text| !text.is_empty())
            }
            Value::Number(number) => Some(number.clone()),
            Value::Bool(true) => Some("yes".to_owned()),
            Value::Bool(false) => Some("no".to_owned()),
            Value::Null | Value::List(_) | Value::Object(_) => None,
        }
    }

    /// Whether it is null, or an empty text, list or object.
    pub(super) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(nodes) => nodes.iter().all(Self::is_empty),
            Value::Object(object) => object.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// Its elements. What is no list is one element.
    pub(super) fn into_list(self) -> Vec<Self> {
        match self.value {
            Value::List(nodes) => nodes,
            Value::Null => Vec::new(),
            _ => vec![self],
        }
    }

    /// Markdown of what has no field of its own: one value as it is, several as a list, named ones with their names.
    pub(super) fn markdown(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out.trim_end().to_owned()
    }

    fn write(&self, out: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        match &self.value {
            Value::List(nodes) => {
                for node in nodes.iter().filter(|node| !node.is_empty()) {
                    match node.line() {
                        Some(line) => _ = writeln!(out, "{indent}- {line}"),
                        None => node.write(out, depth),
                    }
                }
            }
            Value::Object(object) => object.write(out, depth),
            _ => out.push_str(&self.scalar().unwrap_or_default()),
        }
    }

    /// It in one line, where it fits: one value, a list of values, or an object of values.
    pub(super) fn line(&self) -> Option<String> {
        match &self.value {
            Value::List(nodes) => Some(nodes.iter().map(Self::scalar).collect::<Option<Vec<_>>>()?.join(", ")),
            Value::Object(object) => {
                let named = |(key, node): &(String, Self)| Some(format!("{}: {}", words(key), node.scalar()?));
                let known = object.entries.iter().filter(|(_, node)| !node.is_empty());
                Some(known.map(named).collect::<Option<Vec<_>>>()?.join("; "))
            }
            _ => self.scalar().map(|text| text.replace('\n', "\n  ")),
        }
    }
}

impl Object {
    /// The value of a key in exactly this spelling.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// Takes a value. `None` where it is empty.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let index = self.entries.iter().position(|(name, _)| name.eq_ignore_ascii_case(key))?;
        Some(self.entries.remove(index).1).filter(|node| !node.is_empty())
    }

    /// Whether it has all of these keys.
    pub(super) fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.entries.iter().any(|(name, _)| name.eq_ignore_ascii_case(key)))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.iter().all(|(_, node)| node.is_empty())
    }

    /// A list of its names and values.
    pub(super) fn markdown(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out.trim_end().to_owned()
    }

    fn write(&self, out: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        for (key, node) in self.entries.iter().filter(|(_, node)| !node.is_empty()) {
            let name = crate::prose::capitalized(&words(key));
            match node.line().filter(|_| !matches!(node.value, Value::Object(_))) {
                Some(line) if html::begins_with_block(&line) => _ = writeln!(out, "{indent}- **{name}:**\n\n{indent}  {line}"),
                Some(line) => _ = writeln!(out, "{indent}- **{name}:** {line}"),
                None => {
                    let _ = writeln!(out, "{indent}- **{name}:**");
                    node.write(out, depth + 1);
                }
            }
        }
    }
}

/// A key as words: `peak_error_rate` is "peak error rate".
pub(super) fn words(key: &str) -> String {
    key.replace(['_', '-'], " ").trim().to_owned()
}
