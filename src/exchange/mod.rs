//! Incidents in other forms: one file per form. Nothing here knows the site.

mod format;
mod imported;

mod boilerplate;
mod json_tree;
mod links;
mod moments;
mod words;

mod pir_json;
mod pir_markdown;

mod free;
mod records;

mod github;
mod pagerduty;
mod statuspage;

pub mod csv;
pub mod json;
pub mod markdown;
pub mod stats;
pub mod toml;

pub use format::Format;
pub use imported::{Document, Import, Imported, Mapping, Note, NoteKind, Options};
