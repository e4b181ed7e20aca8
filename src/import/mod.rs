//! Other tools' records become incident files: one file or folder for each format. Nothing here knows the site, and nothing reads or
//! writes files.

mod imported;

mod boilerplate;
mod json_tree;
mod links;
mod moments;
mod vocabulary;

mod freeform;
mod records;

mod github;
mod pagerduty;
mod pir_json;
mod pir_markdown;
mod statuspage;

mod format;

pub mod toml;

pub use format::Format;
pub use imported::{Document, Import, Imported, Mapping, Note, NoteKind, Options};
