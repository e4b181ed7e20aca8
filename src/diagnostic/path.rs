//! A path of keys and indexes inside a TOML file, such as `actions[2].due`.

use std::fmt;

use toml_writer::{ToTomlKey as _, ToTomlValue as _, TomlKeyBuilder, TomlStringBuilder};

/// The path of a value in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ValuePath {
    segments: Vec<Segment>,
}

/// A component of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// A key in a table.
    Key(String),
    /// An index in an array, from 0.
    Index(usize),
}

impl From<&str> for Segment {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// Creates a path from keys and indexes: `at!["timeline", 2, "event"]`.
macro_rules! at {
    ($($segment:expr),+ $(,)?) => {
        $crate::diagnostic::ValuePath::root()$(.then($segment))+
    };
}
pub(crate) use at;

impl ValuePath {
    /// The path of the root table.
    pub fn root() -> Self {
        Self::default()
    }

    /// Appends a segment.
    #[must_use]
    pub fn then(mut self, segment: impl Into<Segment>) -> Self {
        self.push(segment.into());
        self
    }

    /// Appends a key.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.then(key)
    }

    /// Appends an index, counted from 0.
    #[must_use]
    pub fn index(self, index: usize) -> Self {
        self.then(index)
    }

    /// The path after a permutation of a list in the root table.
    #[must_use]
    pub fn moved(mut self, list: &str, to: impl Fn(usize) -> usize) -> Self {
        if let [Segment::Key(key), Segment::Index(index), ..] = self.segments.as_mut_slice()
            && key == list
        {
            *index = to(*index);
        }
        self
    }

    /// Whether the path refers to this key of the root table, or to a value inside of it.
    pub fn starts_with_key(&self, key: &str) -> bool {
        matches!(self.segments.first(), Some(Segment::Key(first)) if first == key)
    }

    /// The path of the parent table or array. The parent of the root is the root.
    pub(super) fn parent(&self) -> Self {
        Self { segments: self.segments[..self.segments.len().saturating_sub(1)].to_vec() }
    }

    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    pub(super) fn push(&mut self, segment: Segment) {
        self.segments.push(segment);
    }

    pub(super) fn pop(&mut self) {
        self.segments.pop();
    }

    /// A line that assigns `value` to this path; only the value if the path is the root or ends in an index.
    pub(super) fn assignment(&self, value: &str) -> String {
        match self.segments.last() {
            Some(Segment::Key(key)) => format!("{} = {value}", toml_key(key)),
            _ => value.to_owned(),
        }
    }

    /// The header of the table at this path: `[milestones]`, `[[analysis.causes]]`. `None` for the root.
    pub(super) fn header(&self) -> Option<String> {
        let keys: Vec<_> = self
            .segments
            .iter()
            .filter_map(|segment| if let Segment::Key(key) = segment { Some(toml_key(key)) } else { None })
            .collect();
        match self.segments.last()? {
            Segment::Key(_) => Some(format!("[{}]", keys.join("."))),
            Segment::Index(_) => Some(format!("[[{}]]", keys.join("."))),
        }
    }
}

impl fmt::Display for ValuePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.segments.iter().enumerate() {
            match segment {
                Segment::Key(key) if position == 0 => write!(f, "{}", toml_key(key))?,
                Segment::Key(key) => write!(f, ".{}", toml_key(key))?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A key as TOML writes it: bare if that is allowed, otherwise quoted.
pub(super) fn toml_key(key: &str) -> String {
    TomlKeyBuilder::new(key).as_default().to_toml_key()
}

/// A string as TOML writes it, in the quotes that need the fewest escapes.
pub fn toml_string(text: &str) -> String {
    TomlStringBuilder::new(text).as_default().to_toml_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_toml_writes_it() {
        let path = ValuePath::root().key("actions").index(2).key("due date");
        assert_eq!(path.to_string(), "actions[2].\"due date\"");
        assert_eq!(ValuePath::root().key("analysis").key("causes").index(0).header().unwrap(), "[[analysis.causes]]");
        assert_eq!(ValuePath::root().header(), None);
    }
}
