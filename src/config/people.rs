//! The naming of people: `[privacy]` and `[[people]]`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::wrong;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::vocabulary;
use crate::prose::normalized;

/// What a public build does with personal data.
#[derive(Debug, Clone, Copy, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Privacy {
    /// How a public build names people.
    pub people: PeopleNaming,
}

vocabulary! {
    /// How a public build names people.
    #[derive(Default)]
    PeopleNaming {
        /// By their names.
        #[default]
        Names = "names" | "Names",
        /// By what they did in the incident, else by the role of the registry, else by their team, else as "a responder".
        Roles = "roles" | "Roles",
    }
}

/// A person whom the organisation knows.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The whole name.
    pub name: String,
    /// Other names, handles and mail addresses.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the person does in the organisation: stands in place of the name where the incident says no role.
    #[serde(default)]
    pub role: Option<String>,
    /// The person's team, by id: stands in place of the name where there is no role.
    #[serde(default)]
    pub team: Option<String>,
    /// Whether public builds may name this person even with `people = "roles"`.
    #[serde(default)]
    pub public: bool,
}

impl Person {
    /// The name and the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// Reports names that are empty or belong to two people.
pub(super) fn check(people: &[Person], problems: &mut Vec<Diagnostic>) {
    let mut owners = std::collections::HashMap::new();
    for (index, person) in people.iter().enumerate() {
        for (number, name) in person.names().enumerate() {
            let path = if number == 0 { at!["people", index, "name"] } else { at!["people", index, "aliases", number - 1] };
            let folded = normalized(name.trim()).to_lowercase();
            if !folded.contains(char::is_alphanumeric) {
                problems
                    .push(wrong("bad-value", path, "a name has at least one letter").hint("write the name, or remove the entry"));
            } else if *owners.entry(folded).or_insert(index) != index {
                let message = format!("the name \"{name}\" belongs to another person already");
                problems.push(wrong("duplicate-name", path, message).hint("a name can only belong to one person"));
            }
        }
    }
}
