//! Front matter: YAML between lines of dashes, or TOML between lines of plus signs.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::import::document::Document;
use crate::import::located::ImportError;
use crate::import::tree::{Node, Object, Value};
use crate::prose::front_matter::front_matter;

/// Deeper than this, front matter is no longer written by a person.
const DEPTH: usize = 32;

/// The front matter of a document, and where the body begins.
///
/// # Errors
/// It is not well-formed.
pub(super) fn read<'a>(document: &Document<'a>) -> Result<(Object, usize), Box<ImportError<'a>>> {
    let text = document.text.trim_start_matches('\u{feff}');
    let skipped = document.text.len() - text.len();
    let Some((fence, inner, end)) = front_matter(text) else { return Ok((Object::default(), skipped)) };
    let inner = skipped + inner.start..skipped + inner.end;
    let table = if fence == "+++" { toml(document, inner.clone())? } else { yaml(document, inner.clone())? };
    // A line across the page, and not the beginning of front matter.
    Ok(table.map_or((Object::default(), skipped), |table| (table, skipped + end)))
}

fn toml<'a>(document: &Document<'a>, range: Range<usize>) -> Result<Option<Object>, Box<ImportError<'a>>> {
    let inner = &document.text[range.clone()];
    let table = toml::de::DeTable::parse(inner).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        document.error(
            range.start + span.start..range.start + span.end,
            format!("this front matter is not TOML: {}", error.message()),
        )
    })?;
    Ok(Some(toml_table(table.get_ref(), range.start)))
}

fn toml_table(table: &toml::de::DeTable<'_>, start: usize) -> Object {
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<toml::de::DeValue<'_>>)| {
        let key: &std::borrow::Cow<'_, str> = key.get_ref();
        (key.to_string(), toml_node(value, start))
    };
    let mut entries: Vec<(String, Node)> = table.iter().map(entry).collect();
    entries.sort_by_key(|(_, node)| node.span.start);
    Object { entries }
}

fn toml_node(value: &toml::Spanned<toml::de::DeValue<'_>>, start: usize) -> Node {
    use toml::de::DeValue;
    let span = start + value.span().start..start + value.span().end;
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(fact) => Value::Bool(*fact),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.to_string()),
        DeValue::Datetime(moment) => Value::Text(moment.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| toml_node(item, start)).collect()),
        DeValue::Table(table) => Value::Object(toml_table(table, start)),
    };
    Node { span, value }
}

/// A list or a table that is being read.
enum Open {
    List(Vec<Node>),
    Object(Object, Option<String>),
}

/// Reads YAML. `None` where it is no table, so that it is no front matter.
fn yaml<'a>(document: &Document<'a>, range: Range<usize>) -> Result<Option<Object>, Box<ImportError<'a>>> {
    let inner = &document.text[range.clone()];
    let bytes: Vec<usize> = inner.char_indices().map(|(at, _)| range.start + at).collect();
    let at = |characters: usize| bytes.get(characters).copied().unwrap_or(range.end);
    let error =
        |place: usize, message: &str| Box::new(document.error(place..(place + 1).min(range.end.max(place)), message.to_owned()));
    let mut open: Vec<(Open, usize)> = Vec::new();
    let mut root: Option<Node> = None;
    let mut parser = Parser::new_from_str(inner);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|problem| {
            let place = at(problem.marker().index());
            let error = document.error(place..place, format!("this front matter is not YAML: {}", problem.info()));
            Box::new(error.hint("put a value that has a colon in it between quotation marks"))
        })?;
        let span = at(span.start.index())..at(span.end.index());
        let node = match event {
            Event::Scalar(text, style, _, _) => Some(Node { span, value: scalar(&text, style) }),
            Event::Alias(_) => return Err(error(span.start, "front matter with aliases is not understood")),
            Event::SequenceStart(..) => {
                open.push((Open::List(Vec::new()), span.start));
                None
            }
            Event::MappingStart(..) => {
                open.push((Open::Object(Object::default(), None), span.start));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|(inner, start)| closed(inner, start..span.end)),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => None,
        };
        if open.len() > DEPTH {
            return Err(error(span_start(&open), "this front matter is nested too deeply"));
        }
        match (node, open.last_mut()) {
            (Some(node), Some((Open::List(items), _))) => items.push(node),
            (Some(node), Some((Open::Object(table, key), _))) => match key.take() {
                Some(key) => table.entries.push((key, node)),
                None => *key = Some(node.scalar().unwrap_or_default()),
            },
            (Some(node), None) => root = root.or(Some(node)),
            (None, _) => {}
        }
    }
    Ok(match root.map(|root| root.value) {
        Some(Value::Object(table)) => Some(table),
        None if inner.trim().is_empty() => Some(Object::default()),
        _ => None,
    })
}

fn span_start(open: &[(Open, usize)]) -> usize {
    open.last().map_or(0, |(_, start)| *start)
}

fn closed(open: Open, span: Range<usize>) -> Node {
    let value = match open {
        Open::List(items) => Value::List(items),
        Open::Object(table, _) => Value::Object(table),
    };
    Node { span, value }
}

/// What a scalar says. Numbers stay as they were written: `0012` is a name.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" if style == ScalarStyle::Plain => Value::Null,
        "true" | "True" | "TRUE" if style == ScalarStyle::Plain => Value::Bool(true),
        "false" | "False" | "FALSE" if style == ScalarStyle::Plain => Value::Bool(false),
        _ => Value::Text(text.to_owned()),
    }
}

/// The comments of front matter, which stand in none of its values.
pub(super) fn comments(document: &Document<'_>, object: &Object, end: usize) -> Vec<(String, Range<usize>)> {
    let mut values: Vec<Range<usize>> = Vec::new();
    spans(object, &mut values);
    if values.is_empty() {
        return Vec::new();
    }
    values.sort_by_key(|span| span.start);
    let is_in_a_value = |offset: usize| {
        let before = values.partition_point(|span| span.start <= offset);
        before > 0 && values[before - 1].contains(&offset)
    };
    let mut found = Vec::new();
    let mut start = 0;
    for line in document.text[..end].split_inclusive('\n') {
        let mark = line.match_indices('#').map(|(at, _)| at).find(|at| {
            let begins = *at == 0 || line[..*at].ends_with([' ', '\t']);
            begins && !is_in_a_value(start + at)
        });
        if let Some(at) = mark {
            found.push((line[at..].trim_start_matches('#').trim().to_owned(), start + at..start + line.trim_end().len()));
        }
        start += line.len();
    }
    found
}

fn spans(object: &Object, values: &mut Vec<Range<usize>>) {
    fn of(node: &Node, values: &mut Vec<Range<usize>>) {
        match &node.value {
            Value::List(nodes) => nodes.iter().for_each(|node| of(node, values)),
            Value::Object(object) => spans(object, values),
            _ => values.push(node.span.clone()),
        }
    }
    object.entries.iter().for_each(|(_, node)| of(node, values));
}
