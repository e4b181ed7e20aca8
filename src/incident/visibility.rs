//! The visibility of parts of the archive.

use super::vocabulary::vocabulary;

vocabulary! {
    /// Who may see it.
    #[derive(Default)]
    Visibility {
        /// Everybody.
        #[default]
        Public = "public" | "Public",
        /// The organisation: it is in no public build.
        Internal = "internal" | "Internal",
    }
}

impl Visibility {
    /// Whether the public may see it.
    pub fn is_public(&self) -> bool {
        *self == Self::Public
    }
}
