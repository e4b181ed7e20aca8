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
    /// Registers entries in order. Also returns the names that belong to two entries.
    pub(super) fn new(entries: Vec<RegistryEntry>) -> (Self, Vec<Clash>) {
        let names = |entry: &RegistryEntry| {
            let names = [Some(&entry.id), entry.label.as_ref()].into_iter().flatten().chain(&entry.aliases);
            names.cloned().collect()
        };
        let (by_name, clashes) = by_name(&entries, names, |name| normalized(name).into_owned());
        (Self { entries, by_name }, clashes)
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
}

/// A name that belongs to two entries.
pub(super) struct Clash {
    /// The index of the later entry.
    pub index: usize,
    /// The name.
    pub name: String,
    /// The index of the earlier entry, which has the name.
    pub first: usize,
}

/// The index of each entry by its folded names. If a name belongs to two entries, it finds the first one.
pub(super) fn by_name<T>(
    entries: &[T],
    names: impl Fn(&T) -> Vec<String>,
    folded: impl Fn(&str) -> String,
) -> (HashMap<String, usize>, Vec<Clash>) {
    let (mut by_name, mut clashes) = (HashMap::new(), Vec::new());
    for (index, entry) in entries.iter().enumerate() {
        for name in names(entry) {
            let first = *by_name.entry(folded(&name)).or_insert(index);
            if first != index {
                clashes.push(Clash { index, name, first });
            }
        }
    }
    clashes.dedup_by(|one, other| one.index == other.index && one.name == other.name);
    (by_name, clashes)
}
