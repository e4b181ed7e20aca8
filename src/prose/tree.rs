//! A tree of values with their places: what JSON and front matter have in common.

use std::ops::Range;

/// A value and where it stands, in bytes.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub span: Range<usize>,
    pub value: Value,
}

/// A value.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// As it was written.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Object),
}

/// An object, in the order of its keys.
#[derive(Debug, Clone, Default)]
pub(crate) struct Object {
    pub entries: Vec<(String, Node)>,
}
