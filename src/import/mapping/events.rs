//! Elements of a document of their own, which `--timeline` names: it is parsed once, and each element goes to its record.

use std::collections::HashMap;
use std::rc::Rc;

use super::definition::{ListMapping, Mapping};
use super::rule::MappingRule;
use crate::diagnostic::{Diagnostic, Source};
use crate::import::document::{Note, NoteKind, Options};
use crate::import::slack;
use crate::import::tree::{self, Node, Value};

/// The elements of such a document.
#[derive(Default)]
pub(super) struct Events<'a> {
    /// The document, if there is one.
    pub source: Option<Rc<Source<'a>>>,
    /// The elements of each record, by the position of the record and of the list in the mapping.
    by_record: HashMap<(usize, usize), Vec<Node>>,
    /// What belongs to none of the records.
    pub foreign: Vec<Note>,
}

impl<'a> Events<'a> {
    /// Reads the document that the options name.
    ///
    /// # Errors
    /// It is not JSON, or does not say to which of several records an element belongs.
    pub(super) fn read(records: &[Node], options: &Options<'a>, mapping: &Mapping) -> Result<Self, Box<Diagnostic>> {
        let Some(document) = options.timeline.filter(|timeline| mapping.has_events() && !slack::is_export(timeline)) else {
            return Ok(Self::default());
        };
        let source = Rc::new(Source::new(document.name, document.text));
        let root = tree::parse(&source)?;
        let mut events = Self { source: Some(source), ..Self::default() };
        for (index, list) in mapping.lists.iter().enumerate().filter(|(_, list)| list.head.document) {
            events.assign(index, list, records, unwrapped(root.clone(), list))?;
        }
        Ok(events)
    }

    /// Takes the elements of a list that belong to a record.
    pub(super) fn take(&mut self, record: usize, list: usize) -> Vec<Node> {
        self.by_record.remove(&(record, list)).unwrap_or_default()
    }

    fn assign(&mut self, index: usize, list: &ListMapping, records: &[Node], elements: Vec<Node>) -> Result<(), Box<Diagnostic>> {
        let Some(source) = self.source.clone() else { return Ok(()) };
        let rules_of: Vec<&MappingRule> = list.head.same.iter().map(|same| &same.of).collect();
        let rules_is: Vec<&MappingRule> = list.head.same.iter().map(|same| &same.is).collect();
        let known: Vec<Identity> = records.iter().map(|node| Identity::of(node, list.head.is.as_ref(), &rules_is)).collect();
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (record, identity) in known.iter().enumerate() {
            by_name.entry(identity.name.as_deref().unwrap_or_default()).or_default().push(record);
        }
        for node in elements {
            let identity = Identity::of(&node, list.head.of.as_ref(), &rules_of);
            let candidates: Vec<usize> = match &identity.name {
                Some(name) => by_name.get(name.as_str()).cloned().unwrap_or_default(),
                None => (0..records.len()).collect(),
            };
            let is_named = identity.name.is_some() && !candidates.is_empty();
            let mut fitting = candidates.into_iter().filter(|record| identity.fits(&known[*record]));
            match (fitting.next(), fitting.next()) {
                (Some(record), None) => self.by_record.entry((record, index)).or_default().push(node),
                (None, _) => self.foreign.push(identity.foreign(is_named, &source, &node)),
                (Some(_), Some(_)) => {
                    let start = node.span.start;
                    let message = "this does not say which record it belongs to, and there are several";
                    let span = start..(start + 1).min(source.text.len());
                    return Err(source.error(span, message).hint("import the records one by one").into());
                }
            }
        }
        Ok(())
    }
}

/// What a record is known by, or what an element says of its record.
struct Identity {
    /// The value of `of` or `is`.
    name: Option<String>,
    /// The values of `same`.
    others: Vec<Option<String>>,
}

impl Identity {
    fn of(node: &Node, name: Option<&MappingRule>, others: &[&MappingRule]) -> Self {
        Self { name: name.and_then(|rule| rule.first(node)), others: others.iter().map(|rule| rule.first(node)).collect() }
    }

    /// Whether nothing says that an element with this identity belongs to another record.
    fn fits(&self, record: &Self) -> bool {
        self.others.iter().zip(&record.others).all(|pair| match pair {
            (Some(own), Some(known)) => own.eq_ignore_ascii_case(known),
            _ => true,
        })
    }

    /// The note on an element whose record is not there. Where a record has the same name, `same` tells them apart.
    fn foreign(&self, is_named: bool, source: &Source<'_>, node: &Node) -> Note {
        let others: Vec<&str> = self.others.iter().filter_map(Option::as_deref).collect();
        let others = if is_named { format!(" ({})", others.join(", ")) } else { String::new() };
        let name = self.name.as_deref().unwrap_or("another record");
        let message = format!("it belongs to {name}{others}, which is not in the document");
        let position = Some(source.position(node.span.start));
        Note { kind: NoteKind::Dropped, message, position, path: None }
    }
}

/// The elements of a document, which may stand below the key that they have in a record.
fn unwrapped(root: Node, list: &ListMapping) -> Vec<Node> {
    root.into_list()
        .into_iter()
        .flat_map(|node| {
            let Value::Object(mut object) = node.value else { return vec![node] };
            match list.head.records.iter().find_map(|path| object.take(path.last())) {
                Some(inner) => inner.into_list(),
                None => vec![Node { span: node.span, value: Value::Object(object) }],
            }
        })
        .collect()
}
