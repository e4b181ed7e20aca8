//! The visibility of parts of the archive.

use super::vocabulary::vocabulary;

vocabulary! {
    /// Who may see a part of the archive.
    #[derive(Default)]
    Visibility {
        /// Everybody.
        #[default]
        Public = "public" | "Public",
        /// The organisation: public builds omit it.
        Internal = "internal" | "Internal",
    }
}

impl Visibility {
    /// Whether everybody may see it.
    pub fn is_public(&self) -> bool {
        *self == Self::Public
    }
}
