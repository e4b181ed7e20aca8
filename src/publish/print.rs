//! Fingerprints of bytes, by which a file is known to have changed or not.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// The length and the xxh3-128 of some bytes: when both are equal, so are the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Print {
    /// In bytes.
    pub(super) len: u64,
    pub(super) hash: u128,
}

impl Print {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { len: bytes.len() as u64, hash: xxh3_128(bytes) }
    }

    /// Reads the file at `path` piece by piece.
    pub(super) fn of_file(path: &Path) -> io::Result<Self> {
        let mut printer = Printer::default();
        io::copy(&mut File::open(path)?, &mut printer)?;
        Ok(printer.print())
    }
}

/// Takes the print of bytes that come in pieces.
#[derive(Default)]
pub(super) struct Printer {
    hasher: Xxh3,
    len: u64,
}

impl Printer {
    pub(super) fn print(&self) -> Print {
        Print { len: self.len, hash: self.hasher.digest128() }
    }
}

impl Write for Printer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hasher.update(bytes);
        self.len += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
