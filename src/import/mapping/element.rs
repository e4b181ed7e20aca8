//! A record that is being read, and the elements of a list of an incident, such as the entries of its timeline.

use std::ops::Range;
use std::rc::Rc;

use toml::{Table, Value as Toml};

use super::definition::{ListMapping, Mapping, ValueForm, label, path_of};
use super::rule::FoundValue;
use crate::diagnostic::{Source, ValuePath};
use crate::import::draft::Draft;
use crate::import::tree::{Node, Object, Value};
use crate::import::{freeform, moments, private, vocabulary};
use crate::incident::{Milestone, Moment};
use crate::prose;

/// Keys whose text goes on with what has no key of its own.
const TEXTS: [&str; 4] = ["event", "message", "description", "body"];

/// Keys whose text is not in Markdown.
const PLAIN: [&str; 8] = ["title", "name", "by", "owner", "commander", "source", "channel", "role"];

/// Reads the elements of a list from its record.
pub(super) fn read(record: &mut SourceRecord<'_>, list: &ListMapping, node: &mut Node) {
    if list.head.records.is_empty() {
        let element = Element::of(record, list, node);
        if element.has_value {
            element.finish(record, list, node.span.clone());
        }
        return;
    }
    let mut found = Vec::new();
    for path in &list.head.records {
        path.each(node, &mut |leaf| {
            if matches!(leaf.value, Value::Object(_) | Value::Text(_)) && !leaf.is_empty() {
                found.push(Node { span: leaf.span.clone(), value: std::mem::replace(&mut leaf.value, Value::Null) });
            }
        });
    }
    elements(record, list, found);
}

/// Reads elements, with the places of another document.
pub(super) fn read_from<'a>(record: &mut SourceRecord<'a>, list: &ListMapping, found: Vec<Node>, source: &Rc<Source<'a>>) {
    let before = record.draft.reading(Rc::clone(source));
    elements(record, list, found);
    record.draft.reading(before);
}

fn elements(record: &mut SourceRecord<'_>, list: &ListMapping, found: Vec<Node>) {
    let only = list.head.only.as_ref();
    let (found, rest): (Vec<Node>, Vec<Node>) = found.into_iter().partition(|node| only.is_none_or(|only| only.holds(node)));
    if let Some(first) = rest.first() {
        let count = prose::count(rest.len(), "record", "records");
        record.draft.dropped(first.span.clone(), format!("{count} of the tool itself beside those of people"));
    }
    for mut node in found {
        let element = Element::of(record, list, &mut node);
        element.finish_with_rest(record, list, node);
    }
}

/// An element that is being read.
struct Element {
    table: Table,
    lines: Vec<String>,
    /// Whether the source says any of it.
    has_value: bool,
    /// Whether the source says that it is not for everybody.
    is_restricted: bool,
}

impl Element {
    /// Takes out of a record what the rules of the list name.
    fn of(record: &mut SourceRecord<'_>, list: &ListMapping, node: &mut Node) -> Self {
        let index = record.count(list);
        let base = path_of(&list.key).index(index);
        // Without a list of its own, it is of a record, which says so itself.
        let is_restricted =
            matches!(&node.value, Value::Object(object) if !list.head.records.is_empty() && private::is_restricted(object));
        let mut element = Self { table: Table::new(), lines: Vec::new(), has_value: false, is_restricted };
        for rule in &list.rules {
            let path = rule.key.iter().fold(base.clone(), |path, key| path.key(key));
            let draft = &mut record.draft;
            let (mut read, mut is_said) = (None, false);
            rule.rule.offer(node, false, &mut |found| {
                let Some(Taken(value)) = value(draft, &rule.kind, &found, &path) else { return false };
                (read, is_said) = (value, !found.is_constant);
                true
            });
            element.has_value |= is_said && read.is_some();
            if let Some(value) = read {
                put(&mut element.table, &rule.key, value);
            }
        }
        for lines in &list.head.lines {
            lines.records.each(node, &mut |leaf| {
                let mut line = leaf.line();
                lines.text.offer(leaf, false, &mut |found| {
                    line = Some(found.text);
                    true
                });
                element.lines.extend(line);
                leaf.value = Value::Null;
            });
        }
        element
    }

