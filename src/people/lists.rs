//! The lists of words by which names are told from other words: a data file.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// The lists of `lists.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    /// Words that mark a group or a tool, not a person: a name with one of them in it is not that of a person.
    pub groups: HashSet<String>,
    /// Tools: a name that begins with one is that of a tool.
    pub tools: HashSet<String>,
    /// Words followed by a noun, not by a person's name.
    pub determiners: HashSet<String>,
    /// Verbs whose object is a person, and words that stand before one.
    pub before_person: HashSet<String>,
    /// Verbs of the past without "-ed", and verbs that stand behind people in reviews.
    pub verbs: HashSet<String>,
    /// Verbs that can follow things as well as people.
    pub be: HashSet<String>,
    /// Words before which a month stands.
    pub before_month: HashSet<String>,
    /// Names that are also months.
    pub months: HashSet<String>,
}

/// The lists, read once.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

const TEXT: &str = include_str!("lists.toml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read_and_are_in_lower_case() {
        let lists: std::collections::BTreeMap<String, Vec<String>> = toml::from_str(TEXT).unwrap();
        let _: Lists = toml::from_str(TEXT).unwrap();
        for (list, words) in lists {
            assert!(!words.is_empty() && words.iter().all(|word| *word == word.to_lowercase()), "{list}");
        }
    }
}
