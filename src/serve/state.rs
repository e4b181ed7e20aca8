//! The state of a page in a browser, as fingerprints. The script sends them back, and the server compares them with the current
//! ones.

use std::fmt;
use std::str::FromStr;

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The address of the live-reload script. No file of a site can have an address below this folder.
pub const SCRIPT: &str = "/.pir-site/live.js";

/// The fingerprints of what a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageState {
    /// The fingerprint of the page itself.
    pub page: u64,
    /// The fingerprint of the style sheets.
    pub styles: u64,
    /// The fingerprint of the files that pages can show.
    pub images: u64,
}

/// The placeholder for the state in the bytes of a page, until their fingerprint is known. It differs between runs of the server.
pub fn placeholder(session: u64) -> String {
    format!("state-{session:016x}")
}

impl PageState {
    /// The fingerprint of a page without its state. It is seeded with the session, so a page from an earlier run never matches.
    pub(super) fn fingerprint(html: &str, session: u64) -> u64 {
        xxh3_64_with_seed(html.as_bytes(), session)
    }
}

/// The format in which the script receives and returns it: three hexadecimal numbers.
impl fmt::Display for PageState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}-{:x}-{:x}", self.page, self.styles, self.images)
    }
}

impl FromStr for PageState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let numbers: Option<Vec<u64>> = text.split('-').map(|number| u64::from_str_radix(number, 16).ok()).collect();
        match numbers.as_deref() {
            Some(&[page, styles, images]) => Ok(Self { page, styles, images }),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_read_as_it_was_written_and_nothing_else_is() {
        let state = PageState { page: u64::MAX, styles: 0, images: 0xbeef };
        assert_eq!(state.to_string().parse(), Ok(state));
        for text in ["", "1-2", "1-2-3-4", "1-2-x", "state-0000000000000001"] {
            assert_eq!(text.parse::<PageState>(), Err(()), "{text:?}");
        }
    }
}
