//! Front matter: YAML between two `---` lines, or TOML between two `+++` lines, at the start of a Markdown document.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::tree::{Node, Object, Value};

/// The maximum nesting depth. No front matter written by a person is deeper.
const DEPTH: usize = 32;

/// Parsed front matter, with the positions of all values in the document.
pub(crate) struct FrontMatter {
    pub object: Object,
    /// The position of each key of `object`, in the same order.
    pub keys: Vec<Range<usize>>,
    /// The start of the document's body.
    pub end: usize,
}

/// A front matter error with its position.
pub(crate) struct FrontMatterError {
    pub span: Range<usize>,
    pub message: String,
    /// The language whose syntax is violated. `None` if a feature is not supported.
    pub language: Option<&'static str>,
}

/// Reads the front matter of a document, which may start with a byte-order mark. Returns `None` if there is none: a `---` line
/// without a table below it is a thematic break.
///
/// # Errors
/// The front matter is not well-formed.
pub(crate) fn read(document: &str) -> Result<Option<FrontMatter>, FrontMatterError> {
    let Some((fence, inner, end)) = fenced(document) else { return Ok(None) };
    let (text, start) = (&document[inner.clone()], inner.start);
    let found = if fence == "+++" { toml(text, start).map(Some) } else { yaml(text, start) };
    Ok(found?.map(|(object, keys)| FrontMatter { object, keys, end }))
}

/// The fence of a document's front matter, the range of the text between the two fences, and the end of the second fence.
fn fenced(document: &str) -> Option<(&str, Range<usize>, usize)> {
    let text = document.trim_start_matches('\u{feff}');
    let mut at = document.len() - text.len();
    let mut opened: Option<(&str, usize)> = None;
    for line in text.split_inclusive('\n') {
        let mark = line.trim_end();
        at += line.len();
        match opened {
            None if matches!(mark, "---" | "+++") => opened = Some((mark, at)),
            None => return None,
            Some((fence, from)) if mark == fence || fence == "---" && mark == "..." => {
                return Some((fence, from..at - line.len(), at));
            }
            Some(_) => {}
        }
    }
    None
}

/// An object with the positions of its keys.
type KeyedObject = (Object, Vec<Range<usize>>);

fn toml(text: &str, start: usize) -> Result<KeyedObject, FrontMatterError> {
    let moved = |span: Range<usize>| start + span.start..start + span.end;
    let table = DeTable::parse(text).map_err(|error| FrontMatterError {
        span: moved(error.span().unwrap_or(0..0)),
        message: error.message().to_owned(),
        language: Some("TOML"),
    })?;
    Ok(toml_object(table.get_ref(), start))
}

fn toml_object(table: &DeTable<'_>, start: usize) -> KeyedObject {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(_, value)| value.span().start);
    let moved = |span: Range<usize>| start + span.start..start + span.end;
    let keys = entries.iter().map(|(key, _)| moved(key.span())).collect();
    let entry =
        |(key, value): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| (key.get_ref().to_string(), toml_node(value, start));
    (Object { entries: entries.into_iter().map(entry).collect() }, keys)
}

fn toml_node(value: &Spanned<DeValue<'_>>, start: usize) -> Node {
    let span = start + value.span().start..start + value.span().end;
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(fact) => Value::Bool(*fact),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.to_string()),
        DeValue::Datetime(moment) => Value::Text(moment.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| toml_node(item, start)).collect()),
        DeValue::Table(table) => Value::Object(toml_object(table, start).0),
    };
    Node { span, value }
}

/// An open list, or an open object as alternating keys and values.
struct OpenNode {
    start: usize,
    nodes: Vec<Node>,
}

