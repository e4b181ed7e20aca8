//! Writing the bytes of a page, and the error where that fails.

use std::io::Write;

use crate::error::{Error, Result};

/// Writes the bytes of a page.
pub(crate) fn write(out: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    out.write_all(bytes).map_err(written)
}

/// The error of a page that could not be written.
pub(crate) fn written(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new("failed to write a page").because(error)
}
