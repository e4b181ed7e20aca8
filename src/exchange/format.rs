//! The foreign formats that can be read: one line each.

use super::imported::{Document, Import, Options};
use super::pir_json;
use crate::incident::vocabulary;

vocabulary! {
    /// A foreign format.
    Format {
        /// The JSON that PIR Generator reads.
        PirJson = "pir-json" | "JSON of PIR Generator, in both of its schemas",
    }
}

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// All formats, in the order of the documentation.
    pub const ALL: [Self; 1] = [Self::PirJson];

    /// Reads a document of this format. It never fails as a whole because of a part that it does not understand: that is noted,
    /// and kept.
    pub fn import(self, document: &Document<'_>, options: &Options<'_>) -> Import {
        match self {
            Self::PirJson => pir_json::import(document, options),
        }
    }
}
