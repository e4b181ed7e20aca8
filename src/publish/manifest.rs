//! The manifest: the published files with their fingerprints. It defines the format and does no I/O.
//!
//! ```text
//! pir-site manifest 2
//! for public
//! 6c1e0d5a...(32 hexadecimal digits: xxh3-128) 10240 services/index.html
//! - - services/api/index.html          (published by us, but the build was killed before its bytes were certain)
//! end 2 0f3a9b...(xxh3-64 of all lines above)
//! ```
//!
//! It contains no timestamps, so the same site has the same manifest. It is written last, so a file modified before the manifest
//! still has the bytes that the build wrote. A file modified later, or within the precision of the clock, is read again.

use std::fmt::Write as _;
use std::time::SystemTime;

use xxhash_rust::xxh3::xxh3_64;

use super::fingerprint::Fingerprint;

const HEADER: &str = "pir-site manifest 2\nfor ";
const ANY_VERSION: &str = "pir-site manifest ";

/// One published file, and its fingerprint if it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ManifestEntry<'a> {
    pub(super) path: &'a str,
    pub(super) fingerprint: Option<Fingerprint>,
}

impl<'a> ManifestEntry<'a> {
    pub(super) fn new(path: &'a str, fingerprint: Option<Fingerprint>) -> Self {
        Self { path, fingerprint }
    }
}

/// The manifest file as found in the output folder.
#[derive(Debug, Default)]
pub(super) struct ManifestFile {
    /// The content. `None` if there is no such file.
    pub(super) bytes: Option<Vec<u8>>,
    /// The modification time. `None` if it is unknown or in the future.
    pub(super) written: Option<SystemTime>,
}

/// What earlier builds published.
#[derive(Debug, Default)]
pub(super) struct Manifest<'a> {
    /// The audience of the site.
    audience: Option<&'a str>,
    entries: Vec<ManifestEntry<'a>>,
    written: Option<SystemTime>,
    state: FileState,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum FileState {
    Usable,
    #[default]
    Missing,
    Damaged,
    OtherVersion,
}

impl<'a> Manifest<'a> {
    /// Parses a manifest. An invalid manifest counts as missing and is not an error: the build continues if the existing files have
    /// the right bytes. Files that only an invalid manifest lists are not removed.
    pub(super) fn parse(file: &'a ManifestFile) -> Self {
        let Some(bytes) = &file.bytes else { return Self::default() };
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let (state, (audience, entries)) = match read(text) {
            Some((audience, entries)) => (FileState::Usable, (Some(audience), entries)),
            None if text.starts_with(ANY_VERSION) && !text.starts_with(HEADER) => (FileState::OtherVersion, Default::default()),
            None => (FileState::Damaged, Default::default()),
        };
        Self { audience, entries, written: file.written, state }
    }

    /// Formats a manifest with `entries`, which must be sorted by path.
    pub(super) fn write(audience: &str, entries: &[ManifestEntry<'_>]) -> String {
        let mut text =
            String::with_capacity(HEADER.len() + 40 + entries.iter().map(|entry| entry.path.len() + 48).sum::<usize>());
        let _ = writeln!(text, "{HEADER}{audience}");
        for entry in entries {
            // Writing to a string cannot fail.
            let _ = match entry.fingerprint {
                Some(Fingerprint { len, hash }) => writeln!(text, "{hash:032x} {len} {}", entry.path),
                None => writeln!(text, "- - {}", entry.path),
            };
        }
        let _ = writeln!(text, "end {} {:016x}", entries.len(), xxh3_64(text.as_bytes()));
        text
    }

    pub(super) fn audience(&self) -> Option<&'a str> {
        self.audience
    }

    /// All published files, sorted by path. The paths come from the file, and are not verified to be valid routes.
    pub(super) fn entries(&self) -> &[ManifestEntry<'a>] {
        &self.entries
    }

    /// Whether the manifest exists and is valid.
    pub(super) fn is_usable(&self) -> bool {
        self.state == FileState::Usable
    }