    /// Adds the element, and below its text what no rule of the list names.
    fn finish_with_rest(mut self, record: &mut SourceRecord<'_>, list: &ListMapping, mut node: Node) {
        list.rules.iter().for_each(|rule| rule.rule.forget(&mut node));
        for path in &list.head.ignored {
            path.each(&mut node, &mut |leaf| leaf.value = Value::Null);
        }
        let rest = match node.value {
            Value::Object(mut object) => {
                object.entries.retain(|(_, node)| !node.is_empty());
                without_private(record, &label(&list.key), object, &node.span)
            }
            Value::Text(_) if self.table.is_empty() => Object { entries: vec![("text".to_owned(), node.clone())] },
            _ => Object::default(),
        };
        let rest = (!rest.is_empty()).then(|| rest.markdown());
        let key = TEXTS.into_iter().find(|key| self.is_text_of(list, key));
        match (rest, key) {
            (Some(rest), None) => {
                let name = ["name", "title"].iter().find_map(|key| self.table.get(*key)?.as_str()).map(str::to_owned);
                let name = name.unwrap_or_else(|| label(&list.key));
                if self.is_restricted {
                    record.draft.keep_internal(&name, &format!("\n{rest}"), node.span.clone(), RESTRICTED);
                } else {
                    record.draft.section(&name, &rest, node.span.clone());
                }
            }
            (rest, _) => self.lines.extend(rest),
        }
        self.finish(record, list, node.span);
    }

    fn is_text_of(&self, list: &ListMapping, key: &str) -> bool {
        self.table.contains_key(key) || list.rules.iter().any(|rule| rule.key == [key])
    }

    fn finish(mut self, record: &mut SourceRecord<'_>, list: &ListMapping, span: Range<usize>) {
        if let Some(key) = TEXTS.into_iter().find(|key| self.is_text_of(list, key)) {
            let text = self.table.get(key).and_then(Toml::as_str).map(str::to_owned);
            let text = text.into_iter().chain(std::mem::take(&mut self.lines)).collect::<Vec<_>>().join("\n\n");
            if !text.is_empty() {
                self.table.insert(key.to_owned(), Toml::String(text));
            }
        }
        if list.key == ["timeline"]
            && let Some(milestone) = self.table.remove("milestone").as_ref().and_then(Toml::as_str).and_then(Milestone::named)
            && let Some(moment) = self.moment(record)
        {
            record.marked.push((milestone, moment));
        }
        let missing: Vec<&String> = list.needs.iter().filter(|key| !self.table.contains_key(*key)).collect();
        let said: Vec<&Toml> = self
            .table
            .iter()
            .filter(|(key, _)| !matches!(key.as_str(), "kind" | "audience" | "role"))
            .map(|(_, value)| value)
            .collect();
        // The values of a section that has a title alone were read as something else.
        if list.key == ["sections"] && !self.table.contains_key("body") {
            return;
        }
        let texts = || said.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        if self.is_restricted && (!missing.is_empty() || !list.can_be_internal) {
            let text = texts().collect::<Vec<_>>().join("\n\n");
            return record.draft.keep_internal(&label(&list.key), &text, span, RESTRICTED);
        }
        if let Some(first) = missing.first() {
            let texts: Vec<String> = texts().collect();
            let what = if *first == "at" { "a time" } else { "words" };
            return record.draft.section(&format!("{} without {what}", label(&list.key)), &texts.join("\n\n"), span);
        }
        let text = |key: &str| self.table.get(key).and_then(Toml::as_str).unwrap_or_default();
        let is_private =
            private::is_in(text("event")) || list.key == ["sections"] && is_private_section(text("title"), text("body"));
        let why = match () {
            () if self.is_restricted => Some("the source says that this is not for everybody, so it is internal"),
            () => is_private.then_some("this may have a contact or a credential in it, and is internal"),
        };
        if let Some(why) = why.filter(|_| list.can_be_internal && !self.table.contains_key("visibility")) {
            let path = path_of(&list.key).index(record.count(list));
            record.draft.unsure(path, span, why);
            self.table.insert("visibility".to_owned(), Toml::String("internal".to_owned()));
        }
        push(&mut record.table, list, Toml::Table(self.table));
    }

    fn moment(&self, record: &SourceRecord<'_>) -> Option<Moment> {
        let written = self.table.get("at")?.as_datetime()?.to_string();
        Some(crate::import::moments::read(&written, record.draft.options().zone)?.moment)
    }
}

/// Why an element is kept in a section that is internal.
const RESTRICTED: &str = "is not for everybody";

fn is_private_section(title: &str, body: &str) -> bool {
    private::is_name(title) || private::is_in(title) || private::is_in(body)
}

