//! The manifest: which files of the output are ours, and what bytes they have. Knows its own format, and nothing of the disk.
//!
//! ```text
//! pir-site manifest 2
//! for public
//! 6c1e0d5a...(32 hexadecimal digits: xxh3-128) 10240 services/index.html
//! - - services/api/index.html          (ours, but a killed build left open which bytes)
//! end 2 0f3a9b...(xxh3-64 of all lines above)
//! ```
//!
//! It holds no times, so the same site has the same manifest. Whether a file still has the bytes that we wrote is told by its
//! time of change: the manifest is written last, so what was changed after us is younger than the manifest (or as old, within
//! the resolution of the clock), and is then read again.

use std::fmt::Write as _;
use std::time::SystemTime;

use xxhash_rust::xxh3::xxh3_64;

use super::print::Print;

const HEADER: &str = "pir-site manifest 2\nfor ";
/// The header of the version that did not know for whom a site is.
const HEADER_1: &str = "pir-site manifest 1\n";
const ANY_VERSION: &str = "pir-site manifest ";

/// One file of ours, and its bytes if they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub(super) path: &'a str,
    pub(super) print: Option<Print>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(path: &'a str, print: Option<Print>) -> Self {
        Self { path, print }
    }
}

/// The manifest's file as it was found.
#[derive(Debug, Default)]
pub(super) struct ManifestFile {
    /// Nothing, if there is no such file.
    pub(super) bytes: Option<Vec<u8>>,
    /// When it was written, where the file system tells.
    pub(super) written: Option<SystemTime>,
}

/// What earlier builds published.
#[derive(Debug, Default)]
pub(super) struct Manifest<'a> {
    audience: Option<&'a str>,
    entries: Vec<Entry<'a>>,
    written: Option<SystemTime>,
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    Usable,
    #[default]
    Missing,
    Damaged,
    Newer,
}

impl<'a> Manifest<'a> {
    /// Reads a manifest. One that cannot be understood counts as none: it is not an error here, because the build can go on as
    /// long as the files that it finds have the right bytes. What such a manifest listed and the plan no longer has must stay.
    pub(super) fn parse(file: &'a ManifestFile) -> Self {
        let Some(bytes) = &file.bytes else { return Self::default() };
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let is_newer = text.starts_with(ANY_VERSION) && ![HEADER, HEADER_1].iter().any(|header| text.starts_with(header));
        match read(text) {
            Some((audience, entries)) => Self { audience, entries, written: file.written, state: State::Usable },
            None if is_newer => Self { state: State::Newer, ..Self::default() },
            None => Self { state: State::Damaged, ..Self::default() },
        }
    }

    /// The text of a manifest of `entries`, which must be sorted by path.
    pub(super) fn write(audience: &str, entries: &[Entry<'_>]) -> String {
        let mut text =
            String::with_capacity(HEADER.len() + 40 + entries.iter().map(|entry| entry.path.len() + 48).sum::<usize>());
        let _ = writeln!(text, "{HEADER}{audience}");
        for entry in entries {
            // Writing to a string cannot fail.
            let _ = match entry.print {
                Some(Print { len, hash }) => writeln!(text, "{hash:032x} {len} {}", entry.path),
                None => writeln!(text, "- - {}", entry.path),
            };
        }
        let _ = writeln!(text, "end {} {:016x}", entries.len(), xxh3_64(text.as_bytes()));
        text
    }

    /// For whom the site is, if that is known.
    pub(super) fn audience(&self) -> Option<&'a str> {
        self.audience
    }

    /// All files of ours, sorted by path. The paths are as they stand in the file: nobody has checked that they are routes.
    pub(super) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// Whether there was a manifest and all of it was understood.
    pub(super) fn is_usable(&self) -> bool {
        self.state == State::Usable
    }

