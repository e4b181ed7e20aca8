//! Applies a mapping to a document: a record, an array of them, or an object that has them below a key.

use std::ops::Range;
use std::rc::Rc;

use toml::{Table, Value as Toml};

use super::definition::{Head, KeyRule, Mapping, ValueForm, path_of, quoted};
use super::element::{self, SourceRecord, Taken, add_name, get, moment_value, put, value};
use super::events::Events;
use super::path::Path;
use crate::diagnostic::{Diagnostic, Source, at};
use crate::import::document::{Import, Options};
use crate::import::draft::Draft;
use crate::import::freeform::Reader;
use crate::import::private;
use crate::import::tree::{self, Node, Object, Value};
use crate::incident::{Incident, Milestone};
use crate::prose;

impl Mapping {
    /// Whether a document has records of this kind.
    pub(in crate::import) fn recognises(&self, root: &Node) -> bool {
        let is_one = |node: &Node| self.head.recognise.iter().any(|group| group.iter().all(|condition| condition.holds(node)));
        records(root.clone(), &self.head).first().is_some_and(is_one)
    }
}

/// Reads each record of a document.
pub(in crate::import) fn import<'a>(document: &Rc<Source<'a>>, options: &'a Options<'a>, mapping: &'a Mapping) -> Import {
    let nodes = match tree::parse(document) {
        Ok(root) => records(root, &mapping.head),
        Err(error) => return Import::failed(*error),
    };
    let head = &mapping.head;
    if let Some(error) = refused(document, &nodes, options, head) {
        return Import::failed(error);
    }
    let mut events = match Events::read(&nodes, options, mapping) {
        Ok(events) => events,
        Err(error) => return Import::failed(*error),
    };
    let mut results = Import::default();
    for (index, node) in nodes.into_iter().enumerate() {
        let span = node.span.clone();
        let is_object = matches!(node.value, Value::Object(_));
        if is_object && (head.required.is_empty() || head.required.iter().any(|path| !path.all(&node).is_empty())) {
            let record = SourceRecord {
                draft: Draft::new(Rc::clone(document), span, options),
                mapping,
                table: Table::new(),
                marked: Vec::new(),
            };
            results.push(record.read(node, index, &mut events).finish());
            continue;
        }
        let why = if is_object { format!("it has no {}", quoted(&head.required)) } else { "a record is an object".to_owned() };
        let error = document.error(span.start..span.start + 1, format!("this is no {}: {why}", head.record));
        let hint = if mapping.has_events() { "; a file of events alone is for --timeline" } else { "" };
        results.errors.push(error.hint(format!("see that the format is the right one{hint}")));
    }
    if let Some(last) = results.incidents.last_mut() {
        last.notes.append(&mut events.foreign);
    }
    results
}

/// Why a document as a whole cannot be imported.
fn refused(document: &Source<'_>, nodes: &[Node], options: &Options<'_>, head: &Head) -> Option<Diagnostic> {
    let first = |node: &Node| node.span.start..(node.span.start + 1).min(document.text.len());
    match nodes {
        [] => Some(document.error(0..0, format!("there is no {} in this document", head.record))),
        [_, second, ..] if options.timeline.is_some_and(|timeline| crate::import::slack::is_export(&timeline)) => Some(
            document
                .error(first(second), "a channel is that of one incident, and here are several")
                .hint("import them one by one, or without --timeline"),
        ),
        _ => None,
    }
}

/// The records of a document.
pub(super) fn records(root: Node, head: &Head) -> Vec<Node> {
    root.into_list().into_iter().flat_map(|node| unwrapped(node, head)).collect()
}

/// The records of an object that has them below a key. What stands beside a single one may belong to it.
fn unwrapped(node: Node, head: &Head) -> Vec<Node> {
    let Value::Object(mut object) = node.value else { return vec![node] };
    let is_wrapper = |node: &Node| matches!(node.value, Value::Object(_) | Value::List(_));
    let found = head.records.iter().find(|key| object.entries.iter().any(|(name, node)| name == *key && is_wrapper(node)));
    let Some(inner) = found.and_then(|key| object.take(key)) else {
        return if found.is_some() { Vec::new() } else { vec![Node { span: node.span, value: Value::Object(object) }] };
    };
    let mut records = inner.into_list();
    if let [Node { value: Value::Object(record), .. }] = records.as_mut_slice() {
        object.entries.retain(|(key, _)| head.beside.iter().any(|beside| beside == "*" || beside == key));
        record.entries.append(&mut object.entries);
    }
    records
}

