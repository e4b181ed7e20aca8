//! The word lists that distinguish names from other words, as a data file.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// The word lists of `lists.toml`, which documents each of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub groups: HashSet<String>,
    pub tools: HashSet<String>,
    pub determiners: HashSet<String>,
    pub before_person: HashSet<String>,
    pub verbs: HashSet<String>,
    pub be: HashSet<String>,
    pub before_month: HashSet<String>,
    pub months: HashSet<String>,
}

/// The word lists, parsed on first use.
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