/// An object without contacts and credentials. It may be a whole one: `{"name": "PIN", "value": 1234}`.
fn without_private(record: &mut SourceRecord<'_>, label: &str, object: Object, span: &Range<usize>) -> Object {
    let mut around = Object { entries: vec![(label.to_owned(), Node { span: span.clone(), value: Value::Object(object) })] };
    record.draft.remove_private(&mut around, label);
    match around.entries.pop() {
        Some((_, Node { value: Value::Object(object), .. })) => object,
        _ => Object::default(),
    }
}

/// A record that is being read.
pub(super) struct SourceRecord<'a> {
    pub draft: Draft<'a>,
    pub mapping: &'a Mapping,
    /// The incident so far, as a file would have it.
    pub table: Table,
    /// Milestones that elements of the timeline mark.
    pub marked: Vec<(Milestone, Moment)>,
}

impl SourceRecord<'_> {
    /// How many elements a list has.
    pub(super) fn count(&self, list: &ListMapping) -> usize {
        get(&self.table, &list.key).and_then(Toml::as_array).map_or(0, Vec::len)
    }
}

/// What became of a text: a value of a file, or none, where it is boilerplate.
pub(super) struct Taken(pub Option<Toml>);

/// What a rule found as a value of a file, with the comment of the rule: `None` where it cannot be one.
pub(super) fn value(draft: &mut Draft<'_>, kind: &ValueForm, found: &FoundValue<'_>, path: &ValuePath) -> Option<Taken> {
    let text = found.text.as_str();
    let value = match kind {
        ValueForm::Moment => moment_value(draft.moment(text, found.span.clone(), path)?),
        ValueForm::Day => {
            let zone = draft.options().zone;
            let reading = moments::read(text, zone).filter(|reading| !reading.doubts.contains(&moments::Doubt::Order))?;
            moment_value(Moment::Day(reading.moment.day(zone)))
        }
        ValueForm::Integer => Toml::Integer(i64::try_from(vocabulary::count(text)?).ok()?),
        ValueForm::Number => Toml::Float(vocabulary::amount(text)?),
        ValueForm::Bool => Toml::Boolean(vocabulary::yes_or_no(text)?),
        ValueForm::Word(words) => Toml::String(vocabulary::word(words, text)?),
        ValueForm::Names | ValueForm::Text => {
            let is_plain = *kind == ValueForm::Names || PLAIN.contains(&path.to_string().rsplit('.').next().unwrap_or_default());
            let text = if is_plain && found.is_html { freeform::words(text) } else { text.to_owned() };
            let content = draft.content(text, found.span.clone());
            found.comment(draft, path);
            return Some(Taken(content.map(Toml::String)));
        }
    };
    found.comment(draft, path);
    Some(Taken(Some(value)))
}

pub(super) fn moment_value(moment: Moment) -> Toml {
    moment.to_string().parse().map_or_else(|_| Toml::String(moment.to_string()), Toml::Datetime)
}

pub(super) fn get<'t>(table: &'t Table, key: &[String]) -> Option<&'t Toml> {
    let (last, around) = key.split_last()?;
    around.iter().try_fold(table, |table, key| table.get(key)?.as_table())?.get(last)
}

/// Adds a name to a list, unless it is there.
pub(super) fn add_name(table: &mut Table, key: &[String], name: Toml) {
    match get_mut(table, key) {
        Some(Toml::Array(known)) if known.contains(&name) => {}
        Some(Toml::Array(known)) => known.push(name),
        _ => put(table, key, Toml::Array(vec![name])),
    }
}

/// Sets a key.
pub(super) fn put(table: &mut Table, key: &[String], value: Toml) {
    let Some((last, around)) = key.split_last() else { return };
    let mut inner = table;
    for key in around {
        let Toml::Table(next) = inner.entry(key.as_str()).or_insert_with(|| Toml::Table(Table::new())) else { return };
        inner = next;
    }
    inner.insert(last.clone(), value);
}

/// Adds an element to a list, unless it is there.
pub(super) fn push(table: &mut Table, list: &ListMapping, element: Toml) {
    if let Some(Toml::Array(known)) = get_mut(table, &list.key) {
        if list.key.last().is_some_and(|key| matches!(key.as_str(), "timeline" | "communications")) || !known.contains(&element) {
            known.push(element);
        }
        return;
    }
    put(table, &list.key, Toml::Array(vec![element]));
}

fn get_mut<'t>(table: &'t mut Table, key: &[String]) -> Option<&'t mut Toml> {
    let (last, around) = key.split_last()?;
    around.iter().try_fold(table, |table, key| table.get_mut(key)?.as_table_mut())?.get_mut(last)
}
