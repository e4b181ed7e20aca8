//! Unknown keys: suggests the intended key, the table where it belongs, or the allowed keys.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use toml::de::DeValue;

use super::entry::Diagnostic;
use super::path::ValuePath;
use super::schema::{Kind, SchemaNode};
use super::words::{all_of, did_you_mean, is_same_word, one_of, shortened, ticked};

/// A list with more keys than this would not help.
const LISTED: usize = 16;

/// The maximum depth at which tables are searched.
const DEEPEST: usize = 5;

/// The maximum number of tables to suggest.
const NAMED: usize = 4;

/// A key that its table does not have.
pub(super) struct UnknownKey<'w, 's> {
    /// The schema of the table.
    pub table: SchemaNode<'w>,
    /// The path of the key.
    pub path: &'w ValuePath,
    /// The keys present in the table.
    pub present: &'w HashSet<String>,
    /// The tables of the schema by key.
    pub known: &'w KeyIndex<'s>,
}

impl UnknownKey<'_, '_> {
    /// The diagnostic, and the intended key if it is clear.
    pub(super) fn violation(&self, key: &str, value: &DeValue<'_>) -> (Diagnostic, Option<String>) {
        let scope = self.path.parent().header().map(|header| format!(" in {header}")).unwrap_or_default();
        let message = format!("unknown key `{}`{scope}", shortened(key));
        let allowed = || self.table.properties().map(|(name, _)| name);
        let free = || allowed().filter(|name| !self.present.contains(*name));
        let near = did_you_mean(key, free()).or_else(|| did_you_mean(key, allowed()));

        let same = near.filter(|near| is_same_word(key, near));
        let elsewhere = || self.elsewhere(key, value);
        let hint = match (same, near) {
            (Some(same), _) => Some(format!("write it as `{same}`")),
            (None, None) => elsewhere().or_else(|| self.allowed()),
            (None, Some(near)) => match elsewhere() {
                Some(place) => Some(format!("{place}; or did you mean `{near}`?")),
                None => Some(format!("did you mean `{near}`?")),
            },
        };
        (Diagnostic::error("unknown-key", message).hint_if(hint), near.map(str::to_owned))
    }

    /// The tables of the file to which the key belongs, if any.
    fn elsewhere(&self, key: &str, value: &DeValue<'_>) -> Option<String> {
        let mut known = self.known.of(key);
        let is_headed =
            value.is_table() || value.as_array().is_some_and(|array| array.iter().any(|item| item.get_ref().is_table()));
        // A table does not belong where the key has a plain value.
        known.retain(|(_, kind)| !is_headed || matches!(kind, Kind::Table | Kind::Array | Kind::Any));
        if known.is_empty() {
            return None;
        }
        let name = shortened(key);
        if is_headed {
            let headers = known.iter().filter_map(|(table, kind)| header(table, key, *kind));
            return Some(format!("`{name}` belongs elsewhere: write {}", one_of(headers)));
        }
        let places = known
            .iter()
            .map(|(table, _)| table.header().unwrap_or_else(|| "at the top level, above the first [table]".to_owned()));
        let places: Vec<_> = places.map(|place| if place.starts_with('[') { format!("in {place}") } else { place }).collect();
        Some(format!("`{name}` belongs {}", one_of(places)))
    }

    /// Where custom keys are allowed, or otherwise the keys of the table.
    fn allowed(&self) -> Option<String> {
        if let Some((open, _)) = self.table.properties().find(|(_, node)| is_open(*node)) {
            let header = self.path.parent().key(open).header()?;
            return Some(format!("keys of your own go under {header}"));
        }
        let names: Vec<_> = self.table.properties().map(|(name, _)| name).collect();
        (1..=LISTED).contains(&names.len()).then(|| format!("the keys here are {}", all_of(ticked(names))))
    }
}

/// The header of the table, or of the array of tables, at a table's key.
fn header(table: &ValuePath, key: &str, kind: Kind) -> Option<String> {
    let path = table.clone().key(key);
    if kind == Kind::Array { path.index(0).header() } else { path.header() }
}

/// The tables of a schema by key, collected on the first unknown key.
pub(super) struct KeyIndex<'s> {
    root: SchemaNode<'s>,
    by_key: OnceCell<HashMap<&'s str, Vec<(ValuePath, Kind)>>>,
}

impl<'s> KeyIndex<'s> {
    pub(super) fn new(root: SchemaNode<'s>) -> Self {
        Self { root, by_key: OnceCell::new() }
    }

    /// The tables that have the key, each with the type of its value.
    fn of(&self, key: &str) -> Vec<(ValuePath, Kind)> {
        let by_key = self.by_key.get_or_init(|| {
            let mut by_key = HashMap::new();
            collect(self.root, &ValuePath::root(), &mut by_key);
            by_key
        });
        by_key.get(key).cloned().unwrap_or_default()
    }
}

fn collect<'s>(node: SchemaNode<'s>, path: &ValuePath, by_key: &mut HashMap<&'s str, Vec<(ValuePath, Kind)>>) {
    if path.segments().len() > DEEPEST * 2 {
        return;
    }
    for choice in node.choices() {
        match choice.kind {
            Kind::Table => {
                for (name, property) in choice.node.properties() {
                    let known = by_key.entry(name).or_default();
                    if known.len() < NAMED {
                        known.push((path.clone(), property.choices().first().map_or(Kind::Any, |choice| choice.kind)));
                    }
                    collect(property, &path.clone().key(name), by_key);
                }
            }
            Kind::Array => {
                if let Some(items) = choice.node.items() {
                    collect(items, &path.clone().index(0), by_key);
                }
            }
            _ => {}
        }
    }
}

/// Whether the value is a table with arbitrary keys and plain values.
fn is_open(node: SchemaNode<'_>) -> bool {
    let tables = node.choices();
    let Some(table) = tables.iter().find(|choice| choice.kind == Kind::Table) else { return false };
    let values = table.node.other_properties().map(SchemaNode::choices).unwrap_or_default();
    table.node.properties().next().is_none() && values.iter().any(|choice| choice.kind == Kind::String)
}
