//! Readable, distinct slugs for arbitrary names.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::FixedState;
use xxhash_rust::xxh3::xxh3_64;

use crate::route::RESERVED;

/// The maximum length of a slug in bytes. A longer one is truncated and gets a hash suffix.
const LONGEST: usize = 80;

/// One slug for each of the distinct `names`, in the same order.
///
/// Slugs are ASCII: lower case, with hyphens between words, and with other scripts transliterated. If several names yield the same
/// slug, the name that is equal to it keeps it, or otherwise the alphabetically first name. The others get a hash suffix that
/// depends only on the name, so that every build yields the same slugs.
pub(super) fn slugs(names: &[&str]) -> Vec<String> {
    let mut slugs: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let mut first: HashMap<&str, usize, FixedState> = HashMap::default();
    let mut collisions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, slug) in slugs.iter().enumerate() {
        match first.get(slug.as_str()) {
            Some(other) => collisions.entry(slug.clone()).or_insert_with(|| vec![*other]).push(index),
            None => _ = first.insert(slug, index),
        }
    }
    if !collisions.is_empty() {
        let mut taken: HashSet<String> = first.into_keys().map(str::to_owned).collect();
        for (slug, mut claimants) in collisions {
            claimants.sort_by_key(|index| (names[*index] != slug, names[*index]));
            for index in &claimants[1..] {
                slugs[*index] = marked(&slug, names[*index], &mut taken);
            }
        }
    }
    slugs
}

/// The slug of a name, regardless of other names.
pub fn plain(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let ascii = if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(deunicode::deunicode(name)) };
    for byte in ascii.bytes() {
        if byte.is_ascii_alphanumeric() {
            slug.push(char::from(byte.to_ascii_lowercase()));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        format!("term-{}", mark(name))
    } else if slug.len() > LONGEST {
        format!("{}-{}", slug[..LONGEST].trim_end_matches('-'), mark(name))
    } else if RESERVED.contains(&slug.as_str()) || crate::route::unsafe_because(&slug).is_some() {
        format!("{slug}-{}", mark(name))
    } else {
        slug
    }
}

/// The slug with a hash suffix, distinct from all `taken` slugs.
fn marked(slug: &str, name: &str, taken: &mut HashSet<String>) -> String {
    let mut candidate = format!("{slug}-{}", mark(name));
    while !taken.insert(candidate.clone()) {
        candidate = format!("{slug}-{}", mark(&candidate));
    }
    candidate
}

/// Six hexadecimal digits of a name's hash.
fn mark(name: &str) -> String {
    format!("{:06x}", xxh3_64(name.as_bytes()) & 0x00ff_ffff)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn any_name_gets_a_readable_address() {
        let names = ["Payment API", "Zoë’s Küche", "検索-index", "поиск", "a.b_c"];
        assert_eq!(slugs(&names), ["payment-api", "zoe-s-kuche", "jian-suo-index", "poisk", "a-b-c"]);
    }

    #[test]
    fn names_that_collide_get_distinct_addresses_whatever_their_order() {
        let names = ["GitHub", "Github", "github", "repo-jenkins", "repo.jenkins"];
        let slugs_of = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).zip(slugs(names)).collect::<BTreeMap<_, _>>();
        let forward = slugs_of(&names);
        let mut reversed = names;
        reversed.reverse();
        assert_eq!(forward, slugs_of(&reversed));
        assert_eq!(forward.values().collect::<BTreeSet<_>>().len(), names.len());
        assert_eq!((forward["github"].as_str(), forward["repo-jenkins"].as_str()), ("github", "repo-jenkins"));
    }

    #[test]
    fn empty_reserved_and_over_long_names_get_safe_addresses() {
        let long = "x".repeat(300);
        for (name, slug) in
            ["…", "index", "Page", "con", "nul", &long].iter().zip(slugs(&["…", "index", "Page", "con", "nul", &long]))
        {
            assert!(crate::route::unsafe_because(&slug).is_none() && !RESERVED.contains(&slug.as_str()), "{name} → {slug}");
            assert!(slug.len() < 100);
        }
    }
}
