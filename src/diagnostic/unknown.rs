//! A key that its table does not have: what was meant, where it belongs, or what is allowed.

use toml::de::DeValue;

use super::ValuePath;
use super::schema::{Kind, Node};
use super::walk::Complaint;
use super::words::{all_of, did_you_mean, is_same_word, one_of, shortened, ticked};

/// A list of more keys than this helps nobody.
const LISTED: usize = 16;

/// How deep tables are looked for.
const DEEPEST: usize = 5;

/// The table that has an unknown key.
pub(super) struct Place<'w> {
    /// Its schema.
    pub table: Node<'w>,
    /// Where it is.
    pub path: &'w ValuePath,
    /// The keys that it has.
    pub present: &'w [String],
    /// The whole file's schema.
    pub root: Node<'w>,
}

impl Place<'_> {
    /// What to say about the key, and the key that was meant, if that is clear.
    pub(super) fn complaint(&self, key: &str, value: &DeValue<'_>) -> (Complaint, Option<String>) {
        let scope = self.path.header().map(|header| format!(" in {header}")).unwrap_or_default();
        let message = format!("unknown key `{}`{scope}", shortened(key));
        let allowed = || self.table.properties().map(|(name, _)| name);
        let free = || allowed().filter(|name| !self.present.iter().any(|key| key == name));
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
        (Complaint { rule: "unknown-key", message, hint }, near.map(str::to_owned))
    }

    /// Where in the file the key would be known.
    fn elsewhere(&self, key: &str, value: &DeValue<'_>) -> Option<String> {
        let mut homes = Vec::new();
        find_homes(key, self.root, &ValuePath::root(), &mut homes);
        let is_headed =
            value.is_table() || value.as_array().is_some_and(|array| array.iter().any(|item| item.get_ref().is_table()));
        // A table has no home where the key holds a plain value.
        homes.retain(|(_, kind)| !is_headed || matches!(kind, Kind::Table | Kind::Array | Kind::Any));
        if homes.is_empty() {
            return None;
        }
        let name = shortened(key);
        if is_headed {
            let headers = homes.iter().filter_map(|(table, kind)| header(table, key, *kind));
            return Some(format!("`{name}` belongs elsewhere: write {}", one_of(headers)));
        }
        let places = homes
            .iter()
            .map(|(table, _)| table.header().unwrap_or_else(|| "at the top level, above the first [table]".to_owned()));
        let places: Vec<_> = places.map(|place| if place.starts_with('[') { format!("in {place}") } else { place }).collect();
        Some(format!("`{name}` belongs {}", one_of(places)))
    }

    /// Where keys of the team's own may stand; else the keys that the table has.
    fn allowed(&self) -> Option<String> {
        if let Some((open, _)) = self.table.properties().find(|(_, node)| is_open(*node)) {
            let header = self.path.clone().key(open).header()?;
            return Some(format!("keys of your own go under {header}"));
        }
        let names: Vec<_> = self.table.properties().map(|(name, _)| name).collect();
        (1..=LISTED).contains(&names.len()).then(|| format!("the keys here are {}", all_of(ticked(names))))
    }
}

/// The header that opens a table's own table or array of tables.
fn header(table: &ValuePath, key: &str, kind: Kind) -> Option<String> {
    let path = table.clone().key(key);
    if kind == Kind::Array { path.index(0).header() } else { path.header() }
}

/// The tables of the schema that have the key, each with the kind of the key's value.
fn find_homes(key: &str, node: Node<'_>, path: &ValuePath, homes: &mut Vec<(ValuePath, Kind)>) {
    if path.steps().len() > DEEPEST * 2 || homes.len() == 4 {
        return;
    }
    for choice in node.choices() {
        match choice.kind {
            Kind::Table => {
                for (name, property) in choice.node.properties() {
                    if name == key && homes.len() < 4 {
                        homes.push((path.clone(), property.choices().first().map_or(Kind::Any, |choice| choice.kind)));
                    }
                    find_homes(key, property, &path.clone().key(name), homes);
                }
            }
            Kind::Array => {
                if let Some(items) = choice.node.items() {
                    find_homes(key, items, &path.clone().index(0), homes);
                }
            }
            _ => {}
        }
    }
}

/// Whether the value is a table of keys that nobody has named beforehand, for plain values.
fn is_open(node: Node<'_>) -> bool {
    let tables = node.choices();
    let Some(table) = tables.iter().find(|choice| choice.kind == Kind::Table) else { return false };
    let values = table.node.other_properties().map(Node::choices).unwrap_or_default();
    table.node.properties().next().is_none() && values.iter().any(|choice| choice.kind == Kind::String)
}