impl<'a> SourceRecord<'a> {
    /// Reads the record at this position of the document.
    fn read(mut self, mut node: Node, position: usize, events: &mut Events<'a>) -> Draft<'a> {
        let is_restricted = matches!(&node.value, Value::Object(object) if private::is_restricted(object));
        let (later, first): (Vec<&KeyRule>, Vec<&KeyRule>) =
            self.mapping.incident.iter().partition(|rule| rule.rule.is_fallback());
        first.into_iter().for_each(|rule| self.set(rule, &mut node));
        for (index, list) in self.mapping.lists.iter().enumerate() {
            element::read(&mut self, list, &mut node);
            if let Some(source) = &events.source.clone() {
                element::read_from(&mut self, list, events.take(position, index), source);
            }
        }
        self.set_marked();
        later.into_iter().for_each(|rule| self.set(rule, &mut node));
        let body = self.mapping.head.body.as_ref().and_then(|path| take_text(path, &mut node));
        self.mapping.incident.iter().for_each(|rule| rule.rule.forget(&mut node));
        self.drop_ignored(&mut node);
        if is_restricted && !self.table.contains_key("visibility") {
            self.table.insert("visibility".to_owned(), Toml::String("internal".to_owned()));
            self.draft.unsure(at!["visibility"], 0..0, "the source says that this incident is not for everybody");
        }
        self.build();
        if let Some((text, span)) = body {
            self.body(&text, &span);
        }
        if let Value::Object(object) = node.value {
            self.leftovers(object);
        }
        self.draft.sort_timeline();
        self.draft
    }

    /// Sets a key of the incident.
    fn set(&mut self, rule: &KeyRule, node: &mut Node) {
        let path = path_of(&rule.key);
        if rule.key == ["severity"] {
            return self.severity(rule, node);
        }
        if rule.kind != ValueForm::Names && get(&self.table, &rule.key).is_some() {
            return;
        }
        let mut values = Vec::new();
        rule.rule.offer(node, rule.kind == ValueForm::Names, &mut |found| {
            let Some(Taken(value)) = value(&mut self.draft, &rule.kind, &found, &path) else { return false };
            values.extend(value);
            true
        });
        for value in values {
            if rule.kind == ValueForm::Names {
                add_name(&mut self.table, &rule.key, value);
            } else {
                put(&mut self.table, &rule.key, value);
            }
        }
    }

    /// The severity, by one of the site's names for it. A part of a value, such as of a label, is one only if the site knows it.
    fn severity(&mut self, rule: &KeyRule, node: &mut Node) {
        if !self.draft.incident.severity.is_empty() || self.draft.has_failed() {
            return;
        }
        let draft = &mut self.draft;
        rule.rule.offer(node, false, &mut |found| {
            let is_part = found.rule.is_some_and(super::rule::DetailedRule::is_part);
            if is_part && draft.options().severities.find(&found.text).is_none() {
                return false;
            }
            draft.severity(&found.text, found.span.clone());
            if !draft.incident.severity.is_empty() {
                found.comment(draft, &at!["severity"]);
            }
            true
        });
    }

    /// Sets the milestones that elements mark: the first of a kind, but the last resolution, for an incident may be opened again.
    fn set_marked(&mut self) {
        let zone = self.draft.options().zone;
        for milestone in Milestone::ALL {
            let moments = self.marked.iter().filter(|(known, _)| *known == milestone).map(|(_, moment)| *moment);
            let chosen = if milestone == Milestone::Resolved {
                moments.max_by(|one, two| one.chronological(*two, zone))
            } else {
                moments.min_by(|one, two| one.chronological(*two, zone))
            };
            let key = ["milestones".to_owned(), milestone.as_str().to_owned()];
            if let Some(moment) = chosen.filter(|_| get(&self.table, &key).is_none()) {
                put(&mut self.table, &key, moment_value(moment));
                self.draft.unsure(at!["milestones", milestone.as_str()], 0..0, "taken from the events of that type");
            }
        }
    }

    /// Makes the incident of what was set.
    fn build(&mut self) {
        let severity = std::mem::take(&mut self.draft.incident.severity);
        self.table.insert("severity".to_owned(), Toml::String(severity));
        for key in ["id", "title"] {
            self.table.entry(key).or_insert_with(|| Toml::String(String::new()));
        }
        if self.table.get("summary").is_some_and(|summary| Some(summary) == self.table.get("title")) {
            self.table.remove("summary");
        }
        // An amount needs its currency, and the other way round.
        if let Some(Toml::Table(impact)) = self.table.get_mut("impact")
            && impact.get("revenue_lost").is_some_and(|money| money.get("amount").is_none() || money.get("currency").is_none())
        {
            impact.remove("revenue_lost");
        }
        // By way of a text: reading an incident from a table of values would be compiled as well, and it is 400 kB.
        match toml::from_str::<Incident>(&std::mem::take(&mut self.table).to_string()) {
            Ok(incident) => {
                let sections = std::mem::take(&mut self.draft.incident.sections);
                self.draft.incident = incident;
                self.draft.incident.sections.extend(sections);
            }
            Err(error) => {
                let span = self.draft.span();
                let message = format!("the mapping makes no incident of this record: {}", error.message());
                self.draft.refuse(span, message, "see which keys and values an incident file has");
            }
        }
    }

    /// Reads a text as a postmortem. Times without a day are of the day on which the record was opened.
    fn body(&mut self, text: &str, span: &Range<usize>) {
        let opened = self.draft.incident.timeline.first().map(|entry| entry.at.day(self.draft.options().zone));
        let mut reader = Reader::new(self.draft.take());
        if let Some(day) = opened {
            reader.offer_day(day, "the day is the one on which the issue was opened");
        }
        reader.body(text, span);
        reader.settle();
        self.draft = reader.draft;
    }

    /// Drops what is about the tool's record, and notes what it was.
    fn drop_ignored(&mut self, node: &mut Node) {
        let mut dropped: Vec<(String, Range<usize>)> = Vec::new();
        for path in &self.mapping.head.ignored {
            path.each(node, &mut |leaf| {
                if !leaf.is_empty() {
                    dropped.push((path.last().to_owned(), leaf.span.clone()));
                }
                leaf.value = Value::Null;
            });
        }
        dropped.dedup_by(|one, two| one.0 == two.0);
        if let Some((_, span)) = dropped.first().cloned() {
            let names = dropped.into_iter().map(|(key, _)| key).collect::<Vec<_>>().join(", ");
            self.draft.dropped(span, format!("{names}: about the tool's record, not about the incident"));
        }
    }

    /// What was not understood: each object is a section, and the rest is one, without contacts and credentials.
    fn leftovers(&mut self, object: Object) {
        let is_block = |(_, node): &(String, Node)| matches!(node.value, Value::Object(_)) || node.line().is_none();
        let (blocks, rest): (Vec<_>, Vec<_>) =
            object.entries.into_iter().filter(|(_, node)| !node.is_empty()).partition(is_block);
        for (key, node) in blocks {
            let (title, span) = (prose::capitalized(&tree::words(&key)), node.span.clone());
            let mut block = Object { entries: vec![(key, node)] };
            self.draft.remove_private(&mut block, &title);
            let text = block.entries.pop().map(|(_, node)| node.markdown()).unwrap_or_default();
            self.draft.section(&title, &text, span);
        }
        let (title, mut rest) = ("Further information", Object { entries: rest });
        self.draft.remove_private(&mut rest, title);
        self.draft.section(title, &rest.markdown(), self.draft.span());
    }
}

fn take_text(path: &Path, node: &mut Node) -> Option<(String, Range<usize>)> {
    let mut found = None;
    path.each(node, &mut |leaf| {
        if found.is_none()
            && let Some(text) = leaf.scalar()
        {
            found = Some((text, leaf.span.clone()));
            leaf.value = Value::Null;
        }
    });
    found
}
