//! The lists of words by which names are told from other words: a data file.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// The lists of `lists.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    /// Words of what is no person: a name that ends with one, or is one, is that of a group or a tool.
    pub groups: HashSet<String>,
    /// Words before which a noun stands, and not a person.
    pub determiners: HashSet<String>,
    /// Verbs whose object is a person, and words that stand before one.
    pub before_person: HashSet<String>,
    /// Verbs of the past without "-ed", and verbs that stand behind people in reviews.
    pub verbs: HashSet<String>,
    /// Verbs that stand behind things as well.
    pub be: HashSet<String>,
    /// Words before which a month stands.
    pub before_month: HashSet<String>,
    /// Months, of which all of this is said, too.
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
