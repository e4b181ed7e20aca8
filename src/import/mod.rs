//! Other tools' records become incident files: one file or folder for each format. Nothing here knows the site, and nothing reads or
//! writes files.

mod names;

mod pattern;

mod document;

mod html;
mod tree;

mod zones;

mod stamp;

mod moments;

mod boilerplate;
mod links;
mod private;
mod vocabulary;

mod slack;

mod draft;

mod freeform;
mod mapping;
mod pir_markdown;

mod format;

pub mod toml;

pub use document::{Document, Import, Imported, Note, NoteKind, Options};
pub use format::Format;
pub use mapping::{Mapping, MappingError};
pub use names::NameMapping;
