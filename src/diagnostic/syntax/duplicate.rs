//! Explains duplicate keys and tables, and locates the first definition.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::error::{Explanation, ParseError};
use crate::diagnostic::schema::{Kind, Schema, SchemaNode};
use crate::diagnostic::words::shortened;

/// Explains an error about a key or table that is already defined.
pub(super) fn explain(error: &ParseError<'_>, schema: &Schema) -> Option<Explanation> {
    let span = error.span.clone();
    let key = shortened(error.written());
    if error.says("cannot extend value") {
        let message = format!("`{key}` is not a table that can be extended");
        return Some(Explanation::new(span, message, "give all of its keys in one place"));
    }
    if !error.says("duplicate key") {
        return None;
    }
    Some(match header(error) {
        Some(header) => of_tables(span, header, may_be_several(schema, header)),
        None => Explanation::new(span, format!("the key `{key}` is given twice"), "remove one of the two"),
    })
}

/// Explains an error about a duplicate header of a table or of an array of tables.
fn of_tables(span: Range<usize>, header: &str, may_be_several: bool) -> Explanation {
    let shown = shortened(header);
    let has_two_brackets = header.starts_with("[[");
    let message = if has_two_brackets {
        format!("{shown} was defined in another way before")
    } else {
        format!("the table {shown} is defined twice")
    };
    let hint = match (may_be_several, has_two_brackets) {
        (true, true) => "write all of them with [[two brackets]], or all of them as one value".to_owned(),
        (true, false) => format!("join the two, or write [{shown}] for each if there are several"),
        (false, true) => format!("join the two below {}: there is only one", shortened(&header[1..header.len() - 1])),
        (false, false) => "join the two".to_owned(),
    };
    Explanation::new(span, message, hint)
}

/// Whether the schema has an array of tables at a header's path.
fn may_be_several(schema: &Schema, header: &str) -> bool {
    let keys = header.trim_matches(['[', ']']).split('.').map(|key| key.trim().trim_matches(['"', '\'']));
    let mut nodes = vec![schema.root()];
    for key in keys {
        nodes = nodes.into_iter().flat_map(tables).filter_map(|table| table.property(key)).collect();
    }
    let arrays = nodes.into_iter().flat_map(SchemaNode::choices).filter(|choice| choice.kind == Kind::Array);
    arrays.filter_map(|array| array.node.items()).any(|items| !tables(items).is_empty())
}

/// The tables that a value may be or, as an array, contain.
fn tables(node: SchemaNode<'_>) -> Vec<SchemaNode<'_>> {
    let choices = node.choices().into_iter();
    let tables = choices.flat_map(|choice| match choice.kind {
        Kind::Table => vec![choice.node],
        Kind::Array => choice.node.items().map(tables).unwrap_or_default(),
        _ => Vec::new(),
    });
    tables.collect()
}

/// The positions of keys and headers in a file, collected on the first duplicate.
pub(super) struct Keys<'a, 't> {
    text: &'a str,
    table: &'a DeTable<'t>,
    found: OnceCell<Found>,
}

#[derive(Default)]
struct Found {
    /// The positions of each key by name, in file order.
    keys: HashMap<String, Vec<Range<usize>>>,
    /// The position of the first header of each name.
    first_headers: HashMap<String, Range<usize>>,
    /// The start of each header.
    headers: Vec<usize>,
}

impl<'a, 't> Keys<'a, 't> {
    pub(super) fn new(text: &'a str, table: &'a DeTable<'t>) -> Self {
        Self { text, table, found: OnceCell::new() }
    }

    /// The position of the first definition of an error's key or header, if known.
    pub(super) fn first(&self, error: &ParseError<'_>) -> Option<Range<usize>> {
        if !error.says("duplicate key") {
            return None;
        }
        let found = self.found.get_or_init(|| Found::new(self.text, self.table));
        if let Some(header) = header(error) {
            return found.first_headers.get(&name(header)).filter(|span| span.start < error.line_start).cloned();
        }
        let keys = found.keys.get(error.written())?;
        let last = keys[..keys.partition_point(|span| span.start < error.span.start)].last()?;
        // A key with the same name in the previous table is a different key.
        let section = found.headers[..found.headers.partition_point(|header| *header < error.line_start)].last();
        section.is_none_or(|section| last.start >= *section).then(|| last.clone())
    }
}

impl Found {
    fn new(text: &str, table: &DeTable<'_>) -> Self {
        let mut found = Self::default();
        found.add_keys(table);
        found.keys.values_mut().for_each(|spans| spans.sort_by_key(|span| span.start));
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let header = line.split('#').next().unwrap_or_default().trim();
            if header.starts_with('[') {
                let begin = start + line.len() - line.trim_start().len();
                found.first_headers.entry(name(header)).or_insert(begin..begin + header.len());
                found.headers.extend(line.starts_with('[').then_some(start));
            }
            start += line.len();
        }
        found
    }

    fn add_keys(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            self.keys.entry(key.get_ref().to_string()).or_default().push(key.span());
            match value.get_ref() {
                DeValue::Table(inner) => self.add_keys(inner),
                DeValue::Array(array) => {
                    array.iter().filter_map(|item| item.get_ref().as_table()).for_each(|inner| self.add_keys(inner));
                }
                _ => {}
            }
        }
    }
}

/// The name of the table in a header with one or two pairs of brackets.
fn name(header: &str) -> String {
    header.trim().trim_matches(['[', ']']).trim().to_owned()
}

/// The table header that contains the error.
fn header<'a>(error: &ParseError<'a>) -> Option<&'a str> {
    let line = error.text.get(error.line_start..)?.split('\n').next()?.trim();
    line.starts_with('[').then(|| line.split('#').next().unwrap_or(line).trim_end())
}
