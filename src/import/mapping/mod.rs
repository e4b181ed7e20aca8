//! Records of other tools as data: a mapping says how a document is recognised, where its records are, and which path of a record goes
//! to which key of an incident file. One engine applies it. `docs/importing.md` documents the format.

mod path;

mod rule;

mod definition;

mod element;

mod events;

mod engine;

pub use definition::{Mapping, MappingError};
pub(super) use engine::import;