/// Parses YAML. Returns `None` if it is not a mapping.
fn yaml(text: &str, start: usize) -> Result<Option<KeyedObject>, FrontMatterError> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| start + at).collect();
    let end = start + text.len();
    let at = |characters: usize| bytes.get(characters).copied().unwrap_or(end);
    let unsupported = |at: usize, message: &str| FrontMatterError {
        span: at..(at + 1).min(end.max(at)),
        message: message.to_owned(),
        language: None,
    };
    let (mut open, mut root, mut keys): (Vec<OpenNode>, Option<Node>, _) = (Vec::new(), None, Vec::new());
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|problem| {
            let at = at(problem.marker().index());
            FrontMatterError { span: at..at, message: problem.info().to_owned(), language: Some("YAML") }
        })?;
        let span = at(span.start.index())..at(span.end.index());
        let node = match event {
            Event::Scalar(text, style, _, _) => Node { span, value: scalar(&text, style) },
            Event::Alias(_) => return Err(unsupported(span.start, "front matter with aliases is not understood")),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEPTH => {
                return Err(unsupported(span.start, "this front matter is nested too deeply"));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                open.push(OpenNode { start: span.start, nodes: Vec::new() });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(OpenNode { start, nodes }) = open.pop() else { continue };
                let value = if matches!(event, Event::SequenceEnd) {
                    Value::List(nodes)
                } else {
                    // The outermost object is closed last.
                    let object;
                    (object, keys) = keyed(nodes);
                    Value::Object(object)
                };
                Node { span: start..span.end, value }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => continue,
        };
        match open.last_mut() {
            Some(around) => around.nodes.push(node),
            None => root = root.or(Some(node)),
        }
    }
    Ok(match root.map(|root| root.value) {
        Some(Value::Object(object)) => Some((object, keys)),
        None if text.trim().is_empty() => Some((Object::default(), Vec::new())),
        _ => None,
    })
}

/// Builds an object from alternating keys and values.
fn keyed(nodes: Vec<Node>) -> KeyedObject {
    let (mut object, mut keys, mut nodes) = (Object::default(), Vec::new(), nodes.into_iter());
    while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
        keys.push(key.span);
        let name = match key.value {
            Value::Text(name) | Value::Number(name) => name,
            Value::Bool(name) => name.to_string(),
            Value::Null | Value::List(_) | Value::Object(_) => String::new(),
        };
        object.entries.push((name, value));
    }
    (object, keys)
}

/// The value of a scalar. Numbers keep their original notation.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    match text {
        _ if style != ScalarStyle::Plain => Value::Text(text.to_owned()),
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if text.parse::<i64>().is_ok() => Value::Number(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each key with its value, read from the document at their positions.
    fn entries(document: &str) -> Vec<(&str, &str)> {
        let front = read(document).ok().flatten().unwrap_or_else(|| panic!("{document} has front matter"));
        assert_eq!(&document[front.end..], "body");
        let entry = |((name, node), key): (&(String, Node), Range<usize>)| {
            assert_eq!(*name, document[key.clone()]);
            (&document[key], &document[node.span.clone()])
        };
        front.object.entries.iter().zip(front.keys).map(entry).collect()
    }

    #[test]
    fn keys_and_values_of_both_languages_are_found_where_they_stand() {
        assert_eq!(
            entries("\u{feff}---\né: ü\nlist: [a, {b: c}]\norder: 007\n---\nbody"),
            [("é", "ü"), ("list", "[a, {b: c}]"), ("order", "007")]
        );
        assert_eq!(entries("+++\nb = 1\na = { c = 2024-03-05 }\n+++\nbody"), [("b", "1"), ("a", "{ c = 2024-03-05 }")]);
        assert_eq!(entries("---\n---\nbody"), []);
    }

    #[test]
    fn a_line_across_the_page_is_no_front_matter_and_a_mistake_is_found_where_it_is() {
        for text in ["", "body", "---\njust a line\n---\nbody", "---\na: b\nbody"] {
            assert!(read(text).is_ok_and(|front| front.is_none()), "{text}");
        }
        let nested = format!("---\na: {}\n---\n", "[".repeat(DEPTH));
        for (text, at, language) in [
            ("---\na: b: c\n---\n", 8, Some("YAML")),
            ("+++\na = \n+++\n", 8, Some("TOML")),
            ("---\na: &x b\nc: *x\n---\n", 15, None),
            (&*nested, 6 + DEPTH, None),
        ] {
            let Err(error) = read(text) else { panic!("{text} has a mistake") };
            assert_eq!((error.span.start, error.language), (at, language), "{text}: {}", error.message);
        }
    }
}
