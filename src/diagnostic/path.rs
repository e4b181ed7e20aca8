//! A path of keys and indexes inside a TOML file, such as `actions[2].due`.

use std::fmt;

/// Which value of a file is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ValuePath {
    segments: Vec<Segment>,
}

/// One key or index of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// The value of a key.
    Key(String),
    /// An element, counted from 0.
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

/// The path of these keys and indexes: `at!["timeline", 2, "event"]`.
macro_rules! at {
    ($($segment:expr),+ $(,)?) => {
        $crate::diagnostic::ValuePath::root()$(.then($segment))+
    };
}
pub(crate) use at;

impl ValuePath {
    /// The file's root table.
    pub fn root() -> Self {
        Self::default()
    }

    /// The path with one segment more.
    #[must_use]
    pub fn then(mut self, segment: impl Into<Segment>) -> Self {
        self.push(segment.into());
        self
    }

    /// The value of a key in the table at this path.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.then(key)
    }

    /// An element of the array at this path, counted from 0.
    #[must_use]
    pub fn index(self, index: usize) -> Self {
        self.then(index)
    }

    /// The path after the elements of a list of the root table were put in another order.
    #[must_use]
    pub fn moved(mut self, list: &str, to: impl Fn(usize) -> usize) -> Self {
        if let [Segment::Key(key), Segment::Index(index), ..] = self.segments.as_mut_slice()
            && key == list
        {
            *index = to(*index);
        }
        self
    }

    /// Whether it leads to or into the value of this key of the root table.
    pub fn starts_with_key(&self, key: &str) -> bool {
        matches!(self.segments.first(), Some(Segment::Key(first)) if first == key)
    }

    /// The path of the table or array around the value; the root's is the root.
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

    /// A line that gives the value at this path; the value alone, if the path is the root or ends in an array's element.
    pub(super) fn assignment(&self, value: &str) -> String {
        match self.segments.last() {
            Some(Segment::Key(key)) => format!("{} = {value}", Bare(key)),
            _ => value.to_owned(),
        }
    }

    /// The table at this path as a file heads it: `[milestones]`, `[[analysis.causes]]`; nothing for the root.
    pub(super) fn header(&self) -> Option<String> {
        let keys: Vec<_> = self
            .segments
            .iter()
            .filter_map(|segment| if let Segment::Key(key) = segment { Some(Bare(key).to_string()) } else { None })
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
                Segment::Key(key) if position == 0 => write!(f, "{}", Bare(key))?,
                Segment::Key(key) => write!(f, ".{}", Bare(key))?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Whether a key without quotes may have this byte.
fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// A key as a file writes it: bare where TOML allows that, else in quotes.
pub(super) struct Bare<'a>(pub &'a str);

impl fmt::Display for Bare<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.is_empty() && self.0.bytes().all(is_bare) { f.write_str(self.0) } else { write!(f, "{:?}", self.0) }
    }
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
