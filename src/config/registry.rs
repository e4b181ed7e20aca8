//! Names that the configuration knows: each with an id, a label and spelling variants.

use std::collections::HashMap;

use super::file::RegistryEntry;
use crate::prose::normalized;

/// Services or teams: looked up by id, label or alias, as written but for the Unicode form.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    entries: Vec<RegistryEntry>,
    by_name: HashMap<String, usize>,
}

impl Registry {
    /// Registers the entries in their order. Where two claim one name, the first has it: `clashes` names them.
    pub fn new(entries: Vec<RegistryEntry>) -> Self {
        let mut by_name = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for name in names(entry) {
                by_name.entry(normalized(name).into_owned()).or_insert(index);
            }
        }
        Self { entries, by_name }
    }

    /// The entry that bears this id, label or alias.
    pub fn find(&self, name: &str) -> Option<&RegistryEntry> {
        self.by_name.get(normalized(name).as_ref()).map(|index| &self.entries[*index])
    }

    /// What people read for a name: the label of its entry, else the entry's id, and of a name that is not registered, the name.
    pub fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.find(name).map_or(name, |entry| entry.label.as_deref().unwrap_or(&entry.id))
    }

    /// The entries in the order of the configuration.
    pub fn entries(&self) -> &[RegistryEntry] {
        &self.entries
    }

    /// The same, to change what is shown of them.
    pub(super) fn entries_mut(&mut self) -> impl Iterator<Item = &mut RegistryEntry> {
        self.entries.iter_mut()
    }

    /// Each name that two entries claim: the index of the later entry, the name and the id of the earlier one.
    pub(super) fn clashes(&self) -> Vec<(usize, String, String)> {
        let mut clashes = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            for name in names(entry) {
                if let Some(first) = self.by_name.get(normalized(name).as_ref()).filter(|first| **first != index) {
                    clashes.push((index, name.to_owned(), self.entries[*first].id.clone()));
                }
            }
        }
        clashes
    }
}

fn names(entry: &RegistryEntry) -> impl Iterator<Item = &str> {
    std::iter::once(entry.id.as_str()).chain(entry.label.as_deref()).chain(entry.aliases.iter().map(String::as_str))
}
