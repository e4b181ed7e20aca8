//! A key that is given twice, and where it was given first.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Reading, Slip};
use crate::diagnostic::schema::{Kind, Node, Schema};
use crate::diagnostic::words::shortened;

/// Reads an error about a key that is there already.
pub(super) fn reading(slip: &Slip<'_>) -> Option<Reading> {
    let span = slip.span.clone();
    let key = shortened(slip.written());
    if slip.says("cannot extend value") {
        let message = format!("`{key}` is no table that can be added to");
        return Some(Reading::new(span, message, "give all of its keys in one place"));
    }
    if !slip.says("duplicate key") {
        return None;
    }
    Some(match header(slip) {
        Some(header) => of_tables(span, header, may_be_several(slip.schema, header)),
        None => Reading::new(span, format!("the key `{key}` is given twice"), "remove one of the two"),
    })
}

/// Reads an error about a header that is there already, of a table or of one of several.
fn of_tables(span: Range<usize>, header: &str, may_be_several: bool) -> Reading {
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
    Reading::new(span, message, hint)
}

/// Whether the schema has an array of tables where a header leads to.
fn may_be_several(schema: &Schema, header: &str) -> bool {
    let keys = header.trim_matches(['[', ']']).split('.').map(|key| key.trim().trim_matches(['"', '\'']));
    let mut nodes = vec![schema.root()];
    for key in keys {
        nodes = nodes.into_iter().flat_map(tables).filter_map(|table| table.property(key)).collect();
    }
    let arrays = nodes.into_iter().flat_map(Node::choices).filter(|choice| choice.kind == Kind::Array);
    arrays.filter_map(|array| array.node.items()).any(|items| !tables(items).is_empty())
}

/// The tables that a value may be, or may hold as an array.
fn tables(node: Node<'_>) -> Vec<Node<'_>> {
    let choices = node.choices().into_iter();
    let tables = choices.flat_map(|choice| match choice.kind {
        Kind::Table => vec![choice.node],
        Kind::Array => choice.node.items().map(tables).unwrap_or_default(),
        _ => Vec::new(),
    });
    tables.collect()
}

/// Where the key or the header was given first, as far as that can be told.
pub(super) fn first(slip: &Slip<'_>, table: &DeTable<'_>) -> Option<Range<usize>> {
    if !slip.says("duplicate key") {
        return None;
    }
    let line_start = slip.line_start();
    if let Some(header) = header(slip) {
        return earlier_header(slip.text.get(..line_start)?, header);
    }
    let mut last = None;
    last_key(table, slip.written(), slip.span.start, &mut last);
    // A key of the same name in the table before is another one.
    let section = slip.text.get(..line_start)?.rfind("\n[").unwrap_or(0);
    last.filter(|span| span.start >= section)
}

/// The table header that the error is in.
fn header<'a>(slip: &Slip<'a>) -> Option<&'a str> {
    let line = slip.text.get(slip.line_start()..)?.split('\n').next()?.trim();
    line.starts_with('[').then(|| line.split('#').next().unwrap_or(line).trim_end())
}

/// The first header in `text` of the same table, with one pair of brackets or two.
fn earlier_header(text: &str, header: &str) -> Option<Range<usize>> {
    let name = |line: &str| line.trim().trim_matches(['[', ']']).trim().to_owned();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let header_of_line = line.split('#').next().unwrap_or_default().trim();
        if header_of_line.starts_with('[') && name(header_of_line) == name(header) {
            let indent = line.len() - line.trim_start().len();
            return Some(start + indent..start + indent + header_of_line.len());
        }
        start += line.len();
    }
    None
}

/// The last key of this name before `end`, in the order of the file.
fn last_key(table: &DeTable<'_>, name: &str, end: usize, last: &mut Option<Range<usize>>) {
    for (key, value) in table {
        let span = key.span();
        let is_later = last.as_ref().is_none_or(|last| span.start > last.start);
        if key.get_ref() == name && span.start < end && is_later {
            *last = Some(span);
        }
        match value.get_ref() {
            DeValue::Table(inner) => last_key(inner, name, end, last),
            DeValue::Array(array) => {
                array.iter().filter_map(|item| item.get_ref().as_table()).for_each(|inner| last_key(inner, name, end, last));
            }
            _ => {}
        }
    }
}