    /// Why an existing manifest is not used.
    pub(super) fn unusable_because(&self) -> Option<&'static str> {
        match self.state {
            FileState::Usable | FileState::Missing => None,
            FileState::Damaged => Some("its manifest is damaged, so it is not known which files are pir-site's"),
            FileState::OtherVersion => {
                Some("its manifest is of another version of pir-site, so it is not known which files are pir-site's")
            }
        }
    }

    /// The fingerprint of a published file, if it is known and still valid: the file has the same length, and was last modified
    /// (`changed`) before the manifest was written.
    pub(super) fn current_fingerprint(
        &self,
        entry: &ManifestEntry<'a>,
        len: u64,
        changed: Option<SystemTime>,
    ) -> Option<Fingerprint> {
        let is_older = matches!((self.written, changed), (Some(written), Some(changed)) if changed < written);
        entry.fingerprint.filter(|fingerprint| is_older && fingerprint.len == len)
    }

    #[cfg(test)]
    pub(super) fn of_text(text: &'a str) -> Self {
        let (audience, entries) = read(text).unwrap();
        Self { audience: Some(audience), entries, written: None, state: FileState::Usable }
    }
}

/// Parses the audience and the entries of a complete, undamaged manifest of the current version.
fn read(text: &str) -> Option<(&str, Vec<ManifestEntry<'_>>)> {
    let end = text.trim_end_matches('\n').rfind('\n')? + 1;
    let (body, last) = text.split_at(end);
    let (count, sum) = last.strip_suffix('\n')?.strip_prefix("end ")?.split_once(' ')?;
    let count: usize = count.parse().ok()?;
    if u64::from_str_radix(sum, 16).ok()? != xxh3_64(body.as_bytes()) {
        return None;
    }
    let (audience, lines) = body.strip_prefix(HEADER)?.split_once('\n')?;
    let entries: Vec<ManifestEntry<'_>> = lines.lines().map(entry).collect::<Option<_>>()?;
    (entries.len() == count && entries.is_sorted_by(|a, b| a.path < b.path)).then_some((audience, entries))
}

fn entry(line: &str) -> Option<ManifestEntry<'_>> {
    let mut fields = line.splitn(3, ' ');
    let (hash, len, path) = (fields.next()?, fields.next()?, fields.next()?);
    let fingerprint = match (hash, len) {
        ("-", "-") => None,
        _ => Some(Fingerprint { len: len.parse().ok()?, hash: u128::from_str_radix(hash, 16).ok()? }),
    };
    Some(ManifestEntry { path, fingerprint })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRIES: [ManifestEntry<'_>; 3] = [
        ManifestEntry { path: "a b.html", fingerprint: Some(Fingerprint { len: 7, hash: 0xbeef }) },
        ManifestEntry { path: "c/d", fingerprint: None },
        ManifestEntry { path: "e", fingerprint: Some(Fingerprint { len: u64::MAX, hash: u128::MAX }) },
    ];

    fn file(bytes: impl Into<Vec<u8>>) -> ManifestFile {
        ManifestFile { bytes: Some(bytes.into()), written: None }
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        for count in 0..=ENTRIES.len() {
            let file = file(Manifest::write("public", &ENTRIES[..count]));
            let manifest = Manifest::parse(&file);
            assert!(manifest.is_usable());
            assert_eq!((manifest.audience(), manifest.entries()), (Some("public"), &ENTRIES[..count]));
        }
    }

    #[test]
    fn a_manifest_that_was_cut_or_changed_anywhere_is_not_used() {
        let text = Manifest::write("internal", &ENTRIES);
        for cut in 0..text.len() {
            assert!(!Manifest::parse(&file(&text.as_bytes()[..cut])).is_usable(), "cut at {cut}");
            let mut bytes = text.clone().into_bytes();
            bytes[cut] ^= 1;
            assert!(!Manifest::parse(&file(bytes)).is_usable(), "flipped at {cut}");
        }
        assert!(Manifest::parse(&ManifestFile::default()).unusable_because().is_none());
        assert!(Manifest::parse(&file("")).unusable_because().unwrap().contains("damaged"));
        assert!(Manifest::parse(&file("pir-site manifest 3\n{}\n")).unusable_because().unwrap().contains("another version"));
    }
}
