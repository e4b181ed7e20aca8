//! The keys of front matter: each is a fact, and a list of tables below a key is a table. Its comments are comments of the file.

use std::ops::Range;

use super::blocks::{self, BlockKind, MarkdownBlock, Outline};
use super::clock::Rank;
use super::reader::Reader;
use super::text::item;
use super::{actions, people};
use crate::diagnostic::{Diagnostic, Source, at};
use crate::import::names::{Field, FieldTarget, own_key};
use crate::import::tree::{self, Node, Object, Value};
use crate::import::{moments, private, stamp};
use crate::incident::{Day, FieldValue};
use crate::prose;
use crate::prose::front_matter::{self, FrontMatterError};

/// A table has at most so many columns. What is under further keys is text.
const COLUMNS: usize = 64;

/// The front matter of a document, and where the body begins.
///
/// # Errors
/// It is not well-formed.
pub(super) fn read(document: &Source<'_>) -> Result<(Object, usize), Box<Diagnostic>> {
    match front_matter::read(document.text) {
        Ok(Some(front)) => Ok((front.object, front.end)),
        Ok(None) => Ok((Object::default(), document.text.len() - document.text.trim_start_matches('\u{feff}').len())),
        Err(FrontMatterError { span, message, language: Some(language) }) => {
            let error = document.error(span, format!("this front matter is not {language}: {message}"));
            Err(Box::new(if language == "YAML" {
                error.hint("put a value that has a colon in it between quotation marks")
            } else {
                error
            }))
        }
        Err(error) => Err(Box::new(document.error(error.span, error.message))),
    }
}

impl Reader<'_> {
    /// Reads the keys of front matter.
    pub(super) fn metadata(&mut self, mut object: Object) {
        // A key that is another name of the title comes after the title itself.
        object.entries.sort_by_key(|(key, _)| !key.eq_ignore_ascii_case("title"));
        for (key, node) in object.entries.into_iter().filter(|(_, node)| !node.is_empty()) {
            self.key(&key, node);
        }
    }

    fn key(&mut self, key: &str, Node { span, value }: Node) {
        match (self.names.find(key), value) {
            (Some(FieldTarget::Field(Field::When)), value) => self.date(key, &Node { span, value }),
            (
                Some(FieldTarget::Field(Field::Overview | Field::Id | Field::Impact | Field::Analysis | Field::Learned)),
                Value::Object(inner),
            ) => self.nested(key, inner),
            (
                Some(FieldTarget::Field(field @ (Field::Timeline | Field::Communications | Field::Actions | Field::Responders))),
                Value::List(rows),
            ) => self.rows(field, key, rows, &span),
            (target, value) => {
                let node = Node { span: span.clone(), value };
                let text = node.scalar().unwrap_or_else(|| node.markdown());
                match target {
                    Some(target) => _ = self.target(&target, key, &text, &span),
                    None => self.own_key(key, &node, &text),
                }
            }
        }
    }

    /// An object below a key: `impact: { users: 5% }`. Its keys are names by themselves, or with the key before them.
    fn nested(&mut self, key: &str, inner: Object) {
        let prefixed = |name: String| {
            let long = format!("{key} {name}");
            if self.names.find(&name).is_none() && self.names.find(&long).is_some() { long } else { name }
        };
        let entries = inner.entries.into_iter().map(|(name, node)| (prefixed(name), node)).collect();
        self.metadata(Object { entries });
    }

    fn own_key(&mut self, key: &str, node: &Node, text: &str) {
        let kept = || format!("it has no field of its own and is \"{key}\" under [fields]");
        match &node.value {
            Value::Bool(fact) => {
                self.draft.kept(node.span.clone(), kept());
                self.draft.incident.fields.insert(own_key(key), FieldValue::Bool(*fact));
            }
            _ if private::is_name(key) || private::is_in(text) => {
                self.draft.keep_private(&tree::words(key), text, node.span.clone());
            }
            Value::List(items) if items.iter().all(|item| item.scalar().is_some()) => {
                self.draft.kept(node.span.clone(), kept());
                self.own_list(key, items.iter().filter_map(Node::scalar).collect());
            }
            _ => self.own_field(&tree::words(key), text, &node.span),
        }
    }

    /// The date of front matter may be that of the document: the day is taken, with a comment, and a time is kept.
    fn date(&mut self, key: &str, node: &Node) {
        let text = node.scalar().unwrap_or_else(|| node.markdown());
        let stamp = stamp::prefix(&text).map(|(stamp, _)| stamp);
        let mut day = stamp.as_ref().and_then(|stamp| stamp.date?.date(None)).map(Day);
        self.settle_day(&mut day, &text, &node.span, at!["milestones", "started"]);
        if let Some(day) = day {
            let reason = "the day is that of the front matter: see that it is the incident's, and not the document's";
            self.clock.offer(day.0, Rank::FrontMatter, Some(reason));
        }
        let exact = moments::exact(&text);
        if exact.is_some() && self.dated.is_none() {
            self.dated = exact.map(|moment| (moment, key.to_owned(), text, node.span.clone()));
        } else if day.is_none() || stamp.is_some_and(|stamp| stamp.time.is_some()) {
            self.own_field(key, &text, &node.span);
        }
    }

    /// A list of objects below a key is a table, and each of their keys a column.
    fn rows(&mut self, field: Field, key: &str, rows: Vec<Node>, span: &Range<usize>) {
        let mut table = blocks::MarkdownTable::default();
        let mut texts = Vec::new();
        for row in rows {
            let line = row.scalar().unwrap_or_else(|| row.markdown());
            let Value::Object(object) = row.value else {
                texts.push(item(&line, None));
                continue;
            };
            let mut cells = vec![String::new(); table.head.len()];
            for (name, node) in object.entries {
                let text = node.scalar().unwrap_or_else(|| node.markdown());
                match table.head.iter().position(|known| *known == name) {
                    Some(at) => cells[at] = text,
                    None if table.head.len() < COLUMNS => {
                        table.head.push(name);
                        cells.push(text);
                    }
                    None => texts.push(item(&format!("**{name}:** {text}"), None)),
                }
            }
            table.rows.push(blocks::TableRow { cells, span: row.span });
        }
        let width = table.head.len();
        table.rows.iter_mut().for_each(|row| row.cells.resize(width, String::new()));
        let mut node = Outline::of_text(&texts.join("\n"), span);
        node.title = prose::capitalized(&tree::words(key));
        if !table.rows.is_empty() {
            let text = table.rows.iter().map(|row| format!("- {}", row.cells.join("; "))).collect::<Vec<_>>().join("\n");
            node.blocks.push(MarkdownBlock { kind: BlockKind::Table(table), text, span: span.clone() });
        }
        match field {
            Field::Actions => actions::read(self, &node),
            Field::Responders => people::read(self, key, &node),
            _ => self.timed.push((field, node)),
        }
    }
}

/// The comments of front matter, which stand in none of its values.
pub(super) fn comments(document: &Source<'_>, object: &Object, end: usize) -> Vec<(String, Range<usize>)> {
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
