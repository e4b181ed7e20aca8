//! Registered names: each has an id, a label and aliases.

use std::collections::HashMap;

use super::file::RegistryEntry;
use crate::prose::normalized;

/// Services or teams, which are looked up by id, label or alias. Lookups ignore the Unicode form, but not the case.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    entries: Vec<RegistryEntry>,
    by_name: HashMap<String, usize>,
}

impl Registry {
    /// Registers entries in order. If two claim the same name, the first one has it, and `clashes` reports it.
    pub fn new(entries: Vec<RegistryEntry>) -> Self {
        let mut by_name = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for name in names(entry) {
                by_name.entry(normalized(name).into_owned()).or_insert(index);
            }
        }
        Self { entries, by_name }
    }

    /// The entry with this id, label or alias.
    pub fn find(&self, name: &str) -> Option<&RegistryEntry> {
        self.by_name.get(normalized(name).as_ref()).map(|index| &self.entries[*index])
    }

    /// The label for a name: that of its entry, otherwise the entry's id, otherwise the name itself.
    pub fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.find(name).map_or(name, |entry| entry.label.as_deref().unwrap_or(&entry.id))
    }

    /// The entries in configuration order.
    pub fn entries(&self) -> &[RegistryEntry] {
        &self.entries
    }

    /// Mutable access to the entries, to redact what is displayed.
    pub(super) fn entries_mut(&mut self) -> impl Iterator<Item = &mut RegistryEntry> {
        self.entries.iter_mut()
    }

    /// The names claimed by two entries: the index of the later entry, the name, and the id of the earlier one.
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
