//! A tree of values with positions, shared by JSON and front matter.

use std::ops::Range;

/// A value with its byte range in the source.
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
    /// A number in its original notation.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Object),
}

/// An object, with its keys in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Object {
    pub entries: Vec<(String, Node)>,
}
