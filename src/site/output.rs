//! Writes the bytes of a page.

use std::io::Write;

use crate::error::{Error, Result};

/// Writes the bytes of a page.
pub(crate) fn write(out: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    out.write_all(bytes).map_err(written)
}

/// The error for a failed write of a page.
pub(crate) fn written(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new("failed to write a page").because(error)
}
