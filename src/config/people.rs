//! The naming of people: `[privacy]` and `[[people]]`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::wrong;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::vocabulary;
use crate::prose::normalized;

/// The handling of personal data in public builds.
#[derive(Debug, Clone, Copy, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Privacy {
    /// How public builds name people.
    pub people: PeopleNaming,
}

vocabulary! {
    /// How public builds name people.
    #[derive(Default)]
    PeopleNaming {
        /// By their names.
        #[default]
        Names = "names" | "Names",
        /// By their role in the incident, or else their registered role, or else their team, or else as "a responder".
        Roles = "roles" | "Roles",
    }
}

/// A registered person.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The full name.
    pub name: String,
    /// Other names, handles and email addresses.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The role in the organisation. It replaces the name if the incident states no role.
    #[serde(default)]
    pub role: Option<String>,
    /// The id of the team. Its label replaces the name if there is no role.
    #[serde(default)]
    pub team: Option<String>,
    /// Whether public builds may name this person in spite of `people = "roles"`.
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
                problems.push(
                    wrong("bad-value", path, "a name needs at least one letter or digit")
                        .hint("write the name, or remove the entry"),
                );
            } else if *owners.entry(folded).or_insert(index) != index {
                let message = format!("the name \"{name}\" already belongs to another person");
                problems.push(wrong("duplicate-name", path, message).hint("a name can only belong to one person"));
            }
        }
    }
}