    /// Why a manifest that is there does not count.
    pub(super) fn trouble(&self) -> Option<&'static str> {
        match self.state {
            State::Usable | State::Missing => None,
            State::Damaged => Some("its manifest is damaged, so it is not known which files are pir-site's"),
            State::Newer => Some("its manifest was written by a newer pir-site, so it is not known which files are pir-site's"),
        }
    }

    /// The bytes of the file of `entry`, if they are known and it has not been changed since: it was last `changed` before the
    /// manifest was written, and still has its length.
    pub(super) fn bytes(&self, entry: &Entry<'a>, len: u64, changed: Option<SystemTime>) -> Option<Print> {
        let is_older = matches!((self.written, changed), (Some(written), Some(changed)) if changed < written);
        entry.print.filter(|print| is_older && print.len == len)
    }

    #[cfg(test)]
    pub(super) fn of_text(text: &'a str) -> Self {
        let (audience, entries) = read(text).unwrap();
        Self { audience, entries, written: None, state: State::Usable }
    }
}

/// The audience and the entries of a whole, undamaged manifest of our version or of the one before.
fn read(text: &str) -> Option<(Option<&str>, Vec<Entry<'_>>)> {
    let end = text.trim_end_matches('\n').rfind('\n')? + 1;
    let (body, last) = text.split_at(end);
    let (count, sum) = last.strip_suffix('\n')?.strip_prefix("end ")?.split_once(' ')?;
    let count: usize = count.parse().ok()?;
    if u64::from_str_radix(sum, 16).ok()? != xxh3_64(body.as_bytes()) {
        return None;
    }
    let (audience, lines) = match body.strip_prefix(HEADER) {
        Some(rest) => rest.split_once('\n').map(|(audience, lines)| (Some(audience), lines))?,
        None => (None, body.strip_prefix(HEADER_1)?),
    };
    let entries: Vec<Entry<'_>> = lines.lines().map(entry).collect::<Option<_>>()?;
    (entries.len() == count && entries.is_sorted_by(|a, b| a.path < b.path)).then_some((audience, entries))
}

fn entry(line: &str) -> Option<Entry<'_>> {
    let mut fields = line.splitn(3, ' ');
    let (hash, len, path) = (fields.next()?, fields.next()?, fields.next()?);
    let print = match (hash, len) {
        ("-", "-") => None,
        _ => Some(Print { len: len.parse().ok()?, hash: u128::from_str_radix(hash, 16).ok()? }),
    };
    Some(Entry { path, print })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRIES: [Entry<'_>; 3] = [
        Entry { path: "a b.html", print: Some(Print { len: 7, hash: 0xbeef }) },
        Entry { path: "c/d", print: None },
        Entry { path: "e", print: Some(Print { len: u64::MAX, hash: u128::MAX }) },
    ];

    fn file(bytes: impl Into<Vec<u8>>) -> ManifestFile {
        ManifestFile { bytes: Some(bytes.into()), written: None }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for count in 0..=ENTRIES.len() {
            let file = file(Manifest::write("public", &ENTRIES[..count]));
            let manifest = Manifest::parse(&file);
            assert!(manifest.is_usable());
            assert_eq!((manifest.audience(), manifest.entries()), (Some("public"), &ENTRIES[..count]));
        }
    }

    #[test]
    fn a_manifest_that_was_cut_or_changed_anywhere_counts_as_none() {
        let text = Manifest::write("internal", &ENTRIES);
        for cut in 0..text.len() {
            assert!(!Manifest::parse(&file(&text.as_bytes()[..cut])).is_usable(), "cut at {cut}");
            let mut bytes = text.clone().into_bytes();
            bytes[cut] ^= 1;
            assert!(!Manifest::parse(&file(bytes)).is_usable(), "flipped at {cut}");
        }
        assert!(Manifest::parse(&ManifestFile::default()).trouble().is_none());
        assert!(Manifest::parse(&file("")).trouble().unwrap().contains("damaged"));
        assert!(Manifest::parse(&file("pir-site manifest 3\n{}\n")).trouble().unwrap().contains("newer"));
    }
}
