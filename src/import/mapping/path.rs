//! Paths into a record: `channel.summary`, `roles[role.type=lead].name`, `*.root_cause`; and conditions on them.

use serde::Deserialize;

use crate::import::tree::{Node, Value};

/// A path of keys. A list on the way stands for each of its elements.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Path(Vec<Segment>);

#[derive(Debug, Clone)]
struct Segment {
    /// `*` stands for any key.
    key: String,
    /// Which elements of the list below the key are meant.
    only: Option<Condition>,
}

/// What must hold for an element: `path=value`, `path!=value`, or `path` for one that has a value there.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Condition {
    path: Path,
    /// The value, and whether it is the one that must be there, or the one that must not.
    value: Option<(String, bool)>,
}

impl TryFrom<String> for Path {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (mut segments, mut rest) = (Vec::new(), text.as_str());
        while !rest.is_empty() && rest != "." {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (key, behind) = rest.split_at(end);
            let (only, behind) = match behind.strip_prefix('[') {
                Some(inner) => {
                    let (condition, behind) =
                        inner.split_once(']').ok_or(format!("\"{text}\" has a bracket that is not closed"))?;
                    (Some(Condition::try_from(condition.to_owned())?), behind)
                }
                None => (None, behind),
            };
            if key.is_empty() {
                return Err(format!("\"{text}\" is not a path: it has an empty key"));
            }
            segments.push(Segment { key: key.to_owned(), only });
            rest = behind.strip_prefix('.').unwrap_or(behind);
        }
        Ok(Self(segments))
    }
}

impl TryFrom<String> for Condition {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (path, value) = match (text.split_once("!="), text.split_once('=')) {
            (Some((path, value)), _) => (path, Some((value.to_owned(), false))),
            (None, Some((path, value))) => (path, Some((value.to_owned(), true))),
            (None, None) => (text.as_str(), None),
        };
        Ok(Self { path: path.to_owned().try_into()?, value })
    }
}

/// Reads a path, or a list of paths.
pub(super) fn one_or_more<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Path>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a path or a list of paths")]
    enum OneOrMore {
        One(Path),
        More(Vec<Path>),
    }
    Ok(match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(path) => vec![path],
        OneOrMore::More(paths) => paths,
    })
}

impl Condition {
    pub(super) fn holds(&self, node: &Node) -> bool {
        let mut found = self.path.all(node).into_iter().filter(|node| !node.is_empty());
        match &self.value {
            None => found.next().is_some(),
            Some((value, must)) => {
                let is_value = |node: &Node| match node.value {
                    Value::Bool(fact) => fact.to_string() == *value,
                    _ => node.scalar().is_some_and(|text| text.eq_ignore_ascii_case(value)),
                };
                found.any(is_value) == *must
            }
        }
    }
}

impl Path {
    /// Whether it is the record itself, `.`.
    pub(super) fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Its last key.
    pub(super) fn last(&self) -> &str {
        self.0.last().map_or("", |segment| segment.key.as_str())
    }

    /// The values at this path.
    pub(super) fn all<'n>(&self, node: &'n Node) -> Vec<&'n Node> {
        fn walk<'n>(segments: &[Segment], node: &'n Node, found: &mut Vec<&'n Node>) {
            match (&node.value, segments.split_first()) {
                (Value::List(items), _) => items.iter().for_each(|item| walk(segments, item, found)),
                (_, None) => found.push(node),
                (Value::Object(object), Some((first, rest))) => {
                    for (_, inner) in object.entries.iter().filter(|(key, _)| first.fits(key)) {
                        elements(inner).iter().filter(|it| first.holds(it)).for_each(|it| walk(rest, it, found));
                    }
                }
                _ => {}
            }
        }
        let mut found = Vec::new();
        walk(&self.0, node, &mut found);
        found
    }

    /// Calls `act` with each value at this path.
    pub(super) fn each(&self, node: &mut Node, act: &mut dyn FnMut(&mut Node)) {
        walk_mut(&self.0, node, act);
    }
}

fn walk_mut(segments: &[Segment], node: &mut Node, act: &mut dyn FnMut(&mut Node)) {
    match (&mut node.value, segments.split_first()) {
        (Value::List(items), _) => items.iter_mut().for_each(|item| walk_mut(segments, item, act)),
        (_, None) => act(node),
        (Value::Object(object), Some((first, rest))) => {
            for (_, inner) in object.entries.iter_mut().filter(|(key, _)| first.fits(key)) {
                let holds = first.holds(inner);
                match &mut inner.value {
                    Value::List(items) if first.only.is_some() => {
                        items.iter_mut().filter(|item| first.holds(item)).for_each(|item| walk_mut(rest, item, act));
                    }
                    _ if holds => walk_mut(rest, inner, act),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// The elements of a list, or the value itself.
fn elements(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

impl Segment {
    fn fits(&self, key: &str) -> bool {
        self.key == "*" || self.key.eq_ignore_ascii_case(key)
    }

    fn holds(&self, node: &Node) -> bool {
        self.only.as_ref().is_none_or(|only| only.holds(node))
    }
}
