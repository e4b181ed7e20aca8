//! Other tools' records become incident files: one file or folder for each format. Nothing here knows the site, and nothing reads or
//! writes files.

mod names;

mod document;

mod located;

mod html;
mod tree;

mod zones;

mod stamp;

mod moments;

mod boilerplate;
mod links;
mod private;
mod vocabulary;

mod draft;
mod results;

mod freeform;
mod records;

mod github;
mod pagerduty;
mod pir_json;
mod pir_markdown;
mod statuspage;

mod format;

pub mod toml;

pub use document::{Document, Import, Imported, Note, NoteKind, Options};
pub use format::Format;
pub use names::Mapping;
