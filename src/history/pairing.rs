//! Matches the items of a list with those of another version of the list.

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

/// The minimum similarity of two versions of a text.
const ALIKE: f64 = 0.5;
/// The maximum number of pairs to compare. Beyond it, items that are not equal count as removed and added.
const MOST_PAIRS: usize = 100_000;

/// The matched items of two versions of a list, by index.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    /// The items in both versions, in the order of the second one.
    pub both: Vec<(usize, usize)>,
    pub removed: Vec<usize>,
    pub added: Vec<usize>,
}

impl Pairing {
    /// Whether the items in both versions have a different order.
    pub(super) fn is_reordered(&self) -> bool {
        !self.both.is_sorted_by_key(|(before, _)| *before)
    }
}

/// Pairs equal items first, then the most similar ones. Items with similarity 0 are never paired.
pub(super) fn pair(before: &[Value], after: &[Value], similarity: impl Fn(&Value, &Value) -> f64) -> Pairing {
    let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (index, item) in before.iter().enumerate() {
        places.entry(item.to_string()).or_default().push_back(index);
    }
    let mut pairing = Pairing::default();
    for (index, item) in after.iter().enumerate() {
        match places.get_mut(&item.to_string()).and_then(VecDeque::pop_front) {
            Some(equal) => pairing.both.push((equal, index)),
            None => pairing.added.push(index),
        }
    }
    pairing.removed = places.into_values().flatten().collect();
    pairing.removed.sort_unstable();
    pair_similar(&mut pairing, |one, two| similarity(&before[one], &after[two]));
    pairing.both.sort_unstable_by_key(|(_, after)| *after);
    pairing
}

fn pair_similar(pairing: &mut Pairing, similarity: impl Fn(usize, usize) -> f64) {
    if pairing.removed.len() * pairing.added.len() > MOST_PAIRS {
        return;
    }
    let pairs = pairing.removed.iter().flat_map(|one| pairing.added.iter().map(|two| (similarity(*one, *two), *one, *two)));
    let mut pairs: Vec<(f64, usize, usize)> = pairs.filter(|(score, ..)| *score > 0.0).collect();
    pairs.sort_by(|one, two| two.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(two.1, two.2))));
    for (_, one, two) in pairs {
        if pairing.removed.contains(&one) && pairing.added.contains(&two) {
            pairing.removed.retain(|index| *index != one);
            pairing.added.retain(|index| *index != two);
            pairing.both.push((one, two));
        }
    }
}

/// The similarity of two items. It is 0 unless their identifying keys are at least half alike.
pub(super) fn of_items(one: &Value, two: &Value, identity: &[&str]) -> f64 {
    let (Some(one), Some(two)) = (one.as_object(), two.as_object()) else { return 0.0 };
    let alike = |key: &str| one.get(key).zip(two.get(key)).map_or(0.0, |(one, two)| of_values(one, two));
    let share =
        |keys: &[&str]| keys.iter().map(|key| alike(key)).sum::<f64>() / f64::from(u32::try_from(keys.len()).unwrap_or(u32::MAX));
    let keys: Vec<&str> = one.keys().chain(two.keys().filter(|key| !one.contains_key(*key))).map(String::as_str).collect();
    let (names, rest): (Vec<&str>, Vec<&str>) = keys.into_iter().partition(|key| identity.contains(key));
    let score = share(&names);
    // The other keys only break ties between items with equally similar identifying keys.
    if names.is_empty() || score < ALIKE { 0.0 } else { score + share(&rest).max(0.0) / 8.0 }
}

/// The similarity of two values: 1 if they are equal, 0 if they have little in common.
pub(super) fn of_values(one: &Value, two: &Value) -> f64 {
    match (one, two) {
        _ if one == two => 1.0,
        (Value::String(one), Value::String(two)) => {
            Some(strsim::sorensen_dice(one, two)).filter(|it| *it >= ALIKE).unwrap_or(0.0)
        }
        _ => 0.0,
    }
}

/// Whether two texts are similar enough to be versions of one text.
pub(super) fn are_alike(one: &str, two: &str) -> bool {
    one == two || strsim::sorensen_dice(one, two) >= ALIKE
}
