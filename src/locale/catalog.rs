//! Parses message catalogs: the subset of Fluent that the site's messages need. A message has text, variables, literals in braces,
//! and selectors by number or word. References to terms and other messages of the same file are inlined. Functions and attributes
//! are rejected.

use std::ops::Range;

use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::parser::{self, ParserError};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::message::{MessagePart, Variant};

/// The maximum depth of nested references.
const DEEPEST: usize = 8;

/// A message with its position in the file.
pub(super) struct CatalogMessage<'t> {
    pub(super) name: &'t str,
    /// The byte range of its name.
    pub(super) at: Range<usize>,
    pub(super) parts: Vec<MessagePart>,
}

/// A problem of a catalog: its byte range and a description.
pub(super) type Problem = (Range<usize>, String);

/// The messages of a catalog. Invalid ones are skipped.
pub(super) fn messages(text: &str) -> impl Iterator<Item = (&str, Vec<MessagePart>)> {
    read(text).0.into_iter().map(|message| (message.name, message.parts))
}

/// The messages of a catalog in file order, and its problems.
pub(super) fn read(text: &str) -> (Vec<CatalogMessage<'_>>, Vec<Problem>) {
    let (resource, errors) = match parser::parse_runtime(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut reader = Reader { text, resource: &resource, problems: errors.iter().map(|error| syntax(text, error)).collect() };
    let mut written = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let at = reader.range(message.id.name);
        if let Some(attribute) = message.attributes.first() {
            reader.refuse(attribute.id.name, "attributes are not used");
        }
        let Some(pattern) = &message.value else { continue };
        let parts = merged(reader.pattern(pattern, 0));
        written.push(CatalogMessage { name: message.id.name, at, parts });
    }
    (written, reader.problems)
}

/// A syntax error in the style of other messages. An error at the end of a line is moved to its last character.
fn syntax(text: &str, error: &ParserError) -> Problem {
    let kind = error.kind.to_string();
    let mut letters = kind.chars();
    let message = letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect());
    let start = error.pos.start.min(text.len());
    let start = text[..text.floor_char_boundary(start)].trim_end_matches(['\n', '\r']).len().min(start);
    (start..(start + 1).min(text.len()), message)
}

struct Reader<'r, 't> {
    text: &'t str,
    resource: &'r ast::Resource<&'t str>,
    problems: Vec<Problem>,
}

impl<'t> Reader<'_, 't> {
    /// The byte range of a piece of the text.
    fn range(&self, piece: &'t str) -> Range<usize> {
        let start = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + piece.len()
    }

    fn refuse(&mut self, piece: &'t str, message: &str) {
        let range = self.range(piece);
        self.problems.push((range, message.to_owned()));
    }

    fn pattern(&mut self, pattern: &ast::Pattern<&'t str>, depth: usize) -> Vec<MessagePart> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => parts.push(MessagePart::Text((*value).to_owned())),
                PatternElement::Placeable { expression } => self.expression(expression, depth, &mut parts),
            }
        }
        parts
    }

    fn expression(&mut self, expression: &Expression<&'t str>, depth: usize, parts: &mut Vec<MessagePart>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, depth, parts),
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                let default = variants.iter().position(|variant| variant.default).unwrap_or_default();
                let variants = variants.iter().map(|variant| Variant {
                    key: match variant.key {
                        VariantKey::Identifier { name } => name.to_owned(),
                        VariantKey::NumberLiteral { value } => value.to_owned(),
                    },
                    parts: merged(self.pattern(&variant.value, depth)),
                });
                parts.push(MessagePart::Select { variable: id.name.to_owned(), variants: variants.collect(), default });
            }
            Expression::Select { selector, .. } => {
                let piece = match selector {
                    InlineExpression::FunctionReference { id, .. } => id.name,
                    _ => self.text,
                };
                self.refuse(piece, "a selection needs a variable");
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'t str>, depth: usize, parts: &mut Vec<MessagePart>) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                parts.push(MessagePart::Text(unescape_unicode_to_string(value).into_owned()));
            }
            InlineExpression::NumberLiteral { value } => parts.push(MessagePart::Text((*value).to_owned())),
            InlineExpression::VariableReference { id } => parts.push(MessagePart::Variable(id.name.to_owned())),
            InlineExpression::Placeable { expression } => self.expression(expression, depth, parts),
            InlineExpression::FunctionReference { id, .. } => self.refuse(id.name, "functions are not used"),
            InlineExpression::MessageReference { id, .. } => self.reference(id.name, false, depth, parts),
            InlineExpression::TermReference { id, .. } => self.reference(id.name, true, depth, parts),
        }
    }

    /// Inlines another message or a term of the file.
    fn reference(&mut self, name: &'t str, is_term: bool, depth: usize, parts: &mut Vec<MessagePart>) {
        let found = self.resource.body.iter().find_map(|entry| match entry {
            Entry::Message(message) if !is_term && message.id.name == name => message.value.as_ref(),
            Entry::Term(term) if is_term && term.id.name == name => Some(&term.value),
            _ => None,
        });
        match found {
            Some(pattern) if depth < DEEPEST => parts.extend(self.pattern(pattern, depth + 1)),
            Some(_) => self.refuse(name, "this refers to itself"),
            None if is_term => self.refuse(name, "the file has no such term"),
            None => self.refuse(name, "the file has no such message; a variable has a `$` before its name"),
        }
    }
}

/// Merges adjacent text parts.
fn merged(parts: Vec<MessagePart>) -> Vec<MessagePart> {
    let mut out: Vec<MessagePart> = Vec::with_capacity(parts.len());
    for part in parts {
        match (out.last_mut(), part) {
            (Some(MessagePart::Text(before)), MessagePart::Text(text)) => before.push_str(&text),
            (_, part) => out.push(part),
        }
    }
    out
}
