//! A record that is being read, and the incident so far as a file would have it.

use std::ops::Range;

use toml::{Table, Value as Toml};

use super::definition::{ListMapping, Mapping, ValueForm};
use crate::diagnostic::ValuePath;
use crate::import::draft::Draft;
use crate::import::{moments, vocabulary};
use crate::incident::{Milestone, Moment};

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

/// What became of a text.
pub(super) enum Taken {
    /// A value of a file.
    Value(Toml),
    /// It says nothing of the incident.
    Boilerplate,
}

impl Taken {
    pub(super) fn value(self) -> Option<Toml> {
        match self {
            Self::Value(value) => Some(value),
            Self::Boilerplate => None,
        }
    }
}

/// A text of the source as a value of a file. `None` where it cannot be one.
pub(super) fn value(draft: &mut Draft<'_>, kind: &ValueForm, text: &str, span: Range<usize>, path: &ValuePath) -> Option<Taken> {
    let value = match kind {
        ValueForm::Moment => moment_value(draft.moment(text, span, path)?),
        ValueForm::Day => {
            let zone = draft.options().zone;
            let reading = moments::read(text, zone).filter(|reading| !reading.doubts.contains(&moments::Doubt::Order))?;
            moment_value(Moment::Day(reading.moment.day(zone)))
        }
        ValueForm::Integer => Toml::Integer(i64::try_from(vocabulary::count(text)?).ok()?),
        ValueForm::Number => Toml::Float(vocabulary::amount(text)?),
        ValueForm::Bool => Toml::Boolean(vocabulary::yes_or_no(text)?),
        ValueForm::Word(words) => Toml::String(vocabulary::word(words, text)?),
        ValueForm::Names | ValueForm::Text => match draft.content(text.to_owned(), span) {
            Some(text) => Toml::String(text),
            None => return Some(Taken::Boilerplate),
        },
    };
    Some(Taken::Value(value))
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
