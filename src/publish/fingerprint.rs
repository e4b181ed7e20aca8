//! Fingerprints, used to detect changed files.

use std::fs::File;
use std::io::{self, Write};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// The length and the xxh3-128 hash of some bytes. Bytes with equal fingerprints are taken as equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint {
    /// The length in bytes.
    pub(super) len: u64,
    pub(super) hash: u128,
}

impl Fingerprint {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { len: bytes.len() as u64, hash: xxh3_128(bytes) }
    }

    /// Reads `file` to its end, and copies what it reads to `copy`.
    pub(super) fn of_file(file: &mut File, copy: impl Write) -> io::Result<Self> {
        let mut hashing = Hashing { hasher: Xxh3::new(), copy };
        let len = io::copy(file, &mut hashing)?;
        Ok(Self { len, hash: hashing.hasher.digest128() })
    }
}

/// A writer that hashes the bytes written through it.
struct Hashing<W> {
    hasher: Xxh3,
    copy: W,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.copy.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.copy.flush()
    }
}
